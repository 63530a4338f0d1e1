/* Words into the full-text index, at the end of the transaction. */
#include "store/search.h"

#include <string.h>

#include "base/text.h"
#include "store/key.h"

/* More text than this does not wait: a batch of the longest pages would hold 400 MB. */
#define WAITING_MAX_BYTES ((size_t)16 << 20)

struct search_item {
	enum search_change change;
	int64_t article;
	const char *headline, *dek, *body;
};

/*
 * In the form that the article's row has, so that what is taken out of the index is what was put
 * in: blanks among the parts of a syllable would keep them from being composed.
 */
static const char *
spaced_copy(struct arena *arena, const char *text)
{
	return key_spaced(arena, text_nfc(arena, slice_of(text)));
}

void
search_later(struct store *s, enum search_change change, int64_t article, const char *headline,
	const char *dek, const char *body)
{
	struct arena *arena = s->search_texts;
	s->searches = arena_grow(
		arena, s->searches, s->search_count, &s->search_capacity, sizeof(*s->searches));
	s->searches[s->search_count++] = (struct search_item){
		.change = change,
		.article = article,
		.headline = spaced_copy(arena, headline),
		.dek = spaced_copy(arena, dek),
		.body = spaced_copy(arena, body),
	};
	s->search_bytes += strlen(s->searches[s->search_count - 1].body);
	if (s->search_bytes > WAITING_MAX_BYTES)
		search_apply(s);
}

void
search_apply(struct store *s)
{
	for (size_t i = 0; i < s->search_count && s->rc == SQLITE_OK; i++) {
		const struct search_item *item = &s->searches[i];
		enum statement q = item->change == SEARCH_ADDS ? SEARCH_INSERT : SEARCH_DELETE;
		bind_int(s, q, ":article", item->article);
		bind_text(s, q, ":headline", item->headline);
		bind_text(s, q, ":dek", item->dek);
		bind_text(s, q, ":body", item->body);
		run(s, q);
	}
	search_forget(s);
}

void
search_forget(struct store *s)
{
	s->searches = NULL;
	s->search_count = s->search_capacity = s->search_bytes = 0;
	arena_reset(s->search_texts);
}
