/*
 * list.h - inside the store: the headline lists on an article's page.
 */
#ifndef NEWSWIRED_STORE_LIST_H
#define NEWSWIRED_STORE_LIST_H

#include "store/database.h"

/*
 * Keeps the lists of `page`, which is article number `article`, in place of those kept before;
 * where the page shows none, the former stay. A list that stands just so on another page of the
 * outlet is kept once. Counts what is listed into `result`; lists beyond a thousand headlines are
 * not kept.
 */
void lists_keep(struct store *s, int64_t article, const char *outlet, const struct article *page,
	int64_t now, struct store_page_result *result);

/*
 * A list that stands on many pages of a batch is counted once, at the end of the transaction: does
 * what waits. Both empty the table of what waits.
 */
void lists_apply(struct store *s);
void lists_forget(struct store *s);

#endif
