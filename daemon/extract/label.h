/*
 * label.h - what a short line says about the links below it: the words of words/list-labels.txt.
 */
#ifndef NEWSWIRED_EXTRACT_LABEL_H
#define NEWSWIRED_EXTRACT_LABEL_H

#include <stdint.h>

#include "base/slice.h"
#include "words/list-labels.h" /* LABEL_RELATED, LABEL_POPULAR ... */

#define LABEL_WORDS_MAX  8 /* a line with more is no heading of a list */

#define LABEL_BIT(group) (1U << (group))

/* Those that name a kind of list. */
#define LABEL_KINDS                                                                     \
	(LABEL_BIT(LABEL_RELATED) | LABEL_BIT(LABEL_POPULAR) | LABEL_BIT(LABEL_PICKS) | \
		LABEL_BIT(LABEL_LATEST) | LABEL_BIT(LABEL_MORE) | LABEL_BIT(LABEL_NEIGHBOUR))

/* All that is found in the line: LABEL_BIT of each group. */
uint32_t label_read(struct slice line);

/* The group of the phrase that is the whole line; 0 where none is. */
int label_whole(struct slice line);

/*
 * Of groups found in one line, the one that counts: popular, picks, latest, neighbour, related,
 * more; 0 where none of them.
 */
int label_kind(uint32_t groups);

#endif
