/* The headline: what machines are told and what readers see, weighed. */
#include "extract/headline.h"

#include <string.h>

#include <unicode/uchar.h>

#include "article/limits.h"
#include "base/text.h"
#include "extract/line.h"

#define H1_BLOCKS_MAX         8    /* an h1 that holds more is the page */
#define H1_LEVELS             5    /* elements between an h1 and the text in it */
#define TOLD_MAX              8    /* calls of tell */
#define FRONT_TOKENS_MAX      4    /* words of an outlet's name before a colon */
#define FRONT_TOKENS_LEAST    4    /* words of a headline before a bar in the title */
#define FRONT_CASELESS_LEAST  30   /* or bytes, in scripts without case */
#define CUTS_MAX              4    /* "Headline - World - Example Times | example.com" has three */
#define HEADING_LEAST_LETTERS 8    /* a shorter h1 names a section, unless a signal says the same */
#define BLOCKS_MAX            2000 /* a headline stands before them, or the page is none of ours */
#define KICKER_MAX_WORDS      8

/* Those that begin with other bytes than these must be added to may_separate. */
static const struct slice separators[] = { { " | ", 3 }, { " - ", 3 }, { " – ", 5 }, { " — ", 5 },
	{ " · ", 4 }, { " • ", 5 }, { " : ", 3 }, { " :: ", 4 }, { " » ", 4 }, { " « ", 4 },
	{ " / ", 3 }, { "｜", 3 }, { " |", 2 }, { "| ", 2 }, { "_", 1 }, { " ― ", 5 }, { " ~ ", 3 },
	{ ": ", 2 }, { "－", 3 }, { "＿", 3 }, { "丨", 3 } };

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The next letter or digit of a text in lower case; 0 at its end. */
static uint32_t
next_letter(const char **at, const char *end)
{
	while (*at < end) {
		uint32_t point = text_decode(*at, end, at);
		if (text_is_letter(point) || text_is_digit(point))
			return text_lower(point);
	}
	return 0;
}

/* Whether two texts go on with letters that differ: most that are compared do at once. */
static bool
part(const char *a, const char *b)
{
	unsigned char x = (unsigned char)*a, y = (unsigned char)*b;
	return x < 0x80 && y < 0x80 && line_is_word(x) && line_is_word(y) &&
	       text_lower(x) != text_lower(y);
}

bool
headline_same(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return false;
	size_t common = 0;
	while (a[common] == b[common] && a[common] != '\0')
		common++;
	while (common > 0 && ((a[common] & 0xC0) == 0x80 || (b[common] & 0xC0) == 0x80))
		common--;
	a += common;
	b += common;
	if (part(a, b))
		return false;
	const char *a_end = a + strlen(a), *b_end = b + strlen(b);
	uint32_t letter;
	do {
		letter = next_letter(&a, a_end);
		if (letter != next_letter(&b, b_end))
			return false;
	} while (letter != 0);
	return true;
}

/* Few bytes begin a separator, so that nearly all of a headline is passed at a glance. */
static bool
may_separate(struct slice rest)
{
	unsigned char next = rest.length > 1 ? (unsigned char)rest.data[1] : 0;
	switch ((unsigned char)rest.data[0]) {
	case ' ': return next < 0x80 ? !line_is_word(next) : next == 0xC2 || next == 0xE2;
	case ':':
	case '_':
	case '|':
	case 0xE4: /* U+4E28 */
	case 0xEF: /* full-width forms */ return true;
	default: return false;
	}
}

/* The bytes of the longest separator that begins at `at`; 0 where none does. */
static size_t
separator_at(struct slice text, size_t at)
{
	struct slice rest = line_part(text, at, text.length);
	size_t longest = 0;
	if (!may_separate(rest))
		return 0;
	for (size_t i = 0; i < COUNT(separators); i++) {
		struct slice separator = separators[i];
		if (rest.data[0] == separator.data[0] && separator.length > longest &&
			slice_starts(rest, separator))
			longest = separator.length;
	}
	return longest;
}

/* The last separator in the text: where it begins; *end after it. */
static size_t
last_separator(struct slice text, size_t *end)
{
	for (size_t at = text.length; at-- > 0;) {
		*end = at + separator_at(text, at);
		if (*end > at)
			return at;
	}
	return LINE_NONE;
}

static size_t
first_separator(struct slice text, size_t *end)
{
	for (size_t at = 0; at < text.length; at++) {
		*end = at + separator_at(text, at);
		if (*end > at)
			return at;
	}
	return LINE_NONE;
}

static bool
same(struct slice a, const char *b, struct arena *arena)
{
	return b != NULL && headline_same(arena_strndup(arena, a.data, a.length), b);
}

const char *
headline_cut(const struct fields *fields, const char *headline, const char *other)
{
	if (headline == NULL)
		return NULL;
	struct arena *arena = fields->arena;
	struct slice text = slice_of(headline);
	bool outlet_cut = false;
	if (text.length > ARTICLE_HEADLINE_MAX_BYTES)
		return headline;
	for (int cuts = 0; cuts < CUTS_MAX; cuts++) {
		size_t end, at = last_separator(text, &end);
		if (at == LINE_NONE || at == 0)
			break;
		struct slice tail = line_part(text, end, text.length),
			     rest = line_part(text, 0, at);
		bool outlet = fields_is_outlet(fields, tail, false) ||
			      (fields_is_outlet(fields, tail, true) && line_tokens(tail) <= 5);
		bool section =
			outlet_cut && (same(tail, fields->signals.section_ld, arena) ||
					      same(tail, fields->signals.section_meta, arena));
		if (!outlet && !section && !same(rest, other, arena))
			break;
		outlet_cut |= outlet;
		text = rest;
	}
	size_t end, at = first_separator(text, &end);
	if (at != LINE_NONE && end < text.length) {
		struct slice front = line_part(text, 0, at),
			     rest = line_part(text, end, text.length);
		/* "Harbour News: ..." on harbour.example */
		bool outlet = fields_is_outlet(fields, front, false) ||
			      (text.data[at] == ':' && line_tokens(front) <= FRONT_TOKENS_MAX &&
				      fields_is_outlet(fields, front, true));
		if (outlet || same(rest, other, arena))
			text = rest;
	}
	text = line_trim(text, "");
	return text.length == strlen(headline) || text.length == 0
		       ? headline
		       : arena_strndup(arena, text.data, text.length);
}

/* What machines are told, cut; in the order of their worth. */
struct told {
	const char *text[TOLD_MAX];
	const char *name[TOLD_MAX];
	size_t count;
};

static void
tell(struct told *told, const char *text, const char *name)
{
	if (text != NULL && text[0] != '\0') {
		told->text[told->count] = text;
		told->name[told->count++] = name;
	}
}

/*
 * What stands before the first separator that is no colon, where it is long enough for a headline:
 * sections and slogans follow it. NULL: no such thing.
 */
static const char *
front_of(const struct fields *fields, const char *title)
{
	struct slice text = slice_of(title == NULL ? "" : title);
	for (size_t at = 0; at < text.length; at++) {
		size_t separator = separator_at(text, at);
		struct slice front = line_part(text, 0, at);
		if (separator == 0 || memchr(text.data + at, ':', separator) != NULL)
			continue;
		bool enough = line_tokens(front) >= FRONT_TOKENS_LEAST ||
			      (line_is_caseless(front) && front.length >= FRONT_CASELESS_LEAST);
		return enough ? arena_strndup(fields->arena, front.data, front.length) : NULL;
	}
	return NULL;
}

static void
gather(const struct fields *fields, struct told *told)
{
	const struct signals *s = &fields->signals;
	const char *og = s->headline_og, *ld = s->headline_ld;
	told->count = 0;
	tell(told, headline_cut(fields, ld, og), "JSON-LD headline");
	tell(told, headline_cut(fields, og, ld), "og:title");
	tell(told, headline_cut(fields, s->headline_item, og), "itemprop headline");
	tell(told, headline_cut(fields, s->headline_twitter, ld), "twitter:title");
	tell(told, headline_cut(fields, s->headline_alternative, og),
		"JSON-LD alternativeHeadline");
	tell(told, headline_cut(fields, s->headline_meta, og), "meta title");
	const char *title = headline_cut(fields, s->title, ld != NULL ? ld : og);
	tell(told, title, "title tag");
	tell(told, front_of(fields, title), "the front of the title tag");
}

/* A headline that a block shows. */
struct shown {
	uint32_t block;
	int score;
	const char *text;
	const char *by; /* the signal that says the same; NULL where none does */
};

static const char *
text_of(const struct fields *fields, const struct block *block)
{
	return block_text(fields->blocks, block).data;
}

/* The words of `a` that stand in `b`, as a share; both folded. Cheap: words are compared by the letter, few of them. */
static float
shared_words(struct arena *arena, const char *a, const char *b)
{
	char *x = arena_alloc(arena, strlen(a) * 2 + 1), *y = arena_alloc(arena, strlen(b) * 2 + 3);
	size_t length = line_lower(slice_of(a), x, strlen(a) * 2 + 1);
	size_t words = 0, found = 0;
	line_lower(slice_of(b), y, strlen(b) * 2 + 3);
	struct slice line = { x, length }, other = slice_of(y);
	for (size_t at = 0; at < line.length;) {
		size_t next;
		uint32_t point = line_at(line, at, &next);
		bool cjk = text_is_cjk(point);
		if (!cjk && !line_is_word(point)) {
			at = next;
			continue;
		}
		size_t end = line_word_end(line, at);
		words++;
		found += line_find(other, 0, line_part(line, at, end)) != LINE_NONE;
		at = end;
	}
	return words == 0 ? 0 : (float)found / (float)words;
}

/* The h1 that a block stands in; 0 where it is none, or where the block is all of it. */
static uint32_t
shared_h1(const struct fields *fields, uint32_t b)
{
	const struct page *page = fields->page;
	const struct blocks *blocks = fields->blocks;
	uint32_t node = page->nodes[blocks->all[b].first].parent;
	for (int level = 0; level < H1_LEVELS && node != page->body && node != 0; level++) {
		if (page->nodes[node].tag == TAG_H1) {
			uint32_t count = blocks_end(blocks, node) - blocks_at(blocks, node);
			return count > 1 && count <= H1_BLOCKS_MAX ? node : 0;
		}
		node = page->nodes[node].parent;
	}
	return 0;
}

/*
 * The text a block shows, as a headline: of an h1 cut into blocks all of it, where a signal says just that, or
 * where the block is not its kicker.
 */
static const char *
shown_text(const struct fields *fields, const struct told *told, uint32_t b)
{
	const struct block *block = &fields->blocks->all[b];
	const char *text = text_of(fields, block);
	uint32_t h1 = block->level == 1 ? shared_h1(fields, b) : 0;
	if (h1 == 0)
		return text;
	const char *whole = page_text_folded(fields->page, fields->arena, h1);
	for (size_t i = 0; i < told->count; i++)
		if (headline_same(whole, told->text[i]))
			return whole;
	return text;
}

/* How much a block looks like the headline; 0: not at all. */
static int
rate(const struct fields *fields, const struct told *told, const struct block *block,
	struct shown *out)
{
	const char *text = out->text;
	int score = 0;
	out->by = NULL;
	if ((block->marks & (BLOCK_HIDDEN | BLOCK_BUTTON)) != 0 ||
		block->length > ARTICLE_HEADLINE_MAX_BYTES)
		return 0;
	for (size_t i = 0; i < told->count; i++) {
		if (headline_same(text, told->text[i])) {
			score += told->count - i > 4 ? 4 : 3;
			if (out->by == NULL)
				out->by = told->name[i];
		}
	}
	bool heading = (block->marks & BLOCK_HEADING) != 0;
	if (score == 0 && !(heading && block->level == 1))
		return 0;
	if (heading)
		score += block->level == 1 ? 5 : block->level == 2 ? 2 : 1;
	if (block->link_words * 2 > block->words)
		score -= score > 5 ? 3 : 5;
	if (score > 0 && out->by == NULL) {
		if (block->letters < HEADING_LEAST_LETTERS ||
			fields_is_outlet(fields, slice_of(text), false))
			return 0;
		float best = 0;
		for (size_t i = 0; i < told->count; i++) {
			float share = shared_words(fields->arena, text, told->text[i]);
			best = share > best ? share : best;
		}
		score = score - 3 + (int)(best * 4);
	}
	return score;
}

/* The block that looks most like the headline. */
static struct shown
find_shown(const struct fields *fields, const struct told *told)
{
	const struct blocks *blocks = fields->blocks;
	struct shown best = { .score = 0 };
	size_t shortest = ARTICLE_HEADLINE_MAX_BYTES, longest = 0;
	for (size_t i = 0; i < told->count; i++) {
		size_t length = strlen(told->text[i]);
		shortest = length < shortest ? length : shortest;
		longest = length > longest ? length : longest;
	}
	for (uint32_t b = 0; b < blocks->count && b < BLOCKS_MAX; b++) {
		const struct block *block = &blocks->all[b];
		/* Punctuation and blanks may differ, letters not: others are not worth comparing. */
		bool likely =
			block->length * 4 + 16 >= shortest * 3 && block->length <= longest * 2 + 16;
		if (block->level != 1 && !likely)
			continue;
		struct shown one = { .block = b, .text = shown_text(fields, told, b) };
		one.score = rate(fields, told, block, &one);
		if (one.score > best.score)
			best = one;
	}
	return best;
}

/* Whether a sign joins it to what follows: "Town: the river rises" is one headline. */
static bool
is_joined(struct slice front)
{
	uint32_t last = line_before(front, front.length);
	return last == ':' || last == '/' || last == '|' || last == '-' || last == 0x2013 ||
	       last == 0x2014 || last == ',' || last == 0xFF1A;
}

/* Whether a headline may begin at an offset: after a blank, or with a capital where elements meet without one. */
static bool
begins_apart(struct slice line, size_t at)
{
	size_t next;
	uint32_t first = line_at(line, at, &next);
	return line_before(line, at) == ' ' || u_isupper((UChar32)first) || !line_is_word(first);
}

/* A kicker glued to the front of the heading: what the signals call the headline is its end. */
static const char *
unglue(struct fields *fields, const struct told *told, const char *shown, const char **kicker)
{
	struct slice line = slice_of(shown);
	for (size_t i = 0; i < told->count; i++) {
		const char *text = told->text[i];
		size_t length = strlen(text);
		if (length + 2 >= line.length || length * 2 < line.length)
			continue;
		struct slice tail = line_part(line, line.length - length, line.length);
		if (!slice_equals_fold(tail, slice_of(text)))
			continue;
		struct slice front = line_trim(line_part(line, 0, line.length - length), "•·+*");
		if (front.length == 0 || line_tokens(front) > KICKER_MAX_WORDS ||
			is_joined(front) || !begins_apart(line, line.length - length))
			continue;
		*kicker = arena_strndup(fields->arena, front.data, front.length);
		return arena_strndup(fields->arena, tail.data, tail.length);
	}
	return shown;
}

void
headline_read(struct fields *fields, struct article *out)
{
	const struct extract_rules *rules = fields->request->rules;
	struct told told;
	uint32_t node = 0;
	const char *headline = rules == NULL ? NULL : fields_ruled(fields, rules->headline, &node);
	if (headline != NULL) {
		fields->heading = node;
		fields->heading_block = blocks_at(fields->blocks, node);
		fields_explain(fields, "headline: the outlet's rule %s", rules->headline);
	} else {
		gather(fields, &told);
		struct shown shown = find_shown(fields, &told);
		if (shown.score > 0) {
			headline = unglue(fields, &told, shown.text, &out->kicker);
			fields->heading = fields->blocks->all[shown.block].element;
			fields->heading_block = shown.block;
			fields_explain(fields, "headline: %s, agrees with %s",
				fields->blocks->all[shown.block].level == 1 ? "h1"
									    : "a line of the page",
				shown.by == NULL ? "no signal" : shown.by);
		} else if (told.count > 0) {
			headline = told.text[0];
			fields_explain(fields, "headline: %s, shown nowhere", told.name[0]);
		}
	}
	out->headline = headline;
}
