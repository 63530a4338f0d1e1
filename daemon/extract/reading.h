/*
 * reading.h - the dates that signals and lines of a page give (published.c reads them), and which of
 * them is believed.
 */
#ifndef NEWSWIRED_EXTRACT_READING_H
#define NEWSWIRED_EXTRACT_READING_H

#include "extract/date.h"
#include "extract/fields.h"

#define READINGS_MAX 160 /* of all signals and lines */

/* A date that was read. */
struct reading {
	struct date date;
	int64_t at; /* seconds; CLOCK_NEVER where the date is none */
	enum signal signal;
	bool updated;
	bool told;     /* by the clock on the wall */
	bool labelled; /* words say that it is the publishing */
	bool state;    /* "Stand: ", of the page as it is now */
	bool open;     /* day and month are told apart by the order of the page's language alone */
	int worth;     /* among readings of the same signal: what speaks for it */
};

/* What speaks for a date in a line, or against it. */
enum worth {
	WORTH_MINUTE = 1,   /* it tells the minute */
	WORTH_NAMED = 2,    /* an element near above is named a date's */
	WORTH_BELOW = 4,    /* it stands below the headline, in a line of its own */
	WORTH_LABELLED = 8, /* words say that it is the one or the other */
	WORTH_TOLD = -5,    /* by the clock on the wall: "3 hours ago" */
	WORTH_TODAY = -8,   /* the day of the visit, above the headline: a masthead has it */
	WORTH_PROSE = -16,  /* a sentence speaks of it */
};

/* All that were read. */
struct readings {
	struct reading all[READINGS_MAX];
	size_t count;
	const char *zone; /* of dates that tell none; NULL is UTC */
	bool guessed;     /* the zone is that of the page's language: days stay those of UTC */
	enum date_order order;
};

/*
 * The best reading of one kind, updated or published: the signal that is believed most; of lines, the
 * one for which most speaks. NULL where none is.
 */
const struct reading *reading_choose(const struct readings *readings, bool updated);

/*
 * The moment of a reading, in seconds. One to the day, or without a zone: another signal of the same
 * day may know better. What a page was published on and updated at of one day was published then
 * rather than at midnight.
 */
int64_t reading_refine(const struct readings *readings, const struct reading *chosen);

/* Where a line tells the day of an open date with day and month the other way round, so it is. */
void readings_turn(struct readings *readings);

#endif
