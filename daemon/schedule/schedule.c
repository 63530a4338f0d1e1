/* A binary heap of items by due time, and the timer for its first. */
#include "schedule/schedule.h"

#include <assert.h>

#include <event2/event.h>

#include "base/clock.h"
#include "base/memory.h"

/* The timer sleeps no longer, so that a clock that was set is noticed. */
#define LOOK_AGAIN_S 60

struct schedule {
	struct schedule_item **heap; /* from 1; heap[0] is not used */
	size_t count;
	size_t capacity;
	struct event *timer; /* NULL without a loop */
	schedule_due *on_due;
	void *arg;
	bool full; /* on_due said so; until schedule_wake */
};

static void
put(struct schedule *schedule, size_t place, struct schedule_item *item)
{
	schedule->heap[place] = item;
	item->place = place;
}

static void
sift_up(struct schedule *schedule, size_t place, struct schedule_item *item)
{
	while (place > 1 && schedule->heap[place / 2]->due > item->due) {
		put(schedule, place, schedule->heap[place / 2]);
		place /= 2;
	}
	put(schedule, place, item);
}

static void
sift_down(struct schedule *schedule, size_t place, struct schedule_item *item)
{
	for (size_t child; (child = place * 2) <= schedule->count; place = child) {
		if (child < schedule->count &&
			schedule->heap[child + 1]->due < schedule->heap[child]->due)
			child++;
		if (schedule->heap[child]->due >= item->due)
			break;
		put(schedule, place, schedule->heap[child]);
	}
	put(schedule, place, item);
}

/* Puts an item where its due time belongs, starting from a place that is free. */
static void
sift(struct schedule *schedule, size_t place, struct schedule_item *item)
{
	if (place > 1 && schedule->heap[place / 2]->due > item->due)
		sift_up(schedule, place, item);
	else
		sift_down(schedule, place, item);
}

static void
want_timer(struct schedule *schedule)
{
	if (schedule->timer == NULL)
		return;
	if (schedule->count == 0 || schedule->full) {
		event_del(schedule->timer);
		return;
	}
	int64_t wait_s = schedule->heap[1]->due - clock_now();
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
	for (size_t i = 1; i <= schedule->count; i++)
		schedule->heap[i]->place = 0;
	if (schedule->timer != NULL)
		event_free(schedule->timer);
	mem_free(schedule->heap);
	mem_free(schedule);
}

static void
take_out(struct schedule *schedule, struct schedule_item *item)
{
	size_t place = item->place;
	struct schedule_item *last = schedule->heap[schedule->count--];
	item->place = 0;
	if (last != item)
		sift(schedule, place, last);
}

static void
take_in(struct schedule *schedule, struct schedule_item *item)
{
	schedule->heap = mem_grow(schedule->heap, schedule->count + 1, &schedule->capacity,
		sizeof(struct schedule_item *));
	sift_up(schedule, ++schedule->count, item);
}

void
schedule_set(struct schedule *schedule, struct schedule_item *item, int64_t due)
{
	if (item->place != 0)
		take_out(schedule, item);
	item->due = due;
	take_in(schedule, item);
	if (item->place == 1)
		want_timer(schedule);
}

void
schedule_remove(struct schedule *schedule, struct schedule_item *item)
{
	if (item->place == 0)
		return;
	assert(schedule->heap[item->place] == item);
	take_out(schedule, item);
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
	for (size_t most = schedule->count; handed < most && !schedule->full; handed++) {
		if (schedule->count == 0 || schedule->heap[1]->due > now)
			break;
		struct schedule_item *item = schedule->heap[1];
		take_out(schedule, item);
		if (!schedule->on_due(item, schedule->arg)) {
			schedule->full = true;
			take_in(schedule, item);
			break;
		}
	}
	want_timer(schedule);
	return handed;
}

size_t
schedule_count(const struct schedule *schedule)
{
	return schedule->count;
}

int64_t
schedule_next(const struct schedule *schedule)
{
	return schedule->count > 0 ? schedule->heap[1]->due : INT64_MAX;
}

size_t
schedule_overdue(const struct schedule *schedule, int64_t now, int64_t grace_s)
{
	size_t overdue = 0;
	for (size_t i = 1; i <= schedule->count; i++)
		overdue += schedule->heap[i]->due < now - grace_s;
	return overdue;
}
