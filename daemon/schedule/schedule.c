/* A heap of items by due time, and the timer for its first. */
#include "schedule/schedule.h"

#include <stddef.h>

#include <event2/event.h>

#include "base/clock.h"
#include "base/memory.h"

/* The timer sleeps no longer, so that a clock that was set is noticed. */
#define LOOK_AGAIN_S 60

struct schedule {
	struct heap heap;
	struct event *timer; /* NULL without a loop */
	schedule_due *on_due;
	void *arg;
	bool full; /* on_due said so; until schedule_wake */
};

/* The item that a place in the heap belongs to. */
static struct schedule_item *
item_of(struct heap_item *due)
{
	return (struct schedule_item *)((char *)due - offsetof(struct schedule_item, due));
}

static void
want_timer(struct schedule *schedule)
{
	if (schedule->timer == NULL)
		return;
	struct heap_item *first = heap_first(&schedule->heap);
	if (first == NULL || schedule->full) {
		event_del(schedule->timer);
		return;
	}
	int64_t wait_s = first->key - clock_now();
	if (wait_s < 0)
		wait_s = 0;
	if (wait_s > LOOK_AGAIN_S)
		wait_s = LOOK_AGAIN_S;
	event_add(schedule->timer, &(struct timeval){ .tv_sec = wait_s });
}

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what;
	schedule_run(arg, clock_now());
}

struct schedule *
schedule_new(struct event_base *base, schedule_due *on_due, void *arg)
{
	struct schedule *schedule = mem_zalloc(1, sizeof(*schedule));
	schedule->on_due = on_due;
	schedule->arg = arg;
	if (base != NULL && (schedule->timer = evtimer_new(base, on_timer, schedule)) == NULL)
		mem_exhausted();
	return schedule;
}

void
schedule_free(struct schedule *schedule)
{
	if (schedule == NULL)
		return;
	heap_release(&schedule->heap);
	if (schedule->timer != NULL)
		event_free(schedule->timer);
	mem_free(schedule);
}

void
schedule_set(struct schedule *schedule, struct schedule_item *item, int64_t due)
{
	heap_set(&schedule->heap, &item->due, due);
	if (item->due.place == 1)
		want_timer(schedule);
}

void
schedule_remove(struct schedule *schedule, struct schedule_item *item)
{
	heap_remove(&schedule->heap, &item->due);
	want_timer(schedule);
}

void
schedule_wake(struct schedule *schedule)
{
	schedule->full = false;
	want_timer(schedule);
}

size_t
schedule_run(struct schedule *schedule, int64_t now)
{
	size_t handed = 0;
	/* No more than were in at the start: what is set to be due at once waits for its next turn.
	 */
	for (size_t most = schedule->heap.count; handed < most && !schedule->full; handed++) {
		struct heap_item *first = heap_first(&schedule->heap);
		if (first == NULL || first->key > now)
			break;
		heap_remove(&schedule->heap, first);
		if (!schedule->on_due(item_of(first), schedule->arg)) {
			schedule->full = true;
			heap_set(&schedule->heap, first, first->key);
			break;
		}
	}
	want_timer(schedule);
	return handed;
}

size_t
schedule_count(const struct schedule *schedule)
{
	return schedule->heap.count;
}
