/*
 * character.h - what a character is to the one who counts words and looks for sentences.
 *
 * Coarser than Unicode's own properties, and quick: ranges, no tables. Good for counts and shares;
 * where a name or a label is at stake, ask base/text.h.
 */
#ifndef NEWSWIRED_EXTRACT_CHARACTER_H
#define NEWSWIRED_EXTRACT_CHARACTER_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"

enum character {
	CHARACTER_OTHER, /* symbols, brackets, quotes */
	CHARACTER_LETTER, /* letters, digits and what combines with them, of scripts that part words by blanks */
	CHARACTER_IDEOGRAPH, /* Han, kana, Hangul, Bopomofo: half a word each */
	CHARACTER_UNSPACED,  /* Thai, Lao, Khmer, Burmese: about a fifth of a word each */
	CHARACTER_SPACE,
	CHARACTER_POINT,   /* punctuation inside a sentence: comma, colon, semicolon */
	CHARACTER_STOP,    /* what ends a sentence */
	CHARACTER_NOTHING, /* dropped when text is folded: controls, zero-width space, BOM */
};

extern const uint8_t character_ascii[128];

/* As character_class_wide, for what is not told at a glance. */
enum character character_class_rare(uint32_t point);

/* The class of a code point beyond ASCII. */
static inline enum character
character_class_wide(uint32_t point)
{
	/* Nearly all text: Han, Hangul and kana; Latin, Greek and Cyrillic; Arabic, Devanagari. */
	if ((point >= 0x4E00 && point <= 0x9FFF) || (point >= 0xAC00 && point <= 0xD7AF) ||
		(point >= 0x3041 && point <= 0x318F))
		return CHARACTER_IDEOGRAPH;
	if (point >= 0xC0 && point < 0x55A && point != 0xD7 && point != 0xF7 && point != 0x37E)
		return CHARACTER_LETTER;
	if ((point >= 0x620 && point < 0x6D4) || (point > 0x6D4 && point < 0x964))
		return CHARACTER_LETTER;
	return character_class_rare(point);
}

/* The class of any code point. */
static inline enum character
character_class(uint32_t point)
{
	return point < 128 ? (enum character)character_ascii[point] : character_class_wide(point);
}

/* How many of the next eight bytes are ASCII letters (character_ascii), before another or `end`. */
static inline unsigned
character_run(const char *at, const char *end)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	if (end - at >= 8) {
		uint64_t bytes;
		memcpy(&bytes, at, sizeof(bytes));
		/* The highest bit of each byte tells; sums do not reach the next byte. */
		uint64_t low = bytes & TEXT_EACH(0x7F), small = low | TEXT_EACH(0x20);
		uint64_t letters =
			(small + TEXT_EACH(0x80 - 'a')) ^ (small + TEXT_EACH(0x7F - 'z'));
		uint64_t digits = (low + TEXT_EACH(0x80 - '0')) ^ (low + TEXT_EACH(0x7F - '9'));
		uint64_t bars = ~((low ^ TEXT_EACH('_')) + TEXT_EACH(0x7F));
		uint64_t others = (~(letters | digits | bars) | bytes) & TEXT_EACH(0x80);
		return others != 0 ? (unsigned)__builtin_ctzll(others) / 8 : 8;
	}
#endif
	unsigned run = 0;
	while (run < 8 && at + run < end && (unsigned char)at[run] < 128 &&
		character_ascii[(unsigned char)at[run]] == CHARACTER_LETTER)
		run++;
	return run;
}

/* The next `run` bytes, eight at the most, as a number; 0 for those behind them. */
static inline uint64_t
character_take(const char *at, const char *end, unsigned run)
{
	uint64_t bytes = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	if (end - at >= 8) {
		memcpy(&bytes, at, sizeof(bytes));
		return run < 8 ? bytes & ((UINT64_C(1) << 8 * run) - 1) : bytes;
	}
#endif
	memcpy(&bytes, at, run);
	return bytes;
}

/*
 * Whether text that holds it may not be in NFC: combining marks and the few that compose or
 * decompose. Never false where it matters.
 */
bool character_may_compose(uint32_t point);

/* Quotation marks and closing brackets, which may follow the stop of a sentence. */
bool character_is_closing(uint32_t point);

/*
 * Whether the text ends a sentence: its last character but closing quotes and brackets is a stop.
 * text: UTF-8.
 */
bool character_ends_sentence(const char *text, uint32_t length);

#endif
