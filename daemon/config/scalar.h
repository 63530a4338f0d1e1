/*
 * scalar.h - the values that are one JSON value: numbers, words, addresses.
 *
 * All take the key's row and the value's place; what is wrong is told through the reader, and then
 * the answer is false and *out as it was.
 */
#ifndef NEWSWIRED_CONFIG_SCALAR_H
#define NEWSWIRED_CONFIG_SCALAR_H

#include "config/reader.h"

/* Integers, durations and sizes in the key's unit: as text, or as a number of seconds or bytes. */
bool scalar_number(struct reader *reader, const struct key *key, const struct frame *at,
	const json_t *value, int64_t *out);

/* One of the key's words, as its place among them plus the key's `min`. */
bool scalar_choice(struct reader *reader, const struct key *key, const struct frame *at,
	const json_t *value, int *out);

/* A string of `kind`: the key's own, or that of its items. *out lives in the reader's arena. */
bool scalar_text(struct reader *reader, const struct key *key, enum key_kind kind,
	const struct frame *at, const json_t *value, const char **out);

#endif
