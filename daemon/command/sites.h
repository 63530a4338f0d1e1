/*
 * sites.h - site memory within one run: what `newswire extract --memory` learns of each host
 * before it prints.
 */
#ifndef NEWSWIRED_COMMAND_SITES_H
#define NEWSWIRED_COMMAND_SITES_H

#include "article/article.h"
#include "extract/memory.h"

struct sites;

struct sites *sites_new(void);
void sites_free(struct sites *sites); /* NULL is ignored */

/*
 * Takes the lines of a page, which was read with a memory (extract_request.memory). What is no
 * article is left out. An address is of the site of its host, without `www.`; NULL of the one site
 * of all pages without an address. crawled: when it was fetched; CLOCK_NEVER where unknown.
 */
void sites_add(
	struct sites *sites, const char *url, int64_t crawled, const struct article *article);

/* Learns the pages of each site in the order they came. */
void sites_learn(struct sites *sites);

/* What is known of the site that an address is of; nothing before sites_learn. Lives until then. */
struct memory_known sites_known(const struct sites *sites, const char *url);

#endif
