/*
 * search.h - inside the store: words into the full-text index, at the end of the transaction.
 *
 * SQLite opens a savepoint for every statement that may have to be undone, and FTS5 answers each by
 * writing out what it has gathered: an article indexed among other statements costs a segment of
 * its own, 2.5 times the time of the whole article. So the words wait until store_commit.
 */
#ifndef NEWSWIRED_STORE_SEARCH_H
#define NEWSWIRED_STORE_SEARCH_H

#include "store/database.h"

enum search_change { SEARCH_ADDS, SEARCH_REMOVES };

/* Texts as they stand (or stood) in the article's row; NULL is empty. Copies. */
void search_later(struct store *s, enum search_change change, int64_t article, const char *headline,
	const char *dek, const char *body);

/* Does what waits, in order; then none waits. */
void search_apply(struct store *s);

/* Forgets what waits. */
void search_forget(struct store *s);

#endif
