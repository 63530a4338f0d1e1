/* Words and their runs as hashes. */
#include "extract/gram.h"

#include "base/table.h"
#include "base/text.h"
#include "extract/character.h"

#define FOLD        0x20 /* of a letter, a digit or _: makes capitals small */
#define HASH_FACTOR UINT64_C(0x9E3779B97F4A7C15) /* odd, its bits well mixed */

static uint64_t
add(uint64_t hash, uint64_t number)
{
	hash = (hash ^ number) * HASH_FACTOR + 1;
	return hash ^ hash >> 29;
}

/* The next word of a text, folded and hashed; 0 at its end. Ideographs are words of their own. */
static uint64_t
next_word(const char **at, const char *end)
{
	const char *p = *at, *next;
	uint64_t hash = 0;
	while (p < end) {
		unsigned run = character_run(p, end);
		if (run > 0) {
			hash = add(hash, character_take(p, end, run) | TEXT_EACH(FOLD));
			p += run;
			if (run == 8 || p == end || (unsigned char)*p >= 128)
				continue;
			p++; /* it parts this word from the next */
			break;
		}
		uint32_t point = text_decode(p, end, &next);
		enum character is = character_class(point);
		bool letter = is == CHARACTER_LETTER || is == CHARACTER_UNSPACED;
		if (letter || (is == CHARACTER_IDEOGRAPH && hash == 0)) {
			hash = add(hash, text_lower(point));
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

size_t
gram_words_room(size_t bytes)
{
	/* A word takes a byte and what parts it from the next, an ideograph three. */
	return bytes / 2 + 2;
}

void
gram_words_add(struct gram_words *words, struct slice text)
{
	const char *at = text.data, *end = slice_end(text);
	for (uint64_t word; (word = next_word(&at, end)) != 0;)
		words->all[words->count++] = word;
}

/* The gram that begins at a word; seeded, lest a page choose words whose grams share a slot. */
static uint64_t
gram_at(const uint64_t *words)
{
	uint64_t mixed = 0;
	for (int i = 0; i < GRAM_WORDS; i++)
		mixed = (mixed ^ words[i]) * HASH_FACTOR;
	return hash_number(mixed) | 1;
}

static uint64_t *
find(const struct gram_set *set, uint64_t gram)
{
	size_t at = gram & set->mask;
	while (set->slots[at] != 0 && set->slots[at] != gram)
		at = (at + 1) & set->mask;
	return &set->slots[at];
}

void
gram_set_add(struct gram_set *set, struct gram_words words)
{
	for (uint32_t i = 0; i + GRAM_WORDS <= words.count; i++) {
		uint64_t gram = gram_at(words.all + i);
		*find(set, gram) = gram;
	}
}

float
gram_share(const struct gram_set *set, struct gram_words words)
{
	uint32_t found = 0;
	if (words.count < GRAM_WORDS)
		return 0;
	for (uint32_t i = 0; i + GRAM_WORDS <= words.count; i++) {
		uint64_t gram = gram_at(words.all + i);
		found += *find(set, gram) == gram;
	}
	return (float)found / (float)(words.count - GRAM_WORDS + 1);
}

struct gram_set
gram_set_new(struct arena *arena, size_t words)
{
	size_t slots = 64;
	while (slots < 2 * words)
		slots *= 2;
	return (struct gram_set){ arena_zalloc(arena, slots, sizeof(uint64_t)), slots - 1 };
}
