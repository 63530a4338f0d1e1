/* What can be asked of a table of keys: a row, the nearest name, the values it filled, and its own
 * description. */
#include <inttypes.h>
#include <string.h>

#include "base/nearest.h"
#include "config/config.h"
#include "config/keys.h"
#include "config/value.h"

static const char *const kind_texts[] = {
	[KEY_BOOL] = "true or false",
	[KEY_INTEGER] = "a whole number",
	[KEY_SECONDS] = "a duration such as \"15m\"",
	[KEY_MILLISECONDS] = "a duration such as \"1500ms\"",
	[KEY_SIZE] = "a size such as \"8M\"",
	[KEY_CHOICE] = "one of the words",
	[KEY_TEXT] = "a line of text",
	[KEY_SLUG] = "an id such as \"china-daily\"",
	[KEY_URL] = "an http or https address",
	[KEY_PATH] = "a path",
	[KEY_ZONE] = "a time zone such as \"Asia/Shanghai\"",
	[KEY_LANGUAGE] = "a language such as \"en\" or \"pt-BR\"",
	[KEY_PROXY] = "a proxy such as \"http://host:3128\"",
	[KEY_SELECTOR] = "a CSS selector",
	[KEY_PATTERN] = "a pattern such as \"www.example.org/news/*\"",
	[KEY_ADDRESSES] = "addresses such as \"10.0.0.0/8\"",
	[KEY_STRINGS] = "an array of strings",
	[KEY_HEADERS] = "an object of strings",
	[KEY_OBJECT] = "an object",
	[KEY_OBJECTS] = "an array of objects",
};

const char *
key_kind_text(enum key_kind kind)
{
	return kind_texts[kind];
}

const struct key *
keys_find(const struct keys *keys, const char *name)
{
	for (size_t i = 0; i < keys->count; i++)
		if (strcmp(keys->rows[i].name, name) == 0)
			return &keys->rows[i];
	return NULL;
}

const char *
keys_nearest(const struct keys *keys, const char *name)
{
	struct nearest nearest;
	nearest_init(&nearest, name);
	for (size_t i = 0; i < keys->count; i++)
		nearest_offer(&nearest, keys->rows[i].name);
	return nearest.best;
}

static void
strings_write(struct buffer *out, const struct config_strings *strings)
{
	for (size_t i = 0; i < strings->count; i++)
		buffer_addf(out, "%s%s", i > 0 ? "\n" : "", strings->items[i]);
}

static void
objects_write(struct buffer *out, const struct key *key, const char *values)
{
	const char *items = *(const char *const *)(const void *)(values + key->offset);
	size_t count = *(const size_t *)(const void *)(values + key->count_offset);
	for (size_t i = 0; i < count; i++) {
		buffer_add_string(out, "{\n");
		keys_write(out, key->keys, items + i * key->keys->size);
		buffer_add_string(out, "}");
	}
}

void
key_write(struct buffer *out, const struct key *key, const void *values)
{
	const void *member = (const char *)values + key->offset;
	switch (key->kind) {
	case KEY_BOOL: buffer_addf(out, "%d", *(const bool *)member); break;
	case KEY_CHOICE: buffer_addf(out, "%d", *(const int *)member); break;
	case KEY_INTEGER:
	case KEY_SECONDS:
	case KEY_MILLISECONDS:
	case KEY_SIZE: buffer_addf(out, "%" PRId64, *(const int64_t *)member); break;
	case KEY_TEXT:
	case KEY_SLUG:
	case KEY_URL:
	case KEY_PATH:
	case KEY_ZONE:
	case KEY_LANGUAGE:
	case KEY_PROXY:
	case KEY_SELECTOR:
	case KEY_PATTERN:
	case KEY_ADDRESSES: {
		const char *text = *(const char *const *)member;
		buffer_addf(out, "%s%s", text != NULL ? "=" : "", text != NULL ? text : "");
		break;
	}
	case KEY_STRINGS:
	case KEY_HEADERS: strings_write(out, member); break;
	case KEY_OBJECT:
		buffer_add_string(out, "{\n");
		keys_write(out, key->keys, member);
		buffer_add_string(out, "}");
		break;
	case KEY_OBJECTS: objects_write(out, key, values); break;
	}
}

void
keys_write(struct buffer *out, const struct keys *keys, const void *values)
{
	for (size_t i = 0; i < keys->count; i++) {
		buffer_addf(out, "%s: ", keys->rows[i].name);
		key_write(out, &keys->rows[i], values);
		buffer_add_char(out, '\n');
	}
}

const char *
key_bound_text(const struct key *key, int64_t bound, char out[VALUE_TEXT_BYTES])
{
	switch (key->kind) {
	case KEY_SECONDS: return duration_text(bound * 1000, out);
	case KEY_MILLISECONDS: return duration_text(bound, out);
	case KEY_SIZE: return size_text(bound, out);
	default: snprintf(out, VALUE_TEXT_BYTES, "%" PRId64, bound); return out;
	}
}

static void
choices_print(FILE *out, const struct key *key)
{
	fprintf(out, "one of");
	for (size_t i = 0; key->choices[i] != NULL; i++)
		fprintf(out, "%s \"%s\"", i > 0 ? "," : "", key->choices[i]);
}

static void
kind_print(FILE *out, const struct key *key)
{
	char low[VALUE_TEXT_BYTES], high[VALUE_TEXT_BYTES];
	bool number = key->kind == KEY_INTEGER || key->kind == KEY_SECONDS ||
		      key->kind == KEY_MILLISECONDS || key->kind == KEY_SIZE;
	if (key->kind == KEY_CHOICE)
		choices_print(out, key);
	else
		fprintf(out, "%s", key_kind_text(key->kind));
	if (key->kind == KEY_STRINGS)
		fprintf(out, ", each %s", key_kind_text(key->item));
	if (number)
		fprintf(out, ", %s to %s", key_bound_text(key, key->min, low),
			key_bound_text(key, key->max, high));
	if (key->fallback != NULL)
		fprintf(out, "; default %s", key->fallback[0] != '\0' ? key->fallback : "\"\"");
	if (key->required)
		fprintf(out, "; required");
	if (key->restart)
		fprintf(out, "; a change needs a restart");
}

void
keys_print(FILE *out, const struct keys *keys, const char *prefix)
{
	for (size_t i = 0; i < keys->count; i++) {
		const struct key *key = &keys->rows[i];
		char inner[100];
		fprintf(out, "%s%s\n    (", prefix, key->name);
		kind_print(out, key);
		fprintf(out, ")\n    %s\n", key->doc);
		if (key->keys == NULL)
			continue;
		snprintf(inner, sizeof(inner), "%s%s%s.", prefix, key->name,
			key->kind == KEY_OBJECTS ? "[]" : "");
		keys_print(out, key->keys, inner);
	}
}
