/* Fuzz target: what any document tells of its outlet; what is read must pass its own codec. */
#include <stdint.h>

#include "base/clock.h"
#include "extract/extract.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	struct arena *arena = arena_new();
	struct outline outline, again;
	struct err err;
	const struct extract_request request = {
		.bytes = { (const char *)bytes, length },
		.url = "http://news.example.com/en/",
		.crawled = INT64_C(1800000000),
	};
	if (extract_outline(arena, &request, &outline, &err)) {
		json_t *json = outline_to_json(&outline);
		if (!outline_from_json(&again, arena, json, &err))
			__builtin_trap();
		json_decref(json);
	}
	arena_free(arena);
	return 0;
}
