/*
 * internal.h - what the files of probe/ share: bring.c (a document, and what a worker reads in it),
 * feeds.c, sitemaps.c and candidate.c (sources), pages.c (article pages), name.c and zone.c (who it
 * is), probe.c (the way through them).
 */
#ifndef NEWSWIRED_PROBE_INTERNAL_H
#define NEWSWIRED_PROBE_INTERNAL_H

#include <event2/event.h>

#include "base/table.h"
#include "fetch/fetch.h"
#include "probe/probe.h"
#include "worker/pool.h"

#define PROBE_SOURCES_MAX 64 /* looked at; a portal names a feed for each of its sections */

/* What a worker made of a source's document; the source is in the report, at the same place. */
struct candidate {
	const struct source_entry *entries; /* NULL where it was not read */
	size_t count;
};

struct probe {
	struct arena *arena;
	const struct probe_options *options;
	struct probe_report *report;
	struct event_base *base;
	struct fetcher *fetcher;
	struct fetch_options fetch; /* what it was told */
	bool came;                  /* a document */
	bool guessing;              /* what is asked for now nobody named */
	struct pool *pool;
	struct fetch_policy policy;
	const char *domain;    /* registrable, of the front page */
	const char **sitemaps; /* what robots.txt files named, as written */
	size_t sitemap_count, sitemap_capacity;
	struct candidate *candidates;
	size_t source_capacity, candidate_capacity;
	struct table *asked; /* keys of the addresses of candidates */
	struct table *links; /* keys of the links that sources taken bring */
	struct outline front;
	const char *front_language;
	const char *titles[PROBE_PAGES]; /* of the article pages, whole */
	size_t title_count;
	int32_t offset_s; /* the latest seen in any document; 0: none */
	int64_t offset_at;
	int64_t now;
};

/* ---- bring.c ---- */

/* A document that came; all in the probe's arena. */
struct document {
	const char *url;       /* where it was found in the end */
	const char *permanent; /* where 301 and 308 alone led, else as asked */
	const char *content_type, *content_encoding;
	struct slice body;
	enum fetch_outcome outcome;
	int status;
};

/* Starts the loop, the fetcher and the worker. */
bool bring_start(struct probe *probe, struct err *err);
void bring_stop(struct probe *probe);

/*
 * Fetches, and waits. False where no document came: `err` says why for people, and `out` has the
 * outcome and the status.
 */
bool bring(struct probe *probe, const char *url, enum fetch_priority priority, struct document *out,
	struct err *err);

/*
 * Has a worker read the document, and waits. NULL with `err` where that fails; else the answer,
 * which lives in the probe's arena.
 */
const struct answer *bring_read(struct probe *probe, const struct document *document,
	enum message_task task, struct err *err);

/*
 * What the document tells of its outlet, NULL where that fails. Its clock is noted, if it is a
 * later word than those before.
 */
const struct outline *bring_outline(struct probe *probe, const struct document *document);

/* ---- candidate.c ---- */

/*
 * A new source of the report, not taken; NULL where that address was one before, or there is no
 * room for more. Valid until the next call.
 */
struct probe_source *candidate_add(
	struct probe *probe, enum config_source_kind kind, const char *url, const char *found);

/* Looks at one source, added as `found` says where; true where it is what is sought. */
typedef bool candidate_look_fn(struct probe *probe, const char *url, const char *found);

/*
 * Looks in the usual places (paths on the front page's host) until a look is true. A guess where no
 * source was leaves the report, for it tells nobody anything.
 */
void candidate_guess(
	struct probe *probe, const char *const places[], size_t count, candidate_look_fn *look);

/*
 * Judges what was read: fills in title, entries, dates and pace, and takes the source unless
 * something speaks against it, which is noted.
 */
void candidate_judge(
	struct probe *probe, struct probe_source *source, const struct source_document *document);

/* Takes the freshest of the sources that were only refused for their age. */
void candidate_take_stale(struct probe *probe);

/* Whether an address is on the outlet's registrable domain. */
bool candidate_is_own(const struct probe *probe, const char *url);

/* ---- feeds.c, sitemaps.c ---- */

/* Looks at the feeds the front page names; where none of them serves, in the usual places. */
void feeds_find(struct probe *probe);

/* Looks at the sitemaps that robots.txt names, else in the usual places. */
void sitemaps_find(struct probe *probe);

/* ---- pages.c ---- */

/* Reads article pages that the sources taken bring. */
void pages_try(struct probe *probe);

/* ---- name.c, zone.c ---- */

/* Fills the report's id, name and language. */
void name_find(struct probe *probe);

/* Fills the report's time zone. */
void zone_find(struct probe *probe);

/*
 * The zone whose clocks go by the offset at the moment `at` and in which news of the language
 * (BCP 47, or NULL) is most likely written; NULL where none is known. A literal.
 */
const char *zone_of_offset(int32_t offset_s, int64_t at, const char *language);

#endif
