/* Phrases of word lists in folded lines. */
#include "extract/phrase.h"

#include <string.h>

#include "base/text.h"
#include "extract/character.h"

#define ZERO_WIDTH_PART 0x200C /* parts what is one word in Persian from its ending */

static bool
is_apostrophe(uint32_t point)
{
	return point == '\'' || point == 0x2019 || point == 0x2018 || point == 0x2BC;
}

/* Vowels that Arabic writes or leaves out. */
static bool
is_arabic_vowel(uint32_t point)
{
	return point >= 0x64B && point <= 0x652;
}

static bool
is_word_class(enum character is)
{
	return is == CHARACTER_LETTER || is == CHARACTER_IDEOGRAPH || is == CHARACTER_UNSPACED;
}

/* Whether a byte is an ASCII letter or digit. */
static bool
is_letter(char c)
{
	return (unsigned char)c < 128 && character_ascii[(unsigned char)c] == CHARACTER_LETTER;
}

/* Whether a character is left out, and what it stands between is one word. */
static bool
joins(uint32_t point)
{
	return is_apostrophe(point) || is_arabic_vowel(point);
}

/* Folds a line until it has `least` bytes. */
static void
fold(struct phrase *out, struct slice line, size_t least)
{
	const char *at = line.data, *end = slice_end(line);
	size_t length = 0;
	bool blank = false;
	while (at < end && length < least) {
		uint32_t point = (unsigned char)*at;
		const char *next = at + 1;
		bool letter = is_letter(*at);
		if (point >= 128) {
			point = text_decode_wide(at, end, &next);
			letter = !joins(point) && point != ZERO_WIDTH_PART &&
				 is_word_class(character_class(point));
		}
		if (!letter) {
			blank |= !joins(point);
			at = next;
			continue;
		}
		if (blank && length > 0)
			out->text[length++] = ' ';
		blank = false;
		if (point >= 128) {
			length += text_encode(text_lower(point), out->text + length);
			at = next;
		} else if (end - at >= 8 && length + 8 < PHRASE_MAX_BYTES) {
			uint64_t eight;
			memcpy(&eight, at, 8);
			eight = text_lower_eight(eight);
			memcpy(out->text + length, &eight, 8);
			unsigned run = character_run(at, end);
			length += run;
			at += run;
		} else {
			out->text[length++] = (char)text_lower(point);
			at = next;
		}
	}
	out->whole = at >= end;
	out->length = length;
	out->text[length] = '\0';
}

void
phrase_fold(struct phrase *out, struct slice line)
{
	fold(out, line, PHRASE_MAX_BYTES);
}

void
phrase_fold_front(struct phrase *out, struct slice line, size_t longest)
{
	/* One more tells whether a word ends there. */
	fold(out, line, longest + 1);
}

bool
phrase_differs(const struct phrase *a, struct slice b)
{
	return b.length > 0 && is_letter(b.data[0]) &&
	       a->text[0] != (char)text_lower((unsigned char)b.data[0]);
}

/* What is folded of a line at first: enough for four letters and the marks around them. */
#define FRONT_BYTES 16

/* Whether a line is as it is folded, but for capitals, as far as a list's filter looks. */
static bool
has_plain_front(struct slice line)
{
	return line.length >= WORDS_FRONT && is_letter(line.data[0]) && is_letter(line.data[1]) &&
	       is_letter(line.data[2]) && (is_letter(line.data[3]) || line.data[3] == ' ');
}

bool
phrase_may_begin(struct slice line, phrase_filter *may_begin)
{
	struct phrase front;
	if (has_plain_front(line))
		return may_begin(line.data, line.length);
	line.length = text_cut(line.data, line.length, FRONT_BYTES);
	phrase_fold(&front, line);
	return front.length < WORDS_FRONT || may_begin(front.text, front.length);
}

const struct word *
phrase_whole(const struct phrase *line, phrase_finder *find, size_t longest)
{
	if (!line->whole || line->length == 0 || line->length > longest)
		return NULL;
	return find(line->text, line->length);
}

/* Whether byte `at` is inside a character, or an ASCII letter: there no phrase ends. */
static bool
goes_on(const struct phrase *line, size_t at)
{
	unsigned char c = (unsigned char)line->text[at];
	return at < line->length && c != ' ' && (c & 0xC0) != 0xC0;
}

/*
 * Whether a phrase may end before byte `at`: at a blank, at the end, or between characters of a
 * script without blanks.
 */
static bool
may_end(const struct phrase *line, size_t at)
{
	if (at == line->length || line->text[at] == ' ')
		return true;
	if (goes_on(line, at))
		return false;
	const char *next;
	uint32_t point = text_decode_wide(line->text + at, line->text + line->length, &next);
	return character_class_wide(point) != CHARACTER_LETTER;
}

const struct word *
phrase_at(const struct phrase *line, size_t at, phrase_finder *find, size_t longest, size_t *length)
{
	size_t left = line->length - at;
	for (size_t n = left < longest ? left : longest; n > 0; n--) {
		if (goes_on(line, at + n))
			continue;
		/* Most is in no list, which is told sooner than what a character is. */
		const struct word *word = find(line->text + at, n);
		if (word == NULL || !may_end(line, at + n))
			continue;
		if (length != NULL)
			*length = n;
		return word;
	}
	return NULL;
}

const struct word *
phrase_inside(const struct phrase *line, size_t from, const struct phrase_list *list, size_t *at)
{
	const char *end = line->text + line->length;
	size_t step;
	for (size_t i = from; i < line->length; i += step) {
		/* No word begins at a letter behind another one, nor at the blank behind it. */
		step = character_run(line->text + i, end);
		if (step == 0 || line->text[i + step] == ' ')
			step++;
		bool begins = i == 0 || line->text[i - 1] == ' ' || may_end(line, i);
		if (!begins || line->text[i] == ' ' ||
			!list->may_begin(line->text + i, line->length - i))
			continue;
		const struct word *word = phrase_at(line, i, list->find, list->longest, NULL);
		if (word == NULL)
			continue;
		if (at != NULL)
			*at = i;
		return word;
	}
	return NULL;
}
