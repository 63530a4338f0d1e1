/*
 * creditwork.h - what the readers of credits share: for credit.c and credit_split.c alone.
 */
#ifndef NEWSWIRED_EXTRACT_CREDITWORK_H
#define NEWSWIRED_EXTRACT_CREDITWORK_H

#include <stdint.h>

#include "extract/credit.h"

#define CREDIT_MAX_WORDS  14
#define CREDIT_TAIL_WORDS 9 /* of a last sentence that is a credit */
#define CREDIT_MARKS      " :：/|,;.–—-=＝·•*"

/* The label that begins at `at`: the offset where the credit begins, 0 where there is no label. */
size_t credit_label_at(struct slice text, size_t at);

/* Where a credit behind a label without a sign begins: "foto Anna Rossi"; 0 where there is none. */
size_t credit_bare_label(struct slice text);

/* A credit without labels and signs at its front, and without signs at its end. */
struct slice credit_bare(struct slice credit);

/*
 * A word after a credit that says so: "潟沼義樹撮影", "김혜진 기자". Gives the bytes before it; 0 where there
 * is none.
 */
size_t credit_after_length(struct slice text);

/* Whether all words begin with capitals, small words in between aside. */
bool credit_is_named(struct slice text);

/* Whether a short text names an agency, news or picture. */
bool credit_names_pool(struct slice text);

/* Whether a sign ends a sentence. */
bool credit_is_stop(uint32_t point);

#endif
