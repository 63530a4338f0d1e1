/* Marks: class and id names cut into tokens, and what they mean. */
#include "extract/mark.h"

#include <string.h>

#include "extract/line.h"
#include "words/mark-classes.h"

#define MARK_KNOWN 0x8000U /* in fields->marks: the element was looked at */

static unsigned
mark_of_token(const char *token, size_t length)
{
	const struct word *word =
		length > MARK_CLASSES_LONGEST ? NULL : mark_classes_find(token, length);
	if (word == NULL)
		return 0;
	switch (word->group) {
	case MARK_WORD_KICKER: return MARK_KICKER;
	case MARK_WORD_DEK: return MARK_DEK;
	case MARK_WORD_BYLINE: return MARK_BYLINE;
	case MARK_WORD_CAPTION: return MARK_CAPTION;
	case MARK_WORD_CREDIT: return MARK_CREDIT;
	case MARK_WORD_DATE: return MARK_DATE;
	case MARK_WORD_RELATED: return MARK_RELATED;
	case MARK_WORD_UNSEEN: return MARK_UNSEEN;
	}
	return 0;
}

static bool
is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Marks of the tokens of a value; `pair` holds the token before and this one, in lower case. */
static unsigned
marks_in(struct slice value)
{
	char pair[2 * MARK_CLASSES_LONGEST + 2];
	unsigned marks = 0;
	size_t before = 0;
	if (value.length > MARK_VALUE_MAX_BYTES)
		value.length = MARK_VALUE_MAX_BYTES;
	for (size_t at = 0; at < value.length;) {
		if (!is_letter(value.data[at])) {
			/* Blanks part names; other marks only tokens. */
			if (strchr(" \t\r\n", value.data[at]) != NULL)
				before = 0;
			at++;
			continue;
		}
		size_t from = at++;
		while (at < value.length && is_letter(value.data[at]) &&
			!((value.data[at] & 32) == 0 && (value.data[at - 1] & 32) != 0))
			at++;
		size_t length = at - from;
		if (length > MARK_CLASSES_LONGEST) {
			before = 0;
			continue;
		}
		for (size_t i = 0; i < length; i++)
			pair[before + i] = (char)(value.data[from + i] | 32);
		marks |= mark_of_token(pair + before, length);
		if (before > 0)
			marks |= mark_of_token(pair, before + length);
		memmove(pair, pair + before, length);
		before = length;
	}
	return marks;
}

unsigned
mark_of(const struct fields *fields, uint32_t node)
{
	const struct page *page = fields->page;
	static const enum attribute_name names[] = { ATTRIBUTE_CLASS, ATTRIBUTE_ID,
		ATTRIBUTE_DATA_COMPONENT, ATTRIBUTE_DATA_TESTID };
	unsigned marks = 0;
	const uint32_t bits = page_name_bit(ATTRIBUTE_CLASS) | page_name_bit(ATTRIBUTE_ID) |
			      page_name_bit(ATTRIBUTE_DATA_COMPONENT) |
			      page_name_bit(ATTRIBUTE_DATA_TESTID);
	if ((page->nodes[node].names & bits) == 0)
		return 0;
	if ((fields->marks[node] & MARK_KNOWN) != 0)
		return fields->marks[node] & ~MARK_KNOWN;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct slice value = page_attribute_raw(page, node, names[i]);
		if (value.data != NULL)
			marks |= marks_in(value);
	}
	fields->marks[node] = (uint16_t)(marks | MARK_KNOWN);
	return marks;
}

unsigned
mark_above(const struct fields *fields, uint32_t node, uint32_t within, int levels)
{
	unsigned marks = 0;
	for (; levels > 0 && node != within && node != fields->page->body && node != 0; levels--) {
		marks |= mark_of(fields, node);
		node = fields->page->nodes[node].parent;
	}
	return marks;
}
