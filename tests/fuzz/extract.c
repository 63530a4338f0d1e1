/* Fuzz target: an article page, headers and all; what is read must pass its own codec. */
#include "extract/extract.h"

#include <stdint.h>

#include "base/clock.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* The first byte chooses what is known of the page beforehand. */
enum known { KNOWN_GZIP = 1, KNOWN_CHARSET = 2, KNOWN_RULES = 4, KNOWN_TIME = 8, KNOWN_LINES = 16 };

/* Reads the page once more as if its own lines were all known. */
static void
read_with_memory(struct arena *arena, struct extract_request request)
{
	const struct memory_known nothing = { 0 };
	struct article article;
	struct err err;
	request.memory = &nothing;
	if (!extract_article(arena, &request, &article, &err))
		return;
	if (article.line_count > MEMORY_PAGE_LINES_MAX)
		__builtin_trap();
	struct memory_line *lines = arena_zalloc(arena, article.line_count + 1, sizeof(*lines));
	for (size_t i = 0; i < article.line_count; i++) {
		if (i > 0 && article.lines[i - 1] >= article.lines[i])
			__builtin_trap();
		lines[i] = (struct memory_line){ .line = article.lines[i], .pages = 9, .first = 1 };
	}
	const struct memory_known known = { lines, article.line_count, 9 };
	request.memory = &known;
	if (!extract_article(arena, &request, &article, &err))
		__builtin_trap();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static const struct extract_rules rules = {
		.body = "article, .body",
		.headline = "h1",
		.byline = "[rel=author]",
		.drop = "aside, .ad",
	};
	if (length == 0)
		return 0;
	uint8_t known = bytes[0];
	struct extract_request request = {
		.bytes = { (const char *)bytes + 1, length - 1 },
		.content_encoding = known & KNOWN_GZIP ? "gzip, br" : NULL,
		.content_type = known & KNOWN_CHARSET ? "text/html; charset=gb2312" : NULL,
		.url = "http://news.example.com/world/2015-09/30/story.html",
		.timezone = known & KNOWN_TIME ? "Asia/Shanghai" : NULL,
		.crawled = known & KNOWN_TIME ? INT64_C(1443580000) : CLOCK_NEVER,
		.rules = known & KNOWN_RULES ? &rules : NULL,
	};
	struct arena *arena = arena_new();
	struct article article, again;
	struct err err;
	if (extract_article(arena, &request, &article, &err)) {
		json_t *json = article_to_json(&article, NULL);
		if (!article_from_json(&again, arena, json, &err))
			__builtin_trap();
		json_decref(json);
	}
	if (known & KNOWN_LINES)
		read_with_memory(arena, request);
	arena_free(arena);
	return 0;
}
