/*
 * bylinework.h - what the steps of reading bylines share: for the files of byline.h alone.
 */
#ifndef NEWSWIRED_EXTRACT_BYLINEWORK_H
#define NEWSWIRED_EXTRACT_BYLINEWORK_H

#include "extract/byline.h"
#include "extract/date.h"
#include "words/byline-leads.h"
#include "words/byline-words.h"

/* Of a word of clocks or grammar that begins a name elsewhere: Im, Min. */
#define BYLINE_SHORT_BYTES 3

struct byline_work {
	const struct fields *fields;
	struct byline *out;
	size_t first; /* names that stood there before this text */
	size_t kept;  /* and before the part at hand */
	bool led;     /* a word for "by" leads the part, or a signal does */
	bool stopped; /* what follows is no author's, until the next word for "by" */
	/* A signal says that this names persons: one word may be a name, small letters, too. */
	bool trusted;
};

/* What a word is, one of BYLINE_...; 0: no word of bylines. */
int byline_word_group(struct slice token);

/* Whether such a word says what someone does, or in what field. */
bool byline_is_work(int group);

/*
 * The words at the front that lead to a name; *group what they are, one of LEAD_.... Gives their
 * bytes, 0 where there are none.
 */
size_t byline_lead_length(struct slice part, int *group);

/*
 * A label with its colon at the front: "Text:", "Kuvat :"; *group what it is, one of LEAD_....
 * Gives its bytes with the colon, 0 where there is none.
 */
size_t byline_label_length(struct slice text, int *group);

/* Whether a word leads to a name wherever it stands: "A story by Ann Lee". */
bool byline_is_through(struct slice token);

/* The token that begins at `at`; *next where the one after it does. */
struct slice byline_token(struct slice part, size_t at, size_t *next);

/* Whether a part has a word of a group: BYLINE_DESK, that only desks, outlets and firms have. */
bool byline_has_word(struct slice part, int group);

/* Whether a word begins as names do: with a capital, or in a script without case. */
bool byline_begins_name(struct slice token);

/* Whether a text begins in Han, kana or Hangul. */
bool byline_is_cjk(struct slice text);

size_t byline_characters(struct slice text);

/* Adds a name, unless it stands already. */
void byline_keep(struct byline_work *work, struct slice name);

/* The first agency named stays. */
void byline_note_agency(struct byline_work *work, const char *agency);

/* Adds the names in a part that has blanks between words, its lead cut. */
void byline_read_names(struct byline_work *work, struct slice part);

/*
 * Adds those of a part in Han, kana or Hangul: lengths tell. Tokens of Chinese and Korean are a
 * name each, of Japanese one together.
 */
void byline_read_cjk(struct byline_work *work, struct slice part);

/*
 * The names in a text that is nothing but names and what their bearers are: "Ann Lee", "Ann Lee,
 * political editor". NULL where it is something else.
 */
struct byline *byline_names_alone(const struct fields *fields, const char *text);

/* Adds names that stand in a block, if there are any, and sets fields->byline where none is set. */
void byline_take(struct fields *fields, const struct block *block, const struct byline *names,
	struct byline *out);

/* Whether a link's address ends in the name that it shows: ann-lee of "Ann Lee". */
bool byline_is_named_link(
	const struct fields *fields, const struct block *block, const struct block_link *link);

/*
 * The first date in a line, by the calendar or by the clock on the wall: "3 hours ago"; the latter
 * not in scripts without case, whose sentences may look like names before it.
 */
bool byline_find_date(const struct fields *fields, struct slice text, struct date *date);

/*
 * What the names of the elements about a line say, marks of mark.h; a card between headline and
 * text is the author's.
 */
unsigned byline_marks_about(const struct fields *fields, uint32_t b);

/* Names alone between headline and text, where a date or their bearers' work stands beside them. */
void byline_read_beside(struct fields *fields, struct byline *out);

/* Papers without a "by" print the name alone, over the first paragraph or under the last. */
void byline_read_alone(struct fields *fields, struct byline *out);

#endif
