/* The time of day: hours, minutes, halves of the day, zones. */
#include "extract/dategrammar.h"

#include <string.h>

#include "extract/zonename.h"
#include "words/date-words.h"

#define OFFSET_MAX_MINUTES (15 * 60) /* the largest there is, UTC+14, and one hour of liberty */
#define COUNTED_ON_MAX     99        /* programs write 25:61:61, and mean what comes of it */

static bool
is_mark(const struct date_token *token, char mark)
{
	return token->kind == DATE_TOKEN_MARK && token->value == mark;
}

static bool
is_word(const struct date_token *token, int group)
{
	return token->kind == DATE_TOKEN_WORD && token->value == group;
}

static bool
is_number(const struct date_token *token, int digits_min, int digits_max, int max)
{
	return token->kind == DATE_TOKEN_NUMBER && token->digits >= digits_min &&
	       token->digits <= digits_max && token->value <= max;
}

static bool
is_half(const struct date_token *token)
{
	return token->kind == DATE_TOKEN_WORD &&
	       (token->value == DATE_WORD_AM || token->value == DATE_WORD_PM ||
		       token->value == DATE_WORD_NOON);
}

static void
apply_half(struct date *out, int half)
{
	if (half == DATE_WORD_AM && out->hour == 12)
		out->hour = 0;
	else if (half == DATE_WORD_PM && out->hour < 12)
		out->hour += 12;
	else if (half == DATE_WORD_NOON && out->hour < 3)
		out->hour += 12;
}

/*
 * "+0200", "-05:00", "+01", "+7" behind a time (or behind UTC, with `named`); 0 where there is
 * none.
 */
static size_t
read_offset(const struct date_grammar *g, size_t at, bool named, struct date *out)
{
	const struct date_token *t = g->tokens + at;
	if ((!is_mark(&t[0], '+') && !is_mark(&t[0], '-')) || t[1].kind != DATE_TOKEN_NUMBER ||
		(!t[1].glued && !g->machine))
		return 0;
	int minutes;
	size_t end;
	if (t[1].digits <= 2 && is_mark(&t[2], ':') && is_number(&t[3], 2, 2, 59)) {
		minutes = t[1].value * 60 + t[3].value;
		end = at + 4;
	} else if (t[1].digits == 3 || t[1].digits == 4) {
		minutes = t[1].value / 100 * 60 + t[1].value % 100;
		end = at + 2;
	} else if (t[1].digits <= 2 && (named || g->machine)) {
		minutes = t[1].value * 60;
		end = at + 2;
	} else {
		return 0;
	}
	if (minutes > OFFSET_MAX_MINUTES)
		return 0;
	out->has_zone = true;
	out->offset_minutes = is_mark(&t[0], '-') ? -minutes : minutes;
	return end;
}

/*
 * RFC 822's letters: A is an hour behind UTC, N an hour before it (as printed there; J is not
 * used).
 */
static bool
read_military(char letter, struct date *out)
{
	letter = (char)(letter & ~0x20);
	if (letter < 'A' || letter > 'Y' || letter == 'J')
		return false;
	int hours = letter <= 'I'   ? -(letter - 'A' + 1)
		    : letter <= 'M' ? -(letter - 'A')
				    : letter - 'N' + 1;
	out->has_zone = true;
	out->offset_minutes = hours * 60;
	return true;
}

/* A zone behind a time: "EST", "(GMT+7)", "+0200 (CEST)", "Etc/GMT"; `at` where there is none. */
static size_t
read_zone(const struct date_grammar *g, size_t at, struct date *out)
{
	const struct date_token *t = g->tokens + at;
	size_t end = read_offset(g, at, false, out);
	if (end != 0)
		return end;
	size_t skip = is_mark(&t[0], '(') ? 1 : 0;
	if (t[skip].kind == DATE_TOKEN_WORD && is_mark(&t[skip + 1], '/') &&
		t[skip + 2].kind == DATE_TOKEN_WORD && t[skip].length == 3)
		skip += 2; /* Etc/GMT */
	const struct date_token *word = &t[skip];
	if (word->kind != DATE_TOKEN_WORD)
		return at;
	struct slice letters = { g->text.data + word->start, word->end - word->start };
	const struct zone_name *zone = zone_name_find(letters);
	if (zone == NULL && g->machine && slice_equals(letters, SLICE("AT")))
		zone = zone_name_find(SLICE("AST"));
	if (zone == NULL) {
		if (g->machine && letters.length == 1 && read_military(letters.data[0], out))
			return at + skip + 1;
		return at;
	}
	end = at + skip + 1;
	size_t offset_end = read_offset(g, end, true, out);
	if (offset_end != 0) {
		end = offset_end;
	} else {
		out->has_zone = true;
		out->zone = zone;
	}
	return skip > 0 && is_mark(&g->tokens[end], ')') ? end + 1 : end;
}

/* ":MM[:SS[.fraction]]" behind the hour; 0 where there is none. */
static size_t
read_minutes(const struct date_grammar *g, size_t at, bool loose, struct date *out)
{
	const struct date_token *t = g->tokens + at;
	bool colon = is_mark(&t[0], ':') && (t[1].glued || g->machine);
	bool stop = loose && is_mark(&t[0], '.') && t[0].glued && t[1].glued;
	int max = colon && g->machine ? COUNTED_ON_MAX : 59;
	if ((!colon && !stop) || !is_number(&t[1], colon ? 1 : 2, 2, max))
		return 0;
	if (stop && is_mark(&t[2], '.') && t[3].kind == DATE_TOKEN_NUMBER && t[3].digits > 2)
		return 0; /* another date */
	out->minute = t[1].value;
	out->precision = DATE_MINUTE;
	if (!is_mark(&t[2], colon ? ':' : '.') || !t[2].glued || !t[3].glued ||
		!is_number(&t[3], 1, 2, max > 60 ? max : 60))
		return at + 2;
	out->second = t[3].value;
	out->precision = DATE_SECOND;
	bool fraction = (is_mark(&t[4], '.') || is_mark(&t[4], ',')) && t[4].glued && t[5].glued &&
			t[5].kind == DATE_TOKEN_NUMBER;
	return at + (fraction ? 6 : 4);
}

/* "9h20", "9 Uhr 20", "9시 20분 30초", "9時", behind the hour; 0 where there is none. */
static size_t
read_worded(const struct date_grammar *g, size_t at, struct date *out)
{
	const struct date_token *t = g->tokens;
	if (!is_word(&t[at], DATE_WORD_HOUR))
		return 0;
	size_t end = at + 1;
	out->precision = DATE_MINUTE;
	if (!is_number(&t[end], 1, 2, 59) || is_mark(&t[end + 1], '.') || is_mark(&t[end + 1], ':'))
		return end;
	out->minute = t[end++].value;
	if (!is_word(&t[end], DATE_WORD_MINUTE))
		return end;
	end++;
	if (is_number(&t[end], 1, 2, 60) && is_word(&t[end + 1], DATE_WORD_SECOND)) {
		out->second = t[end].value;
		out->precision = DATE_SECOND;
		end += 2;
	}
	return end;
}

/* Whether a token is one letter. */
static bool
is_letter(const struct date_grammar *g, const struct date_token *token, char letter)
{
	return token->kind == DATE_TOKEN_WORD && token->length == 1 &&
	       (g->text.data[token->start] | 0x20) == letter;
}

/* "pm", "p.m.", "p. m." behind the hour: its group, *end after it; 0 where there is none. */
static int
read_half(const struct date_grammar *g, size_t at, size_t *end)
{
	const struct date_token *t = g->tokens + at;
	if (is_half(t)) {
		size_t length = t->end - t->start;
		bool stopped = is_mark(&t[1], '.') && t[1].glued &&
			       memchr(g->text.data + t->start, '.', length) != NULL;
		*end = at + 1 + stopped; /* the last stop of "a.m." */
		return t->value;
	}
	bool morning = is_letter(g, t, 'a');
	if ((!morning && !is_letter(g, t, 'p')) || !is_mark(&t[1], '.') ||
		!is_letter(g, &t[2], 'm'))
		return 0;
	*end = at + 3 + (is_mark(&t[3], '.') && t[3].glued);
	return morning ? DATE_WORD_AM : DATE_WORD_PM;
}

size_t
date_time_read(const struct date_grammar *g, size_t at, bool loose, struct date *out)
{
	const struct date_token *t = g->tokens;
	int half = 0;
	size_t i = at;
	if (is_half(&t[i]))
		half = t[i++].value;
	if (!is_number(&t[i], 1, 2, g->machine && is_mark(&t[i + 1], ':') ? COUNTED_ON_MAX : 24))
		return 0;
	struct date time = *out;
	time.hour = t[i++].value;
	time.minute = time.second = 0;
	size_t end = read_minutes(g, i, loose, &time);
	if (end == 0)
		end = read_worded(g, i, &time);
	size_t after;
	if (end == 0 && (half != 0 || read_half(g, i, &after) != 0)) {
		time.precision = DATE_MINUTE;
		end = i;
	}
	if (end == 0 || (time.hour == 24 && time.minute + time.second > 0 && !g->machine))
		return 0;
	if (is_word(&t[end], DATE_WORD_MINUTE))
		return 0; /* "3:18 min" lasts that long */
	if (half == 0 && (half = read_half(g, end, &after)) != 0)
		end = after;
	apply_half(&time, half);
	if (is_mark(&t[end], ':') && is_word(&t[end + 1], DATE_WORD_HOUR))
		end++;
	if (is_word(&t[end], DATE_WORD_HOUR))
		end++;
	if (is_mark(&t[end], '.') && t[end].glued && is_word(&t[end - 1], DATE_WORD_HOUR))
		end++;
	*out = time;
	return read_zone(g, end, out);
}
