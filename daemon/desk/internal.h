/*
 * internal.h - what outlets.c (who is read), poll.c (sources) and page.c (pages) share.
 */
#ifndef NEWSWIRED_DESK_INTERNAL_H
#define NEWSWIRED_DESK_INTERNAL_H

#include <sys/queue.h>

#include "base/address.h"
#include "base/table.h"
#include "desk/desk.h"
#include "fetch/outage.h"
#include "schedule/interval.h"
#include "schedule/schedule.h"

#define DESK_POLLS_MAX 256   /* sources in hand at once; more wait in the schedule */
#define DESK_PAGES_MAX 20000 /* links in hand at once; more wait in the store */
/* Of one outlet, so that one that is slow or dead leaves room for the others. */
#define OUTLET_PAGES_MAX 200
#define OUTLET_PAGES_LOW 100 /* from so few on, more are looked for in the store */
#define DESK_SCANS_MAX   8   /* outlets at once that pending links are asked for */
/* Documents that wait for a worker: then nothing new is fetched ... */
#define DESK_READ_MAX_BYTES ((size_t)64 << 20)
#define DESK_READ_LOW_BYTES ((size_t)32 << 20) /* ... until so little is left */
#define DESK_WRITES_MAX     2000 /* answers the store owes; beyond, nothing new is begun */

/* A configuration, kept as long as an outlet is read by it. */
struct edition {
	struct config *config;
	size_t holders;
};

struct desk_source {
	struct schedule_item due;
	struct desk_outlet *outlet;
	const char *kind; /* as the configuration calls it; a literal */
	char *url;
	int64_t every_s;
	bool plain; /* as source_config has it */
	/* As the store keeps it; the strings are owned. */
	char *etag, *last_modified, *redirect_url;
	uint64_t body_hash;
	int64_t redirects;
	struct interval_pace pace;
	int64_t last_whole; /* when a document last came whole */
	/* Of the last poll: what was new shows only after the commit, so the pace is one behind. */
	size_t entries, fresh;
};

/* An outlet being read; held by the desk while it is configured, by each poll and page in hand. */
struct desk_outlet {
	struct desk *desk;
	char *id;
	struct edition *edition;
	const struct outlet_config *config;
	struct fetch_policy policy;
	struct address_range *allow; /* what policy.allow points to */
	struct desk_source *sources;
	size_t source_count;
	struct memory_known memory; /* what is known of its lines; they are owned */
	size_t holders;
	bool removed;    /* off the desk: what is in hand ends, nothing is scheduled any more */
	size_t pages;    /* its links in hand */
	bool left;       /* the store has pending links of it that are not in hand */
	bool scanning;   /* they have been asked for */
	bool left_more;  /* more were left meanwhile */
	int64_t scanned; /* the last link looked at of those */
};

struct desk {
	struct desk_options options;
	struct edition *edition;
	struct table *outlets; /* id -> struct desk_outlet */
	struct schedule *schedule;
	struct schedule *retries; /* pages that wait for their next try */
	struct table *pages;      /* link id as text -> struct page */
	LIST_HEAD(, poll) polls;  /* in hand */
	size_t poll_count;
	size_t scans;         /* answers of writer_pending that are awaited */
	size_t writes;        /* answers awaited from the writer */
	struct outage outage; /* of the network as a whole */
	bool stopping;
	bool full;            /* the workers have enough */
	struct event *settle; /* looks whether all is done, from the loop */
	struct desk_status status;
};

/* outlets.c */
struct desk_outlet *outlet_hold(struct desk_outlet *outlet);
void outlet_drop(struct desk_outlet *outlet); /* NULL is ignored */
struct edition *edition_new(struct config *config);
void edition_drop(struct edition *edition);
/*
 * Puts the outlet on the desk and its sources on the schedule. `before`: the outlet it takes the
 * place of, whose sources' state it takes; or NULL.
 */
struct desk_outlet *outlet_add(struct desk *desk, struct edition *edition,
	const struct outlet_config *config, struct desk_outlet *before);
/* The same outlet under a new edition, whose configuration of it asks for the same. */
void outlet_refresh(
	struct desk_outlet *outlet, struct edition *edition, const struct outlet_config *config);
/* Takes the outlet off the desk; it goes when nothing of it is in hand. */
void outlet_remove(struct desk_outlet *outlet);
/* Takes a copy of what is known of the outlet's lines from now on. */
void outlet_remember(struct desk_outlet *outlet, const struct memory_known *known);
/* Takes what the store knows of the source, its next due time among it. */
void source_restore(struct desk_source *source, const struct store_source *kept);
/*
 * When the source is polled again, after a poll; nothing in a round of `once`, at the end, or when
 * its outlet is gone.
 */
void source_schedule(struct desk_source *source, int64_t due);
struct desk_source *source_find(struct desk_outlet *outlet, const char *url);

/* poll.c */
bool poll_due(struct schedule_item *item, void *desk); /* a schedule_due */
/* Drops the polls that are being fetched; those with a worker or the store end by themselves. */
void polls_stop(struct desk *desk);

/* page.c */
bool page_due(struct schedule_item *item, void *desk); /* a schedule_due, for retries */
/*
 * Takes links into hand, as far as there is room; the others stay in the store and are looked for
 * there. Each is its own outlet's, which may be another than the one whose source named it now.
 */
void pages_take(struct desk *desk, const struct store_link *links, size_t count);
/* The same of links of this one outlet; gives how many were looked at, in their order. */
size_t pages_take_some(struct desk_outlet *outlet, const struct store_link *links, size_t count);
/* Drops what is waiting or being fetched. */
void pages_stop(struct desk *desk);

/* pending.c */
/* Links of the outlet are pending in the store that are not in hand. */
void pages_remember(struct desk_outlet *outlet);
/* Asks the store for pending links of outlets that have some left, and room. */
void pages_refill(struct desk *desk);
/* Whether an outlet has links left in the store. */
bool pages_left(const struct desk *desk);

/* desk.c */
/* Whether new work may begin. */
bool desk_has_room(const struct desk *desk);
/* Has a document read. */
void desk_read(struct desk *desk, enum message_task task, const struct extract_request *request,
	pool_done *done, void *arg);
/*
 * Has the fetcher wait while the workers have more than they can read; called when that has
 * changed.
 */
void desk_balance(struct desk *desk);
/*
 * Something ended: goes on with what waited for room, and notices when all is done. Called last by
 * whatever ends work.
 */
void desk_settle(struct desk *desk);
/* Called with each result before it is handled; tells when the network goes and comes back. */
void desk_note_outcome(struct desk *desk, enum fetch_outcome outcome);
/* Any number, for jitter. */
uint64_t desk_random(void);

#endif
