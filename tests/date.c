/* Dates: of feeds, of meta tags, and in running text of many languages. */
#include "extract/date.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Values: what a feed or a tag gives as a date; times without zone are UTC here. */
static const struct {
	const char *value, *utc;
} values[] = {
	/* RFC 822 and its liberties */
	{ "Thu, 01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z" },
	{ "Thu, 01 Jan 2004 19:48:21 EST", "2004-01-02T00:48:21Z" },
	{ "Thu, 01 Jul 2004 19:48:21 ET", "2004-07-01T23:48:21Z" },
	{ "Thu, 01 Jan 2004 19:48:21 MET", "2004-01-01T18:48:21Z" },
	{ "Thu, 01 Jan 2004 19:48:21 +0200", "2004-01-01T17:48:21Z" },
	{ "Thu, 01 Jan 2004 19:48:21 -0800 (PST)", "2004-01-02T03:48:21Z" },
	{ "01 Jan 04 19:48 GMT", "2004-01-01T19:48:00Z" },
	{ "01 Jan 99 19:48 GMT", "1999-01-01T19:48:00Z" },
	{ "Thu, 01 Jan 2004", "2004-01-01T00:00:00Z" },
	{ "Thu, 1 January 2004 19:48:21 UT", "2004-01-01T19:48:21Z" },
	{ "Thu Jan 01 2004 19:48:21 GMT+0100 (CET)", "2004-01-01T18:48:21Z" },
	{ "Thursday, January 01, 2004 7:48:21 PM", "2004-01-01T19:48:21Z" },
	{ "Thu, 01 Jan 2004 24:00:00 GMT", "2004-01-02T00:00:00Z" },
	{ "Thu,01 Jan 2004 19:48:21 GMT", "2004-01-01T19:48:21Z" },
	{ "  Thu, 01 Jan 2004 19:48:21 Z\n", "2004-01-01T19:48:21Z" },
	{ "Fri, 08 Aug 2008 16:25:00 Etc/GMT", "2008-08-08T16:25:00Z" },
	{ "Thu, 01 Jan 2004 19:48:21 A", "2004-01-01T20:48:21Z" },
	{ "31 Jun 2004 10:00:00 GMT", "2004-07-01T10:00:00Z" },
	{ "29 Feb 2016 10:00:00 GMT", "2016-02-29T10:00:00Z" },
	{ "Thu, 01 Jan 2004 12:30:15 AT", "2004-01-01T16:30:15Z" },
	{ "Thu (the day), 01 Jan (a ((new) year)) 2004 19:48:21 +0000", "2004-01-01T19:48:21Z" },
	{ "Fri, 2006/09/15 08:19:53 EDT", "2006-09-15T12:19:53Z" },
	/* asctime() */
	{ "Sun Jan  4 16:29:06 2004", "2004-01-04T16:29:06Z" },
	{ "Sun Jan  4 16:29:06 PST 2004", "2004-01-05T00:29:06Z" },
	/* W3CDTF and ISO 8601 */
	{ "2003", "2003-01-01T00:00:00Z" },
	{ "2003-12", "2003-12-01T00:00:00Z" },
	{ "2003-12-31", "2003-12-31T00:00:00Z" },
	{ "2003-12-31T10:14Z", "2003-12-31T10:14:00Z" },
	{ "2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z" },
	{ "2003-12-31T10:14:55.1234Z", "2003-12-31T10:14:55Z" },
	{ "2003-12-31T18:14:55-04:00", "2003-12-31T22:14:55Z" },
	{ "2003-12-31T24:00:00Z", "2004-01-01T00:00:00Z" },
	{ "2003-12-31 10:14:55 +01:00", "2003-12-31T09:14:55Z" },
	{ "2003-12-31T10:14:55+0100", "2003-12-31T09:14:55Z" },
	{ "2003-12-31T10:14:55+01", "2003-12-31T09:14:55Z" },
	{ "2003-12-31 10:14:55 CEST", "2003-12-31T08:14:55Z" },
	{ "2003-12-31t10:14:55z", "2003-12-31T10:14:55Z" },
	{ "20031231", "2003-12-31T00:00:00Z" },
	{ "20031231T101455Z", "2003-12-31T10:14:55Z" },
	{ "2003-335", "2003-12-01T00:00:00Z" },
	{ "2003335", "2003-12-01T00:00:00Z" },
	{ "03-12-31", "2003-12-31T00:00:00Z" },
	{ "2003-W01-1", "2002-12-30T00:00:00Z" },
	{ "2004-W53-7", "2005-01-02T00:00:00Z" },
	{ "2015W404", "2015-10-01T00:00:00Z" },
	{ "2003-W40", "2003-09-29T00:00:00Z" },
	{ "2003W40", "2003-09-29T00:00:00Z" },
	{ "03335", "2003-12-01T00:00:00Z" },
	{ "2003-12-31T10", "2003-12-31T10:00:00Z" },
	{ "2003-12-31T10+01:00", "2003-12-31T09:00:00Z" },
	{ "0312", "2003-12-01T00:00:00Z" },
	{ "-0312", "2003-12-01T00:00:00Z" },
	{ "-03-12-31", "2003-12-31T00:00:00Z" },
	{ "2003-365T10:14:55Z", "2003-12-31T10:14:55Z" },
	{ "2004-W01-3T10:14+01:00", "2003-12-31T09:14:00Z" },
	{ "2003-12-31T25:14:55Z", "2004-01-01T01:14:55Z" },
	{ "2003-12-31T10:61:55Z", "2003-12-31T11:01:55Z" },
	{ "2003-12-31T10:14:61Z", "2003-12-31T10:15:01Z" },
	{ "2004-07-08 23:56:58.0", "2004-07-08T23:56:58Z" },
	/* numbers */
	{ "1443576000", "2015-09-30T01:20:00Z" },
	{ "1443576000123", "2015-09-30T01:20:00Z" },
	{ "1443576000.123", "2015-09-30T01:20:00Z" },
	{ "1/4/2004 4:29:06 PM", "2004-01-04T16:29:06Z" },
	{ "25/12/2004 16:29", "2004-12-25T16:29:00Z" },
	/* other tongues */
	{ "Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z" },
	{ "2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z" },
	{ "2004-05-25 오후 11:23:17", "2004-05-25T14:23:17Z" },
	{ "2004년 05월 28일 01:31:15", "2004-05-27T16:31:15Z" },
	{ "mer, 30 sept. 2015 09:20:00 +0200", "2015-09-30T07:20:00Z" },
	{ "수, 30 9월 2015 09:20:00 +0900", "2015-09-30T00:20:00Z" },
	{ "水, 30 9 2015 09:20:00 +0900", "2015-09-30T00:20:00Z" },
	{ "週三, 30 九月 2015 09:20:00 +0800", "2015-09-30T01:20:00Z" },
	{ "ср, 30 сен 2015 09:20:00 +0300", "2015-09-30T06:20:00Z" },
	{ "Wed, 30 Sep 2558 09:20:00 +0700", "2015-09-30T02:20:00Z" },
	{ "Published on Thu, 1 Jan 2004", "2004-01-01T00:00:00Z" },
};

START_TEST(reads_values)
{
	char text[CLOCK_TEXT_BYTES];
	int64_t seconds = date_moment(slice_of(values[_i].value), DATE_MONTH_FIRST, NULL);
	ck_assert_msg(seconds != CLOCK_NEVER, "no date in: %s", values[_i].value);
	ck_assert_msg(strcmp(clock_format(seconds, text), values[_i].utc) == 0, "%s is not %s",
		values[_i].value, text);
}
END_TEST

static const char *const no_values[] = { "", " ", "yesterday", "12345678901234567890", "2015-13-45",
	"0000", "0099", "2003-000", "2003-W00-1", "2003-W54", "2003-W01-0", "32 Jan 2004",
	"31 Feb 2015", "Tue, 31 Feb 2015 10:00:00 GMT", "2015-02-30T10:00:00Z", "20150231",
	"(2015)", "99:99", "30 Brumaire 2004", "Mon, 01 Jan 0001 00:00:00 +0000",
	"Mon, 30 Nov -0001 00:00:00 +0000", "0000-00-00T00:00:00Z", "-", "\xFF\xFE" };

START_TEST(takes_no_date_from_other_values)
{
	struct date date;
	ck_assert_msg(!date_read(slice_of(no_values[_i]), DATE_DAY_FIRST, &date),
		"%s gave %d-%d-%d", no_values[_i], date.year, date.month, date.day);
}
END_TEST

/* Running text: each says the same moment of 2015-09-30, 09:20 unless another is given. */
static const struct {
	const char *text;
	const char *expected; /* NULL: "2015-09-30 09:20"; then the offset in minutes, if named */
} texts[] = {
	{ "Updated: 2015-09-30 09:20", NULL },
	{ "(China Example) Updated: 2015-09-30 09:20:31 Comments (12)", "2015-09-30 09:20:31" },
	{ "September 30, 2015 9:20 pm EDT", "2015-09-30 21:20 zone" },
	{ "By A. Writer | Sept. 30, 2015 at 9:20 a.m. | Filed under: World", NULL },
	{ "Published 09:20, 30 Sep 2015", NULL },
	{ "11:00 AM PDT • September 30, 2015", "2015-09-30 11:00 zone" },
	{ "09:20, Wed, Sep 30, 2015", NULL },
	{ "Wednesday 30 September 2015 09:20 GMT+1", "2015-09-30 09:20 +60" },
	{ "Wed 30 Sep 2015 09.20 CET", "2015-09-30 09:20 zone" },
	{ "Posted on 30th September, 2015", "2015-09-30" },
	{ "30/09/2015 - 09:20 UTC+1", "2015-09-30 09:20 +60" },
	{ "Sep 30, 2015, 14:04 IST", "2015-09-30 14:04 zone" },
	{ "30. September 2015, 09:20 Uhr", NULL },
	{ "Stand: 30.09.2015 09:20 Uhr", NULL },
	{ "Mi, 30.09.2015, 9.20 Uhr", NULL },
	{ "30.09.15 | 09:20", NULL },
	{ "Aktualisiert am 30. September 2015, 9:20 Uhr", NULL },
	{ "Sendung vom 30.09.2015 | 3:18 min", "2015-09-30" },
	{ "12. MÄR 2015 18:03", "2015-03-12 18:03" },
	{ "Publié le 30 sept. 2015 à 09h20", NULL },
	{ "Mis à jour le 1er août 2015 à 9 h 20", "2015-08-01 09:20" },
	{ "30 de septiembre de 2015 a las 9:20", NULL },
	{ "30 de septiembre de 2015 a las 9:20 a. m.", NULL },
	{ "Septiembre 30, 2015 09:20 p. m.", "2015-09-30 21:20" },
	{ "30 de setembre de 2015, a les 09:20", NULL },
	{ "30 sep 2015 - 09:20h", NULL },
	{ "30 de setembro de 2015 às 9h20", NULL },
	{ "30 settembre 2015, ore 9:20", NULL },
	{ "30 september 2015 om 09:20", NULL },
	{ "Publicerad 30 sep 2015 kl 09.20", NULL },
	{ "onsdag 30. september 2015 - 09:20", NULL },
	{ "30/09/2015 KL. 09:20", NULL },
	{ "30.9.2015 klo 9.20", NULL },
	{ "30 września 2015, 09:20", NULL },
	{ "30. září 2015 9:20", NULL },
	{ "30. 9. 2015, 9:20", NULL },
	{ "2015. szeptember 30., szerda 09:20", NULL },
	{ "2015 m. rugsėjo 30 d. 09:20", NULL },
	{ "2015. gada 30. septembris, 09:20", NULL },
	{ "30. septembril 2015 kell 09:20", "2015-09-30 09:20" },
	{ "30 septembrie 2015, 09:20", NULL },
	{ "30. rujna 2015. u 09:20", NULL },
	{ "30 Eylül 2015 09:20", NULL },
	{ "30 Kasım 2015 Çarşamba 09:20", "2015-11-30 09:20" },
	{ "30 Σεπτεμβρίου 2015, 09:20", NULL },
	{ "30 сентября 2015, 09:20", NULL },
	{ "30 сентября 2015 г. в 09:20 МСК", "2015-09-30 09:20 zone" },
	{ "30 вересня 2015, 09:20", NULL },
	{ "2015年09月30日 09:20", NULL },
	{ "2015年9月30日(水) 9時20分", NULL },
	{ "令和2年9月30日 午後9時20分", "2020-09-30 21:20" },
	{ "２０１５年９月３０日", "2015-09-30" },
	{ "2015. 9. 30. 오전 9:20", NULL },
	{ "입력 2015.09.30. 오후 9:20", "2015-09-30 21:20" },
	{ "2015년 9월 30일 09:20", NULL },
	{ "2015/9/30 9:20（最終更新 9/30 10:00）", NULL },
	{ "Thứ tư, 30/9/2015, 09:20 (GMT+7)", "2015-09-30 09:20 +420" },
	{ "30 tháng 9 năm 2015, 09:20", NULL },
	{ "30 ก.ย. 2558 09.20 น.", NULL },
	{ "30 กันยายน 2558 เวลา 09:20", NULL },
	{ "30 سبتمبر 2015 09:20", NULL },
	{ "٣٠ أيلول/سبتمبر ٢٠١٥", "2015-09-30" },
	{ "30 تشرين الأول 2015", "2015-10-30" },
	{ "۸ مهر ۱۳۹۴ - ۰۹:۲۰", NULL },
	{ "30 सितंबर 2015, 09:20", NULL },
	{ "৩০ সেপ্টেম্বর ২০১৫", "2015-09-30" },
	{ "30 בספטמבר 2015, 09:20", NULL },
	{ "30 September 2015 pukul 09.20 WIB", "2015-09-30 09:20 zone" },
	{ "Rabu, 30 Sep 2015 09:20 WIB", "2015-09-30 09:20 zone" },
	{ "2015-09-30T09:20:00+08:00 is when", "2015-09-30 09:20:00 +480" },
	{ "From 28-30 September 2015 in town", "2015-09-30" },
	{ "30-Sep-2015 09:20", NULL },
};

static void
describe(const struct date *date, char *out, size_t size)
{
	int length = snprintf(out, size, "%04d-%02d-%02d", date->year, date->month, date->day);
	if (date->precision >= DATE_MINUTE)
		length += snprintf(out + length, size - (size_t)length, " %02d:%02d", date->hour,
			date->minute);
	if (date->precision == DATE_SECOND)
		length += snprintf(out + length, size - (size_t)length, ":%02d", date->second);
	if (date->zone != NULL)
		snprintf(out + length, size - (size_t)length, " zone");
	else if (date->has_zone)
		snprintf(out + length, size - (size_t)length, " %+d", date->offset_minutes);
}

START_TEST(finds_dates_in_text)
{
	struct date date;
	char found[80];
	const char *expected = texts[_i].expected != NULL ? texts[_i].expected : "2015-09-30 09:20";
	ck_assert_msg(date_find(slice_of(texts[_i].text), DATE_DAY_FIRST, 0, &date), "none in: %s",
		texts[_i].text);
	describe(&date, found, sizeof(found));
	ck_assert_msg(strcmp(found, expected) == 0, "%s: %s instead of %s", texts[_i].text, found,
		expected);
}
END_TEST

static const char *const no_texts[] = { "3,500 people in 2015", "Tel. 030 12 34 56",
	"Version 1.2.3", "Read 10:30 of it", "The 30 best films", "In September 2015 it rained",
	"1-2-3", "31 February 2015", "29 February 2015", "192.168.10.15", "$14.99, #559393",
	"30 in 2015" };

START_TEST(finds_no_date_in_other_text)
{
	struct date date;
	ck_assert_msg(!date_find(slice_of(no_texts[_i]), DATE_DAY_FIRST, 0, &date), "%s: %d-%d-%d",
		no_texts[_i], date.year, date.month, date.day);
}
END_TEST

START_TEST(goes_on_behind_the_first)
{
	struct slice text = slice_of("Published 30 Sep 2015 09:20, updated: 1 Oct 2015 10:00, end");
	struct date date;
	ck_assert(date_find(text, DATE_DAY_FIRST, 0, &date));
	ck_assert_uint_eq(date.start, strlen("Published "));
	ck_assert_uint_eq(date.length, strlen("30 Sep 2015 09:20"));
	size_t behind = date.start + date.length;
	text = (struct slice){ text.data + behind, text.length - behind };
	ck_assert(date_find(text, DATE_DAY_FIRST, 0, &date));
	ck_assert_int_eq(date.month, 10);
	behind = date.start + date.length;
	text = (struct slice){ text.data + behind, text.length - behind };
	ck_assert(!date_find(text, DATE_DAY_FIRST, 0, &date));
}
END_TEST

START_TEST(orders_numbers_by_language)
{
	struct date date;
	struct slice text = slice_of("02/03/2015");
	ck_assert(date_find(text, date_order_of("en-US", NULL), 0, &date));
	ck_assert_int_eq(date.month, 2);
	ck_assert(date_find(text, date_order_of("en-GB", NULL), 0, &date));
	ck_assert_int_eq(date.month, 3);
	ck_assert(date_find(text, date_order_of("en", "Asia/Kolkata"), 0, &date));
	ck_assert_int_eq(date.month, 3);
	ck_assert(date_find(text, date_order_of("en", "America/New_York"), 0, &date));
	ck_assert_int_eq(date.month, 2);
	ck_assert(date_find(text, date_order_of("fr", NULL), 0, &date));
	ck_assert_int_eq(date.month, 3);
}
END_TEST

START_TEST(zones_mean_what_the_outlet_means)
{
	struct date date;
	char text[CLOCK_TEXT_BYTES];
	ck_assert(date_find(slice_of("30 Sep 2015 14:00 IST"), DATE_DAY_FIRST, 0, &date));
	ck_assert_str_eq(clock_format(date_seconds(&date, NULL), text), "2015-09-30T08:30:00Z");
	ck_assert_str_eq(
		clock_format(date_seconds(&date, "Europe/Dublin"), text), "2015-09-30T13:00:00Z");
	ck_assert(date_find(slice_of("30 Sep 2015 14:00"), DATE_DAY_FIRST, 0, &date));
	ck_assert(!date.has_zone);
	ck_assert_str_eq(
		clock_format(date_seconds(&date, "Asia/Shanghai"), text), "2015-09-30T06:00:00Z");
}
END_TEST

START_TEST(a_date_without_a_year_is_taken_where_asked)
{
	struct date date;
	struct slice text = slice_of("Dec. 30, 9:20 am");
	ck_assert(!date_find(text, DATE_DAY_FIRST, 0, &date));
	ck_assert(date_find(text, DATE_DAY_FIRST, DATE_YEARLESS, &date));
	ck_assert_int_eq(date.hour, 9);
	ck_assert(date_seconds(&date, NULL) == CLOCK_NEVER);
	ck_assert_int_eq(date.year, 0);
	ck_assert(date_find(slice_of("9月30日"), DATE_DAY_FIRST, DATE_YEARLESS, &date));
	ck_assert_int_eq(date.month, 9);
	ck_assert_int_eq(date.day, 30);
}
END_TEST

START_TEST(listopad_is_by_country)
{
	struct date date;
	struct slice text = slice_of("30. listopada 2015");
	ck_assert(date_find(text, DATE_DAY_FIRST, 0, &date));
	ck_assert_int_eq(date.month, 11);
	ck_assert(date_find(text, DATE_DAY_FIRST, DATE_CROATIAN, &date));
	ck_assert_int_eq(date.month, 10);
}
END_TEST

Suite *
date_suite(void)
{
	Suite *suite = suite_create("date");
	TCase *tc = tcase_create("date");
	tcase_add_loop_test(tc, reads_values, 0, COUNT(values));
	tcase_add_loop_test(tc, takes_no_date_from_other_values, 0, COUNT(no_values));
	tcase_add_loop_test(tc, finds_dates_in_text, 0, COUNT(texts));
	tcase_add_loop_test(tc, finds_no_date_in_other_text, 0, COUNT(no_texts));
	tcase_add_test(tc, goes_on_behind_the_first);
	tcase_add_test(tc, orders_numbers_by_language);
	tcase_add_test(tc, zones_mean_what_the_outlet_means);
	tcase_add_test(tc, a_date_without_a_year_is_taken_where_asked);
	tcase_add_test(tc, listopad_is_by_country);
	suite_add_tcase(suite, tc);
	return suite;
}
