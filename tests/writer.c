/*
 * The writer's thread: batches, answers in the loop, a disk that fills, a bad item, a kill in the
 * middle.
 */
#include "store/writer.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#include "store/database.h"
#include "wired.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct event_base *base;
static struct writer *writer;

static void
setup(void)
{
	wired_begin();
	base = event_base_new();
	writer = NULL;
}

static void
start(const struct writer_options *options)
{
	writer = writer_new(base, w.store, options);
	w.store = NULL; /* the writer's now */
}

static void
teardown(void)
{
	writer_free(writer);
	event_base_free(base);
	wired_end();
}

static void
on_deadline(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	(void)arg;
	ck_abort_msg("the answers did not come");
}

/* Runs the loop until `*count` is at least `wanted`. */
static void
run_until(const size_t *count, size_t wanted)
{
	struct event *deadline = evtimer_new(base, on_deadline, NULL);
	event_add(deadline, &(struct timeval){ 10, 0 });
	while (*count < wanted)
		event_base_loop(base, EVLOOP_ONCE);
	event_free(deadline);
}

/* ---- items ---- */

struct answers {
	size_t count, fresh, failed;
	int64_t links[2000];
	enum store_outcome outcome[2000];
	char text[200]; /* of the last error */
};

static void
on_polled(void *arg, const struct store_poll_result *result, const struct err *err)
{
	struct answers *answers = arg;
	if (err != NULL) {
		answers->failed++;
		snprintf(answers->text, sizeof(answers->text), "%s", err->text);
	}
	for (size_t i = 0; err == NULL && i < result->count; i++)
		answers->links[answers->fresh++] = result->links[i].id;
	answers->count++;
}

static void
on_paged(void *arg, const struct store_page_result *result, const struct err *err)
{
	struct answers *answers = arg;
	answers->failed += err != NULL;
	answers->outcome[answers->count++] = result->outcome;
}

/* A poll of the gazette that names pages `from` to `from + count - 1`. */
static bool
poll_pages(size_t from, size_t count, const char *status, struct answers *answers)
{
	struct arena *arena = arena_new();
	struct store_entry *entries = arena_zalloc(arena, count, sizeof(*entries));
	for (size_t i = 0; i < count; i++) {
		struct source_entry *entry = arena_alloc(arena, sizeof(*entry));
		*entry = wire_entry(NULL,
			arena_printf(arena, "https://gazette.example/%zu", from + i),
			arena_printf(arena, "Headline of page number %zu", from + i));
		entries[i].entry = entry;
	}
	const struct store_poll poll = { .outlet = "gazette",
		.source_url = GAZETTE_FEED,
		.started = NOON,
		.status = status,
		.http_status = 200,
		.entries = entries,
		.count = count };
	return writer_poll(writer, arena, &poll, on_polled, answers);
}

static bool
keep_page(int64_t link, size_t number, struct answers *answers)
{
	struct arena *arena = arena_new();
	struct article *article = arena_alloc(arena, sizeof(*article));
	article_init(article);
	article->url = arena_printf(arena, "https://gazette.example/%zu", number);
	article->headline = arena_printf(arena, "Headline of page number %zu", number);
	struct title title;
	title_read(&title, arena, article->headline, NULL);
	memcpy(article->title_hash, title.hash, sizeof(title.hash));
	article->paragraphs = arena_zalloc(arena, 1, sizeof(char *));
	article->paragraphs[0] = "Text.";
	article->paragraph_count = 1;
	const struct store_page page = { .link = link, .article = article, .fetched = NOON };
	return writer_article(writer, arena, &page, on_paged, answers);
}

START_TEST(answers_come_in_order_once_committed)
{
	static struct answers polled, paged;
	start(NULL);
	ck_assert(poll_pages(0, 50, "ok", &polled));
	run_until(&polled.count, 1);
	ck_assert_uint_eq(polled.fresh, 50);
	for (size_t i = 0; i < 50; i++)
		ck_assert(keep_page(polled.links[i], i, &paged));
	run_until(&paged.count, 50);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM article"), 50);
	for (size_t i = 0; i < 50; i++)
		ck_assert_int_eq(paged.outcome[i], STORE_NEW);
	struct writer_backlog backlog;
	writer_backlog(writer, &backlog);
	ck_assert_uint_eq(backlog.items, 0);
	ck_assert_uint_eq(backlog.bytes, 0);
	ck_assert_int_eq(backlog.waiting_ms, 0);
	ck_assert_uint_eq(backlog.committed_items, 51);
	ck_assert_uint_le(backlog.commits, 5);
}
END_TEST

START_TEST(a_batch_waits_at_most_a_quarter_of_a_second)
{
	static struct answers polled;
	start(NULL);
	int64_t before = clock_monotonic_ms();
	ck_assert(poll_pages(0, 1, "ok", &polled));
	run_until(&polled.count, 1);
	ck_assert_int_le(clock_monotonic_ms() - before, 250 + 250); /* a slow machine */
}
END_TEST

START_TEST(a_full_batch_does_not_wait)
{
	static struct answers polled;
	start(&(struct writer_options){ .batch_items = 20, .batch_ms = 5000 });
	int64_t before = clock_monotonic_ms();
	for (size_t i = 0; i < 20; i++)
		ck_assert(poll_pages(i, 1, "ok", &polled));
	run_until(&polled.count, 20);
	ck_assert_int_lt(clock_monotonic_ms() - before, 4000);
}
END_TEST

START_TEST(what_is_queued_at_the_end_is_committed)
{
	static struct answers polled;
	start(&(struct writer_options){ .batch_ms = 5000 });
	for (size_t i = 0; i < 500; i++)
		ck_assert(poll_pages(i, 1, "ok", &polled));
	writer_free(writer);
	writer = NULL;
	ck_assert_uint_eq(polled.count, 0);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM link"), 500);
	wire_open(&w);
}
END_TEST

START_TEST(the_queue_has_a_bound)
{
	static struct answers polled;
	start(&(struct writer_options){ .batch_ms = 5000, .queue_max_items = 3 });
	for (size_t i = 0; i < 3; i++)
		ck_assert(poll_pages(i, 1, "ok", &polled));
	ck_assert(!poll_pages(3, 1, "ok", &polled));
	struct writer_backlog backlog;
	writer_backlog(writer, &backlog);
	ck_assert_uint_eq(backlog.items, 3);
	ck_assert_uint_gt(backlog.bytes, 0);
}
END_TEST

START_TEST(an_item_the_store_refuses_costs_itself_alone)
{
	static struct answers polled;
	start(NULL);
	ck_assert(poll_pages(0, 5, "ok", &polled));
	ck_assert(poll_pages(5, 5, NULL, &polled)); /* a poll has a status: NOT NULL */
	ck_assert(poll_pages(10, 5, "ok", &polled));
	run_until(&polled.count, 3);
	ck_assert_uint_eq(polled.failed, 1);
	ck_assert_msg(strstr(polled.text, "NOT NULL") != NULL, "%s", polled.text);
	ck_assert_uint_eq(polled.fresh, 10);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM link"), 10);
}
END_TEST

START_TEST(a_lock_held_by_others_is_waited_out)
{
	static struct answers polled;
	sqlite3 *other;
	sqlite3_busy_timeout(w.store->db, 10);
	start(NULL);
	ck_assert_int_eq(sqlite3_open(w.path, &other), SQLITE_OK);
	ck_assert_int_eq(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	ck_assert(poll_pages(0, 1, "ok", &polled));
	struct writer_backlog backlog = { 0 };
	for (int i = 0; i < 200 && !backlog.stuck; i++) {
		usleep(10000);
		writer_backlog(writer, &backlog);
	}
	ck_assert(backlog.stuck);
	ck_assert_uint_eq(backlog.items, 1);
	ck_assert_msg(strstr(backlog.err.text, "locked") != NULL, "%s", backlog.err.text);
	sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL);
	sqlite3_close(other);
	run_until(&polled.count, 1);
	ck_assert_uint_eq(polled.fresh, 1);
	writer_backlog(writer, &backlog);
	ck_assert(!backlog.stuck);
}
END_TEST

START_TEST(a_full_disk_keeps_the_work_queued)
{
	static struct answers polled;
	char *limit = mem_printf(
		"PRAGMA max_page_count = %d", (int)wire_number(&w, "PRAGMA page_count") + 1);
	sqlite3_exec(w.store->db, limit, NULL, NULL, NULL);
	mem_free(limit);
	start(NULL);
	ck_assert(poll_pages(0, 1000, "ok", &polled));
	struct writer_backlog backlog = { 0 };
	for (int i = 0; i < 200 && !backlog.stuck; i++) {
		usleep(10000);
		writer_backlog(writer, &backlog);
	}
	ck_assert(backlog.stuck);
	ck_assert_uint_eq(backlog.items, 1);
	int64_t before = clock_monotonic_ms();
	writer_free(writer); /* and the end is not kept waiting */
	writer = NULL;
	ck_assert_int_lt(clock_monotonic_ms() - before, 2000);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM link"), 0);
	wire_open(&w);
}
END_TEST

static void
on_linked(void *arg, const struct store_link *links, size_t count, const struct err *err)
{
	struct answers *answers = arg;
	ck_assert_ptr_null(err);
	for (size_t i = 0; i < count; i++)
		answers->links[answers->fresh++] = links[i].id;
	answers->count++;
}

static void
on_done(void *arg, const struct err *err)
{
	struct answers *answers = arg;
	answers->failed += err != NULL;
	answers->count++;
}

START_TEST(the_rest_of_the_store_is_at_hand)
{
	static struct answers polled, pending, done;
	start(NULL);
	ck_assert(poll_pages(0, 30, "ok", &polled));
	ck_assert(writer_pending(writer, "gazette", 0, 20, on_linked, &pending));
	run_until(&pending.count, 1);
	ck_assert_uint_eq(pending.fresh, 20);
	static const char *const outlets[] = { "The Gazette" };
	writer_names(writer, title_names_new(outlets, 1, NULL, 0));
	struct arena *arena = arena_new();
	struct store_outlet *outlet = arena_zalloc(arena, 1, sizeof(*outlet));
	*outlet = (struct store_outlet){ .id = "herald", .name = "Herald", .enabled = true };
	writer_outlets(writer, arena, outlet, 1, NOON, on_done, &done);
	struct arena *failure_arena = arena_new();
	ck_assert(writer_link_failed(writer, failure_arena,
		&(struct store_failure){ .link = polled.links[0],
			.reason = "gone",
			.at = NOON,
			.next_try = CLOCK_NEVER },
		NULL, NULL));
	ck_assert(writer_prune(writer,
		&(struct store_ages){ .polls = 60, .articles = 60, .tombstones = 60000 },
		NOON + 3600, on_done, &done));
	run_until(&done.count, 2);
	ck_assert_uint_eq(done.failed, 0);
	ck_assert_str_eq(wire_text(&w, "SELECT group_concat(id || enabled) FROM outlet"),
		"gazette0,herald1,tribune0");
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM poll"), 0);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM link"), 29);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM tombstone"), 1);
}
END_TEST

/* ---- a kill in the middle ---- */

#define KILL_PAGES 400

/*
 * What the daemon does at start and then: takes what is pending, polls, reads. Ends when all is
 * read, or is killed.
 */
static void
work_through(bool fast)
{
	static struct answers polled, pending, paged;
	start(&(struct writer_options){ .batch_items = fast ? 200 : 7, .batch_ms = fast ? 50 : 1 });
	ck_assert(writer_pending(writer, "gazette", 0, KILL_PAGES, on_linked, &pending));
	run_until(&pending.count, 1);
	ck_assert(poll_pages(0, KILL_PAGES, "ok", &polled));
	run_until(&polled.count, 1);
	size_t asked = 0;
	const struct answers *lots[] = { &pending, &polled };
	for (size_t lot = 0; lot < COUNT(lots); lot++)
		for (size_t i = 0; i < lots[lot]->fresh; i++, asked++)
			ck_assert(keep_page(
				lots[lot]->links[i], (size_t)lots[lot]->links[i] - 1, &paged));
	run_until(&paged.count, asked);
}

/* All that must be the same in the end, as one line of text. */
static const char *
digest(void)
{
	return arena_printf(w.arena, "%s %s %s %s",
		wire_text(&w,
			"SELECT count(*) || ' ' || count(DISTINCT url) || ' ' || sum(articles) FROM wire"),
		wire_text(&w,
			"SELECT count(*) || ' ' || count(DISTINCT url_hash) || ' ' || sum(revisions) FROM article"),
		wire_text(&w, "SELECT group_concat(DISTINCT state) FROM link"),
		wire_text(&w, "SELECT count(*) FROM search WHERE search MATCH 'headline'"));
}

START_TEST(a_kill_anywhere_costs_nothing)
{
	/* Each round kills a little later; the last is left in peace. */
	store_close(w.store);
	w.store = NULL;
	for (int round = 0; round < 12; round++) {
		pid_t child = fork();
		if (child == 0) {
			base = event_base_new();
			wire_open(&w);
			work_through(false);
			_exit(0);
		}
		usleep((useconds_t)(2000 + round * 2500));
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		ck_assert_str_eq(wire_text(&w, "PRAGMA integrity_check"), "ok");
	}
	wire_open(&w);
	work_through(true);
	ck_assert_str_eq(digest(), "400 400 400 400 400 0 fetched 400");
	ck_assert_ptr_null(wire_text(&w, "PRAGMA foreign_key_check"));
}
END_TEST

Suite *
writer_suite(void)
{
	Suite *suite = suite_create("writer");
	TCase *tc = tcase_create("writer");
	tcase_set_timeout(tc, 30);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, answers_come_in_order_once_committed);
	tcase_add_test(tc, a_batch_waits_at_most_a_quarter_of_a_second);
	tcase_add_test(tc, a_full_batch_does_not_wait);
	tcase_add_test(tc, what_is_queued_at_the_end_is_committed);
	tcase_add_test(tc, the_queue_has_a_bound);
	tcase_add_test(tc, an_item_the_store_refuses_costs_itself_alone);
	tcase_add_test(tc, a_lock_held_by_others_is_waited_out);
	tcase_add_test(tc, a_full_disk_keeps_the_work_queued);
	tcase_add_test(tc, the_rest_of_the_store_is_at_hand);
	tcase_add_test(tc, a_kill_anywhere_costs_nothing);
	suite_add_tcase(suite, tc);
	return suite;
}
