/* A page that was read for a link, or could not be: what becomes of it. */
#include "store/store.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "store/key.h"
#include "store/list.h"
#include "store/search.h"
#include "store/story.h"

struct link {
	int64_t id, source, story, article;
	int64_t url_key, feed_key; /* KEY_NONE where there is none */
	int64_t published, first_seen, unchanged, rank;
	const char *outlet, *kind, *state, *url, *headline, *title_hash;
};

static bool
load_link(struct store *s, int64_t id, struct link *link)
{
	bind_int(s, LINK_LOAD, ":id", id);
	bool found = row(s, LINK_LOAD);
	if (found)
		*link = (struct link){
			.id = id,
			.outlet = column_copy(s, LINK_LOAD, 0, s->scratch),
			.source = column_int(s, LINK_LOAD, 1),
			.state = column_copy(s, LINK_LOAD, 2, s->scratch),
			.story = column_int(s, LINK_LOAD, 3),
			.article = column_int(s, LINK_LOAD, 4),
			.url = column_copy(s, LINK_LOAD, 5, s->scratch),
			.url_key = column_int(s, LINK_LOAD, 6),
			.feed_key = column_int(s, LINK_LOAD, 7),
			.headline = column_copy(s, LINK_LOAD, 8, s->scratch),
			.title_hash = column_copy(s, LINK_LOAD, 9, s->scratch),
			.published = column_time(s, LINK_LOAD, 10),
			.first_seen = column_time(s, LINK_LOAD, 11),
			.unchanged = column_int(s, LINK_LOAD, 12),
			.rank = column_int(s, LINK_LOAD, 13),
			.kind = column_copy(s, LINK_LOAD, 14, s->scratch),
		};
	finish(s, LINK_LOAD);
	return found;
}

/* ---- which article it is ---- */

struct known {
	int64_t id;
	const char *outlet, *headline, *title_hash;
};

static bool
known_by(struct store *s, enum statement q, int64_t key, struct known *known)
{
	if (key == KEY_NONE)
		return false;
	bind_int(s, q, ":url_hash", key);
	bool found = row(s, q);
	if (found)
		*known = (struct known){
			.id = column_int(s, q, 0),
			.outlet = column_copy(s, q, 1, s->scratch),
			.headline = column_copy(s, q, 2, s->scratch),
			.title_hash = column_copy(s, q, 3, s->scratch),
		};
	finish(s, q);
	return found;
}

/*
 * Whether two headlines can be of one piece, edited: every second word of the shorter stands in the other. Guards against sites
 * that give the same canonical address to all their pages.
 */
static bool
headlines_agree(struct store *s, const char *a, const char *b)
{
	const char *x = text_fold_lower(s->scratch, slice_of(a));
	const char *y = text_fold_lower(s->scratch, slice_of(b));
	if (strlen(x) > strlen(y)) {
		const char *longer = x;
		x = y;
		y = longer;
	}
	size_t words = 0, shared = 0;
	for (const char *at = x; *at != '\0';) {
		size_t length = strcspn(at, " ");
		char *word = arena_strndup(s->scratch, at, length);
		words++;
		shared += strstr(y, word) != NULL;
		at += length + strspn(at + length, " ");
	}
	return shared * 2 >= words;
}

/* The article of this outlet that the page's canonical address names, or that named this page's. 0: none. */
static int64_t
known_by_canonical(struct store *s, const struct link *link, const struct story_clues *clues)
{
	const struct {
		enum statement q;
		int64_t key;
	} ways[] = {
		{ ARTICLE_BY_URL, clues->canonical },
		{ ARTICLE_BY_CANONICAL, clues->canonical },
		{ ARTICLE_BY_CANONICAL, clues->final_url },
	};
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		struct known known;
		if (!known_by(s, ways[i].q, ways[i].key, &known) ||
			strcmp(known.outlet, link->outlet) != 0)
			continue;
		bool same_title = known.title_hash != NULL && clues->title_hash != NULL &&
				  strcmp(known.title_hash, clues->title_hash) == 0;
		if (same_title || headlines_agree(s, known.headline, clues->headline))
			return known.id;
	}
	return 0;
}

static int64_t
find_article(struct store *s, const struct link *link, const struct story_clues *clues)
{
	struct known known;
	if (link->article != 0)
		return link->article;
	if (known_by(s, ARTICLE_BY_URL, clues->final_url, &known))
		return known.id;
	return known_by_canonical(s, link, clues);
}

/* ---- the article's row ---- */

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
	bind_time(s, q, ":updated", store_believed(a->updated, page->fetched));
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

static void
start_or_join(struct store *s, const struct link *link, const struct store_page *page,
	const struct story_clues *clues, struct store_page_result *result)
{
	const char *reason;
	result->story = story_find(s, clues, &reason);
	result->outcome = result->story != 0 ? STORE_JOINED : STORE_NEW;
	if (result->story != 0) {
		result->reason = reason;
		story_join(s, result->story, clues);
	} else {
		result->story = story_insert(s, clues, "article");
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

static void
read_again(struct store *s, int64_t article, const struct link *link, const struct store_page *page,
	const struct story_clues *clues, struct store_page_result *result)
{
	struct former former = load_former(s, article);
	/* A reading without a body takes none away: a page half broken, a wall before the text. */
	bool poorer = page->article->paragraph_count == 0 && former.body != NULL &&
		      former.body[0] != '\0';
	bool same = former.content == key_of_content(page->article) || poorer;
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
			store_believed(page->article->updated, page->fetched));
		bind_id(s, ARTICLE_SEEN, ":http_status", page->http_status);
		if (result->listed_new > 0)
			bind_int(s, ARTICLE_SEEN, ":change", database_change(s));
		run(s, ARTICLE_SEEN);
	}
}

/* ---- what becomes of the link ---- */

static void
see_at_source(struct store *s, const struct link *link, int64_t story)
{
	int64_t place = place_of_source(s, link->outlet, link->source, link->kind);
	/* Known already where the page was read before: then the polls count. */
	if (link->story == 0)
		sighting_seen(s, link->url_key, place, story, link->first_seen, link->first_seen,
			link->rank, link->url);
}

/* A link that leads to nothing to keep: its source's own headline still is a story. */
static void
end_link(struct store *s, const struct link *link, const char *state, const char *reason,
	bool failed, int64_t now, struct store_page_result *result)
{
	struct story_clues clues = {
		.headline = link->headline != NULL ? link->headline : "",
		.title_hash = link->title_hash,
		.url = link->url_key,
		.final_url = link->url_key,
		.canonical = link->url_key,
		.feed_id = link->feed_key,
		.link = link->id,
		.published = link->published,
		.first_seen = link->first_seen,
		.now = now,
	};
	result->outcome = STORE_REFUSED;
	result->article = link->article;
	result->story = link->story;
	if (link->article != 0) {
		bind_int(s, LINK_REASON, ":id", link->id);
		bind_text(s, LINK_REASON, ":reason", reason);
		run(s, LINK_REASON);
		return;
	}
	if (result->story == 0)
		result->story = story_of_source(s, &clues);
	see_at_source(s, link, result->story);
	bind_int(s, LINK_ENDED, ":id", link->id);
	bind_text(s, LINK_ENDED, ":state", state);
	bind_text(s, LINK_ENDED, ":reason", reason);
	bind_int(s, LINK_ENDED, ":failed", failed);
	bind_id(s, LINK_ENDED, ":story", result->story);
	run(s, LINK_ENDED);
}

static void
fetched_link(struct store *s, const struct link *link, const struct store_page *page,
	const struct store_page_result *result)
{
	bool unchanged = result->outcome == STORE_UNCHANGED;
	see_at_source(s, link, result->story);
	bind_int(s, LINK_FETCHED, ":id", link->id);
	bind_time(s, LINK_FETCHED, ":now", page->fetched);
	bind_int(s, LINK_FETCHED, ":unchanged", unchanged ? link->unchanged + 1 : 0);
	bind_id(s, LINK_FETCHED, ":story", result->story);
	bind_id(s, LINK_FETCHED, ":article", result->article);
	run(s, LINK_FETCHED);
}

/* Why a page is not kept as an article; NULL: it is. Galleries and videos have a headline and captions, and are. */
static const char *
why_not_kept(const struct article *page, const struct story_clues *clues)
{
	switch (page->reason) {
	case REASON_NONE:
	case REASON_GALLERY:
	case REASON_VIDEO: break;
	case REASON_SECTION:
	case REASON_CONSENT:
	case REASON_BOT_CHECK:
	case REASON_LOGIN:
	case REASON_ERROR_PAGE:
	case REASON_EMPTY: return article_reason_name(page->reason);
	}
	if (clues->headline[0] == '\0')
		return "no-headline";
	return clues->final_url == KEY_NONE ? "front-page" : NULL;
}

static void
gather_clues(struct store *s, const struct link *link, const struct store_page *page,
	struct story_clues *clues)
{
	const struct article *a = page->article;
	bool own = a->headline != NULL && a->headline[0] != '\0';
	int64_t published = store_believed(a->published, page->fetched);
	*clues = (struct story_clues){
		.headline = own ? a->headline : link->headline,
		.title_hash = own ? a->title_hash : link->title_hash,
		.url = link->url_key,
		.final_url = a->url != NULL ? key_of_url(s->scratch, a->url) : link->url_key,
		.canonical = key_of_url(s->scratch, a->canonical_url),
		.feed_id = link->feed_key,
		.link = link->id,
		.published = published != CLOCK_NEVER ? published : link->published,
		.first_seen = page->fetched,
		.now = page->fetched,
	};
	if (clues->headline == NULL)
		clues->headline = "";
	if (clues->title_hash != NULL && clues->title_hash[0] == '\0')
		clues->title_hash = NULL;
	if (clues->canonical == KEY_NONE)
		clues->canonical = clues->final_url;
}

void
store_page(struct store *s, const struct store_page *page, struct store_page_result *result)
{
	struct link link;
	struct story_clues clues;
	*result = (struct store_page_result){ .outcome = STORE_NONE };
	if (!load_link(s, page->link, &link))
		return;
	gather_clues(s, &link, page, &clues);
	const char *reason = why_not_kept(page->article, &clues);
	if (reason != NULL) {
		end_link(s, &link, "refused", reason, false, page->fetched, result);
		result->reason = reason;
	} else {
		int64_t article = find_article(s, &link, &clues);
		if (article != 0)
			read_again(s, article, &link, page, &clues, result);
		else
			start_or_join(s, &link, page, &clues, result);
		fetched_link(s, &link, page, result);
	}
	arena_reset(s->scratch);
}

void
store_failure(
	struct store *s, const struct store_failure *failure, struct store_page_result *result)
{
	struct link link;
	*result = (struct store_page_result){ .outcome = STORE_NONE };
	if (!load_link(s, failure->link, &link))
		return;
	if (failure->next_try == CLOCK_NEVER) {
		end_link(s, &link, failure->refused ? "refused" : "failed", failure->reason,
			!failure->refused, failure->at, result);
	} else {
		bind_int(s, LINK_RETRY, ":id", failure->link);
		bind_text(s, LINK_RETRY, ":reason", failure->reason);
		bind_time(s, LINK_RETRY, ":next_try", failure->next_try);
		run(s, LINK_RETRY);
		result->story = link.story;
		result->article = link.article;
	}
	arena_reset(s->scratch);
}
