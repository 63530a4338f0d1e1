/* The ends of the body: what stands before its first prose and behind its last. */
#include <string.h>

#include "base/text.h"
#include "extract/bodywork.h"
#include "extract/phrase.h"
#include "words/stop-headings.h"
#include "words/tail-inside.h"
#include "words/tail-starts.h"

#define STOP_WORDS_MAX     8     /* of a heading that ends the text */
#define STOP_SHARE_MIN     0.35F /* of the words must stand before it */
#define TAIL_SHARE_MAX     0.25F /* of the words may be trimmed off the end */
#define TAIL_START_WORDS   40    /* of a line that is asked how it begins */
#define TAIL_INSIDE_WORDS  80    /* of a line that is asked what stands in it */
#define TAIL_HEADING_WORDS 12
#define TAIL_LINK_SHARE    0.5F

/* Whether two texts are the same but for case and punctuation; of long ones, their fronts. */
static bool
same_text(struct slice a, const char *b)
{
	struct phrase x, y;
	if (b == NULL)
		return false;
	phrase_fold(&x, a);
	phrase_fold(&y, slice_of(b));
	size_t length = x.length < y.length ? x.length : y.length;
	if (length == 0)
		return false;
	if (x.length == y.length)
		return memcmp(x.text, y.text, length) == 0;
	/* A description is often cut: the longer one may go on where the shorter ends. */
	return length > 2 * STOP_HEADINGS_LONGEST && memcmp(x.text, y.text, length) == 0;
}

static bool
same_markup(const struct body_work *work, const struct block *a, const struct block *b)
{
	const struct page *page = work->blocks->page;
	if (a->tag != b->tag)
		return false;
	struct slice x = page_attribute_raw(page, a->element, ATTRIBUTE_CLASS);
	struct slice y = page_attribute_raw(page, b->element, ATTRIBUTE_CLASS);
	return slice_equals(x, y);
}

/* The first kept block from b on that is prose, or body->to. */
static uint32_t
next_prose(const struct body_work *work, uint32_t b)
{
	const struct body *body = work->body;
	for (; b < body->to; b++)
		if (body->reasons[b] == BODY_KEPT && (work->blocks->all[b].marks & BLOCK_PROSE))
			return b;
	return body->to;
}

void
body_trim_lead(struct body_work *work)
{
	struct body *body = work->body;
	uint32_t first = next_prose(work, body->from);
	if (first == body->to)
		return;
	body_drop(work, body->from, first, BODY_LEAD);
	uint32_t second = next_prose(work, first + 1);
	if (second == body->to)
		return;
	const struct block *block = &work->blocks->all[first];
	struct slice text = block_text(work->blocks, block);
	bool inside_dek = work->hints->dek != 0 && block->first >= work->hints->dek &&
			  block->first < work->blocks->page->nodes[work->hints->dek].end;
	bool described = same_text(text, work->hints->description) &&
			 !same_markup(work, block, &work->blocks->all[second]);
	if (inside_dek || described || same_text(text, work->hints->headline)) {
		body->reasons[first] = BODY_DEK;
		body_drop(work, first + 1, second, BODY_LEAD);
	}
}

void
body_stop(struct body_work *work)
{
	struct body *body = work->body;
	body_sum(work);
	for (uint32_t b = body->from; b < body->to; b++) {
		const struct block *block = &work->blocks->all[b];
		if (body->reasons[b] != BODY_KEPT || block->words > STOP_WORDS_MAX)
			continue;
		float before = (float)work->words[b - body->from];
		if (before < STOP_SHARE_MIN * (float)work->total)
			continue;
		struct phrase line;
		phrase_fold(&line, block_text(work->blocks, block));
		if (phrase_whole(&line, stop_headings_find, STOP_HEADINGS_LONGEST) == NULL)
			continue;
		body_drop(work, b, body->to, BODY_STOP);
		return;
	}
}

/* Whether a line at the end of the text speaks of something else: its writer, a newsletter, rights. */
static bool
is_furniture(const struct body_work *work, const struct block *block)
{
	struct phrase line;
	if (block->words > TAIL_INSIDE_WORDS)
		return false;
	phrase_fold(&line, block_text(work->blocks, block));
	if (phrase_whole(&line, stop_headings_find, STOP_HEADINGS_LONGEST) != NULL)
		return true;
	if (block->words <= TAIL_START_WORDS &&
		phrase_at(&line, 0, tail_starts_find, TAIL_STARTS_LONGEST, NULL) != NULL)
		return true;
	bool addressed = block->link_words > 0 ||
			 memchr(block_text(work->blocks, block).data, '@', block->length) != NULL;
	size_t at = 0;
	const struct word *word;
	while ((word = phrase_inside(&line, at, tail_inside_find, TAIL_INSIDE_LONGEST, &at)) !=
		NULL) {
		if (word->group == TAIL_INSIDE_STRONG || addressed)
			return true;
		at++;
	}
	return false;
}

static bool
is_tail(const struct body_work *work, const struct block *block)
{
	if ((block->marks & BLOCK_HEADING) && block->words <= TAIL_HEADING_WORDS)
		return true;
	if (block_link_share(block) > TAIL_LINK_SHARE)
		return true;
	if (block->link_words > 0 && block->bold_words == block->words)
		return true;
	if (block->letters == 0)
		return true;
	return is_furniture(work, block);
}

void
body_trim_tail(struct body_work *work)
{
	struct body *body = work->body;
	body_sum(work);
	float left = TAIL_SHARE_MAX * (float)work->total;
	for (uint32_t b = body->to; b-- > body->from;) {
		const struct block *block = &work->blocks->all[b];
		if (body->reasons[b] != BODY_KEPT)
			continue;
		left -= (float)block->words;
		if (left < 0 || !is_tail(work, block))
			return;
		body->reasons[b] = BODY_TAIL;
	}
}
