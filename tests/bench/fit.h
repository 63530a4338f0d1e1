/*
 * fit.h - the weights of listweights.h, fitted on pages whose lists are known.
 *
 * Logistic regression over the groups of links as the program sees them (extract/listscore.h),
 * drawn to the weights that people gave: with a few dozen outlets to learn from, a rule is given up
 * only where many of them speak against it.
 */
#ifndef NEWSWIRED_TESTS_BENCH_FIT_H
#define NEWSWIRED_TESTS_BENCH_FIT_H

#include "corpus.h"

/*
 * The fixtures of tests/lists and tests/sections are examples, too, and never left out.
 *
 * Scores the lists of each page by weights fitted without its outlet, and prints the figures. With
 * `table`, prints listweights.h anew, fitted on all, before them.
 */
void bench_fit(const struct corpus *corpus, bool table);

#endif
