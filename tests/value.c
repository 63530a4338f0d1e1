/* What a configuration is written in: values, names of keys, patterns, places in JSON. */
#include "config/value.h"

#include <check.h>
#include <string.h>

#include "config/config.h"
#include "base/nearest.h"
#include "config/keys.h"
#include "config/place.h"
#include "config/url-pattern.h"
#include "fixture/arena.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static const struct {
	const char *text;
	int64_t ms; /* -1: none */
} durations[] = {
	{ "15m", 900000 },
	{ "250ms", 250 },
	{ "1h30m", 5400000 },
	{ "2w", 1209600000 },
	{ "7d", 604800000 },
	{ "0", 0 },
	{ "0s", 0 },
	{ "1s500ms", 1500 },
	{ "", -1 },
	{ "15", -1 },
	{ "m", -1 },
	{ "15 m", -1 },
	{ "-5m", -1 },
	{ "15min", -1 },
	{ "15M", -1 },
	{ "1.5h", -1 },
	{ "99999999999999999999s", -1 },
	{ "9999999999999w", -1 },
};

START_TEST(reads_durations)
{
	int64_t ms = -1;
	ck_assert_int_eq(duration_read(durations[_i].text, &ms), durations[_i].ms >= 0);
	if (durations[_i].ms >= 0)
		ck_assert_int_eq(ms, durations[_i].ms);
}
END_TEST

static const struct {
	const char *text;
	int64_t bytes; /* -1: none */
} sizes[] = {
	{ "8M", 8388608 },
	{ "500K", 512000 },
	{ "1G", 1073741824 },
	{ "100", 100 },
	{ "", -1 },
	{ "M", -1 },
	{ "8MB", -1 },
	{ "8m", -1 },
	{ "8 M", -1 },
	{ "-1", -1 },
	{ "999999999999999G", -1 },
};

START_TEST(reads_sizes)
{
	int64_t bytes = -1;
	ck_assert_int_eq(size_read(sizes[_i].text, &bytes), sizes[_i].bytes >= 0);
	if (sizes[_i].bytes >= 0)
		ck_assert_int_eq(bytes, sizes[_i].bytes);
}
END_TEST

static const struct {
	bool (*valid)(const char *);
	const char *text;
	bool want;
} texts[] = {
	{ slug_is_valid, "china-daily", true },
	{ slug_is_valid, "g1", true },
	{ slug_is_valid, "China", false },
	{ slug_is_valid, "-a", false },
	{ slug_is_valid, "a-", false },
	{ slug_is_valid, "a--b", false },
	{ slug_is_valid, "a b", false },
	{ slug_is_valid, "", false },
	{ language_is_valid, "en", true },
	{ language_is_valid, "pt-BR", true },
	{ language_is_valid, "zh-Hans-CN", true },
	{ language_is_valid, "english", false },
	{ language_is_valid, "e", false },
	{ language_is_valid, "en_GB", false },
	{ language_is_valid, "en-", false },
	{ zone_is_valid, "Asia/Shanghai", true },
	{ zone_is_valid, "UTC", true },
	{ zone_is_valid, "Europe/Kyiv", true },
	{ zone_is_valid, "Asia/Peking", false },
	{ zone_is_valid, "GMT+25", false },
	{ zone_is_valid, "", false },
	{ zone_is_valid, "\xff", false },
	{ header_name_is_valid, "Accept-Language", true },
	{ header_name_is_valid, "Host", false },
	{ header_name_is_valid, "if-none-match", false },
	{ header_name_is_valid, "A B", false },
	{ header_name_is_valid, "", false },
	{ header_value_is_valid, "en, de", true },
	{ header_value_is_valid, "a\r\nB: c", false },
	{ header_value_is_valid, " a", false },
	{ proxy_is_valid, "", true },
	{ proxy_is_valid, "http://127.0.0.1:3128", true },
	{ proxy_is_valid, "http://[::1]:3128/", true },
	{ proxy_is_valid, "socks5h://proxy.example:1080", true },
	{ proxy_is_valid, "proxy.example:1080", false },
	{ proxy_is_valid, "http://user:word@proxy.example", false },
	{ proxy_is_valid, "http://", false },
	{ proxy_is_valid, "ftp://proxy.example", false },
	{ line_is_valid, "Hürriyet", true },
	{ line_is_valid, "a\nb", false },
	{ line_is_valid, " \xC2\xA0 ", false },
};

START_TEST(knows_valid_texts)
{
	ck_assert_msg(texts[_i].valid(texts[_i].text) == texts[_i].want, "%s", texts[_i].text);
}
END_TEST

static const struct {
	const char *a, *b;
	size_t distance;
} distances[] = {
	{ "every", "every", 0 },
	{ "evry", "every", 1 },
	{ "eevry", "every", 1 }, /* two swapped */
	{ "evrey", "every", 1 },
	{ "", "every", 5 },
	{ "kitten", "sitting", 3 },
	{ "EVRY", "Every", 1 },
};

START_TEST(counts_what_makes_one_name_of_another)
{
	ck_assert_uint_eq(name_distance(distances[_i].a, distances[_i].b), distances[_i].distance);
	ck_assert_uint_eq(name_distance(distances[_i].b, distances[_i].a), distances[_i].distance);
}
END_TEST

START_TEST(guesses_the_key_that_was_meant)
{
	static char endless[10000];
	memset(endless, 'e', sizeof(endless) - 1);
	ck_assert_str_eq(keys_nearest(&outlet_keys, "time_zone"), "timezone");
	ck_assert_str_eq(keys_nearest(&outlet_keys, "source"), "sources");
	ck_assert_str_eq(keys_nearest(&main_keys, "pol"), "poll");
	ck_assert_ptr_null(keys_nearest(&outlet_keys, "weather"));
	ck_assert_ptr_null(keys_nearest(&outlet_keys, endless));
	ck_assert_ptr_null(keys_nearest(&outlet_keys, ""));
}
END_TEST

static const struct {
	const char *pattern, *url;
	bool want;
} patterns[] = {
	{ "www.a.example/x", "https://www.a.example/x", true },
	{ "www.a.example/x", "http://www.a.example/x", true },
	{ "www.a.example/x", "https://www.a.example/x/", false },
	{ "WWW.A.example/X", "https://www.a.example/X", true },
	{ "www.a.example/X", "https://www.a.example/x", false },
	{ "https://www.a.example/x", "http://www.a.example/x", true },
	{ "www.a.example/*", "https://www.a.example/", true },
	{ "www.a.example/*/video", "https://www.a.example/b/c/video", true },
	{ "*.a.example/*", "https://news.a.example/1", true },
	{ "*.a.example/*", "https://a.example/1", false },
	{ "*a.example/*", "https://a.example/1", true },
	{ "/video/*", "https://a.example/video/1", true },
	{ "/video/*", "https://a.example/news/video/1", false },
	{ "*/video/*", "https://a.example/news/video/1", true },
	{ "/a?b=*", "https://a.example/a?b=1", true },
	{ "/a", "https://a.example/a#b", true },
	{ "*", "https://a.example/", true },
	{ "**", "https://a.example/", true },
	{ "*aab", "https://a.example/aaab", true },
	{ "a*a", "https://a", false },
	{ "a.example/*ab*ab*", "https://a.example/ab", false },
	{ "a.example/*ab*ab*", "https://a.example/abab", true },
	{ "a.example/*ab*b", "https://a.example/ab", false },
};

START_TEST(matches_patterns)
{
	struct err err;
	ck_assert(url_pattern_check(patterns[_i].pattern, &err));
	struct url_patterns *set = url_patterns_new(arena, &patterns[_i].pattern, 1);
	ck_assert_msg(url_patterns_match(set, patterns[_i].url) == patterns[_i].want, "%s %s",
		patterns[_i].pattern, patterns[_i].url);
}
END_TEST

/* Where back-tracking would take years. */
START_TEST(matches_hostile_patterns_at_once)
{
	static char url[4096];
	char *pattern = arena_zalloc(arena, URL_PATTERN_MAX_BYTES + 1, 1);
	for (size_t i = 0; i < URL_PATTERN_MAX_BYTES; i += 2)
		memcpy(pattern + i, "*a", 2);
	memset(url, 'a', sizeof(url) - 1);
	memcpy(url, "http://", 7);
	url[sizeof(url) - 2] = 'b';
	struct url_patterns *set = url_patterns_new(arena, (const char *const *)&pattern, 1);
	ck_assert(!url_patterns_match(set, url));
}
END_TEST

static const char *const bad_patterns[] = { "", "http://", "a b", "a\n", "a#b" };

START_TEST(refuses_what_is_no_pattern)
{
	struct err err;
	ck_assert(!url_pattern_check(bad_patterns[_i], &err));
	ck_assert_int_eq(err.kind, ERR_CONFIG);
}
END_TEST

START_TEST(finds_the_line_of_each_value)
{
	static const char text[] = "{\n"
				   "  \"a\": 1,\n"
				   "  \"b\": [ \"x:{}[]\\\"\", {\n"
				   "    \"c\": true } ],\n"
				   "\n"
				   "  \"d\" : { \"e\"\n: null }\n"
				   "}";
	struct place *root = place_read(arena, SLICE(text));
	struct place *b = place_member(root, "b"), *c = place_member(b->first->next, "c");
	struct place *e = place_member(place_member(root, "d"), "e");
	ck_assert_int_eq(place_member(root, "a")->line, 2);
	ck_assert_int_eq(b->line, 3);
	ck_assert_int_eq(b->column, 3);
	ck_assert_int_eq(b->first->line, 3);
	ck_assert_int_eq(b->first->column, 10);
	ck_assert_int_eq(c->line, 4);
	ck_assert_int_eq(e->line, 6);
	ck_assert_int_eq(e->column, 11);
	ck_assert_ptr_null(place_member(root, "x"));
	ck_assert_ptr_null(place_member(NULL, "x"));
}
END_TEST

START_TEST(nesting_takes_no_stack)
{
	size_t depth = 1000000;
	char *text = arena_alloc(arena, depth);
	memset(text, '[', depth);
	ck_assert_ptr_nonnull(place_read(arena, (struct slice){ text, depth }));
}
END_TEST

Suite *
value_suite(void)
{
	Suite *suite = suite_create("value");
	TCase *tc = tcase_create("value");
	tcase_add_checked_fixture(tc, arena_set_up, arena_tear_down);
	tcase_add_loop_test(tc, reads_durations, 0, (int)COUNT(durations));
	tcase_add_loop_test(tc, reads_sizes, 0, (int)COUNT(sizes));
	tcase_add_loop_test(tc, knows_valid_texts, 0, (int)COUNT(texts));
	tcase_add_loop_test(tc, counts_what_makes_one_name_of_another, 0, (int)COUNT(distances));
	tcase_add_test(tc, guesses_the_key_that_was_meant);
	tcase_add_loop_test(tc, matches_patterns, 0, (int)COUNT(patterns));
	tcase_add_test(tc, matches_hostile_patterns_at_once);
	tcase_add_loop_test(tc, refuses_what_is_no_pattern, 0, (int)COUNT(bad_patterns));
	tcase_add_test(tc, finds_the_line_of_each_value);
	tcase_add_test(tc, nesting_takes_no_stack);
	suite_add_tcase(suite, tc);
	return suite;
}
