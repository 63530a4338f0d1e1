/* The articles that stand behind the first on one page. */
#include "extract/bodywork.h"

/* Of the words in the first of several articles: then the others are others. */
#define SECOND_SHARE_MIN 0.30F
#define DATED_BLOCKS     8 /* between a headline and its date, at most */

/* The nearest `article` element at or above a node, or 0. */
static uint32_t
article_above(const struct page *page, uint32_t node)
{
	while (node > 0 && page->nodes[node].tag != TAG_ARTICLE)
		node = page->nodes[node].parent;
	return node;
}

/* The child of `above` that a node below it stands in. */
static uint32_t
child_of(const struct page *page, uint32_t above, uint32_t node)
{
	while (page->nodes[node].parent != above)
		node = page->nodes[node].parent;
	return node;
}

/*
 * Whether the element around a block's heading is made as the one around the headline, and beside
 * it: the next of several articles on one page. *box: that element.
 */
static bool
is_next_headline(const struct body_work *work, const struct block *block, uint32_t *box)
{
	const struct page *page = work->blocks->page;
	uint32_t heading = work->hints->heading;
	uint32_t above = page->nodes[block->element].parent;
	while (above > heading)
		above = page->nodes[above].parent;
	while (page->nodes[above].end <= heading)
		above = page->nodes[above].parent;
	if (above < work->body->root.node || above == heading)
		return false;
	uint32_t own = child_of(page, above, heading);
	*box = child_of(page, above, block->element);
	return own != heading && *box != block->element &&
	       body_kind(page, own) == body_kind(page, *box);
}

/* Whether a date stands between a headline and the first prose behind it. */
static bool
is_dated(const struct body_work *work, uint32_t b)
{
	const struct page *page = work->blocks->page;
	const struct block *all = work->blocks->all;
	uint32_t from = all[b].last, last = b + DATED_BLOCKS;
	for (b++; b + 1 < work->body->to && b < last && !(all[b].marks & BLOCK_PROSE); b++)
		if (body_is_date(work, &all[b]))
			return true;
	for (uint32_t n = from; b < work->body->to && n < all[b].first; n++)
		if (page->nodes[n].tag == TAG_TIME)
			return true;
	return b < work->body->to && body_is_date(work, &all[b]);
}

/* Drops the articles behind the first in boxes of the same make, each with headline and date. */
static void
drop_next(struct body_work *work)
{
	const struct body *body = work->body;
	const struct node *nodes = work->blocks->page->nodes;
	uint32_t heading = work->hints->heading, box;
	if (heading <= body->root.node || heading >= nodes[body->root.node].end)
		return;
	body_sum(work);
	for (uint32_t b = blocks_end(work->blocks, heading); b < body->to; b++) {
		const struct block *block = &work->blocks->all[b];
		if (block->level != 1 || body->reasons[b] != BODY_KEPT ||
			!is_next_headline(work, block, &box) || !is_dated(work, b))
			continue;
		uint32_t from = blocks_at(work->blocks, box);
		float before = (float)work->words[from - body->from];
		if (before < SECOND_SHARE_MIN * (float)work->total)
			continue;
		body_drop(work, from, body->to, BODY_SECOND);
		return;
	}
}

void
body_drop_second(struct body_work *work)
{
	drop_next(work);

	const struct page *page = work->blocks->page;
	struct body *body = work->body;
	uint32_t first = body_next_prose(work, body->from);
	if (first == body->to)
		return;
	uint32_t own = article_above(page, work->blocks->all[first].element);
	body_sum(work);
	uint32_t end = own > body->root.node ? blocks_end(work->blocks, own) : body->to;
	if (end >= body->to ||
		(float)work->words[end - body->from] < SECOND_SHARE_MIN * (float)work->total)
		return;
	uint32_t parent = page->nodes[own].parent, last = 0;
	bool is_another = false;
	for (uint32_t b = end; b < body->to; b++) {
		uint32_t other = article_above(page, work->blocks->all[b].element);
		/* One beside the other, they may be the posts of a live blog. */
		if (other != last)
			is_another = other > body->root.node &&
				     (page->nodes[other].parent != parent ||
					     page_find(page, other, TAG_H1) != 0);
		last = other;
		if (is_another)
			body_drop(work, b, b + 1, BODY_SECOND);
	}
}
