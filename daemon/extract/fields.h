/*
 * fields.h - all of an article but its body and its lists: headline, kicker, dek, published,
 * updated, byline, agency, dateline, photos, section, language, canonical URL.
 *
 *      fields_begin(&fields, arena, &blocks, request, out);     before the body: it wants to know the headline
 *      ... the body fills out->paragraphs ...
 *      fields_finish(&fields, first, last, out);               after it: what stands around the text
 *
 * The single fields have a module each (headline.h, dek.h, published.h, byline.h, agency.h,
 * dateline.h, photo.h, identity.h), and all of them look at one `struct fields`.
 */
#ifndef NEWSWIRED_EXTRACT_FIELDS_H
#define NEWSWIRED_EXTRACT_FIELDS_H

#include "extract/block.h"
#include "extract/extract.h"
#include "extract/signals.h"
#include "html/page.h"

/* Of a line that says something of the article; a longer one is text, or hostile. */
#define FIELDS_LINE_MAX_BYTES 2000
#define FIELDS_OUTLETS_MAX    8 /* site, publisher, application, hosts */

struct fields {
	struct arena *arena;
	const struct page *page;
	const struct blocks *blocks;
	const struct extract_request *request;
	struct signals signals;
	uint16_t *marks;  /* by node: what mark.h found, so that ancestors are looked at once */
	const char *base; /* what the page's addresses are resolved against; NULL where unknown */
	const char *outlets[FIELDS_OUTLETS_MAX]; /* the outlet's own names, as line_key has them */
	size_t outlet_count;
	const char *headline; /* as headline.h found it */
	const char
		*language; /* as identity.h found it, then as the text has it; NULL where unknown */
	uint32_t heading_block; /* the block that shows the headline; blocks->count: none does */
	uint32_t heading;       /* the element that shows the headline; 0 where none does */
	uint32_t dek;           /* the element that shows the dek; 0 where none does */
	uint32_t byline;   /* the element that shows the byline; 0 where none does (after finish) */
	bool agency_signs; /* an agency stands where the author would (after the byline was read) */
	uint32_t first, last; /* first and last node of the body's text; 0 where there is no body */
	uint32_t text_block;  /* the block with which the text gets going, below a lede set apart */
};

/* Gathers the signals and fills out->headline, kicker, dek, canonical_url, language, section. */
void fields_begin(struct fields *fields, struct arena *arena, const struct blocks *blocks,
	const struct extract_request *request, struct article *out);

/*
 * Fills the rest, and mends out->language by the text. first, last: the first and the last node of the body's text (0, 0 where it has
 * none); out->paragraphs must stand, since dateline and agency are read off them.
 */
void fields_finish(struct fields *fields, uint32_t first, uint32_t last, struct article *out);

/*
 * Whether a text names the outlet itself: by its site or publisher's name, by its host, as a host
 * ("example.com"), or as any outlet is named in the configuration. loose: also where it is that name and a word or two ("Example Times
 * staff").
 */
bool fields_is_outlet(const struct fields *fields, struct slice text, bool loose);

/* Whether a node below the text stands in another `article`: a card, a comment. */
bool fields_is_another(const struct fields *fields, uint32_t node);

/*
 * What an outlet's rule (a CSS selector, NULL: none) selects first: its `content` or else its text,
 * folded. *node (may be NULL) gets the element, 0 where there is none; then the answer is NULL.
 */
const char *fields_ruled(const struct fields *fields, const char *rule, uint32_t *node);

/* The number of the body's first block; blocks->count where there is no body. */
uint32_t fields_first_block(const struct fields *fields);

/*
 * The blocks about the headline and over the text, where byline, date and agency stand: a few over
 * the headline, those between it and the text, and the text's first four; none longer than
 * FIELDS_LINE_MAX_BYTES. for (b = fields_line_first(f); b < f->blocks->count; b =
 * fields_line_next(f, b))
 */
uint32_t fields_line_first(const struct fields *fields);
uint32_t fields_line_next(const struct fields *fields, uint32_t b);

/*
 * A line for people on how a field was found, where the request asks for it: `headline: og:title,
 * agrees with h1`.
 */
void fields_explain(const struct fields *fields, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
