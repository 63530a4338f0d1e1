/* The messages between desk and worker: JSON in a frame, the document's bytes behind it. */
#include "worker/message.h"

#include <jansson.h>
#include <string.h>

#include "base/clock.h"

/* Members of a request that are strings, and where they stand. */
static const struct {
	const char *name;
	size_t offset;
} request_strings[] = {
	{ "content_encoding", offsetof(struct extract_request, content_encoding) },
	{ "content_type", offsetof(struct extract_request, content_type) },
	{ "url", offsetof(struct extract_request, url) },
	{ "timezone", offsetof(struct extract_request, timezone) },
	{ "outlet", offsetof(struct extract_request, outlet) },
	{ "language", offsetof(struct extract_request, outlet_language) },
};

static const struct {
	const char *name;
	size_t offset;
} rule_strings[] = {
	{ "headline", offsetof(struct extract_rules, headline) },
	{ "kicker", offsetof(struct extract_rules, kicker) },
	{ "dek", offsetof(struct extract_rules, dek) },
	{ "body", offsetof(struct extract_rules, body) },
	{ "byline", offsetof(struct extract_rules, byline) },
	{ "published", offsetof(struct extract_rules, published) },
	{ "agency", offsetof(struct extract_rules, agency) },
	{ "section", offsetof(struct extract_rules, section) },
	{ "list", offsetof(struct extract_rules, list) },
	{ "list_label", offsetof(struct extract_rules, list_label) },
	{ "list_item", offsetof(struct extract_rules, list_item) },
	{ "drop", offsetof(struct extract_rules, drop) },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char **
string_at(void *object, size_t offset)
{
	return (const char **)((char *)object + offset);
}

static const char *
string_in(const void *object, size_t offset)
{
	return *(const char *const *)((const char *)object + offset);
}

static int
add_dumped(const char *bytes, size_t length, void *out)
{
	return buffer_add(out, bytes, length) ? 0 : -1;
}

/* Appends [length][json], an answer, or with the bytes a request; drops the reference. */
static bool
add_frame(struct buffer *out, json_t *json, const struct slice *lines, const struct slice *document)
{
	size_t start = out->length;
	uint32_t length = 0, header = 0;
	bool added = buffer_add(out, &length, sizeof(length)) &&
		     (document == NULL || buffer_add(out, &header, sizeof(header)));
	size_t json_start = out->length;
	added = added &&
		json_dump_callback(json, add_dumped, out, JSON_COMPACT | JSON_ENCODE_ANY) == 0;
	json_decref(json);
	header = (uint32_t)(out->length - json_start);
	if (added && lines != NULL && lines->length > 0)
		added = buffer_add(out, lines->data, lines->length);
	if (added && document != NULL && document->length > 0)
		added = buffer_add(out, document->data, document->length);
	if (!added) {
		out->length = start;
		return false;
	}
	length = (uint32_t)(out->length - start - sizeof(length));
	memcpy(out->data + start, &length, sizeof(length));
	if (document != NULL)
		memcpy(out->data + start + sizeof(length), &header, sizeof(header));
	return true;
}

static json_t *
rules_to_json(const struct extract_rules *rules)
{
	json_t *json = json_object();
	for (size_t i = 0; i < COUNT(rule_strings); i++) {
		const char *value = string_in(rules, rule_strings[i].offset);
		if (value != NULL)
			json_object_set_new(json, rule_strings[i].name, json_string(value));
	}
	return json;
}

bool
message_add_request(
	struct buffer *out, enum message_task task, const struct extract_request *request)
{
	json_t *json = json_pack("{s:i}", "task", (int)task);
	for (size_t i = 0; i < COUNT(request_strings); i++) {
		const char *value = string_in(request, request_strings[i].offset);
		if (value !=
			NULL) /* a header that is no UTF-8 is left out: json_string gives NULL, which set_new refuses */
			json_object_set_new(json, request_strings[i].name, json_string(value));
	}
	if (request->crawled != CLOCK_NEVER)
		json_object_set_new(json, "crawled", json_integer(request->crawled));
	if (request->rules != NULL)
		json_object_set_new(json, "rules", rules_to_json(request->rules));
	const struct memory_known *memory = request->memory;
	struct slice lines = { NULL, 0 };
	if (memory != NULL) {
		json_object_set_new(json, "memory",
			json_pack("{s:I, s:I}", "lines", (json_int_t)memory->count, "pages",
				(json_int_t)memory->pages));
		lines = (struct slice){ (const char *)memory->lines,
			memory->count * sizeof(*memory->lines) };
	}
	return add_frame(out, json, &lines, &request->bytes);
}

static json_t *
strings_to_json(const char *const *strings, size_t count)
{
	json_t *json = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(json, json_string(strings[i]));
	return json;
}

bool
message_add_names(struct buffer *out, const char *const *outlets, size_t outlet_count,
	const char *const *sections, size_t section_count)
{
	const struct slice nothing = { "", 0 };
	json_t *json = json_pack("{s:i, s:o, s:o}", "task", (int)MESSAGE_NAMES, "outlets",
		strings_to_json(outlets, outlet_count), "sections",
		strings_to_json(sections, section_count));
	return add_frame(out, json, NULL, &nothing);
}

static const char **
strings_from_json(struct arena *arena, const json_t *json, size_t *count)
{
	*count = json_array_size(json);
	const char **strings = arena_alloc(arena, (*count + 1) * sizeof(*strings));
	for (size_t i = 0; i < *count; i++) {
		const char *value = json_string_value(json_array_get(json, i));
		strings[i] = arena_strdup(arena, value != NULL ? value : "");
	}
	return strings;
}

static struct title_names *
names_from_json(struct arena *arena, const json_t *json)
{
	size_t outlet_count, section_count;
	const char **outlets =
		strings_from_json(arena, json_object_get(json, "outlets"), &outlet_count);
	const char **sections =
		strings_from_json(arena, json_object_get(json, "sections"), &section_count);
	return title_names_new(outlets, outlet_count, sections, section_count);
}

static const struct extract_rules *
rules_from_json(struct arena *arena, const json_t *json)
{
	if (!json_is_object(json))
		return NULL;
	struct extract_rules *rules = arena_zalloc(arena, 1, sizeof(*rules));
	for (size_t i = 0; i < COUNT(rule_strings); i++) {
		const char *value = json_string_value(json_object_get(json, rule_strings[i].name));
		if (value != NULL)
			*string_at(rules, rule_strings[i].offset) = arena_strdup(arena, value);
	}
	return rules;
}

/*
 * Takes what is known of the outlet off the front of the document. False where there is less than
 * the request says.
 */
static bool
read_memory(struct arena *arena, const json_t *json, struct extract_request *request)
{
	json_int_t count = json_integer_value(json_object_get(json, "lines"));
	if (json == NULL)
		return true;
	if (count < 0 || (size_t)count > request->bytes.length / sizeof(struct memory_line))
		return false;
	size_t bytes = (size_t)count * sizeof(struct memory_line);
	struct memory_line *lines = arena_alloc(arena, bytes + 1);
	struct memory_known *memory = arena_zalloc(arena, 1, sizeof(*memory));
	if (bytes > 0)
		memcpy(lines, request->bytes.data, bytes);
	request->bytes.data += bytes;
	request->bytes.length -= bytes;
	memory->lines = lines;
	memory->count = (size_t)count;
	memory->pages = (uint32_t)json_integer_value(json_object_get(json, "pages"));
	request->memory = memory;
	return true;
}

bool
message_read_request(struct arena *arena, struct slice payload, enum message_task *task,
	struct extract_request *request, struct title_names **names, struct err *err)
{
	uint32_t header;
	if (payload.length < sizeof(header))
		return err_set(err, ERR_FORMAT, "request without a header");
	memcpy(&header, payload.data, sizeof(header));
	payload.data += sizeof(header);
	payload.length -= sizeof(header);
	if (header > payload.length)
		return err_set(err, ERR_FORMAT, "request shorter than its header says");
	json_error_t error;
	json_t *json = json_loadb(payload.data, header, 0, &error);
	if (json == NULL)
		return err_set(err, ERR_FORMAT, "request is no JSON: %s", error.text);
	*request = (struct extract_request){ .crawled = CLOCK_NEVER };
	request->bytes = (struct slice){ payload.data + header, payload.length - header };
	*task = (enum message_task)json_integer_value(json_object_get(json, "task"));
	for (size_t i = 0; i < COUNT(request_strings); i++) {
		const char *value =
			json_string_value(json_object_get(json, request_strings[i].name));
		if (value != NULL)
			*string_at(request, request_strings[i].offset) = arena_strdup(arena, value);
	}
	json_t *crawled = json_object_get(json, "crawled");
	if (json_is_integer(crawled))
		request->crawled = json_integer_value(crawled);
	request->rules = rules_from_json(arena, json_object_get(json, "rules"));
	bool whole = read_memory(arena, json_object_get(json, "memory"), request);
	if (*task == MESSAGE_NAMES)
		*names = names_from_json(arena, json);
	json_decref(json);
	return whole || err_set(err, ERR_FORMAT, "request with fewer lines than it says");
}

static json_t *
lines_to_json(const uint64_t *lines, size_t count)
{
	json_t *json = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append_new(json, json_integer((json_int_t)lines[i]));
	return json;
}

/* What is no number is left out, and what is too much. */
static void
lines_from_json(struct article *article, struct arena *arena, const json_t *json)
{
	size_t count = json_array_size(json), kept = 0;
	if (count > MEMORY_PAGE_LINES_MAX)
		count = MEMORY_PAGE_LINES_MAX;
	article->lines = arena_alloc(arena, (count + 1) * sizeof(*article->lines));
	for (size_t i = 0; i < count; i++) {
		const json_t *line = json_array_get(json, i);
		if (json_is_integer(line))
			article->lines[kept++] = (uint64_t)json_integer_value(line);
	}
	article->line_count = memory_sort(article->lines, kept);
}

bool
message_add_article(struct buffer *out, const struct article *article)
{
	json_t *json = json_pack("{s:o}", "article", article_to_json(article, NULL));
	if (article->line_count > 0)
		json_object_set_new(
			json, "lines", lines_to_json(article->lines, article->line_count));
	return add_frame(out, json, NULL, NULL);
}

bool
message_add_source(struct buffer *out, const struct source_document *document)
{
	return add_frame(
		out, json_pack("{s:o}", "source", source_to_json(document, NULL)), NULL, NULL);
}

bool
message_add_outline(struct buffer *out, const struct outline *outline)
{
	return add_frame(out, json_pack("{s:o}", "outline", outline_to_json(outline)), NULL, NULL);
}

bool
message_add_error(struct buffer *out, const struct err *err)
{
	return add_frame(out,
		json_pack("{s:s%, s:i}", "error", err->text, strnlen(err->text, sizeof(err->text)),
			"kind", (int)err->kind),
		NULL, NULL);
}

bool
message_read_answer(struct answer *out, struct slice payload, struct err *err)
{
	json_error_t error;
	json_t *json = json_loadb(payload.data, payload.length, JSON_REJECT_DUPLICATES, &error);
	if (json == NULL)
		return err_set(err, ERR_FORMAT, "answer is no JSON: %s", error.text);
	bool read = true;
	json_t *article = json_object_get(json, "article"),
	       *source = json_object_get(json, "source"),
	       *outline = json_object_get(json, "outline");
	const char *text = json_string_value(json_object_get(json, "error"));
	json_int_t kind = json_integer_value(json_object_get(json, "kind"));
	if (article != NULL) {
		out->task = MESSAGE_ARTICLE;
		read = article_from_json(&out->article, out->arena, article, err);
		lines_from_json(&out->article, out->arena, json_object_get(json, "lines"));
	} else if (source != NULL) {
		out->task = MESSAGE_SOURCE;
		read = source_from_json(&out->source, out->arena, source, err);
	} else if (outline != NULL) {
		out->task = MESSAGE_OUTLINE;
		read = outline_from_json(&out->outline, out->arena, outline, err);
	} else if (text != NULL && kind > ERR_NONE && kind <= ERR_FORMAT) {
		err_set(&out->err, (enum err_kind)kind, "%s", text);
	} else {
		read = err_set(err, ERR_FORMAT, "answer of no known form");
	}
	json_decref(json);
	return read;
}
