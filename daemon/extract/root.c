/* The subtree with the largest sum of points. */
#include "extract/root.h"

/*
 * Points of a block. Words beyond LONG_WORDS count LONG_WEIGHT each: a legal notice is one long
 * block.
 */
#define LONG_WORDS     150.0F
#define LONG_WEIGHT    0.6F
#define LINKED_MOST    20.0F /* words of a linked block count against, up to these */
#define FLAGGED_WEIGHT (-0.2F)
#define FLAGGED_MOST   30.0F
#define SHORT_WEIGHT   0.25F
#define CELL_WEIGHT    0.5F
#define SHORT_MOST     12.0F /* words */

/* With fewer points than this, names tell more than prose. */
#define POINTS_FEW 40.0F

/* What a name is worth. */
#define TIMES_BODY_NAME     1.4F
#define TIMES_ITEMPROP      1.7F
#define TIMES_ARTICLE       1.35F
#define TIMES_MAIN          1.15F
#define TIMES_PAGE          0.85F
#define TIMES_AFTER_HEADING 1.3F

static float
least(float a, float b)
{
	return a < b ? a : b;
}

static float
points(const struct block *block, uint8_t flags, bool teaser)
{
	float words = (float)block->words;
	if (flags & FLAG_ANY)
		return FLAGGED_WEIGHT * least(words, FLAGGED_MOST);
	if (block->marks & BLOCK_BUTTON)
		return 0;
	if (teaser || 2 * block->link_words >= block->words)
		return -least(words, LINKED_MOST);
	if (block->marks & BLOCK_PROSE) {
		float counted = least(words, LONG_WORDS);
		counted += (words - counted) * LONG_WEIGHT;
		return counted * (1 - block_link_share(block));
	}
	if (block->link_words > 0)
		return 0;
	float weight = block->marks & BLOCK_CELL ? CELL_WEIGHT : SHORT_WEIGHT;
	return weight * least(words, SHORT_MOST);
}

static float
times(const struct page *page, const struct flags *flags, uint32_t node)
{
	const struct node *n = &page->nodes[node];
	float factor = 1;
	if (n->tag == TAG_ARTICLE)
		factor = TIMES_ARTICLE;
	else if (n->tag == TAG_MAIN)
		factor = TIMES_MAIN;
	else if (node == page->body || node == 0 || n->tag == TAG_HTML)
		factor = TIMES_PAGE;
	if (!(flags->own[node] & FLAG_BODY))
		return factor;
	struct slice item = page_attribute_raw(page, node, ATTRIBUTE_ITEMPROP);
	if (item.data != NULL && slice_equals_fold(item, SLICE("articleBody")))
		return TIMES_ITEMPROP;
	return factor > TIMES_BODY_NAME ? factor : TIMES_BODY_NAME;
}

/* The first prose behind the heading, as a node; 0 where there is none. */
static uint32_t
first_prose(const struct blocks *blocks, const struct flags *flags, uint32_t heading)
{
	if (heading == 0)
		return 0;
	for (uint32_t b = blocks_end(blocks, heading); b < blocks->count; b++) {
		const struct block *block = &blocks->all[b];
		if ((block->marks & (BLOCK_PROSE | BLOCK_HIDDEN)) == BLOCK_PROSE &&
			!(flags->all[block->element] & FLAG_ANY))
			return block->first;
	}
	return 0;
}

/*
 * Sums the blocks' points up to the root of the page. Gives an array by node; only elements above
 * blocks have any.
 */
static float *
sum_up(struct arena *arena, const struct blocks *blocks, const struct flags *flags,
	const uint8_t *teasers)
{
	const struct page *page = blocks->page;
	float *sums = arena_zalloc(arena, page->count, sizeof(*sums));
	for (uint32_t b = 0; b < blocks->count; b++) {
		const struct block *block = &blocks->all[b];
		if (!(block->marks & BLOCK_HIDDEN))
			sums[block->element] +=
				points(block, flags->all[block->element], teasers[b]);
	}
	for (uint32_t i = flags->count; i-- > 1;) {
		uint32_t n = flags->elements[i];
		sums[page->nodes[n].parent] += sums[n];
	}
	return sums;
}

/* Not what holds one paragraph alone. */
static bool
may_be_root(const struct page *page, uint32_t node)
{
	enum tag tag = page->nodes[node].tag;
	return tag != TAG_P && tag != TAG_LI && !(tag >= TAG_H1 && tag <= TAG_H6);
}

/*
 * Where next to no prose was found: the first element with blocks in it that is named as an
 * article's text.
 */
static void
take_named(struct root *out, const struct page *page, const struct flags *flags)
{
	for (uint32_t i = 0; i < flags->count; i++) {
		uint32_t n = flags->elements[i];
		if (n < page->body || !(flags->own[n] & FLAG_BODY) || (flags->all[n] & FLAG_ANY))
			continue;
		out->node = n;
		return;
	}
}

void
root_find(struct root *out, struct arena *arena, const struct blocks *blocks,
	const struct flags *flags, const uint8_t *teasers, uint32_t heading)
{
	const struct page *page = blocks->page;
	float *sums = sum_up(arena, blocks, flags, teasers);
	uint32_t prose = first_prose(blocks, flags, heading);
	*out = (struct root){ .node = page->body };
	for (uint32_t i = 0; i < flags->count; i++) {
		uint32_t n = flags->elements[i];
		if (n < page->body || sums[n] <= 0 || !may_be_root(page, n))
			continue;
		sums[n] *= times(page, flags, n);
		if (prose > n && prose < page->nodes[n].end)
			sums[n] *= TIMES_AFTER_HEADING;
		/* In document order a tie goes to the deeper one. */
		if (sums[n] >= out->score) {
			out->score = sums[n];
			out->node = n;
		}
	}
	if (out->score < POINTS_FEW)
		take_named(out, page, flags);
	for (uint32_t i = 0; i < flags->count; i++) {
		uint32_t n = flags->elements[i];
		bool apart = page->nodes[n].end <= out->node || n >= page->nodes[out->node].end;
		if (apart && sums[n] > out->second_score) {
			out->second_score = sums[n];
			out->second = n;
		}
	}
}
