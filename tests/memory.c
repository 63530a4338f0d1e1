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
	return memory_line((struct slice){ text, strlen(text) }, words);
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
	count = memory_learn(outlet.pages, outlet.count, at, learned);
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
} judged[] = {
	{ MEMORY_SHORT, 2, 4, true },
	{ MEMORY_SHORT, 2, 40, false },
	{ MEMORY_SHORT, 3, 40, true },
	{ MEMORY_SHORT, 3, 4000, true },
	{ MEMORY_PROSE, 2, 4, true },
	{ MEMORY_PROSE, 3, 40, false },
	{ MEMORY_PROSE, 4, 4000, true },
	{ MEMORY_SENTENCE, 2, 6, true },
	{ MEMORY_SENTENCE, 3, 12, false },
	{ MEMORY_SENTENCE, 4, 12, true },
	{ MEMORY_SENTENCE, 20, 4000, false },
	{ MEMORY_TEXT, 2, 6, false },
	{ MEMORY_TEXT, 3, 6, true },
	{ MEMORY_TEXT, 4, 20, false },
	{ MEMORY_TEXT, 6, 30, true },
	{ MEMORY_TEXT, 20, 4000, false },
	{ MEMORY_TEXT, 2000, 4000, true },
};

START_TEST(what_looks_like_text_needs_more_pages)
{
	const struct memory_line line = { 5, judged[_i].sightings, 1 };
	const struct memory_known known = { &line, 1, judged[_i].pages };
	ck_assert_int_eq(memory_is_furniture(&known, 5, judged[_i].kind), judged[_i].furniture);
	ck_assert(!memory_is_furniture(&known, 6, judged[_i].kind));
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
	ck_assert_uint_eq(memory_words(memory_line((struct slice){ "a b", 3 }, 2)), 2);
	ck_assert_uint_eq(memory_words(memory_line((struct slice){ "a b", 3 }, 5000)), 255);
	ck_assert_uint_ne(number_of(A) >> 8, number_of(B) >> 8);
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
	suite_add_tcase(s, tc);
	return s;
}
