/* Names of persons in scripts with blanks between words: runs of words that begin as names do. */
#include "extract/bylinework.h"

#include <string.h>

#include "extract/agency.h"
#include "extract/line.h"
#include "words/places.h"

#define NAME_MAX_TOKENS   6 /* "María de los Ángeles Fernández Ruiz" */
#define NAME_MAX_BYTES    120
#define JOINT_LEAST_BYTES 3 /* of a word between names that may be in capitals */

/* A part that is read, and the name in the making. */
struct reading {
	struct byline_work *work;
	struct slice part;
	size_t from, to; /* bytes of the name in the part */
	size_t tokens;
	size_t capitals; /* tokens that begin as names do */
	bool skipping;   /* until the next word that joins names */
};

bool
byline_is_place(struct slice name)
{
	char lower[PLACES_LONGEST + 8];
	if (name.length > PLACES_LONGEST)
		return false;
	return places_find(lower, line_lower(name, lower, sizeof(lower))) != NULL;
}

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
	char lower[BYLINE_LEADS_LONGEST + 8];
	if (token.length > BYLINE_LEADS_LONGEST)
		return false;
	const struct word *word = byline_leads_find(lower, line_lower(token, lower, sizeof(lower)));
	return word != NULL && word->group == LEAD_STOP;
}

/* A run of tokens that may be a person's name. */
static void
finish(struct reading *reading)
{
	struct byline_work *work = reading->work;
	struct slice text =
		line_trim(line_part(reading->part, reading->from, reading->to), "-–—,:;|*\"“”'/\\");
	size_t tokens = reading->tokens, capitals = reading->capitals;
	reading->tokens = reading->capitals = 0;
	if (tokens == 0 || text.length == 0 || tokens > NAME_MAX_TOKENS)
		return;
	const char *agency = agency_of(text);
	if (agency != NULL) {
		byline_note_agency(work, agency);
		return;
	}
	if (tokens == 1 && !work->trusted)
		return;
	if ((capitals < 2 && !work->trusted) || fields_is_outlet(work->fields, text, true) ||
		byline_is_place(text))
		return;
	if (byline_characters(text) < 3)
		return;
	byline_keep(work, text);
}

static void
drop_name(struct reading *reading)
{
	reading->tokens = reading->capitals = 0;
}

static void
add_token(struct reading *reading, size_t at, size_t end, bool begins)
{
	if (reading->tokens == 0)
		reading->from = at;
	reading->to = end;
	reading->tokens++;
	reading->capitals += begins;
}

/* One word of a part. */
static void
read_token(struct reading *reading, size_t at, size_t end)
{
	const struct byline_work *work = reading->work;
	struct slice token = line_part(reading->part, at, end);
	int group = byline_word_group(token);
	bool begins = byline_begins_name(token);
	/* "Ann Lee And Bo Chen"; but "Ann E. Lee". */
	bool joins = !begins || (reading->tokens >= 2 && token.length >= JOINT_LEAST_BYTES);
	if (group == BYLINE_JOINT && joins) {
		finish(reading);
		reading->skipping = false;
	} else if (token.data[token.length - 1] == ':') {
		/* "Interview: Ann Lee": what stood before it was no name. */
		drop_name(reading);
		reading->skipping = false;
	} else if (reading->skipping || (group == BYLINE_TITLE && reading->tokens == 0)) {
		return;
	} else if (group == BYLINE_ROLE ||
		   (group == BYLINE_PLACE && (!begins || reading->tokens >= 2)) ||
		   byline_is_address(token) || (!work->trusted && is_stop_word(token))) {
		if (group == BYLINE_ROLE && reading->tokens < 2)
			drop_name(reading);
		finish(reading);
		reading->skipping = true;
	} else if (begins || group == BYLINE_PARTICLE || (work->trusted && group == 0)) {
		add_token(reading, at, end, begins);
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
	for (size_t at = 0; at < part.length;) {
		size_t blank = line_find(part, at, SLICE(" "));
		size_t end = blank == LINE_NONE ? part.length : blank;
		if (end > at)
			read_token(&reading, at, end);
		at = end + 1;
	}
	finish(&reading);
}
