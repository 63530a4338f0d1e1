/*
 * gram.h - texts compared by their runs of three words.
 *
 * Words are folded and hashed; an ideograph is a word of its own. No I/O. Linear in the texts.
 */
#ifndef NEWSWIRED_EXTRACT_GRAM_H
#define NEWSWIRED_EXTRACT_GRAM_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

#define GRAM_WORDS 3

/* The words of a text, hashed. */
struct gram_words {
	uint64_t *all;
	uint32_t count;
};

/* A set of grams: open addressing, 0 is free. */
struct gram_set {
	uint64_t *slots;
	size_t mask;
};

/* How many words a text of so many bytes has at most. */
size_t gram_words_room(size_t bytes);

/* Appends the words of a text, for which there is room. */
void gram_words_add(struct gram_words *words, struct slice text);

/* A set for the grams of as many words as told. */
struct gram_set gram_set_new(struct arena *arena, size_t words);

/* Puts all grams of a text's words into the set. */
void gram_set_add(struct gram_set *set, struct gram_words words);

/* The share of a text's grams that are in the set; 0 for a text of fewer words than a gram has. */
float gram_share(const struct gram_set *set, struct gram_words words);

#endif
