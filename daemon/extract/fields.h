/*
 * fields.h - all of an article but its body and its lists: headline, kicker, dek, published, updated, byline,
 * agency, dateline, photos, section, language, canonical URL.
 *
 *      fields_begin(&fields, arena, page, request, out);       before the body: it wants to know the headline
 *      ... the body fills out->paragraphs ...
 *      fields_finish(&fields, first, last, out);               after it: what stands around the text
 *
 * The single fields have a module each (headline.h, published.h, byline.h, agency.h, dateline.h, photo.h, identity.h),
 * and all of them look at one `struct fields`.
 */
#ifndef NEWSWIRED_EXTRACT_FIELDS_H
#define NEWSWIRED_EXTRACT_FIELDS_H

#include "extract/extract.h"
#include "extract/signals.h"
#include "html/page.h"

struct fields {
	struct arena *arena;
	const struct page *page;
	const struct extract_request *request;
	struct signals signals;
	const char *base; /* what the page's addresses are resolved against; NULL where unknown */
	uint32_t heading; /* the element that shows the headline; 0 where none does */
	uint32_t dek;     /* the element that shows the dek; 0 where none does */
	uint32_t byline;  /* the element that shows the byline; 0 where none does (after finish) */
	uint32_t first, last; /* first and last node of the body's text; 0 where there is no body */
};

/* Gathers the signals and fills out->headline, kicker, dek, canonical_url, language, section. */
void fields_begin(struct fields *fields, struct arena *arena, const struct page *page,
	const struct extract_request *request, struct article *out);

/*
 * Fills the rest. first, last: the first and the last node of the body's text (0, 0 where it has none);
 * out->paragraphs must stand, since dateline and agency are read off them.
 */
void fields_finish(struct fields *fields, uint32_t first, uint32_t last, struct article *out);

/* A line for people on how a field was found, where the request asks for it: `headline: og:title, agrees with h1`. */
void fields_explain(const struct fields *fields, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
