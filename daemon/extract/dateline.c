/* Where a story was filed: the place, the date and the agency before the first dash. */
#include "extract/datelinework.h"

#include <string.h>

#include <unicode/uchar.h>

#include "base/text.h"
#include "extract/agency.h"
#include "extract/line.h"
#include "extract/place.h"

#define ABBREVIATION_BYTES 6 /* of an abbreviated state and its stop: "Calif." */
#define OUTLET_BYTES       5 /* of an outlet's short name before a bar */

bool
dateline_is_dash(uint32_t point)
{
	return point == '-' || (point >= 0x2010 && point <= 0x2015) || point == 0x2212;
}

size_t
dateline_skip_dash(struct slice text, size_t at, bool *dash)
{
	size_t next;
	*dash = false;
	for (;;) {
		uint32_t point = line_at(text, at, &next);
		switch (point) {
		case '.':
		case ':':
		case ',':
		case '=':
		case 0xFF1D:
		case 0xFF1A: *dash = true; break;
		case ' ': break;
		default:
			if (!dateline_is_dash(point))
				return at;
			*dash = true;
		}
		at = next;
	}
}

/* An agency right after the dash, ended by a stop or another dash: "— РИА Новости. ". */
static size_t
trailing_agency(struct slice text, size_t at, const char **agency)
{
	struct slice rest = line_part(text, at, text.length);
	size_t start, length;
	struct slice head = rest;
	if (head.length > DATELINE_BRACKET_MAX_BYTES)
		head.length = DATELINE_BRACKET_MAX_BYTES;
	while (head.length > 0 && head.length < rest.length &&
		((unsigned char)rest.data[head.length] & 0xC0) == 0x80)
		head.length--;
	const char *found = agency_in(head, &start, &length);
	if (found == NULL || start > 1)
		return at;
	size_t next, end = start + length;
	uint32_t point = line_at(rest, end, &next);
	if (point == '/')
		point = line_at(rest, next, &next);
	else if (point == ' ')
		point = line_at(rest, next, &next);
	if (point != '.' && point != ':' && !dateline_is_dash(point))
		return at;
	*agency = found;
	bool dash;
	return at + dateline_skip_dash(rest, end + (line_at(rest, end, &next) == '/'), &dash);
}

size_t
dateline_read_bracket(struct slice text, size_t at, struct slice *inside)
{
	static const uint32_t pairs[][2] = { { '(', ')' }, { '[', ']' }, { 0xFF08, 0xFF09 },
		{ 0x3010, 0x3011 }, { 0xFF3B, 0xFF3D }, { 0x3014, 0x3015 }, { 0x300A, 0x300B },
		{ '/', '/' } };
	size_t next;
	uint32_t open = line_at(text, at, &next), close = 0;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (pairs[i][0] == open)
			close = pairs[i][1];
	if (close == 0)
		return LINE_NONE;
	size_t from = next;
	for (at = from; at < text.length && at - from <= DATELINE_BRACKET_MAX_BYTES; at = next) {
		uint32_t point = line_at(text, at, &next);
		if (point == close || (close == ')' && point == 0xFF09) ||
			(close == 0xFF09 && point == ')')) {
			*inside = line_part(text, from, at);
			return next;
		}
	}
	return LINE_NONE;
}

const char *
dateline_bracket_agency(struct slice inside)
{
	const char *agency = agency_of(inside);
	return agency != NULL ? agency : agency_in(inside, NULL, NULL);
}

bool
dateline_fill(struct dateline *out, struct arena *arena, struct slice place, const char *agency,
	size_t length)
{
	place = line_trim(place, " -–—―‒=＝:：,，、|/");
	/* The stop of "Wis." stays, that of a sentence goes. */
	if (place.length > 0 && place.data[place.length - 1] == '.') {
		size_t at = place.length - 1;
		while (at > 0 && place.data[at - 1] != ' ')
			at--;
		if (place.length - at > ABBREVIATION_BYTES)
			place.length--;
	}
	if (place.length == 0 && agency == NULL)
		return false;
	out->place = place.length == 0 ? NULL : arena_strndup(arena, place.data, place.length);
	out->agency = agency;
	out->length = length;
	return true;
}

/*
 * Where the place ends: at a bracket, a dash between blanks, a colon, or a slash that opens an
 * agency.
 */
static size_t
find_place_end(struct slice text, uint32_t *sign)
{
	size_t next;
	for (size_t at = 0; at < text.length && at <= DATELINE_PLACE_MAX_BYTES; at = next) {
		uint32_t point = line_at(text, at, &next), before = line_before(text, at), peek;
		size_t skip;
		peek = line_at(text, next, &skip);
		*sign = point;
		struct slice inside;
		/*
		 * "New Delhi [India], September 30 (ANI)": a country in brackets belongs to the
		 * place.
		 */
		if (point == '(' || point == 0xFF08 ||
			(point == '[' && dateline_read_bracket(text, at, &inside) != LINE_NONE &&
				dateline_bracket_agency(inside) != NULL))
			return at;
		if (point == ':' && peek == ' ')
			return at;
		if (point == '/' && (before == ' ' || before == '.'))
			return at;
		if (dateline_is_dash(point) &&
			(before == ' ' || peek == ' ' || peek == '-' || point == 0x2014))
			return at;
	}
	return LINE_NONE;
}

/* "Berlin. Die ...", "HOLMDEN. Die ...": a place and a stop, as German regional papers have it. */
static bool
read_stopped(struct arena *arena, struct slice text, struct dateline *out)
{
	size_t stop = dateline_find_stop(text, 0), next;
	if (stop == LINE_NONE || stop > PLACES_LONGEST)
		return false;
	struct slice place = line_part(text, 0, stop);
	if (place_group(place) != PLACE_PLACE &&
		!(dateline_is_capitals(place) && dateline_read_place(place).valid &&
			u_isupper((UChar32)line_at(text, stop + 2, &next))))
		return false;
	return dateline_fill(out, arena, place, NULL, stop + 2);
}

/* "BERLIN hfb | Die ...": the outlet in small letters between place and bar. */
static bool
read_barred(struct arena *arena, struct slice text, struct dateline *out)
{
	size_t bar = line_find(text, 0, SLICE(" | "));
	const char *blank = bar == LINE_NONE || bar > DATELINE_PLACE_MAX_BYTES
				    ? NULL
				    : memrchr(text.data, ' ', bar);
	if (blank == NULL)
		return false;
	struct slice place = line_part(text, 0, (size_t)(blank - text.data));
	size_t next, name = place.length + 1;
	if (bar - name > OUTLET_BYTES || !u_islower((UChar32)line_at(text, name, &next)) ||
		(place_group(place) != PLACE_PLACE && !dateline_is_capitals(place)))
		return false;
	return dateline_fill(
		out, arena, place, agency_of(line_part(text, name, bar)), bar + strlen(" | "));
}

/* An agency alone at the front: "(Reuters) - ", "(ANSA) - ROMA, 30 SET - ". */
static bool
read_agency_first(struct arena *arena, struct slice text, struct dateline *out)
{
	struct slice inside;
	size_t end = dateline_read_bracket(text, 0, &inside);
	const char *agency = end == LINE_NONE ? NULL : dateline_bracket_agency(inside);
	if (agency == NULL)
		return false;
	bool dash;
	end = dateline_skip_dash(text, end, &dash);
	struct dateline rest;
	struct slice after = line_part(text, end, text.length);
	char *copy = arena_strndup(arena, after.data, after.length);
	if (!dash || line_at(after, 0, &(size_t){ 0 }) == '(' || !dateline_read(arena, copy, &rest))
		return dateline_fill(out, arena, line_part(text, 0, 0), agency, end);
	*out = (struct dateline){ rest.place, agency, end + rest.length };
	return true;
}

static bool
read_western(struct arena *arena, struct slice text, struct dateline *out)
{
	uint32_t sign;
	size_t end = find_place_end(text, &sign), after;
	if (end == LINE_NONE || end == 0)
		return read_stopped(arena, text, out);
	struct slice place = line_trim(line_part(text, 0, end), " ,-"), inside;
	struct dateline_place reading = dateline_read_place(place);
	/* "Sept 30 (Reuters) - ": a date alone, but only before an agency. */
	bool agency_bracket = sign == '(' || sign == '[' || sign == '/' || sign == 0xFF08;
	const char *agency = NULL;
	bool dash;
	if (!reading.valid)
		return read_stopped(arena, text, out);
	if (agency_bracket) {
		after = dateline_read_bracket(text, end, &inside);
		if (after == LINE_NONE)
			return false;
		agency = dateline_bracket_agency(inside);
		after = dateline_skip_dash(text, after, &dash);
		/* "Rom (example.net/ale) ": the outlet's host and whose hand it was. */
		if (agency == NULL && place_group(place) == PLACE_PLACE &&
			line_tokens(inside) == 1 && memchr(inside.data, '.', inside.length) != NULL)
			return dateline_fill(out, arena, place, NULL, after);
		/*
		 * An outlet's own name in the bracket: believed with a place in capitals and a
		 * dash.
		 */
		if (agency == NULL &&
			!(dash && dateline_is_sure(&reading, false) && line_tokens(inside) <= 3))
			return false;
		return dateline_fill(out, arena, place, agency, after);
	}
	after = dateline_skip_dash(text, end, &dash);
	size_t more = trailing_agency(text, after, &agency);
	/* "Jakarta (ANTARA)" aside, an agency may stand in the place: "LONDON, AFP - ". */
	size_t at, length;
	if (agency == NULL && (agency = agency_in(place, &at, &length)) != NULL) {
		place = at == 0 ? line_part(place, length, place.length) : line_part(place, 0, at);
		return dateline_fill(out, arena, place, agency, after);
	}
	if (agency == NULL && !dateline_is_sure(&reading, sign == ':'))
		return read_stopped(arena, text, out);
	return dateline_fill(out, arena, place, agency, more);
}

bool
dateline_read(struct arena *arena, const char *paragraph, struct dateline *out)
{
	struct slice text = slice_of(paragraph);
	text.length = text_cut(text.data, text.length, DATELINE_MAX_BYTES);
	return dateline_read_chinese(arena, text, out) ||
	       dateline_read_bracketed(arena, text, out) || read_agency_first(arena, text, out) ||
	       read_barred(arena, text, out) || read_western(arena, text, out);
}
