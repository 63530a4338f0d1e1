/*
 * text.h - UTF-8, as far as every stage needs it.
 *
 * Source: the Unicode Standard 15, section 3.9 (well-formed UTF-8) and the WHATWG Encoding standard
 * (how many bytes one U+FFFD stands for).
 */
#ifndef NEWSWIRED_BASE_TEXT_H
#define NEWSWIRED_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/slice.h"

#define TEXT_REPLACEMENT 0xFFFDU

/* As text_decode, by the book: for what it does not see to be well-formed at a glance. */
uint32_t text_decode_rare(const char *at, const char *end, const char **next);

/*
 * The code point at `at` (at < end), which is no ASCII, and *next the byte after it. Ill-formed
 * bytes give TEXT_REPLACEMENT and advance over the maximal ill-formed part, at least one byte.
 */
static inline uint32_t
text_decode_wide(const char *at, const char *end, const char **next)
{
	const unsigned char *s = (const unsigned char *)at;
	/* Nearly all text: two bytes, or three behind a lead that takes any trail. */
	if (end - at >= 3 && (s[1] & 0xC0) == 0x80) {
		if (s[0] >= 0xC2 && s[0] <= 0xDF) {
			*next = at + 2;
			return (s[0] & 0x1FU) << 6 | (s[1] & 0x3FU);
		}
		if ((s[0] & 0xF0) == 0xE0 && s[0] != 0xE0 && s[0] != 0xED &&
			(s[2] & 0xC0) == 0x80) {
			*next = at + 3;
			return (s[0] & 0x0FU) << 12 | (s[1] & 0x3FU) << 6 | (s[2] & 0x3FU);
		}
	}
	return text_decode_rare(at, end, next);
}

/* The same for any code point. */
static inline uint32_t
text_decode(const char *at, const char *end, const char **next)
{
	if ((unsigned char)*at >= 0x80)
		return text_decode_wide(at, end, next);
	*next = at + 1;
	return (unsigned char)*at;
}

/*
 * Writes `point` as UTF-8 into out[4]; gives the bytes written (1 to 4). Surrogates and values over
 * U+10FFFF become U+FFFD.
 */
size_t text_encode(uint32_t point, char out[4]);

bool text_is_valid(const char *bytes, size_t length);

/* Han, kana, Hangul, Bopomofo: no blanks between words, or words counted by the character. */
bool text_is_cjk(uint32_t point);

/* White space as Unicode has it, NBSP and U+3000 included, U+200B not. */
bool text_is_space(uint32_t point);

/* The same as below for what is not ASCII, by ICU. */
bool text_is_letter_wide(uint32_t point);
bool text_is_digit_wide(uint32_t point);

/* Letters and digits of any script. */
static inline bool
text_is_letter(uint32_t point)
{
	return point < 0x80 ? (point | 0x20) - 'a' < 26 : text_is_letter_wide(point);
}

static inline bool
text_is_digit(uint32_t point)
{
	return point < 0x80 ? point - '0' < 10 : text_is_digit_wide(point);
}

/* One code point's simple lower case. */
uint32_t text_lower_wide(uint32_t point);

static inline uint32_t
text_lower(uint32_t point)
{
	if (point >= 0x80)
		return text_lower_wide(point);
	return point >= 'A' && point <= 'Z' ? point + 32 : point;
}

/* A byte eight times. */
#define TEXT_EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Eight bytes with the ASCII capitals among them made small. */
static inline uint64_t
text_lower_eight(uint64_t bytes)
{
	uint64_t low = bytes & TEXT_EACH(0x7F);
	uint64_t from_a = low + TEXT_EACH(0x80 - 'A'), past_z = low + TEXT_EACH(0x7F - 'Z');
	return bytes | (((from_a ^ past_z) & ~bytes & TEXT_EACH(0x80)) >> 2);
}

/*
 * White space folded: runs of it become one blank, none at the ends; control characters, BOM and
 * zero-width spaces (U+200B) are dropped; ill-formed bytes become U+FFFD. The result is NFC
 * (Unicode Annex 15), terminated, in the arena.
 */
const char *text_fold(struct arena *arena, struct slice text);

/* Lower case (by code point), white space folded, NFC; what word lists are matched with. */
const char *text_fold_lower(struct arena *arena, struct slice text);

/* `text` in NFC; ill-formed bytes become U+FFFD. Quick where it already is NFC. */
const char *text_nfc(struct arena *arena, struct slice text);

/* Words: runs of letters and digits; a CJK character is half a word, rounded up at the end. */
size_t text_words(struct slice text);

/* The longest prefix of at most `max` bytes that does not cut a code point. */
size_t text_cut(const char *bytes, size_t length, size_t max);

/* Columns on a terminal: 2 for wide characters, 0 for combining ones (UAX 11, by ICU). */
size_t text_columns(struct slice text);

/*
 * Appends `text` so that a terminal or a log line is safe with it: control characters (C0, C1,
 * DEL), line and paragraph separators and bidi controls become \n, \t, \xNN or \u{NNNN}; ill-formed
 * bytes become \xNN.
 */
bool text_escape(struct buffer *out, struct slice text);

#endif
