/*
 * bodyfit.h - fits the table of extract/doubt.h to a corpus, and tells what it is worth on outlets it
 * was not fitted to.
 */
#ifndef NEWSWIRED_TESTS_BENCH_BODYFIT_H
#define NEWSWIRED_TESTS_BENCH_BODYFIT_H

#include "corpus.h"

/*
 * Prints two lines: the body's scores where each page is read with weights fitted without its
 * outlet, of the pages as they are and of their blind copies (blind.h).
 */
void bench_body_left_out(const struct corpus *corpus);

/* Prints the table fitted to all pages: what daemon/extract/doubt_weights.h holds. */
void bench_body_fit(const struct corpus *corpus);

#endif
