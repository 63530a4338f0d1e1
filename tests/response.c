/* HTTP headers: the lines that count, Retry-After, and how long an answer is fresh. */
#include "fetch/response.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define NOW          1795478400 /* Tue, 24 Nov 2026 00:00:00 GMT */

static struct response
read_lines(const char *lines)
{
	struct response response = { 0 };
	while (*lines != '\0') {
		size_t length = strcspn(lines, "\n");
		length += lines[length] == '\n';
		response_line(&response, (struct slice){ lines, length });
		lines += length;
	}
	return response;
}

START_TEST(fields_are_read_whatever_their_case)
{
	struct response r = read_lines("HTTP/1.1 200 OK\r\n"
				       "content-type:text/html\r\n"
				       "CONTENT-ENCODING: \t br \r\n"
				       "ETag: W/\"a:b\"\r\n"
				       "Content-Length: 1234\r\n"
				       "X-Other: y\r\n"
				       "no field\r\n"
				       "\r\n");
	ck_assert_int_eq(r.status, 200);
	ck_assert_str_eq(r.content_type, "text/html");
	ck_assert_str_eq(r.content_encoding, "br");
	ck_assert_str_eq(r.etag, "W/\"a:b\"");
	ck_assert_int_eq(r.content_length, 1234);
	ck_assert_ptr_null(r.location);
	ck_assert(r.complete);
	response_release(&r);
}
END_TEST

START_TEST(an_interim_answer_is_forgotten_and_trailers_are_passed_over)
{
	struct response r = read_lines("HTTP/1.1 103 Early Hints\r\n"
				       "ETag: \"early\"\r\n"
				       "\r\n"
				       "HTTP/2 404\r\n"
				       "Location: /x\r\n"
				       "\r\n"
				       "ETag: \"trailer\"\r\n"
				       "HTTP/1.1 200 OK\r\n");
	ck_assert_int_eq(r.status, 404);
	ck_assert_ptr_null(r.etag);
	ck_assert_str_eq(r.location, "/x");
	ck_assert_int_eq(r.content_length, RESPONSE_UNKNOWN);
	ck_assert_uint_gt(r.bytes, 100);
	response_release(&r);
}
END_TEST

static const struct {
	const char *line;
	int status;
} statuses[] = {
	{ "HTTP/1.1 200 OK", 200 },
	{ "HTTP/1.0 301", 301 },
	{ "HTTP/3 503 Busy", 503 },
	{ "HTTP/1.1", 0 },
	{ "HTTP/1.1 20", 0 },
	{ "HTTP/1.1 abc", 0 },
	{ "HTTP/1.1 -20 x", 0 },
};

START_TEST(a_status_has_three_digits)
{
	struct response r = read_lines(statuses[_i].line);
	ck_assert_int_eq(r.status, statuses[_i].status);
	response_release(&r);
}
END_TEST

static const struct {
	const char *lines;
	int64_t seconds;
} retries[] = {
	{ "", RESPONSE_UNKNOWN },
	{ "Retry-After: 120\n", 120 },
	{ "Retry-After: 0\n", 0 },
	{ "Retry-After:\n", RESPONSE_UNKNOWN },
	{ "Retry-After: soon\n", RESPONSE_UNKNOWN },
	{ "Retry-After: -5\n", RESPONSE_UNKNOWN },
	{ "Retry-After: Tue, 24 Nov 2026 00:10:00 GMT\n", 600 },
	{ "Retry-After: Tuesday, 24-Nov-26 00:10:00 GMT\n", 600 },
	{ "Retry-After: Tue Nov 24 00:10:00 2026\n", 600 },
	{ "Retry-After: Mon, 23 Nov 2026 00:00:00 GMT\n", 0 },
	/* A server whose clock is wrong is right about the difference. */
	{ "Date: Sun, 01 Jan 2023 10:00:00 GMT\n"
	  "Retry-After: Sun, 01 Jan 2023 10:02:00 GMT\n",
		120 },
};

START_TEST(retry_after_is_seconds_or_a_date)
{
	char lines[256];
	snprintf(lines, sizeof(lines), "HTTP/1.1 503 Busy\n%s\n", retries[_i].lines);
	struct response r = read_lines(lines);
	ck_assert_msg(response_retry_after_s(&r, NOW) == retries[_i].seconds, "%s: %jd", lines,
		(intmax_t)response_retry_after_s(&r, NOW));
	response_release(&r);
}
END_TEST

static const struct {
	const char *lines;
	int64_t seconds;
} ages[] = {
	{ "", RESPONSE_UNKNOWN },
	{ "Cache-Control: max-age=300\n", 300 },
	{ "Cache-Control: public, MAX-AGE = 300 , must-revalidate\n", 300 },
	{ "Cache-Control: max-age=\"300\"\n", 300 },
	{ "Cache-Control: public\nCache-Control: max-age=300\n", 300 },
	{ "Cache-Control: s-maxage=9, max-age=300\n", 300 },
	{ "Cache-Control: max-age=300\nAge: 100\n", 200 },
	{ "Cache-Control: max-age=300\nAge: 1000\n", 0 },
	{ "Cache-Control: max-age=300, no-cache\n", 0 },
	{ "Cache-Control: no-store\n", 0 },
	{ "Cache-Control: max-age=x\n", RESPONSE_UNKNOWN },
	{ "Cache-Control: max-age=99999999999999999999\n", RESPONSE_UNKNOWN },
	{ "Cache-Control: max-age=300\nExpires: 0\n", 300 },
	{ "Expires: Tue, 24 Nov 2026 01:00:00 GMT\n", 3600 },
	{ "Date: Tue, 24 Nov 2026 00:30:00 GMT\nExpires: Tue, 24 Nov 2026 01:00:00 GMT\n", 1800 },
	{ "Expires: 0\n", 0 },
	{ "Expires: -1\n", 0 },
	{ "Expires: Thu, 19 Nov 1981 08:52:00 GMT\n", 0 },
};

START_TEST(an_answer_is_fresh_as_long_as_it_says)
{
	char lines[256];
	snprintf(lines, sizeof(lines), "HTTP/1.1 200 OK\n%s\n", ages[_i].lines);
	struct response r = read_lines(lines);
	ck_assert_msg(response_max_age_s(&r, NOW) == ages[_i].seconds, "%s: %jd", lines,
		(intmax_t)response_max_age_s(&r, NOW));
	response_release(&r);
}
END_TEST

Suite *
response_suite(void)
{
	Suite *suite = suite_create("response");
	TCase *tc = tcase_create("header");
	tcase_add_test(tc, fields_are_read_whatever_their_case);
	tcase_add_test(tc, an_interim_answer_is_forgotten_and_trailers_are_passed_over);
	tcase_add_loop_test(tc, a_status_has_three_digits, 0, COUNT(statuses));
	tcase_add_loop_test(tc, retry_after_is_seconds_or_a_date, 0, COUNT(retries));
	tcase_add_loop_test(tc, an_answer_is_fresh_as_long_as_it_says, 0, COUNT(ages));
	suite_add_tcase(suite, tc);
	return suite;
}
