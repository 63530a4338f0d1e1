/* The stack of open elements. */
#include "html/tree.h"

#include <string.h>

#define ENDS_KNOWN (1U << SCOPE_COUNT)
_Static_assert(SCOPE_COUNT < 8, "tree->ends has a byte a tag");

/* Whether section 13.2.4.1 resets the insertion mode by an element of that tag. */
static bool
tells_mode(unsigned tag)
{
	return (tag >= TAG_TABLE && tag <= TAG_TH && tag != TAG_COL) || tag == TAG_SELECT ||
	       tag == TAG_TEMPLATE || tag == TAG_HEAD || tag == TAG_BODY || tag == TAG_HTML;
}

/* The kinds of search that an element of that tag ends, as bits. */
static unsigned
scopes_of(unsigned tag, unsigned flags)
{
	bool point = (flags & (OPEN_TEXT_POINT | OPEN_HTML_POINT | OPEN_ANNOTATION)) != 0;
	bool scope = tag_is(tag, TAG_IS_SCOPE) || point;
	bool special = tag_is(tag, TAG_IS_SPECIAL) || point;
	bool loose = tag == TAG_ADDRESS || tag == TAG_DIV || tag == TAG_P;
	bool table = tag == TAG_HTML || tag == TAG_TABLE || tag == TAG_TEMPLATE;
	return (unsigned)scope << SCOPE_DEFAULT |
	       (unsigned)(scope || tag_is(tag, TAG_IS_LIST)) << SCOPE_LIST |
	       (unsigned)(scope || tag == TAG_BUTTON) << SCOPE_BUTTON |
	       (unsigned)table << SCOPE_TABLE | (unsigned)special << SCOPE_SPECIAL |
	       (unsigned)(special && !loose) << SCOPE_ITEM |
	       (unsigned)tells_mode(tag) << SCOPE_MODE;
}

/* The same, kept by tag: pages open a few kinds of elements by the hundred. */
static unsigned
ends_of(struct tree *tree, const struct open *open)
{
	uint8_t *known = &tree->ends[open->tag];
	if (open->flags != 0)
		return scopes_of(open->tag, open->flags);
	if (*known == 0)
		*known = (uint8_t)(scopes_of(open->tag, 0) | ENDS_KNOWN);
	return *known & ~ENDS_KNOWN;
}

/* Fills in what an entry knows of those below it; its node, tag and flags are set. */
static void
chain(struct tree *tree, uint32_t index)
{
	struct open *open = &tree->stack[index];
	if (index > 0)
		memcpy(open->scopes, open[-1].scopes, sizeof(open->scopes));
	for (unsigned ends = ends_of(tree, open); ends != 0; ends &= ends - 1)
		open->scopes[__builtin_ctz(ends)] = (uint16_t)index;
	open->same = tree->last[open->tag];
	tree->last[open->tag] = (uint16_t)index;
	tree->nodes[open->node].end = index;
}

/* Ends the topmost element of a full stack, so that the next one becomes its sibling. */
static void
make_room(struct tree *tree)
{
	uint32_t node = tree_top(tree)->node;
	unsigned tag = tree_top(tree)->tag;
	tree_pop(tree);
	if (tag_is(tag, TAG_IS_FORMATTING))
		tree_forget_format(tree, node);
	if (tag == TAG_TEMPLATE)
		tree->template_count--;
	if (tells_mode(tag))
		tree_reset_mode(tree);
}

void
tree_push(struct tree *tree, uint32_t node, enum tag tag, unsigned flags)
{
	if (tree->depth == PAGE_DEPTH_MAX)
		make_room(tree);
	struct open *open = &tree->stack[tree->depth];
	open->node = node;
	open->tag = (uint16_t)tag;
	open->flags = (uint16_t)flags;
	chain(tree, tree->depth++);
}

void
tree_pop(struct tree *tree)
{
	struct open *open = &tree->stack[--tree->depth];
	tree->last[open->tag] = open->same;
	tree->latest = open->tag;
	tree->nodes[open->node].end = 0;
}

void
tree_pop_to(struct tree *tree, uint32_t index)
{
	while (tree->depth > index)
		tree_pop(tree);
}

/* Puts the entries from `index` on, which were pushed about, back into their chains. */
static void
rechain(struct tree *tree, uint32_t index, uint32_t depth)
{
	for (tree->depth = index; tree->depth < depth; tree->depth++)
		chain(tree, tree->depth);
}

/*
 * Takes the entries from `index` on out of the chains; they stay where they are. Gives the depth.
 */
static uint32_t
unchain(struct tree *tree, uint32_t index)
{
	uint32_t depth = tree->depth;
	tree_pop_to(tree, index);
	return depth;
}

void
tree_remove(struct tree *tree, uint32_t index)
{
	uint32_t depth = unchain(tree, index) - 1;
	for (uint32_t i = index; i < depth; i++)
		tree->stack[i] = tree->stack[i + 1];
	rechain(tree, index, depth);
}

void
tree_insert(struct tree *tree, uint32_t index, uint32_t node, enum tag tag)
{
	uint32_t depth = unchain(tree, index) + 1;
	if (depth > PAGE_DEPTH_MAX)
		depth = PAGE_DEPTH_MAX;
	for (uint32_t i = depth - 1; i > index; i--)
		tree->stack[i] = tree->stack[i - 1];
	tree->stack[index] = (struct open){ .node = node, .tag = (uint16_t)tag };
	rechain(tree, index, depth);
}

bool
tree_in_scope(const struct tree *tree, enum tag tag, enum scope scope)
{
	uint32_t index = tree->last[tag];
	return index > 0 && index >= tree->stack[tree->depth - 1].scopes[scope];
}

void
tree_pop_through(struct tree *tree, enum tag tag)
{
	if (tree->last[tag] > 0)
		tree_pop_to(tree, tree->last[tag]);
}

void
tree_imply_ends(struct tree *tree, enum tag except)
{
	while (tag_is(tree_top(tree)->tag, TAG_END_IMPLIED) && tree_top(tree)->tag != except)
		tree_pop(tree);
}

void
tree_close_p(struct tree *tree)
{
	if (tree_in_scope(tree, TAG_P, SCOPE_BUTTON)) {
		tree_imply_ends(tree, TAG_P);
		tree_pop_through(tree, TAG_P);
	}
}
