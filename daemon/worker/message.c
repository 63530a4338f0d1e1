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

/* Appends [length][json] as a whole answer, or with the bytes as a whole request; drops the reference. */
static bool
add_frame(struct buffer *out, json_t *json, const struct slice *document)
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
	return add_frame(out, json, &request->bytes);
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
	return add_frame(out, json, &nothing);
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
	if (*task == MESSAGE_NAMES)
		*names = names_from_json(arena, json);
	json_decref(json);
	return true;
}

bool
message_add_article(struct buffer *out, const struct article *article)
{
	return add_frame(out, json_pack("{s:o}", "article", article_to_json(article, NULL)), NULL);
}

bool
message_add_source(struct buffer *out, const struct source_document *document)
{
	return add_frame(out, json_pack("{s:o}", "source", source_to_json(document, NULL)), NULL);
}

bool
message_add_outline(struct buffer *out, const struct outline *outline)
{
	return add_frame(out, json_pack("{s:o}", "outline", outline_to_json(outline)), NULL);
}

bool
message_add_error(struct buffer *out, const struct err *err)
{
	return add_frame(out,
		json_pack("{s:s%, s:i}", "error", err->text, strnlen(err->text, sizeof(err->text)),
			"kind", (int)err->kind),
		NULL);
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
