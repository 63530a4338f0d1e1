/*
 * outline.h - parts of the outline of a document that are found by themselves.
 */
#ifndef NEWSWIRED_EXTRACT_OUTLINE_H
#define NEWSWIRED_EXTRACT_OUTLINE_H

#include <stdbool.h>
#include <stdint.h>

#include "article/outline.h"
#include "base/arena.h"
#include "base/slice.h"
#include "html/page.h"

/*
 * The feeds that `<link rel=alternate>` of a feed's media type names; absolute, each once. feeds:
 * room for SOURCE_ALTERNATES_MAX. base: what addresses are relative to. Gives how many there are.
 */
size_t outline_declared_feeds(
	struct arena *arena, const struct page *page, const char *base, const char **feeds);

/*
 * Fills out->feeds: what `<link rel=alternate>` of a feed's media type names, then anchors within
 * the site whose address looks like a feed's; absolute, each once, at most SOURCE_ALTERNATES_MAX.
 * base: what addresses are relative to.
 */
void outline_feeds(
	struct outline *out, struct arena *arena, const struct page *page, const char *base);

/*
 * Fills out->offset_s and offset_at from the times with a numeric offset that stand anywhere in the
 * bytes, markup or JSON: "2026-11-24T09:00:00+08:00", "Tue, 24 Nov 2026 09:00:00 +0800". An offset
 * of zero tells nothing: many write all their times in UTC. before: times after it are not
 * believed; CLOCK_NEVER: all are.
 */
void outline_offset(struct outline *out, struct slice bytes, int64_t before);

#endif
