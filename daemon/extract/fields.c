/*
 * The fields of an article but body and lists: what they share, and the order in which they are
 * read.
 */
#include "extract/fields.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/url.h"
#include "extract/agency.h"
#include "extract/byline.h"
#include "extract/dek.h"
#include "extract/headline.h"
#include "extract/identity.h"
#include "extract/language.h"
#include "extract/line.h"
#include "extract/photo.h"
#include "extract/published.h"
#include "html/select.h"

#define GUESS_PARAGRAPHS   8 /* of an article, to tell its language by */

#define LINES_ABOVE        6  /* lines over the headline that may belong to it */
#define LINES_BELOW        16 /* and below it */
#define LINES_OVER_TEXT    16 /* and over the text, where the headline stands far from it */
#define LINES_IN_TEXT      4  /* and of the text itself */
#define LEDE_REACH         60 /* blocks that may lie between a lede set apart and the text */
#define OUTLET_LEAST_BYTES 3  /* of a key: shorter names would be found everywhere */
#define LOOSE_LEAST_BYTES  5  /* of a key that is looked for inside another */
#define LOOSE_MORE_BYTES   24 /* what may stand around it there */
#define HOST_LONGEST       40 /* a longer run with a dot in it is no host but a sentence */

static void
add_outlet(struct fields *fields, struct slice name)
{
	if (name.length == 0 || fields->outlet_count == FIELDS_OUTLETS_MAX)
		return;
	const char *key = line_key(fields->arena, name);
	if (strlen(key) < OUTLET_LEAST_BYTES)
		return;
	for (size_t i = 0; i < fields->outlet_count; i++)
		if (strcmp(fields->outlets[i], key) == 0)
			return;
	fields->outlets[fields->outlet_count++] = key;
}

/* "www.example.co.uk": its registrable domain, whole and without the suffix. */
static void
add_host(struct fields *fields, const char *address)
{
	const char *host = address == NULL ? NULL : url_host(fields->arena, address);
	if (host == NULL)
		return;
	struct slice domain = slice_of(url_registrable(fields->arena, slice_of(host)));
	add_outlet(fields, domain);
	size_t dot = line_find(domain, 0, SLICE("."));
	if (dot != LINE_NONE)
		add_outlet(fields, line_part(domain, 0, dot));
}

/* A word with a dot in it that ends in letters, as hosts do. */
static bool
is_host(struct slice text)
{
	if (text.length > HOST_LONGEST || memchr(text.data, ' ', text.length) != NULL)
		return false;
	const char *dot = memrchr(text.data, '.', text.length);
	if (dot == NULL || dot == text.data)
		return false;
	size_t tail = text.length - (size_t)(dot - text.data) - 1;
	if (tail < 2 || tail > 6)
		return false;
	for (const char *p = dot + 1; p < text.data + text.length; p++)
		if ((*p | 32) < 'a' || (*p | 32) > 'z')
			return false;
	return true;
}

bool
fields_is_outlet(const struct fields *fields, struct slice text, bool loose)
{
	text = line_trim(text, "()[]{}.,:;'\"“”«»-–—©*|");
	if (text.length == 0)
		return false;
	if (is_host(text) || (fields->request->names != NULL &&
				     title_names_has(fields->arena, fields->request->names, text)))
		return true;
	const char *key = line_key(fields->arena, text);
	size_t length = strlen(key);
	for (size_t i = 0; i < fields->outlet_count; i++) {
		const char *outlet = fields->outlets[i];
		size_t least = strlen(outlet);
		if (strcmp(key, outlet) == 0)
			return true;
		/* "The Example Times" for "Example Times", and the reverse. */
		if ((strncmp(key, "the", 3) == 0 && strcmp(key + 3, outlet) == 0) ||
			(strncmp(outlet, "the", 3) == 0 && strcmp(outlet + 3, key) == 0))
			return true;
		/* "BBC News" for "BBC": its first word is the name. */
		size_t first = line_word_end(text, 0);
		if (loose && first < text.length &&
			strcmp(line_key(fields->arena, line_part(text, 0, first)), outlet) == 0)
			return true;
		if (loose && least >= LOOSE_LEAST_BYTES && length <= least + LOOSE_MORE_BYTES &&
			strstr(key, outlet) != NULL)
			return true;
	}
	return false;
}

bool
fields_is_another(const struct fields *fields, uint32_t node)
{
	const struct page *page = fields->page;
	if (fields->last == 0)
		return false;
	for (; node > fields->last && node != page->body; node = page->nodes[node].parent)
		if (page->nodes[node].tag == TAG_ARTICLE)
			return true;
	return false;
}

const char *
fields_ruled(const struct fields *fields, const char *rule, uint32_t *node)
{
	const struct selector *selector =
		rule == NULL ? NULL : selector_read(fields->arena, rule, NULL);
	uint32_t found = selector == NULL ? 0 : selector_next(selector, fields->page, 0, 0);
	if (node != NULL)
		*node = found;
	if (found == 0)
		return NULL;
	const char *text = page_attribute(fields->page, fields->arena, found, ATTRIBUTE_CONTENT);
	if (text == NULL)
		text = page_text_folded(fields->page, fields->arena, found);
	return text[0] == '\0' ? NULL : text;
}

uint32_t
fields_first_block(const struct fields *fields)
{
	return fields->first == 0 ? fields->blocks->count
				  : blocks_at(fields->blocks, fields->first);
}

/*
 * The number of the block with which the text gets going: its first, or a later one where that
 * stands apart, as a lede does over byline and date.
 */
static uint32_t
text_block(const struct fields *fields)
{
	const struct blocks *blocks = fields->blocks;
	uint32_t first = fields_first_block(fields), text = blocks->count;
	for (uint32_t b = first; b + 2 < blocks->count && b < first + LEDE_REACH; b++) {
		const struct block *block = &blocks->all[b];
		if ((block->marks & BLOCK_BODY) == 0 || block->element == fields->dek)
			continue;
		if (((block[1].marks | block[2].marks) & BLOCK_BODY) != 0)
			return b;
		if (text == blocks->count)
			text = b;
	}
	return text < blocks->count ? text : first;
}

/* Where the lines about the headline begin: at it, or at the text where no headline is shown. */
static uint32_t
anchor_of(const struct fields *fields)
{
	uint32_t body = fields_first_block(fields);
	return fields->heading_block < fields->blocks->count ? fields->heading_block : body;
}

uint32_t
fields_line_first(const struct fields *fields)
{
	uint32_t anchor = anchor_of(fields);
	if (anchor >= fields->blocks->count)
		return fields->blocks->count;
	return anchor > LINES_ABOVE ? anchor - LINES_ABOVE : 0;
}

/* The block after b among the lines, whatever stands in it. */
static uint32_t
line_after(const struct fields *fields, uint32_t b)
{
	uint32_t anchor = anchor_of(fields), body = fields->text_block;
	b++;
	if (b == fields->heading_block)
		b++;
	if (body >= fields->blocks->count || body < anchor)
		return b <= anchor + LINES_BELOW ? b : fields->blocks->count;
	/* Over what lies between the headline's lines and the text's. */
	if (b > anchor + LINES_BELOW && b + LINES_OVER_TEXT < body)
		b = body - LINES_OVER_TEXT;
	return b < body + LINES_IN_TEXT ? b : fields->blocks->count;
}

uint32_t
fields_line_next(const struct fields *fields, uint32_t b)
{
	do
		b = line_after(fields, b);
	while (b < fields->blocks->count && fields->blocks->all[b].length > FIELDS_LINE_MAX_BYTES);
	return b < fields->blocks->count ? b : fields->blocks->count;
}

void
fields_explain(const struct fields *fields, const char *format, ...)
{
	if (fields->request->explain == NULL)
		return;
	va_list ap;
	va_start(ap, format);
	buffer_vaddf(fields->request->explain, format, ap);
	va_end(ap);
	buffer_add_char(fields->request->explain, '\n');
}

void
fields_begin(struct fields *fields, struct arena *arena, const struct blocks *blocks,
	const struct extract_request *request, struct article *out)
{
	memset(fields, 0, sizeof(*fields));
	fields->arena = arena;
	fields->page = blocks->page;
	fields->blocks = blocks;
	fields->request = request;
	fields->marks = arena_zalloc(arena, fields->page->count, sizeof(*fields->marks));
	fields->heading_block = blocks->count;
	signals_read(&fields->signals, arena, fields->page, request);
	const struct signals *signals = &fields->signals;
	fields->base = request->url;
	if (signals->base != NULL) {
		const char *base = url_resolve(arena, request->url, slice_of(signals->base), false);
		if (base != NULL)
			fields->base = base;
	}
	add_outlet(fields, slice_of(signals->site_name));
	add_outlet(fields, slice_of(signals->publisher));
	add_host(fields, request->url);
	if (request->url == NULL)
		add_host(fields, signals->canonical_link);
	headline_read(fields, out);
	dek_read(fields, out);
	fields->headline = out->headline;
	identity_read(fields, out);
	fields->language = out->language;
}

/* Where a page tells no language, or one that its text is not in, the text's small words do. */
static void
mend_language(const struct fields *fields, struct article *out)
{
	struct slice texts[GUESS_PARAGRAPHS];
	size_t count =
		out->paragraph_count < GUESS_PARAGRAPHS ? out->paragraph_count : GUESS_PARAGRAPHS;
	for (size_t i = 0; i < count; i++)
		texts[i] = slice_of(out->paragraphs[i]);
	const char *declared = out->language;
	out->language = declared == NULL ? language_guess(texts, count)
					 : language_mend(texts, count, declared);
	if (out->language != declared)
		fields_explain(fields, "language: the text's small words");
}

void
fields_finish(struct fields *fields, uint32_t first, uint32_t last, struct article *out)
{
	fields->first = first;
	fields->last = last;
	fields->text_block = text_block(fields);
	mend_language(fields, out);
	fields->language = out->language;
	byline_read(fields, out);
	published_read(fields, out);
	agency_read(fields, out);
	byline_sign(fields, out);
	photos_read(fields, out);
}
