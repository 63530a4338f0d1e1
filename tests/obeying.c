/* robots.txt over real sockets: when it is asked for, and what is asked for after it. */
#include "fetching.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct fetch_robots reported;
static size_t report_count, reported_sitemaps;
static char reported_origin[64];

static void
on_robots(const struct fetch_robots *report, void *arg)
{
	ck_assert_ptr_eq(arg, &report_count);
	report_count++;
	reported = *report;
	reported_sitemaps = report->sitemap_count;
	snprintf(reported_origin, sizeof(reported_origin), "%s", report->origin);
}

static size_t
ask_page(const char *url)
{
	return ask(&(struct fetch_request){ .url = url });
}

START_TEST(robots_txt_is_asked_once_and_obeyed)
{
	options.on_robots = on_robots;
	options.arg = &report_count;
	report_count = 0;
	reconfigure();
	server_put(server, "a.example", "/robots.txt", 0, NULL,
		"Sitemap: http://a.example/s.xml\nUser-agent: newswired\nDisallow: /no\n");
	server_put(server, "a.example", "/yes", 0, NULL, "y");
	ask_page("http://a.example/no/1");
	ask_page("http://a.example/yes");
	ask_page("http://a.example/no/2");
	ask_for("http://a.example/no/source");
	wait_for_all();
	ck_assert_int_eq(answers[0].outcome, FETCH_ROBOTS_DENIED);
	ck_assert_int_eq(answers[0].err.kind, ERR_REFUSED);
	ck_assert_int_eq(answers[1].outcome, FETCH_OK);
	ck_assert_int_eq(answers[2].outcome, FETCH_ROBOTS_DENIED);
	ck_assert_int_eq(answers[0].first_refusal + answers[2].first_refusal, 1);
	ck_assert_int_eq(answers[3].status, 404); /* the operator's word */
	ck_assert_uint_eq(server_count(server, "a.example", "/robots.txt"), 1);
	ck_assert_uint_eq(server_count(server, "a.example", NULL), 3);
	ck_assert_uint_eq(report_count, 1);
	ck_assert_str_eq(reported_origin, "http://a.example");
	ck_assert_int_eq(reported.status, 200);
	ck_assert_uint_eq(reported_sitemaps, 1);
	size_t count;
	const struct server_request *r = server_requests(server, &count);
	for (size_t i = 0; i < count; i++)
		if (strcmp(r[i].path, "/robots.txt") == 0)
			ck_assert_str_eq(r[i].accept_encoding, "identity");
}
END_TEST

START_TEST(what_a_robots_txt_that_is_none_means)
{
	static const struct {
		const char *host;
		int status;
		const char *header;
		enum fetch_outcome page;
	} cases[] = {
		{ "missing.example", 404, NULL, FETCH_OK },
		{ "forbidden.example", 403, NULL, FETCH_OK },
		{ "gone.example", 410, NULL, FETCH_OK },
		{ "down.example", 500, NULL, FETCH_ROBOTS_SILENT },
		{ "busy.example", 503, "Retry-After: 1000\n", FETCH_ROBOTS_SILENT },
		{ "many.example", 429, NULL, FETCH_ROBOTS_SILENT },
		{ "loop.example", 302, "Location: /robots.txt\n", FETCH_OK },
		{ "moved.example", 301, "Location: http://other.example/r\n", FETCH_ROBOTS_DENIED },
		{ "silent.example", 200, "@silent\n", FETCH_ROBOTS_SILENT },
		{ "cut.example", 200, "@broken-off\n", FETCH_ROBOTS_SILENT },
		{ "html.example", 200, "Content-Type: text/html\n", FETCH_OK },
	};
	server_put(server, "other.example", "/r", 0, NULL, "User-agent: *\nDisallow: /\n");
	for (size_t i = 0; i < COUNT(cases); i++) {
		char url[64];
		snprintf(url, sizeof(url), "http://%s/page", cases[i].host);
		server_put(server, cases[i].host, "/robots.txt", cases[i].status, cases[i].header,
			"<html><p>No such page</p></html>");
		server_put(server, cases[i].host, "/page", 0, NULL, "x");
		ask_page(url);
	}
	wait_for_all();
	for (size_t i = 0; i < COUNT(cases); i++) {
		ck_assert_msg(answers[i].outcome == cases[i].page, "%s: %s, %s", cases[i].host,
			fetch_outcome_name(answers[i].outcome), answers[i].err.text);
		ck_assert_uint_eq(server_count(server, cases[i].host, "/page"),
			cases[i].page == FETCH_OK ? 1 : 0);
		if (cases[i].page == FETCH_ROBOTS_SILENT)
			ck_assert_int_gt(answers[i].retry_after_s, 0);
	}
	/* A second page does not ask again. */
	ask_page("http://down.example/page");
	wait_for_all();
	ck_assert_uint_eq(server_count(server, "down.example", "/robots.txt"), 1);
}
END_TEST

START_TEST(a_redirect_is_judged_by_the_robots_txt_of_where_it_leads)
{
	server_put(server, "a.example", "/1", 302, "Location: http://b.example/no\n", NULL);
	server_put(server, "a.example", "/2", 302, "Location: http://www.a.example/ok\n", NULL);
	server_put(server, "b.example", "/robots.txt", 0, NULL, "User-agent: *\nDisallow: /no\n");
	server_put(server, "b.example", "/no", 0, NULL, "secret");
	server_put(server, "www.a.example", "/robots.txt", 0, NULL, "User-agent: *\nDisallow: /\n");
	server_put(server, "www.a.example", "/ok", 0, NULL, "x");
	ask_page("http://a.example/1");
	ask_page("http://a.example/2");
	ask_for("http://a.example/1"); /* the operator's word does not reach to another host */
	ask_for("http://a.example/2"); /* but to the same one with www. */
	wait_for_all();
	ck_assert_int_eq(answers[0].outcome, FETCH_ROBOTS_DENIED);
	ck_assert_int_eq(answers[1].outcome, FETCH_ROBOTS_DENIED);
	ck_assert_int_eq(answers[2].outcome, FETCH_ROBOTS_DENIED);
	ck_assert_int_eq(answers[3].outcome, FETCH_OK);
	ck_assert_uint_eq(server_count(server, "b.example", "/no"), 0);
}
END_TEST

START_TEST(a_crawl_delay_is_a_lower_bound_on_the_gap)
{
	server_put(
		server, "a.example", "/robots.txt", 0, NULL, "User-agent: *\nCrawl-delay: 0.2\n");
	ask_page("http://a.example/1");
	ask_page("http://a.example/2");
	ask_page("http://a.example/3");
	wait_for_all();
	size_t count;
	const struct server_request *r = server_requests(server, &count);
	ck_assert_uint_eq(count, 4);
	for (size_t i = 2; i < count; i++)
		ck_assert_int_ge(r[i].ms - r[i - 1].ms, 190);
}
END_TEST

START_TEST(a_robots_txt_without_end_is_read_up_to_its_ceiling)
{
	server_put(server, "a.example", "/robots.txt", 0, "@endless\n", NULL);
	server_put(server, "a.example", "/page", 0, NULL, "x");
	ask_page("http://a.example/page");
	wait_for_all();
	ck_assert_int_eq(answers[0].outcome, FETCH_OK);
}
END_TEST

Suite *
obeying_suite(void)
{
	Suite *suite = suite_create("obeying");
	TCase *tc = fetching_case(suite, "robots");
	tcase_add_test(tc, robots_txt_is_asked_once_and_obeyed);
	tcase_add_test(tc, what_a_robots_txt_that_is_none_means);
	tcase_add_test(tc, a_redirect_is_judged_by_the_robots_txt_of_where_it_leads);
	tcase_add_test(tc, a_crawl_delay_is_a_lower_bound_on_the_gap);
	tcase_add_test(tc, a_robots_txt_without_end_is_read_up_to_its_ceiling);
	return suite;
}
