/* JSON Feed 1 and 1.1. Source: jsonfeed.org/version/1.1 */
#include <string.h>

#include <jansson.h>

#include "article/limits.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "extract/feed.h"
#include "extract/mend.h"

#define MENDED_GROWTH     6    /* a bracket may become `"":{}` */
#define MENDED_MORE_BYTES 2048 /* brackets that close what was open */

static struct slice
string_of(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);
	return json_is_string(value)
		       ? (struct slice){ json_string_value(value), json_string_length(value) }
		       : (struct slice){ "", 0 };
}

/* An id may be a number where a program was careless. */
static const char *
id_of(struct feed *feed, const json_t *item)
{
	const json_t *id = json_object_get(item, "id");
	if (json_is_integer(id))
		return arena_printf(feed->arena, "%lld", (long long)json_integer_value(id));
	return feed_word(feed, string_of(item, "id"));
}

/* A person is an object with a name; some write the name alone. */
static const char *
person_of(struct feed *feed, const json_t *person)
{
	const char *name = json_string_value(person);
	return feed_person(feed, name != NULL ? slice_of(name) : string_of(person, "name"));
}

/* A time is RFC 3339's text; some write seconds since 1970. */
static int64_t
time_of(struct feed *feed, const json_t *item, const char *key)
{
	const json_t *value = json_object_get(item, key);
	if (!json_is_integer(value))
		return feed_time(feed, string_of(item, key));
	return feed_time(feed,
		slice_of(arena_printf(feed->arena, "%lld", (long long)json_integer_value(value))));
}

/* Names of `authors` (1.1), else of `author` (1). */
static const char *
authors_of(struct feed *feed, const json_t *object)
{
	const char *names = NULL;
	size_t i;
	json_t *author;
	json_array_foreach(json_object_get(object, "authors"), i, author) {
		names = feed_join(feed, names, person_of(feed, author));
	}
	if (names == NULL)
		names = person_of(feed, json_object_get(object, "author"));
	return names;
}

static const char *
image_of(struct feed *feed, const json_t *item)
{
	size_t i;
	json_t *attachment;
	const char *image = feed_link(feed, NULL, string_of(item, "image"));
	if (image == NULL)
		image = feed_link(feed, NULL, string_of(item, "banner_image"));
	json_array_foreach(json_object_get(item, "attachments"), i, attachment) {
		const char *type = json_string_value(json_object_get(attachment, "mime_type"));
		if (image == NULL && type != NULL && feed_is_image(type, NULL))
			image = feed_link(feed, NULL, string_of(attachment, "url"));
	}
	return image;
}

static void
read_item(struct feed *feed, const json_t *item, const char *feed_author)
{
	struct source_entry *entry = json_is_object(item) ? feed_add(feed) : NULL;
	if (entry == NULL)
		return;
	entry->id = id_of(feed, item);
	entry->title = feed_title(feed, string_of(item, "title"), FEED_ESCAPED);
	entry->link = feed_link(feed, NULL, string_of(item, "url"));
	if (entry->link == NULL)
		entry->link = feed_link(feed, NULL, string_of(item, "external_url"));
	if (entry->link == NULL && entry->id != NULL && strncasecmp(entry->id, "http", 4) == 0)
		entry->link = feed_link(feed, NULL, slice_of(entry->id));
	entry->published = time_of(feed, item, "date_published");
	entry->updated = time_of(feed, item, "date_modified");
	entry->author = authors_of(feed, item);
	if (entry->author == NULL)
		entry->author = feed_author;
	entry->summary = feed_body(
		feed, string_of(item, "summary"), FEED_LINES, NULL, ARTICLE_LINE_MAX_BYTES);
	entry->content = feed_body(feed, string_of(item, "content_html"), FEED_MARKUP, entry->link,
		ARTICLE_TEXT_MAX_BYTES);
	if (entry->content == NULL)
		entry->content = feed_body(feed, string_of(item, "content_text"), FEED_LINES, NULL,
			ARTICLE_TEXT_MAX_BYTES);
	entry->image = image_of(feed, item);
	if (entry->image == NULL)
		entry->image = feed->picture;
}

static void
release(void *json)
{
	json_decref(json);
}

/* `text` as JSON, mended where it has to be; NULL where nothing helps. The arena's. */
static json_t *
parse(struct feed *feed, struct slice text, struct err *err)
{
	const size_t flags = JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL;
	json_error_t where;
	json_t *json = json_loadb(text.data, text.length, flags, &where);
	if (json == NULL) {
		struct buffer mended;
		buffer_init(&mended, text.length * MENDED_GROWTH + MENDED_MORE_BYTES);
		mend_json(text, &mended);
		json = json_loadb(mended.data, mended.length, flags, NULL);
		buffer_release(&mended);
	}
	if (json == NULL)
		err_set(err, ERR_FORMAT, "JSON, line %d: %.100s", where.line, where.text);
	else
		arena_defer(feed->arena, release, json);
	return json;
}

bool
jsonfeed_read(struct feed *feed, struct slice text, struct err *err)
{
	const json_t *json = parse(feed, text, err);
	if (json == NULL)
		return false;
	const json_t *items = json_object_get(json, "items");
	bool named = slice_find(string_of(json, "version"), SLICE("jsonfeed.org/")) != NULL;
	if (!json_is_array(items) && !named)
		return err_set(err, ERR_FORMAT, "JSON, no feed");
	if (feed->base == NULL)
		feed->base = feed_link(feed, NULL, string_of(json, "feed_url"));
	feed->out->kind = SOURCE_JSON;
	feed->out->title = feed_title(feed, string_of(json, "title"), FEED_ESCAPED);
	feed_set_link(feed, NULL, string_of(json, "home_page_url"));
	feed_set_language(feed, string_of(json, "language"));
	const char *author = authors_of(feed, json);
	size_t i;
	json_t *item;
	json_array_foreach(items, i, item) {
		read_item(feed, item, author);
	}
	return true;
}
