/*
 * block.h - a page cut into blocks: what body, fields and headline lists all work on.
 *
 *      struct blocks blocks;
 *      blocks_read(&blocks, arena, &page);
 *      for (uint32_t b = 0; b < blocks.count; b++)
 *              if (blocks.all[b].marks & BLOCK_PROSE) ...
 *
 * A block is a run of inline content under one block element (tag_is_block, and `button`). Two `br`
 * with nothing between end one, and an inline element that holds block elements ends one before and
 * after itself, so that a list's heading does not stick to its first card, nor a photo's caption to
 * the text. Blocks stand in document order, and so do the links; both are found by node with a
 * binary search.
 *
 * The text is made once: references decoded, white space folded, in NFC, all blocks in one run of
 * memory; a single `br` is a blank, and noted in `breaks`. What is never text (script, style,
 * template, select, textarea, iframe, svg ..., the mark of a footnote in the page) is left out.
 * What is hidden (BLOCK_HIDDEN) is there, since a tab's panel may be a list, but the body skips it.
 * A block has at least one character of text; a link need not (an image's).
 *
 * No I/O. Linear in the page. The page must outlive the blocks; all else lives in the arena.
 */
#ifndef NEWSWIRED_EXTRACT_BLOCK_H
#define NEWSWIRED_EXTRACT_BLOCK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"
#include "html/page.h"

enum block_mark {
	BLOCK_HEADING = 1 << 0, /* in h1 to h6, or role=heading; `level` tells which */
	BLOCK_ITEM = 1 << 1,    /* in li, dt or dd, below any td */
	BLOCK_CELL = 1 << 2,    /* in td or th */
	BLOCK_QUOTE = 1 << 3,   /* in blockquote */
	BLOCK_BUTTON = 1 << 4,  /* the text of a button: never a label */
	BLOCK_HIDDEN = 1 << 5,  /* display:none, hidden, aria-hidden, noscript, closed dialog */
	/*
	 * Less than half link, and 12 words with punctuation (in Thai, Lao, Khmer and Burmese
	 * without) or 5 that end a sentence; no heading.
	 */
	BLOCK_PROSE = 1 << 6,
	/* Ends as a sentence does: . ! ? … and their like in other scripts, perhaps with quotes. */
	BLOCK_STOPPED = 1 << 7,
	BLOCK_POINTED = 1 << 8,     /* has punctuation inside */
	BLOCK_AFTER_BR = 1 << 9,    /* the block before ended with `br br` in the same element */
	BLOCK_CAPTION = 1 << 10,    /* in figcaption or caption */
	BLOCK_LINKED_BOX = 1 << 11, /* inside an `a` that holds block elements */
	/* Set by those who read the page, so that others keep off: */
	BLOCK_BODY = 1 << 12, /* in the article's body */
	BLOCK_LIST = 1 << 13, /* belongs to a headline list or a teaser */
};

struct block {
	uint32_t element;      /* the nearest block element above, at last the body element */
	uint32_t first, last;  /* its first and last text nodes */
	uint32_t text, length; /* bytes in blocks.text */
	/* CJK characters count half, letters of Thai, Lao, Khmer and Burmese a fifth. */
	uint32_t words;
	uint32_t link_words;       /* of them in links */
	uint32_t bold_words;       /* in b or strong */
	uint32_t letters;          /* letters and digits, in characters */
	uint32_t link, link_count; /* those in it: blocks.links[link] .. */
	uint32_t line, line_count; /* its single br: blocks.breaks[line] .. */
	uint16_t tag;              /* of `element` */
	uint16_t marks;            /* enum block_mark */
	uint8_t level;             /* heading: 1 to 6; else 0 */
};

/*
 * An `a` with href; the words of one that leads to a place in the page ("#top") are not counted as
 * linked. One that holds block elements has an entry for each block in it, all with the same
 * `node`, one after the other. One without text has from == to, and `block` is the block it stands
 * in, or else the next one to come (may be `count`).
 */
struct block_link {
	uint32_t node;
	uint32_t block;
	uint32_t from, to; /* its text, as offsets into the block's text */
	uint16_t words;    /* of it */
	uint16_t line;     /* how many single br stand before it in the block */
};

/*
 * A page's blocks are cut where it has about so many: three times the paragraphs that are kept
 * (article/limits.h). Large pages have 30 000 nodes, and a block in an element of its own takes two
 * of them at the least.
 */
#define BLOCKS_ALL_MAX 15000

struct blocks {
	const struct page *page;
	char *text; /* of all blocks, one after the other, each followed by a NUL */
	struct block *all;
	uint32_t count;
	uint32_t *starts; /* by node, and one more: see blocks_at */
	struct block_link *links;
	uint32_t link_count;
	/* Offsets into the text of the block whose `line` points here: the blank a br became. */
	uint32_t *breaks;
	uint32_t break_count;
	uint32_t words;       /* of all blocks that are not hidden */
	uint32_t prose_words; /* of those that are prose and not hidden */
};

/* Cuts the page. Never fails; a page without text has no blocks. */
void blocks_read(struct blocks *out, struct arena *arena, const struct page *page);

/* Whether what stands in an element of that tag is never text: script, select, svg ... */
bool block_skips(enum tag tag);

/* The text of a block, terminated; good as long as the arena. */
static inline struct slice
block_text(const struct blocks *blocks, const struct block *block)
{
	return (struct slice){ blocks->text + block->text, block->length };
}

/*
 * The number of the first block whose first text node is `node` or later (may be `count`). The
 * blocks inside a node are blocks_at(node) .. blocks_end(node) - 1.
 */
static inline uint32_t
blocks_at(const struct blocks *blocks, uint32_t node)
{
	return blocks->starts[node];
}

/* One past the number of the last block inside a node. */
static inline uint32_t
blocks_end(const struct blocks *blocks, uint32_t node)
{
	return blocks->starts[blocks->page->nodes[node].end];
}

/* Link words by words, 0 to 1. */
static inline float
block_link_share(const struct block *block)
{
	return block->words == 0 ? (block->link_words > 0)
				 : (float)block->link_words / (float)block->words;
}

#endif
