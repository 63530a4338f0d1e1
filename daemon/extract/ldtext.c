/* The article's text as JSON-LD gives it: where that is whole, the body ends where it ends. */
#include "base/table.h"
#include "base/text.h"
#include "extract/bodywork.h"
#include "extract/character.h"

#define GRAM         3     /* words compared at a time */
#define FOUND_MIN    0.85F /* of the JSON-LD's grams must be in the body, or it is another text */
#define WHOLE_MIN    0.7F  /* of the body's words it must have, or it is a teaser */
#define BLOCK_MIN    0.5F  /* of a block's grams that are in it make the block a part of it */
#define LD_MAX_BYTES ((size_t)512 * 1024)

/* Grams of a text, walked word by word. */
struct grams {
	uint64_t last[GRAM]; /* hashes of the last words */
	uint32_t words;
};

/* A set of grams: open addressing, 0 is free. */
struct gram_set {
	uint64_t *slots;
	size_t mask;
};

/* The next word of a text, folded and hashed; 0 at its end. Ideographs are words of their own. */
static uint64_t
next_word(const char **at, const char *end)
{
	const char *p = *at, *next;
	uint64_t hash = 0;
	while (p < end) {
		uint32_t point = text_decode(p, end, &next);
		enum character is = character_class(point);
		bool letter = is == CHARACTER_LETTER || is == CHARACTER_UNSPACED;
		if (letter || (is == CHARACTER_IDEOGRAPH && hash == 0)) {
			uint32_t lower = text_lower(point);
			hash = (hash ^ lower) * UINT64_C(0x9E3779B97F4A7C15) + 1;
			hash ^= hash >> 29;
			p = next;
			if (is == CHARACTER_IDEOGRAPH)
				break;
			continue;
		}
		if (hash != 0)
			break;
		p = next;
	}
	*at = p;
	return hash;
}

/* Takes in a word; gives the gram it ends, 0 before the first. */
static uint64_t
add_word(struct grams *grams, uint64_t word)
{
	for (int i = 0; i + 1 < GRAM; i++)
		grams->last[i] = grams->last[i + 1];
	grams->last[GRAM - 1] = word;
	grams->words++;
	if (grams->words < GRAM)
		return 0;
	return hash_bytes(grams->last, sizeof(grams->last)) | 1;
}

static uint64_t *
find(const struct gram_set *set, uint64_t gram)
{
	size_t at = gram & set->mask;
	while (set->slots[at] != 0 && set->slots[at] != gram)
		at = (at + 1) & set->mask;
	return &set->slots[at];
}

/* Puts all grams of a text into the set. Gives its words. */
static uint32_t
add_text(struct gram_set *set, struct slice text)
{
	struct grams grams = { 0 };
	const char *at = text.data, *end = text.data + text.length;
	for (uint64_t word; (word = next_word(&at, end)) != 0;) {
		uint64_t gram = add_word(&grams, word);
		if (gram != 0)
			*find(set, gram) = gram;
	}
	return grams.words;
}

/* The share of a text's grams that are in the set; 0 for a text of fewer words than a gram has. */
static float
share_of(const struct gram_set *set, struct slice text)
{
	struct grams grams = { 0 };
	const char *at = text.data, *end = text.data + text.length;
	uint32_t all = 0, found = 0;
	for (uint64_t word; (word = next_word(&at, end)) != 0;) {
		uint64_t gram = add_word(&grams, word);
		if (gram == 0)
			continue;
		all++;
		found += *find(set, gram) == gram;
	}
	return all > 0 ? (float)found / (float)all : 0;
}

static struct gram_set
new_set(struct arena *arena, size_t bytes)
{
	size_t slots = 64;
	while (slots < bytes)
		slots *= 2;
	return (struct gram_set){ arena_zalloc(arena, slots, sizeof(uint64_t)), slots - 1 };
}

void
body_trim_to_ld(struct body_work *work)
{
	struct body *body = work->body;
	struct slice text = slice_of(work->hints->text);
	if (text.length == 0 || text.length > LD_MAX_BYTES)
		return;
	body_sum(work);
	size_t bytes = 0;
	for (uint32_t b = body->from; b < body->to; b++)
		bytes += work->blocks->all[b].length;
	struct gram_set own = new_set(work->arena, bytes + 1),
			ld = new_set(work->arena, text.length + 1);
	uint32_t own_words = 0;
	for (uint32_t b = body->from; b < body->to; b++)
		if (body->reasons[b] == BODY_KEPT)
			own_words +=
				add_text(&own, block_text(work->blocks, &work->blocks->all[b]));
	if ((float)add_text(&ld, text) < WHOLE_MIN * (float)own_words ||
		share_of(&own, text) < FOUND_MIN)
		return;
	for (uint32_t b = body->to; b-- > body->from;) {
		if (body->reasons[b] != BODY_KEPT)
			continue;
		if (share_of(&ld, block_text(work->blocks, &work->blocks->all[b])) >= BLOCK_MIN)
			return;
		body->reasons[b] = BODY_LD;
	}
}
