/* Who wrote it: texts that name authors, cut into names of persons. */
#include "extract/byline.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/text.h"
#include "extract/agency.h"
#include "extract/credit.h"
#include "extract/date.h"
#include "extract/line.h"
#include "extract/mark.h"
#include "words/byline-leads.h"
#include "words/byline-words.h"
#include "words/places.h"

#define TEXT_MAX_BYTES    600 /* of a byline; longer ones are biographies */
#define NAME_MAX_TOKENS   6   /* "María de los Ángeles Fernández Ruiz" */
#define NAME_MAX_BYTES    120
#define LEAD_MAX_WORDS    5
#define CJK_NAME_LEAST    2 /* characters */
#define CJK_NAME_MOST     6
#define DATED_MAX_WORDS   12 /* of a line of name and date */
#define LINE_MAX_WORDS    40 /* of a line that may be a byline */
#define BLOCKS_AFTER_BODY 4
#define NEAR_NODES        400 /* an author's element so many nodes from the headline is the article's */
#define HANDLE_MAX_BYTES  5 /* of a shorthand */
#define SEEN_MAX          8 /* names in lines; more are the people in a photo */
#define ALONE_BLOCKS      2 /* a line of names alone stands so near to the text */
#define ALONE_IN_TEXT     4 /* or among so many of its first */
#define ALONE_MAX         4 /* names on a line that has nothing else */
#define COMPLETE_MAX      6 /* a line that names more than so many others is a list of staff */
#define MARK_LEVELS       4 /* ancestors whose class may say "author" */

#define COUNT(array)      (sizeof(array) / sizeof((array)[0]))

/* A name in the making. */
struct name {
	size_t from, to; /* bytes of the part */
	size_t tokens;
	size_t capitals; /* tokens that begin as names do */
};

struct split {
	const struct fields *fields;
	struct byline *out;
	bool trusted; /* a signal says that this names persons: one word may be a name, small letters too */
};

static int
word_group(struct slice token)
{
	char lower[BYLINE_WORDS_LONGEST + 8];
	token = line_trim(token, ".,:;");
	if (token.length == 0 || token.length > BYLINE_WORDS_LONGEST)
		return 0;
	const struct word *word = byline_words_find(lower, line_lower(token, lower, sizeof(lower)));
	return word == NULL ? 0 : word->group;
}

/* The words at the front that lead to a name; *group what they are. Gives their bytes, 0 where there are none. */
static size_t
lead_length(struct slice part, int *group)
{
	char lower[BYLINE_LEADS_LONGEST + 8];
	size_t best = 0, end = 0;
	for (int words = 0; words < LEAD_MAX_WORDS && end < part.length; words++) {
		size_t blank = line_find(part, end, SLICE(" "));
		end = blank == LINE_NONE ? part.length : blank;
		struct slice head = line_trim(line_part(part, 0, end), ":：/");
		if (head.length > BYLINE_LEADS_LONGEST)
			break;
		const struct word *word =
			byline_leads_find(lower, line_lower(head, lower, sizeof(lower)));
		if (word != NULL) {
			best = end;
			*group = word->group;
		}
		end = blank == LINE_NONE ? part.length : blank + 1;
	}
	if (best > 0)
		return best;
	/* Scripts without blanks: 记者张三, 文/李四. */
	size_t at = 0;
	for (int i = 0; i < LEAD_MAX_WORDS && at < part.length; i++) {
		if (!text_is_cjk(line_at(part, at, &at)))
			break;
		struct slice head = line_part(part, 0, at);
		const struct word *word = byline_leads_find(head.data, head.length);
		if (word != NULL) {
			best = at;
			*group = word->group;
		}
	}
	return best;
}

static void
keep(struct split *split, struct slice name)
{
	struct byline *out = split->out;
	struct arena *arena = split->fields->arena;
	if (out->count == ARTICLE_BYLINE_MAX || name.length > NAME_MAX_BYTES)
		return;
	char *text = arena_strndup(arena, name.data, name.length);
	const char *key = line_key(arena, name);
	for (size_t i = 0; i < out->count; i++)
		if (strcmp(line_key(arena, slice_of(out->names[i])), key) == 0)
			return;
	out->names[out->count++] = text;
}

static bool
is_place(struct slice name)
{
	char lower[PLACES_LONGEST + 8];
	if (name.length > PLACES_LONGEST)
		return false;
	return places_find(lower, line_lower(name, lower, sizeof(lower))) != NULL;
}

static size_t
characters(struct slice text)
{
	size_t count = 0;
	for (size_t at = 0; at < text.length; count++)
		line_at(text, at, &at);
	return count;
}

static bool
is_cjk(struct slice text)
{
	size_t next;
	return text_is_cjk(line_at(text, 0, &next));
}

static bool
is_hangul(uint32_t point)
{
	return point >= 0xAC00 && point <= 0xD7A3;
}

/* Names in Han, kana and Hangul: lengths tell. Tokens of Chinese and Korean are a name each, of Japanese one together. */
static void
keep_cjk(struct split *split, struct slice part)
{
	static const char *const tails[] = { "기자", "記者", "记者", "특파원", "선임기자", "通讯员",
		"電", "电" };
	size_t next;
	bool korean = is_hangul(line_at(part, 0, &next));
	bool japanese =
		split->fields->language != NULL && strncmp(split->fields->language, "ja", 2) == 0;
	if (japanese && !korean && line_tokens(part) == 2 &&
		characters(part) <= CJK_NAME_MOST + 1) {
		keep(split, part);
		return;
	}
	for (size_t at = 0; at < part.length;) {
		size_t blank = line_find(part, at, SLICE(" "));
		struct slice token = line_part(part, at, blank == LINE_NONE ? part.length : blank);
		at = blank == LINE_NONE ? part.length : blank + 1;
		for (size_t i = 0; i < COUNT(tails); i++) {
			struct slice tail = slice_of(tails[i]);
			if (token.length > tail.length &&
				memcmp(token.data + token.length - tail.length, tail.data,
					tail.length) == 0)
				token.length -= tail.length;
		}
		size_t length = characters(token);
		if (is_cjk(token) && length >= CJK_NAME_LEAST &&
			length <= (korean ? 4 : CJK_NAME_MOST) && word_group(token) == 0 &&
			agency_of(token) == NULL && !line_has_digit(token) &&
			!fields_is_outlet(split->fields, token, true))
			keep(split, token);
	}
}

/* A run of tokens that may be a person's name. */
static void
finish(struct split *split, struct slice part, struct name *name)
{
	struct slice text = line_trim(line_part(part, name->from, name->to), "-–—,:;|*\"“”'/\\");
	size_t tokens = name->tokens, capitals = name->capitals;
	*name = (struct name){ .tokens = 0 };
	if (tokens == 0 || text.length == 0 || tokens > NAME_MAX_TOKENS)
		return;
	const char *agency = agency_of(text);
	if (agency != NULL) {
		if (split->out->agency == NULL)
			split->out->agency = agency;
		return;
	}
	if (tokens == 1 && !split->trusted)
		return;
	if ((capitals < 2 && !split->trusted) || fields_is_outlet(split->fields, text, true) ||
		is_place(text))
		return;
	if (characters(text) < 3)
		return;
	keep(split, text);
}

/* A token that cannot stand in a name: a handle, an address, a number. */
static bool
is_foreign(struct slice token)
{
	return memchr(token.data, '@', token.length) != NULL || line_has_digit(token) ||
	       line_find(token, 0, SLICE("://")) != LINE_NONE ||
	       line_find(token, 0, SLICE("www.")) != LINE_NONE;
}

static bool
begins_name(struct slice token)
{
	size_t next;
	struct slice bare = line_trim(token, "\"“”'’‘(");
	uint32_t first = line_at(bare, 0, &next);
	/* d'Angelo, O’Regan, al-Sabah. */
	if (!u_isupper((UChar32)first) && bare.length > 3) {
		size_t mark = strcspn(bare.data, "'-");
		if (mark < 4 && mark + 1 < bare.length)
			first = line_at(bare, mark + 1, &next);
	}
	return u_isupper((UChar32)first) || u_istitle((UChar32)first) ||
	       u_charType((UChar32)first) == U_OTHER_LETTER;
}

/* Whether a part has a word that only desks, outlets and firms have. */
static bool
has_desk_word(struct slice part)
{
	for (size_t at = 0; at < part.length;) {
		size_t blank = line_find(part, at, SLICE(" "));
		size_t end = blank == LINE_NONE ? part.length : blank;
		if (word_group(line_part(part, at, end)) == BYLINE_DESK)
			return true;
		at = end + 1;
	}
	return false;
}

/* One part between hard separators, its lead cut. */
static void
split_part(struct split *split, struct slice part)
{
	struct name name = { .tokens = 0 };
	bool skipping = false;
	part = line_trim(part, ":：-–—·•*\"“”|");
	if (part.length == 0)
		return;
	const char *agency = agency_of(part);
	if (agency != NULL) {
		if (split->out->agency == NULL)
			split->out->agency = agency;
		return;
	}
	if (is_cjk(part)) {
		keep_cjk(split, part);
		return;
	}
	if (has_desk_word(part) || fields_is_outlet(split->fields, part, true)) {
		size_t at;
		if (split->out->agency == NULL)
			split->out->agency = agency_in(part, &at, NULL);
		return;
	}
	for (size_t at = 0; at < part.length;) {
		size_t blank = line_find(part, at, SLICE(" "));
		size_t end = blank == LINE_NONE ? part.length : blank;
		struct slice token = line_part(part, at, end);
		int group = word_group(token);
		bool named = begins_name(token) || (split->trusted && group == 0);
		if (group == BYLINE_JOINT &&
			(token.data[0] == '&' || token.data[0] == '+' || !begins_name(token))) {
			finish(split, part, &name);
			skipping = false;
		} else if (skipping || (group == BYLINE_TITLE && name.tokens == 0)) {
			/* goes */
		} else if (group == BYLINE_ROLE || (group == BYLINE_PLACE && !begins_name(token)) ||
			   is_foreign(token)) {
			if (group == BYLINE_ROLE && name.tokens < 2)
				name.tokens = 0;
			finish(split, part, &name);
			skipping = true;
		} else if (named || group == BYLINE_PARTICLE) {
			if (name.tokens == 0)
				name.from = at;
			name.to = end;
			name.tokens++;
			name.capitals += begins_name(token);
		} else {
			/* A word in small letters: what stood before it was part of a phrase. */
			name.tokens = 0;
			skipping = true;
		}
		at = end + 1;
	}
	finish(split, part, &name);
}

/* The next hard separator from `at` on: its offset, *end after it. */
static size_t
next_separator(struct slice text, size_t at, size_t *end)
{
	static const char *const long_ones[] = { " - ", " – ", " — ", " -- " };
	for (size_t next; at < text.length; at = next) {
		uint32_t point = line_at(text, at, &next);
		*end = next;
		switch (point) {
		case ',':
		case ';':
		case '|':
		case '/':
		case '(':
		case ')':
		case '[':
		case ']':
		case '<':
		case '>':
		case 0x2022: /* bullet */
		case 0x00B7: /* middle dot */
		case 0x3001:
		case 0xFF0C:
		case 0xFF0F:
		case 0xFF08:
		case 0xFF09:
		case 0xFF1B:
		case 0xFF5C:
		case 0x060C: return at;
		case ' ':
			for (size_t i = 0; i < COUNT(long_ones); i++) {
				struct slice mark = slice_of(long_ones[i]);
				if (slice_starts(line_part(text, at, text.length), mark)) {
					*end = at + mark.length;
					return at;
				}
			}
			break;
		default: break;
		}
	}
	*end = text.length;
	return text.length;
}

static void
split_text(const struct fields *fields, const char *text, bool trusted, struct byline *out)
{
	struct split split = { fields, out, trusted };
	struct slice line = slice_of(text);
	bool stopped = false;
	if (line.length > TEXT_MAX_BYTES)
		return;
	for (size_t at = 0; at < line.length;) {
		size_t end, to = next_separator(line, at, &end);
		struct slice part = line_trim(line_part(line, at, to), ":：·");
		int group = 0;
		size_t lead;
		/* "Text: Von Ann Lee" has two. */
		for (int leads = 0; leads < 2 && (lead = lead_length(part, &group)) > 0; leads++) {
			if (group == LEAD_STOP)
				break;
			part = line_trim(line_part(part, lead, part.length), ":：/");
		}
		/* What follows "Photo: " or "Updated" is no author, until the next "by". */
		if (group != 0)
			stopped = group == LEAD_STOP;
		if (!stopped || trusted)
			split_part(&split, part);
		at = end;
	}
}

void
byline_split(const struct fields *fields, const char *text, struct byline *out)
{
	split_text(fields, text, false, out);
}

/* Whether a name given beside an element is the article's: not far from its headline, not below its text. */
static bool
is_near(const struct fields *fields, uint32_t node)
{
	if (node == 0 || fields->heading == 0)
		return true;
	uint32_t apart = node > fields->heading ? node - fields->heading : fields->heading - node;
	return apart <= NEAR_NODES ||
	       (fields->first != 0 && node > fields->heading && node < fields->first);
}

/* Names that one kind of signal gives. */
static void
read_signal(const struct fields *fields, enum signal signal, struct byline *out)
{
	const struct signals *signals = &fields->signals;
	for (size_t i = 0; i < signals->name_count; i++) {
		const struct signal_name *name = &signals->names[i];
		if (name->signal != signal || !is_near(fields, name->node))
			continue;
		if (name->organization) {
			const char *agency = agency_of(slice_of(name->text));
			if (agency != NULL && out->agency == NULL)
				out->agency = agency;
			if (agency != NULL)
				continue;
		}
		split_text(fields, name->text, name->person, out);
	}
}

/* Whether a line begins with a word for "by". */
static bool
has_lead(struct slice text)
{
	int group = 0;
	return lead_length(line_trim(text, ":|-–—·•(（[【"), &group) > 0 && group == LEAD_BY;
}

bool
byline_leads(const char *text)
{
	return line_tokens(slice_of(text)) <= LINE_MAX_WORDS / 2 && has_lead(slice_of(text));
}

static bool
is_author_link(const struct fields *fields, uint32_t link)
{
	static const char *const parts[] = { "/author/", "/authors/", "/autor/", "/autoren/",
		"/autorin/", "/autori/", "/auteur/", "/auteurs/", "/autores/", "/by/", "/people/",
		"/profile/", "/profil/", "/staff/", "/journalist/", "/journalists/", "/reporter/",
		"/contributor/", "/contributors/", "/firmas/", "/penulis/", "/yazar/", "/yazarlar/",
		"/person/", "/redaktion/", "/writers/", "/columnist/", "/signature/", "/team/",
		"/skribent/", "/forfatter/" };
	struct slice href = page_attribute_raw(fields->page, link, ATTRIBUTE_HREF);
	struct slice rel = page_attribute_raw(fields->page, link, ATTRIBUTE_REL);
	if (rel.data != NULL && line_find(rel, 0, SLICE("author")) != LINE_NONE)
		return true;
	for (size_t i = 0; href.data != NULL && i < COUNT(parts); i++)
		if (line_find(href, 0, slice_of(parts[i])) != LINE_NONE)
			return true;
	return false;
}

/* The part of a line, between hard separators, that begins with a word for "by": its offset. */
static size_t
find_lead(struct slice text)
{
	for (size_t at = 0; at < text.length;) {
		size_t end;
		next_separator(text, at, &end);
		if (has_lead(line_part(text, at, text.length)))
			return at;
		at = end;
	}
	return LINE_NONE;
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
		if ((mark_of(page, node) & (MARK_BYLINE | MARK_RELATED)) == MARK_BYLINE ||
			(page->nodes[node].tag == TAG_A && is_author_link(fields, node)))
			byline_split(fields, page_text_folded(page, fields->arena, node), out);
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
				out);
	}
}

/* "Ann Lee | 05.04.2025 - 12:30": a name and a sign before a date. */
static void
read_dated(struct fields *fields, struct slice text, struct byline *out)
{
	struct date date;
	size_t end, to = next_separator(text, 0, &end);
	if (to == 0 || to >= text.length || !date_find(text, DATE_DAY_FIRST, 0, &date) ||
		date.start < end)
		return;
	byline_split(fields, arena_strndup(fields->arena, text.data, to), out);
}

/* One line near the text: names where it says that it is a byline. */
static void
read_line(struct fields *fields, const struct block *block, bool below, struct byline *out)
{
	const struct blocks *blocks = fields->blocks;
	struct slice text = block_text(blocks, block);
	size_t before = out->count;
	if ((block->marks & (BLOCK_HIDDEN | BLOCK_BUTTON | BLOCK_CAPTION)) != 0 ||
		block->words > LINE_MAX_WORDS)
		return;
	unsigned marks = mark_above(fields->page, fields->page->nodes[block->first].parent,
		fields->page->body, MARK_LEVELS);
	bool marked = (marks & MARK_BYLINE) != 0 && (marks & (MARK_RELATED | MARK_CAPTION)) == 0;
	bool stopped = (block->marks & BLOCK_STOPPED) != 0 && block->words > 12;
	size_t lead = stopped ? LINE_NONE : find_lead(text);
	if (lead != LINE_NONE) {
		byline_split(fields, text.data + lead, out);
	} else if (credit_is_sure(text.data)) {
		return;
	} else if (marked && !stopped && !below) {
		byline_split(fields, text.data, out);
	} else if (!below && (marks & MARK_RELATED) == 0) {
		read_parts(fields, block, out);
		if (out->count == before && block->link_words == 0 &&
			block->words <= DATED_MAX_WORDS)
			read_dated(fields, text, out);
	}
	if (out->count > before && fields->byline == 0)
		fields->byline = block->element;
}

/* The lines a reader sees around headline and body: those below the headline before those above it. */
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
		line_has_digit(text) || block->bold_words < block->words ||
		(block->marks & BLOCK_STOPPED) != 0)
		return;
	struct byline *names = arena_zalloc(fields->arena, 1, sizeof(*names));
	byline_split(fields, text.data, names);
	size_t letters = 0;
	for (size_t i = 0; i < names->count; i++)
		letters += strlen(line_key(fields->arena, slice_of(names->names[i])));
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
	if (out->byline_count > 0 || out->agency != NULL)
		return;
	for (size_t i = 0; i < signals->name_count; i++) {
		struct slice text = slice_of(signals->names[i].text);
		int group = 0;
		size_t lead = lead_length(text, &group);
		if (lead > 0 && group == LEAD_BY && lead < text.length)
			text = line_trim(line_part(text, lead, text.length), ":");
		enum signal signal = signals->names[i].signal;
		if ((signal != SIGNAL_LD && signal != SIGNAL_META && signal != SIGNAL_ITEM &&
			    signal != SIGNAL_WEAK) ||
			text.length > NAME_MAX_BYTES || text.length < 3 || is_foreign(text))
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

/* Shorthands of names stand beside them in some signals: "Ann Lee (ale)". They go where a name is there, too. */
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
		if (line_tokens(name) > 1 || name.length > HANDLE_MAX_BYTES || begins_name(name))
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

/* Signals may name one author of several: elements named so, or the line a reader sees, count where they name these and more. */
static void
complete(struct fields *fields, struct byline *byline)
{
	const struct blocks *blocks = fields->blocks;
	struct byline *seen = arena_zalloc(fields->arena, 1, sizeof(*seen));
	read_signal(fields, SIGNAL_ITEM, seen);
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
		split_text(fields, ruled, true, byline);
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
	out->byline = byline->names;
	out->byline_count = byline->count;
	if (byline->count > 0)
		fields_explain(fields, "byline: %s", signal_name(by));
}
