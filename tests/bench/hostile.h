/*
 * hostile.h - pages made to be slow: one piece of markup over and over, a megabyte of it.
 */
#ifndef NEWSWIRED_BENCH_HOSTILE_H
#define NEWSWIRED_BENCH_HOSTILE_H

#include <stddef.h>

#include "base/slice.h"

#define HOSTILE_BYTES ((size_t)1000000)

extern const size_t hostile_count;

const char *hostile_name(size_t number);

/* Writes a page into `bytes`, which have room for HOSTILE_BYTES. */
struct slice hostile_page(size_t number, char *bytes);

#endif
