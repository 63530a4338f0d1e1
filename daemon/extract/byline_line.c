/* The bylines that readers see: lines about the headline, and names alone near the text. */
#include "extract/byline.h"

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
#define ALONE_BLOCKS      2  /* a line of names alone stands so near to the text */
#define ALONE_IN_TEXT     4  /* or among so many of its first */
#define ALONE_MAX         4  /* names on a line that has nothing else */
#define ALONE_MAX_WORDS   12 /* of names, and what their bearers are */
#define WORD_LEAST_BYTES  4  /* of a name's word that the headline has */
#define LED_MAX           12 /* lines of a name each, under a line that says "By" */
#define BESIDE            2  /* lines between a name and the date or work that proves it */
#define BESIDE_MAX_WORDS  12 /* of a line of a date */
#define WORK_MAX_WORDS    6  /* of a line of someone's work */
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
		if (slice_starts(rest, parts[i]))
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
		if (opens_author(line_part(href, slash + 1, href.length)))
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

/* Whether the headline has a word of one of the names: whom it names is written about. */
static bool
is_written_about(const struct fields *fields, const struct byline *names)
{
	struct slice headline = slice_of(fields->headline == NULL ? "" : fields->headline);
	for (size_t i = 0; i < names->count; i++) {
		struct slice name = slice_of(names->names[i]);
		for (size_t at = 0; at < name.length;) {
			size_t end = line_word_end(name, at);
			if (end - at >= WORD_LEAST_BYTES &&
				line_find(headline, 0, line_part(name, at, end)) != LINE_NONE)
				return true;
			line_at(name, end, &at);
		}
	}
	return false;
}

/*
 * The names in a text that is nothing but names and what their bearers are: "Ann Lee", "Ann Lee,
 * political editor". NULL where it is something else.
 */
static struct byline *
names_alone(const struct fields *fields, const char *text)
{
	struct byline *names = arena_zalloc(fields->arena, 1, sizeof(*names));
	size_t letters = 0;
	byline_split(fields, text, false, names);
	if (text[0] == '\0' || text[strlen(text) - 1] == ':' || names->count == 0 ||
		names->count > ALONE_MAX || is_written_about(fields, names))
		return NULL;
	for (size_t i = 0; i < names->count; i++)
		letters += strlen(line_key(fields->arena, slice_of(names->names[i])));
	if (letters * 10 >= strlen(line_key(fields->arena, slice_of(text))) * 9)
		return names;
	struct slice first = slice_of(names->names[0]);
	return slice_starts(slice_of(text), first) && byline_has_role(line_part(slice_of(text),
							      first.length, strlen(text)))
		       ? names
		       : NULL;
}

static void
take(struct fields *fields, const struct block *block, const struct byline *names,
	struct byline *out)
{
	if (names == NULL)
		return;
	for (size_t i = 0; i < names->count; i++)
		byline_split(fields, names->names[i], false, out);
	if (fields->byline == 0)
		fields->byline = block->element;
}

/* "Ann Lee | 05.04.2025 - 12:30": names before a date. */
static void
read_dated(struct fields *fields, const struct block *block, const char *text, struct byline *out)
{
	struct date date;
	if (block->words > DATED_MAX_WORDS ||
		!date_find(slice_of(text), DATE_DAY_FIRST, 0, &date) || date.start == 0)
		return;
	struct slice before = line_part(slice_of(text), 0, date.start);
	size_t to = byline_first(before).length;
	if (block->link_words == 0 && to > 0 && to < before.length) {
		byline_split(fields, arena_strndup(fields->arena, text, to), false, out);
		return;
	}
	/* Above the headline, sections and tags stand so. */
	if (fields->heading != 0 && block->first < fields->heading)
		return;
	before = line_trim(before, ",|-–—·•:(");
	take(fields, block,
		names_alone(fields, arena_strndup(fields->arena, before.data, before.length)), out);
}

/* What the names of the elements about a line say; a card between headline and text is the author's. */
static unsigned
marks_about(const struct fields *fields, uint32_t b)
{
	const struct block *block = &fields->blocks->all[b];
	unsigned marks = mark_above(
		fields, fields->page->nodes[block->first].parent, fields->page->body, MARK_LEVELS);
	bool between = b > fields->heading_block && b < fields->text_block &&
		       (block->marks & (BLOCK_LIST | BLOCK_LINKED_BOX)) == 0;
	return between && (marks & MARK_BYLINE) != 0 ? marks & ~(unsigned)MARK_RELATED : marks;
}

/* One line near the text: names where it says that it is a byline. below: it stands under the text. */
static void
read_line(struct fields *fields, uint32_t b, bool below, struct byline *out)
{
	const struct block *block = &fields->blocks->all[b];
	size_t before = out->count;
	if ((block->marks & (BLOCK_HIDDEN | BLOCK_CAPTION)) != 0 || block->words > LINE_MAX_WORDS ||
		block->length > FIELDS_LINE_MAX_BYTES)
		return;
	const char *text = seam_text(fields, block);
	unsigned marks = marks_about(fields, b);
	bool marked = (marks & MARK_BYLINE) != 0 && (marks & (MARK_RELATED | MARK_CAPTION)) == 0;
	bool stopped = (block->marks & BLOCK_STOPPED) != 0 && block->words > 12;
	size_t lead = stopped ? LINE_NONE : byline_lead(slice_of(text));
	if (lead != LINE_NONE)
		byline_split(fields, text + lead, false, out);
	else if ((block->marks & (BLOCK_BUTTON | BLOCK_QUOTE)) != 0 || credit_is_photo(text))
		return; /* under a quotation stands who said it */
	else if (marked && !stopped && !below)
		byline_split(fields, text, false, out);
	else if (marked && below)
		take(fields, block, names_alone(fields, text), out);
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
		const struct byline *names = names_alone(fields, text);
		if (names != NULL)
			take(fields, block, names, out);
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

/* Whether a line shows a date, or what someone does, as lines beside an author's name do. */
static bool
is_proof(const struct fields *fields, uint32_t b)
{
	struct date date;
	if (b <= fields->heading_block || b >= fields->blocks->count)
		return false;
	const struct block *block = &fields->blocks->all[b];
	struct slice text = block_text(fields->blocks, block);
	if ((block->marks & (BLOCK_HIDDEN | BLOCK_BUTTON | BLOCK_CAPTION)) != 0)
		return false;
	if (block->words <= WORK_MAX_WORDS && byline_has_role(text))
		return true;
	return block->words <= BESIDE_MAX_WORDS && date_find(text, DATE_DAY_FIRST, 0, &date);
}

/* Whether a link's address ends in the name that it shows: ann-lee of "Ann Lee". */
static bool
is_named_link(const struct fields *fields, const struct block *block, const struct block_link *link)
{
	struct slice text = line_part(block_text(fields->blocks, block), link->from, link->to);
	struct slice href = page_attribute_raw(fields->page, link->node, ATTRIBUTE_HREF);
	const char *end = href.length == 0 ? NULL : memrchr(href.data, '/', href.length - 1);
	if (end == NULL || line_tokens(text) < 2)
		return false;
	struct slice slug = line_part(href, (size_t)(end - href.data), href.length);
	return strstr(line_key(fields->arena, slug), line_key(fields->arena, text)) != NULL;
}

/* The names in a line that has nothing else, but for links that lead elsewhere than to authors. */
static const struct byline *
names_in(const struct fields *fields, const struct block *block)
{
	if ((block->marks & (BLOCK_HIDDEN | BLOCK_HEADING | BLOCK_BUTTON | BLOCK_CAPTION |
				    BLOCK_STOPPED)) != 0 ||
		block->words < 2 || block->words > ALONE_MAX_WORDS ||
		block->length > FIELDS_LINE_MAX_BYTES ||
		line_has_digit(block_text(fields->blocks, block)))
		return NULL;
	for (uint32_t i = 0; i < block->link_count; i++) {
		const struct block_link *link = &fields->blocks->links[block->link + i];
		if (!byline_is_author_link(fields->page, link->node) &&
			!is_named_link(fields, block, link))
			return NULL;
	}
	const char *text = seam_text(fields, block);
	/* Without capitals any short line looks like a name. */
	if (credit_is_sure(text) ||
		(line_is_caseless(slice_of(text)) && !byline_has_role(slice_of(text))))
		return NULL;
	return names_alone(fields, text);
}

/* Names alone between headline and text, where a date or their bearers' work stands beside them. */
static void
read_beside(struct fields *fields, struct byline *out)
{
	const struct blocks *blocks = fields->blocks;
	uint32_t heading = fields->heading_block;
	for (uint32_t b = fields_line_first(fields); b < blocks->count && out->count == 0;
		b = fields_line_next(fields, b)) {
		if (b <= heading ||
			(marks_about(fields, b) & (MARK_RELATED | MARK_CAPTION | MARK_CREDIT)) != 0)
			continue;
		const struct byline *names = names_in(fields, &blocks->all[b]);
		for (uint32_t by = 1; names != NULL && by <= BESIDE; by++) {
			if (!is_proof(fields, b + by) && !is_proof(fields, b - by))
				continue;
			take(fields, &blocks->all[b], names, out);
			break;
		}
	}
}

/* A bold line of names and nothing else. */
static void
read_bold(struct fields *fields, const struct block *block, struct byline *out)
{
	if (block->link_count == 0 && (block->marks & BLOCK_ITEM) == 0 &&
		block->bold_words == block->words)
		take(fields, block, names_in(fields, block), out);
}

/* Papers without a "by" print the name alone, over the first paragraph or under the last. */
static void
read_alone(struct fields *fields, struct byline *out)
{
	const struct blocks *blocks = fields->blocks;
	uint32_t first = fields_first_block(fields);
	if (first >= blocks->count)
		return;
	for (uint32_t b = first > ALONE_BLOCKS ? first - ALONE_BLOCKS : 0;
		b < first + ALONE_IN_TEXT && b < blocks->count && out->count == 0; b++)
		if (b != fields->heading_block)
			read_bold(fields, &blocks->all[b], out);
	uint32_t end = blocks_at(blocks, fields->last + 1);
	for (uint32_t b = end > 0 ? end - 1 : 0; b < blocks->count && b <= end && out->count == 0;
		b++)
		read_bold(fields, &blocks->all[b], out);
}

void
byline_read_lines(struct fields *fields, struct byline *out)
{
	read_bylines(fields, out);
	if (out->count > SEEN_MAX)
		out->count = 0;
	if (out->count == 0)
		read_beside(fields, out);
	if (out->count == 0)
		read_alone(fields, out);
}
