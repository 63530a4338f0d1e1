/*
 * memory.h - the heap, for code that cannot go on without it.
 *
 * What cannot go on ends the process: these print one line and abort where the system has no
 * memory, so no caller tests for NULL. `char *` from here is the caller's to free with mem_free.
 */
#ifndef NEWSWIRED_BASE_MEMORY_H
#define NEWSWIRED_BASE_MEMORY_H

#include <stddef.h>

void *mem_alloc(size_t size) __attribute__((malloc, returns_nonnull));
void *mem_zalloc(size_t count, size_t size) __attribute__((malloc, returns_nonnull));
void *mem_realloc(void *old, size_t size) __attribute__((returns_nonnull));
void mem_free(void *p);

/* Doubles an array's room where `used` has reached *capacity. `old` may be NULL with 0. */
void *mem_grow(void *old, size_t used, size_t *capacity, size_t size)
	__attribute__((returns_nonnull));

char *mem_strdup(const char *string) __attribute__((malloc, returns_nonnull));
char *mem_strndup(const char *bytes, size_t length) __attribute__((malloc, returns_nonnull));
char *mem_printf(const char *format, ...) __attribute__((format(printf, 1, 2), returns_nonnull));

_Noreturn void mem_exhausted(void);

#endif
