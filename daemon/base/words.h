/*
 * words.h - the form of a compiled word list.
 *
 * A list lies beside the code that uses it, in words/NAME.txt: one entry a line, `#` opens a comment line,
 * `[group]` begins a group. The build turns it into a perfect hash (gperf) with one function in words/NAME.h:
 *
 *      const struct word *NAME_find(const char *bytes, size_t length);    ('-' in NAME becomes '_')
 *
 * It answers exact matches only, so the caller folds case and white space as the list's head says, and gives
 * the entry with its group, or NULL. Groups are named in C through an enum in the list's own head:
 *
 *      #! prefix LABEL_        each [group] gives the constant LABEL_GROUP ('-' becomes '_'),
 *                              numbered from 1 in the order of first appearance
 *
 * and #define NAME_LONGEST is the bytes of the longest entry, so that a caller can refuse longer ones unread.
 */
#ifndef NEWSWIRED_BASE_WORDS_H
#define NEWSWIRED_BASE_WORDS_H

#include <stddef.h>

struct word {
	const char *name; /* as in the list; NULL in holes of the table, which no find gives */
	int group;        /* from 1 */
};

#endif
