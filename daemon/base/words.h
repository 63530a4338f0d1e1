/*
 * words.h - the form of a compiled word list.
 *
 * A list lies beside the code that uses it, in words/NAME.txt: one entry a line, `#` opens a
 * comment line, `[group]` begins a group. The build turns it into a perfect hash (gperf) with one
 * function in words/NAME.h:
 *
 *      const struct word *NAME_find(const char *bytes, size_t length);    ('-' in NAME becomes '_')
 *
 * It answers exact matches only, so the caller folds case and white space as the list's head says,
 * and gives the entry with its group, or NULL. Groups are named in C through an enum in the list's
 * own head:
 *
 *      #! prefix LABEL_        each [group] gives the constant LABEL_GROUP ('-' becomes '_'),
 *                              numbered from 1 in the order of first appearance
 *
 * and #define NAME_LONGEST is the bytes of the longest entry, so that a caller can refuse longer
 * ones unread.
 *
 *      bool NAME_may_begin(const char *bytes, size_t length);
 *
 * is false where no entry can be the front of the text, or all of it, and end where a word does:
 * told by the text's first four bytes. Few words of a text pass, so that whoever tries phrase after
 * phrase need not fold what is none. The text may be in any case.
 */
#ifndef NEWSWIRED_BASE_WORDS_H
#define NEWSWIRED_BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/text.h"

struct word {
	const char *name; /* as in the list; NULL in holes of the table, which no find gives */
	int group;        /* from 1 */
};

/*
 * What NAME_find asks before the hash, since most that is looked up is in no list: whether an entry
 * is as long and has the same first, second, middle and last bytes. The bitmap stays in the
 * processor's nearest memory, as the hash's tables do not.
 */
static inline bool
words_may_be(const unsigned char *sieve, unsigned bits, const char *bytes, size_t length)
{
	const unsigned char *s = (const unsigned char *)bytes;
	if (length == 0)
		return false;
	unsigned slot = (s[0] * 4129U + s[length > 1] * 271U + s[length / 2] * 1031U +
				s[length - 1] * 67U + (unsigned)length * 19U) %
			bits;
	return (sieve[slot / 8] >> slot % 8 & 1) != 0;
}

#define WORDS_FRONT 4 /* bytes of a text that tell whether an entry may begin it */

/* Whether an entry begins with the bytes of `front`, or is the first of them, the others 0. */
static inline bool
words_is_begun(const unsigned char *begun, uint32_t bits, uint32_t front)
{
	/* words.awk marks the same slot. */
	uint32_t slot = (uint32_t)((uint64_t)(front * 2654435761U) * bits >> 32);
	return (begun[slot / 8] >> slot % 8 & 1) != 0;
}

/* Whether a word may end before a byte: it is no letter behind another, nor inside a character. */
static inline bool
words_may_end(uint32_t before, uint32_t byte)
{
	bool letter = (byte >= '0' && byte <= '9') || ((byte | 32) >= 'a' && (byte | 32) <= 'z');
	return letter ? before >= 0x80 : (byte & 0xC0) != 0x80;
}

/* The first bytes of a text as a number, the first one highest; 0 for those that it has not. */
static inline uint32_t
words_front(const char *bytes, size_t length)
{
	const unsigned char *s = (const unsigned char *)bytes;
	if (length >= WORDS_FRONT)
		return (uint32_t)s[0] << 24 | (uint32_t)s[1] << 16 | (uint32_t)s[2] << 8 | s[3];
	uint32_t front = 0;
	for (size_t i = 0; i < WORDS_FRONT; i++)
		front = front << 8 | (i < length ? s[i] : 0);
	return front;
}

/* The same in lower case, code point by code point. */
uint32_t words_front_lower(const char *bytes, size_t length);

/*
 * What NAME_may_begin asks. lengths: a bit for each length that an entry has, of those below
 * WORDS_FRONT. Letters beyond ASCII are looked up in lower case, but for the scripts of U+3000 to
 * U+9FFF, which have none.
 */
static inline bool
words_may_begin(const unsigned char *begun, uint32_t bits, unsigned lengths, const char *bytes,
	size_t length)
{
	uint32_t front = words_front(bytes, length);
	bool caseless = front >> 24 >= 0xE3 && front >> 24 <= 0xE9;
	if (caseless || (front & 0x80808080) == 0)
		front = (uint32_t)text_lower_eight(front);
	else
		front = words_front_lower(bytes, length);
	if (words_is_begun(begun, bits, front))
		return true;
	for (unsigned n = 1; n < WORDS_FRONT; n++) {
		unsigned rest = 8 * (WORDS_FRONT - n); /* bits of the bytes behind the first n */
		if ((lengths >> n & 1) != 0 &&
			words_may_end(front >> rest & 0xFF, front >> (rest - 8) & 0xFF) &&
			words_is_begun(begun, bits, front >> rest << rest))
			return true;
	}
	return false;
}

#endif
