/*
 * key.h - what names a page in the store: short hashes of addresses, feed ids and contents, and
 * spaced text for search.
 */
#ifndef NEWSWIRED_STORE_KEY_H
#define NEWSWIRED_STORE_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "article/article.h"
#include "base/arena.h"

/* No address, no id. */
#define KEY_NONE 0

/*
 * The first eight bytes of the SHA-256 of url_key(address), as a signed number, never KEY_NONE.
 * KEY_NONE where the address is none, or names a site's front page ("https://a.example/"), which is
 * no page of news. SHA-256, since with a plain hash an outlet could make an address that stands for
 * another outlet's.
 */
int64_t key_of_url(struct arena *arena, const char *address);

/*
 * Of an outlet's own name for an entry; KEY_NONE where `feed_id` is NULL or too short to name
 * anything.
 */
int64_t key_of_feed_id(const char *outlet, const char *feed_id);

/* Of what a reader reads: headline, dek, paragraphs. */
int64_t key_of_content(const struct article *article);

/* Of a list: its headlines and addresses in order. */
int64_t key_of_list(const struct headline_list *list);

/*
 * `text` with a blank on both sides of each CJK character, so that FTS5's unicode61 makes a word of
 * it; "" for NULL. Gives `text` itself where there is none.
 */
const char *key_spaced(struct arena *arena, const char *text);

#endif
