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

/* The class of a code point beyond ASCII. */
enum character character_class_wide(uint32_t point);

/* The class of any code point. */
static inline enum character
character_class(uint32_t point)
{
	return point < 128 ? (enum character)character_ascii[point] : character_class_wide(point);
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
