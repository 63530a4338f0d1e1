/*
 * robots-cache.h - the robots.txt of each origin, as long as it may be used.
 *
 * What an answer means, RFC 9309 section 2.3.1: a document (2xx) is the law, for a day or the
 * max-age it came with, within an hour and a day; a 4xx or too many redirects mean that all is
 * allowed; a 5xx, a 429 or no answer that nothing is, but a copy read before keeps standing for up
 * to 30 days. No I/O; the clock is handed in. Memory is bounded: what was not asked about for
 * longest goes first.
 */
#ifndef NEWSWIRED_FETCH_ROBOTS_CACHE_H
#define NEWSWIRED_FETCH_ROBOTS_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>

#include "base/slice.h"
#include "fetch/robots.h"

#define ROBOTS_FRESH_MIN_S   3600               /* no max-age makes us ask more often */
#define ROBOTS_FRESH_MAX_S   86400              /* nor more rarely */
#define ROBOTS_STALE_MAX_S   (30 * 86400)       /* how long a copy stands when none can be had */
#define ROBOTS_SILENT_S      600                /* no answer: asked again after so long ... */
#define ROBOTS_SILENT_MAX_S  3600               /* ... doubled each time, up to an hour */
#define ROBOTS_CACHE_BYTES   ((size_t)16 << 20) /* all copies together */
#define ROBOTS_CACHE_ORIGINS 50000              /* and so many of them */

struct fetch;
struct robots_cache;

/* One origin. Stays in its place while somebody waits for it. */
struct robots_entry {
	char *origin;
	struct robots *robots; /* NULL: none was ever read, or it is forgotten */
	bool known;            /* there is an answer; until fresh_until_s */
	bool silent;           /* the last answer was none */
	int64_t fresh_until_s;
	int64_t read_s;       /* when `robots` was read */
	int silences;         /* in a row */
	int status;           /* of the last answer; 0 for none */
	char *why;            /* for people: why the last answer was none; NULL where it was one */
	bool forbidden;       /* and that was the address guard: there is nothing to wait for */
	bool refused;         /* something was refused by this copy, and told */
	struct fetch *asking; /* the fetch that is to bring it, or NULL; only kept here */
	TAILQ_HEAD(robots_waiting, fetch) waiting; /* for that; kept by who waits */
	size_t bytes;                              /* counted in the cache's ceiling */
	TAILQ_ENTRY(robots_entry) next_used;
};

enum robots_verdict {
	ROBOTS_ASKED, /* it must be had first: an entry that is not known or not fresh */
	ROBOTS_ALLOW,
	ROBOTS_DENY,
	ROBOTS_SILENT, /* there is no copy, and no answer to the question for one */
};

struct robots_cache *robots_cache_new(const char *agent);
void robots_cache_free(struct robots_cache *cache);

/*
 * The origin's entry, made where there is none. Valid until something is entered for another
 * origin.
 */
struct robots_entry *robots_cache_entry(struct robots_cache *cache, const char *origin);

/* The entry, or NULL where there is none. Does not count as a use. */
struct robots_entry *robots_cache_find(struct robots_cache *cache, const char *origin);

/* Whether `url`, which must be of the entry's origin, may be asked for now. */
enum robots_verdict robots_cache_verdict(
	const struct robots_entry *entry, const char *url, int64_t now_s);

/*
 * What the question for a robots.txt brought. status: HTTP status of the last answer, 0 for none;
 * too many redirects count as 404. bytes: of a 2xx, else ignored. max_age_s: negative where
 * unknown; after a silence, how long the host asked to be left alone.
 */
void robots_cache_answer(struct robots_cache *cache, struct robots_entry *entry, int status,
	struct slice bytes, int64_t max_age_s, int64_t now_s);

/* The gap the entry's Crawl-delay asks for, cut to ROBOTS_DELAY_MAX_S. */
int64_t robots_cache_delay_ms(const struct robots_entry *entry);

#endif
