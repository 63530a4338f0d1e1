/* A store's file: whose it is, who holds it, its pragmas, its schema, and its transactions. */
#include "store/store.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/table.h"
#include "store/database.h"
#include "store/list.h"
#include "store/migrations.h"
#include "store/search.h"

#define FILE_MODE 0640 /* readers of the group need no more, others nothing */

/* The header of an SQLite file (sqlite.org/fileformat2.html, section 1.3). */
#define HEADER_BYTES          100
#define HEADER_USER_VERSION   60
#define HEADER_APPLICATION_ID 68
static const char header_magic[16] = "SQLite format 3";

static uint32_t
big_endian(const unsigned char *bytes)
{
	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
	       bytes[3];
}

static int
newest_version(void)
{
	return migrations[migration_count - 1].version;
}

static bool
refuse_version(const char *path, int64_t version, struct err *err)
{
	return err_set(err, ERR_STORE,
		"%.100s has schema version %lld, written by a newer newswired; this one knows %d",
		path, (long long)version, newest_version());
}

/*
 * Whether the file is ours to write, told from its header before SQLite may touch it. No file, or
 * an empty one, is.
 */
static bool
check_header(const char *path, struct err *err)
{
	unsigned char header[HEADER_BYTES];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT)
		return true;
	if (fd < 0)
		return err_set(err, ERR_STORE, "%.120s: %s", path, strerror(errno));
	ssize_t got = read(fd, header, sizeof(header));
	int error = errno;
	close(fd);
	if (got < 0)
		return err_set(err, ERR_STORE, "%.120s: %s", path, strerror(error));
	if (got == 0)
		return true;
	if (got < HEADER_BYTES || memcmp(header, header_magic, sizeof(header_magic)) != 0 ||
		big_endian(header + HEADER_APPLICATION_ID) != STORE_APPLICATION_ID)
		return err_set(err, ERR_STORE, "%.120s is no newswired store", path);
	if (big_endian(header + HEADER_USER_VERSION) > (uint32_t)newest_version())
		return refuse_version(path, big_endian(header + HEADER_USER_VERSION), err);
	return true;
}

/* Takes the lock beside the store; `create` false: only where it is there already. */
static bool
take_lock(struct store *s, const char *path, bool create, struct err *err)
{
	if (s->lock >= 0)
		return true;
	char *name = mem_printf("%s.lock", path);
	s->lock = open(name, O_RDWR | O_CLOEXEC | (create ? O_CREAT : 0), FILE_MODE);
	int error = errno;
	mem_free(name);
	if (s->lock < 0 && !create && error == ENOENT)
		return true;
	if (s->lock < 0)
		return err_set(err, ERR_STORE, "%.120s.lock: %s", path, strerror(error));
	if (flock(s->lock, LOCK_EX | LOCK_NB) != 0)
		return err_set(err, ERR_STORE, "another newswired works on %.120s", path);
	return true;
}

/*
 * The file itself, made with our mode before SQLite makes it with its own. A name that points
 * elsewhere is followed, so that two names of one store have one lock. The caller frees.
 */
static char *
make_file(const char *path, struct err *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, FILE_MODE);
	if (fd < 0 && errno != EEXIST) {
		err_set(err, ERR_STORE, "%.120s: %s", path, strerror(errno));
		return NULL;
	}
	if (fd >= 0)
		close(fd);
	char *real = realpath(path, NULL);
	if (real == NULL)
		err_set(err, ERR_STORE, "%.120s: %s", path, strerror(errno));
	return real;
}

/* Pragmas of a connection that writes. */
static bool
configure(struct store *s, struct err *err)
{
	static const char pragmas[] = "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;"
				      "PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;"
				      "PRAGMA cache_size = -16384; PRAGMA secure_delete = OFF;"
				      "PRAGMA journal_size_limit = 16777216;"
				      "PRAGMA wal_autocheckpoint = 2000;"
				      "PRAGMA synchronous = FULL; PRAGMA analysis_limit = 400;";
	int on = 1;
	sqlite3_file_control(s->db, "main", SQLITE_FCNTL_PERSIST_WAL, &on);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_stmt *statement = NULL;
	bool wal = sqlite3_prepare_v2(s->db, "PRAGMA journal_mode = WAL", -1, &statement, NULL) ==
			   SQLITE_OK &&
		   sqlite3_step(statement) == SQLITE_ROW &&
		   strcmp((const char *)sqlite3_column_text(statement, 0), "wal") == 0;
	sqlite3_finalize(statement);
	if (!wal)
		return err_set(
			err, ERR_STORE, "no write-ahead log here: %s", sqlite3_errmsg(s->db));
	database_run(s, pragmas);
	if (s->rc != SQLITE_OK)
		*err = s->err;
	return s->rc == SQLITE_OK;
}

/* One migration, one transaction; the number of the schema goes with it. */
static void
apply(struct store *s, const struct migration *migration)
{
	char *numbers = mem_printf("PRAGMA application_id = %d; PRAGMA user_version = %d;",
		STORE_APPLICATION_ID, migration->version);
	database_run(s, "BEGIN IMMEDIATE");
	database_run(s, migration->sql);
	database_run(s, numbers);
	database_run(s, "COMMIT");
	if (s->rc != SQLITE_OK && !sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	mem_free(numbers);
}

/* Brings the schema up to this program's. */
static bool
migrate(struct store *s, struct err *err)
{
	int64_t version = database_pragma(s, "PRAGMA user_version");
	for (size_t i = 0; i < migration_count && s->rc == SQLITE_OK; i++)
		if (migrations[i].version > version)
			apply(s, &migrations[i]);
	if (s->rc != SQLITE_OK)
		*err = s->err;
	return s->rc == SQLITE_OK;
}

/* What the header could not tell, since the newest first page may lie in the write-ahead log. */
static bool
check_opened(struct store *s, const char *path, struct err *err)
{
	int64_t version = database_pragma(s, "PRAGMA user_version");
	if (s->rc != SQLITE_OK) {
		*err = s->err;
		return false;
	}
	if (version <= newest_version())
		return true;
	sqlite3_db_config(s->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	return refuse_version(path, version, err);
}

static bool
open_file(struct store *s, const char *path, struct err *err)
{
	/* The daemon alone writes; a user's shell may hold the file for a moment. */
	static const int busy_ms = 5000;
	char *real = make_file(path, err);
	if (real == NULL)
		return false;
	bool ok = take_lock(s, real, true, err);
	if (ok && sqlite3_open_v2(real, &s->db,
			  SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
			  NULL) != SQLITE_OK)
		ok = err_set(err, ERR_STORE, "%.120s: %s", path, sqlite3_errmsg(s->db));
	free(real);
	if (!ok)
		return false;
	sqlite3_busy_timeout(s->db, busy_ms);
	sqlite3_extended_result_codes(s->db, 1);
	return check_opened(s, path, err) && migrate(s, err) && configure(s, err) &&
	       database_prepare(s, err);
}

/*
 * SQLite counts its memory under a lock for nobody. Has no effect once the library is in use; that
 * is as well.
 */
static void
quieten_sqlite(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* Whether an error is of the place and the time, not of the file or of what is asked. */
static bool
may_pass(int rc)
{
	switch (rc & 0xff) {
	case SQLITE_FULL:
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_IOERR: return true;
	}
	return false;
}

struct store *
store_open(const char *path, struct err *err)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, quieten_sqlite);
	struct store *s = mem_zalloc(1, sizeof(*s));
	s->lock = -1;
	s->scratch = arena_new();
	s->search_texts = arena_new();
	s->lists_seen = table_new();
	char *real = realpath(path, NULL);
	bool ok = take_lock(s, real != NULL ? real : path, false, err) && check_header(path, err) &&
		  open_file(s, path, err);
	free(real);
	if (ok)
		return s;
	if (may_pass(s->rc) || (s->db != NULL && may_pass(sqlite3_errcode(s->db))))
		err->kind = ERR_SYSTEM;
	store_close(s);
	return NULL;
}

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	database_finalize(s);
	if (s->db != NULL && !sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(s->db);
	if (s->lock >= 0)
		close(s->lock);
	arena_free(s->scratch);
	arena_free(s->search_texts);
	table_free(s->lists_seen, mem_free);
	mem_free(s);
}

void
store_set_names(struct store *s, const struct title_names *names)
{
	s->names = names;
}

/* The sequence goes on where the last committed transaction left it. */
static void
load_change(struct store *s)
{
	bind_text(s, META_GET, ":key", "change");
	s->change = row(s, META_GET) ? column_int(s, META_GET, 0) : 0;
	finish(s, META_GET);
}

static void
keep_change(struct store *s)
{
	bind_text(s, META_SET, ":key", "change");
	bind_text(s, META_SET, ":value", arena_printf(s->scratch, "%lld", (long long)s->change));
	run(s, META_SET);
}

bool
store_begin(struct store *s, struct err *err)
{
	s->rc = SQLITE_OK;
	database_run(s, "BEGIN IMMEDIATE");
	load_change(s);
	if (s->rc == SQLITE_OK)
		return true;
	*err = s->err;
	store_rollback(s);
	return false;
}

bool
store_commit(struct store *s, struct err *err)
{
	lists_apply(s);
	search_apply(s);
	keep_change(s);
	database_run(s, "COMMIT");
	arena_reset(s->scratch);
	if (s->rc == SQLITE_OK)
		return true;
	*err = s->err;
	store_rollback(s);
	return false;
}

void
store_rollback(struct store *s)
{
	if (!sqlite3_get_autocommit(s->db))
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	lists_forget(s);
	search_forget(s);
	arena_reset(s->scratch);
}

bool
store_may_retry(const struct store *s)
{
	int kind = s->rc & 0xff;
	return may_pass(s->rc) || kind == SQLITE_CANTOPEN || kind == SQLITE_READONLY;
}

int64_t
store_log_bytes(const struct store *s)
{
	struct stat log;
	char *name = mem_printf("%s-wal", sqlite3_db_filename(s->db, "main"));
	int64_t bytes = stat(name, &log) == 0 ? log.st_size : 0;
	mem_free(name);
	return bytes;
}

void
store_optimize(struct store *s)
{
	s->rc = SQLITE_OK;
	database_run(s, "PRAGMA optimize");
}
