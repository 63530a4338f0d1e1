/* The summary of the text that a machine made, in a box that says so. */
#include "extract/bodywork.h"
#include "extract/phrase.h"
#include "words/digests.h"

#define DIGEST_LINE_WORDS 40    /* of the line that says so */
#define DIGEST_WORDS_MAX  250   /* of the box */
#define DIGEST_SHARE_MAX  0.35F /* the same, of all that is kept */

/* Hidden or not: in some boxes the line opens with a button. */
static bool
says_so(const struct body_work *work, uint32_t b)
{
	const struct block *block = &work->blocks->all[b];
	struct phrase line;
	if (block->words > DIGEST_LINE_WORDS ||
		(work->body->reasons[b] == BODY_KEPT &&
			work->kinds[b - work->body->from] == work->main_kind))
		return false;
	phrase_fold(&line, block_text(work->blocks, block));
	return phrase_inside(&line, 0, PHRASE_LIST(digests, DIGESTS), NULL) != NULL;
}

/* Whether paragraphs like the bulk of the text stand in from .. to - 1. */
static bool
has_text(const struct body_work *work, uint32_t from, uint32_t to)
{
	for (uint32_t b = from; b < to; b++)
		if (work->body->reasons[b] == BODY_KEPT &&
			work->kinds[b - work->body->from] == work->main_kind)
			return true;
	return false;
}

/* Drops the largest box around a block that is no larger than a digest. */
static void
drop_digest(struct body_work *work, uint32_t b)
{
	const struct node *nodes = work->blocks->page->nodes;
	const struct body *body = work->body;
	uint32_t node = work->blocks->all[b].element, from = b, to = b + 1;
	for (; node > body->root.node; node = nodes[node].parent) {
		uint32_t first = blocks_at(work->blocks, node);
		uint32_t end = blocks_at(work->blocks, nodes[node].end);
		uint32_t words = work->words[end - body->from] - work->words[first - body->from];
		if (words > DIGEST_WORDS_MAX ||
			(float)words > DIGEST_SHARE_MAX * (float)work->total ||
			has_text(work, first, end))
			break;
		from = first;
		to = end;
	}
	body_drop(work, from, to, BODY_BOX);
}

void
body_drop_digests(struct body_work *work)
{
	body_sum(work);
	for (uint32_t b = work->body->from; b < work->body->to; b++)
		if (says_so(work, b))
			drop_digest(work, b);
}
