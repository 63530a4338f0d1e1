/*
 * jsonld.h - a page's JSON-LD: what the Article object in it says.
 *
 * Broken JSON is mended where that is cheap: control characters in strings, trailing commas, wrong
 * escapes, halves of surrogate pairs, HTML comments and CDATA around it, character references in
 * place of quotes. Source: schema.org, json-ld.org (w3.org/TR/json-ld11) as far as pages use it:
 * objects, arrays, @graph, @id references to authors.
 */
#ifndef NEWSWIRED_EXTRACT_JSONLD_H
#define NEWSWIRED_EXTRACT_JSONLD_H

#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"
#include "extract/signals.h"

#define JSONLD_SCRIPTS_MAX 24                /* with an article's members; pages have one or two */
#define JSONLD_MAX_BYTES   ((size_t)1 << 20) /* a longer script is left out */

/* The scripts of one page that are worth a look. */
struct jsonld {
	struct slice scripts[JSONLD_SCRIPTS_MAX];
	size_t count;
};

/*
 * Notes a script's raw content, where it has an article's members; it must outlive the call of
 * jsonld_read.
 */
void jsonld_add(struct jsonld *jsonld, struct slice script);

/*
 * Fills the signals that JSON-LD gives. Of several articles the one is taken whose address is the
 * page's (`url`, may be NULL) or whose headline is og:title's or the title tag's, else the first;
 * so the metas must have been read before.
 */
void jsonld_read(
	const struct jsonld *jsonld, struct arena *arena, const char *url, struct signals *out);

#endif
