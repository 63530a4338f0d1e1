/*
 * dom.h - how fast the flat DOM alone is read: beside libxml2's HTML parser, and of hostile
 * megabytes.
 */
#ifndef NEWSWIRED_TESTS_BENCH_DOM_H
#define NEWSWIRED_TESTS_BENCH_DOM_H

#include "corpus.h"

/*
 * Prints MB and pages a second of page_read and of htmlReadMemory over the corpus's articles, the
 * ratio, and the milliseconds that a megabyte of each hostile page takes. At least 15 times, and
 * under 5 ms, are promised.
 */
void bench_dom(const struct corpus *corpus);

#endif
