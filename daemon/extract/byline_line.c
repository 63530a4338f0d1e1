/* The bylines that readers see: lines about the headline, and names alone near the text. */
#include "extract/bylinework.h"

#include <string.h>

#include "extract/credit.h"
#include "extract/date.h"
#include "extract/line.h"
#include "extract/mark.h"
#include "extract/seam.h"

#define DATED_MAX_WORDS   20 /* of a line of name and date */
#define LINE_MAX_WORDS    40 /* of a line that may be a byline */
#define BLOCKS_AFTER_BODY 4
#define SEEN_MAX          8  /* names in lines; more are the people in a photo */
#define ALONE_MAX_WORDS   12 /* of names, and what their bearers are */
#define LED_MAX           12 /* lines of a name each, under a line that says "By" */
#define MARK_LEVELS       4  /* ancestors whose class may say "author" */

#define COUNT(array)      (sizeof(array) / sizeof((array)[0]))

/* Whether a part of a path that has `rest` behind its slash holds authors' pages: "author/ann-lee". */
static bool
opens_author(struct slice rest)
{
	static const struct slice parts[] = { { "author/", 7 }, { "authors/", 8 }, { "autor/", 6 },
		{ "autoren/", 8 }, { "autorin/", 8 }, { "autori/", 7 }, { "auteur/", 7 },
		{ "auteurs/", 8 }, { "autores/", 8 }, { "by/", 3 }, { "people/", 7 },
		{ "profile/", 8 }, { "profil/", 7 }, { "staff/", 6 }, { "journalist/", 11 },
		{ "journalists/", 12 }, { "reporter/", 9 }, { "contributor/", 12 },
		{ "contributors/", 13 }, { "firmas/", 7 }, { "penulis/", 8 }, { "yazar/", 6 },
		{ "yazarlar/", 9 }, { "person/", 7 }, { "redaktion/", 10 }, { "writers/", 8 },
		{ "columnist/", 10 }, { "signature/", 10 }, { "team/", 5 }, { "skribent/", 9 },
		{ "forfatter/", 10 } };
	for (size_t i = 0; i < COUNT(parts); i++)
		if (rest.data[0] == parts[i].data[0] && slice_starts(rest, parts[i]))
			return true;
	return false;
}

bool
byline_is_author_link(const struct page *page, uint32_t link)
{
	struct slice href = page_attribute_raw(page, link, ATTRIBUTE_HREF);
	struct slice rel = page_attribute_raw(page, link, ATTRIBUTE_REL);
	if (slice_find(rel, SLICE("author")) != NULL)
		return true;
	for (size_t slash = line_find(href, 0, SLICE("/")); slash != LINE_NONE;
		slash = line_find(href, slash + 1, SLICE("/")))
		if (slash + 1 < href.length &&
			opens_author(line_part(href, slash + 1, href.length)))
			return true;
	return false;
}

/* Elements and links inside a line that are named an author's. */
static void
read_parts(struct fields *fields, const struct block *block, struct byline *out)
{
	const struct page *page = fields->page;
	for (uint32_t node = block->first; node <= block->last; node++) {
		if (page->nodes[node].tag == TAG_TEXT || page->nodes[node].attribute_count == 0 ||
			page->nodes[node].end > block->last + 1)
			continue;
		if ((mark_of(fields, node) & (MARK_BYLINE | MARK_RELATED)) == MARK_BYLINE ||
			(page->nodes[node].tag == TAG_A &&
				byline_is_author_link(fields->page, node)))
			byline_split(
				fields, page_text_folded(page, fields->arena, node), false, out);
	}
	/* A line that is one link opens before its first text. */
	for (uint32_t i = 0; i < block->link_count; i++) {
		const struct block_link *link = &fields->blocks->links[block->link + i];
		if (link->node < block->first && link->from < link->to &&
			byline_is_author_link(fields->page, link->node))
			byline_split(fields,
				arena_strndup(fields->arena,
					block_text(fields->blocks, block).data + link->from,
					link->to - link->from),
				false, out);
	}
}

/*
 * Where in a line a date begins, by the calendar or by the clock on the wall, or the minutes that
 * it takes to read, and the words before it that say so: "Ann Lee Published 4 months ago". 0: it
 * does nowhere.
 */
static size_t
names_end(const struct fields *fields, struct slice text)
{
	struct date date;
	bool dated = byline_find_date(fields, text, &date);
	size_t next, end = dated ? date.start : 0;
	for (size_t at = 0; at < text.length; at = next) {
		int group = 0;
		struct slice token = byline_token(text, at, &next);
		if (dated && at >= date.start)
			break;
		bool stop = byline_lead_length(token, &group) == token.length && group == LEAD_STOP;
		if (stop && dated)
			return at;
		if (!dated && line_has_digit(token)) {
			size_t after;
			struct slice unit = byline_token(text, next, &after);
			stop = byline_lead_length(unit, &group) == unit.length &&
			       group == LEAD_STOP;
			return stop ? at : 0;
		}
	}
	return end;
}

/* Whether a block's one link opens it and names an author. Without links there is no array. */
static bool
is_named_link_alone(const struct fields *fields, const struct block *block)
{
	if (block->link_count != 1)
		return false;
	const struct block_link *link = &fields->blocks->links[block->link];
	return link->from == 0 && byline_is_named_link(fields, block, link);
}

/* "Ann Lee | 05.04.2025 - 12:30": names before a date. */
static void
read_dated(struct fields *fields, const struct block *block, const char *text, struct byline *out)
{
	size_t end = names_end(fields, slice_of(text));
	if (block->words > DATED_MAX_WORDS || end == 0)
		return;
	struct slice before = line_part(slice_of(text), 0, end);
	size_t to = byline_first(before).length;
	if ((block->link_words == 0 || is_named_link_alone(fields, block)) && to > 0 &&
		to < before.length) {
		byline_split(fields, arena_strndup(fields->arena, text, to), false, out);
		return;
	}
	/* Above the headline, sections and tags stand so. */
	if (fields->heading != 0 && block->first < fields->heading)
		return;
	before = line_trim(before, ",|-–—·•:(");
	byline_take(fields, block,
		byline_names_alone(
			fields, arena_strndup(fields->arena, before.data, before.length)),
		out);
}

unsigned
byline_marks_about(const struct fields *fields, uint32_t b)
{
	const struct block *block = &fields->blocks->all[b];
	unsigned marks = mark_above(
		fields, fields->page->nodes[block->first].parent, fields->page->body, MARK_LEVELS);
	bool between = b > fields->heading_block && b < fields->text_block &&
		       (block->marks & (BLOCK_LIST | BLOCK_LINKED_BOX)) == 0;
	return between && (marks & MARK_BYLINE) != 0 ? marks & ~(unsigned)MARK_RELATED : marks;
}

/* Whether a line stands in an `address`: a figure of the author has one for a caption. */
static bool
is_in_address(const struct page *page, const struct block *block)
{
	uint32_t node = page->nodes[block->first].parent;
	for (int level = 0; level < MARK_LEVELS && node != 0; level++) {
		if (page->nodes[node].tag == TAG_ADDRESS)
			return true;
		node = page->nodes[node].parent;
	}
	return false;
}

/* "- Ann Lee" */
static bool
is_signed(struct slice text)
{
	size_t next;
	uint32_t first = line_at(text, 0, &next);
	return first == '-' || first == 0x2013 || first == 0x2014;
}

/* One line near the text: names where it says that it is a byline. below: it stands under the text. */
static void
read_line(struct fields *fields, uint32_t b, bool below, struct byline *out)
{
	const struct block *block = &fields->blocks->all[b];
	size_t before = out->count;
	bool caption = (block->marks & BLOCK_CAPTION) != 0 && !is_in_address(fields->page, block);
	if ((block->marks & BLOCK_HIDDEN) != 0 || caption || block->words > LINE_MAX_WORDS ||
		block->length > FIELDS_LINE_MAX_BYTES)
		return;
	const char *text = seam_text(fields, block);
	unsigned marks = byline_marks_about(fields, b);
	bool marked = (marks & MARK_BYLINE) != 0 && (marks & (MARK_RELATED | MARK_CAPTION)) == 0;
	bool stopped = (block->marks & BLOCK_STOPPED) != 0 && block->words > 12;
	/* A card below the text has a byline, too. */
	if (below && fields_is_another(fields, block->first))
		return;
	size_t lead = stopped ? LINE_NONE : byline_lead(slice_of(text));
	if (lead != LINE_NONE)
		byline_split(fields, text + lead, false, out);
	else if ((block->marks & (BLOCK_BUTTON | BLOCK_QUOTE)) != 0 || credit_is_photo(text))
		return; /* under a quotation stands who said it */
	else if (marked && !stopped && !below)
		byline_split(fields, text, false, out);
	else if (below && (marked || byline_has_role(slice_of(text)) || is_signed(slice_of(text))))
		byline_take(fields, block, byline_names_alone(fields, text), out);
	else if (!below && (marks & MARK_RELATED) == 0 && !credit_is_sure(text)) {
		read_parts(fields, block, out);
		if (out->count == before)
			read_dated(fields, block, text, out);
	}
	if (out->count > before && fields->byline == 0)
		fields->byline = block->element;
}

void
byline_read_line(struct fields *fields, uint32_t b, struct byline *out)
{
	read_line(fields, b, false, out);
}

/* "By" on a line of its own: the lines after it have a name each, or several. */
static void
read_led(struct fields *fields, uint32_t lead, struct byline *out)
{
	const struct blocks *blocks = fields->blocks;
	for (uint32_t b = lead + 1; b < blocks->count && b <= lead + LED_MAX; b++) {
		const struct block *block = &blocks->all[b];
		if (block->letters == 0)
			continue;
		if (block->words > ALONE_MAX_WORDS || (block->marks & BLOCK_STOPPED) != 0)
			return;
		const char *text = seam_text(fields, block);
		const struct byline *names = byline_names_alone(fields, text);
		if (names != NULL)
			byline_take(fields, block, names, out);
		else if (!byline_has_role(slice_of(text)))
			return;
	}
}

/*
 * The lines a reader sees around headline and body: those below the headline before those above it.
 */
static void
read_bylines(struct fields *fields, struct byline *out)
{
	const struct blocks *blocks = fields->blocks;
	uint32_t heading = fields->heading_block;
	for (uint32_t b = fields_line_first(fields); b < blocks->count;
		b = fields_line_next(fields, b)) {
		if (b < heading && heading != blocks->count)
			continue;
		if (byline_is_lead(block_text(blocks, &blocks->all[b])))
			read_led(fields, b, out);
		read_line(fields, b, false, out);
	}
	for (uint32_t b = fields_line_first(fields);
		b < heading && b < blocks->count && out->count == 0;
		b = fields_line_next(fields, b))
		read_line(fields, b, false, out);
	if (out->count > 0 || fields->last == 0)
		return;
	uint32_t end = blocks_at(blocks, fields->last + 1);
	for (uint32_t b = end > 1 ? end - 1 : end;
		b < blocks->count && b < end + BLOCKS_AFTER_BODY && out->count == 0; b++)
		read_line(fields, b, true, out);
}

void
byline_read_lines(struct fields *fields, struct byline *out)
{
	read_bylines(fields, out);
	if (out->count > SEEN_MAX)
		out->count = 0;
	if (out->count == 0)
		byline_read_beside(fields, out);
	if (out->count == 0)
		byline_read_alone(fields, out);
}
