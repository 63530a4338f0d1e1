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

/* Whether a line is such a word and nothing else: the names stand in the lines that follow. */
bool byline_is_lead(struct slice text);

/* Whether a text has a word for a writer's work: "political editor". */
bool byline_has_role(struct slice text);

/* The text without a word for "by" at its front. */
struct slice byline_bare(struct slice text);

/*
 * The text up to the first sign that parts names from what stands beside them: a comma, a bar, a
 * dash between blanks.
 */
struct slice byline_first(struct slice text);

/* Whether an `a` leads to an author's page, by its rel or its path: "/author/ann-lee". */
bool byline_is_author_link(const struct page *page, uint32_t link);

/* Whether a name is a writer's shorthand: "ale". */
bool byline_is_handle(struct slice name);

/* Whether a text's last word is one for a writer's work: "QT staff". */
bool byline_ends_as_role(struct slice text);

/* Whether a text has a word that only desks, outlets and firms have: "Sports Desk". */
bool byline_is_desk(struct slice text);

/* Whether a text is an account's name that names no one: "admin". */
bool byline_is_nobody(struct slice text);

/* Whether a text has what no name has: an address, a handle with an at sign, a digit. */
bool byline_is_address(struct slice text);

/*
 * Adds the names in block number b where it says, by its words or its markup, that it is a byline;
 * sets fields->byline where none is set.
 */
void byline_read_line(struct fields *fields, uint32_t b, struct byline *out);

/*
 * What a reader sees: the lines about the headline that are bylines, else names alone beside the
 * date or at either end of the text. Sets fields->byline as well.
 */
void byline_read_lines(struct fields *fields, struct byline *out);

/*
 * Fills out->byline, fields->byline, and out->agency where the byline is an agency and none stands
 * there.
 */
void byline_read(struct fields *fields, struct article *out);

/*
 * Where the byline names neither a person nor an agency: the name that the page's own signals sign
 * with, its desk's or the outlet's, as it stands there ("Example Times staff"); where they have
 * none and out->agency is NULL, the one that a line about the headline has after "by".
 */
void byline_sign(struct fields *fields, struct article *out);

#endif
