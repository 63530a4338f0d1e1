/* Words and shingles as hashes. */
#include "shingle.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include "base/table.h"
#include "base/text.h"

/* What a regular expression's \w is: letters and numbers of every kind, and the underscore. */
static bool
is_word(uint32_t point)
{
	if (point == '_')
		return true;
	return U_GET_GC_MASK((UChar32)point) & (U_GC_L_MASK | U_GC_N_MASK);
}

void
words_add(struct words *words, struct arena *arena, const char *text)
{
	const char *at = text, *end = text + strlen(text), *next;
	while (at < end) {
		const char *from = at;
		while (at < end && is_word(text_decode(at, end, &next)))
			at = next;
		if (at == from) {
			text_decode(at, end, &next);
			at = next;
			continue;
		}
		words->all = arena_grow(
			arena, words->all, words->count, &words->room, sizeof(*words->all));
		words->all[words->count++] = hash_bytes(from, (size_t)(at - from));
	}
}

static int
compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return x < y ? -1 : x > y;
}

struct words
words_shingles(const struct words *words, struct arena *arena)
{
	size_t count = words->count;
	struct words out = { 0 };
	if (count == 0)
		return out;
	size_t length = count < SHINGLE_WORDS ? count : SHINGLE_WORDS;
	out.count = count - length + 1;
	out.all = arena_alloc(arena, out.count * sizeof(*out.all));
	for (size_t i = 0; i < out.count; i++)
		out.all[i] = hash_bytes(words->all + i, length * sizeof(*words->all));
	qsort(out.all, out.count, sizeof(*out.all), compare);
	return out;
}

void
words_set(struct words *words)
{
	size_t kept = 0;
	if (words->count > 0)
		qsort(words->all, words->count, sizeof(*words->all), compare);
	for (size_t i = 0; i < words->count; i++)
		if (kept == 0 || words->all[kept - 1] != words->all[i])
			words->all[kept++] = words->all[i];
	words->count = kept;
}

size_t
words_common(const struct words *a, const struct words *b)
{
	size_t i = 0, j = 0, common = 0;
	while (i < a->count && j < b->count) {
		if (a->all[i] == b->all[j]) {
			common++;
			i++;
			j++;
		} else if (a->all[i] < b->all[j]) {
			i++;
		} else {
			j++;
		}
	}
	return common;
}

const char *
words_folded(struct arena *arena, const char *text)
{
	size_t length = strlen(text), used = 0;
	char *out = arena_alloc(arena, 3 * length + 4);
	const char *at = text, *end = text + length, *next;
	for (; at < end; at = next) {
		uint32_t point = text_decode(at, end, &next);
		if (point == '_' || !is_word(point))
			continue;
		UChar32 folded = u_foldCase((UChar32)point, U_FOLD_CASE_DEFAULT);
		used += text_encode((uint32_t)folded, out + used);
	}
	out[used] = '\0';
	return out;
}
