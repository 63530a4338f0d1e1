/*
 * outline.h - what any document of an outlet's, page or feed, tells of the outlet itself.
 */
#ifndef NEWSWIRED_ARTICLE_OUTLINE_H
#define NEWSWIRED_ARTICLE_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/err.h"

#define OUTLINE_OFFSET_MAX_S 50400 /* 14 hours: no clock of the world is further from UTC */

struct outline {
	bool page;             /* HTML, by its elements */
	const char *title;     /* the page's own, whole: "Ferry aground - The Gazette" */
	const char *site_name; /* what it calls its site; NULL where it does not */
	const char **feeds;    /* absolute: those it declares, then links that look like one */
	size_t feed_count;
	int32_t offset_s;  /* east of UTC, of its latest time that names an offset; 0: none does */
	int64_t offset_at; /* that time; CLOCK_NEVER where none */
};

/* A JSON object for the message from a worker, new reference. */
json_t *outline_to_json(const struct outline *outline);

/* The reverse, checked as foreign input and cut; copies into the arena. */
bool outline_from_json(
	struct outline *outline, struct arena *arena, const json_t *json, struct err *err);

#endif
