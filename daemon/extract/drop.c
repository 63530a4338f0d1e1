/* Takes nodes out of the flat array and closes the gaps. */
#include "extract/drop.h"

/*
 * Marks the subtrees that match; head, body and what they stand in stay. Gives how many nodes go.
 */
static uint32_t
mark(const struct page *page, const struct selector *selector, uint8_t *gone)
{
	uint32_t count = 0;
	uint32_t n = selector_next(selector, page, 0, 0);
	while (n != 0) {
		uint32_t end = page->nodes[n].end;
		bool kept = (n <= page->head && end > page->head) ||
			    (n <= page->body && end > page->body);
		if (kept) {
			n = selector_next(selector, page, 0, n);
			continue;
		}
		for (uint32_t below = n; below < end; below++)
			gone[below] = 1;
		count += end - n;
		n = selector_next(selector, page, 0, end - 1);
	}
	return count;
}

void
page_drop(struct page *page, struct arena *arena, const struct selector *selector)
{
	uint8_t *gone = arena_zalloc(arena, page->count, sizeof(*gone));
	if (mark(page, selector, gone) == 0)
		return;
	/* place[n]: the new number of node n, or of the next one that stays. */
	uint32_t *place = arena_alloc(arena, (page->count + 1) * sizeof(*place));
	uint32_t kept = 0;
	for (uint32_t n = 0; n < page->count; n++) {
		place[n] = kept;
		kept += !gone[n];
	}
	place[page->count] = kept;
	for (uint32_t n = 0; n < page->count; n++) {
		if (gone[n])
			continue;
		struct node *to = &page->nodes[place[n]];
		*to = page->nodes[n];
		to->parent = place[to->parent];
		to->end = place[to->end];
	}
	page->head = place[page->head];
	page->body = place[page->body];
	page->count = kept;
}
