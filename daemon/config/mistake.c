/* The list of mistakes, and the distance between two names. */
#include "config/mistake.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"

#define NAME_MAX_BYTES 64 /* no key is half as long */

void
config_mistakes_init(struct config_mistakes *mistakes)
{
	*mistakes = (struct config_mistakes){ 0 };
}

void
config_mistakes_release(struct config_mistakes *mistakes)
{
	mem_free(mistakes->items);
	arena_free(mistakes->arena);
	config_mistakes_init(mistakes);
}

/* A wrong key or value is told as it stands, and may hold anything. */
static void
print_escaped(FILE *out, const char *text, const char *after)
{
	struct buffer safe;
	buffer_init(&safe, SIZE_MAX / 2);
	text_escape(&safe, slice_of(text));
	fprintf(out, "%s%s", safe.data != NULL ? safe.data : "", after);
	buffer_release(&safe);
}

void
config_mistakes_print(const struct config_mistakes *mistakes, FILE *out)
{
	for (size_t i = 0; i < mistakes->count; i++) {
		const struct config_mistake *m = &mistakes->items[i];
		print_escaped(out, m->file, ":");
		if (m->line > 0)
			fprintf(out, "%d:%d:", m->line, m->column);
		fputc(' ', out);
		if (m->key[0] != '\0')
			print_escaped(out, m->key, ": ");
		print_escaped(out, m->text, "\n");
	}
}

void
mistake_vadd(struct config_mistakes *mistakes, const char *file, int line, int column,
	const char *key, const char *format, va_list ap)
{
	if (mistakes->count >= MISTAKES_MAX)
		return;
	if (mistakes->arena == NULL)
		mistakes->arena = arena_new();
	struct err text;
	va_list copy;
	va_copy(copy, ap);
	vsnprintf(text.text, sizeof(text.text), format, copy);
	va_end(copy);
	mistakes->items = mem_grow(
		mistakes->items, mistakes->count, &mistakes->capacity, sizeof(*mistakes->items));
	mistakes->items[mistakes->count++] = (struct config_mistake){
		.file = arena_strdup(mistakes->arena, file),
		.line = line,
		.column = column,
		.key = arena_strdup(mistakes->arena, key),
		.text = arena_strdup(mistakes->arena, text.text),
	};
}

void
mistake_add(struct config_mistakes *mistakes, const char *file, int line, int column,
	const char *key, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	mistake_vadd(mistakes, file, line, column, key, format, ap);
	va_end(ap);
}

static int
by_place(const void *a, const void *b)
{
	const struct config_mistake *x = a, *y = b;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return strcmp(x->key, y->key);
}

void
mistakes_sort(struct config_mistakes *mistakes, size_t first)
{
	if (mistakes->count > first)
		qsort(mistakes->items + first, mistakes->count - first, sizeof(*mistakes->items),
			by_place);
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t
name_distance(const char *a, const char *b)
{
	size_t rows = strlen(a), columns = strlen(b);
	if (rows > NAME_MAX_BYTES || columns > NAME_MAX_BYTES)
		return SIZE_MAX;
	size_t d[3][NAME_MAX_BYTES + 1]; /* this row and the two above it */
	for (size_t j = 0; j <= columns; j++)
		d[0][j] = j;
	for (size_t i = 1; i <= rows; i++) {
		size_t *row = d[i % 3], *above = d[(i + 2) % 3], *second = d[(i + 1) % 3];
		row[0] = i;
		for (size_t j = 1; j <= columns; j++) {
			size_t change = above[j - 1] + (a[i - 1] != b[j - 1]);
			row[j] = least(change, least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], second[j - 2] + 1);
		}
	}
	return d[rows % 3][columns];
}

size_t
name_distance_max(const char *name)
{
	size_t third = strlen(name) / 3;
	return third > 0 ? third : 1;
}
