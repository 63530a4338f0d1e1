/* Lists of pages in JSON lines. */
#include "command/pages.h"

#include <string.h>

#include <jansson.h>

#include "base/clock.h"
#include "command/command.h"
#include "command/input.h"
#include "extract/inflate.h"
#include "extract/timezone.h"

bool
pages_time_read(const char *text, int64_t *seconds)
{
	char copy[64];
	size_t length = strlen(text);
	if (length + 2 > sizeof(copy))
		return false;
	if (clock_read((struct slice){ text, length }, seconds))
		return true;
	memcpy(copy, text, length);
	copy[length] = 'Z';
	return clock_read((struct slice){ copy, length + 1 }, seconds);
}

/* A member that is a string, in the arena; NULL where it is missing. False: it is no string. */
static bool
read_member(struct arena *arena, const json_t *line, const char *name, const char **out,
	struct err *err)
{
	const json_t *value = json_object_get(line, name);
	*out = NULL;
	if (value == NULL || json_is_null(value))
		return true;
	if (!json_is_string(value))
		return err_set(err, ERR_FORMAT, "%s: must be a string", name);
	*out = arena_strdup(arena, json_string_value(value));
	return true;
}

static bool
read_page(struct arena *arena, const json_t *line, struct page_file *page, struct err *err)
{
	const char *crawled;
	if (!read_member(arena, line, "file", &page->name, err))
		return false;
	if (page->name == NULL)
		return err_set(err, ERR_FORMAT, "file: is missing");
	if (!read_member(arena, line, "url", &page->url, err) ||
		!read_member(arena, line, "timezone", &page->timezone, err) ||
		!read_member(arena, line, "crawled", &crawled, err))
		return false;
	if (page->url != NULL && !command_is_address(page->url))
		return err_set(err, ERR_FORMAT, "url: \"%.100s\" is no http address", page->url);
	if (page->timezone != NULL && !timezone_known(page->timezone))
		return err_set(err, ERR_FORMAT,
			"timezone: \"%.100s\" is no time zone, as \"Europe/Paris\" is",
			page->timezone);
	if (crawled != NULL && !pages_time_read(crawled, &page->crawled))
		return err_set(err, ERR_FORMAT,
			"crawled: \"%.100s\" is no time, as \"2015-09-30T01:20:00Z\" is", crawled);
	return true;
}

static bool
read_line(struct arena *arena, struct slice text, struct page_file *page, struct err *err)
{
	json_error_t problem;
	json_t *line = json_loadb(text.data, text.length, JSON_REJECT_DUPLICATES, &problem);
	bool good = false;
	if (line == NULL)
		err_set(err, ERR_FORMAT, "no JSON: %s", problem.text);
	else if (!json_is_object(line))
		err_set(err, ERR_FORMAT, "no object");
	else
		good = read_page(arena, line, page, err);
	json_decref(line);
	return good;
}

/* The lines of the list's text. */
static void
read_lines(const char *list, struct slice text, int64_t crawled, pages_take_one *take, void *arg)
{
	struct arena *arena = arena_new();
	const char *slash = strrchr(list, '/');
	int folder = slash != NULL ? (int)(slash + 1 - list) : 0; /* with its slash */
	const char *at = text.data, *end = at + text.length;
	if (text.length >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
		at += 3;
	for (size_t number = 1; at < end; number++) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		size_t length = stop != NULL ? (size_t)(stop - at) : (size_t)(end - at);
		struct slice line = slice_trim((struct slice){ at, length });
		struct page_file page = { .crawled = crawled, .line = number };
		struct err wrong;
		at += length + 1;
		if (line.length == 0)
			continue;
		if (read_line(arena, line, &page, &wrong)) {
			page.path = page.name[0] == '/' ? page.name
							: arena_printf(arena, "%.*s%s", folder,
								  list, page.name);
			take(arg, &page, NULL);
		} else {
			take(arg, &page, &wrong);
		}
		arena_reset(arena);
	}
	arena_free(arena);
}

bool
pages_read(const char *list, int64_t crawled, pages_take_one *take, void *arg, struct err *err)
{
	struct buffer bytes;
	struct slice text;
	if (!input_read(list, &bytes, err))
		return false;
	struct arena *arena = arena_new();
	bool good = inflate_body(arena, (struct slice){ bytes.data, bytes.length }, NULL,
		INPUT_MAX_BYTES, &text, err);
	if (good)
		read_lines(list, text, crawled, take, arg);
	arena_free(arena);
	buffer_release(&bytes);
	return good;
}
