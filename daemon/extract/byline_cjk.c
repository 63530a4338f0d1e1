/* Names in Han, kana and Hangul, which stand without blanks between words. */
#include "extract/bylinework.h"

#include <string.h>

#include "base/text.h"
#include "extract/agency.h"
#include "extract/line.h"

#define NAME_LEAST 2 /* characters */
#define NAME_MOST  6
#define DESK_MOST  5 /* characters of a word for a desk */

bool
byline_is_cjk(struct slice text)
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
	for (size_t at = token.length, count = 0; at > 0 && count < DESK_MOST; count++) {
		do
			at--;
		while (at > 0 && ((unsigned char)token.data[at] & 0xC0) == 0x80);
		if (byline_word_group(line_part(token, at, token.length)) == BYLINE_DESK)
			return true;
	}
	return false;
}

void
byline_read_cjk(struct byline_work *work, struct slice part)
{
	static const char *const tails[] = { "기자", "記者", "记者", "특파원", "선임기자", "通讯员",
		"電", "电" };
	size_t next;
	bool korean = is_hangul(line_at(part, 0, &next));
	bool japanese =
		work->fields->language != NULL && strncmp(work->fields->language, "ja", 2) == 0;
	if (japanese && !korean && line_tokens(part) == 2 &&
		byline_characters(part) <= NAME_MOST + 1) {
		byline_keep(work, part);
		return;
	}
	for (size_t at = 0; at < part.length;) {
		size_t blank = line_find(part, at, SLICE(" "));
		struct slice token = line_part(part, at, blank == LINE_NONE ? part.length : blank);
		at = blank == LINE_NONE ? part.length : blank + 1;
		for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
			struct slice tail = slice_of(tails[i]);
			if (token.length > tail.length &&
				memcmp(token.data + token.length - tail.length, tail.data,
					tail.length) == 0)
				token.length -= tail.length;
		}
		size_t length = byline_characters(token);
		if (byline_is_cjk(token) && length >= NAME_LEAST &&
			length <= (korean ? 4 : NAME_MOST) && byline_word_group(token) == 0 &&
			!ends_as_desk(token) && agency_of(token) == NULL &&
			!line_has_digit(token) && !fields_is_outlet(work->fields, token, true))
			byline_keep(work, token);
	}
}
