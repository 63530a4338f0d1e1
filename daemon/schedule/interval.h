/*
 * interval.h - how often a source deserves a poll, as pure functions: no clock, no state but what
 * is handed in.
 *
 * The pace of a source moves between the operator's `every` and the slowest: a poll that brings
 * much new quickens it, one that brings nothing slows it down. So a wire is polled at full pace and
 * a source that died years ago a few times a day. What an outlet asks for (Retry-After, max-age) is
 * a lower bound. A source that fails is left alone for twice as long each time, up to six hours,
 * and comes back by itself. All of it is jittered, so that sources do not march in step.
 */
#ifndef NEWSWIRED_SCHEDULE_INTERVAL_H
#define NEWSWIRED_SCHEDULE_INTERVAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define INTERVAL_FAILING_MAX_S 21600   /* 6 h: a failing source is tried at least so often */
#define INTERVAL_HINT_MAX_S    21600   /* 6 h: a longer max-age is believed no further */
#define INTERVAL_RETRY_MAX_S   86400   /* a day: a longer Retry-After is believed no further */
#define INTERVAL_GONE_S        2592000 /* 30 days: the wait after two 410s in a row */
#define INTERVAL_WHOLE_S       86400   /* a day: no wrong 304 lasts longer, see below */
#define INTERVAL_JITTER        10      /* per cent to both sides; a lower bound only upwards */

/* What the configuration says of a source. */
struct interval_limits {
	int64_t every_s;   /* the quickest pace, over 0 */
	int64_t slowest_s; /* the slowest; at most every_s: the pace is fixed */
};

/* What is kept of a source from poll to poll. */
struct interval_pace {
	int64_t interval_s; /* 0: not polled yet */
	int failures;       /* in a row */
	int gone;           /* 410s in a row */
};

/* What a poll brought. */
struct interval_poll {
	bool failed;
	bool gone;             /* HTTP 410; failed as well */
	size_t entries;        /* in the document; 0 for a 304 */
	size_t fresh;          /* of those: not known before */
	int64_t retry_after_s; /* lower bounds, or negative where none */
	int64_t max_age_s;     /* also a feed's own ttl, the longer of them */
};

/*
 * Takes the poll into the pace; gives the seconds until the next one, at least 1.
 * random: any number, evenly spread.
 */
int64_t interval_next_s(const struct interval_limits *limits, struct interval_pace *pace,
	const struct interval_poll *poll, uint64_t random);

/* The wait before the very first poll of a source: spread evenly over `spread_s` (0: none). */
int64_t interval_first_s(int64_t spread_s, uint64_t random);

/*
 * Whether a source's next request should go without validators; last_whole: when a 2xx last came,
 * or CLOCK_NEVER.
 */
bool interval_wants_whole(int64_t last_whole, int64_t now);

#endif
