/* Credits: found at the end of a caption, in brackets, after a label, after its last sentence. */
#include "extract/credit.h"

#include <string.h>

#include <unicode/uchar.h>

#include "base/slice.h"
#include "base/text.h"
#include "extract/agency.h"
#include "extract/line.h"
#include "words/photo-labels.h"

#define LABEL_MAX_WORDS   6    /* characters in Han, kana and Hangul */
#define CAPTION_MAX_BYTES 8192 /* a longer text is not searched for a credit */
#define CREDIT_MAX_WORDS  14
#define TAIL_MAX_WORDS    9 /* of a last sentence that is a credit */
#define MARKS             " :：/|,;.–—-=＝·•*"

#define COUNT(array)      (sizeof(array) / sizeof((array)[0]))

static int
label_group(struct slice text)
{
	char lower[PHOTO_LABELS_LONGEST + 8];
	if (text.length == 0 || text.length > PHOTO_LABELS_LONGEST ||
		!photo_labels_may_begin(text.data, text.length))
		return 0;
	const struct word *word = photo_labels_find(lower, line_lower(text, lower, sizeof(lower)));
	return word == NULL ? 0 : word->group;
}

/* A sign that parts a label from the credit; *next after it and its blanks. */
static bool
is_label_sign(struct slice text, size_t at, size_t *next, bool *colon)
{
	size_t end, skip;
	uint32_t point = line_at(text, at, &end);
	if (point == ' ') {
		point = line_at(text, end, &skip);
		if (point != ':' && point != '/' && point != '|' && point != '=' && point != 0xA9)
			return false;
		end = skip;
	}
	switch (point) {
	case ':':
	case '/':
	case '|':
	case '=':
	case 0xA9: /* copyright sign */
	case 0xFF1A:
	case 0xFF0F:
	case 0xFF1D:
	case 0x2215: break;
	default: return false;
	}
	*colon = point == ':' || point == 0xFF1A || point == 0xA9;
	while (end < text.length && text.data[end] == ' ')
		end++;
	*next = end;
	return true;
}

/*
 * Whether a label may begin here though no colon follows it: at the front, after a sentence, in a
 * script without blanks.
 */
static bool
begins_part(struct slice text, size_t at)
{
	while (at > 0 && text.data[at - 1] == ' ')
		at--;
	uint32_t before = line_before(text, at);
	return before == 0 || text_is_cjk(before) || !line_is_word(before);
}

/* The label that begins at `at`: the offset where the credit begins, 0 where there is no label. */
static size_t
label_at(struct slice text, size_t at)
{
	size_t end = at, found = 0, next;
	bool colon;
	if (!photo_labels_may_begin(text.data + at, text.length - at))
		return 0;
	for (int words = 0; words < LABEL_MAX_WORDS && end < text.length; words++) {
		end = line_word_end(text, end);
		int group = label_group(line_part(text, at, end));
		if (group == 0 && end < text.length && text.data[end] == '.') {
			group = label_group(line_part(text, at, end + 1));
			end += group == PHOTO_LABEL_LABEL;
		}
		bool label = group == PHOTO_LABEL_LABEL || group == PHOTO_LABEL_SOURCE ||
			     group == PHOTO_LABEL_COLON || group == PHOTO_LABEL_BY ||
			     group == PHOTO_LABEL_AFTER;
		if (label && is_label_sign(text, end, &next, &colon) &&
			(colon || (group != PHOTO_LABEL_COLON && begins_part(text, at))))
			found = next;
		else if (group == PHOTO_LABEL_BY && end < text.length && text.data[end] == ' ')
			found = end + 1;
		if (end < text.length && (text.data[end] == ' ' || text.data[end] == '-'))
			end++;
	}
	return found;
}

/* Takes labels and signs off the front of a credit, and signs off its end. */
static struct slice
bare(struct slice credit)
{
	static const char *const signs[] = { "©", "(c)", "(C)", "ⓒ", "℗" };
	for (int i = 0; i < 3; i++) {
		credit = line_trim(credit, MARKS "[]［］【】");
		/*
		 * A pair of brackets round it all, or half a pair: one that names a firm at the end
		 * stays.
		 */
		bool open = credit.length > 0 && credit.data[0] == '(';
		if (open || line_find(credit, 0, SLICE("(")) == LINE_NONE)
			credit = line_trim(credit, MARKS "()（）");
		for (size_t s = 0; s < COUNT(signs); s++)
			if (slice_starts(credit, slice_of(signs[s])))
				credit = line_trim(
					line_part(credit, strlen(signs[s]), credit.length), MARKS);
		size_t from = label_at(credit, 0);
		if (from == 0 || from >= credit.length)
			break;
		credit = line_part(credit, from, credit.length);
	}
	/* A bracket that was opened inside goes with its close. */
	credit = line_trim(credit, MARKS "[]［］【】");
	if (memchr(credit.data, '(', credit.length) == NULL)
		credit = line_trim(credit, MARKS "()");
	return credit;
}

const char *
credit_clean(struct arena *arena, const char *text)
{
	struct slice all = slice_of(text);
	char *out = arena_alloc(arena, all.length * 2 + 3);
	size_t length = 0;
	for (size_t at = 0; at < all.length;) {
		size_t bar = line_find(all, at, SLICE(" | "));
		size_t end = bar == LINE_NONE ? all.length : bar;
		struct slice part = bare(line_part(all, at, end));
		at = bar == LINE_NONE ? all.length : bar + 3;
		if (part.length == 0 || label_group(part) == PHOTO_LABEL_LABEL ||
			label_group(part) == PHOTO_LABEL_SOURCE || part.length > CREDIT_MAX_BYTES)
			continue;
		if (length > 0) {
			out[length++] = ',';
			out[length++] = ' ';
		}
		memcpy(out + length, part.data, part.length);
		length += part.length;
	}
	out[length] = '\0';
	return length == 0 ? NULL : out;
}

/* Whether a short text names an agency, news or picture. */
static bool
names_pool(struct slice text)
{
	if (agency_in(text, NULL, NULL) != NULL)
		return true;
	for (size_t at = 0; at < text.length;) {
		size_t end = at, next;
		uint32_t point = line_at(text, at, &next);
		if (!line_is_word(point)) {
			at = next;
			continue;
		}
		bool may = photo_labels_may_begin(text.data + at, text.length - at);
		for (int words = 0; may && words < LABEL_MAX_WORDS && end < text.length; words++) {
			end = line_word_end(text, end);
			if (label_group(line_part(text, at, end)) == PHOTO_LABEL_POOL)
				return true;
			if (end < text.length && (text.data[end] == ' ' || text.data[end] == '-' ||
							 text.data[end] == '.'))
				end++;
		}
		at = line_word_end(text, at);
	}
	return false;
}

/* The bracket that ends the text: where it opens; LINE_NONE where the text ends otherwise. */
static size_t
last_bracket(struct slice text)
{
	static const struct {
		uint32_t close;
		const char *open;
	} pairs[] = { { ')', "(" }, { ']', "[" }, { 0xFF09, "（" }, { 0x3011, "【" },
		{ 0xFF3D, "［" }, { '>', "<" } };
	struct slice all = line_trim(text, ".");
	uint32_t last = line_before(all, all.length);
	for (size_t i = 0; i < COUNT(pairs); i++) {
		if (pairs[i].close != last)
			continue;
		size_t open = LINE_NONE;
		for (size_t at = line_find(all, 0, slice_of(pairs[i].open)); at != LINE_NONE;
			at = line_find(all, at + 1, slice_of(pairs[i].open)))
			open = at;
		return open;
	}
	return LINE_NONE;
}

/* Whether all words begin with capitals, small words in between aside. */
static bool
is_named(struct slice text)
{
	size_t capitals = 0;
	for (size_t at = 0; at < text.length;) {
		size_t next, blank = line_find(text, at, SLICE(" "));
		uint32_t first = line_at(text, at, &next);
		size_t end = blank == LINE_NONE ? text.length : blank;
		if (u_isupper((UChar32)first))
			capitals++;
		else if (u_isalpha((UChar32)first) && end - at > 4)
			return false;
		at = end + 1;
	}
	return capitals > 0;
}

/*
 * A word after a credit that says so: "潟沼義樹撮影", "김혜진 기자". Gives the bytes before it; 0 where there
 * is none.
 */
static size_t
after_length(struct slice text)
{
	for (size_t at = text.length, count = 0; at > 0 && count < 8; count++) {
		do
			at--;
		while (at > 0 && ((unsigned char)text.data[at] & 0xC0) == 0x80);
		if (label_group(line_part(text, at, text.length)) == PHOTO_LABEL_AFTER)
			return at;
	}
	return 0;
}

/* Whether what stands in the last bracket is a credit. `stopped`: a sentence ended before it. */
static bool
is_bracket_credit(struct slice inside, bool stopped)
{
	if (line_tokens(inside) > CREDIT_MAX_WORDS || inside.length > CREDIT_MAX_BYTES)
		return false;
	if (label_at(inside, 0) != 0 || slice_starts(inside, SLICE("©")) ||
		after_length(inside) > 0)
		return true;
	if (line_has_digit(inside))
		return false;
	return names_pool(inside) ||
	       (is_named(inside) && (stopped || memchr(inside.data, '/', inside.length) != NULL));
}

static bool
is_stop(uint32_t point)
{
	return point == '.' || point == '!' || point == '?' || point == 0x2026 || point == '"' ||
	       point == 0x201D || point == 0x3002 || point == 0xBB || point == 0xAB;
}

/* The last label in the text: where it begins; *credit where the credit does. */
static size_t
last_label(struct slice text, size_t *credit)
{
	size_t found = LINE_NONE;
	for (size_t at = 0, next; at < text.length;) {
		uint32_t point = line_at(text, at, &next);
		if (point == 0xA9 || point == 0x24D2) {
			/* "Foto: © dpa": the label before the sign counts. */
			if (found == LINE_NONE || *credit < at) {
				found = at;
				*credit = next;
			}
			at = next;
			continue;
		}
		if (!line_is_word(point) && !text_is_cjk(point)) {
			at = next;
			continue;
		}
		size_t after = label_at(text, at);
		bool strong = after > 0 && after < text.length;
		if (strong && (found == LINE_NONE || *credit < at)) {
			found = at;
			*credit = after;
		}
		at = strong ? after : line_word_end(text, at);
	}
	return found;
}

/* Where the last sentence begins; 0 where there is but one. */
static size_t
last_sentence(struct slice text)
{
	static const char *const stops[] = { "＝", ". ", "! ", "? ", "… ", "\" ", "” ", "» ", "« ",
		"“ ", "。", " | ", " – ", " — ", " - " };
	struct slice all = line_trim(text, ".");
	size_t best = 0;
	for (size_t i = 0; i < COUNT(stops); i++)
		for (size_t at = line_find(all, 0, slice_of(stops[i])); at != LINE_NONE;
			at = line_find(all, at + 1, slice_of(stops[i])))
			if (at + strlen(stops[i]) > best && at > 3)
				best = at + strlen(stops[i]);
	return best;
}

static void
give(struct arena *arena, struct slice before, struct slice credit, const char **caption_out,
	const char **credit_out)
{
	before = line_trim(before, "([|–—-•·（［【/＝=");
	credit = bare(credit);
	size_t named = after_length(credit);
	if (named > 0 && !slice_equals(line_part(credit, named, credit.length), SLICE("기자")))
		credit = line_trim(line_part(credit, 0, named), MARKS);
	*caption_out = before.length == 0 ? NULL : arena_strndup(arena, before.data, before.length);
	*credit_out = credit.length == 0 ? NULL : arena_strndup(arena, credit.data, credit.length);
}

void
photo_split(struct arena *arena, const char *written, const char **caption, const char **credit)
{
	struct slice text = line_trim(slice_of(written), "|•·");
	size_t at, from;
	*caption = *credit = NULL;
	if (text.length == 0)
		return;
	if (text.length > CAPTION_MAX_BYTES) {
		*caption = arena_strndup(arena, text.data, text.length);
		return;
	}
	at = last_bracket(text);
	if (at != LINE_NONE) {
		size_t next;
		line_at(text, at, &next);
		struct slice inside = line_trim(line_part(text, next, text.length), ".)]>）】］");
		/* A label before the bracket: "Foto: Ann Lee (AP)". */
		size_t label = last_label(line_part(text, 0, at), &from);
		bool labelled = label != LINE_NONE &&
				line_tokens(line_part(text, from, at)) <= TAIL_MAX_WORDS &&
				line_find(line_part(text, from, at), 0, SLICE(". ")) == LINE_NONE;
		uint32_t before = line_before(text, line_trim(line_part(text, 0, at), "").length);
		if (!labelled && is_bracket_credit(inside, is_stop(before))) {
			give(arena, line_part(text, 0, at), inside, caption, credit);
			return;
		}
	}
	at = last_label(text, &from);
	if (at != LINE_NONE) {
		struct slice rest = line_part(text, from, text.length);
		if (rest.length <= CREDIT_MAX_BYTES && line_tokens(rest) <= CREDIT_MAX_WORDS) {
			give(arena, line_part(text, 0, at), rest, caption, credit);
			return;
		}
	}
	at = last_sentence(text);
	struct slice tail = line_trim(line_part(text, at, text.length), "");
	if (at > 0 && line_tokens(tail) <= TAIL_MAX_WORDS && tail.length <= CREDIT_MAX_BYTES &&
		names_pool(tail)) {
		give(arena, line_part(text, 0, at), tail, caption, credit);
		return;
	}
	*caption = arena_strndup(arena, text.data, text.length);
}

bool
credit_is_tail(const char *text, size_t length)
{
	struct slice tail = line_trim((struct slice){ text, length }, "()[]|–—-");
	size_t next;
	if (tail.length == 0 || tail.length > CREDIT_MAX_BYTES ||
		line_tokens(tail) > TAIL_MAX_WORDS)
		return false;
	if (label_at(tail, 0) != 0 || slice_starts(tail, SLICE("©")) || names_pool(tail))
		return true;
	uint32_t first = line_at(tail, 0, &next), last = line_before(tail, tail.length);
	return !is_stop(last) && u_isupper((UChar32)first) && is_named(tail);
}

bool
credit_is_sure(const char *text)
{
	struct slice line = line_trim(slice_of(text), "()[]|–—-");
	return line_tokens(line) <= CREDIT_MAX_WORDS && line.length > 0 &&
	       (label_at(line, 0) != 0 || slice_starts(line, SLICE("©")) || names_pool(line));
}

size_t
credit_cut_label(const char *text)
{
	struct slice line = line_trim(slice_of(text), ":/|");
	size_t length = (size_t)(line.data - text) + line.length;
	for (size_t at = length, words = 0; at > 0 && words < 3;) {
		at--;
		if (at > 0 && text[at - 1] != ' ')
			continue;
		words++;
		int group = label_group(line_part(slice_of(text), at, length));
		if (group == PHOTO_LABEL_BY || group == PHOTO_LABEL_LABEL)
			return at;
	}
	return strlen(text);
}

bool
credit_is_label(struct slice text)
{
	int group = label_group(text);
	return group == PHOTO_LABEL_LABEL || group == PHOTO_LABEL_COLON;
}

bool
credit_is_photo(const char *text)
{
	struct slice line = line_trim(slice_of(text), "()[]|–—-");
	size_t end = 0;
	if (label_at(line, 0) == 0)
		return slice_starts(line, SLICE("©"));
	for (int words = 0; words < LABEL_MAX_WORDS && end < line.length; words++) {
		end = line_word_end(line, end);
		int group = label_group(line_part(line, 0, end));
		if (group != 0)
			return group != PHOTO_LABEL_SOURCE;
		if (end < line.length && line.data[end] == ' ')
			end++;
	}
	return false;
}
