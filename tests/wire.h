/*
 * wire.h - what the suites of the store share: a store in a temporary folder, small polls and
 * pages, one-number queries.
 */
#ifndef NEWSWIRED_TESTS_WIRE_H
#define NEWSWIRED_TESTS_WIRE_H

#include <check.h>
#include <dirent.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "store/store.h"
#include "title/title.h"

#define NOON 1448366400 /* 2015-11-24T12:00:00Z: when the tests' wire begins */
#define HOUR 3600

struct wire {
	char folder[64], path[80];
	struct store *store;
	struct arena *arena;
	struct err err;
};

static inline void
wire_init(struct wire *w)
{
	snprintf(w->folder, sizeof(w->folder), "/tmp/newswired-test-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(w->folder));
	snprintf(w->path, sizeof(w->path), "%s/wire.db", w->folder);
	w->store = NULL;
	w->arena = arena_new();
}

static inline void
wire_open(struct wire *w)
{
	w->store = store_open(w->path, &w->err);
	ck_assert_msg(w->store != NULL, "%s", w->err.text);
}

static inline void
wire_release(struct wire *w)
{
	store_close(w->store);
	DIR *folder = opendir(w->folder);
	for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
		if (entry->d_name[0] != '.')
			unlinkat(dirfd(folder), entry->d_name, 0);
	closedir(folder);
	rmdir(w->folder);
	arena_free(w->arena);
}

static inline void
wire_begin(struct wire *w)
{
	ck_assert_msg(store_begin(w->store, &w->err), "%s", w->err.text);
}

static inline void
wire_commit(struct wire *w)
{
	ck_assert_msg(store_commit(w->store, &w->err), "%s", w->err.text);
}

/* Two outlets, a feed each, and one more for the first. */
#define GAZETTE_FEED "https://gazette.example/feed"
#define GAZETTE_NEWS "https://gazette.example/world.xml"
#define TRIBUNE_FEED "https://tribune.example/rss"

static inline void
wire_outlets(struct wire *w)
{
	static const struct store_outlet_source gazette[] = {
		{ "feed", GAZETTE_FEED },
		{ "feed", GAZETTE_NEWS },
	};
	static const struct store_outlet_source tribune[] = { { "feed", TRIBUNE_FEED } };
	static const struct store_outlet outlets[] = {
		{ .id = "gazette",
			.name = "The Gazette",
			.enabled = true,
			.sources = gazette,
			.source_count = 2 },
		{ .id = "tribune",
			.name = "Tribune",
			.enabled = true,
			.sources = tribune,
			.source_count = 1 },
	};
	wire_begin(w);
	store_sync_outlets(w->store, outlets, 2, NOON);
	wire_commit(w);
}

/* The first column of the first row, over a connection of its own; text is the arena's. */
static inline const char *
wire_text(struct wire *w, const char *sql)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *statement = NULL;
	ck_assert_int_eq(sqlite3_open_v2(w->path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK, "%s: %s", sql,
		sqlite3_errmsg(db));
	const char *text = NULL;
	if (sqlite3_step(statement) == SQLITE_ROW &&
		sqlite3_column_type(statement, 0) != SQLITE_NULL)
		text = arena_strdup(w->arena, (const char *)sqlite3_column_text(statement, 0));
	sqlite3_finalize(statement);
	sqlite3_close(db);
	return text;
}

static inline int64_t
wire_number(struct wire *w, const char *sql)
{
	const char *text = wire_text(w, sql);
	return text != NULL ? atoll(text) : -1;
}

/* An entry of a feed. */
static inline struct source_entry
wire_entry(const char *id, const char *link, const char *title)
{
	return (struct source_entry){ .id = id,
		.link = link,
		.title = title,
		.published = CLOCK_NEVER,
		.updated = CLOCK_NEVER };
}

/* Polls one source with `count` entries, all to be read; in a transaction of its own. */
static inline struct store_poll_result
wire_poll(struct wire *w, const char *outlet, const char *source,
	const struct source_entry *entries, size_t count, int64_t now)
{
	struct store_poll_result result;
	struct store_entry *wanted = arena_zalloc(w->arena, count, sizeof(*wanted));
	for (size_t i = 0; i < count; i++)
		wanted[i].entry = &entries[i];
	wire_begin(w);
	store_poll(w->store, w->arena,
		&(struct store_poll){ .outlet = outlet,
			.source_url = source,
			.started = now,
			.took_ms = 12,
			.status = "ok",
			.http_status = 200,
			.entries = wanted,
			.count = count,
			.state = { .next_due = now + HOUR, .etag = "\"v1\"" } },
		&result);
	wire_commit(w);
	return result;
}

/* Names one page in a feed; gives its link's id. */
static inline int64_t
wire_link(struct wire *w, const char *outlet, const char *source, const char *url,
	const char *title, int64_t now)
{
	struct source_entry entry = wire_entry(NULL, url, title);
	struct store_poll_result result = wire_poll(w, outlet, source, &entry, 1, now);
	return result.count == 1 ? result.links[0].id : 0;
}

/* An article of one paragraph. */
static inline struct article
wire_article(struct wire *w, const char *url, const char *headline, const char *body)
{
	struct article article;
	struct title title;
	article_init(&article);
	article.url = url;
	article.headline = headline;
	title_read(&title, w->arena, headline, NULL);
	memcpy(article.title_hash, title.hash, sizeof(article.title_hash));
	article.paragraphs = arena_zalloc(w->arena, 1, sizeof(char *));
	article.paragraphs[0] = body;
	article.paragraph_count = 1;
	return article;
}

/* Keeps a page in a transaction of its own. */
static inline struct store_page_result
wire_page(struct wire *w, int64_t link, const struct article *article, int64_t now)
{
	struct store_page_result result;
	wire_begin(w);
	store_page(w->store, w->arena,
		&(struct store_page){
			.link = link, .article = article, .http_status = 200, .fetched = now },
		&result);
	wire_commit(w);
	return result;
}

/* From feed to article in one go. */
static inline struct store_page_result
wire_read(struct wire *w, const char *outlet, const char *source, const char *url,
	const char *headline, int64_t now)
{
	struct article article = wire_article(w, url, headline, "The text of it.");
	return wire_page(w, wire_link(w, outlet, source, url, headline, now), &article, now);
}

#endif
