/*
 * mark.h - what the class and id of an element say of the text in it.
 *
 * By the names in words/mark-classes.txt (extract/classfact.h). Hints, never proof: the modules of
 * the fields weigh them with what stands there.
 */
#ifndef NEWSWIRED_EXTRACT_MARK_H
#define NEWSWIRED_EXTRACT_MARK_H

#include <stdint.h>

#include "extract/fields.h"

enum mark {
	MARK_KICKER = 1,
	MARK_DEK = 2,
	MARK_BYLINE = 4,
	MARK_CAPTION = 8,
	MARK_CREDIT = 16,
	MARK_DATE = 32,
	MARK_RELATED = 64,
	MARK_UNSEEN = 128, /* text for readers of screens, buttons */
	MARK_CRUMBS = 256, /* the folders above the page */
	MARK_SECTION = 512,
};

/*
 * The marks of one element: its class, id, and the names in data-component and data-testid. Found
 * once a page: fields->marks keeps them.
 */
unsigned mark_of(const struct fields *fields, uint32_t node);

/* Those of `node` and of its ancestors below `within`, at most `levels` of them together. */
unsigned mark_above(const struct fields *fields, uint32_t node, uint32_t within, int levels);

#endif
