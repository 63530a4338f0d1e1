/* Fuzz target: a section page as a source; what is read must pass its own codec. */
#include "extract/section.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	const struct extract_request request = {
		.bytes = { (const char *)bytes, length },
		.url = "https://news.example.com/world/",
		.timezone = "Asia/Shanghai",
		.crawled = INT64_C(1800000000),
	};
	struct arena *arena = arena_new();
	struct source_document document, again;
	struct feed feed;
	struct err err = { 0 };
	feed_init(&feed, arena, &request, &document);
	if (section_read(&feed, &request, request.bytes, &err)) {
		json_t *json = source_to_json(&document, NULL);
		if (document.count + document.alternate_count == 0 ||
			!source_from_json(&again, arena, json, &err))
			__builtin_trap();
		json_decref(json);
	}
	arena_free(arena);
	return 0;
}
