/*
 * classfact.h - what the names in a class or id attribute say of the element that has it.
 *
 * Values are cut into tokens as extract/classname.h says, and the tokens looked up in the three
 * lists of those who ask: words/flag-tokens.txt (is it the article's text?), mark-classes.txt
 * (which field stands in it?), list-tokens.txt (what are the links in it for?). A page has
 * thousands of elements and few distinct values: each is read once, for all three.
 */
#ifndef NEWSWIRED_EXTRACT_CLASSFACT_H
#define NEWSWIRED_EXTRACT_CLASSFACT_H

#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

struct class_facts {
	uint64_t hash;       /* of the value; never 0 */
	uint32_t list_marks; /* enum list_mark */
	uint16_t marks;      /* enum mark */
	uint8_t flags;       /* enum flag */
};

/* The values of one page that were asked for. */
struct class_memo;

/* An empty one, in the arena. */
struct class_memo *class_memo_new(struct arena *arena);

/* The facts of a value; linear in the value the first time. */
struct class_facts class_facts_of(struct class_memo *memo, struct slice value);

#endif
