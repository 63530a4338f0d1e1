/* Copies of robots.txt, and how long each stands. */
#include "fetch/robots-cache.h"

#include <string.h>

#include "base/memory.h"
#include "base/table.h"

/* What an entry costs beside its rules: the struct, its key, the table's share. */
#define ENTRY_BYTES (sizeof(struct robots_entry) + 128)

struct robots_cache {
	char *agent;
	struct table *entries;
	size_t bytes;
	TAILQ_HEAD(used_list, robots_entry) used; /* longest unused first */
};

struct robots_cache *
robots_cache_new(const char *agent)
{
	struct robots_cache *cache = mem_zalloc(1, sizeof(*cache));
	cache->agent = mem_strdup(agent);
	cache->entries = table_new();
	TAILQ_INIT(&cache->used);
	return cache;
}

static void
entry_free(void *pointer)
{
	struct robots_entry *entry = pointer;
	robots_free(entry->robots);
	mem_free(entry->origin);
	mem_free(entry->why);
	mem_free(entry);
}

void
robots_cache_free(struct robots_cache *cache)
{
	if (cache == NULL)
		return;
	table_free(cache->entries, entry_free);
	mem_free(cache->agent);
	mem_free(cache);
}

static bool
is_needed(const struct robots_entry *entry)
{
	return entry->asking != NULL || !TAILQ_EMPTY(&entry->waiting);
}

/* Brings the cache back under its ceilings, sparing `keep` and what somebody waits for. */
static void
make_room(struct robots_cache *cache, const struct robots_entry *keep)
{
	struct robots_entry *next;
	for (struct robots_entry *entry = TAILQ_FIRST(&cache->used); entry != NULL; entry = next) {
		if (cache->bytes <= ROBOTS_CACHE_BYTES &&
			table_count(cache->entries) <= ROBOTS_CACHE_ORIGINS)
			return;
		next = TAILQ_NEXT(entry, next_used);
		if (entry == keep || is_needed(entry))
			continue;
		TAILQ_REMOVE(&cache->used, entry, next_used);
		cache->bytes -= entry->bytes;
		table_remove(cache->entries, entry->origin, strlen(entry->origin));
		entry_free(entry);
	}
}

static void
count_bytes(struct robots_cache *cache, struct robots_entry *entry)
{
	cache->bytes -= entry->bytes;
	entry->bytes = ENTRY_BYTES + strlen(entry->origin) * 2;
	if (entry->robots != NULL)
		entry->bytes += robots_held_bytes(entry->robots);
	cache->bytes += entry->bytes;
	make_room(cache, entry);
}

struct robots_entry *
robots_cache_find(struct robots_cache *cache, const char *origin)
{
	return table_get(cache->entries, origin, strlen(origin));
}

struct robots_entry *
robots_cache_entry(struct robots_cache *cache, const char *origin)
{
	struct robots_entry *entry = robots_cache_find(cache, origin);
	if (entry != NULL) {
		TAILQ_REMOVE(&cache->used, entry, next_used);
		TAILQ_INSERT_TAIL(&cache->used, entry, next_used);
		return entry;
	}
	entry = mem_zalloc(1, sizeof(*entry));
	entry->origin = mem_strdup(origin);
	TAILQ_INIT(&entry->waiting);
	TAILQ_INSERT_TAIL(&cache->used, entry, next_used);
	table_put(cache->entries, origin, strlen(origin), entry);
	count_bytes(cache, entry);
	return entry;
}

enum robots_verdict
robots_cache_verdict(const struct robots_entry *entry, const char *url, int64_t now_s)
{
	if (!entry->known || now_s >= entry->fresh_until_s)
		return ROBOTS_ASKED;
	if (entry->robots != NULL)
		return robots_allows(entry->robots, url) ? ROBOTS_ALLOW : ROBOTS_DENY;
	return entry->silent ? ROBOTS_SILENT : ROBOTS_ALLOW;
}

static void
replace(struct robots_entry *entry, struct robots *robots)
{
	robots_free(entry->robots);
	entry->robots = robots;
	entry->refused = false;
}

/* No answer: what was read before stands, if it is not too old. */
static void
take_silence(struct robots_entry *entry, int64_t max_age_s, int64_t now_s)
{
	if (entry->robots != NULL && now_s - entry->read_s > ROBOTS_STALE_MAX_S)
		replace(entry, NULL);
	entry->silent = true;
	int64_t wait_s = ROBOTS_SILENT_S;
	for (int i = 0; i < entry->silences && wait_s < ROBOTS_SILENT_MAX_S; i++)
		wait_s *= 2;
	if (wait_s > ROBOTS_SILENT_MAX_S)
		wait_s = ROBOTS_SILENT_MAX_S;
	if (max_age_s > wait_s)
		wait_s = max_age_s < ROBOTS_FRESH_MAX_S ? max_age_s : ROBOTS_FRESH_MAX_S;
	entry->silences++;
	entry->fresh_until_s = now_s + wait_s;
}

static void
take_document(struct robots_entry *entry, struct robots *robots, int64_t max_age_s, int64_t now_s)
{
	replace(entry, robots);
	entry->silent = false;
	entry->silences = 0;
	entry->read_s = now_s;
	int64_t fresh_s = max_age_s < 0 ? ROBOTS_FRESH_MAX_S : max_age_s;
	if (fresh_s < ROBOTS_FRESH_MIN_S)
		fresh_s = ROBOTS_FRESH_MIN_S;
	if (fresh_s > ROBOTS_FRESH_MAX_S)
		fresh_s = ROBOTS_FRESH_MAX_S;
	entry->fresh_until_s = now_s + fresh_s;
}

void
robots_cache_answer(struct robots_cache *cache, struct robots_entry *entry, int status,
	struct slice bytes, int64_t max_age_s, int64_t now_s)
{
	entry->known = true;
	entry->status = status;
	if (status >= 200 && status < 300)
		take_document(entry, robots_read(bytes, cache->agent), max_age_s, now_s);
	else if (status >= 400 && status < 500 && status != 429)
		take_document(entry, NULL, max_age_s, now_s);
	else
		take_silence(entry, max_age_s, now_s);
	count_bytes(cache, entry);
}

int64_t
robots_cache_delay_ms(const struct robots_entry *entry)
{
	double delay_s = entry->robots != NULL ? robots_crawl_delay_s(entry->robots) : 0;
	if (delay_s > ROBOTS_DELAY_MAX_S)
		delay_s = ROBOTS_DELAY_MAX_S;
	return (int64_t)(delay_s * 1000);
}
