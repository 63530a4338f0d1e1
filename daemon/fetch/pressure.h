/*
 * pressure.h - how long a host wants to be left alone, by what it answers.
 *
 * A 429 or 503 holds the whole host: for its Retry-After, or where it names none for a minute,
 * twice as long each time, up to a day; after half an hour without one it begins anew. Hosts that
 * say 403 instead are many: the third in a row counts as a 429. No I/O; the clock is handed in.
 */
#ifndef NEWSWIRED_FETCH_PRESSURE_H
#define NEWSWIRED_FETCH_PRESSURE_H

#include <stdint.h>

#define PRESSURE_FIRST_S    60    /* the first hold of a host that names none */
#define PRESSURE_MAX_S      86400 /* a day: no hold is longer, whatever Retry-After says */
#define PRESSURE_FORGIVEN_S 1800  /* quiet for so long after a hold, a host begins anew */
#define PRESSURE_FORBIDDEN  3     /* 403s in a row that count as a 429 */
#define PRESSURE_FAILURES   3     /* failures in a row that do */

/* Zeroed before its first use. */
struct pressure {
	int64_t hold_s;   /* of the last hold that the host did not name itself; 0: none */
	int64_t until_ms; /* when the last hold ends, monotonic */
	int forbidden;    /* 403s in a row */
	int failures;     /* in a row */
};

/*
 * Takes an answer's status in, 0 for none; gives the seconds the host is to be left alone from now
 * on, 0 for not at all. retry_after_s: the answer's Retry-After, or negative.
 */
int64_t pressure_hold_s(
	struct pressure *pressure, int status, int64_t retry_after_s, int64_t now_ms);

#endif
