/* Facts by value, kept from page to page; and the three word lists that make them. */
#include "extract/classfact.h"

#include <stddef.h>
#include <string.h>

#include "base/table.h"
#include "extract/classname.h"
#include "extract/flag.h"
#include "extract/listmark.h"
#include "extract/mark.h"
#include "words/flag-tokens.h"
#include "words/list-tokens.h"
#include "words/mark-classes.h"

#define KNOWN     4096 /* a power of two; few pages have a tenth as many values */
#define NAMES_MAX 64   /* of one attribute: stylesheet frameworks write hundreds */

/* Not a flag: two tokens that together mean nothing of what each alone would. */
#define FLAG_FREE 0x80

/* What was read last, by hash; of two values for one slot the later stays. */
static _Thread_local struct class_facts known[KNOWN];

static const uint8_t flags_of_group[] = {
	[FLAG_TOKEN_HARD] = FLAG_HARD,
	[FLAG_TOKEN_SOFT] = FLAG_SOFT,
	[FLAG_TOKEN_COMMENT] = FLAG_COMMENT,
	[FLAG_TOKEN_KEEP] = FLAG_KEEP,
	[FLAG_TOKEN_BODY] = FLAG_BODY,
	[FLAG_TOKEN_LEDE] = FLAG_LEDE,
	[FLAG_TOKEN_FREE] = FLAG_FREE,
};

static const uint16_t marks_of_group[] = {
	[MARK_WORD_KICKER] = MARK_KICKER,
	[MARK_WORD_DEK] = MARK_DEK,
	[MARK_WORD_BYLINE] = MARK_BYLINE,
	[MARK_WORD_CAPTION] = MARK_CAPTION,
	[MARK_WORD_CREDIT] = MARK_CREDIT,
	[MARK_WORD_DATE] = MARK_DATE,
	[MARK_WORD_RELATED] = MARK_RELATED,
	[MARK_WORD_UNSEEN] = MARK_UNSEEN,
	[MARK_WORD_CRUMBS] = MARK_CRUMBS,
	[MARK_WORD_SECTION] = MARK_SECTION,
};

static const uint32_t list_marks_of_group[] = {
	[LIST_TOKEN_NAV] = LIST_MARK_MENU,
	[LIST_TOKEN_MENU] = LIST_MARK_MENU,
	[LIST_TOKEN_HEADER] = LIST_MARK_HEADER,
	[LIST_TOKEN_FOOTER] = LIST_MARK_FOOT,
	[LIST_TOKEN_AD] = LIST_MARK_AD,
	[LIST_TOKEN_MISC] = LIST_MARK_MISC,
	[LIST_TOKEN_COMMENT] = LIST_MARK_COMMENT,
	[LIST_TOKEN_RELATED] = LIST_MARK_RELATED,
	[LIST_TOKEN_POPULAR] = LIST_MARK_POPULAR,
	[LIST_TOKEN_PICKS] = LIST_MARK_PICKS,
	[LIST_TOKEN_LATEST] = LIST_MARK_LATEST,
	[LIST_TOKEN_NEIGHBOUR] = LIST_MARK_NEIGHBOUR,
	[LIST_TOKEN_TITLE] = LIST_MARK_TITLE,
	[LIST_TOKEN_KICKER] = LIST_MARK_KICKER,
	[LIST_TOKEN_META] = LIST_MARK_META,
	[LIST_TOKEN_RANK] = LIST_MARK_RANK,
	[LIST_TOKEN_UNSEEN] = LIST_MARK_UNSEEN,
	[LIST_TOKEN_TAB] = LIST_MARK_TAB,
	[LIST_TOKEN_PANEL] = LIST_MARK_PANEL,
};

/* The number of a word's group, 0 where there is none. */
static inline int
group_of(const struct word *word)
{
	return word != NULL ? word->group : 0;
}

/* words/mark-classes.txt has pairs written as one word, since pages do so, too: "subtitle". */
static uint16_t
marks_of_pair(const struct class_tokens *tokens)
{
	char joined[MARK_CLASSES_LONGEST];
	size_t before = tokens->pair_length - 1 - tokens->length, both = before + tokens->length;
	if (both > sizeof(joined))
		return 0;
	memcpy(joined, tokens->pair, before);
	memcpy(joined + before, tokens->token, tokens->length);
	return marks_of_group[group_of(mark_classes_find(joined, both))];
}

/* *last: the flags of the token before, which this one may free it of; then those of this one. */
static void
add_token(struct class_facts *facts, const struct class_tokens *tokens, uint8_t *last)
{
	/* One after the other, so that the sieves of all lists are asked with one number. */
	int flag = group_of(flag_tokens_find(tokens->token, tokens->length));
	int mark = group_of(mark_classes_find(tokens->token, tokens->length));
	int list = group_of(list_tokens_find(tokens->token, tokens->length));
	uint8_t flags = flags_of_group[flag];
	facts->marks |= marks_of_group[mark];
	facts->list_marks |= list_marks_of_group[list];
	if (tokens->pair_length > 0) {
		flag = group_of(flag_tokens_find(tokens->pair, tokens->pair_length));
		list = group_of(list_tokens_find(tokens->pair, tokens->pair_length));
		if (flags_of_group[flag] == FLAG_FREE)
			flags = *last = 0;
		else
			flags |= flags_of_group[flag];
		facts->marks |= marks_of_pair(tokens);
		facts->list_marks |= list_marks_of_group[list];
	}
	facts->flags |= *last;
	*last = flags;
}

/* The facts of a single name. */
static void
read_name(struct class_facts *facts, struct slice name)
{
	struct class_tokens tokens;
	uint8_t last = 0;
	if (class_name_is_state(name))
		return;
	class_tokens_begin(&tokens, name);
	while (class_tokens_next(&tokens))
		add_token(facts, &tokens, &last);
	facts->flags |= last;
}

/* The facts of several names, each of which is kept for itself: pages mix a few names. */
static void
read_names(struct class_facts *facts, struct slice value)
{
	const char *at = value.data, *end = slice_end(value);
	for (int names = 0; names < NAMES_MAX && at < end; names++) {
		const char *blank = memchr(at, ' ', (size_t)(end - at));
		struct slice name = { at, (size_t)((blank != NULL ? blank : end) - at) };
		at = slice_end(name) + 1;
		if (name.length == 0)
			continue;
		struct class_facts own = class_facts_of(name);
		facts->flags |= own.flags;
		facts->marks |= own.marks;
		facts->list_marks |= own.list_marks;
	}
}

struct class_facts
class_facts_of(struct slice value)
{
	struct class_facts facts = { .hash = hash_bytes(value.data, value.length) | 1 };
	struct class_facts *slot = &known[facts.hash >> 1 & (KNOWN - 1)];
	if (slot->hash == facts.hash)
		return *slot;
	if (memchr(value.data, ' ', value.length) != NULL)
		read_names(&facts, value);
	else if (value.length > 0)
		read_name(&facts, value);
	/* "post-navigation" is one name, though it holds "navigation". */
	if (facts.list_marks & LIST_MARK_NEIGHBOUR)
		facts.list_marks &= ~(uint32_t)LIST_MARK_MENU;
	*slot = facts;
	return facts;
}
