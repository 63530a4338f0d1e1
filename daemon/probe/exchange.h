/*
 * exchange.h - outlets to and from OPML, which other readers write and read.
 *
 * An OPML file knows feeds, an outlet is a site with several: feeds are put together by the host of
 * their site. Sitemaps, section pages and rules have no place in OPML.
 */
#ifndef NEWSWIRED_PROBE_EXCHANGE_H
#define NEWSWIRED_PROBE_EXCHANGE_H

#include "base/buffer.h"
#include "extract/opml.h"
#include "probe/draft.h"

/* Why a feed goes into no outlet. */
struct exchange_skipped {
	const char *url;
	const char *reason; /* for people */
};

struct exchange {
	struct draft *drafts; /* in the order of their first feeds; ids are not set */
	size_t count;
	struct exchange_skipped *skipped;
	size_t skipped_count;
};

/*
 * An outlet for each site: of the host of htmlUrl, else of xmlUrl, without "www.". Feeds that are
 * named twice, or are sources of `config` already, are skipped. In the arena; `config` gives strings.
 */
struct exchange exchange_read(
	struct arena *arena, const struct opml *opml, const struct config *config);

/* Appends the feeds of all enabled outlets as OPML 2.0. False where the buffer takes no more. */
bool exchange_write(struct buffer *out, const struct config *config);

#endif
