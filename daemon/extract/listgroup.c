/* Item roots, and the groups they stand in. */
#include <string.h>

#include "extract/label.h"
#include "extract/listwork.h"

#define ITEM_WORDS_MAX   120 /* kicker, headline, excerpt, time of one card */
#define LINE_WORDS_MAX   5   /* of a plain line that is a heading */
#define RISE_MAX         3   /* levels that a list's common ancestor may rise for one more item */
#define PANEL_LEVELS     16  /* how far above a link its tab's panel is looked for */
#define LABEL_LINK_WORDS 4   /* a heading over a link this long is its label, no headline */

static uint64_t
key_of(const struct list_work *work, uint32_t i)
{
	return work->strong[i].link->target.key;
}

/* The nearest link with another key before i, for all i. */
static uint32_t *
others_before(const struct list_work *work)
{
	uint32_t *nodes = arena_alloc(work->arena, (work->strong_count + 1) * sizeof(*nodes));
	for (uint32_t i = 0; i < work->strong_count; i++) {
		nodes[i] = 0;
		if (i > 0)
			nodes[i] = key_of(work, i - 1) == key_of(work, i)
					   ? nodes[i - 1]
					   : work->strong[i - 1].link->node;
	}
	return nodes;
}

/* The nearest one after i. */
static uint32_t *
others_after(const struct list_work *work)
{
	uint32_t *nodes = arena_alloc(work->arena, (work->strong_count + 1) * sizeof(*nodes));
	for (uint32_t i = work->strong_count; i-- > 0;) {
		nodes[i] = UINT32_MAX;
		if (i + 1 < work->strong_count)
			nodes[i] = key_of(work, i + 1) == key_of(work, i)
					   ? nodes[i + 1]
					   : work->strong[i + 1].link->node;
	}
	return nodes;
}

/* Whether an element may be an item's root by what else stands in it. */
static bool
may_be_root(const struct list_work *work, uint32_t node, bool walls)
{
	if (work->guarded[node] || list_sum(work, work->words, node) > ITEM_WORDS_MAX ||
		list_sum(work, work->body_words, node) > 0)
		return false;
	return !walls || list_sum(work, work->walls, node) == 0;
}

static void
find_roots(struct list_work *work)
{
	const struct node *nodes = work->page->nodes;
	uint32_t *before = others_before(work), *after = others_after(work);
	memset(work->owner, 0, (work->blocks->count + 1) * sizeof(*work->owner));
	for (uint32_t i = 0; i < work->strong_count; i++) {
		struct list_link *one = &work->strong[i];
		const struct list_link *last = i > 0 ? one - 1 : NULL;
		if (last != NULL && last->link->target.key == one->link->target.key &&
			one->link->node < nodes[last->root].end) {
			one->root = last->root;
			continue;
		}
		bool walls = one->link->words >= LABEL_LINK_WORDS && !one->heading;
		uint32_t root = one->link->node;
		for (;;) {
			uint32_t up = nodes[root].parent;
			if (up == work->page->body || up == 0 || before[i] >= up ||
				after[i] < nodes[up].end || !may_be_root(work, up, walls))
				break;
			root = up;
		}
		one->root = root;
		uint32_t to = blocks_end(work->blocks, root);
		for (uint32_t b = blocks_at(work->blocks, root); b < to; b++)
			work->owner[b] = i + 1;
		if (one->link->block < work->blocks->count && one->link->words > 0)
			work->owner[one->link->block] = i + 1;
	}
}

static uint32_t
panel_of(struct list_work *work, uint32_t node)
{
	for (int levels = 0; levels < PANEL_LEVELS && node > work->page->body; levels++) {
		if (list_marks_of(&work->marks, node) & LIST_MARK_PANEL)
			return node;
		node = work->page->nodes[node].parent;
	}
	return 0;
}

/*
 * Whether a block is a short line that may be the heading of what comes next, though nothing
 * marks it.
 */
static bool
is_line_apart(struct list_work *work, uint32_t b)
{
	const struct block *block = &work->blocks->all[b];
	const uint32_t others = LIST_MARK_META | LIST_MARK_KICKER | LIST_MARK_TAB;
	return block->link_count == 0 && block->words > 0 && block->words <= LINE_WORDS_MAX &&
	       !(block->marks & (BLOCK_BUTTON | BLOCK_STOPPED | BLOCK_HIDDEN)) &&
	       work->heads[b] != HEAD_PASSED &&
	       !(list_marks_of(&work->marks, block->element) & others);
}

bool
list_is_passed_item(const struct list_work *work, uint32_t b, uint32_t root)
{
	const struct page *page = work->page;
	const struct block *block = &work->blocks->all[b];
	uint32_t up = page->nodes[root].parent, beside = block->element;
	bool linked = block->link_count > 0 && block->link_words == block->words;
	if (block->element >= page->nodes[up].end)
		return false;
	while (beside > up && page->nodes[beside].parent != up)
		beside = page->nodes[beside].parent;
	if (beside <= up || beside == root || page->nodes[beside].tag != page->nodes[root].tag)
		return false;
	/* A card's title has its link beside it. */
	enum tag tag = page->nodes[root].tag;
	if (!linked && (work->head_groups[b] & LABEL_KINDS & ~LABEL_BIT(LABEL_MORE)))
		return false;
	if (!linked && !((tag == TAG_LI || tag == TAG_ARTICLE) && list_has_link(work, beside)))
		return false;
	return slice_equals(page_attribute_raw(page, beside, ATTRIBUTE_CLASS),
		page_attribute_raw(page, root, ATTRIBUTE_CLASS));
}

/*
 * Whether something stands between two links that ends a list: text of the article, a heading.
 */
static bool
parted(struct list_work *work, uint32_t from, const struct list_link *one, bool rises)
{
	uint32_t to = blocks_at(work->blocks, one->root);
	for (uint32_t b = from; b < to; b++) {
		if (work->blocks->all[b].marks & BLOCK_BODY)
			return true;
		if (work->owner[b] != 0)
			continue;
		enum list_head head = list_head_of(work, b);
		if (head != HEAD_NONE && head != HEAD_PASSED && head != HEAD_LINKED &&
			!list_is_passed_item(work, b, one->root))
			return true;
		if (rises && is_line_apart(work, b))
			return true;
	}
	return false;
}

/* Whether nothing at all stands between two item roots that have the same parent. */
static bool
adjacent(const struct list_work *work, const struct list_link *a, const struct list_link *b)
{
	const struct node *nodes = work->page->nodes;
	return nodes[a->root].parent == nodes[b->root].parent &&
	       blocks_end(work->blocks, a->root) >= blocks_at(work->blocks, b->root);
}

struct slice
list_group_prefix(const struct list_work *work, const struct list_group *group)
{
	struct slice first = list_prefix(work, &work->strong[group->from]);
	struct slice last = list_prefix(work, &work->strong[group->to - 1]);
	if (!(label_read(first) & LABEL_KINDS) && !slice_equals(first, last))
		first.length = 0;
	return first;
}

/* Whether another label stands before a link than before the one above it: "Live: ", "Why: ". */
static bool
is_introduced_otherwise(
	const struct list_work *work, const struct list_link *last, const struct list_link *one)
{
	if (last->prefix == 0 || one->prefix == 0 || last->link->block == one->link->block)
		return false;
	struct slice a = list_prefix(work, last), b = list_prefix(work, one);
	/* Kickers of one list: "Ferries: ", "Weather: ". */
	if (adjacent(work, last, one) && !((label_read(a) | label_read(b)) & LABEL_KINDS))
		return false;
	return !slice_equals(a, b);
}

/* Whether an item stands in a section below `above` that has a heading of its own at its front. */
static bool
leaves_section(struct list_work *work, uint32_t item, uint32_t above)
{
	const struct node *nodes = work->page->nodes;
	uint32_t node = nodes[item].parent;
	for (int levels = 0; levels <= RISE_MAX && node > above; levels++) {
		uint32_t b = blocks_at(work->blocks, node);
		if (nodes[node].tag == TAG_SECTION && b < blocks_at(work->blocks, item) &&
			work->owner[b] == 0) {
			enum list_head head = list_head_of(work, b);
			return head == HEAD_TAG || head == HEAD_CLASS || head == HEAD_WORDS;
		}
		node = nodes[node].parent;
	}
	return false;
}

/* A group as it grows. */
struct growth {
	uint32_t from;
	uint32_t ancestor;  /* holds all items so far */
	uint32_t end_block; /* behind the last item's root */
};

/* Whether the next link belongs to the group; if so, the ancestor rises. */
static bool
takes(struct list_work *work, struct growth *growth, uint32_t i)
{
	const struct node *nodes = work->page->nodes;
	const struct list_link *last = &work->strong[i - 1], *one = &work->strong[i];
	if (one->root == last->root)
		return true;
	if (is_introduced_otherwise(work, last, one))
		return false;
	bool beside = adjacent(work, last, one);
	uint32_t changed = (one->marks ^ last->marks) & LIST_MARKS_PLACE;
	/* One item that is paid for ends no list, nor one that is named for its tags. */
	const uint32_t own = LIST_MARK_AD | LIST_MARK_MISC;
	if (changed != 0 && !((changed & ~own) == 0 && beside))
		return false;
	uint32_t ancestor = growth->ancestor;
	int rise = 0;
	while (one->root >= nodes[ancestor].end && ancestor != 0) {
		ancestor = nodes[ancestor].parent;
		rise++;
	}
	if (rise > RISE_MAX || (rise > 0 && leaves_section(work, last->root, ancestor)))
		return false;
	if (work->guarded[ancestor] && !beside)
		return false;
	if (parted(work, growth->end_block, one, rise > 1))
		return false;
	if (work->marks.panels &&
		panel_of(work, last->link->node) != panel_of(work, one->link->node))
		return false;
	growth->ancestor = ancestor;
	return true;
}

static void
begin(struct list_work *work, struct growth *growth, uint32_t i)
{
	const struct list_link *one = &work->strong[i];
	growth->from = i;
	growth->ancestor = work->page->nodes[one->root].parent;
	growth->end_block = blocks_end(work->blocks, one->root);
}

static void
end(struct list_work *work, const struct growth *growth, uint32_t to)
{
	struct list_group *group = &work->groups[work->group_count++];
	*group = (struct list_group){ .from = growth->from, .to = to, .label = NO_LABEL };
}

void
list_find_groups(struct list_work *work)
{
	struct growth growth = { 0 };
	work->groups = arena_alloc(work->arena, (work->strong_count + 1) * sizeof(*work->groups));
	work->group_count = 0;
	find_roots(work);
	for (uint32_t i = 0; i < work->strong_count; i++) {
		if (i == 0) {
			begin(work, &growth, i);
			continue;
		}
		if (takes(work, &growth, i)) {
			growth.end_block = blocks_end(work->blocks, work->strong[i].root);
			continue;
		}
		end(work, &growth, i);
		begin(work, &growth, i);
	}
	if (work->strong_count > 0)
		end(work, &growth, work->strong_count);
}
