/*
 * RSS in all its versions: 0.90 and 1.0 (RDF), 0.91 to 2.0, what stands in for missing elements,
 * and CDF (w3.org/TR/NOTE-CDFsubmit).
 */
#include <string.h>

#include "article/limits.h"
#include "base/clock.h"
#include "base/url.h"
#include "extract/feed.h"

struct rss {
	struct feed *feed;
	enum xml_space space; /* of channel and item, as a rule none */
};

static struct slice
text_of(const struct rss *rss, const struct xml_node *node)
{
	return slice_trim(xml_text(rss->feed->arena, node));
}

/* The markup an element holds: escaped or CDATA as a rule, but some put elements into it. */
static struct slice
body_of(const struct rss *rss, const struct xml_node *node)
{
	return xml_has_elements(node) ? xml_markup(rss->feed->arena, node)
				      : xml_text(rss->feed->arena, node);
}

/*
 * An element that is to hold text: with elements inside its text alone counts, but for titles with
 * markup.
 */
static void
set_title(const struct rss *rss, const struct xml_node *node, const char **title)
{
	if (*title == NULL)
		*title = feed_title(rss->feed, body_of(rss, node), FEED_MARKUP);
}

static void
set_time(const struct rss *rss, const struct xml_node *node, int64_t *time)
{
	if (*time == CLOCK_NEVER)
		*time = feed_time(rss->feed, text_of(rss, node));
}

static void
set_body(const struct rss *rss, const struct xml_node *node, const char **body, size_t max)
{
	if (*body == NULL)
		*body = feed_body(rss->feed, body_of(rss, node), FEED_MARKUP, node->base, max);
}

/* What an item says in several ways, until the best is chosen. */
struct item {
	struct source_entry *entry;
	const char *permalink; /* guid as an address */
	const char *origin;    /* feedburner:origLink */
	const char *author;    /* RSS's own: often only an address */
	const char *creator;   /* dc:creator */
	const char *enclosure; /* an image */
	const char *dc_title, *dc_summary, *media_title, *media_summary, *dc_id, *url;
	const char *summary_by;     /* name of the element that gave the summary */
	const char *second_summary; /* `summary` beside `description`, or the reverse */
	const char *itunes_title, *itunes_summary, *itunes_subtitle, *itunes_author, *itunes_image;
	int64_t dc_date;
};

/* Of `description` and `summary`, where an item has both, the first is the summary. */
static void
set_summary(const struct rss *rss, const struct xml_node *node, struct item *item)
{
	bool second = item->summary_by != NULL && strcmp(item->summary_by, node->name) != 0;
	if (item->summary_by == NULL)
		item->summary_by = node->name;
	set_body(rss, node, second ? &item->second_summary : &item->entry->summary,
		ARTICLE_LINE_MAX_BYTES);
}

static void
read_guid(const struct rss *rss, const struct xml_node *node, struct item *item)
{
	struct slice text = text_of(rss, node);
	const char *permalink = xml_attribute(node, "ispermalink");
	if (item->entry->id == NULL)
		item->entry->id = feed_word(rss->feed, text);
	if (permalink != NULL && strcasecmp(permalink, "true") == 0)
		item->permalink = feed_link(rss->feed, node->base, text);
	else if (permalink == NULL || strcasecmp(permalink, "false") != 0)
		item->permalink = url_resolve(rss->feed->arena, NULL, text, true);
}

static void
read_link(const struct rss *rss, const struct xml_node *node, struct item *item)
{
	if (item->entry->link != NULL)
		return;
	struct slice text = text_of(rss, node);
	const char *href = xml_attribute(node, "href");
	if (text.length == 0 && href != NULL)
		text = slice_of(href);
	item->entry->link = feed_link(rss->feed, node->base, text);
}

/* <image><url>...</url></image>, or the address itself. */
static void
read_image(const struct rss *rss, const struct xml_node *node, struct item *item)
{
	const struct xml_node *url = xml_child(node, node->space, "url");
	struct slice text = text_of(rss, url != NULL ? url : node);
	bool address = url != NULL || (text.length > 4 && strncasecmp(text.data, "http", 4) == 0);
	if (address && item->url == NULL)
		item->url = feed_link(rss->feed, node->base, text);
}

static void
read_plain(const struct rss *rss, const struct xml_node *node, struct item *item)
{
	struct source_entry *entry = item->entry;
	const char *name = node->name;
	if (strcmp(name, "title") == 0)
		set_title(rss, node, &entry->title);
	else if (strcmp(name, "link") == 0)
		read_link(rss, node, item);
	else if (strcmp(name, "guid") == 0)
		read_guid(rss, node, item);
	else if (strcmp(name, "pubdate") == 0 || strcmp(name, "date") == 0 ||
		 strcmp(name, "published") == 0)
		set_time(rss, node, &entry->published);
	else if (strcmp(name, "lastbuilddate") == 0 || strcmp(name, "updated") == 0)
		set_time(rss, node, &entry->updated);
	else if (strcmp(name, "description") == 0 || strcmp(name, "summary") == 0 ||
		 strcmp(name, "abstract") == 0)
		set_summary(rss, node, item);
	else if (strcmp(name, "content") == 0 || strcmp(name, "fulltext") == 0 ||
		 strcmp(name, "fullitem") == 0 || strcmp(name, "body") == 0)
		set_body(rss, node, &entry->content, ARTICLE_TEXT_MAX_BYTES);
	else if (strcmp(name, "author") == 0)
		item->author = feed_join(rss->feed, item->author,
			feed_person(rss->feed,
				text_of(rss, xml_child(node, node->space, "name") != NULL
						     ? xml_child(node, node->space, "name")
						     : node)));
	else if (strcmp(name, "enclosure") == 0 && item->enclosure == NULL &&
		 feed_is_image(xml_attribute(node, "type"), xml_attribute(node, "url")))
		item->enclosure =
			feed_link(rss->feed, node->base, slice_of(xml_attribute(node, "url")));
	else if (strcmp(name, "image") == 0)
		read_image(rss, node, item);
}

static void
read_dublin_core(const struct rss *rss, const struct xml_node *node, struct item *item)
{
	const char *name = node->name;
	if (strcmp(name, "creator") == 0 || strcmp(name, "author") == 0)
		item->creator = feed_join(
			rss->feed, item->creator, feed_person(rss->feed, text_of(rss, node)));
	else if (strcmp(name, "date") == 0 || strcmp(name, "issued") == 0 ||
		 strcmp(name, "created") == 0)
		set_time(rss, node, &item->dc_date);
	else if (strcmp(name, "modified") == 0)
		set_time(rss, node, &item->entry->updated);
	else if (strcmp(name, "title") == 0)
		set_title(rss, node, &item->dc_title);
	else if (strcmp(name, "description") == 0 || strcmp(name, "abstract") == 0)
		set_body(rss, node, &item->dc_summary, ARTICLE_LINE_MAX_BYTES);
	else if (strcmp(name, "identifier") == 0 && item->dc_id == NULL)
		item->dc_id = feed_word(rss->feed, text_of(rss, node));
}

static void
read_itunes(const struct rss *rss, const struct xml_node *node, struct item *item)
{
	const char *name = node->name, *href = xml_attribute(node, "href");
	if (href == NULL)
		href = xml_attribute(node, "url");
	if (strcmp(name, "title") == 0)
		set_title(rss, node, &item->itunes_title);
	else if (strcmp(name, "summary") == 0)
		set_body(rss, node, &item->itunes_summary, ARTICLE_LINE_MAX_BYTES);
	else if (strcmp(name, "subtitle") == 0)
		set_body(rss, node, &item->itunes_subtitle, ARTICLE_LINE_MAX_BYTES);
	else if (strcmp(name, "author") == 0 && item->itunes_author == NULL)
		item->itunes_author = feed_person(rss->feed, text_of(rss, node));
	else if (strcmp(name, "image") == 0 && href != NULL && item->itunes_image == NULL)
		item->itunes_image = feed_link(rss->feed, node->base, slice_of(href));
}

static void
read_atom(const struct rss *rss, const struct xml_node *node, struct item *item)
{
	struct source_entry *entry = item->entry;
	const char *rel = xml_attribute(node, "rel"), *href = xml_attribute(node, "href");
	if (strcmp(node->name, "link") == 0 && href != NULL && entry->link == NULL &&
		(rel == NULL || strcmp(rel, "alternate") == 0))
		item->origin = item->origin != NULL
				       ? item->origin
				       : feed_link(rss->feed, node->base, slice_of(href));
	else if (strcmp(node->name, "id") == 0 && item->dc_id == NULL)
		item->dc_id = feed_word(rss->feed, text_of(rss, node));
	else if (strcmp(node->name, "published") == 0)
		set_time(rss, node, &item->dc_date);
	else if (strcmp(node->name, "updated") == 0)
		set_time(rss, node, &entry->updated);
	else if (strcmp(node->name, "author") == 0)
		item->creator = feed_join(rss->feed, item->creator, atom_person(rss->feed, node));
	else if (strcmp(node->name, "title") == 0)
		atom_title(rss->feed, node, &item->dc_title);
	else if (strcmp(node->name, "summary") == 0)
		atom_body(rss->feed, node, &item->dc_summary, ARTICLE_LINE_MAX_BYTES);
	else if (strcmp(node->name, "content") == 0)
		atom_body(rss->feed, node, &entry->content, ARTICLE_TEXT_MAX_BYTES);
}

static void
read_member(const struct rss *rss, const struct xml_node *node, struct item *item)
{
	enum xml_space space = node->space == rss->space ? XML_PLAIN : node->space;
	switch (space) {
	case XML_PLAIN: read_plain(rss, node, item); break;
	case XML_DC: read_dublin_core(rss, node, item); break;
	case XML_ATOM: read_atom(rss, node, item); break;
	case XML_CONTENT:
		if (strcmp(node->name, "encoded") == 0)
			set_body(rss, node, &item->entry->content, ARTICLE_TEXT_MAX_BYTES);
		break;
	case XML_XHTML:
		if (strcmp(node->name, "body") == 0 || strcmp(node->name, "div") == 0)
			set_body(rss, node, &item->entry->content, ARTICLE_TEXT_MAX_BYTES);
		break;
	case XML_MEDIA:
		if (strcmp(node->name, "title") == 0)
			set_title(rss, node, &item->media_title);
		else if (strcmp(node->name, "description") == 0)
			set_body(rss, node, &item->media_summary, ARTICLE_LINE_MAX_BYTES);
		break;
	case XML_FEEDBURNER:
		if (strcmp(node->name, "origlink") == 0)
			item->origin = feed_link(rss->feed, node->base, text_of(rss, node));
		break;
	case XML_ITUNES: read_itunes(rss, node, item); break;
	case XML_OTHER:
	case XML_IMAGE:
	case XML_NEWS:
	case XML_RDF:
	case XML_SITEMAP:
	case XML_XML: break;
	}
}

/* Whether an address is Feedburner's own, behind which the outlet's stands. */
static bool
is_proxy(const char *link)
{
	struct url parts;
	return url_read(link, &parts) &&
	       (slice_equals(parts.host, SLICE("feedproxy.google.com")) ||
		       slice_equals(parts.host, SLICE("feeds.feedburner.com")));
}

static const char *
first_of(const char *a, const char *b)
{
	return a != NULL ? a : b;
}

/* What CDF, an elder of RSS, has in attributes: <ITEM HREF="..." LASTMOD="...">. */
static void
read_attributes(const struct rss *rss, const struct xml_node *node, struct source_entry *entry)
{
	const char *href = xml_attribute(node, "href"), *changed = xml_attribute(node, "lastmod");
	if (href != NULL)
		entry->link = feed_link(rss->feed, node->base, slice_of(href));
	if (changed != NULL)
		entry->updated = feed_time(rss->feed, slice_of(changed));
}

static void
read_item(const struct rss *rss, const struct xml_node *node)
{
	struct item item = { .entry = feed_add(rss->feed), .dc_date = CLOCK_NEVER };
	struct source_entry *entry = item.entry;
	if (entry == NULL)
		return;
	read_attributes(rss, node, entry);
	for (const struct xml_node *n = xml_first(node); n != NULL; n = xml_next(n))
		read_member(rss, n, &item);
	const char *about = NULL; /* rdf:about */
	for (const struct xml_attribute *a = node->attributes; a != NULL; a = a->next) {
		if (strcmp(a->name, "about") == 0)
			about = a->value;
	}
	if (entry->id == NULL && about != NULL)
		entry->id = feed_word(rss->feed, slice_of(about));
	entry->id = first_of(entry->id, item.dc_id);
	if (entry->link == NULL || (item.origin != NULL && is_proxy(entry->link)))
		entry->link = first_of(item.origin, entry->link);
	entry->link = first_of(entry->link, item.permalink);
	if (entry->link == NULL && about != NULL)
		entry->link = feed_link(rss->feed, node->base, slice_of(about));
	entry->title = first_of(first_of(entry->title, item.dc_title),
		first_of(item.media_title, item.itunes_title));
	entry->summary =
		first_of(first_of(first_of(entry->summary, item.dc_summary), item.media_summary),
			first_of(item.itunes_summary, item.itunes_subtitle));
	entry->content = first_of(entry->content, item.second_summary);
	entry->author = first_of(first_of(item.creator, item.author), item.itunes_author);
	if (entry->published == CLOCK_NEVER)
		entry->published = item.dc_date;
	entry->image = first_of(
		first_of(first_of(feed_media_image(rss->feed, node), item.enclosure), item.url),
		first_of(item.itunes_image, rss->feed->picture));
}

static void
read_channel(const struct rss *rss, const struct xml_node *channel)
{
	struct source_document *out = rss->feed->out;
	const struct xml_node *link = NULL;
	for (const struct xml_node *n = xml_first(channel); n != NULL; n = xml_next(n)) {
		bool core = n->space == rss->space;
		if ((core || n->space == XML_DC) && strcmp(n->name, "title") == 0)
			set_title(rss, n, &out->title);
		else if (n->space == XML_ATOM && strcmp(n->name, "title") == 0)
			atom_title(rss->feed, n, &out->title);
		else if ((core || n->space == XML_DC) && strcmp(n->name, "language") == 0)
			feed_set_language(rss->feed, text_of(rss, n));
		else if (core && strcmp(n->name, "link") == 0 && text_of(rss, n).length > 0)
			feed_set_link(rss->feed, n->base, text_of(rss, n));
		else if (strcmp(n->name, "link") == 0 && xml_attribute(n, "href") != NULL &&
			 (xml_attribute(n, "rel") == NULL ||
				 strcmp(xml_attribute(n, "rel"), "alternate") == 0))
			link = n;
	}
	if (link == NULL && xml_attribute(channel, "href") != NULL) /* CDF's */
		link = channel;
	if (link != NULL)
		feed_set_link(rss->feed, link->base, slice_of(xml_attribute(link, "href")));
	if (channel->language != NULL)
		feed_set_language(rss->feed, slice_of(channel->language));
}

/* The items among an element's children, in channels and in the list RSS 1.1 puts them in, too. */
static void
read_items(const struct rss *rss, const struct xml_node *within)
{
	for (const struct xml_node *n = xml_first(within); n != NULL; n = xml_next(n)) {
		if (strcmp(n->name, "item") == 0)
			read_item(rss, n);
		else if (strcmp(n->name, "channel") == 0 || strcmp(n->name, "items") == 0)
			read_items(rss, n);
	}
}

void
rss_read(struct feed *feed, const struct xml_node *root)
{
	const struct xml_node *channel = xml_first(root);
	while (channel != NULL && strcmp(channel->name, "channel") != 0)
		channel = xml_next(channel);
	if (channel == NULL)
		channel = root;
	struct rss rss = { .feed = feed, .space = channel->space };
	if (rss.space == XML_RDF)
		rss.space = XML_PLAIN;
	feed->out->kind =
		root->space == XML_RDF || strcmp(root->name, "rdf") == 0 ? SOURCE_RDF : SOURCE_RSS;
	read_channel(&rss, channel);
	read_items(&rss, root);
}
