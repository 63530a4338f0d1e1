/* Names in Han, kana and Hangul, which stand without blanks between words. */
#include "extract/bylinework.h"

#include <string.h>

#include "base/text.h"
#include "extract/agency.h"
#include "extract/line.h"
#include "extract/place.h"

#define NAME_LEAST    2 /* characters */
#define NAME_MOST     6
#define KOREAN_MOST   4
#define FOREIGN_MOST  16 /* ジョン・スミス */
#define REPORTER_NAME 3  /* characters of a reporter's name that a place and a day follow */
#define DESK_MOST     5  /* characters of a word for a desk */

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

static bool
ends_with(struct slice token, struct slice tail)
{
	return token.length >= tail.length &&
	       memcmp(token.data + token.length - tail.length, tail.data, tail.length) == 0;
}

/* Without a word for the bearer's work or for a wire behind the name: 김철수기자. */
static struct slice
without_tail(struct slice token)
{
	static const char *const tails[] = { "선임기자", "기자", "特派員", "记者", "記者", "특파원",
		"通讯员", "電", "电" };
	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
		struct slice tail = slice_of(tails[i]);
		if (token.length > tail.length && ends_with(token, tail))
			token.length -= tail.length;
	}
	return token;
}

/*
 * What stands behind a word for "reporter" in a run of characters, the agency before it noted:
 * 新华社记者张三, 本报记者张三, （中央社記者王小明台北30日電）, whose place is cut off. All of it where there is none.
 */
static struct slice
after_reporter(struct byline_work *work, struct slice token)
{
	static const char *const words[] = { "记者", "記者" };
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t at = line_find(token, 0, slice_of(words[i]));
		if (at == LINE_NONE || at == 0 || at + strlen(words[i]) == token.length)
			continue;
		const char *agency = agency_in(line_part(token, 0, at), NULL, NULL);
		if (agency != NULL)
			byline_note_agency(work, agency);
		token = line_part(token, at + strlen(words[i]), token.length);
		size_t end = 0;
		for (int c = 0; c < REPORTER_NAME; c++)
			line_at(token, end, &end);
		return line_has_digit(token) ? line_part(token, 0, end) : token;
	}
	return token;
}

/* Whether a word says what those are whose names follow: 本报驻美国记者, 見習記者. */
static bool
is_front(struct slice token)
{
	return ends_with(token, SLICE("记者")) || ends_with(token, SLICE("記者"));
}

static void
read_cjk_token(struct byline_work *work, struct slice token, bool last)
{
	int group = 0;
	if (byline_lead_length(token, &group) == token.length && group == LEAD_STOP) {
		work->stopped = true;
		return;
	}
	struct slice agency = is_front(token) ? without_tail(token) : token;
	if (agency_of(agency) != NULL || line_find(token, 0, SLICE("=")) != LINE_NONE) {
		byline_note_agency(work, agency_in(agency, NULL, NULL));
		return;
	}
	if (byline_word_group(token) != 0 || (!last && is_front(token)))
		return;
	token = without_tail(after_reporter(work, token));
	size_t length = byline_characters(token), next;
	bool korean = is_hangul(line_at(token, 0, &next));
	size_t most = korean                                          ? KOREAN_MOST
		      : line_find(token, 0, SLICE("・")) != LINE_NONE ? FOREIGN_MOST
								      : NAME_MOST;
	if (byline_is_cjk(token) && length >= NAME_LEAST && length <= most &&
		byline_word_group(token) == 0 && !ends_as_desk(token) && !line_has_digit(token) &&
		place_group(token) == 0 && !fields_is_outlet(work->fields, token, true))
		byline_keep(work, token);
}

/* Whether a part is family name and given name of one Japanese. */
static bool
is_japanese_name(const struct byline_work *work, struct slice part)
{
	size_t next, end;
	struct slice first = byline_token(part, 0, &next);
	const char *language = work->fields->language;
	return language != NULL && strncmp(language, "ja", 2) == 0 &&
	       !is_hangul(line_at(part, 0, &end)) && line_tokens(part) == 2 &&
	       byline_characters(part) <= NAME_MOST + 1 && agency_of(first) == NULL &&
	       byline_word_group(first) == 0 && !ends_as_desk(first);
}

void
byline_read_cjk(struct byline_work *work, struct slice part)
{
	if (is_japanese_name(work, part)) {
		byline_keep(work, part);
		return;
	}
	for (size_t at = 0; at < part.length && !work->stopped;) {
		struct slice token = byline_token(part, at, &at);
		if (token.length > 0)
			read_cjk_token(work, token, at >= part.length);
	}
}
