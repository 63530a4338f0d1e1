/* Times told by now, in the languages that tell them so. Now is 2024-05-12 15:30 UTC, a Sunday. */
#include "extract/ago.h"

#include <check.h>
#include <stdio.h>

#include "base/clock.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static int64_t
now(void)
{
	return clock_from_civil(2024, 5, 12, 15, 30, 0);
}

/* "2024-05-12 13:30", with "~" before it where it is not told to the minute. */
static const char *
shown(const struct date *date)
{
	static char text[64];
	snprintf(text, sizeof(text), "%s%04d-%02d-%02d %02d:%02d",
		date->precision >= DATE_MINUTE ? "" : "~", date->year, date->month, date->day,
		date->hour, date->minute);
	return text;
}

static const struct {
	const char *text, *wanted;
} told[] = {
	{ "2 hours ago", "~2024-05-12 13:30" },
	{ "Published 14 minutes ago", "2024-05-12 15:16" },
	{ "3h ago", "~2024-05-12 12:30" },
	{ "an hour ago", "~2024-05-12 14:30" },
	{ "2 days ago", "~2024-05-10 00:00" },
	{ "just now", "2024-05-12 15:30" },
	{ "Today at 9:20 am", "2024-05-12 09:20" },
	{ "yesterday", "~2024-05-11 00:00" },
	{ "vor 3 Stunden", "~2024-05-12 12:30" },
	{ "vor einer Stunde", "~2024-05-12 14:30" },
	{ "Heute, 12:37 Uhr", "2024-05-12 12:37" },
	{ "Online seit heute, 7.57 Uhr", "2024-05-12 07:57" },
	{ "Gestern um 18:05", "2024-05-11 18:05" },
	{ "il y a 3 heures", "~2024-05-12 12:30" },
	{ "Publié aujourd’hui à 12h30", "2024-05-12 12:30" },
	{ "hace 5 minutos", "2024-05-12 15:25" },
	{ "hoy, 9:20", "2024-05-12 09:20" },
	{ "há 2 horas", "~2024-05-12 13:30" },
	{ "3 ore fa", "~2024-05-12 12:30" },
	{ "2 uur geleden", "~2024-05-12 13:30" },
	{ "för 3 timmar sedan", "~2024-05-12 12:30" },
	{ "for 20 minutter siden", "2024-05-12 15:10" },
	{ "3 tuntia sitten", "~2024-05-12 12:30" },
	{ "2 godziny temu", "~2024-05-12 13:30" },
	{ "godzinę temu", "~2024-05-12 14:30" },
	{ "před 5 minutami", "2024-05-12 15:25" },
	{ "3 órája", "" },
	{ "acum 2 ore", "~2024-05-12 13:30" },
	{ "5 минут назад", "2024-05-12 15:25" },
	{ "вчера, 18:05", "2024-05-11 18:05" },
	{ "2 години тому", "~2024-05-12 13:30" },
	{ "πριν 2 ώρες", "~2024-05-12 13:30" },
	{ "3 saat önce", "~2024-05-12 12:30" },
	{ "2 jam lalu", "~2024-05-12 13:30" },
	{ "10 phút trước", "2024-05-12 15:20" },
	{ "3小时前", "~2024-05-12 12:30" },
	{ "5分前", "2024-05-12 15:25" },
	{ "3시간 전", "~2024-05-12 12:30" },
	{ "今日 09:20", "2024-05-12 09:20" },
	{ "منذ ٣ ساعات", "~2024-05-12 12:30" },
	{ "منذ ساعتين", "~2024-05-12 13:30" },
	{ "לפני 3 שעות", "~2024-05-12 12:30" },
	{ "5 मिनट पहले", "2024-05-12 15:25" },
	{ "2 दिन पहले", "~2024-05-10 00:00" },
	{ "3 minutes", "" },
	{ "5 minute read", "" },
	{ "30 years of friendship", "" },
	{ "The Today show", "" },
	{ "What happened today in the harbour town", "" },
	{ "", "" },
};

START_TEST(tells_the_time_by_now)
{
	struct date date;
	bool found = ago_find(slice_of(told[_i].text), now(), NULL, &date);
	ck_assert_msg(found == (told[_i].wanted[0] != '\0'), "%s: %s", told[_i].text,
		found ? shown(&date) : "none");
	if (found)
		ck_assert_msg(strcmp(shown(&date), told[_i].wanted) == 0, "%s: %s, not %s",
			told[_i].text, shown(&date), told[_i].wanted);
}
END_TEST

START_TEST(counts_days_by_the_zone)
{
	struct date date;
	/* In Tokyo it is the 13th already. */
	ck_assert(ago_find(SLICE("今日 00:10"), now(), "Asia/Tokyo", &date));
	ck_assert_str_eq(shown(&date), "2024-05-13 00:10");
	ck_assert(ago_find(SLICE("2 hours ago"), now(), "Asia/Tokyo", &date));
	ck_assert_int_eq(date_seconds(&date, "Asia/Tokyo"), now() - 2 * 3600);
}
END_TEST

START_TEST(leaves_weeks_and_months_vague)
{
	struct date date;
	ck_assert(ago_find(SLICE("3 weeks ago"), now(), NULL, &date));
	ck_assert_int_eq(date.precision, DATE_MONTH);
}
END_TEST

static const struct {
	const char *text, *wanted;
} clocks[] = {
	{ "12:43", "2024-05-12 12:43" },
	{ "Stand: 10:49 Uhr", "2024-05-12 10:49" },
	{ "aktualizováno • 12:56", "2024-05-12 12:56" },
	/* Later than now: the day before. */
	{ "18:00", "2024-05-11 18:00" },
	{ "12:43 to 14:00, every day of the week but Sunday", "" },
	{ "43", "" },
	{ "", "" },
};

START_TEST(takes_a_time_of_day_for_the_last_one)
{
	struct date date;
	bool found = ago_clock(slice_of(clocks[_i].text), now(), NULL, &date);
	ck_assert_msg(found == (clocks[_i].wanted[0] != '\0'), "%s", clocks[_i].text);
	if (found)
		ck_assert_str_eq(shown(&date), clocks[_i].wanted);
}
END_TEST

Suite *
ago_suite(void)
{
	Suite *suite = suite_create("ago");
	TCase *tc = tcase_create("ago");
	tcase_add_loop_test(tc, tells_the_time_by_now, 0, (int)COUNT(told));
	tcase_add_test(tc, counts_days_by_the_zone);
	tcase_add_test(tc, leaves_weeks_and_months_vague);
	tcase_add_loop_test(tc, takes_a_time_of_day_for_the_last_one, 0, (int)COUNT(clocks));
	suite_add_tcase(suite, tc);
	return suite;
}
