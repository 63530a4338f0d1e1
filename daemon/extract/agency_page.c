/* The agency whose copy an article is: looked for in every place where pages name it. */
#include "extract/agency.h"

#include <string.h>

#include "extract/byline.h"
#include "extract/credit.h"
#include "extract/dateline.h"
#include "extract/image.h"
#include "extract/line.h"
#include "extract/mark.h"

#define PHOTO_LEVELS    4  /* ancestors that may be a figure's */
#define PHOTO_NODES     30 /* between an image and the line that belongs to it */
#define SHORT_BYTES     4
#define INITIALS_BYTES  2
#define AFTER_BLOCKS    5  /* and below the text */
#define AROUND_WORDS    15 /* of such a line; a longer one is text */
#define COPYRIGHT_WORDS 60
#define CREDIT_WORDS    12 /* of a last paragraph that is a credit line */
#define TAIL_BYTES      60 /* of the last paragraph, in which the agency's bracket stands */

/* "(Xinhua)", "/TASS/", "— AFP" at the end of a paragraph. */
static const char *
agency_at_end(struct slice text)
{
	static const char *const opens[] = { "(", "（", "[", "/", " — ", " – ", " - ", "。", ". " };
	struct slice line = line_trim(text, ".");
	size_t from = line.length > TAIL_BYTES ? line.length - TAIL_BYTES : 0;
	for (size_t i = 0; i < sizeof(opens) / sizeof(opens[0]); i++) {
		size_t last = LINE_NONE;
		for (size_t at = line_find(line, from, slice_of(opens[i])); at != LINE_NONE;
			at = line_find(line, at + 1, slice_of(opens[i])))
			if (at + strlen(opens[i]) + 1 < line.length)
				last = at;
		if (last == LINE_NONE)
			continue;
		struct slice tail = line_part(line, last + strlen(opens[i]), line.length);
		const char *agency = agency_of(tail);
		/* "(With inputs from PTI)", "(dpa/lno)": but no sentence. */
		if (agency == NULL && (opens[i][0] == '(' || opens[i][0] == '[') &&
			line_tokens(tail) <= 5)
			agency = agency_in(tail, NULL, NULL);
		if (agency != NULL)
			return agency;
	}
	return NULL;
}

/* "... said. (dpa)": a bracket with an agency alone at the end of a paragraph. */
static const char *
agency_in_bracket(struct slice text)
{
	size_t open = text.length > 0 && text.data[text.length - 1] == ')' ? text.length : 0;
	while (open > 0 && text.data[open - 1] != '(')
		open--;
	return open == 0 ? NULL : agency_of(line_part(text, open, text.length - 1));
}

static bool
is_copyright(struct slice text)
{
	static const char *const signs[] = { "©", "Copyright", "copyright", "COPYRIGHT", "(c)",
		"(C)", "All rights reserved", "Alle Rechte", "版权", "版權", "無断転載", "저작권" };
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (line_find(text, 0, slice_of(signs[i])) != LINE_NONE)
			return true;
	return false;
}

/* Whether a photo stands right before a block. */
static bool
follows_photo(const struct fields *fields, uint32_t b)
{
	const struct page *page = fields->page;
	uint32_t node = fields->blocks->all[b].first;
	uint32_t end = b == 0 ? page->body : fields->blocks->all[b - 1].last;
	for (int nodes = 0; node > end && nodes < PHOTO_NODES; nodes++, node--)
		if (image_is(page, node) && !image_is_icon(page, node))
			return true;
	return false;
}

/* Whether a line near a photo says what it shows and whose it is, or stands below one that does. */
static bool
is_caption_line(const struct fields *fields, uint32_t b, struct slice text)
{
	size_t tail = credit_last_sentence(text);
	if (tail > 0 && credit_is_photo(text.data + tail))
		return true;
	return !byline_leads(text) &&
	       (follows_photo(fields, b) || (b > 0 && credit_is_tail(text.data, text.length) &&
						    follows_photo(fields, b - 1)));
}

/*
 * Whether a line belongs to a photo: in a figure, under a name for captions, below an image, or with
 * a photo's label.
 */
static bool
is_photo_line(const struct fields *fields, uint32_t b)
{
	const struct page *page = fields->page;
	const struct block *block = &fields->blocks->all[b];
	uint32_t node = page->nodes[block->first].parent;
	for (int level = 0; level < PHOTO_LEVELS && node != page->body && node != 0; level++) {
		if (page->nodes[node].tag == TAG_FIGURE ||
			(mark_of(fields, node) & MARK_CAPTION) != 0)
			return true;
		node = page->nodes[node].parent;
	}
	struct slice text = block_text(fields->blocks, block);
	return credit_is_photo(text.data) || is_caption_line(fields, b, text);
}

/* The lines about the headline: brackets, credit lines, sources. */
static const char *
agency_of_lines(const struct fields *fields)
{
	const struct blocks *blocks = fields->blocks;
	for (uint32_t b = fields_line_first(fields); b < blocks->count;
		b = fields_line_next(fields, b)) {
		const struct block *block = &blocks->all[b];
		struct slice text = block_text(blocks, block);
		if ((block->marks &
			    (BLOCK_HIDDEN | BLOCK_BUTTON | BLOCK_HEADING | BLOCK_CAPTION)) != 0 ||
			block->element == fields->dek || block->words > AROUND_WORDS ||
			is_photo_line(fields, b))
			continue;
		/*
		 * "App" in a menu and a face's initials are no agencies: a short name needs its
		 * brackets or its capitals.
		 */
		bool bare = text.length <= SHORT_BYTES && line_is_word((unsigned char)text.data[0]);
		const char *agency = bare ? NULL : agency_of(text);
		if (agency == NULL && text.length > INITIALS_BYTES && b > fields->heading_block &&
			(block->marks & BLOCK_STOPPED) == 0)
			agency = agency_in(text, NULL, NULL);
		if (agency != NULL)
			return agency;
	}
	return NULL;
}

/* "Source: Reuters", but no photo's: what the label leads to, where it is an agency alone. */
static const char *
agency_of_source(const struct fields *fields, struct slice text)
{
	const char *source =
		credit_is_photo(text.data) ? NULL : credit_clean(fields->arena, text.data);
	return source == NULL ? NULL : agency_of(slice_of(source));
}

/* What follows the text: its own last line, a credit line, a copyright line. */
static const char *
agency_after(const struct fields *fields, const struct article *out)
{
	const struct blocks *blocks = fields->blocks;
	if (out->paragraph_count > 0) {
		struct slice last = slice_of(out->paragraphs[out->paragraph_count - 1]);
		const char *agency = agency_at_end(last);
		/* Below a line for the video, the next, the newsletter. */
		if (agency == NULL && out->paragraph_count > 1)
			agency = agency_in_bracket(
				slice_of(out->paragraphs[out->paragraph_count - 2]));
		if (agency == NULL && line_tokens(last) <= CREDIT_WORDS && !line_is_caseless(last))
			agency = agency_in(last, NULL, NULL);
		if (agency == NULL)
			agency = agency_of(last);
		if (agency != NULL)
			return agency;
	}
	if (fields->last == 0)
		return NULL;
	uint32_t end = blocks_at(blocks, fields->last + 1);
	for (uint32_t b = end; b < blocks->count && b < end + AFTER_BLOCKS; b++) {
		const struct block *block = &blocks->all[b];
		struct slice text = block_text(blocks, block);
		if ((block->marks & BLOCK_HIDDEN) != 0 || block->words > COPYRIGHT_WORDS ||
			block->length > FIELDS_LINE_MAX_BYTES ||
			block->link_words * 2 > block->words)
			continue;
		const char *agency = agency_of(text);
		if (agency == NULL && block->words <= CREDIT_WORDS)
			agency = agency_of_source(fields, text);
		if (agency == NULL && is_copyright(text))
			agency = agency_in(text, NULL, NULL);
		if (agency != NULL)
			return agency;
	}
	return NULL;
}

static const char *
agency_of_signals(const struct fields *fields)
{
	const struct signals *signals = &fields->signals;
	for (size_t i = 0; i < signals->name_count; i++) {
		const char *agency = agency_in(slice_of(signals->names[i].text), NULL, NULL);
		if (agency != NULL)
			return agency;
	}
	return NULL;
}

void
agency_read(struct fields *fields, struct article *out)
{
	const struct extract_rules *rules = fields->request->rules;
	const char *ruled = rules == NULL ? NULL : fields_ruled(fields, rules->agency, NULL);
	const char *by = "the outlet's rule";
	struct dateline dateline;
	bool dated = out->paragraph_count > 0 &&
		     dateline_read(fields->arena, out->paragraphs[0], &dateline);
	/* A lede set apart may stand before the paragraph that has it. */
	if (!dated && out->paragraph_count > 1)
		dated = dateline_read(fields->arena, out->paragraphs[1], &dateline);
	const char *agency = NULL;
	if (dated) {
		out->dateline = dateline.place;
		fields_explain(fields, "dateline: the front of the text");
	}
	if (ruled != NULL) {
		agency = agency_in(slice_of(ruled), NULL, NULL);
		agency = agency == NULL ? ruled : agency;
	}
	if (agency == NULL && dated) {
		agency = dateline.agency;
		by = "dateline";
	}
	if (agency == NULL && out->agency != NULL) {
		agency = out->agency;
		by = "byline";
	}
	if (agency == NULL) {
		agency = agency_of_signals(fields);
		by = "the authors named";
	}
	if (agency == NULL) {
		agency = agency_of_lines(fields);
		by = "a line by the headline";
	}
	if (agency == NULL) {
		agency = agency_after(fields, out);
		by = "the end of the text";
	}
	out->agency = agency;
	if (agency != NULL)
		fields_explain(fields, "agency: %s", by);
}
