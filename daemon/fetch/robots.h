/*
 * robots.h - what a robots.txt lets a program ask for.
 *
 *      User-agent: newswired        a group: one or more agents, then rules
 *      Disallow: /search            rules: the one with the most octets that matches wins,
 *      Allow: /search/about$        Allow where two are equal; none: allowed
 *      Crawl-delay: 2.5             not in the RFC; a lower bound on the gap between requests
 *      Sitemap: https://...         belongs to no group
 *
 * Source: RFC 9309 (section 2.2). No I/O, no clock; linear in the file's and the address's length.
 */
#ifndef NEWSWIRED_FETCH_ROBOTS_H
#define NEWSWIRED_FETCH_ROBOTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

#define ROBOTS_MAX_BYTES    ((size_t)500 << 10) /* RFC 9309 section 2.5: no more is read */
#define ROBOTS_RULES_MAX    10000               /* of one agent; further ones are not kept */
#define ROBOTS_SITEMAPS_MAX 1000                /* further ones are not reported */
#define ROBOTS_WORK_MAX     ((size_t)2 << 20)   /* bytes an address costs at most; see below */
#define ROBOTS_DELAY_MAX_S  60                  /* a longer Crawl-delay is cut to it */

struct robots;

/*
 * Reads the file as the agent whose token is `agent` has to: "newswired", also out of
 * "newswired/1.0 (+URL)". All groups that name it count as one; where none does, those for "*".
 * bytes: as fetched, up to ROBOTS_MAX_BYTES; what lies beyond is not read, nor is a line that is
 * cut there. Never fails: a line that is no rule is passed over. The caller owns the answer.
 */
struct robots *robots_read(struct slice bytes, const char *agent);

/* NULL is ignored. */
void robots_free(struct robots *robots);

/*
 * Whether the agent may ask for `address`: an absolute URL, or its path with the query. Percent
 * escapes are compared by what they stand for, but %2F, %2A and %24 are not "/", "*" and "$" (in a
 * query %2F is). /robots.txt itself is always allowed. What would take too long to tell (the
 * address's bytes, once for each rule with a "*", are over ROBOTS_WORK_MAX) is not allowed.
 */
bool robots_allows(const struct robots *robots, const char *address);

/* The largest Crawl-delay named for the agent, in seconds as written; 0 where there is none. */
double robots_crawl_delay_s(const struct robots *robots);

/* The Sitemap lines of the whole file, as written. */
const char *const *robots_sitemaps(const struct robots *robots, size_t *count);

/* Memory held, for the cache's ceiling. */
size_t robots_held_bytes(const struct robots *robots);

#endif
