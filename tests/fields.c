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

#include "base/buffer.h"
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

#define PROSE \
	"<p>The ferry came in late on Monday, and most of those aboard, cold and tired, slept."

static void
add_times(struct buffer *html, const char *part, int times)
{
	for (int i = 0; i < times; i++)
		buffer_add_string(html, part);
}

/* Reads a page that is begun in `html`, and releases that. */
static struct article
read_begun(struct arena *arena, struct buffer *html)
{
	struct err err = { .kind = ERR_NONE };
	struct article article;
	buffer_add_string(html, "</figure>" PROSE);
	struct extract_request request = {
		.bytes = { html->data, html->length },
		.url = "https://a.example/ferry",
		.crawled = CLOCK_NEVER,
	};
	ck_assert(extract_article(arena, &request, &article, &err));
	buffer_release(html);
	return article;
}

static void
begin_page(struct buffer *html)
{
	buffer_init(html, BYTES_MAX);
	buffer_add_string(html, "<h1>The ferry came in late</h1>" PROSE);
}

/* Photos of a page that has an image so many times, and behind that a figure. */
static size_t
photos_behind(struct arena *arena, int images)
{
	struct buffer html;
	begin_page(&html);
	add_times(&html, "<img src=a.jpg>", images);
	buffer_add_string(&html, "<figure><img src=b.jpg><figcaption>The quay.");
	return read_begun(arena, &html).photo_count;
}

START_TEST(images_without_end_are_not_all_looked_at)
{
	struct arena *arena = arena_new();
	ck_assert_uint_eq(photos_behind(arena, 100), 2);
	ck_assert_uint_eq(photos_behind(arena, 10000), 1);
	arena_free(arena);
}
END_TEST

/* Each element in a caption asks what stands before it. */
START_TEST(a_caption_of_many_elements_costs_little)
{
	struct arena *arena = arena_new();
	struct buffer html;
	begin_page(&html);
	buffer_add_string(&html, "<figure><img src=b.jpg><figcaption>The quay at noon");
	add_times(&html, " ", 8000);
	add_times(&html, "<b></b>", 140000);
	struct article article = read_begun(arena, &html);
	ck_assert_uint_eq(article.photo_count, 1);
	ck_assert_str_eq(article.photos[0].caption, "The quay at noon");
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
	tcase_add_test(tc, images_without_end_are_not_all_looked_at);
	tcase_add_test(tc, a_caption_of_many_elements_costs_little);
	suite_add_tcase(suite, tc);
	return suite;
}
