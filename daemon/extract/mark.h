/*
 * mark.h - what the class and id of an element say of the text in it.
 *
 * Names are cut into tokens at punctuation and at a change of case and looked up in
 * words/mark-classes.txt, alone and as pairs. Hints, never proof: the modules of the fields weigh
 * them with what stands there.
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
};

/* Of a class attribute that are looked at: utility classes make them long. */
#define MARK_VALUE_MAX_BYTES 512

/*
 * The marks of one element: its class, id, and the names in data-component and data-testid. Found
 * once a page: fields->marks keeps them.
 */
unsigned mark_of(const struct fields *fields, uint32_t node);

/* Those of `node` and of its ancestors below `within`, at most `levels` of them together. */
unsigned mark_above(const struct fields *fields, uint32_t node, uint32_t within, int levels);

#endif
