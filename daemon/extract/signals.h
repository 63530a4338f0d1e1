/*
 * signals.h - what a page tells machines about its article: JSON-LD, meta tags, links, microdata, `<time>`.
 *
 * One pass over the page's nodes gathers everything; the modules of the single fields weigh it. Strings are
 * folded (base/text.h), live in the arena, and are NULL where the page does not have the signal.
 * Sources: schema.org NewsArticle (JSON-LD, microdata), ogp.me, developer.x.com cards, html.spec.whatwg.org (time, link).
 */
#ifndef NEWSWIRED_EXTRACT_SIGNALS_H
#define NEWSWIRED_EXTRACT_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "extract/extract.h"
#include "html/page.h"

#define SIGNAL_NAMES_MAX  64 /* authors named, over all signals */
#define SIGNAL_CRUMBS_MAX 8  /* of the folders from the front page down */
#define SIGNAL_DATES_MAX  64 /* dates named; a section's teasers may bring hundreds of <time> */

/* Which signal a value comes from, in the order in which it is believed. */
enum signal {
	SIGNAL_NONE,
	SIGNAL_RULE, /* the outlet's own selector */
	SIGNAL_LD,   /* JSON-LD, the Article object */
	SIGNAL_META, /* article:published_time, author */
	SIGNAL_PAGE, /* JSON-LD, the WebPage object */
	SIGNAL_ITEM, /* microdata: itemprop */
	SIGNAL_WEAK, /* other metas: date, dc.creator, parsely-author */
	SIGNAL_REL,  /* rel=author, rel=canonical */
	SIGNAL_TIME, /* <time datetime> */
	SIGNAL_TEXT, /* what a reader sees */
};

const char *signal_name(enum signal signal); /* for --explain: "JSON-LD" */

/* A name given as author, as written: maybe a person, maybe several, maybe the outlet. */
struct signal_name {
	const char *text;
	enum signal signal;
	uint32_t node;     /* where it stands; 0 for JSON-LD and metas */
	bool person;       /* the signal says it is one (schema.org Person) */
	bool organization; /* the signal says it is none */
};

/* A date, as written. */
struct signal_date {
	const char *text;
	enum signal signal;
	bool updated;  /* dateModified, article:modified_time; else published */
	uint32_t node; /* where it stands; 0 for JSON-LD and metas */
};

struct signals {
	/* Headlines, as each signal writes them. */
	const char *headline_ld, *headline_alternative, *headline_og, *headline_twitter;
	const char *headline_item, *headline_meta, *title;
	const char *type;        /* og:type */
	const char *description; /* og:description, meta description, JSON-LD */
	const char *site_name;   /* og:site_name, application-name */
	const char *publisher;   /* JSON-LD publisher's name */
	const char *section_ld, *section_meta;
	const char *crumbs[SIGNAL_CRUMBS_MAX]; /* JSON-LD BreadcrumbList, below the front page */
	size_t crumb_count;
	const char *language_html, *language_og, *language_ld, *language_meta;
	const char *canonical_link, *canonical_og, *canonical_ld; /* as written, not resolved */
	const char *base;                                         /* <base href>, as written */
	const char *image;         /* og:image, JSON-LD image, as written */
	const char *body_ld;       /* JSON-LD articleBody, whole */
	bool paid;                 /* isAccessibleForFree is false */
	uint32_t ld_first, ld_end; /* JSON-LD stands in these nodes; both 0 where there is none */
	struct signal_name names[SIGNAL_NAMES_MAX];
	size_t name_count;
	struct signal_date dates[SIGNAL_DATES_MAX];
	size_t date_count;
};

/* Gathers all signals of a page. Never fails; broken JSON-LD is mended as far as that is cheap, or left out. */
void signals_read(struct signals *out, struct arena *arena, const struct page *page,
	const struct extract_request *request);

#endif
