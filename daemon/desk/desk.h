/*
 * desk.h - hands each piece from stage to stage: the only place that knows all of them.
 *
 *      schedule: a source is due --> fetch --> worker --> store: poll kept, links pending
 *                                                           |
 *                 log <-- store: article kept <-- worker <-- fetch, for each link
 *
 * Nothing is in the desk's hands alone: a link stays pending in the store until its page is
 * committed, so that whatever is lost here with a kill is found there by the next run.
 */
#ifndef NEWSWIRED_DESK_DESK_H
#define NEWSWIRED_DESK_DESK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <event2/event.h>

#include "base/err.h"
#include "config/config.h"
#include "fetch/fetch.h"
#include "store/store.h"
#include "store/writer.h"
#include "worker/pool.h"

struct desk;

/* What is known of the lines of an outlet's pages. */
struct desk_memory {
	const char *outlet; /* id */
	struct memory_known known;
};

struct desk_options {
	struct event_base *base;
	struct fetcher *fetcher; /* these three are lent, and outlive the desk */
	struct pool *pool;
	struct writer *writer;
	/* What the store knows of sources, and of the outlets' lines; read by desk_new, not kept. */
	const struct store_source *sources;
	size_t source_count;
	const struct desk_memory *memories;
	size_t memory_count;
	/* Every source once, whatever its due time, and what is pending; then `finished`. */
	bool once;
	/* Nothing is in hand any more, in a round of `once` or after desk_stop. */
	void (*finished)(void *arg);
	void *arg;
};

/* The outlets of a configuration in the form the store is synced with, all of it in the arena. */
struct store_outlet *desk_store_outlets(struct arena *arena, const struct config *config);

/* A desk for the configuration, which it owns from now on. Work begins with the loop. */
struct desk *desk_new(const struct desk_options *options, struct config *config);

/* Takes over a new configuration: sources keep their state, work in hand ends as it was begun. */
void desk_reload(struct desk *desk, struct config *config);

/*
 * Begins nothing new, drops what is being fetched (it stays pending), and calls `finished` when the
 * rest is committed.
 */
void desk_stop(struct desk *desk);

/*
 * Frees the desk, when `finished` was called after desk_stop, so that nothing of it is with another
 * stage. NULL is ignored.
 */
void desk_free(struct desk *desk);

/* What is going on, for a line of status. */
struct desk_status {
	size_t outlets, sources, failing; /* enabled; sources whose last poll failed */
	size_t polls, pages;              /* in hand */
	/* Since the start: polls; stories arrived; articles new, and changed; pages given up. */
	uint64_t polled, stories, articles, revised, failed;
};
void desk_status(const struct desk *desk, struct desk_status *out);

/* Logs what a robots.txt says of delays and sitemaps: the fetcher's on_robots. */
void desk_on_robots(const struct fetch_robots *report, void *arg);

#endif
