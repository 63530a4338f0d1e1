/*
 * Who wrote it: texts that name authors, cut into parts, each read for names (byline_name.c,
 * byline_cjk.c) by the words in it (byline_word.c). Where a page names them: byline_page.c and
 * byline_line.c.
 */
#include "extract/bylinework.h"

#include "extract/agency.h"
#include "extract/line.h"

#define TEXT_MAX_BYTES 600 /* of a byline; longer ones are biographies */

#define COUNT(array)   (sizeof(array) / sizeof((array)[0]))

/* What of a part stands before a word of place or purpose: "Ann Lee" of "Ann Lee For Example.Com". */
static struct slice
before_place(struct slice part)
{
	for (size_t at = 0, tokens = 0; at < part.length; tokens++) {
		size_t blank = line_find(part, at, SLICE(" "));
		size_t end = blank == LINE_NONE ? part.length : blank;
		if (tokens >= 2 && byline_word_group(line_part(part, at, end)) == BYLINE_PLACE)
			return line_part(part, 0, at);
		at = end + 1;
	}
	return part;
}

void
byline_note_agency(struct byline_work *work, const char *agency)
{
	if (work->out->agency == NULL)
		work->out->agency = agency;
}

/* One part between hard separators, its lead cut. */
static void
split_part(struct byline_work *work, struct slice part)
{
	part = line_trim(part, ":：-–—·•*\"“”|");
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
	struct slice head = before_place(part);
	if (byline_has_word(head, BYLINE_DESK) || fields_is_outlet(work->fields, head, true)) {
		size_t at = 0;
		byline_note_agency(work, agency_in(part, &at, NULL));
		/* "Ann Lee The Associated Press": the name before it counts. */
		if (at > 0)
			part = line_trim(line_part(part, 0, at), ",");
		if (at == 0 || byline_has_word(part, BYLINE_DESK) ||
			fields_is_outlet(work->fields, part, true))
			return;
	}
	byline_read_names(work, part);
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
		case 0xFF5C:
		case 0x060C: return at;
		case ' ':
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

void
byline_split(const struct fields *fields, const char *text, bool trusted, struct byline *out)
{
	struct byline_work work = { .fields = fields, .out = out, .trusted = trusted };
	struct slice line = slice_of(text);
	bool stopped = false;
	if (line.length > TEXT_MAX_BYTES)
		return;
	for (size_t at = 0; at < line.length;) {
		size_t end, to = next_separator(line, at, &end);
		struct slice part = line_trim(line_part(line, at, to), ":：·");
		int group = 0;
		size_t lead;
		/* "Text: Von Ann Lee" has two. */
		for (int leads = 0; leads < 2 && (lead = byline_lead_length(part, &group)) > 0;
			leads++) {
			if (group == LEAD_STOP)
				break;
			part = line_trim(line_part(part, lead, part.length), ":：/");
		}
		/* What follows "Photo: " or "Updated" is no author, until the next "by". */
		if (group != 0)
			stopped = group == LEAD_STOP;
		if (!stopped || trusted)
			split_part(&work, part);
		at = end;
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
	bool digits = false;
	for (size_t at = 0; at < text.length;) {
		size_t blank = line_find(text, at, SLICE(" "));
		size_t end = blank == LINE_NONE ? text.length : blank;
		if (digits && byline_leads(line_part(text, at, text.length)))
			return at;
		digits = line_has_digit(line_part(text, at, end));
		at = end + 1;
	}
	return LINE_NONE;
}

struct slice
byline_first(struct slice text)
{
	size_t end;
	return line_part(text, 0, next_separator(text, 0, &end));
}
