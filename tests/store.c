/*
 * The store: whose file it is, what is new, what joins what and why, what is kept once, what goes
 * by age.
 */
#include "store/store.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "store/database.h"
#include "store/migrations.h"
#include "wire.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct wire w;

static void
setup(void)
{
	wire_init(&w);
	wire_open(&w);
	wire_outlets(&w);
}

static void
teardown(void)
{
	wire_release(&w);
}

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
	store_page(w.store, &page, &result);
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

/* ---- links ---- */

START_TEST(a_link_is_handed_out_once)
{
	const struct source_entry entries[] = {
		wire_entry("1", "https://gazette.example/a?utm_source=feed",
			"A headline of four words"),
		wire_entry("2", "http://www.gazette.example/a/", "A headline of four words"),
		wire_entry("3", "https://gazette.example/", "The front page itself"),
		wire_entry("4", "mailto:desk@gazette.example", "No page at all there"),
		wire_entry("5", NULL, "No link at all there"),
	};
	struct store_poll_result result =
		wire_poll(&w, "gazette", GAZETTE_FEED, entries, COUNT(entries), NOON);
	ck_assert_uint_eq(result.count, 1);
	ck_assert_uint_eq(result.fresh, 1);
	ck_assert_str_eq(result.links[0].url, "https://gazette.example/a?utm_source=feed");
	ck_assert_str_eq(result.links[0].outlet, "gazette");
	result = wire_poll(&w, "gazette", GAZETTE_FEED, entries, COUNT(entries), NOON + HOUR);
	ck_assert_uint_eq(result.count, 0);
	result = wire_poll(&w, "tribune", TRIBUNE_FEED, entries, COUNT(entries), NOON + HOUR);
	ck_assert_uint_eq(result.count, 0);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM link"), 1);
}
END_TEST

START_TEST(refused_entries_are_known_and_not_read)
{
	struct source_entry entry =
		wire_entry(NULL, "https://gazette.example/old", "A headline of four words");
	struct store_entry old = { .entry = &entry, .refused = "old" };
	struct store_poll_result result;
	wire_begin(&w);
	store_poll(w.store, w.arena,
		&(struct store_poll){ .outlet = "gazette",
			.source_url = GAZETTE_FEED,
			.started = NOON,
			.status = "ok",
			.entries = &old,
			.count = 1 },
		&result);
	wire_commit(&w);
	ck_assert_uint_eq(result.count, 0);
	ck_assert_int_eq(wire_link(&w, "gazette", GAZETTE_FEED, "https://gazette.example/old",
				 "A headline of four words", NOON + HOUR),
		0);
	ck_assert_str_eq(wire_text(&w, "SELECT state || reason FROM link"), "refusedold");
}
END_TEST

START_TEST(what_is_pending_is_found_after_a_restart)
{
	int64_t a = wire_link(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a",
		"A headline of four words", NOON);
	wire_link(&w, "gazette", GAZETTE_FEED, "https://gazette.example/b",
		"Another headline of five words", NOON);
	wire_begin(&w);
	struct store_page_result result;
	store_failure(w.store,
		&(struct store_failure){
			.link = a, .reason = "no answer", .at = NOON, .next_try = NOON + 60 },
		&result);
	wire_commit(&w);
	store_close(w.store);
	wire_open(&w);
	struct store_link *links;
	size_t count;
	ck_assert(store_pending_links(w.store, w.arena, "gazette", 0, 10, &links, &count, &w.err));
	ck_assert_uint_eq(count, 2);
	ck_assert_int_eq(links[0].id, a);
	ck_assert_int_eq(links[0].attempts, 1);
	ck_assert_int_eq(links[0].next_try, NOON + 60);
	ck_assert(links[1].next_try == CLOCK_NEVER);
	ck_assert(store_pending_links(w.store, w.arena, "gazette", a, 10, &links, &count, &w.err));
	ck_assert_uint_eq(count, 1);
}
END_TEST

START_TEST(a_source_that_names_a_change_has_the_page_read_again)
{
	const char *url = "https://gazette.example/a";
	wire_read(&w, "gazette", GAZETTE_FEED, url, "A headline of four words", NOON);
	struct source_entry entry = wire_entry(NULL, url, "A headline of four words");
	ck_assert_uint_eq(wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON + 60).count, 0);
	entry.updated = NOON + 90;
	struct store_poll_result result =
		wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON + 120);
	ck_assert_uint_eq(result.count, 1);
	ck_assert(result.links[0].reread);
	ck_assert_uint_eq(result.changed, 1);
	struct article same = wire_article(&w, url, "A headline of four words", "The text of it.");
	ck_assert_int_eq(
		wire_page(&w, result.links[0].id, &same, NOON + 121).outcome, STORE_UNCHANGED);
	/* Said so before, and it was not so: the next time is later. */
	entry.updated = NOON + 150;
	ck_assert_uint_eq(wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON + 180).count, 0);
	ck_assert_uint_eq(
		wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON + 121 + 600).count, 1);
}
END_TEST

START_TEST(another_title_counts_only_from_who_named_it_first)
{
	const char *url = "https://gazette.example/a";
	wire_read(&w, "gazette", GAZETTE_FEED, url, "A headline of four words", NOON);
	struct source_entry entry = wire_entry(NULL, url, "A headline of rather more words");
	ck_assert_uint_eq(wire_poll(&w, "gazette", GAZETTE_NEWS, &entry, 1, NOON + 60).count, 0);
	ck_assert_uint_eq(wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON + 60).count, 1);
}
END_TEST

START_TEST(a_page_given_up_leaves_its_headline_on_the_wire)
{
	int64_t link = wire_link(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a",
		"A headline of four words", NOON);
	struct store_page_result result;
	wire_begin(&w);
	store_failure(w.store,
		&(struct store_failure){
			.link = link, .reason = "HTTP 403", .at = NOON, .next_try = CLOCK_NEVER },
		&result);
	wire_commit(&w);
	ck_assert_int_eq(result.outcome, STORE_REFUSED);
	ck_assert_int_gt(result.story, 0);
	ck_assert_str_eq(
		wire_text(&w, "SELECT headline || ' ' || url || ' ' || articles FROM wire"),
		"A headline of four words https://gazette.example/a 0");
	ck_assert_str_eq(wire_text(&w, "SELECT state || reason FROM link"), "failedHTTP 403");
	/* Another outlet's page of it joins. */
	result = wire_read(&w, "tribune", TRIBUNE_FEED, "https://tribune.example/1",
		"A headline of four words", NOON + HOUR);
	ck_assert_int_eq(result.outcome, STORE_JOINED);
	ck_assert_str_eq(result.reason, "title");
}
END_TEST

START_TEST(a_page_that_is_no_article_is_refused_with_its_reason)
{
	int64_t link = wire_link(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a",
		"A headline of four words", NOON);
	struct article wall =
		wire_article(&w, "https://gazette.example/a", "Please log in first of all", "");
	wall.reason = REASON_LOGIN;
	struct store_page_result result = wire_page(&w, link, &wall, NOON);
	ck_assert_int_eq(result.outcome, STORE_REFUSED);
	ck_assert_str_eq(result.reason, "login");
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM article"), 0);
	ck_assert_str_eq(wire_text(&w, "SELECT headline FROM wire"), "A headline of four words");
}
END_TEST

/* ---- joins ---- */

START_TEST(equal_titles_join_within_the_window)
{
	static const struct {
		int64_t later;
		enum store_outcome outcome;
	} cases[] = {
		{ 60, STORE_JOINED },
		{ STORE_WINDOW_S - 1, STORE_JOINED },
		{ STORE_WINDOW_S + 1, STORE_NEW },
	};
	wire_read(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a",
		"Bridge opens after long repair", NOON);
	struct store_page_result result =
		wire_read(&w, "tribune", TRIBUNE_FEED, "https://tribune.example/1",
			"BRIDGE OPENS after long repair!", NOON + cases[_i].later);
	ck_assert_int_eq(result.outcome, cases[_i].outcome);
	if (result.outcome == STORE_JOINED) {
		ck_assert_str_eq(result.reason, "title");
		ck_assert_int_eq(wire_number(&w, "SELECT articles FROM story"), 2);
		ck_assert_str_eq(
			wire_text(&w, "SELECT group_concat(joined_by) FROM article"), "new,title");
	}
}
END_TEST

START_TEST(equal_titles_of_far_dates_do_not_join)
{
	struct article article =
		wire_article(&w, "https://gazette.example/a", "The week in ten charts", "One.");
	article.published = NOON - 6 * 86400;
	wire_page(
		&w, wire_link(&w, "gazette", GAZETTE_FEED, article.url, "x", NOON), &article, NOON);
	article = wire_article(&w, "https://gazette.example/b", "The week in ten charts", "Two.");
	article.published = NOON - 60;
	ck_assert_int_eq(
		wire_page(&w, wire_link(&w, "gazette", GAZETTE_FEED, article.url, "y", NOON),
			&article, NOON)
			.outcome,
		STORE_NEW);
}
END_TEST

static const char *const filed[] = {
	"The old bridge over the harbour opened on Tuesday after eleven years of repair.",
	"Crowds cheered as the first tram rolled across it, an hour behind its time.",
	"Nobody knows yet who will pay.",
	"The mayor said that the last of the scaffolds would be gone before the winter.",
};

START_TEST(an_agreeing_body_joins_outside_the_window)
{
	const char *title = "Bridge opens after long repair";
	struct article article = wire_article(&w, "https://gazette.example/a", title, "");
	article.paragraphs = (const char **)(uintptr_t)filed;
	article.paragraph_count = COUNT(filed);
	wire_page(&w, wire_link(&w, "gazette", GAZETTE_FEED, article.url, title, NOON), &article,
		NOON);
	/* Other words under the same title. */
	struct article other = wire_article(&w, "https://tribune.example/1", title,
		"Quite another bridge, and quite another repair, years later and elsewhere.");
	int64_t later = NOON + 30 * 86400;
	ck_assert_int_eq(
		wire_page(&w, wire_link(&w, "tribune", TRIBUNE_FEED, other.url, title, later),
			&other, later)
			.outcome,
		STORE_NEW);
	/* The same words, shortened. */
	article.url = "https://tribune.example/2";
	article.paragraph_count = 2;
	struct store_page_result result = wire_page(&w,
		wire_link(&w, "tribune", TRIBUNE_FEED, article.url, title, later + 80 * HOUR),
		&article, later + 80 * HOUR);
	ck_assert_int_eq(result.outcome, STORE_JOINED);
	ck_assert_str_eq(result.reason, "body");
	ck_assert_int_eq(result.story, 1);
}
END_TEST

START_TEST(titles_that_name_nothing_do_not_join)
{
	wire_read(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a", "Weather", NOON);
	ck_assert_int_eq(
		wire_read(&w, "tribune", TRIBUNE_FEED, "https://tribune.example/1", "Weather", NOON)
			.outcome,
		STORE_NEW);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM story WHERE title_hash IS NULL"), 2);
}
END_TEST

START_TEST(where_redirects_end_is_one_article)
{
	wire_read(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a",
		"Bridge opens after long repair", NOON);
	int64_t link = wire_link(
		&w, "gazette", GAZETTE_NEWS, "https://go.example/xyz", "Bridge opens", NOON + 60);
	struct article article = wire_article(&w, "https://www.gazette.example/a?utm_medium=rss",
		"Bridge opens after long repair", "The text of it.");
	ck_assert_int_eq(wire_page(&w, link, &article, NOON + 60).outcome, STORE_UNCHANGED);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM article"), 1);
	/* And a source that names the end itself has nothing fetched. */
	ck_assert_int_eq(wire_link(&w, "gazette", GAZETTE_NEWS, "https://gazette.example/a/",
				 "Bridge", NOON + 90),
		0);
}
END_TEST

START_TEST(canonical_addresses_name_one_article_of_an_outlet)
{
	struct article article = wire_article(&w, "https://gazette.example/a?page=full",
		"Bridge opens after long repair", "Text.");
	article.canonical_url = "https://gazette.example/a";
	wire_page(
		&w, wire_link(&w, "gazette", GAZETTE_FEED, article.url, "x", NOON), &article, NOON);
	/* The same page, its headline edited. */
	article = wire_article(&w, "https://gazette.example/world/a",
		"Bridge opens after very long repair", "Text, more.");
	article.canonical_url = "https://gazette.example/a";
	struct store_page_result result = wire_page(
		&w, wire_link(&w, "gazette", GAZETTE_FEED, article.url, "x", NOON), &article, NOON);
	ck_assert_int_eq(result.outcome, STORE_REVISION);
	/* A site that calls all its pages the same hides no news. */
	article = wire_article(&w, "https://gazette.example/c",
		"Minister resigns over ferry contract", "Other text.");
	article.canonical_url = "https://gazette.example/a";
	result = wire_page(
		&w, wire_link(&w, "gazette", GAZETTE_FEED, article.url, "x", NOON), &article, NOON);
	ck_assert_int_ne(result.outcome, STORE_REVISION);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM article"), 2);
}
END_TEST

START_TEST(feed_ids_of_an_outlet_join)
{
	struct source_entry entry = wire_entry("tag:gazette,2015:77",
		"https://gazette.example/a-old-slug", "Bridge opens after long repair");
	struct store_poll_result polled = wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON);
	struct article article = wire_article(&w, entry.link, entry.title, "Text.");
	wire_page(&w, polled.links[0].id, &article, NOON);
	entry = wire_entry("tag:gazette,2015:77", "https://gazette.example/a-new-slug",
		"Bridge open at last, mayor says");
	polled = wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON + 100 * HOUR);
	ck_assert_uint_eq(polled.count, 1);
	article = wire_article(&w, entry.link, entry.title, "Text, newer.");
	struct store_page_result result =
		wire_page(&w, polled.links[0].id, &article, NOON + 100 * HOUR);
	ck_assert_int_eq(result.outcome, STORE_JOINED);
	ck_assert_str_eq(result.reason, "feed-id");
}
END_TEST

START_TEST(feed_ids_that_several_entries_bear_name_nothing)
{
	const struct source_entry entries[] = {
		wire_entry("latest-news", "https://gazette.example/a",
			"Bridge opens after long repair"),
		wire_entry("latest-news", "https://gazette.example/b",
			"Minister resigns over ferry contract"),
	};
	struct store_poll_result polled = wire_poll(&w, "gazette", GAZETTE_FEED, entries, 2, NOON);
	ck_assert_uint_eq(polled.count, 2);
	for (int i = 0; i < 2; i++) {
		struct article article =
			wire_article(&w, entries[i].link, entries[i].title, "Text.");
		ck_assert_int_eq(
			wire_page(&w, polled.links[i].id, &article, NOON).outcome, STORE_NEW);
	}
}
END_TEST

START_TEST(a_join_can_be_undone)
{
	wire_read(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a",
		"Bridge opens after long repair", NOON);
	struct store_page_result joined = wire_read(&w, "tribune", TRIBUNE_FEED,
		"https://tribune.example/1", "Bridge opens after long repair", NOON + 60);
	wire_begin(&w);
	int64_t split = store_split(w.store, joined.article, NOON + 120);
	wire_commit(&w);
	ck_assert_int_ne(split, joined.story);
	ck_assert_str_eq(wire_text(&w, "SELECT group_concat(articles) FROM story"), "1,1");
	ck_assert_str_eq(wire_text(&w, "SELECT group_concat(joined_by) FROM article"), "new,split");
	/* Read again, it stays apart; a third copy joins the first. */
	struct article changed = wire_article(
		&w, "https://tribune.example/1", "Bridge opens after long repair", "Changed.");
	int64_t link = wire_number(&w, "SELECT id FROM link WHERE outlet = 'tribune'");
	struct store_page_result again = wire_page(&w, link, &changed, NOON + 180);
	ck_assert_int_eq(again.story, split);
	ck_assert_int_eq(wire_read(&w, "gazette", GAZETTE_NEWS, "https://gazette.example/c",
				 "Bridge opens after long repair", NOON + 200)
				 .story,
		joined.story);
	wire_begin(&w);
	ck_assert_int_eq(store_split(w.store, joined.article, NOON + 240), 0);
	wire_commit(&w);
}
END_TEST

/* ---- revisions ---- */

START_TEST(a_changed_page_is_a_revision)
{
	const char *url = "https://gazette.example/a";
	struct store_page_result first =
		wire_read(&w, "gazette", GAZETTE_FEED, url, "Bridge opens after long repair", NOON);
	struct article article = wire_article(
		&w, url, "Bridge opens after repair, then closes", "A crack was found.");
	int64_t link = wire_number(&w, "SELECT id FROM link");
	struct store_page_result again = wire_page(&w, link, &article, NOON + HOUR);
	ck_assert_int_eq(again.outcome, STORE_REVISION);
	ck_assert_int_eq(again.article, first.article);
	ck_assert_str_eq(
		wire_text(
			&w, "SELECT number || headline || body || read || replaced FROM revision"),
		"1Bridge opens after long repairThe text of it.2015-11-24T12:00:00Z2015-11-24T13:00:00Z");
	ck_assert_str_eq(wire_text(&w, "SELECT headline || body || revisions FROM article"),
		"Bridge opens after repair, then closesA crack was found.1");
	ck_assert_str_eq(wire_text(&w, "SELECT headline FROM story"),
		"Bridge opens after repair, then closes");
	ck_assert_int_eq(
		wire_number(&w, "SELECT count(*) FROM search WHERE search MATCH 'crack'"), 1);
	ck_assert_int_eq(
		wire_number(&w, "SELECT count(*) FROM search WHERE search MATCH 'text'"), 0);
	/* A reading that lost the text takes none away. */
	article.paragraph_count = 0;
	ck_assert_int_eq(wire_page(&w, link, &article, NOON + 2 * HOUR).outcome, STORE_UNCHANGED);
	ck_assert_str_eq(wire_text(&w, "SELECT body FROM article"), "A crack was found.");
}
END_TEST

/* Korean in its parts: the row keeps the syllables they make. */
START_TEST(what_is_composed_on_the_way_in_leaves_the_index_again)
{
	const char *url = "https://gazette.example/a";
	wire_read(&w, "gazette", GAZETTE_FEED, url,
		"\u1103\u1161\u1105\u1175 bridge opens after repair", NOON);
	ck_assert_int_eq(
		wire_number(
			&w, "SELECT count(*) FROM search WHERE search MATCH '\"\uB2E4 \uB9AC\"'"),
		1);
	struct article article = wire_article(&w, url, "Another headline altogether", "More text.");
	wire_page(&w, wire_number(&w, "SELECT id FROM link"), &article, NOON + HOUR);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM revision"), 1);
	ck_assert_int_eq(
		sqlite3_exec(w.store->db, "INSERT INTO search (search) VALUES ('integrity-check')",
			NULL, NULL, NULL),
		SQLITE_OK);
}
END_TEST

START_TEST(an_address_given_to_another_piece_changes_no_article)
{
	const char *url = "https://gazette.example/today";
	struct store_page_result first =
		wire_read(&w, "gazette", GAZETTE_FEED, url, "Bridge opens after long repair", NOON);
	int64_t link = wire_number(&w, "SELECT id FROM link");
	struct article other = wire_article(&w, "https://gazette.example/tomorrow",
		"Minister resigns over ferry contract", "Other.");
	struct store_page_result second = wire_page(&w, link, &other, NOON + HOUR);
	ck_assert_int_eq(second.outcome, STORE_NEW);
	ck_assert_int_ne(second.article, first.article);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM revision"), 0);
	/* The same piece at another address is still the same. */
	struct article moved = wire_article(&w, "https://gazette.example/moved",
		"Minister resigns over the ferry contract", "Other, moved.");
	ck_assert_int_eq(wire_page(&w, link, &moved, NOON + 2 * HOUR).outcome, STORE_REVISION);
}
END_TEST

/* ---- headline lists ---- */

static struct listed_headline related_items[] = {
	{ "Harbour strike enters third week", "https://gazette.example/strike" },
	{ "Ferry prices to rise in spring", "https://gazette.example/ferry?ref=rel" },
	{ "Weather", "https://gazette.example/weather" },
};
static struct headline_list related_lists[] = {
	{ "Related Stories", LIST_RELATED, related_items, 3 },
	{ "", LIST_MORE, related_items, 1 },
};

static struct store_page_result
read_with_lists(const char *url, const char *headline, size_t lists, int64_t now)
{
	struct article article = wire_article(&w, url, headline, "Text.");
	article.lists = related_lists;
	article.list_count = lists;
	return wire_page(
		&w, wire_link(&w, "gazette", GAZETTE_FEED, url, headline, now), &article, now);
}

START_TEST(listed_headlines_are_stories_and_find_their_article)
{
	struct store_page_result result = read_with_lists(
		"https://gazette.example/a", "Bridge opens after long repair", 2, NOON);
	ck_assert_uint_eq(result.listed, 4);
	ck_assert_uint_eq(result.listed_new, 4);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM story"), 4);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM wire"), 1);
	ck_assert_str_eq(wire_text(&w, "SELECT group_concat(listed_headline, '|') FROM related"),
		"Harbour strike enters third week|Ferry prices to rise in spring|Weather");
	int64_t story = wire_number(&w, "SELECT listed_story_id FROM related WHERE rank = 2");
	/* By address, though the page words it differently. */
	result = wire_read(&w, "gazette", GAZETTE_FEED, "https://gazette.example/ferry?ref=rel",
		"Ferry prices will rise by a tenth in spring", NOON + 60);
	ck_assert_int_eq(result.outcome, STORE_JOINED);
	ck_assert_str_eq(result.reason, "url");
	ck_assert_int_eq(result.story, story);
	/* By title, at another outlet. */
	story = wire_number(&w, "SELECT listed_story_id FROM related WHERE rank = 1");
	result = wire_read(&w, "tribune", TRIBUNE_FEED, "https://tribune.example/9",
		"Harbour strike enters third week", NOON + 60);
	ck_assert_int_eq(result.story, story);
	ck_assert_str_eq(
		wire_text(&w,
			"SELECT known_by || articles FROM story WHERE headline LIKE 'Harbour%'"),
		"article1");
}
END_TEST

START_TEST(a_page_lists_a_thousand_headlines_at_most)
{
	struct listed_headline *items = arena_zalloc(w.arena, 400, sizeof(*items));
	struct headline_list *many = arena_zalloc(w.arena, 9, sizeof(*many));
	for (int i = 0; i < 400; i++)
		items[i] = (struct listed_headline){ arena_printf(w.arena,
							     "Headline number %d of many", i),
			arena_printf(w.arena, "https://gazette.example/h/%d", i) };
	for (int i = 0; i < 9; i++)
		many[i] = (struct headline_list){ arena_printf(w.arena, "List %d", i), LIST_MORE,
			items, 400 };
	struct article article = wire_article(
		&w, "https://gazette.example/a", "Bridge opens after long repair", "Text.");
	article.lists = many;
	article.list_count = 9;
	struct store_page_result result = wire_page(
		&w, wire_link(&w, "gazette", GAZETTE_FEED, article.url, "x", NOON), &article, NOON);
	ck_assert_uint_eq(result.listed, 800);
}
END_TEST

START_TEST(a_list_alone_gives_way_to_the_story_its_page_names)
{
	read_with_lists("https://gazette.example/a", "Bridge opens after long repair", 1, NOON);
	struct store_page_result other = wire_read(&w, "tribune", TRIBUNE_FEED,
		"https://tribune.example/9", "Ferry prices will rise by a tenth", NOON + 30);
	struct store_page_result own =
		wire_read(&w, "gazette", GAZETTE_FEED, "https://gazette.example/ferry?ref=rel",
			"Ferry prices will rise by a tenth", NOON + 60);
	ck_assert_int_eq(own.story, other.story);
	ck_assert_str_eq(own.reason, "title");
	ck_assert_int_eq(
		wire_number(&w, "SELECT listed_story_id FROM related WHERE rank = 2"), own.story);
	ck_assert_int_eq(
		wire_number(&w, "SELECT story_id FROM changes WHERE what = 'merged'"), own.story);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM story"), 4);
}
END_TEST

START_TEST(a_list_that_stands_the_same_is_kept_once)
{
	read_with_lists("https://gazette.example/a", "Bridge opens after long repair", 1, NOON);
	struct store_page_result result = read_with_lists(
		"https://gazette.example/b", "Mayor apologises for the bridge", 1, NOON + 60);
	ck_assert_uint_eq(result.listed, 3);
	ck_assert_uint_eq(result.listed_new, 0);
	ck_assert_str_eq(
		wire_text(&w,
			"SELECT count(*) || ' ' || pages || ' ' || last_seen FROM headline_list"),
		"1 2 2015-11-24T12:01:00Z");
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM listed_headline"), 3);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM article_list"), 2);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM related"), 6);
	ck_assert_str_eq(
		wire_text(&w,
			"SELECT times_seen || last_seen || rank FROM sighting WHERE url LIKE '%strike'"),
		"22015-11-24T12:01:00Z1");
	ck_assert_str_eq(
		wire_text(&w,
			"SELECT outlets || ' ' || places || ' ' || times_seen || ' ' || headline FROM most_listed WHERE headline LIKE 'Ferry%'"),
		"1 1 2 Ferry prices to rise in spring");
}
END_TEST

/* An article's page with one list of what is read most. */
static void
read_with_popular(const char *url, const char *headline, struct listed_headline *items, int64_t now)
{
	struct headline_list list = { "Most read", LIST_POPULAR, items, 2 };
	struct article article = wire_article(&w, url, headline, "Text.");
	article.lists = &list;
	article.list_count = 1;
	wire_page(&w, wire_link(&w, "gazette", GAZETTE_FEED, url, headline, now), &article, now);
}

START_TEST(a_story_that_climbs_in_a_popular_list_rises)
{
	struct listed_headline items[] = {
		{ "Harbour strike enters third week", "https://gazette.example/strike" },
		{ "Ferry prices to rise in spring", "https://gazette.example/ferry" },
	};
	read_with_popular(
		"https://gazette.example/a", "Bridge opens after long repair", items, NOON);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM rising"), 0);
	struct listed_headline first = items[0];
	items[0] = items[1];
	items[1] = first;
	read_with_popular(
		"https://gazette.example/b", "Mayor apologises for the bridge", items, NOON + 3600);
	ck_assert_str_eq(
		wire_text(&w,
			"SELECT headline || former_rank || rank || climbed || moved FROM rising"),
		"Ferry prices to rise in spring2112015-11-24T13:00:00Z");
}
END_TEST

START_TEST(sightings_at_a_source_count_polls)
{
	const char *url = "https://gazette.example/a";
	wire_read(&w, "gazette", GAZETTE_FEED, url, "Bridge opens after long repair", NOON);
	struct source_entry entry = wire_entry(NULL, url, "Bridge opens after long repair");
	wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON + 60);
	wire_poll(&w, "gazette", GAZETTE_NEWS, &entry, 1, NOON + 90);
	ck_assert_str_eq(
		wire_text(&w,
			"SELECT group_concat(times_seen || last_seen) FROM (SELECT * FROM sighting ORDER BY place_id)"),
		"22015-11-24T12:01:00Z,12015-11-24T12:01:30Z");
}
END_TEST

START_TEST(who_ran_an_agencys_copy)
{
	struct article article = wire_article(
		&w, "https://gazette.example/a", "Bridge opens after long repair", "Text.");
	article.agency = "Xinhua";
	article.published = NOON - HOUR;
	wire_page(
		&w, wire_link(&w, "gazette", GAZETTE_FEED, article.url, "x", NOON), &article, NOON);
	article = wire_article(
		&w, "https://tribune.example/1", "Bridge opens after long repair", "Text.");
	article.published = NOON - HOUR / 2;
	wire_page(
		&w, wire_link(&w, "tribune", TRIBUNE_FEED, article.url, "x", NOON), &article, NOON);
	ck_assert_str_eq(
		wire_text(&w,
			"SELECT group_concat(agency || outlet || credited || minutes_later, ' ') FROM agency_copies"),
		"Xinhuagazette10 Xinhuatribune030");
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
	const int64_t day = 86400;
	struct source_entry entry = wire_entry("tag:gazette,2015:1", "https://gazette.example/a",
		"Bridge opens after long repair");
	struct store_poll_result polled = wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON);
	struct article article = wire_article(&w, entry.link, entry.title, "Text of the first.");
	article.lists = related_lists;
	article.list_count = 2;
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
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, a_new_store_bears_its_marks_and_modes);
	tcase_add_test(tc, a_file_that_is_no_store_is_refused_untouched);
	tcase_add_test(tc, a_newer_version_in_the_log_alone_is_refused);
	tcase_add_test(tc, a_second_daemon_is_refused);
	tcase_add_test(tc, what_was_not_committed_is_gone);
	tcase_add_test(tc, a_full_disk_is_reported_and_passes);
	tcase_add_test(tc, a_full_disk_at_the_start_is_no_fault_of_the_store);
	tcase_add_test(tc, outlets_follow_the_configuration);
	tcase_add_test(tc, a_source_keeps_its_state_and_a_poll_its_row);
	tcase_add_test(tc, a_link_is_handed_out_once);
	tcase_add_test(tc, refused_entries_are_known_and_not_read);
	tcase_add_test(tc, what_is_pending_is_found_after_a_restart);
	tcase_add_test(tc, a_source_that_names_a_change_has_the_page_read_again);
	tcase_add_test(tc, another_title_counts_only_from_who_named_it_first);
	tcase_add_test(tc, a_page_given_up_leaves_its_headline_on_the_wire);
	tcase_add_test(tc, a_page_that_is_no_article_is_refused_with_its_reason);
	tcase_add_loop_test(tc, equal_titles_join_within_the_window, 0, 3);
	tcase_add_test(tc, equal_titles_of_far_dates_do_not_join);
	tcase_add_test(tc, an_agreeing_body_joins_outside_the_window);
	tcase_add_test(tc, titles_that_name_nothing_do_not_join);
	tcase_add_test(tc, where_redirects_end_is_one_article);
	tcase_add_test(tc, canonical_addresses_name_one_article_of_an_outlet);
	tcase_add_test(tc, feed_ids_of_an_outlet_join);
	tcase_add_test(tc, feed_ids_that_several_entries_bear_name_nothing);
	tcase_add_test(tc, a_join_can_be_undone);
	tcase_add_test(tc, a_changed_page_is_a_revision);
	tcase_add_test(tc, what_is_composed_on_the_way_in_leaves_the_index_again);
	tcase_add_test(tc, an_address_given_to_another_piece_changes_no_article);
	tcase_add_test(tc, a_page_lists_a_thousand_headlines_at_most);
	tcase_add_test(tc, listed_headlines_are_stories_and_find_their_article);
	tcase_add_test(tc, a_list_alone_gives_way_to_the_story_its_page_names);
	tcase_add_test(tc, a_list_that_stands_the_same_is_kept_once);
	tcase_add_test(tc, a_story_that_climbs_in_a_popular_list_rises);
	tcase_add_test(tc, sightings_at_a_source_count_polls);
	tcase_add_test(tc, who_ran_an_agencys_copy);
	tcase_add_test(tc, the_sequence_of_changes_rises_and_survives);
	tcase_add_test(tc, what_is_old_goes_and_does_not_come_back);
	tcase_add_test(tc, any_bytes_become_text);
	tcase_add_test(tc, chinese_is_found_by_any_two_characters);
	tcase_add_test(tc, a_new_rule_makes_title_hashes_anew);
	tcase_add_loop_test(tc, no_query_scans_a_table_unless_it_says_so, 0, STATEMENT_COUNT);
	suite_add_tcase(suite, tc);
	return suite;
}
