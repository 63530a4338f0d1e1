/*
 * pairs.h - fixtures in pairs: NAME.html, and NAME.json with what is right of it.
 */
#ifndef NEWSWIRED_TESTS_BENCH_PAIRS_H
#define NEWSWIRED_TESTS_BENCH_PAIRS_H

#include <jansson.h>

#include "base/slice.h"

/*
 * Shows each pair of a folder, in the order of names. Page and truth are lent for the call. What
 * cannot be read is told on stderr and passed over.
 */
void pairs_read(const char *folder, void (*see)(void *context, struct slice page, json_t *truth),
	void *context);

#endif
