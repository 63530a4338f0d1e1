/*
 * Boxes among the paragraphs: where nearly all of the text stands in one element's own paragraphs,
 * a div among them is something else.
 */
#include "extract/bodywork.h"

#define MAIN_SHARE_MIN 0.75F /* of the kept prose must stand in one element's own paragraphs */
#define BOX_SHARE_MAX  0.12F /* of the kept words; a larger box is a part of the text */

/* What paragraphs stand in. */
static uint32_t
parent_of(const struct body_work *work, const struct block *block)
{
	return work->blocks->page->nodes[block->element].parent;
}

static bool
is_prose(const struct body_work *work, uint32_t b)
{
	return work->body->reasons[b] == BODY_KEPT && (work->blocks->all[b].marks & BLOCK_PROSE);
}

/* The element with the most words in its own paragraphs; 0 where none has enough of them. */
static uint32_t
find_main(const struct body_work *work)
{
	const struct body *body = work->body;
	int64_t votes = 0;
	uint32_t candidate = 0, own = 0, all = 0;
	for (uint32_t b = body->from; b < body->to; b++) {
		if (!is_prose(work, b))
			continue;
		const struct block *block = &work->blocks->all[b];
		uint32_t parent = parent_of(work, block);
		votes += parent == candidate ? (int64_t)block->words : -(int64_t)block->words;
		if (votes < 0) {
			candidate = parent;
			votes = block->words;
		}
	}
	for (uint32_t b = body->from; b < body->to; b++) {
		if (!is_prose(work, b))
			continue;
		all += work->blocks->all[b].words;
		own += parent_of(work, &work->blocks->all[b]) == candidate
			       ? work->blocks->all[b].words
			       : 0;
	}
	return (float)own >= MAIN_SHARE_MIN * (float)all ? candidate : 0;
}

/* The child of `main` that the node stands in. */
static uint32_t
child_above(const struct page *page, uint32_t node, uint32_t main)
{
	while (node != 0 && page->nodes[node].parent != main)
		node = page->nodes[node].parent;
	return node;
}

bool
body_is_box(uint16_t tag)
{
	switch ((enum tag)tag) {
	case TAG_DIV:
	case TAG_SECTION:
	case TAG_ARTICLE:
	case TAG_ASIDE:
	case TAG_DETAILS: return true;
	default: return false;
	}
}

void
body_drop_boxes(struct body_work *work)
{
	const struct page *page = work->blocks->page;
	struct body *body = work->body;
	uint32_t main = find_main(work);
	if (main == 0)
		return;
	body_sum(work);
	uint32_t to = blocks_end(work->blocks, main);
	uint32_t b = blocks_at(work->blocks, main);
	/* The sums are of the body's blocks alone. */
	to = to < body->to ? to : body->to;
	b = b > body->from ? b : body->from;
	/* What stands before the first paragraph may be the lede. */
	while (b < to && !(is_prose(work, b) && parent_of(work, &work->blocks->all[b]) == main))
		b++;
	while (b < to) {
		uint32_t child = child_above(page, work->blocks->all[b].element, main);
		uint32_t end = child != 0 ? blocks_end(work->blocks, child) : b + 1;
		if (end <= b)
			end = b + 1;
		end = end < to ? end : to;
		bool kept = work->flags->all[work->blocks->all[b].element] & FLAG_KEEP ||
			    (work->blocks->all[b].marks & (BLOCK_QUOTE | BLOCK_CELL));
		float words = (float)(work->words[end - body->from] - work->words[b - body->from]);
		if (child != 0 && child != work->blocks->all[b].element &&
			body_is_box(page->nodes[child].tag) && !kept &&
			words <= BOX_SHARE_MAX * (float)work->total)
			body_drop(work, b, end, BODY_BOX);
		b = end;
	}
}
