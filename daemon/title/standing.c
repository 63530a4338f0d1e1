/* Step 7: headings that come back every day and name no piece of news. */
#include "title/steps.h"

#include <string.h>

#include "base/text.h"
#include "words/standing-headings.h"

static int
group_of(struct slice text)
{
	if (text.length == 0 || text.length > STANDING_HEADINGS_LONGEST)
		return 0;
	const struct word *word = standing_headings_find(text.data, text.length);
	return word != NULL ? word->group : 0;
}

/* A number, perhaps with an ending ("24", "24th", "24.11"), or a word of a date. */
static bool
is_date_word(struct slice word)
{
	return (word.length > 0 && word.data[0] >= '0' && word.data[0] <= '9') ||
	       group_of(word) == STANDING_DATE;
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

/* Year, month and day as Chinese, Japanese and Korean write them behind a number, without a blank. */
static bool
is_date_sign(uint32_t point)
{
	return (point >= '0' && point <= '9') || point == ' ' || point == 0x5E74 ||
	       point == 0x6708 || point == 0x65E5 || point == 0x53F7 || point == 0xB144 ||
	       point == 0xC6D4 || point == 0xC77C;
}

/* "天气预报11月24日": the heading without the date behind it, where that begins with a digit. */
static struct slice
without_written_date(struct slice text)
{
	const char *end = text.data + text.length, *date = end, *at = text.data;
	bool inside = false;
	while (at < end) {
		const char *here = at;
		uint32_t point = text_decode(at, end, &at);
		if (!inside && point >= '0' && point <= '9')
			date = here;
		inside = is_date_sign(point) && (inside || (point >= '0' && point <= '9'));
		if (!inside)
			date = end;
	}
	return slice_trim((struct slice){ text.data, (size_t)(date - text.data) });
}

bool
title_is_standing(struct slice text)
{
	while (text.length > 0) {
		int group = group_of(text);
		if (group != 0)
			return true;
		struct slice less = without_last_word(text);
		if (less.length == text.length)
			less = without_first_word(text);
		if (less.length == text.length)
			break;
		text = less;
	}
	struct slice heading = without_written_date(text);
	return heading.length < text.length &&
	       (heading.length == 0 || group_of(heading) == STANDING_HEADING);
}
