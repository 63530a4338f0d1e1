/* The rule as a whole: the steps in order, what is too little to name news, and the hash. */
#include "title/title.h"

#include <string.h>
#include <sys/types.h>
#include <sha2.h>

#include "title/steps.h"

/* Less names nothing: "Trump speaks" stands over many pieces. */
#define WORDS_MIN    3
#define LETTERS_MIN  10
#define CJK_MIN      6
#define UNSPACED_MIN 15 /* Thai and its like: about three words */

/* Of the 32 of SHA-256: no two headlines of the world's will meet by chance. */
#define HASH_BYTES 16

static bool
names_news(const struct title_key *key)
{
	struct slice text = { key->text, key->length };
	bool enough = key->cjk >= CJK_MIN || key->unspaced >= UNSPACED_MIN ||
		      (key->words >= WORDS_MIN && key->letters >= LETTERS_MIN);
	return enough && !title_is_standing(text) && !title_is_label(text);
}

static void
hash_key(struct arena *arena, const struct title_key *key, char out[TITLE_HASH_BYTES])
{
	static const char hex[] = "0123456789abcdef";
	uint8_t digest[SHA256_DIGEST_LENGTH];
	uint8_t *bytes = arena_alloc(arena, key->length);
	size_t length = 0;
	for (size_t i = 0; i < key->length; i++)
		if (key->text[i] != ' ')
			bytes[length++] = (uint8_t)key->text[i];
	SHA2_CTX context;
	SHA256Init(&context);
	SHA256Update(&context, bytes, length);
	SHA256Final(digest, &context);
	for (size_t i = 0; i < HASH_BYTES; i++) {
		out[2 * i] = hex[digest[i] >> 4];
		out[2 * i + 1] = hex[digest[i] & 15];
	}
	out[TITLE_HASH_BYTES - 1] = '\0';
}

void
title_read(struct title *out, struct arena *arena, const char *headline,
	const struct title_names *names)
{
	struct title_points points;
	struct title_key key;
	title_fold(title_cut_names(arena, title_plain(arena, headline), names), &points);
	title_cut_labels(&points);
	title_spell(arena, &points, &key);
	*out = (struct title){ .normalized = "" };
	if (!names_news(&key))
		return;
	out->normalized = key.text;
	hash_key(arena, &key, out->hash);
}
