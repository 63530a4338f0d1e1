/*
 * speed.h - how fast pages are read, beside libxml2's bare parse of the same pages in the same run.
 */
#ifndef NEWSWIRED_TESTS_BENCH_SPEED_H
#define NEWSWIRED_TESTS_BENCH_SPEED_H

#include "corpus.h"

/*
 * Prints pages and MB a second of extract_article, of htmlReadMemory, and the ratio, over the
 * corpus's articles.
 */
void bench_speed(const struct corpus *corpus);

#endif
