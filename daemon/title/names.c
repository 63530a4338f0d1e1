/* Step 2: the names that outlets put before and behind their headlines, cut off. */
#include "title/steps.h"

#include <string.h>

#include "base/memory.h"
#include "base/table.h"

/* A name may hold separators itself ("Radio 4 - Today"): so many of them are looked past. */
#define NAME_SEPARATORS_MAX 3

struct title_names {
	struct table *outlets, *sections; /* from the name as name_key spells it */
};

/* A name's letters, digits and kept signs without blanks, so that all its spellings are one. */
static struct slice
name_key(struct arena *arena, struct slice name)
{
	struct title_points points;
	struct title_key key;
	title_fold(name, &points);
	title_spell(arena, &points, &key);
	size_t length = 0;
	for (size_t i = 0; i < key.length; i++)
		if (key.text[i] != ' ')
			key.text[length++] = key.text[i];
	return (struct slice){ key.text, length };
}

static struct table *
names_table(struct arena *arena, const char *const *names, size_t count)
{
	struct table *table = table_new();
	for (size_t i = 0; i < count; i++) {
		struct slice key = name_key(arena, title_plain(arena, names[i]));
		if (key.length > 0)
			table_put(table, key.data, key.length, table);
	}
	return table;
}

struct title_names *
title_names_new(const char *const *outlets, size_t outlet_count, const char *const *sections,
	size_t section_count)
{
	struct title_names *names = mem_alloc(sizeof(*names));
	struct arena *arena = arena_new();
	names->outlets = names_table(arena, outlets, outlet_count);
	names->sections = names_table(arena, sections, section_count);
	arena_free(arena);
	return names;
}

void
title_names_free(struct title_names *names)
{
	if (names == NULL)
		return;
	table_free(names->outlets, NULL);
	table_free(names->sections, NULL);
	mem_free(names);
}

/* Bytes of the separator at text.data[at]; 0 where none stands there. Blanks are folded. */
static size_t
separator_length(struct slice text, size_t at)
{
	static const struct slice separators[] = {
		{ " - ", 3 }, { " | ", 3 }, { "_", 1 }, { " \xE2\x80\x93 ", 5 }, /* en dash */
		{ " \xE2\x80\x94 ", 5 },                                         /* em dash */
		{ " \xC2\xB7 ", 4 },                                             /* middle dot */
		{ " \xC2\xBB ", 4 },                                             /* » */
		{ "\xEF\xBC\x9A", 3 }, /* full-width colon */
		{ "\xEF\xBD\x9C", 3 }, /* full-width bar */
	};
	char c = text.data[at];
	if (c != ' ' && c != '_' && c != '\xEF')
		return 0;
	unsigned char next = at + 1 < text.length ? (unsigned char)text.data[at + 1] : 0;
	if (c == ' ' && next < 0x80 && title_is_inert(next)) /* as before nearly all words */
		return 0;
	struct slice rest = { text.data + at, text.length - at };
	for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++)
		if (slice_starts(rest, separators[i]))
			return separators[i].length;
	return 0;
}

static bool
is_name(struct arena *arena, const struct table *table, struct slice part)
{
	if (part.length > TITLE_NAME_MAX_BYTES)
		return false;
	struct slice key = name_key(arena, slice_trim(part));
	return table_get(table, key.data, key.length) != NULL;
}

bool
title_names_has(struct arena *arena, const struct title_names *names, struct slice text)
{
	return is_name(arena, names->outlets, text);
}

/* Cuts the last part where it is a name. */
static bool
cut_back(struct arena *arena, struct slice *text, const struct table *table)
{
	int seen = 0;
	for (size_t at = text->length; at-- > 0 && seen < NAME_SEPARATORS_MAX;) {
		size_t length = separator_length(*text, at);
		if (length == 0)
			continue;
		seen++;
		size_t from = at + length;
		struct slice part = { text->data + from, text->length - from };
		struct slice rest = slice_trim((struct slice){ text->data, at });
		if (rest.length > 0 && is_name(arena, table, part)) {
			*text = rest;
			return true;
		}
	}
	return false;
}

/* Cuts the first part where it is a name. */
static bool
cut_front(struct arena *arena, struct slice *text, const struct table *table)
{
	int seen = 0;
	for (size_t at = 0; at < text->length && seen < NAME_SEPARATORS_MAX; at++) {
		size_t length = separator_length(*text, at);
		if (length == 0)
			continue;
		seen++;
		size_t from = at + length;
		struct slice part = { text->data, at };
		struct slice rest =
			slice_trim((struct slice){ text->data + from, text->length - from });
		if (rest.length > 0 && is_name(arena, table, part)) {
			*text = rest;
			return true;
		}
	}
	return false;
}

struct slice
title_cut_names(struct arena *arena, struct slice text, const struct title_names *names)
{
	if (names == NULL)
		return text;
	bool outlet = false;
	while (true) {
		if (cut_back(arena, &text, names->outlets) ||
			cut_front(arena, &text, names->outlets))
			outlet = true;
		else if (!outlet || !(cut_back(arena, &text, names->sections) ||
					    cut_front(arena, &text, names->sections)))
			return text;
	}
}
