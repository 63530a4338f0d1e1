/* How long hosts are left alone, what a robots.txt's answer means, and when a page is tried again.
 */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "fetch/fetch.h"
#include "fetch/outage.h"
#include "fetch/pressure.h"
#include "fetch/robots-cache.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define HOUR         3600
#define DAY          86400
#define NONE         FETCH_UNKNOWN

/* ---- pressure ---- */

static const struct {
	int64_t after_s; /* since the answer before */
	int status;
	int64_t retry_after_s, hold_s;
} pressed[] = {
	{ 0, 200, NONE, 0 },
	{ 1, 429, NONE, 60 },
	{ 60, 429, NONE, 120 },
	{ 120, 503, NONE, 240 },
	{ 240, 200, NONE, 0 },
	{ 1, 503, NONE, 480 },
	{ 480, 503, 30, 30 },   /* what the host names itself is taken at its word */
	{ 30, 503, NONE, 960 }, /* and does not begin the doubling anew */
	{ 960 + 1799, 429, NONE, 1920 },
	{ 1920 + 1800, 429, NONE, 60 }, /* forgiven */
	{ 60, 429, 10 * DAY, DAY },
	{ DAY, 503, 0, 0 },
	{ 1, 403, NONE, 0 },
	{ 1, 403, NONE, 0 },
	{ 1, 200, NONE, 0 },
	{ 1, 403, NONE, 0 },
	{ 1, 403, NONE, 0 },
	{ 1, 403, NONE, 120 }, /* the third in a row */
	{ 120, 403, NONE, 0 },
	{ 1, 500, NONE, 0 },
	{ 1, 404, 100, 0 },
	{ 1, 0, NONE, 0 },
	{ 1, 502, NONE, 0 },
	{ 1, 200, NONE, 0 },
	{ 1, 0, NONE, 0 },
	{ 1, 502, NONE, 0 },
	{ 1, 0, NONE, 240 }, /* the third failure in a row */
	{ 240, 0, NONE, 0 },
};

START_TEST(a_host_that_is_pressed_is_left_alone)
{
	struct pressure pressure = { 0 };
	int64_t now_ms = 100 * DAY * INT64_C(1000);
	for (size_t i = 0; i < COUNT(pressed); i++) {
		now_ms += pressed[i].after_s * 1000;
		int64_t hold_s = pressure_hold_s(
			&pressure, pressed[i].status, pressed[i].retry_after_s, now_ms);
		ck_assert_msg(hold_s == pressed[i].hold_s, "answer %zu: %jd", i, (intmax_t)hold_s);
	}
}
END_TEST

START_TEST(holds_double_up_to_a_day)
{
	struct pressure pressure = { 0 };
	int64_t now_ms = 0, hold_s = 0;
	for (int i = 0; i < 100; i++) {
		hold_s = pressure_hold_s(&pressure, 429, NONE, now_ms);
		now_ms += hold_s * 1000;
	}
	ck_assert_int_eq(hold_s, DAY);
}
END_TEST

/* ---- the cache of robots.txt ---- */

static struct robots_cache *cache;
static struct robots_entry *entry;

static void
set_up(void)
{
	cache = robots_cache_new("newswired");
	entry = robots_cache_entry(cache, "http://a.example");
}

static void
tear_down(void)
{
	robots_cache_free(cache);
}

static void
answer(int status, const char *text, int64_t max_age_s, int64_t now_s)
{
	robots_cache_answer(cache, entry, status, slice_of(text), max_age_s, now_s);
}

static enum robots_verdict
verdict(int64_t now_s)
{
	return robots_cache_verdict(entry, "http://a.example/no", now_s);
}

#define NO "User-agent: *\nDisallow: /no\nCrawl-delay: 2.5\n"

static const struct {
	int64_t max_age_s, fresh_s;
} freshness[] = {
	{ NONE, DAY },
	{ 0, HOUR },
	{ 60, HOUR },
	{ 2 * HOUR, 2 * HOUR },
	{ 30 * DAY, DAY },
};

START_TEST(a_copy_is_used_for_a_day_or_its_max_age)
{
	ck_assert_int_eq(verdict(0), ROBOTS_ASKED);
	answer(200, NO, freshness[_i].max_age_s, 1000);
	ck_assert_int_eq(verdict(1000), ROBOTS_DENY);
	ck_assert_int_eq(verdict(1000 + freshness[_i].fresh_s - 1), ROBOTS_DENY);
	ck_assert_int_eq(verdict(1000 + freshness[_i].fresh_s), ROBOTS_ASKED);
	ck_assert_int_eq(robots_cache_delay_ms(entry), 2500);
}
END_TEST

START_TEST(a_missing_file_allows_all)
{
	answer(404, NULL, NONE, 1000);
	ck_assert_int_eq(verdict(1000), ROBOTS_ALLOW);
	ck_assert_int_eq(verdict(1000 + DAY), ROBOTS_ASKED);
	ck_assert_int_eq(robots_cache_delay_ms(entry), 0);
	/* And a rule of yesterday is gone with the file. */
	answer(200, NO, NONE, 1000 + DAY);
	answer(410, NULL, NONE, 1000 + 2 * DAY);
	ck_assert_int_eq(verdict(1000 + 2 * DAY), ROBOTS_ALLOW);
}
END_TEST

START_TEST(no_answer_allows_nothing_for_a_while)
{
	static const int64_t waits_s[] = { 600, 1200, 2400, 3600, 3600 };
	int64_t now_s = 1000;
	for (size_t i = 0; i < COUNT(waits_s); i++) {
		answer(i % 2 == 0 ? 0 : 503, NULL, NONE, now_s);
		ck_assert_int_eq(verdict(now_s), ROBOTS_SILENT);
		ck_assert_int_eq(verdict(now_s + waits_s[i] - 1), ROBOTS_SILENT);
		now_s += waits_s[i];
		ck_assert_int_eq(verdict(now_s), ROBOTS_ASKED);
	}
	answer(429, NULL, 2 * HOUR, now_s); /* left alone for as long as it asked */
	ck_assert_int_eq(verdict(now_s + 2 * HOUR - 1), ROBOTS_SILENT);
	answer(200, NO, NONE, now_s);
	answer(0, NULL, NONE, now_s); /* the first silence after an answer */
	ck_assert_int_eq(verdict(now_s + 600), ROBOTS_ASKED);
}
END_TEST

START_TEST(the_last_copy_stands_for_thirty_days_of_silence)
{
	answer(200, NO, NONE, 1000);
	answer(500, NULL, NONE, 1000 + DAY);
	ck_assert_int_eq(verdict(1000 + DAY), ROBOTS_DENY);
	ck_assert_int_eq(
		robots_cache_verdict(entry, "http://a.example/yes", 1000 + DAY), ROBOTS_ALLOW);
	answer(0, NULL, NONE, 1000 + 30 * DAY);
	ck_assert_int_eq(verdict(1000 + 30 * DAY), ROBOTS_DENY);
	answer(0, NULL, NONE, 1001 + 30 * DAY);
	ck_assert_int_eq(verdict(1001 + 30 * DAY), ROBOTS_SILENT);
}
END_TEST

START_TEST(a_long_crawl_delay_is_cut)
{
	answer(200, "User-agent: *\nCrawl-delay: 86400\n", NONE, 1000);
	ck_assert_int_eq(robots_cache_delay_ms(entry), ROBOTS_DELAY_MAX_S * 1000);
}
END_TEST

START_TEST(the_cache_is_bounded_and_forgets_the_longest_unused)
{
	static char rules[ROBOTS_MAX_BYTES];
	size_t length = 0;
	while (length + 100 < sizeof(rules))
		length += (size_t)snprintf(rules + length, 100, "%sDisallow: /%060zu\n",
			length == 0 ? "User-agent: *\n" : "", length);
	answer(200, NO, NONE, 1000);
	struct robots_entry *kept = entry;
	for (int i = 0; i < 60; i++) {
		char origin[64];
		snprintf(origin, sizeof(origin), "http://h%d.example", i);
		struct robots_entry *other = robots_cache_entry(cache, origin);
		robots_cache_answer(cache, other, 200, (struct slice){ rules, length }, NONE, 1000);
		ck_assert_ptr_eq(robots_cache_entry(cache, "http://a.example"), kept);
	}
	ck_assert_ptr_null(robots_cache_find(cache, "http://h0.example"));
	ck_assert_ptr_null(robots_cache_find(cache, "http://h20.example"));
	ck_assert_ptr_nonnull(robots_cache_find(cache, "http://h50.example"));
	ck_assert_ptr_nonnull(robots_cache_find(cache, "http://h59.example"));
	ck_assert_int_eq(verdict(1001), ROBOTS_DENY);
}
END_TEST

/* ---- when a page is tried again ---- */

static const struct {
	enum fetch_outcome outcome;
	int status, failures;
	int64_t retry_after_s, wait_s; /* the least; a quarter may come on top */
} retried[] = {
	{ FETCH_NO_NAME, 0, 1, NONE, 300 },
	{ FETCH_NO_CONNECTION, 0, 2, NONE, 1800 },
	{ FETCH_TIMED_OUT, 0, 3, NONE, 10800 },
	{ FETCH_BROKEN_OFF, 200, 4, NONE, NONE },
	{ FETCH_ROBOTS_SILENT, 0, 1, 600, 600 },
	{ FETCH_ROBOTS_SILENT, 0, 4, 600, NONE },
	{ FETCH_STATUS, 500, 1, NONE, 300 },
	{ FETCH_STATUS, 503, 1, 5 * HOUR, 5 * HOUR },
	{ FETCH_STATUS, 429, 1, 365 * DAY, DAY },
	{ FETCH_STATUS, 429, 4, 60, NONE },
	{ FETCH_STATUS, 408, 1, NONE, 300 },
	{ FETCH_STATUS, 403, 1, NONE, 6 * HOUR },
	{ FETCH_STATUS, 403, 2, NONE, NONE },
	{ FETCH_STATUS, 401, 1, NONE, 6 * HOUR },
	{ FETCH_STATUS, 404, 1, NONE, NONE },
	{ FETCH_STATUS, 410, 1, 60, NONE },
	{ FETCH_STATUS, 451, 1, NONE, NONE },
	{ FETCH_STATUS, 302, 1, NONE, NONE },
	{ FETCH_HELD, 0, 1, 3000, 3000 },
	{ FETCH_HELD, 0, 99, 3000, 3000 },
	{ FETCH_HELD, 0, 1, NONE, 60 },
	{ FETCH_OK, 200, 1, NONE, NONE },
	{ FETCH_NOT_MODIFIED, 304, 1, NONE, NONE },
	{ FETCH_BAD_REDIRECT, 302, 1, NONE, NONE },
	{ FETCH_ROBOTS_DENIED, 0, 1, NONE, NONE },
	{ FETCH_ADDRESS, 0, 1, NONE, NONE },
	{ FETCH_BAD_URL, 0, 1, NONE, NONE },
	{ FETCH_TOO_LARGE, 200, 1, NONE, NONE },
};

START_TEST(a_page_is_tried_again_by_kind_of_failure)
{
	for (uint64_t random = 0; random < 1000000; random += 9973) {
		int64_t wait_s = fetch_retry_s(retried[_i].outcome, retried[_i].status,
			retried[_i].failures, retried[_i].retry_after_s, random);
		int64_t least = retried[_i].wait_s;
		ck_assert_int_ge(wait_s, least);
		ck_assert_int_le(wait_s, least < 0 ? least : least + least / 4);
	}
}
END_TEST

START_TEST(each_outcome_has_a_word)
{
	for (int outcome = 0; outcome < FETCH_OUTCOMES; outcome++)
		ck_assert_uint_gt(strlen(fetch_outcome_name((enum fetch_outcome)outcome)), 1);
}
END_TEST

/* ---- outages ---- */

static const struct {
	int64_t at_s;
	enum fetch_outcome outcome;
	enum outage_change change;
	bool away; /* afterwards */
} went[] = {
	{ 0, FETCH_OK, OUTAGE_SAME, false },
	{ 10, FETCH_NO_NAME, OUTAGE_SAME, false },
	{ 100, FETCH_STATUS, OUTAGE_SAME, false }, /* a 404 is an answer, too */
	{ 110, FETCH_TIMED_OUT, OUTAGE_SAME, false },
	{ 200, FETCH_NO_CONNECTION, OUTAGE_SAME, false },
	{ 229, FETCH_NO_NAME, OUTAGE_SAME, false },
	{ 230, FETCH_HELD, OUTAGE_SAME, false }, /* was not asked */
	{ 231, FETCH_NO_NAME, OUTAGE_BEGINS, true },
	{ 900, FETCH_NO_NAME, OUTAGE_SAME, true },
	{ 901, FETCH_ROBOTS_SILENT, OUTAGE_SAME, true },
	{ 902, FETCH_NOT_MODIFIED, OUTAGE_ENDS, false },
	{ 903, FETCH_NO_NAME, OUTAGE_SAME, false },
};

START_TEST(the_network_is_away_when_nobody_answers_for_two_minutes)
{
	struct outage outage = { 0 };
	for (size_t i = 0; i < COUNT(went); i++) {
		ck_assert_int_eq(
			outage_note(&outage, went[i].outcome, went[i].at_s * 1000), went[i].change);
		ck_assert_msg(outage.away == went[i].away, "at %d s", (int)went[i].at_s);
	}
}
END_TEST

Suite *
politeness_suite(void)
{
	Suite *suite = suite_create("politeness");
	TCase *tc = tcase_create("pressure");
	tcase_add_test(tc, a_host_that_is_pressed_is_left_alone);
	tcase_add_test(tc, holds_double_up_to_a_day);
	suite_add_tcase(suite, tc);
	tc = tcase_create("robots");
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_loop_test(tc, a_copy_is_used_for_a_day_or_its_max_age, 0, COUNT(freshness));
	tcase_add_test(tc, a_missing_file_allows_all);
	tcase_add_test(tc, no_answer_allows_nothing_for_a_while);
	tcase_add_test(tc, the_last_copy_stands_for_thirty_days_of_silence);
	tcase_add_test(tc, a_long_crawl_delay_is_cut);
	tcase_add_test(tc, the_cache_is_bounded_and_forgets_the_longest_unused);
	suite_add_tcase(suite, tc);
	tc = tcase_create("retries");
	tcase_add_loop_test(tc, a_page_is_tried_again_by_kind_of_failure, 0, COUNT(retried));
	tcase_add_test(tc, each_outcome_has_a_word);
	tcase_add_test(tc, the_network_is_away_when_nobody_answers_for_two_minutes);
	suite_add_tcase(suite, tc);
	return suite;
}
