/* Finds the lines of JSON values. */
#include "config/place.h"

#include <string.h>

struct walk {
	struct arena *arena;
	const char *at, *end;
	const char *line_start;
	int line;
	struct place **open; /* the arrays and objects around, outermost first */
	size_t depth, capacity;
	struct slice key; /* of the member whose value comes next; NULL data: none */
	const char *key_at;
	int key_line, key_column;
};

/* Past a string that begins at its quote; the bytes between the quotes. */
static struct slice
skip_string(struct walk *w)
{
	const char *start = ++w->at;
	while (w->at < w->end && *w->at != '"')
		w->at += *w->at == '\\' && w->at + 1 < w->end ? 2 : 1;
	struct slice inside = { start, (size_t)(w->at - start) };
	if (w->at < w->end)
		w->at++;
	return inside;
}

static int
column_of(const struct walk *w, const char *at)
{
	return (int)(at - w->line_start) + 1;
}

/* A value begins at `at`: hangs its place into the array or object around it. */
static struct place *
add(struct walk *w, const char *at)
{
	struct place *place = arena_zalloc(w->arena, 1, sizeof(*place));
	place->line = w->key.data != NULL ? w->key_line : w->line;
	place->column = w->key.data != NULL ? w->key_column : column_of(w, at);
	place->key = w->key;
	w->key = (struct slice){ NULL, 0 };
	if (w->depth > 0) {
		struct place *up = w->open[w->depth - 1];
		if (up->first == NULL)
			up->first = up->cursor = place;
		else
			up->last->next = place;
		up->last = place;
	}
	return place;
}

static struct place *
open_container(struct walk *w)
{
	struct place *place = add(w, w->at++);
	w->open = arena_grow(w->arena, w->open, w->depth, &w->capacity, sizeof(*w->open));
	w->open[w->depth++] = place;
	return place;
}

/* A string is a key where a colon follows. */
static struct place *
string_or_key(struct walk *w)
{
	const char *at = w->at;
	struct slice inside = skip_string(w);
	const char *after = w->at;
	while (after < w->end && strchr(" \t\r\n", *after) != NULL && *after != '\0')
		after++;
	if (after >= w->end || *after != ':')
		return add(w, at);
	w->key = inside;
	w->key_line = w->line;
	w->key_column = column_of(w, at);
	return NULL;
}

static struct place *
step(struct walk *w)
{
	switch (*w->at) {
	case '\n':
		w->line++;
		w->line_start = w->at + 1;
		break;
	case '{':
	case '[': return open_container(w);
	case '}':
	case ']':
		if (w->depth > 0)
			w->depth--;
		break;
	case '"': return string_or_key(w);
	case ' ':
	case '\t':
	case '\r':
	case ',':
	case ':': break;
	default: {
		const char *at = w->at;
		while (w->at < w->end && strchr(" \t\r\n,:[]{}\"", *w->at) == NULL)
			w->at++;
		if (w->at > at)
			return add(w, at);
		break; /* a NUL: jansson refuses it, so it does not come here */
	}
	}
	w->at++;
	return NULL;
}

struct place *
place_read(struct arena *arena, struct slice text)
{
	struct walk w = {
		.arena = arena,
		.at = text.data,
		.end = text.data + text.length,
		.line_start = text.data,
		.line = 1,
	};
	struct place *root = NULL;
	while (w.at < w.end) {
		struct place *place = step(&w);
		if (root == NULL)
			root = place;
	}
	return root;
}

/* From the cursor to the end, then from the start to the cursor. */
static struct place *
search(struct place *of, const char *key)
{
	struct slice wanted = slice_of(key);
	struct place *start = of->cursor;
	for (struct place *p = start; p != NULL; p = p->next)
		if (slice_equals(p->key, wanted))
			return p;
	for (struct place *p = of->first; p != start; p = p->next)
		if (slice_equals(p->key, wanted))
			return p;
	return NULL;
}

struct place *
place_member(struct place *of, const char *key)
{
	if (of == NULL)
		return NULL;
	struct place *found = search(of, key);
	if (found != NULL && found->next != NULL)
		of->cursor = found->next;
	return found;
}
