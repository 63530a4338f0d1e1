/*
 * select_parts.h - a compiled selector, as select_read.c makes it and select.c matches it.
 *
 * For html/ only. "div.story > p, h2 + p" is two chains; a chain is held from its right end, since
 * that is where matching begins: p, to whose left by '>' stands div.story.
 */
#ifndef NEWSWIRED_HTML_SELECT_PARTS_H
#define NEWSWIRED_HTML_SELECT_PARTS_H

#include <stdbool.h>

#include "html/page.h"

enum test_kind {
	TEST_TYPE,
	TEST_CLASS,
	TEST_ID,
	TEST_ATTRIBUTE,
	TEST_NTH,
	TEST_NOT,
};

enum attribute_operator {
	OPERATOR_EXISTS,
	OPERATOR_EQUALS,   /* = */
	OPERATOR_WORD,     /* ~= */
	OPERATOR_LANGUAGE, /* |= */
	OPERATOR_STARTS,   /* ^= */
	OPERATOR_ENDS,     /* $= */
	OPERATOR_CONTAINS, /* *= */
};

struct test {
	enum test_kind kind;
	struct slice name;  /* of a type, class, id, attribute */
	enum tag tag;       /* of a type */
	struct slice value; /* what the attribute's value is compared with */
	enum attribute_name attribute;
	enum attribute_operator operator;
	bool folds;                      /* the value's ASCII case */
	bool of_type, from_end;          /* nth: among those of its type; counted from the last */
	long step, offset;               /* nth: an+b */
	const struct selector *excluded; /* not */
	struct test *next;
};

enum combinator {
	COMBINATOR_NONE, /* the chain's left end */
	COMBINATOR_DESCENDANT,
	COMBINATOR_CHILD,
	COMBINATOR_NEXT,       /* + */
	COMBINATOR_SUBSEQUENT, /* ~ */
};

struct compound {
	struct test *tests; /* all must hold; NULL for '*' */
	const struct compound *left;
	enum combinator combinator; /* to `left` */
};

struct chain {
	const struct compound *right;
	const struct chain *next;
};

struct selector {
	const struct chain *chains;
};

#endif
