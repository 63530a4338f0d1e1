/* The places of elements among their siblings. */
#include "html/siblings.h"

/* The last child seen of each tag, if it is of the parent in hand. */
struct seen {
	uint32_t parent[TAG_COUNT], node[TAG_COUNT];
};

static void
place_children(
	const struct page *page, uint32_t parent, struct sibling *siblings, struct seen *seen)
{
	uint32_t previous = 0;
	page_children(page, parent, child) {
		unsigned tag = page->nodes[child].tag;
		if (tag == TAG_TEXT)
			continue;
		/*
		 * The parent's number plus one, so that the document, 0, is not what no one has
		 * set.
		 */
		uint32_t same = seen->parent[tag] == parent + 1 ? seen->node[tag] : 0;
		siblings[child] = (struct sibling){
			.previous = previous,
			.place = previous != 0 ? siblings[previous].place + 1 : 1,
			.place_of_type = same != 0 ? siblings[same].place_of_type + 1 : 1,
			.is_last = true,
			.is_last_of_type = true,
		};
		if (previous != 0)
			siblings[previous].is_last = false;
		if (same != 0)
			siblings[same].is_last_of_type = false;
		seen->parent[tag] = parent + 1;
		seen->node[tag] = child;
		previous = child;
	}
}

const struct sibling *
page_siblings(const struct page *page)
{
	struct page_order *order = page->order;
	if (order->siblings != NULL)
		return order->siblings;
	struct seen seen = { { 0 }, { 0 } };
	struct sibling *siblings = arena_zalloc(order->arena, page->count, sizeof(*siblings));
	for (uint32_t n = 0; n < page->count; n++)
		place_children(page, n, siblings, &seen);
	order->siblings = siblings;
	return siblings;
}
