/*
 * pool.h - the workers: as many processes as were asked for, each with one document at a time.
 *
 * A worker that dies or takes too long costs the document it had: that one ends with an error, a
 * new worker takes its place. Workers are started by posix_spawn, which costs the same at any size
 * of the parent, and inherit one socket and standard error, no more.
 */
#ifndef NEWSWIRED_WORKER_POOL_H
#define NEWSWIRED_WORKER_POOL_H

#include <stddef.h>
#include <stdint.h>

#include <event2/event.h>

#include "base/err.h"
#include "worker/message.h"

struct pool;

struct pool_options {
	const char *program; /* the newswired to start as a worker; borrowed for the pool's life */
	unsigned workers;    /* at least 1 */
	size_t memory_max_bytes; /* of address space, a worker */
	int64_t time_limit_ms;   /* for one document */
};

/*
 * Starts the workers. NULL and `err` where none can be started. The base and the program's name
 * must outlive the pool.
 */
struct pool *pool_new(struct event_base *base, const struct pool_options *options, struct err *err);

/* Ends the workers. Documents still with it are answered with ERR_REFUSED before it returns. */
void pool_free(struct pool *pool);

/*
 * Tells all workers, now and later ones, the names that outlets put behind their headlines
 * (title/title.h).
 */
void pool_set_names(struct pool *pool, const char *const *outlets, size_t outlet_count,
	const char *const *sections, size_t section_count);

/*
 * Receives what came of a document; the answer's arena is the callee's from now on. Called from the
 * loop, never from pool_submit.
 */
typedef void pool_done(struct answer *answer, void *arg);

/* Queues a document; `request` and its bytes are copied. */
void pool_submit(struct pool *pool, enum message_task task, const struct extract_request *request,
	pool_done *done, void *arg);

/* Of the documents queued or in work. */
size_t pool_backlog_bytes(const struct pool *pool);

#endif
