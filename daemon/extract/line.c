/* One folded line of text: its words, its case, its key. */
#include "extract/line.h"

#include <string.h>

#include <unicode/uchar.h>

#include "base/text.h"

struct slice
line_part(struct slice line, size_t from, size_t to)
{
	return (struct slice){ line.data + from, to - from };
}

uint32_t
line_at(struct slice line, size_t at, size_t *next)
{
	*next = at;
	if (at >= line.length)
		return 0;
	const char *after;
	uint32_t point = text_decode(line.data + at, line.data + line.length, &after);
	*next = (size_t)(after - line.data);
	return point;
}

uint32_t
line_before(struct slice line, size_t at)
{
	if (at == 0)
		return 0;
	size_t start = at - 1;
	while (start > 0 && at - start < 4 && ((unsigned char)line.data[start] & 0xC0) == 0x80)
		start--;
	size_t next;
	return line_at(line, start, &next);
}

/* Whether a character, as its bytes, is a blank or stands among the marks. */
static bool
is_mark(struct slice character, struct slice marks)
{
	return character.data[0] == ' ' || slice_find(marks, character) != NULL;
}

/* Whether a byte goes on with a character that began before it. */
static bool
is_inside(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* An ASCII letter or digit. No list of marks has one. */
static bool
is_plain(char c)
{
	return (unsigned char)c < 0x80 && line_is_word((unsigned char)c);
}

struct slice
line_trim(struct slice line, const char *marks)
{
	struct slice all = slice_of(marks);
	size_t from = 0, to = line.length;
	/* Most lines begin and end in a letter, which is no mark. */
	while (from < to && !is_plain(line.data[from])) {
		size_t next = from + 1;
		while (next < to && is_inside(line.data[next]))
			next++;
		if (!is_mark(line_part(line, from, next), all))
			break;
		from = next;
	}
	while (to > from && !is_plain(line.data[to - 1])) {
		size_t last = to - 1;
		while (last > from && is_inside(line.data[last]))
			last--;
		if (!is_mark(line_part(line, last, to), all))
			break;
		to = last;
	}
	return line_part(line, from, to);
}

size_t
line_lower(struct slice line, char *out, size_t max)
{
	size_t length = 0;
	for (size_t at = 0; at < line.length;) {
		char bytes[4];
		uint64_t eight;
		if (line.length - at >= 8 && max - length > 8) {
			memcpy(&eight, line.data + at, 8);
			if ((eight & TEXT_EACH(0x80)) == 0) {
				eight = text_lower_eight(eight);
				memcpy(out + length, &eight, 8);
				at += 8;
				length += 8;
				continue;
			}
		}
		if ((unsigned char)line.data[at] < 0x80) {
			if (length + 1 >= max)
				break;
			out[length++] = (char)text_lower((unsigned char)line.data[at++]);
			continue;
		}
		size_t count = text_encode(text_lower(line_at(line, at, &at)), bytes);
		if (length + count >= max)
			break;
		memcpy(out + length, bytes, count);
		length += count;
	}
	out[length] = '\0';
	return length;
}

const char *
line_key(struct arena *arena, struct slice line)
{
	/* Lower case may take half as many bytes again: U+023A has two, its lower case three. */
	char *key = arena_alloc(arena, line.length * 2 + 1);
	size_t length = 0;
	for (size_t at = 0; at < line.length;) {
		uint32_t point = line_at(line, at, &at);
		if (text_is_letter(point) || text_is_digit(point))
			length += text_encode(text_lower(point), key + length);
	}
	key[length] = '\0';
	return key;
}

bool
line_is_word(uint32_t point)
{
	if (point < 0x80)
		return (point >= '0' && point <= '9') ||
		       ((point | 32) >= 'a' && (point | 32) <= 'z');
	if (text_is_cjk(point))
		return false;
	return text_is_letter(point) || text_is_digit(point) ||
	       (U_GET_GC_MASK((UChar32)point) & (U_GC_M_MASK)) != 0;
}

/* The end of a run of ASCII letters and digits. */
static size_t
skip_ascii(struct slice line, size_t at)
{
	while (at < line.length && (unsigned char)line.data[at] < 0x80 &&
		line_is_word((unsigned char)line.data[at]))
		at++;
	return at;
}

size_t
line_word_end(struct slice line, size_t at)
{
	size_t next, run = skip_ascii(line, at);
	if (run > at && (run == line.length || (unsigned char)line.data[run] < 0x80))
		return run;
	uint32_t point = line_at(line, at, &next);
	if (!line_is_word(point))
		return next;
	while (line_is_word(point)) {
		at = next;
		point = line_at(line, at, &next);
	}
	return at;
}

size_t
line_tokens(struct slice line)
{
	size_t tokens = line.length > 0;
	for (size_t at = 0; at < line.length; at++)
		tokens += line.data[at] == ' ';
	return tokens;
}

bool
line_is_capitals(struct slice line)
{
	bool upper = false;
	for (size_t at = 0; at < line.length;) {
		uint32_t point = line_at(line, at, &at);
		if (u_islower((UChar32)point))
			return false;
		upper |= u_isupper((UChar32)point);
	}
	return upper;
}

bool
line_is_caseless(struct slice line)
{
	for (size_t at = 0; at < line.length;) {
		uint32_t point = line_at(line, at, &at);
		if (point >= 0x0590 && u_charType((UChar32)point) == U_OTHER_LETTER)
			return true;
	}
	return false;
}

bool
line_has_digit(struct slice line)
{
	for (size_t at = 0; at < line.length;)
		if (text_is_digit(line_at(line, at, &at)))
			return true;
	return false;
}

size_t
line_find(struct slice line, size_t from, struct slice needle)
{
	if (from >= line.length)
		return LINE_NONE;
	const char *found = slice_find(line_part(line, from, line.length), needle);
	return found == NULL ? LINE_NONE : (size_t)(found - line.data);
}
