/*
 * teaser.h - cards of other stories, told by how they are made: boxes of one make in one element,
 * each with one linked headline and few words besides.
 *
 * No names are asked, and no text. No I/O. Linear in the page but for its depth.
 */
#ifndef NEWSWIRED_EXTRACT_TEASER_H
#define NEWSWIRED_EXTRACT_TEASER_H

#include "base/arena.h"
#include "extract/block.h"

/* By block: 1 where it stands in such a card, else 0. In the arena. */
const uint8_t *teasers_find(struct arena *arena, const struct blocks *blocks);

#endif
