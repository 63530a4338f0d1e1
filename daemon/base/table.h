/*
 * table.h - a hash table from strings to pointers, and the 64-bit hash it uses.
 *
 * Keys are copied; values are the caller's. Seeded at random once a process, so that no page can
 * choose colliding keys; hash_stable() is the one that may be stored.
 */
#ifndef NEWSWIRED_BASE_TABLE_H
#define NEWSWIRED_BASE_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct table;

struct table *table_new(void);

/* `free_value` (may be NULL) is called for each value left. */
void table_free(struct table *table, void (*free_value)(void *));

size_t table_count(const struct table *table);
void *table_get(const struct table *table, const char *key, size_t length);

/* Puts `value` (not NULL) under `key`; gives the value it replaces, or NULL. */
void *table_put(struct table *table, const char *key, size_t length, void *value);

/* Takes the entry out; gives its value, or NULL where there was none. */
void *table_remove(struct table *table, const char *key, size_t length);

/*
 * Walks all entries: start with *at = 0; false at the end. No changes while walking, except
 * removing nothing.
 */
bool table_next(const struct table *table, size_t *at, const char **key, void **value);

/* The same for all machines and versions, so it can be kept: FNV-1a, 64 bits, with a final mix. */
uint64_t hash_stable(const void *bytes, size_t length);

/* Fast and good, but only for this process. */
uint64_t hash_bytes(const void *bytes, size_t length);

/* The same of a number, quicker. */
uint64_t hash_number(uint64_t number);

#endif
