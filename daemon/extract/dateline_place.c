/* Place and date of a dateline: what they look like, and when a place is believed. */
#include "extract/datelinework.h"

#include <unicode/uchar.h>

#include "base/text.h"
#include "extract/line.h"
#include "extract/place.h"

/* Of one place: "Rio de Janeiro" has three, "VILLEFRANCHE DE LAURAGAIS" too. */
#define PLACE_MAX_WORDS    6
#define PLACE_MAX_PARTS    4 /* between commas: place, state, date, year */
#define DATE_MAX_WORDS     5
#define YEAR_DIGITS        4
#define CAPITALS_MAX_WORDS 3 /* more of them in capitals are a rubric */
/* A shorter word in capitals before a dash may be a firm: it must be a known place. */
#define CAPITALS_LEAST 6
#define ENDS           " -–—―‒=:.,~|/"

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

/* "St.", "Mt.", "Ft." at the front of a name. */
static bool
is_saint(struct slice text, size_t stop)
{
	size_t from = stop;
	while (from > 0 && text_is_letter((unsigned char)text.data[from - 1]))
		from--;
	return stop - from == 2 && (from == 0 || text.data[from - 1] == ' ');
}

size_t
dateline_find_stop(struct slice text, size_t from)
{
	for (size_t at = line_find(text, from, SLICE(". ")); at != LINE_NONE;
		at = line_find(text, at + 1, SLICE(". "))) {
		size_t next;
		if (!text_is_digit(line_at(text, at + 2, &next)) && !is_saint(text, at))
			return at;
	}
	return LINE_NONE;
}

/* The year of "Oct. 1, 2024". */
static bool
is_year(struct slice part)
{
	bool recent = slice_starts(part, SLICE("19")) || slice_starts(part, SLICE("20"));
	for (size_t i = 0; i < part.length; i++)
		if (part.data[i] < '0' || part.data[i] > '9')
			return false;
	return recent && part.length == YEAR_DIGITS;
}

struct dateline_place
dateline_read_place(struct slice text)
{
	struct dateline_place out = { .valid = false };
	size_t at = 0, parts = 0;
	while (at < text.length) {
		size_t comma = line_find(text, at, SLICE(","));
		size_t stop = dateline_find_stop(text, at);
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
		} else if (out.dated && is_year(part)) {
			continue;
		} else if (parts == 1 || !is_place(part, &name) || line_tokens(part) > 3) {
			return out;
		}
	}
	out.parted = parts == 2 && out.dated && out.place.length > 0;
	out.valid = parts > 0;
	return out;
}

static bool
is_cried(struct slice place)
{
	return line_is_capitals(place) && line_tokens(place) <= CAPITALS_MAX_WORDS;
}

bool
dateline_is_capitals(struct slice place)
{
	return is_cried(place) && place.length >= CAPITALS_LEAST &&
	       place_group(place) != PLACE_LABEL;
}

bool
dateline_is_sure(const struct dateline_place *reading, bool colon)
{
	if (reading->place.length == 0 || place_group(reading->place) == PLACE_LABEL)
		return false;
	if (place_group(reading->place) == PLACE_PLACE)
		return true;
	if (reading->dated ? is_cried(reading->place)
			   : !colon && dateline_is_capitals(reading->place))
		return true;
	/* A place nobody knows, in small letters, but with a date beside it. */
	return !colon && reading->parted && line_tokens(reading->place) <= 2;
}
