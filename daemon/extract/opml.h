/*
 * opml.h - the feeds of an OPML file, as other readers export them.
 *
 * OPML 1.0, 1.1 and 2.0 (opml.org/spec2.opml): `outline` elements in `body`, those with an xmlUrl
 * being feeds, those around them groups. Read by extract/xml.h, so broken files give what can be
 * made out, and nothing outside the file is opened. No I/O.
 */
#ifndef NEWSWIRED_EXTRACT_OPML_H
#define NEWSWIRED_EXTRACT_OPML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"

#define OPML_FEEDS_MAX 20000 /* those behind are left out */

/* An outline around feeds. */
struct opml_group {
	const char *text;
	size_t feeds; /* whose nearest group it is */
};

struct opml_feed {
	const char *url;          /* xmlUrl: absolute, normalized */
	const char *site;         /* htmlUrl, the same; NULL where there is none */
	const char *text;         /* title, else text; NULL where there is none */
	const char *language;     /* as written, or NULL */
	struct opml_group *group; /* NULL where none is around it */
};

struct opml {
	struct opml_feed *feeds; /* in the file's order */
	size_t count;
	size_t unusable; /* outlines whose xmlUrl is no http or https address */
};

/* Reads a file's bytes; all lives in the arena. False (ERR_FORMAT) where it is no OPML. */
bool opml_read(struct arena *arena, struct slice bytes, struct opml *out, struct err *err);

#endif
