/* Whose turn it is, over real sockets: one thing at a time, and hosts that want to be left alone. */
#include "fetching.h"

START_TEST(a_host_is_asked_one_thing_at_a_time_with_a_gap)
{
	options.gap_ms = 100;
	reconfigure();
	for (int i = 0; i < 4; i++) {
		char url[64];
		snprintf(url, sizeof(url), "http://a.example/%d", i);
		ask_for(url);
		snprintf(url, sizeof(url), "http://b.example/%d", i);
		ask_for(url);
	}
	wait_for_all();
	size_t count;
	const struct server_request *r = server_requests(server, &count);
	int64_t last_ms[2] = { 0, 0 };
	ck_assert_uint_eq(count, 8);
	for (size_t i = 0; i < count; i++) {
		int64_t *last = &last_ms[r[i].host[0] - 'a'];
		/* The one before may have been under way for longer. */
		ck_assert_int_ge(r[i].ms - *last, *last == 0 ? 0 : 60);
		*last = r[i].ms;
	}
	/* Two hosts at once take no longer than one. */
	ck_assert_int_lt(r[count - 1].ms - r[0].ms, 600);
}
END_TEST

START_TEST(sources_come_before_pages)
{
	ask_for("http://a.example/page-1");
	ask_for("http://a.example/page-2");
	ask(&(struct fetch_request){
		.url = "http://a.example/feed", .operators_word = true, .priority = FETCH_SOURCE });
	wait_for_all();
	ck_assert_uint_eq(answers[2].order, 1);
	ck_assert_uint_eq(answers[0].order, 2);
	ck_assert_uint_eq(answers[1].order, 3);
}
END_TEST

START_TEST(a_slow_host_holds_up_nobody_else)
{
	ask_for("http://slow.example/.bad/silent");
	for (int i = 0; i < 10; i++)
		ask_for("http://quick.example/");
	wait_for_all();
	for (size_t i = 1; i <= 10; i++)
		ck_assert_int_lt(answers[i].ended_ms, answers[0].ended_ms - 200);
}
END_TEST

START_TEST(no_more_transfers_run_than_allowed)
{
	options.parallel = 3;
	options.total_timeout_ms = 150;
	reconfigure();
	for (int i = 0; i < 6; i++) {
		char url[64];
		snprintf(url, sizeof(url), "http://h%d.example/.bad/silent", i);
		ask_for(url);
	}
	wait_for_all();
	size_t count;
	const struct server_request *r = server_requests(server, &count);
	ck_assert_uint_eq(count, 6);
	ck_assert_int_ge(r[3].ms - r[0].ms, 140);
}
END_TEST

START_TEST(a_busy_host_is_left_alone_by_all_that_wait)
{
	ask_for("http://a.example/.bad/busy/120");
	ask_for("http://a.example/next");
	ask_for("http://b.example/next");
	wait_for_all();
	ck_assert_int_eq(answers[0].outcome, FETCH_STATUS);
	ck_assert_int_eq(answers[0].status, 503);
	ck_assert_int_eq(answers[0].retry_after_s, 120);
	ck_assert_int_eq(answers[1].outcome, FETCH_HELD);
	ck_assert_int_ge(answers[1].retry_after_s, 119);
	ck_assert_int_le(answers[1].retry_after_s, 121);
	ck_assert_int_eq(answers[2].status, 404);
	const struct answer *a = answer_to("http://a.example/later");
	ck_assert_int_eq(a->outcome, FETCH_HELD);
	ck_assert_uint_eq(server_count(server, "a.example", NULL), 1);
}
END_TEST

START_TEST(a_short_hold_is_waited_out)
{
	ask_for("http://a.example/.bad/too-many/1");
	ask_for("http://a.example/next");
	wait_for_all();
	ck_assert_int_eq(answers[0].status, 429);
	ck_assert_int_eq(answers[1].status, 404);
	ck_assert_int_ge(answers[1].ended_ms - answers[0].ended_ms, 950);
}
END_TEST

START_TEST(a_dead_host_is_not_asked_for_each_of_its_pages)
{
	options.total_timeout_ms = 200;
	options.hold_wait_max_ms = 30000;
	reconfigure();
	for (int i = 0; i < 20; i++)
		ask_for("http://a.example/.bad/silent");
	wait_for_all();
	for (size_t i = 0; i < 20; i++)
		ck_assert_int_eq(answers[i].outcome, i < 3 ? FETCH_TIMED_OUT : FETCH_HELD);
	ck_assert_int_eq(answers[2].retry_after_s, 60);
	ck_assert_uint_eq(server_count(server, "a.example", NULL), 3);
}
END_TEST

Suite *
turns_suite(void)
{
	Suite *suite = suite_create("turns");
	TCase *tc = fetching_case(suite, "turns");
	tcase_add_test(tc, a_host_is_asked_one_thing_at_a_time_with_a_gap);
	tcase_add_test(tc, sources_come_before_pages);
	tcase_add_test(tc, a_slow_host_holds_up_nobody_else);
	tcase_add_test(tc, no_more_transfers_run_than_allowed);
	tc = fetching_case(suite, "pressure");
	tcase_add_test(tc, a_busy_host_is_left_alone_by_all_that_wait);
	tcase_add_test(tc, a_short_hold_is_waited_out);
	tcase_add_test(tc, a_dead_host_is_not_asked_for_each_of_its_pages);
	return suite;
}
