/* The store on a thread of its own: a queue in, batches, answers back into the loop. */
#include "store/writer.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"

#define BATCH_ITEMS     200
#define BATCH_MS        150 /* leaves 100 of the 250 ms promised for the work itself */
#define QUEUE_MAX_ITEMS 10000
#define QUEUE_MAX_BYTES ((size_t)64 << 20)

/* After a failed attempt: the first wait, doubled with each, and its ceiling. */
#define RETRY_MS     250
#define RETRY_MAX_MS 30000

/* Rows that one transaction of a pruning looks at. */
#define PRUNE_ROWS 500

/* The planner's statistics are looked after once a day, in an idle moment. */
#define OPTIMIZE_EVERY_MS ((int64_t)86400 * 1000)

enum item_kind {
	ITEM_POLL,
	ITEM_PAGE,
	ITEM_FAILURE,
	ITEM_PENDING,
	ITEM_OUTLETS,
	ITEM_NAMES,
	ITEM_PRUNE
};

struct item {
	struct item *next;
	enum item_kind kind;
	struct arena *arena; /* what the structs below point into; owned */
	size_t bytes;        /* of the arena when it came */
	int64_t came_ms;
	union {
		struct store_poll poll;
		struct store_page page;
		struct store_failure failure;
		struct {
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
};

static void
queue_init(struct queue *queue)
{
	queue->first = NULL;
	queue->end = &queue->first;
	queue->count = 0;
}

static void
queue_add(struct queue *queue, struct item *item)
{
	item->next = NULL;
	*queue->end = item;
	queue->end = &item->next;
	queue->count++;
}

static struct item *
queue_take(struct queue *queue)
{
	struct item *item = queue->first;
	if (item == NULL)
		return NULL;
	queue->first = item->next;
	queue->count--;
	if (queue->first == NULL)
		queue->end = &queue->first;
	return item;
}

static void
item_free(struct item *item)
{
	if (item->kind == ITEM_NAMES)
		title_names_free(item->in.names);
	arena_free(item->arena);
	mem_free(item);
}

/* ---- the thread ---- */

static void
take_names(struct writer *w, struct item *item)
{
	struct title_names *former = w->names;
	w->names = item->in.names;
	item->in.names = former; /* freed with the item */
	store_set_names(w->store, w->names);
	struct err err;
	if (!w->rekeyed && !store_rekey(w->store, &err)) {
		pthread_mutex_lock(&w->mutex);
		w->err = err;
		pthread_mutex_unlock(&w->mutex);
	}
	w->rekeyed = true;
}

/* Does one item inside the transaction; an error sticks in the store. */
static void
perform(struct writer *w, struct item *item)
{
	struct store *s = w->store;
	switch (item->kind) {
	case ITEM_POLL: store_poll(s, item->arena, &item->in.poll, &item->out.poll); break;
	case ITEM_PAGE: store_page(s, &item->in.page, &item->out.page); break;
	case ITEM_FAILURE: store_failure(s, &item->in.failure, &item->out.page); break;
	case ITEM_PENDING:
		store_pending_links(s, item->arena, item->in.pending.after, item->in.pending.limit,
			&item->out.links.links, &item->out.links.count, &item->err);
		break;
	case ITEM_OUTLETS:
		store_sync_outlets(
			s, item->in.outlets.outlets, item->in.outlets.count, item->in.outlets.now);
		break;
	case ITEM_NAMES: break; /* done once the batch before it is committed */
	case ITEM_PRUNE:
		item->in.prune.next = item->in.prune.cursor;
		item->in.prune.more = store_prune(s, &item->in.prune.ages, item->in.prune.now,
			PRUNE_ROWS, &item->in.prune.next);
		break;
	}
}

/* One transaction over `count` items from `item` on. */
static bool
attempt(struct writer *w, struct item *item, size_t count, struct err *err)
{
	if (!store_begin(w->store, err))
		return false;
	for (size_t i = 0; i < count; i++, item = item->next)
		perform(w, item);
	return store_commit(w->store, err);
}

/* Waits on the condition at most `ms`; the mutex is held. */
static void
wait_ms(struct writer *w, int64_t ms)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += ms % 1000 * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	pthread_cond_timedwait(&w->changed, &w->mutex, &until);
}

/* What may go by itself is waited out, as long as nobody waits for the end. False: given up, as the writer stops. */
static bool
wait_to_retry(struct writer *w, int64_t *retry_ms, const struct err *err)
{
	pthread_mutex_lock(&w->mutex);
	w->stuck = true;
	w->err = *err;
	int64_t until = clock_monotonic_ms() + *retry_ms;
	for (int64_t now; !w->stopping && (now = clock_monotonic_ms()) < until;)
		wait_ms(w, until - now);
	bool go_on = !w->stopping;
	pthread_mutex_unlock(&w->mutex);
	*retry_ms = *retry_ms * 2 < RETRY_MAX_MS ? *retry_ms * 2 : RETRY_MAX_MS;
	return go_on;
}

/*
 * Commits `count` items. Where the store refuses one of them for what it is, each gets a transaction of its own, so that
 * it costs itself alone. False: the writer stops, and the store could not take them.
 */
static bool
commit_items(struct writer *w, struct item *items, size_t count)
{
	struct err err = { 0 };
	for (int64_t retry_ms = RETRY_MS; !attempt(w, items, count, &err);) {
		if (store_may_retry(w->store)) {
			if (!wait_to_retry(w, &retry_ms, &err))
				return false;
		} else if (count == 1) {
			items->err = err;
			return true;
		} else {
			struct item *item = items;
			for (size_t i = 0; i < count; i++, item = item->next)
				if (!commit_items(w, item, 1))
					return false;
			return true;
		}
	}
	pthread_mutex_lock(&w->mutex);
	w->stuck = false;
	w->commits++;
	w->committed_items += count;
	pthread_mutex_unlock(&w->mutex);
	return true;
}

/* Names change between transactions, and only for what was queued after them. */
static bool
commit_batch(struct writer *w, struct queue *batch)
{
	for (struct item *item = batch->first; item != NULL;) {
		struct item *first = item;
		size_t count = 0;
		for (; item != NULL && item->kind != ITEM_NAMES; item = item->next)
			count++;
		if (count > 0 && !commit_items(w, first, count))
			return false;
		if (item != NULL) {
			take_names(w, item);
			item = item->next;
		}
	}
	return true;
}

/* Hands the batch to the loop. A pruning that has not come to its end goes to the end of the queue instead. */
static void
answer_batch(struct writer *w, struct queue *batch)
{
	uint64_t one = 1;
	pthread_mutex_lock(&w->mutex);
	for (struct item *item; (item = queue_take(batch)) != NULL;) {
		bool more = item->kind == ITEM_PRUNE && item->in.prune.more &&
			    item->err.kind == ERR_NONE && !w->stopping;
		if (more) {
			item->in.prune.cursor = item->in.prune.next;
			item->came_ms = clock_monotonic_ms();
		}
		queue_add(more ? &w->waiting : &w->answered, item);
	}
	w->oldest_ms = w->waiting.first != NULL ? w->waiting.first->came_ms : 0;
	pthread_mutex_unlock(&w->mutex);
	ssize_t written = write(w->wake_fd, &one, sizeof(one));
	(void)written; /* the counter is full: the loop is awake */
}

/* Sleeps until a batch is due and takes it; false at the end, when none is left. The mutex is not held. */
static bool
next_batch(struct writer *w, struct queue *batch)
{
	queue_init(batch);
	pthread_mutex_lock(&w->mutex);
	while (!w->stopping) {
		int64_t now = clock_monotonic_ms();
		struct item *first = w->waiting.first;
		if (w->waiting.count >= w->options.batch_items)
			break;
		int64_t due = first != NULL ? first->came_ms + w->options.batch_ms : now + 60000;
		if (first != NULL && due <= now)
			break;
		wait_ms(w, due - now);
	}
	for (struct item *item;
		batch->count < w->options.batch_items && (item = queue_take(&w->waiting)) != NULL;)
		queue_add(batch, item);
	pthread_mutex_unlock(&w->mutex);
	return batch->count > 0;
}

static void
look_after(struct writer *w)
{
	int64_t now = clock_monotonic_ms();
	if (now - w->optimized_ms < OPTIMIZE_EVERY_MS)
		return;
	w->optimized_ms = now;
	store_optimize(w->store);
}

static void *
write_on(void *arg)
{
	struct writer *w = arg;
	struct queue batch;
	while (next_batch(w, &batch)) {
		bool kept = commit_batch(w, &batch);
		if (!kept) {
			for (struct item *item; (item = queue_take(&batch)) != NULL;)
				item_free(item);
			break;
		}
		answer_batch(w, &batch);
		look_after(w);
	}
	store_optimize(w->store);
	return NULL;
}

/* ---- the loop ---- */

static void
deliver(struct item *item)
{
	const struct err *err = item->err.kind != ERR_NONE ? &item->err : NULL;
	switch (item->kind) {
	case ITEM_POLL:
		if (item->answer.polled != NULL)
			item->answer.polled(item->arg, &item->out.poll, err);
		break;
	case ITEM_PAGE:
	case ITEM_FAILURE:
		if (item->answer.paged != NULL)
			item->answer.paged(item->arg, &item->out.page, err);
		break;
	case ITEM_PENDING:
		if (item->answer.linked != NULL)
			item->answer.linked(
				item->arg, item->out.links.links, item->out.links.count, err);
		break;
	case ITEM_OUTLETS:
	case ITEM_NAMES:
	case ITEM_PRUNE:
		if (item->answer.done != NULL)
			item->answer.done(item->arg, err);
		break;
	}
}

static void
on_answers(evutil_socket_t fd, short what, void *arg)
{
	(void)what;
	struct writer *w = arg;
	uint64_t count;
	ssize_t got = read(fd, &count, sizeof(count));
	(void)got; /* nothing to read: woken for nothing */
	for (;;) {
		pthread_mutex_lock(&w->mutex);
		struct item *item = queue_take(&w->answered);
		if (item != NULL) {
			w->items--;
			w->bytes -= item->bytes;
		}
		pthread_mutex_unlock(&w->mutex);
		if (item == NULL)
			return;
		deliver(item);
		item_free(item);
	}
}

static struct item *
new_item(enum item_kind kind, struct arena *arena, void *arg)
{
	struct item *item = mem_zalloc(1, sizeof(*item));
	item->kind = kind;
	item->arena = arena != NULL ? arena : arena_new();
	item->arg = arg;
	return item;
}

static bool
enqueue(struct writer *w, struct item *item, bool bounded)
{
	item->bytes = sizeof(*item) + arena_held(item->arena);
	item->came_ms = clock_monotonic_ms();
	pthread_mutex_lock(&w->mutex);
	bool room = !bounded || (w->items < w->options.queue_max_items &&
					w->bytes + item->bytes <= w->options.queue_max_bytes);
	if (room) {
		bool wake = w->waiting.count == 0 || w->waiting.count + 1 >= w->options.batch_items;
		queue_add(&w->waiting, item);
		w->items++;
		w->bytes += item->bytes;
		if (w->oldest_ms == 0)
			w->oldest_ms = item->came_ms;
		if (wake)
			pthread_cond_signal(&w->changed);
	}
	pthread_mutex_unlock(&w->mutex);
	if (!room)
		item_free(item);
	return room;
}

bool
writer_poll(struct writer *w, struct arena *arena, const struct store_poll *poll,
	writer_polled *done, void *arg)
{
	struct item *item = new_item(ITEM_POLL, arena, arg);
	item->in.poll = *poll;
	item->answer.polled = done;
	return enqueue(w, item, true);
}

bool
writer_article(struct writer *w, struct arena *arena, const struct store_page *page,
	writer_paged *done, void *arg)
{
	struct item *item = new_item(ITEM_PAGE, arena, arg);
	item->in.page = *page;
	item->answer.paged = done;
	return enqueue(w, item, true);
}

bool
writer_link_failed(struct writer *w, struct arena *arena, const struct store_failure *failure,
	writer_paged *done, void *arg)
{
	struct item *item = new_item(ITEM_FAILURE, arena, arg);
	item->in.failure = *failure;
	item->answer.paged = done;
	return enqueue(w, item, true);
}

bool
writer_pending(struct writer *w, int64_t after, size_t limit, writer_linked *done, void *arg)
{
	struct item *item = new_item(ITEM_PENDING, NULL, arg);
	item->in.pending.after = after;
	item->in.pending.limit = limit;
	item->answer.linked = done;
	return enqueue(w, item, true);
}

bool
writer_outlets(struct writer *w, struct arena *arena, const struct store_outlet *outlets,
	size_t count, int64_t now, writer_done *done, void *arg)
{
	struct item *item = new_item(ITEM_OUTLETS, arena, arg);
	item->in.outlets.outlets = outlets;
	item->in.outlets.count = count;
	item->in.outlets.now = now;
	item->answer.done = done;
	return enqueue(w, item, true);
}

void
writer_names(struct writer *w, struct title_names *names)
{
	struct item *item = new_item(ITEM_NAMES, NULL, NULL);
	item->in.names = names;
	enqueue(w, item, false);
}

bool
writer_prune(
	struct writer *w, const struct store_ages *ages, int64_t now, writer_done *done, void *arg)
{
	struct item *item = new_item(ITEM_PRUNE, NULL, arg);
	item->in.prune.ages = *ages;
	item->in.prune.now = now;
	item->answer.done = done;
	return enqueue(w, item, true);
}

void
writer_backlog(struct writer *w, struct writer_backlog *out)
{
	pthread_mutex_lock(&w->mutex);
	*out = (struct writer_backlog){
		.items = w->items,
		.bytes = w->bytes,
		.waiting_ms = w->oldest_ms != 0 ? clock_monotonic_ms() - w->oldest_ms : 0,
		.stuck = w->stuck,
		.err = w->err,
		.commits = w->commits,
		.committed_items = w->committed_items,
	};
	pthread_mutex_unlock(&w->mutex);
}

static void
set_defaults(struct writer_options *options)
{
	if (options->batch_items == 0)
		options->batch_items = BATCH_ITEMS;
	if (options->batch_ms == 0)
		options->batch_ms = BATCH_MS;
	if (options->queue_max_items == 0)
		options->queue_max_items = QUEUE_MAX_ITEMS;
	if (options->queue_max_bytes == 0)
		options->queue_max_bytes = QUEUE_MAX_BYTES;
}

/* Nothing goes on without a writer. */
static _Noreturn void
cannot_start(const char *what, int error)
{
	fprintf(stderr, "newswired: no %s for the store: %s\n", what, strerror(error));
	abort();
}

/* Signals are the loop's. */
static void
start_thread(struct writer *w)
{
	sigset_t all, former;
	pthread_condattr_t monotonic;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&w->changed, &monotonic);
	pthread_condattr_destroy(&monotonic);
	pthread_mutex_init(&w->mutex, NULL);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &former);
	int error = pthread_create(&w->thread, NULL, write_on, w);
	pthread_sigmask(SIG_SETMASK, &former, NULL);
	if (error != 0)
		cannot_start("thread", error);
}

struct writer *
writer_new(struct event_base *base, struct store *store, const struct writer_options *options)
{
	struct writer *w = mem_zalloc(1, sizeof(*w));
	w->store = store;
	if (options != NULL)
		w->options = *options;
	set_defaults(&w->options);
	queue_init(&w->waiting);
	queue_init(&w->answered);
	w->optimized_ms = clock_monotonic_ms();
	w->wake_fd = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (w->wake_fd < 0)
		cannot_start("eventfd", errno);
	w->woken = event_new(base, w->wake_fd, EV_READ | EV_PERSIST, on_answers, w);
	event_add(w->woken, NULL);
	start_thread(w);
	return w;
}

void
writer_free(struct writer *w)
{
	if (w == NULL)
		return;
	pthread_mutex_lock(&w->mutex);
	w->stopping = true;
	pthread_cond_signal(&w->changed);
	pthread_mutex_unlock(&w->mutex);
	pthread_join(w->thread, NULL);
	for (struct item *item; (item = queue_take(&w->waiting)) != NULL;)
		item_free(item);
	for (struct item *item; (item = queue_take(&w->answered)) != NULL;)
		item_free(item);
	store_close(w->store);
	title_names_free(w->names);
	event_free(w->woken);
	close(w->wake_fd);
	pthread_cond_destroy(&w->changed);
	pthread_mutex_destroy(&w->mutex);
	mem_free(w);
}
