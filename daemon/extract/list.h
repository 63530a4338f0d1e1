/*
 * list.h - the headline lists of a page: related stories, most read, picks, latest, teasers in
 * the text.
 *
 * Links to the same story are one item; items that stand together are a group; a group is scored
 * as a whole (listscore.c), and those that pass are lists, each with its label and kind. What
 * counts as a list is what a reader would call one: headlines of other articles that the outlet
 * put there; no menus, tags, share bars, footers, advertisements. Each panel of tabs is a list by
 * its tab's name, or by the heading over the tabs where they only vary it (listtab.c).
 *
 * Where the outlet's memory is given (memory.h), a group whose links it knows as furniture loses
 * points, unless it is named a list; and an item that it knows goes where its address names no
 * story, among others that do. Which links it was asked about is told, for it to learn.
 *
 * No I/O. Linear in the page.
 */
#ifndef NEWSWIRED_EXTRACT_LIST_H
#define NEWSWIRED_EXTRACT_LIST_H

#include <stdint.h>

#include "article/article.h"
#include "base/arena.h"
#include "extract/block.h"
#include "extract/extract.h"
#include "extract/memory.h"

/* What is known of the page beforehand; all may be NULL or 0. */
struct list_hints {
	const char *url;                   /* the page's own address */
	const char *base;                  /* what addresses are resolved against */
	const char *canonical;             /* how the page names itself */
	uint32_t heading;                  /* the element that shows the headline */
	const struct extract_rules *rules; /* the outlet's list, list_label, list_item override */
	const struct memory_known *memory; /* of the outlet; NULL: links are not told */
	const struct list_study *study;    /* listscore.h; NULL: nobody studies the page */
};

/* One list, with the elements its items stand in. */
struct list_found {
	struct headline_list list;
	uint32_t *roots; /* by item: the element it stands in, with nothing of another story */
};

struct lists {
	struct list_found *all; /* in page order */
	uint32_t count;
	uint64_t *lines; /* for the outlet's memory: at most MEMORY_PAGE_LINKS_MAX, unsorted */
	uint32_t line_count;
};

/*
 * Reads the lists of a page whose body has been read (BLOCK_BODY), and marks their blocks
 * BLOCK_LIST. A page without a body is taken for one that is all lists. Never fails; a page may
 * have none.
 */
void lists_read(struct lists *out, struct arena *arena, struct blocks *blocks,
	const struct list_hints *hints);

#endif
