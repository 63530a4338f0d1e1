/*
 * choose.h - which entries of a source's document are looked at, and which of these are read.
 *
 * No I/O, no clock. What is chosen is copied into the caller's arena: the document may go.
 */
#ifndef NEWSWIRED_DESK_CHOOSE_H
#define NEWSWIRED_DESK_CHOOSE_H

#include "article/source.h"
#include "base/arena.h"
#include "config/config.h"
#include "store/store.h"

/* Sitemaps of one index that are read in one poll, the newest first. */
#define CHOOSE_SITEMAPS_MAX 20

struct choice {
	const struct config_poll *settings;
	const struct outlet_config *outlet; /* its patterns of what to take and to leave */
	int64_t now;
	bool first; /* the source was never read before */
};

/*
 * The entries that have an address, newest first where all are dated, with the word on each whether
 * it is to be read; dates that cannot be are dropped. Gives their number, at most `poll.entries`.
 */
size_t choose_entries(struct arena *arena, const struct choice *choice,
	struct source_entry *entries, size_t count, struct store_entry **rows);

/*
 * The addresses of the sitemaps an index names, the newest first; without those that have not
 * changed since `since` (CLOCK_NEVER: with all). Gives their number.
 */
size_t choose_sitemaps(struct arena *arena, const struct source_entry *entries, size_t count,
	int64_t since, const char *const **urls);

/*
 * Whether what a sitemap holds that an index names is looked at: news, or anything where `plain`,
 * the source's own word.
 */
bool choose_child(const struct source_document *sitemap, bool plain);

#endif
