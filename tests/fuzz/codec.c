/* Fuzzes the codecs: any JSON is refused or read, and what was read is written and read again to
 * the same bytes. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "article/source.h"

static void
require(int condition)
{
	if (!condition)
		abort();
}

static char *
dump(json_t *json)
{
	char *text = json_dumps(json, JSON_COMPACT);
	json_decref(json);
	require(text != NULL);
	return text;
}

static void
try_article(struct arena *arena, const json_t *json)
{
	struct article article;
	struct err err = { 0 };
	if (!article_from_json(&article, arena, json, &err)) {
		require(err.kind == ERR_FORMAT && err.text[0] != '\0');
		return;
	}
	char *one = dump(article_to_json(&article, NULL));
	json_t *again = json_loads(one, 0, NULL);
	require(article_from_json(&article, arena, again, NULL));
	char *other = dump(article_to_json(&article, NULL));
	require(strcmp(one, other) == 0);
	json_decref(again);
	free(one);
	free(other);
}

static void
try_source(struct arena *arena, const json_t *json)
{
	struct source_document document;
	if (!source_from_json(&document, arena, json, NULL))
		return;
	char *one = dump(source_to_json(&document, NULL));
	json_t *again = json_loads(one, 0, NULL);
	require(source_from_json(&document, arena, again, NULL));
	char *other = dump(source_to_json(&document, NULL));
	require(strcmp(one, other) == 0);
	json_decref(again);
	free(one);
	free(other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena *arena;
	if (arena == NULL)
		arena = arena_new();
	json_t *json = json_loadb((const char *)data, size,
		JSON_ALLOW_NUL | JSON_DECODE_ANY | JSON_DISABLE_EOF_CHECK, NULL);
	if (json == NULL)
		return 0;
	try_article(arena, json);
	try_source(arena, json);
	json_decref(json);
	arena_reset(arena);
	return 0;
}
