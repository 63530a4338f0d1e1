/* Markup with nothing active in it, by an allow-list of elements and attributes. */
#include "extract/markup.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "base/url.h"
#include "html/page.h"
#include "html/reference.h"
#include "words/markup-names.h"

#define CLEAN_MAX_BYTES ((size_t)64 << 20) /* markup grows by escaping and by absolute addresses */

static void
add_escaped(struct buffer *out, const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		switch (text[i]) {
		case '&': buffer_add_string(out, "&amp;"); break;
		case '<': buffer_add_string(out, "&lt;"); break;
		case '>': buffer_add_string(out, "&gt;"); break;
		case '"': buffer_add_string(out, "&quot;"); break;
		default: buffer_add_char(out, text[i]); break;
		}
	}
}

/*
 * The group of an element's or attribute's name in words/markup-names.txt, 0 for one that is not
 * there.
 */
static int
group_of(struct slice name)
{
	char lower[MARKUP_NAMES_LONGEST];
	if (name.length == 0 || name.length > sizeof(lower))
		return 0;
	for (size_t i = 0; i < name.length; i++) {
		char c = name.data[i];
		lower[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	}
	const struct word *word = markup_names_find(lower, name.length);
	return word != NULL ? word->group : 0;
}

/* An address that may stand in clean markup; NULL for javascript: and its like. */
static const char *
safe_address(struct arena *arena, const char *value, const char *base)
{
	while (*value != '\0' && (unsigned char)*value <= ' ') /* browsers look past these, too */
		value++;
	struct slice address = slice_trim(slice_of(value));
	if (address.length >= 7 && strncasecmp(address.data, "mailto:", 7) == 0)
		return arena_strndup(arena, address.data, address.length);
	const char *absolute = url_resolve(arena, NULL, address, true);
	if (absolute != NULL)
		return absolute;
	/* Relative: what has nothing like a scheme does no harm (RFC 3986 section 4.2). */
	for (size_t i = 0; i < address.length; i++) {
		unsigned char c = (unsigned char)address.data[i];
		if (c == ':' || c < 0x20 || (c == '&' && base == NULL))
			return NULL;
		if (c == '/' || c == '?' || c == '#')
			break;
	}
	return base != NULL ? url_resolve(arena, base, address, true)
			    : arena_strndup(arena, address.data, address.length);
}

static void
add_attributes(struct buffer *out, struct arena *arena, const struct page *page,
	const struct node *node, const char *base)
{
	for (uint32_t i = 0; i < node->attribute_count; i++) {
		const struct attribute *a = &page->attributes[node->attributes + i];
		struct slice name = { page->bytes + a->name_start, a->name_length };
		int group = group_of(name);
		if (group != MARKUP_NAME_ATTRIBUTES && group != MARKUP_NAME_ADDRESSES)
			continue;
		struct slice raw = { page->bytes + a->value_start, a->value_length };
		const char *value = reference_text(arena, raw, true);
		if (group == MARKUP_NAME_ADDRESSES)
			value = safe_address(arena, value, base);
		if (value == NULL)
			continue;
		buffer_add_char(out, ' ');
		for (size_t j = 0; j < name.length; j++) {
			char c = name.data[j];
			buffer_add_char(out, c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c);
		}
		buffer_add_string(out, "=\"");
		add_escaped(out, value, strlen(value));
		buffer_add_char(out, '"');
	}
}

struct open_element {
	uint32_t end;
	struct slice name; /* data NULL: the tag was not written */
};

static void
add_lower(struct buffer *out, struct slice name)
{
	for (size_t i = 0; i < name.length; i++)
		buffer_add_char(out, name.data[i] >= 'A' && name.data[i] <= 'Z'
					     ? (char)(name.data[i] | 0x20)
					     : name.data[i]);
}

static void
close_element(struct buffer *out, const struct open_element *element)
{
	if (element->name.data == NULL)
		return;
	buffer_add_string(out, "</");
	add_lower(out, element->name);
	buffer_add_char(out, '>');
}

static void
add_text(struct buffer *out, const struct page *page, uint32_t n, struct buffer *scratch)
{
	buffer_clear(scratch);
	page_text(page, n, scratch);
	add_escaped(out, scratch->data != NULL ? scratch->data : "", scratch->length);
}

const char *
markup_clean(struct arena *arena, struct slice html, const char *base)
{
	struct page page;
	struct buffer out, scratch;
	struct open_element open[PAGE_DEPTH_MAX + 2];
	size_t depth = 0;
	page_read(&page, arena, html.data, html.length);
	buffer_init(&out, CLEAN_MAX_BYTES);
	buffer_init(&scratch, CLEAN_MAX_BYTES);
	for (uint32_t n = 1; n < page.count;) {
		while (depth > 0 && open[depth - 1].end <= n)
			close_element(&out, &open[--depth]);
		const struct node *node = &page.nodes[n];
		if (node->tag == TAG_TEXT) {
			add_text(&out, &page, n++, &scratch);
			continue;
		}
		struct slice name = page_tag_name(&page, n);
		int group = group_of(name);
		if (group == MARKUP_NAME_DROPPED) {
			n = node->end;
			continue;
		}
		bool write = group == MARKUP_NAME_ELEMENTS || group == MARKUP_NAME_VOIDS;
		if (write) {
			buffer_add_char(&out, '<');
			add_lower(&out, name);
			add_attributes(&out, arena, &page, node, base);
			buffer_add_char(&out, '>');
		}
		if (group == MARKUP_NAME_ELEMENTS && depth < sizeof(open) / sizeof(open[0]))
			open[depth++] = (struct open_element){ node->end, name };
		n++;
	}
	while (depth > 0)
		close_element(&out, &open[--depth]);
	struct slice clean =
		slice_trim((struct slice){ out.data != NULL ? out.data : "", out.length });
	const char *result = clean.length > 0 ? text_nfc(arena, clean) : NULL;
	buffer_release(&out);
	buffer_release(&scratch);
	return result;
}

const char *
markup_of_text(struct arena *arena, const char *text)
{
	struct buffer out;
	buffer_init(&out, CLEAN_MAX_BYTES);
	for (const char *at = text; *at != '\0'; at++) {
		if (*at == '\n')
			buffer_add_string(&out, "<br>\n");
		else
			add_escaped(&out, at, 1);
	}
	const char *result = arena_strndup(arena, out.data != NULL ? out.data : "", out.length);
	buffer_release(&out);
	return result;
}
