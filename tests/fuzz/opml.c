/* Fuzz target: an OPML file, and the outlets made of it. */
#include "extract/opml.h"

#include <stdint.h>
#include <stdlib.h>

#include "probe/exchange.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct config *config;
	struct arena *arena = arena_new();
	struct opml opml;
	struct err err;
	if (config == NULL)
		config = config_default();
	if (opml_read(arena, (struct slice){ (const char *)bytes, length }, &opml, &err)) {
		struct exchange found = exchange_read(arena, &opml, config);
		for (size_t i = 0; i < found.count; i++)
			if (found.drafts[i].name == NULL || found.drafts[i].source_count == 0)
				abort();
	}
	arena_free(arena);
	return 0;
}
