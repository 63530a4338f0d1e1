/* Step 6: what is left of a headline, written down: letters, digits, and the few signs that tell
 * news apart. */
#include "title/steps.h"

#include <string.h>
#include <unicode/uchar.h>

#include "base/text.h"

#define THOUSAND_DIGITS 3 /* a separator before just so many digits groups them: 10,000 */

struct speller {
	const struct title_points *in;
	struct title_key *out;
	bool blank;    /* one is due before the next sign */
	bool question; /* a question mark that nothing kept has followed */
	bool dropped;  /* a sign was dropped, without a blank, since the last one written */
	bool counted;  /* the word being written has its letter or digit */
};

static void
write_bytes(struct speller *s, const char *bytes, size_t length)
{
	struct title_key *out = s->out;
	if (s->blank && out->length > 0) {
		out->text[out->length++] = ' ';
		s->counted = false;
	}
	s->blank = false;
	s->question = false;
	s->dropped = false;
	memcpy(out->text + out->length, bytes, length);
	out->length += length;
}

static void
write_point(struct speller *s, uint32_t point)
{
	char utf8[4];
	if (point < 0x80 && !s->blank) {
		s->out->text[s->out->length++] = (char)point;
		s->question = s->dropped = false;
		return;
	}
	write_bytes(s, utf8, text_encode(point, utf8));
}

static void
count_word(struct speller *s)
{
	if (!s->counted)
		s->out->words++;
	s->counted = true;
}

/* Thai, Lao, Burmese and Khmer put no blank between words. */
static bool
is_unspaced(uint32_t point)
{
	return (point >= 0x0E00 && point <= 0x0EFF) || (point >= 0x1000 && point <= 0x109F) ||
	       (point >= 0x1780 && point <= 0x17FF);
}

static void
write_letter(struct speller *s, uint32_t point)
{
	write_point(s, point);
	count_word(s);
	if (point >= 0x80 && text_is_cjk(point))
		s->out->cjk++;
	else
		s->out->letters++;
	if (is_unspaced(point))
		s->out->unspaced++;
}

/* Dropping a sign must not make one number of two: "10`000" would then be ten thousand. */
static void
write_digit(struct speller *s, uint32_t point)
{
	const struct title_key *out = s->out;
	int value = point < 0x80 ? (int)(point - '0') : u_charDigitValue((UChar32)point);
	char digit = (char)('0' + value), last = out->length > 0 ? out->text[out->length - 1] : ' ';
	if (s->dropped && last >= '0' && last <= '9')
		s->blank = true;
	write_bytes(s, &digit, 1);
	count_word(s);
}

static enum sign
sign_at(const struct speller *s, size_t at)
{
	return at >= s->in->start && at < s->in->end ? title_sign(s->in->data[at]) : SIGN_BLANK;
}

static uint32_t
separator_at(const struct speller *s, size_t at)
{
	return at < s->in->end ? title_separator(s->in->data[at]) : 0;
}

/*
 * Where the digits begin that a separator at `at`, behind a digit, joins to that: a run of
 * separators, or one dash, colon or slash between blanks. 0 where there are none.
 */
static size_t
digits_after(const struct speller *s, size_t at)
{
	if (sign_at(s, at) == SIGN_BLANK) {
		uint32_t separator = separator_at(s, at + 1);
		bool paired = separator == '-' || separator == ':' || separator == '/';
		return paired && sign_at(s, at + 2) == SIGN_BLANK &&
				       sign_at(s, at + 3) == SIGN_DIGIT
			       ? at + 3
			       : 0;
	}
	size_t next = at;
	while (separator_at(s, next) != 0)
		next++;
	return next > at && sign_at(s, next) == SIGN_DIGIT ? next : 0;
}

static bool
is_thousand(const struct speller *s, size_t at)
{
	size_t count = 0;
	while (count <= THOUSAND_DIGITS && sign_at(s, at + count) == SIGN_DIGIT)
		count++;
	return count == THOUSAND_DIGITS;
}

/* A free-standing & reads "and". */
static void
write_and(struct speller *s, size_t at)
{
	bool before = at == s->in->start || sign_at(s, at - 1) == SIGN_BLANK;
	if (!before || sign_at(s, at + 1) != SIGN_BLANK) {
		s->dropped = true;
		return;
	}
	write_bytes(s, "and", 3);
	count_word(s);
	s->out->letters += 3;
}

/* One sign; gives the place of the next. */
static size_t
spell_sign(struct speller *s, size_t at, enum sign before)
{
	uint32_t point = s->in->data[at];
	size_t digits = before == SIGN_DIGIT ? digits_after(s, at) : 0;
	if (digits > 0) {
		uint32_t separator = title_separator(point);
		if (separator == 0)
			separator = title_separator(s->in->data[at + 1]);
		if (!is_thousand(s, digits))
			write_point(s, separator);
		else
			s->blank = sign_at(s, at) == SIGN_BLANK;
		return digits;
	}
	switch (title_sign(point)) {
	case SIGN_LETTER: write_letter(s, point); break;
	case SIGN_DIGIT: write_digit(s, point); break;
	case SIGN_KEPT: write_point(s, point == 0x066A ? '%' : point); break;
	case SIGN_AND: write_and(s, at); break;
	case SIGN_QUESTION:
		s->question = true;
		s->blank = true;
		break;
	case SIGN_BLANK:
	case SIGN_BREAK: s->blank = true; break;
	case SIGN_JOIN: s->dropped = true; break;
	case SIGN_MARK:
		if (before == SIGN_LETTER)
			write_point(s, point);
		else
			s->dropped = true;
		break;
	}
	return at + 1;
}

/* A Greek question mark is a semicolon. */
static bool
ends_in_greek_question(const struct title_points *points)
{
	size_t end = points->end;
	while (end > points->start && title_sign(points->data[end - 1]) == SIGN_BLANK)
		end--;
	return end >= points->start + 2 && points->data[end - 1] == ';' &&
	       points->data[end - 2] >= 0x0370 && points->data[end - 2] <= 0x03FF;
}

void
title_spell(struct arena *arena, const struct title_points *points, struct title_key *out)
{
	size_t count = points->end - points->start;
	*out = (struct title_key){ .text = arena_alloc(arena, count * 5 + 2) };
	struct speller s = { .in = points, .out = out };
	enum sign before = SIGN_BLANK;
	for (size_t at = points->start; at < points->end;) {
		enum sign sign = title_sign(points->data[at]);
		at = spell_sign(&s, at, before);
		/* A mark behind a mark belongs to the same letter. */
		if (sign != SIGN_MARK || before != SIGN_LETTER)
			before = sign;
	}
	if (s.question || ends_in_greek_question(points))
		out->text[out->length++] = '?';
	out->text[out->length] = '\0';
}
