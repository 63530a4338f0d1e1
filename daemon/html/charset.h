/*
 * charset.h - a document's bytes to UTF-8, lossily: a bad byte costs itself.
 *
 * HTML order: BOM, HTTP charset, <meta> in the first 4 KiB, valid UTF-8, then a guess (ICU's
 * detector), else windows-1252. What is said is checked against what is there: bytes that are
 * beyond doubt UTF-8 are read as such whatever a server says of them, and a page that says UTF-8
 * but holds none is guessed at. Labels are the WHATWG Encoding standard's: gb2312 is read as
 * GB18030, iso-8859-1 and us-ascii as windows-1252 and so on; a meta that says UTF-16 means UTF-8.
 * Conversion is ICU's, whose tables lie in the library, so that it works in a worker that may open
 * no file.
 * Source: encoding.spec.whatwg.org, section 4.2 (labels); html.spec.whatwg.org, section 13.2.3.
 */
#ifndef NEWSWIRED_HTML_CHARSET_H
#define NEWSWIRED_HTML_CHARSET_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/slice.h"

/*
 * An HTML page as well-formed UTF-8 without BOM. `content_type`: the HTTP header's value, or NULL.
 * Gives (a part of) `bytes` itself where it already is; else a copy in the arena. *name (may be
 * NULL) gets the encoding's name, a constant.
 */
struct slice charset_html(
	struct arena *arena, struct slice bytes, const char *content_type, const char **name);

/*
 * By ICU's detector: the likeliest encoding of a document that is neither ASCII nor UTF-8, by the
 * text between its tags. NULL where it has no idea.
 */
const char *charset_guess(struct arena *arena, struct slice bytes);

/* The WHATWG name of a label ("latin1" -> "windows-1252"), or NULL for one nobody knows. */
const char *charset_of_label(struct slice label);

/* The label in a Content-Type value ("text/html; charset=gb2312"); data NULL where none. */
struct slice charset_of_content_type(const char *content_type);

/*
 * Converts from the named encoding (as charset_of_label gives) to UTF-8, bad bytes becoming U+FFFD.
 */
struct slice charset_convert(struct arena *arena, struct slice bytes, const char *name);

#endif
