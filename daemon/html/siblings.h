/*
 * siblings.h - where each element stands among its siblings; for selectors.
 *
 * For html/ only. Made at the first question, in one walk over the page, and kept with it.
 */
#ifndef NEWSWIRED_HTML_SIBLINGS_H
#define NEWSWIRED_HTML_SIBLINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "html/page.h"

struct sibling {
	uint32_t previous;      /* the element before it; 0 where none */
	uint32_t place;         /* from 1, among elements */
	uint32_t place_of_type; /* among those of its tag; all without a tag count as one */
	bool is_last, is_last_of_type;
};

/* What selectors keep with a page. */
struct page_order {
	struct arena *arena;
	struct sibling *siblings; /* by node; NULL before the first question */
	size_t steps;             /* that selectors have gone up and back so far */
};

/* By node; what stands at text nodes says nothing. */
const struct sibling *page_siblings(const struct page *page);

#endif
