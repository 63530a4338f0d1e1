/*
 * line.h - small things that are done with one folded line of text: a byline, a caption, a
 * headline.
 *
 * Lines are UTF-8 with white space folded (base/text.h). Nothing here allocates but line_key.
 */
#ifndef NEWSWIRED_EXTRACT_LINE_H
#define NEWSWIRED_EXTRACT_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

/* A part of a line: data + from, `length` bytes. */
struct slice line_part(struct slice line, size_t from, size_t to);

/*
 * Without blanks and without the code points of `marks` (UTF-8, no ASCII letters or digits) at both
 * ends.
 */
struct slice line_trim(struct slice line, const char *marks);

/*
 * Lower case by code point into out, at most max - 1 bytes and a NUL; gives the bytes. Whole code
 * points only.
 */
size_t line_lower(struct slice line, char *out, size_t max);

/*
 * Letters and digits alone, in lower case, in the arena: what headlines and names are compared by.
 */
const char *line_key(struct arena *arena, struct slice line);

/*
 * Letters and digits, but not those of scripts without blanks (base/text.h: CJK): what a word is
 * made of.
 */
bool line_is_word(uint32_t point);

/* The code point at an offset, 0 at the end; *next the offset after it. */
uint32_t line_at(struct slice line, size_t at, size_t *next);

/* The code point before an offset, 0 at the start. */
uint32_t line_before(struct slice line, size_t at);

/*
 * The word that begins at `at` (a run of line_is_word, or one CJK character): the offset of its
 * end.
 */
size_t line_word_end(struct slice line, size_t at);

/* Words between blanks. */
size_t line_tokens(struct slice line);

/*
 * Whether the letters of the line have no lower case among them, and at least one has upper case.
 */
bool line_is_capitals(struct slice line);

/* Whether it has a letter of a script without case: Han, Arabic, Devanagari ... */
bool line_is_caseless(struct slice line);

/* Whether an ASCII digit, or one of any script, stands in it. */
bool line_has_digit(struct slice line);

/* The offset of `needle` in the line from `from` on, or (size_t)-1. */
size_t line_find(struct slice line, size_t from, struct slice needle);

#define LINE_NONE ((size_t)-1)

#endif
