/*
 * byline.h - who wrote it: names of persons, without roles, agencies, outlets, dates, "By" and handles.
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
 * Adds the persons that a byline names: "By Ann Lee and Bo Chen, Xinhua | Updated 3 pm" gives "Ann Lee", "Bo Chen", agency "Xinhua".
 * text: folded. What is no person's name (outlets as fields knows them, desks, roles, dates, addresses) is left out; a
 * name that stands already is not added again. Strings live in the arena of `fields`.
 */
void byline_split(const struct fields *fields, const char *text, struct byline *out);

/* Fills out->byline, fields->byline, and out->agency where the byline is an agency and none stands there. */
void byline_read(struct fields *fields, struct article *out);

#endif
