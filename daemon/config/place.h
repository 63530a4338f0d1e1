/*
 * place.h - line and column of each value in a JSON text.
 *
 * jansson names the line of a syntax error but keeps none of the values, so the text is walked once
 * more. Only for texts that jansson has accepted. No recursion; time and memory are linear in the
 * text.
 */
#ifndef NEWSWIRED_CONFIG_PLACE_H
#define NEWSWIRED_CONFIG_PLACE_H

#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"

/* A value's place: of its key in an object, of itself in an array. */
struct place {
	int line, column;           /* from 1; columns count bytes */
	struct slice key;           /* between the quotes; NULL data in arrays and for the root */
	struct place *first, *next; /* child, sibling; in the text's order */
	struct place *last;         /* while reading: where the next child is hung */
	struct place *cursor;       /* where the next look-up begins: in order, all are linear */
};

/* The places of `text`, which is borrowed as long as they are used. NULL where it is no JSON. */
struct place *place_read(struct arena *arena, struct slice text);

/* The place of an object's member; NULL where there is none (or its key is written with escapes),
 * and where `of` is NULL. */
struct place *place_member(struct place *of, const char *key);

#endif
