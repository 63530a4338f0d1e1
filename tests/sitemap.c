/* Sitemaps: fixtures in tests/sitemap, and the ceiling on their entries. */
#include "extract/extract.h"

#include <check.h>

#include "article/limits.h"
#include "base/memory.h"
#include "sources.h"

static const struct source_fixture fixtures[] = {
	{ .file = "news.xml" },
	{ .file = "index.xml", .url = "https://map.example/sitemap.xml" },
	{ .file = "plain.xml.gz" },
	{ .file = "undeclared.xml" },
	{ .file = "plain.txt" },
};

START_TEST(reads_fixtures)
{
	source_fixture_check("sitemap", &fixtures[_i]);
}
END_TEST

START_TEST(keeps_as_many_entries_as_a_sitemap_may_have)
{
	struct buffer text;
	buffer_init(&text, (size_t)16 << 20);
	buffer_add_string(&text, "<urlset>");
	for (int i = 0; i < SOURCE_ENTRIES_MAX + 10; i++)
		buffer_addf(&text, "<url><loc>http://many.example/%d</loc></url>", i);
	buffer_add_string(&text, "</urlset>");
	json_t *json = source_text_read((struct slice){ text.data, text.length }, NULL);
	ck_assert_uint_eq(json_array_size(json_object_get(json, "entries")), SOURCE_ENTRIES_MAX);
	json_decref(json);
	buffer_release(&text);
}
END_TEST

Suite *
sitemap_suite(void)
{
	Suite *suite = suite_create("sitemap");
	TCase *tc = tcase_create("sitemap");
	tcase_add_loop_test(tc, reads_fixtures, 0, sizeof(fixtures) / sizeof(fixtures[0]));
	tcase_add_test(tc, keeps_as_many_entries_as_a_sitemap_may_have);
	suite_add_tcase(suite, tc);
	return suite;
}
