/*
 * The lede set apart: between the headline and the text, often outside the element that holds the
 * text.
 */
#include <string.h>

#include "extract/bodywork.h"
#include "extract/phrase.h"

#define LEDE_WORDS_MIN     8
#define LEDE_WORDS_MAX     130
#define LEDE_WORDS_UNNAMED 15 /* of a paragraph that nothing names so, under the headline */
#define LEDE_LINES_OVER    2  /* between the headline and such a paragraph */
#define LEDE_BLOCKS        24 /* blocks that are no furniture may stand between it and the text */
#define LEDE_NAMED_UP      3  /* the name may stand so many elements above */
#define LEDE_LINK_SHARE    0.3F
#define LEDE_SAME_BYTES    40 /* a description may be cut: so much must agree */

/* Whether the block's front and the description's are the same. */
static bool
is_described(const struct body_work *work, const struct block *block)
{
	const struct phrase *description = &work->description;
	struct phrase text;
	if (description->length < LEDE_SAME_BYTES ||
		phrase_differs(description, block_text(work->blocks, block)))
		return false;
	phrase_fold(&text, block_text(work->blocks, block));
	size_t length = text.length < description->length ? text.length : description->length;
	return length >= LEDE_SAME_BYTES && memcmp(text.text, description->text, length) == 0;
}

/* Whether an element near above is named so. */
static bool
is_named(const struct body_work *work, const struct block *block)
{
	const struct node *nodes = work->blocks->page->nodes;
	uint32_t node = block->element;
	for (int up = 0; up < LEDE_NAMED_UP && node != 0; up++, node = nodes[node].parent) {
		if (work->flags->own[node] & FLAG_LEDE)
			return true;
		if (nodes[node].tag == TAG_HEADER)
			return true;
	}
	return false;
}

bool
body_is_lede(const struct body_work *work, const struct block *block)
{
	const struct node *nodes = work->blocks->page->nodes;
	bool sized = block->words >= LEDE_WORDS_MIN && block->words <= LEDE_WORDS_MAX;
	bool odd = block->marks &
		   (BLOCK_HIDDEN | BLOCK_CAPTION | BLOCK_BUTTON | BLOCK_LINKED_BOX | BLOCK_CELL);
	if (!sized || odd || block_link_share(block) > LEDE_LINK_SHARE)
		return false;
	/* A description may begin with the headline. */
	if (body_is_headline(work, block))
		return false;
	if (is_described(work, block))
		return true;
	/* What stands in a list over the text sums it up. */
	if ((work->flags->own[block->element] & FLAG_HARD) || (block->marks & BLOCK_ITEM))
		return false;
	bool behind = work->hints->heading != 0 && block->first >= nodes[work->hints->heading].end;
	bool text = block->marks & (BLOCK_PROSE | BLOCK_HEADING);
	return behind && text && is_named(work, block) && !body_is_date(work, block);
}

/* Whether nothing says that a block is furniture. */
static bool
is_plain(const struct body_work *work, const struct block *block)
{
	return !(block->marks & (BLOCK_HIDDEN | BLOCK_BUTTON)) &&
	       !(work->flags->all[block->element] & FLAG_ANY);
}

/* Whether a block is a paragraph of some length right under the headline. */
static bool
follows_headline(const struct body_work *work, uint32_t b)
{
	const struct block *block = &work->blocks->all[b];
	uint32_t heading = work->hints->heading;
	uint16_t text = BLOCK_PROSE | BLOCK_STOPPED;
	uint16_t odd = BLOCK_ITEM | BLOCK_CELL | BLOCK_LINKED_BOX;
	if (heading == 0 || (block->marks & (text | odd)) != text || !is_plain(work, block) ||
		block->words < LEDE_WORDS_UNNAMED || block_link_share(block) > LEDE_LINK_SHARE ||
		body_is_date(work, block))
		return false;
	uint32_t after = blocks_end(work->blocks, heading);
	return b >= after && b - after <= LEDE_LINES_OVER;
}

/* Whether a block has the text of the first paragraph: some print that in the page's head, too. */
static bool
is_said_again(const struct body_work *work, uint32_t b, uint32_t first)
{
	const struct block *all = work->blocks->all;
	return slice_equals(
		block_text(work->blocks, &all[b]), block_text(work->blocks, &all[first]));
}

void
body_add_lede(struct body_work *work)
{
	struct body *body = work->body;
	uint32_t first = body->from;
	while (first < body->to && body->reasons[first] != BODY_KEPT)
		first++;
	if (first == body->to)
		return;
	uint32_t between = 0;
	for (uint32_t b = first; b-- > 0 && between <= LEDE_BLOCKS;) {
		const struct block *block = &work->blocks->all[b];
		if (block->first < work->hints->heading)
			return;
		between += is_plain(work, block);
		if (body->reasons[b] == BODY_CAPTION ||
			((work->flags->all[block->element] & FLAG_HARD) &&
				body_shares_photo_box(work, b)))
			continue;
		if ((!body_is_lede(work, block) && !follows_headline(work, b)) ||
			is_said_again(work, b, first))
			continue;
		body->reasons[b] = BODY_KEPT;
		if (b < body->from)
			body->from = b;
		return;
	}
}
