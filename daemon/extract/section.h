/*
 * section.h - a section page or a front page as a source: its headline lists, in page order.
 */
#ifndef NEWSWIRED_EXTRACT_SECTION_H
#define NEWSWIRED_EXTRACT_SECTION_H

#include <stdbool.h>

#include "base/err.h"
#include "base/slice.h"
#include "extract/extract.h"
#include "extract/feed.h"

/*
 * Reads a page by the machinery of list.h, without the guard of an article's body. An entry a
 * story: title, link, label of the list it stands in first, rank (its place in the page, from 1),
 * published where a time stands with it. The page's title, language and the feeds it names (link
 * rel=alternate; html.spec.whatwg.org section 4.6.7.1) go into the document. bytes: inflated, as
 * they came. False (ERR_FORMAT) where no list stands in it and no feed is named.
 */
bool section_read(struct feed *feed, const struct extract_request *request, struct slice bytes,
	struct err *err);

#endif
