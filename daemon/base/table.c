/* Open addressing with linear probing; removal shifts back, so there are no tombstones. */
#include "base/table.h"

#include <stdatomic.h>
#include <string.h>
#include <sys/random.h>

#include "base/memory.h"

struct entry {
	uint64_t hash;
	char *key; /* NULL: free */
	size_t length;
	void *value;
};

struct table {
	struct entry *entries;
	size_t capacity; /* a power of two */
	size_t count;
};

#define TABLE_FIRST  16

#define OTHER_FACTOR UINT64_C(0x9fb21c651e98df25) /* makes a second seed of the first */

static uint64_t
mix(uint64_t h)
{
	h ^= h >> 32;
	h *= UINT64_C(0xd6e8feb86659fd93);
	h ^= h >> 32;
	h *= UINT64_C(0xd6e8feb86659fd93);
	return h ^ h >> 32;
}

uint64_t
hash_stable(const void *bytes, size_t length)
{
	const unsigned char *s = bytes;
	uint64_t h = UINT64_C(0xcbf29ce484222325);
	for (size_t i = 0; i < length; i++)
		h = (h ^ s[i]) * UINT64_C(0x100000001b3);
	return mix(h);
}

static uint64_t
fold_multiply(uint64_t a, uint64_t b)
{
	__extension__ unsigned __int128 product = (unsigned __int128)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* One for all threads: the first that comes sets it. */
static uint64_t
process_seed(void)
{
	static _Atomic uint64_t shared;
	uint64_t seed = shared, mine = 0;
	if (seed != 0)
		return seed;
	if (getrandom(&mine, sizeof(mine), 0) != sizeof(mine) || mine == 0)
		mine = (uint64_t)(uintptr_t)&shared; /* without getrandom: the address is random, too */
	return atomic_compare_exchange_strong(&shared, &seed, mine) ? mine : seed;
}

/* The last bytes of a key, seven at most, as a number; its length is mixed in elsewhere. */
static uint64_t
tail_of(const unsigned char *s, size_t length)
{
	uint32_t front, back;
	if (length == 0) /* then `s` may be NULL */
		return 0;
	if (length < 4)
		return s[0] | (uint64_t)s[length / 2] << 8 | (uint64_t)s[length - 1] << 16;
	memcpy(&front, s, 4);
	memcpy(&back, s + length - 4, 4);
	return front | (uint64_t)back << 32;
}

static uint64_t
eight_at(const unsigned char *s)
{
	uint64_t eight;
	memcpy(&eight, s, sizeof(eight));
	return eight;
}

/*
 * Sixteen bytes a step; keys of up to as many take none. Both factors of a product are unknown to
 * whoever chooses the keys, so that none of them can be made 0.
 */
uint64_t
hash_bytes(const void *bytes, size_t length)
{
	const unsigned char *s = bytes;
	const uint64_t seed = process_seed(), other = seed * OTHER_FACTOR | 1;
	uint64_t h = seed ^ length;
	for (; length > 16; s += 16, length -= 16)
		h = fold_multiply(h ^ eight_at(s), other ^ eight_at(s + 8));
	uint64_t front = length >= 8 ? eight_at(s) : tail_of(s, length);
	uint64_t back = length >= 8 ? eight_at(s + length - 8) : 0;
	return fold_multiply(h ^ front, other ^ back);
}

uint64_t
hash_number(uint64_t number)
{
	const uint64_t seed = process_seed();
	return fold_multiply(seed ^ number, (seed * OTHER_FACTOR | 1) ^ number);
}

struct table *
table_new(void)
{
	return mem_zalloc(1, sizeof(struct table));
}

void
table_free(struct table *table, void (*free_value)(void *))
{
	if (table == NULL)
		return;
	for (size_t i = 0; i < table->capacity; i++) {
		if (table->entries[i].key == NULL)
			continue;
		mem_free(table->entries[i].key);
		if (free_value != NULL)
			free_value(table->entries[i].value);
	}
	mem_free(table->entries);
	mem_free(table);
}

size_t
table_count(const struct table *table)
{
	return table->count;
}

/* The entry of `key`, or the free one where it would go; NULL in an empty table. */
static struct entry *
find(const struct table *table, uint64_t hash, const char *key, size_t length)
{
	if (table->capacity == 0)
		return NULL;
	for (size_t i = hash & (table->capacity - 1);; i = (i + 1) & (table->capacity - 1)) {
		struct entry *e = &table->entries[i];
		if (e->key == NULL)
			return e;
		if (e->hash == hash && e->length == length &&
			(length == 0 || memcmp(e->key, key, length) == 0))
			return e;
	}
}

void *
table_get(const struct table *table, const char *key, size_t length)
{
	const struct entry *e = find(table, hash_bytes(key, length), key, length);
	return e != NULL && e->key != NULL ? e->value : NULL;
}

static void
grow(struct table *table)
{
	struct table bigger = { .capacity =
					table->capacity == 0 ? TABLE_FIRST : table->capacity * 2 };
	bigger.entries = mem_zalloc(bigger.capacity, sizeof(struct entry));
	for (size_t i = 0; i < table->capacity; i++)
		if (table->entries[i].key != NULL)
			*find(&bigger, table->entries[i].hash, table->entries[i].key,
				table->entries[i].length) = table->entries[i];
	mem_free(table->entries);
	table->entries = bigger.entries;
	table->capacity = bigger.capacity;
}

void *
table_put(struct table *table, const char *key, size_t length, void *value)
{
	if ((table->count + 1) * 4 > table->capacity * 3)
		grow(table);
	uint64_t hash = hash_bytes(key, length);
	struct entry *e = find(table, hash, key, length);
	if (e->key != NULL) {
		void *old = e->value;
		e->value = value;
		return old;
	}
	*e = (struct entry){ hash, mem_strndup(key, length), length, value };
	table->count++;
	return NULL;
}

void *
table_remove(struct table *table, const char *key, size_t length)
{
	struct entry *e = find(table, hash_bytes(key, length), key, length);
	if (e == NULL || e->key == NULL)
		return NULL;
	void *value = e->value;
	mem_free(e->key);
	e->key = NULL;
	table->count--;
	/* Entries behind the hole that would no longer be found move into it. */
	size_t mask = table->capacity - 1, hole = (size_t)(e - table->entries);
	for (size_t i = (hole + 1) & mask; table->entries[i].key != NULL; i = (i + 1) & mask) {
		size_t home = table->entries[i].hash & mask;
		if (((i - home) & mask) < ((i - hole) & mask))
			continue;
		table->entries[hole] = table->entries[i];
		table->entries[i].key = NULL;
		hole = i;
	}
	return value;
}

bool
table_next(const struct table *table, size_t *at, const char **key, void **value)
{
	while (*at < table->capacity) {
		const struct entry *e = &table->entries[(*at)++];
		if (e->key == NULL)
			continue;
		if (key != NULL)
			*key = e->key;
		if (value != NULL)
			*value = e->value;
		return true;
	}
	return false;
}
