/* The list of mistakes. */
#include "config/mistake.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "base/text.h"

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
	mistakes->found++;
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
