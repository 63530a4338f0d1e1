/* Credits: found at the end of a caption, in brackets, after a label, after its last sentence. */
#include "extract/credit.h"

#include <string.h>

#include "base/slice.h"
#include "base/text.h"
#include "extract/agency.h"
#include "extract/line.h"
#include "words/photo-labels.h"

#define LABEL_MAX_WORDS  4
#define CREDIT_MAX_WORDS 14
#define TAIL_MAX_WORDS   9 /* of a last sentence that is a credit */
#define MARKS            " :：/|,;.–—-=＝·•*"

#define COUNT(array)     (sizeof(array) / sizeof((array)[0]))

static int
label_group(struct slice text)
{
	char lower[PHOTO_LABELS_LONGEST + 8];
	if (text.length == 0 || text.length > PHOTO_LABELS_LONGEST)
		return 0;
	const struct word *word = photo_labels_find(lower, line_lower(text, lower, sizeof(lower)));
	return word == NULL ? 0 : word->group;
}

/* A sign that parts a label from the credit; *next after it and its blanks. */
static bool
is_label_sign(struct slice text, size_t at, size_t *next)
{
	size_t end, skip;
	uint32_t point = line_at(text, at, &end);
	if (point == ' ') {
		point = line_at(text, end, &skip);
		if (point != ':' && point != '/' && point != '|' && point != 0xA9)
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
	while (end < text.length && text.data[end] == ' ')
		end++;
	*next = end;
	return true;
}

/* The label that begins at `at`: the offset where the credit begins, 0 where there is no label. */
static size_t
label_at(struct slice text, size_t at)
{
	size_t end = at, found = 0, next;
	for (int words = 0; words < LABEL_MAX_WORDS && end < text.length; words++) {
		end = line_word_end(text, end);
		int group = label_group(line_part(text, at, end));
		if (group == 0 && end < text.length && text.data[end] == '.')
			group = label_group(line_part(text, at, end + 1));
		if ((group == PHOTO_LABEL_LABEL || group == PHOTO_LABEL_BY ||
			    group == PHOTO_LABEL_AFTER) &&
			is_label_sign(text, end, &next))
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
		credit = line_trim(credit, MARKS "()[]（）［］【】");
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
			part.length > CREDIT_MAX_BYTES)
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
		for (int words = 0; words < LABEL_MAX_WORDS && end < text.length; words++) {
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

/* Whether what stands in the last bracket is a credit. */
static bool
is_bracket_credit(struct slice inside)
{
	if (line_tokens(inside) > CREDIT_MAX_WORDS || inside.length > CREDIT_MAX_BYTES)
		return false;
	if (label_at(inside, 0) != 0 || slice_starts(inside, SLICE("©")))
		return true;
	return names_pool(inside) && !line_has_digit(inside);
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
	static const char *const stops[] = { ". ", "! ", "? ", "… ", "\" ", "” ", "» ", "« ", "“ ",
		"。", " | ", " – ", " — ", " - " };
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
	before = line_trim(before, "([|–—-•·（［【/");
	credit = bare(credit);
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
		if (is_bracket_credit(inside) && !labelled) {
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
