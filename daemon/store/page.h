/*
 * page.h - inside the store: a page on its way to an article's row.
 */
#ifndef NEWSWIRED_STORE_PAGE_H
#define NEWSWIRED_STORE_PAGE_H

#include "store/story.h"

/* A link as it is known; strings in the scratch arena. */
struct link {
	int64_t id, source, story, article;
	int64_t url_key, feed_key; /* KEY_NONE where there is none */
	int64_t published, first_seen, unchanged, rank;
	const char *outlet, *kind, *state, *url, *headline, *title_hash;
};

/* The article that a page is, for a link that led there; 0: one not seen before. */
int64_t article_identify(struct store *s, const struct link *link, const struct story_clues *clues);

/*
 * Whether a link leads to the article it led to before: to an address of that article, or else to a
 * headline like its. An address may be given to another piece, or come to end at another page.
 */
bool article_still_at(struct store *s, int64_t article, const struct story_clues *clues);

/* A page not seen before: an article that starts a story or joins one. arena: the result's. */
void article_start(struct store *s, struct arena *arena, const struct link *link,
	const struct store_page *page, const struct story_clues *clues,
	struct store_page_result *result);

/*
 * Whether a body differs from the one read now only by lines that still stand on the page, and
 * have become known as furniture since: then the article has not changed. former: paragraphs with
 * an empty line between.
 */
bool lines_left_alone(const char *former, const struct article *page);

/* A known article read again: a revision, or unchanged. */
void article_read_again(struct store *s, int64_t article, const struct link *link,
	const struct store_page *page, const struct story_clues *clues,
	struct store_page_result *result);

#endif
