/*
 * buffer.h - bytes that grow, up to a ceiling known from the start.
 *
 * A buffer learns its ceiling when it is made, so that no append can pass it: an append that would
 * sets `overflowed`, adds nothing, and later appends add nothing either. The bytes are always
 * followed by a NUL that does not count.
 */
#ifndef NEWSWIRED_BASE_BUFFER_H
#define NEWSWIRED_BASE_BUFFER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct buffer {
	char *data; /* `length` bytes and a NUL; NULL before the first append; owned by the buffer */
	size_t length;
	size_t capacity;
	size_t max;      /* ceiling of length in bytes */
	bool overflowed; /* an append was refused */
};

/* An empty buffer of at most `max` bytes; allocates nothing yet. */
void buffer_init(struct buffer *buffer, size_t max);
void buffer_release(struct buffer *buffer);

/* Empties the buffer and keeps its memory. */
void buffer_clear(struct buffer *buffer);

/* False, and nothing added, where the ceiling would be passed. */
bool buffer_add(struct buffer *buffer, const void *bytes, size_t length);
bool buffer_add_char(struct buffer *buffer, char c);
bool buffer_add_string(struct buffer *buffer, const char *string);
bool buffer_addf(struct buffer *buffer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
bool buffer_vaddf(struct buffer *buffer, const char *format, va_list ap)
	__attribute__((format(printf, 2, 0)));

/*
 * Room for `length` more bytes, to be filled by the caller, who then adds to `length` himself; NULL
 * over the ceiling.
 */
char *buffer_reserve(struct buffer *buffer, size_t length);

/* The bytes as a string, the caller's to free; the buffer is empty afterwards. Never NULL. */
char *buffer_take(struct buffer *buffer);

#endif
