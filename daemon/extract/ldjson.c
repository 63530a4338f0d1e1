/* JSON in one pass, with a stack of the containers that are open. */
#include "extract/ldjson.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "html/scan.h"

struct reader {
	struct arena *arena;
	const char *at, *end;
	struct ld_value *values;
	size_t count, room;
	uint32_t open[LD_DEPTH_MAX]; /* the containers around what is read */
	uint32_t depth;
	bool nul; /* the last string with escapes had U+0000 among them */
};

static struct ld_value *
add(struct reader *reader, enum ld_kind kind)
{
	reader->values = arena_grow(reader->arena, reader->values, reader->count, &reader->room,
		sizeof(*reader->values));
	struct ld_value *value = &reader->values[reader->count++];
	*value = (struct ld_value){ .size = 1, .kind = (uint8_t)kind };
	return value;
}

/* The next byte that is no white space; NUL at the end, which begins nothing either. */
static char
next(struct reader *reader)
{
	while (reader->at < reader->end && (*reader->at == ' ' || *reader->at == '\n' ||
						   *reader->at == '\t' || *reader->at == '\r'))
		reader->at++;
	return reader->at < reader->end ? *reader->at : '\0';
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/*
 * The four digits of "\uXXXX", whose back slash is at `at`. False where that does not stand there.
 */
static bool
read_unit(const char *at, const char *end, uint32_t *unit)
{
	*unit = 0;
	if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
		return false;
	for (int i = 2; i < 6; i++) {
		int digit = hex_digit(at[i]);
		if (digit < 0)
			return false;
		*unit = *unit * 16 + (uint32_t)digit;
	}
	return true;
}

/*
 * Decodes the "\uXXXX" or the pair of them at `at`. Gives the byte after it; NULL where it is none.
 */
static const char *
read_point(const char *at, const char *end, uint32_t *point)
{
	uint32_t low;
	if (!read_unit(at, end, point) || (*point >= 0xDC00 && *point <= 0xDFFF))
		return NULL;
	if (*point < 0xD800 || *point > 0xDBFF)
		return at + 6;
	if (!read_unit(at + 6, end, &low) || low < 0xDC00 || low > 0xDFFF)
		return NULL;
	*point = 0x10000 + ((*point - 0xD800) << 10) + (low - 0xDC00);
	return at + 12;
}

/*
 * Decodes the escape at `at` into `out`, but for U+0000, which sets *nul; gives the byte after it,
 * NULL where it is none.
 */
static const char *
read_escape(const char *at, const char *end, char *out, size_t *length, bool *nul)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	if (end - at >= 2 && at[1] == 'u') {
		uint32_t point;
		const char *after = read_point(at, end, &point);
		*nul |= after != NULL && point == 0;
		if (after != NULL && point != 0)
			*length += text_encode(point, out + *length);
		return after;
	}
	const char *known = end - at >= 2 ? memchr(from, at[1], sizeof(from) - 1) : NULL;
	if (known == NULL)
		return NULL;
	out[(*length)++] = to[known - from];
	return at + 2;
}

/* A string whose quote was passed. False where it does not end or has what no string may have. */
static bool
read_string(struct reader *reader, struct slice *text)
{
	const char *from = reader->at, *at = scan_json(from, reader->end);
	*text = (struct slice){ from, (size_t)(at - from) };
	if (at < reader->end && *at == '\\') {
		const char *stop = at;
		/* The string's end, past all escapes; decoding shortens. */
		while (reader->end - stop > 2 && *stop == '\\')
			stop = scan_json(stop + 2, reader->end);
		if (stop >= reader->end || *stop != '"')
			return false;
		char *out = arena_alloc(reader->arena, (size_t)(stop - from) + 1);
		size_t length = text->length;
		memcpy(out, from, length);
		while (at < stop) {
			const char *run = at;
			at = *at == '\\' ? read_escape(at, stop, out, &length, &reader->nul)
					 : scan_json(at, stop);
			if (at == NULL || at == run)
				return false;
			if (*run == '\\')
				continue;
			memcpy(out + length, run, (size_t)(at - run));
			length += (size_t)(at - run);
		}
		*text = (struct slice){ out, length };
	}
	if (at >= reader->end || *at != '"')
		return false;
	reader->at = at + 1;
	return true;
}

static const char *
skip_digits(const char *at, const char *end)
{
	while (at < end && *at >= '0' && *at <= '9')
		at++;
	return at;
}

/* Whether the number in from .. to fits a long long, or a double where it is `real`. */
static bool
fits(struct arena *arena, const char *from, const char *to, bool real)
{
	const char *digits = arena_strndup(arena, from, (size_t)(to - from));
	if (real)
		return !isinf(strtod(digits, NULL));
	errno = 0;
	strtoll(digits, NULL, 10);
	return errno != ERANGE;
}

#define SAFE_DIGITS 18 /* fewer never overflow */

static bool
read_number(struct reader *reader)
{
	const char *from = reader->at, *end = reader->end, *at = from;
	bool real = false;
	at += *at == '-';
	const char *first = at;
	at = skip_digits(at, end);
	if (at == first || (*first == '0' && at - first > 1))
		return false;
	if (at < end && *at == '.') {
		const char *fraction = at + 1;
		at = skip_digits(fraction, end);
		real = true;
		if (at == fraction)
			return false;
	}
	if (at < end && (*at | 32) == 'e') {
		at++;
		at += at < end && (*at == '+' || *at == '-');
		const char *exponent = at;
		at = skip_digits(exponent, end);
		real = true;
		if (at == exponent)
			return false;
	}
	reader->at = at;
	add(reader, LD_NUMBER);
	return (!real && at - first <= SAFE_DIGITS) || fits(reader->arena, from, at, real);
}

static bool
read_word(struct reader *reader)
{
	const char *at = reader->at;
	while (at < reader->end && (*at | 32) >= 'a' && (*at | 32) <= 'z')
		at++;
	struct slice word = { reader->at, (size_t)(at - reader->at) };
	reader->at = at;
	if (slice_equals(word, SLICE("null")))
		add(reader, LD_NULL);
	else if (slice_equals(word, SLICE("true")))
		add(reader, LD_TRUE);
	else if (slice_equals(word, SLICE("false")))
		add(reader, LD_FALSE);
	else
		return false;
	return true;
}

/* A key and its colon. One with U+0000 in it is refused. */
static bool
read_key(struct reader *reader)
{
	struct slice key;
	reader->nul = false;
	if (next(reader) != '"')
		return false;
	reader->at++;
	if (!read_string(reader, &key) || reader->nul || next(reader) != ':')
		return false;
	reader->at++;
	add(reader, LD_STRING)->text = key;
	return true;
}

static bool
is_object(const struct reader *reader)
{
	return reader->values[reader->open[reader->depth - 1]].kind == LD_OBJECT;
}

/*
 * Closes the containers that end here, and steps over the comma to the next value. False where
 * neither stands here.
 */
static bool
end_value(struct reader *reader)
{
	while (reader->depth > 0) {
		char c = next(reader), close = is_object(reader) ? '}' : ']';
		if (c != ',' && c != close)
			return false;
		reader->at++;
		if (c == ',')
			return !is_object(reader) || read_key(reader);
		uint32_t opened = reader->open[--reader->depth];
		reader->values[opened].size = (uint32_t)reader->count - opened;
	}
	return true;
}

/* Opens an array or object; one that is not empty is read on with its first value. */
static bool
open_container(struct reader *reader, bool object)
{
	reader->at++;
	reader->open[reader->depth++] = (uint32_t)reader->count;
	add(reader, object ? LD_OBJECT : LD_ARRAY);
	if (next(reader) == (object ? '}' : ']'))
		return end_value(reader);
	return !object || read_key(reader);
}

static bool
read_value(struct reader *reader)
{
	char c = next(reader);
	if (reader->depth >= LD_DEPTH_MAX || reader->count >= LD_VALUES_MAX)
		return false;
	if (c == '{' || c == '[')
		return open_container(reader, c == '{');
	if (c == '"') {
		struct slice text;
		reader->at++;
		if (!read_string(reader, &text))
			return false;
		add(reader, LD_STRING)->text = text;
	} else if (c == '-' || (c >= '0' && c <= '9')) {
		if (!read_number(reader))
			return false;
	} else if (!read_word(reader)) {
		return false;
	}
	return end_value(reader);
}

const struct ld_value *
ld_read(struct arena *arena, struct slice text)
{
	struct reader *reader = arena_alloc(arena, sizeof(*reader));
	reader->arena = arena;
	reader->at = text.data;
	reader->end = slice_end(text);
	reader->values = NULL;
	reader->count = reader->room = 0;
	reader->depth = 0;
	char first = next(reader);
	if (first != '{' && first != '[')
		return NULL;
	do {
		if (!read_value(reader))
			return NULL;
	} while (reader->depth > 0);
	return reader->values;
}

const struct ld_value *
ld_member(const struct ld_value *object, const char *name)
{
	const struct ld_value *found = NULL;
	if (!ld_is(object, LD_OBJECT))
		return NULL;
	struct slice wanted = slice_of(name);
	const struct ld_value *end = object + object->size;
	for (const struct ld_value *key = object + 1; key < end; key += 1 + key[1].size)
		if (slice_equals(key->text, wanted))
			found = key + 1;
	return found;
}
