/*
 * extract.h - bytes in, structs out: the only place where bytes from outside are parsed.
 *
 * No I/O, no clock: what a function needs to know of the outlet and the time travels in the
 * request. Runs in the workers of the daemon and in `newswire extract` and `newswire feed` alike.
 */
#ifndef NEWSWIRED_EXTRACT_EXTRACT_H
#define NEWSWIRED_EXTRACT_EXTRACT_H

#include <stdbool.h>
#include <stdint.h>

#include "article/article.h"
#include "article/outline.h"
#include "article/source.h"
#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "base/slice.h"
#include "extract/memory.h"
#include "title/title.h"

/* inflated; a bomb bursts here. The usual page has 174 KB. */
#define EXTRACT_PAGE_MAX_BYTES ((size_t)16 << 20)

/*
 * CSS selectors of an outlet's rules, as configured; NULL where there is none. Each overrides what
 * the general way finds.
 */
struct extract_rules {
	const char *headline, *kicker, *dek, *body, *byline, *published, *agency, *section;
	const char *list, *list_label, *list_item;
	const char *drop; /* what to take out of the page before anything else */
};

struct list_study;  /* extract/listscore.h */
struct doubt_study; /* extract/doubt.h */

/* One page to read, and all that is known of it beforehand. */
struct extract_request {
	struct slice bytes;           /* as they came */
	const char *content_encoding; /* HTTP header, NULL where none: gzip, deflate, br, zstd */
	const char *content_type;     /* HTTP header, NULL where none */
	const char *url;              /* as fetched; NULL where unknown */
	const char *timezone; /* IANA name the outlet writes its times in; NULL where unknown */
	int64_t crawled;      /* seconds since 1970; CLOCK_NEVER where unknown */
	const char *outlet;   /* id, NULL where no configuration names it */
	const char *outlet_language;       /* NULL where unknown */
	const struct title_names *names;   /* outlets and sections to cut off titles; NULL: none */
	const struct extract_rules *rules; /* NULL: none */
	const struct memory_known *memory; /* of the outlet; NULL: article.lines are not wanted */
	const struct list_study *study; /* of the lists; NULL but where their weights are fitted */
	bool want_html;                 /* sources: keep clean markup in summary and content */
	const struct doubt_study *body_study; /* NULL but where the body's table is fitted */
	struct buffer *explain; /* NULL, or gets a line a field: which signal gave it, for people */
};

/*
 * Reads an article page. Everything in `out` lives in the arena. False (ERR_FORMAT, ERR_LIMIT) only
 * where the bytes cannot be inflated.
 */
bool extract_article(struct arena *arena, const struct extract_request *request,
	struct article *out, struct err *err);

/*
 * Reads a feed, a sitemap or a section page, told apart by content. False where it is none of them.
 */
bool extract_source(struct arena *arena, const struct extract_request *request,
	struct source_document *out, struct err *err);

/* What a page or a feed tells of its outlet. False as for an article. */
bool extract_outline(struct arena *arena, const struct extract_request *request,
	struct outline *out, struct err *err);

#endif
