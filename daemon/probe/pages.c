/* Article pages: whether what the sources name extracts well. */
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "base/url.h"
#include "probe/internal.h"

/* The newest link that was not tried yet, undated ones behind the dated; NULL for none. */
static const char *
next_link(const struct probe *probe, struct table *tried)
{
	const struct probe_report *report = probe->report;
	const char *best = NULL;
	int64_t best_date = CLOCK_NEVER;
	for (size_t s = 0; s < report->source_count; s++) {
		const struct candidate *candidate = &probe->candidates[s];
		for (size_t i = 0; report->sources[s].taken && i < candidate->count; i++) {
			const struct source_entry *entry = &candidate->entries[i];
			int64_t date =
				entry->published != CLOCK_NEVER ? entry->published : entry->updated;
			if (entry->link == NULL || (best != NULL && date <= best_date) ||
				date > probe->now ||
				table_get(tried, entry->link, strlen(entry->link)) != NULL ||
				!candidate_is_own(probe, entry->link))
				continue;
			best = entry->link;
			best_date = date;
		}
	}
	return best;
}

static void
take_article(struct probe_page *page, const struct article *article)
{
	page->headline = article->headline;
	page->published = article->published;
	page->language = article->language;
	page->lists = article->list_count;
	page->truncated = article->truncated;
	page->reason = article->reason;
	for (size_t i = 0; i < article->paragraph_count; i++)
		page->words += text_words(slice_of(article->paragraphs[i]));
}

static void
try_page(struct probe *probe, const char *url)
{
	struct probe_page *page = &probe->report->pages[probe->report->page_count++];
	struct document document;
	struct err err = { 0 };
	const struct answer *answer = NULL;
	*page = (struct probe_page){ .url = url, .published = CLOCK_NEVER };
	if (bring(probe, url, FETCH_PAGE, &document, &err))
		answer = bring_read(probe, &document, MESSAGE_ARTICLE, &err);
	if (answer == NULL) {
		page->error = arena_strdup(probe->arena, err.text);
		return;
	}
	take_article(page, &answer->article);
	const struct outline *outline = bring_outline(probe, &document);
	if (outline != NULL && outline->title != NULL)
		probe->titles[probe->title_count++] = outline->title;
}

void
pages_try(struct probe *probe)
{
	struct table *tried = table_new();
	const char *url;
	table_put(tried, probe->report->homepage, strlen(probe->report->homepage), probe);
	while (probe->report->page_count < PROBE_PAGES && (url = next_link(probe, tried)) != NULL) {
		table_put(tried, url, strlen(url), probe);
		try_page(probe, url);
	}
	table_free(tried, NULL);
}
