/* Segments of a path, one after the other. */
#include "extract/linkpath.h"

#include <string.h>

#include "extract/link.h"
#include "words/list-paths.h"

#define SLUG_WORDS        3  /* a slug has at least as many words; */
#define SLUG_WORDS_STRONG 4  /* with as many it is no section's name; */
#define SLUG_WORDS_HARD   6  /* with as many it is a story even under /tag/ */
#define ID_DIGITS         5  /* a number with as many names one thing of many */
#define QUERY_DIGITS      4  /* the same in a query */
#define NAMED_DIGITS      3  /* the same behind a word in a file's name, "bridge-520.html" */
#define CODE_BYTES        8  /* letters and digits mixed, as many: a code */
#define ESCAPES_SLUG      12 /* escaped bytes of a slug in another script */
#define YEAR_DIGITS       4
#define DATE_DIGITS       8 /* 20150930 */
#define SHAPE_FACTOR      UINT64_C(0x9E3779B97F4A7C15)

#define LINK_CLOSED       (1U << 31) /* of a segment alone: HARD even before a long slug */

enum segment_kind {
	SEGMENT_WORD = 1,
	SEGMENT_SHORT, /* two or three words */
	SEGMENT_SLUG,
	SEGMENT_NUMBER,
	SEGMENT_MIXED,
};

struct segment {
	struct slice text; /* without the file's ending */
	uint32_t words, digits, letters, escapes, longest_digits, breaks;
	bool year;  /* begins with 19xx or 20xx, and nothing else in the first run of digits */
	bool eight; /* a run of eight digits that begins with 19 or 20 */
	uint32_t digits_last; /* of the run that the segment ends with */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c & 0x80);
}

static bool
is_year(const char *at)
{
	return (at[0] == '1' && at[1] == '9') || (at[0] == '2' && at[1] == '0');
}

static void
end_digits(struct segment *segment, const char *end, uint32_t run, bool first)
{
	if (run > segment->longest_digits)
		segment->longest_digits = run;
	if (run == YEAR_DIGITS && first && is_year(end - run))
		segment->year = true;
	if (run == DATE_DIGITS && is_year(end - run))
		segment->eight = true;
}

/* The bytes of one kind from `at` on. */
static inline uint32_t
run_of(bool (*is_of)(char), struct slice text, size_t at)
{
	size_t end = at;
	while (end < text.length && is_of(text.data[end]))
		end++;
	return (uint32_t)(end - at);
}

/* Counts what the segment is made of; "%D7" and '+' part no words, '-' and '_' do. */
static void
segment_read(struct segment *segment, struct slice text)
{
	*segment = (struct segment){ .text = text };
	bool in_word = false;
	for (size_t i = 0; i < text.length;) {
		const char *from = text.data + i;
		uint32_t run = run_of(is_digit, text, i);
		if (run > 0) {
			end_digits(segment, from + run, run, i == 0);
			segment->digits += run;
			segment->digits_last = i + run == text.length ? run : 0;
		} else if ((run = run_of(is_letter, text, i)) > 0) {
			segment->letters += run;
			segment->words += !in_word;
			in_word = true;
		} else {
			bool escape = *from == '%' && i + 2 < text.length;
			run = escape ? 3 : 1;
			segment->escapes += escape;
			segment->breaks += !escape;
			in_word = escape;
		}
		i += run;
	}
	if (segment->escapes >= ESCAPES_SLUG && segment->words < SLUG_WORDS_STRONG)
		segment->words = SLUG_WORDS_STRONG;
}

static enum segment_kind
kind_of(const struct segment *segment)
{
	if (segment->words >= SLUG_WORDS_STRONG)
		return SEGMENT_SLUG;
	if (segment->letters + segment->escapes == 0)
		return SEGMENT_NUMBER;
	if (segment->digits > 0)
		return SEGMENT_MIXED;
	return segment->words > 1 ? SEGMENT_SHORT : SEGMENT_WORD;
}

/* The signs of the word lists. */
static uint32_t
signs_of_segment(const struct segment *segment)
{
	char name[LIST_PATHS_LONGEST + 1];
	size_t length = segment->text.length;
	if (length == 0 || length > LIST_PATHS_LONGEST)
		return 0;
	for (size_t i = 0; i < length; i++) {
		char c = segment->text.data[i];
		name[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
	const struct word *word = list_paths_find(name, length);
	if (word == NULL)
		return 0;
	switch ((enum list_paths_group)word->group) {
	case LIST_PATH_HARD: return LINK_HARD;
	case LIST_PATH_CLOSED: return LINK_HARD | LINK_CLOSED;
	case LIST_PATH_SOFT: return LINK_SOFT;
	case LIST_PATH_AD: return LINK_AD;
	}
	return 0;
}

/* Whether a file's name is a word and a number that is no year: "bridge-5200". */
static bool
is_numbered(const struct segment *segment)
{
	uint32_t run = segment->digits_last;
	if (segment->letters == 0 || segment->breaks == 0 || run < NAMED_DIGITS)
		return false;
	const char *number = slice_end(segment->text) - run;
	return (number[-1] == '-' || number[-1] == '_') && !(run == YEAR_DIGITS && is_year(number));
}

/* Takes the ending off the last segment. Gives whether it is a file that is no page. */
static bool
cut_ending(struct slice *text)
{
	static const struct slice files[] = { { "pdf", 3 }, { "jpg", 3 }, { "jpeg", 4 },
		{ "png", 3 }, { "gif", 3 }, { "webp", 4 }, { "svg", 3 }, { "mp3", 3 }, { "mp4", 3 },
		{ "m3u8", 4 }, { "zip", 3 }, { "doc", 3 }, { "docx", 4 }, { "xls", 3 },
		{ "xlsx", 4 }, { "ppt", 3 }, { "xml", 3 }, { "rss", 3 }, { "ics", 3 }, { "apk", 3 },
		{ "exe", 3 }, { "css", 3 }, { "js", 2 } };
	const char *dot = memrchr(text->data, '.', text->length);
	if (dot == NULL || dot == text->data)
		return false;
	struct slice ending = { dot + 1, (size_t)(text->data + text->length - dot - 1) };
	for (size_t i = 0; i < ending.length; i++)
		if (!is_letter(ending.data[i]) && !is_digit(ending.data[i]))
			return false;
	if (ending.length == 0 || ending.length > 5)
		return false;
	text->length = (size_t)(dot - text->data);
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++)
		if (slice_equals_fold(ending, files[i]))
			return true;
	return false;
}

/* Whether a query names one thing of many: a run of digits as the value of a parameter. */
static bool
query_names_id(struct slice query)
{
	uint32_t run = 0;
	for (size_t i = 0; i < query.length; i++) {
		if (is_digit(query.data[i]))
			run++;
		else if (query.data[i] != '=' && query.data[i] != '-')
			run = 0;
		if (run >= QUERY_DIGITS)
			return true;
	}
	return false;
}

bool
link_path_has_number(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (is_digit(text.data[i]))
			return true;
	return false;
}

bool
link_path_alike(struct slice a, struct slice b)
{
	size_t i = 0, j = 0;
	while (i < a.length && j < b.length) {
		uint32_t run = run_of(is_digit, a, i), other = run_of(is_digit, b, j);
		if ((run > 0) != (other > 0) || (run == 0 && a.data[i] != b.data[j]))
			return false;
		i += run > 0 ? run : 1;
		j += run > 0 ? other : 1;
	}
	return i == a.length && j == b.length;
}

void
link_path_read(struct slice path, struct slice query, struct link_path *out)
{
	bool id = false, date = false, year_before = false, hard_stays = false;
	uint32_t segments = 0;
	*out = (struct link_path){ 0 };
	const char *at = path.data, *end = slice_end(path);
	while (at < end && *at == '/')
		at++;
	while (at < end) {
		const char *slash = memchr(at, '/', (size_t)(end - at));
		struct slice text = { at, (size_t)((slash != NULL ? slash : end) - at) };
		bool last = slash == NULL || slash + 1 == end;
		struct segment segment;
		size_t length = text.length;
		if (last && cut_ending(&text))
			out->signs |= LINK_NONE;
		segment_read(&segment, text);
		id |= text.length < length && is_numbered(&segment);
		out->shape = (out->shape ^ (uint64_t)kind_of(&segment)) * SHAPE_FACTOR;
		uint32_t signs = signs_of_segment(&segment);
		hard_stays |= (signs & LINK_CLOSED) || (last && (signs & LINK_HARD));
		out->signs |= signs & ~(uint32_t)LINK_CLOSED;
		if (segment.words > out->slug)
			out->slug =
				(uint8_t)(segment.words < UINT8_MAX ? segment.words : UINT8_MAX);
		date |= segment.eight || (segment.year && segment.digits > YEAR_DIGITS) ||
			(year_before && segment.letters == 0);
		year_before = segment.year && segment.letters == 0;
		id |= segment.longest_digits >= ID_DIGITS && !segment.eight;
		id |= segment.digits > 0 && segment.letters > 0 && segment.breaks == 0 &&
		      segment.text.length >= CODE_BYTES;
		segments++;
		if (slash == NULL)
			break;
		at = slash + 1;
	}
	id |= query_names_id(query);
	out->points =
		(uint8_t)((out->slug >= SLUG_WORDS) + (out->slug >= SLUG_WORDS_STRONG) + id + date);
	if (out->slug >= SLUG_WORDS_HARD && !hard_stays)
		out->signs &= ~(uint32_t)(LINK_HARD | LINK_SOFT);
	if (out->slug >= SLUG_WORDS_STRONG)
		out->signs &= ~(uint32_t)LINK_SOFT;
	if ((segments == 0 && !id) || (segments == 1 && out->points == 0 && out->slug <= 1))
		out->signs |= LINK_ROOT;
}
