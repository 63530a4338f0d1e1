/*
 * Fuzz target: an address, the first line, and a reference to resolve against it, the rest; what
 * comes out is an address, and resolves to itself.
 */
#include "base/url.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
check(struct arena *arena, const char *address)
{
	struct url parts;
	if (address == NULL)
		return;
	const char *again = url_resolve(arena, NULL, slice_of(address), true);
	if (strlen(address) > URL_MAX_BYTES || again == NULL || strcmp(address, again) != 0)
		__builtin_trap();
	if (!url_read(address, &parts) || url_registrable(arena, parts.host) == NULL)
		__builtin_trap();
	if (url_key(arena, address) == NULL || url_host(arena, address) == NULL ||
		url_origin(arena, address) == NULL)
		__builtin_trap();
	if (parts.query.data != NULL)
		url_query_key(arena, parts.query);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct arena *arena;
	if (arena == NULL)
		arena = arena_new();
	struct slice text = { (const char *)bytes, length };
	const char *line = length > 0 ? memchr(text.data, '\n', length) : NULL;
	size_t first = line != NULL ? (size_t)(line - text.data) : length;
	const char *base = url_resolve(arena, NULL, (struct slice){ text.data, first }, true);
	check(arena, base);
	if (line != NULL)
		check(arena,
			url_resolve(arena, base, (struct slice){ line + 1, length - first - 1 },
				(length & 1) != 0));
	arena_reset(arena);
	return 0;
}
