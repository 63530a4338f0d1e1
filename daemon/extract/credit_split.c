/* Captions and their credits: found in brackets, after a label, after the last sentence. */
#include "extract/creditwork.h"

#include <string.h>

#include <unicode/uchar.h>

#include "base/text.h"
#include "extract/agency.h"
#include "extract/line.h"

#define CAPTION_MAX_BYTES   8192 /* a longer text is not searched for a credit */
#define SENTENCE_WORD_LEAST 3    /* bytes of a word in small letters that a sentence ends in */
#define COUNTER_DIGITS      3    /* "12/103" */
#define NAME_MAX_WORDS      3    /* of a name behind a slash */
#define SHOWN_LEAST_WORDS   4    /* of the caption before it */

#define COUNT(array)        (sizeof(array) / sizeof((array)[0]))

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

/* Whether what stands in the last bracket is a credit. `stopped`: a sentence ended before it. */
static bool
is_bracket_credit(struct slice inside, bool stopped)
{
	/* "(Archivfoto)" says what the photo is, not whose. */
	if (line_tokens(inside) > CREDIT_MAX_WORDS || inside.length > CREDIT_MAX_BYTES ||
		credit_is_label(inside))
		return false;
	if (credit_label_at(inside, 0) != 0 || slice_starts(inside, SLICE("©")) ||
		credit_after_length(inside) > 0 || credit_bare_label(inside) > 0 ||
		agency_of(inside) != NULL)
		return true;
	if (line_has_digit(inside))
		return false;
	return credit_names_pool(inside) ||
	       (credit_is_named(inside) &&
		       (stopped || memchr(inside.data, '/', inside.length) != NULL));
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
		size_t after = credit_label_at(text, at);
		bool strong = after > 0 && after < text.length;
		if (strong && (found == LINE_NONE || *credit < at)) {
			found = at;
			*credit = after;
		}
		at = strong ? after : line_word_end(text, at);
	}
	return found;
}

/* Whether a sentence ends inside: a stop behind a word, not behind an initial. */
static bool
has_sentence(struct slice text)
{
	for (size_t at = line_find(text, 0, SLICE(". ")); at != LINE_NONE;
		at = line_find(text, at + 1, SLICE(". "))) {
		const char *blank = at == 0 ? NULL : memrchr(text.data, ' ', at);
		size_t from = blank == NULL ? 0 : (size_t)(blank - text.data) + 1;
		size_t next;
		if (at - from >= SENTENCE_WORD_LEAST &&
			u_islower((UChar32)line_at(text, from, &next)))
			return true;
	}
	return false;
}

/* Whether the stop at `at` is that of an initial: "J. Marlow". */
static bool
is_initial(struct slice text, size_t at)
{
	size_t from = at;
	do
		from--;
	while (from > 0 && ((unsigned char)text.data[from] & 0xC0) == 0x80);
	size_t next;
	return u_isupper((UChar32)line_at(text, from, &next)) &&
	       (from == 0 || text.data[from - 1] == ' ' || text.data[from - 1] == '.');
}

/*
 * Whether what follows a slash in a caption of one sentence is its credit beyond doubt: "The keeper /
 * Ann Lee / AFP", "The keeper / A. Lee / Valley nuotr.".
 */
static bool
is_slash_credit(struct slice text, struct slice tail)
{
	return credit_after_length(text) > 0 ||
	       (line_tokens(tail) <= CREDIT_TAIL_WORDS && credit_names_pool(tail));
}

size_t
credit_slash_name(struct slice caption)
{
	size_t slash = line_find(caption, 0, SLICE(" / "));
	if (slash == LINE_NONE || line_tokens(line_part(caption, 0, slash)) < SHOWN_LEAST_WORDS)
		return 0;
	struct slice name = line_part(caption, slash + 3, caption.length);
	size_t words = line_tokens(name);
	return words >= 2 && words <= NAME_MAX_WORDS && credit_is_named(name) ? slash + 3 : 0;
}

/* Whether a sentence ends before byte `end` with a sign and the blank behind it. */
static bool
ends_sentence(struct slice text, size_t end)
{
	static const struct slice stops[] = { { "＝", 3 }, { "。", 3 }, { ". ", 2 }, { "! ", 2 },
		{ "? ", 2 }, { "… ", 4 }, { "\" ", 2 }, { "” ", 4 }, { "» ", 3 }, { "« ", 3 },
		{ "“ ", 4 }, { " | ", 3 }, { " – ", 5 }, { " — ", 5 }, { " - ", 3 } };
	for (size_t i = 0; i < COUNT(stops); i++) {
		struct slice stop = stops[i];
		if (end <= stop.length + 3 || text.data[end - stop.length] != stop.data[0])
			continue;
		if (memcmp(text.data + end - stop.length, stop.data, stop.length) == 0 &&
			(stop.data[0] != '.' || !is_initial(text, end - stop.length)))
			return true;
	}
	return false;
}

size_t
credit_last_sentence(struct slice text)
{
	struct slice all =
		line_part(text, 0, (size_t)(slice_end(line_trim(text, ".")) - text.data));
	for (size_t end = all.length; end > 0; end--) {
		bool blank = all.data[end - 1] == ' ';
		if ((blank || (all.data[end - 1] & 0x80) != 0) && ends_sentence(all, end))
			return end;
	}
	size_t slash = line_find(all, 0, SLICE(" / "));
	if (slash != LINE_NONE && is_slash_credit(text, line_part(all, slash + 3, all.length)))
		return slash + 3;
	return 0;
}

static void
give(struct arena *arena, struct slice before, struct slice credit, const char **caption_out,
	const char **credit_out)
{
	before = line_trim(before, "([|–—-•·（［【/＝=©ⓒ");
	credit = credit_bare(credit);
	size_t named = credit_after_length(credit);
	/* In these languages the word belongs to the name. */
	struct slice after = line_part(credit, named, credit.length);
	if (named > 0 && !slice_equals(after, SLICE("기자")) &&
		!slice_starts(after, SLICE("nuotr")))
		credit = line_trim(line_part(credit, 0, named), CREDIT_MARKS);
	*caption_out = before.length == 0 ? NULL : arena_strndup(arena, before.data, before.length);
	*credit_out = credit.length == 0 ? NULL : arena_strndup(arena, credit.data, credit.length);
}

/* Without the number of the photo among others at the front: "2/14 The keeper". */
static struct slice
without_counter(struct slice text)
{
	size_t at = 0, first = strspn(text.data, "0123456789");
	if (first == 0 || first > COUNTER_DIGITS)
		return text;
	at = first + strspn(text.data + first, " ");
	if (text.data[at] != '/')
		return text;
	at += 1 + strspn(text.data + at + 1, " ");
	size_t last = strspn(text.data + at, "0123456789");
	if (last < first || last > COUNTER_DIGITS || text.data[at + last] != ' ')
		return text;
	struct slice rest = line_trim(line_part(text, at + last, text.length), "|");
	size_t next;
	uint32_t point = line_at(rest, 0, &next);
	return u_isupper((UChar32)point) || line_is_caseless(rest) ? rest : text;
}

void
photo_split(struct arena *arena, const char *written, const char **caption, const char **credit)
{
	struct slice text = line_trim(slice_of(written), "|•·▲△▴▼▽▾►▶▸◀◂◆◇■□▪●○↑↓→←↗↘⬆⬇➤");
	text = without_counter(text);
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
				line_tokens(line_part(text, from, at)) <= CREDIT_TAIL_WORDS &&
				line_find(line_part(text, from, at), 0, SLICE(". ")) == LINE_NONE;
		uint32_t before = line_before(text, line_trim(line_part(text, 0, at), "").length);
		if (!labelled && is_bracket_credit(inside, credit_is_stop(before))) {
			give(arena, line_part(text, 0, at),
				line_part(inside, credit_bare_label(inside), inside.length),
				caption, credit);
			return;
		}
	}
	at = last_label(text, &from);
	if (at != LINE_NONE) {
		struct slice rest = line_part(text, from, text.length);
		if (rest.length <= CREDIT_MAX_BYTES && line_tokens(rest) <= CREDIT_MAX_WORDS &&
			!has_sentence(rest)) {
			give(arena, line_part(text, 0, at), rest, caption, credit);
			return;
		}
	}
	at = credit_last_sentence(text);
	struct slice tail = line_trim(line_part(text, at, text.length), "");
	if (at > 0 && line_tokens(tail) <= CREDIT_TAIL_WORDS && tail.length <= CREDIT_MAX_BYTES &&
		(credit_names_pool(tail) || credit_after_length(tail) > 0)) {
		give(arena, line_part(text, 0, at), tail, caption, credit);
		return;
	}
	*caption = arena_strndup(arena, text.data, text.length);
}
