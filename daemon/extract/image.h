/*
 * image.h - images of a page: where their addresses are, and which are no photos.
 */
#ifndef NEWSWIRED_EXTRACT_IMAGE_H
#define NEWSWIRED_EXTRACT_IMAGE_H

#include "extract/fields.h"

/* img, and what AMP pages have in its place. */
bool image_is(const struct page *page, uint32_t node);

/* Whether an address leads to an image by itself, as the end of its path says. */
bool image_is_file(const char *address);

/* Icons, faces, bars and pixels that count visits, by the width and height written. */
bool image_is_icon(const struct page *page, uint32_t node);

/*
 * An image's or a source's address, absolute: src and the attributes in which lazy loaders keep it,
 * else the widest of its srcset. NULL where there is none but data: URLs. In the arena.
 */
const char *image_address(const struct fields *fields, uint32_t node);

/*
 * The image in a figure that is no icon: its img, else a source of its picture; 0 where there is
 * none. *address may be NULL.
 */
uint32_t image_in(const struct fields *fields, uint32_t within, const char **address);

#endif
