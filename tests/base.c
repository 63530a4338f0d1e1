/* Text, clock, hash table and buffer: what every stage stands on. */
#include <check.h>
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/table.h"
#include "base/text.h"
#include "fixture/arena.h"

static const struct {
	const char *text, *folded;
} folds[] = {
	{ "  a \t\r\n b  ", "a b" },
	{ "a\xC2\xA0\xE3\x80\x80"
	  "b",
		"a b" },
	{ "a\xE2\x80\x8B"
	  "b\xEF\xBB\xBF",
		"ab" },
	{ "a\x01\x7F"
	  "b",
		"ab" },
	{ "a\xFF"
	  "b",
		"a\xEF\xBF\xBD"
		"b" },
	{ "e\xCC\x81", "\xC3\xA9" },
	{ "", "" },
};

START_TEST(white_space_is_folded_and_text_composed)
{
	ck_assert_str_eq(text_fold(arena, slice_of(folds[_i].text)), folds[_i].folded);
}
END_TEST

/* As ICU has it, of text that fits. */
static void
compose_by_icu(const char *text, char *out, int32_t room)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar wide[32], composed[32];
	int32_t length = 0;
	u_strFromUTF8(wide, 32, &length, text, -1, &status);
	length = unorm2_normalize(
		unorm2_getNFCInstance(&status), wide, length, composed, 32, &status);
	u_strToUTF8(out, room, NULL, composed, length, &status);
	ck_assert(U_SUCCESS(status));
}

/* What stands before a letter, between it and a mark, and behind the mark. */
static const struct {
	const char *before, *between, *behind;
} settings[] = {
	{ "", "", "" }, { "", "", "e" }, { "", " ", "" },
	{ "", "", "\xCC\x81" },         /* another mark above */
	{ "", "\xCC\xA3", "" },         /* one below */
	{ "", "\xC3\xA9", "" },         /* a letter that has its mark */
	{ "\xCC\x81", "\xD0\xB8", "" }, /* one that is no ASCII */
};

START_TEST(marks_join_the_letter_before_them)
{
	char mark[5] = "", text[32] = "", expected[64] = "";
	bool same = true;
	for (uint32_t point = 0x300; point <= 0x370 && same; point++)
		for (char letter = ' '; letter < 0x7F && same; letter++) {
			mark[text_encode(point, mark)] = '\0';
			snprintf(text, sizeof(text), "%s%c%s%s%s", settings[_i].before, letter,
				settings[_i].between, mark, settings[_i].behind);
			compose_by_icu(text, expected, sizeof(expected));
			same = strcmp(text_nfc(arena, slice_of(text)), expected) == 0;
		}
	ck_assert_msg(same, "%s", text);
}
END_TEST

START_TEST(white_space_is_folded_wherever_it_stands)
{
	static const char plain[] = "one two three  four";
	char text[sizeof(plain)], folded[sizeof(plain)];
	for (size_t place = 0; place < sizeof(plain) - 1; place++) {
		size_t length = 0;
		memcpy(text, plain, sizeof(plain));
		text[place] = (char)_i;
		for (size_t i = 0; text[i] != '\0'; i++) {
			bool space = text_is_space((unsigned char)text[i]);
			bool visible = text[i] > ' ' && text[i] < 0x7F;
			if (visible || (space && length > 0 && folded[length - 1] != ' '))
				folded[length++] = (char)(space ? ' ' : text[i]);
		}
		folded[length - (folded[length - 1] == ' ')] = '\0';
		ck_assert_str_eq(text_fold(arena, slice_of(text)), folded);
		ck_assert_uint_eq(strlen(text_fold_lower(arena, slice_of(text))), strlen(folded));
	}
}
END_TEST

START_TEST(lower_case_reaches_beyond_ascii)
{
	ck_assert_str_eq(
		text_fold_lower(arena, slice_of("\xC3\x89T\xC3\x89 \xD0\x9C\xD0\x98\xD0\xA0")),
		"\xC3\xA9t\xC3\xA9 \xD0\xBC\xD0\xB8\xD1\x80");
}
END_TEST

START_TEST(lower_case_is_unicodes)
{
	/* One assertion, not a million: Check sends and keeps a message of each. */
	UChar32 point = 0;
	while (point <= 0x10FFFF && text_lower((uint32_t)point) == (uint32_t)u_tolower(point))
		point++;
	ck_assert_msg(point > 0x10FFFF, "U+%04X", (unsigned)point);
}
END_TEST

static const struct {
	const char *bytes;
	bool valid;
} validity[] = {
	{ "plain text that is longer than eight bytes", true },
	{ "caf\xC3\xA9", true },
	{ "\xEF\xBF\xBD", true },
	{ "\xC0\x80", false },
	{ "\xED\xA0\x80", false },
	{ "\xF4\x90\x80\x80", false },
	{ "\xE2\x82", false },
	{ "\x80", false },
};

START_TEST(ill_formed_bytes_are_told)
{
	ck_assert_int_eq(
		text_is_valid(validity[_i].bytes, strlen(validity[_i].bytes)), validity[_i].valid);
}
END_TEST

START_TEST(words_are_counted_in_any_script)
{
	ck_assert_uint_eq(text_words(slice_of("It's two words")), 3);
	ck_assert_uint_eq(text_words(slice_of("")), 0);
	ck_assert_uint_eq(text_words(slice_of("\xE4\xB8\xAD\xE6\x96\x87\xE5\xAD\x97")), 2);
}
END_TEST

START_TEST(escapes_leave_a_terminal_alone)
{
	struct buffer out;
	buffer_init(&out, 1000);
	text_escape(&out, slice_of("a\x1b[31m\n\xC2\x9B\xE2\x80\xAE\xFF\xC3\xA9"));
	ck_assert_str_eq(out.data, "a\\x1b[31m\\n\\x9b\\u{202e}\\xff\xC3\xA9");
	buffer_release(&out);
}
END_TEST

START_TEST(columns_follow_the_width_of_characters)
{
	ck_assert_uint_eq(text_columns(slice_of("ab")), 2);
	ck_assert_uint_eq(text_columns(slice_of("\xE4\xB8\xAD\xE6\x96\x87")), 4);
	ck_assert_uint_eq(text_columns(slice_of("e\xCC\x81")), 1);
}
END_TEST

START_TEST(a_cut_never_splits_a_character)
{
	ck_assert_uint_eq(text_cut("caf\xC3\xA9s", 6, 4), 3);
	ck_assert_uint_eq(text_cut("abc", 3, 10), 3);
}
END_TEST

static const struct {
	int64_t seconds;
	const char *text;
} times[] = {
	{ 0, "1970-01-01T00:00:00Z" },
	{ 1443576000, "2015-09-30T01:20:00Z" },
	{ -1, "1969-12-31T23:59:59Z" },
	{ 951782400, "2000-02-29T00:00:00Z" },
	{ 4107542400, "2100-03-01T00:00:00Z" },
	{ -62167219200, "0000-01-01T00:00:00Z" },
	{ 253402300799, "9999-12-31T23:59:59Z" },
};

START_TEST(times_are_written_and_read)
{
	char text[CLOCK_TEXT_BYTES];
	int64_t seconds;
	ck_assert_str_eq(clock_format(times[_i].seconds, text), times[_i].text);
	ck_assert(clock_read(slice_of(text), &seconds));
	ck_assert_int_eq(seconds, times[_i].seconds);
}
END_TEST

START_TEST(offsets_and_fractions_are_understood)
{
	int64_t seconds;
	ck_assert(clock_read(SLICE("2015-09-30T09:20:00.5+08:00"), &seconds));
	ck_assert_int_eq(seconds, 1443576000);
	ck_assert(!clock_read(SLICE("2015-09-30"), &seconds));
	ck_assert(!clock_read(SLICE("2015-13-30T00:00:00Z"), &seconds));
	ck_assert_int_eq(
		clock_from_civil(2015, 14, 1, 0, 0, 0), clock_from_civil(2016, 2, 1, 0, 0, 0));
	ck_assert_int_eq(
		clock_from_civil(2015, 0, 1, 0, 0, 0), clock_from_civil(2014, 12, 1, 0, 0, 0));
}
END_TEST

START_TEST(dates_of_news_are_believed_within_reason)
{
	int64_t now = clock_from_civil(2015, 9, 30, 12, 0, 0),
		first = clock_from_civil(1990, 1, 1, 0, 0, 0);
	ck_assert_int_eq(clock_believed(first, now), first);
	ck_assert(clock_believed(first - 1, now) == CLOCK_NEVER);
	ck_assert_int_eq(clock_believed(now + 86400, now), now + 86400);
	ck_assert(clock_believed(now + 86401, now) == CLOCK_NEVER);
	ck_assert_int_eq(clock_believed(now + 86401, CLOCK_NEVER), now + 86401);
	ck_assert(clock_believed(CLOCK_NEVER, now) == CLOCK_NEVER);
}
END_TEST

START_TEST(a_table_keeps_what_was_put)
{
	struct table *table = table_new();
	char key[16];
	for (int i = 0; i < 2000; i++) {
		int length = snprintf(key, sizeof(key), "%d", i);
		ck_assert_ptr_null(table_put(table, key, (size_t)length, mem_strdup(key)));
	}
	for (int i = 0; i < 2000; i += 2) {
		int length = snprintf(key, sizeof(key), "%d", i);
		mem_free(table_remove(table, key, (size_t)length));
	}
	ck_assert_uint_eq(table_count(table), 1000);
	for (int i = 0; i < 2000; i++) {
		int length = snprintf(key, sizeof(key), "%d", i);
		const char *value = table_get(table, key, (size_t)length);
		ck_assert_pstr_eq(value, i % 2 == 0 ? NULL : key);
	}
	size_t at = 0, seen = 0;
	while (table_next(table, &at, NULL, NULL))
		seen++;
	ck_assert_uint_eq(seen, 1000);
	table_free(table, mem_free);
}
END_TEST

START_TEST(a_buffer_never_passes_its_ceiling)
{
	struct buffer buffer;
	buffer_init(&buffer, 5);
	ck_assert(buffer_add_string(&buffer, "abc"));
	ck_assert(!buffer_add_string(&buffer, "def"));
	ck_assert(!buffer_add_string(&buffer, "d"));
	ck_assert_str_eq(buffer.data, "abc");
	ck_assert(buffer.overflowed);
	buffer_release(&buffer);
}
END_TEST

Suite *
base_suite(void)
{
	Suite *suite = suite_create("base");
	TCase *tc = tcase_create("base");
	tcase_add_checked_fixture(tc, arena_set_up, arena_tear_down);
	tcase_add_loop_test(
		tc, white_space_is_folded_and_text_composed, 0, sizeof(folds) / sizeof(folds[0]));
	tcase_add_loop_test(tc, white_space_is_folded_wherever_it_stands, 1, 128);
	tcase_add_loop_test(
		tc, marks_join_the_letter_before_them, 0, sizeof(settings) / sizeof(settings[0]));
	tcase_add_test(tc, lower_case_reaches_beyond_ascii);
	tcase_add_test(tc, lower_case_is_unicodes);
	tcase_add_loop_test(
		tc, ill_formed_bytes_are_told, 0, sizeof(validity) / sizeof(validity[0]));
	tcase_add_test(tc, words_are_counted_in_any_script);
	tcase_add_test(tc, escapes_leave_a_terminal_alone);
	tcase_add_test(tc, columns_follow_the_width_of_characters);
	tcase_add_test(tc, a_cut_never_splits_a_character);
	tcase_add_loop_test(tc, times_are_written_and_read, 0, sizeof(times) / sizeof(times[0]));
	tcase_add_test(tc, offsets_and_fractions_are_understood);
	tcase_add_test(tc, dates_of_news_are_believed_within_reason);
	tcase_add_test(tc, a_table_keeps_what_was_put);
	tcase_add_test(tc, a_buffer_never_passes_its_ceiling);
	suite_add_tcase(suite, tc);
	return suite;
}
