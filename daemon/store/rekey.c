/* Title hashes made anew where the rule that made them has changed. */
#include "store/store.h"

#include <stdlib.h>

#include "store/database.h"

/* Rows of one transaction: some milliseconds, so that readers and a kill find little undone. */
#define REKEY_ROWS 1000

/* The rule the store's hashes were made by; 0: the store is new. */
static int64_t
rule_of(struct store *s)
{
	bind_text(s, META_GET, ":key", "title_rule");
	int64_t rule = row(s, META_GET) ? column_int(s, META_GET, 0) : 0;
	finish(s, META_GET);
	return rule;
}

static void
keep_rule(struct store *s)
{
	bind_text(s, META_SET, ":key", "title_rule");
	bind_text(s, META_SET, ":value", arena_printf(s->scratch, "%d", TITLE_RULE_VERSION));
	run(s, META_SET);
}

struct keyed {
	int64_t id;
	const char *headline;
};

/* Makes the hashes of the next rows of a table anew; gives the id reached, 0 at its end. */
static int64_t
rekey_piece(struct store *s, enum statement select, enum statement update, int64_t after)
{
	struct keyed *rows = arena_zalloc(s->scratch, REKEY_ROWS, sizeof(*rows));
	size_t count = 0;
	bind_int(s, select, ":after", after);
	bind_int(s, select, ":limit", REKEY_ROWS);
	while (count < REKEY_ROWS && row(s, select))
		rows[count++] = (struct keyed){ column_int(s, select, 0),
			column_copy(s, select, 1, s->scratch) };
	finish(s, select);
	for (size_t i = 0; i < count; i++) {
		struct title title;
		title_read(&title, s->scratch, rows[i].headline, s->names);
		bind_int(s, update, ":id", rows[i].id);
		if (title.hash[0] != '\0')
			bind_text(s, update, ":title_hash", title.hash);
		run(s, update);
	}
	return count == REKEY_ROWS ? rows[count - 1].id : 0;
}

static bool
rekey_table(struct store *s, enum statement select, enum statement update, struct err *err)
{
	int64_t reached = 0;
	do {
		if (!store_begin(s, err))
			return false;
		reached = rekey_piece(s, select, update, reached);
		if (!store_commit(s, err))
			return false;
	} while (reached != 0);
	return true;
}

bool
store_rekey(struct store *s, struct err *err)
{
	if (!store_begin(s, err))
		return false;
	int64_t rule = rule_of(s);
	if (rule == 0)
		keep_rule(s);
	if (!store_commit(s, err))
		return false;
	if (rule == 0 || rule == TITLE_RULE_VERSION)
		return true;
	if (!rekey_table(s, REKEY_STORIES, REKEY_STORY, err) ||
		!rekey_table(s, REKEY_LINKS, REKEY_LINK, err) ||
		!rekey_table(s, REKEY_ARTICLES, REKEY_ARTICLE, err) || !store_begin(s, err))
		return false;
	keep_rule(s);
	return store_commit(s, err);
}
