/*
 * mistake.h - collecting what is wrong with a configuration.
 */
#ifndef NEWSWIRED_CONFIG_MISTAKE_H
#define NEWSWIRED_CONFIG_MISTAKE_H

#include <stdarg.h>

#include "config/config.h"

#define MISTAKES_MAX 1000 /* a file that is not JSON of ours at all makes no longer list */

/* Adds one; file and key are copied. Beyond MISTAKES_MAX it is only counted. */
void mistake_add(struct config_mistakes *mistakes, const char *file, int line, int column,
	const char *key, const char *format, ...) __attribute__((format(printf, 6, 7)));
void mistake_vadd(struct config_mistakes *mistakes, const char *file, int line, int column,
	const char *key, const char *format, va_list ap) __attribute__((format(printf, 6, 0)));

/* Puts the mistakes from number `first` on, those of one file, into the order of its lines. */
void mistakes_sort(struct config_mistakes *mistakes, size_t first);

#endif
