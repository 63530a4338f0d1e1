/*
 * markup.h - the HTML a feed carries in its titles, summaries and contents, as plain text or as
 * clean markup.
 *
 * Input is UTF-8; results live in the arena, in NFC where they are plain text.
 */
#ifndef NEWSWIRED_EXTRACT_MARKUP_H
#define NEWSWIRED_EXTRACT_MARKUP_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"

/* Whether there is a tag in it: '<', a letter or '/', and a '>' behind. */
bool markup_has_tags(struct slice html);

/* Whether there is a character reference in it that ends in a semicolon. */
bool markup_has_references(struct slice text);

/*
 * Markup as plain text: tags off, references decoded, white space folded; where a block element or
 * br ends, a line ends ("\n"), and no line is empty. NULL where nothing is left.
 */
const char *markup_text(struct arena *arena, struct slice html);

/* The same in one line. */
const char *markup_line(struct arena *arena, struct slice html);

/*
 * Plain text in one line: references that end in a semicolon decoded where `decode`, tags left
 * alone. NULL where nothing is left.
 */
const char *markup_plain_line(struct arena *arena, struct slice text, bool decode);

/* Plain text, its lines kept, white space folded within them. NULL where nothing is left. */
const char *markup_plain_text(struct arena *arena, struct slice text);

/*
 * Markup with nothing active in it: elements and attributes of an allow-list only; scripts, styles,
 * frames, forms and what they hold dropped; links and images absolute against `base` (NULL unknown:
 * relative ones stay), http, https and mailto alone. NULL where nothing is left.
 */
const char *markup_clean(struct arena *arena, struct slice html, const char *base);

/*
 * The absolute address of the first picture in markup, base as above; those too small to be one
 * (counters, signs) pass. NULL where there is none.
 */
const char *markup_picture(struct arena *arena, struct slice html, const char *base);

/* Plain text as markup: escaped, a br where a line ends. */
const char *markup_of_text(struct arena *arena, const char *text);

#endif
