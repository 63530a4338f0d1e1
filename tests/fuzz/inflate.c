/* Fuzz target: a body, taken for one in each content coding; never more than the ceiling. */
#include "extract/inflate.h"

#include <stdint.h>

#define CEILING_BYTES ((size_t)2 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static const char *const codings[] = { NULL, "gzip", "deflate", "br", "zstd", "gzip, br",
	"zstd, deflate", "identity, x-gzip" };

static void
undo(struct arena *arena, struct slice body, const char *coding)
{
	struct slice out;
	struct err err = { 0 };
	if (inflate_body(arena, body, coding, CEILING_BYTES, &out, &err)) {
		if (out.length > CEILING_BYTES)
			__builtin_trap();
	} else if (err.kind != ERR_LIMIT && err.kind != ERR_FORMAT) {
		__builtin_trap();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct arena *arena;
	if (arena == NULL)
		arena = arena_new();
	for (size_t i = 0; i < sizeof(codings) / sizeof(codings[0]); i++)
		undo(arena, (struct slice){ (const char *)bytes, length }, codings[i]);
	arena_reset(arena);
	return 0;
}
