/* Sitemaps: those of news, named by robots.txt, in the usual places, or in an index. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/url.h"
#include "probe/internal.h"

#define NAMED_MAX    6 /* sitemaps robots.txt names that are looked at, those of news first */
#define CHILDREN_MAX 3 /* of one index */

static const char *const places[] = { "/news-sitemap.xml", "/sitemap-news.xml",
	"/sitemap_index.xml", "/sitemap.xml" };

/* Whether the last part of an address has a number, as those have that are of a day or a page. */
static bool
is_numbered(const char *url)
{
	const char *name = strrchr(url, '/');
	for (; name != NULL && *name != '\0'; name++)
		if (isdigit((unsigned char)*name))
			return true;
	return false;
}

static bool
says_news(const char *url)
{
	return strcasestr(url, "news") != NULL;
}

enum sitemap_kind { SITEMAP_NONE, SITEMAP_PLAIN, SITEMAP_NEWS, SITEMAP_OF_SITEMAPS };

static enum sitemap_kind
fetch_sitemap(
	struct probe *probe, const char *url, const struct source_document **out, struct err *err)
{
	struct document document;
	const struct answer *answer = NULL;
	if (bring(probe, url, FETCH_SOURCE, &document, err))
		answer = bring_read(probe, &document, MESSAGE_SOURCE, err);
	if (answer == NULL)
		return SITEMAP_NONE;
	*out = &answer->source;
	if (answer->source.kind == SOURCE_SITEMAP_INDEX)
		return SITEMAP_OF_SITEMAPS;
	if (answer->source.kind != SOURCE_SITEMAP) {
		err_set(err, ERR_FORMAT, "no sitemap");
		return SITEMAP_NONE;
	}
	bring_outline(probe, &document);
	return source_is_of_news(&answer->source) ? SITEMAP_NEWS : SITEMAP_PLAIN;
}

/* Children in the order to look at them: those of news, then the newest. */
static size_t
choose_children(const struct probe *probe, const struct source_document *index,
	const char *children[CHILDREN_MAX])
{
	size_t count = 0;
	for (size_t i = 0; i < index->count && count < CHILDREN_MAX; i++)
		if (index->entries[i].link != NULL && says_news(index->entries[i].link) &&
			candidate_is_own(probe, index->entries[i].link))
			children[count++] = index->entries[i].link;
	const struct source_entry *newest = NULL;
	for (size_t i = 0; i < index->count; i++) {
		const struct source_entry *entry = &index->entries[i];
		if (entry->link == NULL || says_news(entry->link) ||
			!candidate_is_own(probe, entry->link))
			continue;
		if (newest == NULL || entry->updated > newest->updated)
			newest = entry;
	}
	if (newest != NULL && count < CHILDREN_MAX)
		children[count++] = newest->link;
	return count;
}

/*
 * An index is a source itself where its children come and go with days and pages; one of news that
 * keeps its name is read alone, without the archive beside it.
 */
static bool
try_index(struct probe *probe, size_t place, const struct source_document *index)
{
	const char *children[CHILDREN_MAX];
	size_t count = choose_children(probe, index, children);
	probe->report->sources[place].format = source_kind_name(SOURCE_SITEMAP_INDEX);
	probe->report->sources[place].entries = index->count;
	for (size_t i = 0; i < count; i++) {
		struct err err = { 0 };
		const struct source_document *document = NULL;
		if (fetch_sitemap(probe, children[i], &document, &err) != SITEMAP_NEWS)
			continue;
		struct probe_source *source = &probe->report->sources[place];
		if (!is_numbered(children[i])) {
			source->note = "an index; the one of news in it is enough";
			source = candidate_add(
				probe, CONFIG_SITEMAP, children[i], "named by an index");
		}
		if (source == NULL)
			return true;
		candidate_judge(probe, source, document);
		if (source == &probe->report->sources[place])
			source->format = source_kind_name(SOURCE_SITEMAP_INDEX);
		return true;
	}
	probe->report->sources[place].note = "an index without news";
	return false;
}

/* Looks at one sitemap; true where it is one of news. */
static bool
try_sitemap(struct probe *probe, const char *url, const char *found)
{
	struct err err = { 0 };
	const struct source_document *document = NULL;
	struct probe_source *source = candidate_add(probe, CONFIG_SITEMAP, url, found);
	if (source == NULL)
		return false;
	size_t place = probe->report->source_count - 1;
	switch (fetch_sitemap(probe, url, &document, &err)) {
	case SITEMAP_NONE: source->note = arena_strdup(probe->arena, err.text); return false;
	case SITEMAP_PLAIN:
		source->format = source_kind_name(document->kind);
		source->entries = document->count;
		source->note = "a sitemap of all pages, without news";
		return false;
	case SITEMAP_NEWS: candidate_judge(probe, source, document); return true;
	case SITEMAP_OF_SITEMAPS: return try_index(probe, place, document);
	}
	return false;
}

void
sitemaps_find(struct probe *probe)
{
	size_t tried = 0;
	for (int news = 1; news >= 0; news--) {
		for (size_t i = 0; i < probe->sitemap_count && tried < NAMED_MAX; i++) {
			const char *url = probe->sitemaps[i];
			if (says_news(url) != (news == 1) || !candidate_is_own(probe, url))
				continue;
			tried++;
			try_sitemap(probe, url, "named by robots.txt");
		}
	}
	if (tried == 0)
		candidate_guess(probe, places, sizeof(places) / sizeof(places[0]), try_sitemap);
}
