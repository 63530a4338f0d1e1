/* Fetches over real sockets, from the outlet server: what comes, and what is refused. */
#include "fetching.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

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

Suite *
fetch_suite(void)
{
	Suite *suite = suite_create("fetch");
	TCase *tc = fetching_case(suite, "answers");
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
	tc = fetching_case(suite, "redirects");
	tcase_add_test(tc, permanent_redirects_are_told_apart);
	tcase_add_test(tc, an_outlets_headers_stay_with_its_host);
	tc = fetching_case(suite, "guard");
	tcase_add_loop_test(
		tc, no_private_address_is_connected_to_unless_opened, 0, COUNT(guarded));
	tcase_add_test(tc, a_kept_connection_is_used_for_who_waits_and_then_closed);
	return suite;
}
