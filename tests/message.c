/* What desk and worker say to each other of an outlet's lines. */
#include "worker/message.h"

#include <check.h>
#include <string.h>

#include "base/clock.h"

#define MESSAGE_MAX_BYTES ((size_t)1 << 20)

static struct arena *arena;
static struct buffer out;
static struct err err;

static void
set_up(void)
{
	arena = arena_new();
	buffer_init(&out, MESSAGE_MAX_BYTES);
}

static void
tear_down(void)
{
	buffer_release(&out);
	arena_free(arena);
}

/* Sends a request with what is known, and reads it; `cut` bytes of its end are lost. */
static bool
pass(const struct memory_known *known, size_t cut, struct extract_request *read)
{
	enum message_task task;
	struct title_names *names = NULL;
	const struct extract_request request = {
		.bytes = { "<p>", 3 },
		.url = "https://gazette.example/1",
		.crawled = CLOCK_NEVER,
		.memory = known,
	};
	ck_assert(message_add_request(&out, MESSAGE_ARTICLE, &request));
	const struct slice payload = { out.data + 4, out.length - 4 - cut };
	return message_read_request(arena, payload, &task, read, &names, &err);
}

START_TEST(a_request_brings_the_lines_that_are_known)
{
	static const struct memory_line lines[] = { { 7, 2, 1, 20, 30 },
		{ UINT64_MAX, 9, 4, 0, 0 } };
	const struct memory_known known = { lines, 2, 30 };
	struct extract_request read;
	ck_assert(pass(&known, 0, &read));
	ck_assert_ptr_nonnull(read.memory);
	ck_assert_uint_eq(read.memory->count, 2);
	ck_assert_uint_eq(read.memory->pages, 30);
	ck_assert_mem_eq(read.memory->lines, lines, sizeof(lines));
	ck_assert(slice_equals(read.bytes, SLICE("<p>")));
}
END_TEST

START_TEST(an_outlet_never_read_is_no_outlet_without_a_memory)
{
	const struct memory_known nothing = { 0 };
	struct extract_request read;
	ck_assert(pass(&nothing, 0, &read));
	ck_assert_ptr_nonnull(read.memory);
	ck_assert_uint_eq(read.memory->count, 0);
	ck_assert(slice_equals(read.bytes, SLICE("<p>")));
	buffer_clear(&out);
	ck_assert(pass(NULL, 0, &read));
	ck_assert_ptr_null(read.memory);
}
END_TEST

START_TEST(a_request_with_fewer_lines_than_it_says_is_refused)
{
	static const struct memory_line lines[] = { { 7, 2, 1, 0, 0 } };
	const struct memory_known known = { lines, 1, 30 };
	struct extract_request read;
	ck_assert(!pass(&known, 4, &read));
	ck_assert_int_eq(err.kind, ERR_FORMAT);
}
END_TEST

START_TEST(an_answer_brings_the_pages_own_lines)
{
	uint64_t lines[] = { 7, UINT64_C(1) << 63, UINT64_MAX };
	struct article article;
	struct answer answer = { .arena = arena };
	article_init(&article);
	article.lines = lines;
	article.line_count = 3;
	ck_assert(message_add_article(&out, &article));
	ck_assert_msg(
		message_read_answer(&answer, (struct slice){ out.data + 4, out.length - 4 }, &err),
		"%s", err.text);
	ck_assert_uint_eq(answer.article.line_count, 3);
	ck_assert_mem_eq(answer.article.lines, lines, sizeof(lines));
}
END_TEST

/* An answer that a worker taken over by its page might give. */
START_TEST(foreign_lines_are_sorted_bounded_and_numbers)
{
	struct article article;
	struct answer answer = { .arena = arena };
	article_init(&article);
	ck_assert(message_add_article(&out, &article));
	struct buffer forged;
	buffer_init(&forged, MESSAGE_MAX_BYTES);
	buffer_add(&forged, out.data + 4, out.length - 4 - 1);
	buffer_add_string(&forged, ",\"lines\":[\"x\",9,3,3,null");
	for (int i = 0; i < 2 * MEMORY_PAGE_LINES_MAX; i++)
		buffer_addf(&forged, ",%d", 1000 - i);
	buffer_add_string(&forged, "]}");
	ck_assert_msg(
		message_read_answer(&answer, (struct slice){ forged.data, forged.length }, &err),
		"%s", err.text);
	ck_assert_uint_le(answer.article.line_count, MEMORY_PAGE_LINES_MAX);
	for (size_t i = 1; i < answer.article.line_count; i++)
		ck_assert_uint_lt(answer.article.lines[i - 1], answer.article.lines[i]);
	ck_assert_uint_eq(answer.article.lines[0], 3);
	buffer_release(&forged);
}
END_TEST

Suite *message_suite(void);

Suite *
message_suite(void)
{
	Suite *s = suite_create("message");
	TCase *tc = tcase_create("lines");
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, a_request_brings_the_lines_that_are_known);
	tcase_add_test(tc, an_outlet_never_read_is_no_outlet_without_a_memory);
	tcase_add_test(tc, a_request_with_fewer_lines_than_it_says_is_refused);
	tcase_add_test(tc, an_answer_brings_the_pages_own_lines);
	tcase_add_test(tc, foreign_lines_are_sorted_bounded_and_numbers);
	suite_add_tcase(s, tc);
	return s;
}
