/* Where a page names its authors: its signals, and the lines a reader sees. */
#include "extract/byline.h"

#include <string.h>

#include "extract/agency.h"
#include "extract/credit.h"
#include "extract/date.h"
#include "extract/line.h"
#include "extract/mark.h"

#define DATED_MAX_WORDS   20 /* of a line of name and date */
#define LINE_MAX_WORDS    40 /* of a line that may be a byline */
#define BLOCKS_AFTER_BODY 4
#define NEAR_NODES        400 /* an author's element so many nodes from the headline is the article's */
#define SEEN_MAX          8   /* names in lines; more are the people in a photo */
#define ALONE_BLOCKS      2   /* a line of names alone stands so near to the text */
#define ALONE_IN_TEXT     4   /* or among so many of its first */
#define ALONE_MAX         4   /* names on a line that has nothing else */
#define COMPLETE_MAX      6   /* a line that names more than so many others is a list of staff */
#define MARK_LEVELS       4   /* ancestors whose class may say "author" */
#define SIGN_MAX_BYTES    120 /* of the name of a desk */

#define COUNT(array)      (sizeof(array) / sizeof((array)[0]))

/*
 * Whether a name given beside an element is the article's: not far from its headline, not below its
 * text.
 */
static bool
is_near(const struct fields *fields, uint32_t node)
{
	if (node == 0 || fields->heading == 0)
		return true;
	uint32_t apart = node > fields->heading ? node - fields->heading : fields->heading - node;
	return apart <= NEAR_NODES ||
	       (fields->first != 0 && node > fields->heading && node < fields->first);
}

static void
read_signal_name(const struct fields *fields, const struct signal_name *name, struct byline *out)
{
	const char *agency = name->organization ? agency_of(slice_of(name->text)) : NULL;
	if (agency == NULL)
		byline_split(fields, name->text, name->person, out);
	else if (out->agency == NULL)
		out->agency = agency;
}

/* Names that one kind of signal gives: those below the text only where there are none above it. */
static void
read_signal(const struct fields *fields, enum signal signal, struct byline *out)
{
	const struct signals *signals = &fields->signals;
	for (int below = 0; below < 2 && out->count == 0; below++) {
		for (size_t i = 0; i < signals->name_count; i++) {
			const struct signal_name *name = &signals->names[i];
			bool is_below = fields->last != 0 && name->node > fields->last;
			if (name->signal == signal && is_below == (below == 1) &&
				is_near(fields, name->node))
				read_signal_name(fields, name, out);
		}
	}
}

/* Whether a part of a path that has `rest` behind its slash holds authors' pages: "author/ann-lee". */
static bool
opens_author(struct slice rest)
{
	static const char *const parts[] = { "author/", "authors/", "autor/", "autoren/",
		"autorin/", "autori/", "auteur/", "auteurs/", "autores/", "by/", "people/",
		"profile/", "profil/", "staff/", "journalist/", "journalists/", "reporter/",
		"contributor/", "contributors/", "firmas/", "penulis/", "yazar/", "yazarlar/",
		"person/", "redaktion/", "writers/", "columnist/", "signature/", "team/",
		"skribent/", "forfatter/" };
	for (size_t i = 0; i < COUNT(parts); i++)
		if (slice_starts(rest, slice_of(parts[i])))
			return true;
	return false;
}

static bool
is_author_link(const struct fields *fields, uint32_t link)
{
	struct slice href = page_attribute_raw(fields->page, link, ATTRIBUTE_HREF);
	struct slice rel = page_attribute_raw(fields->page, link, ATTRIBUTE_REL);
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
			(page->nodes[node].tag == TAG_A && is_author_link(fields, node)))
			byline_split(
				fields, page_text_folded(page, fields->arena, node), false, out);
	}
	/* A line that is one link opens before its first text. */
	for (uint32_t i = 0; i < block->link_count; i++) {
		const struct block_link *link = &fields->blocks->links[block->link + i];
		if (link->node < block->first && link->from < link->to &&
			is_author_link(fields, link->node))
			byline_split(fields,
				arena_strndup(fields->arena,
					block_text(fields->blocks, block).data + link->from,
					link->to - link->from),
				false, out);
	}
}

/* "Ann Lee | 05.04.2025 - 12:30": a name and a sign before a date. */
static void
read_dated(struct fields *fields, struct slice text, struct byline *out)
{
	struct date date;
	size_t to = byline_first(text).length;
	if (to == 0 || to >= text.length || !date_find(text, DATE_DAY_FIRST, 0, &date) ||
		date.start < to)
		return;
	byline_split(fields, arena_strndup(fields->arena, text.data, to), false, out);
}

/* One line near the text: names where it says that it is a byline. */
static void
read_line(struct fields *fields, const struct block *block, bool below, struct byline *out)
{
	const struct blocks *blocks = fields->blocks;
	struct slice text = block_text(blocks, block);
	size_t before = out->count;
	if ((block->marks & (BLOCK_HIDDEN | BLOCK_BUTTON | BLOCK_CAPTION)) != 0 ||
		block->words > LINE_MAX_WORDS || block->length > FIELDS_LINE_MAX_BYTES)
		return;
	unsigned marks = mark_above(
		fields, fields->page->nodes[block->first].parent, fields->page->body, MARK_LEVELS);
	bool marked = (marks & MARK_BYLINE) != 0 && (marks & (MARK_RELATED | MARK_CAPTION)) == 0;
	bool stopped = (block->marks & BLOCK_STOPPED) != 0 && block->words > 12;
	size_t lead = stopped ? LINE_NONE : byline_lead(text);
	if (lead != LINE_NONE) {
		byline_split(fields, text.data + lead, false, out);
	} else if (credit_is_sure(text.data)) {
		return;
	} else if (marked && !stopped && !below) {
		byline_split(fields, text.data, false, out);
	} else if (!below && (marks & MARK_RELATED) == 0) {
		read_parts(fields, block, out);
		if (out->count == before && block->link_words == 0 &&
			block->words <= DATED_MAX_WORDS)
			read_dated(fields, text, out);
	}
	if (out->count > before && fields->byline == 0)
		fields->byline = block->element;
}

/*
 * The lines a reader sees around headline and body: those below the headline before those above it.
 */
static void
read_lines(struct fields *fields, struct byline *out)
{
	const struct blocks *blocks = fields->blocks;
	uint32_t heading = fields->heading_block;
	for (uint32_t b = fields_line_first(fields); b < blocks->count;
		b = fields_line_next(fields, b))
		if (b > heading || heading == blocks->count)
			read_line(fields, &blocks->all[b], false, out);
	for (uint32_t b = fields_line_first(fields);
		b < heading && b < blocks->count && out->count == 0;
		b = fields_line_next(fields, b))
		read_line(fields, &blocks->all[b], false, out);
	if (out->count > 0 || fields->last == 0)
		return;
	uint32_t end = blocks_at(blocks, fields->last + 1);
	for (uint32_t b = end > 1 ? end - 1 : end;
		b < blocks->count && b < end + BLOCKS_AFTER_BODY && out->count == 0; b++)
		read_line(fields, &blocks->all[b], true, out);
}

/* A bold line of names and nothing else. */
static void
read_alone_line(struct fields *fields, const struct block *block, struct byline *out)
{
	struct slice text = block_text(fields->blocks, block);
	if ((block->marks & (BLOCK_HIDDEN | BLOCK_HEADING | BLOCK_BUTTON | BLOCK_CAPTION |
				    BLOCK_ITEM)) != 0 ||
		block->link_count > 0 || block->words < 2 || block->words > 3 * ALONE_MAX ||
		block->length > FIELDS_LINE_MAX_BYTES || line_has_digit(text) ||
		block->bold_words < block->words || (block->marks & BLOCK_STOPPED) != 0)
		return;
	struct byline *names = arena_zalloc(fields->arena, 1, sizeof(*names));
	byline_split(fields, text.data, false, names);
	size_t letters = 0;
	for (size_t i = 0; i < names->count; i++)
		letters += strlen(line_key(fields->arena, slice_of(names->names[i])));
	/* Whom the headline names is written about. */
	const char *headline = fields->headline == NULL ? "" : fields->headline;
	for (size_t i = 0; i < names->count; i++)
		if (line_find(slice_of(headline), 0, slice_of(names->names[i])) != LINE_NONE)
			return;
	if (names->count == 0 || names->count > ALONE_MAX ||
		letters * 10 < strlen(line_key(fields->arena, text)) * 9)
		return;
	*out = *names;
	fields->byline = block->element;
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
			read_alone_line(fields, &blocks->all[b], out);
	uint32_t end = blocks_at(blocks, fields->last + 1);
	for (uint32_t b = end > 0 ? end - 1 : 0; b < blocks->count && b <= end && out->count == 0;
		b++)
		read_alone_line(fields, &blocks->all[b], out);
}

void
byline_sign(struct fields *fields, struct article *out)
{
	const struct signals *signals = &fields->signals;
	if (out->byline_count > 0 || fields->agency_signs)
		return;
	for (size_t i = 0; i < signals->name_count; i++) {
		struct slice text = byline_bare(slice_of(signals->names[i].text));
		/* "Example Times, London": the name without its address. */
		size_t comma = line_find(text, 0, SLICE(", "));
		if (comma != LINE_NONE)
			text.length = comma;
		enum signal signal = signals->names[i].signal;
		if ((signal != SIGNAL_LD && signal != SIGNAL_META && signal != SIGNAL_ITEM &&
			    signal != SIGNAL_WEAK) ||
			text.length > SIGN_MAX_BYTES || text.length < 3 ||
			byline_is_address(text) || byline_is_nobody(text))
			continue;
		const char **names = arena_alloc(fields->arena, sizeof(*names));
		names[0] = arena_strndup(fields->arena, text.data, text.length);
		out->byline = names;
		out->byline_count = 1;
		fields_explain(
			fields, "byline: nobody named, signed so by %s", signal_name(signal));
		return;
	}
}

/*
 * Shorthands of names stand beside them in some signals: "Ann Lee (ale)". They go where a name is
 * there, too.
 */
static void
drop_handles(struct byline *out)
{
	size_t kept = 0;
	for (size_t i = 0; i < out->count; i++)
		if (line_tokens(slice_of(out->names[i])) > 1 ||
			line_is_caseless(slice_of(out->names[i])))
			kept++;
	if (kept == 0 || kept == out->count)
		return;
	kept = 0;
	for (size_t i = 0; i < out->count; i++) {
		struct slice name = slice_of(out->names[i]);
		if (!byline_is_handle(name))
			out->names[kept++] = out->names[i];
	}
	out->count = kept;
}

static bool
has_name(struct arena *arena, const struct byline *byline, const char *name)
{
	const char *key = line_key(arena, slice_of(name));
	for (size_t i = 0; i < byline->count; i++)
		if (strcmp(line_key(arena, slice_of(byline->names[i])), key) == 0)
			return true;
	return false;
}

/* Takes the names of `seen` where they are those of `byline` and more. */
static bool
outdo(const struct fields *fields, const struct byline *seen, struct byline *byline)
{
	if (seen->count <= byline->count || seen->count > byline->count + COMPLETE_MAX)
		return false;
	for (size_t i = 0; i < byline->count; i++)
		if (!has_name(fields->arena, seen, byline->names[i]))
			return false;
	memcpy(byline->names, seen->names, seen->count * sizeof(seen->names[0]));
	byline->count = seen->count;
	return true;
}

/*
 * Signals may name one author of several: elements named so, or the line a reader sees, count where
 * they name these and more.
 */
static void
complete(struct fields *fields, struct byline *byline)
{
	const struct blocks *blocks = fields->blocks;
	struct byline *seen = arena_zalloc(fields->arena, 1, sizeof(*seen));
	read_signal(fields, SIGNAL_ITEM, seen);
	if (outdo(fields, seen, byline))
		return;
	seen->count = 0;
	read_signal(fields, SIGNAL_REL, seen);
	if (outdo(fields, seen, byline))
		return;
	for (uint32_t b = fields_line_first(fields); b < blocks->count;
		b = fields_line_next(fields, b)) {
		seen->count = 0;
		read_line(fields, &blocks->all[b], false, seen);
		if (outdo(fields, seen, byline))
			return;
	}
}

void
byline_read(struct fields *fields, struct article *out)
{
	static const enum signal order[] = { SIGNAL_LD, SIGNAL_META, SIGNAL_ITEM, SIGNAL_WEAK,
		SIGNAL_REL };
	const struct extract_rules *rules = fields->request->rules;
	struct byline *byline = arena_zalloc(fields->arena, 1, sizeof(*byline));
	const char *ruled =
		rules == NULL ? NULL : fields_ruled(fields, rules->byline, &fields->byline);
	enum signal by = SIGNAL_RULE;
	if (ruled != NULL)
		byline_split(fields, ruled, true, byline);
	for (size_t i = 0; ruled == NULL && i < COUNT(order) && byline->count == 0; i++) {
		by = order[i];
		read_signal(fields, order[i], byline);
	}
	if (ruled == NULL && byline->count == 0) {
		by = SIGNAL_TEXT;
		read_lines(fields, byline);
		if (byline->count > SEEN_MAX)
			byline->count = 0;
		if (byline->count == 0)
			read_alone(fields, byline);
	} else if (ruled == NULL) {
		drop_handles(byline);
		complete(fields, byline);
	}
	if (out->agency == NULL)
		out->agency = byline->agency;
	fields->agency_signs = byline->agency != NULL;
	out->byline = byline->names;
	out->byline_count = byline->count;
	if (byline->count > 0 && by == SIGNAL_RULE)
		fields_explain(fields, "byline: the outlet's rule %s", rules->byline);
	else if (byline->count > 0)
		fields_explain(fields, "byline: %s", signal_name(by));
}
