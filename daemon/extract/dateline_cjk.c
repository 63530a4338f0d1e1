/* Datelines of Chinese, Japanese and Korean agencies: in brackets, or before a word for a wire. */
#include "extract/datelinework.h"

#include <string.h>

#include "base/text.h"
#include "extract/agency.h"
#include "extract/line.h"

bool
dateline_read_bracketed(struct arena *arena, struct slice text, struct dateline *out)
{
	struct slice inside, place = { NULL, 0 };
	size_t end = dateline_read_bracket(text, 0, &inside);
	if (end == LINE_NONE || !line_is_caseless(inside))
		return false;
	size_t at, length = 0, equals = line_find(inside, 0, SLICE("="));
	size_t wide = line_find(inside, 0, SLICE("＝"));
	const char *agency = dateline_bracket_agency(inside);
	if (equals == LINE_NONE)
		equals = wide;
	if (equals != LINE_NONE) {
		place = line_part(inside, 0, equals);
		if (agency_of(place) != NULL)
			place.length = 0;
	} else if (agency != NULL && agency_in(inside, &at, &length) != NULL) {
		place = at == 0 ? line_part(inside, length, inside.length)
				: line_part(inside, 0, at);
	} else {
		/* The agency's short name at the end: 【ワシントン共同】. */
		static const char *const tails[] = { "共同", "時事", "聯合", "연합" };
		for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++) {
			struct slice tail = slice_of(tails[i]);
			if (inside.length > tail.length &&
				memcmp(inside.data + inside.length - tail.length, tail.data,
					tail.length) == 0) {
				agency = agency_of(tail);
				place = line_part(inside, 0, inside.length - tail.length);
			}
		}
	}
	if (place.length > DATELINE_PLACE_MAX_BYTES || (agency == NULL && equals == LINE_NONE))
		return false;
	bool dash;
	/* Korean reporters stand between the bracket and a second sign of equality. */
	size_t sign = line_find(text, end, SLICE("기자"));
	size_t second = sign == LINE_NONE ? LINE_NONE : line_find(text, sign, SLICE("="));
	if (second != LINE_NONE && second - end < DATELINE_BRACKET_MAX_BYTES && second - sign < 12)
		end = second;
	return dateline_fill(out, arena, place, agency, dateline_skip_dash(text, end, &dash));
}

/* The first of the signs that end a Chinese dateline after its day: 30日电, 30日電, 30日讯. */
static size_t
find_wire_sign(struct slice text, size_t *after)
{
	static const char *const signs[] = { "电", "電", "讯", "訊", "专电", "專電", "消息" };
	size_t day = line_find(text, 0, SLICE("日"));
	if (day == LINE_NONE || day > DATELINE_PLACE_MAX_BYTES)
		return LINE_NONE;
	day += strlen("日");
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
		struct slice sign = slice_of(signs[i]);
		if (text.length - day >= sign.length &&
			memcmp(text.data + day, sign.data, sign.length) == 0) {
			*after = day + sign.length;
			return day;
		}
	}
	return LINE_NONE;
}

bool
dateline_read_chinese(struct arena *arena, struct slice text, struct dateline *out)
{
	size_t after, start = 0, next, at, length;
	uint32_t first = line_at(text, 0, &next);
	bool bracket = first == '(' || first == 0xFF08 || first == 0x3010;
	if (bracket)
		start = next;
	struct slice rest = line_part(text, start, text.length);
	size_t end = find_wire_sign(rest, &after);
	if (end == LINE_NONE || !text_is_cjk(line_at(rest, 0, &next)))
		return false;
	struct slice place = line_part(rest, 0, end);
	const char *agency = agency_in(place, &at, &length);
	if (agency != NULL && at == 0) {
		place = line_part(place, length, place.length);
	} else if (slice_starts(place, SLICE("本报")) || slice_starts(place, SLICE("本報")) ||
		   slice_starts(place, SLICE("本网")) || slice_starts(place, SLICE("本社"))) {
		place = line_part(place, strlen("本报"), place.length);
	}
	/* A reporter's name of three characters between the agency and the place. */
	if (slice_starts(place, SLICE("记者")) || slice_starts(place, SLICE("記者"))) {
		size_t name = strlen("记者");
		for (int i = 0; i < 3; i++)
			line_at(place, name, &name);
		place = line_part(place, name, place.length);
	}
	after += start;
	struct slice inside;
	if (bracket) {
		uint32_t close = line_at(text, after, &next);
		if (close == ')' || close == 0xFF09 || close == 0x3011)
			after = next;
	}
	size_t closed = dateline_read_bracket(text, after, &inside);
	bool dash;
	return dateline_fill(out, arena, place, agency,
		dateline_skip_dash(text, closed == LINE_NONE ? after : closed, &dash));
}
