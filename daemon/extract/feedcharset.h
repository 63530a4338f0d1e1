/*
 * feedcharset.h - the bytes of an XML or JSON document to UTF-8.
 *
 * In this order: BOM (UTF-8, -16, -32), the zero bytes of UTF-16 and -32 without one, EBCDIC by
 * its "<?xm", Content-Type's charset, the XML declaration, UTF-8 where the bytes are, a guess
 * where there are enough of them, windows-1252.
 * Three liberties: bytes that are UTF-8 and no ASCII are UTF-8 even where they are called latin,
 * since nothing else looks like it by chance; where Content-Type says UTF-8 and they are not, the
 * declaration is asked; and in what calls itself UTF-8 a byte that is not is read as windows-1252,
 * alone.
 * Sources: RFC 7303 section 3, XML 1.0 appendix F, WHATWG Encoding (labels); other labels as ICU
 * and other programs know them.
 */
#ifndef NEWSWIRED_EXTRACT_FEEDCHARSET_H
#define NEWSWIRED_EXTRACT_FEEDCHARSET_H

#include <stdint.h>

#include "base/arena.h"
#include "base/slice.h"

/*
 * Well-formed UTF-8 without BOM: `bytes` itself where it already is, else a copy in the arena. C1
 * control characters become what windows-1252 has in their place. `content_type`: the HTTP header's
 * value, or NULL.
 */
struct slice feed_charset(struct arena *arena, struct slice bytes, const char *content_type);

/*
 * What windows-1252 has in the place of a C1 control character; any other code point is its own
 * answer.
 */
uint32_t feed_charset_control(uint32_t point);

#endif
