/* What a page or a feed tells of its outlet. */
#include "article/outline.h"

#include <check.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "extract/extract.h"
#include "fixture/arena.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static struct outline
outline_of(const char *text, const char *content_type)
{
	struct outline outline;
	struct err err = { 0 };
	const struct extract_request request = {
		.bytes = slice_of(text),
		.content_type = content_type,
		.url = "https://www.fenpost.example/en/",
		.crawled = CLOCK_NEVER,
	};
	ck_assert_msg(extract_outline(arena, &request, &outline, &err), "%s", err.text);
	return outline;
}

static const struct {
	const char *text;
	const char *feeds; /* joined with blanks */
} feeds[] = {
	{ "<link rel=alternate type='application/rss+xml' href=/rss.xml title=News>",
		"https://www.fenpost.example/rss.xml" },
	{ "<link rel='Alternate Home' type='application/atom+xml;charset=utf-8' href='a?b=1&amp;c=2'>",
		"https://www.fenpost.example/en/a?b=1&c=2" },
	{ "<base href='https://cdn.fenpost.example/x/'><link rel=alternate type=application/feed+json href=f.json>",
		"https://cdn.fenpost.example/x/f.json" },
	{ "<link rel=feed href=/f>", "https://www.fenpost.example/f" },
	{ "<link rel=alternate type='application/rss+xml' href=/f><link rel=alternate type='text/xml' href=/f>",
		"https://www.fenpost.example/f" },
	/* Interfaces, translations and printed pages are no feeds. */
	{ "<link rel=alternate type='application/json+oembed' href=/o><link rel=alternate type='text/xml+oembed' href=/p>"
	  "<link rel=alternate type='application/json' href=/wp-json/><link rel=alternate hreflang=de href=/de/>"
	  "<link rel=stylesheet type='application/rss+xml' href=/s>",
		"" },
	/* Links that look like one, on the site alone, behind those declared. */
	{ "<a href=/news/local.rss>RSS</a><link rel=alternate type='application/rss+xml' href=/rss.xml>"
	  "<a href=/feed/>Feed</a><a href='https://reader.example/feed'>Reader</a><a href=/feeding-the-birds>Birds</a>",
		"https://www.fenpost.example/rss.xml https://www.fenpost.example/news/local.rss "
		"https://www.fenpost.example/feed/" },
	{ "<a href='javascript:x()'>x</a><link rel=alternate type='application/rss+xml' href=''>",
		"https://www.fenpost.example/en/" },
};

START_TEST(finds_the_feeds_a_page_names)
{
	struct outline outline = outline_of(feeds[_i].text, NULL);
	const char *joined = "";
	for (size_t i = 0; i < outline.feed_count; i++)
		joined = arena_printf(arena, "%s%s%s", joined, i > 0 ? " " : "", outline.feeds[i]);
	ck_assert_str_eq(joined, feeds[_i].feeds);
}
END_TEST

static const struct {
	const char *text;
	int offset_s;
	const char *at;
} clocks[] = {
	{ "<pubDate>Tue, 24 Nov 2026 09:00:00 +0800</pubDate>", 28800, "2026-11-24T01:00:00Z" },
	{ "{\"datePublished\":\"2026-11-24T09:00:00.123-03:30\"}", -12600, "2026-11-24T12:30:00Z" },
	{ "<time datetime='2026-11-24 09:00 +05:45'>", 20700, "2026-11-24T03:15:00Z" },
	/* The latest tells: summer time has ended. */
	{ "2026-10-01T09:00:00+02:00 2026-11-02T09:00:00+01:00 2026-09-01T09:00:00+02:00", 3600,
		"2026-11-02T08:00:00Z" },
	/* Times in UTC, times without a date, numbers that are no times. */
	{ "2026-11-24T09:00:00Z 2026-11-24T09:00:00+00:00 Tue, 24 Nov 2026 09:00:00 GMT", 0, NULL },
	{ "09:00 +0800", 0, NULL },
	{ "2026-11-24T09:00:00+99:00 12:34-5678:90 :: 1:2", 0, NULL },
	{ "", 0, NULL },
};

START_TEST(finds_the_offset_of_the_clock)
{
	char text[CLOCK_TEXT_BYTES];
	struct outline outline = outline_of(clocks[_i].text, NULL);
	ck_assert_int_eq(outline.offset_s, clocks[_i].offset_s);
	ck_assert_pstr_eq(
		outline.offset_at != CLOCK_NEVER ? clock_format(outline.offset_at, text) : NULL,
		clocks[_i].at);
}
END_TEST

static const struct {
	const char *text, *content_type;
	bool page;
	const char *title, *site_name;
} names[] = {
	{ "<title>Front page - Fen Post</title><meta property=og:site_name content='The Fen &amp; Post'>",
		NULL, true, "Front page - Fen Post", "The Fen & Post" },
	{ "<title>\xC4\xE3\xBA\xC3</title>", "text/html; charset=gb2312", true, "你好", NULL },
	{ "<?xml version='1.0'?><rss><channel><title>Feed</title></channel></rss>", NULL, false,
		NULL, NULL },
	{ "{\"version\": \"https://jsonfeed.org/version/1\", \"title\": \"<a>\"}", NULL, false,
		NULL, NULL },
	{ "Not found", NULL, false, NULL, NULL },
	{ "<?xml version='1.0'?><html><head><title>Old but a page</title></head></html>", NULL,
		true, "Old but a page", NULL },
};

START_TEST(finds_the_names)
{
	struct outline outline = outline_of(names[_i].text, names[_i].content_type);
	ck_assert_int_eq(outline.page, names[_i].page);
	ck_assert_pstr_eq(outline.title, names[_i].title);
	ck_assert_pstr_eq(outline.site_name, names[_i].site_name);
}
END_TEST

START_TEST(goes_through_json_and_back)
{
	struct err err = { 0 };
	struct outline back;
	struct outline outline =
		outline_of("<title>A - B</title><meta property=og:site_name content=B>"
			   "<link rel=feed href=/f><time datetime='2026-11-24T09:00:00+08:00'>",
			NULL);
	json_t *json = outline_to_json(&outline);
	ck_assert_msg(outline_from_json(&back, arena, json, &err), "%s", err.text);
	ck_assert(back.page);
	ck_assert_str_eq(back.title, "A - B");
	ck_assert_str_eq(back.site_name, "B");
	ck_assert_uint_eq(back.feed_count, 1);
	ck_assert_str_eq(back.feeds[0], "https://www.fenpost.example/f");
	ck_assert_int_eq(back.offset_s, 28800);
	ck_assert_int_eq(back.offset_at, outline.offset_at);
	json_object_set_new(json, "offset_s", json_integer(INT64_C(1) << 40));
	ck_assert(!outline_from_json(&back, arena, json, &err));
	json_decref(json);
}
END_TEST

Suite *
outline_suite(void)
{
	Suite *suite = suite_create("outline");
	TCase *tc = tcase_create("outline");
	tcase_add_checked_fixture(tc, arena_set_up, arena_tear_down);
	tcase_add_loop_test(tc, finds_the_feeds_a_page_names, 0, (int)COUNT(feeds));
	tcase_add_loop_test(tc, finds_the_offset_of_the_clock, 0, (int)COUNT(clocks));
	tcase_add_loop_test(tc, finds_the_names, 0, (int)COUNT(names));
	tcase_add_test(tc, goes_through_json_and_back);
	suite_add_tcase(suite, tc);
	return suite;
}
