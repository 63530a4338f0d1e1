/*
 * date.h - dates as machines write them and as people do, in any language outlets use.
 *
 *      "Thu, 01 Jan 2004 19:48:21 EST"           a feed's date (RFC 822, with all its liberties)
 *      "2003-12-31T18:14:55-04:00", "2003-12"    RFC 3339, W3CDTF, ISO 8601
 *      "Updated: 2015-09-30 09:20"               to the minute, zone not named
 *      "30 сентября 2015, 09:20"                 the same, Russian
 *      "2015年09月30日 09:20", "2015. 9. 30. 오전 9:20", "30 ก.ย. 2558 09.20 น."
 *
 * A date says how exact it is and whether it names a zone; date_seconds() then turns it into a
 * moment. No I/O, no clock.
 * Text is UTF-8. White space of any kind, digits of any script and full-width signs count as their
 * ASCII likes.
 * Sources: RFC 5322 section 3.3 and 4.3, RFC 3339, w3.org/TR/NOTE-datetime, C asctime(); names of
 * months: Unicode CLDR.
 */
#ifndef NEWSWIRED_EXTRACT_DATE_H
#define NEWSWIRED_EXTRACT_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

#define DATE_TEXT_MAX_BYTES 4096 /* date_find looks no further into a text */

enum date_precision {
	DATE_YEAR = 1,
	DATE_MONTH,
	DATE_DAY,
	DATE_MINUTE, /* hour and minute; also where only the hour is named */
	DATE_SECOND,
};

/*
 * How 02/03/2015 is meant. Where only one order makes a date of the numbers, or a full stop stands
 * between, it does not matter.
 */
enum date_order {
	DATE_DAY_FIRST,
	DATE_MONTH_FIRST, /* United States, Philippines */
};

struct zone_name;

struct date {
	int year;       /* Gregorian, whatever the text counts by; 0: not named (DATE_YEARLESS) */
	int month, day; /* from 1; 1 where not named */
	int hour, minute, second; /* as written: 24:00, second 60, of programs also 25:61:61 */
	enum date_precision precision;
	bool has_zone;                /* the text names a zone or an offset */
	int offset_minutes;           /* east of UTC; with has_zone and no `zone` */
	const struct zone_name *zone; /* a zone by abbreviation ("IST"), else NULL */
	const char *zone_hint;        /* IANA zone the words suggest, where none is named: Korean */
	size_t start, length;         /* bytes of the text it was found in */
};

enum date_flag {
	DATE_YEARLESS = 1, /* also take "Sept. 30" and "9月30日": `year` is 0 then */
	DATE_CROATIAN = 2, /* listopad is October; without it November, as in Polish and Czech */
};

/*
 * Reads a value that is a date: a feed's, a meta tag's, an attribute's. Also takes seconds or
 * milliseconds since 1970, two-digit years, and, failing all else, the first date in the text.
 * False where there is none.
 */
bool date_read(struct slice text, enum date_order order, struct date *out);

/*
 * Finds the first date in running text; `flags` of enum date_flag. The time that belongs to it may
 * stand behind it or before it ("12:43, 20 Apr 2026"). To find the next, call again with what
 * follows start + length. Years from 1900 to 2100 only.
 */
bool date_find(struct slice text, enum date_order order, unsigned flags, struct date *out);

/*
 * The order of a language (BCP 47, NULL unknown) and zone (IANA, NULL unknown): "en-US" is month
 * first; plain "en" goes by the zone.
 */
enum date_order date_order_of(const char *language, const char *zone_of_outlet);

/*
 * The moment, in seconds since 1970 UTC. `zone_of_outlet`: the IANA zone of whoever wrote it, which
 * counts where the text names none, and which tells what an ambiguous abbreviation means (IST in
 * India, Israel, Ireland). NULL: the hint's, else UTC.
 * CLOCK_NEVER for a date without year.
 */
int64_t date_seconds(const struct date *date, const char *zone_of_outlet);

/* date_read and date_seconds in one, for a feed's dates; CLOCK_NEVER where there is no date. */
int64_t date_moment(struct slice text, enum date_order order, const char *zone_of_outlet);

#endif
