/* Step 5: what wires print before and behind a headline to say how urgent or how new a version it
 * is. */
#include "title/steps.h"

#include <string.h>

#include "base/text.h"
#include "words/wire-labels.h"

/* A candidate label in the spelling of the word list; numbers are 'N'. */
struct label {
	size_t length;
	bool blank; /* one is due before the next letter */
	bool over;  /* longer than any label, or holds what no label does */
	char text[WIRE_LABELS_LONGEST + 4];
};

static void
add_bytes(struct label *label, const char *bytes, size_t length)
{
	size_t blank = label->blank && label->length > 0 ? 1 : 0;
	if (label->length + blank + length > WIRE_LABELS_LONGEST) {
		label->over = true;
		return;
	}
	if (blank > 0)
		label->text[label->length++] = ' ';
	memcpy(label->text + label->length, bytes, length);
	label->length += length;
	label->blank = false;
}

static void
label_add(struct label *label, uint32_t point)
{
	char utf8[4];
	switch (title_sign(point)) {
	case SIGN_LETTER:
	case SIGN_MARK: add_bytes(label, utf8, text_encode(point, utf8)); break;
	case SIGN_DIGIT:
		if (label->blank || label->length == 0 || label->text[label->length - 1] != 'N')
			add_bytes(label, "N", 1);
		break;
	case SIGN_BLANK:
	case SIGN_BREAK: label->blank = true; break;
	case SIGN_JOIN: break;
	case SIGN_KEPT:
	case SIGN_QUESTION:
	case SIGN_AND: label->over = true; break;
	}
}

/* Its group, or 0 where it is no label. */
static int
label_group(const struct label *label)
{
	const struct word *word = label->over || label->length == 0
					  ? NULL
					  : wire_labels_find(label->text, label->length);
	return word != NULL ? word->group : 0;
}

static uint32_t
closing_bracket(uint32_t open)
{
	if (title_is_inert(open))
		return 0;
	static const uint32_t pairs[][2] = {
		{ '(', ')' }, { '[', ']' }, { '{', '}' }, { '<', '>' },
		{ 0x00AB, 0x00BB }, /* « » */
		{ 0x2039, 0x203A }, /* ‹ › */
		{ 0x3008, 0x3009 }, /* 〈 〉 */
		{ 0x300A, 0x300B }, /* 《 》 */
		{ 0x300C, 0x300D }, /* 「 」 */
		{ 0x300E, 0x300F }, /* 『 』 */
		{ 0x3010, 0x3011 }, /* 【 】 */
		{ 0x3014, 0x3015 }, /* 〔 〕 */
	};
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (pairs[i][0] == open)
			return pairs[i][1];
	return 0;
}

static bool
is_blank(const struct title_points *points, size_t at)
{
	return at >= points->start && at < points->end &&
	       title_sign(points->data[at]) == SIGN_BLANK;
}

static bool
is_digit(const struct title_points *points, size_t at)
{
	return at >= points->start && at < points->end &&
	       title_sign(points->data[at]) == SIGN_DIGIT;
}

static bool
is_doubled(const struct title_points *points, size_t at)
{
	return at + 1 < points->end && points->data[at + 1] == points->data[at];
}

enum separation {
	SEPARATION_NONE,
	SEPARATION_TIGHT, /* a hyphen or slash without blanks: only behind a [slug] */
	SEPARATION_LOOSE,
};

/* How the sign at `at` separates a label from the headline behind it. Between digits none does:
 * "2-1". */
static enum separation
separation_at(const struct title_points *points, size_t at)
{
	uint32_t point = points->data[at];
	if (title_is_inert(point))
		return SEPARATION_NONE;
	if (is_digit(points, at - 1) && is_digit(points, at + 1))
		return SEPARATION_NONE;
	switch (point) {
	case ':':
	case '|':
	case '!':
	case '*':
	case '>':
	case 0x00B7: /* middle dot */
	case 0x00BB: /* » */
	case 0x2022: /* bullet */
	case 0x30FB: /* katakana middle dot */ return SEPARATION_LOOSE;
	case '.': /* an ellipsis, or the end of a sentence of one label */
		return is_doubled(points, at) || is_blank(points, at + 1) ? SEPARATION_LOOSE
									  : SEPARATION_NONE;
	case '+': return is_doubled(points, at) ? SEPARATION_LOOSE : SEPARATION_NONE;
	default: break;
	}
	uint32_t separator = title_separator(point);
	if (separator != '-' && separator != '/')
		return SEPARATION_NONE;
	bool apart = is_blank(points, at - 1) || is_blank(points, at + 1) ||
		     is_doubled(points, at) || point == 0x2013 || point == 0x2014;
	return apart ? SEPARATION_LOOSE : SEPARATION_TIGHT;
}

/* "[URGENT] Ferry runs aground": moves `start` past the bracket that closes at the label's end. */
static bool
cut_front_bracket(struct title_points *points, size_t at)
{
	uint32_t close = closing_bracket(points->data[at]);
	struct label label = { .length = 0 };
	for (size_t i = at + 1; i < points->end && !label.over; i++) {
		if (points->data[i] == close) {
			if (label_group(&label) == 0)
				return false;
			points->start = i + 1;
			return true;
		}
		label_add(&label, points->data[i]);
	}
	return false;
}

/* "UPDATE 1-Ferry runs aground": moves `start` past the label's separator. */
static bool
cut_front_separated(struct title_points *points, size_t at)
{
	struct label label = { .length = 0 };
	for (size_t i = at; i < points->end && !label.over; i++) {
		enum separation separation = i > at ? separation_at(points, i) : SEPARATION_NONE;
		if (separation != SEPARATION_NONE) {
			int group = label_group(&label);
			if (group == WIRE_LABEL_SLUG ||
				(group != 0 && separation == SEPARATION_LOOSE)) {
				points->start = i + 1;
				return true;
			}
		}
		label_add(&label, points->data[i]);
	}
	return false;
}

static bool
cut_front(struct title_points *points)
{
	size_t at = points->start;
	while (at < points->end && closing_bracket(points->data[at]) == 0) {
		enum sign sign = title_sign(points->data[at]);
		if (sign != SIGN_BREAK && sign != SIGN_JOIN && sign != SIGN_BLANK)
			break;
		at++;
	}
	if (at == points->end)
		return false;
	return closing_bracket(points->data[at]) != 0 ? cut_front_bracket(points, at)
						      : cut_front_separated(points, at);
}

/* The label that data[from] to data[to - 1] is: its group, or 0. */
static int
group_between(const struct title_points *points, size_t from, size_t to)
{
	struct label label = { .length = 0 };
	for (size_t i = from; i < to && !label.over; i++)
		label_add(&label, points->data[i]);
	return label_group(&label);
}

/* A dash, or the last of a run of dashes, with blanks around. */
static bool
is_dash_between_blanks(const struct title_points *points, size_t at)
{
	if (title_separator(points->data[at]) != '-' || !is_blank(points, at + 1))
		return false;
	while (at > points->start && points->data[at - 1] == points->data[at])
		at--;
	return is_blank(points, at - 1);
}

/* "Ferry runs aground (UPDATE 2)", "Ferry runs aground | Breaking": moves `end` before the bracket
 * or separator. */
static bool
cut_back(struct title_points *points)
{
	size_t end = points->end;
	while (end > points->start && is_blank(points, end - 1))
		end--;
	if (end == points->start)
		return false;
	uint32_t last = points->data[end - 1];
	/* Every letter of a label has a byte at least; blanks and signs double that at most. */
	size_t reach = (size_t)WIRE_LABELS_LONGEST * 2;
	for (size_t at = end - 1; at-- > points->start && end - at < reach;) {
		uint32_t point = points->data[at];
		if (title_is_inert(point))
			continue;
		bool bracket = closing_bracket(point) != 0 && closing_bracket(point) == last;
		bool separator = point == '|' || is_dash_between_blanks(points, at);
		if (!bracket && !separator)
			continue;
		if (at == points->start || group_between(points, at + 1, end) == 0)
			return false;
		points->end = at;
		return true;
	}
	return false;
}

void
title_cut_labels(struct title_points *points)
{
	while (cut_front(points) || cut_back(points))
		continue;
}

bool
title_is_label(struct slice text)
{
	if (text.length > WIRE_LABELS_LONGEST)
		return false;
	struct label label = { .length = 0 };
	const char *at = text.data, *end = text.data + text.length;
	while (at < end && !label.over)
		label_add(&label, text_decode(at, end, &at));
	return label_group(&label) != 0;
}
