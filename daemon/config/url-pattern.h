// url-pattern.h - which addresses to take and which to leave.
//
// A pattern is a URL without its scheme in which `*` stands for any run of characters, also none
// and also slashes. It must fit the whole of the URL, from the host to the end of the query; a
// fragment does not count. A pattern that begins with a slash is held against path and query alone,
// on whatever host.
//
//      www.chinadaily.com.cn/a/2*      articles of one host, by the year in their path
//      *.example.org/*                 all below any subdomain, but not example.org itself
//      /video/*                        a folder, on any host
//      *?page=*                        addresses with that parameter first; `?` is a plain sign
//
// A scheme in front is ignored. Hosts are compared in lower case, the rest as it stands. Matching
// takes time linear in the URL for each piece between two stars; there is no back-tracking.
#ifndef NEWSWIRED_CONFIG_URL_PATTERN_H
#define NEWSWIRED_CONFIG_URL_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"

#define URL_PATTERN_MAX_BYTES 512

struct url_patterns;

/* Compiles `count` patterns into the arena; their strings are copied. They must have passed
 * url_pattern_check. */
struct url_patterns *url_patterns_new(
	struct arena *arena, const char *const *patterns, size_t count);

/* False (ERR_CONFIG) where the text is empty, too long, or holds blanks or control characters. */
bool url_pattern_check(const char *pattern, struct err *err);

/* Whether one of them fits. url: absolute, http or https. */
bool url_patterns_match(const struct url_patterns *patterns, const char *url);

#endif
