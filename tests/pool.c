/* The workers: answers come back, one that dies or hangs costs its document, the walls hold. */
#include "worker/pool.h"

#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <event2/event.h>

#include "base/clock.h"
#include "base/memory.h"
#include "worker/worker.h"

static struct event_base *base;
static struct pool *pool;
static char program[200];
static int answered, failed;
static char last_error[200];
static char last_headline[200];

static void
start(unsigned workers, int64_t time_limit_ms)
{
	const char *build = getenv("NEWSWIRED_BUILD");
	snprintf(program, sizeof(program), "%s/newswired", build != NULL ? build : "build");
	const struct pool_options options = { program, workers, (size_t)512 << 20, time_limit_ms };
	struct err err = { 0 };
	base = event_base_new();
	pool = pool_new(base, &options, &err);
	ck_assert_msg(pool != NULL, "%s", err.text);
	answered = failed = 0;
}

static void
tear_down(void)
{
	pool_free(pool);
	event_base_free(base);
}

static void
on_answer(struct answer *answer, void *arg)
{
	(void)arg;
	answered++;
	if (answer->err.kind != ERR_NONE) {
		failed++;
		snprintf(last_error, sizeof(last_error), "%s", answer->err.text);
	} else if (answer->task == MESSAGE_ARTICLE) {
		snprintf(last_headline, sizeof(last_headline), "%s",
			answer->article.headline != NULL ? answer->article.headline : "-");
	}
	arena_free(answer->arena);
}

static const char page[] =
	"<!doctype html><html><head><title>Harbour bridge opens early</title></head><body><h1>Harbour bridge opens early</h1>"
	"<p>The bridge over the harbour was opened on Monday, a month before its builders had promised it.</p>"
	"<p>Ferries will go on for a year, the port said, until all roads to the bridge are ready for use.</p></body></html>";

static void
submit(struct slice bytes)
{
	const struct extract_request request = { .bytes = bytes,
		.url = "https://news.example/2026/bridge",
		.content_type = "text/html; charset=utf-8",
		.crawled = CLOCK_NEVER };
	pool_submit(pool, MESSAGE_ARTICLE, &request, on_answer, NULL);
}

static void
run_until(int count)
{
	while (answered < count)
		event_base_loop(base, EVLOOP_ONCE);
}

START_TEST(pages_come_back_as_articles)
{
	start(2, 10000);
	for (int i = 0; i < 20; i++)
		submit((struct slice){ page, sizeof(page) - 1 });
	ck_assert_uint_gt(pool_backlog_bytes(pool), 20 * sizeof(page));
	run_until(20);
	ck_assert_int_eq(failed, 0);
	ck_assert_str_eq(last_headline, "Harbour bridge opens early");
	ck_assert_uint_eq(pool_backlog_bytes(pool), 0);
	tear_down();
}
END_TEST

/* Stops or kills the workers from outside, as a page could from inside. */
static void
signal_workers(int signal_number)
{
	char path[64];
	long child = 0;
	int found = 0;
	snprintf(path, sizeof(path), "/proc/self/task/%d/children", (int)getpid());
	FILE *children = fopen(path, "r");
	ck_assert_ptr_nonnull(children);
	while (fscanf(children, "%ld", &child) == 1)
		found += kill((pid_t)child, signal_number) == 0;
	fclose(children);
	ck_assert_int_gt(found, 0);
}

START_TEST(a_stuck_worker_costs_one_page)
{
	start(1, 300);
	signal_workers(SIGSTOP);
	submit((struct slice){ page, sizeof(page) - 1 });
	submit((struct slice){ page, sizeof(page) - 1 });
	run_until(2);
	ck_assert_int_eq(failed, 1);
	ck_assert_str_eq(last_error, "the worker took too long");
	ck_assert_str_eq(last_headline, "Harbour bridge opens early");
	tear_down();
}
END_TEST

static void
kill_soon(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	(void)arg;
	signal_workers(SIGKILL);
}

START_TEST(a_dead_worker_costs_one_page)
{
	const struct timeval soon = { 0, 100000 };
	start(1, 10000);
	signal_workers(SIGSTOP);
	submit((struct slice){ page, sizeof(page) - 1 });
	submit((struct slice){ page, sizeof(page) - 1 });
	event_base_once(base, -1, EV_TIMEOUT, kill_soon, NULL, &soon);
	run_until(2);
	ck_assert_int_eq(failed, 1);
	ck_assert_str_eq(last_error, "the worker died of signal 9 (Killed)");
	tear_down();
}
END_TEST

/* What a service manager or a terminal sends to all processes, while a page is read. */
static void
terminate_all(evutil_socket_t fd, short what, void *arg)
{
	static const int signals[] = { SIGTERM, SIGHUP, SIGINT, SIGUSR1, SIGCONT };
	(void)fd;
	(void)what;
	(void)arg;
	for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
		signal_workers(signals[i]);
}

START_TEST(a_signal_for_the_desk_costs_no_page)
{
	const struct timeval soon = { 0, 100000 };
	start(1, 10000);
	submit((struct slice){ page, sizeof(page) - 1 });
	run_until(1); /* the worker is up */
	signal_workers(SIGSTOP);
	submit((struct slice){ page, sizeof(page) - 1 });
	event_base_once(base, -1, EV_TIMEOUT, terminate_all, NULL, &soon);
	run_until(2);
	ck_assert_int_eq(failed, 0);
	tear_down();
}
END_TEST

START_TEST(nothing_is_left_unanswered_at_the_end)
{
	start(1, 10000);
	for (int i = 0; i < 5; i++)
		submit((struct slice){ page, sizeof(page) - 1 });
	tear_down();
	ck_assert_int_eq(answered, 5);
	ck_assert_int_eq(failed, 5);
}
END_TEST

Suite *
pool_suite(void)
{
	Suite *suite = suite_create("pool");
	TCase *tc = tcase_create("pool");
	tcase_set_timeout(tc, 20);
	tcase_add_test(tc, pages_come_back_as_articles);
	tcase_add_test(tc, a_stuck_worker_costs_one_page);
	tcase_add_test(tc, a_dead_worker_costs_one_page);
	tcase_add_test(tc, a_signal_for_the_desk_costs_no_page);
	tcase_add_test(tc, nothing_is_left_unanswered_at_the_end);
	suite_add_tcase(suite, tc);
	return suite;
}
