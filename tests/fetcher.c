/* The fetcher as a whole: cancelled, freed, paused, told otherwise. */
#include "fetching.h"

static struct fetch *to_cancel[2];

static void
cancel_others(struct fetch_result *result, void *arg)
{
	(void)result;
	ck_assert_ptr_eq(arg, to_cancel);
	fetch_cancel(to_cancel[0]);
	fetch_cancel(to_cancel[1]);
	event_base_loopexit(base, &(struct timeval){ .tv_usec = 100000 });
}

static void
never_done(struct fetch_result *result, void *arg)
{
	(void)arg;
	ck_abort_msg("a cancelled fetch ended: %s", result->final_url);
}

START_TEST(a_cancelled_fetch_is_never_done)
{
	struct fetch_request request = {
		.url = "http://a.example/", .done = never_done, .operators_word = true
	};
	fetch_cancel(fetch_start(fetcher, &request)); /* before it began */
	request.url = "http://b.example/.bad/silent";
	to_cancel[0] = fetch_start(fetcher, &request); /* in its transfer */
	request.url = "http://b.example/next";
	to_cancel[1] = fetch_start(fetcher, &request); /* in the queue */
	request = (struct fetch_request){ .url = "http://c.example/.bad/status/200",
		.done = cancel_others,
		.arg = to_cancel,
		.operators_word = true };
	fetch_start(fetcher, &request);
	event_base_dispatch(base);
	/* And the host is free again. */
	ck_assert_int_eq(answer_to("http://b.example/.bad/status/200")->outcome, FETCH_OK);
}
END_TEST

START_TEST(a_fetcher_can_be_freed_in_the_middle)
{
	struct fetch_request request = { .url = "http://a.example/.bad/silent",
		.done = never_done };
	fetch_start(fetcher, &request); /* waits for a robots.txt */
	request.operators_word = true;
	request.url = "http://b.example/.bad/drip";
	fetch_start(fetcher, &request);
	request.url = "http://b.example/next";
	fetch_start(fetcher, &request);
	event_base_loopexit(base, &(struct timeval){ .tv_usec = 150000 });
	event_base_dispatch(base);
	ck_assert_uint_eq(server_count(server, "b.example", NULL), 1);
}
END_TEST

START_TEST(a_paused_fetcher_asks_nothing_until_it_goes_on)
{
	server_put(server, "a.example", "/page", 0, NULL, "<p>Good morning");
	fetcher_pause(fetcher, true);
	size_t a = ask_for("http://a.example/page");
	event_base_loopexit(base, &(struct timeval){ .tv_usec = 100000 });
	event_base_dispatch(base);
	ck_assert(!answers[a].done);
	ck_assert_uint_eq(server_count(server, "a.example", NULL), 0);
	fetcher_pause(fetcher, false);
	wait_for_all();
	ck_assert_int_eq(answers[a].outcome, FETCH_OK);
}
END_TEST

START_TEST(wrong_options_change_nothing)
{
	struct err err;
	options.gap_ms = -1;
	ck_assert(!fetcher_reconfigure(fetcher, &options, &err));
	ck_assert_int_eq(err.kind, ERR_CONFIG);
	ck_assert_ptr_null(fetcher_new(base, &options, &err));
	ck_assert_int_eq(answer_to("http://a.example/")->status, 404);
}
END_TEST

Suite *
fetcher_suite(void)
{
	Suite *suite = suite_create("fetcher");
	TCase *tc = fetching_case(suite, "ends");
	tcase_add_test(tc, a_cancelled_fetch_is_never_done);
	tcase_add_test(tc, a_fetcher_can_be_freed_in_the_middle);
	tcase_add_test(tc, a_paused_fetcher_asks_nothing_until_it_goes_on);
	tcase_add_test(tc, wrong_options_change_nothing);
	return suite;
}
