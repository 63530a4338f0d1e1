/* Site memory over saved pages: what those of a site teach leaves the text and lists of each. */
#include "command/sites.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/clock.h"
#include "command/input.h"
#include "extract/extract.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/*
 * tests/memory/OUTLET/: six pages of one outlet each. articles.jsonl and related.jsonl beside them
 * are of the form that tests/bench reads: by page the paragraphs and lists as they are with memory,
 * the furniture that stands among the paragraphs without, and what stands in the lists.
 */
#define FOLDER       "tests/memory"
#define OUTLET_PAGES 6

static const char *const outlets[] = { "courrier-du-lac", "dukou-chenbao", "haider-anzeiger",
	"harbour-post", "vestnik-zaliva" };

static struct arena *arena;
static json_t *expected;

/* Adds what a file tells of the outlet's pages to `expected`, by page. */
static void
add_expected(const char *file, const char *name)
{
	FILE *lines = fopen(arena_printf(arena, FOLDER "/%s", file), "r");
	ck_assert_ptr_nonnull(lines);
	for (json_t *line; (line = json_loadf(lines, JSON_DISABLE_EOF_CHECK, NULL)) != NULL;) {
		const char *page = json_string_value(json_object_get(line, "file"));
		size_t length = strlen(name);
		if (strncmp(page, name, length) == 0 && page[length] == '/') {
			json_t *known = json_object_get(expected, page + length + 1);
			if (known != NULL)
				json_object_update(known, line);
			else
				json_object_set(expected, page + length + 1, line);
		}
		json_decref(line);
	}
	fclose(lines);
}

static void
read_expected(const char *name)
{
	arena = arena_new();
	expected = json_object();
	add_expected("articles.jsonl", name);
	add_expected("related.jsonl", name);
	ck_assert_uint_eq(json_object_size(expected), OUTLET_PAGES);
}

static void
release_expected(void)
{
	json_decref(expected);
	arena_free(arena);
}

static const json_t *
expected_of(int page, const char *member)
{
	const json_t *all = json_object_get(expected, arena_printf(arena, "%d.html", page));
	return json_object_get(all, member);
}

static void
read_page(const char *name, int number, const struct memory_known *known, struct article *out)
{
	struct buffer bytes;
	struct err err = { 0 };
	ck_assert(
		input_read(arena_printf(arena, FOLDER "/%s/%d.html", name, number), &bytes, &err));
	const struct extract_request request = {
		.bytes = { arena_strndup(arena, bytes.data, bytes.length), bytes.length },
		.url = arena_printf(arena, "https://%s.example/%d", name, number),
		.crawled = CLOCK_NEVER,
		.memory = known,
	};
	buffer_release(&bytes);
	ck_assert(extract_article(arena, &request, out, &err));
	ck_assert_int_eq(out->reason, REASON_NONE);
}

static bool
has_paragraph(const struct article *article, const char *text)
{
	for (size_t i = 0; i < article->paragraph_count; i++)
		if (strcmp(article->paragraphs[i], text) == 0)
			return true;
	return false;
}

static void
expect_paragraphs(const char *name, int number, const struct article *article)
{
	const json_t *paragraphs = expected_of(number, "paragraphs");
	for (size_t i = 0; i < article->paragraph_count; i++) {
		const char *wanted = json_string_value(json_array_get(paragraphs, i));
		ck_assert_msg(wanted != NULL && strcmp(wanted, article->paragraphs[i]) == 0,
			"%s/%d.html has \"%s\", not \"%s\"", name, number, article->paragraphs[i],
			wanted != NULL ? wanted : "");
	}
	ck_assert_uint_eq(article->paragraph_count, json_array_size(paragraphs));
}

START_TEST(without_memory_furniture_stands_in_the_text)
{
	read_expected(outlets[_i]);
	for (int n = 1; n <= OUTLET_PAGES; n++) {
		struct article article;
		size_t i;
		json_t *line;
		read_page(outlets[_i], n, NULL, &article);
		json_array_foreach((json_t *)expected_of(n, "furniture"), i, line)
			ck_assert_msg(has_paragraph(&article, json_string_value(line)),
				"%s/%d.html: %s", outlets[_i], n, json_string_value(line));
		json_array_foreach((json_t *)expected_of(n, "paragraphs"), i, line)
			ck_assert_msg(has_paragraph(&article, json_string_value(line)),
				"%s/%d.html: %s", outlets[_i], n, json_string_value(line));
		ck_assert_ptr_null(article.lines);
	}
	release_expected();
}
END_TEST

/* What the pages of an outlet teach that were fetched so many days after each other. */
static struct sites *
learn_outlet(const char *name, int64_t days)
{
	struct sites *sites = sites_new();
	for (int n = 1; n <= OUTLET_PAGES; n++) {
		const struct memory_known nothing = { 0 };
		struct article article;
		read_page(name, n, &nothing, &article);
		sites_add(sites, NULL, (20000 + n * days) * 86400, &article);
	}
	sites_learn(sites);
	return sites;
}

START_TEST(with_memory_the_text_stands_alone)
{
	read_expected(outlets[_i]);
	struct sites *sites = learn_outlet(outlets[_i], 0);
	for (int n = 1; n <= OUTLET_PAGES; n++) {
		const struct memory_known known = sites_known(sites, NULL);
		struct article article;
		read_page(outlets[_i], n, &known, &article);
		expect_paragraphs(outlets[_i], n, &article);
	}
	sites_free(sites);
	release_expected();
}
END_TEST

static bool
has_listed(const struct article *article, const char *headline)
{
	for (size_t l = 0; l < article->list_count; l++)
		for (size_t i = 0; i < article->lists[l].count; i++)
			if (strcmp(article->lists[l].items[i].headline, headline) == 0)
				return true;
	return false;
}

static size_t
count_listed(const struct article *article)
{
	size_t count = 0;
	for (size_t l = 0; l < article->list_count; l++)
		count += article->lists[l].count;
	return count;
}

/* Whether the page has just the lists it should have, and besides what stands, or nothing. */
static void
expect_lists(const char *name, int number, const struct article *article, bool standing)
{
	const json_t *lists = expected_of(number, "lists"), *more = expected_of(number, "standing");
	size_t l, i, count = standing ? json_array_size(more) : 0;
	json_t *list, *item, *headline;
	json_array_foreach((json_t *)lists, l, list) {
		ck_assert_uint_lt(l, article->list_count);
		ck_assert_str_eq(
			article->lists[l].label, json_string_value(json_object_get(list, "label")));
		json_array_foreach(json_object_get(list, "items"), i, item) {
			headline = json_object_get(item, "headline");
			ck_assert_msg(has_listed(article, json_string_value(headline)),
				"%s/%d.html: %s", name, number, json_string_value(headline));
			count++;
		}
	}
	json_array_foreach((json_t *)more, i, headline)
		ck_assert_msg(has_listed(article, json_string_value(headline)) == standing,
			"%s/%d.html: %s", name, number, json_string_value(headline));
	ck_assert_uint_eq(count_listed(article), count);
}

/* Of six pages; what stands on all of them in so many days goes, what is read most stays. */
static const struct {
	int64_t days;
	bool standing;
} spreads[] = { { 10, false }, { 0, true } };

START_TEST(in_weeks_links_that_stand_leave_the_lists)
{
	const char *name = outlets[_i];
	read_expected(name);
	struct article article;
	for (size_t k = 0; k < COUNT(spreads); k++) {
		struct sites *sites = learn_outlet(name, spreads[k].days);
		for (int n = 1; n <= OUTLET_PAGES; n++) {
			const struct memory_known known = sites_known(sites, NULL);
			read_page(name, n, NULL, &article);
			expect_lists(name, n, &article, true);
			read_page(name, n, &known, &article);
			expect_lists(name, n, &article, spreads[k].standing);
			ck_assert_uint_le(article.line_count, MEMORY_PAGE_LINES_MAX);
		}
		sites_free(sites);
	}
	release_expected();
}
END_TEST

/* An outlet that writes one story a week, and shows its last five on each page. */
#define WEEKS 24

static const char *const who[] = { "Baker", "Sexton", "Miller", "Pilot", "Tinker", "Weaver" };
static const char *const what[] = { "finds a bell in the", "paints the door of the",
	"counts all steps to the", "plants nine pears behind the" };

static const char *
weekly_headline(int week)
{
	return arena_printf(arena, "%s %s old mill number %d", who[week % 6], what[week % 4], week);
}

static const char *
weekly_link(int week)
{
	return arena_printf(arena, "<li><a href='/%d-%s-and-the-old-mill'>%s</a></li>", 900 + week,
		who[week % 6], weekly_headline(week));
}

static void
read_week(int week, const struct memory_known *known, struct article *out)
{
	struct err err;
	const char *last = "";
	for (int back = 1; back <= 5; back++)
		last = arena_printf(arena, "%s%s", last, weekly_link(week - back));
	const char *page = arena_printf(arena,
		"<!doctype html><html lang=en><title>%s</title><body><h1>%s</h1><article>"
		"<p>%s, and week %d of the year began with it, as the whole village soon knew.</p>"
		"<p>Nobody had asked for it, said number %d, who looks after such things here.</p>"
		"</article><h3>Most read</h3><ul>%s%s</ul><p>The last weeks, as they came</p>"
		"<ul>%s</ul><div>%s</div></body></html>",
		weekly_headline(week), weekly_headline(week), weekly_headline(week), week, week,
		weekly_link(1), weekly_link(2), last, weekly_link(week - 1));
	const struct extract_request request = {
		.bytes = { page, strlen(page) },
		.url = arena_printf(arena, "https://mill.example/%d-story", 900 + week),
		.crawled = CLOCK_NEVER,
		.memory = known,
	};
	ck_assert(extract_article(arena, &request, out, &err));
}

START_TEST(an_outlet_that_writes_little_loses_no_list)
{
	const struct memory_known nothing = { 0 };
	struct sites *sites = sites_new();
	struct article article;
	arena = arena_new();
	for (int week = 10; week < 10 + WEEKS; week++) {
		read_week(week, &nothing, &article);
		sites_add(sites, NULL, (20000 + 7 * week) * INT64_C(86400), &article);
	}
	sites_learn(sites);
	const struct memory_known known = sites_known(sites, NULL);
	ck_assert_uint_gt(known.count, 0);
	for (int week = 10; week < 10 + WEEKS; week++) {
		read_week(week, NULL, &article);
		size_t listed = count_listed(&article);
		ck_assert_uint_ge(listed, 7);
		read_week(week, &known, &article);
		ck_assert_uint_eq(count_listed(&article), listed);
	}
	arena_free(arena);
	sites_free(sites);
}
END_TEST

START_TEST(a_number_alone_is_no_line)
{
	static const char page[] =
		"<!doctype html><title>Ten steps to a dry cellar</title><h1>Ten steps to a dry cellar</h1>"
		"<article><p>Water comes from above, from the side or from below, and each wants its own drain.</p>"
		"<p>10.</p><p>At last one waits for rain, goes down with a lamp, and looks at every corner.</p>"
		"</article>";
	const struct memory_known nothing = { 0 };
	const struct extract_request request = {
		.bytes = { page, sizeof(page) - 1 },
		.crawled = CLOCK_NEVER,
		.memory = &nothing,
	};
	struct article article;
	struct err err;
	arena = arena_new();
	ck_assert(extract_article(arena, &request, &article, &err));
	ck_assert(has_paragraph(&article, "10."));
	ck_assert_uint_eq(article.paragraph_count, 3);
	/* The headline, which is dropped later, and two paragraphs. */
	ck_assert_uint_le(article.line_count, 3);
	for (size_t i = 0; i < article.line_count; i++)
		ck_assert_uint_gt(memory_words(article.lines[i]), 1);
	arena_free(arena);
}
END_TEST

START_TEST(sites_are_told_apart_by_host)
{
	uint64_t lines[] = { 5 };
	struct article article;
	struct sites *sites = sites_new();
	article_init(&article);
	article.lines = lines;
	article.line_count = 1;
	sites_add(sites, "https://www.post.example/1", CLOCK_NEVER, &article);
	sites_add(sites, "https://times.example/1", CLOCK_NEVER, &article);
	sites_add(sites, NULL, CLOCK_NEVER, &article);
	sites_add(sites, "http://post.example/2", CLOCK_NEVER, &article);
	article.reason = REASON_SECTION;
	sites_add(sites, "https://times.example/2", CLOCK_NEVER, &article);
	sites_learn(sites);
	ck_assert_uint_eq(sites_known(sites, "https://post.example/3").pages, 2);
	ck_assert_uint_eq(sites_known(sites, "https://times.example/3").pages, 1);
	ck_assert_uint_eq(sites_known(sites, NULL).pages, 1);
	ck_assert_uint_eq(sites_known(sites, "https://other.example/").pages, 0);
	sites_free(sites);
}
END_TEST

/* The command itself, over the pages of all outlets mixed; its lines come in the list's order. */
START_TEST(the_command_reads_all_pages_of_a_host_first)
{
	char line[200];
	const char *build = getenv("NEWSWIRED_BUILD");
	snprintf(line, sizeof(line),
		"%s/newswire extract --memory --jsonl " FOLDER "/articles.jsonl",
		build != NULL ? build : "build");
	FILE *pipe = popen(line, "r");
	for (int n = 1; n <= OUTLET_PAGES; n++)
		for (size_t o = 0; o < COUNT(outlets); o++) {
			json_error_t where;
			read_expected(outlets[o]);
			json_t *article = json_loadf(pipe, JSON_DISABLE_EOF_CHECK, &where);
			ck_assert_msg(article != NULL, "%s", where.text);
			ck_assert(json_equal(json_object_get(article, "paragraphs"),
				expected_of(n, "paragraphs")));
			ck_assert(json_equal(
				json_object_get(article, "lists"), expected_of(n, "lists")));
			ck_assert_ptr_null(json_object_get(article, "lines"));
			json_decref(article);
			release_expected();
		}
	ck_assert_int_eq(pclose(pipe), 0);
}
END_TEST

Suite *sites_suite(void);

Suite *
sites_suite(void)
{
	Suite *s = suite_create("sites");
	TCase *tc = tcase_create("pages");
	tcase_add_loop_test(tc, without_memory_furniture_stands_in_the_text, 0, COUNT(outlets));
	tcase_add_loop_test(tc, with_memory_the_text_stands_alone, 0, COUNT(outlets));
	tcase_add_loop_test(tc, in_weeks_links_that_stand_leave_the_lists, 0, COUNT(outlets));
	tcase_add_test(tc, an_outlet_that_writes_little_loses_no_list);
	tcase_add_test(tc, a_number_alone_is_no_line);
	tcase_add_test(tc, sites_are_told_apart_by_host);
	tcase_add_test(tc, the_command_reads_all_pages_of_a_host_first);
	suite_add_tcase(s, tc);
	return s;
}
