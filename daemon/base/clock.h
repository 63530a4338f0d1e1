/*
 * clock.h - times: monotonic for waiting, wall clock for what is stored; ISO 8601 UTC in text.
 */
#ifndef NEWSWIRED_BASE_CLOCK_H
#define NEWSWIRED_BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "base/slice.h"

#define CLOCK_TEXT_BYTES 21        /* "2015-09-30T01:20:00Z" and NUL */
#define CLOCK_NEVER      INT64_MIN /* a time that is not known */
#define CLOCK_DAY_S      INT64_C(86400)

/* Milliseconds since an unknown moment, never going back. */
int64_t clock_monotonic_ms(void);

/* Seconds since 1970 UTC, now. */
int64_t clock_now(void);

/* "2015-09-30T01:20:00Z"; years outside 0 to 9999 are held at the ends. Gives `out`. */
char *clock_format(int64_t seconds, char out[CLOCK_TEXT_BYTES]);

/*
 * A date of news as far as it is believed: not before 1990, at most a day ahead of `now`
 * (CLOCK_NEVER: however far); else CLOCK_NEVER.
 */
int64_t clock_believed(int64_t seconds, int64_t now);

/* Reads that form, also with fractions, which are dropped, or a numeric offset. Else false. */
bool clock_read(struct slice text, int64_t *seconds);

/*
 * Seconds since 1970 of a date in the proleptic Gregorian calendar; month 1 to 12, values out of
 * range carry over.
 */
int64_t clock_from_civil(int64_t year, int month, int day, int hour, int minute, int second);

/* The reverse. Any pointer may be NULL. */
void clock_to_civil(
	int64_t seconds, int64_t *year, int *month, int *day, int *hour, int *minute, int *second);

#endif
