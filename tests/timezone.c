/* Time zones: there and back, gaps and doubles, zones of countries. */
#include "extract/timezone.h"

#include <check.h>

#include "base/clock.h"

static const struct {
	const char *zone;
	int year, month, day, hour, minute;
	const char *utc;
} local_times[] = {
	{ "Asia/Shanghai", 2015, 9, 30, 9, 20, "2015-09-30T01:20:00Z" },
	{ "Europe/Berlin", 2015, 7, 1, 12, 0, "2015-07-01T10:00:00Z" },
	{ "Europe/Berlin", 2015, 12, 1, 12, 0, "2015-12-01T11:00:00Z" },
	{ "Europe/Berlin", 2015, 3, 29, 2, 30, "2015-03-29T01:30:00Z" }, /* skipped by the clocks */
	{ "Europe/Berlin", 2015, 10, 25, 2, 30, "2015-10-25T00:30:00Z" }, /* twice: the first */
	{ "America/New_York", 2015, 9, 30, 21, 20, "2015-10-01T01:20:00Z" },
	{ "Asia/Kathmandu", 2015, 9, 30, 9, 20, "2015-09-30T03:35:00Z" },
	{ "US/Eastern", 2015, 1, 1, 0, 0, "2015-01-01T05:00:00Z" },
	/* Rules that ICU 72 does not know. */
	{ "America/Mexico_City", 2022, 7, 1, 12, 0, "2022-07-01T17:00:00Z" },
	{ "America/Mexico_City", 2024, 7, 1, 12, 0, "2024-07-01T18:00:00Z" },
	{ "America/Ciudad_Juarez", 2024, 7, 1, 12, 0, "2024-07-01T18:00:00Z" },
	{ "America/Asuncion", 2025, 6, 1, 12, 0, "2025-06-01T15:00:00Z" },
	{ "Asia/Almaty", 2024, 2, 1, 12, 0, "2024-02-01T06:00:00Z" },
	{ "Asia/Almaty", 2024, 4, 1, 12, 0, "2024-04-01T07:00:00Z" },
	{ "Africa/Cairo", 2022, 7, 1, 12, 0, "2022-07-01T10:00:00Z" },
	{ "Africa/Cairo", 2024, 4, 25, 12, 0, "2024-04-25T10:00:00Z" },
	{ "Africa/Cairo", 2024, 4, 26, 12, 0, "2024-04-26T09:00:00Z" },
	{ "Africa/Cairo", 2024, 10, 31, 12, 0, "2024-10-31T09:00:00Z" },
	{ "Africa/Cairo", 2024, 11, 1, 12, 0, "2024-11-01T10:00:00Z" },
	{ "Mars/Olympus", 2015, 1, 1, 0, 0, "2015-01-01T00:00:00Z" },
	{ NULL, 2015, 1, 1, 0, 0, "2015-01-01T00:00:00Z" },
};

START_TEST(reads_local_times)
{
	int64_t local = clock_from_civil(local_times[_i].year, local_times[_i].month,
		local_times[_i].day, local_times[_i].hour, local_times[_i].minute, 0);
	char text[CLOCK_TEXT_BYTES];
	clock_format(timezone_to_utc(local_times[_i].zone, local), text);
	ck_assert_str_eq(text, local_times[_i].utc);
}
END_TEST

static const struct {
	const char *host, *zone;
} hosts[] = {
	{ "www.zeitung.example.de", "Europe/Berlin" },
	{ "news.example.co.uk", "Europe/London" },
	{ "example.jp", "Asia/Tokyo" },
	{ "www.example.com.cn", "Asia/Shanghai" },
	{ "example.es", "Europe/Madrid" },
	{ "example.in.", "Asia/Kolkata" },
	{ "www.example.ru", "Europe/Moscow" },
	{ "example.com.br", "America/Sao_Paulo" },
	{ "example.mx", "America/Mexico_City" },
	{ "example.kz", "Asia/Almaty" },
	{ "example.ca", NULL },
	{ "example.com.au", NULL },
	{ "example.us", NULL },
	{ "example.com", NULL },
	{ "example.tv", NULL },
	{ "example.co", NULL },
	{ "diario.com.co", "America/Bogota" },
	{ "de", NULL },
	{ "", NULL },
	{ "192.0.2.11", NULL },
};

START_TEST(knows_the_only_zone_of_a_country)
{
	char zone[TIMEZONE_NAME_BYTES] = "left alone";
	bool found = timezone_of_host(slice_of(hosts[_i].host), zone);
	ck_assert_msg(found == (hosts[_i].zone != NULL), "%s: %s", hosts[_i].host, zone);
	/* ICU may name a zone by an older spelling: the clocks decide. */
	if (found) {
		ck_assert_int_eq(timezone_offset_s(zone, 1443576000),
			timezone_offset_s(hosts[_i].zone, 1443576000));
		ck_assert_int_eq(timezone_offset_s(zone, 1448846400),
			timezone_offset_s(hosts[_i].zone, 1448846400));
	} else {
		ck_assert_str_eq(zone, "left alone");
	}
}
END_TEST

#define COUNTRIES ('z' - 'a' + 1)

/* The only zone of the n-th pair of letters, as a country; "" where it has none. */
static void
zone_of_pair(int n, char zone[TIMEZONE_NAME_BYTES])
{
	char host[] = "news.example.com.aa";
	host[sizeof(host) - 3] = (char)('a' + n / COUNTRIES);
	host[sizeof(host) - 2] = (char)('a' + n % COUNTRIES);
	zone[0] = '\0';
	timezone_of_host(slice_of(host), zone);
}

START_TEST(more_countries_than_are_remembered_stay_right)
{
	static char first[COUNTRIES * COUNTRIES][TIMEZONE_NAME_BYTES];
	char again[TIMEZONE_NAME_BYTES];
	for (int n = 0; n < COUNTRIES * COUNTRIES; n++)
		zone_of_pair(n, first[n]);
	for (int n = COUNTRIES * COUNTRIES - 1; n >= 0; n--) {
		zone_of_pair(n, again);
		ck_assert_str_eq(again, first[n]);
		zone_of_pair(n, again);
		ck_assert_str_eq(again, first[n]);
	}
	/* "at" and "fr", whatever else was asked between. */
	zone_of_pair(19, again);
	ck_assert_str_eq(again, "Europe/Vienna");
	zone_of_pair(5 * COUNTRIES + 17, again);
	ck_assert_str_eq(again, "Europe/Paris");
}
END_TEST

static const struct {
	const char *locale, *zone;
} locales[] = {
	{ "de_AT", "Europe/Vienna" },
	{ "es-UY", "America/Montevideo" },
	{ "pl_pl", "Europe/Warsaw" },
	{ "es_ES", NULL },
	{ "en-US", NULL },
	{ "de", NULL },
	{ "de_1T", NULL },
	{ "zh-Hans", NULL },
	{ "", NULL },
	{ NULL, NULL },
};

START_TEST(knows_the_zone_of_a_locale)
{
	char zone[TIMEZONE_NAME_BYTES] = "left alone";
	bool found = timezone_of_locale(locales[_i].locale, zone);
	ck_assert_int_eq(found, locales[_i].zone != NULL);
	ck_assert_str_eq(zone, found ? locales[_i].zone : "left alone");
}
END_TEST

START_TEST(tells_zones_from_other_words)
{
	ck_assert(timezone_known("Asia/Tokyo"));
	ck_assert(timezone_known("America/Ciudad_Juarez"));
	ck_assert(timezone_known("UTC"));
	ck_assert(!timezone_known("Asia/Nowhere"));
	ck_assert(!timezone_known("GMT+5:30"));
	ck_assert(!timezone_known(""));
	ck_assert(!timezone_known(NULL));
	ck_assert(!timezone_known("\xC3\xA9"));
}
END_TEST

START_TEST(more_zones_than_are_cached_stay_right)
{
	static const char *const zones[] = { "Asia/Tokyo", "Asia/Seoul", "Asia/Shanghai",
		"Asia/Manila", "Asia/Jakarta", "Asia/Dhaka", "Asia/Karachi", "Asia/Dubai",
		"Europe/Moscow", "Africa/Cairo", "Africa/Lagos", "UTC" };
	static const int hours[] = { 9, 9, 8, 8, 7, 6, 5, 4, 3, 2, 1, 0 };
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < sizeof(hours) / sizeof(hours[0]); i++)
			ck_assert_int_eq(timezone_offset_s(zones[i], 1448846400), hours[i] * 3600);
	}
}
END_TEST

Suite *
timezone_suite(void)
{
	Suite *suite = suite_create("timezone");
	TCase *tc = tcase_create("timezone");
	tcase_add_loop_test(tc, reads_local_times, 0, sizeof(local_times) / sizeof(local_times[0]));
	tcase_add_loop_test(
		tc, knows_the_only_zone_of_a_country, 0, sizeof(hosts) / sizeof(hosts[0]));
	tcase_add_loop_test(
		tc, knows_the_zone_of_a_locale, 0, sizeof(locales) / sizeof(locales[0]));
	tcase_add_test(tc, tells_zones_from_other_words);
	tcase_add_test(tc, more_zones_than_are_cached_stay_right);
	tcase_add_test(tc, more_countries_than_are_remembered_stay_right);
	suite_add_tcase(suite, tc);
	return suite;
}
