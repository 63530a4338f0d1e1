/*
 * label.h - which blocks of a page are text, by the truth beside it.
 */
#ifndef NEWSWIRED_TESTS_BENCH_LABEL_H
#define NEWSWIRED_TESTS_BENCH_LABEL_H

#include <stddef.h>

#include <jansson.h>

#include "base/arena.h"

enum label {
	LABEL_UNKNOWN, /* half of it is, or it is of the summary, or too short to be found */
	LABEL_TEXT,
	LABEL_OTHER,
};

/*
 * Labels the texts of a page's blocks. Each run of words of the truth is given away once, to the
 * longest text first: what repeats a part of the text, a quotation set large, is none. out: as many
 * labels as texts.
 */
void label_texts(struct arena *arena, const char *const *texts, size_t count, const json_t *truth,
	enum label *out);

/*
 * The same where all that is known are strings that are in the text (`with`) and strings that are
 * not (`without`): a block that holds one of either is labelled.
 */
void label_snippets(struct arena *arena, const char *const *texts, size_t count,
	const json_t *truth, enum label *out);

#endif
