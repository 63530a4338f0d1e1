/* Times told by now: numbers, units and the words for "ago". */
#include "extract/ago.h"

#include "base/clock.h"
#include "extract/dategrammar.h"
#include "extract/line.h"
#include "extract/timezone.h"
#include "words/ago-words.h"

#define PHRASE_TOKENS 4 /* of "il y a"; characters in scripts without blanks */
#define AMOUNT_MAX    999
#define CLOCK_REACH   4 /* tokens between "today" and its time */
#define LABEL_TOKENS  3 /* and before it, where it has none */
#define CLOCK_TOKENS  8 /* of a line that is but a time of day */
#define CLOCK_BEFORE  3 /* of them before the time */
#define MINUTE_S      INT64_C(60)
#define HOUR_S        INT64_C(3600)

struct reader {
	struct date_token tokens[DATE_TOKENS_MAX + DATE_TOKENS_PAD];
	size_t count;
	struct slice text;
	int64_t now;
	const char *zone;
};

static void
read_tokens(struct reader *reader, struct slice text, int64_t now, const char *zone)
{
	text.length = text.length > AGO_TEXT_MAX_BYTES ? 0 : text.length;
	reader->text = text;
	reader->now = now;
	reader->zone = zone;
	reader->count = date_tokens_read(text, reader->tokens);
}

/* The group of the longest phrase that begins at a token, 0 where none does; *end the token after it. */
static int
phrase_at(const struct reader *reader, size_t at, size_t *end)
{
	char lower[AGO_WORDS_LONGEST + 8];
	const struct date_token *tokens = reader->tokens;
	int group = 0;
	*end = at;
	for (size_t to = at; to < at + PHRASE_TOKENS && to < reader->count; to++) {
		if (tokens[to].kind == DATE_TOKEN_NUMBER)
			break;
		struct slice part = line_part(reader->text, tokens[at].start, tokens[to].end);
		if (part.length > AGO_WORDS_LONGEST)
			break;
		const struct word *word =
			ago_words_find(lower, line_lower(part, lower, sizeof(lower)));
		if (word != NULL) {
			group = word->group;
			*end = to + 1;
		}
	}
	return group;
}

static int64_t
seconds_of(int unit)
{
	switch (unit) {
	case AGO_SECOND: return 1;
	case AGO_MINUTE: return MINUTE_S;
	case AGO_TWO_MINUTES: return 2 * MINUTE_S;
	case AGO_HOUR: return HOUR_S;
	case AGO_TWO_HOURS: return 2 * HOUR_S;
	case AGO_DAY: return CLOCK_DAY_S;
	case AGO_TWO_DAYS: return 2 * CLOCK_DAY_S;
	case AGO_WEEK: return 7 * CLOCK_DAY_S;
	case AGO_MONTH: return 30 * CLOCK_DAY_S;
	case AGO_YEAR: return 365 * CLOCK_DAY_S;
	default: return 0;
	}
}

/* What the zone's clocks show at a moment. */
static void
show(const struct reader *reader, int64_t at, enum date_precision precision, struct date *out)
{
	int64_t year;
	*out = (struct date){ .precision = precision };
	clock_to_civil(at + timezone_offset_s(reader->zone, at), &year, &out->month, &out->day,
		&out->hour, &out->minute, NULL);
	out->year = (int)year;
}

/* Number and unit at a token: the seconds they count, 0 where they do not stand there. */
static int64_t
read_amount(const struct reader *reader, size_t at, size_t *end, int64_t *unit)
{
	const struct date_token *token = &reader->tokens[at];
	int amount = 1;
	size_t unit_at = at;
	if (token->kind == DATE_TOKEN_NUMBER) {
		amount = token->value;
		unit_at++;
	} else if (phrase_at(reader, at, end) == AGO_ONE) {
		unit_at = *end;
	}
	*unit = seconds_of(phrase_at(reader, unit_at, end));
	return amount < 1 || amount > AMOUNT_MAX ? 0 : amount * *unit;
}

/* "3 hours ago", "vor 3 Stunden". Gives the token after it, or 0. */
static size_t
read_ago(const struct reader *reader, size_t at, struct date *out)
{
	size_t end;
	int64_t unit;
	bool before = phrase_at(reader, at, &end) == AGO_BEFORE;
	int64_t amount = read_amount(reader, before ? end : at, &end, &unit);
	if (amount == 0 || (!before && phrase_at(reader, end, &end) != AGO_BEHIND))
		return 0;
	show(reader, reader->now - amount,
		unit <= 2 * MINUTE_S      ? DATE_MINUTE
		: unit <= 2 * CLOCK_DAY_S ? DATE_DAY
					  : DATE_MONTH,
		out);
	if (unit >= CLOCK_DAY_S)
		out->hour = out->minute = 0;
	return end;
}

/*
 * The time of day within a few tokens; false where none stands there. loose: 12.37 is one, not a
 * number.
 */
static bool
read_time(const struct reader *reader, size_t from, size_t reach, bool loose, struct date *out)
{
	const struct date_grammar grammar = { .tokens = reader->tokens, .text = reader->text };
	for (size_t at = from; at < from + reach && at < reader->count; at++) {
		struct date time = { 0 };
		if (date_time_read(&grammar, at, loose, &time) == 0)
			continue;
		out->hour = time.hour;
		out->minute = time.minute;
		out->precision = DATE_MINUTE;
		out->has_zone = time.has_zone;
		out->offset_minutes = time.offset_minutes;
		out->zone = time.zone;
		return true;
	}
	return false;
}

/* "Heute, 12:37 Uhr", "gestern". Gives the token after it, or 0. */
static size_t
read_day(const struct reader *reader, size_t at, struct date *out)
{
	size_t end;
	int group = phrase_at(reader, at, &end), days;
	switch (group) {
	case AGO_NOW: show(reader, reader->now, DATE_MINUTE, out); return end;
	case AGO_TODAY: days = 0; break;
	case AGO_YESTERDAY: days = 1; break;
	case AGO_TWO_DAYS_BEFORE: days = 2; break;
	default: return 0;
	}
	show(reader, reader->now - days * CLOCK_DAY_S, DATE_DAY, out);
	out->hour = out->minute = 0;
	/* In a line of more words the day alone may be any day's. */
	bool alone = at < LABEL_TOKENS && end == reader->count;
	return read_time(reader, end, CLOCK_REACH, true, out) || alone ? end : 0;
}

bool
ago_find(struct slice text, int64_t now, const char *zone, struct date *out)
{
	struct reader reader;
	read_tokens(&reader, text, now, zone);
	for (size_t at = 0; at < reader.count; at++) {
		const struct date_token *token = &reader.tokens[at];
		if (token->kind != DATE_TOKEN_NUMBER &&
			!ago_words_may_begin(text.data + token->start, text.length - token->start))
			continue;
		size_t end = read_ago(&reader, at, out);
		if (end == 0)
			end = read_day(&reader, at, out);
		if (end == 0)
			continue;
		out->start = reader.tokens[at].start;
		out->length = reader.tokens[end - 1].end - out->start;
		return true;
	}
	return false;
}

bool
ago_clock(struct slice text, int64_t now, const char *zone, struct date *out)
{
	struct reader reader;
	read_tokens(&reader, text, now, zone);
	if (reader.count == 0 || reader.count > CLOCK_TOKENS)
		return false;
	show(&reader, now, DATE_MINUTE, out);
	/* At midnight a film begins, too. */
	if (!read_time(&reader, 0, CLOCK_BEFORE, false, out) ||
		(out->hour == 0 && out->minute == 0))
		return false;
	if (date_seconds(out, zone) > now) {
		show(&reader, now - CLOCK_DAY_S, DATE_MINUTE, out);
		read_time(&reader, 0, CLOCK_BEFORE, false, out);
	}
	out->start = 0;
	out->length = text.length;
	return true;
}
