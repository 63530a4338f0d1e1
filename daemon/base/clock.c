/* Clocks; civil dates by Howard Hinnant's "chrono-compatible low-level date algorithms". */
#include "base/clock.h"

#include <stdio.h>

#define DAY      86400
#define EARLIEST 631152000 /* 1990-01-01: before that no outlet was on the web */

int64_t
clock_monotonic_ms(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t
clock_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec;
}

int64_t
clock_from_civil(int64_t year, int month, int day, int hour, int minute, int second)
{
	int64_t m = (int64_t)month - 1;
	year += m >= 0 ? m / 12 : -((11 - m) / 12);
	m = ((m % 12) + 12) % 12; /* 0 is January */
	int64_t y = m < 2 ? year - 1 : year;
	int64_t era = (y >= 0 ? y : y - 399) / 400;
	int64_t year_of_era = y - era * 400;
	int64_t day_of_year =
		(153 * (m < 2 ? m + 10 : m - 2) + 2) / 5; /* days before the month, from March */
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
	int64_t days = era * 146097 + day_of_era - 719468 + day - 1;
	return days * DAY + hour * INT64_C(3600) + minute * INT64_C(60) + second;
}

void
clock_to_civil(
	int64_t seconds, int64_t *year, int *month, int *day, int *hour, int *minute, int *second)
{
	int64_t days = seconds / DAY, rest = seconds % DAY;
	if (rest < 0) {
		rest += DAY;
		days--;
	}
	days += 719468;
	int64_t era = (days >= 0 ? days : days - 146096) / 146097;
	int64_t doe = days - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int64_t mp = (5 * doy + 2) / 153;
	int m = (int)(mp < 10 ? mp + 3 : mp - 9);
	if (year != NULL)
		*year = yoe + era * 400 + (m <= 2);
	if (month != NULL)
		*month = m;
	if (day != NULL)
		*day = (int)(doy - (153 * mp + 2) / 5 + 1);
	if (hour != NULL)
		*hour = (int)(rest / 3600);
	if (minute != NULL)
		*minute = (int)(rest % 3600 / 60);
	if (second != NULL)
		*second = (int)(rest % 60);
}

int64_t
clock_believed(int64_t seconds, int64_t now)
{
	bool fine = seconds >= EARLIEST && (now == CLOCK_NEVER || seconds <= now + DAY);
	return fine ? seconds : CLOCK_NEVER;
}

char *
clock_format(int64_t seconds, char out[CLOCK_TEXT_BYTES])
{
	const int64_t first = clock_from_civil(0, 1, 1, 0, 0, 0);
	const int64_t last = clock_from_civil(9999, 12, 31, 23, 59, 59);
	int64_t year;
	int month, day, hour, minute, second;
	clock_to_civil(seconds < first  ? first
		       : seconds > last ? last
					: seconds,
		&year, &month, &day, &hour, &minute, &second);
	snprintf(out, CLOCK_TEXT_BYTES, "%04u-%02u-%02uT%02u:%02u:%02uZ", (unsigned)year % 10000U,
		(unsigned)month % 100U, (unsigned)day % 100U, (unsigned)hour % 100U,
		(unsigned)minute % 100U, (unsigned)second % 100U);
	return out;
}

/* `count` digits at *at, advanced; -1 where there are fewer. */
static int
digits(const char **at, const char *end, int count)
{
	int value = 0;
	if (end - *at < count)
		return -1;
	for (int i = 0; i < count; i++, (*at)++) {
		if (**at < '0' || **at > '9')
			return -1;
		value = value * 10 + (**at - '0');
	}
	return value;
}

static bool
literal(const char **at, const char *end, char c)
{
	if (*at == end || **at != c)
		return false;
	(*at)++;
	return true;
}

/* "Z", "+01:00" or "+0100": seconds east of Greenwich. */
static bool
read_offset(const char **at, const char *end, int64_t *offset)
{
	*offset = 0;
	if (literal(at, end, 'Z'))
		return true;
	bool west = literal(at, end, '-');
	if (!west && !literal(at, end, '+'))
		return false;
	int hours = digits(at, end, 2);
	literal(at, end, ':');
	int minutes = digits(at, end, 2);
	if (hours < 0 || minutes < 0 || hours > 23 || minutes > 59)
		return false;
	*offset = (west ? -1 : 1) * (hours * INT64_C(3600) + minutes * INT64_C(60));
	return true;
}

bool
clock_read(struct slice text, int64_t *seconds)
{
	if (text.data == NULL)
		return false;
	const char *at = text.data, *end = text.data + text.length;
	int year = digits(&at, end, 4);
	if (year < 0 || !literal(&at, end, '-'))
		return false;
	int month = digits(&at, end, 2);
	if (!literal(&at, end, '-'))
		return false;
	int day = digits(&at, end, 2);
	if (!literal(&at, end, 'T') && !literal(&at, end, ' '))
		return false;
	int hour = digits(&at, end, 2);
	if (!literal(&at, end, ':'))
		return false;
	int minute = digits(&at, end, 2);
	if (!literal(&at, end, ':'))
		return false;
	int second = digits(&at, end, 2);
	if (literal(&at, end, '.'))
		while (at < end && *at >= '0' && *at <= '9')
			at++;
	int64_t offset;
	if (!read_offset(&at, end, &offset) || at != end)
		return false;
	if (month < 1 || month > 12 || day < 1 || day > 31 || hour < 0 || hour > 24 || minute < 0 ||
		minute > 59 || second < 0 || second > 60)
		return false;
	int64_t midnight = clock_from_civil(year, month, day, 0, 0, 0);
	int month_then = 0;
	clock_to_civil(midnight, NULL, &month_then, NULL, NULL, NULL, NULL);
	*seconds = clock_from_civil(year, month, day, hour, minute, second) - offset;
	return month_then == month; /* 30 February is none */
}
