/*
 * ago.h - times told by the clock on the reader's wall.
 *
 *      "3 hours ago", "vor 14 Minuten", "3시간 전"     so long before now
 *      "Heute, 12:37 Uhr", "yesterday at 9.20 pm"      a time of that day
 *      "gestern", "2 days ago"                         to the day
 *
 * No clock of its own: now is handed in, and no better than when the page was fetched. Text as in
 * date.h.
 */
#ifndef NEWSWIRED_EXTRACT_AGO_H
#define NEWSWIRED_EXTRACT_AGO_H

#include "extract/date.h"

#define AGO_TEXT_MAX_BYTES 256 /* of a line; longer ones speak of times */

/*
 * Finds the first such time in a line. now: seconds since 1970; zone: whose days they are (IANA,
 * NULL: UTC). out: as the clocks of the zone show it. Its precision is DATE_MINUTE where minutes
 * are told, DATE_DAY where hours (out->hour and out->minute stand all the same) or days, DATE_MONTH
 * where weeks, months or years are. False where there is none.
 */
bool ago_find(struct slice text, int64_t now, const char *zone, struct date *out);

/*
 * Reads a line that is a time of day and not more than a word or two beside it ("12:43",
 * "Stand: 10:49 Uhr"): the last time before now that clocks showed it. As ago_find.
 */
bool ago_clock(struct slice text, int64_t now, const char *zone, struct date *out);

#endif
