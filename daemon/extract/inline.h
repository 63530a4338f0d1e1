/*
 * inline.h - the text of inline runs, made once: references decoded, white space folded, in NFC,
 * words counted on the way.
 *
 * A block is begun, text nodes are added, and the block is ended; links and bold are told while
 * text comes in, so that their words are counted with the same pass.
 */
#ifndef NEWSWIRED_EXTRACT_INLINE_H
#define NEWSWIRED_EXTRACT_INLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

/*
 * Words are counted in tenths: a word is 10, an ideograph 5, a letter of a script without blanks 2.
 */
#define INLINE_WORD      10
#define INLINE_IDEOGRAPH 5
#define INLINE_UNSPACED  2

/*
 * Bytes of one block, but for the character that reaches them; what is beyond is dropped. Half as
 * many are kept of a paragraph (article/limits.h).
 */
#define INLINE_BLOCK_MAX_BYTES 131072

struct inline_text {
	struct arena *arena;
	const char *limit; /* the end of the bytes in which all text nodes lie */
	char *data;        /* all blocks; owned by the arena */
	size_t length;     /* bytes made so far */
	size_t room;       /* bytes there are; text beyond is dropped */
	size_t start;      /* where the block began */
	size_t node;       /* where the text node began, for NFC */
	bool blank;        /* white space is due before the next character */
	bool in_word;      /* the last character was part of a word */
	bool composes;     /* the node holds characters that may not be in NFC */
	bool in_link, in_bold;
	bool pointed; /* punctuation was seen */
	uint32_t tenths, link_tenths, bold_tenths, letters;
	size_t first; /* where the first character added since inline_mark stands; SIZE_MAX: none yet */
};

/*
 * Text nodes of `bytes` in all will come, in at most `blocks` blocks. All lie in memory that ends
 * at `limit`: what is behind one of them may be looked at.
 */
void inline_init(struct inline_text *text, struct arena *arena, const char *limit, size_t bytes,
	size_t blocks);

/* Begins a block: all counts at 0. */
void inline_begin(struct inline_text *text);

/* Adds a text node's bytes, as far as the block may have them. has_references: they hold '&'. */
void inline_add(struct inline_text *text, struct slice bytes, bool has_references);

/* Forgets white space at the front of a block that has no text yet. */
static inline void
inline_drop_blank(struct inline_text *text)
{
	text->blank = text->in_word = false;
}

/* White space, as a `br` is. Gives the offset in the block at which the blank will stand. */
uint32_t inline_blank(struct inline_text *text);

/*
 * Ends the block and puts a NUL behind it. Gives the bytes of it; with 0 there is no block, and no
 * NUL.
 */
uint32_t inline_end(struct inline_text *text);

/* Tenths as words, rounded up. */
static inline uint32_t
inline_words(uint32_t tenths)
{
	return (tenths + INLINE_WORD - 1) / INLINE_WORD;
}

#endif
