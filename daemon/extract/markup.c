/* Markup to plain text, by the flat DOM where there are tags, without it where there are none. */
#include "extract/markup.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "base/url.h"
#include "html/page.h"
#include "html/reference.h"
#include "html/scan.h"

#define REFERENCE_MAX      40 /* bytes between & and ; */
#define PICTURE_MIN_PIXELS 32 /* what is smaller counts readers, or is a sign */
#define PICTURES_TRIED     8  /* of one text */

bool
markup_has_tags(struct slice html)
{
	const char *at = html.data, *end = html.data + html.length;
	while (at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL) {
		at++;
		if (at == end)
			return false;
		size_t left = (size_t)(end - at);
		/* A comment hides all, where it does not end. */
		if (left >= 3 && memcmp(at, "!--", 3) == 0)
			return true;
		bool name =
			scan_is_letter(*at) || (*at == '?' && left > 1 && scan_is_letter(at[1]));
		if (name || *at == '/' || *at == '!')
			return memchr(at, '>', left) != NULL ||
			       (name && memmem(at, left, "=\"", 2) != NULL); /* cut off inside */
	}
	return false;
}

/* The bytes of the reference that ends in a semicolon at text.data[0]; 0 where there is none. */
static size_t
reference_length(struct slice text)
{
	char utf8[8];
	size_t length, span = text.length < REFERENCE_MAX ? text.length : REFERENCE_MAX;
	if (memchr(text.data, ';', span) == NULL)
		return 0;
	size_t taken = reference_read(text, false, utf8, &length);
	return taken > 0 && text.data[taken - 1] == ';' ? taken : 0;
}

bool
markup_has_references(struct slice text)
{
	const char *at = text.data, *end = text.data + text.length;
	while (at < end && (at = memchr(at, '&', (size_t)(end - at))) != NULL) {
		if (reference_length((struct slice){ at, (size_t)(end - at) }) > 0)
			return true;
		at++;
	}
	return false;
}

/* What is in a buffer, never NULL. */
static struct slice
content_of(const struct buffer *buffer)
{
	return (struct slice){ buffer->data != NULL ? buffer->data : "", buffer->length };
}

/*
 * A buffer's text in the arena, lines folded one by one, empty ones left out; NULL where nothing is
 * left.
 */
static const char *
fold_lines(struct arena *arena, struct slice text)
{
	if (memchr(text.data, '\n', text.length) == NULL) {
		const char *line = text_fold(arena, text);
		return line[0] != '\0' ? line : NULL;
	}
	char *out = arena_alloc(arena, text.length * 3 + 1); /* NFC may grow a character to three */
	size_t length = 0;
	const char *at = text.data, *end = text.data + text.length;
	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		if (stop == NULL)
			stop = end;
		const char *line = text_fold(arena, (struct slice){ at, (size_t)(stop - at) });
		size_t bytes = strlen(line);
		if (bytes > 0) {
			if (length > 0)
				out[length++] = '\n';
			memcpy(out + length, line, bytes);
			length += bytes;
		}
		at = stop < end ? stop + 1 : end;
	}
	out[length] = '\0';
	return length > 0 ? out : NULL;
}

/* A text node's bytes, its line ends being nothing but blanks. */
static void
add_text(struct buffer *out, const struct page *page, uint32_t n)
{
	size_t from = out->length;
	page_text(page, n, out);
	for (size_t i = from; i < out->length; i++) {
		if (out->data[i] == '\n' || out->data[i] == '\r')
			out->data[i] = ' ';
	}
}

/* Elements whose text no reader sees. */
static bool
is_silent(uint16_t tag)
{
	return tag == TAG_SCRIPT || tag == TAG_STYLE || tag == TAG_TEMPLATE || tag == TAG_HEAD ||
	       tag == TAG_TITLE || tag == TAG_IFRAME;
}

/*
 * The page's text with a line end where a block begins or ends. Subtrees end where node.end says: a
 * stack of blocks that are open.
 */
static void
add_page(struct buffer *out, const struct page *page)
{
	uint32_t ends[PAGE_DEPTH_MAX + 2];
	size_t open = 0;
	for (uint32_t n = 1; n < page->count;) {
		while (open > 0 && ends[open - 1] <= n) {
			buffer_add_char(out, '\n');
			open--;
		}
		const struct node *node = &page->nodes[n];
		if (node->tag == TAG_TEXT) {
			add_text(out, page, n);
			n++;
		} else if (is_silent(node->tag)) {
			n = node->end;
		} else {
			bool block = tag_is_block((enum tag)node->tag);
			if (block || node->tag == TAG_BR)
				buffer_add_char(out, '\n');
			if (block && open < sizeof(ends) / sizeof(ends[0]))
				ends[open++] = node->end;
			n++;
		}
	}
}

/* Markup as text whose lines are not folded yet. */
static void
add_markup(struct arena *arena, struct slice html, struct buffer *out)
{
	buffer_init(out, html.length * 4 + 16);
	if (!markup_has_tags(html)) {
		size_t from = out->length;
		reference_decode(html, false, out);
		for (size_t i = from; i < out->length; i++) {
			if (out->data[i] == '\n' || out->data[i] == '\r')
				out->data[i] = ' ';
		}
		return;
	}
	struct page page;
	page_read(&page, arena, html.data, html.length);
	add_page(out, &page);
}

const char *
markup_text(struct arena *arena, struct slice html)
{
	struct buffer text;
	add_markup(arena, html, &text);
	const char *folded = fold_lines(arena, content_of(&text));
	buffer_release(&text);
	return folded;
}

const char *
markup_line(struct arena *arena, struct slice html)
{
	struct buffer text;
	add_markup(arena, html, &text);
	const char *folded = text_fold(arena, content_of(&text));
	buffer_release(&text);
	return folded[0] != '\0' ? folded : NULL;
}

const char *
markup_plain_line(struct arena *arena, struct slice text, bool decode)
{
	const char *folded;
	if (decode && markup_has_references(text)) {
		struct buffer out;
		buffer_init(&out, text.length * 4 + 16);
		for (size_t i = 0; i < text.length;) {
			struct slice rest = { text.data + i, text.length - i };
			size_t length = rest.data[0] == '&' ? reference_length(rest) : 0;
			if (length > 0)
				reference_decode((struct slice){ rest.data, length }, false, &out);
			else
				buffer_add(&out, rest.data, 1);
			i += length > 0 ? length : 1;
		}
		folded = text_fold(arena, content_of(&out));
		buffer_release(&out);
	} else {
		folded = text_fold(arena, text);
	}
	return folded[0] != '\0' ? folded : NULL;
}

/* A side as an attribute gives it, in pixels; LONG_MAX where it gives none. */
static long
side_of(const struct page *page, struct arena *arena, uint32_t node, enum attribute_name name)
{
	const char *value = page_attribute(page, arena, node, name);
	char *end = NULL;
	long pixels = value != NULL ? strtol(value, &end, 10) : 0;
	return end == NULL || end == value || *end == '%' ? LONG_MAX : pixels;
}

/* The picture a tag at html.data[0] shows, absolute; NULL where it shows none. */
static const char *
picture_of_tag(struct arena *arena, struct slice html, const char *base)
{
	struct page page;
	const char *close = memchr(html.data, '>', html.length);
	if (close == NULL)
		return NULL;
	/* A '>' inside a value cuts the tag short, and then it has no address. */
	page_read(&page, arena, html.data, (size_t)(close + 1 - html.data));
	uint32_t image = page_find(&page, 0, TAG_IMG);
	const char *address = image > 0 ? page_attribute(&page, arena, image, ATTRIBUTE_SRC) : NULL;
	if (address == NULL || side_of(&page, arena, image, ATTRIBUTE_WIDTH) < PICTURE_MIN_PIXELS ||
		side_of(&page, arena, image, ATTRIBUTE_HEIGHT) < PICTURE_MIN_PIXELS)
		return NULL;
	return url_resolve(arena, base, slice_trim(slice_of(address)), true);
}

const char *
markup_picture(struct arena *arena, struct slice html, const char *base)
{
	const char *at = html.data, *end = slice_end(html), *picture = NULL;
	int tried = 0;
	while (picture == NULL && tried < PICTURES_TRIED && at < end &&
		(at = memchr(at, '<', (size_t)(end - at))) != NULL) {
		if (end - at > 5 && strncasecmp(at, "<img", 4) == 0 && slice_is_space(at[4])) {
			tried++;
			picture = picture_of_tag(
				arena, (struct slice){ at, (size_t)(end - at) }, base);
		}
		at++;
	}
	return picture;
}

const char *
markup_plain_text(struct arena *arena, struct slice text)
{
	return fold_lines(arena, text);
}
