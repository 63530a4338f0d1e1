/* Site memory in the store: what pages teach is kept with them, bounded, and found again. */
#include "wired.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Words of furniture, as numbers that need no text; the second one is negative for SQLite. */
#define LINE      (UINT64_C(0x1100) | 9)
#define HIGH_LINE (UINT64_C(0xF100000000000000) | 9)

/* A line of the n-th page alone, of so many words that furniture is no third of the text. */
static uint64_t
own_line(int64_t n)
{
	return (uint64_t)(n + 1) << 32 | 255;
}

/* Reads one page of the gazette with the lines, and commits. */
static struct store_page_result
read_page(const char *headline, int64_t n, const uint64_t *lines, size_t count)
{
	struct store_page_result result;
	const char *url = arena_printf(w.arena, "https://gazette.example/%d", (int)n);
	struct article article = wire_article(&w, url, headline, "The text of it.");
	article.lines = arena_zalloc(w.arena, count + 1, sizeof(*lines));
	article.lines[0] = own_line(n);
	for (size_t i = 0; i < count; i++)
		article.lines[i + 1] = lines[i];
	article.line_count = memory_sort(article.lines, count + 1);
	const struct store_page page = {
		.link = wire_link(&w, "gazette", GAZETTE_FEED, url, headline, NOON + n),
		.article = &article,
		.http_status = 200,
		.fetched = NOON + n,
	};
	wire_begin(&w);
	store_page(w.store, w.arena, &page, &result);
	store_learn(w.store, w.arena, &page, &result);
	wire_commit(&w);
	return result;
}

static struct store_page_result
read_story(int64_t n, const uint64_t *lines, size_t count)
{
	return read_page(arena_printf(w.arena, "Bridge number %d is opened to all", (int)n), n,
		lines, count);
}

static const uint64_t furniture[] = { LINE, HIGH_LINE };

START_TEST(a_line_on_two_pages_is_known_and_found_again)
{
	struct memory_known known;
	ck_assert_uint_eq(read_story(1, furniture, 2).memory.count, 0);
	struct store_page_result second = read_story(2, furniture, 2);
	ck_assert_uint_eq(second.memory.count, 2);
	ck_assert_uint_eq(second.memory.pages, 2);
	read_story(3, furniture, 1);
	store_close(w.store);
	wire_open(&w);
	ck_assert(store_load_memory(w.store, w.arena, "gazette", &known, &w.err));
	ck_assert_uint_eq(known.pages, 3);
	ck_assert_uint_eq(known.count, 2);
	ck_assert(known.lines[0].line == LINE && known.lines[0].pages == 3);
	ck_assert(known.lines[1].line == HIGH_LINE && known.lines[1].pages == 2);
	ck_assert_uint_eq(known.lines[1].first, 1);
}
END_TEST

START_TEST(a_line_is_found_again_with_its_days)
{
	struct memory_known known;
	read_story(1, furniture, 1);
	read_story((int64_t)9 * 86400, furniture, 1);
	read_story((int64_t)20 * 86400, furniture, 1);
	store_close(w.store);
	wire_open(&w);
	ck_assert(store_load_memory(w.store, w.arena, "gazette", &known, &w.err));
	ck_assert_uint_eq(known.count, 1);
	ck_assert_uint_eq(known.lines[0].first_day, memory_day(NOON));
	ck_assert_uint_eq(known.lines[0].last_day, memory_day(NOON) + 20);
}
END_TEST

START_TEST(an_outlet_learns_for_itself_alone)
{
	struct memory_known known;
	read_story(1, furniture, 2);
	read_story(2, furniture, 2);
	ck_assert(store_load_memory(w.store, w.arena, "tribune", &known, &w.err));
	ck_assert_uint_eq(known.count, 0);
	ck_assert_uint_eq(known.pages, 0);
}
END_TEST

START_TEST(pages_of_one_story_do_not_count_for_each_other)
{
	read_page("The ferry runs again after the storm", 1, furniture, 2);
	struct store_page_result second =
		read_page("The ferry runs again after the storm", 2, furniture, 2);
	ck_assert_int_eq(second.outcome, STORE_JOINED);
	ck_assert_uint_eq(second.memory.count, 0);
	ck_assert_uint_eq(read_story(3, furniture, 2).memory.count, 2);
}
END_TEST

START_TEST(nothing_is_learned_of_a_transaction_that_fails)
{
	read_story(1, furniture, 2);
	wire_begin(&w);
	struct store_page_result result = { .outcome = STORE_NEW, .story = 99 };
	struct article article = wire_article(&w, "https://gazette.example/9", "A", "B");
	uint64_t lines[] = { LINE, own_line(9) };
	article.lines = lines;
	article.line_count = 2;
	store_learn(
		w.store, w.arena, &(struct store_page){ .link = 1, .article = &article }, &result);
	ck_assert_uint_eq(result.memory.count, 1);
	store_rollback(w.store);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM known_line"), 0);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM page_lines"), 1);
}
END_TEST

START_TEST(pages_and_lines_are_bounded)
{
	uint64_t lines[MEMORY_PAGE_LINES_MAX - 1];
	struct store_page_result result = { 0 };
	for (int64_t n = 1; n <= 20; n++) {
		/* Each two pages share texts and links of their own: far more in the end than are
		 * kept. */
		for (size_t i = 0; i < COUNT(lines); i++)
			lines[i] = (uint64_t)((n + 1) / 2 * 1000 + (int64_t)i) << 8 | i % 2;
		result = read_story(n, lines, COUNT(lines));
	}
	ck_assert_uint_eq(result.memory.count, MEMORY_LINES_MAX);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM known_line"), MEMORY_LINES_MAX);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM known_line WHERE line & 255 = 0"),
		MEMORY_LINKS_MAX);
	/* The newest are among them, the oldest are not. */
	ck_assert_int_eq(
		wire_number(
			&w, "SELECT count(*) FROM known_line WHERE line >> 8 IN (10000, 10001)"),
		2);
	ck_assert_int_eq(
		wire_number(&w, "SELECT count(*) FROM known_line WHERE line >> 8 IN (1000, 1001)"),
		0);
	for (int64_t n = 21; n <= MEMORY_PAGES + 5; n++)
		read_story(n, NULL, 0);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM page_lines"), MEMORY_PAGES);
	ck_assert_int_eq(wire_number(&w, "SELECT min(number) FROM page_lines"), 6);
}
END_TEST

START_TEST(lines_not_seen_for_two_months_are_forgotten)
{
	read_story(1, furniture, 2);
	read_story(2, furniture, 2);
	struct store_page_result late = read_story((int64_t)61 * 86400, furniture, 1);
	ck_assert_uint_eq(late.memory.count, 1);
	ck_assert(late.memory.lines[0].line == LINE);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM known_line"), 1);
}
END_TEST

/* An article whose second paragraph is read first as text, then known as furniture. */
static struct store_page_result
read_again(const char *const *paragraphs, size_t count, const uint64_t *lines, size_t line_count)
{
	static int64_t link;
	const char *url = "https://gazette.example/again";
	struct article article = wire_article(&w, url, "Old mill is sold again", "");
	article.paragraphs = (const char **)paragraphs;
	article.paragraph_count = count;
	article.lines = (uint64_t *)lines;
	article.line_count = line_count;
	if (lines == NULL)
		link = wire_link(&w, "gazette", GAZETTE_FEED, url, "Old mill is sold again", NOON);
	return wire_page(&w, link, &article, NOON + HOUR);
}

START_TEST(what_loses_known_furniture_alone_has_not_changed)
{
	static const char *const before[] = { "The mill is sold.", "Send us your photos" };
	static const char *const after[] = { "The mill is sold." };
	static const char *const changed[] = { "The mill is not sold." };
	const uint64_t lines[] = { memory_line(slice_of(before[1]), 4, false) };
	ck_assert_int_eq(read_again(before, 2, NULL, 0).outcome, STORE_NEW);
	ck_assert_int_eq(read_again(after, 1, lines, 1).outcome, STORE_UNCHANGED);
	ck_assert_int_eq(read_again(changed, 1, lines, 1).outcome, STORE_REVISION);
}
END_TEST

START_TEST(what_loses_a_line_that_left_the_page_has_changed)
{
	static const char *const before[] = { "The mill is sold.", "Send us your photos" };
	const uint64_t lines[] = { memory_line(slice_of(before[0]), 4, true) };
	ck_assert_int_eq(read_again(before, 2, NULL, 0).outcome, STORE_NEW);
	ck_assert_int_eq(read_again(before, 1, lines, 1).outcome, STORE_REVISION);
}
END_TEST

Suite *lines_suite(void);

Suite *
lines_suite(void)
{
	Suite *s = suite_create("lines");
	TCase *tc = tcase_create("store");
	tcase_add_checked_fixture(tc, wired_begin, wired_end);
	tcase_add_test(tc, a_line_on_two_pages_is_known_and_found_again);
	tcase_add_test(tc, a_line_is_found_again_with_its_days);
	tcase_add_test(tc, an_outlet_learns_for_itself_alone);
	tcase_add_test(tc, pages_of_one_story_do_not_count_for_each_other);
	tcase_add_test(tc, nothing_is_learned_of_a_transaction_that_fails);
	tcase_add_test(tc, pages_and_lines_are_bounded);
	tcase_add_test(tc, lines_not_seen_for_two_months_are_forgotten);
	tcase_add_test(tc, what_loses_known_furniture_alone_has_not_changed);
	tcase_add_test(tc, what_loses_a_line_that_left_the_page_has_changed);
	suite_add_tcase(s, tc);
	return s;
}
