/* Numbers, words and marks of a text that may hold a date. */
#include "extract/datetoken.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/text.h"
#include "words/date-words.h"

#define CJK_WORD_MAX    4  /* characters of the longest CJK entry in the list */
#define DOTTED_PART_MAX 12 /* bytes between the full stops of "a.m.", "ก.ย." */

struct cutter {
	const char *text, *at, *end;
	struct date_token *tokens;
	size_t count;
	bool glued;
};

/* What a code point is to a date. */
static uint8_t
kind_of(uint32_t point)
{
	if (point < 0x80)
		return point >= '0' && point <= '9'                     ? DATE_TOKEN_NUMBER
		       : (point | 0x20) >= 'a' && (point | 0x20) <= 'z' ? DATE_TOKEN_WORD
									: DATE_TOKEN_MARK;
	uint32_t type = U_MASK(u_charType((UChar32)point));
	if (type & U_GC_ND_MASK)
		return DATE_TOKEN_NUMBER;
	return type & (U_GC_L_MASK | U_GC_M_MASK) ? DATE_TOKEN_WORD : DATE_TOKEN_MARK;
}

/* Marks of other scripts and of printers, as the ASCII ones they stand for. */
static int32_t
plain_mark(uint32_t point)
{
	static const struct {
		uint16_t point;
		char plain;
	} likes[] = {
		{ 0x00B7, '|' },
		{ 0x2018, '\'' },
		{ 0x2019, '\'' },
		{ 0x2022, '|' },
		{ 0x060C, ',' },
		{ 0x2010, '-' },
		{ 0x2011, '-' },
		{ 0x2012, '-' },
		{ 0x2013, '-' },
		{ 0x2014, '-' },
		{ 0x2015, '-' },
		{ 0x2044, '/' },
		{ 0x2212, '-' },
		{ 0x2236, ':' },
		{ 0x3001, ',' },
		{ 0x3002, '.' },
		{ 0x3010, '(' },
		{ 0x3011, ')' },
		{ 0x30FB, '|' },
		{ 0xFF08, '(' },
		{ 0xFF09, ')' },
		{ 0xFF0B, '+' },
		{ 0xFF0C, ',' },
		{ 0xFF0D, '-' },
		{ 0xFF0E, '.' },
		{ 0xFF0F, '/' },
		{ 0xFF1A, ':' },
		{ 0xFF5C, '|' },
	};
	if (point < 0x80)
		return (int32_t)point;
	for (size_t i = 0; i < sizeof(likes) / sizeof(likes[0]); i++) {
		if (likes[i].point == point)
			return likes[i].plain;
	}
	return '?';
}

static bool
is_ignorable(uint32_t point)
{
	return (point >= 0x200B && point <= 0x200F) || (point >= 0x202A && point <= 0x202E) ||
	       (point >= 0x2066 && point <= 0x2069) || point == 0xFEFF || point == 0xAD;
}

static struct date_token *
add_token(struct cutter *c, uint8_t kind, const char *start)
{
	struct date_token *token = &c->tokens[c->count++];
	*token = (struct date_token){
		.kind = kind, .glued = c->glued, .start = (uint32_t)(start - c->text)
	};
	c->glued = true;
	return token;
}

static void
cut_number(struct cutter *c)
{
	struct date_token *token = add_token(c, DATE_TOKEN_NUMBER, c->at);
	int64_t value = 0;
	while (c->at < c->end) {
		const char *next;
		uint32_t point = text_decode(c->at, c->end, &next);
		if (kind_of(point) != DATE_TOKEN_NUMBER)
			break;
		int digit = point < 0x80 ? (int)(point - '0') : u_charDigitValue((UChar32)point);
		value = value * 10 + digit;
		if (value > 999999999)
			value = 999999999;
		if (token->digits < UINT8_MAX)
			token->digits++;
		c->at = next;
	}
	token->value = (int32_t)value;
	token->end = (uint32_t)(c->at - c->text);
}

/* The group of a word, folded; 0 where the list does not know it. */
static int
group_of(const char *start, const char *end)
{
	char folded[DATE_WORDS_LONGEST + 4];
	size_t length = 0;
	while (start < end) {
		uint32_t point = text_decode(start, end, &start);
		if (is_ignorable(point))
			continue;
		if (length > DATE_WORDS_LONGEST)
			return 0;
		length += text_encode(text_lower(point == 0x130 ? 'i' : point), folded + length);
	}
	const struct word *word = date_words_find(folded, length);
	return word != NULL ? word->group : 0;
}

static const char *
word_end(const char *at, const char *end)
{
	while (at < end) {
		const char *next;
		uint32_t point = text_decode(at, end, &next);
		if ((kind_of(point) != DATE_TOKEN_WORD || text_is_cjk(point)) &&
			!is_ignorable(point))
			break;
		at = next;
	}
	return at;
}

/*
 * The longest entry of the list that begins at a CJK character; the character alone where there is
 * none.
 */
static const char *
cjk_end(struct cutter *c, int *group)
{
	const char *ends[CJK_WORD_MAX];
	size_t count = 0;
	for (const char *at = c->at; at < c->end && count < CJK_WORD_MAX;) {
		uint32_t point = text_decode(at, c->end, &at);
		if (!text_is_cjk(point))
			break;
		ends[count++] = at;
	}
	for (size_t i = count; i-- > 0;) {
		*group = group_of(c->at, ends[i]);
		if (*group != 0)
			return ends[i];
	}
	return ends[0];
}

/* "a.m." and "ก.ย.": short words with full stops between, where the list knows them together. */
static const char *
dotted_end(struct cutter *c, const char *first_end, int *group)
{
	const char *end = first_end;
	if (end - c->at > DOTTED_PART_MAX)
		return NULL;
	for (int part = 0; part < 3; part++) {
		if (end == c->end || *end != '.')
			break;
		const char *next = word_end(end + 1, c->end);
		if (next == end + 1 || next - end > DOTTED_PART_MAX)
			break;
		end = next;
	}
	if (end == first_end)
		return NULL;
	*group = group_of(c->at, end);
	return *group != 0 ? end : NULL;
}

static void
cut_word(struct cutter *c, uint32_t point)
{
	struct date_token *token = add_token(c, DATE_TOKEN_WORD, c->at);
	const char *start = c->at;
	int group = 0;
	if (text_is_cjk(point)) {
		c->at = cjk_end(c, &group);
	} else {
		const char *end = word_end(c->at, c->end);
		const char *dotted = dotted_end(c, end, &group);
		if (dotted == NULL)
			group = group_of(c->at, end);
		c->at = dotted != NULL ? dotted : end;
	}
	token->value = group;
	token->length = c->at - start > UINT8_MAX ? UINT8_MAX : (uint8_t)(c->at - start);
	token->end = (uint32_t)(c->at - c->text);
}

size_t
date_tokens_read(struct slice text, struct date_token tokens[DATE_TOKENS_MAX + DATE_TOKENS_PAD])
{
	struct cutter c = {
		.text = text.data, .at = text.data, .end = text.data + text.length, .tokens = tokens
	};
	while (c.at < c.end && c.count < DATE_TOKENS_MAX) {
		const char *next;
		uint32_t point = text_decode(c.at, c.end, &next);
		if (text_is_space(point)) {
			c.glued = false;
			c.at = next;
		} else if (is_ignorable(point)) {
			c.at = next;
		} else if (kind_of(point) == DATE_TOKEN_NUMBER) {
			cut_number(&c);
		} else if (kind_of(point) == DATE_TOKEN_WORD) {
			cut_word(&c, point);
		} else {
			struct date_token *token = add_token(&c, DATE_TOKEN_MARK, c.at);
			token->value = plain_mark(point);
			c.at = next;
			token->end = (uint32_t)(next - c.text);
		}
	}
	for (size_t i = 0; i < DATE_TOKENS_PAD; i++)
		tokens[c.count + i] = (struct date_token){ .kind = DATE_TOKEN_END };
	return c.count;
}
