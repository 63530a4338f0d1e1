/* Site memory: lines as numbers, what pages teach, how often is often enough. */
#include "extract/memory.h"

#include <check.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A page of a test: its story and its lines, ended by NULL. Words are counted by blanks. */
struct lines {
	int64_t story;
	const char *texts[8];
};

static uint64_t
number_of(const char *text)
{
	uint32_t words = 1;
	for (const char *p = text; *p != '\0'; p++)
		words += *p == ' ';
	return memory_line((struct slice){ text, strlen(text) }, words, true);
}

/* The memory of an outlet, as one that reads its pages keeps it. */
struct outlet {
	uint64_t numbers[MEMORY_PAGES][8];
	struct memory_page pages[MEMORY_PAGES];
	uint32_t count;
	struct memory_line lines[MEMORY_LINES_MAX];
	size_t line_count;
};

static struct outlet outlet;

static void
set_up(void)
{
	memset(&outlet, 0, sizeof(outlet));
}

static void
learn(const struct lines *page)
{
	uint64_t *numbers = outlet.numbers[outlet.count];
	struct memory_line learned[MEMORY_PAGE_LINES_MAX], merged[MEMORY_LINES_MAX];
	size_t count = 0;
	for (; page->texts[count] != NULL; count++)
		numbers[count] = number_of(page->texts[count]);
	struct memory_page *at = &outlet.pages[outlet.count];
	*at = (struct memory_page){
		.number = outlet.count + 1,
		.story = page->story,
		.lines = numbers,
		.count = memory_sort(numbers, count),
	};
	const struct memory_known known = { outlet.lines, outlet.line_count, outlet.count };
	count = memory_learn(&known, outlet.pages, outlet.count, at, learned);
	outlet.line_count = memory_merge(merged, outlet.lines, outlet.line_count, learned, count);
	memcpy(outlet.lines, merged, sizeof(merged));
	outlet.count++;
}

/* On how many pages a line is known to have stood; 0 where it is not known. */
static uint32_t
pages_of(const char *text)
{
	for (size_t i = 0; i < outlet.line_count; i++)
		if (outlet.lines[i].line == number_of(text))
			return outlet.lines[i].pages;
	return 0;
}

#define A   "Rain closed the pass above the village for a second day in a row on Monday"
#define A2  "Nobody knows when the lorries that wait below will be let through again"
#define B   "The mayor has given up her office after eleven years and gives no reason for it"
#define C   "A library in the old mill opens its doors in June if the lifts arrive in time"
#define ADD "Send us your photos"

START_TEST(a_line_on_two_pages_is_known)
{
	learn(&(struct lines){ 1, { A, ADD, NULL } });
	ck_assert_uint_eq(outlet.line_count, 0);
	learn(&(struct lines){ 2, { B, ADD, NULL } });
	ck_assert_uint_eq(pages_of(ADD), 2);
	ck_assert_uint_eq(outlet.lines[0].first, 1);
	learn(&(struct lines){ 3, { C, NULL } });
	learn(&(struct lines){ 4, { A2, ADD, NULL } });
	ck_assert_uint_eq(pages_of(ADD), 3);
	ck_assert_uint_eq(outlet.line_count, 1);
}
END_TEST

START_TEST(pages_of_one_story_do_not_count_for_each_other)
{
	learn(&(struct lines){ 7, { A, ADD, NULL } });
	learn(&(struct lines){ 7, { B, ADD, NULL } });
	ck_assert_uint_eq(outlet.line_count, 0);
	/* Another one counts for both, as one. */
	learn(&(struct lines){ 8, { C, ADD, NULL } });
	ck_assert_uint_eq(pages_of(ADD), 2);
}
END_TEST

START_TEST(pages_that_share_much_of_their_text_do_not_count_for_each_other)
{
	learn(&(struct lines){ 1, { A, A2, ADD, NULL } });
	learn(&(struct lines){ 2, { A, B, ADD, NULL } });
	ck_assert_uint_eq(outlet.line_count, 0);
}
END_TEST

START_TEST(furniture_longer_than_the_text_is_learned_in_the_end)
{
	static const char *const stories[] = { "One fell", "Two rose", "Three sank", "Four burnt",
		"Five won", "Six lost", "Seven left", "Eight came" };
	for (int64_t i = 0; i < (int64_t)COUNT(stories); i++)
		learn(&(struct lines){ i + 1, { stories[i], C, ADD, NULL } });
	ck_assert_uint_ge(pages_of(C), 3);
	ck_assert_uint_ge(pages_of(ADD), 3);
	ck_assert_uint_eq(outlet.line_count, 2);
}
END_TEST

/* Whether a line that stood on `sightings` of `pages` pages is furniture. */
static const struct {
	enum memory_kind kind;
	uint32_t sightings, pages;
	bool furniture;
	uint32_t days; /* from the first to the last; 0: nobody tells */
} judged[] = {
	{ MEMORY_SHORT, 2, 4, true, 0 },
	{ MEMORY_SHORT, 2, 40, false, 0 },
	{ MEMORY_SHORT, 3, 40, true, 0 },
	{ MEMORY_SHORT, 3, 4000, true, 0 },
	{ MEMORY_PROSE, 2, 4, true, 0 },
	{ MEMORY_PROSE, 3, 40, false, 0 },
	{ MEMORY_PROSE, 4, 4000, true, 0 },
	{ MEMORY_SENTENCE, 2, 6, true, 0 },
	{ MEMORY_SENTENCE, 3, 12, false, 0 },
	{ MEMORY_SENTENCE, 4, 12, true, 0 },
	{ MEMORY_SENTENCE, 20, 4000, false, 0 },
	{ MEMORY_TEXT, 2, 6, false, 0 },
	{ MEMORY_TEXT, 3, 6, true, 0 },
	{ MEMORY_TEXT, 4, 20, false, 0 },
	{ MEMORY_TEXT, 6, 30, true, 0 },
	{ MEMORY_TEXT, 20, 4000, false, 0 },
	{ MEMORY_TEXT, 2000, 4000, true, 0 },
	{ MEMORY_LINK, 2, 2, true, 14 },
	{ MEMORY_LINK, 2, 2, false, 13 },
	{ MEMORY_LINK, 4, 4, false, 1 },
	{ MEMORY_LINK, 3, 3, false, 0 },
	{ MEMORY_LINK, 4, 4, true, 0 },
	{ MEMORY_LINK, 2, 5, false, 14 },
	{ MEMORY_LINK, 3, 40, false, 60 },
	{ MEMORY_LINK, 20, 40, true, 60 },
	{ MEMORY_LINK, 19, 40, false, 60 },
	{ MEMORY_TEASER, 2, 2, false, 60 },
	{ MEMORY_TEASER, 3, 6, true, 30 },
	{ MEMORY_TEASER, 3, 6, false, 29 },
	{ MEMORY_TEASER, 5, 6, false, 0 },
	{ MEMORY_TEASER, 6, 6, true, 0 },
	{ MEMORY_STORY, 11, 11, false, 60 },
	{ MEMORY_STORY, 12, 24, true, 30 },
	{ MEMORY_STORY, 12, 24, false, 29 },
	{ MEMORY_STORY, 12, 26, false, 60 },
};

START_TEST(what_looks_like_text_needs_more_pages)
{
	uint32_t days = judged[_i].days;
	const struct memory_line line = { 5, judged[_i].sightings, 1, days > 0 ? 100 : 0,
		days > 0 ? 100 + days : 0 };
	const struct memory_known known = { &line, 1, judged[_i].pages };
	ck_assert_int_eq(memory_is_furniture(&known, 5, judged[_i].kind), judged[_i].furniture);
	ck_assert(!memory_is_furniture(&known, 6, judged[_i].kind));
}
END_TEST

START_TEST(links_have_no_words_and_texts_have_some)
{
	ck_assert(memory_is_link(memory_link(SLICE("post.example/1"))));
	ck_assert(!memory_is_link(memory_line(SLICE("post.example/1"), 0, true)));
	ck_assert_uint_ne(
		memory_link(SLICE("post.example/1")), memory_link(SLICE("post.example/2")));
}
END_TEST

START_TEST(a_line_is_known_with_its_first_day_and_its_last)
{
	uint64_t links[] = { memory_link(SLICE("post.example/app")) };
	const struct memory_page pages[] = { { 1, 1, 105, links, 1 }, { 2, 2, 103, links, 1 },
		{ 3, 3, 0, links, 1 }, { 4, 4, 119, links, 1 } };
	struct memory_line known[1] = { { 0 } }, learned[1], merged[1];
	size_t count = 0;
	for (size_t i = 1; i < COUNT(pages); i++) {
		size_t fresh = memory_learn(NULL, pages, i, &pages[i], learned);
		count = memory_merge(merged, known, count, learned, fresh);
		ck_assert_uint_eq(count, 1);
		known[0] = merged[0];
	}
	ck_assert_uint_eq(known[0].pages, 4);
	ck_assert_uint_eq(known[0].first_day, 103);
	ck_assert_uint_eq(known[0].last_day, 119);
}
END_TEST

START_TEST(nothing_is_known_of_an_outlet_without_a_memory)
{
	const struct memory_known nothing = { 0 };
	ck_assert(!memory_is_furniture(NULL, 5, MEMORY_SHORT));
	ck_assert(!memory_is_furniture(&nothing, 5, MEMORY_SHORT));
}
END_TEST

START_TEST(lines_have_their_words_in_the_lowest_byte)
{
	ck_assert_uint_eq(memory_words(memory_line(SLICE("a b"), 2, true)), 2);
	ck_assert_uint_eq(memory_words(memory_line(SLICE("a b"), 5000, true)), 255);
	ck_assert_uint_ne(number_of(A) >> 8, number_of(B) >> 8);
}
END_TEST

START_TEST(numbers_count_in_prose_alone)
{
	struct slice four = SLICE("4 minutes to read"), twelve = SLICE("12 minutes to read"),
		     hours = SLICE("4 hours to read");
	ck_assert_uint_eq(memory_line(four, 4, false), memory_line(twelve, 4, false));
	ck_assert_uint_ne(memory_line(four, 4, false), memory_line(hours, 4, false));
	ck_assert_uint_ne(memory_line(four, 4, true), memory_line(twelve, 4, true));
	const uint64_t lines[] = { memory_line(four, 4, false), memory_line(hours, 3, true) };
	ck_assert(memory_holds(lines, 2, twelve));
	ck_assert(memory_holds(lines, 2, hours));
	ck_assert(!memory_holds(lines, 2, SLICE("5 hours to read")));
}
END_TEST

Suite *memory_suite(void);

Suite *
memory_suite(void)
{
	Suite *s = suite_create("memory");
	TCase *tc = tcase_create("lines");
	tcase_add_checked_fixture(tc, set_up, NULL);
	tcase_add_test(tc, a_line_on_two_pages_is_known);
	tcase_add_test(tc, pages_of_one_story_do_not_count_for_each_other);
	tcase_add_test(tc, pages_that_share_much_of_their_text_do_not_count_for_each_other);
	tcase_add_test(tc, furniture_longer_than_the_text_is_learned_in_the_end);
	tcase_add_loop_test(tc, what_looks_like_text_needs_more_pages, 0, COUNT(judged));
	tcase_add_test(tc, nothing_is_known_of_an_outlet_without_a_memory);
	tcase_add_test(tc, lines_have_their_words_in_the_lowest_byte);
	tcase_add_test(tc, links_have_no_words_and_texts_have_some);
	tcase_add_test(tc, a_line_is_known_with_its_first_day_and_its_last);
	tcase_add_test(tc, numbers_count_in_prose_alone);
	suite_add_tcase(s, tc);
	return s;
}
