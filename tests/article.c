/* Whole pages: each tests/pages/NAME.json against what is read from the page beside it. */
#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "command/input.h"
#include "extract/extract.h"

#define FOLDER    "tests/pages"
#define PAGES_MAX 200

/*
 * An expectation is the article's JSON as `newswire extract` prints it. Members that begin with #
 * tell how the page is asked for: #timezone, #crawled, #content-type, #rules (an object of
 * selectors), and #pages, the pages that must all come out so (NAME.html where it is missing).
 */
static char expectations[PAGES_MAX][64];
static int expectation_count;

static int
by_name(const void *a, const void *b)
{
	return strcmp(a, b);
}

static void
find_expectations(void)
{
	DIR *folder = opendir(FOLDER);
	struct dirent *entry;
	expectation_count = 0;
	while (folder != NULL && (entry = readdir(folder)) != NULL) {
		size_t length = strlen(entry->d_name);
		if (length < 6 || length >= sizeof(expectations[0]) ||
			strcmp(entry->d_name + length - 5, ".json") != 0)
			continue;
		if (expectation_count < PAGES_MAX)
			strcpy(expectations[expectation_count++], entry->d_name);
	}
	if (folder != NULL)
		closedir(folder);
	qsort(expectations, (size_t)expectation_count, sizeof(expectations[0]), by_name);
}

static const char *
text_of(const json_t *object, const char *member)
{
	return json_string_value(json_object_get(object, member));
}

static void
read_rules(struct extract_rules *rules, const json_t *json)
{
	const struct {
		const char *name;
		const char **to;
	} members[] = {
		{ "headline", &rules->headline },
		{ "kicker", &rules->kicker },
		{ "dek", &rules->dek },
		{ "body", &rules->body },
		{ "byline", &rules->byline },
		{ "published", &rules->published },
		{ "agency", &rules->agency },
		{ "section", &rules->section },
		{ "list", &rules->list },
		{ "list_label", &rules->list_label },
		{ "list_item", &rules->list_item },
		{ "drop", &rules->drop },
	};
	*rules = (struct extract_rules){ 0 };
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		*members[i].to = text_of(json, members[i].name);
}

/* The article's JSON of a page, asked for as the expectation says. */
static json_t *
extract(const char *page, const json_t *expected)
{
	char path[512];
	struct buffer bytes;
	struct err err = { 0 };
	struct extract_rules rules;
	struct article article;
	snprintf(path, sizeof(path), FOLDER "/%s", page);
	ck_assert_msg(input_read(path, &bytes, &err), "%s: %s", path, err.text);
	read_rules(&rules, json_object_get(expected, "#rules"));
	struct extract_request request = {
		.bytes = { bytes.data, bytes.length },
		.content_type = text_of(expected, "#content-type"),
		.url = text_of(expected, "url"),
		.timezone = text_of(expected, "#timezone"),
		.crawled = CLOCK_NEVER,
		.rules = &rules,
	};
	const char *crawled = text_of(expected, "#crawled");
	if (crawled != NULL)
		ck_assert(clock_read(slice_of(crawled), &request.crawled));
	struct arena *arena = arena_new();
	ck_assert_msg(extract_article(arena, &request, &article, &err), "%s: %s", page, err.text);
	json_t *json = article_to_json(&article, NULL);
	arena_free(arena);
	buffer_release(&bytes);
	return json;
}

/* Fails with the first member that differs, both sides shown. */
static void
check_member(const char *page, const char *name, const json_t *read, const json_t *expected)
{
	if (json_equal(read, expected))
		return;
	char *a = read != NULL ? json_dumps(read, JSON_ENCODE_ANY | JSON_INDENT(1)) : NULL;
	char *b = json_dumps(expected, JSON_ENCODE_ANY | JSON_INDENT(1));
	ck_abort_msg("%s: %s\nread:     %.1500s\nexpected: %.1500s", page, name,
		a != NULL ? a : "nothing", b);
}

static void
check_page(const char *page, const json_t *expected)
{
	json_t *read = extract(page, expected);
	const char *name;
	json_t *value;
	json_object_foreach((json_t *)expected, name, value)
		if (name[0] != '#')
			check_member(page, name, json_object_get(read, name), value);
	json_object_foreach(read, name, value)
		ck_assert_msg(json_object_get(expected, name) != NULL, "%s: %s is not expected",
			page, name);
	json_decref(read);
}

START_TEST(pages_come_out_exactly)
{
	char path[512], page[512];
	snprintf(path, sizeof(path), FOLDER "/%s", expectations[_i]);
	json_error_t problem;
	json_t *expected = json_load_file(path, 0, &problem);
	ck_assert_msg(expected != NULL, "%s:%d: %s", path, problem.line, problem.text);
	json_t *pages = json_object_get(expected, "#pages"), *name;
	size_t i;
	json_array_foreach(pages, i, name)
		check_page(json_string_value(name), expected);
	if (pages == NULL) {
		snprintf(page, sizeof(page), "%.*s.html", (int)strlen(expectations[_i]) - 5,
			expectations[_i]);
		check_page(page, expected);
	}
	json_decref(expected);
}
END_TEST

START_TEST(there_are_pages)
{
	ck_assert_int_gt(expectation_count, 0);
}
END_TEST

Suite *
article_suite(void)
{
	Suite *suite = suite_create("article");
	TCase *tc = tcase_create("article");
	find_expectations();
	tcase_add_test(tc, there_are_pages);
	tcase_add_loop_test(tc, pages_come_out_exactly, 0, expectation_count);
	suite_add_tcase(suite, tc);
	return suite;
}
