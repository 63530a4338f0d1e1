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
 * What is known of the site that an address is of: one without `www.`, or, where it is NULL, the
 * one site of all pages without an address. Good until the next sites_learn of it.
 */
struct memory_known sites_known(const struct sites *sites, const char *url);

/*
 * Learns the lines of a page, which was read with a memory (extract_request.memory). What is no
 * article is not learned.
 */
void sites_learn(struct sites *sites, const char *url, const struct article *article);

#endif
