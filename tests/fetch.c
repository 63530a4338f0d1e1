/* Fetches over real sockets, from the outlet server: what comes, what is refused, and how politely.
 */
#include "fetch/fetch.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include <event2/event.h>

#include "base/clock.h"
#include "base/memory.h"
#include "server/server.h"

#define COUNT(array)  (sizeof(array) / sizeof((array)[0]))
#define PATIENCE_S    20
#define ANSWERS_MAX   64
#define LOOPBACK_ONLY "127.0.0.0/8"

/* What came of one fetch, kept after it. */
struct answer {
	bool done;
	enum fetch_outcome outcome;
	struct err err;
	int status, redirects;
	char *final_url, *permanent_url, *etag, *last_modified, *content_type, *content_encoding;
	char *body;
	size_t length;
	int64_t retry_after_s, max_age_s, wire_bytes, ended_ms;
	bool first_refusal;
	size_t order; /* among those that ended, from 1 */
};

static struct event_base *base;
static struct server *server;
static struct fetcher *fetcher;
static struct fetch_options options;
static char proxy[64];
static struct answer answers[ANSWERS_MAX];
static size_t asked, ended;
static struct address_range loopback;

static char *
copy_or_null(const char *text)
{
	return text != NULL ? mem_strdup(text) : NULL;
}

static void
on_done(struct fetch_result *result, void *arg)
{
	struct answer *a = arg;
	ck_assert(!a->done);
	*a = (struct answer){
		.done = true,
		.outcome = result->outcome,
		.err = result->err,
		.status = result->status,
		.redirects = result->redirects,
		.final_url = copy_or_null(result->final_url),
		.permanent_url = copy_or_null(result->permanent_url),
		.etag = copy_or_null(result->etag),
		.last_modified = copy_or_null(result->last_modified),
		.content_type = copy_or_null(result->content_type),
		.content_encoding = copy_or_null(result->content_encoding),
		.length = result->body.length,
		.retry_after_s = result->retry_after_s,
		.max_age_s = result->max_age_s,
		.wire_bytes = result->wire_bytes,
		.ended_ms = clock_monotonic_ms(),
		.first_refusal = result->first_refusal,
		.order = ++ended,
	};
	a->body = buffer_take(&result->body);
	if (ended == asked)
		event_base_loopbreak(base);
}

/* Starts a fetch; its answer is answers[the number given]. */
static size_t
ask(const struct fetch_request *request)
{
	struct fetch_request own = *request;
	ck_assert_uint_lt(asked, ANSWERS_MAX);
	own.done = on_done;
	own.arg = &answers[asked];
	fetch_start(fetcher, &own);
	return asked++;
}

/* A plain one, for which robots.txt is not asked. */
static size_t
ask_for(const char *url)
{
	return ask(&(struct fetch_request){ .url = url, .operators_word = true });
}

/* Turns the loop until all that was asked has ended. */
static void
wait_for_all(void)
{
	struct timeval patience = { .tv_sec = PATIENCE_S };
	event_base_loopexit(base, &patience);
	if (ended < asked)
		event_base_dispatch(base);
	ck_assert_uint_eq(ended, asked);
}

static const struct answer *
answer_to(const char *url)
{
	size_t i = ask_for(url);
	wait_for_all();
	return &answers[i];
}

static void
set_up(void)
{
	struct err err;
	base = event_base_new();
	server = server_new(base, &(struct server_options){ 0 }, &err);
	ck_assert_msg(server != NULL, "%s", err.text);
	snprintf(proxy, sizeof(proxy), "http://127.0.0.1:%d", server_port(server));
	options = (struct fetch_options){ .proxy = proxy,
		.user_agent = "newswired/1.0 (+https://newswired.example)",
		.total_timeout_ms = 500 };
	fetcher = fetcher_new(base, &options, &err);
	ck_assert_msg(fetcher != NULL, "%s", err.text);
	ck_assert(address_range_read(LOOPBACK_ONLY, &loopback));
	asked = ended = 0;
}

static void
tear_down(void)
{
	fetcher_free(fetcher);
	server_free(server);
	event_base_free(base);
	for (size_t i = 0; i < asked; i++) {
		struct answer *a = &answers[i];
		char *texts[] = { a->final_url, a->permanent_url, a->etag, a->last_modified,
			a->content_type, a->content_encoding, a->body };
		for (size_t t = 0; t < COUNT(texts); t++)
			mem_free(texts[t]);
		*a = (struct answer){ 0 };
	}
}

static void
reconfigure(void)
{
	struct err err;
	ck_assert_msg(fetcher_reconfigure(fetcher, &options, &err), "%s", err.text);
}

/* ---- what comes ---- */

START_TEST(a_page_comes_with_what_its_header_says)
{
	server_put(server, "a.example", "/page?q=1", 0,
		"Content-Type: text/html; charset=gb2312\nCache-Control: public, max-age=300\n",
		"<p>Good morning");
	const struct answer *a = answer_to("http://a.example/page?q=1#part");
	ck_assert_int_eq(a->outcome, FETCH_OK);
	ck_assert_int_eq(a->err.kind, ERR_NONE);
	ck_assert_int_eq(a->status, 200);
	ck_assert_str_eq(a->body, "<p>Good morning");
	ck_assert_int_eq(a->wire_bytes, 15);
	ck_assert_str_eq(a->final_url, "http://a.example/page?q=1");
	ck_assert_ptr_null(a->permanent_url);
	ck_assert_str_eq(a->content_type, "text/html; charset=gb2312");
	ck_assert_ptr_null(a->content_encoding);
	ck_assert_int_eq(a->max_age_s, 300);
	ck_assert_int_eq(a->retry_after_s, FETCH_UNKNOWN);
	size_t count;
	const struct server_request *r = server_requests(server, &count);
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(r[0].user_agent, options.user_agent);
	ck_assert_str_eq(r[0].accept_encoding, "gzip, deflate, br, zstd");
	ck_assert(r[0].proxied);
}
END_TEST

START_TEST(what_was_compressed_stays_so)
{
	char *text = mem_zalloc(1, 5001);
	memset(text, 'a', 5000);
	server_put(server, "a.example", "/", 0, NULL, text);
	const struct answer *a = answer_to("http://a.example/");
	ck_assert_str_eq(a->content_encoding, "gzip");
	ck_assert_uint_lt(a->length, 100);
	ck_assert_mem_eq(a->body, "\x1f\x8b", 2);
	mem_free(text);
}
END_TEST

START_TEST(what_did_not_change_is_not_sent_again)
{
	server_put(server, "a.example", "/feed", 0, NULL, "<rss/>");
	const struct answer *a = answer_to("http://a.example/feed");
	ck_assert_ptr_nonnull(a->etag);
	ck_assert_ptr_nonnull(a->last_modified);
	const struct fetch_request by[] = {
		{ .url = "http://a.example/feed", .etag = a->etag },
		{ .url = "http://a.example/feed", .last_modified = a->last_modified },
		/* Of a pair the ETag is sent, and alone. */
		{ .url = "http://a.example/feed",
			.etag = "\"other\"",
			.last_modified = a->last_modified },
	};
	for (size_t i = 0; i < COUNT(by); i++)
		ask(&(struct fetch_request){ .url = by[i].url,
			.etag = by[i].etag,
			.last_modified = by[i].last_modified,
			.operators_word = true });
	wait_for_all();
	for (size_t i = 1; i <= 2; i++) {
		ck_assert_int_eq(answers[i].outcome, FETCH_NOT_MODIFIED);
		ck_assert_int_eq(answers[i].err.kind, ERR_NONE);
		ck_assert_int_eq(answers[i].status, 304);
		ck_assert_uint_eq(answers[i].length, 0);
		ck_assert_str_eq(answers[i].etag, a->etag);
	}
	ck_assert_int_eq(answers[3].outcome, FETCH_OK);
	size_t count;
	const struct server_request *r = server_requests(server, &count);
	ck_assert_str_eq(r[3].if_none_match, "\"other\"");
	ck_assert_ptr_null(r[3].if_modified_since);
}
END_TEST

START_TEST(a_validator_cannot_smuggle_a_header_line)
{
	server_put(server, "a.example", "/", 0, NULL, "x");
	ask(&(struct fetch_request){ .url = "http://a.example/",
		.operators_word = true,
		.etag = "\"x\"\r\nCookie: stolen=1" });
	wait_for_all();
	size_t count;
	const struct server_request *r = server_requests(server, &count);
	ck_assert_ptr_null(r[0].if_none_match);
	ck_assert_ptr_null(r[0].cookie);
}
END_TEST

static const struct {
	const char *url;
	enum fetch_outcome outcome;
	enum err_kind kind;
	int status;
} failures[] = {
	{ "http://a.example/missing", FETCH_STATUS, ERR_HTTP, 404 },
	{ "http://a.example/.bad/status/410", FETCH_STATUS, ERR_HTTP, 410 },
	{ "http://a.example/.bad/status/500", FETCH_STATUS, ERR_HTTP, 500 },
	{ "http://a.example/.bad/status/304", FETCH_STATUS, ERR_HTTP, 304 },
	{ "http://a.example/.bad/silent", FETCH_TIMED_OUT, ERR_NETWORK, 0 },
	{ "http://a.example/.bad/drip", FETCH_TIMED_OUT, ERR_NETWORK, 200 },
	{ "http://a.example/.bad/drip-header", FETCH_TIMED_OUT, ERR_NETWORK, 200 },
	{ "http://a.example/.bad/broken-off", FETCH_BROKEN_OFF, ERR_NETWORK, 200 },
	{ "http://a.example/.bad/broken-chunks", FETCH_BROKEN_OFF, ERR_NETWORK, 200 },
	{ "http://a.example/.bad/garbage", FETCH_BROKEN_OFF, ERR_NETWORK, 0 },
	{ "http://a.example/.bad/reset", FETCH_BROKEN_OFF, ERR_NETWORK, 200 },
	{ "http://a.example/.bad/hang-up", FETCH_BROKEN_OFF, ERR_NETWORK, 0 },
	{ "http://a.example/.bad/huge-header", FETCH_TOO_LARGE, ERR_LIMIT, 200 },
	{ "http://a.example/.bad/long-line", FETCH_TOO_LARGE, ERR_LIMIT, 200 },
	{ "http://a.example/.bad/endless", FETCH_TOO_LARGE, ERR_LIMIT, 200 },
	{ "http://a.example/.bad/ten-gigabytes", FETCH_TOO_LARGE, ERR_LIMIT, 200 },
	{ "http://a.example/.bad/loop/1", FETCH_BAD_REDIRECT, ERR_HTTP, 302 },
	{ "http://a.example/.bad/hops/6", FETCH_BAD_REDIRECT, ERR_HTTP, 302 },
	{ "http://a.example/.bad/to-file", FETCH_BAD_REDIRECT, ERR_HTTP, 302 },
	{ "http://a.example/.bad/nowhere", FETCH_STATUS, ERR_HTTP, 302 },
	{ "http://a.example/.bad/to-loopback", FETCH_ADDRESS, ERR_REFUSED, 302 },
	{ "http://0x7f.1/", FETCH_ADDRESS, ERR_REFUSED, 0 },
	{ "http://[::1]/", FETCH_ADDRESS, ERR_REFUSED, 0 },
	{ "ftp://a.example/", FETCH_BAD_URL, ERR_REFUSED, 0 },
	{ "file:///etc/passwd", FETCH_BAD_URL, ERR_REFUSED, 0 },
	{ "http://", FETCH_BAD_URL, ERR_REFUSED, 0 },
	{ "", FETCH_BAD_URL, ERR_REFUSED, 0 },
};

START_TEST(what_goes_wrong_costs_one_fetch_and_has_its_name)
{
	size_t i = ask(&(struct fetch_request){
		.url = failures[_i].url, .operators_word = true, .body_max_bytes = 100000 });
	wait_for_all();
	const struct answer *a = &answers[i];
	ck_assert_msg(a->outcome == failures[_i].outcome, "%s: %s, %s", failures[_i].url,
		fetch_outcome_name(a->outcome), a->err.text);
	ck_assert_int_eq(a->err.kind, failures[_i].kind);
	ck_assert_int_eq(a->status, failures[_i].status);
	ck_assert_uint_eq(a->length, 0);
	ck_assert_uint_gt(strlen(a->err.text), 0);
}
END_TEST

START_TEST(a_bot_check_is_called_one)
{
	server_put(server, "a.example", "/", 403, "cf-mitigated: challenge\n", "Are you human?");
	const struct answer *a = answer_to("http://a.example/");
	ck_assert_int_eq(a->outcome, FETCH_STATUS);
	ck_assert_str_eq(a->err.text, "HTTP 403 with a bot check");
}
END_TEST

START_TEST(an_endless_body_costs_its_ceiling)
{
	ask(&(struct fetch_request){ .url = "http://a.example/.bad/endless",
		.operators_word = true,
		.body_max_bytes = 1000000 });
	ask(&(struct fetch_request){ .url = "http://b.example/.bad/ten-gigabytes",
		.operators_word = true,
		.body_max_bytes = 1000000 });
	wait_for_all();
	ck_assert_int_gt(answers[0].wire_bytes, 1000000);
	ck_assert_int_lt(answers[0].wire_bytes, 1100000);
	/* What is announced is refused before it comes. */
	ck_assert_int_eq(answers[1].wire_bytes, 0);
}
END_TEST

START_TEST(odd_answers_are_answers)
{
	static const struct {
		const char *url;
		size_t length;
	} odd[] = {
		{ "http://a.example/.bad/lying-length", 10 },
		{ "http://b.example/.bad/nuls", 65536 },
		{ "http://c.example/.bad/wrong-charset", 69 },
		{ "http://d.example/.bad/soft-404", 55 },
		{ "http://e.example/.bad/hops/5", 55 },
	};
	for (size_t i = 0; i < COUNT(odd); i++)
		ask_for(odd[i].url);
	wait_for_all();
	for (size_t i = 0; i < COUNT(odd); i++) {
		ck_assert_msg(
			answers[i].outcome == FETCH_OK, "%s: %s", odd[i].url, answers[i].err.text);
		ck_assert_uint_eq(answers[i].length, odd[i].length);
	}
	ck_assert_int_eq(answers[4].redirects, 5);
}
END_TEST

START_TEST(a_bomb_is_passed_on_unexploded)
{
	options.total_timeout_ms = PATIENCE_S * 1000; /* making it takes a while */
	reconfigure();
	ask(&(struct fetch_request){ .url = "http://a.example/.bad/gzip-bomb",
		.operators_word = true,
		.body_max_bytes = 2000000 });
	wait_for_all();
	ck_assert_int_eq(answers[0].outcome, FETCH_OK);
	ck_assert_str_eq(answers[0].content_encoding, "gzip");
	ck_assert_uint_lt(answers[0].length, 2000000);
}
END_TEST

START_TEST(a_host_without_a_name_or_a_listener_is_the_networks_fault)
{
	options.proxy = "";
	reconfigure();
	const struct fetch_policy policy = { .allow = &loopback, .allow_count = 1 };
	ask(&(struct fetch_request){
		.url = "http://127.0.0.1:1/", .policy = &policy, .operators_word = true });
	ask(&(struct fetch_request){ .url = "http://nowhere.invalid/", .operators_word = true });
	wait_for_all();
	ck_assert_int_eq(answers[0].outcome, FETCH_NO_CONNECTION);
	ck_assert_int_eq(answers[0].err.kind, ERR_NETWORK);
	ck_assert(answers[1].outcome == FETCH_NO_NAME || answers[1].outcome == FETCH_TIMED_OUT);
}
END_TEST

/* ---- redirects ---- */

START_TEST(permanent_redirects_are_told_apart)
{
	server_put(server, "a.example", "/1", 301, "Location: /2\n", NULL);
	server_put(server, "a.example", "/2", 308, "Location: http://b.example/3\n", NULL);
	server_put(server, "b.example", "/3", 302, "Location: //c.example/4\n", NULL);
	server_put(server, "c.example", "/4", 301, "Location: 5\n", NULL);
	server_put(server, "c.example", "/5", 0, NULL, "here");
	server_put(server, "a.example", "/t", 307, "Location: /5\n", NULL);
	server_put(server, "a.example", "/5", 0, NULL, "here");
	/* The operator's word holds for a.example alone: b.example and c.example are asked for a
	 * robots.txt. */
	const struct answer *a = answer_to("http://a.example/1");
	ck_assert_str_eq(a->final_url, "http://c.example/5");
	ck_assert_str_eq(a->permanent_url, "http://b.example/3");
	ck_assert_int_eq(a->redirects, 4);
	ck_assert_uint_eq(server_count(server, "a.example", "/robots.txt"), 0);
	ck_assert_uint_eq(server_count(server, "b.example", "/robots.txt"), 1);
	ck_assert_uint_eq(server_count(server, "c.example", "/robots.txt"), 1);
	a = answer_to("http://a.example/t");
	ck_assert_int_eq(a->outcome, FETCH_OK);
	ck_assert_ptr_null(a->permanent_url);
}
END_TEST

START_TEST(an_outlets_headers_stay_with_its_host)
{
	static const char *const headers[] = { "Cookie: consent=yes" };
	const struct fetch_policy policy = { .headers = headers, .header_count = 1 };
	server_put(server, "a.example", "/1", 302, "Location: http://www.a.example/2\n", NULL);
	server_put(server, "www.a.example", "/2", 302, "Location: http://b.example/3\n", NULL);
	server_put(server, "b.example", "/3", 0, NULL, "x");
	ask(&(struct fetch_request){
		.url = "http://a.example/1", .policy = &policy, .operators_word = true });
	wait_for_all();
	ck_assert_int_eq(answers[0].outcome, FETCH_OK);
	size_t count;
	const struct server_request *r = server_requests(server, &count);
	ck_assert_uint_eq(count, 4); /* with b.example's robots.txt */
	ck_assert_str_eq(r[0].cookie, "consent=yes");
	ck_assert_str_eq(r[1].cookie, "consent=yes");
	ck_assert_str_eq(r[3].path, "/3");
	ck_assert_ptr_null(r[3].cookie);
}
END_TEST

/* ---- turns ---- */

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

/* ---- pressure ---- */

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

/* ---- robots.txt ---- */

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

/* ---- the guard, without a proxy ---- */

static const struct {
	const char *host;
	bool open;
	enum fetch_outcome outcome;
} guarded[] = {
	{ "127.0.0.1", true, FETCH_OK },
	{ "127.0.0.1", false, FETCH_ADDRESS },
	{ "127.1", false, FETCH_ADDRESS },
	{ "0x7f000001", false, FETCH_ADDRESS },
	{ "localhost", true, FETCH_OK },
	{ "localhost", false, FETCH_ADDRESS },
};

START_TEST(no_private_address_is_connected_to_unless_opened)
{
	options.proxy = NULL;
	reconfigure();
	const struct fetch_policy policy = { .allow = &loopback,
		.allow_count = guarded[_i].open ? 1 : 0 };
	server_put(server, guarded[_i].host, "/x", 0, NULL, "x");
	server_put(server, guarded[_i].host, "/robots.txt", 0, NULL, "");
	server_put(server, "127.0.0.1", "/x", 0, NULL, "x");
	char url[64];
	snprintf(url, sizeof(url), "http://%s:%d/x", guarded[_i].host, server_port(server));
	ask(&(struct fetch_request){ .url = url, .policy = &policy, .operators_word = true });
	ask(&(struct fetch_request){ .url = url, .policy = &policy });
	wait_for_all();
	for (size_t i = 0; i < 2; i++) {
		ck_assert_msg(answers[i].outcome == guarded[_i].outcome, "%s: %s, %s", url,
			fetch_outcome_name(answers[i].outcome), answers[i].err.text);
		if (!guarded[_i].open)
			ck_assert_int_eq(answers[i].err.kind, ERR_REFUSED);
	}
	size_t count;
	server_requests(server, &count);
	ck_assert_uint_eq(count, guarded[_i].open ? 3 : 0);
}
END_TEST

START_TEST(a_kept_connection_is_used_for_who_waits_and_then_closed)
{
	options.proxy = NULL;
	reconfigure();
	const struct fetch_policy policy = { .allow = &loopback, .allow_count = 1 };
	char url[64];
	snprintf(url, sizeof(url), "http://127.0.0.1:%d/x", server_port(server));
	for (int i = 0; i < 5; i++)
		ask(&(struct fetch_request){
			.url = url, .policy = &policy, .operators_word = true });
	wait_for_all();
	ask(&(struct fetch_request){ .url = url, .policy = &policy, .operators_word = true });
	wait_for_all();
	size_t count;
	const struct server_request *r = server_requests(server, &count);
	ck_assert_uint_eq(count, 6);
	for (size_t i = 1; i < 5; i++)
		ck_assert_int_eq(r[i].peer_port, r[0].peer_port);
	ck_assert_int_ne(r[5].peer_port, r[0].peer_port);
}
END_TEST

/* ---- ends ---- */

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
	struct fetch_load load = fetcher_load(fetcher);
	ck_assert_uint_eq(load.running, 0);
	ck_assert_uint_eq(load.waiting, 0);
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
	struct fetch_load load = fetcher_load(fetcher);
	ck_assert_uint_eq(load.running + load.waiting, 3);
	ck_assert_uint_eq(load.hosts, 2);
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

static TCase *
add_case(Suite *suite, const char *name)
{
	TCase *tc = tcase_create(name);
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_set_timeout(tc, PATIENCE_S + 5);
	suite_add_tcase(suite, tc);
	return tc;
}

Suite *
fetch_suite(void)
{
	Suite *suite = suite_create("fetch");
	TCase *tc = add_case(suite, "answers");
	tcase_add_test(tc, a_page_comes_with_what_its_header_says);
	tcase_add_test(tc, what_was_compressed_stays_so);
	tcase_add_test(tc, what_did_not_change_is_not_sent_again);
	tcase_add_test(tc, a_validator_cannot_smuggle_a_header_line);
	tcase_add_loop_test(
		tc, what_goes_wrong_costs_one_fetch_and_has_its_name, 0, COUNT(failures));
	tcase_add_test(tc, a_bot_check_is_called_one);
	tcase_add_test(tc, an_endless_body_costs_its_ceiling);
	tcase_add_test(tc, odd_answers_are_answers);
	tcase_add_test(tc, a_bomb_is_passed_on_unexploded);
	tcase_add_test(tc, a_host_without_a_name_or_a_listener_is_the_networks_fault);
	tc = add_case(suite, "redirects");
	tcase_add_test(tc, permanent_redirects_are_told_apart);
	tcase_add_test(tc, an_outlets_headers_stay_with_its_host);
	tc = add_case(suite, "turns");
	tcase_add_test(tc, a_host_is_asked_one_thing_at_a_time_with_a_gap);
	tcase_add_test(tc, sources_come_before_pages);
	tcase_add_test(tc, a_slow_host_holds_up_nobody_else);
	tcase_add_test(tc, no_more_transfers_run_than_allowed);
	tcase_add_test(tc, a_busy_host_is_left_alone_by_all_that_wait);
	tcase_add_test(tc, a_short_hold_is_waited_out);
	tcase_add_test(tc, a_dead_host_is_not_asked_for_each_of_its_pages);
	tc = add_case(suite, "robots");
	tcase_add_test(tc, robots_txt_is_asked_once_and_obeyed);
	tcase_add_test(tc, what_a_robots_txt_that_is_none_means);
	tcase_add_test(tc, a_redirect_is_judged_by_the_robots_txt_of_where_it_leads);
	tcase_add_test(tc, a_crawl_delay_is_a_lower_bound_on_the_gap);
	tcase_add_test(tc, a_robots_txt_without_end_is_read_up_to_its_ceiling);
	tc = add_case(suite, "guard");
	tcase_add_loop_test(
		tc, no_private_address_is_connected_to_unless_opened, 0, COUNT(guarded));
	tcase_add_test(tc, a_kept_connection_is_used_for_who_waits_and_then_closed);
	tc = add_case(suite, "ends");
	tcase_add_test(tc, a_cancelled_fetch_is_never_done);
	tcase_add_test(tc, a_fetcher_can_be_freed_in_the_middle);
	tcase_add_test(tc, a_paused_fetcher_asks_nothing_until_it_goes_on);
	tcase_add_test(tc, wrong_options_change_nothing);
	return suite;
}
