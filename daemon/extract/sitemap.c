/* Sitemaps (sitemaps.org) with Google's news and image tags, and indexes of them. */
#include <string.h>

#include "base/url.h"
#include "extract/feed.h"

static struct slice
text_of(struct feed *feed, const struct xml_node *node)
{
	return node != NULL ? slice_trim(xml_text(feed->arena, node)) : (struct slice){ "", 0 };
}

/* <news:news>: title, date, and the publication's name and language. */
static void
read_news(struct feed *feed, const struct xml_node *news, struct source_entry *entry)
{
	entry->title =
		feed_title(feed, text_of(feed, xml_child(news, XML_NEWS, "title")), FEED_ESCAPED);
	entry->published =
		feed_time(feed, text_of(feed, xml_child(news, XML_NEWS, "publication_date")));
	const struct xml_node *publication = xml_child(news, XML_NEWS, "publication");
	feed_set_language(feed, text_of(feed, xml_child(publication, XML_NEWS, "language")));
	if (feed->out->title == NULL)
		feed->out->title = feed_title(feed,
			text_of(feed, xml_child(publication, XML_NEWS, "name")), FEED_ESCAPED);
}

static void
read_url(struct feed *feed, const struct xml_node *url)
{
	struct source_entry *entry = NULL;
	const struct xml_node *location = xml_child(url, url->space, "loc");
	const char *link =
		location != NULL ? feed_link(feed, location->base, text_of(feed, location)) : NULL;
	if (link == NULL || (entry = feed_add(feed)) == NULL)
		return;
	entry->link = link;
	for (const struct xml_node *n = xml_first(url); n != NULL; n = xml_next(n)) {
		if (n->space == url->space && strcmp(n->name, "lastmod") == 0)
			entry->updated = feed_time(feed, text_of(feed, n));
		else if (xml_is(n, XML_NEWS, "news"))
			read_news(feed, n, entry);
		else if (xml_is(n, XML_IMAGE, "image") && entry->image == NULL)
			entry->image = feed_link(
				feed, n->base, text_of(feed, xml_child(n, XML_IMAGE, "loc")));
	}
}

void
sitemap_read(struct feed *feed, const struct xml_node *root)
{
	bool index = strcmp(root->name, "sitemapindex") == 0;
	feed->out->kind = index ? SOURCE_SITEMAP_INDEX : SOURCE_SITEMAP;
	for (const struct xml_node *n = xml_first(root); n != NULL; n = xml_next(n)) {
		if (strcmp(n->name, index ? "sitemap" : "url") == 0)
			read_url(feed, n);
	}
}

bool
sitemap_text_read(struct feed *feed, struct slice text)
{
	const char *at = text.data, *end = text.data + text.length;
	feed->out->kind = SOURCE_SITEMAP;
	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		if (stop == NULL)
			stop = end;
		struct slice line = slice_trim((struct slice){ at, (size_t)(stop - at) });
		at = stop < end ? stop + 1 : end;
		if (line.length == 0)
			continue;
		const char *link = url_resolve(feed->arena, NULL, line, true);
		if (link == NULL)
			return false;
		struct source_entry *entry = feed_add(feed);
		if (entry == NULL)
			break;
		entry->link = link;
	}
	return feed->out->count > 0;
}
