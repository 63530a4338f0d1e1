/* The front of the body, and the headings that end it. */
#include <string.h>

#include "base/text.h"
#include "extract/bodywork.h"
#include "extract/phrase.h"
#include "words/body-lines.h"
#include "words/stop-headings.h"

#define SAME_BYTES     100   /* texts this long that agree so far are the same */
#define STOP_WORDS_MAX 8     /* of a heading that ends the text */
#define STOP_SHARE_MIN 0.35F /* of the words must stand before it */
/* Of the words, in paragraphs like the bulk of the text, behind it: then the text goes on. */
#define STOP_REST_MAX      0.05F
#define AUTHOR_REST_MAX    0.2F /* behind a heading that says of whom it tells */
#define PAID_WORDS_MAX     60   /* of a line that says the rest is for those who pay */
#define PAID_REST_MAX      0.2F /* behind it stands what they get */
#define LEDE_HEADING_WORDS 14
#define LEDE_HEADING_UNDER 9 /* words of one that stands under the headline */
#define LEDE_HEADING_LINKS 0.3F
#define CRUMBS_UP          4  /* from a headline to the list or bar of crumbs it stands in */
#define SHOWN_WORDS_MIN    5  /* of the headline that readers see where that is a crumb */
#define HELD_BYTES_MIN     24 /* of a headline that is looked for in a longer heading */
#define LEAD_LINES_MAX     8  /* about the text, before it; more are text themselves */
/* Of the words before the first prose: then the text is made of short lines. */
#define LEAD_SHARE_MAX   0.15F
#define DATE_WORDS_MAX   25 /* of a line that is a date */
#define META_WORDS_MAX   40 /* of one with bars between what it tells */
#define BYLINE_WORDS_MAX 10 /* of a line over the text that names its author */

bool
body_same_text(struct slice a, const struct phrase *y)
{
	struct phrase x;
	if (y->length == 0 || phrase_differs(y, a))
		return false;
	phrase_fold(&x, a);
	size_t length = x.length < y->length ? x.length : y->length;
	if (x.length == y->length)
		return memcmp(x.text, y->text, length) == 0;
	/* The longer one may go on where the shorter is cut. */
	return length > SAME_BYTES && memcmp(x.text, y->text, length) == 0;
}

uint32_t
body_next_prose(const struct body_work *work, uint32_t b)
{
	const struct body *body = work->body;
	for (; b < body->to; b++)
		if (body->reasons[b] == BODY_KEPT && (work->blocks->all[b].marks & BLOCK_PROSE))
			return b;
	return body->to;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether a year begins so: ours, or one of Thailand. */
static bool
is_century(const char *at)
{
	return memcmp(at, "19", 2) == 0 || memcmp(at, "20", 2) == 0 || memcmp(at, "25", 2) == 0;
}

bool
body_is_date(const struct body_work *work, const struct block *block)
{
	struct slice text = block_text(work->blocks, block);
	bool year = false, time = false;
	if (block->words > DATE_WORDS_MAX)
		return false;
	for (size_t i = 0; i + 3 < text.length; i++) {
		const char *at = text.data + i;
		bool begins = i == 0 || !is_digit(at[-1]);
		bool four =
			is_digit(at[0]) && is_digit(at[1]) && is_digit(at[2]) && is_digit(at[3]);
		if (begins && four && is_century(at))
			year = true;
		if (is_digit(at[0]) && (at[1] == ':' || at[1] == 'h' || at[1] == '.') &&
			is_digit(at[2]) && is_digit(at[3]) &&
			(i + 4 == text.length || !is_digit(at[4])))
			time = true;
	}
	return (year && time) || ((year || time) && !(block->marks & BLOCK_STOPPED));
}

/* Whether a line tells when, where and by whom, with bars or dots between. */
static bool
is_meta_line(const struct body_work *work, const struct block *block)
{
	static const char *const bars[] = { " | ", " \xC2\xB7 ", " \xE2\x80\xA2 " };
	struct slice text = block_text(work->blocks, block);
	if (block->words > META_WORDS_MAX || (block->marks & (BLOCK_STOPPED | BLOCK_CELL)))
		return false;
	for (size_t i = 0; i < sizeof(bars) / sizeof(bars[0]); i++) {
		const char *bar = strstr(text.data, bars[i]);
		if (bar != NULL && strstr(bar + 1, bars[i]) != NULL)
			return true;
	}
	return false;
}

static bool
is_date_or_meta(const struct body_work *work, const struct block *block)
{
	return body_is_date(work, block) || is_meta_line(work, block);
}

/*
 * Whether a heading is so long that it is the lede, set as one; not the headline itself. Under the
 * headline it may be shorter.
 */
static bool
is_lede_heading(const struct body_work *work, const struct block *block)
{
	const struct node *nodes = work->blocks->page->nodes;
	uint32_t heading = work->hints->heading;
	bool under = heading != 0 && block->first >= nodes[heading].end &&
		     nodes[nodes[block->element].parent].tag != TAG_HGROUP;
	uint32_t least = under && block->level > 1 ? LEDE_HEADING_UNDER : LEDE_HEADING_WORDS;
	return (block->marks & BLOCK_HEADING) && block->words >= least &&
	       block_link_share(block) < LEDE_HEADING_LINKS && !body_is_headline(work, block);
}

/* Whether a heading is the headline with a kicker before it, or something behind it. */
static bool
holds_headline(const struct body_work *work, const struct block *block)
{
	struct phrase line;
	size_t headline = work->headline.length;
	if (!(block->marks & BLOCK_HEADING) || headline < HELD_BYTES_MIN)
		return false;
	phrase_fold(&line, block_text(work->blocks, block));
	return memmem(line.text, line.length, work->headline.text, headline) != NULL;
}

bool
body_is_headline(const struct body_work *work, const struct block *block)
{
	return body_same_text(block_text(work->blocks, block), &work->headline) ||
	       holds_headline(work, block) || block == work->shown;
}

/* Whether an element stands among the links over the text, as the last of them. */
static bool
is_in_crumbs(const struct page *page, uint32_t node)
{
	for (int up = 0; up < CRUMBS_UP && node != 0; up++, node = page->nodes[node].parent)
		if (page->nodes[node].tag == TAG_LI || page->nodes[node].tag == TAG_NAV)
			return true;
	return false;
}

void
body_find_shown(struct body_work *work)
{
	const struct blocks *blocks = work->blocks;
	uint32_t heading = work->hints->heading;
	if (heading == 0 || !is_in_crumbs(blocks->page, heading))
		return;
	for (uint32_t b = blocks_end(blocks, heading);
		b < blocks->count && !(blocks->all[b].marks & BLOCK_PROSE); b++) {
		const struct block *block = &blocks->all[b];
		if ((block->level == 1 || block->level == 2) && block->link_words == 0 &&
			block->words >= SHOWN_WORDS_MIN && !(block->marks & BLOCK_HIDDEN)) {
			work->shown = block;
			return;
		}
	}
}

static uint32_t
count_kept(const struct body_work *work, uint32_t from, uint32_t to)
{
	uint32_t kept = 0;
	for (uint32_t b = from; b < to; b++)
		kept += work->body->reasons[b] == BODY_KEPT;
	return kept;
}

/* Whether a short line names one of those who wrote it: "By Ida Holm". */
static bool
names_author(const struct body_work *work, const struct block *block)
{
	struct phrase line, name;
	if (block->words > BYLINE_WORDS_MAX || work->hints->name_count == 0)
		return false;
	phrase_fold(&line, block_text(work->blocks, block));
	for (size_t i = 0; i < work->hints->name_count; i++) {
		phrase_fold(&name, slice_of(work->hints->names[i]));
		if (name.length > 0 && memmem(line.text, line.length, name.text, name.length))
			return true;
	}
	return false;
}

/* Whether a short line is a paragraph like the lede, beside it, and neither byline nor date. */
static bool
stands_beside(const struct body_work *work, const struct block *block, uint32_t lede)
{
	const struct node *nodes = work->blocks->page->nodes;
	const struct block *other = &work->blocks->all[lede];
	return block->tag == TAG_P && other->tag == TAG_P && block->link_words == 0 &&
	       nodes[block->element].parent == nodes[other->element].parent &&
	       !body_is_date(work, block) && !names_author(work, block);
}

/* Drops the headline, byline and date where they stand between the lede and the text. */
static void
trim_behind_lede(struct body_work *work, uint32_t lede)
{
	struct body *body = work->body;
	uint32_t second = body_next_prose(work, lede + 1);
	while (second < body->to && is_date_or_meta(work, &work->blocks->all[second]))
		second = body_next_prose(work, second + 1);
	if (second == body->to)
		return;
	bool set_apart = count_kept(work, lede + 1, second) <= LEAD_LINES_MAX &&
			 body_is_lede(work, &work->blocks->all[lede]);
	for (uint32_t b = lede + 1; b < second; b++) {
		const struct block *block = &work->blocks->all[b];
		bool text =
			block->marks & (BLOCK_HEADING | BLOCK_ITEM | BLOCK_QUOTE | BLOCK_STOPPED);
		bool date = (block->marks & BLOCK_PROSE) && is_date_or_meta(work, block);
		if (date || body_is_headline(work, block) ||
			(set_apart && !text && !stands_beside(work, block, lede)))
			body_drop(work, b, b + 1, BODY_LEAD);
	}
}

/*
 * Whether the block right before the first prose is a sub-heading of it: under the headline, and in
 * the same element.
 */
static bool
is_first_heading(const struct body_work *work, uint32_t b, uint32_t first)
{
	const struct block *block = &work->blocks->all[b], *prose = &work->blocks->all[first];
	const struct node *nodes = work->blocks->page->nodes;
	return b + 1 == first && block->level > 1 && block->link_words == 0 &&
	       block->first > work->hints->heading && work->hints->heading != 0 &&
	       nodes[block->element].parent == nodes[prose->element].parent &&
	       !body_is_headline(work, block);
}

/*
 * Whether a short block is text where text is made of short lines: neither headline nor link nor
 * date. listed: many stand in a table or list, where a year is no date.
 */
static bool
is_short_text(const struct body_work *work, const struct block *block, bool listed)
{
	bool date = !(listed && (block->marks & (BLOCK_CELL | BLOCK_ITEM))) &&
		    body_is_date(work, block);
	return block->link_words == 0 && block->letters > 0 && !body_is_headline(work, block) &&
	       !date;
}

/* Words before the first prose in lines that may be text: not the headline, nor links and dates. */
static uint32_t
count_short(const struct body_work *work, uint32_t first, bool listed)
{
	uint32_t words = 0;
	for (uint32_t b = work->body->from; b < first; b++)
		if (work->body->reasons[b] == BODY_KEPT &&
			is_short_text(work, &work->blocks->all[b], listed))
			words += work->blocks->all[b].words;
	return words;
}

/* A page without prose has no text if the headline is all there is. */
static void
drop_headlines(struct body_work *work)
{
	for (uint32_t b = work->body->from; b < work->body->to; b++)
		if (body_is_headline(work, &work->blocks->all[b]))
			body_drop(work, b, b + 1, BODY_LEAD);
}

void
body_trim_lead(struct body_work *work)
{
	struct body *body = work->body;
	uint32_t first = body_next_prose(work, body->from);
	while (first < body->to && is_date_or_meta(work, &work->blocks->all[first])) {
		uint32_t next = body_next_prose(work, first + 1);
		if (next == body->to)
			break;
		first = next;
	}
	if (first == body->to) {
		drop_headlines(work);
		return;
	}
	body_sum(work);
	bool listed = count_kept(work, body->from, first) > LEAD_LINES_MAX;
	bool short_lines =
		(float)count_short(work, first, listed) > LEAD_SHARE_MAX * (float)work->total;
	for (uint32_t b = body->from; b < first; b++)
		if (!is_lede_heading(work, &work->blocks->all[b]) &&
			!(short_lines && is_short_text(work, &work->blocks->all[b], listed) &&
				!names_author(work, &work->blocks->all[b])) &&
			!is_first_heading(work, b, first))
			body_drop(work, b, b + 1, BODY_LEAD);
	if (body_is_headline(work, &work->blocks->all[first]))
		body->reasons[first] = BODY_LEAD;
	trim_behind_lede(work, first);
}

/* By block: words of kept prose from it on that look like the bulk of the text. */
static uint32_t *
count_rest(const struct body_work *work)
{
	const struct body *body = work->body;
	uint32_t count = body->to - body->from;
	uint32_t *rest = arena_alloc(work->arena, (count + 1) * sizeof(*rest));
	rest[count] = 0;
	for (uint32_t i = count; i-- > 0;) {
		bool counts = body->reasons[body->from + i] == BODY_KEPT &&
			      work->kinds[i] == work->main_kind;
		rest[i] = rest[i + 1] + (counts ? work->blocks->all[body->from + i].words : 0);
	}
	return rest;
}

/* Whether a line is a heading such as "About the author". */
static bool
is_author_heading(const struct phrase *line)
{
	const struct word *word = phrase_whole(line, stop_headings_find, STOP_HEADINGS_LONGEST);
	return word != NULL && word->group == STOP_HEADING_AUTHOR;
}

/*
 * Whether a line is a heading that ends the text. One set as a heading may go on: "More stories
 * from the valley"; then what it begins with must be two words at least.
 */
static bool
is_stop(const struct block *block, const struct phrase *line)
{
	if (phrase_whole(line, stop_headings_find, STOP_HEADINGS_LONGEST) != NULL)
		return true;
	size_t length;
	bool set = (block->marks & BLOCK_HEADING) || block->bold_words == block->words;
	if (!set || (block->marks & BLOCK_STOPPED) ||
		phrase_at(line, 0, stop_headings_find, STOP_HEADINGS_LONGEST, &length) == NULL)
		return false;
	return memchr(line->text, ' ', length) != NULL;
}

/* Whether a line that may end the text begins so. */
static bool
may_stop(const char *bytes, size_t length)
{
	return stop_headings_may_begin(bytes, length) || body_lines_may_begin(bytes, length);
}

void
body_stop(struct body_work *work)
{
	struct body *body = work->body;
	const uint32_t *rest = count_rest(work);
	body_sum(work);
	for (uint32_t b = body->from; b < body->to; b++) {
		const struct block *block = &work->blocks->all[b];
		if (body->reasons[b] != BODY_KEPT || block->words > PAID_WORDS_MAX)
			continue;
		float before = (float)work->words[b - body->from];
		if (before < STOP_SHARE_MIN * (float)work->total)
			continue;
		struct phrase line;
		struct slice text = block_text(work->blocks, block);
		if (!phrase_may_begin(text, may_stop))
			continue;
		phrase_fold(&line, text);
		bool paid = body_is_paid(&line);
		if (!paid && (block->words > STOP_WORDS_MAX || !is_stop(block, &line)))
			continue;
		float most = paid                       ? PAID_REST_MAX
			     : is_author_heading(&line) ? AUTHOR_REST_MAX
							: STOP_REST_MAX;
		if ((float)rest[b - body->from] > most * (float)work->total) {
			body->reasons[b] = BODY_PROMO;
			continue;
		}
		body_drop(work, b, body->to, BODY_STOP);
		return;
	}
}
