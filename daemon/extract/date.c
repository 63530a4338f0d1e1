/* Dates: what tokens in a row make one, and which moment it is. */
#include "extract/date.h"

#include <string.h>

#include "base/clock.h"
#include "extract/dateform.h"
#include "extract/dategrammar.h"
#include "extract/datetoken.h"
#include "extract/timezone.h"
#include "extract/zonename.h"

#define COMMENTED_MAX_BYTES 256

static bool
find_in(struct slice text, enum date_order order, unsigned flags, bool machine, struct date *out)
{
	struct date_token tokens[DATE_TOKENS_MAX + DATE_TOKENS_PAD];
	if (text.length > DATE_TEXT_MAX_BYTES)
		text.length = DATE_TEXT_MAX_BYTES;
	size_t count = date_tokens_read(text, tokens);
	struct date_grammar grammar = { .tokens = tokens,
		.text = text,
		.order = order,
		.croatian = flags & DATE_CROATIAN,
		.yearless = flags & DATE_YEARLESS,
		.machine = machine };
	for (size_t i = 0; i < count; i++) {
		size_t end = date_grammar_read(&grammar, i, out);
		if (end == 0)
			continue;
		out->start = tokens[i].start;
		out->length = tokens[end - 1].end - tokens[i].start;
		return true;
	}
	return false;
}

bool
date_find(struct slice text, enum date_order order, unsigned flags, struct date *out)
{
	return find_in(text, order, flags, false, out);
}

/* A value without RFC 822's comments in brackets; false where it has none, or is long. */
static bool
read_commented(struct slice value, enum date_order order, struct date *out)
{
	char plain[COMMENTED_MAX_BYTES];
	size_t length = 0;
	int depth = 0;
	if (value.length > sizeof(plain))
		return false;
	for (size_t i = 0; i < value.length; i++) {
		char c = value.data[i];
		depth += c == '(';
		if (depth == 0)
			plain[length++] = c;
		depth -= c == ')' && depth > 0;
	}
	return length < value.length &&
	       find_in((struct slice){ plain, length }, order, 0, true, out);
}

bool
date_read(struct slice text, enum date_order order, struct date *out)
{
	struct slice value = slice_trim(text);
	if (value.length == 0)
		return false;
	if (!date_form_read(value, out) && !find_in(value, order, 0, true, out)) {
		if (!read_commented(value, order, out))
			return false;
		out->start = 0;
		out->length = value.length;
	}
	out->start += (size_t)(value.data - text.data);
	return true;
}

static int64_t
local_seconds(const struct date *date)
{
	return clock_from_civil(
		date->year, date->month, date->day, date->hour, date->minute, date->second);
}

int64_t
date_seconds(const struct date *date, const char *zone_of_outlet)
{
	if (date->year == 0)
		return CLOCK_NEVER;
	int64_t local = local_seconds(date);
	if (date->zone != NULL)
		return zone_name_to_utc(date->zone, local, zone_of_outlet);
	if (date->has_zone)
		return local - (int64_t)date->offset_minutes * 60;
	return timezone_to_utc(zone_of_outlet != NULL ? zone_of_outlet : date->zone_hint, local);
}

int64_t
date_moment(struct slice text, enum date_order order, const char *zone_of_outlet)
{
	struct date date;
	return date_read(text, order, &date) ? date_seconds(&date, zone_of_outlet) : CLOCK_NEVER;
}

enum date_order
date_order_of(const char *language, const char *zone_of_outlet)
{
	static const char *const zones[] = { "America/New_York", "America/Chicago",
		"America/Denver", "America/Los_Angeles", "America/Phoenix", "America/Detroit",
		"America/Anchorage", "America/Boise", "Pacific/Honolulu", "Asia/Manila" };
	if (language == NULL)
		return zone_of_outlet == NULL ? DATE_MONTH_FIRST : DATE_DAY_FIRST;
	size_t length = strlen(language);
	const char *region = length >= 3 ? language + length - 3 : "";
	if (strcasecmp(region, "-us") == 0 || strcasecmp(region, "-ph") == 0 ||
		strcasecmp(region, "_us") == 0)
		return DATE_MONTH_FIRST;
	if (strcasecmp(language, "en") != 0 && strcasecmp(language, "fil") != 0)
		return DATE_DAY_FIRST;
	if (zone_of_outlet == NULL)
		return DATE_MONTH_FIRST;
	for (size_t i = 0; i < sizeof(zones) / sizeof(zones[0]); i++) {
		if (strcmp(zone_of_outlet, zones[i]) == 0)
			return DATE_MONTH_FIRST;
	}
	return DATE_DAY_FIRST;
}
