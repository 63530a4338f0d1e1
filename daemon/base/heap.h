/*
 * heap.h - the first of many, by a number: what is due next.
 *
 * A binary heap of items that lie in their owners' structs, so that moving or removing one needs no
 * search. All operations are O(log n), heap_first O(1). Equal keys come in no particular order.
 */
#ifndef NEWSWIRED_BASE_HEAP_H
#define NEWSWIRED_BASE_HEAP_H

#include <stddef.h>
#include <stdint.h>

/* Zeroed before its first use; belongs to the heap while `place` is not 0. */
struct heap_item {
	int64_t key;
	size_t place; /* from 1; 0: in no heap */
};

/* Zeroed: an empty heap. */
struct heap {
	struct heap_item **items; /* from 1 */
	size_t count;
	size_t capacity;
};

/* Takes all items out and gives the memory back. */
void heap_release(struct heap *heap);

/* Puts the item in, or moves it, under `key`. */
void heap_set(struct heap *heap, struct heap_item *item, int64_t key);

/* Takes the item out; nothing where it is not in. */
void heap_remove(struct heap *heap, struct heap_item *item);

/* The item with the least key; NULL where the heap is empty. */
struct heap_item *heap_first(const struct heap *heap);

#endif
