/*
 * Who wrote it: texts that name authors, cut into parts, each read for names (byline_name.c,
 * byline_cjk.c) by the words in it (byline_word.c). Where a page names them: byline_page.c and
 * byline_line.c.
 */
#include "extract/bylinework.h"

#include <string.h>

#include "extract/agency.h"
#include "extract/credit.h"
#include "extract/line.h"

#define TEXT_MAX_BYTES  600 /* of a byline; longer ones are biographies */
#define LEADS_MAX       2   /* words for "by" at the front of a part */
#define DATED_MAX_WORDS 20  /* of a line that has a word for "by" behind a number */

#define COUNT(array)    (sizeof(array) / sizeof((array)[0]))

void
byline_note_agency(struct byline_work *work, const char *agency)
{
	if (work->out->agency == NULL)
		work->out->agency = agency;
}

/* What stands before a word of place or purpose: "Ann Lee" of "Ann Lee For Example.Com". */
static struct slice
before_place(struct slice part)
{
	size_t next, tokens = 0;
	for (size_t at = 0; at < part.length; at = next, tokens++)
		if (byline_word_group(byline_token(part, at, &next)) == BYLINE_PLACE && tokens >= 2)
			return line_part(part, 0, at);
	return part;
}

/* Whether a text is of words for desks and what people do alone, or names the outlet. */
static bool
is_staff(const struct byline_work *work, struct slice text)
{
	if (text.length == 0 || fields_is_outlet(work->fields, text, true))
		return text.length > 0;
	for (size_t at = 0; at < text.length;) {
		int group = byline_word_group(byline_token(text, at, &at));
		if (group != BYLINE_DESK && !byline_is_work(group))
			return false;
	}
	return true;
}

/* "Ann Lee" of "Ann Lee and agencies". */
static struct slice
before_staff(const struct byline_work *work, struct slice part)
{
	size_t next, tokens = 0;
	for (size_t at = 0; at < part.length; at = next, tokens++)
		if (byline_word_group(byline_token(part, at, &next)) == BYLINE_JOINT &&
			tokens >= 2 && is_staff(work, line_part(part, next, part.length)))
			return line_trim(line_part(part, 0, at), "");
	return part;
}

static bool
is_institution(const struct byline_work *work, struct slice part)
{
	return byline_has_word(part, BYLINE_DESK) || fields_is_outlet(work->fields, part, true);
}

/*
 * "Ann Lee" of "Eine Reportage von Ann Lee", "Special to the Valley Gazette by Ann Lee": what stands
 * before the word for "by" names a piece. A word that stands in names, too, like "von", needs an
 * article at the front.
 */
static struct slice
after_piece(const struct byline_work *work, struct slice part)
{
	size_t next;
	int first = byline_word_group(byline_token(part, 0, &next));
	bool article = first == BYLINE_ARTICLE || first == BYLINE_JOINT;
	if (work->kept > work->first)
		return part;
	for (size_t at = next; at < part.length; at = next) {
		int group = 0;
		struct slice token = byline_token(part, at, &next);
		bool by = byline_is_through(token) ||
			  (article && byline_lead_length(token, &group) == token.length &&
				  group == LEAD_BY);
		if (by && !byline_begins_name(token))
			return byline_bare(line_part(part, next, part.length));
	}
	return part;
}

/* One part between hard separators, its lead cut. */
static void
split_part(struct byline_work *work, struct slice part)
{
	part = line_trim(part, ":：-–—·・•*\"“”|");
	if (part.length == 0)
		return;
	const char *agency = agency_of(part);
	if (agency != NULL) {
		byline_note_agency(work, agency);
		return;
	}
	if (byline_is_cjk(part)) {
		byline_read_cjk(work, part);
		return;
	}
	part = before_staff(work, after_piece(work, part));
	if (is_institution(work, before_place(part))) {
		size_t at = 0;
		byline_note_agency(work, agency_in(part, &at, NULL));
		/* "Ann Lee The Associated Press": the name before it counts. */
		part = line_trim(line_part(part, 0, at), ",");
		if (at == 0 || is_institution(work, part))
			return;
	}
	byline_read_names(work, part);
}

/* Whether a label follows the blank at `at`, and begins a part of its own: "Ann Lee Photo: Bo". */
static bool
begins_label(struct slice text, size_t at)
{
	int group;
	if (byline_label_length(line_part(text, at + 1, text.length), &group) == 0)
		return false;
	/* "Text and photos: Ann Lee". */
	const char *blank = at == 0 ? NULL : memrchr(text.data, ' ', at - 1);
	size_t before = blank == NULL ? 0 : (size_t)(blank - text.data) + 1;
	return byline_word_group(line_part(text, before, at)) != BYLINE_JOINT;
}

/* The next hard separator from `at` on: its offset, *end after it. */
static size_t
next_separator(struct slice text, size_t at, size_t *end)
{
	static const char *const long_ones[] = { " - ", " – ", " — ", " -- " };
	for (size_t next; at < text.length; at = next) {
		uint32_t point = line_at(text, at, &next);
		*end = next;
		switch (point) {
		case ',':
		case ';':
		case '|':
		case '/':
		case '(':
		case ')':
		case '[':
		case ']':
		case '<':
		case '>':
		case 0x2022: /* bullet */
		case 0x00B7: /* middle dot */
		case 0x3001:
		case 0xFF0C:
		case 0xFF0F:
		case 0xFF08:
		case 0xFF09:
		case 0xFF1B:
		case 0xFF1D:
		case 0x3010:
		case 0x3011:
		case 0xFF5C:
		case 0x060C: return at;
		case ' ':
			if (begins_label(text, at))
				return at;
			for (size_t i = 0; i < COUNT(long_ones); i++) {
				struct slice mark = slice_of(long_ones[i]);
				if (slice_starts(line_part(text, at, text.length), mark)) {
					*end = at + mark.length;
					return at;
				}
			}
			break;
		default: break;
		}
	}
	*end = text.length;
	return text.length;
}

/*
 * What stands behind the words at the front of a part that lead to names. What follows "Photo: " or
 * "Updated" is no author, until the next "by".
 */
static struct slice
after_leads(struct byline_work *work, struct slice part)
{
	/* "Text: Von Ann Lee" has two. */
	for (int leads = 0; leads < LEADS_MAX; leads++) {
		int group = 0;
		size_t label = byline_label_length(part, &group);
		size_t length = label > 0 ? label : byline_lead_length(part, &group);
		/* Behind "by" a short word may be a name: "By Im Yoona". */
		if (length == 0 || (group == LEAD_STOP && label == 0 && leads > 0 &&
					   length <= BYLINE_SHORT_BYTES))
			break;
		work->stopped = group == LEAD_STOP && (label > 0 || !work->trusted);
		if (group == LEAD_STOP)
			break;
		work->led = true;
		part = line_trim(line_part(part, length, part.length), ":：/");
	}
	return part;
}

/* "Valley Gazette (www.example.com)": the outlet by its full name, and its host. */
static bool
is_host(const struct byline_work *work, struct slice part)
{
	return memchr(part.data, ' ', part.length) == NULL &&
	       memchr(part.data, '@', part.length) == NULL &&
	       memchr(part.data, '.', part.length) != NULL &&
	       fields_is_outlet(work->fields, part, false);
}

/* One part: names, or in brackets what the name before it did for it: "Ann Lee (Photos)". */
static void
read_part(struct byline_work *work, struct slice part, bool bracketed)
{
	size_t last = work->out->count;
	if (bracketed && (credit_is_label(part) || is_host(work, part))) {
		work->out->count -= last > work->kept;
		return;
	}
	part = after_leads(work, part);
	work->kept = last;
	if (!work->stopped)
		split_part(work, part);
}

void
byline_split(const struct fields *fields, const char *text, bool trusted, struct byline *out)
{
	struct byline_work work = {
		.fields = fields,
		.out = out,
		.first = out->count,
		.kept = out->count,
		.trusted = trusted,
		.led = trusted,
	};
	struct slice line = slice_of(text);
	if (line.length > TEXT_MAX_BYTES)
		return;
	for (size_t at = 0, end; at < line.length; at = end) {
		struct slice part = line_part(line, at, next_separator(line, at, &end));
		read_part(&work, line_trim(part, ":：·"), at > 0 && line.data[at - 1] == '(');
	}
}

size_t
byline_lead(struct slice text)
{
	for (size_t at = 0; at < text.length;) {
		size_t end;
		next_separator(text, at, &end);
		if (byline_leads(line_part(text, at, text.length)))
			return at;
		at = end;
	}
	bool digits = false, dated = line_tokens(text) <= DATED_MAX_WORDS;
	for (size_t at = 0; dated && at < text.length;) {
		if (digits && byline_leads(line_part(text, at, text.length)))
			return at;
		digits = line_has_digit(byline_token(text, at, &at));
	}
	return LINE_NONE;
}

struct slice
byline_first(struct slice text)
{
	size_t end;
	return line_part(text, 0, next_separator(text, 0, &end));
}
