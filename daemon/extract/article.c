/*
 * An article page, step by step: inflated (inflate.c), made UTF-8 (html/charset.c), parsed (html/page.c), the outlet's rule obeyed on what
 * to drop (drop.c), cut into blocks (block.c), elements flagged (flag.c), the body read
 * (body.c) and the headline lists around it (list.c), and before and after that all other fields (fields.c).
 */
#include <string.h>

#include "extract/block.h"
#include "extract/body.h"
#include "extract/drop.h"
#include "extract/extract.h"
#include "extract/fields.h"
#include "extract/flag.h"
#include "extract/inflate.h"
#include "extract/list.h"
#include "extract/refusal.h"
#include "html/charset.h"
#include "html/page.h"
#include "html/select.h"
#include "title/title.h"

/* A text under an offer to pay that has more words than this is not taken for a stub. */
#define STUB_WORDS_MAX 400
/* Where JSON-LD says that the text is not free, and no line offers to sell the rest. */
#define STUB_WORDS_UNTOLD 100

#define SNIFFED_BYTES     4096                 /* of a document, to tell whether it is text */
#define BINARY_BYTES      UINT32_C(0xF7FFC9FF) /* a bit each: 00 to 08, 0B, 0E to 1A, 1C to 1F */

/* A rule compiled; NULL where the outlet has none, or one that is no selector (which the configuration's check reports). */
static const struct selector *
rule(struct arena *arena, const char *text)
{
	return text != NULL ? selector_read(arena, text, NULL) : NULL;
}

/* The element of the body and its points, the next best one's, and how many blocks left it for which reason. */
static void
explain_body(
	const struct extract_request *request, const struct page *page, const struct body *body)
{
	struct slice name = page_tag_name(page, body->root.node);
	struct slice class = page_attribute_raw(page, body->root.node, ATTRIBUTE_CLASS);
	unsigned gone[BODY_DOUBT + 1] = { 0 };
	if (request->explain == NULL)
		return;
	buffer_addf(request->explain,
		"body: <%.*s class=\"%.*s\"> score %.0f, next best %.0f; %zu paragraphs, %u words",
		(int)name.length, name.length > 0 ? name.data : "", (int)class.length,
		class.length > 0 ? class.data : "", (double)body->root.score,
		(double)body->root.second_score, body->count, body->words);
	for (uint32_t b = body->from; b < body->to; b++)
		gone[body->reasons[b]]++;
	const char *before = "; left out: ";
	for (enum body_reason reason = BODY_HIDDEN; reason <= BODY_DOUBT; reason++) {
		if (gone[reason] == 0)
			continue;
		buffer_addf(request->explain, "%s%u %s", before, gone[reason],
			body_reason_name(reason));
		before = ", ";
	}
	buffer_add_char(request->explain, '\n');
}

/* Puts further lines to those that the page tells the outlet's memory. */
static void
tell_lines(struct arena *arena, struct article *out, const uint64_t *lines, size_t count)
{
	if (count == 0)
		return;
	uint64_t *all = arena_alloc(arena, (out->line_count + count) * sizeof(*all));
	if (out->line_count > 0)
		memcpy(all, out->lines, out->line_count * sizeof(*all));
	memcpy(all + out->line_count, lines, count * sizeof(*all));
	out->lines = all;
	out->line_count = memory_sort(all, out->line_count + count);
}

static void
read_lists(struct fields *fields, struct blocks *blocks, struct article *out)
{
	struct lists lists;
	bool section = out->reason == REASON_SECTION;
	struct list_hints hints = {
		.url = fields->request->url,
		.base = fields->base,
		.canonical = out->canonical_url,
		.heading = section ? 0 : fields->heading,
		.rules = fields->request->rules,
		.memory = section ? NULL : fields->request->memory,
		.study = fields->request->study,
	};
	lists_read(&lists, fields->arena, blocks, &hints);
	out->lists = arena_alloc(fields->arena, lists.count * sizeof(*out->lists));
	out->list_count = lists.count;
	for (uint32_t l = 0; l < lists.count; l++)
		out->lists[l] = lists.all[l].list;
	tell_lines(fields->arena, out, lists.lines, lists.line_count);
}

/* A page of lists has no body to keep them off. */
static void
reread_lists(struct fields *fields, struct blocks *blocks, struct article *out)
{
	for (uint32_t b = 0; b < blocks->count; b++)
		blocks->all[b].marks &= (uint16_t) ~(BLOCK_BODY | BLOCK_LIST);
	read_lists(fields, blocks, out);
}

static void
read_text(struct fields *fields, struct blocks *blocks, struct article *out)
{
	const struct extract_request *request = fields->request;
	struct flags flags;
	struct body body;
	const char *names[SIGNAL_NAMES_MAX];
	for (size_t i = 0; i < fields->signals.name_count; i++)
		names[i] = fields->signals.names[i].text;
	flags_read(&flags, fields->arena, blocks, fields->heading);
	struct body_hints hints = {
		.headline = out->headline,
		.description = fields->signals.description,
		.text = fields->signals.body_ld,
		.names = names,
		.name_count = fields->signals.name_count,
		.heading = fields->heading,
		.memory = request->memory,
		.study = request->body_study,
		.rule = request->rules != NULL ? rule(fields->arena, request->rules->body) : NULL,
	};
	body_read(&body, fields->arena, blocks, &flags, &hints);
	out->lines = body.lines;
	out->line_count = body.line_count;
	read_lists(fields, blocks, out);
	body_leave_lists(&body, blocks);
	body_take_told(&body, fields->arena, fields->signals.body_ld);
	out->paragraphs = body.paragraphs;
	out->paragraph_count = body.count;
	explain_body(request, fields->page, &body);
	fields_finish(fields, body.first, body.last, out);
	out->reason = refusal_read(fields, &body, out);
	if (out->reason == REASON_SECTION)
		reread_lists(fields, blocks, out);
	out->truncated = out->reason == REASON_NONE &&
			 ((body.paid && body.words < STUB_WORDS_MAX) ||
				 (fields->signals.paid && body.words < STUB_WORDS_UNTOLD));
}

/* The hash that names the story, by the rule of title/title.h. */
static void
name_story(struct arena *arena, const struct extract_request *request, struct article *out)
{
	struct title title;
	if (out->headline == NULL)
		return;
	title_read(&title, arena, out->headline, request->names);
	memcpy(out->title_hash, title.hash, sizeof(out->title_hash));
}

/*
 * Whether it is no text: where more than one in fifty of its first bytes is a control character
 * that text does not have (WHATWG MIME Sniffing, binary data byte; one alone would do there).
 */
static bool
is_binary(struct slice text)
{
	size_t length = text.length < SNIFFED_BYTES ? text.length : SNIFFED_BYTES, binary = 0;
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text.data[i];
		binary += c < 0x20 && (BINARY_BYTES >> c & 1) != 0;
	}
	return binary > length / 50;
}

bool
extract_article(struct arena *arena, const struct extract_request *request, struct article *out,
	struct err *err)
{
	struct slice bytes;
	struct page page;
	struct blocks blocks;
	struct fields fields;
	article_init(out);
	out->url = request->url;
	out->outlet = request->outlet;
	if (!inflate_body(arena, request->bytes, request->content_encoding, EXTRACT_PAGE_MAX_BYTES,
		    &bytes, err))
		return false;
	bytes = charset_html(arena, bytes, request->content_type, NULL);
	if (is_binary(bytes))
		return err_set(err, ERR_FORMAT, "no page but binary data");
	page_read(&page, arena, bytes.data, bytes.length);
	if (request->rules != NULL) {
		const struct selector *drop = rule(arena, request->rules->drop);
		if (drop != NULL)
			page_drop(&page, arena, drop);
	}
	blocks_read(&blocks, arena, &page);
	fields_begin(&fields, arena, &blocks, request, out);
	read_text(&fields, &blocks, out);
	name_story(arena, request, out);
	return true;
}
