/* An article's JSON, both ways. */
#include "article/article.h"

#include <string.h>

#include "article/codec.h"
#include "article/limits.h"
#include "base/clock.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const list_kinds[] = {
	[LIST_RELATED] = "related",
	[LIST_POPULAR] = "popular",
	[LIST_PICKS] = "picks",
	[LIST_LATEST] = "latest",
	[LIST_MORE] = "more",
	[LIST_NEIGHBOUR] = "neighbour",
};

static const char *const reasons[] = {
	[REASON_NONE] = NULL,
	[REASON_SECTION] = "section",
	[REASON_GALLERY] = "gallery",
	[REASON_VIDEO] = "video",
	[REASON_CONSENT] = "consent",
	[REASON_BOT_CHECK] = "bot-check",
	[REASON_LOGIN] = "login",
	[REASON_ERROR_PAGE] = "error-page",
	[REASON_EMPTY] = "empty",
};

void
article_init(struct article *article)
{
	*article = (struct article){ .published = CLOCK_NEVER, .updated = CLOCK_NEVER };
}

const char *
list_kind_name(enum list_kind kind)
{
	return list_kinds[kind];
}

const char *
article_reason_name(enum article_reason reason)
{
	return reasons[reason];
}

static json_t *
photos_to_json(const struct article *article)
{
	json_t *array = codec_array();
	for (size_t i = 0; i < article->photo_count; i++) {
		const struct photo *photo = &article->photos[i];
		json_t *object = codec_object();
		codec_put_text(object, "url", photo->url);
		codec_put_text(object, "caption", photo->caption);
		codec_put_text(object, "credit", photo->credit);
		codec_append(array, object);
	}
	return array;
}

static json_t *
items_to_json(const struct headline_list *list)
{
	json_t *array = codec_array();
	for (size_t i = 0; i < list->count; i++) {
		json_t *object = codec_object();
		codec_put_text(object, "headline", list->items[i].headline);
		codec_put_text(object, "url", list->items[i].url);
		codec_append(array, object);
	}
	return array;
}

static json_t *
lists_to_json(const struct article *article)
{
	json_t *array = codec_array();
	for (size_t i = 0; i < article->list_count; i++) {
		const struct headline_list *list = &article->lists[i];
		json_t *object = codec_object();
		codec_put_text(object, "label", list->label != NULL ? list->label : "");
		codec_put_text(object, "kind", list_kind_name(list->kind));
		codec_put(object, "items", items_to_json(list));
		codec_append(array, object);
	}
	return array;
}

json_t *
article_to_json(const struct article *article, const char *file)
{
	json_t *json = codec_object();
	if (file != NULL)
		codec_put_text(json, "file", file);
	codec_put_text(json, "url", article->url);
	codec_put_text(json, "canonical_url", article->canonical_url);
	codec_put_text(json, "outlet", article->outlet);
	codec_put(json, "article", json_boolean(article->reason == REASON_NONE));
	codec_put_text(json, "reason", article_reason_name(article->reason));
	codec_put_text(json, "headline", article->headline);
	codec_put_text(json, "kicker", article->kicker);
	codec_put_text(json, "dek", article->dek);
	codec_put_time(json, "published", article->published);
	codec_put_time(json, "updated", article->updated);
	codec_put_text(json, "agency", article->agency);
	codec_put_texts(json, "byline", article->byline, article->byline_count);
	codec_put_text(json, "dateline", article->dateline);
	codec_put_text(json, "language", article->language);
	codec_put_text(json, "section", article->section);
	codec_put_texts(json, "paragraphs", article->paragraphs, article->paragraph_count);
	codec_put(json, "photos", photos_to_json(article));
	codec_put(json, "lists", lists_to_json(article));
	codec_put_text(
		json, "title_hash", article->title_hash[0] != '\0' ? article->title_hash : NULL);
	codec_put(json, "truncated", json_boolean(article->truncated));
	return json;
}

static const char *
read_line(struct codec_reader *reader, const json_t *json, const char *key)
{
	return codec_read_text(reader, json, key, ARTICLE_HEADLINE_MAX_BYTES);
}

static void
read_reason(struct codec_reader *reader, const json_t *json, struct article *article)
{
	int reason = codec_read_name(reader, json, "reason", reasons, COUNT(reasons));
	if (!json_is_boolean(codec_member(json, "article")))
		codec_fail(reader, "article", "truth value");
	else if (codec_read_flag(reader, json, "article") != (reason == REASON_NONE))
		codec_fail(reader, "reason", "answer to 'article'");
	article->reason = (enum article_reason)reason;
}

static void
read_hash(struct codec_reader *reader, const json_t *json, struct article *article)
{
	const char *hash = codec_read_text(reader, json, "title_hash", sizeof(article->title_hash));
	if (hash == NULL)
		return;
	if (strlen(hash) != sizeof(article->title_hash) - 1 ||
		strspn(hash, "0123456789abcdef") != sizeof(article->title_hash) - 1)
		codec_fail(reader, "title_hash", "title hash");
	else
		memcpy(article->title_hash, hash, sizeof(article->title_hash));
}

static void
read_photos(struct codec_reader *reader, const json_t *json, struct article *article)
{
	size_t count;
	const json_t *array = codec_read_array(reader, json, "photos", ARTICLE_PHOTOS_MAX, &count);
	article->photos = arena_zalloc(reader->arena, count, sizeof(*article->photos));
	for (size_t i = 0; i < count && !reader->failed; i++) {
		const json_t *object = codec_element(reader, array, i, "photos");
		struct photo photo = {
			.url = codec_read_url(reader, object, "url"),
			.caption =
				codec_read_text(reader, object, "caption", ARTICLE_LINE_MAX_BYTES),
			.credit = read_line(reader, object, "credit"),
		};
		if (photo.url != NULL)
			article->photos[article->photo_count++] = photo;
	}
}

static void
read_items(struct codec_reader *reader, const json_t *json, struct headline_list *list)
{
	size_t count;
	const json_t *array =
		codec_read_array(reader, json, "items", ARTICLE_LIST_ITEMS_MAX, &count);
	list->items = arena_zalloc(reader->arena, count, sizeof(*list->items));
	for (size_t i = 0; i < count && !reader->failed; i++) {
		const json_t *object = codec_element(reader, array, i, "items");
		struct listed_headline item = {
			.headline = read_line(reader, object, "headline"),
			.url = codec_read_url(reader, object, "url"),
		};
		if (item.headline != NULL && item.url != NULL)
			list->items[list->count++] = item;
	}
}

static void
read_lists(struct codec_reader *reader, const json_t *json, struct article *article)
{
	size_t count;
	const json_t *array = codec_read_array(reader, json, "lists", ARTICLE_LISTS_MAX, &count);
	article->lists = arena_zalloc(reader->arena, count, sizeof(*article->lists));
	for (size_t i = 0; i < count && !reader->failed; i++) {
		const json_t *object = codec_element(reader, array, i, "lists");
		struct headline_list *list = &article->lists[article->list_count++];
		list->label = read_line(reader, object, "label");
		if (list->label == NULL)
			list->label = "";
		int kind = codec_read_name(reader, object, "kind", list_kinds, COUNT(list_kinds));
		if (kind == 0)
			codec_fail(reader, "kind", "kind of list");
		list->kind = (enum list_kind)kind;
		read_items(reader, object, list);
	}
}

bool
article_from_json(struct article *article, struct arena *arena, const json_t *json, struct err *err)
{
	article_init(article);
	if (!json_is_object(json))
		return err_set(err, ERR_FORMAT, "an article is no JSON object");
	struct codec_reader in = { .arena = arena, .err = err };
	article->url = codec_read_url(&in, json, "url");
	article->canonical_url = codec_read_url(&in, json, "canonical_url");
	article->outlet = read_line(&in, json, "outlet");
	read_reason(&in, json, article);
	article->headline = read_line(&in, json, "headline");
	article->kicker = read_line(&in, json, "kicker");
	article->dek = codec_read_text(&in, json, "dek", ARTICLE_LINE_MAX_BYTES);
	article->published = codec_read_time(&in, json, "published");
	article->updated = codec_read_time(&in, json, "updated");
	article->agency = read_line(&in, json, "agency");
	article->byline = codec_read_texts(&in, json, "byline", ARTICLE_BYLINE_MAX,
		ARTICLE_HEADLINE_MAX_BYTES, ARTICLE_TEXT_MAX_BYTES, &article->byline_count);
	article->dateline = read_line(&in, json, "dateline");
	article->language = read_line(&in, json, "language");
	article->section = read_line(&in, json, "section");
	article->paragraphs = codec_read_texts(&in, json, "paragraphs", ARTICLE_PARAGRAPHS_MAX,
		ARTICLE_LINE_MAX_BYTES, ARTICLE_TEXT_MAX_BYTES, &article->paragraph_count);
	read_photos(&in, json, article);
	read_lists(&in, json, article);
	read_hash(&in, json, article);
	article->truncated = codec_read_flag(&in, json, "truncated");
	return !in.failed;
}
