/*
 * name.h - names of tags and attributes as 64-bit keys, and where such a key lies in a table of NAME_SLOTS.
 *
 * For html/ only. A key is the first eight letters in lower case, the first one lowest. The macros give constant
 * expressions, so that the tables are made by the compiler.
 */
#ifndef NEWSWIRED_HTML_NAME_H
#define NEWSWIRED_HTML_NAME_H

#include <stddef.h>
#include <stdint.h>
#include <strings.h>

#define NAME_SLOT_BITS 10
#define NAME_SLOTS     (1 << NAME_SLOT_BITS)

/* NAME_KEY('d', 'i', 'v') */
#define NAME_KEY(...) NAME_KEY_(__VA_ARGS__, 0, 0, 0, 0, 0, 0, 0, 0)
#define NAME_KEY_(a, b, c, d, e, f, g, h, ...)                                            \
	((uint64_t)(a) | (uint64_t)(b) << 8 | (uint64_t)(c) << 16 | (uint64_t)(d) << 24 | \
		(uint64_t)(e) << 32 | (uint64_t)(f) << 40 | (uint64_t)(g) << 48 |         \
		(uint64_t)(h) << 56)

/* Names with the same eight letters differ in length, hence the golden ratio times it. */
#define NAME_SLOT(key, length, multiplier)                                             \
	((((key) + (uint64_t)(length)*UINT64_C(0x9E3779B97F4A7C15)) * (multiplier)) >> \
		(64 - NAME_SLOT_BITS))

static inline uint64_t
name_key(const char *name, size_t length)
{
	uint64_t key = 0;
	for (size_t i = 0; i < length && i < 8; i++) {
		uint64_t c = (unsigned char)name[i];
		key |= (c - 'A' < 26 ? c | 0x20 : c) << (8 * i);
	}
	return key;
}

/* Whether `name` is `known`, which is lower case and has `length` bytes, where the key of both is the same. */
static inline int
name_rest_equals(const char *name, const char *known, size_t length)
{
	return length <= 8 || strncasecmp(name + 8, known + 8, length - 8) == 0;
}

#endif
