/* A source document's JSON, both ways. */
#include "article/source.h"

#include <limits.h>

#include "article/codec.h"
#include "article/limits.h"
#include "base/clock.h"
#include "base/url.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const source_kinds[] = {
	[SOURCE_RSS] = "rss",
	[SOURCE_ATOM] = "atom",
	[SOURCE_RDF] = "rdf",
	[SOURCE_JSON] = "json",
	[SOURCE_SITEMAP] = "sitemap",
	[SOURCE_SITEMAP_INDEX] = "sitemap-index",
	[SOURCE_SECTION] = "section",
};

const char *
source_kind_name(enum source_kind kind)
{
	return source_kinds[kind];
}

bool
source_is_of_news(const struct source_document *document)
{
	size_t titles = 0;
	for (size_t i = 0; i < document->count; i++)
		titles += document->entries[i].title != NULL;
	return titles > 0 && titles >= document->count / 2;
}

static json_t *
feed_to_json(const struct source_document *document)
{
	json_t *feed = codec_object();
	codec_put_text(feed, "title", document->title);
	codec_put_text(feed, "link", document->link);
	codec_put_text(feed, "language", document->language);
	codec_put_texts(feed, "alternates", document->alternates, document->alternate_count);
	return feed;
}

static json_t *
entry_to_json(const struct source_entry *entry)
{
	json_t *object = codec_object();
	codec_put_text(object, "id", entry->id);
	codec_put_text(object, "title", entry->title);
	codec_put_text(object, "link", entry->link);
	codec_put_time(object, "published", entry->published);
	codec_put_time(object, "updated", entry->updated);
	if (entry->dated != NULL)
		codec_put_text(object, "dated", entry->dated);
	codec_put_text(object, "author", entry->author);
	codec_put_text(object, "summary", entry->summary);
	codec_put_text(object, "content", entry->content);
	codec_put_text(object, "image", entry->image);
	codec_put_text(object, "label", entry->label);
	codec_put(object, "rank", entry->rank > 0 ? json_integer(entry->rank) : json_null());
	return object;
}

json_t *
source_to_json(const struct source_document *document, const char *file)
{
	json_t *json = codec_object();
	if (file != NULL)
		codec_put_text(json, "file", file);
	codec_put_text(json, "kind", source_kind_name(document->kind));
	codec_put(json, "feed", feed_to_json(document));
	json_t *entries = codec_array();
	for (size_t i = 0; i < document->count; i++)
		codec_append(entries, entry_to_json(&document->entries[i]));
	codec_put(json, "entries", entries);
	return json;
}

static const char *
read_line(struct codec_reader *reader, const json_t *json, const char *key)
{
	return codec_read_text(reader, json, key, ARTICLE_HEADLINE_MAX_BYTES);
}

static void
read_feed(struct codec_reader *reader, const json_t *json, struct source_document *document)
{
	const json_t *feed = codec_member(json, "feed");
	if (feed == NULL)
		return;
	if (!json_is_object(feed)) {
		codec_fail(reader, "feed", "object");
		return;
	}
	document->title = read_line(reader, feed, "title");
	document->link = codec_read_url(reader, feed, "link");
	document->language = read_line(reader, feed, "language");
	document->alternates =
		codec_read_texts(reader, feed, "alternates", SOURCE_ALTERNATES_MAX, URL_MAX_BYTES,
			(size_t)SOURCE_ALTERNATES_MAX * URL_MAX_BYTES, &document->alternate_count);
}

static int
read_rank(struct codec_reader *reader, const json_t *object)
{
	const json_t *value = codec_member(object, "rank");
	json_int_t rank = json_integer_value(value);
	if (value != NULL && (!json_is_integer(value) || rank < 1 || rank > INT_MAX)) {
		codec_fail(reader, "rank", "place from 1");
		return 0;
	}
	return (int)rank;
}

static void
read_entry(struct codec_reader *reader, const json_t *object, struct source_entry *entry)
{
	entry->id = codec_read_text(reader, object, "id", URL_MAX_BYTES);
	entry->title = read_line(reader, object, "title");
	entry->link = codec_read_url(reader, object, "link");
	entry->published = codec_read_time(reader, object, "published");
	entry->updated = codec_read_time(reader, object, "updated");
	entry->dated = read_line(reader, object, "dated");
	entry->author = read_line(reader, object, "author");
	entry->summary = codec_read_text(reader, object, "summary", ARTICLE_LINE_MAX_BYTES);
	entry->content = codec_read_text(reader, object, "content", ARTICLE_TEXT_MAX_BYTES);
	entry->image = codec_read_url(reader, object, "image");
	entry->label = read_line(reader, object, "label");
	entry->rank = read_rank(reader, object);
}

bool
source_from_json(
	struct source_document *document, struct arena *arena, const json_t *json, struct err *err)
{
	*document = (struct source_document){ 0 };
	if (!json_is_object(json))
		return err_set(err, ERR_FORMAT, "a source document is no JSON object");
	struct codec_reader in = { .arena = arena, .err = err };
	int kind = codec_read_name(&in, json, "kind", source_kinds, COUNT(source_kinds));
	if (kind == 0)
		codec_fail(&in, "kind", "kind of source");
	document->kind = (enum source_kind)kind;
	read_feed(&in, json, document);
	size_t count;
	const json_t *entries = codec_read_array(&in, json, "entries", SOURCE_ENTRIES_MAX, &count);
	document->entries = arena_zalloc(arena, count, sizeof(*document->entries));
	for (size_t i = 0; i < count && !in.failed; i++) {
		const json_t *object = codec_element(&in, entries, i, "entries");
		read_entry(&in, object, &document->entries[document->count++]);
	}
	return !in.failed;
}
