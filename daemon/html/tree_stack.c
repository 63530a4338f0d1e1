/* The stack of open elements. */
#include "html/tree.h"

/* Whether section 13.2.4.1 resets the insertion mode by an element of that tag. */
static bool
tells_mode(unsigned tag)
{
	return (tag >= TAG_TABLE && tag <= TAG_TH && tag != TAG_COL) || tag == TAG_SELECT ||
	       tag == TAG_TEMPLATE || tag == TAG_HEAD || tag == TAG_BODY || tag == TAG_HTML;
}

/* Fills in what an entry knows of those below it; its node, tag and flags are set. */
static void
chain(struct tree *tree, uint32_t index)
{
	struct open *open = &tree->stack[index];
	const struct open *below = index > 0 ? open - 1 : open;
	uint16_t here = (uint16_t)index;
	unsigned tag = open->tag;
	bool point = (open->flags & (OPEN_TEXT_POINT | OPEN_HTML_POINT | OPEN_ANNOTATION)) != 0;
	bool scope = tag_is(tag, TAG_IS_SCOPE) || point;
	bool special = tag_is(tag, TAG_IS_SPECIAL) || point;
	bool loose = tag == TAG_ADDRESS || tag == TAG_DIV || tag == TAG_P;
	bool ends[SCOPE_COUNT] = {
		[SCOPE_DEFAULT] = scope,
		[SCOPE_LIST] = scope || tag_is(tag, TAG_IS_LIST),
		[SCOPE_BUTTON] = scope || tag == TAG_BUTTON,
		[SCOPE_TABLE] = tag == TAG_HTML || tag == TAG_TABLE || tag == TAG_TEMPLATE,
		[SCOPE_SPECIAL] = special,
		[SCOPE_ITEM] = special && !loose,
		[SCOPE_MODE] = tells_mode(tag),
	};
	for (int s = 0; s < SCOPE_COUNT; s++)
		open->scopes[s] = ends[s] ? here : index > 0 ? below->scopes[s] : 0;
	open->same = tree->last[tag];
	tree->last[tag] = here;
}

/* Ends the topmost element of a full stack, so that the next one becomes its sibling. */
static void
make_room(struct tree *tree)
{
	unsigned tag = tree_top(tree)->tag;
	tree_pop(tree);
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

/* Takes the entries from `index` on out of the chains; they stay where they are. Gives the depth. */
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

uint32_t
tree_find_open(const struct tree *tree, uint32_t node)
{
	uint32_t tag = tree->nodes[node].tag;
	uint32_t index = tree->last[tag];
	while (index > 0 && tree->stack[index].node != node)
		index = tree->stack[index].same;
	return index;
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
	while (tag_is(tree_top(tree)->tag, TAG_IS_IMPLIED) && tree_top(tree)->tag != except)
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
