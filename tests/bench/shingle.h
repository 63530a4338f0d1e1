/*
 * shingle.h - text as words, and words as multisets of runs of four.
 */
#ifndef NEWSWIRED_TESTS_BENCH_SHINGLE_H
#define NEWSWIRED_TESTS_BENCH_SHINGLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define SHINGLE_WORDS 4

/* Words of a text (runs of letters, digits and underscores), as hashes, in order. */
struct words {
	uint64_t *all;
	size_t count, room;
};

void words_add(struct words *words, struct arena *arena, const char *text);

/* The runs of four words, sorted; of fewer words, one run of them all; of none, none. */
struct words words_shingles(const struct words *words, struct arena *arena);

/* Sorts the words and leaves each once. */
void words_set(struct words *words);

/* How many the two sorted multisets have in common. */
size_t words_common(const struct words *a, const struct words *b);

/* Case folded, and nothing left but letters and digits. */
const char *words_folded(struct arena *arena, const char *text);

#endif
