/* Names of persons in scripts with blanks between words: runs of words that begin as names do. */
#include "extract/bylinework.h"

#include <string.h>

#include "extract/agency.h"
#include "extract/date.h"
#include "extract/datetoken.h"
#include "extract/line.h"
#include "extract/place.h"
#include "words/date-words.h"

#define NAME_MAX_TOKENS        7 /* "María de los Ángeles Fernández Ruiz" */
#define NAME_MAX_BYTES         120
#define NAME_LEAST             3 /* characters */
#define GIVEN_LEAST_BYTES      3 /* of a given name that stands before a surname like "Writer" */
#define ABBREVIATION_MAX_BYTES 3 /* "Jr." */
#define JOINT_LEAST_BYTES      3 /* of a word between names that may be in capitals */

/* A part that is read, and the name in the making. */
struct reading {
	struct byline_work *work;
	struct slice part;
	size_t from, to; /* bytes of the name in the part */
	size_t last;     /* where its last token begins */
	size_t tokens;
	bool skipping; /* until the next word that joins names */
};

size_t
byline_characters(struct slice text)
{
	size_t count = 0;
	for (size_t at = 0; at < text.length; count++)
		line_at(text, at, &at);
	return count;
}

void
byline_keep(struct byline_work *work, struct slice name)
{
	struct byline *out = work->out;
	struct arena *arena = work->fields->arena;
	if (out->count == ARTICLE_BYLINE_MAX || name.length > NAME_MAX_BYTES)
		return;
	char *text = arena_strndup(arena, name.data, name.length);
	const char *key = line_key(arena, name);
	for (size_t i = 0; i < out->count; i++)
		if (strcmp(line_key(arena, slice_of(out->names[i])), key) == 0)
			return;
	out->names[out->count++] = text;
}

/* Whether a word ends a byline wherever it stands: "Ann Lee Updated 3 pm". */
static bool
is_stop_word(struct slice token)
{
	int group = 0;
	return byline_lead_length(token, &group) == token.length && group == LEAD_STOP;
}

static size_t
count_capitals(struct slice text)
{
	size_t capitals = 0;
	for (size_t at = 0; at < text.length;)
		capitals += byline_begins_name(byline_token(text, at, &at));
	return capitals;
}

/* No name ends in a small word: "Anne Petit le" stands before a date. */
static struct slice
without_particle(struct slice text)
{
	for (;;) {
		const char *blank = text.length == 0 ? NULL : memrchr(text.data, ' ', text.length);
		size_t from = blank == NULL ? text.length : (size_t)(blank - text.data) + 1;
		struct slice last = line_part(text, from, text.length);
		if (last.length == 0 || byline_begins_name(last) ||
			byline_word_group(last) != BYLINE_PARTICLE)
			return text;
		text.length = from - 1;
	}
}

/* The stop of "Jr." stays, that of a sentence goes. */
static struct slice
without_stop(struct slice text)
{
	const char *blank = text.length == 0 ? NULL : memrchr(text.data, ' ', text.length);
	size_t from = blank == NULL ? 0 : (size_t)(blank - text.data) + 1;
	struct slice last = line_part(text, from, text.length);
	if (last.length > ABBREVIATION_MAX_BYTES &&
		memchr(last.data, '.', last.length) == last.data + last.length - 1)
		text.length--;
	return text;
}

/* Without an agency behind the name: "Ann Lee Reuters". Of "Ann Bloomberg" it is the name. */
static struct slice
without_agency(struct byline_work *work, struct slice text)
{
	size_t at, length;
	const char *agency = agency_in(text, &at, &length);
	struct slice name = text;
	if (agency == NULL || at + length != text.length)
		return text;
	name.length = at;
	name = line_trim(name, "-–—,/");
	if (line_tokens(name) < 2 && count_capitals(name) > 0)
		return text;
	byline_note_agency(work, agency);
	return name;
}

static void
drop_name(struct reading *reading)
{
	reading->tokens = 0;
}

/* A run of tokens that may be a person's name. */
static void
finish(struct reading *reading)
{
	struct byline_work *work = reading->work;
	struct slice text = line_part(reading->part, reading->from, reading->to);
	size_t tokens = reading->tokens;
	drop_name(reading);
	text = line_trim(text, "-–—,:;|*\"“”'/\\");
	if (tokens == 0 || text.length == 0 || tokens > NAME_MAX_TOKENS)
		return;
	const char *agency = agency_of(text);
	if (agency != NULL) {
		byline_note_agency(work, agency);
		return;
	}
	text = without_stop(without_particle(without_agency(work, text)));
	bool enough = line_tokens(text) >= 2 && count_capitals(text) >= 2;
	if ((!enough && !work->trusted) || fields_is_outlet(work->fields, text, true) ||
		place_group(text) != 0 || byline_characters(text) < NAME_LEAST)
		return;
	byline_keep(work, text);
}

static void
add_token(struct reading *reading, size_t at, size_t end)
{
	if (reading->tokens == 0)
		reading->from = at;
	reading->last = at;
	reading->to = end;
	reading->tokens++;
}

/* Whether a word is a day of the week: "Ann Lee Tuesday 12 May", in any language. */
static bool
is_weekday(struct slice word)
{
	struct date_token tokens[DATE_TOKENS_MAX + DATE_TOKENS_PAD];
	word = line_trim(word, ",.");
	return word.length > 0 && word.length <= DATE_WORDS_LONGEST &&
	       date_tokens_read(word, tokens) == 1 && tokens[0].kind == DATE_TOKEN_WORD &&
	       tokens[0].value == DATE_WORD_WEEKDAY;
}

/* "Ann Lee May 12": the month is no part of the name, nor is the day of the week. */
static void
drop_month(struct reading *reading)
{
	if (reading->tokens > 0 &&
		is_weekday(line_part(reading->part, reading->last, reading->to))) {
		reading->tokens--;
		reading->to = reading->last > 0 ? reading->last - 1 : 0;
		return;
	}
	struct slice rest = line_part(reading->part, reading->last, reading->part.length);
	struct date date;
	if (reading->tokens == 0 || !date_find(rest, DATE_DAY_FIRST, DATE_YEARLESS, &date) ||
		date.start > 0)
		return;
	reading->tokens--;
	reading->to = reading->last > 0 ? reading->last - 1 : 0;
}

/*
 * Whether a word for people's work, or one that ends bylines, is a surname here: "By Ann Writer",
 * "By Bo Pen and Ann Writer", but "By QT Staff", "By Ann Lee, Sports Editor".
 */
static bool
is_surname(const struct reading *reading, struct slice token, size_t next)
{
	const struct byline_work *work = reading->work;
	if (!work->led || reading->tokens != 1 || work->kept > work->first ||
		!byline_begins_name(token))
		return false;
	struct slice given = line_part(reading->part, reading->from, reading->to);
	size_t after;
	if (next < reading->part.length) {
		int group = byline_word_group(byline_token(reading->part, next, &after));
		if (group != BYLINE_JOINT && group != BYLINE_PLACE)
			return false;
	}
	return given.length >= GIVEN_LEAST_BYTES && byline_begins_name(given) &&
	       byline_word_group(given) == 0 && !is_stop_word(given) &&
	       line_is_capitals(given) == line_is_capitals(token) && agency_of(given) == NULL &&
	       place_group(given) == 0;
}

/* Whether a word that joins names stands inside one: "von und zu Hohenfels". */
static bool
is_inside(const struct reading *reading, size_t next)
{
	size_t after;
	if (reading->tokens == 0 || next >= reading->part.length)
		return false;
	struct slice before = line_part(reading->part, reading->last, reading->to);
	return byline_word_group(before) == BYLINE_PARTICLE &&
	       byline_word_group(byline_token(reading->part, next, &after)) == BYLINE_PARTICLE;
}

/* Whether a word that ends bylines elsewhere may be of a name: "de la Fuente", "By Im Yoona". */
static bool
may_be_named(const struct reading *reading, struct slice token)
{
	if (reading->tokens == 0)
		return reading->work->led && token.length <= BYLINE_SHORT_BYTES &&
		       byline_begins_name(token);
	return byline_word_group(line_part(reading->part, reading->last, reading->to)) ==
	       BYLINE_PARTICLE;
}

/* Whether a name ends before a word. */
static bool
ends_name(const struct reading *reading, struct slice token, int group)
{
	if (group == BYLINE_PLACE)
		return !byline_begins_name(token) || reading->tokens >= 2;
	return byline_is_work(group) || byline_is_address(token) ||
	       (!reading->work->trusted && !may_be_named(reading, token) && is_stop_word(token));
}

static void
end_name(struct reading *reading, struct slice token, int group)
{
	const struct byline_work *work = reading->work;
	if (line_has_digit(token))
		drop_month(reading);
	if (byline_is_work(group) && reading->tokens < 2)
		drop_name(reading);
	finish(reading);
	/* "Political editor Ann Lee", but "Ann Lee, Correspondent Middle East". */
	reading->skipping = !byline_is_work(group) || work->out->count > work->first;
}

/* "Interview: Ann Lee": what stood before it was no name, and behind one names others' work. */
static void
read_label(struct reading *reading)
{
	struct byline_work *work = reading->work;
	drop_name(reading);
	reading->skipping = work->stopped = work->out->count > work->first;
}

/* One word of a part; `next` is where the one after it begins. */
static void
read_token(struct reading *reading, size_t at, struct slice token, size_t next)
{
	const struct byline_work *work = reading->work;
	int group = byline_word_group(token);
	bool begins = byline_begins_name(token);
	/* "Ann Lee And Bo Chen"; but "Ann E. Lee". */
	bool joins = !begins || (reading->tokens >= 2 && token.length >= JOINT_LEAST_BYTES);
	if (group == BYLINE_JOINT && joins && !is_inside(reading, next)) {
		finish(reading);
		reading->skipping = false;
	} else if (token.data[token.length - 1] == ':') {
		read_label(reading);
	} else if (reading->skipping && !byline_is_work(group)) {
		return;
	} else if (group == BYLINE_TITLE && reading->tokens == 0) {
		return;
	} else if (ends_name(reading, token, group) && !is_surname(reading, token, next)) {
		end_name(reading, token, group);
	} else if (begins || group == BYLINE_PARTICLE || (work->trusted && group == 0) ||
		   (reading->tokens > 0 && group == BYLINE_JOINT)) {
		add_token(reading, at, at + token.length);
	} else if (agency_in(token, NULL, NULL) != NULL) {
		finish(reading);
		byline_note_agency(reading->work, agency_in(token, NULL, NULL));
	} else {
		/* A word in small letters: what stood before it was part of a phrase. */
		drop_name(reading);
		reading->skipping = true;
	}
}

void
byline_read_names(struct byline_work *work, struct slice part)
{
	struct reading reading = { .work = work, .part = part };
	for (size_t at = 0, next; at < part.length; at = next) {
		struct slice token = byline_token(part, at, &next);
		if (token.length > 0)
			read_token(&reading, at, token, next);
	}
	finish(&reading);
}
