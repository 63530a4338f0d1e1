/*
 * published.h - when an article was published and when it was last updated.
 *
 * JSON-LD, metas, microdata, `<time>`, then the words a reader sees near the headline ("Updated:
 * 2015-09-30 09:20"), read in the outlet's time zone. The crawl time keeps them sane: nothing is
 * published a day after it was read.
 */
#ifndef NEWSWIRED_EXTRACT_PUBLISHED_H
#define NEWSWIRED_EXTRACT_PUBLISHED_H

#include "extract/fields.h"

/* Fills out->published and out->updated; CLOCK_NEVER stays where nothing says it. */
void published_read(struct fields *fields, struct article *out);

#endif
