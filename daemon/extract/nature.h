/*
 * nature.h - what kind of page a page says it is: the types of og:type and JSON-LD, the words of its address, its forms and players.
 *
 * None of it is certain: themes call every page an article, and addresses promise galleries that are texts. refusal.h weighs it.
 * Sources: ogp.me (og:type), schema.org (CollectionPage, VideoObject, ImageGallery ...), html.spec.whatwg.org (input, video).
 */
#ifndef NEWSWIRED_EXTRACT_NATURE_H
#define NEWSWIRED_EXTRACT_NATURE_H

#include "extract/fields.h"

enum nature {
	NATURE_ARTICLE = 1 << 0,      /* JSON-LD describes an article with the page's headline */
	NATURE_TYPED = 1 << 1,        /* og:type is an article, or JSON-LD names one somewhere */
	NATURE_COLLECTION = 1 << 2,   /* a page of links: CollectionPage, ItemList ... */
	NATURE_VIDEO = 1 << 3,        /* og:type video, VideoObject */
	NATURE_GALLERY = 1 << 4,      /* ImageGallery, MediaGallery */
	NATURE_FRONT = 1 << 5,        /* the address is a site's root */
	NATURE_VIDEO_PATH = 1 << 6,   /* "/video/" in the address */
	NATURE_GALLERY_PATH = 1 << 7, /* "/gallery/" in it */
	NATURE_PASSWORD = 1 << 8,     /* a field for a password */
	NATURE_PLAYER = 1 << 9,       /* a video element, or a frame that is called a player */
	NATURE_CAPTCHA = 1 << 10,     /* an element or a script that is called captcha */
	NATURE_AGREE = 1 << 11,       /* a button of a form that says: accept all */
};

/* What the head and the address say: JSON-LD types, og:type, the words of the path. */
unsigned nature_of_head(const struct fields *fields);

/* What the page's elements say: fields for passwords, players, captchas, buttons. */
unsigned nature_of_elements(const struct page *page);

#endif
