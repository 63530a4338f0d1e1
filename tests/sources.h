/*
 * sources.h - source documents in tests: files and what is to be read from them.
 *
 * A header of static functions, since only tests/NAME.c with a suite of that name are built by
 * themselves.
 */
#ifndef NEWSWIRED_TESTS_SOURCES_H
#define NEWSWIRED_TESTS_SOURCES_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "extract/extract.h"

struct source_fixture {
	const char *file; /* in tests/FOLDER */
	const char *url, *content_type;
	bool html;
	const char *expected; /* tests/FOLDER/EXPECTED.expected; NULL: by the file's name */
};

/* What extract_source gives, as JSON; NULL where it refuses. */
static inline json_t *
source_read(const struct extract_request *request)
{
	struct arena *arena = arena_new();
	struct source_document document;
	struct err err = { 0 };
	json_t *json = NULL;
	if (extract_source(arena, request, &document, &err))
		json = source_to_json(&document, NULL);
	else
		ck_assert_str_ne(err.text, "");
	arena_free(arena);
	return json;
}

static inline json_t *
source_text_read(struct slice text, const char *url)
{
	struct extract_request request = { .bytes = text, .url = url, .crawled = CLOCK_NEVER };
	return source_read(&request);
}

static inline void
source_file_load(const char *name, struct buffer *out)
{
	FILE *file = fopen(name, "rb");
	ck_assert_msg(file != NULL, "%s is missing", name);
	buffer_init(out, (size_t)1 << 24);
	for (size_t got = 1; got > 0; out->length += got) {
		char *to = buffer_reserve(out, 65536);
		ck_assert_ptr_nonnull(to);
		got = fread(to, 1, 65536, file);
	}
	fclose(file);
}

static inline void
source_fixture_check(const char *folder, const struct source_fixture *fixture)
{
	struct buffer bytes, wanted;
	char *name = mem_printf("tests/%s/%s", folder, fixture->file);
	source_file_load(name, &bytes);
	mem_free(name);
	struct extract_request request = { .bytes = { bytes.data, bytes.length },
		.url = fixture->url,
		.content_type = fixture->content_type,
		.want_html = fixture->html,
		.crawled = CLOCK_NEVER };
	json_t *json = source_read(&request);
	ck_assert_msg(json != NULL, "%s is no source", fixture->file);
	name = mem_printf("tests/%s/%s.expected", folder,
		fixture->expected != NULL ? fixture->expected : fixture->file);
	source_file_load(name, &wanted);
	json_error_t where;
	json_t *expected = json_loadb(wanted.data, wanted.length, 0, &where);
	ck_assert_msg(expected != NULL, "%s:%d: %s", name, where.line, where.text);
	char *found = json_dumps(json, JSON_INDENT(1));
	ck_assert_msg(json_equal(json, expected), "%s: %s", fixture->file, found);
	free(found); /* jansson's own */
	mem_free(name);
	json_decref(json);
	json_decref(expected);
	buffer_release(&bytes);
	buffer_release(&wanted);
}

#endif
