/*
 * classname.h - the names in class and id attributes, cut into tokens.
 *
 *      struct class_tokens it;
 *      class_tokens_begin(&it, SLICE("article__relatedPosts is-wide"));
 *      while (class_tokens_next(&it)) ...
 *
 * gives article; related (article-related); posts (related-posts); is; wide (is-wide).
 *
 * A value is cut at punctuation and where lower case meets upper case, and folded to lower case.
 * Blanks part names, and no pair goes across one. Names that tell a state or a stylesheet's value
 * ("has-sidebar", "no-menu", "mt-[calc(1rem)]") are left out.
 */
#ifndef NEWSWIRED_EXTRACT_CLASSNAME_H
#define NEWSWIRED_EXTRACT_CLASSNAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

#define CLASS_TOKEN_MAX_BYTES 32 /* longer tokens are left out: no word list has them */
#define CLASS_TOKENS_MAX      64 /* of one attribute: stylesheet frameworks write hundreds */

struct class_tokens {
	const char *token; /* in lower case, not terminated */
	size_t length;
	const char *pair;   /* the token before, '-' and this one */
	size_t pair_length; /* 0: there is none before */
	/* The rest is for classname.c alone. */
	struct slice value;
	size_t at, previous;
	int left;
	char bytes[2 * CLASS_TOKEN_MAX_BYTES + 2];
};

void class_tokens_begin(struct class_tokens *tokens, struct slice value);

/* The next token; false at the end. Linear in the value over all calls. */
bool class_tokens_next(struct class_tokens *tokens);

#endif
