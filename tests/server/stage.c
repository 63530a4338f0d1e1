/* The stage: temporary folder, server on the loop, newswired as a child. */
#include "server/stage.h"

#include <check.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <spawn.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/memory.h"

#define PATIENCE_MS 20000 /* a daemon that has not ended or said a thing by then will not */

extern char **environ;

void
stage_write(struct stage *stage, const char *name, const char *text)
{
	char *path = mem_printf("%s/%s", stage->folder, name);
	FILE *file = fopen(path, "w");
	ck_assert_msg(file != NULL, "%s", path);
	ck_assert_int_ge(fputs(text, file), 0);
	ck_assert_int_eq(fclose(file), 0);
	mem_free(path);
}

void
stage_configure(struct stage *stage, const char *more)
{
	char *text = mem_printf(
		"{ \"store\": { \"path\": \"wire.db\", \"batch_wait\": \"20ms\" },\n"
		"\"fetch\": { \"proxy\": \"http://127.0.0.1:%d\", \"gap\": \"0s\" },\n"
		"\"extract\": { \"workers\": 2 }, \"outlets\": \"outlets.d\"%s%s }\n",
		server_port(stage->server), more != NULL ? ",\n" : "", more != NULL ? more : "");
	stage_write(stage, "newswired.json", text);
	mem_free(text);
}

void
stage_open(struct stage *stage)
{
	struct err err;
	*stage = (struct stage){ .base = event_base_new() };
	snprintf(stage->folder, sizeof(stage->folder), "/tmp/newswired-test-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(stage->folder));
	char *outlets = mem_printf("%s/outlets.d", stage->folder);
	ck_assert_int_eq(mkdir(outlets, 0755), 0);
	mem_free(outlets);
	stage->server = server_new(stage->base, &(struct server_options){ 0 }, &err);
	ck_assert_msg(stage->server != NULL, "%s", err.text);
	stage_configure(stage, "\"poll\": { \"first_age\": \"0s\" }");
}

static int
remove_one(const char *path, const struct stat *status, int kind, struct FTW *ftw)
{
	(void)status, (void)kind, (void)ftw;
	return remove(path);
}

void
stage_close(struct stage *stage)
{
	if (stage->daemon != 0) {
		kill(stage->daemon, SIGKILL);
		waitpid(stage->daemon, NULL, 0);
	}
	server_free(stage->server);
	event_base_free(stage->base);
	nftw(stage->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

void
stage_outlet(struct stage *stage, const char *id, const char *feed_url)
{
	char *name = mem_printf("outlets.d/%s.json", id);
	char *text = mem_printf("{ \"id\": \"%s\", \"name\": \"%s\", \"language\": \"en\",\n"
				"  \"sources\": [ { \"kind\": \"feed\", \"url\": \"%s\" } ] }\n",
		id, id, feed_url);
	stage_write(stage, name, text);
	mem_free(name);
	mem_free(text);
}

void
stage_start(struct stage *stage, const char *option)
{
	const char *build = getenv("NEWSWIRED_BUILD");
	char *program = mem_printf("%s/newswired", build != NULL ? build : "build");
	char *config = mem_printf("%s/newswired.json", stage->folder);
	char *log = mem_printf("%s/log", stage->folder);
	char *argv[] = { program, (char[]){ "--config" }, config, (char *)(uintptr_t)option, NULL };
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(
		&actions, STDERR_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0644);
	ck_assert_int_eq(posix_spawn(&stage->daemon, program, &actions, NULL, argv, environ), 0);
	posix_spawn_file_actions_destroy(&actions);
	mem_free(program);
	mem_free(config);
	mem_free(log);
}

static void
stop_loop(evutil_socket_t fd, short what, void *base)
{
	(void)fd, (void)what;
	event_base_loopbreak(base);
}

void
stage_play(struct stage *stage, int ms)
{
	const struct timeval wait = { ms / 1000, ms % 1000 * 1000 };
	event_base_once(stage->base, -1, EV_TIMEOUT, stop_loop, stage->base, &wait);
	event_base_dispatch(stage->base);
}

int
stage_wait(struct stage *stage)
{
	int64_t end = clock_monotonic_ms() + PATIENCE_MS;
	int status = 0;
	while (waitpid(stage->daemon, &status, WNOHANG) == 0) {
		ck_assert_msg(clock_monotonic_ms() < end, "newswired does not end");
		stage_play(stage, 5);
	}
	stage->daemon = 0;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int
stage_once(struct stage *stage)
{
	stage_start(stage, "--once");
	return stage_wait(stage);
}

char *
stage_log(struct stage *stage)
{
	struct buffer text;
	char block[8192], *path = mem_printf("%s/log", stage->folder);
	buffer_init(&text, (size_t)64 << 20);
	FILE *file = fopen(path, "r");
	for (size_t got; file != NULL && (got = fread(block, 1, sizeof(block), file)) > 0;)
		buffer_add(&text, block, got);
	if (file != NULL)
		fclose(file);
	mem_free(path);
	return buffer_take(&text);
}

int
stage_logged(struct stage *stage, const char *text)
{
	char *log = stage_log(stage), *rest = log;
	int count = 0;
	for (char *line; (line = strsep(&rest, "\n")) != NULL;)
		count += strstr(line, text) != NULL;
	mem_free(log);
	return count;
}

void
stage_until(struct stage *stage, const char *text)
{
	int64_t end = clock_monotonic_ms() + PATIENCE_MS;
	while (stage_logged(stage, text) == 0) {
		ck_assert_msg(clock_monotonic_ms() < end, "the log never says: %s", text);
		stage_play(stage, 10);
	}
}

void
stage_change(struct stage *stage, const char *sql)
{
	sqlite3 *database;
	char *path = mem_printf("%s/wire.db", stage->folder);
	ck_assert_int_eq(sqlite3_open(path, &database), SQLITE_OK);
	ck_assert_msg(sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK, "%s: %s", sql,
		sqlite3_errmsg(database));
	sqlite3_close(database);
	mem_free(path);
}

struct sqlite3 *
stage_lock(struct stage *stage)
{
	sqlite3 *database;
	char *path = mem_printf("%s/wire.db", stage->folder);
	ck_assert_int_eq(sqlite3_open(path, &database), SQLITE_OK);
	sqlite3_busy_timeout(database, 5000);
	ck_assert_int_eq(sqlite3_exec(database, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	mem_free(path);
	return database;
}

const char *
stage_text(struct stage *stage, const char *sql)
{
	static char text[1000];
	sqlite3 *database;
	sqlite3_stmt *query;
	char *path = mem_printf("%s/wire.db", stage->folder);
	ck_assert_int_eq(sqlite3_open_v2(path, &database, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	ck_assert_msg(sqlite3_prepare_v2(database, sql, -1, &query, NULL) == SQLITE_OK, "%s: %s",
		sql, sqlite3_errmsg(database));
	ck_assert_msg(sqlite3_step(query) == SQLITE_ROW, "no row: %s", sql);
	const unsigned char *value = sqlite3_column_text(query, 0);
	snprintf(text, sizeof(text), "%s", value != NULL ? (const char *)value : "");
	sqlite3_finalize(query);
	sqlite3_close(database);
	mem_free(path);
	return text;
}

int64_t
stage_count(struct stage *stage, const char *sql)
{
	return strtoll(stage_text(stage, sql), NULL, 10);
}
