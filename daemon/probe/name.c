/* Who it is: name, id, language. */
#include <string.h>

#include "base/text.h"
#include "base/url.h"
#include "config/value.h"
#include "probe/internal.h"

#define NAME_MAX_BYTES 80 /* a longer one is a slogan */

/* What stands between the parts of a page's title, the name of the site being one of them. */
static const char *const separators[] = { " - ", " | ", " – ", " — ", " · ", " » ", " « ",
	" :: ", " > ", "｜", "--", "_" };

#define PARTS_MAX 8

/* The parts of a title; gives their number. */
static size_t
split(const char *title, struct slice parts[PARTS_MAX])
{
	size_t count = 0;
	while (count < PARTS_MAX - 1) {
		const char *first = NULL;
		size_t length = 0;
		for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++) {
			const char *at = strstr(title, separators[i]);
			if (at != NULL && (first == NULL || at < first)) {
				first = at;
				length = strlen(separators[i]);
			}
		}
		if (first == NULL)
			break;
		parts[count++] = slice_trim((struct slice){ title, (size_t)(first - title) });
		title = first + length;
	}
	parts[count++] = slice_trim(slice_of(title));
	return count;
}

static bool
may_be_name(struct slice part)
{
	return part.length > 1 && part.length <= NAME_MAX_BYTES &&
	       memmem(part.data, part.length, "://", 3) == NULL;
}

/* The part that stands last, or first, in two titles alike. */
static const char *
shared_part(struct probe *probe)
{
	struct slice a[PARTS_MAX], b[PARTS_MAX];
	for (size_t i = 0; i < probe->title_count; i++) {
		size_t a_count = split(probe->titles[i], a);
		for (size_t j = i + 1; a_count > 1 && j < probe->title_count; j++) {
			size_t b_count = split(probe->titles[j], b);
			const struct slice last = a[a_count - 1];
			if (b_count > 1 && slice_equals(last, b[b_count - 1]) && may_be_name(last))
				return arena_strndup(probe->arena, last.data, last.length);
			if (b_count > 1 && slice_equals(a[0], b[0]) && may_be_name(a[0]))
				return arena_strndup(probe->arena, a[0].data, a[0].length);
		}
	}
	return NULL;
}

/* Letters and digits of ASCII alone, in lower case: what a host keeps of a name. */
static const char *
squeezed(struct arena *arena, struct slice text)
{
	char *out = arena_alloc(arena, text.length + 1);
	size_t length = 0;
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i] | 32;
		if ((c >= 'a' && c <= 'z') || (text.data[i] >= '0' && text.data[i] <= '9'))
			out[length++] = c;
	}
	out[length] = '\0';
	return out;
}

/* Of a title's parts the one that the host is made of, else the first. */
static const char *
part_of(struct probe *probe, const char *title)
{
	struct slice parts[PARTS_MAX];
	const char *host = url_host(probe->arena, probe->report->homepage);
	const char *plain = squeezed(probe->arena, slice_of(host));
	size_t count = title != NULL ? split(title, parts) : 0;
	for (size_t i = 0; i < count; i++) {
		const char *part = squeezed(probe->arena, parts[i]);
		if (strlen(part) > 2 && may_be_name(parts[i]) && strstr(plain, part) != NULL)
			return arena_strndup(probe->arena, parts[i].data, parts[i].length);
	}
	if (count == 0 || !may_be_name(parts[0]))
		return NULL;
	return arena_strndup(probe->arena, parts[0].data, parts[0].length);
}

static const char *
title_of_a_source(struct probe *probe)
{
	const struct probe_report *report = probe->report;
	for (size_t i = 0; i < report->source_count; i++) {
		const char *title =
			report->sources[i].taken ? part_of(probe, report->sources[i].title) : NULL;
		if (title != NULL)
			return title;
	}
	return NULL;
}

/* The name as a part of the title spells it: "Marsh Times" for "marshtimes"; else as it is. */
static const char *
spelled_in(struct probe *probe, const char *title, const char *name)
{
	struct slice parts[PARTS_MAX];
	const char *plain = squeezed(probe->arena, slice_of(name));
	size_t count = title != NULL ? split(title, parts) : 0;
	if (plain[0] == '\0' || strchr(name, ' ') != NULL)
		return name;
	for (size_t i = 0; i < count; i++)
		if (strcmp(plain, squeezed(probe->arena, parts[i])) == 0 &&
			memchr(parts[i].data, ' ', parts[i].length) != NULL)
			return arena_strndup(probe->arena, parts[i].data, parts[i].length);
	return name;
}

static const char *
find_name(struct probe *probe)
{
	const char *name = part_of(probe, probe->front.site_name);
	if (name == NULL)
		name = shared_part(probe);
	if (name == NULL)
		name = title_of_a_source(probe);
	if (name == NULL)
		name = part_of(probe, probe->front.title);
	if (name == NULL)
		name = url_host(probe->arena, probe->report->homepage);
	name = spelled_in(probe, probe->front.title, name);
	for (size_t i = 0; i < probe->title_count; i++)
		name = spelled_in(probe, probe->titles[i], name);
	name = text_fold(probe->arena, slice_of(name));
	return name[0] != '\0' ? name : "Outlet";
}

/* "en_US" as "en-US"; NULL where it is no tag the configuration takes. */
static const char *
tag_of(struct probe *probe, const char *language)
{
	if (language == NULL)
		return NULL;
	char *tag = arena_strdup(probe->arena, language);
	for (char *c = tag; *c != '\0'; c++)
		if (*c == '_')
			*c = '-';
	return language_is_valid(tag) ? tag : NULL;
}

/* As the front page has it, else the pages, else the sources. */
static const char *
find_language(struct probe *probe)
{
	const struct probe_report *report = probe->report;
	const char *language = tag_of(probe, probe->front_language);
	for (size_t i = 0; language == NULL && i < report->page_count; i++)
		language = tag_of(probe, report->pages[i].language);
	for (size_t i = 0; language == NULL && i < report->source_count; i++)
		if (report->sources[i].taken)
			language = tag_of(probe, report->sources[i].language);
	return language;
}

static bool
id_is_taken(const char *id, void *config)
{
	return config_outlet(config, id) != NULL;
}

void
name_find(struct probe *probe)
{
	struct probe_report *report = probe->report;
	const char *id = draft_id(probe->arena, url_host(probe->arena, report->homepage));
	report->name = find_name(probe);
	report->language = find_language(probe);
	report->id = draft_unique_id(
		probe->arena, id, id_is_taken, (void *)(uintptr_t)probe->options->config);
}
