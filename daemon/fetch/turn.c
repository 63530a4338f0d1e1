/* Hosts, who waits for them, and when each is free. */
#include "fetch/turn.h"

#include <assert.h>
#include <string.h>

#include <event2/event.h>

#include "base/clock.h"
#include "base/heap.h"
#include "base/memory.h"
#include "base/table.h"
#include "fetch/pressure.h"

/* So many turns are handed out before the loop gets to do something else. */
#define GRANTS_AT_ONCE 256

TAILQ_HEAD(turn_queue, turn);

struct host {
	struct turns *turns;
	struct heap_item free_at; /* in the heap while somebody waits and nobody has the turn */
	struct turn_queue waiting[TURN_PRIORITIES];
	size_t waiting_count;
	bool busy;             /* its turn is granted */
	int64_t next_start_ms; /* by the gap */
	int64_t held_until_ms;
	struct pressure pressure;
	bool idle; /* in the list of those where nobody waits and nobody has the turn */
	int64_t idle_since_ms;
	TAILQ_ENTRY(host) idle_next;
	char name[];
};

struct turns {
	struct event *timer;
	turn_come *on_turn;
	size_t parallel;
	bool paused;
	int64_t wait_max_ms;
	size_t granted;
	size_t waiting;
	struct table *hosts;
	struct heap free_hosts;
	struct turn_queue refused;        /* to be told from the loop */
	TAILQ_HEAD(idle_list, host) idle; /* longest idle first */
};

static struct host *
host_of(struct heap_item *free_at)
{
	return (struct host *)((char *)free_at - offsetof(struct host, free_at));
}

static bool
may_grant(const struct turns *turns)
{
	return !turns->paused && turns->granted < turns->parallel;
}

/* Sets the timer for when the next turn can be handed out. */
static void
want_timer(struct turns *turns, int64_t now_ms)
{
	struct heap_item *first = heap_first(&turns->free_hosts);
	int64_t wait_ms = -1;
	if (!TAILQ_EMPTY(&turns->refused))
		wait_ms = 0;
	else if (first != NULL && may_grant(turns))
		wait_ms = first->key > now_ms ? first->key - now_ms : 0;
	if (wait_ms < 0) {
		event_del(turns->timer);
		return;
	}
	event_add(turns->timer,
		&(struct timeval){ .tv_sec = wait_ms / 1000, .tv_usec = wait_ms % 1000 * 1000 });
}

/* Puts the host where it belongs after anything changed: the heap, the idle, or neither. */
static void
settle(struct host *host, int64_t now_ms)
{
	struct turns *turns = host->turns;
	bool idle = host->waiting_count == 0 && !host->busy;
	if (host->idle && !idle)
		TAILQ_REMOVE(&turns->idle, host, idle_next);
	if (idle && !host->idle) {
		host->idle_since_ms = now_ms;
		TAILQ_INSERT_TAIL(&turns->idle, host, idle_next);
	}
	host->idle = idle;
	if (host->busy || host->waiting_count == 0)
		heap_remove(&turns->free_hosts, &host->free_at);
	else
		heap_set(&turns->free_hosts, &host->free_at,
			host->held_until_ms > host->next_start_ms ? host->held_until_ms
								  : host->next_start_ms);
	want_timer(turns, now_ms);
}

/* Forgets hosts that nobody asked for a while: two at most, so that each new host pays for it. */
static void
forget_some(struct turns *turns, int64_t now_ms)
{
	for (int i = 0; i < 2; i++) {
		struct host *host = TAILQ_FIRST(&turns->idle);
		if (host == NULL || now_ms - host->idle_since_ms < PRESSURE_FORGIVEN_S * 1000)
			return;
		TAILQ_REMOVE(&turns->idle, host, idle_next);
		if (host->held_until_ms > now_ms || host->next_start_ms > now_ms) {
			host->idle_since_ms = now_ms;
			TAILQ_INSERT_TAIL(&turns->idle, host, idle_next);
			continue;
		}
		table_remove(turns->hosts, host->name, strlen(host->name));
		mem_free(host);
	}
}

static struct host *
find_host(struct turns *turns, const char *name, int64_t now_ms)
{
	size_t length = strlen(name);
	struct host *host = table_get(turns->hosts, name, length);
	if (host != NULL)
		return host;
	forget_some(turns, now_ms);
	host = mem_zalloc(1, sizeof(*host) + length + 1);
	memcpy(host->name, name, length);
	host->turns = turns;
	host->next_start_ms = now_ms;
	host->held_until_ms = now_ms;
	for (int i = 0; i < TURN_PRIORITIES; i++)
		TAILQ_INIT(&host->waiting[i]);
	table_put(turns->hosts, name, length, host);
	return host;
}

static void
leave_queue(struct turn *turn)
{
	TAILQ_REMOVE(&turn->host->waiting[turn->priority], turn, next);
	turn->host->waiting_count--;
	turn->turns->waiting--;
}

/* Takes the most urgent turn out of the host's queues and grants it. */
static struct turn *
grant(struct host *host)
{
	struct turn *turn = NULL;
	for (int i = TURN_PRIORITIES - 1; turn == NULL; i--)
		turn = TAILQ_FIRST(&host->waiting[i]);
	leave_queue(turn);
	turn->state = TURN_GRANTED;
	host->busy = true;
	host->turns->granted++;
	heap_remove(&host->turns->free_hosts, &host->free_at);
	return turn;
}

static void
tell_refused(struct turns *turns)
{
	for (struct turn *turn; (turn = TAILQ_FIRST(&turns->refused)) != NULL;) {
		TAILQ_REMOVE(&turns->refused, turn, next);
		turn->untold = false;
		turns->on_turn(turn);
	}
}

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what;
	struct turns *turns = arg;
	int64_t now_ms = clock_monotonic_ms();
	tell_refused(turns);
	for (int i = 0; i < GRANTS_AT_ONCE && may_grant(turns); i++) {
		struct heap_item *first = heap_first(&turns->free_hosts);
		if (first == NULL || first->key > now_ms)
			break;
		turns->on_turn(grant(host_of(first)));
	}
	want_timer(turns, now_ms);
}

struct turns *
turns_new(struct event_base *base, turn_come *on_turn)
{
	struct turns *turns = mem_zalloc(1, sizeof(*turns));
	turns->timer = evtimer_new(base, on_timer, turns);
	if (turns->timer == NULL)
		mem_exhausted();
	turns->on_turn = on_turn;
	turns->hosts = table_new();
	TAILQ_INIT(&turns->refused);
	TAILQ_INIT(&turns->idle);
	return turns;
}

void
turns_free(struct turns *turns)
{
	if (turns == NULL)
		return;
	assert(turns->granted == 0 && turns->waiting == 0);
	event_free(turns->timer);
	heap_release(&turns->free_hosts);
	table_free(turns->hosts, mem_free);
	mem_free(turns);
}

void
turns_configure(struct turns *turns, size_t parallel, int64_t wait_max_ms)
{
	turns->parallel = parallel;
	turns->wait_max_ms = wait_max_ms;
	want_timer(turns, clock_monotonic_ms());
}

void
turns_pause(struct turns *turns, bool paused)
{
	if (turns->paused == paused)
		return;
	turns->paused = paused;
	want_timer(turns, clock_monotonic_ms());
}

static bool
is_held_for_long(const struct host *host, int64_t now_ms)
{
	return host->held_until_ms - now_ms > host->turns->wait_max_ms;
}

enum turn_state
turn_wait(struct turns *turns, struct turn *turn, const char *name, enum turn_priority priority,
	int64_t now_ms)
{
	assert(turn->state == TURN_NONE);
	struct host *host = find_host(turns, name, now_ms);
	turn->turns = turns;
	turn->host = host;
	turn->priority = priority;
	turn->state = TURN_REFUSED;
	if (!is_held_for_long(host, now_ms)) {
		turn->state = TURN_WAITING;
		TAILQ_INSERT_TAIL(&host->waiting[priority], turn, next);
		host->waiting_count++;
		turns->waiting++;
	}
	settle(host, now_ms);
	return turn->state;
}

void
turn_begin(struct turn *turn, int64_t gap_ms, int64_t now_ms)
{
	assert(turn->state == TURN_GRANTED);
	turn->host->next_start_ms = now_ms + gap_ms;
}

void
turn_give_back(struct turn *turn, int64_t now_ms)
{
	struct host *host = turn->host;
	switch (turn->state) {
	case TURN_NONE: return;
	case TURN_WAITING: leave_queue(turn); break;
	case TURN_REFUSED:
		if (turn->untold)
			TAILQ_REMOVE(&host->turns->refused, turn, next);
		turn->untold = false;
		break;
	case TURN_GRANTED:
		host->busy = false;
		host->turns->granted--;
		break;
	}
	turn->state = TURN_NONE;
	turn->host = NULL;
	settle(host, now_ms);
}

bool
turn_is_awaited(const struct turn *turn)
{
	return turn->host->waiting_count > 0;
}

/* Whoever waits for a host that is held for long learns of it from the loop. */
static void
refuse_all(struct host *host)
{
	for (int i = 0; i < TURN_PRIORITIES; i++)
		for (struct turn *turn; (turn = TAILQ_FIRST(&host->waiting[i])) != NULL;) {
			leave_queue(turn);
			turn->state = TURN_REFUSED;
			turn->untold = true;
			TAILQ_INSERT_TAIL(&host->turns->refused, turn, next);
		}
}

int64_t
turn_answered(struct turn *turn, int status, int64_t retry_after_s, int64_t now_ms)
{
	assert(turn->state == TURN_GRANTED);
	struct host *host = turn->host;
	int64_t hold_s = pressure_hold_s(&host->pressure, status, retry_after_s, now_ms);
	if (hold_s == 0)
		return 0;
	if (host->held_until_ms < now_ms + hold_s * 1000)
		host->held_until_ms = now_ms + hold_s * 1000;
	if (is_held_for_long(host, now_ms))
		refuse_all(host);
	settle(host, now_ms);
	return hold_s;
}

int64_t
turn_held_ms(const struct turn *turn, int64_t now_ms)
{
	int64_t left_ms = turn->host->held_until_ms - now_ms;
	return left_ms > 0 ? left_ms : 0;
}
