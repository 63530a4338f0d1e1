/* A replay: saved pages under the addresses they once had, and a feed of each host's pages. */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/slice.h"
#include "base/url.h"
#include "server/internal.h"

#define LINE_MAX_BYTES ((size_t)16 << 20)
#define FEED_MAX_BYTES ((size_t)64 << 20)
#define FEED_PATH      "/newswired-replay.xml"

struct page {
	char *file; /* with its folder */
	int64_t published_s;
};

struct host {
	char *name;
	struct buffer items; /* of its feed */
};

struct replay {
	struct table *pages; /* "host/path?query" to struct page */
	struct table *hosts;
	const char **names;
	size_t count, capacity;
};

static void
page_free(void *pointer)
{
	struct page *page = pointer;
	mem_free(page->file);
	mem_free(page);
}

static void
host_free(void *pointer)
{
	struct host *host = pointer;
	buffer_release(&host->items);
	mem_free(host->name);
	mem_free(host);
}

void
replay_free(struct replay *replay)
{
	if (replay == NULL)
		return;
	table_free(replay->pages, page_free);
	table_free(replay->hosts, host_free);
	mem_free(replay->names);
	mem_free(replay);
}

static void
add_escaped(struct buffer *out, const char *text)
{
	for (; *text != '\0'; text++)
		switch (*text) {
		case '<': buffer_add_string(out, "&lt;"); break;
		case '>': buffer_add_string(out, "&gt;"); break;
		case '&': buffer_add_string(out, "&amp;"); break;
		default: buffer_add_char(out, *text); break;
		}
}

static struct host *
find_host(struct replay *replay, struct slice name)
{
	struct host *host = table_get(replay->hosts, name.data, name.length);
	if (host != NULL)
		return host;
	host = mem_zalloc(1, sizeof(*host));
	host->name = mem_strndup(name.data, name.length);
	buffer_init(&host->items, FEED_MAX_BYTES);
	table_put(replay->hosts, name.data, name.length, host);
	/* One more than there are names: the list ends in NULL. */
	replay->names = mem_grow(
		replay->names, replay->count + 1, &replay->capacity, sizeof(*replay->names));
	replay->names[replay->count++] = host->name;
	replay->names[replay->count] = NULL;
	return host;
}

/* "2024-05-03 18:19:08", "2024-05-03T18:19:08.123+02:00" to seconds; CLOCK_NEVER where it is
 * neither. */
static int64_t
read_time(const char *text)
{
	if (text == NULL || strlen(text) < 19)
		return CLOCK_NEVER;
	char *iso = mem_printf("%s%s", text, strlen(text) == 19 ? "Z" : "");
	iso[10] = 'T';
	int64_t seconds = CLOCK_NEVER;
	clock_read(slice_of(iso), &seconds);
	mem_free(iso);
	return seconds;
}

static void
add_item(struct host *host, const char *link, const char *title, int64_t published_s)
{
	char date[CLOCK_TEXT_BYTES];
	buffer_add_string(&host->items, "<item><title>");
	add_escaped(&host->items, title != NULL ? title : "");
	buffer_add_string(&host->items, "</title><link>");
	add_escaped(&host->items, link);
	buffer_add_string(&host->items, "</link>");
	if (published_s != CLOCK_NEVER)
		buffer_addf(&host->items, "<dc:date>%s</dc:date>", clock_format(published_s, date));
	buffer_add_string(&host->items, "</item>\n");
}

static const char *
text_of(const json_t *line, const char *key)
{
	return json_string_value(json_object_get(line, key));
}

static void
add_page(struct replay *replay, const char *folder, const json_t *line, struct arena *arena)
{
	const char *address = text_of(line, "url"), *file = text_of(line, "file");
	const char *resolved =
		address != NULL ? url_resolve(arena, NULL, slice_of(address), false) : NULL;
	struct url url;
	if (file == NULL || resolved == NULL || !url_read(resolved, &url))
		return;
	int64_t published_s = read_time(text_of(line, "published"));
	if (published_s == CLOCK_NEVER)
		published_s = read_time(text_of(line, "crawled"));
	const char *rest = url.path.data; /* with the query, to the end */
	const char *key = arena_printf(arena, "%.*s%s", (int)url.host.length, url.host.data, rest);
	if (table_get(replay->pages, key, strlen(key)) != NULL)
		return;
	struct page *page = mem_zalloc(1, sizeof(*page));
	page->file = mem_printf("%s/%s", folder, file);
	page->published_s = published_s;
	table_put(replay->pages, key, strlen(key), page);
	struct host *host = find_host(replay, url.host);
	const char *title = text_of(line, "headline");
	add_item(host, arena_printf(arena, "http://%s", key), title, published_s);
}

static int
by_name(const void *left, const void *right)
{
	return strcmp(*(const char *const *)left, *(const char *const *)right);
}

struct replay *
replay_read(const char *list, struct err *err)
{
	struct buffer lines;
	if (!document_read_file(&lines, list)) {
		err_set(err, ERR_SYSTEM, "%s cannot be read", list);
		return NULL;
	}
	const char *slash = strrchr(list, '/');
	char *folder = slash != NULL ? mem_strndup(list, (size_t)(slash - list)) : mem_strdup(".");
	struct replay *replay = mem_zalloc(1, sizeof(*replay));
	replay->pages = table_new();
	replay->hosts = table_new();
	struct arena *arena = arena_new();
	for (const char *at = lines.data; *at != '\0';) {
		size_t length = strcspn(at, "\n");
		json_t *line = json_loadb(at, length, 0, NULL);
		if (line != NULL)
			add_page(replay, folder, line, arena);
		json_decref(line);
		arena_reset(arena);
		at += length + (at[length] == '\n');
	}
	if (replay->count > 0)
		qsort(replay->names, replay->count, sizeof(*replay->names), by_name);
	arena_free(arena);
	mem_free(folder);
	buffer_release(&lines);
	return replay;
}

static bool
make_feed(const struct replay *replay, const char *name, struct document *out)
{
	const struct host *host = table_get(replay->hosts, name, strlen(name));
	if (host == NULL)
		return false;
	buffer_init(&out->body, FEED_MAX_BYTES);
	buffer_addf(&out->body,
		"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
		"<rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
		"<channel><title>%s</title><link>http://%s/</link>\n",
		name, name);
	buffer_add(&out->body, host->items.data, host->items.length);
	buffer_add_string(&out->body, "</channel></rss>\n");
	return true;
}

bool
replay_find(
	const struct replay *replay, const char *host, const char *path_query, struct document *out)
{
	*out = (struct document){ .status = 200 };
	if (strcmp(path_query, FEED_PATH) == 0)
		return make_feed(replay, host, out);
	char *key = mem_printf("%s%s", host, path_query);
	const struct page *page = table_get(replay->pages, key, strlen(key));
	mem_free(key);
	if (page == NULL || !document_read_file(&out->body, page->file))
		return false;
	out->is_gzip = out->body.length > 2 && memcmp(out->body.data, "\x1f\x8b", 2) == 0;
	out->modified_s = page->published_s;
	return true;
}

const char *const *
replay_hosts(const struct replay *replay)
{
	static const char *const none[] = { NULL };
	return replay->names != NULL ? replay->names : none;
}
