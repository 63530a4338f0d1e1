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
	struct memory_line *lines;
	size_t count;
	uint32_t pages;
	/* Page n is at n % MEMORY_PAGES; their lines are owned. */
	struct memory_page former[MEMORY_PAGES];
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
	for (size_t i = 0; i < MEMORY_PAGES; i++)
		mem_free((void *)site->former[i].lines);
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
	return (struct memory_known){ site->lines, site->count, site->pages };
}

void
sites_learn(struct sites *sites, const char *address, const struct article *article)
{
	struct url url;
	struct memory_line learned[MEMORY_PAGE_LINES_MAX];
	if (article->reason != REASON_NONE)
		return;
	struct slice host = host_of(address, &url);
	struct site *site = table_get(sites->by_host, host.data, host.length);
	if (site == NULL) {
		site = mem_zalloc(1, sizeof(*site));
		table_put(sites->by_host, host.data, host.length, site);
	}
	size_t former = site->pages < MEMORY_PAGES ? site->pages : MEMORY_PAGES;
	uint64_t *lines = mem_zalloc(article->line_count + 1, sizeof(*lines));
	for (size_t i = 0; i < article->line_count; i++)
		lines[i] = article->lines[i];
	const struct memory_page page = {
		.number = ++site->pages,
		.story = article->title_hash[0] != '\0' ? (int64_t)hash_stable(article->title_hash,
								  strlen(article->title_hash))
							: 0,
		.lines = lines,
		.count = article->line_count,
	};
	size_t count = memory_learn(site->former, former, &page, learned);
	struct memory_line *merged = mem_zalloc(site->count + count + 1, sizeof(*merged));
	site->count = memory_merge(merged, site->lines, site->count, learned, count);
	mem_free(site->lines);
	site->lines = merged;
	struct memory_page *place = &site->former[(page.number - 1) % MEMORY_PAGES];
	mem_free((void *)place->lines);
	*place = page;
}
