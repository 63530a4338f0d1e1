/*
 * dek.h - the lines around a headline: the kicker above it and the dek, the sentence below it.
 *
 * A dek may be the text's first paragraph, too: where a lede is set apart, outlets differ in what
 * they mean by it.
 */
#ifndef NEWSWIRED_EXTRACT_DEK_H
#define NEWSWIRED_EXTRACT_DEK_H

#include "extract/fields.h"

/*
 * Fills out->kicker (where headline_read found none), out->dek and fields->dek; after
 * headline_read.
 */
void dek_read(struct fields *fields, struct article *out);

#endif
