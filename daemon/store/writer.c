/* The loop's side of the writer: calls become items, answers of the thread become callbacks. */
#include "store/writer.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "store/writer-thread.h"

#define BATCH_ITEMS     200
#define BATCH_MS        250
#define QUEUE_MAX_ITEMS 10000
#define QUEUE_MAX_BYTES ((size_t)64 << 20)

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
	item->answers = arena_new();
	item->arg = arg;
	return item;
}

static bool
enqueue(struct writer *w, struct item *item, bool bounded)
{
	item->bytes = sizeof(*item) + arena_held(item->arena);
	item->came_ms = clock_monotonic_ms();
	pthread_mutex_lock(&w->mutex);
	/* What is larger than the bound alone has room where nothing else is. */
	bool room = !bounded || w->items == 0 ||
		    (w->items < w->options.queue_max_items &&
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
writer_pending(struct writer *w, const char *outlet, int64_t after, size_t limit,
	writer_linked *done, void *arg)
{
	struct item *item = new_item(ITEM_PENDING, NULL, arg);
	item->in.pending.outlet = arena_strdup(item->arena, outlet);
	item->in.pending.after = after;
	item->in.pending.limit = limit;
	item->answer.linked = done;
	return enqueue(w, item, true);
}

void
writer_outlets(struct writer *w, struct arena *arena, const struct store_outlet *outlets,
	size_t count, int64_t now, writer_done *done, void *arg)
{
	struct item *item = new_item(ITEM_OUTLETS, arena, arg);
	item->in.outlets.outlets = outlets;
	item->in.outlets.count = count;
	item->in.outlets.now = now;
	item->answer.done = done;
	enqueue(w, item, false);
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
		.log_bytes = w->log_bytes,
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
	int error = pthread_create(&w->thread, NULL, writer_work, w);
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
