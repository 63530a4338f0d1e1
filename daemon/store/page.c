/* A page that was read for a link, or could not be: what becomes of the link. */
#include "store/page.h"

#include <string.h>

#include "store/key.h"

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
		result->story = story_of_source(s, &clues, &result->arrived);
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

/*
 * Why a page is not kept as an article; NULL: it is. Galleries and videos have a headline and
 * captions, and are.
 */
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
	int64_t published = clock_believed(a->published, page->fetched);
	*clues = (struct story_clues){
		.headline = own ? a->headline : link->headline,
		.title_hash = own ? a->title_hash : link->title_hash,
		.url = link->url_key,
		.final_url = a->url != NULL ? key_of_url(s->scratch, a->url) : link->url_key,
		.canonical = key_of_url(s->scratch, a->canonical_url),
		.feed_id = link->feed_key,
		.link = link->id,
		.published = published != CLOCK_NEVER ? published : link->published,
		.page = a,
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

/* A link that leads to another piece now: what it was called by names the former one. */
static void
forget_way(struct link *link, struct story_clues *clues)
{
	link->article = 0;
	clues->url = clues->final_url;
	clues->feed_id = KEY_NONE;
}

/* Listed headlines become links, with the list's words, where nothing is known of their pages. */
static void
follow(struct store *s, const struct link *link, const struct store_page *page,
	struct store_page_result *result)
{
	for (size_t i = 0; i < page->follow_count; i++) {
		const struct listed_headline *listed = &page->follow[i];
		struct title title;
		int64_t key = key_of_url(s->scratch, listed->url);
		if (key == KEY_NONE)
			continue;
		title_read(&title, s->scratch, listed->headline, s->names);
		bind_text(s, LINK_FOLLOW, ":outlet", link->outlet);
		bind_int(s, LINK_FOLLOW, ":source", link->source);
		bind_time(s, LINK_FOLLOW, ":now", page->fetched);
		bind_text(s, LINK_FOLLOW, ":url", listed->url);
		bind_int(s, LINK_FOLLOW, ":url_hash", key);
		bind_text(s, LINK_FOLLOW, ":title_hash", title.hash[0] != '\0' ? title.hash : NULL);
		bind_text(s, LINK_FOLLOW, ":headline", listed->headline);
		run(s, LINK_FOLLOW);
		result->followed += s->rc == SQLITE_OK && sqlite3_changes(s->db) > 0;
	}
}

void
store_page(struct store *s, struct arena *arena, const struct store_page *page,
	struct store_page_result *result)
{
	struct link link;
	struct story_clues clues;
	*result = (struct store_page_result){ .outcome = STORE_NONE };
	if (!load_link(s, page->link, &link))
		return;
	gather_clues(s, &link, page, &clues);
	result->headline = arena_strdup(arena, clues.headline);
	const char *reason = why_not_kept(page->article, &clues);
	if (reason != NULL) {
		end_link(s, &link, "refused", reason, false, page->fetched, result);
		result->reason = reason;
	} else {
		if (link.article != 0 && !article_still_at(s, link.article, &clues))
			forget_way(&link, &clues);
		int64_t article = article_identify(s, &link, &clues);
		if (article != 0)
			article_read_again(s, article, &link, page, &clues, result);
		else
			article_start(s, arena, &link, page, &clues, result);
		fetched_link(s, &link, page, result);
	}
	follow(s, &link, page, result);
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
