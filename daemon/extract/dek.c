/* The lines around a headline: the kicker above it, the dek below it. */
#include "extract/dek.h"

#include <string.h>

#include "extract/byline.h"
#include "extract/credit.h"
#include "extract/date.h"
#include "extract/headline.h"
#include "extract/line.h"
#include "extract/mark.h"
#include "extract/seam.h"

#define KICKER_MAX_WORDS  8
#define KICKER_BLOCKS     3  /* it stands at most so many above the headline */
#define DEK_BLOCKS        30 /* and the dek so many below it */
#define DEK_LEAST_WORDS   5
#define DEK_MAX_WORDS     120
#define MATCH_LEAST_BYTES 24 /* of a description's key that must agree with the line */
#define WORD_LEAST_BYTES  4  /* of a word that tells one headline from another */
#define BESIDE_LEVELS     2  /* so far up is the element that has both headings */
#define BYLINE_WORDS      15 /* of a line that is a byline, at most */
#define DATE_LINE_WORDS   10 /* of a line that has a date and is not more than it */

/* What a kicker's line shows: its elements may meet without a blank. */
static const char *
kicker_text(const struct fields *fields, const struct block *block)
{
	const char *seamed = seam_text(fields, block);
	char *text = arena_strndup(fields->arena, seamed, strlen(seamed));
	size_t length = 0;
	for (size_t i = 0; text[i] != '\0'; i++)
		if (strncmp(text + i, " | ", 3) == 0)
			i += 1;
		else
			text[length++] = text[i];
	struct slice bare = line_trim((struct slice){ text, length }, ":|");
	return arena_strndup(fields->arena, bare.data, bare.length);
}

static const char *
find_kicker(const struct fields *fields, uint32_t heading_block)
{
	const struct blocks *blocks = fields->blocks;
	for (uint32_t back = 1; back <= KICKER_BLOCKS && back <= heading_block; back++) {
		const struct block *block = &blocks->all[heading_block - back];
		if ((block->marks & (BLOCK_HIDDEN | BLOCK_BUTTON)) != 0 ||
			block->words > KICKER_MAX_WORDS)
			continue;
		unsigned marks = mark_above(fields, block->element, fields->page->body, 2) |
				 mark_above(fields, fields->page->nodes[block->first].parent,
					 block->element, 3);
		/* A sub-heading that stands above its heading. */
		bool turned = back == 1 && (block->marks & BLOCK_HEADING) != 0 &&
			      (marks & (MARK_DEK | MARK_RELATED)) == MARK_DEK;
		if ((marks & MARK_KICKER) != 0 || turned)
			return kicker_text(fields, block);
	}
	return NULL;
}

/* Whether a line below the headline begins as the page's description does. */
static bool
is_description(const struct fields *fields, const char *text)
{
	const char *description = fields->signals.description;
	if (description == NULL)
		return false;
	const char *a = line_key(fields->arena, slice_of(description));
	const char *b = line_key(fields->arena, slice_of(text));
	size_t length = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
	return length >= MATCH_LEAST_BYTES && strncmp(a, b, length) == 0 &&
	       strlen(b) <= strlen(a) * 2;
}

/* Whether a text is a copy of a longer one, cut: "The council met on Monday ..." */
static bool
is_cut(struct slice text)
{
	static const char *const ends[] = { "...", "\xE2\x80\xA6", "[...]", "[\xE2\x80\xA6]" };
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		size_t length = strlen(ends[i]);
		if (text.length >= length && memcmp(slice_end(text) - length, ends[i], length) == 0)
			return true;
	}
	return false;
}

/* Whether a line says who wrote the story, and no more: "By Ann Lee and Bo Chen | City desk" */
static bool
is_byline(const struct fields *fields, const struct block *block)
{
	return block->words <= BYLINE_WORDS && (block->marks & BLOCK_STOPPED) == 0 &&
	       byline_leads(block_text(fields->blocks, block));
}

/* Whether a block stands in the page's foot, which names the outlet and what it is for. */
static bool
is_in_foot(const struct page *page, const struct block *block)
{
	for (uint32_t n = block->element; n > page->body; n = page->nodes[n].parent)
		if (page->nodes[n].tag == TAG_FOOTER)
			return true;
	return false;
}

/* Credits, captions and lines of a date and a name are no dek. */
static bool
is_other_line(const struct fields *fields, const struct block *block)
{
	struct slice text = block_text(fields->blocks, block);
	const char *caption, *credit;
	struct date date;
	photo_split(fields->arena, text.data, &caption, &credit);
	return credit != NULL || is_byline(fields, block) || is_in_foot(fields->page, block) ||
	       (block->words <= DATE_LINE_WORDS && date_find(text, DATE_DAY_FIRST, 0, &date));
}

/*
 * Whether the block's element stands among paragraphs of its own kind: then it is the text's first,
 * no dek.
 */
static bool
is_first_paragraph(const struct fields *fields, uint32_t b)
{
	const struct blocks *blocks = fields->blocks;
	const struct block *block = &blocks->all[b];
	uint32_t parent = fields->page->nodes[block->element].parent;
	struct slice classes = page_attribute_raw(fields->page, block->element, ATTRIBUTE_CLASS);
	for (uint32_t next = b + 1; next < blocks->count && next < b + 4; next++) {
		const struct block *other = &blocks->all[next];
		if (other->tag == block->tag &&
			fields->page->nodes[other->element].parent == parent &&
			(other->marks & BLOCK_PROSE) != 0 &&
			slice_equals(classes,
				page_attribute_raw(fields->page, other->element, ATTRIBUTE_CLASS)))
			return true;
	}
	return false;
}

/*
 * Whether most words of a line are the headline's: some print it twice, in other words, the one for
 * machines and the one for readers.
 */
static bool
is_headline_again(struct slice text, const char *headline)
{
	size_t words = 0, common = 0, end;
	for (size_t at = 0; at < text.length; at = end) {
		struct slice word = line_part(text, at, line_word_end(text, at));
		if (word.length == 0) {
			line_at(text, at, &end);
			continue;
		}
		end = at + word.length;
		if (word.length < WORD_LEAST_BYTES)
			continue;
		words++;
		common += line_find(slice_of(headline), 0, word) != LINE_NONE;
	}
	return common * 2 >= words;
}

/* Whether a heading stands beside the headline; one in the crumbs has another headline below it. */
static bool
is_beside(const struct fields *fields, const struct block *block)
{
	uint32_t parent = block->element;
	for (int level = 0; level < BESIDE_LEVELS; level++)
		parent = fields->page->nodes[parent].parent;
	return fields->heading > parent && fields->heading < fields->page->nodes[parent].end;
}

static uint32_t
find_dek(const struct fields *fields, uint32_t heading_block, const char *headline)
{
	const struct blocks *blocks = fields->blocks;
	uint32_t heading =
		blocks->count; /* a smaller heading, where no line proves to be the dek */
	for (uint32_t b = heading_block + 1; b < blocks->count && b <= heading_block + DEK_BLOCKS;
		b++) {
		const struct block *block = &blocks->all[b];
		const char *text = block_text(fields->blocks, block).data;
		if ((block->marks & (BLOCK_HIDDEN | BLOCK_BUTTON | BLOCK_CAPTION)) != 0 ||
			block->words < DEK_LEAST_WORDS || block->words > DEK_MAX_WORDS ||
			block->link_words * 2 > block->words || headline_same(text, headline) ||
			is_cut(block_text(fields->blocks, block)))
			continue;
		unsigned marks = mark_above(fields, block->element, fields->page->body, 3);
		if ((marks & (MARK_BYLINE | MARK_CAPTION | MARK_DATE | MARK_CREDIT)) != 0 &&
			(marks & MARK_DEK) == 0)
			continue;
		if (is_other_line(fields, block))
			continue;
		bool first = is_first_paragraph(fields, b);
		if ((marks & MARK_DEK) != 0 && !first)
			return b;
		if (!first && is_description(fields, text))
			return b;
		if ((block->marks & BLOCK_HEADING) != 0 && b <= heading_block + 2 &&
			is_beside(fields, block) && !is_headline_again(slice_of(text), headline))
			heading = b;
		if ((block->marks & BLOCK_PROSE) != 0)
			break;
	}
	return heading;
}

/* A date, the outlet's own name or the headline once more is no kicker. */
static bool
is_kicker(const struct fields *fields, const char *text, const char *headline)
{
	struct date date;
	/* Crumbs lead there from the front page. */
	if (strstr(text, " / ") != NULL || strchr(text, '>') != NULL)
		return false;
	return !headline_same(text, headline) && !fields_is_outlet(fields, slice_of(text), true) &&
	       !date_find(slice_of(text), DATE_DAY_FIRST, 0, &date);
}

void
dek_read(struct fields *fields, struct article *out)
{
	const struct extract_rules *rules = fields->request->rules;
	uint32_t node, heading = fields->heading_block;
	const char *kicker = rules == NULL ? NULL : fields_ruled(fields, rules->kicker, &node);
	const char *dek = rules == NULL ? NULL : fields_ruled(fields, rules->dek, &fields->dek);
	if (kicker != NULL)
		out->kicker = kicker;
	else if (out->kicker == NULL && heading < fields->blocks->count)
		out->kicker = find_kicker(fields, heading);
	if (dek == NULL && heading < fields->blocks->count) {
		uint32_t b = find_dek(fields, heading, out->headline);
		if (b < fields->blocks->count) {
			dek = block_text(fields->blocks, &fields->blocks->all[b]).data;
			fields->dek = fields->blocks->all[b].element;
		}
	}
	if (out->kicker != NULL && !is_kicker(fields, out->kicker, out->headline))
		out->kicker = NULL;
	out->dek = dek;
	if (out->kicker != NULL && kicker != NULL)
		fields_explain(fields, "kicker: the outlet's rule %s", rules->kicker);
	else if (out->kicker != NULL)
		fields_explain(fields, "kicker: beside the headline");
	if (dek != NULL)
		fields_explain(fields, "dek: a line below the headline");
}
