/*
 * reference.h - character references: &amp; &eacute; &#8217; &#x2019;
 *
 * All 2,231 named ones of the HTML standard, section 13.5, and its rules for those without a
 * semicolon (section 13.2.5.72 to .80): in attributes such a one is left alone before '=' or an
 * alphanumeric. Numbers 0x80 to 0x9F are read as windows-1252.
 */
#ifndef NEWSWIRED_HTML_REFERENCE_H
#define NEWSWIRED_HTML_REFERENCE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/slice.h"

/*
 * The reference at the front of `text` (text.data[0] is '&'): its UTF-8 in out[8], its bytes in
 * *out_length; gives the number of bytes it takes up in `text`, 0 where it is none.
 */
size_t reference_read(struct slice text, bool in_attribute, char out[8], size_t *out_length);

/* Appends `text` with its references decoded and NULs dropped. */
void reference_decode(struct slice text, bool in_attribute, struct buffer *out);

/* The same as a terminated string in the arena. */
const char *reference_text(struct arena *arena, struct slice text, bool in_attribute);

#endif
