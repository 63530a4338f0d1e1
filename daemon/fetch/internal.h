/*
 * internal.h - a fetch and its fetcher, for the two files they are written in: fetch.c moves a
 * fetch on, fetcher.c makes, wakes and frees it.
 */
#ifndef NEWSWIRED_FETCH_INTERNAL_H
#define NEWSWIRED_FETCH_INTERNAL_H

#include <sys/queue.h>

#include "base/arena.h"
#include "fetch/fetch.h"
#include "fetch/multi.h"
#include "fetch/robots-cache.h"
#include "fetch/transfer.h"
#include "fetch/turn.h"

struct event;

enum fetch_state { FETCH_WAITING, FETCH_ROBOTS, FETCH_TRANSFER, FETCH_ENDED };

TAILQ_HEAD(fetch_list, fetch);

struct fetcher {
	struct fetch_options settings;
	struct turns *turns;
	struct multi *multi;
	struct robots_cache *robots;
	struct arena *scratch; /* for addresses; empty between calls */
	struct event *kick;    /* to advance what was woken, from the loop */
	struct fetch_list all, woken;
	size_t woken_count;
};

struct fetch {
	struct fetcher *fetcher;
	enum fetch_state state;

	/* As asked for. */
	struct fetch_request request; /* strings and policy are our own copies */
	struct fetch_policy policy;
	bool has_policy;
	struct robots_entry *brings; /* this fetch is for a robots.txt, NULL: it is the caller's */

	/* On its way. */
	char *urls[1 + FETCH_REDIRECTS_MAX]; /* of each step, normalized */
	int redirects;
	int permanent; /* so many of them, from the first on, were 301 or 308 */
	char *host;    /* of the step it is at */
	struct turn turn;
	struct robots_entry *waits_for; /* in its list, while its robots.txt is being asked for */
	struct transfer *transfer;      /* NULL before the first question: many only wait */
	bool transferring, answered;

	/* How it ended. */
	enum fetch_outcome outcome;
	struct err err;
	int status;
	int64_t retry_after_s, max_age_s, wire_bytes, ms;
	bool first_refusal;

	bool is_woken;
	TAILQ_ENTRY(fetch) next, next_woken, next_waiting;
};

/* The address of the step it is at; NULL where the one asked for was none. */
static inline const char *
fetch_url(const struct fetch *f)
{
	return f->urls[f->redirects];
}

/* Makes `address`, seen from `base`, the step that the fetch is at. False where it is no URL. */
bool fetch_set_url(struct fetch *f, int step, const char *base, const char *address);

/* Has the fetch advanced from the loop, once; or not, after all. */
void fetch_wake(struct fetch *f);
void fetch_unwake(struct fetch *f);

/* Asks for the robots.txt of an origin, in the way that the one who wants it is fetched. */
void fetch_start_robots(struct fetch *f, struct robots_entry *entry);

/* Ends everything it has under way, takes it out of all lists, and frees it. */
void fetch_free(struct fetch *f);

/*
 * Moves the fetch on as far as it goes; an ended one is handed over and gone. Whatever wakes a
 * fetch calls this as its last act, and nothing else moves one.
 */
void fetch_advance(struct fetch *f);

#endif
