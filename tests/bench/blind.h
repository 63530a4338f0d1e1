/*
 * blind.h - a page whose class names and ids say nothing, as those of outlets nobody has seen may
 * say nothing to us.
 */
#ifndef NEWSWIRED_TESTS_BENCH_BLIND_H
#define NEWSWIRED_TESTS_BENCH_BLIND_H

#include "base/arena.h"
#include "base/slice.h"

/*
 * A copy of the page in which each token of a class or id is another word without meaning, the same
 * for the same token. Scripts and comments are left as they are.
 */
struct slice blind_page(struct arena *arena, struct slice html);

#endif
