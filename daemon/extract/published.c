/* When an article was published and updated: machine dates first, then the words over the text. */
#include "extract/published.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "base/url.h"
#include "extract/ago.h"
#include "extract/date.h"
#include "extract/line.h"
#include "extract/mark.h"
#include "extract/reading.h"
#include "extract/seam.h"
#include "extract/timezone.h"
#include "words/date-labels.h"

#define LINE_MAX_WORDS  45 /* a longer one is text that speaks of a date */
#define LABEL_REACH     48 /* bytes before a date in which its label stands */
#define LABEL_MAX_WORDS 4
#define SHORT_MAX_WORDS 14 /* of a line that has a date and little else */
#define MARK_LEVELS     4
#define DATES_PER_LINE  4
#define LINES_AFTER     12 /* below the text, which may have a date */
#define MONTHS          12
#define NEAR_NODES      400 /* a <time> so many nodes from the headline is the article's */

static bool
is_sane(const struct fields *fields, int64_t at)
{
	return clock_believed(at, fields->request->crawled) != CLOCK_NEVER;
}

static void
add(const struct fields *fields, struct readings *readings, const struct date *date,
	enum signal signal, bool updated, int worth)
{
	if (readings->count == sizeof(readings->all) / sizeof(readings->all[0]))
		return;
	bool zoned = !readings->guessed || date->precision >= DATE_MINUTE;
	int64_t at = date_seconds(date, zoned ? readings->zone : NULL);
	if (!is_sane(fields, at) || date->precision < DATE_DAY)
		return;
	readings->all[readings->count++] = (struct reading){ .date = *date,
		.at = at,
		.signal = signal,
		.updated = updated,
		.worth = worth + (date->precision >= DATE_MINUTE ? WORTH_MINUTE : 0) };
}

/* The label nearest before an offset: its group, 0 where there is none. */
static int
label_before(struct slice text, size_t offset)
{
	char lower[DATE_LABELS_LONGEST + 8];
	size_t from = offset > LABEL_REACH ? offset - LABEL_REACH : 0;
	while (from > 0 && ((unsigned char)text.data[from] & 0xC0) == 0x80)
		from--;
	int found = 0;
	for (size_t at = from; at < offset;) {
		size_t end = at, best = 0;
		for (int words = 0; words < LABEL_MAX_WORDS && end < offset; words++) {
			size_t next = line_word_end(text, end);
			struct slice part = line_part(text, at, next);
			if (part.length > DATE_LABELS_LONGEST)
				break;
			const struct word *word =
				date_labels_find(lower, line_lower(part, lower, sizeof(lower)));
			if (word != NULL) {
				found = word->group;
				best = next;
			}
			end = next;
			if (end < offset && text.data[end] == ' ')
				end++;
		}
		at = best > 0 ? best : line_word_end(text, at);
	}
	return found;
}

/* Whether the line of a <time> says before it that this is the update's. */
static bool
is_labelled_updated(const struct fields *fields, uint32_t node)
{
	const struct blocks *blocks = fields->blocks;
	uint32_t b = blocks_at(blocks, node);
	if (b >= blocks->count || blocks->all[b].length > FIELDS_LINE_MAX_BYTES ||
		blocks->all[b].first >= fields->page->nodes[node].end)
		return false;
	struct slice line = slice_of(seam_text(fields, &blocks->all[b]));
	struct slice own = slice_of(page_text_folded(fields->page, fields->arena, node));
	size_t at = own.length == 0 ? LINE_NONE : line_find(line, 0, own);
	return at != LINE_NONE && label_before(line, at) == DATE_LABEL_UPDATED;
}

/* "11/01/2023", of which the language tells what it means, and not every template writes so. */
static bool
is_open(const char *text, const struct date *date)
{
	size_t digits = strspn(text, "0123456789");
	return (digits == 1 || digits == 2) && (text[digits] == '/' || text[digits] == '.') &&
	       date->day <= MONTHS && date->day != date->month;
}

static void
read_signals(const struct fields *fields, struct readings *readings)
{
	const struct signals *signals = &fields->signals;
	for (size_t i = 0; i < signals->date_count; i++) {
		const struct signal_date *one = &signals->dates[i];
		struct date date;
		if (one->signal == SIGNAL_TIME) {
			/* Teasers have times, too: only those about the headline count. */
			uint32_t from = fields->heading, node = one->node;
			uint32_t apart = node > from ? node - from : from - node;
			if (from == 0 || apart > NEAR_NODES ||
				(fields->last != 0 && node > fields->last + NEAR_NODES) ||
				fields_is_another(fields, node))
				continue;
		}
		bool updated = one->updated || (one->signal == SIGNAL_TIME &&
						       is_labelled_updated(fields, one->node));
		size_t before = readings->count;
		if (date_read(slice_of(one->text), readings->order, &date))
			add(fields, readings, &date, one->signal, updated, 0);
		if (readings->count > before)
			readings->all[before].open = is_open(one->text, &date);
	}
}

/* A date told by the clock on the wall; `loose`: also a time of day alone. */
static bool
find_told(const struct fields *fields, const struct readings *readings, struct slice text,
	bool loose, struct date *date)
{
	int64_t now = fields->request->crawled;
	return now != CLOCK_NEVER && (ago_find(text, now, readings->zone, date) ||
					     (loose && ago_clock(text, now, readings->zone, date)));
}

/* Whether a date to the day, of which nothing but a day is known, is the one of the visit. */
static bool
is_visit(const struct fields *fields, const struct readings *readings, const struct date *date,
	int worth)
{
	int64_t now = fields->request->crawled, at = date_seconds(date, readings->zone);
	return worth == 0 && date->precision == DATE_DAY && now != CLOCK_NEVER && at <= now &&
	       at > now - CLOCK_DAY_S;
}

static void
read_line(const struct fields *fields, struct readings *readings, struct slice text, int worth,
	int label_above)
{
	struct slice rest = text;
	for (int i = 0; i < DATES_PER_LINE; i++) {
		struct date date;
		int against = 0;
		if (!date_find(rest, readings->order, 0, &date)) {
			bool loose = i == 0 && (worth & WORTH_NAMED) != 0 && worth > 0;
			if (worth < 0 || !find_told(fields, readings, rest, loose, &date))
				return;
			against = WORTH_TOLD;
		} else if (is_visit(fields, readings, &date, worth)) {
			against = WORTH_TODAY;
		}
		int label = label_before(rest, date.start);
		if (label == 0)
			label = label_above;
		size_t before = readings->count;
		add(fields, readings, &date, SIGNAL_TEXT, label == DATE_LABEL_UPDATED,
			worth + against + (label != 0 ? WORTH_LABELLED : 0));
		if (readings->count > before) {
			readings->all[before].told = against == WORTH_TOLD;
			readings->all[before].state = label == DATE_LABEL_STATE;
			readings->all[before].labelled = label == DATE_LABEL_PUBLISHED;
		}
		rest = line_part(rest, date.start + date.length, rest.length);
	}
}

/* What speaks for the dates of a line: where it stands, and what it is. */
static int
worth_of(const struct fields *fields, uint32_t b)
{
	const struct block *block = &fields->blocks->all[b];
	unsigned marks = mark_above(
		fields, fields->page->nodes[block->first].parent, fields->page->body, MARK_LEVELS);
	bool caption = (block->marks & BLOCK_CAPTION) != 0 ||
		       (marks & (MARK_CAPTION | MARK_DATE)) == MARK_CAPTION;
	if (caption || (block->words > SHORT_MAX_WORDS && (block->marks & BLOCK_PROSE) != 0))
		return WORTH_PROSE;
	return ((marks & MARK_DATE) != 0 ? WORTH_NAMED : 0) +
	       (b > fields->heading_block && block->words <= SHORT_MAX_WORDS ? WORTH_BELOW : 0);
}

/* Whether a line belongs to something else: a teaser, a menu. */
static bool
is_elsewhere(const struct fields *fields, uint32_t b)
{
	const struct block *block = &fields->blocks->all[b];
	bool linked = block->link_words * 2 > block->words;
	bool between = b > fields->heading_block && b < fields->text_block &&
		       block->words <= SHORT_MAX_WORDS &&
		       (block->marks & (BLOCK_LIST | BLOCK_LINKED_BOX)) == 0;
	return (block->marks & BLOCK_HIDDEN) != 0 || block->words > LINE_MAX_WORDS ||
	       (linked && !between);
}

/* The lines around the headline. */
static void
read_lines(const struct fields *fields, struct readings *readings)
{
	const struct blocks *blocks = fields->blocks;
	int above = 0;
	for (uint32_t b = fields_line_first(fields); b < blocks->count;
		b = fields_line_next(fields, b)) {
		const struct block *block = &blocks->all[b];
		if (is_elsewhere(fields, b)) {
			above = 0;
			continue;
		}
		struct slice text = slice_of(seam_text(fields, block));
		size_t before = readings->count;
		read_line(fields, readings, text, worth_of(fields, b), above);
		above = readings->count == before && block->words <= LABEL_MAX_WORDS
				? label_before(text, text.length)
				: 0;
	}
}

/* "Stand: " beside "Erstveröffentlichung: " is the update. */
static void
settle_state(struct readings *readings)
{
	bool labelled = false;
	for (size_t i = 0; i < readings->count; i++)
		labelled |= readings->all[i].labelled;
	for (size_t i = 0; i < readings->count; i++)
		readings->all[i].updated |= labelled && readings->all[i].state;
}

/* The lines below the text: there a date needs its label. */
static void
read_lines_after(const struct fields *fields, struct readings *readings)
{
	const struct blocks *blocks = fields->blocks;
	uint32_t first = fields->last == 0 ? blocks->count : blocks_at(blocks, fields->last + 1);
	for (uint32_t b = first; b < blocks->count && b < first + LINES_AFTER; b++) {
		const struct block *block = &blocks->all[b];
		struct date date;
		if (is_elsewhere(fields, b) || block->words > SHORT_MAX_WORDS ||
			block->length > FIELDS_LINE_MAX_BYTES ||
			(block->marks & (BLOCK_LIST | BLOCK_LINKED_BOX)) != 0 ||
			fields_is_another(fields, block->first))
			continue;
		struct slice text = slice_of(seam_text(fields, block));
		if (date_find(text, readings->order, 0, &date) &&
			label_before(text, date.start) != 0)
			read_line(fields, readings, text, 0, 0);
	}
}

/* The day in an address: /2015/09/30/, /2015-09/30/, /20150930/. */
static int64_t
date_of_address(const char *address, const char *zone)
{
	for (const char *p = address; p != NULL && *p != '\0'; p++) {
		if ((*p != '1' && *p != '2') || (p > address && p[-1] >= '0' && p[-1] <= '9'))
			continue;
		int digits[8], count = 0;
		const char *q = p;
		for (; count < 8 && *q != '\0'; q++) {
			if (*q >= '0' && *q <= '9')
				digits[count++] = *q - '0';
			else if ((*q != '/' && *q != '-') || (count != 4 && count != 6))
				break;
		}
		if (count < 8 || (*q >= '0' && *q <= '9'))
			continue;
		int year = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
		int month = digits[4] * 10 + digits[5], day = digits[6] * 10 + digits[7];
		if (year < 1990 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31)
			continue;
		struct date date = {
			.year = year, .month = month, .day = day, .precision = DATE_DAY
		};
		return date_seconds(&date, zone);
	}
	return CLOCK_NEVER;
}

static bool
read_rule(const struct fields *fields, struct readings *readings, struct article *out)
{
	const struct extract_rules *rules = fields->request->rules;
	uint32_t node;
	struct date date;
	const char *text = rules == NULL ? NULL : fields_ruled(fields, rules->published, &node);
	if (text == NULL)
		return false;
	const char *machine = page_attribute(fields->page, fields->arena, node, ATTRIBUTE_DATETIME);
	if (!date_read(slice_of(machine != NULL ? machine : text), readings->order, &date))
		return false;
	out->published = date_seconds(&date, readings->zone);
	fields_explain(fields, "published: the outlet's rule %s", rules->published);
	return true;
}

/* The zone by the host's country, or else by the country in the name of the page's language. */
static void
guess_zone(const struct fields *fields, struct readings *readings, char zone[TIMEZONE_NAME_BYTES])
{
	const char *url = fields->request->url;
	const char *host = url == NULL ? NULL : url_host(fields->arena, url);
	if (host != NULL && timezone_of_host(slice_of(host), zone)) {
		readings->zone = zone;
	} else if (timezone_of_locale(fields->signals.language_og, zone) ||
		   timezone_of_locale(fields->signals.language_html, zone)) {
		readings->zone = zone;
		readings->guessed = true;
	}
}

/*
 * Reads the signals and, where they do not settle it, the lines about the headline; then those below
 * the text, where still nothing is told or day and month are open.
 */
static void
read_all(const struct fields *fields, struct readings *readings)
{
	read_signals(fields, readings);
	const struct reading *published = reading_choose(readings, false);
	if (published == NULL || published->date.precision < DATE_MINUTE ||
		!published->date.has_zone)
		read_lines(fields, readings);
	settle_state(readings);
	published = reading_choose(readings, false);
	bool none = published == NULL && reading_choose(readings, true) == NULL;
	if (!none && (published == NULL || !published->open))
		return;
	read_lines_after(fields, readings);
	settle_state(readings);
	readings_turn(readings);
}

void
published_read(struct fields *fields, struct article *out)
{
	const struct extract_request *request = fields->request;
	struct readings *readings = arena_zalloc(fields->arena, 1, sizeof(*readings));
	char zone[TIMEZONE_NAME_BYTES];
	readings->zone = request->timezone;
	if (readings->zone == NULL)
		guess_zone(fields, readings, zone);
	readings->order = date_order_of(fields->language, readings->zone);
	read_all(fields, readings);
	const struct reading *published = reading_choose(readings, false);
	const struct reading *updated = reading_choose(readings, true);
	if (updated != NULL)
		out->updated = reading_refine(readings, updated);
	if (read_rule(fields, readings, out))
		return;
	int64_t day = date_of_address(request->url, readings->zone);
	/* "2 days ago" may be three by the calendar. */
	if (published != NULL && published->told && published->date.precision < DATE_MINUTE &&
		is_sane(fields, day) && published->at - day > CLOCK_DAY_S)
		published = NULL;
	if (published != NULL) {
		out->published = reading_refine(readings, published);
		fields_explain(fields, "published: %s", signal_name(published->signal));
	} else if (updated != NULL) {
		/* The only date a reader is given. */
		out->published = out->updated;
		fields_explain(fields, "published: the date of the update, %s",
			signal_name(updated->signal));
	} else if (is_sane(fields, day)) {
		out->published = day;
		fields_explain(fields, "published: the day in the address");
	}
	/* What was planned, or brought along from another article. */
	if (out->updated != CLOCK_NEVER && out->published != CLOCK_NEVER &&
		out->updated < out->published)
		out->updated = CLOCK_NEVER;
}
