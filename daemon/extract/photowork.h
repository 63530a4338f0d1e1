/*
 * photowork.h - what the readers of photos share: for photo.c, photo_add.c, photo_figure.c and
 * photo_line.c alone.
 */
#ifndef NEWSWIRED_EXTRACT_PHOTOWORK_H
#define NEWSWIRED_EXTRACT_PHOTOWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article/article.h"
#include "extract/fields.h"

/* Nodes looked at twice on a page: figures in figures are bounded by it. */
#define PHOTO_WORK_MAX          400000
#define PHOTO_COMMON_LEVELS     5   /* an image and its caption meet within so many ancestors */
#define PHOTO_CAPTION_MAX_WORDS 120 /* a longer text beside an image is an article */

struct album {
	struct fields *fields;
	struct photo *photos;
	size_t count, capacity;
	uint32_t image;      /* the last image that waits for a caption; 0 where none does */
	const char *credit;  /* a credit line below that image, over its caption; NULL: none */
	size_t work, images; /* nodes looked at twice; images and figures looked at */
};

static inline enum tag
photo_tag(const struct page *page, uint32_t node)
{
	return (enum tag)page->nodes[node].tag;
}

/* Whether node `inner` (0: none) stands in another, or is that. */
static inline bool
photo_holds(const struct page *page, uint32_t node, uint32_t inner)
{
	return inner != 0 && node <= inner && inner < page->nodes[node].end;
}

/*
 * Puts a photo into the album, once. text: its caption, which may hold the credit; credit_text: what
 * is told apart from it; "" where there is none. image: 0 where there is no element.
 */
void photo_add(struct album *album, uint32_t image, const char *address, const char *text,
	const char *credit_text);

/* Whether an element's text may be a caption: not too long, not mostly links. */
bool photo_is_caption(const struct album *album, uint32_t node, const char *text);

/*
 * Whether an image stands below an element. What is looked at counts, so that boxes in boxes cost
 * no more than the page.
 */
bool photo_holds_image(struct album *album, uint32_t node);

/* Reads a figure: adds its photo, or leaves its image to wait for a caption. */
void photo_read_figure(struct album *album, uint32_t figure);

/* Whether a text opens as a byline does: a figure of the author's face has it for a caption. */
bool photo_is_byline(const char *text);

/* Whether two nodes meet within a few ancestors of the second. */
bool photo_are_near(const struct page *page, uint32_t image, uint32_t caption, int levels);

/*
 * Adds an image without figure or names where the line after it is its caption: it ends in a credit,
 * says what the image's alt says, or has a credit on the line below.
 */
void photo_take_line(struct album *album, uint32_t image);

#endif
