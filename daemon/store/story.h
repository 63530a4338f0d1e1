/*
 * story.h - inside the store: which story a page or a listed headline belongs to.
 *
 * An address that is known joins regardless of time; so does a feed id of the same outlet; the same
 * title hash joins within the window, if the known dates of publication lie within it too, and
 * beyond it where the text is the same. When in doubt, nothing joins: a wrong join hides news, a
 * missed one shows it twice.
 */
#ifndef NEWSWIRED_STORE_STORY_H
#define NEWSWIRED_STORE_STORY_H

#include "store/database.h"

/* What is known of a page when its story is looked for. */
struct story_clues {
	const char *headline;              /* never NULL */
	const char *title_hash;            /* NULL: the headline names nothing */
	int64_t url, final_url, canonical; /* keys, KEY_NONE where there is none */
	int64_t feed_id;                   /* key */
	int64_t link;                      /* id of the link that asks; 0: none */
	int64_t published;                 /* CLOCK_NEVER: unknown */
	const struct article *page;        /* its text; NULL: none */
	int64_t first_seen, now;
};

/*
 * The story the clues name, and why; 0: none is known. A story known by a list alone gives way to
 * the one its title names.
 */
int64_t story_find(struct store *s, const struct story_clues *clues, const char **reason);

/* What a story is known by (story.known_by), in the arena; "" where there is none. */
const char *story_known_by(struct store *s, struct arena *arena, int64_t story);

/* A new story. known_by: article, source, list; the first two put it on the wire. */
int64_t story_insert(struct store *s, const struct story_clues *clues, const char *known_by);

/* The story of a headline in a list: known, or new. 0: it was deleted by age and stays away. */
int64_t story_of_listed(struct store *s, const char *headline, int64_t url_key, int64_t now);

/*
 * The story of a link that will not be read: known, or new, by its source's headline; 0 where that
 * is empty. *arrived becomes true where it is on the wire from now on.
 */
int64_t story_of_source(struct store *s, const struct story_clues *clues, bool *arrived);

/* Has an article join (counts it, puts the story on the wire). */
void story_join(struct store *s, int64_t story, const struct story_clues *clues);

/*
 * The place of a source (kind as configured, label empty), or of an outlet's lists with a label;
 * made where it is new.
 */
int64_t place_of_source(struct store *s, const char *outlet, int64_t source, const char *kind);
int64_t place_of_list(struct store *s, const char *outlet, const char *kind, const char *label);

/* A story seen at a place. url_key KEY_NONE: nothing is kept. */
void sighting_seen(struct store *s, int64_t url_key, int64_t place, int64_t story,
	int64_t first_seen, int64_t now, int64_t rank, const char *url);

#endif
