/*
 * drop.h - takes elements out of a page before anything else looks at it.
 */
#ifndef NEWSWIRED_EXTRACT_DROP_H
#define NEWSWIRED_EXTRACT_DROP_H

#include "html/page.h"
#include "html/select.h"

/*
 * Takes each element that matches out of the page, with all below it, and numbers the nodes left
 * anew. head and body stay whatever the selector says.
 */
void page_drop(struct page *page, struct arena *arena, const struct selector *selector);

#endif
