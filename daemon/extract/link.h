/*
 * link.h - a page's links as candidates for headlines: which story each leads to, and what its
 * address tells.
 *
 * Each distinct address is looked at once. No I/O. Linear in the page.
 */
#ifndef NEWSWIRED_EXTRACT_LINK_H
#define NEWSWIRED_EXTRACT_LINK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "extract/block.h"

enum link_sign {
	LINK_SELF = 1 << 0,    /* leads to the page itself */
	LINK_SISTER = 1 << 1,  /* to another host of the same registrable domain */
	LINK_FOREIGN = 1 << 2, /* to another domain */
	LINK_HARD = 1 << 3,    /* the path says that it is no story: tag, author, login */
	LINK_SOFT = 1 << 4,    /* the path says that it may be none: weather, shop, videos */
	LINK_AD = 1 << 5,      /* the path says advertisement */
	LINK_SHAPE = 1 << 6,   /* the path is built as the page's own */
	LINK_NEXT = 1 << 7,    /* rel=prev, rel=next */
	LINK_PAID = 1 << 8,    /* rel=sponsored */
	LINK_PLACE = 1 << 9,   /* names a place in the page it leads to: "#comments" */
	LINK_NONE = 1 << 10,   /* nothing that could be a story: script, mail, file */
	LINK_ROOT = 1 << 11,   /* a front page: no path, or a single short word */
	LINK_ABOUT = 1 << 12,  /* holds the page's own name: photos, print, share */
	LINK_ALIKE = 1 << 13,  /* but for a number the page's own, and no story's otherwise */
};

/* What one address tells. */
struct link_target {
	uint64_t key;   /* the same for two addresses of the same story (base/url.h: url_key) */
	uint32_t signs; /* enum link_sign */
	uint8_t points; /* for a story: a slug of words (1 or 2), a number or code, a date */
	uint8_t slug;   /* words of the longest slug */
};

/* An `a`, with all its block_links. */
struct link {
	uint32_t node;
	uint32_t first, count; /* blocks->links[first] .. */
	uint32_t block;        /* the first block it has text in, or stands before */
	uint32_t words;
	struct link_target target;
};

struct links {
	struct link *all; /* in document order; those with LINK_NONE are left out */
	uint32_t count;
};

/*
 * base: what addresses are resolved against; url: the page's own address; either may be NULL.
 * canonical: how the page names itself, or NULL.
 */
void links_read(struct links *out, struct arena *arena, const struct blocks *blocks,
	const char *base, const char *url, const char *canonical);

/* The absolute address of an `a`, in the arena; NULL where it has none. */
const char *link_address(
	struct arena *arena, const struct page *page, uint32_t node, const char *base);

#endif
