/*
 * Which article a page is: known by its address, by where its redirects end, or by its canonical
 * address.
 */
#include <string.h>

#include "base/text.h"
#include "store/key.h"
#include "store/page.h"

struct known {
	int64_t id;
	const char *outlet, *headline, *title_hash;
};

static bool
known_by(struct store *s, enum statement q, int64_t key, struct known *known)
{
	if (key == KEY_NONE)
		return false;
	bind_int(s, q, ":url_hash", key);
	bool found = row(s, q);
	if (found)
		*known = (struct known){
			.id = column_int(s, q, 0),
			.outlet = column_copy(s, q, 1, s->scratch),
			.headline = column_copy(s, q, 2, s->scratch),
			.title_hash = column_copy(s, q, 3, s->scratch),
		};
	finish(s, q);
	return found;
}

/*
 * Whether two headlines can be of one piece, edited: every second word of the shorter stands in the
 * other. Guards against sites that give the same canonical address to all their pages.
 */
static bool
headlines_agree(struct store *s, const char *a, const char *b)
{
	const char *x = text_fold_lower(s->scratch, slice_of(a));
	const char *y = text_fold_lower(s->scratch, slice_of(b));
	if (strlen(x) > strlen(y)) {
		const char *longer = x;
		x = y;
		y = longer;
	}
	size_t words = 0, shared = 0;
	for (const char *at = x; *at != '\0';) {
		size_t length = strcspn(at, " ");
		char *word = arena_strndup(s->scratch, at, length);
		words++;
		shared += strstr(y, word) != NULL;
		at += length + strspn(at + length, " ");
	}
	return shared * 2 >= words;
}

/*
 * The article of this outlet that the page's canonical address names, or that named this page's. 0:
 * none.
 */
static int64_t
known_by_canonical(struct store *s, const struct link *link, const struct story_clues *clues)
{
	const struct {
		enum statement q;
		int64_t key;
	} ways[] = {
		{ ARTICLE_BY_URL, clues->canonical },
		{ ARTICLE_BY_CANONICAL, clues->canonical },
		{ ARTICLE_BY_CANONICAL, clues->final_url },
	};
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		struct known known;
		if (!known_by(s, ways[i].q, ways[i].key, &known) ||
			strcmp(known.outlet, link->outlet) != 0)
			continue;
		bool same_title = known.title_hash != NULL && clues->title_hash != NULL &&
				  strcmp(known.title_hash, clues->title_hash) == 0;
		if (same_title || headlines_agree(s, known.headline, clues->headline))
			return known.id;
	}
	return 0;
}

bool
article_still_at(struct store *s, int64_t article, const struct story_clues *clues)
{
	bind_int(s, ARTICLE_LOAD, ":id", article);
	bool found = row(s, ARTICLE_LOAD), same = false;
	const char *headline = "";
	if (found) {
		int64_t url = column_int(s, ARTICLE_LOAD, 11);
		int64_t canonical = column_int(s, ARTICLE_LOAD, 12);
		headline = column_copy(s, ARTICLE_LOAD, 5, s->scratch);
		same = clues->final_url == url || clues->final_url == canonical ||
		       clues->canonical == url;
	}
	finish(s, ARTICLE_LOAD);
	return found && (same || headlines_agree(s, headline, clues->headline));
}

int64_t
article_identify(struct store *s, const struct link *link, const struct story_clues *clues)
{
	struct known known;
	if (link->article != 0)
		return link->article;
	if (known_by(s, ARTICLE_BY_URL, clues->final_url, &known))
		return known.id;
	return known_by_canonical(s, link, clues);
}
