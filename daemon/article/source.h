/*
 * source.h - what a source document says: a feed, a sitemap or a section page, as links with what
 * is known of them.
 */
#ifndef NEWSWIRED_ARTICLE_SOURCE_H
#define NEWSWIRED_ARTICLE_SOURCE_H

#include <stdint.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/err.h"

enum source_kind {
	SOURCE_RSS = 1,
	SOURCE_ATOM,
	SOURCE_RDF,
	SOURCE_JSON,
	SOURCE_SITEMAP,
	SOURCE_SITEMAP_INDEX,
	SOURCE_SECTION,
};

struct source_entry {
	const char *id;    /* as the feed gives it */
	const char *title; /* plain text, as are summary and content unless html was asked for */
	const char *link;  /* absolute; NULL where the entry has none */
	int64_t published; /* seconds since 1970 UTC, CLOCK_NEVER where missing */
	int64_t updated;
	const char *dated; /* as printed: a date that is none or not believed; NULL where all are */
	const char *author;
	const char *summary;
	const char *content;
	const char *image; /* absolute */
	const char *label; /* section pages: the heading over the list it stands in */
	int rank;          /* section pages: place in the page, from 1; 0 elsewhere */
};

struct source_document {
	enum source_kind kind;
	const char *title, *link, *language; /* of the feed */
	const char **alternates;             /* feeds the page names, absolute */
	size_t alternate_count;
	struct source_entry *entries; /* in document order */
	size_t count;
};

const char *source_kind_name(enum source_kind kind); /* "sitemap-index" */

/*
 * Whether a sitemap is one of news: whether half of its entries or more have titles, which only
 * Google's news tags give.
 */
bool source_is_of_news(const struct source_document *document);

/* The JSON object of the design, new reference; `file` first where it is not NULL. */
json_t *source_to_json(const struct source_document *document, const char *file);

/* The reverse, checked and cut as article_from_json does. */
bool source_from_json(
	struct source_document *document, struct arena *arena, const json_t *json, struct err *err);

#endif
