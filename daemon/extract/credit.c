/* Credits: their labels, their signs, and their looks. Parted from captions: credit_split.c. */
#include "extract/creditwork.h"

#include <string.h>

#include <unicode/uchar.h>

#include "base/slice.h"
#include "base/text.h"
#include "extract/agency.h"
#include "extract/line.h"
#include "words/photo-labels.h"

#define LABEL_MAX_WORDS  6 /* characters in Han, kana and Hangul */
#define SMALL_WORD_BYTES 3 /* of an article: "the", "der", "la" */

#define COUNT(array)     (sizeof(array) / sizeof((array)[0]))

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

/*
 * Whether a short small word and more follow: "the photos by the river", "Fotos von der Feier" speak
 * of photos, and name nobody.
 */
static bool
goes_on(struct slice text, size_t at)
{
	size_t next, end = line_word_end(text, at);
	uint32_t first = line_at(text, at, &next);
	return end < text.length && end - at <= SMALL_WORD_BYTES && u_islower((UChar32)first);
}

size_t
credit_label_at(struct slice text, size_t at)
{
	size_t end = at, found = 0, next;
	bool colon;
	if (!photo_labels_may_begin(text.data + at, text.length - at))
		return 0;
	for (int words = 0; words < LABEL_MAX_WORDS && end < text.length; words++) {
		end = line_word_end(text, end);
		int group = label_group(line_part(text, at, end));
		if (end < text.length && text.data[end] == '.') {
			int dotted = label_group(line_part(text, at, end + 1));
			end += dotted != 0;
			group = dotted != 0 ? dotted : group;
		}
		bool label = group == PHOTO_LABEL_LABEL || group == PHOTO_LABEL_SOURCE ||
			     group == PHOTO_LABEL_COLON || group == PHOTO_LABEL_BY ||
			     group == PHOTO_LABEL_AFTER;
		if (label && is_label_sign(text, end, &next, &colon) &&
			(colon || (group != PHOTO_LABEL_COLON && begins_part(text, at))))
			found = next;
		else if (group == PHOTO_LABEL_BY && end < text.length && text.data[end] == ' ' &&
			 !goes_on(text, end + 1))
			found = end + 1;
		if (end < text.length && (text.data[end] == ' ' || text.data[end] == '-'))
			end++;
	}
	return found;
}

/* Whether a word has a capital at its front or behind its first letter: "Ann", "iStock". */
static bool
is_capital(struct slice word)
{
	size_t next, after;
	uint32_t first = line_at(word, 0, &next);
	return u_isupper((UChar32)first) ||
	       (next < word.length && u_isupper((UChar32)line_at(word, next, &after)));
}

bool
credit_is_named(struct slice text)
{
	size_t capitals = 0;
	for (size_t at = 0; at < text.length;) {
		size_t next, blank = line_find(text, at, SLICE(" "));
		uint32_t first = line_at(text, at, &next);
		size_t end = blank == LINE_NONE ? text.length : blank;
		if (is_capital(line_part(text, at, end)))
			capitals++;
		else if (u_isalpha((UChar32)first) && end - at > 4)
			return false;
		at = end + 1;
	}
	return capitals > 0;
}

size_t
credit_bare_label(struct slice text)
{
	if (credit_label_at(text, 0) != 0)
		return 0;
	for (size_t words = 0, end = 0; words < LABEL_MAX_WORDS; words++, end++) {
		end = line_word_end(text, end);
		if (end >= text.length || text.data[end] != ' ')
			return 0;
		if (label_group(line_part(text, 0, end)) == PHOTO_LABEL_LABEL)
			return credit_is_named(line_part(text, end + 1, text.length)) ? end + 1 : 0;
	}
	return 0;
}

/* Without the address behind a name: "Ann Lee ann.lee@example.com". */
static struct slice
without_mail(struct slice credit)
{
	const char *blank = credit.length == 0 ? NULL : memrchr(credit.data, ' ', credit.length);
	size_t at = blank == NULL ? 0 : (size_t)(blank - credit.data);
	return at > 0 && memchr(blank, '@', credit.length - at) != NULL
		       ? line_trim(line_part(credit, 0, at), CREDIT_MARKS "(<")
		       : credit;
}

struct slice
credit_bare(struct slice credit)
{
	static const char *const signs[] = { "©", "(c)", "(C)", "ⓒ", "℗" };
	for (int i = 0; i < 3; i++) {
		credit = line_trim(credit, CREDIT_MARKS "[]［］【】");
		/*
		 * A pair of brackets round it all, or half a pair: one that names a firm at the end
		 * stays.
		 */
		bool open = credit.length > 0 && credit.data[0] == '(';
		if (open || line_find(credit, 0, SLICE("(")) == LINE_NONE)
			credit = line_trim(credit, CREDIT_MARKS "()（）");
		for (size_t s = 0; s < COUNT(signs); s++)
			if (slice_starts(credit, slice_of(signs[s])))
				credit = line_trim(
					line_part(credit, strlen(signs[s]), credit.length),
					CREDIT_MARKS);
		size_t from = credit_label_at(credit, 0);
		if (from == 0)
			from = credit_bare_label(credit);
		if (from == 0 || from >= credit.length)
			break;
		credit = line_part(credit, from, credit.length);
	}
	credit = without_mail(credit);
	/* A bracket that was opened inside goes with its close. */
	credit = line_trim(credit, CREDIT_MARKS "[]［］【】");
	if (memchr(credit.data, '(', credit.length) == NULL)
		credit = line_trim(credit, CREDIT_MARKS "()");
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
		struct slice part = credit_bare(line_part(all, at, end));
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

bool
credit_names_pool(struct slice text)
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

size_t
credit_after_length(struct slice text)
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

bool
credit_is_stop(uint32_t point)
{
	return point == '.' || point == '!' || point == '?' || point == 0x2026 || point == '"' ||
	       point == 0x201D || point == 0x3002 || point == 0xBB || point == 0xAB;
}

bool
credit_is_tail(const char *text, size_t length)
{
	struct slice tail = line_trim((struct slice){ text, length }, "()[]|–—-");
	size_t next;
	if (tail.length == 0 || tail.length > CREDIT_MAX_BYTES ||
		line_tokens(tail) > CREDIT_TAIL_WORDS)
		return false;
	if (credit_label_at(tail, 0) != 0 || slice_starts(tail, SLICE("©")) ||
		credit_names_pool(tail))
		return true;
	uint32_t first = line_at(tail, 0, &next), last = line_before(tail, tail.length);
	return !credit_is_stop(last) && u_isupper((UChar32)first) && credit_is_named(tail);
}

bool
credit_is_alone(const char *text)
{
	struct slice line = line_trim(slice_of(text), "");
	return line_tokens(line) <= CREDIT_TAIL_WORDS && credit_is_sure(text) &&
	       !credit_is_stop(line_before(line, line.length));
}

bool
credit_is_sure(const char *text)
{
	struct slice line = line_trim(slice_of(text), "()[]|–—-");
	return line_tokens(line) <= CREDIT_MAX_WORDS && line.length > 0 &&
	       (credit_label_at(line, 0) != 0 || slice_starts(line, SLICE("©")) ||
		       credit_names_pool(line));
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
	if (credit_label_at(line, 0) == 0)
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
