/*
 * response.h - the header of an HTTP answer: the lines newswired cares about.
 *
 * Source: RFC 9110 (Retry-After section 10.2.3, dates section 5.6.7), RFC 9111 (Cache-Control, Age,
 * Expires). No I/O; the clock is handed in.
 */
#ifndef NEWSWIRED_FETCH_RESPONSE_H
#define NEWSWIRED_FETCH_RESPONSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

#define RESPONSE_UNKNOWN (-1)

/* The strings are its own; NULL where the line is missing. Zeroed before its first use. */
struct response {
	int status; /* 0 before a status line */
	char *location;
	char *content_type;
	char *content_encoding;
	char *etag;
	char *last_modified;
	char *retry_after;
	char *cache_control;
	char *expires;
	char *date;
	int64_t content_length; /* RESPONSE_UNKNOWN where missing */
	int64_t age_s;
	bool is_bot_check; /* Cloudflare asks whether we are human ("cf-mitigated: challenge") */
	size_t bytes;      /* of all lines so far, those of interim answers and trailers included */
	bool complete;     /* the empty line that ends a final header has come */
};

void response_release(struct response *response);

/*
 * Takes one header line in, with or without its line end. A status line begins a new answer: what
 * an interim one (1xx) said is forgotten. Lines after the header's end (trailers) are only counted.
 */
void response_line(struct response *response, struct slice line);

/* Retry-After, a number or a date, in seconds from now on; RESPONSE_UNKNOWN where there is none. */
int64_t response_retry_after_s(const struct response *response, int64_t now);

/*
 * How long the answer stays fresh: max-age less Age, else Expires; 0 for no-cache and no-store;
 * RESPONSE_UNKNOWN where nothing is said.
 */
int64_t response_max_age_s(const struct response *response, int64_t now);

#endif
