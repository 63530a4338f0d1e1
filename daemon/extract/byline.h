/*
 * byline.h - who wrote it: names of persons, without roles, agencies, outlets, dates, "By" and
 * handles.
 */
#ifndef NEWSWIRED_EXTRACT_BYLINE_H
#define NEWSWIRED_EXTRACT_BYLINE_H

#include "article/limits.h"
#include "extract/fields.h"

/* Names found in one text; see byline_split. */
struct byline {
	const char *names[ARTICLE_BYLINE_MAX];
	size_t count;
	const char *agency; /* the first agency named among them, short name; NULL where none */
};

/*
 * Adds the persons that a byline names: "By Ann Lee and Bo Chen, Xinhua | Updated 3 pm" gives "Ann
 * Lee", "Bo Chen", agency "Xinhua". text: folded. What is no person's name (outlets as fields knows
 * them, desks, roles, dates, addresses) is left out; a name that stands already is not added again.
 * trusted: a signal says that this names persons, so one word may be a name. Strings live in the
 * arena of `fields`.
 */
void byline_split(const struct fields *fields, const char *text, bool trusted, struct byline *out);

/* Whether a line begins with a word for "by". */
bool byline_leads(struct slice text);

/*
 * Where in a line such a word leads a name: at its front, after a hard separator, after a date;
 * (size_t)-1 where none does.
 */
size_t byline_lead(struct slice text);

/* The text without such a word at its front. */
struct slice byline_bare(struct slice text);

/*
 * The text up to the first sign that parts names from what stands beside them: a comma, a bar, a
 * dash between blanks.
 */
struct slice byline_first(struct slice text);

/* Whether a name is a writer's shorthand: "ale". */
bool byline_is_handle(struct slice name);

/* Whether a text is an account's name that names no one: "admin". */
bool byline_is_nobody(struct slice text);

/* Whether a text has what no name has: an address, a handle with an at sign, a digit. */
bool byline_is_address(struct slice text);

/*
 * Fills out->byline, fields->byline, and out->agency where the byline is an agency and none stands
 * there.
 */
void byline_read(struct fields *fields, struct article *out);

/*
 * Where the byline names neither a person nor an agency: the name that the page's own signals sign
 * with, its desk's or the outlet's, as it stands there ("Example Times staff").
 */
void byline_sign(struct fields *fields, struct article *out);

#endif
