/*
 * schedule.h - what is due when.
 *
 * A heap of items by their due time, and one timer of the loop for the first of them. Times are
 * wall clock, since they are kept over restarts; a clock that is set is noticed within a minute. An
 * item lies in its owner's struct:
 *
 *      struct source { struct schedule_item due; ... };
 *      schedule_set(schedule, &source->due, next_due);
 *
 * An item is handed out once and is then out of the heap until its owner sets it again: what is
 * being polled is never due.
 */
#ifndef NEWSWIRED_SCHEDULE_SCHEDULE_H
#define NEWSWIRED_SCHEDULE_SCHEDULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/heap.h"

struct event_base;
struct schedule;

/* Zeroed before its first use; belongs to the schedule while it is in. */
struct schedule_item {
	struct heap_item due; /* key: seconds since 1970 */
	void *owner;          /* the caller's, untouched */
};

/*
 * Called for each item that is due, oldest first; the item is out of the heap, and may be set again
 * at once. False: there is no room for more work now. The item goes back, and nothing is handed out
 * until schedule_wake.
 */
typedef bool schedule_due(struct schedule_item *item, void *arg);

/*
 * An empty schedule. base NULL: without a timer, for tests and for `--once`, which call
 * schedule_run themselves.
 */
struct schedule *schedule_new(struct event_base *base, schedule_due *on_due, void *arg);

/* Takes all items out and frees the schedule. NULL is ignored. */
void schedule_free(struct schedule *schedule);

/* Puts the item in, or moves it, to be due at `due`. May be called from inside on_due. O(log n). */
void schedule_set(struct schedule *schedule, struct schedule_item *item, int64_t due);

/* Takes the item out; nothing where it is not in. */
void schedule_remove(struct schedule *schedule, struct schedule_item *item);

/* There is room again: goes on handing out, from the loop. */
void schedule_wake(struct schedule *schedule);

/* Hands out what is due at `now`, each item once at most; gives the number of items handed out. */
size_t schedule_run(struct schedule *schedule, int64_t now);

size_t schedule_count(const struct schedule *schedule);

#endif
