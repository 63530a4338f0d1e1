/*
 * url.h - http and https addresses: taken apart, resolved, compared.
 *
 * Source: RFC 3986 section 5 (resolution) as browsers do it (WHATWG URL): back slashes count as
 * slashes, tabs and line ends inside are dropped, blanks around are cut, unsafe bytes are
 * %-encoded, hosts are lower case and, where they are not ASCII, IDNA (by ICU). No I/O.
 */
#ifndef NEWSWIRED_BASE_URL_H
#define NEWSWIRED_BASE_URL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"

#define URL_MAX_BYTES 4096 /* longer addresses are refused: no outlet's article has one */

/* Parts of an absolute address; slices of the string they were read from. */
struct url {
	struct slice scheme;   /* "http" or "https" */
	struct slice userinfo; /* without the @; data NULL where none */
	struct slice host;     /* lower case; an IPv6 address with its brackets */
	struct slice port;     /* digits; data NULL where none or the scheme's own */
	struct slice path;     /* begins with "/" */
	struct slice query;    /* without the "?"; data NULL where none */
	struct slice fragment; /* without the "#"; data NULL where none */
};

/* Takes an absolute http(s) address in the form url_resolve gives apart. False where it is none. */
bool url_read(const char *address, struct url *out);

/*
 * `reference` (raw, as a page has it; character references already decoded) made absolute against
 * `base` and normalized: dot segments removed, host in lower case, default port dropped. `base`
 * NULL: the reference must be absolute. NULL where the result is no http(s) address with a host, or
 * too long. `keep_fragment` false drops "#...".
 */
const char *url_resolve(
	struct arena *arena, const char *base, struct slice reference, bool keep_fragment);

/*
 * The form addresses are compared in: without scheme, `www.` (and `m.`, `amp.` in front), fragment,
 * default port, tracking parameters (utm_*, fbclid, gclid and their like: one list, in
 * words/tracking.txt), trailing slash, and with the parameters sorted.
 * "https://www.a.example/x/?utm_source=b&q=1#c" -> "a.example/x?q=1". NULL where `address` is no
 * http(s) address.
 */
const char *url_key(struct arena *arena, const char *address);

/* The part of that form that a query makes: "utm_source=b&q=1&a" -> "?a&q=1"; empty where no parameter counts. */
const char *url_query_key(struct arena *arena, struct slice query);

/* The host of an address without "www.", in the arena; NULL where there is none. */
const char *url_host(struct arena *arena, const char *address);

/*
 * The registrable domain of a host (libpsl): "news.bbc.co.uk" -> "bbc.co.uk". The host itself where
 * it has none (IP, single label).
 */
const char *url_registrable(struct arena *arena, struct slice host);

/* "https://a.example:8080", what robots.txt and politeness go by. NULL where there is none. */
const char *url_origin(struct arena *arena, const char *address);

#endif
