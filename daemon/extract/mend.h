/*
 * mend.h - broken XML to well-formed XML, and broken JSON to JSON, with as little loss as can be.
 */
#ifndef NEWSWIRED_EXTRACT_MEND_H
#define NEWSWIRED_EXTRACT_MEND_H

#include "base/buffer.h"
#include "base/slice.h"

/* What a reference to an entity of the document's own stands for: false where it is not known. */
typedef bool mend_entity_fn(void *context, struct slice name, struct slice *value);

/*
 * Appends to `out` what can be saved of `text` (UTF-8), in one pass: bare `&` and `<` escaped,
 * HTML's named references put in as characters, control characters, comments, instructions and
 * DOCTYPE dropped, attributes quoted, elements that are not closed closed with the one around them
 * or at the end, end tags that close nothing dropped, what is nested deeper than XML_DEPTH_MAX
 * flattened, text outside the root dropped. `entity` (with `context`) is asked for names that are
 * not HTML's; a declared one without value yields nothing.
 */
void mend_xml(struct slice text, mend_entity_fn *entity, void *context, struct buffer *out);

/*
 * Whether XML is to be mended without being tried: in order or not, it would take long to read
 * (thousands of attributes), or a forgotten end lets it be read for something else.
 */
bool mend_is_needed(struct slice text);

/* JSON (UTF-8) without the blanks and comments before it. */
struct slice mend_json_start(struct slice text);

/*
 * Appends to `out` what can be saved of the array or object that `text` (UTF-8) begins with, in one
 * pass: comments dropped, commas and colons set where they belong, words without quotes quoted,
 * quotes within strings escaped, control characters but line breaks and tabs dropped, what is not
 * closed closed at the end, and what is nested too deep left out with all behind it. Nothing where
 * neither begins there.
 */
void mend_json(struct slice text, struct buffer *out);

#endif
