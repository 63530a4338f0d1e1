/*
 * logistic.h - logistic regression by Newton's method, for a few dozen features.
 */
#ifndef NEWSWIRED_TESTS_BENCH_LOGISTIC_H
#define NEWSWIRED_TESTS_BENCH_LOGISTIC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "extract/doubt.h"

/* One observation. */
struct sample {
	float features[DOUBT_FEATURES]; /* the first is 1 */
	double weight;
	bool is_text;  /* what is to be told */
	unsigned fold; /* samples of one fold come from the same outlets */
};

/*
 * Fits weights to all samples that are not of fold `without` (any other number: to all). Features
 * are scaled to their spread, so that the penalty on large weights (L2) treats them alike; the
 * weights that come out are for features as they are.
 */
void logistic_fit(struct arena *arena, const struct sample *samples, size_t count, unsigned without,
	float weights[DOUBT_FEATURES]);

#endif
