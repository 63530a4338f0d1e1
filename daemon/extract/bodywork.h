/*
 * bodywork.h - what the rules of the body share while they work: for body.c, card.c and trim.c alone.
 */
#ifndef NEWSWIRED_EXTRACT_BODYWORK_H
#define NEWSWIRED_EXTRACT_BODYWORK_H

#include "extract/body.h"

struct body_work {
	struct arena *arena;
	struct blocks *blocks;
	const struct flags *flags;
	const struct body_hints *hints;
	struct body *body;
	uint32_t *
		words; /* by block from body->from on: words in the kept blocks before it; see body_sum */
	uint32_t total; /* words in all kept blocks, as of the last body_sum */
};

/* Counts the words that are kept now. */
void body_sum(struct body_work *work);

/* The block after `b` that is kept, or body->to. */
uint32_t body_next(const struct body_work *work, uint32_t b);

/* Drops what is still kept of from .. to - 1. */
void body_drop(struct body_work *work, uint32_t from, uint32_t to, enum body_reason reason);

/* card.c: cards of other stories, and lists whose items begin with links. */
void body_drop_cards(struct body_work *work);
void body_drop_link_lists(struct body_work *work);

/* trim.c: what stands before the first prose, after a heading such as "Related", at the end. */
void body_trim_lead(struct body_work *work);
void body_stop(struct body_work *work);
void body_trim_tail(struct body_work *work);

#endif
