/* Pages that stand where an article should, and articles that only look like one. */
#include "extract/refusal.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "command/input.h"
#include "extract/extract.h"

#define FOLDER "tests/nonarticle/"
#define LEAST  6 /* pages of each */

/*
 * pages.json: by a page's name (NAME.html) its `url`, the `reason` ("": it is an article), and, where they are looked at, the `headline` and
 * that it has `lists`.
 */
static json_t *pages;
static const char *names[256];
static int count;

static void
find_pages(void)
{
	json_error_t problem;
	const char *name;
	json_t *page;
	pages = json_load_file(FOLDER "pages.json", 0, &problem);
	json_object_foreach(pages, name, page)
		if (count < (int)(sizeof(names) / sizeof(names[0])))
			names[count++] = name;
}

static void
read_page(const char *name, const char *url, struct arena *arena, struct article *out)
{
	char path[512];
	struct buffer bytes;
	struct err err = { 0 };
	snprintf(path, sizeof(path), FOLDER "%s.html", name);
	ck_assert_msg(input_read(path, &bytes, &err), "%s: %s", path, err.text);
	struct extract_request request = {
		.bytes = { bytes.data, bytes.length },
		.url = url,
		.crawled = CLOCK_NEVER,
	};
	ck_assert_msg(extract_article(arena, &request, out, &err), "%s: %s", name, err.text);
	buffer_release(&bytes);
}

START_TEST(only_what_is_no_article_is_refused)
{
	const json_t *expected = json_object_get(pages, names[_i]);
	const char *url = json_string_value(json_object_get(expected, "url"));
	const char *reason = json_string_value(json_object_get(expected, "reason"));
	const json_t *headline = json_object_get(expected, "headline");
	struct arena *arena = arena_new();
	struct article article;
	read_page(names[_i], url, arena, &article);
	const char *read = article_reason_name(article.reason);
	ck_assert_msg(strcmp(read != NULL ? read : "", reason) == 0, "%s: %s", names[_i],
		read != NULL ? read : "an article");
	if (headline != NULL)
		ck_assert_pstr_eq(article.headline, json_string_value(headline));
	if (json_is_true(json_object_get(expected, "lists")))
		ck_assert_msg(article.list_count > 0, "%s: no lists", names[_i]);
	arena_free(arena);
}
END_TEST

START_TEST(there_are_pages_of_every_kind)
{
	int of_kind[REASON_EMPTY + 1] = { 0 };
	for (int i = 0; i < count; i++)
		for (int kind = REASON_SECTION; kind <= REASON_EMPTY; kind++) {
			const json_t *page = json_object_get(pages, names[i]);
			const char *reason = json_string_value(json_object_get(page, "reason"));
			of_kind[kind] += strcmp(reason, article_reason_name(kind)) == 0;
		}
	for (int kind = REASON_SECTION; kind <= REASON_EMPTY; kind++)
		ck_assert_msg(of_kind[kind] >= LEAST, "%s", article_reason_name(kind));
}
END_TEST

static void
release_pages(void)
{
	json_decref(pages);
	pages = NULL;
}

Suite *
refusal_suite(void)
{
	Suite *suite = suite_create("refusal");
	TCase *tc = tcase_create("refusal");
	count = 0;
	find_pages();
	tcase_add_loop_test(tc, only_what_is_no_article_is_refused, 0, count);
	tcase_add_test(tc, there_are_pages_of_every_kind);
	suite_add_tcase(suite, tc);
	atexit(release_pages);
	return suite;
}
