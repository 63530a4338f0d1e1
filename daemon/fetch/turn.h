/*
 * turn.h - whose turn it is: a host is asked one thing at a time, with a gap between starts, and no
 * more than so many hosts at once.
 *
 * Who wants to ask waits for a turn, and gives it back when done. A host can be held: then nobody
 * gets a turn there until the hold is over, and who would wait too long is refused. Robots.txt
 * comes before sources, these before pages; within each the first come; between hosts, whoever has
 * been free for longest. The clock is handed in.
 */
#ifndef NEWSWIRED_FETCH_TURN_H
#define NEWSWIRED_FETCH_TURN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/queue.h>

struct event_base;
struct host;
struct turns;

enum turn_priority { TURN_PAGE, TURN_SOURCE, TURN_ROBOTS, TURN_PRIORITIES };

enum turn_state {
	TURN_NONE,    /* not asked for, or given back */
	TURN_WAITING, /* in a host's queue */
	TURN_GRANTED, /* the holder may ask the host */
	TURN_REFUSED, /* the host is held for too long */
};

/* Lies in whoever waits; zeroed before its first use. */
struct turn {
	enum turn_state state;
	struct turns *turns;
	struct host *host; /* NULL in TURN_NONE */
	enum turn_priority priority;
	bool untold; /* refused, and on_turn has not said so yet */
	TAILQ_ENTRY(turn) next;
};

/* Called from the loop when a waiting turn is granted or refused; it may do anything with any turn.
 */
typedef void turn_come(struct turn *turn);

struct turns *turns_new(struct event_base *base, turn_come *on_turn);

/* All turns must have been given back. NULL is ignored. */
void turns_free(struct turns *turns);

/* parallel: turns granted at once. wait_max_ms: who would wait longer for a held host is refused.
 */
void turns_configure(struct turns *turns, size_t parallel, int64_t wait_max_ms);

/* While paused, no turn is granted; those granted before go on. */
void turns_pause(struct turns *turns, bool paused);

/* Asks for a turn at the host; gives TURN_WAITING, or TURN_REFUSED at once. */
enum turn_state turn_wait(struct turns *turns, struct turn *turn, const char *host,
	enum turn_priority priority, int64_t now_ms);

/* The holder of a turn begins its request: the host's next one begins gap_ms later at the soonest.
 */
void turn_begin(struct turn *turn, int64_t gap_ms, int64_t now_ms);

/* Ends a turn in whatever state it is; nothing in TURN_NONE. */
void turn_give_back(struct turn *turn, int64_t now_ms);

/* Whether others wait for the host of a turn. */
bool turn_is_awaited(const struct turn *turn);

/*
 * Tells the host's answer by the holder of a turn, status 0 for none: the host may be held from
 * now on (pressure.h).
 * Gives the seconds, 0 for no hold.
 */
int64_t turn_answered(struct turn *turn, int status, int64_t retry_after_s, int64_t now_ms);

/* What is left of a hold, in ms; 0 where there is none. For a turn that is not in TURN_NONE. */
int64_t turn_held_ms(const struct turn *turn, int64_t now_ms);

#endif
