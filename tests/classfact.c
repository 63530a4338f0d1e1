/* What names in class and id attributes say of an element. */
#include <check.h>
#include <stdio.h>
#include <string.h>

#include "extract/classfact.h"
#include "extract/classname.h"
#include "extract/flag.h"
#include "extract/listmark.h"
#include "extract/mark.h"
#include "fixture/arena.h"
#include "words/ago-words.h"
#include "words/controls.h"
#include "words/flag-tokens.h"
#include "words/list-labels.h"
#include "words/photo-labels.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
	const char *file;
	const struct word *(*find)(const char *, size_t);
	bool (*may_begin)(const char *, size_t);
} lists[] = {
	{ "daemon/extract/words/flag-tokens.txt", flag_tokens_find, flag_tokens_may_begin },
	{ "daemon/extract/words/photo-labels.txt", photo_labels_find, photo_labels_may_begin },
	{ "daemon/extract/words/controls.txt", controls_find, controls_may_begin },
	{ "daemon/extract/words/ago-words.txt", ago_words_find, ago_words_may_begin },
	{ "daemon/extract/words/list-labels.txt", list_labels_find, list_labels_may_begin },
};

/* Lists begin with a sieve that lets few others pass. */
START_TEST(each_entry_of_a_list_is_found)
{
	char line[1000];
	FILE *list = fopen(lists[_i].file, "r");
	ck_assert_ptr_nonnull(list);
	while (fgets(line, sizeof(line), list) != NULL) {
		size_t length = strcspn(line, "\n");
		bool entry = length > 0 && line[0] != '#' && line[0] != '[';
		const struct word *word = lists[_i].find(line, length);
		ck_assert_msg((word != NULL) == entry, "%s", line);
		ck_assert(word == NULL || strncmp(word->name, line, length) == 0);
		ck_assert(word == NULL || lists[_i].may_begin(line, length));
		line[length] = ' '; /* and where more stands behind it, however short it is */
		ck_assert(word == NULL || lists[_i].may_begin(line, length + 1));
	}
	fclose(list);
}
END_TEST

START_TEST(what_may_begin_an_entry_is_told_in_any_case)
{
	ck_assert(photo_labels_may_begin("PHOTO: x", 8));
	ck_assert(photo_labels_may_begin("\xD0\xA4\xD0\xBE\xD1\x82\xD0\xBE", 8));
	ck_assert(!photo_labels_may_begin(
		"\xD0\xAA\xD0\xAA", 4)); /* no word begins with a hard sign */
	/* "pic" and U+56FE are entries; each ends where a word does. */
	ck_assert(photo_labels_may_begin("Pic: x", 6));
	ck_assert(!photo_labels_may_begin("Picnic", 6));
	ck_assert(photo_labels_may_begin("\xE5\x9B\xBE/x", 5));
	ck_assert(photo_labels_may_begin("\xE5\x9B\xBEx", 4));
}
END_TEST

START_TEST(cuts_a_name_into_tokens_and_pairs)
{
	static const char *const tokens[] = { "article", "related", "posts", "2" };
	static const char *const pairs[] = { "", "article-related", "related-posts", "" };
	struct class_tokens it;
	class_tokens_begin(
		&it, SLICE("article__relatedPosts_thisTokenIsLongerThanAnyWordOfTheLists"
			   "everWasOrWillBe_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa_2"));
	for (size_t i = 0; i < 3; i++) {
		ck_assert(class_tokens_next(&it));
		struct slice token = { it.token, it.length }, pair = { it.pair, it.pair_length };
		ck_assert(slice_equals(token, slice_of(tokens[i])));
		ck_assert(slice_equals(pair, slice_of(pairs[i])));
	}
	/* No pair goes over a token that is too long. */
	while (class_tokens_next(&it) && it.token[0] != '2')
		ck_assert_uint_le(it.length, CLASS_TOKEN_MAX_BYTES);
	ck_assert(slice_equals((struct slice){ it.token, it.length }, slice_of(tokens[3])));
	ck_assert_uint_eq(it.pair_length, 0);
	ck_assert(!class_tokens_next(&it));
}
END_TEST

static const struct {
	const char *value;
	uint8_t flags;
	uint16_t marks;
	uint32_t list_marks;
} values[] = {
	{ "", 0, 0, 0 },
	{ "  ", 0, 0, 0 },
	{ "x9 wide", 0, 0, 0 },
	{ "article-body", FLAG_BODY, 0, 0 },
	{ "byline", FLAG_HARD, MARK_BYLINE, LIST_MARK_META },
	/* A pair may be written as one word. */
	{ "story__sub-title", FLAG_LEDE, MARK_DEK, LIST_MARK_TITLE },
	{ "subtitle", FLAG_LEDE, MARK_DEK, LIST_MARK_META },
	/* No pair goes over a blank. */
	{ "sub title", 0, 0, LIST_MARK_TITLE },
	/* A digit belongs to the token. */
	{ "deck2", 0, 0, 0 },
	/* States say nothing, in whichever list the rest stands. */
	{ "has-byline with-caption no-nav tag-kicker", 0, 0, 0 },
	{ "wide has-sidebar mt-[calc(byline)]", 0, 0, 0 },
	/* "post-navigation" is one name, though it holds "navigation". */
	{ "post-navigation", FLAG_HARD, 0, LIST_MARK_NEIGHBOUR },
	{ "nav post-navigation", FLAG_HARD, MARK_RELATED, LIST_MARK_NEIGHBOUR },
};

START_TEST(knows_what_names_say)
{
	/* Twice: told the same from memory. */
	for (int round = 0; round < 2; round++) {
		struct class_facts facts = class_facts_of(slice_of(values[_i].value));
		ck_assert_msg(facts.flags == values[_i].flags, "%s: flags %x", values[_i].value,
			facts.flags);
		ck_assert_msg(facts.marks == values[_i].marks, "%s: marks %x", values[_i].value,
			facts.marks);
		ck_assert_msg(facts.list_marks == values[_i].list_marks, "%s: list marks %x",
			values[_i].value, facts.list_marks);
	}
}
END_TEST

START_TEST(gives_the_same_facts_after_many_others)
{
	struct class_facts first = class_facts_of(SLICE("byline"));
	for (int i = 0; i < 10000; i++)
		class_facts_of(slice_of(arena_printf(arena, "x%d wide y%d", i, i)));
	struct class_facts last = class_facts_of(SLICE("byline"));
	ck_assert_uint_eq(last.hash, first.hash);
	ck_assert_uint_eq(last.marks, MARK_BYLINE);
}
END_TEST

Suite *
classfact_suite(void)
{
	Suite *suite = suite_create("classfact");
	TCase *tc = tcase_create("classfact");
	tcase_add_checked_fixture(tc, arena_set_up, arena_tear_down);
	tcase_add_loop_test(tc, each_entry_of_a_list_is_found, 0, COUNT(lists));
	tcase_add_test(tc, what_may_begin_an_entry_is_told_in_any_case);
	tcase_add_test(tc, cuts_a_name_into_tokens_and_pairs);
	tcase_add_loop_test(tc, knows_what_names_say, 0, COUNT(values));
	tcase_add_test(tc, gives_the_same_facts_after_many_others);
	suite_add_tcase(suite, tc);
	return suite;
}
