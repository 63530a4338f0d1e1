/* Section pages as sources: each page of tests/sections against the document beside it. */
#include <check.h>

#include "article/source.h"
#include "base/clock.h"
#include "fixture/pairs.h"

static struct pairs pairs;

START_TEST(section_pages_come_out_exactly)
{
	struct buffer page;
	struct extract_request request;
	struct extract_rules rules;
	struct source_document document;
	struct err err = { 0 };
	json_t *expected;
	struct arena *arena = arena_new();
	pairs_read(&pairs, _i, &page, &expected, &request, &rules);
	ck_assert_msg(extract_source(arena, &request, &document, &err), "%s", err.text);
	ck_assert_int_eq(document.kind, SOURCE_SECTION);
	json_t *read = source_to_json(&document, NULL);
	pairs_compare(
		pairs.names[_i], json_object_get(read, "feed"), json_object_get(expected, "feed"));
	json_t *entries = json_object_get(read, "entries"), *entry;
	size_t i;
	/* What a section page never has is left out of the expectations. */
	json_array_foreach(entries, i, entry) {
		static const char *const never[] = { "id", "updated", "author", "summary",
			"content", "image" };
		for (size_t m = 0; m < sizeof(never) / sizeof(never[0]); m++) {
			ck_assert(json_is_null(json_object_get(entry, never[m])));
			json_object_del(entry, never[m]);
		}
	}
	pairs_compare(pairs.names[_i], entries, json_object_get(expected, "entries"));
	json_decref(read);
	json_decref(expected);
	buffer_release(&page);
	arena_free(arena);
}
END_TEST

START_TEST(a_page_without_headlines_is_no_source)
{
	static const char page[] =
		"<!doctype html><title>Contact</title><nav><a href=/>Home</a></nav>"
		"<p>Write to us at the old mill, or come by on Mondays.</p>";
	struct extract_request request = {
		.bytes = { page, sizeof(page) - 1 },
		.url = "https://gazette.example/contact",
	};
	struct source_document document;
	struct err err = { 0 };
	struct arena *arena = arena_new();
	ck_assert(!extract_source(arena, &request, &document, &err));
	ck_assert_int_eq(err.kind, ERR_FORMAT);
	arena_free(arena);
}
END_TEST

START_TEST(a_page_that_names_feeds_is_read_for_them)
{
	static const char page[] =
		"<!doctype html><title>Contact</title><base href=/en/>"
		"<link rel='home alternate' type='application/rss+xml; charset=utf-8' href=feed.xml>"
		"<link rel=alternate type=application/feed+json href=//feeds.example/en.json>"
		"<link rel=alternate type=text/html hreflang=fr href=/fr/>"
		"<p>Write to us at the old mill, or come by on Mondays.</p>";
	struct extract_request request = {
		.bytes = { page, sizeof(page) - 1 },
		.url = "https://gazette.example/contact",
		.crawled = CLOCK_NEVER,
	};
	struct source_document document;
	struct err err = { 0 };
	struct arena *arena = arena_new();
	ck_assert(extract_source(arena, &request, &document, &err));
	ck_assert_int_eq(document.kind, SOURCE_SECTION);
	ck_assert_uint_eq(document.count, 0);
	ck_assert_uint_eq(document.alternate_count, 2);
	ck_assert_str_eq(document.alternates[0], "https://gazette.example/en/feed.xml");
	ck_assert_str_eq(document.alternates[1], "https://feeds.example/en.json");
	arena_free(arena);
}
END_TEST

START_TEST(a_date_that_is_not_believed_is_kept_as_printed)
{
	static const char page[] =
		"<!doctype html><html lang=en><title>News</title><h2>Latest</h2><ul>"
		"<li><a href=/news/2015/ferry-runs-aground-off-the-old-mill>Ferry runs aground off the"
		" old mill at night</a> <time datetime=2095-09-30>30 Sept 2095</time>"
		"<li><a href=/news/2015/bakers-strike-over-the-price-of-flour>Bakers strike over the"
		" price of flour in town</a> <time datetime=2015-09-30>30 Sept 2015</time>"
		"<li><a href=/news/2015/library-opens-with-a-hundred-books>Library opens with a hundred"
		" books and a cat</a> <span>30 September 2096</span></ul>";
	struct extract_request request = {
		.bytes = { page, sizeof(page) - 1 },
		.url = "https://gazette.example/",
		.crawled = clock_from_civil(2015, 9, 30, 12, 0, 0),
	};
	struct source_document document;
	struct err err = { 0 };
	struct arena *arena = arena_new();
	ck_assert(extract_source(arena, &request, &document, &err));
	ck_assert_uint_eq(document.count, 3);
	ck_assert_str_eq(document.entries[0].dated, "2095-09-30");
	ck_assert_ptr_null(document.entries[1].dated);
	ck_assert_str_eq(document.entries[2].dated, "30 September 2096");
	arena_free(arena);
}
END_TEST

Suite *
section_suite(void)
{
	Suite *suite = suite_create("section");
	TCase *tc = tcase_create("section");
	pairs_find(&pairs, "tests/sections");
	tcase_add_loop_test(tc, section_pages_come_out_exactly, 0, pairs.count);
	tcase_add_test(tc, a_page_without_headlines_is_no_source);
	tcase_add_test(tc, a_page_that_names_feeds_is_read_for_them);
	tcase_add_test(tc, a_date_that_is_not_believed_is_kept_as_printed);
	suite_add_tcase(suite, tc);
	return suite;
}
