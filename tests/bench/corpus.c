/* Reads the corpus's lines and the pages they name. */
#include "corpus.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/url.h"
#include "extract/inflate.h"
#include "extract/timezone.h"

#define PAGE_MAX_BYTES ((size_t)64 << 20)

static bool
read_file(struct arena *arena, const char *path, struct slice *out)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		return false;
	size_t used = 0, room = 0;
	char *data = NULL;
	for (size_t got = 1; got > 0; used += got) {
		if (used == room) {
			room = room == 0 ? 65536 : room * 2;
			data = realloc(data, room);
			if (data == NULL)
				abort();
		}
		got = fread(data + used, 1, room - used, file);
	}
	bool good = !ferror(file);
	fclose(file);
	*out = (struct slice){ arena_strndup(arena, data, used), used };
	free(data);
	return good;
}

/* "2024-05-03 18:19:08" and anything clock_read takes. */
static int64_t
crawl_time(const char *text)
{
	int64_t seconds;
	int year, month, day, hour, minute, second;
	if (text == NULL)
		return CLOCK_NEVER;
	if (clock_read(slice_of(text), &seconds))
		return seconds;
	if (sscanf(text, "%d-%d-%d %d:%d:%d", &year, &month, &day, &hour, &minute, &second) != 6)
		return CLOCK_NEVER;
	return clock_from_civil(year, month, day, hour, minute, second);
}

/* The zone of the address's country, or NULL. */
static const char *
country_timezone(struct arena *arena, const char *address)
{
	struct url url;
	char zone[TIMEZONE_NAME_BYTES];
	if (address == NULL || !url_read(address, &url) || !timezone_of_host(url.host, zone))
		return NULL;
	return arena_strdup(arena, zone);
}

static bool
read_page(struct arena *arena, const char *folder, json_t *line, struct corpus_page *page)
{
	const char *file = json_string_value(json_object_get(line, "file"));
	if (file == NULL)
		return false;
	struct slice bytes;
	struct err err = { 0 };
	if (!read_file(arena, arena_printf(arena, "%s/%s", folder, file), &bytes) ||
		!inflate_body(arena, bytes, NULL, PAGE_MAX_BYTES, &page->html, &err)) {
		fprintf(stderr, "%s: cannot be read %s\n", file, err.text);
		return false;
	}
	page->file = file;
	page->url = json_string_value(json_object_get(line, "url"));
	page->crawled = crawl_time(json_string_value(json_object_get(line, "crawled")));
	page->timezone = country_timezone(arena, page->url);
	page->truth = line;
	return true;
}

/* The lines of a .jsonl file that are objects; a file that is not there has none. */
static json_t **
read_lines(struct arena *arena, const char *folder, const char *name, size_t *count)
{
	struct slice text;
	json_t **lines = NULL;
	size_t room = 0;
	*count = 0;
	if (!read_file(arena, arena_printf(arena, "%s/%s", folder, name), &text))
		return NULL;
	for (const char *at = text.data, *end = at + text.length; at < end;) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t length = stop != NULL ? (size_t)(stop - at) : (size_t)(end - at);
		json_t *line = json_loadb(at, length, 0, NULL);
		if (line != NULL) {
			lines = arena_grow(arena, lines, *count, &room, sizeof(*lines));
			lines[(*count)++] = line;
		}
		at += length + 1;
	}
	return lines;
}

static bool
read_pages(struct arena *arena, const char *folder, const char *name, struct corpus_page **pages,
	size_t *count)
{
	json_t **lines = read_lines(arena, folder, name, count);
	*pages = arena_zalloc(arena, *count + 1, sizeof(**pages));
	for (size_t i = 0; i < *count; i++)
		if (!read_page(arena, folder, lines[i], &(*pages)[i]))
			return false;
	return true;
}

/* Lays the lines of related.jsonl beside the articles they are about. */
static void
read_lists(struct corpus *corpus, const char *folder)
{
	size_t count;
	json_t **lines = read_lines(corpus->arena, folder, "related.jsonl", &count);
	for (size_t i = 0; i < count; i++) {
		const char *file = json_string_value(json_object_get(lines[i], "file"));
		struct corpus_page *owner = NULL;
		for (size_t a = 0; file != NULL && a < corpus->article_count; a++)
			if (strcmp(corpus->articles[a].file, file) == 0)
				owner = &corpus->articles[a];
		if (owner != NULL)
			owner->lists = lines[i];
		else
			json_decref(lines[i]);
	}
}

bool
corpus_read(struct corpus *corpus, const char *folder)
{
	*corpus = (struct corpus){ .arena = arena_new() };
	if (!read_pages(corpus->arena, folder, "articles.jsonl", &corpus->articles,
		    &corpus->article_count) ||
		!read_pages(corpus->arena, folder, "snippets.jsonl", &corpus->snippets,
			&corpus->snippet_count))
		return false;
	read_lists(corpus, folder);
	if (corpus->article_count + corpus->snippet_count > 0)
		return true;
	fprintf(stderr, "%s: no pages: neither articles.jsonl nor snippets.jsonl\n", folder);
	return false;
}

void
corpus_release(struct corpus *corpus)
{
	for (size_t i = 0; i < corpus->article_count; i++) {
		json_decref(corpus->articles[i].truth);
		json_decref(corpus->articles[i].lists);
	}
	for (size_t i = 0; i < corpus->snippet_count; i++)
		json_decref(corpus->snippets[i].truth);
	arena_free(corpus->arena);
}

struct extract_request
corpus_request(const struct corpus_page *page)
{
	return (struct extract_request){
		.bytes = page->html,
		.url = page->url,
		.timezone = page->timezone,
		.crawled = page->crawled,
	};
}
