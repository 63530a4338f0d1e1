/*
 * headline.h - the headline as a reader sees it over the article; for the lines around it see
 * dek.h.
 *
 * JSON-LD, og:title, the page's h1 and its title tag are weighed against each other; what outlets
 * append to them (their name, their host, a section) is cut; the kicker is told apart.
 */
#ifndef NEWSWIRED_EXTRACT_HEADLINE_H
#define NEWSWIRED_EXTRACT_HEADLINE_H

#include "extract/fields.h"

/*
 * `headline` without the outlet's name at its end or start: " - China Daily", " | example.com",
 * "Example Times: ". A tail (after a dash, bar, dot, colon) goes where it names the outlet (by
 * signals, request and host), or where the rest equals `other`, another signal's headline (NULL:
 * none). Gives `headline` itself where nothing is cut.
 */
const char *headline_cut(const struct fields *fields, const char *headline, const char *other);

/* Whether two headlines are the same but for case, punctuation and blanks. NULL equals nothing. */
bool headline_same(const char *a, const char *b);

/*
 * Fills out->headline, fields->heading, heading_block, and out->kicker where it is glued to the
 * headline's front.
 */
void headline_read(struct fields *fields, struct article *out);

#endif
