/* A poll of a source: what of it is new, what changed, what is as it was. */
#include "store/store.h"

#include <stdlib.h>
#include <string.h>

#include "base/table.h"
#include "base/text.h"
#include "store/key.h"
#include "store/story.h"

/* A source's summary is kept so far: it stands in for a page that cannot be read. */
#define SUMMARY_MAX_BYTES 4000

/*
 * A source may say that a page changed when it did not. The first rereading is free; after n in a
 * row that found nothing the next waits 10 minutes, doubled with each, at most a day.
 */
#define REREAD_WAIT_S     600
#define REREAD_WAIT_MAX_S 86400

/*
 * A link that was given up is tried again only where its source names it as changed by this much.
 */
#define REVIVE_AFTER_S 3600

struct poll {
	struct store *s;
	const struct store_poll *poll;
	int64_t source, place;
	struct table *feed_ids; /* id -> the first entry with it, or &ambiguous */
	struct store_poll_result *result;
	struct arena *arena;
	size_t capacity; /* of result->links */
};

/* Stands for a feed id that several entries of one document bear with different links. */
static char ambiguous;

static void
note_feed_ids(struct poll *p)
{
	for (size_t i = 0; i < p->poll->count; i++) {
		const struct source_entry *entry = p->poll->entries[i].entry;
		if (entry->id == NULL || entry->link == NULL)
			continue;
		size_t length = strlen(entry->id);
		const struct source_entry *first = table_get(p->feed_ids, entry->id, length);
		if (first == NULL)
			table_put(p->feed_ids, entry->id, length, (void *)(uintptr_t)entry);
		else if ((const void *)first != &ambiguous && strcmp(first->link, entry->link) != 0)
			table_put(p->feed_ids, entry->id, length, &ambiguous);
	}
}

static int64_t
feed_key(const struct poll *p, const struct source_entry *entry)
{
	if (entry->id == NULL || table_get(p->feed_ids, entry->id, strlen(entry->id)) == &ambiguous)
		return KEY_NONE;
	return key_of_feed_id(p->poll->outlet, entry->id);
}

static void
hand_out(struct poll *p, int64_t id, const char *outlet, const char *url, bool reread)
{
	struct store_poll_result *r = p->result;
	r->links = arena_grow(p->arena, r->links, r->count, &p->capacity, sizeof(*r->links));
	r->links[r->count++] = (struct store_link){
		.id = id,
		.outlet = arena_strdup(p->arena, outlet),
		.url = arena_strdup(p->arena, url),
		.next_try = CLOCK_NEVER,
		.reread = reread,
	};
	if (reread)
		r->changed++;
	else
		r->fresh++;
}

/* What an entry says, with what is made of it. */
struct item {
	const struct store_entry *entry;
	const char *title_hash; /* NULL: names nothing */
	int64_t key, feed_key, rank;
	int64_t published, updated; /* as far as believed */
};

static void
bind_words(struct store *s, enum statement q, const struct item *item)
{
	const struct source_entry *entry = item->entry->entry;
	const char *summary = entry->summary != NULL ? entry->summary : entry->content;
	if (summary != NULL) {
		size_t length = strlen(summary);
		summary = arena_strndup(
			s->scratch, summary, text_cut(summary, length, SUMMARY_MAX_BYTES));
	}
	bind_text(s, q, ":title_hash", item->title_hash);
	bind_text(s, q, ":headline", entry->title);
	bind_time(s, q, ":published", item->published);
	bind_time(s, q, ":updated", item->updated);
	bind_text(s, q, ":dated", entry->dated);
	bind_text(s, q, ":summary", summary);
}

/* The link as it is known. */
struct known_link {
	int64_t id, source, story, updated, fetched, unchanged;
	char state; /* first letter: p, f(etched), r, f(ailed) is told apart by `failed` */
	bool failed;
	const char *title_hash, *outlet, *url;
};

static bool
load_known(struct store *s, int64_t key, struct known_link *link)
{
	bind_int(s, LINK_BY_URL, ":url_hash", key);
	bool found = row(s, LINK_BY_URL);
	if (found) {
		const char *state = column_text(s, LINK_BY_URL, 1);
		*link = (struct known_link){
			.id = column_int(s, LINK_BY_URL, 0),
			.state = state[0],
			.failed = strcmp(state, "failed") == 0,
			.source = column_int(s, LINK_BY_URL, 2),
			.story = column_int(s, LINK_BY_URL, 3),
			.title_hash = column_copy(s, LINK_BY_URL, 4, s->scratch),
			.updated = column_time(s, LINK_BY_URL, 5),
			.fetched = column_time(s, LINK_BY_URL, 6),
			.unchanged = column_int(s, LINK_BY_URL, 7),
			.outlet = column_copy(s, LINK_BY_URL, 8, s->scratch),
			.url = column_copy(s, LINK_BY_URL, 9, s->scratch),
		};
	}
	finish(s, LINK_BY_URL);
	return found;
}

/* Whether the source says that the page changed since it was read. */
static bool
says_changed(const struct poll *p, const struct known_link *link, const struct item *item)
{
	int64_t updated = item->updated != CLOCK_NEVER ? item->updated : item->published;
	int64_t since = link->updated != CLOCK_NEVER ? link->updated : link->fetched;
	/*
	 * Sources word the same headline differently: only the one that named it first is taken at
	 * its word.
	 */
	bool retitled = link->source == p->source && link->title_hash != NULL &&
			item->title_hash != NULL && strcmp(link->title_hash, item->title_hash) != 0;
	if (link->failed)
		return retitled || (updated != CLOCK_NEVER && since != CLOCK_NEVER &&
					   updated > since + REVIVE_AFTER_S);
	return retitled || (updated != CLOCK_NEVER && since != CLOCK_NEVER && updated > since);
}

static bool
may_reread(const struct known_link *link, int64_t now)
{
	if (link->unchanged == 0 || link->fetched == CLOCK_NEVER)
		return true;
	int64_t wait = REREAD_WAIT_S;
	for (int64_t n = 1; n < link->unchanged && wait < REREAD_WAIT_MAX_S; n++)
		wait *= 2;
	return now >= link->fetched + (wait < REREAD_WAIT_MAX_S ? wait : REREAD_WAIT_MAX_S);
}

static void
see_known(struct poll *p, const struct known_link *link, const struct item *item)
{
	struct store *s = p->s;
	int64_t now = p->poll->started;
	bool again = link->state == 'f' && item->entry->refused == NULL &&
		     says_changed(p, link, item) && may_reread(link, now);
	enum statement q = again ? LINK_AGAIN : LINK_SEEN;
	if (again) {
		bind_words(s, LINK_AGAIN, item);
		hand_out(p, link->id, link->outlet, link->url, true);
	}
	bind_int(s, q, ":id", link->id);
	bind_time(s, q, ":now", now);
	run(s, q);
	sighting_seen(s, item->key, p->place, link->story, now, now, item->rank, link->url);
}

/* Whether it was deleted by age and is still named. */
static bool
see_buried(struct poll *p, const struct item *item)
{
	struct store *s = p->s;
	bind_int(s, TOMBSTONE_BY_URL, ":url_hash", item->key);
	int64_t buried = row(s, TOMBSTONE_BY_URL) ? column_int(s, TOMBSTONE_BY_URL, 0) : KEY_NONE;
	finish(s, TOMBSTONE_BY_URL);
	if (buried == KEY_NONE && item->feed_key != KEY_NONE) {
		bind_int(s, TOMBSTONE_BY_FEED_ID, ":feed_id_hash", item->feed_key);
		buried = row(s, TOMBSTONE_BY_FEED_ID) ? column_int(s, TOMBSTONE_BY_FEED_ID, 0)
						      : KEY_NONE;
		finish(s, TOMBSTONE_BY_FEED_ID);
	}
	if (buried == KEY_NONE)
		return false;
	bind_int(s, TOMBSTONE_SEEN, ":url_hash", buried);
	bind_time(s, TOMBSTONE_SEEN, ":now", p->poll->started);
	run(s, TOMBSTONE_SEEN);
	return true;
}

/*
 * An article that was read under another link, and ended at this address or calls itself by it. 0:
 * none.
 */
static int64_t
article_at(struct store *s, int64_t key, int64_t *story)
{
	static const enum statement ways[] = { ARTICLE_BY_URL, ARTICLE_BY_CANONICAL };
	int64_t article = 0;
	for (size_t i = 0; article == 0 && i < sizeof(ways) / sizeof(ways[0]); i++) {
		bind_int(s, ways[i], ":url_hash", key);
		article = row(s, ways[i]) ? column_int(s, ways[i], 0) : 0;
		finish(s, ways[i]);
	}
	if (article != 0) {
		bind_int(s, ARTICLE_LOAD, ":id", article);
		*story = row(s, ARTICLE_LOAD) ? column_int(s, ARTICLE_LOAD, 0) : 0;
		finish(s, ARTICLE_LOAD);
	}
	return article;
}

static void
insert_link(struct poll *p, const struct item *item)
{
	struct store *s = p->s;
	const struct source_entry *entry = item->entry->entry;
	int64_t now = p->poll->started, story = 0;
	int64_t article = article_at(s, item->key, &story);
	const char *state = item->entry->refused != NULL ? "refused"
			    : article != 0               ? "fetched"
							 : "pending";
	bind_text(s, LINK_INSERT, ":outlet", p->poll->outlet);
	bind_int(s, LINK_INSERT, ":source", p->source);
	bind_text(s, LINK_INSERT, ":state", state);
	bind_text(s, LINK_INSERT, ":reason", item->entry->refused);
	bind_int(s, LINK_INSERT, ":rank", item->rank);
	bind_time(s, LINK_INSERT, ":now", now);
	bind_text(s, LINK_INSERT, ":url", entry->link);
	bind_int(s, LINK_INSERT, ":url_hash", item->key);
	if (entry->id != NULL && strcmp(entry->id, entry->link) != 0)
		bind_text(s, LINK_INSERT, ":feed_id", entry->id);
	bind_id(s, LINK_INSERT, ":feed_id_hash", item->feed_key);
	bind_words(s, LINK_INSERT, item);
	bind_text(s, LINK_INSERT, ":author", entry->author);
	bind_id(s, LINK_INSERT, ":story", story);
	bind_id(s, LINK_INSERT, ":article", article);
	run(s, LINK_INSERT);
	if (state[0] == 'p' && s->rc == SQLITE_OK)
		hand_out(p, sqlite3_last_insert_rowid(s->db), p->poll->outlet, entry->link, false);
	sighting_seen(s, item->key, p->place, story, now, now, item->rank, entry->link);
}

static void
see_entry(struct poll *p, const struct store_entry *entry, int64_t rank)
{
	struct store *s = p->s;
	struct known_link known;
	struct title title = { .hash = "" };
	struct item item = {
		.entry = entry,
		.key = key_of_url(s->scratch, entry->entry->link),
		.feed_key = feed_key(p, entry->entry),
		.rank = entry->entry->rank > 0 ? entry->entry->rank : rank,
		.published = clock_believed(entry->entry->published, p->poll->started),
		.updated = clock_believed(entry->entry->updated, p->poll->started),
	};
	if (item.key == KEY_NONE)
		return;
	if (entry->entry->title != NULL)
		title_read(&title, s->scratch, entry->entry->title, s->names);
	item.title_hash = title.hash[0] != '\0' ? title.hash : NULL;
	if (load_known(s, item.key, &known))
		see_known(p, &known, &item);
	else if (!see_buried(p, &item))
		insert_link(p, &item);
}

static void
keep_state(struct poll *p)
{
	struct store *s = p->s;
	const struct store_poll *poll = p->poll;
	const struct store_source_state *state = &poll->state;
	bind_int(s, SOURCE_POLLED, ":id", p->source);
	bind_time(s, SOURCE_POLLED, ":now", poll->started);
	bind_text(s, SOURCE_POLLED, ":status", poll->status);
	bind_text(s, SOURCE_POLLED, ":error", poll->error);
	bind_time(s, SOURCE_POLLED, ":next_due", state->next_due);
	bind_int(s, SOURCE_POLLED, ":interval", state->interval_s);
	bind_int(s, SOURCE_POLLED, ":failures", state->failures);
	bind_text(s, SOURCE_POLLED, ":etag", state->etag);
	bind_text(s, SOURCE_POLLED, ":last_modified", state->last_modified);
	bind_id(s, SOURCE_POLLED, ":body_hash", (int64_t)state->body_hash);
	bind_text(s, SOURCE_POLLED, ":redirect_url", state->redirect_url);
	bind_int(s, SOURCE_POLLED, ":redirects", state->redirects);
	run(s, SOURCE_POLLED);
	bind_int(s, POLL_INSERT, ":source", p->source);
	bind_time(s, POLL_INSERT, ":started", poll->started);
	bind_int(s, POLL_INSERT, ":took_ms", poll->took_ms);
	bind_text(s, POLL_INSERT, ":status", poll->status);
	bind_id(s, POLL_INSERT, ":http_status", poll->http_status);
	bind_int(s, POLL_INSERT, ":entries", (int64_t)poll->count);
	bind_int(s, POLL_INSERT, ":new_links", (int64_t)p->result->fresh);
	bind_int(s, POLL_INSERT, ":changed_links", (int64_t)p->result->changed);
	bind_text(s, POLL_INSERT, ":error", poll->error);
	run(s, POLL_INSERT);
}

void
store_poll(struct store *s, struct arena *arena, const struct store_poll *poll,
	struct store_poll_result *result)
{
	*result = (struct store_poll_result){ 0 };
	struct poll p = { .s = s, .poll = poll, .result = result, .arena = arena };
	bind_text(s, SOURCE_FIND, ":outlet", poll->outlet);
	bind_text(s, SOURCE_FIND, ":url", poll->source_url);
	const char *kind = NULL;
	if (row(s, SOURCE_FIND)) {
		p.source = column_int(s, SOURCE_FIND, 0);
		kind = column_copy(s, SOURCE_FIND, 1, s->scratch);
	}
	finish(s, SOURCE_FIND);
	if (kind == NULL)
		return;
	if (poll->count > 0)
		p.place = place_of_source(s, poll->outlet, p.source, kind);
	p.feed_ids = table_new();
	note_feed_ids(&p);
	for (size_t i = 0; i < poll->count && s->rc == SQLITE_OK; i++) {
		see_entry(&p, &poll->entries[i], (int64_t)i + 1);
		arena_reset(s->scratch); /* a sitemap has 50,000 */
	}
	table_free(p.feed_ids, NULL);
	keep_state(&p);
	arena_reset(s->scratch);
}
