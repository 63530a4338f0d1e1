/*
 * select.h - CSS selectors over the flat DOM, as outlet rules use them.
 *
 * Source: Selectors Level 4 (w3.org/TR/selectors-4), of it: type, universal, class, id, attribute
 * selectors (all six operators, quotes, the i flag), descendant, child (>), next (+) and subsequent
 * (~) sibling, :first-child, :last-child, :first-of-type, :last-of-type, :nth-child(an+b),
 * :nth-of-type(an+b), :not(list), and lists of them. Types and attribute names fold ASCII case.
 */
#ifndef NEWSWIRED_HTML_SELECT_H
#define NEWSWIRED_HTML_SELECT_H

#include "base/arena.h"
#include "base/err.h"
#include "html/page.h"

struct selector;

/*
 * Compiles a selector list into the arena. NULL and `err` (ERR_FORMAT, with the column) where it is
 * none we know: a configuration's mistake.
 */
const struct selector *selector_read(struct arena *arena, const char *text, struct err *err);

/* Whether the node matches. */
bool selector_matches(const struct selector *selector, const struct page *page, uint32_t node);

/*
 * The first match in document order after node `after` inside the subtree of `within`; 0 where
 * none. Start with after = within.
 */
uint32_t selector_next(
	const struct selector *selector, const struct page *page, uint32_t within, uint32_t after);

#endif
