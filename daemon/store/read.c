/* An article put together again from its rows. */
#include "store/query.h"

#include <jansson.h>
#include <string.h>

#include "base/clock.h"

static const char *
text(const struct query_rows *rows, size_t row, const char *column)
{
	return query_value(rows, row, column)->text;
}

static int64_t
time_of(const struct query_rows *rows, const char *column)
{
	int64_t seconds;
	const char *value = text(rows, 0, column);
	return value != NULL && clock_read(slice_of(value), &seconds) ? seconds : CLOCK_NEVER;
}

static enum article_reason
reason_of(const char *name)
{
	for (int reason = REASON_SECTION; name != NULL && reason <= REASON_EMPTY; reason++)
		if (strcmp(article_reason_name((enum article_reason)reason), name) == 0)
			return (enum article_reason)reason;
	return REASON_NONE;
}

static enum list_kind
kind_of(const char *name)
{
	for (int kind = LIST_RELATED; kind < LIST_NEIGHBOUR; kind++)
		if (strcmp(list_kind_name((enum list_kind)kind), name) == 0)
			return (enum list_kind)kind;
	return LIST_NEIGHBOUR;
}

static void
read_paragraphs(struct article *article, struct arena *arena, const char *body)
{
	size_t capacity = 0;
	while (body != NULL && *body != '\0') {
		const char *end = strstr(body, "\n\n");
		size_t length = end != NULL ? (size_t)(end - body) : strlen(body);
		article->paragraphs = arena_grow(arena, article->paragraphs,
			article->paragraph_count, &capacity, sizeof(*article->paragraphs));
		article->paragraphs[article->paragraph_count++] =
			arena_strndup(arena, body, length);
		body = end != NULL ? end + 2 : NULL;
	}
}

static void
read_byline(struct article *article, struct arena *arena, const char *names)
{
	json_t *array = names != NULL ? json_loads(names, 0, NULL) : NULL;
	size_t count = json_array_size(array), i;
	json_t *name;
	article->byline = arena_zalloc(arena, count, sizeof(*article->byline));
	json_array_foreach(array, i, name) {
		if (json_is_string(name))
			article->byline[article->byline_count++] =
				arena_strdup(arena, json_string_value(name));
	}
	json_decref(array);
}

static void
read_row(struct article *article, struct arena *arena, const struct query_rows *rows)
{
	article->url = text(rows, 0, "url");
	article->canonical_url = text(rows, 0, "canonical_url");
	article->outlet = text(rows, 0, "outlet");
	article->reason = reason_of(text(rows, 0, "not_article"));
	article->headline = text(rows, 0, "headline");
	article->kicker = text(rows, 0, "kicker");
	article->dek = text(rows, 0, "dek");
	article->published = time_of(rows, "published");
	article->updated = time_of(rows, "updated");
	article->agency = text(rows, 0, "agency");
	article->dateline = text(rows, 0, "dateline");
	article->language = text(rows, 0, "language");
	article->section = text(rows, 0, "section");
	article->truncated = query_value(rows, 0, "truncated")->number != 0;
	const char *hash = text(rows, 0, "title_hash");
	if (hash != NULL && strlen(hash) < sizeof(article->title_hash))
		strcpy(article->title_hash, hash);
	read_byline(article, arena, text(rows, 0, "byline"));
	read_paragraphs(article, arena, text(rows, 0, "body"));
}

static void
read_photos(struct article *article, struct arena *arena, const struct query_rows *rows)
{
	article->photos = arena_zalloc(arena, rows->count, sizeof(*article->photos));
	for (size_t i = 0; i < rows->count; i++)
		article->photos[article->photo_count++] = (struct photo){
			.url = text(rows, i, "url"),
			.caption = text(rows, i, "caption"),
			.credit = text(rows, i, "credit"),
		};
}

static void
read_lists(struct article *article, struct arena *arena, const struct query_rows *rows)
{
	int64_t position = 0;
	struct listed_headline *items = arena_zalloc(arena, rows->count, sizeof(*items));
	article->lists = arena_zalloc(arena, rows->count, sizeof(*article->lists));
	for (size_t i = 0; i < rows->count; i++) {
		items[i].headline = text(rows, i, "headline");
		items[i].url = text(rows, i, "url");
		if (query_value(rows, i, "position")->number != position)
			article->lists[article->list_count++] = (struct headline_list){
				.label = text(rows, i, "label"),
				.kind = kind_of(text(rows, i, "kind")),
				.items = &items[i],
			};
		position = query_value(rows, i, "position")->number;
		article->lists[article->list_count - 1].count++;
	}
}

bool
query_article(
	struct query *q, struct arena *arena, int64_t id, struct article *article, struct err *err)
{
	const struct query_parameter parameter = { ":article", NULL, id };
	struct query_rows rows;
	article_init(article);
	err->kind = ERR_NONE;
	if (!query_ask(q, arena, QUERY_ARTICLE, &parameter, 1, &rows, err) || rows.count == 0)
		return false;
	read_row(article, arena, &rows);
	if (!query_ask(q, arena, QUERY_PHOTOS, &parameter, 1, &rows, err))
		return false;
	read_photos(article, arena, &rows);
	if (!query_ask(q, arena, QUERY_LISTS, &parameter, 1, &rows, err))
		return false;
	read_lists(article, arena, &rows);
	return true;
}
