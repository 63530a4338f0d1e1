/*
 * figcaption.h - the text of a caption's element, and the credit in it as far as its markup tells
 * it.
 */
#ifndef NEWSWIRED_EXTRACT_FIGCAPTION_H
#define NEWSWIRED_EXTRACT_FIGCAPTION_H

#include <stdbool.h>

#include "extract/fields.h"

/*
 * Whether an element shows nothing that a reader of the caption sees: buttons, icons, text for
 * readers of screens.
 */
bool figcaption_is_unseen(const struct fields *fields, uint32_t node);

/*
 * The text below `within`, folded, and apart from it what its elements say is the credit: those
 * named so (several parted by " | "), else a last part in an element of its own that looks like
 * one. "" for what is not there. The credit may still bear labels, and the caption may end in a
 * credit of its own: see credit.h.
 */
void figcaption_read(
	const struct fields *fields, uint32_t within, const char **text, const char **credit);

#endif
