/*
 * Names that stand alone, without a word for "by": beside a date or what their bearers do, in bold
 * over the text or under it.
 */
#include "extract/bylinework.h"

#include <string.h>

#include "base/clock.h"
#include "extract/ago.h"
#include "extract/agency.h"
#include "extract/credit.h"
#include "extract/date.h"
#include "extract/label.h"
#include "extract/line.h"
#include "extract/mark.h"
#include "extract/place.h"
#include "extract/seam.h"

#define ALONE_BLOCKS       2   /* a line of names alone stands so near to the text */
#define ALONE_IN_TEXT      4   /* or among so many of its first */
#define ALONE_MAX          4   /* names on a line that has nothing else */
#define ALONE_MAX_WORDS    12  /* of names, and what their bearers are */
#define WORD_LEAST_BYTES   4   /* of a name's word that the headline has */
#define BESIDE             2   /* lines between a name and the date or work that proves it */
#define INITIALS_MAX_BYTES 5   /* of an agency nobody knows: "QTN" */
#define NEIGHBOURS_MAX     8   /* lines of a name each */
#define BESIDE_MAX_WORDS   12  /* of a line of a date */
#define WORK_MAX_WORDS     6   /* of a line of someone's work */
#define LAST_MAX_WORDS     4   /* of a name that stands alone under the text */
#define SLUG_MAX_BYTES     300 /* of an address that ends in a name */

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

/* Letters of the parts of a line that name where and for whom: "Ann Lee / ANKARA, (QTN)". */
static size_t
known_letters(const struct fields *fields, struct slice text)
{
	size_t letters = 0;
	while (text.length > 0) {
		struct slice first = byline_first(text), part = line_trim(first, ":.-–—");
		bool initials = part.length <= INITIALS_MAX_BYTES && line_is_capitals(part);
		if (initials || agency_of(part) != NULL || place_group(part) != 0 ||
			byline_is_desk(part) || fields_is_outlet(fields, part, true))
			letters += strlen(line_key(fields->arena, part));
		size_t next;
		line_at(text, first.length, &next);
		text = line_part(text, next, text.length);
	}
	return letters;
}

struct byline *
byline_names_alone(const struct fields *fields, const char *text)
{
	struct byline *names = arena_zalloc(fields->arena, 1, sizeof(*names));
	size_t letters = 0;
	byline_split(fields, text, false, names);
	if (text[0] == '\0' || text[strlen(text) - 1] == ':' || names->count == 0 ||
		names->count > ALONE_MAX || is_written_about(fields, names))
		return NULL;
	for (size_t i = 0; i < names->count; i++)
		letters += strlen(line_key(fields->arena, slice_of(names->names[i])));
	letters += known_letters(fields, slice_of(text));
	if (letters * 10 >= strlen(line_key(fields->arena, slice_of(text))) * 9)
		return names;
	struct slice first = slice_of(names->names[0]);
	return slice_starts(slice_of(text), first) && byline_has_role(line_part(slice_of(text),
							      first.length, strlen(text)))
		       ? names
		       : NULL;
}

void
byline_take(struct fields *fields, const struct block *block, const struct byline *names,
	struct byline *out)
{
	if (names == NULL)
		return;
	for (size_t i = 0; i < names->count; i++)
		byline_split(fields, names->names[i], false, out);
	if (fields->byline == 0)
		fields->byline = block->element;
}

bool
byline_find_date(const struct fields *fields, struct slice text, struct date *date)
{
	const struct extract_request *request = fields->request;
	return date_find(text, DATE_DAY_FIRST, 0, date) ||
	       (request->crawled != CLOCK_NEVER && !line_is_caseless(text) &&
		       ago_find(text, request->crawled, request->timezone, date));
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
	return block->words <= BESIDE_MAX_WORDS && byline_find_date(fields, text, &date);
}

/*
 * Whether the front of an address spells a name, whose letters with accents are written there with
 * one letter or two: "akesson", "aakesson" of "åkesson".
 */
static bool
spells(const char *key, const char *name)
{
	struct slice letters = slice_of(name);
	for (size_t at = 0; at < letters.length;) {
		uint32_t point = line_at(letters, at, &at);
		if (*key == '\0' || (point < 0x80 && point != (unsigned char)*key))
			return false;
		key++;
		size_t next;
		uint32_t after = line_at(letters, at, &next);
		if (point >= 0x80 && *key != '\0' && after < 0x80 && after != (unsigned char)*key)
			key++;
	}
	return true;
}

bool
byline_is_named_link(
	const struct fields *fields, const struct block *block, const struct block_link *link)
{
	struct slice text = line_part(block_text(fields->blocks, block), link->from, link->to);
	struct slice href = page_attribute_raw(fields->page, link->node, ATTRIBUTE_HREF);
	const char *end = href.length == 0 ? NULL : memrchr(href.data, '/', href.length - 1);
	if (end == NULL || line_tokens(text) < 2)
		return false;
	struct slice slug = line_part(href, (size_t)(end - href.data), href.length);
	if (slug.length > SLUG_MAX_BYTES)
		return false;
	const char *key = line_key(fields->arena, slug), *name = line_key(fields->arena, text);
	for (; *key != '\0'; key++)
		if (spells(key, name))
			return true;
	return false;
}

static bool
is_mail_link(const struct page *page, uint32_t link)
{
	return slice_starts(page_attribute_raw(page, link, ATTRIBUTE_HREF), SLICE("mailto:"));
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
			!byline_is_named_link(fields, block, link) &&
			!is_mail_link(fields->page, link->node))
			return NULL;
	}
	const char *text = seam_text(fields, block);
	/* Without capitals any short line looks like a name. */
	if (credit_is_sure(text) ||
		(line_is_caseless(slice_of(text)) && !byline_has_role(slice_of(text))))
		return NULL;
	return byline_names_alone(fields, text);
}

/* Whether a date stands beside a line, or what someone does. */
static bool
is_proven(const struct fields *fields, uint32_t b)
{
	for (uint32_t by = 1; by <= BESIDE; by++)
		if (is_proof(fields, b + by) || is_proof(fields, b - by))
			return true;
	return false;
}

void
byline_read_beside(struct fields *fields, struct byline *out)
{
	const struct blocks *blocks = fields->blocks;
	uint32_t heading = fields->heading_block;
	for (uint32_t b = fields_line_first(fields); b < blocks->count && out->count == 0;
		b = fields_line_next(fields, b)) {
		if (b <= heading || (byline_marks_about(fields, b) &
					    (MARK_RELATED | MARK_CAPTION | MARK_CREDIT)) != 0)
			continue;
		const struct byline *names = names_in(fields, &blocks->all[b]);
		if (names == NULL || !is_proven(fields, b))
			continue;
		/* More such lines may follow, a name each. */
		for (uint32_t n = b; names != NULL && n < b + NEIGHBOURS_MAX; n++) {
			byline_take(fields, &blocks->all[n], names, out);
			names = n + 1 < blocks->count ? names_in(fields, &blocks->all[n + 1])
						      : NULL;
		}
	}
}

/* A bold line of names and nothing else. */
static void
read_bold(struct fields *fields, const struct block *block, struct byline *out)
{
	if (block->link_count == 0 && (block->marks & BLOCK_ITEM) == 0 &&
		block->bold_words == block->words)
		byline_take(fields, block, names_in(fields, block), out);
}

/* Whether a word stands in the text, but for the block `but`. */
static bool
is_in_text(const struct fields *fields, struct slice word, uint32_t but)
{
	const struct blocks *blocks = fields->blocks;
	for (uint32_t b = fields_first_block(fields);
		b < blocks->count && blocks->all[b].first <= fields->last; b++)
		if (b != but && slice_find(block_text(blocks, &blocks->all[b]), word) != NULL)
			return true;
	return false;
}

/* A line of one name under the text: of somebody of whom the text does not speak. */
static void
read_last(struct fields *fields, uint32_t b, struct byline *out)
{
	const struct block *block = &fields->blocks->all[b];
	const struct byline *names =
		block->link_count > 0 ||
				(block->marks & (BLOCK_ITEM | BLOCK_LIST | BLOCK_CELL)) != 0
			? NULL
			: names_in(fields, block);
	if (names == NULL || names->count != 1)
		return;
	struct slice name = slice_of(names->names[0]), text = block_text(fields->blocks, block);
	const char *blank = memrchr(name.data, ' ', name.length);
	size_t next;
	/* "Your Ann" ends a letter. */
	if (blank == NULL || line_tokens(text) > LAST_MAX_WORDS ||
		byline_word_group(byline_token(text, 0, &next)) == BYLINE_ARTICLE ||
		label_kind(label_read(text)) != 0 ||
		is_in_text(
			fields, line_part(name, (size_t)(blank + 1 - name.data), name.length), b))
		return;
	byline_take(fields, block, names, out);
}

void
byline_read_alone(struct fields *fields, struct byline *out)
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
		b++) {
		read_bold(fields, &blocks->all[b], out);
		if (out->count == 0)
			read_last(fields, b, out);
	}
}
