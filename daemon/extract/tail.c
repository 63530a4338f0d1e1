/* The end of the body: lines that are no text any more, trimmed off from the last one upwards. */
#include <string.h>

#include "extract/bodywork.h"
#include "extract/phrase.h"
#include "words/stop-headings.h"
#include "words/tail-inside.h"
#include "words/tail-starts.h"

#define TAIL_SHARE_MAX      0.25F /* of the words may be trimmed off the end */
#define TAIL_START_WORDS    40    /* of a line that is asked how it begins */
#define TAIL_INSIDE_WORDS   55    /* of a line that is asked what stands in it */
#define AUTHOR_WORDS_MAX    6
#define BIOGRAPHY_WORDS_MAX 80
#define LABEL_WORDS_MAX     7 /* of a line that ends in a colon */
#define SIGNATURE_WORDS_MAX 3
#define SIGNATURES_MAX      2 /* more such lines are a list */
#define LABELS_MAX          1 /* the same */
#define TAIL_HEADING_WORDS  12
#define TAIL_LINK_SHARE     0.5F
/* A longer line that ends a sentence is one, however much of it is linked. */
#define TAIL_LINKED_WORDS 25

bool
body_is_furniture(const struct body_work *work, const struct block *block)
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
	while ((word = phrase_inside(&line, at, PHRASE_LIST(tail_inside, TAIL_INSIDE), &at)) !=
		NULL) {
		if (word->group == TAIL_INSIDE_STRONG || addressed)
			return true;
		at++;
	}
	return false;
}

/* Whether a line is nothing but the name of one who wrote it. */
static bool
is_author(const struct body_work *work, const struct block *block)
{
	if (block->words > AUTHOR_WORDS_MAX)
		return false;
	for (size_t i = 0; i < work->hints->name_count; i++) {
		struct phrase name;
		phrase_fold(&name, slice_of(work->hints->names[i]));
		if (body_same_text(block_text(work->blocks, block), &name))
			return true;
	}
	return false;
}

/* Whether a paragraph tells of one who wrote the text: "Ida Holm has covered the harbour since ..." */
static bool
is_biography(const struct body_work *work, const struct block *block)
{
	struct phrase line;
	if (block->words > BIOGRAPHY_WORDS_MAX || !(block->marks & BLOCK_PROSE) ||
		work->hints->name_count == 0)
		return false;
	phrase_fold(&line, block_text(work->blocks, block));
	for (size_t i = 0; i < work->hints->name_count; i++) {
		struct phrase name;
		phrase_fold(&name, slice_of(work->hints->names[i]));
		if (memchr(name.text, ' ', name.length) != NULL && line.length > name.length &&
			memcmp(line.text, name.text, name.length) == 0 &&
			line.text[name.length] == ' ')
			return true;
	}
	return false;
}

/*
 * Whether a line is the mark of who wrote the text: a few words that end no sentence and lead to
 * none, "ab/dpa".
 */
static bool
is_signature(const struct body_work *work, const struct block *block)
{
	struct slice text = block_text(work->blocks, block);
	return block->words <= SIGNATURE_WORDS_MAX && block->level == 0 &&
	       text.data[text.length - 1] != ':' &&
	       !(block->marks &
		       (BLOCK_STOPPED | BLOCK_ITEM | BLOCK_CELL | BLOCK_QUOTE | BLOCK_AFTER_BR));
}

static bool
is_tail(const struct body_work *work, const struct block *block)
{
	if ((block->marks & BLOCK_HEADING) && block->words <= TAIL_HEADING_WORDS)
		return true;
	if (block_link_share(block) > TAIL_LINK_SHARE &&
		(block->words < TAIL_LINKED_WORDS || !(block->marks & BLOCK_STOPPED)))
		return true;
	if (block->link_words > 0 && block->bold_words == block->words &&
		block->words <= TAIL_INSIDE_WORDS)
		return true;
	if (block->letters == 0 || is_author(work, block) || is_biography(work, block) ||
		body_is_control(work, block))
		return true;
	return body_is_furniture(work, block);
}

/* Whether a line may lead to what is not there any more: "See also:" */
static bool
is_label(const struct body_work *work, const struct block *block)
{
	struct slice text = block_text(work->blocks, block);
	return block->words <= LABEL_WORDS_MAX && text.data[text.length - 1] == ':' &&
	       !(block->marks & BLOCK_CELL);
}

void
body_drop_labels(struct body_work *work)
{
	struct body *body = work->body;
	for (uint32_t b = body->from; b + 1 < body->to; b++) {
		enum body_reason next = body->reasons[b + 1];
		if ((next == BODY_LINE || next == BODY_PROMO || next == BODY_TEASER) &&
			is_label(work, &work->blocks->all[b]))
			body_drop(work, b, b + 1, BODY_PROMO);
	}
}

void
body_trim_tail(struct body_work *work)
{
	struct body *body = work->body;
	body_sum(work);
	float left = TAIL_SHARE_MAX * (float)work->total;
	int signatures = SIGNATURES_MAX, labels = LABELS_MAX;
	for (uint32_t b = body->to; b-- > body->from;) {
		const struct block *block = &work->blocks->all[b];
		if (body->reasons[b] != BODY_KEPT)
			continue;
		left -= (float)block->words;
		if (left < 0 ||
			!(is_tail(work, block) || (is_signature(work, block) && signatures-- > 0) ||
				(is_label(work, block) && labels-- > 0)))
			return;
		body->reasons[b] = BODY_TAIL;
	}
}
