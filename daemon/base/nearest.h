/*
 * nearest.h - what was meant by a name that there is none of: a key, a command, an outlet.
 *
 *      struct nearest nearest;
 *      nearest_init(&nearest, "lates");
 *      for (...) nearest_offer(&nearest, commands[i]->name);
 *      if (nearest.best != NULL) ... "did you mean '%s'?"
 */
#ifndef NEWSWIRED_BASE_NEAREST_H
#define NEWSWIRED_BASE_NEAREST_H

#include <stddef.h>

struct nearest {
	const char *name; /* as it was written; lent */
	const char *best; /* of those offered; NULL: none is near */
	size_t least;
};

/* name: lent for as long as candidates are offered. */
void nearest_init(struct nearest *nearest, const char *name);

/*
 * One that could have been meant: near where a third of the name's letters, or one, is wrong. Lent
 * for as long as `best` is asked for; of two that are as near, the first stays.
 */
void nearest_offer(struct nearest *nearest, const char *candidate);

/*
 * Letters to insert, drop, change or swap with the next one to make `a` of `b` (optimal string
 * alignment distance), case aside. Names longer than 64 bytes are far from everything.
 */
size_t name_distance(const char *a, const char *b);

#endif
