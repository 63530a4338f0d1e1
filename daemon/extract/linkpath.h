/*
 * linkpath.h - what the path and query of an address tell of what stands behind it.
 */
#ifndef NEWSWIRED_EXTRACT_LINKPATH_H
#define NEWSWIRED_EXTRACT_LINKPATH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

struct link_path {
	uint32_t signs; /* of enum link_sign: HARD, SOFT, AD, ROOT, NONE for a file */
	uint8_t points; /* for a story: a slug of words (1 or 2), a number or code, a date */
	uint8_t slug;   /* words of the longest slug */
	uint64_t shape; /* the same for segments of the same kinds; 0 for the front page */
};

/* path: begins with '/'; query: without '?'. One pass. */
void link_path_read(struct slice path, struct slice query, struct link_path *out);

/* Whether two paths or queries differ but in their numbers. */
bool link_path_alike(struct slice a, struct slice b);

bool link_path_has_number(struct slice text);

#endif
