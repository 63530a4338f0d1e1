/*
 * phrase.h - looks for the phrases of a word list in a line of text, whatever its punctuation.
 *
 * Both sides are folded alike: lower case, apostrophes and Arabic vowel signs dropped, every other
 * run of what is no letter and no digit one blank: "Don't miss: the Editors’ picks!" is "dont miss
 * the editors picks". Word lists that are used so have their entries in that form.
 */
#ifndef NEWSWIRED_EXTRACT_PHRASE_H
#define NEWSWIRED_EXTRACT_PHRASE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "base/words.h"

#define PHRASE_MAX_BYTES 512 /* of a line are looked at; phrases stand in short lines */

/* A line folded. */
struct phrase {
	char text[PHRASE_MAX_BYTES + 8];
	size_t length;
	bool whole; /* the line was not longer */
};

typedef const struct word *phrase_finder(const char *bytes, size_t length);

void phrase_fold(struct phrase *out, struct slice line);

/* As much of it as can begin with an entry of so many bytes. */
void phrase_fold_front(struct phrase *out, struct slice line, size_t longest);

/* Whether a line begins with another letter: most lines do, which then need not be folded. */
bool phrase_differs(const struct phrase *a, struct slice b);

/*
 * False where no entry of a list can stand at the front of the line, told by its first few
 * characters before it is folded. may_begin: the list's (base/words.h).
 */
typedef bool phrase_filter(const char *bytes, size_t length);
bool phrase_may_begin(struct slice line, phrase_filter *may_begin);

/* The entry that is the whole line, or NULL. */
const struct word *phrase_whole(const struct phrase *line, phrase_finder *find, size_t longest);

/*
 * The longest entry that stands at byte `at` and ends where a word ends (in scripts without blanks:
 * anywhere); NULL where none. *length (may be NULL): its bytes.
 */
const struct word *phrase_at(
	const struct phrase *line, size_t at, phrase_finder *find, size_t longest, size_t *length);

/* A list as base/words.h makes it: PHRASE_LIST(list_labels, LIST_LABELS). */
struct phrase_list {
	phrase_finder *find;
	phrase_filter *may_begin;
	size_t longest;
};

#define PHRASE_LIST(name, NAME) \
	(&(const struct phrase_list){ name##_find, name##_may_begin, NAME##_LONGEST })

/*
 * The first entry that begins where a word begins, at `from` or later; NULL where none. *at: where
 * it stands.
 */
const struct word *phrase_inside(
	const struct phrase *line, size_t from, const struct phrase_list *list, size_t *at);

#endif
