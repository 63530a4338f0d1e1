/* The members that the codecs are made of. */
#include "article/codec.h"

#include <string.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/url.h"

static json_t *
present(json_t *value)
{
	if (value == NULL)
		mem_exhausted();
	return value;
}

json_t *
codec_object(void)
{
	return present(json_object());
}

json_t *
codec_array(void)
{
	return present(json_array());
}

void
codec_put(json_t *object, const char *key, json_t *value)
{
	if (json_object_set_new_nocheck(object, key, present(value)) != 0)
		mem_exhausted();
}

void
codec_append(json_t *array, json_t *value)
{
	if (json_array_append_new(array, present(value)) != 0)
		mem_exhausted();
}

/* Ill-formed bytes as U+FFFD: one of them must not cost the member, still less the message. */
static json_t *
repaired(const char *text)
{
	struct buffer buffer;
	buffer_init(&buffer, SIZE_MAX / 2);
	const char *end = text + strlen(text);
	while (text < end) {
		char utf8[4];
		buffer_add(&buffer, utf8, text_encode(text_decode(text, end, &text), utf8));
	}
	json_t *value = present(json_stringn_nocheck(buffer.data, buffer.length));
	buffer_release(&buffer);
	return value;
}

static json_t *
text_value(const char *text)
{
	if (text == NULL)
		return json_null();
	size_t length = strlen(text);
	return text_is_valid(text, length) ? present(json_stringn_nocheck(text, length))
					   : repaired(text);
}

void
codec_put_text(json_t *object, const char *key, const char *text)
{
	codec_put(object, key, text_value(text));
}

void
codec_put_texts(json_t *object, const char *key, const char *const *texts, size_t count)
{
	json_t *array = codec_array();
	for (size_t i = 0; i < count; i++)
		codec_append(array, text_value(texts[i]));
	codec_put(object, key, array);
}

void
codec_put_time(json_t *object, const char *key, int64_t seconds)
{
	char text[CLOCK_TEXT_BYTES];
	codec_put_text(object, key, seconds == CLOCK_NEVER ? NULL : clock_format(seconds, text));
}

void
codec_fail(struct codec_reader *reader, const char *key, const char *wanted)
{
	if (!reader->failed)
		err_set(reader->err, ERR_FORMAT, "member '%s' is no %s", key, wanted);
	reader->failed = true;
}

const json_t *
codec_member(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);
	return json_is_null(value) ? NULL : value;
}

/*
 * A copy of a string of the array or member called `key`, cut between characters to `max` bytes;
 * NULL for NULL.
 */
static const char *
copy_text(struct codec_reader *reader, const json_t *value, const char *key, size_t max)
{
	if (value == NULL)
		return NULL;
	const char *bytes = json_string_value(value);
	size_t length = json_string_length(value);
	/* A string that was not parsed but made may hold anything, NUL among it. */
	if (bytes == NULL || memchr(bytes, '\0', length) != NULL || !text_is_valid(bytes, length)) {
		codec_fail(reader, key, "text");
		return NULL;
	}
	return arena_strndup(reader->arena, bytes, text_cut(bytes, length, max));
}

const char *
codec_read_text(struct codec_reader *reader, const json_t *object, const char *key, size_t max)
{
	return copy_text(reader, codec_member(object, key), key, max);
}

const char *
codec_read_url(struct codec_reader *reader, const json_t *object, const char *key)
{
	const char *url = codec_read_text(reader, object, key, URL_MAX_BYTES);
	return json_string_length(json_object_get(object, key)) <= URL_MAX_BYTES ? url : NULL;
}

int64_t
codec_read_time(struct codec_reader *reader, const json_t *object, const char *key)
{
	const json_t *value = codec_member(object, key);
	int64_t seconds = CLOCK_NEVER;
	if (value == NULL)
		return CLOCK_NEVER;
	struct slice text = { json_string_value(value), json_string_length(value) };
	if (text.data == NULL || !clock_read(text, &seconds)) {
		codec_fail(reader, key, "time");
		return CLOCK_NEVER;
	}
	return seconds;
}

bool
codec_read_flag(struct codec_reader *reader, const json_t *object, const char *key)
{
	const json_t *value = codec_member(object, key);
	if (value != NULL && !json_is_boolean(value))
		codec_fail(reader, key, "truth value");
	return json_is_true(value);
}

const json_t *
codec_read_array(struct codec_reader *reader, const json_t *object, const char *key, size_t max,
	size_t *count)
{
	const json_t *value = codec_member(object, key);
	*count = 0;
	if (value == NULL)
		return NULL;
	if (!json_is_array(value)) {
		codec_fail(reader, key, "array");
		return NULL;
	}
	size_t size = json_array_size(value);
	*count = size < max ? size : max;
	return value;
}

const json_t *
codec_element(struct codec_reader *reader, const json_t *array, size_t i, const char *key)
{
	const json_t *element = json_array_get(array, i);
	if (json_is_object(element))
		return element;
	codec_fail(reader, key, "array of objects");
	return NULL;
}

int
codec_read_name(struct codec_reader *reader, const json_t *object, const char *key,
	const char *const *names, int count)
{
	const json_t *value = codec_member(object, key);
	if (value == NULL)
		return 0;
	const char *text = json_string_value(value);
	for (int i = 1; text != NULL && i < count; i++)
		if (strcmp(text, names[i]) == 0)
			return i;
	codec_fail(reader, key, "known name");
	return 0;
}

const char **
codec_read_texts(struct codec_reader *reader, const json_t *object, const char *key,
	size_t count_max, size_t text_max, size_t total_max, size_t *count)
{
	size_t size, used = 0;
	const json_t *array = codec_read_array(reader, object, key, count_max, &size);
	*count = 0;
	if (size == 0)
		return NULL;
	const char **texts = arena_zalloc(reader->arena, size, sizeof(*texts));
	for (size_t i = 0; i < size && !reader->failed; i++) {
		const char *text = copy_text(reader, json_array_get(array, i), key, text_max);
		if (text == NULL)
			break;
		used += strlen(text);
		if (used > total_max)
			break;
		texts[(*count)++] = text;
	}
	return texts;
}
