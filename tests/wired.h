/*
 * wired.h - a wire for each test of a suite, `w`, with the two outlets.
 */
#ifndef NEWSWIRED_TESTS_WIRED_H
#define NEWSWIRED_TESTS_WIRED_H

#include "wire.h"

static struct wire w;

static inline void
wired_begin(void)
{
	wire_init(&w);
	wire_open(&w);
	wire_outlets(&w);
}

static inline void
wired_end(void)
{
	wire_release(&w);
}

#endif
