/* Dates by templates of digits. */
#include "extract/dateform.h"

#include <stdint.h>

#include "base/clock.h"

#define CENTURY_TURN 70 /* two-digit years below are of this century */

/*
 * Y M D h m s are digits of their field, O of the day in the year, w and d of ISO 8601's week and
 * day in the week; all else stands for itself. A zone may follow one with h.
 */
static const struct {
	const char *shape;
	enum date_precision precision;
} forms[] = {
	{ "YYYY", DATE_YEAR },
	{ "YYYY-MM", DATE_MONTH },
	{ "YYMM", DATE_MONTH }, /* where it is no year */
	{ "-YYMM", DATE_MONTH },
	{ "-YY-MM", DATE_MONTH },
	{ "-YY-MM-DD", DATE_DAY },
	{ "YYYYMMDD", DATE_DAY },
	{ "YY-MM-DD", DATE_DAY },
	{ "YYMMDD", DATE_DAY },
	{ "YYYY-OOO", DATE_DAY },
	{ "YYYYOOO", DATE_DAY },
	{ "YY-OOO", DATE_DAY },
	{ "YYOOO", DATE_DAY },
	{ "YYYY-Www-d", DATE_DAY },
	{ "YYYYWwwd", DATE_DAY },
	{ "YYYY-Www", DATE_DAY },
	{ "YYYYWww", DATE_DAY },
	{ "YYYY-OOOThh:mm", DATE_MINUTE },
	{ "YYYY-OOOThh:mm:ss", DATE_SECOND },
	{ "YYYY-Www-dThh:mm", DATE_MINUTE },
	{ "YYYY-Www-dThh:mm:ss", DATE_SECOND },
	{ "YYYY-MM-DDThh", DATE_MINUTE },
	{ "YYYYMMDDThhmm", DATE_MINUTE },
	{ "YYYYMMDDThhmmss", DATE_SECOND },
	{ "YYYYMMDDhhmmss", DATE_SECOND },
	{ "YYYY-MM-DDThhmm", DATE_MINUTE },
	{ "YYYY-MM-DDThhmmss", DATE_SECOND },
	{ "YYYYMMDDThh:mm", DATE_MINUTE },
	{ "YYYYMMDDThh:mm:ss", DATE_SECOND },
	{ "YYYYMMDD hh:mm:ss", DATE_SECOND },
};

#define YEAR_MIN 1000 /* of four digits */

struct fields_read { /* -1: not there */
	int year, month, day, ordinal, week, week_day, hour, minute, second;
	int year_digits;
};

/* Fills `fields` by a shape; gives the bytes it took, 0 where the value is of another shape. */
static size_t
match_shape(const char *shape, struct slice value, struct fields_read *fields)
{
	*fields = (struct fields_read){ -1, -1, -1, -1, -1, -1, -1, -1, -1, 0 };
	size_t i = 0;
	for (; shape[i] != '\0'; i++) {
		if (i == value.length)
			return 0;
		char want = shape[i], have = value.data[i];
		int *field = want == 'Y'   ? &fields->year
			     : want == 'M' ? &fields->month
			     : want == 'D' ? &fields->day
			     : want == 'O' ? &fields->ordinal
			     : want == 'w' ? &fields->week
			     : want == 'd' ? &fields->week_day
			     : want == 'h' ? &fields->hour
			     : want == 'm' ? &fields->minute
			     : want == 's' ? &fields->second
					   : NULL;
		if (field == NULL) {
			if (have != want)
				return 0;
			continue;
		}
		if (have < '0' || have > '9')
			return 0;
		fields->year_digits += want == 'Y';
		*field = (*field > 0 ? *field * 10 : 0) + (have - '0');
	}
	return i;
}

/* "Z", "+01:00", "-0500", "+01" to the end; false where something else stands there. */
static bool
read_zone(struct slice rest, struct date *out)
{
	if (rest.length == 0)
		return true;
	out->has_zone = true;
	if (rest.length == 1 && (rest.data[0] | 0x20) == 'z')
		return true;
	if (rest.data[0] != '+' && rest.data[0] != '-')
		return false;
	int digits = 0, value = 0;
	for (size_t i = 1; i < rest.length; i++) {
		if (rest.data[i] == ':' && i == 3)
			continue;
		if (rest.data[i] < '0' || rest.data[i] > '9' || digits == 4)
			return false;
		value = value * 10 + (rest.data[i] - '0');
		digits++;
	}
	if (digits != 2 && digits != 4)
		return false;
	int minutes = digits == 2 ? value * 60 : value / 100 * 60 + value % 100;
	out->offset_minutes = rest.data[0] == '-' ? -minutes : minutes;
	return minutes <= 15 * 60;
}

/*
 * The day in the year, counted on over its ends, of a day of a week: week 1 is the one that 4
 * January is in (ISO 8601).
 */
static int
ordinal_of_week(int year, int week, int week_day)
{
	int64_t fourth = clock_from_civil(year, 1, 4, 0, 0, 0) / CLOCK_DAY_S;
	int after_monday = (int)((fourth + 3) % 7); /* 1 January 1970 was a Thursday */
	return 4 - after_monday + (week - 1) * 7 + week_day - 1;
}

static void
set_ordinal(struct date *out, int ordinal)
{
	int64_t year;
	clock_to_civil(clock_from_civil(out->year, 1, ordinal, 0, 0, 0), &year, &out->month,
		&out->day, NULL, NULL, NULL);
	out->year = (int)year;
}

/* Whether a field is absent or in its range. */
static bool
in_range(int field, int min, int max)
{
	return field == -1 || (field >= min && field <= max);
}

/* The fields as a date; false where they are out of their ranges. */
static bool
accept(const struct fields_read *f, enum date_precision precision, struct date *out)
{
	int year = f->year;
	if (f->year_digits == 2)
		year += year < CENTURY_TURN ? 2000 : 1900;
	if (year < YEAR_MIN || !in_range(f->month, 1, 12) || !in_range(f->day, 1, 31) ||
		!in_range(f->ordinal, 1, 366) || !in_range(f->week, 1, 53) ||
		!in_range(f->week_day, 1, 7) || f->hour > 24 || f->minute > 59 || f->second > 60 ||
		(f->week != -1 && year <= 1970))
		return false;
	if (f->day != -1 && !date_has_day(year, f->month, f->day, true))
		return false;
	*out = (struct date){ .year = year,
		.month = f->month != -1 ? f->month : 1,
		.day = f->day != -1 ? f->day : 1,
		.hour = f->hour != -1 ? f->hour : 0,
		.minute = f->minute != -1 ? f->minute : 0,
		.second = f->second != -1 ? f->second : 0,
		.precision = precision };
	if (f->ordinal != -1)
		set_ordinal(out, f->ordinal);
	else if (f->week != -1)
		set_ordinal(
			out, ordinal_of_week(year, f->week, f->week_day != -1 ? f->week_day : 1));
	return true;
}

bool
date_has_day(int year, int month, int day, bool loose)
{
	int there, sure = loose && day > 1 ? day - 1 : day;
	clock_to_civil(
		clock_from_civil(year, month, sure, 0, 0, 0), NULL, &there, NULL, NULL, NULL, NULL);
	return there == month;
}

/* Seconds or milliseconds since 1970, for times from 1973 on. */
static bool
read_epoch(struct slice value, struct date *out)
{
	size_t fraction = value.length;
	while (fraction > 0 && value.data[fraction - 1] >= '0' && value.data[fraction - 1] <= '9')
		fraction--;
	if (fraction > 0 && value.data[fraction - 1] == '.')
		value.length = fraction - 1;
	if (value.length < 9 || value.length > 13 || value.length == 11)
		return false;
	int64_t number = 0;
	for (size_t i = 0; i < value.length; i++) {
		if (value.data[i] < '0' || value.data[i] > '9')
			return false;
		number = number * 10 + (value.data[i] - '0');
	}
	if (value.length >= 12)
		number /= 1000;
	int64_t year;
	*out = (struct date){ .precision = DATE_SECOND, .has_zone = true };
	clock_to_civil(
		number, &year, &out->month, &out->day, &out->hour, &out->minute, &out->second);
	out->year = (int)year;
	return true;
}

bool
date_form_read(struct slice value, struct date *out)
{
	struct fields_read fields;
	/* What nearly all values are is read as in running text. */
	if (match_shape("YYYY-MM-DDThh:", value, &fields) > 0)
		return false;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		size_t taken = match_shape(forms[i].shape, value, &fields);
		if (taken == 0 || !accept(&fields, forms[i].precision, out))
			continue;
		struct slice rest = { value.data + taken, value.length - taken };
		if (rest.length > 0 && forms[i].precision < DATE_MINUTE)
			continue;
		if (!read_zone(rest, out))
			continue;
		out->length = value.length;
		return true;
	}
	if (!read_epoch(value, out))
		return false;
	out->length = value.length;
	return true;
}
