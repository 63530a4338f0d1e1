/*
 * The fields of whole pages: each tests/fields/NAME.html is read and compared with NAME.json, which
 * names the members that must be so, and under `request` what is known of the outlet beforehand.
 */
#include "extract/extract.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"

#define FOLDER    "tests/fields"
#define PAGES_MAX 100
#define BYTES_MAX ((size_t)1 << 20)

static char *names[PAGES_MAX];
static int count;

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The names of the pairs, without ending. */
static void
find_pages(void)
{
	DIR *folder = opendir(FOLDER);
	count = 0;
	if (folder == NULL)
		return;
	for (struct dirent *entry; (entry = readdir(folder)) != NULL && count < PAGES_MAX;) {
		char *dot = strrchr(entry->d_name, '.');
		if (dot != NULL && strcmp(dot, ".html") == 0)
			names[count++] = strndup(entry->d_name, (size_t)(dot - entry->d_name));
	}
	closedir(folder);
	qsort(names, (size_t)count, sizeof(names[0]), by_name);
}

static struct slice
read_whole(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	ck_assert_msg(file != NULL, "cannot open %s", path);
	char *bytes = arena_alloc(arena, BYTES_MAX);
	size_t length = fread(bytes, 1, BYTES_MAX, file);
	fclose(file);
	return (struct slice){ bytes, length };
}

static const char *
text_in(const json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

START_TEST(reads_every_field_of_the_page)
{
	struct arena *arena = arena_new();
	struct err err = { .kind = ERR_NONE };
	struct article article;
	json_error_t where;
	json_t *wanted =
		json_load_file(arena_printf(arena, FOLDER "/%s.json", names[_i]), 0, &where);
	ck_assert_msg(wanted != NULL, "%s.json:%d: %s", names[_i], where.line, where.text);
	const json_t *known = json_object_get(wanted, "request");
	struct extract_request request = {
		.bytes = read_whole(arena, arena_printf(arena, FOLDER "/%s.html", names[_i])),
		.url = text_in(known, "url"),
		.timezone = text_in(known, "timezone"),
		.crawled = CLOCK_NEVER,
	};
	const json_t *ruled = json_object_get(known, "rules");
	struct extract_rules rules = {
		.byline = text_in(ruled, "byline"),
		.published = text_in(ruled, "published"),
		.agency = text_in(ruled, "agency"),
		.section = text_in(ruled, "section"),
	};
	request.rules = ruled == NULL ? NULL : &rules;
	const char *crawled = text_in(known, "crawled");
	if (crawled != NULL)
		ck_assert(clock_read(slice_of(crawled), &request.crawled));
	ck_assert_msg(
		extract_article(arena, &request, &article, &err), "%s: %s", names[_i], err.text);
	json_t *got = article_to_json(&article, NULL);
	const char *name;
	json_t *value;
	json_object_foreach(wanted, name, value) {
		const json_t *other = json_object_get(got, name);
		if (strcmp(name, "request") == 0)
			continue;
		ck_assert_msg(json_equal(value, other), "%s: %s is %s, not %s", names[_i], name,
			other == NULL ? "missing" : json_dumps(other, JSON_ENCODE_ANY),
			json_dumps(value, JSON_ENCODE_ANY));
	}
	json_decref(got);
	json_decref(wanted);
	arena_free(arena);
}
END_TEST

Suite *
fields_suite(void)
{
	Suite *suite = suite_create("fields");
	TCase *tc = tcase_create("pages");
	find_pages();
	tcase_add_loop_test(tc, reads_every_field_of_the_page, 0, count);
	suite_add_tcase(suite, tc);
	return suite;
}
