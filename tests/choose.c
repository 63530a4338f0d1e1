/* Which entries of a document are looked at, in which order, and which of them are read. */
#include "desk/choose.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "config/url-pattern.h"

#define NOON 1448366400 /* 2015-11-24 */
#define DAY  86400

static struct arena *arena;
static struct config_poll settings;
static struct outlet_config outlet;
static struct choice choice;

static void
set_up(void)
{
	arena = arena_new();
	settings = (struct config_poll){ .entries = 4, .first_entries = 2, .first_age_s = 7 * DAY };
	outlet = (struct outlet_config){ 0 };
	choice = (struct choice){ .settings = &settings, .outlet = &outlet, .now = NOON };
}

static void
tear_down(void)
{
	arena_free(arena);
}

static struct source_entry
entry(const char *link, int64_t published)
{
	return (struct source_entry){
		.link = link, .published = published, .updated = CLOCK_NEVER
	};
}

static const char *
link_of(const struct store_entry *row)
{
	return row->entry->link + strlen("https://a.example/");
}

START_TEST(the_newest_come_first_and_not_too_many)
{
	struct store_entry *rows;
	struct source_entry entries[] = { entry("https://a.example/2", NOON - 2 * DAY),
		entry(NULL, NOON), entry("https://a.example/5", NOON - 5 * DAY),
		entry("https://a.example/0", NOON), entry("https://a.example/4", NOON - 4 * DAY),
		entry("https://a.example/3", NOON - 3 * DAY) };
	ck_assert_uint_eq(choose_entries(arena, &choice, entries, 6, &rows), 4);
	for (int i = 0; i < 4; i++) {
		static const char *const order[] = { "0", "2", "3", "4" };
		ck_assert_str_eq(link_of(&rows[i]), order[i]);
		ck_assert_ptr_null(rows[i].refused);
	}
}
END_TEST

START_TEST(one_without_a_believable_date_keeps_the_order_of_the_document)
{
	struct store_entry *rows;
	struct source_entry entries[] = { entry("https://a.example/2", NOON - 2 * DAY),
		entry("https://a.example/x", NOON + 2 * DAY), entry("https://a.example/0", NOON) };
	ck_assert_uint_eq(choose_entries(arena, &choice, entries, 3, &rows), 3);
	ck_assert_str_eq(link_of(&rows[0]), "2");
	ck_assert_str_eq(link_of(&rows[1]), "x");
	ck_assert(rows[1].entry->published == CLOCK_NEVER);
}
END_TEST

START_TEST(a_first_poll_takes_the_newest_of_the_last_days)
{
	struct store_entry *rows;
	struct source_entry entries[] = { entry("https://a.example/0", NOON),
		entry("https://a.example/9", NOON - 9 * DAY),
		entry("https://a.example/1", NOON - DAY),
		entry("https://a.example/2", NOON - 2 * DAY) };
	choice.first = true;
	ck_assert_uint_eq(choose_entries(arena, &choice, entries, 4, &rows), 4);
	ck_assert_ptr_null(rows[0].refused);
	ck_assert_ptr_null(rows[1].refused);
	ck_assert_str_eq(rows[2].refused, "beyond the first poll");
	ck_assert_ptr_nonnull(rows[3].refused);
}
END_TEST

START_TEST(an_outlets_patterns_say_which_stories_of_a_section_page_are_read)
{
	static const char *const take[] = { "*/news/*" }, *const leave[] = { "*/news/video/*" };
	struct store_entry *rows;
	struct source_entry entries[] = { entry("https://a.example/news/1", CLOCK_NEVER),
		entry("https://a.example/news/video/2", CLOCK_NEVER),
		entry("https://a.example/shop/3", CLOCK_NEVER),
		entry("https://a.example/news/4", CLOCK_NEVER) };
	outlet.take_patterns = url_patterns_new(arena, take, 1);
	outlet.leave_patterns = url_patterns_new(arena, leave, 1);
	ck_assert_uint_eq(choose_entries(arena, &choice, entries, 4, &rows), 4);
	ck_assert_ptr_null(rows[0].refused);
	ck_assert_str_eq(rows[1].refused, "left");
	ck_assert_str_eq(rows[2].refused, "left");
	ck_assert_ptr_null(rows[3].refused);
}
END_TEST

START_TEST(what_is_chosen_outlives_the_document)
{
	struct store_entry *rows;
	struct arena *document = arena_new();
	struct source_entry one = entry(arena_strdup(document, "https://a.example/1"), NOON);
	char *content = arena_alloc(document, 100001);
	memset(content, 'c', 100000);
	content[100000] = '\0';
	one.content = content;
	one.title = arena_strdup(document, "A title");
	one.dated = arena_strdup(document, "in autumn");
	ck_assert_uint_eq(choose_entries(arena, &choice, &one, 1, &rows), 1);
	arena_free(document);
	ck_assert_str_eq(rows[0].entry->title, "A title");
	ck_assert_str_eq(rows[0].entry->dated, "in autumn");
	/* The content stands in for the summary, as far as that is kept. */
	ck_assert_ptr_null(rows[0].entry->content);
	ck_assert_uint_lt(strlen(rows[0].entry->summary), 10000);
}
END_TEST

START_TEST(sitemaps_that_have_not_changed_are_left)
{
	const char *const *urls;
	const struct source_entry entries[] = { entry("https://a.example/old.xml", NOON - 9 * DAY),
		entry("https://a.example/1.xml", NOON - DAY),
		entry("https://a.example/0.xml", NOON), entry(NULL, NOON) };
	ck_assert_uint_eq(choose_sitemaps(arena, entries, 4, NOON - 3 * DAY, &urls), 2);
	ck_assert_str_eq(urls[0], "https://a.example/0.xml");
	ck_assert_str_eq(urls[1], "https://a.example/1.xml");
	ck_assert_uint_eq(choose_sitemaps(arena, entries, 4, CLOCK_NEVER, &urls), 3);
	ck_assert_uint_eq(choose_sitemaps(arena, entries, 0, CLOCK_NEVER, &urls), 0);
}
END_TEST

START_TEST(plain_sitemaps_of_an_index_are_left_unless_asked_for)
{
	struct source_entry entries[] = { entry("https://a.example/1", NOON),
		entry("https://a.example/2", NOON) };
	struct source_document sitemap = { .kind = SOURCE_SITEMAP, .entries = entries, .count = 2 };
	ck_assert(!choose_child(&sitemap, false));
	ck_assert(choose_child(&sitemap, true));
	entries[1].title = "A headline";
	ck_assert(choose_child(&sitemap, false));
}
END_TEST

Suite *
choose_suite(void)
{
	Suite *suite = suite_create("choose");
	TCase *tc = tcase_create("choose");
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, the_newest_come_first_and_not_too_many);
	tcase_add_test(tc, one_without_a_believable_date_keeps_the_order_of_the_document);
	tcase_add_test(tc, a_first_poll_takes_the_newest_of_the_last_days);
	tcase_add_test(tc, an_outlets_patterns_say_which_stories_of_a_section_page_are_read);
	tcase_add_test(tc, what_is_chosen_outlives_the_document);
	tcase_add_test(tc, sitemaps_that_have_not_changed_are_left);
	tcase_add_test(tc, plain_sitemaps_of_an_index_are_left_unless_asked_for);
	suite_add_tcase(suite, tc);
	return suite;
}
