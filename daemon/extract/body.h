/*
 * body.h - an article's text: which of a page's blocks are its paragraphs.
 *
 * The root is found (root.h), each block in it is kept or dropped, and what is left is trimmed at
 * both ends. Each block that goes has its reason, so that people can be told.
 */
#ifndef NEWSWIRED_EXTRACT_BODY_H
#define NEWSWIRED_EXTRACT_BODY_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "extract/block.h"
#include "extract/doubt.h"
#include "extract/flag.h"
#include "extract/memory.h"
#include "extract/root.h"
#include "html/select.h"

/* Why a block is not in the body. */
enum body_reason {
	BODY_KEPT,
	BODY_OUTSIDE, /* not in the root */
	BODY_HIDDEN,  /* a browser would not show it */
	BODY_FLAG,    /* an element above is named so */
	BODY_CAPTION, /* a photo's text */
	BODY_BUTTON,  /* the text of one, or what one says: "Share" */
	BODY_TEASER,  /* a card of another story */
	BODY_BOX,     /* a box among the paragraphs */
	BODY_LINKS,   /* a list of links */
	BODY_LINE,    /* nothing but a link */
	BODY_PROMO,   /* "Read more: ..." */
	BODY_NOTICE,  /* in place of something not shown: "Please enable JavaScript" */
	BODY_CREDIT,  /* a photo's credit on a line of its own */
	BODY_LEAD,    /* before the first prose: headline, byline, date */
	BODY_SECOND,  /* another article, behind this one */
	BODY_STOP,    /* after a heading such as "Related" */
	BODY_TAIL,    /* after the last prose: who wrote it, newsletters, copyright */
	BODY_KNOWN,   /* on other pages of the outlet too: see memory.h */
	BODY_LD,      /* after the end of the text in JSON-LD */
	BODY_REPEAT,  /* words of the text once more: a quotation set large */
	BODY_DOUBT,   /* too little in common with the bulk of the text: see doubt.h */
};

/* What is known of the article beforehand; all may be NULL or 0. */
struct body_hints {
	const char *headline;
	const char *description;  /* meta description */
	const char *text;         /* JSON-LD articleBody */
	const char *const *names; /* of those who wrote it, as the page's head gives them */
	size_t name_count;
	uint32_t heading;            /* the element that shows the headline */
	const struct selector *rule; /* the outlet's: its matches are the root, all together */
	const struct memory_known *memory; /* NULL: lines are neither known nor told */
	const struct doubt_study *study;   /* NULL but where the table is fitted */
};

struct body {
	struct root root;
	uint32_t from, to;       /* the blocks in the root: from .. to - 1 */
	uint8_t *reasons;        /* by block of the page: enum body_reason */
	const char **paragraphs; /* texts of the blocks kept, in order; in the blocks' memory */
	uint32_t *starts;        /* by paragraph: its first block */
	size_t count;
	uint32_t words;
	uint64_t *lines; /* for the outlet's memory: sorted, none where the hints have no memory */
	size_t line_count;
	bool paid;            /* a line says that the rest is for subscribers */
	uint32_t first, last; /* first and last text node of the blocks kept; 0 where none is */
};

/*
 * Reads the body, and marks its blocks BLOCK_BODY. Never fails; a page without prose may have no
 * paragraph.
 */
void body_read(struct body *out, struct arena *arena, struct blocks *blocks,
	const struct flags *flags, const struct body_hints *hints);

/*
 * Takes out the paragraphs whose blocks have been found to belong to a headline list (BLOCK_LIST).
 */
void body_leave_lists(struct body *body, const struct blocks *blocks);

/*
 * Takes JSON-LD's articleBody (NULL: none) for the text where the page shows next to none and that
 * has much more: there a script sets the text. For body_leave_lists it is too late then.
 */
void body_take_told(struct body *body, struct arena *arena, const char *told);

/* The reason as a word for people: "teaser". */
const char *body_reason_name(enum body_reason reason);

#endif
