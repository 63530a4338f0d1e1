/*
 * feed.h - what the readers of all feed formats share: entries, texts, links, times, images.
 *
 * For extract/source.c, which tells the formats apart, and for their readers.
 */
#ifndef NEWSWIRED_EXTRACT_FEED_H
#define NEWSWIRED_EXTRACT_FEED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article/source.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"
#include "extract/date.h"
#include "extract/extract.h"
#include "extract/timezone.h"
#include "extract/xml.h"

struct feed {
	struct arena *arena;
	struct source_document *out;
	size_t capacity;      /* entries there is room for */
	const char *base;     /* the document's address, else the feed's own link, else NULL */
	const char *timezone; /* what times without zone are in; NULL unknown */
	char zone[TIMEZONE_NAME_BYTES]; /* behind `timezone`, where the host's country gave it */
	enum date_order order;          /* by the feed's language */
	int64_t now;                    /* when it was fetched; CLOCK_NEVER: dates go unjudged */
	bool want_html;                 /* summaries and contents as clean markup */
	const char *picture; /* the first in the last entry's summary and content; NULL none */
};

/* How a text is written. */
enum feed_text {
	FEED_PLAIN,   /* as it reads: Atom's "text" */
	FEED_LINES,   /* the same, but its lines count: JSON Feed's content_text */
	FEED_ESCAPED, /* as it reads, but many producers escape it once more: JSON Feed's titles */
	FEED_MARKUP,  /* HTML; RSS escapes it, sometimes twice */
};

/*
 * A feed over `out`, which it empties. Of the request its address, time zone and time count, and
 * whether markup is wanted.
 */
void feed_init(struct feed *feed, struct arena *arena, const struct extract_request *request,
	struct source_document *out);

/* Sets the language (BCP 47, trimmed; empty is none), and by it the order of dates. */
void feed_set_language(struct feed *feed, struct slice language);

/*
 * Sets the feed's link, resolved; links are resolved against it where the document's address is
 * unknown.
 */
void feed_set_link(struct feed *feed, const char *base, struct slice link);

/* A new last entry, empty; NULL over SOURCE_ENTRIES_MAX. Valid until the next call. */
struct source_entry *feed_add(struct feed *feed);

/*
 * A title: plain text in one line, cut at ARTICLE_HEADLINE_MAX_BYTES. NULL where there is none,
 * here and below.
 */
const char *feed_title(struct feed *feed, struct slice text, enum feed_text kind);

/*
 * A summary or content: plain text in lines, or clean markup. base: what its links are relative to,
 * NULL for the feed's.
 */
const char *feed_body(struct feed *feed, struct slice text, enum feed_text kind, const char *base,
	size_t max_bytes);

/* An address, absolute; base as above. */
const char *feed_link(struct feed *feed, const char *base, struct slice address);

/* A moment of the last entry, or CLOCK_NEVER. */
int64_t feed_time(struct feed *feed, struct slice text);

/*
 * Gives the moment, which `text` printed. Where it is none or not believed, and is the first such
 * of the last entry, which there must be, the text is kept in the entry's `dated`.
 */
int64_t feed_judge_time(struct feed *feed, struct slice text, int64_t moment);

/* Leaves `dated` on those entries alone that lack a date, or have one that is not believed. */
void feed_settle_dates(struct feed *feed);

/* A word as it stands, trimmed: an id, a name. */
const char *feed_word(struct feed *feed, struct slice text);

/* A person: "mail@host (Name)" and "Name <mail@host>" give the name. */
const char *feed_person(struct feed *feed, struct slice text);

/* Appends a name to names already there, with ", ", unless it stands there. */
const char *feed_join(struct feed *feed, const char *names, const char *name);

/* The image among an entry's media: elements (Media RSS), by size; NULL where there is none. */
const char *feed_media_image(struct feed *feed, const struct xml_node *entry);

/* Whether a media type or, where that is NULL, an address's ending is an image's. */
bool feed_is_image(const char *type, const char *address);

/*
 * Drops ids that stand on entries with different links: such a feed's ids name nothing, and its
 * entries go by their links.
 */
void feed_distrust_ids(struct feed *feed);

/*
 * Atom's text constructs (RFC 4287, section 3.1) by their type, to `title` or `body` unless that is
 * set already; what it says of a person (section 3.2): the name, else the mail address.
 */
void atom_title(struct feed *feed, const struct xml_node *node, const char **title);
void atom_body(struct feed *feed, const struct xml_node *node, const char **body, size_t max_bytes);
const char *atom_person(struct feed *feed, const struct xml_node *node);

/* The formats' readers: `root` is the document's root element. */
void rss_read(struct feed *feed, const struct xml_node *root);
void atom_read(struct feed *feed, const struct xml_node *root);
void sitemap_read(struct feed *feed, const struct xml_node *root);

/*
 * A sitemap of one address a line (sitemaps.org, "text file"). False where a line is none: then it
 * is other text.
 */
bool sitemap_text_read(struct feed *feed, struct slice text);

/*
 * JSON Feed 1 and 1.1 (jsonfeed.org): `text` is UTF-8. False (ERR_FORMAT) where it is another JSON,
 * or none.
 */
bool jsonfeed_read(struct feed *feed, struct slice text, struct err *err);

#endif
