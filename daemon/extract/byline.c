/*
 * Who wrote it: texts that name authors, cut into names of persons. Where a page names them:
 * byline_page.c and byline_line.c.
 */
#include "extract/byline.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include "base/text.h"
#include "extract/agency.h"
#include "extract/line.h"
#include "words/byline-leads.h"
#include "words/byline-words.h"
#include "words/places.h"

#define TEXT_MAX_BYTES    600 /* of a byline; longer ones are biographies */
#define NAME_MAX_TOKENS   6   /* "María de los Ángeles Fernández Ruiz" */
#define NAME_MAX_BYTES    120
#define LEAD_MAX_WORDS    5
#define CJK_NAME_LEAST    2 /* characters */
#define CJK_NAME_MOST     6
#define CJK_DESK_MOST     5 /* characters of a word for a desk */
#define JOINT_LEAST_BYTES 3 /* of a word between names that may be in capitals */
#define HANDLE_MAX_BYTES  5 /* of a shorthand */

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
	struct name name; /* of the part at hand */
	bool skipping;    /* until the next word that joins names */
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

/*
 * The words at the front that lead to a name; *group what they are. Gives their bytes, 0 where
 * there are none.
 */
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

/* Whether a run of characters ends in a word that only outlets and desks have: 毎日新聞, 文化部. */
static bool
ends_as_desk(struct slice token)
{
	for (size_t at = token.length, count = 0; at > 0 && count < CJK_DESK_MOST; count++) {
		do
			at--;
		while (at > 0 && ((unsigned char)token.data[at] & 0xC0) == 0x80);
		if (word_group(line_part(token, at, token.length)) == BYLINE_DESK)
			return true;
	}
	return false;
}

/*
 * Names in Han, kana and Hangul: lengths tell. Tokens of Chinese and Korean are a name each, of
 * Japanese one together.
 */
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
			!ends_as_desk(token) && agency_of(token) == NULL &&
			!line_has_digit(token) && !fields_is_outlet(split->fields, token, true))
			keep(split, token);
	}
}

/* A run of tokens that may be a person's name. */
static void
finish(struct split *split, struct slice part)
{
	struct name *name = &split->name;
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

/* Whether a part has a word of a group: BYLINE_DESK, that only desks, outlets and firms have. */
static bool
has_word(struct slice part, int group)
{
	for (size_t at = 0; at < part.length;) {
		size_t blank = line_find(part, at, SLICE(" "));
		size_t end = blank == LINE_NONE ? part.length : blank;
		if (word_group(line_part(part, at, end)) == group)
			return true;
		at = end + 1;
	}
	return false;
}

/* Whether a word ends a byline wherever it stands: "Ann Lee Updated 3 pm". */
static bool
is_stop_word(struct slice token)
{
	char lower[BYLINE_LEADS_LONGEST + 8];
	if (token.length > BYLINE_LEADS_LONGEST)
		return false;
	const struct word *word = byline_leads_find(lower, line_lower(token, lower, sizeof(lower)));
	return word != NULL && word->group == LEAD_STOP;
}

/* One word of a part. */
static void
read_token(struct split *split, struct slice part, size_t at, size_t end)
{
	struct name *name = &split->name;
	struct slice token = line_part(part, at, end);
	int group = word_group(token);
	bool begins = begins_name(token);
	/* "Ann Lee And Bo Chen"; but "Ann E. Lee". */
	bool joins = !begins || (name->tokens >= 2 && token.length >= JOINT_LEAST_BYTES);
	if (group == BYLINE_JOINT && joins) {
		finish(split, part);
		split->skipping = false;
	} else if (token.data[token.length - 1] == ':') {
		/* "Interview: Ann Lee": what stood before it was no name. */
		name->tokens = 0;
		split->skipping = false;
	} else if (split->skipping || (group == BYLINE_TITLE && name->tokens == 0)) {
		return;
	} else if (group == BYLINE_ROLE ||
		   (group == BYLINE_PLACE && (!begins || name->tokens >= 2)) || is_foreign(token) ||
		   (!split->trusted && is_stop_word(token))) {
		if (group == BYLINE_ROLE && name->tokens < 2)
			name->tokens = 0;
		finish(split, part);
		split->skipping = true;
	} else if (begins || group == BYLINE_PARTICLE || (split->trusted && group == 0)) {
		if (name->tokens == 0)
			name->from = at;
		name->to = end;
		name->tokens++;
		name->capitals += begins;
	} else {
		/* A word in small letters: what stood before it was part of a phrase. */
		name->tokens = 0;
		split->skipping = true;
	}
}

/* What of a part stands before a word of place or purpose: "Ann Lee" of "Ann Lee For Example.Com". */
static struct slice
before_place(struct slice part)
{
	for (size_t at = 0, tokens = 0; at < part.length; tokens++) {
		size_t blank = line_find(part, at, SLICE(" "));
		size_t end = blank == LINE_NONE ? part.length : blank;
		if (tokens >= 2 && word_group(line_part(part, at, end)) == BYLINE_PLACE)
			return line_part(part, 0, at);
		at = end + 1;
	}
	return part;
}

static void
note_agency(struct split *split, const char *agency)
{
	if (split->out->agency == NULL)
		split->out->agency = agency;
}

/* One part between hard separators, its lead cut. */
static void
split_part(struct split *split, struct slice part)
{
	part = line_trim(part, ":：-–—·•*\"“”|");
	if (part.length == 0)
		return;
	const char *agency = agency_of(part);
	if (agency != NULL) {
		note_agency(split, agency);
		return;
	}
	if (is_cjk(part)) {
		keep_cjk(split, part);
		return;
	}
	struct slice head = before_place(part);
	if (has_word(head, BYLINE_DESK) || fields_is_outlet(split->fields, head, true)) {
		size_t at = 0;
		note_agency(split, agency_in(part, &at, NULL));
		/* "Ann Lee The Associated Press": the name before it counts. */
		if (at > 0)
			part = line_trim(line_part(part, 0, at), ",");
		if (at == 0 || has_word(part, BYLINE_DESK) ||
			fields_is_outlet(split->fields, part, true))
			return;
	}
	split->name = (struct name){ .tokens = 0 };
	split->skipping = false;
	for (size_t at = 0; at < part.length;) {
		size_t blank = line_find(part, at, SLICE(" "));
		size_t end = blank == LINE_NONE ? part.length : blank;
		if (end > at)
			read_token(split, part, at, end);
		at = end + 1;
	}
	finish(split, part);
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

void
byline_split(const struct fields *fields, const char *text, bool trusted, struct byline *out)
{
	struct split split = { .fields = fields, .out = out, .trusted = trusted };
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

bool
byline_leads(struct slice text)
{
	int group = 0;
	return lead_length(line_trim(text, ":|-–—·•(（[【"), &group) > 0 && group == LEAD_BY;
}

bool
byline_is_lead(struct slice text)
{
	int group = 0;
	text = line_trim(text, ":：");
	return text.length > 0 && lead_length(text, &group) == text.length && group == LEAD_BY;
}

bool
byline_has_role(struct slice text)
{
	return has_word(text, BYLINE_ROLE);
}

size_t
byline_lead(struct slice text)
{
	for (size_t at = 0; at < text.length;) {
		size_t end;
		next_separator(text, at, &end);
		if (byline_leads(line_part(text, at, text.length)))
			return at;
		at = end;
	}
	bool digits = false;
	for (size_t at = 0; at < text.length;) {
		size_t blank = line_find(text, at, SLICE(" "));
		size_t end = blank == LINE_NONE ? text.length : blank;
		if (digits && byline_leads(line_part(text, at, text.length)))
			return at;
		digits = line_has_digit(line_part(text, at, end));
		at = end + 1;
	}
	return LINE_NONE;
}

struct slice
byline_bare(struct slice text)
{
	int group = 0;
	size_t lead = lead_length(text, &group);
	if (lead > 0 && group == LEAD_BY && lead < text.length)
		text = line_trim(line_part(text, lead, text.length), ":");
	return text;
}

struct slice
byline_first(struct slice text)
{
	size_t end;
	return line_part(text, 0, next_separator(text, 0, &end));
}

bool
byline_is_handle(struct slice name)
{
	return line_tokens(name) == 1 && name.length <= HANDLE_MAX_BYTES && !begins_name(name);
}

bool
byline_ends_as_role(struct slice text)
{
	const char *blank = text.length == 0 ? NULL : memrchr(text.data, ' ', text.length);
	size_t from = blank == NULL ? 0 : (size_t)(blank - text.data) + 1;
	return word_group(line_part(text, from, text.length)) == BYLINE_ROLE;
}

bool
byline_is_desk(struct slice text)
{
	return has_word(text, BYLINE_DESK);
}

bool
byline_is_nobody(struct slice text)
{
	return word_group(text) == BYLINE_NOBODY;
}

bool
byline_is_address(struct slice text)
{
	return is_foreign(text);
}
