/*
 * classname.h - a name in a class or id attribute, cut into tokens.
 *
 *      struct class_tokens it;
 *      class_tokens_begin(&it, SLICE("article__relatedPosts"));
 *      while (class_tokens_next(&it)) ...
 *
 * gives article; related (article-related); posts (related-posts).
 *
 * A name is cut at punctuation and where lower case meets upper case, and folded to lower case.
 */
#ifndef NEWSWIRED_EXTRACT_CLASSNAME_H
#define NEWSWIRED_EXTRACT_CLASSNAME_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

#define CLASS_TOKEN_MAX_BYTES 32 /* longer tokens are left out: no word list has them */

struct class_tokens {
	char *token; /* in lower case, not terminated */
	size_t length;
	const char *pair;   /* the token before, '-' and this one */
	size_t pair_length; /* 0: there is none before */
	/* The rest is for classname.c alone. */
	struct slice name;
	size_t at;
	char bytes[8 * CLASS_TOKEN_MAX_BYTES]; /* two tokens at the least */
};

/*
 * Whether a name tells a state or a stylesheet's value, not what the element is: "has-sidebar",
 * "no-menu", "mt-[calc(1rem)]". Its tokens mean nothing.
 */
bool class_name_is_state(struct slice name);

/* name: without blanks; lent as long as tokens are asked for. */
void class_tokens_begin(struct class_tokens *tokens, struct slice name);

/* The next token; false at the end. Linear in the name over all calls. */
bool class_tokens_next(struct class_tokens *tokens);

#endif
