/*
 * codec.h - what both codecs of this folder are made of: members written one by one, and read back
 * as foreign input.
 *
 * Writing never fails: strings that are not UTF-8 are repaired, and no memory ends the process.
 * Reading keeps the first mistake; after it every reader answers "nothing", so that only the end
 * needs to look at `failed`.
 */
#ifndef NEWSWIRED_ARTICLE_CODEC_H
#define NEWSWIRED_ARTICLE_CODEC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/err.h"

/* New, empty; never NULL. */
json_t *codec_object(void);
json_t *codec_array(void);

/* Each takes `value` over. */
void codec_put(json_t *object, const char *key, json_t *value);
void codec_append(json_t *array, json_t *value);

/* `text` or null for NULL. */
void codec_put_text(json_t *object, const char *key, const char *text);

/* An array of strings. */
void codec_put_texts(json_t *object, const char *key, const char *const *texts, size_t count);

/* ISO 8601 UTC, or null for CLOCK_NEVER. */
void codec_put_time(json_t *object, const char *key, int64_t seconds);

struct codec_reader {
	struct arena *arena; /* gets all copies */
	struct err *err;     /* the first mistake; may be NULL */
	bool failed;
};

/* Keeps the first mistake: "member 'KEY' is no WANTED". */
void codec_fail(struct codec_reader *reader, const char *key, const char *wanted);

/* A member's value; NULL where it is missing or null. */
const json_t *codec_member(const json_t *object, const char *key);

/* The member as text: NULL where it is missing, null or no string (which fails). */
const char *codec_read_text(
	struct codec_reader *reader, const json_t *object, const char *key, size_t max);

/* An address: one over URL_MAX_BYTES names nothing once it is cut, so it is missing. */
const char *codec_read_url(struct codec_reader *reader, const json_t *object, const char *key);

/* Seconds since 1970; CLOCK_NEVER where it is missing, null or no time in the form of the codec
 * (which fails). */
int64_t codec_read_time(struct codec_reader *reader, const json_t *object, const char *key);

/* False where it is missing or null. */
bool codec_read_flag(struct codec_reader *reader, const json_t *object, const char *key);

/* The member as an array (NULL where missing, null or another type, which fails), and in *count how
 * many of it to read, `max` at most. */
const json_t *codec_read_array(struct codec_reader *reader, const json_t *object, const char *key,
	size_t max, size_t *count);

/* Element `i` of an array called `key`, which must be an object; NULL, and a failure, where it is
 * none. */
const json_t *codec_element(
	struct codec_reader *reader, const json_t *array, size_t i, const char *key);

/* Which of names[1] to names[count - 1] the member's string is; 0 where it is missing or null;
 * another one fails. */
int codec_read_name(struct codec_reader *reader, const json_t *object, const char *key,
	const char *const *names, int count);

/*
 * An array of strings, NULL where there are none. At most count_max of at most text_max bytes each
 * and total_max bytes together; what comes after that is left out.
 */
const char **codec_read_texts(struct codec_reader *reader, const json_t *object, const char *key,
	size_t count_max, size_t text_max, size_t total_max, size_t *count);

#endif
