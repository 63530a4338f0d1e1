/* A caption's element: its text, and the credit that its markup tells apart. */
#include "extract/figcaption.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "extract/credit.h"
#include "extract/mark.h"
#include "html/reference.h"

#define CAPTION_LEAST_BYTES 6    /* of a caption before a credit of its own */
#define TEXT_MAX_BYTES      8192 /* of one caption's markup */

static enum tag
tag_of(const struct page *page, uint32_t node)
{
	return (enum tag)page->nodes[node].tag;
}

bool
figcaption_is_unseen(const struct fields *fields, uint32_t node)
{
	const struct page *page = fields->page;
	switch (tag_of(page, node)) {
	case TAG_BUTTON:
	case TAG_SCRIPT:
	case TAG_STYLE:
	case TAG_NOSCRIPT:
	case TAG_SVG: return true;
	default: break;
	}
	return page_attribute_raw(page, node, ATTRIBUTE_HIDDEN).data != NULL ||
	       (mark_of(fields, node) & MARK_UNSEEN) != 0;
}

/*
 * What a caption's element says: the caption, and apart from it what its markup says is the credit.
 */
struct reader {
	const struct fields *fields;
	struct buffer caption, credits;
	size_t letters;    /* bytes of the caption that are no blanks */
	char last;         /* of these */
	size_t segment;    /* where the last part in an element of its own begins in the caption */
	size_t front;      /* where the first one ends that has text; 0: none has yet */
	uint32_t part_end; /* the node after that element */
	uint32_t credit_end;
};

static bool
is_emphasis(enum tag tag)
{
	switch (tag) {
	case TAG_A:
	case TAG_B:
	case TAG_I:
	case TAG_EM:
	case TAG_STRONG:
	case TAG_U:
	case TAG_FONT:
	case TAG_SUP:
	case TAG_SUB: return true;
	default: return false;
	}
}

static bool
is_blank(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (!slice_is_space(text.data[i]))
			return false;
	return true;
}

static void
begin_part(struct reader *reader, uint32_t end)
{
	buffer_add_char(&reader->caption, ' ');
	reader->segment = reader->caption.length;
	if (reader->front == 0 && reader->letters > 0)
		reader->front = reader->segment;
	reader->part_end = end;
}

/* The words in the caption so far, roughly: a credit that opens after a few goes on to the end. */
static bool
has_caption(const struct reader *reader)
{
	return reader->letters >= CAPTION_LEAST_BYTES;
}

static void
add_caption(struct reader *reader, struct slice raw)
{
	size_t from = reader->caption.length;
	reference_decode(raw, false, &reader->caption);
	for (size_t i = from; i < reader->caption.length; i++) {
		char c = reader->caption.data[i];
		if (!slice_is_space(c)) {
			reader->letters++;
			reader->last = c;
		}
	}
}

static void
read_text_node(struct reader *reader, uint32_t node)
{
	const struct page *page = reader->fields->page;
	struct slice raw = page_raw(page, node);
	if (node < reader->credit_end) {
		reference_decode(raw, false, &reader->credits);
		return;
	}
	if (reader->part_end != 0 && node >= reader->part_end && !is_blank(raw))
		begin_part(reader, 0);
	add_caption(reader, raw);
}

/* Whether the caption so far is empty, or ends in a sentence's stop. */
static bool
is_stopped(const struct reader *reader)
{
	return reader->letters == 0 || strchr(".!?", reader->last) != NULL;
}

/* Whether an element is a credit: named so, or a `cite` before or behind the sentence. */
static bool
is_credit(const struct reader *reader, uint32_t node)
{
	unsigned marks = mark_of(reader->fields, node);
	return (marks & (MARK_CREDIT | MARK_CAPTION)) == MARK_CREDIT ||
	       (tag_of(reader->fields->page, node) == TAG_CITE && is_stopped(reader));
}

static void
read_element(struct reader *reader, uint32_t within, uint32_t node)
{
	const struct page *page = reader->fields->page;
	enum tag tag = tag_of(page, node);
	uint32_t end = page->nodes[node].end;
	bool block = tag_is_block(tag) || tag == TAG_BR;
	if (node != within && node >= reader->credit_end && is_credit(reader, node)) {
		reader->credit_end = has_caption(reader) ? page->nodes[within].end : end;
		if (reader->credits.length > 0)
			buffer_add_string(&reader->credits, " | ");
	} else if (node < reader->credit_end) {
		if (block)
			buffer_add_char(&reader->credits, ' ');
	} else if (node != within &&
		   (!is_emphasis(tag) || (has_caption(reader) && is_stopped(reader)))) {
		begin_part(reader, tag == TAG_BR ? 0 : end);
	}
}

/* Folded copy of a buffer; "" where it is empty. */
static const char *
folded(struct arena *arena, const char *data, size_t length)
{
	return length == 0 ? "" : text_fold(arena, (struct slice){ data, length });
}

/*
 * No element is named a credit: the last part that stands by itself may be one, or the first: "Photo:
 * Ann Lee" above "Old Swing Bridge".
 */
static void
part(struct arena *arena, const struct reader *reader, const char **text, const char **credit)
{
	const struct buffer *caption = &reader->caption;
	if (reader->front > 0) {
		const char *front = folded(arena, caption->data, reader->front);
		const char *rest = folded(
			arena, caption->data + reader->front, caption->length - reader->front);
		if (strlen(rest) >= CAPTION_LEAST_BYTES && credit_is_photo(front) &&
			credit_is_alone(front)) {
			*text = rest;
			*credit = front;
			return;
		}
	}
	if (reader->segment == 0)
		return;
	const char *tail =
		folded(arena, caption->data + reader->segment, caption->length - reader->segment);
	const char *front = folded(arena, caption->data, reader->segment);
	if (strlen(front) >= CAPTION_LEAST_BYTES && credit_is_tail(tail, strlen(tail))) {
		*text = front;
		*credit = tail;
	}
}

void
figcaption_read(
	const struct fields *fields, uint32_t within, const char **text, const char **credit)
{
	const struct page *page = fields->page;
	struct arena *arena = fields->arena;
	struct reader reader = { .fields = fields };
	buffer_init(&reader.caption, TEXT_MAX_BYTES);
	buffer_init(&reader.credits, TEXT_MAX_BYTES);
	for (uint32_t node = within; node < page->nodes[within].end; node++) {
		if (tag_of(page, node) == TAG_TEXT)
			read_text_node(&reader, node);
		else if (node != within && figcaption_is_unseen(fields, node))
			node = page->nodes[node].end - 1;
		else
			read_element(&reader, within, node);
	}
	*text = folded(arena, reader.caption.data, reader.caption.length);
	*credit = folded(arena, reader.credits.data, reader.credits.length);
	if ((*credit)[0] == '\0')
		part(arena, &reader, text, credit);
	buffer_release(&reader.caption);
	buffer_release(&reader.credits);
}
