/* The schedule: what is due comes in order, and how often a source deserves a poll. */
#include "schedule/schedule.h"

#include <check.h>
#include <stdint.h>

#include <event2/event.h>

#include "base/clock.h"
#include "schedule/interval.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MINUTE       60
#define HOUR         3600
#define DAY          86400

/* What was handed out, in order. */
struct seen {
	int64_t due[1000];
	size_t count;
	size_t room; /* how many more are taken */
	struct schedule *schedule;
	int64_t again; /* set each item anew so much later; 0: not */
};

static bool
take(struct schedule_item *item, void *arg)
{
	struct seen *seen = arg;
	if (seen->room == 0)
		return false;
	seen->room--;
	seen->due[seen->count++] = item->due.key;
	if (seen->again > 0)
		schedule_set(seen->schedule, item, item->due.key + seen->again);
	return true;
}

START_TEST(items_come_in_order_and_not_before_their_time)
{
	struct seen seen = { .room = 1000 };
	struct schedule *schedule = schedule_new(NULL, take, &seen);
	static struct schedule_item items[500];
	uint32_t random = 1;
	for (size_t i = 0; i < COUNT(items); i++) {
		random = random * 1664525 + 1013904223;
		schedule_set(schedule, &items[i], random % 10000);
	}
	ck_assert_uint_eq(schedule_run(schedule, -1), 0);
	size_t early = schedule_run(schedule, 5000);
	for (size_t i = 0; i < early; i++)
		ck_assert_int_le(seen.due[i], 5000);
	ck_assert_uint_eq(seen.count, early);
	schedule_run(schedule, 10000);
	ck_assert_uint_eq(seen.count, COUNT(items));
	for (size_t i = 1; i < seen.count; i++)
		ck_assert_int_le(seen.due[i - 1], seen.due[i]);
	ck_assert_uint_eq(schedule_count(schedule), 0);
	schedule_free(schedule);
}
END_TEST

START_TEST(an_item_moves_and_is_removed_from_anywhere)
{
	struct seen seen = { .room = 1000 };
	struct schedule *schedule = schedule_new(NULL, take, &seen);
	struct schedule_item items[64] = { 0 };
	for (size_t i = 0; i < COUNT(items); i++)
		schedule_set(schedule, &items[i], (int64_t)(i * 7 % 64));
	for (size_t i = 0; i < COUNT(items); i += 3)
		schedule_remove(schedule, &items[i]);
	for (size_t i = 1; i < COUNT(items); i += 3)
		schedule_set(schedule, &items[i], 100 - items[i].due.key);
	schedule_remove(schedule, &items[0]); /* a second time is no harm */
	schedule_run(schedule, 1000);
	ck_assert_uint_eq(seen.count, 42);
	for (size_t i = 1; i < seen.count; i++)
		ck_assert_int_le(seen.due[i - 1], seen.due[i]);
	schedule_free(schedule);
}
END_TEST

START_TEST(an_item_set_anew_while_handed_out_waits_for_its_next_turn)
{
	struct seen seen = { .room = 1000, .again = 1 };
	struct schedule *schedule = seen.schedule = schedule_new(NULL, take, &seen);
	struct schedule_item items[3] = { 0 };
	for (size_t i = 0; i < COUNT(items); i++)
		schedule_set(schedule, &items[i], 0);
	ck_assert_uint_eq(schedule_run(schedule, 1000), 3);
	ck_assert_uint_eq(schedule_count(schedule), 3);
	schedule_free(schedule);
	ck_assert_uint_eq(items[1].due.place, 0);
}
END_TEST

START_TEST(nothing_is_handed_out_while_there_is_no_room)
{
	struct seen seen = { .room = 2 };
	struct schedule *schedule = schedule_new(NULL, take, &seen);
	struct schedule_item items[5] = { 0 };
	for (size_t i = 0; i < COUNT(items); i++)
		schedule_set(schedule, &items[i], (int64_t)i);
	ck_assert_uint_eq(schedule_run(schedule, 10), 2);
	seen.room = 10;
	ck_assert_uint_eq(schedule_run(schedule, 10), 0);
	schedule_wake(schedule);
	ck_assert_uint_eq(schedule_run(schedule, 10), 3);
	ck_assert_int_eq(seen.due[2], 2);
	schedule_free(schedule);
}
END_TEST

START_TEST(the_loop_hands_out_what_is_due)
{
	struct event_base *base = event_base_new();
	struct seen seen = { .room = 1 };
	struct schedule *schedule = schedule_new(base, take, &seen);
	struct schedule_item items[3] = { 0 };
	int64_t now = clock_now();
	schedule_set(schedule, &items[0], now - 5);
	schedule_set(schedule, &items[1], now - 9);
	schedule_set(schedule, &items[2], now + HOUR);
	event_base_loop(base, 0); /* ends: there is no room after the first */
	ck_assert_uint_eq(seen.count, 1);
	seen.room = 10;
	schedule_wake(schedule);
	event_base_loop(base, EVLOOP_ONCE);
	ck_assert_uint_eq(seen.count, 2);
	ck_assert_int_eq(seen.due[0], now - 9);
	schedule_free(schedule);
	event_base_free(base);
}
END_TEST

/* One poll each, without jitter's help: the wait lies within per cents of `wait_s`. */
static const struct {
	const char *what;
	struct interval_pace before;
	struct interval_poll poll;
	int64_t wait_s;     /* 10 per cent to both sides */
	int64_t interval_s; /* after it */
	int failures;
} paces[] = {
	{ "a first poll", { 0 }, { .entries = 30, .fresh = 30, .max_age_s = -1 }, 900, 900, 0 },
	{ "half is new", { 3600, 0, 0 }, { .entries = 30, .fresh = 15 }, 1800, 1800, 0 },
	{ "some is new", { 3600, 0, 0 }, { .entries = 30, .fresh = 3 }, 2880, 2880, 0 },
	{ "little is new", { 3600, 0, 0 }, { .entries = 30, .fresh = 1 }, 3600, 3600, 0 },
	{ "nothing is new", { 3600, 0, 0 }, { .entries = 30 }, 4500, 4500, 0 },
	{ "not modified", { 3600, 0, 0 }, { .retry_after_s = -1 }, 4500, 4500, 0 },
	{ "never slower than the slowest", { 21600, 0, 0 }, { 0 }, 21600, 21600, 0 },
	{ "never quicker than every", { 1000, 0, 0 }, { .entries = 1, .fresh = 1 }, 900, 900, 0 },
	{ "the limits were changed", { 100000, 0, 0 }, { 0 }, 21600, 21600, 0 },
	{ "a first failure", { 900, 0, 0 }, { .failed = true }, 1800, 900, 1 },
	{ "a third failure", { 900, 2, 0 }, { .failed = true }, 7200, 900, 3 },
	{ "a hundredth failure", { 900, 99, 0 }, { .failed = true }, 6 * HOUR, 900, 100 },
	{ "it comes back", { 900, 99, 0 }, { .entries = 9, .fresh = 9 }, 900, 900, 0 },
	{ "a first 410", { 900, 0, 0 }, { .failed = true, .gone = true }, 1800, 900, 1 },
	{ "a second 410", { 900, 1, 1 }, { .failed = true, .gone = true }, 30 * DAY, 900, 2 },
};

START_TEST(the_pace_follows_what_a_source_brings)
{
	static const struct interval_limits limits = { .every_s = 900, .slowest_s = 21600 };
	for (uint64_t random = 0; random < 100000; random += 997) {
		struct interval_pace pace = paces[_i].before;
		int64_t wait_s = interval_next_s(&limits, &pace, &paces[_i].poll, random);
		ck_assert_msg(
			wait_s >= paces[_i].wait_s * 9 / 10 && wait_s <= paces[_i].wait_s * 11 / 10,
			"%s: %jd", paces[_i].what, (intmax_t)wait_s);
		ck_assert_int_eq(pace.interval_s, paces[_i].interval_s);
		ck_assert_int_eq(pace.failures, paces[_i].failures);
	}
}
END_TEST

static const struct {
	struct interval_poll poll;
	int64_t least, most;
} bounds[] = {
	{ { .max_age_s = 2 * HOUR }, 2 * HOUR, 2 * HOUR + 200 },
	{ { .max_age_s = 365 * DAY }, 6 * HOUR, 6 * HOUR + 200 },
	{ { .max_age_s = 890 }, 900, 1000 },
	{ { .max_age_s = 5 }, 810, 990 },
	{ { .failed = true, .retry_after_s = 5 * HOUR }, 5 * HOUR, 5 * HOUR + 200 },
	{ { .failed = true, .retry_after_s = 365 * DAY }, DAY, DAY + 200 },
};

START_TEST(what_the_outlet_asks_for_is_a_lower_bound)
{
	static const struct interval_limits limits = { .every_s = 900, .slowest_s = 900 };
	for (uint64_t random = 0; random < 100000; random += 997) {
		struct interval_pace pace = { .interval_s = 900 };
		int64_t wait_s = interval_next_s(&limits, &pace, &bounds[_i].poll, random);
		ck_assert_int_ge(wait_s, bounds[_i].least);
		ck_assert_int_le(wait_s, bounds[_i].most);
	}
}
END_TEST

START_TEST(polls_are_jittered_and_first_ones_spread)
{
	static const struct interval_limits limits = { .every_s = 900, .slowest_s = 900 };
	int64_t low = INT64_MAX, high = 0, first_high = 0;
	for (uint64_t random = 0; random < 1000; random++) {
		struct interval_pace pace = { .interval_s = 900 };
		int64_t wait_s =
			interval_next_s(&limits, &pace, &(struct interval_poll){ 0 }, random);
		low = wait_s < low ? wait_s : low;
		high = wait_s > high ? wait_s : high;
		int64_t first_s = interval_first_s(15 * MINUTE, random * 7919);
		ck_assert(first_s >= 0 && first_s < 15 * MINUTE);
		first_high = first_s > first_high ? first_s : first_high;
	}
	ck_assert_int_eq(low, 810);
	ck_assert_int_eq(high, 990);
	ck_assert_int_gt(first_high, 14 * MINUTE);
	ck_assert_int_eq(interval_first_s(0, 99), 0);
}
END_TEST

START_TEST(a_source_is_asked_without_validators_once_a_day)
{
	ck_assert(interval_wants_whole(CLOCK_NEVER, 1000));
	ck_assert(!interval_wants_whole(1000000, 1000000 + DAY - 1));
	ck_assert(interval_wants_whole(1000000, 1000000 + DAY));
	ck_assert(interval_wants_whole(1000000 + HOUR, 1000000));
}
END_TEST

Suite *
schedule_suite(void)
{
	Suite *suite = suite_create("schedule");
	TCase *heap = tcase_create("heap");
	tcase_add_test(heap, items_come_in_order_and_not_before_their_time);
	tcase_add_test(heap, an_item_moves_and_is_removed_from_anywhere);
	tcase_add_test(heap, an_item_set_anew_while_handed_out_waits_for_its_next_turn);
	tcase_add_test(heap, nothing_is_handed_out_while_there_is_no_room);
	tcase_add_test(heap, the_loop_hands_out_what_is_due);
	suite_add_tcase(suite, heap);
	TCase *pace = tcase_create("interval");
	tcase_add_loop_test(pace, the_pace_follows_what_a_source_brings, 0, COUNT(paces));
	tcase_add_loop_test(pace, what_the_outlet_asks_for_is_a_lower_bound, 0, COUNT(bounds));
	tcase_add_test(pace, polls_are_jittered_and_first_ones_spread);
	tcase_add_test(pace, a_source_is_asked_without_validators_once_a_day);
	suite_add_tcase(suite, pace);
	return suite;
}
