/*
 * Boxes among the paragraphs that say what they are: the summary that a machine made, and the offer
 * of letters with a field for an address.
 */
#include "extract/bodywork.h"
#include "extract/phrase.h"
#include "words/box-lines.h"
#include "words/summary-lines.h"

#define SUMMARY_LINE_WORDS 40    /* of the line that says so */
#define SUMMARY_WORDS_MAX  250   /* of the box */
#define OFFER_LINE_WORDS   10    /* of a line that offers them, or stands in the field */
#define OFFER_WORDS_MAX    90    /* of the box */
#define BOX_SHARE_MAX      0.35F /* of all that is kept */

static bool
is_paragraph(const struct body_work *work, uint32_t b)
{
	return work->body->reasons[b] == BODY_KEPT &&
	       work->kinds[b - work->body->from] == work->main_kind;
}

/* What says that a summary is a machine's. */
static bool
is_summary_line(const struct phrase *line)
{
	return phrase_inside(line, 0, PHRASE_LIST(summary_lines, SUMMARY_LINES), NULL) != NULL;
}

/* What stands in a field for an address. */
static bool
is_field_line(const struct phrase *line)
{
	const struct word *word = phrase_whole(line, box_lines_find, BOX_LINES_LONGEST);
	return word != NULL && word->group == BOX_LINE_ASK;
}

/* What heads an offer of letters. */
static bool
is_offer_line(const struct phrase *line)
{
	const struct word *word = phrase_at(line, 0, box_lines_find, BOX_LINES_LONGEST, NULL);
	return word != NULL && word->group == BOX_LINE_OFFER;
}

/* By block of the body, and one more: how many paragraphs stand before it. */
static const uint32_t *
count_paragraphs(const struct body_work *work)
{
	const struct body *body = work->body;
	uint32_t count = body->to - body->from;
	uint32_t *before = arena_alloc(work->arena, (count + 1) * sizeof(*before));
	before[0] = 0;
	for (uint32_t i = 0; i < count; i++)
		before[i + 1] = before[i] + is_paragraph(work, body->from + i);
	return before;
}

/* What a box may be. */
struct limits {
	uint32_t words_max, blocks_min;
	bool opens; /* what tells of it may be hidden, until a button is pressed */
};

static const struct limits summary_limits = { SUMMARY_WORDS_MAX, 1, true };
static const struct limits field_limits = { OFFER_WORDS_MAX, 1, false };
/* A heading alone may begin as an offer does. */
static const struct limits offer_limits = { OFFER_WORDS_MAX, 2, false };

/*
 * Drops the largest element from `node` upwards that is within the limits and has none of the text.
 * Gives where it ends; where there is none, the end of what is around `node` without a block, in
 * which no other node would find one, or `node`.
 */
static uint32_t
drop_around(struct body_work *work, const uint32_t *paragraphs, uint32_t node,
	const struct limits *limits)
{
	const struct node *nodes = work->blocks->page->nodes;
	const struct body *body = work->body;
	uint32_t from = 0, to = 0, box = node, empty = node;
	for (uint32_t up = node; up > body->root.node; up = nodes[up].parent) {
		uint32_t first = blocks_at(work->blocks, up) - body->from;
		uint32_t end = blocks_end(work->blocks, up) - body->from;
		uint32_t words = work->words[end] - work->words[first];
		bool hidden = end > first && body->reasons[body->from + first] == BODY_HIDDEN;
		if (hidden && words == 0 && !limits->opens)
			return empty;
		if (words > limits->words_max ||
			(float)words > BOX_SHARE_MAX * (float)work->total ||
			paragraphs[end] > paragraphs[first])
			break;
		from = body->from + first;
		to = body->from + end;
		box = nodes[up].end;
		if (from == to)
			empty = box;
	}
	if (to - from < limits->blocks_min)
		return empty;
	body_drop(work, from, to, BODY_BOX);
	return box;
}

/* Whether an element is a field for an address. */
static bool
is_field(const struct page *page, uint32_t node)
{
	return page->nodes[node].tag == TAG_INPUT &&
	       slice_equals_fold(page_attribute_raw(page, node, ATTRIBUTE_TYPE), SLICE("email"));
}

void
body_drop_told_boxes(struct body_work *work)
{
	const struct page *page = work->blocks->page;
	const struct body *body = work->body;
	const uint32_t *paragraphs = count_paragraphs(work);
	body_sum(work);
	for (uint32_t b = body->from, done = 0; b < body->to; b++) {
		const struct block *block = &work->blocks->all[b];
		uint32_t element = block->element;
		if (block->first < done || block->words > SUMMARY_LINE_WORDS ||
			is_paragraph(work, b))
			continue;
		struct phrase line;
		phrase_fold(&line, block_text(work->blocks, block));
		if (is_summary_line(&line))
			done = drop_around(work, paragraphs, element, &summary_limits);
		if (block->words > OFFER_LINE_WORDS)
			continue;
		if (is_field_line(&line))
			done = drop_around(work, paragraphs, element, &field_limits);
		else if (is_offer_line(&line))
			done = drop_around(work, paragraphs, element, &offer_limits);
	}
	for (uint32_t n = body->root.node + 1; n < page->nodes[body->root.node].end;) {
		uint32_t next = n + 1;
		uint32_t end =
			is_field(page, n) ? drop_around(work, paragraphs, n, &field_limits) : 0;
		n = end > next ? end : next;
	}
}
