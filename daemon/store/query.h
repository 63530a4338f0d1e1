/*
 * query.h - the store for readers: a connection that cannot write, and the questions people ask of
 * it.
 *
 * Answers are rows as SQL gives them, with the names of their columns, so that a table for people
 * and JSON for programs are made of the same. A reader never blocks the daemon; it needs no more
 * than read permission on the file, its -wal and its -shm.
 */
#ifndef NEWSWIRED_STORE_QUERY_H
#define NEWSWIRED_STORE_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "article/article.h"
#include "base/arena.h"
#include "base/err.h"

struct query;

/*
 * Opens a store to read. NULL and `err` (ERR_STORE), with a text that says what to do, where the
 * file is missing, may not be read, is no store, or has another version's schema.
 */
struct query *query_open(const char *path, struct err *err);
void query_close(struct query *query);

/*
 * Between these all answers are of one moment. Not for long: while a moment is held, the daemon's
 * write-ahead log only grows.
 */
void query_hold(struct query *query);
void query_let_go(struct query *query);

enum question {
	QUERY_LATEST,         /* :limit */
	QUERY_LATEST_OUTLET,  /* :outlet :limit */
	QUERY_LATEST_AGENCY,  /* :agency :limit */
	QUERY_SEARCH,         /* :words (see query_words) :outlet :since :limit; best first */
	QUERY_SEARCH_NEWEST,  /* the same, newest first */
	QUERY_STORY,          /* :story */
	QUERY_ARTICLES,       /* :story */
	QUERY_REVISIONS,      /* :article */
	QUERY_SIGHTINGS,      /* :story */
	QUERY_LISTED_AT,      /* :story; the same, but in headline lists alone */
	QUERY_LINKS,          /* :story; by what links it is known, and what became of them */
	QUERY_RELATED,        /* :story :all (1: lists of any kind) */
	QUERY_BESIDE,         /* the stories that have it in such a list, the last 50; the same */
	QUERY_OUTLETS,        /* */
	QUERY_SOURCES,        /* :outlet (NULL: all) */
	QUERY_BROKEN,         /* */
	QUERY_STATUS,         /* one row */
	QUERY_CHANGES,        /* :since :limit; articles changed and deleted, by number */
	QUERY_STORY_ID,       /* :story; itself, or where it went */
	QUERY_STORY_OF_URL,   /* :url_hash */
	QUERY_STORY_OF_TITLE, /* :title_hash; the newest */
	QUERY_OUTLET_NAMES,   /* the ids of all outlets */
	QUERY_AGENCY_NAMES,   /* all agencies that an article credits */
	QUERY_LAST_CHANGE,    /* its number */
	QUERY_ARTICLE,        /* :article; all columns */
	QUERY_PHOTOS,         /* :article */
	QUERY_LISTS,          /* :article; a row a listed headline */
	QUERY_COUNT,
};

struct query_value {
	const char *text; /* NULL where it is NULL */
	bool is_number;   /* an integer */
	int64_t number;
};

struct query_rows {
	const char **names; /* of the columns */
	size_t columns;
	struct query_value *values; /* row after row */
	size_t count;               /* rows */
};

/*
 * A parameter: text, or where that is NULL a number. Those a question has and is not given are
 * NULL; others are passed over.
 */
struct query_parameter {
	const char *name;
	const char *text;
	int64_t number;
};

/* Asks; the answer lives in the arena. */
bool query_ask(struct query *query, struct arena *arena, enum question question,
	const struct query_parameter *parameters, size_t count, struct query_rows *rows,
	struct err *err);

/* The value of a column by its name; the name must be there. */
const struct query_value *query_value(
	const struct query_rows *rows, size_t row, const char *column);

/*
 * What a person typed as a full-text question: all words must stand in an article; "in quotes" in
 * this order; a `*` at the end leaves the end open; `-` in front excludes. Chinese, Japanese and
 * Korean are found by any characters that follow each other. NULL where there is no word in it.
 */
const char *query_words(struct arena *arena, const char *typed);

/*
 * The story a person names: "12", "#12", the address of an article or of a listed headline, or a
 * headline, by its title hash. 0: none.
 */
int64_t query_story(struct query *query, const char *name, struct err *err);

/*
 * An article as it was read, with photos and lists. False where there is none, `err` set only on
 * failure.
 */
bool query_article(struct query *query, struct arena *arena, int64_t id, struct article *article,
	struct err *err);

/* Bytes of the file and of its write-ahead log. */
int64_t query_file_bytes(const struct query *query);
int64_t query_log_bytes(const struct query *query);

#endif
