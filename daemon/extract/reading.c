/* Which of a page's dates is believed, and how exactly it is known. */
#include "extract/reading.h"

#include <stdlib.h>

#include "base/clock.h"

/* What the clock of the writer showed. */
static bool
same_clock(const struct date *a, const struct date *b)
{
	return a->year == b->year && a->month == b->month && a->day == b->day &&
	       a->hour == b->hour && a->minute == b->minute;
}

static bool
same_day(const struct date *a, const struct date *b)
{
	return a->year == b->year && a->month == b->month && a->day == b->day;
}

/*
 * A reading of the same day that tells the minute, of the same kind (published or updated) or of
 * the other. NULL: none.
 */
static const struct reading *
same_day_to_the_minute(
	const struct readings *readings, const struct reading *chosen, bool same_kind)
{
	for (size_t i = 0; i < readings->count; i++) {
		const struct reading *other = &readings->all[i];
		if ((other->updated == chosen->updated) == same_kind &&
			other->date.precision >= DATE_MINUTE &&
			same_day(&other->date, &chosen->date))
			return other;
	}
	return NULL;
}

/*
 * A date that readers are shown to the minute, of a day beside the one chosen: machines may tell the
 * day of the paper in print. NULL: none.
 */
static const struct reading *
shown_to_the_minute(const struct readings *readings, const struct reading *chosen)
{
	for (size_t i = 0; i < readings->count; i++) {
		const struct reading *other = &readings->all[i];
		if (other->signal == SIGNAL_TEXT && !other->told && other->worth >= WORTH_BELOW &&
			other->updated == chosen->updated && chosen->signal != SIGNAL_TEXT &&
			other->date.precision >= DATE_MINUTE &&
			llabs(other->at - chosen->at) <= CLOCK_DAY_S)
			return other;
	}
	return NULL;
}

int64_t
reading_refine(const struct readings *readings, const struct reading *chosen)
{
	if (chosen->date.precision < DATE_MINUTE) {
		const struct reading *better = same_day_to_the_minute(readings, chosen, true);
		if (better == NULL)
			better = same_day_to_the_minute(readings, chosen, false);
		if (better == NULL)
			better = shown_to_the_minute(readings, chosen);
		return better != NULL ? better->at : chosen->at;
	}
	for (size_t i = 0; !chosen->date.has_zone && i < readings->count; i++) {
		const struct reading *other = &readings->all[i];
		if (other->updated == chosen->updated && other->date.has_zone &&
			same_clock(&other->date, &chosen->date))
			return other->at;
	}
	return chosen->at;
}

const struct reading *
reading_choose(const struct readings *readings, bool updated)
{
	const struct reading *best = NULL;
	for (size_t i = 0; i < readings->count; i++) {
		const struct reading *one = &readings->all[i];
		if (one->updated != updated)
			continue;
		if (best == NULL || one->signal < best->signal ||
			(one->signal == best->signal && one->signal == SIGNAL_TEXT &&
				one->worth > best->worth))
			best = one;
	}
	return best;
}

void
readings_turn(struct readings *readings)
{
	for (size_t i = 0; i < readings->count; i++) {
		struct date turned = readings->all[i].date;
		turned.month = readings->all[i].date.day;
		turned.day = readings->all[i].date.month;
		for (size_t t = 0; readings->all[i].open && t < readings->count; t++)
			if (readings->all[t].signal == SIGNAL_TEXT &&
				same_day(&readings->all[t].date, &turned)) {
				readings->all[i].date = turned;
				readings->all[i].at = date_seconds(&turned, readings->zone);
				readings->all[i].open = false;
			}
	}
}
