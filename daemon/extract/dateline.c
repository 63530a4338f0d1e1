/* Where a story was filed: the place, the date and the agency before the first dash. */
#include "extract/dateline.h"

#include <string.h>

#include <unicode/uchar.h>

#include "base/slice.h"
#include "base/text.h"
#include "extract/agency.h"
#include "extract/line.h"
#include "words/places.h"

#define PLACE_MAX_BYTES 120 /* place and date; "WASHINGTON/KUALA LUMPUR, Sept 30" has 32 */
/* Of one place: "Rio de Janeiro" has three, "VILLEFRANCHE DE LAURAGAIS" too. */
#define PLACE_MAX_WORDS    6
#define PLACE_MAX_PARTS    4   /* between commas: place, state, date, year */
#define BRACKET_MAX_BYTES  120 /* what stands between brackets: agencies, a reporter */
#define DATE_MAX_WORDS     5
#define CAPITALS_MAX_WORDS 3 /* more of them in capitals are a rubric */
/* A shorter word in capitals before a dash may be a firm: it must be a known place. */
#define CAPITALS_LEAST     6
#define ABBREVIATION_BYTES 6 /* of an abbreviated state and its stop: "Calif." */
#define ENDS               " -–—―‒=:.,~|/"

static bool
is_dash(uint32_t point)
{
	return point == '-' || (point >= 0x2010 && point <= 0x2015) || point == 0x2212;
}

/*
 * The dash (or what stands for one) at `at`, blanks around it included: the offset after it, or
 * `at` where there is none.
 */
static size_t
skip_dash(struct slice text, size_t at, bool *dash)
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
			if (!is_dash(point))
				return at;
			*dash = true;
		}
		at = next;
	}
}

/* The group of a text in the list of places; 0 where it is none. */
static int
place_group(struct slice place)
{
	char lower[PLACES_LONGEST + 8];
	if (place.length >= sizeof(lower))
		return 0;
	const struct word *word = places_find(lower, line_lower(place, lower, sizeof(lower)));
	return word == NULL ? 0 : word->group;
}

/* Small words that stand inside names of places. */
static bool
is_particle(struct slice word)
{
	static const char *const particles[] = { "de", "la", "le", "les", "del", "da", "do", "dos",
		"di", "of", "the", "on", "upon", "sur", "am", "an", "der", "du", "el", "al", "y",
		"and", "und", "et", "e", "i", "en", "aan", "den", "in", "na", "nad", "pri", "bei",
		"sous" };
	for (size_t i = 0; i < sizeof(particles) / sizeof(particles[0]); i++)
		if (slice_equals(word, slice_of(particles[i])))
			return true;
	return false;
}

/* Whether the next word begins with a digit. */
static bool
is_before_digit(struct slice part, size_t at)
{
	size_t next;
	return at + 1 < part.length && text_is_digit(line_at(part, at + 1, &next));
}

/*
 * Whether a part between commas looks like a place: few words, each with a capital at its front (or
 * of a script without case). Digits end the place: what follows is a date written without a comma.
 */
static bool
is_place(struct slice part, struct slice *name)
{
	size_t words = 0, at = 0, end = 0;
	while (at < part.length) {
		size_t to = line_find(part, at, SLICE(" "));
		struct slice word = line_part(part, at, to == LINE_NONE ? part.length : to);
		size_t next;
		uint32_t first = line_at(word, 0, &next);
		if (text_is_digit(first))
			break;
		if (!text_is_letter(first) && first != '[' && first != '\'')
			return false;
		bool named = first == '[' || u_isupper((UChar32)first) ||
			     u_charType((UChar32)first) == U_OTHER_LETTER;
		if (!named && !is_particle(word)) {
			/*
			 * A month in lower case before its day ("mars 30") ends it as a digit does.
			 */
			if (words > 0 && is_before_digit(part, at + word.length))
				break;
			return false;
		}
		if (++words > PLACE_MAX_WORDS)
			return false;
		end = at + word.length;
		at = to == LINE_NONE ? part.length : to + 1;
	}
	*name = line_part(part, 0, end);
	return words > 0;
}

/* A date as datelines have it: a day and a month, in few words. */
static bool
is_date(struct slice part)
{
	size_t digits = 0, letters = 0, stops = 0, next;
	for (size_t at = 0; at < part.length; at = next) {
		uint32_t point = line_at(part, at, &next);
		digits += text_is_digit(point);
		letters += text_is_letter(point);
		stops += point == '.' || point == '/' || point == '-';
	}
	return digits > 0 && (letters >= 2 || stops >= 1) && line_tokens(part) <= DATE_MAX_WORDS;
}

/* What is known of the text before the dash. */
struct reading {
	struct slice place; /* of the first part, without a date */
	bool dated;         /* a date stands there, parted by a comma */
	bool parted;        /* the date is all there is beside the place: "Nendeln, 27.6.2015" */
	bool valid;
};

/* A stop between two parts; not the one of "Sept. 30". */
static size_t
find_stop(struct slice text, size_t from)
{
	for (size_t at = line_find(text, from, SLICE(". ")); at != LINE_NONE;
		at = line_find(text, at + 1, SLICE(". "))) {
		size_t next;
		if (!text_is_digit(line_at(text, at + 2, &next)))
			return at;
	}
	return LINE_NONE;
}

static struct reading
read_place(struct slice text)
{
	struct reading out = { .valid = false };
	size_t at = 0, parts = 0;
	while (at < text.length) {
		size_t comma = line_find(text, at, SLICE(","));
		size_t stop = find_stop(text, at);
		size_t to = comma < stop ? comma : stop;
		if (to == LINE_NONE)
			to = text.length;
		struct slice part = line_trim(line_part(text, at, to), ENDS), name;
		at = to + 1;
		if (part.length == 0)
			continue;
		if (++parts > PLACE_MAX_PARTS)
			return out;
		if (parts == 1 && is_place(part, &name)) {
			out.place = name;
			/* A date without a comma: it must look like one, but proves nothing. */
			struct slice rest = line_part(part, name.length, part.length);
			if (rest.length > 0 &&
				(!line_has_digit(rest) || line_tokens(rest) > DATE_MAX_WORDS))
				return out;
		} else if (is_date(part)) {
			out.dated = true;
		} else if (parts == 1 || !is_place(part, &name) || line_tokens(part) > 3) {
			return out;
		}
	}
	out.parted = parts == 2 && out.dated && out.place.length > 0;
	out.valid = parts > 0;
	return out;
}

/* Whether a place is believed without agency or date. */
static bool
is_sure(const struct reading *reading, bool colon)
{
	if (reading->place.length == 0 || place_group(reading->place) == PLACE_LABEL)
		return false;
	if (place_group(reading->place) == PLACE_PLACE)
		return true;
	if (line_is_capitals(reading->place) && line_tokens(reading->place) <= CAPITALS_MAX_WORDS &&
		(reading->dated || (!colon && reading->place.length >= CAPITALS_LEAST)))
		return true;
	/* A place nobody knows, in small letters, but with a date beside it. */
	return !colon && reading->parted && line_tokens(reading->place) <= 2;
}

/* An agency right after the dash, ended by a stop or another dash: "— РИА Новости. ". */
static size_t
trailing_agency(struct slice text, size_t at, const char **agency)
{
	struct slice rest = line_part(text, at, text.length);
	size_t start, length;
	struct slice head = rest;
	if (head.length > BRACKET_MAX_BYTES)
		head.length = BRACKET_MAX_BYTES;
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
	if (point != '.' && point != ':' && !is_dash(point))
		return at;
	*agency = found;
	bool dash;
	return at + skip_dash(rest, end + (line_at(rest, end, &next) == '/'), &dash);
}

/*
 * The end of a bracket that opens at `at`; LINE_NONE where it is not closed soon. *inside: what
 * stands in it.
 */
static size_t
read_bracket(struct slice text, size_t at, struct slice *inside)
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
	for (at = from; at < text.length && at - from <= BRACKET_MAX_BYTES; at = next) {
		uint32_t point = line_at(text, at, &next);
		if (point == close || (close == ')' && point == 0xFF09) ||
			(close == 0xFF09 && point == ')')) {
			*inside = line_part(text, from, at);
			return next;
		}
	}
	return LINE_NONE;
}

static const char *
bracket_agency(struct slice inside)
{
	const char *agency = agency_of(inside);
	return agency != NULL ? agency : agency_in(inside, NULL, NULL);
}

static bool
fill(struct dateline *out, struct arena *arena, struct slice place, const char *agency,
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

/* "(서울=연합뉴스) ... 기자 = ", "【北京=...】", "【ワシントン共同】", "（中央社記者王小明台北30日電）". */
static bool
read_bracketed(struct arena *arena, struct slice text, struct dateline *out)
{
	struct slice inside, place = { NULL, 0 };
	size_t end = read_bracket(text, 0, &inside);
	if (end == LINE_NONE || !line_is_caseless(inside))
		return false;
	size_t at, length = 0, equals = line_find(inside, 0, SLICE("="));
	size_t wide = line_find(inside, 0, SLICE("＝"));
	const char *agency = bracket_agency(inside);
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
	if (place.length > PLACE_MAX_BYTES || (agency == NULL && equals == LINE_NONE))
		return false;
	bool dash;
	/* Korean reporters stand between the bracket and a second sign of equality. */
	size_t sign = line_find(text, end, SLICE("기자"));
	size_t second = sign == LINE_NONE ? LINE_NONE : line_find(text, sign, SLICE("="));
	if (second != LINE_NONE && second - end < BRACKET_MAX_BYTES && second - sign < 12)
		end = second;
	return fill(out, arena, place, agency, skip_dash(text, end, &dash));
}

/* The first of the signs that end a Chinese dateline after its day: 30日电, 30日電, 30日讯. */
static size_t
find_wire_sign(struct slice text, size_t *after)
{
	static const char *const signs[] = { "电", "電", "讯", "訊", "专电", "專電", "消息" };
	size_t day = line_find(text, 0, SLICE("日"));
	if (day == LINE_NONE || day > PLACE_MAX_BYTES)
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

/* "新华社北京9月30日电（记者张三）...", "（中央社記者王小明台北30日電）...". */
static bool
read_chinese(struct arena *arena, struct slice text, struct dateline *out)
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
	size_t closed = read_bracket(text, after, &inside);
	bool dash;
	return fill(out, arena, place, agency,
		skip_dash(text, closed == LINE_NONE ? after : closed, &dash));
}

/*
 * Where the place ends: at a bracket, a dash between blanks, a colon, or a slash that opens an
 * agency.
 */
static size_t
find_place_end(struct slice text, uint32_t *sign)
{
	size_t next;
	for (size_t at = 0; at < text.length && at <= PLACE_MAX_BYTES; at = next) {
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
			(point == '[' && read_bracket(text, at, &inside) != LINE_NONE &&
				bracket_agency(inside) != NULL))
			return at;
		if (point == ':' && peek == ' ')
			return at;
		if (point == '/' && (before == ' ' || before == '.'))
			return at;
		if (is_dash(point) &&
			(before == ' ' || peek == ' ' || peek == '-' || point == 0x2014))
			return at;
	}
	return LINE_NONE;
}

/* "Berlin. Die ...": a known place and a stop, as German regional papers have it. */
static bool
read_stopped(struct arena *arena, struct slice text, struct dateline *out)
{
	size_t stop = line_find(text, 0, SLICE(". "));
	if (stop == LINE_NONE || stop > PLACES_LONGEST ||
		place_group(line_part(text, 0, stop)) != PLACE_PLACE)
		return false;
	return fill(out, arena, line_part(text, 0, stop), NULL, stop + 2);
}

/* An agency alone at the front: "(Reuters) - ", "(ANSA) - ROMA, 30 SET - ". */
static bool
read_agency_first(struct arena *arena, struct slice text, struct dateline *out)
{
	struct slice inside;
	size_t end = read_bracket(text, 0, &inside);
	const char *agency = end == LINE_NONE ? NULL : bracket_agency(inside);
	if (agency == NULL)
		return false;
	bool dash;
	end = skip_dash(text, end, &dash);
	struct dateline rest;
	struct slice after = line_part(text, end, text.length);
	char *copy = arena_strndup(arena, after.data, after.length);
	if (!dash || line_at(after, 0, &(size_t){ 0 }) == '(' || !dateline_read(arena, copy, &rest))
		return fill(out, arena, line_part(text, 0, 0), agency, end);
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
	struct reading reading = read_place(place);
	/* "Sept 30 (Reuters) - ": a date alone, but only before an agency. */
	bool agency_bracket = sign == '(' || sign == '[' || sign == '/' || sign == 0xFF08;
	const char *agency = NULL;
	bool dash;
	if (!reading.valid)
		return read_stopped(arena, text, out);
	if (agency_bracket) {
		after = read_bracket(text, end, &inside);
		if (after == LINE_NONE)
			return false;
		agency = bracket_agency(inside);
		after = skip_dash(text, after, &dash);
		/*
		 * An outlet's own name in the bracket: believed with a place in capitals and a
		 * dash.
		 */
		if (agency == NULL &&
			!(dash && is_sure(&reading, false) && line_tokens(inside) <= 3))
			return false;
		return fill(out, arena, place, agency, after);
	}
	after = skip_dash(text, end, &dash);
	size_t more = trailing_agency(text, after, &agency);
	/* "Jakarta (ANTARA)" aside, an agency may stand in the place: "LONDON, AFP - ". */
	size_t at, length;
	if (agency == NULL && (agency = agency_in(place, &at, &length)) != NULL) {
		place = at == 0 ? line_part(place, length, place.length) : line_part(place, 0, at);
		return fill(out, arena, place, agency, after);
	}
	if (agency == NULL && !is_sure(&reading, sign == ':'))
		return read_stopped(arena, text, out);
	return fill(out, arena, place, agency, more);
}

bool
dateline_read(struct arena *arena, const char *paragraph, struct dateline *out)
{
	struct slice text = slice_of(paragraph);
	text.length = text_cut(text.data, text.length, DATELINE_MAX_BYTES);
	return read_chinese(arena, text, out) || read_bracketed(arena, text, out) ||
	       read_agency_first(arena, text, out) || read_western(arena, text, out);
}
