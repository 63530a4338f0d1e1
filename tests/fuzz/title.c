/* Fuzzes the normalized title: any bytes, valid UTF-8 out, and normalizing twice changes nothing.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "title/title.h"

static void
require(int condition)
{
	if (!condition)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const outlets[] = { "Harbour Post", "晨光网", "A - B" };
	static const char *const sections[] = { "World" };
	static struct title_names *names;
	static struct arena *arena;
	if (names == NULL) {
		names = title_names_new(outlets, 3, sections, 1);
		arena = arena_new();
	}
	struct title title, again;
	title_read(&title, arena, arena_strndup(arena, (const char *)data, size), names);
	size_t length = strlen(title.normalized);
	require(text_is_valid(title.normalized, length));
	require(strlen(title.hash) == (length > 0 ? TITLE_HASH_BYTES - 1 : 0));
	if (length <= TITLE_HEADLINE_MAX_BYTES) {
		title_read(&again, arena, title.normalized, names);
		require(strcmp(again.normalized, title.normalized) == 0);
		require(strcmp(again.hash, title.hash) == 0);
	}
	arena_reset(arena);
	return 0;
}
