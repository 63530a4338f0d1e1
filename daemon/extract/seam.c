/* Seams: where the parts of a line meet without a sign that a reader of its text could see. */
#include "extract/seam.h"

#include <unicode/uchar.h>

#include "base/buffer.h"
#include "base/text.h"
#include "extract/line.h"
#include "html/reference.h"

#define TEXT_MAX_BYTES (4 * FIELDS_LINE_MAX_BYTES) /* of a line's markup, blanks and all */
#define YEAR_DIGITS    4
#define MINUTE_DIGITS  2

/* How many digits a text ends in. */
static size_t
digits_at_end(struct slice text)
{
	size_t digits = 0;
	while (digits < text.length &&
		text_is_digit((unsigned char)text.data[text.length - digits - 1]))
		digits++;
	return digits;
}

/* Whether a text ends in a year's digits, or more. */
static bool
ends_as_year(struct slice text)
{
	return digits_at_end(text) >= YEAR_DIGITS;
}

/* Whether a text ends in the minutes of a time: "12 May, 9:20". */
static bool
ends_as_time(struct slice text)
{
	size_t digits = digits_at_end(text);
	return digits == MINUTE_DIGITS && text.length > digits + 1 &&
	       text.data[text.length - digits - 1] == ':' &&
	       text_is_digit((unsigned char)text.data[text.length - digits - 2]);
}

/* Whether the parts that two text nodes show meet between them; `last` is what the first shows. */
static bool
is_seam(const struct page *page, uint32_t before, uint32_t after, struct slice last)
{
	const struct node *parent = &page->nodes[page->nodes[before].parent];
	struct slice raw = page_raw(page, after), bare = slice_trim(raw);
	size_t next;
	uint32_t left = line_before(last, last.length), right = line_at(bare, 0, &next);
	if (parent->end <= after && line_tokens(slice_trim(last)) > 1 && u_isupper((UChar32)right))
		return true;
	if (bare.data != raw.data)
		return false;
	return (u_islower((UChar32)left) && (u_isupper((UChar32)right) || text_is_digit(right))) ||
	       (text_is_digit(right) && (ends_as_year(last) || ends_as_time(last)));
}

const char *
seam_text(const struct fields *fields, const struct block *block)
{
	const struct page *page = fields->page;
	struct buffer text;
	uint32_t before = 0;
	size_t from = 0;
	if (block->first == block->last)
		return block_text(fields->blocks, block).data;
	buffer_init(&text, TEXT_MAX_BYTES);
	for (uint32_t node = block->first; node <= block->last && !text.overflowed; node++) {
		enum tag tag = (enum tag)page->nodes[node].tag;
		struct slice raw = page_raw(page, node);
		if (tag == TAG_BR) {
			buffer_add_string(&text, " | ");
		} else if (tag != TAG_TEXT) {
			if (block_skips(tag))
				node = page->nodes[node].end - 1;
		} else if (slice_trim(raw).length == 0) {
			buffer_add_char(&text, ' ');
		} else {
			struct slice last = { "", 0 };
			if (text.length > from)
				last = (struct slice){ text.data + from, text.length - from };
			if (before != 0 && is_seam(page, before, node, last))
				buffer_add_string(&text, " | ");
			from = text.length;
			reference_decode(raw, false, &text);
			before = node;
		}
	}
	const char *folded = text_fold(fields->arena, (struct slice){ text.data, text.length });
	buffer_release(&text);
	return folded;
}
