/* Reads JSON by tables of keys. Recursion is as deep as the tables are, whatever the file holds. */
#include "config/reader.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "config/config.h"
#include "config/scalar.h"

#define FILE_MAX_BYTES ((size_t)4 << 20) /* 2,000 sources with rules have less than 1 MiB */
#define NAME_MAX_BYTES 60                /* of one key, in a message */
#define KEY_MAX_BYTES  300               /* of a key's whole name, in a message */

/* "sources[2].every" */
static void
frame_name(struct buffer *out, const struct frame *frame)
{
	if (frame->up == NULL)
		return;
	frame_name(out, frame->up);
	if (frame->name == NULL) {
		buffer_addf(out, "[%zu]", frame->index);
	} else {
		if (out->length > 0)
			buffer_add_char(out, '.');
		buffer_add(out, frame->name,
			text_cut(frame->name, strlen(frame->name), NAME_MAX_BYTES));
	}
}

/* The line, or that of what is around it where it could not be found. */
static const struct place *
frame_place(const struct frame *frame)
{
	while (frame->place == NULL && frame->up != NULL)
		frame = frame->up;
	return frame->place;
}

__attribute__((format(printf, 3, 0))) static void
vcomplain(struct reader *reader, const struct frame *frame, const char *format, va_list ap)
{
	struct buffer name;
	const struct place *place = frame_place(frame);
	buffer_init(&name, KEY_MAX_BYTES);
	frame_name(&name, frame);
	mistake_vadd(reader->mistakes, reader->file, place != NULL ? place->line : 0,
		place != NULL ? place->column : 0, name.data != NULL ? name.data : "", format, ap);
	buffer_release(&name);
}

bool
reader_wrong(struct reader *reader, const struct frame *frame, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	vcomplain(reader, frame, format, ap);
	va_end(ap);
	return false;
}

static const char *
type_text(const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_OBJECT: return "an object";
	case JSON_ARRAY: return "an array";
	case JSON_STRING: return "a string";
	case JSON_INTEGER: return "a number";
	case JSON_REAL: return "a fraction";
	case JSON_TRUE:
	case JSON_FALSE: return "true or false";
	case JSON_NULL: return "null";
	}
	return "something else";
}

bool
reader_wrong_type(struct reader *r, const struct frame *at, const char *wanted, const json_t *value)
{
	return reader_wrong(r, at, "must be %s, not %s", wanted, type_text(value));
}

/* Whether an array or object has as many items as its key allows. */
static bool
count_fits(struct reader *r, const struct key *key, const struct frame *at, size_t count)
{
	if ((int64_t)count > key->max)
		return reader_wrong(
			r, at, "must not have more than %lld items", (long long)key->max);
	if ((int64_t)count < key->min)
		return reader_wrong(r, at, "must have at least %lld item%s", (long long)key->min,
			key->min == 1 ? "" : "s");
	return true;
}

static void
read_strings(struct reader *r, const struct key *key, const struct frame *at, const json_t *value,
	struct config_strings *out)
{
	size_t i;
	const json_t *item;
	if (!json_is_array(value)) {
		reader_wrong_type(r, at, key_kind_text(key->kind), value);
		return;
	}
	if (!count_fits(r, key, at, json_array_size(value)))
		return;
	struct place *place = at->place != NULL ? at->place->first : NULL;
	out->items = arena_zalloc(r->arena, json_array_size(value), sizeof(*out->items));
	json_array_foreach(value, i, item) {
		struct frame inner = { at, NULL, i, place };
		if (scalar_text(r, key, key->item, &inner, item, &out->items[out->count]))
			out->count++;
		place = place != NULL ? place->next : NULL;
	}
}

static bool
is_comment(const char *name)
{
	return name[0] == '#' || (name[0] == '/' && name[1] == '/');
}

static void
read_headers(struct reader *r, const struct key *key, const struct frame *at, json_t *value,
	struct config_strings *out)
{
	const char *name;
	json_t *item;
	if (!json_is_object(value)) {
		reader_wrong_type(r, at, key_kind_text(key->kind), value);
		return;
	}
	if (!count_fits(r, key, at, json_object_size(value)))
		return;
	out->items = arena_zalloc(r->arena, json_object_size(value), sizeof(*out->items));
	json_object_foreach(value, name, item) {
		struct frame inner = { at, name, 0, place_member(at->place, name) };
		if (is_comment(name))
			continue;
		if (!header_name_is_valid(name))
			reader_wrong(
				r, &inner, "must not be set: no header name, or newswired's own");
		else if (!json_is_string(item))
			reader_wrong_type(r, &inner, "a string", item);
		else if (!header_value_is_valid(json_string_value(item)))
			reader_wrong(r, &inner, "must be one line without blanks at its ends");
		else
			out->items[out->count++] =
				arena_printf(r->arena, "%s: %s", name, json_string_value(item));
	}
}

static void read_object(struct reader *r, const struct keys *keys, const struct frame *at,
	json_t *object, void *values);

static void
read_objects(struct reader *r, const struct key *key, const struct frame *at, json_t *value,
	char *values)
{
	size_t i;
	json_t *item;
	if (!json_is_array(value)) {
		reader_wrong_type(r, at, key_kind_text(key->kind), value);
		return;
	}
	size_t count = json_array_size(value);
	if (!count_fits(r, key, at, count))
		return;
	char *items = arena_zalloc(r->arena, count, key->keys->size);
	struct place *place = at->place != NULL ? at->place->first : NULL;
	json_array_foreach(value, i, item) {
		struct frame inner = { at, NULL, i, place };
		read_object(r, key->keys, &inner, item, items + i * key->keys->size);
		place = place != NULL ? place->next : NULL;
	}
	*(void **)(void *)(values + key->offset) = items;
	*(size_t *)(void *)(values + key->count_offset) = count;
}

static void
read_value(struct reader *r, const struct key *key, const struct frame *at, json_t *value,
	void *values)
{
	void *to = (char *)values + key->offset;
	switch (key->kind) {
	case KEY_BOOL:
		if (json_is_boolean(value))
			*(bool *)to = json_is_true(value);
		else
			reader_wrong_type(r, at, key_kind_text(key->kind), value);
		break;
	case KEY_INTEGER:
	case KEY_SECONDS:
	case KEY_MILLISECONDS:
	case KEY_SIZE: scalar_number(r, key, at, value, to); break;
	case KEY_CHOICE: scalar_choice(r, key, at, value, to); break;
	case KEY_TEXT:
	case KEY_SLUG:
	case KEY_URL:
	case KEY_PATH:
	case KEY_ZONE:
	case KEY_LANGUAGE:
	case KEY_PROXY:
	case KEY_SELECTOR:
	case KEY_PATTERN:
	case KEY_ADDRESSES: scalar_text(r, key, key->kind, at, value, to); break;
	case KEY_STRINGS: read_strings(r, key, at, value, to); break;
	case KEY_HEADERS: read_headers(r, key, at, value, to); break;
	case KEY_OBJECT: read_object(r, key->keys, at, value, to); break;
	case KEY_OBJECTS: read_objects(r, key, at, value, values); break;
	}
}

/* A default is written as in a file, and read by the same functions. */
static void
put_default(struct reader *r, const struct key *key, const struct frame *at, void *values)
{
	json_t *value;
	if (key->kind == KEY_BOOL)
		value = json_boolean(strcmp(key->fallback, "true") == 0);
	else if (key->kind == KEY_INTEGER)
		value = json_integer(strtoll(key->fallback, NULL, 10));
	else
		value = json_string(key->fallback);
	read_value(r, key, at, value, values);
	json_decref(value);
}

static void
put_defaults(struct reader *r, const struct keys *keys, const struct frame *at, void *values)
{
	for (size_t i = 0; i < keys->count; i++) {
		const struct key *key = &keys->rows[i];
		if (key->fallback != NULL)
			put_default(r, key, at, values);
		if (key->kind == KEY_OBJECT)
			put_defaults(r, key->keys, at, (char *)values + key->offset);
	}
}

/* jansson lets the last of two members of one name win, silently. Comments may repeat. */
static void
find_doubles(struct reader *r, const struct keys *keys, const struct frame *at)
{
	assert(keys->count <= 64);
	uint64_t seen = 0;
	struct place *place = at->place != NULL ? at->place->first : NULL;
	for (; place != NULL; place = place->next) {
		for (size_t i = 0; i < keys->count; i++) {
			struct frame double_member = { at, keys->rows[i].name, 0, place };
			if (!slice_equals(place->key, slice_of(keys->rows[i].name)))
				continue;
			if ((seen >> i & 1) != 0)
				reader_wrong(r, &double_member, "is there twice");
			seen |= UINT64_C(1) << i;
			break;
		}
	}
}

static void
read_object(struct reader *r, const struct keys *keys, const struct frame *at, json_t *object,
	void *values)
{
	const char *name;
	json_t *value;
	put_defaults(r, keys, at, values);
	if (!json_is_object(object)) {
		reader_wrong_type(r, at, "an object", object);
		return;
	}
	json_object_foreach(object, name, value) {
		struct frame inner = { at, name, 0, place_member(at->place, name) };
		const struct key *key = keys_find(keys, name);
		const char *nearest;
		if (is_comment(name))
			continue;
		if (key != NULL)
			read_value(r, key, &inner, value, values);
		else if ((nearest = keys_nearest(keys, name)) != NULL)
			reader_wrong(r, &inner, "no such key; did you mean \"%s\"?", nearest);
		else
			reader_wrong(r, &inner, "no such key");
	}
	find_doubles(r, keys, at);
	for (size_t i = 0; i < keys->count; i++)
		if (keys->rows[i].required && json_object_get(object, keys->rows[i].name) == NULL)
			reader_wrong(r, at, "\"%s\" is missing", keys->rows[i].name);
}

/* The whole file, into the arena. */
static bool
read_file(struct reader *r, struct slice *out)
{
	struct stat st;
	char *bytes = NULL;
	size_t length = 0;
	int fd = open(r->file, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0 || fstat(fd, &st) != 0) {
		reader_wrong(r, &r->root, "%s", strerror(errno));
	} else if (!S_ISREG(st.st_mode)) {
		reader_wrong(r, &r->root, "not a file");
	} else if (st.st_size > (off_t)FILE_MAX_BYTES) {
		reader_wrong(r, &r->root, "more than %zu bytes", FILE_MAX_BYTES);
	} else {
		size_t size = (size_t)st.st_size;
		bytes = arena_alloc(r->arena, size + 1);
		for (ssize_t n; length < size && (n = read(fd, bytes + length, size - length)) > 0;)
			length += (size_t)n;
		if (length < size) {
			reader_wrong(r, &r->root, "could not be read whole");
			bytes = NULL;
		}
	}
	if (fd >= 0)
		close(fd);
	*out = (struct slice){ bytes, length };
	return bytes != NULL;
}

bool
reader_read_text(struct reader *reader, struct slice text, const struct keys *keys, void *values)
{
	size_t before = reader->mistakes->found;
	json_error_t error;
	json_t *json = json_loadb(text.data, text.length, 0, &error);
	if (json == NULL) {
		mistake_add(reader->mistakes, reader->file, error.line, error.column, "", "%s",
			error.text);
		return false;
	}
	reader->root.place = place_read(reader->arena, text);
	read_object(reader, keys, &reader->root, json, values);
	json_decref(json);
	return reader->mistakes->found == before;
}

bool
reader_read(struct reader *reader, struct arena *arena, struct config_mistakes *mistakes,
	const char *file, const struct keys *keys, void *values)
{
	*reader = (struct reader){ arena, mistakes, arena_strdup(arena, file), { 0 } };
	struct slice text;
	put_defaults(reader, keys, &reader->root, values);
	return read_file(reader, &text) && reader_read_text(reader, text, keys, values);
}

bool
reader_complain(struct reader *reader, const char *name, size_t index, const char *inner,
	const char *format, ...)
{
	struct frame member = { &reader->root, name, 0, place_member(reader->root.place, name) };
	struct frame item = { &member, NULL, index, NULL };
	struct frame leaf = { &item, inner, 0, NULL };
	struct place *place = member.place != NULL ? member.place->first : NULL;
	for (size_t i = 0; i < index && place != NULL; i++)
		place = place->next;
	item.place = place;
	leaf.place = place_member(place, inner);
	va_list ap;
	va_start(ap, format);
	vcomplain(reader, inner != NULL ? &leaf : &member, format, ap);
	va_end(ap);
	return false;
}
