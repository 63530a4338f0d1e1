/* Feeds: those the front page names, else those in the usual places. */
#include <string.h>
#include <strings.h>

#include "base/url.h"
#include "probe/internal.h"

#define NAMED_MAX 16 /* feeds the front page names that are looked at, in its order */

/* Where feeds lie, most usual first. The search ends with the first that is one. */
static const char *const places[] = { "/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml",
	"/index.xml", "/feeds", "/feed.json", "/rss/all.xml", "/?feed=rss2" };

/* Feeds that bring no articles: what readers say of them. */
static bool
is_of_comments(const char *url)
{
	return strcasestr(url, "/comment") != NULL || strcasestr(url, "comments") != NULL;
}

/* Looks at one feed; true where it could be read as one. */
static bool
try_feed(struct probe *probe, const char *url, const char *found)
{
	struct document document;
	struct err err = { 0 };
	struct probe_source *source = candidate_add(probe, CONFIG_FEED, url, found);
	const struct answer *answer = NULL;
	if (source == NULL)
		return false;
	if (bring(probe, url, FETCH_SOURCE, &document, &err))
		answer = bring_read(probe, &document, MESSAGE_SOURCE, &err);
	if (answer == NULL) {
		source->note = arena_strdup(probe->arena, err.text);
		return false;
	}
	if (answer->source.kind == SOURCE_SECTION) {
		source->note = "a page, no feed";
		return false;
	}
	if (strcmp(document.permanent, url) != 0) {
		const char *key = url_key(probe->arena, document.permanent);
		source->url = document.permanent;
		if (key != NULL && strcmp(key, url_key(probe->arena, url)) != 0 &&
			table_put(probe->asked, key, strlen(key), probe) != NULL) {
			source->note = "leads to one of the others";
			return true;
		}
	}
	candidate_judge(probe, source, &answer->source);
	bring_outline(probe, &document);
	return true;
}

static bool
has_feed(const struct probe_report *report)
{
	for (size_t i = 0; i < report->source_count; i++)
		if (report->sources[i].taken && report->sources[i].kind == CONFIG_FEED)
			return true;
	return false;
}

void
feeds_find(struct probe *probe)
{
	bool found = has_feed(probe->report);
	size_t tried = 0;
	for (size_t i = 0; i < probe->front.feed_count && tried < NAMED_MAX; i++) {
		if (is_of_comments(probe->front.feeds[i]))
			continue;
		tried++;
		found |= try_feed(probe, probe->front.feeds[i], "named by the front page");
	}
	if (!found)
		candidate_guess(probe, places, sizeof(places) / sizeof(places[0]), try_feed);
}
