/*
 * inflate.h - a body's content codings undone, with an end to what a bomb may bring.
 *
 * gzip (RFC 1952; several members, bytes behind the last ignored), deflate (RFC 9110 section
 * 8.4.1.2: zlib, and the raw deflate some servers send), br (RFC 7932), zstd (RFC 8878; several
 * frames), identity, and several of them in a row.
 */
#ifndef NEWSWIRED_EXTRACT_INFLATE_H
#define NEWSWIRED_EXTRACT_INFLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"

/*
 * Beyond the first INFLATE_FREE_BYTES no coding may give more than INFLATE_RATIO_MAX bytes for one:
 * HTML comes to 20 at most.
 */
#define INFLATE_FREE_BYTES ((size_t)1 << 20)
#define INFLATE_RATIO_MAX  100

/*
 * Undoes the codings. content_encoding: the HTTP header, NULL where none; an unknown coding in it
 * is taken for identity. Bytes that are gzip by their first bytes are inflated whatever the header
 * says, since a file at rest has none. max_bytes: ceiling of what comes out. *out is `bytes` itself
 * where nothing was to be done, else lives in the arena. Plain text that the header calls
 * compressed is taken as it is. False: ERR_LIMIT over a ceiling, ERR_FORMAT for bytes that are not
 * what the header says, or end too early.
 */
bool inflate_body(struct arena *arena, struct slice bytes, const char *content_encoding,
	size_t max_bytes, struct slice *out, struct err *err);

#endif
