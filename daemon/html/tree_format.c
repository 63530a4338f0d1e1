/*
 * Formatting elements (a, b, font ...): reopened where blocks closed them, split where they are
 * misnested.
 */
#include "html/tree.h"

#include <string.h>
#include <strings.h>

/* Section 13.2.6.4.7's limits of the adoption agency's loops, and of equal entries in the list. */
#define ADOPTIONS_MAX 8
#define INNER_MAX     3
#define EQUAL_MAX     3

/*
 * Elements reopened or split in one page. Every paragraph of a bad old page reopens two or three
 * that were never closed; a hostile one could have each of its tags reopen the whole list.
 */
#define CLONES_MAX 40000

static void
drop_format(struct tree *tree, uint32_t index)
{
	tree->format_count--;
	memmove(&tree->formats[index], &tree->formats[index + 1],
		(tree->format_count - index) * sizeof(tree->formats[0]));
}

static void
put_format(struct tree *tree, uint32_t index, struct format format)
{
	if (tree->format_count == FORMATS_MAX) {
		drop_format(tree, 0);
		index = index > 0 ? index - 1 : 0;
	}
	memmove(&tree->formats[index + 1], &tree->formats[index],
		(tree->format_count - index) * sizeof(tree->formats[0]));
	tree->formats[index] = format;
	tree->format_count++;
}

/* Whether two elements have the same attributes, byte for byte, in the same order. */
static bool
same_attributes(const struct tree *tree, const struct node *a, const struct node *b)
{
	if (a->attribute_count != b->attribute_count)
		return false;
	const char *bytes = tree->tokenizer.bytes;
	for (uint32_t i = 0; i < a->attribute_count; i++) {
		const struct attribute *x = &tree->tokenizer.attributes[a->attributes + i];
		const struct attribute *y = &tree->tokenizer.attributes[b->attributes + i];
		if (x->name_length != y->name_length || x->value_length != y->value_length ||
			strncasecmp(bytes + x->name_start, bytes + y->name_start, x->name_length) !=
				0 ||
			memcmp(bytes + x->value_start, bytes + y->value_start, x->value_length) !=
				0)
			return false;
	}
	return true;
}

void
tree_push_format(struct tree *tree, uint32_t node, enum tag tag)
{
	uint32_t equal = 0, oldest = 0;
	for (uint32_t i = tree->format_count; i > 0 && tree->formats[i - 1].node != 0; i--) {
		if (tree->formats[i - 1].tag == tag &&
			same_attributes(tree, &tree->nodes[node],
				&tree->nodes[tree->formats[i - 1].node])) {
			equal++;
			oldest = i - 1;
		}
	}
	if (equal >= EQUAL_MAX)
		drop_format(tree, oldest);
	put_format(tree, tree->format_count, (struct format){ node, (uint16_t)tag });
}

void
tree_push_marker(struct tree *tree)
{
	put_format(tree, tree->format_count, (struct format){ 0, 0 });
}

void
tree_clear_to_marker(struct tree *tree)
{
	while (tree->format_count > 0 && tree->formats[--tree->format_count].node != 0)
		continue;
}

uint32_t
tree_find_format(const struct tree *tree, enum tag tag)
{
	for (uint32_t i = tree->format_count; i > 0 && tree->formats[i - 1].node != 0; i--) {
		if (tree->formats[i - 1].tag == tag)
			return i;
	}
	return 0;
}

/* The list's index + 1 of a node; 0 where it is not in it. */
static uint32_t
find_node(const struct tree *tree, uint32_t node)
{
	for (uint32_t i = tree->format_count; i > 0; i--) {
		if (tree->formats[i - 1].node == node)
			return i;
	}
	return 0;
}

void
tree_forget_format(struct tree *tree, uint32_t node)
{
	uint32_t found = find_node(tree, node);
	if (found > 0)
		drop_format(tree, found - 1);
}

void
tree_reopen_closed(struct tree *tree)
{
	if (tree->clones >= CLONES_MAX)
		tree->format_count = 0;
	uint32_t first = tree->format_count;
	while (first > 0 && tree->formats[first - 1].node != 0 &&
		tree_find_open(tree, tree->formats[first - 1].node) == 0)
		first--;
	for (uint32_t i = first; i < tree->format_count; i++) {
		struct node clone = tree->nodes[tree->formats[i].node];
		uint32_t node = tree_add(tree, &clone);
		tree_push(tree, node, clone.tag, 0);
		tree->formats[i].node = node;
		tree->clones++;
	}
}

/*
 * One turn of the adoption agency: the formatting element at `format` of the stack, the block at
 * `block` of it.
 */
static void
split(struct tree *tree, uint32_t format, uint32_t block)
{
	uint32_t node = tree->stack[format].node, ancestor = tree->stack[format - 1].node;
	uint32_t furthest = tree->stack[block].node, last = furthest, bookmark = 0;
	enum tag tag = tree->stack[format].tag;
	uint32_t inner = 0;
	tree_link(tree);
	for (uint32_t at = block - 1; at > format; at--) {
		uint32_t listed = find_node(tree, tree->stack[at].node);
		if (++inner > INNER_MAX && listed > 0) {
			drop_format(tree, listed - 1);
			listed = 0;
		}
		if (listed == 0) {
			tree_remove(tree, at);
			block--;
			continue;
		}
		uint32_t clone = tree_clone(tree, tree->stack[at].node);
		tree->clones++;
		tree->stack[at].node = clone;
		tree->formats[listed - 1].node = clone;
		if (last == furthest)
			bookmark = clone;
		tree_move(tree, last, clone, 0);
		last = clone;
	}
	uint32_t before, parent = tree_place(tree, ancestor, &before);
	tree_move(tree, last, parent, before);
	uint32_t clone = tree_clone(tree, node);
	tree->clones++;
	tree_move_children(tree, furthest, clone);
	tree_move(tree, clone, furthest, 0);
	uint32_t listed = find_node(tree, node);
	drop_format(tree, listed - 1);
	uint32_t place = bookmark != 0 ? find_node(tree, bookmark) : listed - 1;
	put_format(tree, place, (struct format){ clone, (uint16_t)tag });
	tree_remove(tree, format);
	tree_insert(tree, block, clone, tag);
}

/* The lowest special element above `format` in the stack; 0 where none. */
static uint32_t
furthest_block(const struct tree *tree, uint32_t format)
{
	uint32_t block = 0;
	for (uint32_t at = tree->stack[tree->depth - 1].scopes[SCOPE_SPECIAL]; at > format;
		at = tree->stack[at - 1].scopes[SCOPE_SPECIAL])
		block = at;
	return block;
}

void
tree_adopt(struct tree *tree, const struct token *token, enum tag tag)
{
	struct open *top = tree_top(tree);
	if (top->tag == tag && find_node(tree, top->node) == 0) {
		tree_pop(tree);
		return;
	}
	for (int turn = 0; turn < ADOPTIONS_MAX; turn++) {
		uint32_t listed = tree_find_format(tree, tag);
		if (listed == 0) {
			if (turn == 0)
				tree_close_other(tree, token);
			return;
		}
		uint32_t node = tree->formats[listed - 1].node;
		uint32_t format = tree_find_open(tree, node);
		if (format == 0) {
			drop_format(tree, listed - 1);
			return;
		}
		if (format < tree_top(tree)->scopes[SCOPE_DEFAULT])
			return;
		uint32_t block = furthest_block(tree, format);
		if (block == 0)
			tree_pop_to(tree, format);
		if (block == 0 || tree->clones >= CLONES_MAX) {
			tree_forget_format(tree, node);
			return;
		}
		split(tree, format, block);
	}
}
