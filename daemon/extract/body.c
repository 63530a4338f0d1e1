/* Keeps or drops each block of the root, and collects what is left. */
#include "extract/body.h"

#include <string.h>

#include "article/limits.h"
#include "base/table.h"
#include "base/text.h"
#include "extract/bodywork.h"
#include "extract/phrase.h"
#include "extract/teaser.h"
#include "words/body-lines.h"

#define LINE_WORDS_MAX       30 /* a paragraph that is one link, an item that is mostly link */
#define LINE_LINK_SHARE      0.8F
#define ITEM_LINK_SHARE      0.5F
#define PROMO_WORDS_MAX      30
#define NOTICE_WORDS_MAX     80
#define PAID_BLOCKS          12 /* behind the body that may say so */
#define PROMO_WORDS_UNLINKED 14 /* of a promo without a link */
#define CREDIT_WORDS_MAX     14
#define KIND_FACTOR          UINT64_C(0x9E3779B97F4A7C15) /* odd, its bits well mixed */

void
body_sum(struct body_work *work)
{
	const struct body *body = work->body;
	work->total = 0;
	for (uint32_t b = body->from; b < body->to; b++) {
		work->words[b - body->from] = work->total;
		if (body->reasons[b] == BODY_KEPT)
			work->total += work->blocks->all[b].words;
	}
	work->words[body->to - body->from] = work->total;
}

uint64_t
body_kind(const struct page *page, uint32_t element)
{
	uint64_t kind = 0;
	for (int up = 0; up < 2; up++, element = page->nodes[element].parent) {
		struct slice class = slice_trim(page_attribute_raw(page, element, ATTRIBUTE_CLASS));
		const char *space = class.length > 0 ? memchr(class.data, ' ', class.length) : NULL;
		if (space != NULL)
			class.length = (size_t)(space - class.data);
		kind = (kind ^ hash_bytes(class.data, class.length) ^ page->nodes[element].tag) *
		       KIND_FACTOR;
	}
	return kind | 1;
}

void
body_find_kinds(struct body_work *work)
{
	const struct body *body = work->body;
	int64_t votes = 0;
	work->main_kind = 0;
	/* The majority by Boyer and Moore's vote: words count as many votes. */
	for (uint32_t b = body->from; b < body->to; b++) {
		const struct block *block = &work->blocks->all[b];
		bool prose = body->reasons[b] == BODY_KEPT && (block->marks & BLOCK_PROSE);
		uint64_t kind = prose ? body_kind(work->blocks->page, block->element) : 0;
		work->kinds[b - body->from] = kind;
		if (!prose)
			continue;
		votes += kind == work->main_kind ? (int64_t)block->words : -(int64_t)block->words;
		if (votes < 0) {
			work->main_kind = kind;
			votes = block->words;
		}
	}
}

void
body_drop(struct body_work *work, uint32_t from, uint32_t to, enum body_reason reason)
{
	for (uint32_t b = from; b < to; b++)
		if (work->body->reasons[b] == BODY_KEPT)
			work->body->reasons[b] = (uint8_t)reason;
}

/* What a block's own marks and the elements above it say. */
static enum body_reason
reason_of_marks(const struct body_work *work, const struct block *block)
{
	if (block->marks & BLOCK_HIDDEN)
		return BODY_HIDDEN;
	if (block->marks & BLOCK_BUTTON)
		return BODY_BUTTON;
	uint8_t flags = work->flags->all[work->blocks->page->nodes[block->first].parent];
	if (block->first != block->last || (block->marks & BLOCK_HEADING))
		flags = work->flags->all[block->element];
	if (flags & FLAG_KEEP)
		return BODY_KEPT;
	return flags & FLAG_ANY ? BODY_FLAG : BODY_KEPT;
}

bool
body_is_paid(const struct phrase *line)
{
	const struct word *word = phrase_at(line, 0, body_lines_find, BODY_LINES_LONGEST, NULL);
	return word != NULL && word->group == BODY_LINE_PAID;
}

/*
 * Whether a line says that the rest is for those who pay: in or behind the body, where such offers
 * stand.
 */
static bool
find_paid(const struct body_work *work)
{
	uint32_t first = work->body->from;
	uint32_t end = work->body->to + PAID_BLOCKS < work->blocks->count
			       ? work->body->to + PAID_BLOCKS
			       : work->blocks->count;
	for (uint32_t b = first; b < end; b++) {
		const struct block *block = &work->blocks->all[b];
		struct phrase line;
		if (work->body->reasons[b] == BODY_KEPT || block->words > PROMO_WORDS_MAX ||
			(block->marks & BLOCK_HIDDEN) ||
			!phrase_may_begin(block_text(work->blocks, block), body_lines_may_begin))
			continue;
		phrase_fold_front(&line, block_text(work->blocks, block), BODY_LINES_LONGEST);
		if (body_is_paid(&line))
			return true;
	}
	return false;
}

/* Whether a line points to something: ">> The storm in pictures". */
static bool
is_pointer(struct slice text)
{
	static const char *const arrows[] = { ">>", "\xE2\x96\xB6", "\xE2\x96\xBA", "\xE2\x96\xB7",
		"\xE2\x9E\xA4", "\xE2\x86\x92", "\xE2\x9E\xA1", "\xE2\x87\x92", "\xE2\x98\x9E",
		"\xF0\x9F\x91\x89" };
	for (size_t i = 0; i < sizeof(arrows) / sizeof(arrows[0]); i++)
		if (slice_starts(text, slice_of(arrows[i])))
			return true;
	return false;
}

/* Whether a block is a bar drawn with signs, "* * *", or the address of what a script would show. */
static bool
says_nothing(const struct body_work *work, const struct block *block)
{
	struct slice text = block_text(work->blocks, block);
	if (block->marks & (BLOCK_CELL | BLOCK_ITEM))
		return false;
	if (block->letters == 0 || strspn(text.data, "_ ") == text.length)
		return true;
	return (slice_starts(text, SLICE("https://")) || slice_starts(text, SLICE("http://"))) &&
	       memchr(text.data, ' ', text.length) == NULL;
}

/* Whether a heading only begins as a credit does, "Pictures from the valley"; no "Picture: Holm". */
static bool
is_sub_heading(const struct block *block, struct slice text)
{
	return (block->marks & BLOCK_HEADING) && memchr(text.data, ':', text.length) == NULL;
}

/* Lines that are nothing but a link, promos, credits. */
static enum body_reason
reason_of_line(const struct body_work *work, const struct block *block)
{
	float share = block_link_share(block);
	if (says_nothing(work, block))
		return BODY_LINE;
	if (block->words < LINE_WORDS_MAX) {
		if (share >= LINE_LINK_SHARE)
			return BODY_LINE;
		if ((block->marks & BLOCK_ITEM) && share > ITEM_LINK_SHARE)
			return BODY_LINE;
	}
	if (block->words > NOTICE_WORDS_MAX)
		return BODY_KEPT;
	struct slice text = block_text(work->blocks, block);
	if (block->words <= CREDIT_WORDS_MAX && slice_starts(text, SLICE("\xC2\xA9")))
		return BODY_CREDIT;
	if (block->words <= PROMO_WORDS_MAX && block->link_words > 0 && is_pointer(text))
		return BODY_PROMO;
	if (!phrase_may_begin(text, body_lines_may_begin))
		return BODY_KEPT;
	struct phrase line;
	phrase_fold_front(&line, text, BODY_LINES_LONGEST);
	const struct word *word = phrase_at(&line, 0, body_lines_find, BODY_LINES_LONGEST, NULL);
	if (word == NULL)
		return BODY_KEPT;
	switch ((enum body_lines_group)word->group) {
	case BODY_LINE_PROMO:
		if (block->words <= PROMO_WORDS_MAX &&
			(block->link_words > 0 || block->words <= PROMO_WORDS_UNLINKED))
			return BODY_PROMO;
		break;
	case BODY_LINE_CREDIT:
		if (block->words <= CREDIT_WORDS_MAX && !(block->marks & BLOCK_STOPPED) &&
			!is_sub_heading(block, text))
			return BODY_CREDIT;
		break;
	case BODY_LINE_NOTICE:
	case BODY_LINE_PAID: return BODY_NOTICE;
	}
	return BODY_KEPT;
}

static void
apply_marks(struct body_work *work)
{
	struct body *body = work->body;
	for (uint32_t b = body->from; b < body->to; b++)
		body->reasons[b] = (uint8_t)reason_of_marks(work, &work->blocks->all[b]);
}

static void
apply_lines(struct body_work *work)
{
	struct body *body = work->body;
	for (uint32_t b = body->from; b < body->to; b++)
		if (body->reasons[b] == BODY_KEPT)
			body->reasons[b] = (uint8_t)reason_of_line(work, &work->blocks->all[b]);
}

/* The rules, in the order that pays. */
static void
apply_rules(struct body_work *work)
{
	apply_marks(work);
	body_drop_captions(work);
	body_find_kinds(work);
	body_drop_known(work);
	body_drop_told_boxes(work);
	body_drop_second(work);
	body_drop_cards(work);
	body_drop_link_lists(work);
	body_drop_boxes(work);
	body_trim_lead(work);
	body_stop(work);
	apply_lines(work);
	body_trim_tail(work);
	body_trim_to_ld(work);
	body_drop_repeated(work);
	body_drop_doubtful(work);
	body_drop_boxed_captions(work);
	body_drop_twins(work);
	body_trim_tail(work); /* once more: what hid the lines over it may be gone */
	body_drop_labels(work);
	body_drop_controls(work);
	body_add_lede(work);
}

/* An outlet's rule: all that matches is the body, but for what is hidden. */
static void
apply_selector(struct body_work *work, const struct selector *rule)
{
	const struct page *page = work->blocks->page;
	struct body *body = work->body;
	body->from = 0;
	body->to = work->blocks->count;
	memset(body->reasons, BODY_OUTSIDE, body->to);
	for (uint32_t n = selector_next(rule, page, 0, 0); n != 0;) {
		uint32_t end = page->nodes[n].end;
		uint32_t last = blocks_at(work->blocks, end);
		for (uint32_t b = blocks_at(work->blocks, n); b < last; b++)
			if (!(work->blocks->all[b].marks & (BLOCK_HIDDEN | BLOCK_BUTTON)))
				body->reasons[b] = BODY_KEPT;
		if (body->root.node == 0)
			body->root.node = n;
		n = selector_next(rule, page, 0, end - 1);
	}
}

/* A block's own text, in its place; where it is too long, a copy of its front. */
static const char *
cut_text(struct arena *arena, const struct blocks *blocks, const struct block *block)
{
	const char *text = block_text(blocks, block).data;
	if (block->length <= ARTICLE_LINE_MAX_BYTES)
		return text;
	return arena_strndup(arena, text, text_cut(text, block->length, ARTICLE_LINE_MAX_BYTES));
}

/* Takes in the blocks of one paragraph. False where the body is full. */
static bool
add_paragraph(struct body_work *work, uint32_t b, uint32_t end, size_t *bytes)
{
	struct body *body = work->body;
	const char *text = end > b + 1 ? body_row_text(work, b, end)
				       : cut_text(work->arena, work->blocks, &work->blocks->all[b]);
	*bytes += strlen(text);
	if (body->count == ARTICLE_PARAGRAPHS_MAX || *bytes > ARTICLE_TEXT_MAX_BYTES)
		return false;
	body->starts[body->count] = b;
	body->paragraphs[body->count++] = text;
	for (; b < end; b++) {
		struct block *block = &work->blocks->all[b];
		if (body->reasons[b] != BODY_KEPT)
			continue;
		body->words += block->words;
		block->marks |= BLOCK_BODY;
		if (body->first == 0)
			body->first = block->first;
		body->last = block->last;
	}
	return true;
}

static void
collect(struct body_work *work)
{
	struct body *body = work->body;
	size_t bytes = 0, room = body->to - body->from + 1;
	body->paragraphs = arena_alloc(work->arena, room * sizeof(*body->paragraphs));
	body->starts = arena_alloc(work->arena, room * sizeof(*body->starts));
	for (uint32_t b = body->from, end; b < body->to; b = end) {
		end = b + 1;
		if (body->reasons[b] != BODY_KEPT)
			continue;
		end = body_row_end(work, b);
		if (!add_paragraph(work, b, end, &bytes))
			return;
	}
}

void
body_read(struct body *out, struct arena *arena, struct blocks *blocks, const struct flags *flags,
	const struct body_hints *hints)
{
	*out = (struct body){ .reasons = arena_alloc(arena, blocks->count + 1) };
	memset(out->reasons, BODY_OUTSIDE, blocks->count + 1);
	struct body_work work = {
		.arena = arena,
		.blocks = blocks,
		.flags = flags,
		.hints = hints,
		.body = out,
	};
	phrase_fold(&work.headline, slice_of(hints->headline));
	phrase_fold(&work.description, slice_of(hints->description));
	body_find_shown(&work);
	if (hints->rule != NULL)
		apply_selector(&work, hints->rule);
	if (out->root.node == 0) {
		const uint8_t *teasers = teasers_find(arena, blocks);
		root_find(&out->root, arena, blocks, flags, teasers, hints->heading);
		out->from = blocks_at(blocks, out->root.node);
		out->to = blocks_end(blocks, out->root.node);
		work.kinds = arena_alloc(arena, (out->to - out->from + 1) * sizeof(*work.kinds));
		work.words = arena_alloc(arena, (out->to - out->from + 1) * sizeof(*work.words));
		apply_rules(&work);
	}
	collect(&work);
	out->paid = find_paid(&work);
}

void
body_leave_lists(struct body *body, const struct blocks *blocks)
{
	size_t kept = 0;
	for (size_t i = 0; i < body->count; i++) {
		const struct block *block = &blocks->all[body->starts[i]];
		if (block->marks & BLOCK_LIST) {
			body->words -= block->words;
			continue;
		}
		body->starts[kept] = body->starts[i];
		body->paragraphs[kept++] = body->paragraphs[i];
	}
	body->count = kept;
}

const char *
body_reason_name(enum body_reason reason)
{
	switch (reason) {
	case BODY_KEPT: return "kept";
	case BODY_OUTSIDE: return "outside";
	case BODY_HIDDEN: return "hidden";
	case BODY_FLAG: return "flagged";
	case BODY_CAPTION: return "caption";
	case BODY_BUTTON: return "button";
	case BODY_TEASER: return "teaser";
	case BODY_LINKS: return "list of links";
	case BODY_LINE: return "link alone";
	case BODY_PROMO: return "promo";
	case BODY_NOTICE: return "notice";
	case BODY_CREDIT: return "credit";
	case BODY_LEAD: return "lead";
	case BODY_BOX: return "box";
	case BODY_SECOND: return "second article";
	case BODY_STOP: return "after stop heading";
	case BODY_TAIL: return "tail";
	case BODY_KNOWN: return "known furniture";
	case BODY_REPEAT: return "said twice";
	case BODY_DOUBT: return "unlike the text";
	case BODY_LD: return "after JSON-LD's end";
	}
	return "";
}
