/*
 * classfact.h - what the names in a class or id attribute say of the element that has it.
 *
 * Values are cut into tokens as extract/classname.h says, and the tokens looked up in the three
 * lists of those who ask: words/flag-tokens.txt (is it the article's text?), mark-classes.txt
 * (which field stands in it?), list-tokens.txt (what are the links in it for?). A page has
 * thousands of elements and few distinct values, and the next page of an outlet has the same ones:
 * each is read once, for all three, and kept by the thread as long as no other takes its place.
 */
#ifndef NEWSWIRED_EXTRACT_CLASSFACT_H
#define NEWSWIRED_EXTRACT_CLASSFACT_H

#include <stdint.h>

#include "base/slice.h"

struct class_facts {
	uint64_t hash;       /* of the value; never 0 */
	uint32_t list_marks; /* enum list_mark */
	uint16_t marks;      /* enum mark */
	uint8_t flags;       /* enum flag */
};

/* The facts of a value; linear in the value, and quick for one that was asked for lately. */
struct class_facts class_facts_of(struct slice value);

#endif
