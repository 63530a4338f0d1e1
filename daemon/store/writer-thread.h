/*
 * writer-thread.h - inside the writer: its items, its queue, and the thread that works them off.
 */
#ifndef NEWSWIRED_STORE_WRITER_THREAD_H
#define NEWSWIRED_STORE_WRITER_THREAD_H

#include <pthread.h>

#include "store/writer.h"

enum item_kind {
	ITEM_POLL,
	ITEM_PAGE,
	ITEM_FAILURE,
	ITEM_PENDING,
	ITEM_OUTLETS,
	ITEM_NAMES,
	ITEM_PRUNE,
};

struct item {
	struct item *next;
	enum item_kind kind;
	struct arena *arena;   /* what the structs below point into; owned */
	struct arena *answers; /* what `out` points into; emptied before each attempt */
	size_t bytes;          /* of the arena when it came */
	int64_t came_ms;
	union {
		struct store_poll poll;
		struct store_page page;
		struct store_failure failure;
		struct {
			const char *outlet;
			int64_t after;
			size_t limit;
		} pending;
		struct {
			const struct store_outlet *outlets;
			size_t count;
			int64_t now;
		} outlets;
		struct title_names *names; /* owned */
		struct {
			struct store_ages ages;
			int64_t now, cursor, next; /* of store_prune: before and after */
			bool more;
		} prune;
	} in;
	union {
		writer_polled *polled;
		writer_paged *paged;
		writer_linked *linked;
		writer_done *done;
	} answer;
	void *arg;
	union {
		struct store_poll_result poll;
		struct store_page_result page;
		struct {
			struct store_link *links;
			size_t count;
		} links;
	} out;
	struct err err; /* ERR_NONE: committed */
};

struct queue {
	struct item *first, **end;
	size_t count;
};

struct writer {
	struct store *store; /* the thread's */
	struct writer_options options;
	struct title_names *names; /* the thread's */
	pthread_t thread;
	struct event *woken; /* the thread has answers */
	int wake_fd;
	int64_t optimized_ms; /* the thread's */
	bool rekeyed;         /* the thread's: the rule of title hashes was looked at */

	pthread_mutex_t mutex; /* guards what follows */
	pthread_cond_t changed;
	struct queue waiting, answered;
	size_t items, bytes; /* from the call to the answer's delivery */
	int64_t oldest_ms;   /* when the first uncommitted item came; 0: there is none */
	bool stopping, stuck;
	struct err err;
	uint64_t commits, committed_items;
	int64_t log_bytes;
};

void queue_init(struct queue *queue);
void queue_add(struct queue *queue, struct item *item);
struct item *queue_take(struct queue *queue); /* NULL where it is empty */

void item_free(struct item *item);

/* The thread: works batches off until the writer stops. `arg`: the writer. */
void *writer_work(void *arg);

#endif
