/* Which story a page or a listed headline belongs to. */
#include "store/story.h"

#include <string.h>

#include "base/text.h"
#include "store/key.h"

/* A feed id that more links than this bear is no name ("latest", "https://a.example/"). */
#define FEED_ID_LINKS_MAX 3

/* Stories of one title hash looked at; more than one has undone joins or unlike dates behind it. */
#define STORIES_OF_TITLE_MAX 8

/* How much of two texts is compared, and what paragraph is long enough to tell. */
#define BODY_PARAGRAPHS_MAX      20
#define BODY_PARAGRAPH_MIN_BYTES 60
#define BODY_MAX_BYTES           65536

static bool
dates_agree(int64_t a, int64_t b)
{
	if (a == CLOCK_NEVER || b == CLOCK_NEVER)
		return true;
	return a > b ? a - b <= STORE_WINDOW_S : b - a <= STORE_WINDOW_S;
}

static int64_t
story_by_title(struct store *s, const struct story_clues *clues)
{
	if (clues->title_hash == NULL)
		return 0;
	int64_t found = 0;
	bind_text(s, STORY_BY_TITLE, ":title_hash", clues->title_hash);
	bind_time(s, STORY_BY_TITLE, ":since", clues->now - STORE_WINDOW_S);
	bind_int(s, STORY_BY_TITLE, ":limit", STORIES_OF_TITLE_MAX);
	while (found == 0 && row(s, STORY_BY_TITLE))
		if (dates_agree(column_time(s, STORY_BY_TITLE, 1), clues->published))
			found = column_int(s, STORY_BY_TITLE, 0);
	finish(s, STORY_BY_TITLE);
	return found;
}

/*
 * Whether at least two paragraphs, and half of those looked at, stand in `body`. Short ones are
 * anyone's.
 */
static bool
body_agrees(const struct article *page, const char *body)
{
	size_t looked_at = 0, found = 0;
	for (size_t i = 0; i < page->paragraph_count && looked_at < BODY_PARAGRAPHS_MAX; i++) {
		if (strlen(page->paragraphs[i]) < BODY_PARAGRAPH_MIN_BYTES)
			continue;
		looked_at++;
		found += strstr(body, page->paragraphs[i]) != NULL;
	}
	return found >= 2 && found * 2 >= looked_at;
}

static int64_t
story_by_body(struct store *s, const struct story_clues *clues)
{
	if (clues->title_hash == NULL || clues->page == NULL)
		return 0;
	int64_t found = 0;
	bind_text(s, STORY_BODIES, ":title_hash", clues->title_hash);
	bind_int(s, STORY_BODIES, ":limit", STORIES_OF_TITLE_MAX);
	while (found == 0 && row(s, STORY_BODIES)) {
		const char *body = column_copy(s, STORY_BODIES, 1, s->scratch);
		body = arena_strndup(
			s->scratch, body, text_cut(body, strlen(body), BODY_MAX_BYTES));
		if (body_agrees(clues->page, body))
			found = column_int(s, STORY_BODIES, 0);
	}
	finish(s, STORY_BODIES);
	return found;
}

static int64_t
story_of_article(struct store *s, enum statement q, int64_t key)
{
	int64_t article = 0, story = 0;
	bind_int(s, q, ":url_hash", key);
	article = row(s, q) ? column_int(s, q, 0) : 0;
	finish(s, q);
	if (article == 0)
		return 0;
	bind_int(s, ARTICLE_LOAD, ":id", article);
	story = row(s, ARTICLE_LOAD) ? column_int(s, ARTICLE_LOAD, 0) : 0;
	finish(s, ARTICLE_LOAD);
	return story;
}

static int64_t
story_of_sighting(struct store *s, int64_t key)
{
	bind_int(s, SIGHTING_STORY, ":url_hash", key);
	int64_t story = row(s, SIGHTING_STORY) ? column_int(s, SIGHTING_STORY, 0) : 0;
	finish(s, SIGHTING_STORY);
	return story;
}

static int64_t
story_of_link(struct store *s, int64_t key)
{
	bind_int(s, LINK_BY_URL, ":url_hash", key);
	int64_t story = row(s, LINK_BY_URL) ? column_int(s, LINK_BY_URL, 3) : 0;
	finish(s, LINK_BY_URL);
	return story;
}

/* By any address a story is known under: where it was listed, of its articles, of its links. */
static int64_t
story_by_url(struct store *s, int64_t key)
{
	if (key == KEY_NONE)
		return 0;
	int64_t story = story_of_sighting(s, key);
	if (story == 0)
		story = story_of_article(s, ARTICLE_BY_URL, key);
	if (story == 0)
		story = story_of_article(s, ARTICLE_BY_CANONICAL, key);
	if (story == 0)
		story = story_of_link(s, key);
	return story;
}

static int64_t
story_by_feed_id(struct store *s, const struct story_clues *clues)
{
	if (clues->feed_id == KEY_NONE)
		return 0;
	int64_t story = 0;
	int links = 0;
	bind_int(s, LINK_STORIES_BY_FEED_ID, ":feed_id_hash", clues->feed_id);
	bind_int(s, LINK_STORIES_BY_FEED_ID, ":id", clues->link);
	bind_int(s, LINK_STORIES_BY_FEED_ID, ":limit", FEED_ID_LINKS_MAX + 1);
	while (row(s, LINK_STORIES_BY_FEED_ID)) {
		links++;
		if (story == 0)
			story = column_int(s, LINK_STORIES_BY_FEED_ID, 0);
	}
	finish(s, LINK_STORIES_BY_FEED_ID);
	return links <= FEED_ID_LINKS_MAX ? story : 0;
}

const char *
story_known_by(struct store *s, struct arena *arena, int64_t story)
{
	bind_int(s, STORY_LOAD, ":id", story);
	const char *known_by =
		row(s, STORY_LOAD) ? column_copy(s, STORY_LOAD, 0, arena) : arena_strdup(arena, "");
	finish(s, STORY_LOAD);
	return known_by;
}

static void
move(struct store *s, enum statement q, int64_t from, int64_t to)
{
	bind_int(s, q, ":from", from);
	bind_int(s, q, ":to", to);
	run(s, q);
}

/* What was listed as `from` turns out to be `to`. */
static void
merge(struct store *s, int64_t from, int64_t to)
{
	int64_t first_seen = CLOCK_NEVER;
	bind_int(s, STORY_LOAD, ":id", from);
	if (row(s, STORY_LOAD))
		first_seen = column_time(s, STORY_LOAD, 2);
	finish(s, STORY_LOAD);
	bind_int(s, STORY_FIRST_SEEN, ":id", to);
	bind_time(s, STORY_FIRST_SEEN, ":first_seen", first_seen);
	run(s, STORY_FIRST_SEEN);
	move(s, LISTED_MOVE, from, to);
	move(s, SIGHTINGS_MOVE, from, to);
	move(s, LINKS_MOVE, from, to);
	move(s, STORIES_MERGED_MOVE, from, to);
	bind_int(s, STORY_MERGED, ":from", from);
	bind_int(s, STORY_MERGED, ":to", to);
	bind_int(s, STORY_MERGED, ":change", database_change(s));
	run(s, STORY_MERGED);
	bind_int(s, STORY_DELETE, ":id", from);
	run(s, STORY_DELETE);
}

static int64_t
find_by_address(struct store *s, const struct story_clues *clues, const char **reason)
{
	int64_t story = story_by_url(s, clues->url);
	*reason = "url";
	if (story == 0 && clues->final_url != clues->url)
		story = story_by_url(s, clues->final_url);
	if (story == 0 && clues->canonical != clues->final_url) {
		story = story_by_url(s, clues->canonical);
		*reason = "canonical";
	}
	if (story == 0) {
		story = story_by_feed_id(s, clues);
		*reason = "feed-id";
	}
	return story;
}

int64_t
story_find(struct store *s, const struct story_clues *clues, const char **reason)
{
	int64_t by_address = find_by_address(s, clues, reason);
	if (by_address != 0 && strcmp(story_known_by(s, s->scratch, by_address), "list") != 0)
		return by_address;
	int64_t by_title = story_by_title(s, clues);
	const char *by = "title";
	if (by_title == 0) {
		by_title = story_by_body(s, clues);
		by = "body";
	}
	if (by_title == 0)
		return by_address;
	if (by_address != 0 && by_address != by_title)
		merge(s, by_address, by_title);
	if (by_address != by_title)
		*reason = by;
	return by_title;
}

int64_t
story_insert(struct store *s, const struct story_clues *clues, const char *known_by)
{
	bind_text(s, STORY_INSERT, ":title_hash", clues->title_hash);
	bind_text(s, STORY_INSERT, ":known_by", known_by);
	bind_int(s, STORY_INSERT, ":articles", strcmp(known_by, "article") == 0);
	bind_time(s, STORY_INSERT, ":first_seen", clues->first_seen);
	if (strcmp(known_by, "list") != 0)
		bind_time(s, STORY_INSERT, ":arrived", clues->now);
	bind_time(s, STORY_INSERT, ":published", clues->published);
	bind_int(s, STORY_INSERT, ":change", database_change(s));
	bind_text(s, STORY_INSERT, ":headline", clues->headline);
	run(s, STORY_INSERT);
	return s->rc == SQLITE_OK ? sqlite3_last_insert_rowid(s->db) : 0;
}

static bool
is_buried(struct store *s, int64_t url_key)
{
	bind_int(s, TOMBSTONE_BY_URL, ":url_hash", url_key);
	bool buried = row(s, TOMBSTONE_BY_URL);
	finish(s, TOMBSTONE_BY_URL);
	return buried;
}

int64_t
story_of_listed(struct store *s, const char *headline, int64_t url_key, int64_t now)
{
	int64_t story = story_by_url(s, url_key);
	if (story != 0)
		return story;
	struct title title;
	title_read(&title, s->scratch, headline, s->names);
	struct story_clues clues = {
		.headline = headline,
		.title_hash = title.hash[0] != '\0' ? title.hash : NULL,
		.published = CLOCK_NEVER,
		.first_seen = now,
		.now = now,
	};
	story = story_by_title(s, &clues);
	if (story == 0 && (url_key == KEY_NONE || !is_buried(s, url_key)))
		story = story_insert(s, &clues, "list");
	return story;
}

int64_t
story_of_source(struct store *s, const struct story_clues *clues, bool *arrived)
{
	const char *reason;
	if (clues->headline[0] == '\0')
		return 0;
	int64_t story = story_find(s, clues, &reason);
	if (story == 0) {
		*arrived = true;
		return story_insert(s, clues, "source");
	}
	bind_int(s, STORY_ARRIVES, ":id", story);
	bind_time(s, STORY_ARRIVES, ":now", clues->now);
	bind_time(s, STORY_ARRIVES, ":published", clues->published);
	bind_int(s, STORY_ARRIVES, ":change", database_change(s));
	run(s, STORY_ARRIVES);
	*arrived = s->rc == SQLITE_OK && sqlite3_changes(s->db) > 0;
	return story;
}

void
story_join(struct store *s, int64_t story, const struct story_clues *clues)
{
	bind_int(s, STORY_JOINED, ":id", story);
	bind_time(s, STORY_JOINED, ":now", clues->now);
	bind_time(s, STORY_JOINED, ":published", clues->published);
	bind_text(s, STORY_JOINED, ":headline", clues->headline);
	bind_text(s, STORY_JOINED, ":title_hash", clues->title_hash);
	bind_int(s, STORY_JOINED, ":change", database_change(s));
	run(s, STORY_JOINED);
}

static int64_t
place(struct store *s, enum statement q, const char *outlet, int64_t source, const char *kind,
	const char *label)
{
	int64_t id = row(s, q) ? column_int(s, q, 0) : 0;
	finish(s, q);
	if (id != 0 || s->rc != SQLITE_OK)
		return id;
	bind_text(s, PLACE_INSERT, ":outlet", outlet);
	bind_id(s, PLACE_INSERT, ":source", source);
	bind_text(s, PLACE_INSERT, ":kind", kind);
	bind_text(s, PLACE_INSERT, ":label", label);
	run(s, PLACE_INSERT);
	return s->rc == SQLITE_OK ? sqlite3_last_insert_rowid(s->db) : 0;
}

int64_t
place_of_source(struct store *s, const char *outlet, int64_t source, const char *kind)
{
	bind_int(s, PLACE_OF_SOURCE, ":source", source);
	return place(s, PLACE_OF_SOURCE, outlet, source, kind, "");
}

int64_t
place_of_list(struct store *s, const char *outlet, const char *kind, const char *label)
{
	bind_text(s, PLACE_OF_LIST, ":outlet", outlet);
	bind_text(s, PLACE_OF_LIST, ":kind", kind);
	bind_text(s, PLACE_OF_LIST, ":label", label);
	return place(s, PLACE_OF_LIST, outlet, 0, kind, label);
}

void
sighting_seen(struct store *s, int64_t url_key, int64_t place_id, int64_t story, int64_t first_seen,
	int64_t now, int64_t rank, const char *url)
{
	if (url_key == KEY_NONE || story == 0)
		return;
	bind_int(s, SIGHTING_SEEN, ":url_hash", url_key);
	bind_int(s, SIGHTING_SEEN, ":place", place_id);
	bind_int(s, SIGHTING_SEEN, ":story", story);
	bind_time(s, SIGHTING_SEEN, ":first_seen", first_seen);
	bind_time(s, SIGHTING_SEEN, ":now", now);
	bind_int(s, SIGHTING_SEEN, ":rank", rank);
	bind_text(s, SIGHTING_SEEN, ":url", url);
	run(s, SIGHTING_SEEN);
}
