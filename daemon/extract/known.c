/* Site memory in the body: lines known as furniture go, and the page's own lines are told. */
#include "extract/bodywork.h"
#include "extract/memory.h"

/*
 * Known lines go as long as they are no more than this share of the words; else the page is rather
 * a copy of others.
 */
#define KNOWN_SHARE_MAX 0.5F

/* What has fewer letters is a mark between paragraphs, and no line. */
#define LETTERS_MIN 2

/* Prose of fewer words is a sentence rather than a paragraph. */
#define PARAGRAPH_WORDS 20

/*
 * Of a page with more lines than are remembered, so many of the first ones: furniture gathers at
 * the end.
 */
#define FIRST_LINES (MEMORY_PAGE_TEXTS_MAX / 4)

/* Whether it is more than a number: those of paragraphs and steps come again on other pages. */
static bool
has_letter(struct slice text)
{
	for (size_t i = 0; i < text.length; i++) {
		unsigned char c = (unsigned char)text.data[i];
		if ((c | 0x20) >= 'a' && ((c | 0x20) <= 'z' || c >= 0x80))
			return true;
	}
	return false;
}

static bool
is_line(const struct body_work *work, uint32_t b)
{
	const struct block *block = &work->blocks->all[b];
	return work->body->reasons[b] == BODY_KEPT && block->letters >= LETTERS_MIN &&
	       has_letter(block_text(work->blocks, block));
}

static uint64_t
line_of(const struct body_work *work, const struct block *block)
{
	return memory_line(
		block_text(work->blocks, block), block->words, block->marks & BLOCK_PROSE);
}

static void
gather(struct body_work *work)
{
	struct body *body = work->body;
	size_t count = 0, skipped = 0, seen = 0;
	for (uint32_t b = body->from; b < body->to; b++)
		count += is_line(work, b);
	if (count > MEMORY_PAGE_TEXTS_MAX)
		skipped = count - MEMORY_PAGE_TEXTS_MAX;
	body->lines = arena_alloc(work->arena, (count - skipped + 1) * sizeof(*body->lines));
	for (uint32_t b = body->from; b < body->to; b++) {
		if (!is_line(work, b))
			continue;
		bool left_out = seen >= FIRST_LINES && seen < FIRST_LINES + skipped;
		seen++;
		if (!left_out)
			body->lines[body->line_count++] = line_of(work, &work->blocks->all[b]);
	}
	body->line_count = memory_sort(body->lines, body->line_count);
}

static enum memory_kind
kind_of_line(const struct body_work *work, uint32_t b)
{
	const struct block *block = &work->blocks->all[b];
	if (!(block->marks & BLOCK_PROSE))
		return MEMORY_SHORT;
	if (work->kinds[b - work->body->from] != work->main_kind)
		return MEMORY_PROSE;
	return block->words < PARAGRAPH_WORDS ? MEMORY_SENTENCE : MEMORY_TEXT;
}

static bool
is_known(const struct body_work *work, uint32_t b)
{
	return is_line(work, b) &&
	       memory_is_furniture(work->hints->memory, line_of(work, &work->blocks->all[b]),
		       kind_of_line(work, b));
}

/* Marks what is known; a heading stays over prose that is the page's own. */
static void
mark_known(struct body_work *work, uint8_t *known, float *prose, float *others)
{
	struct body *body = work->body;
	bool over_prose = false;
	for (uint32_t b = body->to; b-- > body->from;) {
		const struct block *block = &work->blocks->all[b];
		bool heads = (block->marks & BLOCK_HEADING) && over_prose;
		bool goes = !heads && is_known(work, b);
		known[b - body->from] = goes;
		if (!goes && body->reasons[b] == BODY_KEPT)
			over_prose = block->marks & BLOCK_PROSE;
		if (goes && (block->marks & BLOCK_PROSE))
			*prose += (float)block->words;
		else if (goes)
			*others += (float)block->words;
	}
}

void
body_drop_known(struct body_work *work)
{
	struct body *body = work->body;
	float prose = 0, others = 0;
	if (work->hints->memory == NULL)
		return;
	gather(work);
	if (work->hints->memory->count == 0)
		return;
	uint8_t *known = arena_zalloc(work->arena, body->to - body->from + 1, sizeof(*known));
	mark_known(work, known, &prose, &others);
	body_sum(work);
	float most = KNOWN_SHARE_MAX * (float)work->total;
	bool prose_goes = prose + others <= most, others_go = others <= most;
	for (uint32_t b = body->from; b < body->to; b++) {
		bool is_prose = work->blocks->all[b].marks & BLOCK_PROSE;
		if (known[b - body->from] && (is_prose ? prose_goes : others_go))
			body_drop(work, b, b + 1, BODY_KNOWN);
	}
}
