/* The article's text as JSON-LD gives it: where that is whole, the body ends where it ends. */
#include "base/text.h"
#include "extract/bodywork.h"
#include "extract/character.h"

#define GRAM         3     /* words compared at a time */
#define FOUND_MIN    0.85F /* of the JSON-LD's grams must be in the body, or it is another text */
#define WHOLE_MIN    0.7F  /* of the body's words it must have, or it is a teaser */
#define BLOCK_MIN    0.5F  /* of a block's grams that are in it make the block a part of it */
#define HASH_FACTOR  UINT64_C(0x9E3779B97F4A7C15) /* odd, its bits well mixed */
#define LD_MAX_BYTES ((size_t)512 * 1024)

/* The words of a text, hashed. */
struct words {
	uint64_t *all;
	uint32_t count;
};

/* A set of grams: open addressing, 0 is free. */
struct gram_set {
	uint64_t *slots;
	size_t mask;
};

/* Takes ASCII letters and digits from `at` on, eight at a time, into a hash. */
static const char *
add_ascii(const char *at, const char *end, uint64_t *hash)
{
	uint64_t eight = 0;
	for (int i = 0; i < 8 && at < end && (unsigned char)*at < 128 &&
			character_ascii[(unsigned char)*at] == CHARACTER_LETTER;
		i++)
		eight = eight << 8 |
			((unsigned char)*at++ | 0x20); /* folds case: of a letter, a digit or _ */
	*hash = (*hash ^ eight) * HASH_FACTOR + 1;
	*hash ^= *hash >> 29;
	return at;
}

/* The next word of a text, folded and hashed; 0 at its end. Ideographs are words of their own. */
static uint64_t
next_word(const char **at, const char *end)
{
	const char *p = *at, *next;
	uint64_t hash = 0;
	while (p < end) {
		uint32_t point = text_decode(p, end, &next);
		enum character is = character_class(point);
		if (is == CHARACTER_LETTER && point < 128) {
			p = add_ascii(p, end, &hash);
			continue;
		}
		bool letter = is == CHARACTER_LETTER || is == CHARACTER_UNSPACED;
		if (letter || (is == CHARACTER_IDEOGRAPH && hash == 0)) {
			hash = (hash ^ text_lower(point)) * HASH_FACTOR + 1;
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

/*
 * Room for the words of a text: one takes a byte and what parts it from the next, an ideograph
 * three.
 */
static size_t
words_room(size_t bytes)
{
	return bytes / 2 + 2;
}

/* Appends the words of a text, for which there is room. */
static void
add_words(struct words *words, struct slice text)
{
	const char *at = text.data, *end = slice_end(text);
	for (uint64_t word; (word = next_word(&at, end)) != 0;)
		words->all[words->count++] = word;
}

/* The gram that begins at a word. */
static uint64_t
gram_at(const uint64_t *words)
{
	uint64_t gram = 0;
	for (int i = 0; i < GRAM; i++) {
		gram = (gram ^ words[i]) * HASH_FACTOR;
		gram ^= gram >> 32;
	}
	return gram | 1;
}

static uint64_t *
find(const struct gram_set *set, uint64_t gram)
{
	size_t at = gram & set->mask;
	while (set->slots[at] != 0 && set->slots[at] != gram)
		at = (at + 1) & set->mask;
	return &set->slots[at];
}

/* Puts all grams of a text's words into the set. */
static void
add_grams(struct gram_set *set, const uint64_t *words, uint32_t count)
{
	for (uint32_t i = 0; i + GRAM <= count; i++) {
		uint64_t gram = gram_at(words + i);
		*find(set, gram) = gram;
	}
}

/* The share of a text's grams that are in the set; 0 for a text of fewer words than a gram has. */
static float
share_of(const struct gram_set *set, const uint64_t *words, uint32_t count)
{
	uint32_t found = 0;
	for (uint32_t i = 0; i + GRAM <= count; i++) {
		uint64_t gram = gram_at(words + i);
		found += *find(set, gram) == gram;
	}
	return count >= GRAM ? (float)found / (float)(count - GRAM + 1) : 0;
}

static struct gram_set
new_set(struct arena *arena, size_t words)
{
	size_t slots = 64;
	while (slots < 2 * words)
		slots *= 2;
	return (struct gram_set){ arena_zalloc(arena, slots, sizeof(uint64_t)), slots - 1 };
}

/* The words of the body's blocks; from[] gets where each block's begin, and one more entry. */
static struct words
read_body(const struct body_work *work, uint32_t *from)
{
	const struct body *body = work->body;
	size_t room = 0;
	for (uint32_t b = body->from; b < body->to; b++)
		room += words_room(work->blocks->all[b].length);
	struct words words = { arena_alloc(work->arena, (room + 1) * sizeof(uint64_t)), 0 };
	for (uint32_t b = body->from; b < body->to; b++) {
		*from++ = words.count;
		if (body->reasons[b] == BODY_KEPT)
			add_words(&words, block_text(work->blocks, &work->blocks->all[b]));
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
	struct words ld = { arena_alloc(arena, words_room(text.length) * sizeof(uint64_t)), 0 };
	uint32_t *from = arena_alloc(arena, (body->to - body->from + 1) * sizeof(*from));
	add_words(&ld, text);
	struct words own = read_body(work, from);
	if ((float)ld.count < WHOLE_MIN * (float)own.count)
		return;
	struct gram_set set = new_set(arena, own.count);
	for (uint32_t b = body->from; b < body->to; b++, from++)
		add_grams(&set, own.all + from[0], from[1] - from[0]);
	if (share_of(&set, ld.all, ld.count) < FOUND_MIN)
		return;
	set = new_set(arena, ld.count);
	add_grams(&set, ld.all, ld.count);
	for (uint32_t b = body->to; b-- > body->from;) {
		from--;
		if (body->reasons[b] != BODY_KEPT)
			continue;
		if (share_of(&set, own.all + from[0], from[1] - from[0]) >= BLOCK_MIN)
			return;
		body->reasons[b] = BODY_LD;
	}
}
