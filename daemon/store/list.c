/* The headline lists on an article's page. */
#include "store/list.h"

#include "base/memory.h"
#include "base/table.h"
#include "store/key.h"
#include "store/story.h"

static void
keep_item(struct store *s, int64_t list, int64_t place, int64_t rank,
	const struct listed_headline *item, int64_t now)
{
	int64_t key = key_of_url(s->scratch, item->url);
	int64_t story = story_of_listed(s, item->headline, key, now);
	bind_int(s, LISTED_INSERT, ":list", list);
	bind_int(s, LISTED_INSERT, ":rank", rank);
	bind_id(s, LISTED_INSERT, ":story", story);
	bind_id(s, LISTED_INSERT, ":url_hash", key);
	bind_text(s, LISTED_INSERT, ":headline", item->headline);
	bind_text(s, LISTED_INSERT, ":url", item->url);
	run(s, LISTED_INSERT);
	sighting_seen(s, key, place, story, now, now, rank, item->url);
}

/*
 * Headlines listed on one page; a page that has more is no help to anyone. The fullest news page
 * seen has some 600.
 */
#define LISTED_MAX 1000

struct list_seen {
	int64_t list, place, now, times;
};

/* A list that is known: it and its headlines were seen once more. */
static void
see_again(struct store *s, int64_t list, int64_t place, int64_t now)
{
	struct list_seen *seen = table_get(s->lists_seen, (const char *)&list, sizeof(list));
	if (seen == NULL) {
		seen = mem_zalloc(1, sizeof(*seen));
		seen->list = list;
		seen->place = place;
		table_put(s->lists_seen, (const char *)&list, sizeof(list), seen);
	}
	seen->now = now;
	seen->times++;
}

static void
count_seen(struct store *s, const struct list_seen *seen)
{
	bind_int(s, LIST_SEEN, ":id", seen->list);
	bind_time(s, LIST_SEEN, ":now", seen->now);
	bind_int(s, LIST_SEEN, ":times", seen->times);
	run(s, LIST_SEEN);
	bind_int(s, SIGHTINGS_OF_LIST_SEEN, ":place", seen->place);
	bind_int(s, SIGHTINGS_OF_LIST_SEEN, ":list", seen->list);
	bind_time(s, SIGHTINGS_OF_LIST_SEEN, ":now", seen->now);
	bind_int(s, SIGHTINGS_OF_LIST_SEEN, ":times", seen->times);
	run(s, SIGHTINGS_OF_LIST_SEEN);
}

void
lists_apply(struct store *s)
{
	size_t at = 0;
	const char *key;
	void *seen;
	while (table_next(s->lists_seen, &at, &key, &seen))
		count_seen(s, seen);
	lists_forget(s);
}

void
lists_forget(struct store *s)
{
	if (table_count(s->lists_seen) == 0)
		return;
	table_free(s->lists_seen, mem_free);
	s->lists_seen = table_new();
}

static int64_t
insert_list(struct store *s, int64_t place, int64_t content, const char *outlet,
	const struct headline_list *list, int64_t now)
{
	bind_int(s, LIST_INSERT, ":place", place);
	bind_text(s, LIST_INSERT, ":outlet", outlet);
	bind_text(s, LIST_INSERT, ":label", list->label);
	bind_text(s, LIST_INSERT, ":kind", list_kind_name(list->kind));
	bind_int(s, LIST_INSERT, ":content_hash", content);
	bind_time(s, LIST_INSERT, ":now", now);
	run(s, LIST_INSERT);
	int64_t id = s->rc == SQLITE_OK ? sqlite3_last_insert_rowid(s->db) : 0;
	for (size_t i = 0; i < list->count && s->rc == SQLITE_OK; i++)
		keep_item(s, id, place, (int64_t)i + 1, &list->items[i], now);
	return id;
}

static int64_t
keep_list(struct store *s, const char *outlet, const struct headline_list *list, int64_t now,
	struct store_page_result *result)
{
	int64_t place = place_of_list(s, outlet, list_kind_name(list->kind), list->label);
	int64_t content = key_of_list(list);
	bind_int(s, LIST_FIND, ":place", place);
	bind_int(s, LIST_FIND, ":content_hash", content);
	int64_t id = row(s, LIST_FIND) ? column_int(s, LIST_FIND, 0) : 0;
	finish(s, LIST_FIND);
	result->listed += list->count;
	if (id != 0) {
		see_again(s, id, place, now);
		return id;
	}
	result->listed_new += list->count;
	return insert_list(s, place, content, outlet, list, now);
}

void
lists_keep(struct store *s, int64_t article, const char *outlet, const struct article *page,
	int64_t now, struct store_page_result *result)
{
	if (page->list_count == 0)
		return;
	bind_int(s, ARTICLE_LISTS_DELETE, ":article", article);
	run(s, ARTICLE_LISTS_DELETE);
	for (size_t i = 0; i < page->list_count && s->rc == SQLITE_OK; i++) {
		if (result->listed + page->lists[i].count > LISTED_MAX)
			break;
		int64_t list = keep_list(s, outlet, &page->lists[i], now, result);
		bind_int(s, ARTICLE_LIST_INSERT, ":article", article);
		bind_int(s, ARTICLE_LIST_INSERT, ":position", (int64_t)i + 1);
		bind_int(s, ARTICLE_LIST_INSERT, ":list", list);
		run(s, ARTICLE_LIST_INSERT);
	}
}
