/* Texts and the truth as runs of words. */
#include "label.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "shingle.h"

#define TEXT_MIN    0.65 /* of a block's runs in the truth make it text */
#define OTHER_MAX   0.35
#define SUMMARY_MIN 0.3

struct truth {
	struct words runs, summary; /* sorted */
	bool *used;                 /* by run */
	struct words words;         /* in order, a mark between paragraphs */
};

struct text {
	struct words words;
	size_t number;
};

/* Paragraphs, one array's. */
static struct words
read_array(struct arena *arena, const json_t *array, bool parted)
{
	struct words words = { 0 };
	size_t i;
	json_t *text;
	json_array_foreach((json_t *)array, i, text) {
		words_add(&words, arena, json_string_value(text));
		if (!parted)
			continue;
		words.all =
			arena_grow(arena, words.all, words.count, &words.room, sizeof(*words.all));
		words.all[words.count++] = 0;
	}
	return words;
}

static int
longest_first(const void *a, const void *b)
{
	const struct text *x = a, *y = b;
	if (x->words.count != y->words.count)
		return x->words.count < y->words.count ? 1 : -1;
	return x->number < y->number ? -1 : 1;
}

/* Takes a run that is still there out of the truth. */
static bool
take(struct truth *truth, uint64_t run)
{
	size_t from = 0, to = truth->runs.count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (truth->runs.all[middle] < run)
			from = middle + 1;
		else
			to = middle;
	}
	for (; from < truth->runs.count && truth->runs.all[from] == run; from++)
		if (!truth->used[from]) {
			truth->used[from] = true;
			return true;
		}
	return false;
}

/* A text of fewer words than a run: text where it is a paragraph of its own. */
static enum label
label_short(const struct truth *truth, const struct words *words)
{
	const struct words *all = &truth->words;
	enum label label = LABEL_OTHER;
	for (size_t at = 0; at + words->count <= all->count; at++) {
		if (memcmp(all->all + at, words->all, words->count * sizeof(*words->all)) != 0)
			continue;
		bool begins = at == 0 || all->all[at - 1] == 0;
		bool ends = all->all[at + words->count] == 0;
		if (begins && ends)
			return LABEL_TEXT;
		label = LABEL_UNKNOWN;
	}
	return label;
}

static enum label
label_one(struct arena *arena, struct truth *truth, const struct words *words)
{
	if (words->count == 0)
		return LABEL_OTHER;
	if (words->count < SHINGLE_WORDS)
		return label_short(truth, words);
	struct words runs = words_shingles(words, arena);
	double count = (double)runs.count, taken = 0;
	if ((double)words_common(&runs, &truth->summary) >= SUMMARY_MIN * count)
		return LABEL_UNKNOWN;
	for (size_t i = 0; i < runs.count; i++)
		taken += take(truth, runs.all[i]);
	if (taken >= TEXT_MIN * count)
		return LABEL_TEXT;
	return taken > OTHER_MAX * count ? LABEL_UNKNOWN : LABEL_OTHER;
}

void
label_texts(struct arena *arena, const char *const *texts, size_t count, const json_t *truth,
	enum label *out)
{
	const json_t *paragraphs = json_object_get(truth, "paragraphs");
	struct words summary = read_array(arena, json_object_get(truth, "summary"), false);
	struct words whole = read_array(arena, paragraphs, false);
	struct truth known = {
		.runs = words_shingles(&whole, arena),
		.summary = words_shingles(&summary, arena),
		.words = read_array(arena, paragraphs, true),
	};
	known.used = arena_zalloc(arena, known.runs.count + 1, sizeof(*known.used));
	struct text *all = arena_zalloc(arena, count + 1, sizeof(*all));
	for (size_t i = 0; i < count; i++) {
		all[i].number = i;
		words_add(&all[i].words, arena, texts[i]);
	}
	qsort(all, count, sizeof(*all), longest_first);
	for (size_t i = 0; i < count; i++)
		out[all[i].number] = label_one(arena, &known, &all[i].words);
}

static bool
holds_one(struct arena *arena, const char *text, const json_t *strings)
{
	size_t i;
	json_t *string;
	json_array_foreach((json_t *)strings, i, string)
		if (strstr(text, text_fold(arena, slice_of(json_string_value(string)))) != NULL)
			return true;
	return false;
}

void
label_snippets(struct arena *arena, const char *const *texts, size_t count, const json_t *truth,
	enum label *out)
{
	for (size_t i = 0; i < count; i++) {
		bool with = holds_one(arena, texts[i], json_object_get(truth, "with"));
		bool without = holds_one(arena, texts[i], json_object_get(truth, "without"));
		out[i] = with == without ? LABEL_UNKNOWN : with ? LABEL_TEXT : LABEL_OTHER;
	}
}
