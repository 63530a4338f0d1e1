/* The article's text as JSON-LD gives it: where that is whole, the body ends where it ends. */
#include "extract/bodywork.h"
#include "extract/gram.h"

#define FOUND_MIN    0.85F /* of the JSON-LD's grams must be in the body, or it is another text */
#define WHOLE_MIN    0.7F  /* of the body's words it must have, or it is a teaser */
#define BLOCK_MIN    0.5F  /* of a block's grams that are in it make the block a part of it */
#define LD_MAX_BYTES ((size_t)512 * 1024)

/* The words of the body's blocks; from[] gets where each block's begin, and one more entry. */
static struct gram_words
read_body(const struct body_work *work, uint32_t *from)
{
	const struct body *body = work->body;
	size_t room = 0;
	for (uint32_t b = body->from; b < body->to; b++)
		room += gram_words_room(work->blocks->all[b].length);
	struct gram_words words = { arena_alloc(work->arena, (room + 1) * sizeof(uint64_t)), 0 };
	for (uint32_t b = body->from; b < body->to; b++) {
		*from++ = words.count;
		if (body->reasons[b] == BODY_KEPT)
			gram_words_add(&words, block_text(work->blocks, &work->blocks->all[b]));
	}
	*from = words.count;
	return words;
}

void
body_trim_to_ld(struct body_work *work)
{
	struct body *body = work->body;
	struct arena *arena = work->arena;
	struct slice text = slice_of(work->hints->text);
	if (text.length == 0 || text.length > LD_MAX_BYTES)
		return;
	struct gram_words ld = {
		arena_alloc(arena, gram_words_room(text.length) * sizeof(uint64_t)), 0
	};
	uint32_t *from = arena_alloc(arena, (body->to - body->from + 1) * sizeof(*from));
	gram_words_add(&ld, text);
	struct gram_words own = read_body(work, from);
	if ((float)ld.count < WHOLE_MIN * (float)own.count)
		return;
	struct gram_set set = gram_set_new(arena, own.count);
	for (uint32_t b = body->from; b < body->to; b++, from++)
		gram_set_add(&set, own.all + from[0], from[1] - from[0]);
	if (gram_share(&set, ld.all, ld.count) < FOUND_MIN)
		return;
	set = gram_set_new(arena, ld.count);
	gram_set_add(&set, ld.all, ld.count);
	for (uint32_t b = body->to; b-- > body->from;) {
		from--;
		if (body->reasons[b] != BODY_KEPT)
			continue;
		if (gram_share(&set, own.all + from[0], from[1] - from[0]) >= BLOCK_MIN)
			return;
		body->reasons[b] = BODY_LD;
	}
}
