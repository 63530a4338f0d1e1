/* The heap; out of memory ends the process. */
#include "base/memory.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

_Noreturn void
mem_exhausted(void)
{
	static const char line[] = "out of memory\n";
	if (write(STDERR_FILENO, line, sizeof(line) - 1) < 0)
		_exit(1);
	abort();
}

static void *
checked(void *p)
{
	if (p == NULL)
		mem_exhausted();
	return p;
}

void *
mem_alloc(size_t size)
{
	return checked(malloc(size > 0 ? size : 1));
}

void *
mem_zalloc(size_t count, size_t size)
{
	return checked(calloc(count > 0 ? count : 1, size > 0 ? size : 1));
}

void *
mem_realloc(void *old, size_t size)
{
	return checked(realloc(old, size > 0 ? size : 1));
}

void
mem_free(void *p)
{
	free(p);
}

void *
mem_grow(void *old, size_t used, size_t *capacity, size_t size)
{
	if (old != NULL && used < *capacity)
		return old;
	size_t wanted = *capacity == 0 ? 8 : *capacity * 2;
	size_t bytes;
	if (wanted < *capacity || __builtin_mul_overflow(wanted, size, &bytes))
		mem_exhausted();
	*capacity = wanted;
	return mem_realloc(old, bytes);
}

char *
mem_strdup(const char *string)
{
	return mem_strndup(string, strlen(string));
}

char *
mem_strndup(const char *bytes, size_t length)
{
	char *copy = mem_alloc(length + 1);
	if (length > 0)
		memcpy(copy, bytes, length);
	copy[length] = '\0';
	return copy;
}

char *
mem_printf(const char *format, ...)
{
	va_list ap;
	char *text = NULL;
	va_start(ap, format);
	int length = vasprintf(&text, format, ap);
	va_end(ap);
	if (length < 0)
		mem_exhausted();
	return text;
}
