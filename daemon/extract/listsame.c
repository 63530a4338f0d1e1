/* Texts that links to several stories share: "Link to the article". */
#include "base/table.h"
#include "base/text.h"
#include "extract/listwork.h"

#define SAME_STORIES   3 /* links to as many with the same text: no headline of any */
#define SAME_WORDS_MAX 6 /* what is longer is a headline, under several addresses */

/* The links of a page with text of one line, by the hash of it. */
struct text_uses {
	uint64_t hash;
	uint64_t first, last; /* the keys of the first story and the last that it led to */
	uint32_t stories;
};

static struct text_uses *
use_of(struct text_uses *uses, size_t mask, uint64_t hash)
{
	size_t at = hash & mask;
	while (uses[at].hash != 0 && uses[at].hash != hash)
		at = (at + 1) & mask;
	return &uses[at];
}

static uint64_t
hash_of_text(struct slice text)
{
	return hash_bytes(text.data, text.length) | 1;
}

/* Counts by their text the stories that the page's links lead to. */
static void
count_uses(struct list_work *work)
{
	const struct blocks *blocks = work->blocks;
	size_t slots = 16;
	while (slots < 2 * (size_t)work->links.count)
		slots *= 2;
	work->uses = arena_zalloc(work->arena, slots, sizeof(*work->uses));
	work->uses_mask = slots - 1;
	for (uint32_t i = 0; i < work->links.count; i++) {
		const struct link *link = &work->links.all[i];
		const struct block_link *only = &blocks->links[link->first];
		if (link->count != 1 || link->words == 0)
			continue;
		uint64_t hash = hash_of_text(
			(struct slice){ blocks->text + blocks->all[only->block].text + only->from,
				only->to - only->from });
		struct text_uses *use = use_of(work->uses, work->uses_mask, hash);
		use->hash = hash;
		uint64_t key = link->target.key;
		if (use->stories == 0)
			use->first = key;
		use->stories += use->stories == 0 || (key != use->first && key != use->last);
		use->last = key;
	}
}

bool
list_says_the_same(struct list_work *work, const char *text)
{
	if (text_words(slice_of(text)) > SAME_WORDS_MAX)
		return false;
	if (work->uses == NULL)
		count_uses(work);
	return use_of(work->uses, work->uses_mask, hash_of_text(slice_of(text)))->stories >=
	       SAME_STORIES;
}
