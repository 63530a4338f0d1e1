/* What all feed formats share. */
#include "extract/feed.h"

#include <stdlib.h>
#include <string.h>

#include "article/limits.h"
#include "base/buffer.h"
#include "base/clock.h"
#include "base/table.h"
#include "base/text.h"
#include "base/url.h"
#include "extract/image.h"
#include "extract/markup.h"

#define NAMES_MAX_BYTES 1024 /* of all authors of an entry together */
#define MEDIA_DEPTH_MAX 3    /* media:group holds media:content holds media:thumbnail */

void
feed_init(struct feed *feed, struct arena *arena, const struct extract_request *request,
	struct source_document *out)
{
	const char *url = request->url, *zone = request->timezone;
	*out = (struct source_document){ 0 };
	*feed = (struct feed){
		.arena = arena, .out = out, .now = request->crawled, .want_html = request->want_html
	};
	feed->base = url != NULL ? url_resolve(arena, NULL, slice_of(url), false) : NULL;
	feed->timezone = zone;
	struct url parts;
	if (zone == NULL && feed->base != NULL && url_read(feed->base, &parts) &&
		timezone_of_host(parts.host, feed->zone))
		feed->timezone = feed->zone;
	feed->order = date_order_of(NULL, feed->timezone);
}

void
feed_set_language(struct feed *feed, struct slice language)
{
	language = slice_trim(language);
	if (language.length == 0 || feed->out->language != NULL)
		return;
	feed->out->language = feed_word(feed, language);
	feed->order = date_order_of(feed->out->language, feed->timezone);
}

void
feed_set_link(struct feed *feed, const char *base, struct slice link)
{
	if (feed->out->link != NULL)
		return;
	feed->out->link = feed_link(feed, base, link);
	if (feed->base == NULL)
		feed->base = feed->out->link;
}

struct source_entry *
feed_add(struct feed *feed)
{
	struct source_document *out = feed->out;
	if (out->count == SOURCE_ENTRIES_MAX)
		return NULL;
	out->entries = arena_grow(
		feed->arena, out->entries, out->count, &feed->capacity, sizeof(*out->entries));
	struct source_entry *entry = &out->entries[out->count++];
	*entry = (struct source_entry){ .published = CLOCK_NEVER, .updated = CLOCK_NEVER };
	feed->picture = NULL;
	return entry;
}

/* `text` cut to `max` bytes between characters. */
static const char *
cut(struct feed *feed, const char *text, size_t max)
{
	size_t length = text != NULL ? strlen(text) : 0;
	if (length <= max)
		return text;
	return arena_strndup(feed->arena, text, text_cut(text, length, max));
}

const char *
feed_title(struct feed *feed, struct slice text, enum feed_text kind)
{
	const char *title = kind == FEED_MARKUP && markup_has_tags(text)
				    ? markup_line(feed->arena, text)
				    : markup_plain_line(feed->arena, text, kind != FEED_PLAIN);
	return cut(feed, title, ARTICLE_HEADLINE_MAX_BYTES);
}

/* Markup with tags as what is wanted of it; its first picture is remembered. */
static const char *
body_of_tags(struct feed *feed, struct slice html, const char *base)
{
	if (feed->picture == NULL)
		feed->picture = markup_picture(feed->arena, html, base);
	return feed->want_html ? markup_clean(feed->arena, html, base)
			       : markup_text(feed->arena, html);
}

/* Markup that may be escaped once more than it should, or be text alone. */
static const char *
body_of_markup(struct feed *feed, struct slice text, const char *base)
{
	if (markup_has_tags(text))
		return body_of_tags(feed, text, base);
	const char *body = markup_text(feed->arena, text);
	if (body != NULL && body[0] == '<' && markup_has_tags(slice_of(body)))
		return body_of_tags(feed, slice_of(body), base);
	if (body != NULL && markup_has_references(slice_of(body)))
		body = markup_text(feed->arena, slice_of(body));
	return body != NULL && feed->want_html ? markup_of_text(feed->arena, body) : body;
}

const char *
feed_body(struct feed *feed, struct slice text, enum feed_text kind, const char *base, size_t max)
{
	if (base == NULL)
		base = feed->base;
	const char *body = kind == FEED_MARKUP  ? body_of_markup(feed, text, base)
			   : kind == FEED_LINES ? markup_plain_text(feed->arena, text)
						: markup_plain_line(feed->arena, text, false);
	if (body != NULL && feed->want_html && kind != FEED_MARKUP)
		body = markup_of_text(feed->arena, body);
	return cut(feed, body, max);
}

const char *
feed_link(struct feed *feed, const char *base, struct slice address)
{
	address = slice_trim(address);
	if (address.length == 0)
		return NULL;
	return url_resolve(feed->arena, base != NULL ? base : feed->base, address, true);
}

int64_t
feed_judge_time(struct feed *feed, struct slice text, int64_t moment)
{
	struct source_entry *entry = &feed->out->entries[feed->out->count - 1];
	if (entry->dated == NULL && feed->now != CLOCK_NEVER &&
		clock_believed(moment, feed->now) == CLOCK_NEVER)
		entry->dated = feed_word(feed, text);
	return moment;
}

int64_t
feed_time(struct feed *feed, struct slice text)
{
	return feed_judge_time(feed, text, date_moment(text, feed->order, feed->timezone));
}

void
feed_settle_dates(struct feed *feed)
{
	for (size_t i = 0; i < feed->out->count; i++) {
		struct source_entry *entry = &feed->out->entries[i];
		if (clock_believed(entry->published, feed->now) != CLOCK_NEVER &&
			clock_believed(entry->updated, feed->now) == entry->updated)
			entry->dated = NULL;
	}
}

const char *
feed_word(struct feed *feed, struct slice text)
{
	const char *word = text_fold(feed->arena, text);
	return word[0] != '\0' ? cut(feed, word, ARTICLE_HEADLINE_MAX_BYTES) : NULL;
}

/* Whether a word is a mail address. */
static bool
is_mail(struct slice word)
{
	const char *at = memchr(word.data, '@', word.length);
	return at != NULL && at > word.data &&
	       memchr(at, '.', (size_t)(slice_end(word) - at)) != NULL;
}

/* A person's words without mail addresses; as they stand where nothing else is there. */
static const char *
without_mail(struct feed *feed, const char *person)
{
	struct buffer name;
	buffer_init(&name, NAMES_MAX_BYTES);
	if (strncasecmp(person, "mailto:", 7) == 0)
		person += 7;
	size_t length = strlen(person);
	if (length > 2 && person[0] == '<' && person[length - 1] == '>')
		person = arena_strndup(feed->arena, person + 1, length - 2);
	for (const char *at = person; *at != '\0'; at += strspn(at, " ")) {
		struct slice word = { at, strcspn(at, " ") };
		at += word.length;
		if (is_mail(word))
			continue;
		if (name.length > 0)
			buffer_add_char(&name, ' ');
		buffer_add(&name, word.data, word.length);
	}
	const char *result = name.length > 0
				     ? feed_word(feed, (struct slice){ name.data, name.length })
				     : person;
	buffer_release(&name);
	return result;
}

const char *
feed_person(struct feed *feed, struct slice text)
{
	const char *person = feed_title(feed, text, FEED_ESCAPED);
	if (person == NULL || strchr(person, '@') == NULL)
		return person;
	const char *open = strchr(person, '('), *close = strrchr(person, ')');
	const char *angle = strchr(person, '<');
	if (open != NULL && close != NULL && close > open + 1 && open > person) {
		struct slice name = { open + 1, (size_t)(close - open - 1) };
		if (memchr(name.data, '@', name.length) != NULL) /* "Name (mail@host)" */
			name = (struct slice){ person, (size_t)(open - person) };
		return feed_word(feed, slice_trim(name));
	}
	if (angle != NULL && angle > person) {
		struct slice name = slice_trim((struct slice){ person, (size_t)(angle - person) });
		if (name.length >= 2 && name.data[0] == '"' && name.data[name.length - 1] == '"')
			name = (struct slice){ name.data + 1, name.length - 2 };
		return feed_word(feed, name);
	}
	return without_mail(feed, person);
}

const char *
feed_join(struct feed *feed, const char *names, const char *name)
{
	if (names == NULL || name == NULL)
		return names != NULL ? names : name;
	size_t length = strlen(name);
	const char *found = strstr(names, name);
	if ((found != NULL && (found[length] == '\0' || found[length] == ',')) ||
		strlen(names) + length > NAMES_MAX_BYTES)
		return names;
	return arena_printf(feed->arena, "%s, %s", names, name);
}

bool
feed_is_image(const char *type, const char *address)
{
	if (type != NULL)
		return strncasecmp(type, "image", 5) == 0;
	return address != NULL && image_is_file(address);
}

struct media_choice {
	const char *address, *base;
	long rank; /* a picture before a thumbnail, the wider before the narrower */
};

#define RANK_PICTURE 1000000 /* more than any width */

static void
weigh_media(struct media_choice *best, const struct xml_node *node)
{
	bool picture = strcmp(node->name, "content") == 0;
	const char *address = xml_attribute(node, "url");
	const char *type = xml_attribute(node, "type"), *medium = xml_attribute(node, "medium");
	if (address == NULL || (!picture && strcmp(node->name, "thumbnail") != 0))
		return;
	bool image =
		medium != NULL ? strcasecmp(medium, "image") == 0 : feed_is_image(type, address);
	if (picture && !image)
		return;
	const char *width = xml_attribute(node, "width");
	long pixels = width != NULL ? strtol(width, NULL, 10) : 0;
	if (pixels < 0 || pixels >= RANK_PICTURE)
		pixels = 0;
	long rank = pixels + (picture ? RANK_PICTURE : 0) + 1;
	if (rank <= best->rank)
		return;
	*best = (struct media_choice){ address, node->base, rank };
}

static void
search_media(struct media_choice *best, const struct xml_node *node, int depth)
{
	for (const struct xml_node *n = xml_first(node); n != NULL; n = xml_next(n)) {
		if (n->space != XML_MEDIA)
			continue;
		weigh_media(best, n);
		if (depth < MEDIA_DEPTH_MAX)
			search_media(best, n, depth + 1);
	}
}

const char *
feed_media_image(struct feed *feed, const struct xml_node *entry)
{
	struct media_choice best = { 0 };
	search_media(&best, entry, 1);
	return best.address != NULL ? feed_link(feed, best.base, slice_of(best.address)) : NULL;
}

void
feed_distrust_ids(struct feed *feed)
{
	struct source_document *out = feed->out;
	struct table *seen = table_new();
	for (size_t i = 0; i < out->count; i++) {
		struct source_entry *entry = &out->entries[i];
		if (entry->id == NULL || entry->link == NULL)
			continue;
		const char *id = entry->id;
		struct source_entry *first = table_get(seen, id, strlen(id));
		if (first == NULL)
			table_put(seen, id, strlen(id), entry);
		else if (strcmp(first->link, entry->link) != 0)
			first->id = entry->id = NULL;
	}
	table_free(seen, NULL);
}
