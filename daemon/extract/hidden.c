/* Elements that a browser would not show. */
#include "extract/hidden.h"

#include <string.h>
#include <strings.h>

#include "extract/block.h"

/* An element with more of the page's prose than this is shown, whatever it says. */
#define SHOWN_SHARE 0.6F

/*
 * Whether the declaration `property: value` stands at byte `at` of a style; ASCII case folded,
 * blanks around the colon allowed.
 */
static bool
declares(struct slice style, size_t at, struct slice property, struct slice value)
{
	if (style.length - at <= property.length ||
		strncasecmp(style.data + at, property.data, property.length) != 0)
		return false;
	at += property.length;
	while (at < style.length && (style.data[at] == ' ' || style.data[at] == ':'))
		at++;
	return style.length - at >= value.length &&
	       strncasecmp(style.data + at, value.data, value.length) == 0;
}

static bool
style_hides(struct slice style)
{
	for (size_t i = 0; i < style.length; i++) {
		char c = style.data[i] | 0x20;
		if ((c == 'd' && declares(style, i, SLICE("display"), SLICE("none"))) ||
			(c == 'v' && declares(style, i, SLICE("visibility"), SLICE("hidden"))))
			return true;
	}
	return false;
}

static bool
hides(const struct page *page, uint32_t node, const struct attribute *attribute)
{
	struct slice value = { page->bytes + attribute->value_start, attribute->value_length };
	switch (attribute->name) {
	case ATTRIBUTE_HIDDEN: {
		struct slice id = page_attribute_raw(page, node, ATTRIBUTE_ID);
		return id.data == NULL || !slice_starts(id, SLICE("S:"));
	}
	case ATTRIBUTE_ARIA_HIDDEN: /* A paragraph that is kept from screen readers is seen all the same: a paid one. */
		return page->nodes[node].tag != TAG_P &&
		       slice_equals_fold(slice_trim(value), SLICE("true"));
	case ATTRIBUTE_STYLE: return style_hides(value);
	default: return false;
	}
}

bool
hidden_is(const struct page *page, uint32_t node)
{
	const struct node *n = &page->nodes[node];
	if (n->tag == TAG_NOSCRIPT)
		return true;
	const uint32_t names = page_name_bit(ATTRIBUTE_HIDDEN) |
			       page_name_bit(ATTRIBUTE_ARIA_HIDDEN) |
			       page_name_bit(ATTRIBUTE_STYLE);
	for (uint32_t a = 0; (n->names & names) != 0 && a < n->attribute_count; a++)
		if (hides(page, node, &page->attributes[n->attributes + a]))
			return true;
	return n->tag == TAG_DIALOG && page_attribute_raw(page, node, ATTRIBUTE_OPEN).data == NULL;
}

void
hidden_add(struct hidden *hidden, struct arena *arena, uint32_t node)
{
	hidden->nodes = arena_grow(
		arena, hidden->nodes, hidden->count, &hidden->room, sizeof(*hidden->nodes));
	hidden->nodes[hidden->count++] = node;
}

/* Words of prose in blocks from .. to - 1. */
static uint32_t
prose_words(const struct blocks *blocks, uint32_t from, uint32_t to)
{
	uint32_t words = 0;
	for (uint32_t b = from; b < to; b++)
		if (blocks->all[b].marks & BLOCK_PROSE)
			words += blocks->all[b].words;
	return words;
}

/*
 * By node: words of prose in the hidden children of it that stand in no hidden element themselves.
 * NULL where there is nothing to count.
 */
static uint32_t *
sum_by_parent(const struct hidden *hidden, const struct blocks *blocks, struct arena *arena)
{
	if (hidden->count == 0)
		return NULL;
	const struct node *nodes = blocks->page->nodes;
	uint32_t *sums = arena_zalloc(arena, blocks->page->count, sizeof(*sums));
	uint32_t end = 0;
	for (size_t i = 0; i < hidden->count; i++) {
		uint32_t node = hidden->nodes[i];
		if (node < end)
			continue;
		end = nodes[node].end;
		sums[nodes[node].parent] +=
			prose_words(blocks, blocks_at(blocks, node), blocks_at(blocks, end));
	}
	return sums;
}

void
hidden_settle(const struct hidden *hidden, struct blocks *blocks, struct arena *arena)
{
	const struct node *nodes = blocks->page->nodes;
	float all = (float)prose_words(blocks, 0, blocks->count);
	const uint32_t *sums = sum_by_parent(hidden, blocks, arena);
	uint32_t done = 0; /* blocks before this one are settled */
	/* Blocks before this one were counted in an element that is shown. */
	uint32_t shown_end = 0;
	for (size_t i = 0; i < hidden->count; i++) {
		uint32_t node = hidden->nodes[i];
		uint32_t from = blocks_at(blocks, node);
		uint32_t to = blocks_end(blocks, node);
		if (to <= done)
			continue;
		if (from < done)
			from = done;
		/*
		 * Inside an element that is shown, each further one would be counted again: take
		 * their word.
		 */
		if (from >= shown_end && (float)sums[nodes[node].parent] > SHOWN_SHARE * all) {
			shown_end = to;
			continue;
		}
		for (uint32_t b = from; b < to; b++)
			blocks->all[b].marks |= BLOCK_HIDDEN;
		done = to;
	}
}
