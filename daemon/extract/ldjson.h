/*
 * ldjson.h - JSON as JSON-LD needs it: one pass into one array, strings left where they are.
 *
 *      const struct ld_value *root = ld_read(arena, script);
 *      ld_items(ld_member(root, "@graph"), item) ...
 *
 * Accepts and refuses what jansson does (tests/ldjson.c compares the two), but for UTF-8, which has
 * been seen to before, and for LD_VALUES_MAX. Linear in the text, no recursion, nothing allocated
 * but the array and the strings that have escapes in them. Source: RFC 8259.
 */
#ifndef NEWSWIRED_EXTRACT_LDJSON_H
#define NEWSWIRED_EXTRACT_LDJSON_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

#define LD_DEPTH_MAX  2048   /* deeper text is refused, as by jansson */
#define LD_VALUES_MAX 100000 /* and longer text, which jansson takes; long ones have 10,000 */

enum ld_kind {
	LD_NULL,
	LD_FALSE,
	LD_TRUE,
	LD_NUMBER,
	LD_STRING,
	LD_ARRAY,
	LD_OBJECT,
};

/* A value, followed by those in it; in an object, each key is a string before its value. */
struct ld_value {
	struct slice
		text; /* of a string, escapes decoded, U+0000 left out; borrowed from what was read, or in the arena */
	uint32_t size; /* values with all that are in it */
	uint8_t kind;  /* enum ld_kind */
};

/*
 * Reads the object or array that `text` (UTF-8) begins with; what stands behind it is not looked
 * at. NULL where it is no JSON: syntax, escapes, numbers out of range.
 */
const struct ld_value *ld_read(struct arena *arena, struct slice text);

/*
 * An object's member, the last of that name; NULL where there is none, or `object` is none or NULL.
 * Linear in its members.
 */
const struct ld_value *ld_member(const struct ld_value *object, const char *name);

static inline bool
ld_is(const struct ld_value *value, enum ld_kind kind)
{
	return value != NULL && value->kind == kind;
}

/* The first of an array's items; NULL where there is none, or `array` is no array. */
static inline const struct ld_value *
ld_first(const struct ld_value *array)
{
	return ld_is(array, LD_ARRAY) && array->size > 1 ? array + 1 : NULL;
}

/* Items of an array, in order; of what is no array, none. */
#define ld_items(array, item)                               \
	for (const struct ld_value *item = ld_first(array); \
		item != NULL && item < (array) + (array)->size; item += item->size)

#endif
