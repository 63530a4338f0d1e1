/*
 * title.h - the normalized title of a headline, and the hash that names its story.
 *
 * What printing, wires and outlets add to a headline is taken off, what distinguishes two pieces of news stays.
 * The rule has a version (TITLE_RULE_VERSION), kept in the store: a change of the rule re-keys it.
 */
#ifndef NEWSWIRED_TITLE_TITLE_H
#define NEWSWIRED_TITLE_TITLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#define TITLE_RULE_VERSION 1

/* Names that outlets append to their headlines, folded; see title_names_new. */
struct title_names;

/*
 * outlets: names and aliases of all configured outlets; sections: names of their sections, cut only after an outlet's name was.
 * Copies. The caller owns the result; it may be shared by threads.
 */
struct title_names *title_names_new(const char *const *outlets, size_t outlet_count,
	const char *const *sections, size_t section_count);
void title_names_free(struct title_names *names);

struct title {
	const char
		*normalized; /* single blanks between words; "" where the headline names nothing */
	char hash
		[33]; /* first 16 bytes of SHA-256 of `normalized` without blanks, lower-case hex; "" with an empty key */
};

/* headline: UTF-8, as printed or as a feed has it (character references and tags are taken care of). names may be NULL. */
void title_read(struct title *out, struct arena *arena, const char *headline,
	const struct title_names *names);

#endif
