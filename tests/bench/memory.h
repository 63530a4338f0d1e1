/*
 * memory.h - what site memory does to the bodies and lists of a corpus: on pages whose host has
 * others there.
 */
#ifndef NEWSWIRED_TESTS_BENCH_MEMORY_H
#define NEWSWIRED_TESTS_BENCH_MEMORY_H

#include "corpus.h"

/* Prints a line: the scores of these pages without memory and with it. */
void bench_memory(const struct corpus *corpus);

#endif
