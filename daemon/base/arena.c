/*
 * Chunks in a list; an allocation bumps a pointer in the newest, and a chunk that is full is kept
 * for the next reset.
 */
#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#define GAP            16 /* poisoned bytes behind each allocation, so that overruns are seen */
#define POISON(p, n)   __asan_poison_memory_region(p, n)
#define UNPOISON(p, n) __asan_unpoison_memory_region(p, n)
#else
#define GAP            0
#define POISON(p, n)   ((void)0)
#define UNPOISON(p, n) ((void)0)
#endif

#define CHUNK_MIN ((size_t)64 * 1024)
#define ALIGNMENT _Alignof(max_align_t)

struct chunk {
	struct chunk *next;
	size_t capacity;
	size_t used;
	_Alignas(max_align_t) char data[];
};

struct deferred {
	struct deferred *next;
	void (*release)(void *);
	void *object;
};

struct arena {
	struct chunk *full;  /* in use, newest first; the head is the one that is filled */
	struct chunk *spare; /* emptied by a reset */
	struct deferred *deferred;
};

struct arena *
arena_new(void)
{
	return mem_zalloc(1, sizeof(struct arena));
}

static void
run_deferred(struct arena *arena)
{
	while (arena->deferred != NULL) {
		struct deferred *d = arena->deferred;
		arena->deferred = d->next;
		d->release(d->object);
	}
}

static void
free_chunks(struct chunk *chunk)
{
	while (chunk != NULL) {
		struct chunk *next = chunk->next;
		UNPOISON(chunk->data, chunk->capacity);
		mem_free(chunk);
		chunk = next;
	}
}

void
arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	run_deferred(arena);
	free_chunks(arena->full);
	free_chunks(arena->spare);
	mem_free(arena);
}

void
arena_reset(struct arena *arena)
{
	run_deferred(arena);
	while (arena->full != NULL) {
		struct chunk *chunk = arena->full;
		arena->full = chunk->next;
		chunk->used = 0;
		POISON(chunk->data, chunk->capacity);
		chunk->next = arena->spare;
		arena->spare = chunk;
	}
}

/* A chunk with room for `size`: the first spare one if it fits, else a new one, twice the last. */
static struct chunk *
take_chunk(struct arena *arena, size_t size)
{
	for (struct chunk **at = &arena->spare; *at != NULL; at = &(*at)->next) {
		if ((*at)->capacity >= size) {
			struct chunk *chunk = *at;
			*at = chunk->next;
			return chunk;
		}
	}
	size_t capacity = arena->full != NULL ? arena->full->capacity * 2 : CHUNK_MIN;
	if (capacity > CHUNK_MIN * 64)
		capacity = CHUNK_MIN * 64;
	if (capacity < size)
		capacity = size;
	struct chunk *chunk = mem_alloc(sizeof(*chunk) + capacity);
	chunk->capacity = capacity;
	chunk->used = 0;
	POISON(chunk->data, capacity);
	return chunk;
}

/* What an allocation takes. */
static size_t
padded(size_t size)
{
	return (size + GAP + ALIGNMENT - 1) & ~(ALIGNMENT - 1);
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	size_t wanted = padded(size);
	if (wanted < size)
		mem_exhausted();
	struct chunk *chunk = arena->full;
	if (chunk == NULL || chunk->capacity - chunk->used < wanted) {
		chunk = take_chunk(arena, wanted);
		chunk->next = arena->full;
		arena->full = chunk;
	}
	void *p = chunk->data + chunk->used;
	chunk->used += wanted;
	UNPOISON(p, size);
	return p;
}

void
arena_shrink(struct arena *arena, void *allocated, size_t size, size_t smaller)
{
	struct chunk *chunk = arena->full;
	if ((char *)allocated + padded(size) != chunk->data + chunk->used)
		return;
	chunk->used -= padded(size) - padded(smaller);
	POISON((char *)allocated + smaller, size - smaller);
}

void *
arena_zalloc(struct arena *arena, size_t count, size_t size)
{
	size_t bytes;
	if (__builtin_mul_overflow(count, size, &bytes))
		mem_exhausted();
	return memset(arena_alloc(arena, bytes), 0, bytes);
}

void *
arena_grow(struct arena *arena, void *old, size_t used, size_t *capacity, size_t size)
{
	if (old != NULL && used < *capacity)
		return old;
	size_t wanted = *capacity == 0 ? 8 : *capacity * 2;
	size_t bytes;
	if (wanted < *capacity || __builtin_mul_overflow(wanted, size, &bytes))
		mem_exhausted();
	void *grown = arena_alloc(arena, bytes);
	if (used > 0)
		memcpy(grown, old, used * size);
	*capacity = wanted;
	return grown;
}

char *
arena_strndup(struct arena *arena, const char *bytes, size_t length)
{
	char *copy = arena_alloc(arena, length + 1);
	if (length > 0)
		memcpy(copy, bytes, length);
	copy[length] = '\0';
	return copy;
}

char *
arena_strdup(struct arena *arena, const char *string)
{
	return arena_strndup(arena, string, strlen(string));
}

char *
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list ap, again;
	va_start(ap, format);
	va_copy(again, ap);
	int length = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	if (length < 0)
		mem_exhausted();
	char *text = arena_alloc(arena, (size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	return text;
}

void
arena_defer(struct arena *arena, void (*release)(void *), void *object)
{
	struct deferred *d = arena_alloc(arena, sizeof(*d));
	*d = (struct deferred){ .next = arena->deferred, .release = release, .object = object };
	arena->deferred = d;
}

size_t
arena_held(const struct arena *arena)
{
	size_t held = sizeof(*arena);
	for (const struct chunk *c = arena->full; c != NULL; c = c->next)
		held += sizeof(*c) + c->capacity;
	for (const struct chunk *c = arena->spare; c != NULL; c = c->next)
		held += sizeof(*c) + c->capacity;
	return held;
}
