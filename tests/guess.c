/* What a probe guesses: an outlet's id from its host, its zone from its clock and language. */
#include <check.h>

#include "base/clock.h"
#include "fixture/arena.h"
#include "probe/internal.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct {
	const char *host, *id;
} ids[] = {
	{ "gazette.example", "gazette" },
	{ "www.gazette.example", "gazette" },
	{ "m.gazette.co.uk", "gazette" },
	{ "news.gazette.co.uk", "gazette-news" },
	{ "arabic.tv.gazette.com", "gazette-tv-arabic" },
	{ "www2.gazette.or.jp", "gazette" },
	{ "xn--e1afmkfd.example", "xn-e1afmkfd" },
	{ "192.0.2.7", "192-0-2-7" },
	{ "[2001:db8::7]", "2001-db8-7" },
	{ "localhost", "localhost" },
};

START_TEST(makes_an_id_of_a_host)
{
	ck_assert_str_eq(draft_id(arena, ids[_i].host), ids[_i].id);
}
END_TEST

static const struct {
	int offset_s;
	const char *at, *language, *zone;
} zones[] = {
	{ 28800, "2026-11-24T00:00:00Z", "zh-TW", "Asia/Shanghai" },
	{ 0, "2026-11-24T00:00:00Z", "en", "Europe/London" },
	{ -18000, "2026-11-24T00:00:00Z", "en-US", "America/New_York" },
	{ -18000, "2026-07-24T00:00:00Z", "en-US", "America/Chicago" },
	{ 3600, "2026-11-24T00:00:00Z", "de", "Europe/Berlin" },
	{ 7200, "2026-07-24T00:00:00Z", "de-AT", "Europe/Berlin" },
	{ -10800, "2026-11-24T00:00:00Z", "es", "America/Argentina/Buenos_Aires" },
	{ 25200, "2026-11-24T00:00:00Z", "de", NULL },
	{ 28800, "2026-11-24T00:00:00Z", NULL, NULL },
	{ 28800, "2026-11-24T00:00:00Z", "zhx", NULL },
};

START_TEST(guesses_the_zone_by_offset_and_language)
{
	int64_t at;
	ck_assert(clock_read(slice_of(zones[_i].at), &at));
	ck_assert_pstr_eq(
		zone_of_offset(zones[_i].offset_s, at, zones[_i].language), zones[_i].zone);
}
END_TEST

Suite *
guess_suite(void)
{
	Suite *suite = suite_create("guess");
	TCase *tc = tcase_create("guess");
	tcase_add_checked_fixture(tc, arena_set_up, arena_tear_down);
	tcase_add_loop_test(tc, makes_an_id_of_a_host, 0, (int)COUNT(ids));
	tcase_add_loop_test(tc, guesses_the_zone_by_offset_and_language, 0, (int)COUNT(zones));
	suite_add_tcase(suite, tc);
	return suite;
}
