/*
 * listmark.h - what the elements around links are for, by tag, role and the tokens of class and id.
 *
 * Names stand in words/list-tokens.txt (extract/classfact.h). Read only for elements that are asked
 * for and those above them.
 * What holds the article's headline or the bulk of its text is not believed to be a menu, a
 * footer or a list (the guard).
 */
#ifndef NEWSWIRED_EXTRACT_LISTMARK_H
#define NEWSWIRED_EXTRACT_LISTMARK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "extract/block.h"

enum list_mark {
	/* Of the element and all above it: */
	LIST_MARK_NAV = 1 << 0,    /* by tag or role */
	LIST_MARK_MENU = 1 << 1,   /* by token: nav, menu */
	LIST_MARK_HEADER = 1 << 2, /* the site's */
	LIST_MARK_FOOTER = 1 << 3, /* by tag or role, outside articles */
	LIST_MARK_FOOT = 1 << 4,   /* by token */
	LIST_MARK_AD = 1 << 5,
	LIST_MARK_MISC = 1 << 6, /* share bars, tags, newsletters, shops ... */
	LIST_MARK_COMMENT = 1 << 7,
	LIST_MARK_RELATED = 1 << 8,
	LIST_MARK_POPULAR = 1 << 9,
	LIST_MARK_PICKS = 1 << 10,
	LIST_MARK_LATEST = 1 << 11,
	LIST_MARK_NEIGHBOUR = 1 << 12,
	LIST_MARK_ASIDE = 1 << 13,
	LIST_MARK_CARD = 1 << 14, /* an article element: its header and footer are not the site's */
	/* Of the element alone: */
	LIST_MARK_TITLE = 1 << 15,
	LIST_MARK_KICKER = 1 << 16,
	LIST_MARK_META = 1 << 17, /* time, author, excerpt, count */
	LIST_MARK_RANK = 1 << 18,
	LIST_MARK_UNSEEN = 1 << 19, /* for readers of screens */
	LIST_MARK_TAB = 1 << 20,
	LIST_MARK_PANEL = 1 << 21,
	LIST_MARK_READ = 1 << 30, /* the entry has been made */
};

/* Marks that go down to what stands in an element. */
#define LIST_MARKS_BELOW (LIST_MARK_TITLE - 1)

/* Marks at whose change a list ends. */
#define LIST_MARKS_PLACE                                                                         \
	(LIST_MARK_NAV | LIST_MARK_MENU | LIST_MARK_HEADER | LIST_MARK_FOOTER | LIST_MARK_FOOT | \
		LIST_MARK_AD | LIST_MARK_COMMENT | LIST_MARK_MISC | LIST_MARK_NEIGHBOUR)

struct list_marks {
	const struct page *page;
	uint32_t *all;    /* by node; 0 where not read yet */
	uint8_t *guarded; /* by node: holds the article; may be NULL */
	bool panels;      /* a panel of tabs has been seen */
};

/* guarded: by node, whether it holds the article; lent; NULL where none does. */
void list_marks_init(struct list_marks *marks, struct arena *arena, const struct blocks *blocks,
	uint8_t *guarded);

/* The marks of an element. Amortized over all calls linear in the page. */
uint32_t list_marks_of(struct list_marks *marks, uint32_t node);

#endif
