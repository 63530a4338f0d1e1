/*
 * root.h - the element that holds an article's text.
 *
 * Each block gives points: prose its words, links and what is flagged negative ones. The element
 * whose blocks come to the most, weighed by what it is called, is the root. One pass upwards over
 * the page, no candidates, no second tries.
 */
#ifndef NEWSWIRED_EXTRACT_ROOT_H
#define NEWSWIRED_EXTRACT_ROOT_H

#include <stdint.h>

#include "base/arena.h"
#include "extract/block.h"
#include "extract/flag.h"

struct root {
	uint32_t node; /* the page's body element where nothing has points */
	float score;
	uint32_t second; /* the best that neither holds the root nor is in it; 0 where none */
	float second_score;
};

/*
 * heading: the element that shows the headline, 0 where none does. teasers: by block, see teaser.h.
 */
void root_find(struct root *out, struct arena *arena, const struct blocks *blocks,
	const struct flags *flags, const uint8_t *teasers, uint32_t heading);

#endif
