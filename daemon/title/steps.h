/*
 * steps.h - the steps of the title's rule (see title.h), one function each, in the order they are
 * taken.
 *
 * For this folder and its tests.
 */
#ifndef NEWSWIRED_TITLE_STEPS_H
#define NEWSWIRED_TITLE_STEPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"
#include "title/title.h"

/*
 * Code points that a headline of TITLE_HEADLINE_MAX_BYTES can become. The longest compatibility
 * decomposition makes 18 of 3 bytes (U+FDFA), no other makes more from as few bytes.
 */
#define TITLE_POINTS_MAX (TITLE_HEADLINE_MAX_BYTES * 6 + 6)

/* A folded headline. The part of it that counts is data[start] to data[end - 1]. */
struct title_points {
	size_t start, end;
	uint32_t data[TITLE_POINTS_MAX];
};

/*
 * Step 1: character references decoded twice, tags dropped, white space folded, cut to
 * TITLE_HEADLINE_MAX_BYTES. The slice lies in the arena or, where nothing was to do, in `headline`.
 */
struct slice title_plain(struct arena *arena, const char *headline);

/* Step 2: without the names of outlets, and of sections after one of them. names may be NULL. */
struct slice title_cut_names(
	struct arena *arena, struct slice text, const struct title_names *names);

/* Steps 3 and 4: case, compatibility forms, accents and points folded. Cuts `text` to
 * TITLE_HEADLINE_MAX_BYTES. */
void title_fold(struct slice text, struct title_points *out);

/* Step 5: moves `start` and `end` past wire labels. */
void title_cut_labels(struct title_points *points);

/* Step 6: what is left, as it is hashed and shown. */
struct title_key {
	char *text; /* terminated, in the arena */
	size_t length;
	size_t words;    /* runs without a blank that have a letter or digit */
	size_t letters;  /* of scripts with words, vowel signs not counted */
	size_t unspaced; /* of these: letters of scripts that put no blank between words, but CJK */
	size_t cjk;      /* ideographs and syllables */
};
void title_spell(struct arena *arena, const struct title_points *points, struct title_key *out);

/* Step 7: a heading that comes back every day ("letters to the editor"), alone or with a date.
 * text: as step 6 has it. */
bool title_is_standing(struct slice text);

/* Step 7: nothing but one wire label ("breaking news"). text: as step 6 has it. */
bool title_is_label(struct slice text);

/* What a code point is to steps 5 and 6. */
enum sign {
	SIGN_BREAK, /* dropped, and words end there */
	SIGN_JOIN,  /* dropped, inside a word: apostrophe, hyphen, full stop */
	SIGN_BLANK,
	SIGN_LETTER,
	SIGN_MARK, /* belongs to the letter before it */
	SIGN_DIGIT,
	SIGN_KEPT, /* percent and currency signs */
	SIGN_QUESTION,
	SIGN_AND, /* & */
};
extern const unsigned char title_ascii_signs[128]; /* enum sign */
enum sign title_other_sign(uint32_t point);        /* from 128 on */

static inline enum sign
title_sign(uint32_t point)
{
	return point < 128 ? (enum sign)title_ascii_signs[point] : title_other_sign(point);
}

/*
 * Told at a glance to be no bracket and no separator of labels or names: ASCII letters, digits and
 * blanks, and the blocks of alphabets, ideographs and syllables.
 */
static inline bool
title_is_inert(uint32_t point)
{
	if (point >= 128)
		return (point >= 0x00D8 && point < 0x2000) || (point >= 0x3400 && point < 0xD800);
	return title_ascii_signs[point] == SIGN_LETTER || title_ascii_signs[point] == SIGN_DIGIT ||
	       title_ascii_signs[point] == SIGN_BLANK;
}

/* The one form of a sign that may stand between digits: all dashes are '-'; 0 where it is none. */
uint32_t title_separator(uint32_t point);

#endif
