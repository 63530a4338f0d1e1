/* A growing run of bytes with a ceiling. */
#include "base/buffer.h"

#include <stdio.h>
#include <string.h>

#include "base/memory.h"

void
buffer_init(struct buffer *buffer, size_t max)
{
	*buffer = (struct buffer){ .max = max };
}

void
buffer_release(struct buffer *buffer)
{
	mem_free(buffer->data);
	buffer_init(buffer, buffer->max);
}

void
buffer_clear(struct buffer *buffer)
{
	buffer->length = 0;
	buffer->overflowed = false;
	if (buffer->data != NULL)
		buffer->data[0] = '\0';
}

char *
buffer_reserve(struct buffer *buffer, size_t length)
{
	if (buffer->overflowed || length > buffer->max - buffer->length) {
		buffer->overflowed = true;
		return NULL;
	}
	size_t wanted = buffer->length + length + 1;
	if (wanted > buffer->capacity) {
		size_t capacity = buffer->capacity * 2;
		if (capacity > buffer->max + 1)
			capacity = buffer->max + 1;
		if (capacity < wanted)
			capacity = wanted;
		if (capacity < 64)
			capacity = 64;
		buffer->data = mem_realloc(buffer->data, capacity);
		buffer->capacity = capacity;
	}
	return buffer->data + buffer->length;
}

bool
buffer_add(struct buffer *buffer, const void *bytes, size_t length)
{
	char *to = buffer_reserve(buffer, length);
	if (to == NULL)
		return false;
	if (length > 0)
		memcpy(to, bytes, length);
	to[length] = '\0';
	buffer->length += length;
	return true;
}

bool
buffer_add_char(struct buffer *buffer, char c)
{
	return buffer_add(buffer, &c, 1);
}

bool
buffer_add_string(struct buffer *buffer, const char *string)
{
	return buffer_add(buffer, string, strlen(string));
}

bool
buffer_vaddf(struct buffer *buffer, const char *format, va_list ap)
{
	va_list again;
	va_copy(again, ap);
	int length = vsnprintf(NULL, 0, format, ap);
	char *to = length < 0 ? NULL : buffer_reserve(buffer, (size_t)length);
	if (to != NULL) {
		vsnprintf(to, (size_t)length + 1, format, again);
		buffer->length += (size_t)length;
	}
	va_end(again);
	return to != NULL;
}

bool
buffer_addf(struct buffer *buffer, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	bool added = buffer_vaddf(buffer, format, ap);
	va_end(ap);
	return added;
}

char *
buffer_take(struct buffer *buffer)
{
	char *taken = buffer->data != NULL ? buffer->data : mem_strdup("");
	buffer_init(buffer, buffer->max);
	return taken;
}
