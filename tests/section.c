/* Section pages as sources: each page of tests/sections against the document beside it. */
#include <check.h>

#include "article/source.h"
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

Suite *
section_suite(void)
{
	Suite *suite = suite_create("section");
	TCase *tc = tcase_create("section");
	pairs_find(&pairs, "tests/sections");
	tcase_add_loop_test(tc, section_pages_come_out_exactly, 0, pairs.count);
	tcase_add_test(tc, a_page_without_headlines_is_no_source);
	suite_add_tcase(suite, tc);
	return suite;
}
