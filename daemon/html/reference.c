/*
 * Character references: numbers by arithmetic, names by the table that the build makes from
 * references.txt.
 */
#include "html/reference.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "html/reference_names.h"

/* More digits than any code point has; those behind it are read and no longer counted. */
#define POINT_TOO_LARGE 0x110000U

/*
 * Section 13.2.5.80: what the numbers 0x80 to 0x9F mean, windows-1252 as it is. 0: the number
 * itself.
 */
static const uint16_t windows_1252[32] = { 0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
	0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C,
	0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178 };

static bool
is_alphanumeric(char c)
{
	return ((unsigned)c | 0x20) - 'a' < 26 || (unsigned)c - '0' < 10;
}

/* A digit's value, or 16 where it is none in that base. */
static unsigned
digit_value(char c, unsigned base)
{
	if ((unsigned)c - '0' < 10)
		return (unsigned)c - '0';
	unsigned letter = ((unsigned)c | 0x20) - 'a';
	return base == 16 && letter < 6 ? letter + 10 : 16;
}

/* "&#8217;" and "&#x2019;": text.data[1] is '#'. */
static size_t
read_number(struct slice text, char out[8], size_t *out_length)
{
	size_t at = 2;
	unsigned base = 10;
	if (at < text.length && (text.data[at] | 0x20) == 'x') {
		base = 16;
		at++;
	}
	size_t first = at;
	uint32_t point = 0;
	for (unsigned digit; at < text.length && (digit = digit_value(text.data[at], base)) < base;
		at++)
		point = point < POINT_TOO_LARGE ? point * base + digit : POINT_TOO_LARGE;
	if (at == first)
		return 0;
	if (at < text.length && text.data[at] == ';')
		at++;
	if (point >= 0x80 && point < 0xA0 && windows_1252[point - 0x80] != 0)
		point = windows_1252[point - 0x80];
	*out_length = text_encode(point == 0 ? TEXT_REPLACEMENT : point, out);
	return at;
}

static size_t
give_name(const struct reference_name *name, char out[8], size_t *out_length)
{
	*out_length = strlen(name->text);
	memcpy(out, name->text, *out_length);
	return strlen(name->name) + 1;
}

size_t
reference_read(struct slice text, bool in_attribute, char out[8], size_t *out_length)
{
	if (text.length > 1 && text.data[1] == '#')
		return read_number(text, out, out_length);
	const char *name = text.data + 1;
	size_t room = text.length - 1, length = 0;
	if (room > REFERENCE_LONGEST + 1)
		room = REFERENCE_LONGEST + 1;
	while (length < room && is_alphanumeric(name[length]))
		length++;
	const struct reference_name *found;
	if (length < room && name[length] == ';' && (found = reference_find(name, length)) != NULL)
		return give_name(found, out, out_length) + 1;
	for (size_t part = length < REFERENCE_LEGACY_LONGEST ? length : REFERENCE_LEGACY_LONGEST;
		part > 1; part--) {
		found = reference_find(name, part);
		if (found == NULL || !found->legacy)
			continue;
		bool runs_on = part < room && (name[part] == '=' || is_alphanumeric(name[part]));
		return in_attribute && runs_on ? 0 : give_name(found, out, out_length);
	}
	return 0;
}

/* The first '&' or NUL in at .. end, or end. */
static const char *
next_mark(const char *at, const char *end)
{
	while (at < end && *at != '&' && *at != '\0')
		at++;
	return at;
}

/*
 * What stands at a mark, decoded into out[8]; gives the bytes it takes up. A NUL is dropped, and an
 * '&' that opens no reference is itself.
 */
static size_t
decode_mark(const char *at, const char *end, bool in_attribute, char out[8], size_t *out_length)
{
	*out_length = 0;
	if (*at == '\0')
		return 1;
	struct slice rest = { at, (size_t)(end - at) };
	size_t taken = reference_read(rest, in_attribute, out, out_length);
	if (taken > 0)
		return taken;
	out[0] = '&';
	*out_length = 1;
	return 1;
}

void
reference_decode(struct slice text, bool in_attribute, struct buffer *out)
{
	if (text.length == 0)
		return;
	for (const char *at = text.data, *end = at + text.length; at < end;) {
		char decoded[8];
		size_t length;
		const char *mark = next_mark(at, end);
		buffer_add(out, at, (size_t)(mark - at));
		at = mark;
		if (at == end)
			break;
		at += decode_mark(at, end, in_attribute, decoded, &length);
		buffer_add(out, decoded, length);
	}
}

const char *
reference_text(struct arena *arena, struct slice text, bool in_attribute)
{
	/* Five bytes may become six ("&nGt"); nothing grows more. */
	char *decoded = arena_alloc(arena, text.length + text.length / 5 + 1);
	size_t used = 0;
	if (text.length == 0)
		return arena_strdup(arena, "");
	for (const char *at = text.data, *end = at + text.length; at < end;) {
		char out[8];
		size_t length;
		const char *mark = next_mark(at, end);
		memcpy(decoded + used, at, (size_t)(mark - at));
		used += (size_t)(mark - at);
		at = mark;
		if (at == end)
			break;
		at += decode_mark(at, end, in_attribute, out, &length);
		memcpy(decoded + used, out, length);
		used += length;
	}
	decoded[used] = '\0';
	return decoded;
}
