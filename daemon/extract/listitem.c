/* Items of a list: what is built as most of them are, and what is a story by itself. */
#include <string.h>

#include "extract/label.h"
#include "extract/listwork.h"

#define LIST_ITEMS     3
#define STORY_WORDS    4
#define HEADLINE_WORDS 6 /* under one, what has as many is a headline, whatever its address */
#define MARK_WORDS_MAX 2 /* "Sponsored", "Partner content" */
#define LABELLED_WORDS 2 /* under a heading that names a kind, a headline may be this short */
#define SHAPE_FACTOR   UINT64_C(0x9E3779B97F4A7C15)

/* How an item is built: tags from its link up to its root, and what its address is like. */
static uint64_t
shape_of(const struct list_work *work, uint32_t i)
{
	const struct list_link *one = &work->strong[i];
	const struct node *nodes = work->page->nodes;
	const struct node *root = &nodes[one->root];
	uint64_t shape = root->tag;
	struct slice class = page_attribute_raw(work->page, one->root, ATTRIBUTE_CLASS);
	const char *space = class.length > 0 ? memchr(class.data, ' ', class.length) : NULL;
	size_t length = space != NULL ? (size_t)(space - class.data) : class.length;
	for (size_t c = 0; c < length; c++)
		shape = (shape ^ (unsigned char)class.data[c]) * SHAPE_FACTOR;
	return (shape ^ (one->link->target.signs & LINK_FOREIGN)) * SHAPE_FACTOR;
}

struct majority {
	uint64_t shape;
	uint32_t votes, items;
	uint32_t with_points;
};

static void
find_majority(const struct list_work *work, const struct list_group *group, struct majority *out)
{
	*out = (struct majority){ 0 };
	int64_t votes = 0;
	for (uint32_t i = group->from; i < group->to; i++) {
		if (i > group->from && work->strong[i].root == work->strong[i - 1].root)
			continue;
		uint64_t shape = shape_of(work, i);
		out->items++;
		out->with_points += work->strong[i].link->target.points > 0;
		votes += shape == out->shape ? 1 : -1;
		if (votes < 0) {
			out->shape = shape;
			votes = 1;
		}
	}
	for (uint32_t i = group->from; i < group->to; i++)
		if ((i == group->from || work->strong[i].root != work->strong[i - 1].root) &&
			shape_of(work, i) == out->shape)
			out->votes++;
}

/*
 * Passes over an item whose root is named an advertisement, and what it stands in is not. False
 * where it is none.
 */
static bool
pass_named_ad(struct list_work *work, uint32_t root)
{
	uint32_t own = list_marks_of(&work->marks, root);
	uint32_t above = list_marks_of(&work->marks, work->page->nodes[root].parent);
	if (!(own & ~above & LIST_MARK_AD))
		return false;
	/* The item goes; its heading must not part those around it. */
	uint32_t to = blocks_end(work->blocks, root);
	for (uint32_t b = blocks_at(work->blocks, root); b < to; b++)
		work->heads[b] = HEAD_PASSED;
	return true;
}

/* Whether a mark in the item's root says that somebody paid for it. */
static bool
is_marked_ad(struct list_work *work, uint32_t root)
{
	const uint32_t paid = LABEL_BIT(LABEL_AD) | LABEL_BIT(LABEL_VETO);
	uint32_t to = blocks_end(work->blocks, root);
	for (uint32_t b = blocks_at(work->blocks, root); b < to; b++) {
		const struct block *block = &work->blocks->all[b];
		if (block->words <= MARK_WORDS_MAX &&
			(label_read(block_text(work->blocks, block)) & paid)) {
			/* The item goes; its mark must not part those around it. */
			work->heads[b] = HEAD_PASSED;
			return true;
		}
	}
	return false;
}

/*
 * Whether an item whose address names no story, in a list of stories, has stood on the outlet's
 * pages for weeks.
 */
static bool
is_promotion(struct list_work *work, const struct majority *majority, uint32_t from)
{
	return work->strong[from].link->target.points == 0 && majority->with_points > 0 &&
	       2 * majority->with_points >= majority->items && list_stands(work, from, MEMORY_LINK);
}

/* Whether the links strong[from] .. strong[to - 1] are an item. */
static bool
is_item(struct list_work *work, const struct list_group *group, const struct majority *majority,
	uint32_t from, uint32_t to)
{
	const struct link_target *target = &work->strong[from].link->target;
	uint32_t words = list_item_words(work, from, to);
	bool labelled = (group->groups & LABEL_KINDS) || work->strong[from].prefix > 0;
	if ((target->signs & LINK_SELF) && majority->items < LIST_ITEMS)
		return false;
	if (majority->items >= LIST_ITEMS && pass_named_ad(work, work->strong[from].root))
		return false;
	if (is_marked_ad(work, work->strong[from].root))
		return false;
	if (is_promotion(work, majority, from))
		return false;
	if (majority->items >= LIST_ITEMS && 2 * majority->votes > majority->items &&
		shape_of(work, from) == majority->shape &&
		(target->points > 0 || 2 * majority->with_points <= majority->items))
		return true;
	if (words >= STORY_WORDS && target->points >= 1)
		return true;
	/* "Most read" has headlines whose addresses are short among others. */
	const uint32_t elsewhere = LINK_FOREIGN | LINK_SISTER | LINK_HARD | LINK_SOFT | LINK_ROOT;
	if (labelled && words >= HEADLINE_WORDS && !(target->signs & elsewhere) &&
		shape_of(work, from) == majority->shape)
		return true;
	if (work->strong[from].marks & LIST_MARK_NEIGHBOUR)
		return target->points >= 1 || list_leads_on_short(work->strong[from].link);
	if (target->points == 0 && (target->signs & LINK_FOREIGN))
		return false;
	return labelled && words >= LABELLED_WORDS && majority->items < LIST_ITEMS;
}

void
list_keep_items(struct list_work *work, const struct list_group *group)
{
	struct majority majority;
	find_majority(work, group, &majority);
	for (uint32_t i = group->from; i < group->to;) {
		uint32_t to = list_item_end(work, i, group->to);
		bool kept = is_item(work, group, &majority, i, to);
		for (; i < to; i++)
			work->strong[i].kept = kept;
	}
}
