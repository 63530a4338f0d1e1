/* Words of the text set large among its paragraphs: a block that only repeats what they say. */
#include "base/table.h"
#include "extract/bodywork.h"

#define REPEAT_WORDS_MIN 8    /* fewer may be a heading */
#define REPEAT_SHARE_MIN 0.9F /* of its runs of words stand in the paragraphs */
#define TWIN_WORDS_MAX   60   /* of what is said twice beside the text */

/* Whether a block is made as the bulk of the text is. */
static bool
is_paragraph(const struct body_work *work, uint32_t b)
{
	return work->body->reasons[b] == BODY_KEPT &&
	       work->kinds[b - work->body->from] == work->main_kind;
}

/* Whether it may be a repetition: text made otherwise, and no heading. */
static bool
may_repeat(const struct body_work *work, uint32_t b)
{
	const struct block *block = &work->blocks->all[b];
	return work->body->reasons[b] == BODY_KEPT && !is_paragraph(work, b) &&
	       block->words >= REPEAT_WORDS_MIN && !(block->marks & BLOCK_HEADING);
}

/* The runs of words of all paragraphs. */
static struct gram_set
read_paragraphs(struct body_work *work)
{
	const struct body *body = work->body;
	size_t words = 0;
	for (uint32_t b = body->from; b < body->to; b++)
		words += is_paragraph(work, b) ? body_words(work, b).count : 0;
	struct gram_set set = gram_set_new(work->arena, words);
	for (uint32_t b = body->from; b < body->to; b++)
		if (is_paragraph(work, b))
			gram_set_add(&set, body_words(work, b));
	return set;
}

void
body_drop_repeated(struct body_work *work)
{
	struct body *body = work->body;
	struct gram_set set = { NULL, 0 };
	for (uint32_t b = body->from; b < body->to; b++) {
		if (!may_repeat(work, b))
			continue;
		if (set.slots == NULL)
			set = read_paragraphs(work);
		if (gram_share(&set, body_words(work, b)) >= REPEAT_SHARE_MIN)
			body->reasons[b] = BODY_REPEAT;
	}
}

/* Whether it may be one of two: no paragraph, and short; one of them may be found out already. */
static bool
may_be_twin(const struct body_work *work, uint32_t b)
{
	const struct block *block = &work->blocks->all[b];
	enum body_reason reason = work->body->reasons[b];
	return (may_repeat(work, b) || reason == BODY_DOUBT || reason == BODY_CAPTION) &&
	       block->words >= REPEAT_WORDS_MIN && block->words <= TWIN_WORDS_MAX &&
	       !(block->marks & (BLOCK_ITEM | BLOCK_CELL | BLOCK_HEADING));
}

void
body_drop_twins(struct body_work *work)
{
	const struct body *body = work->body;
	size_t slots = 64;
	while (slots < 2 * (size_t)(body->to - body->from))
		slots *= 2;
	uint32_t *seen = arena_zalloc(work->arena, slots, sizeof(*seen));
	for (uint32_t b = body->from; b < body->to; b++) {
		if (!may_be_twin(work, b))
			continue;
		const struct block *all = work->blocks->all;
		struct slice text = block_text(work->blocks, &all[b]);
		size_t at = hash_bytes(text.data, text.length) & (slots - 1);
		while (seen[at] != 0 &&
			!slice_equals(text, block_text(work->blocks, &all[seen[at] - 1])))
			at = (at + 1) & (slots - 1);
		if (seen[at] != 0) {
			body->reasons[seen[at] - 1] = BODY_REPEAT;
			body->reasons[b] = BODY_REPEAT;
		}
		seen[at] = b + 1;
	}
}
