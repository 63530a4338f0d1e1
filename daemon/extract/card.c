/* Cards of other stories among the paragraphs, and lists of links. */
#include "extract/bodywork.h"

/* A card: a linked heading with an excerpt. */
#define CARD_WORDS_MAX     110
#define CARD_HEADING_WORDS 3     /* a shorter one is the name of who wrote a post */
#define CARD_SHARE_MAX     0.25F /* of the words of the body */
#define CARDS_SHARE_MAX    0.75F /* the same, of all cards */
#define LINK_LIST_ITEMS    3 /* items that begin with a link make a list of links, from here on */
#define LINK_LIST_WORDS    4 /* of such a link */

/* Words of the root's blocks below a node, kept or not. */
static uint32_t
words_below(const struct body_work *work, uint32_t node, uint32_t *from, uint32_t *to)
{
	const struct blocks *blocks = work->blocks;
	*from = blocks_at(blocks, node);
	*to = blocks_end(blocks, node);
	if (*from < work->body->from)
		*from = work->body->from;
	if (*to > work->body->to)
		*to = work->body->to;
	return *from < *to
		       ? work->words[*to - work->body->from] - work->words[*from - work->body->from]
		       : 0;
}

/*
 * Drops the largest element around block b that is no larger than a card; with other blocks in it
 * than b, or not at all.
 */
static void
drop_card(struct body_work *work, uint32_t b)
{
	const struct node *nodes = work->blocks->page->nodes;
	uint32_t from = b, to = b + 1;
	uint32_t node = work->blocks->all[b].element;
	while (node > work->body->root.node) {
		uint32_t f, t;
		uint32_t words = words_below(work, node, &f, &t);
		if (words > CARD_WORDS_MAX || (float)words > CARD_SHARE_MAX * (float)work->total)
			break;
		from = f;
		to = t;
		node = nodes[node].parent;
	}
	if (to > from + 1)
		body_drop(work, from, to, BODY_TEASER);
}

/* Takes the cards back where they hold nearly all of the text: then they are the parts of it. */
static void
keep_parts(struct body_work *work)
{
	struct body *body = work->body;
	uint32_t words = 0;
	for (uint32_t b = body->from; b < body->to; b++)
		if (body->reasons[b] == BODY_TEASER &&
			!(work->blocks->all[b].marks & BLOCK_LINKED_BOX))
			words += work->blocks->all[b].words;
	if ((float)words <= CARDS_SHARE_MAX * (float)work->total)
		return;
	for (uint32_t b = body->from; b < body->to; b++)
		if (body->reasons[b] == BODY_TEASER &&
			!(work->blocks->all[b].marks & BLOCK_LINKED_BOX))
			body->reasons[b] = BODY_KEPT;
}

void
body_drop_cards(struct body_work *work)
{
	body_sum(work);
	for (uint32_t b = work->body->from; b < work->body->to; b++) {
		const struct block *block = &work->blocks->all[b];
		if (block->marks & BLOCK_HIDDEN)
			continue;
		if (block->marks & BLOCK_LINKED_BOX)
			body_drop(work, b, b + 1, BODY_TEASER);
		else if ((block->marks & BLOCK_HEADING) && 2 * block->link_words >= block->words &&
			 block->level > 1 && block->link_words >= CARD_HEADING_WORDS)
			drop_card(work, b);
	}
	keep_parts(work);
}

/* Whether the block begins with a link of some length. */
static bool
begins_with_link(const struct body_work *work, const struct block *block)
{
	for (uint32_t l = 0; l < block->link_count; l++) {
		const struct block_link *link = &work->blocks->links[block->link + l];
		if (link->to > link->from)
			return link->from == 0 && link->words >= LINK_LIST_WORDS;
	}
	return false;
}

uint32_t
body_above(const struct page *page, uint32_t node, enum tag one, enum tag other)
{
	while (node > 0 && page->nodes[node].tag != one && page->nodes[node].tag != other)
		node = page->nodes[node].parent;
	return node;
}

/* A list as it is walked. */
struct item_run {
	uint32_t list, item;
	uint32_t from;
	uint32_t items, linked;
};

static void
end_run(struct body_work *work, const struct item_run *run, uint32_t to)
{
	if (run->list != 0 && run->items >= LINK_LIST_ITEMS && run->linked == run->items)
		body_drop(work, run->from, to, BODY_LINKS);
}

void
body_drop_link_lists(struct body_work *work)
{
	const struct page *page = work->blocks->page;
	struct item_run run = { 0 };
	for (uint32_t b = work->body->from; b < work->body->to; b++) {
		const struct block *block = &work->blocks->all[b];
		uint32_t item = 0, list = 0;
		if (block->marks & BLOCK_ITEM) {
			item = body_above(page, block->element, TAG_LI, TAG_DD);
			list = body_above(page, page->nodes[item].parent, TAG_UL, TAG_OL);
		}
		if (list != run.list) {
			end_run(work, &run, b);
			run = (struct item_run){ .list = list, .from = b };
		}
		if (list == 0 || item == run.item)
			continue;
		run.item = item;
		run.items++;
		run.linked += begins_with_link(work, block);
	}
	end_run(work, &run, work->body->to);
}
