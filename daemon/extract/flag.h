/*
 * flag.h - what an element is for, told by its tag, its ARIA role and the tokens of its class and
 * id.
 *
 * The guard: a flag is not believed where the element, or all elements with the same tag and class
 * together, hold a large share of the page's prose. Words of class names mean other things on other
 * outlets; where the prose is does not lie. Prose in nav, aside and footer, and in comments, counts
 * only where it is the page's larger part.
 */
#ifndef NEWSWIRED_EXTRACT_FLAG_H
#define NEWSWIRED_EXTRACT_FLAG_H

#include <stdint.h>

#include "base/arena.h"
#include "extract/block.h"

enum flag {
	FLAG_HARD =
		1 << 0, /* never the body: share bars, related, newsletter, byline, caption ... */
	FLAG_SOFT = 1 << 1,    /* often not: meta, more, gallery, tags ... */
	FLAG_COMMENT = 1 << 2, /* readers' comments */
	FLAG_KEEP = 1 << 3,    /* a quoted post: nothing in or around it is believed */
	FLAG_BODY = 1 << 4, /* named as the article's text; of this element alone, not inherited */
	FLAG_TAG = 1 << 5,  /* by its tag or role: nav, aside, footer, header, figcaption ... */
	FLAG_LEDE = 1 << 6, /* named as the lede set apart; of this element alone, not inherited */
};

/* Flags that take a block out of the body. */
#define FLAG_ANY (FLAG_HARD | FLAG_SOFT | FLAG_COMMENT | FLAG_TAG)

struct flags {
	uint8_t *own;         /* by node: what the element says itself, before the guard */
	uint8_t *all;         /* by node: what is believed of it and of all above it */
	uint32_t *prose;      /* by node: words of prose in the subtree */
	uint32_t prose_words; /* of the page */
	uint32_t *elements;   /* those above blocks, in document order: the only ones flagged */
	uint32_t count;
};

/*
 * Flags the elements that have blocks in them; the others' entries are 0. Linear in the page: each
 * distinct class is read once. heading: the element that shows the headline, 0 where none does;
 * what holds it is believed to be no furniture.
 */
void flags_read(
	struct flags *out, struct arena *arena, const struct blocks *blocks, uint32_t heading);

#endif
