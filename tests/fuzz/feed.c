/*
 * Fuzz target: a source document, read with and without markup; what is read must pass its own
 * codec.
 */
#include "extract/extract.h"

#include <stdint.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/text.h"
#include "extract/mend.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static void
read_source(struct arena *arena, const struct extract_request *request)
{
	struct source_document document, again;
	struct err err = { 0 };
	if (!extract_source(arena, request, &document, &err))
		return;
	json_t *json = source_to_json(&document, NULL);
	if (!source_from_json(&again, arena, json, &err) || again.count != document.count)
		__builtin_trap();
	json_decref(json);
}

/* Whatever it was, mended it is JSON. */
static void
mend(struct slice text)
{
	struct buffer out;
	buffer_init(&out, text.length * 6 + 2048);
	mend_json(text, &out);
	json_t *json = json_loadb(out.data, out.length, JSON_ALLOW_NUL, NULL);
	if (out.overflowed || (out.length > 0 && json == NULL))
		__builtin_trap();
	json_decref(json);
	buffer_release(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct arena *arena;
	if (arena == NULL)
		arena = arena_new();
	struct extract_request request = { .bytes = { (const char *)bytes, length },
		.crawled = CLOCK_NEVER };
	read_source(arena, &request);
	if (text_is_valid(request.bytes.data, length))
		mend(request.bytes);
	request.url = "http://www.example.de/feeds/news.xml";
	request.content_type = "text/xml; charset=utf-8";
	request.want_html = true;
	read_source(arena, &request);
	arena_reset(arena);
	return 0;
}
