/*
 * The article's text as JSON-LD gives it: where that is whole, the body ends where it ends; where
 * the page itself has next to none, since a script would set it, it is the body.
 */
#include <string.h>

#include "article/limits.h"
#include "base/text.h"
#include "extract/bodywork.h"
#include "extract/gram.h"
#include "extract/markup.h"

#define FOUND_MIN      0.85F /* of the JSON-LD's grams must be in the body, or it is another text */
#define WHOLE_MIN      0.7F  /* of the body's words it must have, or it is a teaser */
#define BLOCK_MIN      0.5F  /* of a block's grams that are in it make the block a part of it */
#define LD_MAX_BYTES   ((size_t)512 * 1024)
#define LAST_WORDS_MIN 8  /* most of such a line's grams are in a text that has it */
#define TOLD_TIMES     4  /* as many words as the page shows make a text that is told alone */
#define TOLD_MIN       40 /* and so many in all: fewer may be a teaser */

/* The words of the body's blocks, once for all who compare them. */
static void
read_words(struct body_work *work)
{
	const struct body *body = work->body;
	uint32_t *from = arena_alloc(work->arena, (body->to - body->from + 1) * sizeof(*from));
	size_t room = 0;
	for (uint32_t b = body->from; b < body->to; b++)
		room += gram_words_room(work->blocks->all[b].length);
	work->gram_from = from;
	work->grams.all = arena_alloc(work->arena, (room + 1) * sizeof(uint64_t));
	for (uint32_t b = body->from; b < body->to; b++) {
		*from++ = work->grams.count;
		if (body->reasons[b] == BODY_KEPT)
			gram_words_add(
				&work->grams, block_text(work->blocks, &work->blocks->all[b]));
	}
	*from = work->grams.count;
}

struct gram_words
body_words(struct body_work *work, uint32_t b)
{
	if (work->gram_from == NULL)
		read_words(work);
	const uint32_t *from = &work->gram_from[b - work->body->from];
	return (struct gram_words){ work->grams.all + from[0], from[1] - from[0] };
}

/*
 * Whether the text has the last block word for word, as on most pages: then it ends no earlier, and
 * nothing need be compared.
 */
static bool
has_last(const struct body_work *work, struct slice text)
{
	const struct body *body = work->body;
	uint32_t b = body->to;
	while (b > body->from && body->reasons[b - 1] != BODY_KEPT)
		b--;
	if (b == body->from || work->blocks->all[b - 1].words < LAST_WORDS_MIN)
		return false;
	struct slice last = block_text(work->blocks, &work->blocks->all[b - 1]);
	return memmem(text.data, text.length, last.data, last.length) != NULL;
}

void
body_trim_to_ld(struct body_work *work)
{
	struct body *body = work->body;
	struct arena *arena = work->arena;
	struct slice text = slice_of(work->hints->text);
	if (text.length == 0 || text.length > LD_MAX_BYTES || body->from == body->to ||
		has_last(work, text))
		return;
	struct gram_words ld = {
		arena_alloc(arena, gram_words_room(text.length) * sizeof(uint64_t)), 0
	};
	gram_words_add(&ld, text);
	body_words(work, body->from);
	if ((float)ld.count < WHOLE_MIN * (float)work->grams.count)
		return;
	struct gram_set set = gram_set_new(arena, work->grams.count);
	for (uint32_t b = body->from; b < body->to; b++)
		gram_set_add(&set, body_words(work, b));
	if (gram_share(&set, ld) < FOUND_MIN)
		return;
	set = gram_set_new(arena, ld.count);
	gram_set_add(&set, ld);
	for (uint32_t b = body->to; b-- > body->from;) {
		if (body->reasons[b] != BODY_KEPT)
			continue;
		if (gram_share(&set, body_words(work, b)) >= BLOCK_MIN)
			return;
		body->reasons[b] = BODY_LD;
	}
}

/* Cuts a text into its lines, the paragraphs of the body; those of the page are let go. */
static void
take_lines(struct body *body, struct arena *arena, char *text)
{
	size_t room = 0, bytes = 0;
	char *rest = text;
	body->paragraphs = NULL;
	body->count = 0;
	for (char *line; (line = strsep(&rest, "\n")) != NULL;) {
		if (*line == '\0')
			continue;
		line[text_cut(line, strlen(line), ARTICLE_LINE_MAX_BYTES)] = '\0';
		bytes += strlen(line);
		if (body->count == ARTICLE_PARAGRAPHS_MAX || bytes > ARTICLE_TEXT_MAX_BYTES)
			return;
		body->paragraphs = arena_grow(
			arena, body->paragraphs, body->count, &room, sizeof(*body->paragraphs));
		body->paragraphs[body->count++] = line;
	}
}

void
body_take_told(struct body *body, struct arena *arena, const char *told)
{
	struct slice html = slice_of(told);
	if (html.length == 0 || html.length > LD_MAX_BYTES || body->words >= TOLD_MIN)
		return;
	const char *text =
		markup_has_tags(html) ? markup_text(arena, html) : markup_plain_text(arena, html);
	if (text == NULL)
		return;
	struct gram_words words = {
		arena_alloc(arena, gram_words_room(strlen(text)) * sizeof(uint64_t)), 0
	};
	gram_words_add(&words, slice_of(text));
	if (words.count < TOLD_MIN || words.count < TOLD_TIMES * body->words)
		return;
	body->words = words.count;
	take_lines(body, arena, arena_strdup(arena, text));
}
