/* Finds linked headlines, the boxes that hold one of them each, and counts those made alike. */
#include "extract/teaser.h"

#include "base/table.h"

#define LINK_WORDS_MIN  4 /* of a headline */
#define LINE_WORDS_MAX  30
#define LINE_LINK_SHARE 0.8F
#define CARDS_MIN       4     /* fewer may be anything */
#define REST_WORDS_MAX  30.0F /* beside the headline, on average; more are a text of their own */
#define FACTOR          UINT64_C(0x9E3779B97F4A7C15) /* odd, its bits well mixed */

/* Cards in one element that are of one make. */
struct make {
	uint64_t key; /* 0: the slot is free */
	uint32_t cards, rest;
};

struct finder {
	const struct blocks *blocks;
	uint32_t *lines;     /* by block, and one more: linked headlines before it */
	uint32_t *rest;      /* the same: words that are not linked */
	uint32_t *cards;     /* by block: the card of the headline that it is, or 0 */
	struct make **makes; /* by block: that of its card */
	struct make *all;
	size_t mask;
};

static bool
is_line(const struct block *block)
{
	return !(block->marks & (BLOCK_HIDDEN | BLOCK_BUTTON)) &&
	       block->link_words >= LINK_WORDS_MIN && block->words <= LINE_WORDS_MAX &&
	       block_link_share(block) >= LINE_LINK_SHARE;
}

/* The largest element around a headline that holds no other; 0 where none does. */
static uint32_t
card_of(const struct finder *finder, uint32_t b)
{
	const struct page *page = finder->blocks->page;
	uint32_t card = 0;
	for (uint32_t node = finder->blocks->all[b].element; node > page->body;
		node = page->nodes[node].parent) {
		uint32_t from = blocks_at(finder->blocks, node);
		uint32_t to = blocks_end(finder->blocks, node);
		if (finder->lines[to] - finder->lines[from] > 1)
			break;
		card = node;
	}
	return card;
}

static struct make *
make_of(struct finder *finder, uint32_t card)
{
	const struct page *page = finder->blocks->page;
	struct slice class = page_attribute_raw(page, card, ATTRIBUTE_CLASS);
	uint64_t key = hash_bytes(class.data, class.length) ^ page->nodes[card].tag;
	key = ((key ^ page->nodes[card].parent) * FACTOR) | 1;
	size_t at = (key >> 20) & finder->mask;
	while (finder->all[at].key != 0 && finder->all[at].key != key)
		at = (at + 1) & finder->mask;
	finder->all[at].key = key;
	return &finder->all[at];
}

static void
count(struct finder *finder, struct arena *arena)
{
	const struct blocks *blocks = finder->blocks;
	finder->lines = arena_zalloc(arena, blocks->count + 1, sizeof(*finder->lines));
	finder->rest = arena_zalloc(arena, blocks->count + 1, sizeof(*finder->rest));
	for (uint32_t b = 0; b < blocks->count; b++) {
		const struct block *block = &blocks->all[b];
		bool shown = !(block->marks & BLOCK_HIDDEN);
		finder->lines[b + 1] = finder->lines[b] + is_line(block);
		finder->rest[b + 1] =
			finder->rest[b] + (shown ? block->words - block->link_words : 0);
	}
}

static void
find_cards(struct finder *finder, struct arena *arena)
{
	const struct blocks *blocks = finder->blocks;
	size_t slots = 16;
	while (slots < 2 * (size_t)finder->lines[blocks->count])
		slots *= 2;
	finder->mask = slots - 1;
	finder->all = arena_zalloc(arena, slots, sizeof(*finder->all));
	finder->cards = arena_zalloc(arena, blocks->count + 1, sizeof(*finder->cards));
	finder->makes = arena_zalloc(arena, blocks->count + 1, sizeof(struct make *));
	for (uint32_t b = 0; b < blocks->count; b++) {
		if (!is_line(&blocks->all[b]) || (finder->cards[b] = card_of(finder, b)) == 0)
			continue;
		uint32_t end = blocks->page->nodes[finder->cards[b]].end;
		struct make *make = make_of(finder, finder->cards[b]);
		make->cards++;
		make->rest += finder->rest[blocks_at(blocks, end)] -
			      finder->rest[blocks_at(blocks, finder->cards[b])];
		finder->makes[b] = make;
	}
}

const uint8_t *
teasers_find(struct arena *arena, const struct blocks *blocks)
{
	uint8_t *teasers = arena_zalloc(arena, blocks->count + 1, 1);
	struct finder finder = { .blocks = blocks };
	count(&finder, arena);
	if (finder.lines[blocks->count] < CARDS_MIN)
		return teasers;
	find_cards(&finder, arena);
	for (uint32_t b = 0; b < blocks->count; b++) {
		const struct make *make = finder.makes[b];
		if (make == NULL || make->cards < CARDS_MIN ||
			(float)make->rest > REST_WORDS_MAX * (float)make->cards)
			continue;
		uint32_t end = blocks_end(blocks, finder.cards[b]);
		for (uint32_t i = blocks_at(blocks, finder.cards[b]); i < end; i++)
			teasers[i] = 1;
	}
	return teasers;
}
