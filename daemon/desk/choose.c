/* Newest first, not too many, and not what is old or left. */
#include "desk/choose.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"

/* Of a text in the place of a summary: the store cuts it further. */
#define SUMMARY_MAX_BYTES ((size_t)8192)

static int64_t
newest_date(const struct source_entry *entry)
{
	return entry->published != CLOCK_NEVER ? entry->published : entry->updated;
}

/* Newest first; those without a date stay in the document's order, before the dated ones. */
static int
by_date(const void *a, const void *b)
{
	const struct source_entry *const *x = a, *const *y = b;
	int64_t dx = newest_date(*x), dy = newest_date(*y);
	if (dx != dy && dx != CLOCK_NEVER && dy != CLOCK_NEVER)
		return dx > dy ? -1 : 1;
	return *x < *y ? -1 : 1;
}

/* Why an entry is kept but not read; NULL: it is to be read. */
static const char *
refusal(const struct choice *choice, const struct source_entry *entry, size_t place)
{
	const struct config_poll *settings = choice->settings;
	int64_t date = newest_date(entry);
	if (!outlet_takes(choice->outlet, entry->link))
		return "left";
	if (settings->oldest_s > 0 && date != CLOCK_NEVER &&
		date < choice->now - settings->oldest_s)
		return "old";
	if (!choice->first)
		return NULL;
	if (place >= (size_t)settings->first_entries)
		return "beyond the first poll";
	if (settings->first_age_s > 0 && date != CLOCK_NEVER &&
		date < choice->now - settings->first_age_s)
		return "old";
	return NULL;
}

/* All dated, or none: then the order is by date; a mixture keeps the document's. */
static bool
can_sort(const struct source_entry *const *entries, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (newest_date(entries[i]) == CLOCK_NEVER)
			return false;
	return true;
}

static void
sort(const struct source_entry **entries, size_t count)
{
	if (count > 0 && can_sort(entries, count))
		qsort(entries, count, sizeof(*entries), by_date);
}

static const char *
copy(struct arena *arena, const char *text)
{
	return text != NULL ? arena_strdup(arena, text) : NULL;
}

/* The content stands in for a summary that is missing, and is of no other use. */
static struct source_entry *
copy_entry(struct arena *arena, const struct source_entry *from)
{
	struct source_entry *entry = arena_alloc(arena, sizeof(*entry));
	const char *summary = from->summary != NULL ? from->summary : from->content;
	*entry = *from;
	entry->id = copy(arena, from->id);
	entry->title = copy(arena, from->title);
	entry->link = copy(arena, from->link);
	entry->dated = copy(arena, from->dated);
	entry->author = copy(arena, from->author);
	entry->summary = NULL;
	if (summary != NULL)
		entry->summary = arena_strndup(
			arena, summary, text_cut(summary, strlen(summary), SUMMARY_MAX_BYTES));
	entry->content = NULL;
	entry->image = copy(arena, from->image);
	entry->label = copy(arena, from->label);
	return entry;
}

size_t
choose_entries(struct arena *arena, const struct choice *choice, struct source_entry *entries,
	size_t count, struct store_entry **rows)
{
	const struct source_entry **chosen = mem_zalloc(count, sizeof(*chosen));
	size_t most = (size_t)choice->settings->entries, kept = 0, taken = 0;
	for (size_t i = 0; i < count; i++) {
		struct source_entry *entry = &entries[i];
		if (entry->link == NULL)
			continue;
		entry->published = clock_believed(entry->published, choice->now);
		entry->updated = clock_believed(entry->updated, choice->now);
		chosen[kept++] = entry;
	}
	sort(chosen, kept);
	if (kept > most)
		kept = most;
	*rows = arena_zalloc(arena, kept, sizeof(**rows));
	for (size_t i = 0; i < kept; i++) {
		const char *refused = refusal(choice, chosen[i], taken);
		taken += refused == NULL;
		(*rows)[i] = (struct store_entry){ copy_entry(arena, chosen[i]), refused };
	}
	mem_free(chosen);
	return kept;
}

static bool
is_wanted(const struct source_entry *sitemap, int64_t since)
{
	int64_t changed = newest_date(sitemap);
	return sitemap->link != NULL &&
	       (changed == CLOCK_NEVER || since == CLOCK_NEVER || changed > since);
}

size_t
choose_sitemaps(struct arena *arena, const struct source_entry *entries, size_t count,
	int64_t since, const char *const **urls)
{
	const struct source_entry **chosen = mem_zalloc(count, sizeof(*chosen));
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (is_wanted(&entries[i], since))
			chosen[kept++] = &entries[i];
	sort(chosen, kept);
	if (kept > CHOOSE_SITEMAPS_MAX)
		kept = CHOOSE_SITEMAPS_MAX;
	const char **copies = arena_zalloc(arena, kept, sizeof(*copies));
	for (size_t i = 0; i < kept; i++)
		copies[i] = arena_strdup(arena, chosen[i]->link);
	*urls = copies;
	mem_free(chosen);
	return kept;
}

bool
choose_child(const struct source_document *sitemap, bool plain)
{
	return plain || sitemap->kind != SOURCE_SITEMAP || source_is_of_news(sitemap);
}
