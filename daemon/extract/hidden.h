/*
 * hidden.h - which elements a browser would not show.
 */
#ifndef NEWSWIRED_EXTRACT_HIDDEN_H
#define NEWSWIRED_EXTRACT_HIDDEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "html/page.h"

struct blocks;

/*
 * Whether the element hides what is in it: the attribute hidden, aria-hidden=true (but on p),
 * display:none or visibility:hidden in its style, noscript, a dialog that is not open. Not: `hidden
 * id="S:..."`, which is how React streams a page in.
 */
bool hidden_is(const struct page *page, uint32_t node);

/* The hidden elements of a page, as they are met. Zeroed it is empty. */
struct hidden {
	uint32_t *nodes;
	size_t count, room;
};

void hidden_add(struct hidden *hidden, struct arena *arena, uint32_t node);

/*
 * Marks the blocks in hidden elements BLOCK_HIDDEN, but for those elements that hold most of the
 * page's prose, alone or with the hidden ones beside them: these are shown later by a script, one
 * after the other, or hidden until someone pays.
 */
void hidden_settle(const struct hidden *hidden, struct blocks *blocks, struct arena *arena);

#endif
