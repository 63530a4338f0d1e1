/* The writer's thread: batches, attempts, what is waited out and what is not. */
#include "store/writer-thread.h"

#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"

/* After a failed attempt: the first wait, doubled with each, and its ceiling. */
#define RETRY_MS     250
#define RETRY_MAX_MS 30000

/* Rows that one transaction of a pruning looks at. */
#define PRUNE_ROWS 500

/* The planner's statistics are looked after once a day, in an idle moment. */
#define OPTIMIZE_EVERY_MS ((int64_t)86400 * 1000)

void
queue_init(struct queue *queue)
{
	queue->first = NULL;
	queue->end = &queue->first;
	queue->count = 0;
}

void
queue_add(struct queue *queue, struct item *item)
{
	item->next = NULL;
	*queue->end = item;
	queue->end = &item->next;
	queue->count++;
}

struct item *
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

void
item_free(struct item *item)
{
	if (item->kind == ITEM_NAMES)
		title_names_free(item->in.names);
	arena_free(item->arena);
	arena_free(item->answers);
	mem_free(item);
}

static void
take_names(struct writer *w, struct item *item)
{
	struct title_names *former = w->names;
	w->names = item->in.names;
	item->in.names = former; /* freed with the item */
	store_set_names(w->store, w->names);
	struct err err;
	char text[LOG_TEXT_BYTES];
	if (!w->rekeyed && !store_rekey(w->store, &err))
		log_error("store.rekey", "error=%s", log_text(text, err.text));
	w->rekeyed = true;
}

/* Does one item inside the transaction; an error sticks in the store. */
static void
perform(struct writer *w, struct item *item)
{
	struct store *s = w->store;
	arena_reset(item->answers);
	item->err.kind = ERR_NONE; /* an attempt that failed is forgotten */
	switch (item->kind) {
	case ITEM_POLL: store_poll(s, item->answers, &item->in.poll, &item->out.poll); break;
	case ITEM_PAGE:
		store_page(s, item->answers, &item->in.page, &item->out.page);
		store_learn(s, item->answers, &item->in.page, &item->out.page);
		break;
	case ITEM_FAILURE: store_failure(s, &item->in.failure, &item->out.page); break;
	case ITEM_PENDING:
		store_pending_links(s, item->answers, item->in.pending.outlet,
			item->in.pending.after, item->in.pending.limit, &item->out.links.links,
			&item->out.links.count, &item->err);
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

/*
 * What may go by itself is waited out, as long as nobody waits for the end. False: given up, as the
 * writer stops.
 */
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
 * Commits `count` items. Where the store refuses one of them for what it is, each gets a
 * transaction of its own, so that it costs itself alone. False: the writer stops, and the store
 * could not take them.
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
	w->log_bytes = store_log_bytes(w->store);
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

/*
 * Hands the batch to the loop. A pruning that has not come to its end goes to the end of the queue
 * instead.
 */
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

/* How long a batch gathers: three fifths of its time, the rest is for the work. */
static int64_t
gather_ms(const struct writer *w)
{
	return w->options.batch_ms * 3 / 5;
}

/*
 * Sleeps until a batch is due and takes it; false at the end, when none is left. The mutex is not
 * held.
 */
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
		int64_t due = first != NULL ? first->came_ms + gather_ms(w) : now + 60000;
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

void *
writer_work(void *arg)
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
