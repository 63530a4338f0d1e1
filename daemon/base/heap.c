/* A binary heap of items that know their place. */
#include "base/heap.h"

#include <assert.h>

#include "base/memory.h"

static void
put(struct heap *heap, size_t place, struct heap_item *item)
{
	heap->items[place] = item;
	item->place = place;
}

/* Puts an item where it belongs, above or below a place that is free. */
static void
sift(struct heap *heap, size_t place, struct heap_item *item)
{
	while (place > 1 && heap->items[place / 2]->key > item->key) {
		put(heap, place, heap->items[place / 2]);
		place /= 2;
	}
	for (size_t child; (child = place * 2) <= heap->count; place = child) {
		if (child < heap->count && heap->items[child + 1]->key < heap->items[child]->key)
			child++;
		if (heap->items[child]->key >= item->key)
			break;
		put(heap, place, heap->items[child]);
	}
	put(heap, place, item);
}

void
heap_release(struct heap *heap)
{
	for (size_t i = 1; i <= heap->count; i++)
		heap->items[i]->place = 0;
	mem_free(heap->items);
	*heap = (struct heap){ 0 };
}

void
heap_remove(struct heap *heap, struct heap_item *item)
{
	if (item->place == 0)
		return;
	assert(heap->items[item->place] == item);
	size_t place = item->place;
	struct heap_item *last = heap->items[heap->count--];
	item->place = 0;
	if (last != item)
		sift(heap, place, last);
}

void
heap_set(struct heap *heap, struct heap_item *item, int64_t key)
{
	heap_remove(heap, item);
	item->key = key;
	heap->items =
		mem_grow(heap->items, heap->count + 1, &heap->capacity, sizeof(struct heap_item *));
	heap->count++;
	/* A free place at the end has no children: it holds the item itself while they are looked
	 * for. */
	heap->items[heap->count] = item;
	sift(heap, heap->count, item);
}

struct heap_item *
heap_first(const struct heap *heap)
{
	return heap->count > 0 ? heap->items[1] : NULL;
}
