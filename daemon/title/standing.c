/* Step 7: headings that come back every day and name no piece of news. */
#include "title/steps.h"

#include <string.h>

#include "base/text.h"
#include "words/standing-dates.h"
#include "words/standing-germanic.h"
#include "words/standing-latin.h"
#include "words/standing-other.h"
#include "words/standing-romance.h"

/* Letters that may end a number: "24th", "1er", "15-го". */
#define NUMERAL_LETTERS_MAX 3

/* Letters folded from Latin begin below U+0340, those of all other scripts above it. */
#define LEAD_BYTE_OTHER 0xCD

static bool
is_heading(struct slice text)
{
	const struct word *word = NULL;
	if (text.length == 0)
		return false;
	if ((unsigned char)text.data[0] >= LEAD_BYTE_OTHER)
		return text.length <= STANDING_OTHER_LONGEST &&
		       standing_other_find(text.data, text.length) != NULL;
	if (text.length <= STANDING_GERMANIC_LONGEST)
		word = standing_germanic_find(text.data, text.length);
	if (word == NULL && text.length <= STANDING_ROMANCE_LONGEST)
		word = standing_romance_find(text.data, text.length);
	if (word == NULL && text.length <= STANDING_LATIN_LONGEST)
		word = standing_latin_find(text.data, text.length);
	return word != NULL;
}

/* Year, month, day and number as Chinese, Japanese and Korean write them behind digits. */
static bool
is_date_sign(uint32_t point)
{
	static const uint32_t signs[] = { 0x5E74, 0x6708, 0x65E5, 0x53F7, 0xB144, 0xC6D4, 0xC77C };
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (signs[i] == point)
			return true;
	return (point >= '0' && point <= '9') || title_separator(point) != 0;
}

/* A number, perhaps with an ending ("24", "24th", "24.11"). */
static bool
is_numeral(struct slice word)
{
	const char *at = word.data, *end = word.data + word.length;
	size_t others = 0;
	if (word.length == 0 || *at < '0' || *at > '9')
		return false;
	while (at < end && others <= NUMERAL_LETTERS_MAX) {
		uint32_t point = text_decode(at, end, &at);
		if (text_is_cjk(point) && !is_date_sign(point))
			return false;
		others += !is_date_sign(point);
	}
	return others <= NUMERAL_LETTERS_MAX;
}

static bool
is_date_word(struct slice word)
{
	return is_numeral(word) || (word.length <= STANDING_DATES_LONGEST &&
					   standing_dates_find(word.data, word.length) != NULL);
}

static struct slice
without_last_word(struct slice text)
{
	const char *blank = memrchr(text.data, ' ', text.length);
	struct slice word = blank != NULL ? (struct slice){ blank + 1,
		(size_t)(text.data + text.length - blank - 1) }
					  : text;
	if (!is_date_word(word))
		return text;
	return (struct slice){ text.data, blank != NULL ? (size_t)(blank - text.data) : 0 };
}

static struct slice
without_first_word(struct slice text)
{
	const char *blank = memchr(text.data, ' ', text.length);
	size_t length = blank != NULL ? (size_t)(blank - text.data) : text.length;
	if (!is_date_word((struct slice){ text.data, length }))
		return text;
	size_t cut = blank != NULL ? length + 1 : length;
	return (struct slice){ text.data + cut, text.length - cut };
}

/* "天气预报11月24日", "11月24日天气预报": the heading without a date that is written to it,
 * beginning with a digit. */
static struct slice
without_written_date(struct slice text)
{
	const char *end = text.data + text.length, *at = text.data, *date = end, *heading = NULL;
	while (at < end) {
		const char *here = at;
		uint32_t point = text_decode(at, end, &at);
		bool digit = point >= '0' && point <= '9';
		if (date == end && digit)
			date = here;
		else if (!is_date_sign(point))
			date = end;
		if (heading == NULL && date == end)
			heading = here;
	}
	if (heading == NULL)
		heading = end;
	if (date < heading)
		date = heading;
	return slice_trim((struct slice){ heading, (size_t)(date - heading) });
}

/* A digit in front, or a sign of a date (none is ASCII) or a digit at the end. text: not empty. */
static bool
has_written_date(struct slice text)
{
	unsigned char first = (unsigned char)text.data[0];
	unsigned char last = (unsigned char)text.data[text.length - 1];
	return last >= 0x80 || (first >= '0' && first <= '9') || (last >= '0' && last <= '9');
}

bool
title_is_standing(struct slice text)
{
	while (text.length > 0) {
		if (is_heading(text))
			return true;
		struct slice less = without_last_word(text);
		if (less.length == text.length)
			less = without_first_word(text);
		if (less.length == text.length)
			return has_written_date(text) && is_heading(without_written_date(text));
		text = less;
	}
	return true; /* a date alone */
}
