/*
 * agency.h - news agencies by all the names that pages give them.
 *
 * "新华社", "Xinhua News Agency", "(XINHUA)" are all "Xinhua". The names are in words/agencies.txt, a
 * group an agency.
 */
#ifndef NEWSWIRED_EXTRACT_AGENCY_H
#define NEWSWIRED_EXTRACT_AGENCY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "extract/fields.h"

/*
 * The short name of the agency that `text` names and nothing else names: "THE ASSOCIATED PRESS"
 * gives "AP". NULL where it is none.
 */
const char *agency_of(struct slice text);

/*
 * The first agency named in a line of text: as a word or as several, between any others. at, length
 * (may be NULL): where it stands. Names that are common words ("AP", "PA", "Tass") count only as
 * written there: in capitals or alone. NULL where none is named.
 */
const char *agency_in(struct slice text, size_t *at, size_t *length);

/*
 * Fills out->agency: the outlet's rule, dateline, byline and its line, brackets at the ends of the
 * text, copyright line.
 */
void agency_read(struct fields *fields, struct article *out);

#endif
