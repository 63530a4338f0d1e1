/*
 * store.h - the wire in one SQLite file: opened, brought up to date, and written in terms of
 * stories.
 *
 * A store is used by one thread at a time (the daemon hands it to store/writer.h). Writing goes
 *
 *      store_begin(store, &err) ... store_poll(), store_page() ... store_commit(store, &err)
 *
 * and the first error sticks: what follows does nothing, and store_commit rolls all back and
 * reports it. Nothing between begin and commit is visible to readers, nor survives a kill. Times
 * are handed in; the store has no clock. Strings may be any bytes: what is no UTF-8, or not NFC, is
 * made so on the way in.
 */
#ifndef NEWSWIRED_STORE_STORE_H
#define NEWSWIRED_STORE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article/article.h"
#include "article/source.h"
#include "base/arena.h"
#include "base/err.h"
#include "extract/memory.h"
#include "title/title.h"

/* In the file's header (SQLite's application_id): "NWSD". */
#define STORE_APPLICATION_ID 0x4e575344

/* A story is one title hash within this time from when it was first seen. */
#define STORE_WINDOW_S (72 * 3600)

struct store;

/*
 * Opens the store at `path` for writing, makes it where there is none (mode 0640 under the umask),
 * and brings an older one up to the schema of this program. Holds `path`.lock until it is closed: a
 * second daemon is refused. NULL and `err` where that is not possible: ERR_SYSTEM where it
 * may be another time (a full disk, a lock that others hold), else ERR_STORE; a file that is no
 * newswired store, or one that a newer newswired has written, is left untouched.
 */
struct store *store_open(const char *path, struct err *err);

/* Closes; a transaction that is open is rolled back. NULL is ignored. */
void store_close(struct store *store);

/*
 * The outlets' names that title hashes are computed with; borrowed until replaced or closed. NULL:
 * none.
 */
void store_set_names(struct store *store, const struct title_names *names);

/*
 * Makes all title hashes anew where the rule has changed since they were made (TITLE_RULE_VERSION),
 * with the names set before; otherwise costs nothing. Some seconds for a million rows. In
 * transactions of its own; a failure leaves the rest to the next start.
 */
bool store_rekey(struct store *store, struct err *err);

/*
 * One transaction: BEGIN IMMEDIATE, so that what fails fails here. False: the file is locked, full,
 * gone.
 */
bool store_begin(struct store *store, struct err *err);

/* False: rolled back, nothing was kept, and `err` has the first error since store_begin. */
bool store_commit(struct store *store, struct err *err);
void store_rollback(struct store *store);

/*
 * Whether the last commit or begin failed for a reason that may go by itself: a full disk, a lock
 * held by others.
 */
bool store_may_retry(const struct store *store);

/* ---- outlets and sources ---- */

struct store_outlet_source {
	const char *kind; /* feed, sitemap, section */
	const char *url;
};

struct store_outlet {
	const char *id; /* slug */
	const char *name;
	const char *homepage, *language, *timezone; /* NULL where unknown */
	bool enabled;
	const struct store_outlet_source *sources;
	size_t source_count;
};

/* What the schedule wants to know again after a restart. Meant by others, only kept here. */
struct store_source_state {
	int64_t next_due;                 /* CLOCK_NEVER: at once */
	int64_t interval_s;               /* the pace found; 0: as configured */
	int64_t failures;                 /* in a row */
	const char *etag, *last_modified; /* verbatim; NULL where none */
	uint64_t body_hash;               /* of the last document read; 0: none */
	const char *redirect_url; /* where the source says it moved for good; NULL: nowhere */
	int64_t redirects;        /* how often in a row it said so */
};

struct store_source {
	int64_t id;
	const char *outlet, *kind, *url;
	int64_t last_poll, last_success; /* CLOCK_NEVER: never */
	struct store_source_state state;
};

/*
 * Makes outlet and source rows agree with the configuration: new ones are added, those no longer
 * named are disabled and kept. Within a transaction.
 */
void store_sync_outlets(
	struct store *store, const struct store_outlet *outlets, size_t count, int64_t now);

/* All enabled sources; they live in the arena. False and `err` on failure. */
bool store_load_sources(struct store *store, struct arena *arena, struct store_source **sources,
	size_t *count, struct err *err);

/* ---- links to read ---- */

struct store_link {
	int64_t id;
	const char *outlet; /* whose source named it first */
	const char *url;
	int64_t attempts; /* failed ones so far */
	int64_t next_try; /* CLOCK_NEVER: at once */
	bool reread;      /* it was read before, and its source says that it changed */
	bool followed;    /* found in a headline list, not in a source */
};

/*
 * Links of an outlet that wait to be read, in the order of their ids, from the first over `after`
 * (0: all), at most `limit`; due or not. They live in the arena. What was pending when a daemon
 * ended is found here by the next.
 */
bool store_pending_links(struct store *store, struct arena *arena, const char *outlet,
	int64_t after, size_t limit, struct store_link **links, size_t *count, struct err *err);

/* ---- a poll ---- */

struct store_entry {
	const struct source_entry *entry;
	const char *refused; /* why it is kept but not read ("old", "left"); NULL: to be read */
};

struct store_poll {
	const char *outlet, *source_url; /* which source; it must have been synced */
	int64_t started;                 /* also the time entries were seen at */
	int64_t took_ms;
	const char *status;              /* one word: ok, not-modified, failed ... */
	int http_status;                 /* 0: no answer */
	const char *error;               /* NULL: it went well */
	struct store_source_state state; /* from now on */
	const struct store_entry *entries;
	size_t count;
};

struct store_poll_result {
	struct store_link *links; /* to be fetched now: new ones, changed ones */
	size_t count;
	size_t fresh;   /* of these new; refused ones are not counted */
	size_t changed; /* of these known */
};

/*
 * Keeps a poll: its row, the source's state, new links as pending, known ones whose source names a
 * newer `updated` or another title as pending again (held back where earlier rereads found
 * nothing), sightings of known stories. What was deleted by age does not come back. `result` lives
 * in the arena.
 */
void store_poll(struct store *store, struct arena *arena, const struct store_poll *poll,
	struct store_poll_result *result);

/* ---- a page ---- */

struct store_page {
	int64_t link;
	const struct article *article; /* article->url: the address it was fetched from at last */
	int http_status;
	int64_t fetched;
	const struct listed_headline *follow; /* to be read too, if their pages are not known */
	size_t follow_count;
};

enum store_outcome {
	STORE_NONE,      /* the link is not there (deleted meanwhile), nothing was kept */
	STORE_NEW,       /* an article that starts a story */
	STORE_JOINED,    /* an article that joins one; `reason` says why */
	STORE_REVISION,  /* a known article that changed */
	STORE_UNCHANGED, /* a known article, as it was */
	STORE_REFUSED,   /* no article, for `reason`; the source's headline is the story's */
};

struct store_page_result {
	enum store_outcome outcome;
	const char *reason;     /* of a join ("title", "url", ...) or refusal; a literal, or NULL */
	const char *known_by;   /* of a join: what the story was known by until now; else NULL */
	const char *headline;   /* of the page, else its source's; "" where none; NULL: no page */
	int64_t story, article; /* ids; 0: none */
	bool arrived;           /* the story is on the wire from now on */
	size_t listed;          /* headlines listed on the page */
	size_t listed_new;      /* of these in lists not seen before */
	size_t followed;        /* links that became pending because `follow` named them */
	struct memory_known memory; /* of the outlet, by store_learn; pages 0: nothing learned */
};

/*
 * Keeps a page that was read for a link. An article is recognised by its address, where its
 * redirects ended, and its canonical address; else it joins a story by address, feed id, or title
 * hash within the window, else it starts one. The result's strings are in the arena.
 */
void store_page(struct store *store, struct arena *arena, const struct store_page *page,
	struct store_page_result *result);

/* ---- site memory (extract/memory.h) ---- */

/*
 * Learns the lines of a page right after store_page, which gave `result`; only of one that started
 * or joined a story. result->memory: what is known of the outlet from now on; in the arena.
 */
void store_learn(struct store *store, struct arena *arena, const struct store_page *page,
	struct store_page_result *result);

/* What is known of an outlet's lines, in the arena; nothing where it was never read. Outside of
 * transactions. */
bool store_load_memory(struct store *store, struct arena *arena, const char *outlet,
	struct memory_known *known, struct err *err);

/* ---- what could not be read ---- */

struct store_failure {
	int64_t link;
	const char *reason; /* one line */
	int64_t at;
	int64_t next_try; /* CLOCK_NEVER: given up; the source's headline makes a story then */
	bool refused;     /* it must not be read (robots.txt, the guard), so it did not fail */
};

/*
 * Keeps that a link could not be read. `result` as for a page: STORE_REFUSED with the story, or
 * STORE_NONE.
 */
void store_failure(
	struct store *store, const struct store_failure *failure, struct store_page_result *result);

/* ---- undo and age ---- */

/*
 * Undoes a join: the article gets a story of its own. The new story's id, 0 where the article is
 * the only one of its story.
 */
int64_t store_split(struct store *store, int64_t article, int64_t now);

/* How long things are kept after they were last seen, in seconds; 0: for ever. */
struct store_ages {
	int64_t articles;   /* articles and stories */
	int64_t polls;      /* poll rows, after they were made */
	int64_t tombstones; /* must be longer than any source names an item */
};

/*
 * Deletes what is older, at most `limit` rows of each kind, inside a transaction; leaves
 * tombstones. True where there is more to do: call it again in the next transaction. *cursor: 0 at
 * first, then handed back as it was left.
 */
bool store_prune(struct store *store, const struct store_ages *ages, int64_t now, size_t limit,
	int64_t *cursor);

/* Bytes of the write-ahead log. */
int64_t store_log_bytes(const struct store *store);

/* Housekeeping for an idle moment, outside of transactions: planner statistics. */
void store_optimize(struct store *store);

#endif
