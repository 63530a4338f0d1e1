/*
 * An article's row: made, revised, or found as it was; with photos, lists and words to search for.
 */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/key.h"
#include "store/list.h"
#include "store/page.h"
#include "store/search.h"

/* Paragraphs with an empty line between. */
static const char *
join_paragraphs(struct arena *arena, const struct article *page)
{
	size_t length = 1;
	for (size_t i = 0; i < page->paragraph_count; i++)
		length += strlen(page->paragraphs[i]) + 2;
	char *body = arena_alloc(arena, length), *out = body;
	for (size_t i = 0; i < page->paragraph_count; i++) {
		if (i > 0)
			out = stpcpy(out, "\n\n");
		out = stpcpy(out, page->paragraphs[i]);
	}
	*out = '\0';
	return text_nfc(arena, (struct slice){ body, (size_t)(out - body) });
}

/* A JSON array of names; NULL where there are none. */
static const char *
join_byline(struct arena *arena, const struct article *page)
{
	if (page->byline_count == 0)
		return NULL;
	json_t *names = json_array();
	for (size_t i = 0; i < page->byline_count; i++)
		json_array_append_new(
			names, json_string(text_nfc(arena, slice_of(page->byline[i]))));
	char *text = json_dumps(names, JSON_COMPACT);
	const char *copy = text != NULL ? arena_strdup(arena, text) : NULL;
	free(text);
	json_decref(names);
	return copy;
}

/* What insert and update have in common. */
static void
bind_article(struct store *s, enum statement q, const struct store_page *page,
	const struct story_clues *clues, const char *body)
{
	const struct article *a = page->article;
	bind_text(s, q, ":agency", a->agency);
	bind_time(s, q, ":published", clues->published);
	bind_time(s, q, ":updated", clock_believed(a->updated, page->fetched));
	bind_time(s, q, ":now", page->fetched);
	bind_id(s, q, ":http_status", page->http_status);
	bind_text(s, q, ":language", a->language);
	bind_text(s, q, ":section", a->section);
	bind_text(s, q, ":dateline", a->dateline);
	bind_int(s, q, ":truncated", a->truncated);
	bind_text(s, q, ":not_article", article_reason_name(a->reason));
	bind_int(s, q, ":words", (int64_t)text_words(slice_of(body)));
	bind_text(s, q, ":title_hash", clues->title_hash);
	bind_int(s, q, ":content_hash", key_of_content(a));
	bind_int(s, q, ":change", database_change(s));
	bind_text(s, q, ":headline", clues->headline);
	bind_text(s, q, ":byline", join_byline(s->scratch, a));
	bind_text(s, q, ":kicker", a->kicker);
	bind_text(s, q, ":dek", a->dek);
	bind_text(s, q, ":body", body);
}

static void
keep_photos(struct store *s, int64_t article, const struct article *page)
{
	for (size_t i = 0; i < page->photo_count; i++) {
		bind_int(s, PHOTO_INSERT, ":article", article);
		bind_int(s, PHOTO_INSERT, ":position", (int64_t)i + 1);
		bind_text(s, PHOTO_INSERT, ":url", page->photos[i].url);
		bind_text(s, PHOTO_INSERT, ":caption", page->photos[i].caption);
		bind_text(s, PHOTO_INSERT, ":credit", page->photos[i].credit);
		run(s, PHOTO_INSERT);
	}
}

static void
insert_article(struct store *s, const struct link *link, const struct store_page *page,
	const struct story_clues *clues, struct store_page_result *result)
{
	const char *body = join_paragraphs(s->scratch, page->article);
	const char *joined_by = result->reason != NULL ? result->reason : "new";
	bind_int(s, ARTICLE_INSERT, ":story", result->story);
	bind_text(s, ARTICLE_INSERT, ":joined_by", joined_by);
	bind_text(s, ARTICLE_INSERT, ":outlet", link->outlet);
	bind_int(s, ARTICLE_INSERT, ":url_hash", clues->final_url);
	if (clues->canonical != clues->final_url)
		bind_id(s, ARTICLE_INSERT, ":canonical_hash", clues->canonical);
	bind_text(s, ARTICLE_INSERT, ":url",
		page->article->url != NULL ? page->article->url : link->url);
	bind_text(s, ARTICLE_INSERT, ":canonical_url", page->article->canonical_url);
	bind_article(s, ARTICLE_INSERT, page, clues, body);
	run(s, ARTICLE_INSERT);
	result->article = s->rc == SQLITE_OK ? sqlite3_last_insert_rowid(s->db) : 0;
	search_later(s, SEARCH_ADDS, result->article, clues->headline, page->article->dek, body);
	keep_photos(s, result->article, page->article);
	lists_keep(s, result->article, link->outlet, page->article, page->fetched, result);
}

void
article_start(struct store *s, struct arena *arena, const struct link *link,
	const struct store_page *page, const struct story_clues *clues,
	struct store_page_result *result)
{
	const char *reason;
	result->story = story_find(s, clues, &reason);
	result->outcome = result->story != 0 ? STORE_JOINED : STORE_NEW;
	if (result->story != 0) {
		result->reason = reason;
		result->known_by = story_known_by(s, arena, result->story);
		result->arrived = strcmp(result->known_by, "list") == 0;
		story_join(s, result->story, clues);
	} else {
		result->story = story_insert(s, clues, "article");
		result->arrived = true;
	}
	insert_article(s, link, page, clues, result);
}

/* The row as it was, in the scratch arena. */
struct former {
	int64_t story, content;
	const char *headline, *dek, *body;
};

static struct former
load_former(struct store *s, int64_t article)
{
	struct former former = { 0 };
	bind_int(s, ARTICLE_LOAD, ":id", article);
	if (row(s, ARTICLE_LOAD))
		former = (struct former){
			.story = column_int(s, ARTICLE_LOAD, 0),
			.content = column_int(s, ARTICLE_LOAD, 1),
			.headline = column_copy(s, ARTICLE_LOAD, 5, s->scratch),
			.dek = column_copy(s, ARTICLE_LOAD, 6, s->scratch),
			.body = column_copy(s, ARTICLE_LOAD, 7, s->scratch),
		};
	finish(s, ARTICLE_LOAD);
	return former;
}

static void
revise(struct store *s, int64_t article, const struct former *former, const struct store_page *page,
	const struct story_clues *clues)
{
	const char *body = join_paragraphs(s->scratch, page->article);
	bind_int(s, REVISION_INSERT, ":article", article);
	bind_time(s, REVISION_INSERT, ":now", page->fetched);
	run(s, REVISION_INSERT);
	search_later(s, SEARCH_REMOVES, article, former->headline, former->dek, former->body);
	bind_int(s, ARTICLE_UPDATE, ":id", article);
	bind_article(s, ARTICLE_UPDATE, page, clues, body);
	run(s, ARTICLE_UPDATE);
	search_later(s, SEARCH_ADDS, article, clues->headline, page->article->dek, body);
	bind_int(s, PHOTOS_DELETE, ":article", article);
	run(s, PHOTOS_DELETE);
	keep_photos(s, article, page->article);
	bind_int(s, STORY_RENAMED, ":id", former->story);
	bind_text(s, STORY_RENAMED, ":headline", clues->headline);
	bind_int(s, STORY_RENAMED, ":change", database_change(s));
	run(s, STORY_RENAMED);
}

static bool
is_equal(const char *a, const char *b)
{
	return strcmp(a != NULL ? a : "", b != NULL ? b : "") == 0;
}

/* Whether nothing has changed but what is known of the outlet's lines. */
static bool
has_lost_furniture(
	const struct former *former, const struct article *page, const struct story_clues *clues)
{
	return former->body != NULL && is_equal(former->headline, clues->headline) &&
	       is_equal(former->dek, page->dek) && lines_left_alone(former->body, page);
}

void
article_read_again(struct store *s, int64_t article, const struct link *link,
	const struct store_page *page, const struct story_clues *clues,
	struct store_page_result *result)
{
	struct former former = load_former(s, article);
	/* A reading without a body takes none away: a page half broken, a wall before the text. */
	bool poorer = page->article->paragraph_count == 0 && former.body != NULL &&
		      former.body[0] != '\0';
	bool same = former.content == key_of_content(page->article) || poorer ||
		    has_lost_furniture(&former, page->article, clues);
	result->story = former.story;
	result->article = article;
	result->outcome = same ? STORE_UNCHANGED : STORE_REVISION;
	if (!same)
		revise(s, article, &former, page, clues);
	lists_keep(s, article, link->outlet, page->article, page->fetched, result);
	if (same) {
		bind_int(s, ARTICLE_SEEN, ":id", article);
		bind_time(s, ARTICLE_SEEN, ":now", page->fetched);
		bind_time(s, ARTICLE_SEEN, ":updated",
			clock_believed(page->article->updated, page->fetched));
		bind_id(s, ARTICLE_SEEN, ":http_status", page->http_status);
		if (result->listed_new > 0)
			bind_int(s, ARTICLE_SEEN, ":change", database_change(s));
		run(s, ARTICLE_SEEN);
	}
}
