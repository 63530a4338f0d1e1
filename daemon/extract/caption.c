/* Captions among the paragraphs that no element marks as such: the text that follows a photo. */
#include "extract/bodywork.h"
#include "extract/credit.h"

#define CAPTION_WORDS_MAX 60
#define OVER_CREDIT_MAX   30 /* of a line over one: a longer one is text */
#define CREDIT_WORDS_MAX  10 /* of a line that is a credit alone */
#define ICON_MAX_PX       90 /* an image said to be smaller is no photo */
#define BOX_BLOCKS_MAX    2  /* in a photo's box: its caption and its credit */
/* Of the words, in boxes of a photo and a line: then the photos are told about, as in a gallery. */
#define BOXED_SHARE_MAX 0.25F

/* Whether the image's width or height says that it is an icon, a bar, a blank. */
static bool
is_icon(const struct page *page, uint32_t image)
{
	static const enum attribute_name sides[] = { ATTRIBUTE_WIDTH, ATTRIBUTE_HEIGHT };
	for (size_t i = 0; i < sizeof(sides) / sizeof(sides[0]); i++) {
		struct slice side = page_attribute_raw(page, image, sides[i]);
		int pixels = 0;
		size_t at = 0;
		while (at < side.length && side.data[at] >= '0' && side.data[at] <= '9' &&
			pixels < ICON_MAX_PX)
			pixels = pixels * 10 + side.data[at++] - '0';
		if (at > 0 && pixels < ICON_MAX_PX)
			return true;
	}
	return false;
}

bool
body_has_photo(const struct page *page, uint32_t from, uint32_t to)
{
	for (uint32_t n = from; n < to; n++)
		if (page->nodes[n].tag == TAG_IMG && !is_icon(page, n))
			return true;
	return false;
}

/* Whether a block is what a photo before it shows: it ends in a credit, or stands over one. */
static bool
is_caption(const struct body_work *work, uint32_t b)
{
	const struct blocks *blocks = work->blocks;
	const char *caption, *credit;
	photo_split(work->arena, block_text(blocks, &blocks->all[b]).data, &caption, &credit);
	if (credit != NULL)
		return true;
	const struct block *below = &blocks->all[b + 1];
	return b + 1 < work->body->to && blocks->all[b].words <= OVER_CREDIT_MAX &&
	       below->words <= CREDIT_WORDS_MAX && credit_is_photo(block_text(blocks, below).data);
}

/* Whether a block is the credit of a photo whose caption stands above it. */
static bool
is_credit(const struct body_work *work, uint32_t b)
{
	const struct blocks *blocks = work->blocks;
	return b > work->body->from && blocks->all[b].words <= CREDIT_WORDS_MAX &&
	       ((blocks->all[b - 1].marks & BLOCK_CAPTION) != 0 ||
		       work->body->reasons[b - 1] == BODY_CAPTION) &&
	       credit_is_alone(block_text(blocks, &blocks->all[b]).data);
}

void
body_drop_captions(struct body_work *work)
{
	const struct page *page = work->blocks->page;
	uint32_t before = work->body->from > 0 ? work->blocks->all[work->body->from - 1].last
					       : work->body->root.node;
	for (uint32_t b = work->body->from; b < work->body->to; b++) {
		const struct block *block = &work->blocks->all[b];
		uint32_t from = before + 1;
		before = block->last;
		if (work->body->reasons[b] != BODY_KEPT || block->words > CAPTION_WORDS_MAX ||
			(block->marks & BLOCK_HEADING))
			continue;
		if (is_credit(work, b) ||
			(body_has_photo(page, from, block->first) && is_caption(work, b)))
			work->body->reasons[b] = BODY_CAPTION;
	}
}

/*
 * The largest element around a block, below the root, with no more blocks in it than a photo's box
 * has; 0 where the block is not in one that holds a photo before it.
 */
static uint32_t
photo_box(const struct body_work *work, uint32_t b)
{
	const struct page *page = work->blocks->page;
	const struct node *nodes = page->nodes;
	/* A span may be a box, and holds the block without being its element. */
	uint32_t node = nodes[work->blocks->all[b].first].parent, box = 0;
	for (; node > work->body->root.node; node = nodes[node].parent) {
		uint32_t from = blocks_at(work->blocks, node);
		if (from != b || blocks_end(work->blocks, node) > b + BOX_BLOCKS_MAX)
			break;
		if (body_is_box(nodes[node].tag) || nodes[node].tag == TAG_SPAN)
			box = node;
	}
	return box != 0 && body_has_photo(page, box, work->blocks->all[b].first) ? box : 0;
}

bool
body_shares_photo_box(const struct body_work *work, uint32_t b)
{
	return photo_box(work, b) != 0;
}

void
body_drop_boxed_captions(struct body_work *work)
{
	struct body *body = work->body;
	uint32_t *ends = arena_zalloc(work->arena, body->to - body->from + 1, sizeof(*ends));
	float words = 0;
	body_sum(work);
	for (uint32_t b = body->from; b < body->to; b++) {
		const struct block *block = &work->blocks->all[b];
		if (body->reasons[b] != BODY_KEPT || block->words > CAPTION_WORDS_MAX ||
			(block->marks & (BLOCK_HEADING | BLOCK_CELL | BLOCK_ITEM)) ||
			work->kinds[b - body->from] == work->main_kind)
			continue;
		uint32_t box = photo_box(work, b);
		if (box == 0)
			continue;
		ends[b - body->from] = blocks_end(work->blocks, box);
		words += (float)block->words;
	}
	if (words > BOXED_SHARE_MAX * (float)work->total)
		return;
	for (uint32_t b = body->from; b < body->to; b++)
		if (ends[b - body->from] > 0)
			body_drop(work, b, ends[b - body->from], BODY_CAPTION);
}
