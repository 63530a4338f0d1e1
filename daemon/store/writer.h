/*
 * writer.h - the store on a thread of its own: batches in by a queue, acknowledgements back into
 * the event loop.
 *
 * All functions are called from the loop's thread, and answers arrive there. What is queued is
 * committed in one transaction with its neighbours, at most 250 ms after the first of them came, or
 * when 200 wait; an answer says that it is committed, and comes in the order of the calls. A disk
 * that is full, or a lock that others hold, is no failure: the batch waits and is tried again (0.25
 * s, doubling to 30 s) while the queue grows to its bound.
 *
 * Each call takes the arena that its structs live in, whether it succeeds or not; it is freed after
 * the answer. False: the queue is at its bound, nothing was kept and no answer will come (a link
 * stays pending, a poll is due again).
 */
#ifndef NEWSWIRED_STORE_WRITER_H
#define NEWSWIRED_STORE_WRITER_H

#include <event2/event.h>

#include "store/store.h"

struct writer;

struct writer_options {
	size_t batch_items; /* 0: 200 */
	int64_t batch_ms;   /* from the first item to the commit, if the disk keeps up; 0: 250 */
	size_t queue_max_items; /* 0: 10,000 */
	size_t queue_max_bytes; /* held by the arenas of waiting items; 0: 64 MiB */
};

/* Starts the thread, which owns the store and closes it at the end. options may be NULL. */
struct writer *writer_new(
	struct event_base *base, struct store *store, const struct writer_options *options);

/*
 * Commits what is queued (one attempt where the disk is full), ends the thread, closes the store.
 * Answers that have not been delivered are dropped: to have them, run the loop until
 * writer_backlog() is empty.
 */
void writer_free(struct writer *writer);

/*
 * `err` is NULL where it was committed; else the item itself was refused by the store (a defect,
 * worth a line in the log).
 */
typedef void writer_polled(
	void *arg, const struct store_poll_result *result, const struct err *err);
typedef void writer_paged(void *arg, const struct store_page_result *result, const struct err *err);
typedef void writer_linked(
	void *arg, const struct store_link *links, size_t count, const struct err *err);
typedef void writer_done(void *arg, const struct err *err);

/* done may be NULL everywhere. Results live during the call. */
bool writer_poll(struct writer *writer, struct arena *arena, const struct store_poll *poll,
	writer_polled *done, void *arg);
bool writer_article(struct writer *writer, struct arena *arena, const struct store_page *page,
	writer_paged *done, void *arg);
bool writer_link_failed(struct writer *writer, struct arena *arena,
	const struct store_failure *failure, writer_paged *done, void *arg);

/* Asks for pending links of an outlet (see store_pending_links). */
bool writer_pending(struct writer *writer, const char *outlet, int64_t after, size_t limit,
	writer_linked *done, void *arg);

/*
 * As store_sync_outlets, after a reload; has a place in the queue beyond its bound, since polls of
 * what it adds follow.
 */
void writer_outlets(struct writer *writer, struct arena *arena, const struct store_outlet *outlets,
	size_t count, int64_t now, writer_done *done, void *arg);

/* Takes new names for the title hash; those before are freed when no item needs them any more. */
void writer_names(struct writer *writer, struct title_names *names);

/* Deletes what is older than `ages`, in pieces between the batches of others. */
bool writer_prune(struct writer *writer, const struct store_ages *ages, int64_t now,
	writer_done *done, void *arg);

struct writer_backlog {
	size_t items; /* queued, in work, or answered and not yet delivered */
	size_t bytes;
	int64_t waiting_ms; /* since when the oldest waits to be committed */
	bool stuck;         /* the last attempt failed; `err` says why */
	struct err err;
	uint64_t commits, committed_items; /* since the start */
	/* Of the write-ahead log after the last commit; far over 16 MiB: a reader holds on. */
	int64_t log_bytes;
};

void writer_backlog(struct writer *writer, struct writer_backlog *out);

#endif
