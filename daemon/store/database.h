/*
 * database.h - inside the store: the connection, its prepared statements, and the error that
 * sticks.
 *
 *      bind_text(s, STORY_BY_TITLE, ":hash", hash);
 *      id = row(s, STORY_BY_TITLE) ? column_int(s, STORY_BY_TITLE, 0) : 0;
 *      finish(s, STORY_BY_TITLE);
 *
 * After a first error (s->rc) binds do nothing and row() is false, so that a sequence needs no
 * tests in between; store_commit looks at the end.
 */
#ifndef NEWSWIRED_STORE_DATABASE_H
#define NEWSWIRED_STORE_DATABASE_H

#include <sqlite3.h>

#include "base/clock.h"
#include "base/slice.h"
#include "store/statements.h"
#include "store/store.h"

struct search_item; /* search.c */

struct store {
	sqlite3 *db;
	sqlite3_stmt *statement[STATEMENT_COUNT];
	int rc;                /* first error since store_begin, SQLITE_OK where none */
	struct err err;        /* and its text */
	int64_t change;        /* the last number given out of the rising sequence */
	struct arena *scratch; /* strings on their way in; emptied as a public function ends */
	const struct title_names *names;
	struct arena *search_texts; /* what waits to be indexed: see search.h */
	struct search_item *searches;
	size_t search_count, search_capacity, search_bytes;
	struct table *lists_seen; /* what waits to be counted: see list.h */
	int lock;                 /* descriptor of the lock file, -1 where none is held */
};

/* One or more statements without parameters; errors stick. */
void database_run(struct store *s, const char *sql);

/* The number a pragma answers with; 0 where it fails. */
int64_t database_pragma(struct store *s, const char *sql);

bool database_prepare(struct store *s, struct err *err);
void database_finalize(struct store *s);

/* The next number of the rising sequence. */
int64_t database_change(struct store *s);

/* Parameters: NULL, "" and CLOCK_NEVER have their own meaning in each: see there. */
void bind_int(struct store *s, enum statement q, const char *name, int64_t value);
void bind_text(struct store *s, enum statement q, const char *name,
	const char *text); /* NULL: NULL. Made valid and NFC. */
void bind_bytes(struct store *s, enum statement q, const char *name,
	struct slice bytes); /* a blob, borrowed until finish() */
/* CLOCK_NEVER: NULL. */
void bind_time(struct store *s, enum statement q, const char *name, int64_t seconds);
void bind_id(struct store *s, enum statement q, const char *name, int64_t id); /* 0: NULL */

bool row(struct store *s, enum statement q);    /* steps; true where there is a row */
void run(struct store *s, enum statement q);    /* steps once, and finishes */
void finish(struct store *s, enum statement q); /* resets, and keeps the first error */

int64_t column_int(struct store *s, enum statement q, int column); /* NULL: 0 */
/* NULL where it is NULL; lives until the statement is stepped or finished. */
const char *column_text(struct store *s, enum statement q, int column);
char *column_copy(struct store *s, enum statement q, int column, struct arena *arena);
struct slice column_bytes(
	struct store *s, enum statement q, int column);             /* a blob; lives as text does */
int64_t column_time(struct store *s, enum statement q, int column); /* NULL: CLOCK_NEVER */

#endif
