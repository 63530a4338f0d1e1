/*
 * name.h - names of tags and attributes as 64-bit keys, and where such a key lies in a table of
 * NAME_SLOTS.
 *
 * For html/ only. A key is the first eight letters in lower case, the first one lowest. The macros
 * give constant expressions, so that the tables are made by the compiler.
 */
#ifndef NEWSWIRED_HTML_NAME_H
#define NEWSWIRED_HTML_NAME_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "html/attribute.h"
#include "html/tag.h"

#define NAME_SLOT_BITS 10
#define NAME_SLOTS     (1 << NAME_SLOT_BITS)

/* NAME_KEY('d', 'i', 'v') */
#define NAME_KEY(...) NAME_KEY_(__VA_ARGS__, 0, 0, 0, 0, 0, 0, 0, 0)
#define NAME_KEY_(a, b, c, d, e, f, g, h, ...)                                            \
	((uint64_t)(a) | (uint64_t)(b) << 8 | (uint64_t)(c) << 16 | (uint64_t)(d) << 24 | \
		(uint64_t)(e) << 32 | (uint64_t)(f) << 40 | (uint64_t)(g) << 48 |         \
		(uint64_t)(h) << 56)

/* Names with the same eight letters differ in length, which is added above them. */
#define NAME_SLOT(key, length, multiplier) \
	((((key) + ((uint64_t)(length) << 32)) * (multiplier)) >> (64 - NAME_SLOT_BITS))

/* Odd, and found by trial: they put each name of the two lists into a slot of its own. */
#define TAG_MULTIPLIER       UINT64_C(0x36FF12A39353E0B1)
#define ATTRIBUTE_MULTIPLIER UINT64_C(0x7BC6BC8EBF8712C5)

struct name {
	uint64_t key;
	const char *text;
	size_t length;
};

extern const struct name tag_names[TAG_COUNT], attribute_names[ATTRIBUTE_COUNT];
extern const uint8_t tag_slots[NAME_SLOTS], attribute_slots[NAME_SLOTS]; /* 0 where empty */

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

/* The same, quicker, for a name in bytes that end at `end`: eight letters are folded at once. */
static inline uint64_t
name_key_within(const char *name, size_t length, const char *end)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	if (end - name >= 8 && length > 0) {
		uint64_t key;
		unsigned behind = length < 8 ? 64 - 8 * (unsigned)length : 0; /* bits */
		memcpy(&key, name, sizeof(key));
		return text_lower_eight(key << behind >> behind);
	}
#endif
	return name_key(name, length);
}

/* The number of a name in its table; 0 where it is not there. */
static inline unsigned
name_find(const struct name *names, unsigned slot, uint64_t key, const char *name, size_t length)
{
	const struct name *known = &names[slot];
	if (known->key != key || known->length != length)
		return 0;
	return length <= 8 || strncasecmp(name + 8, known->text + 8, length - 8) == 0 ? slot : 0;
}

/* tag_find for those who have the key. */
static inline enum tag
tag_of_key(uint64_t key, const char *name, size_t length)
{
	unsigned slot = tag_slots[NAME_SLOT(key, length, TAG_MULTIPLIER)];
	unsigned found = name_find(tag_names, slot, key, name, length);
	return found != 0 ? found : TAG_UNKNOWN;
}

/* attribute_find for those who have the key. */
static inline enum attribute_name
attribute_of_key(uint64_t key, const char *name, size_t length)
{
	unsigned slot = attribute_slots[NAME_SLOT(key, length, ATTRIBUTE_MULTIPLIER)];
	return name_find(attribute_names, slot, key, name, length);
}

#endif
