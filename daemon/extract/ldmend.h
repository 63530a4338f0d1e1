/*
 * ldmend.h - takes the usual mistakes of templates out of JSON-LD that is refused.
 *
 *      { 'headline': 'The "wet" day', }        { "headline": "The \"wet\" day" }
 *
 * Mended are strings in single quotes, quotes in strings that are not escaped, escapes and control
 * characters that JSON does not have, commas before a closing bracket. Linear in the text.
 */
#ifndef NEWSWIRED_EXTRACT_LDMEND_H
#define NEWSWIRED_EXTRACT_LDMEND_H

#include "base/arena.h"
#include "base/slice.h"

/* A mended copy in the arena, terminated; it may be no JSON all the same. */
struct slice ld_mend(struct arena *arena, struct slice in);

#endif
