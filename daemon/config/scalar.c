/* Reads the values that are one JSON value. */
#include "config/scalar.h"

#include <string.h>

#include "base/address.h"
#include "base/text.h"
#include "base/url.h"
#include "config/path.h"
#include "config/url-pattern.h"
#include "config/value.h"
#include "html/select.h"

#define ECHO_MAX_BYTES    60  /* of a wrong value, in a message */
#define CHOICES_MAX_BYTES 120 /* all words of a key, in a message */

static bool
wrong_text(struct reader *r, const struct frame *at, enum key_kind kind, const char *text)
{
	size_t length = strlen(text), shown = text_cut(text, length, ECHO_MAX_BYTES);
	return reader_wrong(r, at, "must be %s, not \"%.*s%s\"", key_kind_text(kind), (int)shown,
		text, shown < length ? "…" : "");
}

static bool
in_bounds(struct reader *r, const struct key *key, const struct frame *at, int64_t value)
{
	char low[VALUE_TEXT_BYTES], high[VALUE_TEXT_BYTES], given[VALUE_TEXT_BYTES];
	if (value >= key->min && value <= key->max)
		return true;
	return reader_wrong(r, at, "must be between %s and %s, not %s",
		key_bound_text(key, key->min, low), key_bound_text(key, key->max, high),
		key_bound_text(key, value, given));
}

/* A number of a key's unit: durations and sizes as text, or as a number of seconds or bytes. */
bool
scalar_number(struct reader *r, const struct key *key, const struct frame *at, const json_t *value,
	int64_t *out)
{
	const int64_t per_unit =
		key->kind == KEY_SECONDS ? 1000 : 1; /* of what the text was read as */
	const int64_t per_number = key->kind == KEY_MILLISECONDS ? 1000 : 1;
	const int64_t most = INT64_MAX / 1000;
	int64_t number;
	if (json_is_integer(value)) {
		number = json_integer_value(value);
		number = number < -most ? -most : number > most ? most : number;
		*out = number * per_number;
		return in_bounds(r, key, at, *out);
	}
	if (key->kind == KEY_INTEGER || !json_is_string(value))
		return reader_wrong_type(r, at, key_kind_text(key->kind), value);
	const char *text = json_string_value(value);
	if (key->kind == KEY_SIZE ? !size_read(text, &number) : !duration_read(text, &number))
		return wrong_text(r, at, key->kind, text);
	if (number % per_unit != 0)
		return reader_wrong(r, at, "must be whole seconds");
	*out = number / per_unit;
	return in_bounds(r, key, at, *out);
}

/* `"found", "all"`. */
static const char *
choices_text(const char *const *choices, char *out, size_t size)
{
	size_t used = 0;
	out[0] = '\0';
	for (size_t i = 0; choices[i] != NULL && used < size; i++)
		used += (size_t)snprintf(
			out + used, size - used, "%s\"%s\"", i > 0 ? ", " : "", choices[i]);
	return out;
}

bool
scalar_choice(struct reader *r, const struct key *key, const struct frame *at, const json_t *value,
	int *out)
{
	char words[CHOICES_MAX_BYTES], wanted[CHOICES_MAX_BYTES + sizeof("one of ")];
	choices_text(key->choices, words, sizeof(words));
	snprintf(wanted, sizeof(wanted), "one of %s", words);
	if (!json_is_string(value))
		return reader_wrong_type(r, at, wanted, value);
	for (size_t i = 0; key->choices[i] != NULL; i++) {
		if (strcmp(key->choices[i], json_string_value(value)) == 0) {
			*out = (int)key->min + (int)i;
			return true;
		}
	}
	size_t shown =
		text_cut(json_string_value(value), json_string_length(value), ECHO_MAX_BYTES);
	return reader_wrong(
		r, at, "must be %s, not \"%.*s\"", wanted, (int)shown, json_string_value(value));
}

static bool
read_url(struct reader *r, const struct frame *at, const char *text, const char **out)
{
	struct url url;
	const char *address =
		line_is_valid(text) ? url_resolve(r->arena, NULL, slice_of(text), false) : NULL;
	if (address == NULL || !url_read(address, &url))
		return wrong_text(r, at, KEY_URL, text);
	if (url.userinfo.data != NULL)
		return reader_wrong(r, at, "must not hold a user or a password");
	*out = address;
	return true;
}

static bool
read_selector(struct reader *r, const struct frame *at, const char *text)
{
	struct err err;
	struct arena *arena = arena_new();
	bool ok = selector_read(arena, text, &err) != NULL;
	arena_free(arena);
	return ok || reader_wrong(r, at, "%s", err.text);
}

static bool
read_pattern(struct reader *r, const struct frame *at, const char *text)
{
	struct err err;
	return url_pattern_check(text, &err) || reader_wrong(r, at, "%s", err.text);
}

/* Relative to the folder of the file it stands in. */
static const char *
resolve_path(struct reader *r, const struct key *key, const char *text)
{
	for (size_t i = 0; key->choices != NULL && key->choices[i] != NULL; i++)
		if (strcmp(key->choices[i], text) == 0)
			return arena_strdup(r->arena, text);
	const char *slash = strrchr(r->file, '/');
	if (text[0] == '/' || slash == NULL)
		return path_shortest(r->arena, text);
	return path_shortest(
		r->arena, arena_printf(r->arena, "%.*s/%s", (int)(slash - r->file), r->file, text));
}

/* Whether the text is what its kind wants; kinds whose text must also be changed are read
 * elsewhere. */
static bool
text_fits(struct reader *r, enum key_kind kind, const struct frame *at, const char *text)
{
	struct address_range range;
	switch (kind) {
	case KEY_TEXT:
	case KEY_PATH: return line_is_valid(text) || wrong_text(r, at, kind, text);
	case KEY_SLUG: return slug_is_valid(text) || wrong_text(r, at, kind, text);
	case KEY_ZONE: return zone_is_valid(text) || wrong_text(r, at, kind, text);
	case KEY_LANGUAGE: return language_is_valid(text) || wrong_text(r, at, kind, text);
	case KEY_PROXY:
		if (strchr(text, '@') != NULL) /* not repeated: it may hold a password */
			return reader_wrong(r, at,
				"must name no user and password: secrets have no place here");
		return proxy_is_valid(text) || wrong_text(r, at, kind, text);
	case KEY_ADDRESSES:
		return address_range_read(text, &range) || wrong_text(r, at, kind, text);
	case KEY_SELECTOR: return read_selector(r, at, text);
	case KEY_PATTERN: return read_pattern(r, at, text);
	default: return true;
	}
}

bool
scalar_text(struct reader *r, const struct key *key, enum key_kind kind, const struct frame *at,
	const json_t *value, const char **out)
{
	if (!json_is_string(value))
		return reader_wrong_type(r, at, key_kind_text(kind), value);
	const char *text = json_string_value(value);
	if (kind == KEY_URL)
		return read_url(r, at, text, out);
	if (kind == key->kind && key->max > 0 && json_string_length(value) > (size_t)key->max)
		return reader_wrong(
			r, at, "must not have more than %lld bytes", (long long)key->max);
	if (!text_fits(r, kind, at, text))
		return false;
	*out = kind == KEY_PATH ? resolve_path(r, key, text) : arena_strdup(r->arena, text);
	return true;
}
