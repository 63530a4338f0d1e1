/*
 * The store: whose file it is, what it keeps of outlets and changes, what goes by age, its search
 * and its plans.
 */
#include "store/store.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "store/database.h"
#include "store/migrations.h"
#include "wired.h"

/* ---- the file ---- */

START_TEST(a_new_store_bears_its_marks_and_modes)
{
	struct stat file;
	ck_assert_int_eq(wire_number(&w, "PRAGMA application_id"), STORE_APPLICATION_ID);
	ck_assert_int_eq(
		wire_number(&w, "PRAGMA user_version"), migrations[migration_count - 1].version);
	ck_assert_str_eq(wire_text(&w, "PRAGMA journal_mode"), "wal");
	ck_assert_int_eq(stat(w.path, &file), 0);
	ck_assert_int_eq(file.st_mode & 0027, 0);
	char *wal = mem_printf("%s-wal", w.path);
	ck_assert_int_eq(stat(wal, &file), 0);
	ck_assert_int_eq(file.st_mode & 0027, 0);
	store_close(w.store);
	w.store = NULL;
	ck_assert_msg(stat(wal, &file) == 0, "the log goes away, and with it readers' access");
	mem_free(wal);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM outlet"), 2);
}
END_TEST

static void
write_file(const char *path, const void *bytes, size_t length)
{
	FILE *file = fopen(path, "wb");
	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(bytes, 1, length, file), length);
	fclose(file);
}

static char *
read_file(const char *path, size_t *length)
{
	static char bytes[65536];
	FILE *file = fopen(path, "rb");
	ck_assert_ptr_nonnull(file);
	*length = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	return bytes;
}

static void
assert_refused_untouched(const char *path, const char *why)
{
	size_t before, after;
	char *copy = mem_alloc(65536);
	memcpy(copy, read_file(path, &before), 65536);
	struct err err = { 0 };
	ck_assert_ptr_null(store_open(path, &err));
	ck_assert_int_eq(err.kind, ERR_STORE);
	ck_assert_msg(strstr(err.text, why) != NULL, "%s", err.text);
	ck_assert(memcmp(read_file(path, &after), copy, before) == 0);
	ck_assert_uint_eq(before, after);
	mem_free(copy);
	for (const char *const *suffix =
			(const char *const[]){ "-wal", "-shm", "-journal", ".lock", NULL };
		*suffix != NULL; suffix++) {
		char *name = mem_printf("%s%s", path, *suffix);
		ck_assert_msg(access(name, F_OK) != 0, "left %s behind", name);
		mem_free(name);
	}
}

START_TEST(a_file_that_is_no_store_is_refused_untouched)
{
	char path[128];
	sqlite3 *db;
	snprintf(path, sizeof(path), "%s/other", w.folder);
	write_file(path, "just some notes of someone\n", 27);
	assert_refused_untouched(path, "no newswired store");
	unlink(path);
	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_exec(db, "CREATE TABLE bookmark (url TEXT)", NULL, NULL, NULL);
	sqlite3_close(db);
	assert_refused_untouched(path, "no newswired store");
	unlink(path);
	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_exec(db,
		"PRAGMA application_id = 0x4e575344; PRAGMA user_version = 999; CREATE TABLE a (b)",
		NULL, NULL, NULL);
	sqlite3_close(db);
	assert_refused_untouched(path, "999");
	ck_assert_ptr_null(store_open("/nowhere/at/all.db", &w.err));
	ck_assert_ptr_null(store_open(w.folder, &w.err));
}
END_TEST

START_TEST(a_newer_version_in_the_log_alone_is_refused)
{
	sqlite3_exec(w.store->db, "PRAGMA user_version = 999", NULL, NULL, NULL);
	/* As a kill leaves it: file and log, nothing checkpointed. */
	char copy[128], command[512];
	snprintf(copy, sizeof(copy), "%s/copy", w.folder);
	snprintf(command, sizeof(command), "cp %s %s && cp %s-wal %s-wal", w.path, copy, w.path,
		copy);
	ck_assert_int_eq(system(command), 0);
	ck_assert_ptr_null(store_open(copy, &w.err));
	ck_assert_msg(strstr(w.err.text, "999") != NULL, "%s", w.err.text);
}
END_TEST

START_TEST(a_second_daemon_is_refused)
{
	char link_name[128];
	ck_assert_ptr_null(store_open(w.path, &w.err));
	ck_assert_msg(strstr(w.err.text, "another newswired") != NULL, "%s", w.err.text);
	snprintf(link_name, sizeof(link_name), "%s/alias", w.folder);
	ck_assert_int_eq(symlink(w.path, link_name), 0);
	ck_assert_ptr_null(store_open(link_name, &w.err));
	store_close(w.store);
	wire_open(&w);
}
END_TEST

START_TEST(what_was_not_committed_is_gone)
{
	struct source_entry entry =
		wire_entry(NULL, "https://gazette.example/a", "A headline of four words");
	struct store_entry wanted = { .entry = &entry };
	struct store_poll_result result;
	wire_begin(&w);
	store_poll(w.store, w.arena,
		&(struct store_poll){ .outlet = "gazette",
			.source_url = GAZETTE_FEED,
			.started = NOON,
			.status = "ok",
			.entries = &wanted,
			.count = 1 },
		&result);
	ck_assert_uint_eq(result.count, 1);
	store_rollback(w.store);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM link"), 0);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM poll"), 0);
}
END_TEST

START_TEST(a_full_disk_is_reported_and_passes)
{
	char body[60001];
	memset(body, 'x', 60000);
	body[60000] = '\0';
	int64_t link = wire_link(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a",
		"A headline of four words", NOON);
	char *limit = mem_printf(
		"PRAGMA max_page_count = %d", (int)wire_number(&w, "PRAGMA page_count") + 2);
	sqlite3_exec(w.store->db, limit, NULL, NULL, NULL);
	mem_free(limit);
	struct article article =
		wire_article(&w, "https://gazette.example/a", "A headline of four words", body);
	struct store_page page = { .link = link, .article = &article, .fetched = NOON };
	struct store_page_result result;
	wire_begin(&w);
	store_page(w.store, w.arena, &page, &result);
	ck_assert(!store_commit(w.store, &w.err));
	ck_assert_msg(store_may_retry(w.store), "%s", w.err.text);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM article"), 0);
	sqlite3_exec(w.store->db, "PRAGMA max_page_count = 1000000", NULL, NULL, NULL);
	ck_assert_int_eq(wire_page(&w, link, &article, NOON).outcome, STORE_NEW);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM article"), 1);
}
END_TEST

START_TEST(a_full_disk_at_the_start_is_no_fault_of_the_store)
{
	fflush(NULL);
	pid_t child = fork();
	if (child == 0) {
		const struct rlimit none = { 2000, 2000 };
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &none);
		char *path = mem_printf("%s.full", w.path);
		struct err err = { 0 };
		struct store *store = store_open(path, &err);
		unlink(path);
		_exit(store == NULL ? (int)err.kind : 0);
	}
	int status = 0;
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert(WIFEXITED(status));
	ck_assert_int_eq(WEXITSTATUS(status), ERR_SYSTEM);
}
END_TEST

/* ---- outlets and sources ---- */

START_TEST(outlets_follow_the_configuration)
{
	static const struct store_outlet_source sources[] = { { "feed", GAZETTE_FEED } };
	static const struct store_outlet outlets[] = {
		{ .id = "gazette",
			.name = "Gazette",
			.language = "en",
			.enabled = true,
			.sources = sources,
			.source_count = 1 },
	};
	wire_begin(&w);
	store_sync_outlets(w.store, outlets, 1, NOON + HOUR);
	wire_commit(&w);
	ck_assert_str_eq(wire_text(&w, "SELECT group_concat(id || enabled || name) FROM outlet"),
		"gazette1Gazette,tribune0Tribune");
	struct store_source *found;
	size_t count;
	ck_assert(store_load_sources(w.store, w.arena, &found, &count, &w.err));
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(found[0].url, GAZETTE_FEED);
	ck_assert(found[0].last_success == CLOCK_NEVER);
}
END_TEST

START_TEST(a_source_keeps_its_state_and_a_poll_its_row)
{
	wire_link(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a",
		"A headline of four words", NOON);
	wire_begin(&w);
	struct store_poll_result result;
	store_poll(w.store, w.arena,
		&(struct store_poll){ .outlet = "gazette",
			.source_url = GAZETTE_FEED,
			.started = NOON + HOUR,
			.status = "failed",
			.error = "no answer",
			.state = { .next_due = NOON + 2 * HOUR,
				.failures = 3,
				.interval_s = 900,
				.etag = "W/\"x\"",
				.last_modified = "Tue",
				.body_hash = UINT64_MAX,
				.redirect_url = "https://gazette.example/new",
				.redirects = 2 } },
		&result);
	wire_commit(&w);
	struct store_source *found;
	size_t count;
	ck_assert(store_load_sources(w.store, w.arena, &found, &count, &w.err));
	ck_assert_uint_eq(count, 3);
	const struct store_source *source = &found[0];
	ck_assert_int_eq(source->state.next_due, NOON + 2 * HOUR);
	ck_assert_int_eq(source->state.failures, 3);
	ck_assert_int_eq(source->state.interval_s, 900);
	ck_assert_str_eq(source->state.etag, "W/\"x\"");
	ck_assert(source->state.body_hash == UINT64_MAX);
	ck_assert_str_eq(source->state.redirect_url, "https://gazette.example/new");
	ck_assert_int_eq(source->state.redirects, 2);
	ck_assert_int_eq(source->last_success, NOON);
	ck_assert_int_eq(source->last_poll, NOON + HOUR);
	ck_assert_str_eq(
		wire_text(&w, "SELECT group_concat(status || entries || new_links) FROM poll"),
		"ok11,failed00");
	ck_assert_str_eq(wire_text(&w, "SELECT failing_since || last_error FROM broken_sources"),
		"2015-11-24T13:00:00Zno answer");
}
END_TEST

/* ---- changes ---- */

START_TEST(the_sequence_of_changes_rises_and_survives)
{
	wire_read(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a",
		"Bridge opens after long repair", NOON);
	int64_t before = wire_number(&w, "SELECT max(change) FROM changes");
	ck_assert_int_eq(before, wire_number(&w, "SELECT value FROM meta WHERE key = 'change'"));
	store_close(w.store);
	wire_open(&w);
	struct article article = wire_article(
		&w, "https://gazette.example/a", "Bridge opens after long repair", "New text.");
	wire_page(&w, wire_number(&w, "SELECT id FROM link"), &article, NOON + 60);
	char *since =
		mem_printf("SELECT count(*) FROM changes WHERE change > %lld AND what = 'article'",
			(long long)before);
	ck_assert_int_eq(wire_number(&w, since), 1);
	mem_free(since);
	ck_assert_int_eq(
		wire_number(&w, "SELECT count(*) - count(DISTINCT change) FROM changes"), 0);
}
END_TEST

/* ---- age ---- */

static void
prune_all(int64_t age, int64_t now)
{
	int64_t cursor = 0;
	bool more;
	do {
		wire_begin(&w);
		more = store_prune(w.store,
			&(struct store_ages){
				.articles = age, .polls = age, .tombstones = 10 * age },
			now, 2, &cursor);
		wire_commit(&w);
	} while (more);
}

START_TEST(what_is_old_goes_and_does_not_come_back)
{
	struct listed_headline headlines[] = {
		{ "Harbour strike enters third week", "https://gazette.example/strike" },
		{ "Ferry prices to rise in spring", "https://gazette.example/ferry" },
	};
	struct headline_list beside = { "Related Stories", LIST_RELATED, headlines, 2 };
	const int64_t day = 86400;
	struct source_entry entry = wire_entry("tag:gazette,2015:1", "https://gazette.example/a",
		"Bridge opens after long repair");
	struct store_poll_result polled = wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON);
	struct article article = wire_article(&w, entry.link, entry.title, "Text of the first.");
	article.lists = &beside;
	article.list_count = 1;
	wire_page(&w, polled.links[0].id, &article, NOON);
	wire_read(&w, "tribune", TRIBUNE_FEED, "https://tribune.example/1",
		"Minister resigns over ferry contract", NOON + 9 * day);
	/* Still named an hour before: nothing goes. */
	entry.updated = CLOCK_NEVER;
	wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON + 9 * day);
	prune_all(5 * day, NOON + 10 * day);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM article"), 2);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM story WHERE known_by = 'list'"), 0);
	prune_all(5 * day, NOON + 14 * day + HOUR);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM article"), 0);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM story"), 0);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM link"), 0);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM sighting"), 0);
	prune_all(5 * day, NOON + 14 * day + HOUR);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM headline_list"), 0);
	ck_assert_int_eq(
		wire_number(&w, "SELECT count(*) FROM search WHERE search MATCH 'text'"), 0);
	ck_assert_int_eq(
		wire_number(&w,
			"SELECT count(*) FROM changes WHERE what = 'deleted' AND id IS NOT NULL"),
		2);
	/* It still stands in its feed, under its address and under another. */
	ck_assert_uint_eq(
		wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON + 15 * day).count, 0);
	entry.link = "https://gazette.example/a-moved";
	ck_assert_uint_eq(
		wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON + 15 * day).count, 0);
	ck_assert_str_eq(wire_text(&w, "PRAGMA integrity_check"), "ok");
	ck_assert_ptr_null(wire_text(&w, "PRAGMA foreign_key_check"));
}
END_TEST

/* ---- text ---- */

START_TEST(any_bytes_become_text)
{
	const char *url = "https://gazette.example/a";
	struct article article = wire_article(
		&w, url, "Caf\xc3\xa9 na\xc3\xafve \xff broken", "Cafe\xcc\x81 \xed\xa0\x80 end");
	wire_page(&w, wire_link(&w, "gazette", GAZETTE_FEED, url, "x\xfe", NOON), &article, NOON);
	ck_assert_str_eq(wire_text(&w, "SELECT headline FROM article"),
		"Caf\xc3\xa9 na\xc3\xafve \xef\xbf\xbd broken");
	ck_assert_int_eq(wire_number(&w, "SELECT body LIKE 'Caf\xc3\xa9 %' FROM article"), 1);
	ck_assert_str_eq(wire_text(&w, "SELECT headline FROM link"), "x\xef\xbf\xbd");
}
END_TEST

START_TEST(chinese_is_found_by_any_two_characters)
{
	const char *url = "https://gazette.example/a";
	struct article article =
		wire_article(&w, url, "北京举行国际马拉松比赛", "路透社报道GDP增长。");
	wire_page(&w, wire_link(&w, "gazette", GAZETTE_FEED, url, "x", NOON), &article, NOON);
	ck_assert_int_eq(
		wire_number(&w, "SELECT count(*) FROM search WHERE search MATCH '\"国 际\"'"), 1);
	ck_assert_int_eq(
		wire_number(&w, "SELECT count(*) FROM search WHERE search MATCH '\"际 国\"'"), 0);
	ck_assert_int_eq(
		wire_number(&w, "SELECT count(*) FROM search WHERE search MATCH '\"gdp 增 长\"'"),
		1);
	ck_assert_str_eq(
		wire_text(&w, "SELECT headline FROM search WHERE search MATCH '\"北 京\"'"),
		"北京举行国际马拉松比赛");
	/* Changed and deleted, it leaves no words behind. */
	article.paragraphs[0] = "完全不同的内容。";
	wire_page(&w, 1, &article, NOON + 60);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM search WHERE search MATCH '增'"), 0);
	ck_assert_int_eq(
		wire_number(&w, "SELECT count(*) FROM search WHERE search MATCH '\"不 同\"'"), 1);
}
END_TEST

START_TEST(a_new_rule_makes_title_hashes_anew)
{
	wire_read(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a",
		"Bridge opens after long repair", NOON);
	ck_assert(store_rekey(w.store, &w.err));
	const char *rule = wire_text(&w, "SELECT value FROM meta WHERE key = 'title_rule'");
	ck_assert_int_eq(atoi(rule), TITLE_RULE_VERSION);
	const char *hash = wire_text(&w, "SELECT title_hash FROM story");
	sqlite3_exec(w.store->db,
		"UPDATE story SET title_hash = 'x'; UPDATE link SET title_hash = 'x';"
		"UPDATE article SET title_hash = 'x'",
		NULL, NULL, NULL);
	ck_assert(store_rekey(w.store, &w.err));
	ck_assert_str_eq(wire_text(&w, "SELECT title_hash FROM story"), "x");
	sqlite3_exec(w.store->db, "UPDATE meta SET value = '999' WHERE key = 'title_rule'", NULL,
		NULL, NULL);
	ck_assert(store_rekey(w.store, &w.err));
	ck_assert_str_eq(wire_text(&w, "SELECT title_hash FROM story"), hash);
	ck_assert_str_eq(wire_text(&w, "SELECT title_hash FROM link"), hash);
	ck_assert_str_eq(wire_text(&w, "SELECT title_hash FROM article"), hash);
	ck_assert_str_eq(wire_text(&w, "SELECT value FROM meta WHERE key = 'title_rule'"), rule);
}
END_TEST

/* ---- plans ---- */

START_TEST(no_query_scans_a_table_unless_it_says_so)
{
	const char *sql = statement_texts[_i].sql;
	ck_assert_ptr_nonnull(sql);
	char *explain = mem_printf("EXPLAIN QUERY PLAN %s", sql);
	sqlite3_stmt *statement = NULL;
	ck_assert_int_eq(sqlite3_prepare_v2(w.store->db, explain, -1, &statement, NULL), SQLITE_OK);
	bool scans = false;
	while (sqlite3_step(statement) == SQLITE_ROW) {
		const char *step = (const char *)sqlite3_column_text(statement, 3);
		if (strncmp(step, "SCAN", 4) == 0 && strcmp(step, "SCAN CONSTANT ROW") != 0) {
			scans = true;
			ck_assert_msg(statement_texts[_i].scans, "%s: %s", sql, step);
		}
	}
	ck_assert_msg(scans == statement_texts[_i].scans, "%s does not scan", sql);
	sqlite3_finalize(statement);
	mem_free(explain);
}
END_TEST

Suite *
store_suite(void)
{
	Suite *suite = suite_create("store");
	TCase *tc = tcase_create("store");
	tcase_add_checked_fixture(tc, wired_begin, wired_end);
	tcase_add_test(tc, a_new_store_bears_its_marks_and_modes);
	tcase_add_test(tc, a_file_that_is_no_store_is_refused_untouched);
	tcase_add_test(tc, a_newer_version_in_the_log_alone_is_refused);
	tcase_add_test(tc, a_second_daemon_is_refused);
	tcase_add_test(tc, what_was_not_committed_is_gone);
	tcase_add_test(tc, a_full_disk_is_reported_and_passes);
	tcase_add_test(tc, a_full_disk_at_the_start_is_no_fault_of_the_store);
	tcase_add_test(tc, outlets_follow_the_configuration);
	tcase_add_test(tc, a_source_keeps_its_state_and_a_poll_its_row);
	tcase_add_test(tc, the_sequence_of_changes_rises_and_survives);
	tcase_add_test(tc, what_is_old_goes_and_does_not_come_back);
	tcase_add_test(tc, any_bytes_become_text);
	tcase_add_test(tc, chinese_is_found_by_any_two_characters);
	tcase_add_test(tc, a_new_rule_makes_title_hashes_anew);
	tcase_add_loop_test(tc, no_query_scans_a_table_unless_it_says_so, 0, STATEMENT_COUNT);
	suite_add_tcase(suite, tc);
	return suite;
}
