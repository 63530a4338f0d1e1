/*
 * Site memory kept in the memory of one run: the last pages of each host, and the lines they had
 * in common.
 */
#include "command/sites.h"

#include <string.h>

#include "base/memory.h"
#include "base/table.h"
#include "base/url.h"

struct site {
	struct memory_page *pages; /* in the order they came; their lines are owned */
	size_t page_count, room;
	struct memory_line *lines;
	size_t line_count;
};

struct sites {
	struct table *by_host; /* -> struct site */
};

struct sites *
sites_new(void)
{
	struct sites *sites = mem_zalloc(1, sizeof(*sites));
	sites->by_host = table_new();
	return sites;
}

static void
site_free(void *value)
{
	struct site *site = value;
	for (size_t i = 0; i < site->page_count; i++)
		mem_free((void *)site->pages[i].lines);
	mem_free(site->pages);
	mem_free(site->lines);
	mem_free(site);
}

void
sites_free(struct sites *sites)
{
	if (sites == NULL)
		return;
	table_free(sites->by_host, site_free);
	mem_free(sites);
}

/* The host of an address, without `www.`; "" where there is none. */
static struct slice
host_of(const char *address, struct url *url)
{
	if (address == NULL || !url_read(address, url))
		return SLICE("");
	struct slice host = url->host;
	if (slice_starts(host, SLICE("www.")))
		host = (struct slice){ host.data + 4, host.length - 4 };
	return host;
}

struct memory_known
sites_known(const struct sites *sites, const char *address)
{
	struct url url;
	struct slice host = host_of(address, &url);
	const struct site *site = table_get(sites->by_host, host.data, host.length);
	if (site == NULL)
		return (struct memory_known){ 0 };
	return (struct memory_known){ site->lines, site->line_count, (uint32_t)site->page_count };
}

void
sites_add(struct sites *sites, const char *address, int64_t crawled, const struct article *article)
{
	struct url url;
	const char *hash = article->title_hash;
	if (article->reason != REASON_NONE)
		return;
	struct slice host = host_of(address, &url);
	struct site *site = table_get(sites->by_host, host.data, host.length);
	if (site == NULL) {
		site = mem_zalloc(1, sizeof(*site));
		table_put(sites->by_host, host.data, host.length, site);
	}
	uint64_t *lines = mem_alloc((article->line_count + 1) * sizeof(*lines));
	if (article->line_count > 0)
		memcpy(lines, article->lines, article->line_count * sizeof(*lines));
	site->pages = mem_grow(site->pages, site->page_count, &site->room, sizeof(*site->pages));
	struct memory_page *page = &site->pages[site->page_count++];
	*page = (struct memory_page){
		.number = (uint32_t)site->page_count,
		.story = hash[0] != '\0' ? (int64_t)hash_stable(hash, strlen(hash)) : 0,
		.day = memory_day(crawled),
		.lines = lines,
		.count = article->line_count,
	};
}

/*
 * What the pages teach one after the other, where `known` tells which lines are no sign of
 * kinship.
 */
static void
learn(struct site *site, const struct memory_known *known)
{
	struct memory_line *lines = NULL, learned[MEMORY_PAGE_LINES_MAX];
	size_t count = 0;
	for (size_t i = 0; i < site->page_count; i++) {
		size_t former = i < MEMORY_PAGES ? i : MEMORY_PAGES;
		size_t fresh = memory_learn(
			known, &site->pages[i - former], former, &site->pages[i], learned);
		struct memory_line *merged = mem_alloc((count + fresh + 1) * sizeof(*merged));
		count = memory_merge(merged, lines, count, learned, fresh);
		mem_free(lines);
		lines = merged;
	}
	mem_free(site->lines);
	site->lines = lines;
	site->line_count = count;
}

/*
 * Twice: where texts are short, the furniture makes the first pages look akin, until there are
 * enough of them to know it.
 */
void
sites_learn(struct sites *sites)
{
	size_t at = 0;
	for (void *value; table_next(sites->by_host, &at, NULL, &value);) {
		struct site *site = value;
		learn(site, NULL);
		const struct memory_known known = { site->lines, site->line_count,
			(uint32_t)site->page_count };
		learn(site, &known);
	}
}
