/* A tokenizer for what was meant to be JSON, with a stack of what is open; it writes JSON. */
#include "extract/mend.h"

#include <string.h>

#define DEPTH_MAX       500 /* of feeds that are none; what is deeper is left out */
#define SAFE_DIGITS_MAX 18  /* of a whole number that fits any reader */

struct level {
	bool object;
	bool filled; /* something stands in it */
	bool keyed;  /* a key waits for its value */
};

struct mender {
	const char *at, *end;
	struct buffer *out;
	struct level levels[DEPTH_MAX];
	size_t depth;
	size_t open[2]; /* arrays and objects among them */
};

static struct level *
innermost(struct mender *m)
{
	return &m->levels[m->depth - 1];
}

static const char *
skip_blanks(const char *at, const char *end)
{
	while (at < end && memchr(" \t\r\n", *at, 4) != NULL)
		at++;
	return at;
}

/* Writes the comma before a value or key. True where it is a key. */
static bool
begin(struct mender *m)
{
	if (m->depth == 0)
		return false;
	struct level *level = innermost(m);
	bool key = level->object && !level->keyed;
	if (level->filled && !level->keyed)
		buffer_add_char(m->out, ',');
	level->filled = true;
	level->keyed = key;
	return key;
}

/* A key that got no value has null. */
static void
settle(struct mender *m)
{
	if (m->depth > 0 && innermost(m)->keyed)
		buffer_add_string(m->out, "null");
	if (m->depth > 0)
		innermost(m)->keyed = false;
}

static void
close_level(struct mender *m)
{
	settle(m);
	bool object = innermost(m)->object;
	buffer_add_char(m->out, object ? '}' : ']');
	m->open[object]--;
	m->depth--;
}

static void
open_level(struct mender *m, bool object)
{
	if (begin(m)) { /* no key stands before it */
		buffer_add_string(m->out, "\"\":");
		innermost(m)->keyed = false;
	}
	buffer_add_char(m->out, object ? '{' : '[');
	m->levels[m->depth++] = (struct level){ .object = object };
	m->open[object]++;
}

/* Closes all up to the innermost of that kind; where none is open, the sign counts for nothing. */
static void
close_levels(struct mender *m, bool object)
{
	bool met = m->open[object] == 0;
	while (!met) {
		met = innermost(m)->object == object;
		close_level(m);
	}
}

/*
 * Whether the quote at `at` ends its string: what may follow one follows, on this line or, where a
 * comma was forgotten, on another.
 */
static bool
is_closing(const struct mender *m, const char *at)
{
	const char *next = skip_blanks(at + 1, m->end);
	if (next == m->end || memchr(",:}]/", *next, 5) != NULL)
		return true;
	return *next == '"' && memchr(at, '\n', (size_t)(next - at)) != NULL;
}

/* The value of the "\\uXXXX" at `at`; -1 where none stands there. */
static long
unit_at(const char *at, const char *end)
{
	long value = 0;
	if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
		return -1;
	for (int i = 2; i < 6; i++) {
		const char *digits = "0123456789abcdef";
		const char *digit = memchr(digits, at[i] >= 'A' ? at[i] | 0x20 : at[i], 16);
		if (digit == NULL)
			return -1;
		value = value * 16 + (digit - digits);
	}
	return value;
}

/* Steps over the escape at m->at. Of one that is none the stroke goes and the rest stays. */
static void
add_escape(struct mender *m)
{
	const char *at = m->at;
	long unit = unit_at(at, m->end), low = unit >= 0 ? unit_at(at + 6, m->end) : -1;
	bool pair = unit >= 0xD800 && unit <= 0xDBFF && low >= 0xDC00 && low <= 0xDFFF;
	bool half = !pair && unit >= 0xD800 && unit <= 0xDFFF;
	size_t length = pair ? 12 : unit >= 0 ? 6 : 2;
	if (m->end - at < 2 || (unit < 0 && memchr("\"\\/bfnrt", at[1], 8) == NULL)) {
		m->at++;
		return;
	}
	buffer_add(m->out, half ? "\\ufffd" : at, length);
	m->at += length;
}

static void
add_string(struct mender *m)
{
	bool key = begin(m);
	buffer_add_char(m->out, '"');
	for (m->at++; m->at < m->end && (*m->at != '"' || !is_closing(m, m->at));) {
		unsigned char c = (unsigned char)*m->at;
		if (c == '\\') {
			add_escape(m);
			continue;
		}
		if (c == '"')
			buffer_add_string(m->out, "\\\"");
		else if (c == '\n' || c == '\t')
			buffer_add_string(m->out, c == '\n' ? "\\n" : "\\t");
		else if (c >= ' ')
			buffer_add_char(m->out, (char)c);
		m->at++;
	}
	m->at += m->at < m->end;
	buffer_add_string(m->out, key ? "\":" : "\"");
}

static bool
is_word_end(char c)
{
	return memchr(" \t\r\n,:{}[]\"/", c, 12) != NULL;
}

/* Whether a word is a value as it stands: a number that fits any reader, null, true, false. */
static bool
is_literal(struct slice word)
{
	size_t i = word.data[0] == '-', whole = i;
	if (slice_equals(word, SLICE("null")) || slice_equals(word, SLICE("true")) ||
		slice_equals(word, SLICE("false")))
		return true;
	while (i < word.length && word.data[i] >= '0' && word.data[i] <= '9')
		i++;
	bool leading_zero = i - whole > 1 && word.data[whole] == '0';
	return i == word.length && i > whole && i - whole <= SAFE_DIGITS_MAX && !leading_zero;
}

/* A word without quotes: a value, else it counts as a string. */
static void
add_word(struct mender *m)
{
	struct slice word = { m->at, 0 };
	while (m->at < m->end && !is_word_end(*m->at))
		m->at++;
	word.length = (size_t)(m->at - word.data);
	bool key = begin(m), quoted = key || !is_literal(word);
	if (quoted)
		buffer_add_char(m->out, '"');
	for (size_t i = 0; i < word.length; i++) {
		if ((unsigned char)word.data[i] >= ' ' && word.data[i] != '\\')
			buffer_add_char(m->out, word.data[i]);
	}
	if (quoted)
		buffer_add_string(m->out, key ? "\":" : "\"");
}

/* Behind the comment at `at`; `at` where none begins there. */
static const char *
behind_comment(const char *at, const char *end)
{
	if (end - at < 2 || at[0] != '/' || (at[1] != '/' && at[1] != '*'))
		return at;
	bool line = at[1] == '/';
	const char *close =
		memmem(at + 2, (size_t)(end - at - 2), line ? "\n" : "*/", line ? 1 : 2);
	return close != NULL ? close + (line ? 1 : 2) : end;
}

/* One step: a sign, a comment, a string, a word. */
static void
mend_one(struct mender *m)
{
	const char *behind = behind_comment(m->at, m->end);
	char c = *m->at;
	if (behind != m->at) {
		m->at = behind;
	} else if (c == '"') {
		add_string(m);
	} else if (!is_word_end(c)) {
		add_word(m);
	} else {
		m->at++;
		if (c == '{' || c == '[')
			open_level(m, c == '{');
		else if (c == '}' || c == ']')
			close_levels(m, c == '}');
		else if (c == ',')
			settle(m);
	}
}

struct slice
mend_json_start(struct slice text)
{
	const char *at = text.data, *end = slice_end(text), *before;
	do {
		before = at;
		at = behind_comment(skip_blanks(at, end), end);
	} while (at != before);
	return (struct slice){ at, (size_t)(end - at) };
}

void
mend_json(struct slice text, struct buffer *out)
{
	text = mend_json_start(text);
	struct mender m = { .at = text.data, .end = slice_end(text), .out = out };
	if (text.length == 0 || (*m.at != '{' && *m.at != '['))
		return;
	do {
		mend_one(&m);
	} while (m.depth > 0 && m.depth < DEPTH_MAX && m.at < m.end);
	while (m.depth > 0)
		close_level(&m);
}
