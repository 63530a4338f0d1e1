/* Fuzzes the reader of configurations: both tables of keys, the places of
 * values, and the patterns that were read. */
#include <string.h>

#include "config/reader.h"
#include "config/url-pattern.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
try_table(struct slice text, const struct keys *keys, void *values)
{
	struct config_mistakes mistakes;
	struct arena *arena = arena_new();
	config_mistakes_init(&mistakes);
	struct reader reader = { arena, &mistakes, "fuzz/config.json", { 0 } };
	struct buffer written;
	buffer_init(&written, (size_t)1 << 24);
	if (reader_read_text(&reader, text, keys, values))
		keys_write(&written, keys, values);
	reader_complain(&reader, "sources", 1, "url", "twice");
	buffer_release(&written);
	config_mistakes_release(&mistakes);
	arena_free(arena);
}

static void
try_pattern(const char *pattern, const char *url)
{
	struct arena *arena = arena_new();
	if (url_pattern_check(pattern, NULL))
		url_patterns_match(url_patterns_new(arena, &pattern, 1), url);
	arena_free(arena);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct config config = { 0 };
	struct outlet_config outlet = { 0 };
	struct slice text = { (const char *)data, size };
	try_table(text, &main_keys, &config);
	try_table(text, &outlet_keys, &outlet);
	struct arena *arena = arena_new();
	char *pattern = arena_strndup(arena, text.data, size);
	try_pattern(pattern, "https://www.a.example/a/b?c=d#e");
	try_pattern("*a*b/*", pattern);
	arena_free(arena);
	return 0;
}
