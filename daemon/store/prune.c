/* What goes by age, what stays in its place, and the join that is undone. */
#include "store/database.h"

#include <string.h>

#include "store/key.h"
#include "store/search.h"
#include "store/story.h"

/* Addresses of one story that get a tombstone. */
#define ADDRESSES_MAX 1000

/* The cursor walks stories, then links, then lists; which, stands in its two lowest bits. */
enum walk { WALK_STORIES, WALK_LINKS, WALK_LISTS, WALK_ENDS };

static void
bury(struct store *s, int64_t url_key, int64_t feed_key, int64_t article, const char *url,
	int64_t now)
{
	bind_int(s, TOMBSTONE_INSERT, ":url_hash", url_key);
	bind_id(s, TOMBSTONE_INSERT, ":feed_id_hash", feed_key);
	bind_id(s, TOMBSTONE_INSERT, ":article", article);
	bind_time(s, TOMBSTONE_INSERT, ":now", now);
	bind_int(s, TOMBSTONE_INSERT, ":change", database_change(s));
	bind_text(s, TOMBSTONE_INSERT, ":url", url);
	run(s, TOMBSTONE_INSERT);
}

static void
run_for(struct store *s, enum statement q, const char *name, int64_t id)
{
	bind_int(s, q, name, id);
	run(s, q);
}

/* One row at a time, since the row goes while its statement runs. */
static bool
prune_article(struct store *s, int64_t story, int64_t now)
{
	bind_int(s, PRUNE_ARTICLES, ":story", story);
	if (!row(s, PRUNE_ARTICLES)) {
		finish(s, PRUNE_ARTICLES);
		return false;
	}
	int64_t id = column_int(s, PRUNE_ARTICLES, 0);
	int64_t key = column_int(s, PRUNE_ARTICLES, 1);
	const char *url = column_copy(s, PRUNE_ARTICLES, 2, s->scratch);
	search_later(s, SEARCH_REMOVES, id, column_text(s, PRUNE_ARTICLES, 3),
		column_text(s, PRUNE_ARTICLES, 4), column_text(s, PRUNE_ARTICLES, 5));
	finish(s, PRUNE_ARTICLES);
	run_for(s, PRUNE_ARTICLE_LINKS, ":article", id);
	bury(s, key, KEY_NONE, id, url, now);
	run_for(s, PRUNE_ARTICLE, ":article", id);
	return s->rc == SQLITE_OK;
}

static bool
prune_link(struct store *s, int64_t story, int64_t now)
{
	bind_int(s, PRUNE_LINKS_OF_STORY, ":story", story);
	bool found = row(s, PRUNE_LINKS_OF_STORY);
	int64_t id = 0, key = 0, feed_key = 0;
	const char *url = NULL;
	if (found) {
		id = column_int(s, PRUNE_LINKS_OF_STORY, 0);
		key = column_int(s, PRUNE_LINKS_OF_STORY, 1);
		feed_key = column_int(s, PRUNE_LINKS_OF_STORY, 2);
		url = column_copy(s, PRUNE_LINKS_OF_STORY, 3, s->scratch);
	}
	finish(s, PRUNE_LINKS_OF_STORY);
	if (!found)
		return false;
	run_for(s, PRUNE_LINK, ":id", id);
	bury(s, key, feed_key, 0, url, now);
	return s->rc == SQLITE_OK;
}

static void
bury_sightings(struct store *s, int64_t story, int64_t now)
{
	bind_int(s, PRUNE_STORY_ADDRESSES, ":story", story);
	bind_int(s, PRUNE_STORY_ADDRESSES, ":limit", ADDRESSES_MAX);
	while (row(s, PRUNE_STORY_ADDRESSES))
		bury(s, column_int(s, PRUNE_STORY_ADDRESSES, 0), KEY_NONE, 0,
			column_copy(s, PRUNE_STORY_ADDRESSES, 1, s->scratch), now);
	finish(s, PRUNE_STORY_ADDRESSES);
}

static void
prune_story(struct store *s, int64_t story, int64_t now)
{
	bury_sightings(s, story, now);
	run_for(s, PRUNE_SIGHTINGS, ":story", story);
	while (prune_article(s, story, now))
		continue;
	while (prune_link(s, story, now))
		continue;
	run_for(s, PRUNE_LISTED, ":story", story);
	run_for(s, PRUNE_MERGED, ":story", story);
	run_for(s, STORY_DELETE, ":id", story);
	arena_reset(s->scratch);
}

/* ISO 8601 compares as text. */
static bool
seen_since(struct store *s, int64_t story, const char *before)
{
	bind_int(s, PRUNE_STORY_LAST_SEEN, ":story", story);
	bool since = row(s, PRUNE_STORY_LAST_SEEN) &&
		     strcmp(column_text(s, PRUNE_STORY_LAST_SEEN, 0), before) >= 0;
	finish(s, PRUNE_STORY_LAST_SEEN);
	return since;
}

/*
 * Ids rise with the time of first_seen, so that the first row that is young ends the walk. `doomed`
 * tells by the row what goes, `kill` does it. Gives the id reached, 0 where the walk is at its end.
 */
struct walker {
	enum statement q;
	int first_seen; /* column */
	bool (*doomed)(struct store *s, int64_t id, const char *before);
	void (*kill)(struct store *s, int64_t id, int64_t now);
};

static bool
story_is_doomed(struct store *s, int64_t id, const char *before)
{
	return !seen_since(s, id, before);
}

/* Links without a story: refused ones ("old", "left"), and those whose source gave no headline. */
static bool
link_is_doomed(struct store *s, int64_t id, const char *before)
{
	(void)id;
	return column_int(s, PRUNE_LINKS, 4) == 0 &&
	       strcmp(column_text(s, PRUNE_LINKS, 5), before) < 0;
}

static void
kill_link(struct store *s, int64_t id, int64_t now)
{
	int64_t key = column_int(s, PRUNE_LINKS, 1), feed_key = column_int(s, PRUNE_LINKS, 2);
	const char *url = column_copy(s, PRUNE_LINKS, 3, s->scratch);
	run_for(s, PRUNE_LINK, ":id", id);
	bury(s, key, feed_key, 0, url, now);
}

/* Lists that stand on no article's page any more. */
static bool
list_is_doomed(struct store *s, int64_t id, const char *before)
{
	(void)id;
	return column_int(s, PRUNE_LISTS, 3) == 0 &&
	       strcmp(column_text(s, PRUNE_LISTS, 2), before) < 0;
}

static void
kill_list(struct store *s, int64_t id, int64_t now)
{
	(void)now;
	run_for(s, PRUNE_LIST, ":id", id);
}

static const struct walker walkers[] = {
	[WALK_STORIES] = { PRUNE_STORIES, 1, story_is_doomed, prune_story },
	[WALK_LINKS] = { PRUNE_LINKS, 6, link_is_doomed, kill_link },
	[WALK_LISTS] = { PRUNE_LISTS, 1, list_is_doomed, kill_list },
};

static int64_t
walk(struct store *s, const struct walker *w, int64_t after, size_t limit, const char *before,
	int64_t now)
{
	int64_t reached = 0;
	size_t rows = 0;
	bool young = false;
	bind_int(s, w->q, ":after", after);
	bind_int(s, w->q, ":limit", (int64_t)limit);
	while (!young && row(s, w->q)) {
		int64_t id = column_int(s, w->q, 0);
		young = strcmp(column_text(s, w->q, w->first_seen), before) >= 0;
		if (!young && w->doomed(s, id, before))
			w->kill(s, id, now);
		reached = id;
		rows++;
	}
	finish(s, w->q);
	return young || rows < limit ? 0 : reached;
}

static void
prune_before(struct store *s, enum statement q, int64_t age, int64_t now, size_t limit)
{
	if (age == 0)
		return;
	bind_time(s, q, ":before", now - age);
	bind_int(s, q, ":limit", (int64_t)limit);
	run(s, q);
}

bool
store_prune(
	struct store *s, const struct store_ages *ages, int64_t now, size_t limit, int64_t *cursor)
{
	enum walk at = (enum walk)(*cursor & 3);
	int64_t after = *cursor >> 2;
	prune_before(s, PRUNE_POLLS, ages->polls, now, limit);
	prune_before(s, PRUNE_TOMBSTONES, ages->tombstones, now, limit);
	bool more = false;
	if (ages->articles != 0 && at < WALK_ENDS) {
		char before[CLOCK_TEXT_BYTES];
		clock_format(now - ages->articles, before);
		after = walk(s, &walkers[at], after, limit, before, now);
		at += after == 0;
		more = at < WALK_ENDS;
	}
	*cursor = more ? after << 2 | at : 0;
	arena_reset(s->scratch);
	return more && s->rc == SQLITE_OK;
}

/* What named the article's own address goes with it. */
static void
move_article(struct store *s, int64_t article, int64_t former, int64_t story)
{
	static const enum statement seen[] = { ARTICLE_SIGHTINGS_MOVE, ARTICLE_LISTED_MOVE };
	bind_int(s, ARTICLE_MOVE, ":article", article);
	bind_int(s, ARTICLE_MOVE, ":story", story);
	bind_int(s, ARTICLE_MOVE, ":change", database_change(s));
	run(s, ARTICLE_MOVE);
	bind_int(s, ARTICLE_LINKS_MOVE, ":article", article);
	bind_int(s, ARTICLE_LINKS_MOVE, ":story", story);
	run(s, ARTICLE_LINKS_MOVE);
	for (size_t i = 0; i < sizeof(seen) / sizeof(seen[0]); i++) {
		bind_int(s, seen[i], ":article", article);
		bind_int(s, seen[i], ":former", former);
		bind_int(s, seen[i], ":story", story);
		run(s, seen[i]);
	}
}

int64_t
store_split(struct store *s, int64_t article, int64_t now)
{
	int64_t story = 0;
	bind_int(s, ARTICLE_LOAD, ":id", article);
	bool found = row(s, ARTICLE_LOAD);
	int64_t former = found ? column_int(s, ARTICLE_LOAD, 0) : 0;
	struct story_clues clues = {
		.headline = found ? column_copy(s, ARTICLE_LOAD, 5, s->scratch) : "",
		.published = found ? column_time(s, ARTICLE_LOAD, 8) : CLOCK_NEVER,
		.title_hash = found ? column_copy(s, ARTICLE_LOAD, 10, s->scratch) : NULL,
		.first_seen = now,
		.now = now,
	};
	finish(s, ARTICLE_LOAD);
	bind_int(s, STORY_LOAD, ":id", former);
	bool shared = row(s, STORY_LOAD) && column_int(s, STORY_LOAD, 1) > 1;
	finish(s, STORY_LOAD);
	if (shared) {
		bind_int(s, STORY_INSERT, ":split_from", former);
		story = story_insert(s, &clues, "article");
		bind_int(s, STORY_LEFT, ":id", former);
		bind_int(s, STORY_LEFT, ":change", database_change(s));
		run(s, STORY_LEFT);
		move_article(s, article, former, story);
	}
	arena_reset(s->scratch);
	return story;
}
