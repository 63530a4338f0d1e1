/* What names a page in the store. */
#include "store/key.h"

#include <sha2.h>
#include <string.h>

#include "base/table.h"
#include "base/text.h"
#include "base/url.h"

/* Shorter ids ("0", "12") are counters of a document, not names. */
#define FEED_ID_MIN_BYTES 4

static int64_t
finish_key(SHA2_CTX *context)
{
	uint8_t digest[SHA256_DIGEST_LENGTH];
	SHA256Final(digest, context);
	uint64_t key = 0;
	for (int i = 0; i < 8; i++)
		key = key << 8 | digest[i];
	return key == KEY_NONE ? 1 : (int64_t)key;
}

/* A string and its end, so that "ab", "c" is not "a", "bc". */
static void
add_string(SHA2_CTX *context, const char *string)
{
	if (string != NULL)
		SHA256Update(context, (const uint8_t *)string, strlen(string));
	SHA256Update(context, (const uint8_t *)"", 1);
}

int64_t
key_of_url(struct arena *arena, const char *address)
{
	const char *key = address != NULL ? url_key(arena, address) : NULL;
	const char *path = key != NULL ? strpbrk(key, "/?") : NULL;
	if (path == NULL || strcmp(path, "/") == 0)
		return KEY_NONE;
	SHA2_CTX context;
	SHA256Init(&context);
	SHA256Update(&context, (const uint8_t *)key, strlen(key));
	return finish_key(&context);
}

int64_t
key_of_feed_id(const char *outlet, const char *feed_id)
{
	if (feed_id == NULL || strlen(feed_id) < FEED_ID_MIN_BYTES)
		return KEY_NONE;
	SHA2_CTX context;
	SHA256Init(&context);
	add_string(&context, outlet);
	add_string(&context, feed_id);
	return finish_key(&context);
}

/*
 * Contents are compared with those of the same page or place only: a plain hash, which is 10 times
 * quicker, will do.
 */
static void
mix_string(uint64_t *hash, const char *string)
{
	static const uint64_t golden = 0x9e3779b97f4a7c15;
	size_t length = string != NULL ? strlen(string) : 0;
	*hash = (*hash ^ hash_stable(string != NULL ? string : "", length)) * golden;
	*hash = (*hash << 31 | *hash >> 33) + length;
}

int64_t
key_of_content(const struct article *article)
{
	uint64_t hash = 0;
	mix_string(&hash, article->headline);
	mix_string(&hash, article->dek);
	for (size_t i = 0; i < article->paragraph_count; i++)
		mix_string(&hash, article->paragraphs[i]);
	return (int64_t)hash;
}

int64_t
key_of_list(const struct headline_list *list)
{
	uint64_t hash = 0;
	for (size_t i = 0; i < list->count; i++) {
		mix_string(&hash, list->items[i].headline);
		mix_string(&hash, list->items[i].url);
	}
	return (int64_t)hash;
}

/* The first byte that can begin a CJK character (U+1100 is E1 84 80), or `end`. */
static const char *
find_high(const char *at, const char *end)
{
	while (at < end && (unsigned char)*at < 0xE1)
		at++;
	return at;
}

const char *
key_spaced(struct arena *arena, const char *text)
{
	if (text == NULL)
		return "";
	size_t length = strlen(text);
	const char *end = text + length, *at = find_high(text, end);
	if (at == end)
		return text;
	/* A CJK character has three or four bytes and gets two blanks. */
	char *spaced = arena_alloc(arena, length + 2 * (length / 3) + 1), *out = spaced;
	const char *copied = text;
	while (at < end) {
		const char *next;
		uint32_t point = text_decode(at, end, &next);
		if (text_is_cjk(point)) {
			memcpy(out, copied, (size_t)(at - copied));
			out += at - copied;
			*out++ = ' ';
			memcpy(out, at, (size_t)(next - at));
			out += next - at;
			*out++ = ' ';
			copied = next;
		}
		at = find_high(next, end);
	}
	memcpy(out, copied, (size_t)(end - copied));
	out[end - copied] = '\0';
	return spaced;
}
