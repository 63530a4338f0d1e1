/*
 * dateform.h - dates that are a fixed row of digits: "2003", "20031231", "2003-335",
 * "20150930T092000Z", 1443576000.
 */
#ifndef NEWSWIRED_EXTRACT_DATEFORM_H
#define NEWSWIRED_EXTRACT_DATEFORM_H

#include "base/slice.h"
#include "extract/date.h"

/*
 * Reads a whole value (no white space around) of one of ISO 8601's shapes that cannot be told from
 * numbers in running text, or seconds (9 or 10 digits) or milliseconds (12 or 13) since 1970. False
 * where it is none.
 */
bool date_form_read(struct slice value, struct date *out);

/*
 * Whether there is that day. `loose`: or the day before it, so that 31 June may stand for 1 July,
 * as programs write it that count on.
 */
bool date_has_day(int year, int month, int day, bool loose);

#endif
