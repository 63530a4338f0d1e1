/* Feeds of OPML put together to outlets, and outlets taken apart to feeds. */
#include "probe/exchange.h"

#include <string.h>

#include "base/table.h"
#include "base/text.h"
#include "base/url.h"
#include "config/value.h"

#define PREFIX_MIN_BYTES 3 /* what names of feeds have in common may be shorter by chance */

/* ---- in ---- */

/* A site's feeds so far. */
struct site {
	size_t draft; /* its place among the drafts */
	const char *host;
	size_t capacity;
	const struct opml_group *group; /* of all feeds; NULL where they differ */
	const char *prefix;             /* what all their names begin with, without separators */
	bool same_page;                 /* all name one page of the site */
};

struct reading {
	struct arena *arena;
	struct exchange *out;
	struct site **sites; /* by draft */
	size_t draft_capacity, site_capacity, skipped_capacity;
	struct table *hosts; /* host -> struct site */
	struct table
		*urls; /* keys of feeds: the id of the outlet that has it, or "" for this file */
};

static void
skip(struct reading *reading, const char *url, const char *reason)
{
	struct exchange *out = reading->out;
	out->skipped = arena_grow(reading->arena, out->skipped, out->skipped_count,
		&reading->skipped_capacity, sizeof(*out->skipped));
	out->skipped[out->skipped_count++] = (struct exchange_skipped){ url, reason };
}

static void
note_configured(struct reading *reading, const struct config *config)
{
	for (size_t i = 0; i < config->outlet_count; i++)
		for (size_t j = 0; j < config->outlets[i].source_count; j++) {
			const char *key =
				url_key(reading->arena, config->outlets[i].sources[j].url);
			if (key != NULL)
				table_put(reading->urls, key, strlen(key),
					(void *)(uintptr_t)config->outlets[i].id);
		}
}

static struct site *
site_of(struct reading *reading, const struct opml_feed *feed)
{
	struct exchange *out = reading->out;
	const char *page = feed->site != NULL ? feed->site : feed->url;
	const char *host = url_host(reading->arena, page);
	struct site *site = table_get(reading->hosts, host, strlen(host));
	if (site != NULL)
		return site;
	site = arena_zalloc(reading->arena, 1, sizeof(*site));
	*site = (struct site){ out->count, host, 0, feed->group, feed->text, true };
	table_put(reading->hosts, host, strlen(host), site);
	out->drafts = arena_grow(reading->arena, out->drafts, out->count, &reading->draft_capacity,
		sizeof(*out->drafts));
	reading->sites = arena_grow(reading->arena, reading->sites, out->count,
		&reading->site_capacity, sizeof(*reading->sites));
	reading->sites[out->count] = site;
	out->drafts[out->count++] = (struct draft){ .homepage = feed->site };
	return site;
}

/* What two names begin with, without cutting a character. */
static const char *
common_prefix(struct arena *arena, const char *a, const char *b)
{
	size_t length = 0;
	while (a != NULL && b != NULL && a[length] != '\0' && a[length] == b[length])
		length++;
	return length > 0 ? arena_strndup(arena, a, text_cut(a, length, length)) : "";
}

static void
add_feed(struct reading *reading, const struct opml_feed *feed)
{
	struct site *site = site_of(reading, feed);
	struct draft *draft = &reading->out->drafts[site->draft];
	if (draft->source_count > 0) {
		site->prefix = common_prefix(reading->arena, site->prefix, feed->text);
		if (site->group != feed->group)
			site->group = NULL;
	}
	if (draft->homepage == NULL)
		draft->homepage = feed->site;
	else if (feed->site != NULL && strcmp(feed->site, draft->homepage) != 0)
		site->same_page = false;
	if (draft->language == NULL && feed->language != NULL && language_is_valid(feed->language))
		draft->language = feed->language;
	draft->sources = arena_grow(reading->arena, draft->sources, draft->source_count,
		&site->capacity, sizeof(*draft->sources));
	draft->sources[draft->source_count++] = (struct draft_source){ CONFIG_FEED, feed->url, 0 };
}

/* Blanks and signs that part a name from what follows it are cut off its end. */
static const char *
trim_end(struct arena *arena, const char *name)
{
	size_t length = strlen(name);
	while (length > 0 && strchr(" -|:>/,.(", name[length - 1]) != NULL)
		length--;
	/* Dashes and quotes of three bytes: "–", "—", "»" has two. */
	while (length >= 3 && memcmp(name + length - 3, "\xE2\x80", 2) == 0)
		length -= 3;
	while (length > 0 && name[length - 1] == ' ')
		length--;
	return arena_strndup(arena, name, length);
}

/* The group that is this site's alone; what the feeds' names begin with; the host. */
static void
finish(struct reading *reading, struct site *site)
{
	struct draft *draft = &reading->out->drafts[site->draft];
	struct arena *arena = reading->arena;
	const struct opml_group *group = site->group;
	const char *prefix = site->prefix != NULL ? site->prefix : "";
	if (draft->source_count > 1)
		prefix = trim_end(arena, prefix);
	if (draft->source_count > 1 && group != NULL && group->text != NULL &&
		group->feeds == draft->source_count)
		draft->name = group->text;
	else if (strlen(prefix) >= PREFIX_MIN_BYTES ||
		 (draft->source_count == 1 && prefix[0] != '\0'))
		draft->name = prefix;
	else
		draft->name = site->host;
	if (draft->homepage != NULL && !site->same_page)
		draft->homepage = arena_printf(arena, "%s/", url_origin(arena, draft->homepage));
}

struct exchange
exchange_read(struct arena *arena, const struct opml *opml, const struct config *config)
{
	struct exchange out = { 0 };
	struct reading reading = {
		.arena = arena, .out = &out, .hosts = table_new(), .urls = table_new()
	};
	note_configured(&reading, config);
	for (size_t i = 0; i < opml->count; i++) {
		const struct opml_feed *feed = &opml->feeds[i];
		const char *key = url_key(arena, feed->url);
		const char *owner = table_get(reading.urls, key, strlen(key));
		if (owner != NULL) {
			skip(&reading, feed->url,
				owner[0] != '\0' ? arena_printf(arena, "%s has it already", owner)
						 : "it is there twice");
			continue;
		}
		table_put(reading.urls, key, strlen(key), (void *)(uintptr_t) "");
		add_feed(&reading, feed);
	}
	for (size_t i = 0; i < out.count; i++)
		finish(&reading, reading.sites[i]);
	table_free(reading.hosts, NULL);
	table_free(reading.urls, NULL);
	return out;
}

/* ---- out ---- */

static void
add_attribute(struct buffer *out, const char *name, const char *value)
{
	if (value == NULL)
		return;
	buffer_addf(out, " %s=\"", name);
	for (; *value != '\0'; value++) {
		switch (*value) {
		case '&': buffer_add_string(out, "&amp;"); break;
		case '<': buffer_add_string(out, "&lt;"); break;
		case '>': buffer_add_string(out, "&gt;"); break;
		case '"': buffer_add_string(out, "&quot;"); break;
		default: buffer_add_char(out, *value);
		}
	}
	buffer_add_char(out, '"');
}

static size_t
feeds_of(const struct outlet_config *outlet)
{
	size_t count = 0;
	for (size_t i = 0; i < outlet->source_count; i++)
		count += outlet->sources[i].kind == CONFIG_FEED;
	return count;
}

static void
write_outlet(struct buffer *out, const struct outlet_config *outlet)
{
	bool group = feeds_of(outlet) > 1;
	if (group) {
		buffer_add_string(out, "\t\t<outline");
		add_attribute(out, "text", outlet->name);
		buffer_add_string(out, ">\n");
	}
	for (size_t i = 0; i < outlet->source_count; i++) {
		if (outlet->sources[i].kind != CONFIG_FEED)
			continue;
		buffer_addf(out, "%s<outline type=\"rss\"", group ? "\t\t\t" : "\t\t");
		add_attribute(out, "text", outlet->name);
		add_attribute(out, "xmlUrl", outlet->sources[i].url);
		add_attribute(out, "htmlUrl", outlet->homepage);
		add_attribute(out, "language", outlet->language);
		buffer_add_string(out, "/>\n");
	}
	if (group)
		buffer_add_string(out, "\t\t</outline>\n");
}

bool
exchange_write(struct buffer *out, const struct config *config)
{
	buffer_add_string(out,
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n"
		"\t<head>\n\t\t<title>newswired</title>\n\t</head>\n\t<body>\n");
	for (size_t i = 0; i < config->outlet_count; i++)
		if (config->outlets[i].enabled && feeds_of(&config->outlets[i]) > 0)
			write_outlet(out, &config->outlets[i]);
	buffer_add_string(out, "\t</body>\n</opml>\n");
	return !out->overflowed;
}
