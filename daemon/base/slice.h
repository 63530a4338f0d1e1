/*
 * slice.h - a run of bytes that lies in someone else's memory.
 *
 * Not terminated. A slice with data NULL is "not there"; one of length 0 with data is "there, and
 * empty".
 */
#ifndef NEWSWIRED_BASE_SLICE_H
#define NEWSWIRED_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

struct slice {
	const char *data; /* borrowed */
	size_t length;    /* bytes */
};

/* A string literal as a slice. */
#define SLICE(literal) ((struct slice){ (literal), sizeof(literal) - 1 })

static inline struct slice
slice_of(const char *string)
{
	return (struct slice){ string, string != NULL ? strlen(string) : 0 };
}

/* One past its last byte; its data where it is empty, so that nothing is added to NULL. */
static inline const char *
slice_end(struct slice s)
{
	return s.length > 0 ? s.data + s.length : s.data;
}

static inline bool
slice_equals(struct slice a, struct slice b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

/* ASCII case folded. */
static inline bool
slice_equals_fold(struct slice a, struct slice b)
{
	return a.length == b.length &&
	       (a.length == 0 || strncasecmp(a.data, b.data, a.length) == 0);
}

static inline bool
slice_starts(struct slice s, struct slice prefix)
{
	return s.length >= prefix.length && memcmp(s.data, prefix.data, prefix.length) == 0;
}

/*
 * Where `part` first stands in `s`, or NULL. For parts of some bytes and lines, where the table
 * that memmem makes for each call costs more than the search; not for long parts, since time may
 * grow with the product of both.
 */
static inline const char *
slice_find(struct slice s, struct slice part)
{
	if (part.length == 0 || part.length > s.length)
		return part.length == 0 ? s.data : NULL;
	const char *at = s.data, *end = s.data + (s.length - part.length) + 1;
	for (; at < end && (at = memchr(at, part.data[0], (size_t)(end - at))) != NULL; at++)
		if (memcmp(at, part.data, part.length) == 0)
			return at;
	return NULL;
}

/* ASCII white space: tab, LF, VT, FF, CR, blank. */
static inline bool
slice_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Without ASCII white space at both ends. */
static inline struct slice
slice_trim(struct slice s)
{
	while (s.length > 0 && slice_is_space(s.data[0])) {
		s.data++;
		s.length--;
	}
	while (s.length > 0 && slice_is_space(s.data[s.length - 1]))
		s.length--;
	return s;
}

#endif
