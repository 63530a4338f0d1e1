/*
 * arena.h - memory that is given back all at once.
 *
 * One page, one arena: what an extraction makes lives until the arena is reset, and nothing in it
 * is freed by hand. Resetting keeps the chunks, so that a worker's second page allocates nothing.
 * Out of memory ends the process: no function here fails.
 */
#ifndef NEWSWIRED_BASE_ARENA_H
#define NEWSWIRED_BASE_ARENA_H

#include <stddef.h>

struct arena;

/* A new, empty arena; the caller owns it. */
struct arena *arena_new(void);

/* Runs what was deferred, newest first, then gives all memory back. NULL is ignored. */
void arena_free(struct arena *arena);

/*
 * Runs what was deferred, newest first; all memory from the arena becomes invalid but stays with it
 * for the next use.
 */
void arena_reset(struct arena *arena);

/* `size` bytes, aligned for any type, contents undefined. A size of 0 gives a valid pointer. */
void *arena_alloc(struct arena *arena, size_t size) __attribute__((malloc, returns_nonnull));

/* As arena_alloc, zeroed; `count` times `size`, checked for overflow. */
void *arena_zalloc(struct arena *arena, size_t count, size_t size)
	__attribute__((malloc, returns_nonnull));

/*
 * Grows an array in the arena: returns `old` or a larger copy of its `used` elements of `size`
 * bytes. *capacity: elements there is room for; doubled when `used` has reached it. `old` may be
 * NULL with *capacity 0.
 */
void *arena_grow(struct arena *arena, void *old, size_t used, size_t *capacity, size_t size)
	__attribute__((returns_nonnull));

/*
 * Gives back all but the first `smaller` bytes of an allocation of `size`, if it is the newest one,
 * so that what comes next lies close by.
 */
void arena_shrink(struct arena *arena, void *allocated, size_t size, size_t smaller);

/* A terminated copy of `length` bytes. */
char *arena_strndup(struct arena *arena, const char *bytes, size_t length)
	__attribute__((returns_nonnull));
char *arena_strdup(struct arena *arena, const char *string) __attribute__((returns_nonnull));

/* printf into the arena. */
char *arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3), returns_nonnull));

/* Has `release(object)` called when the arena is reset or freed. */
void arena_defer(struct arena *arena, void (*release)(void *), void *object);

/* Bytes held from the system, for limits and tests. */
size_t arena_held(const struct arena *arena);

#endif
