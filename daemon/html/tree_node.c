/* Nodes: where the standard puts a new one, and the order of them all at the end. */
#include "html/tree.h"

#include <string.h>

/* Room made at first: a node for every eight bytes is a page that is all markup. */
#define BYTES_PER_NODE 8
#define NODES_MIN      64

#define DETACHED       UINT32_MAX /* the parent of a node that stands nowhere yet */

/* What a node hands down to all below it. */
#define FLAGS_INHERITED (NODE_UNSEEN | NODE_NOSCRIPT)

static struct node *
new_node(struct tree *tree, const struct node *node)
{
	if (tree->count == tree->capacity)
		tree->nodes = arena_grow(tree->arena, tree->nodes, tree->count, &tree->capacity,
			sizeof(*tree->nodes));
	struct node *made = &tree->nodes[tree->count++];
	*made = *node;
	tree->latest = node->tag;
	return made;
}

static struct link *
new_link(struct tree *tree, uint32_t node)
{
	tree->links = arena_grow(
		tree->arena, tree->links, node, &tree->link_capacity, sizeof(*tree->links));
	tree->links[node] = (struct link){ 0 };
	return &tree->links[node];
}

/* Puts a node that stands nowhere under `parent`, before `before` or (0) at the end. */
static void
attach(struct tree *tree, uint32_t node, uint32_t parent, uint32_t before)
{
	struct link *links = tree->links;
	uint32_t previous = before != 0 ? links[before].previous : links[parent].last;
	tree->nodes[node].parent = parent;
	links[node].previous = previous;
	links[node].next = before;
	*(previous != 0 ? &links[previous].next : &links[parent].first) = node;
	*(before != 0 ? &links[before].previous : &links[parent].last) = node;
}

static void
detach(struct tree *tree, uint32_t node)
{
	struct link *links = tree->links, *own = &links[node];
	uint32_t parent = tree->nodes[node].parent;
	if (parent == DETACHED)
		return;
	*(own->previous != 0 ? &links[own->previous].next : &links[parent].first) = own->next;
	*(own->next != 0 ? &links[own->next].previous : &links[parent].last) = own->previous;
	own->previous = own->next = 0;
	tree->nodes[node].parent = DETACHED;
}

void
tree_link(struct tree *tree)
{
	if (tree->links != NULL)
		return;
	tree->link_capacity = tree->capacity;
	tree->links = arena_alloc(tree->arena, tree->link_capacity * sizeof(*tree->links));
	memset(tree->links, 0, tree->count * sizeof(*tree->links));
	for (uint32_t n = 1; n < tree->count; n++)
		attach(tree, n, tree->nodes[n].parent, 0);
}

void
tree_move(struct tree *tree, uint32_t node, uint32_t parent, uint32_t before)
{
	detach(tree, node);
	attach(tree, node, parent, before);
}

void
tree_move_children(struct tree *tree, uint32_t from, uint32_t to)
{
	while (tree->links[from].first != 0)
		tree_move(tree, tree->links[from].first, to, 0);
}

uint32_t
tree_clone(struct tree *tree, uint32_t node)
{
	tree_link(tree);
	struct node clone = tree->nodes[node];
	clone.parent = DETACHED;
	clone.end = 0;
	new_node(tree, &clone);
	uint32_t made = (uint32_t)tree->count - 1;
	new_link(tree, made);
	return made;
}

void
tree_add_root(struct tree *tree)
{
	tree->capacity =
		(size_t)(tree->tokenizer.end - tree->tokenizer.bytes) / BYTES_PER_NODE + NODES_MIN;
	if (tree->capacity > PAGE_NODES_MAX)
		tree->capacity = PAGE_NODES_MAX;
	tree->nodes = arena_alloc(tree->arena, tree->capacity * sizeof(*tree->nodes));
	tree->html = 1;
	tree->head = 2;
	new_node(tree, &(struct node){ .tag = TAG_DOCUMENT });
	new_node(tree, &(struct node){ .tag = TAG_HTML });
	new_node(tree, &(struct node){ .tag = TAG_HEAD, .parent = tree->html });
	tree_push(tree, tree->html, TAG_HTML, 0);
}

static bool
takes_no_content(unsigned tag)
{
	return tag == TAG_TABLE || tag == TAG_TBODY || tag == TAG_THEAD || tag == TAG_TFOOT ||
	       tag == TAG_TR;
}

uint32_t
tree_place(struct tree *tree, uint32_t target, uint32_t *before)
{
	*before = 0;
	if (!tree->fostering || !takes_no_content(tree->nodes[target].tag))
		return target;
	uint32_t table = tree->last[TAG_TABLE], template = tree->last[TAG_TEMPLATE];
	if (template > table)
		return tree->stack[template].node;
	if (table == 0)
		return tree->html;
	tree_link(tree);
	*before = tree->stack[table].node;
	return tree->nodes[*before].parent;
}

uint32_t
tree_add(struct tree *tree, const struct node *node)
{
	uint32_t before, parent = tree_place(tree, tree_top(tree)->node, &before);
	struct node *made = new_node(tree, node);
	uint32_t number = (uint32_t)tree->count - 1;
	made->parent = parent;
	if (tree->links != NULL) {
		new_link(tree, number);
		attach(tree, number, parent, before);
	}
	return number;
}

/*
 * Whether white space in this place is neither shown nor parts words: next to a block's edge,
 * outside pre.
 */
static bool
says_nothing(const struct tree *tree)
{
	return tag_is_block(tree->latest) && tree->last[TAG_PRE] == 0 &&
	       tree->last[TAG_LISTING] == 0 && tree->last[TAG_PLAINTEXT] == 0;
}

void
tree_add_text(struct tree *tree, const struct token *token)
{
	if (token->length == 0 || ((token->flags & NODE_BLANK) != 0 && says_nothing(tree)))
		return;
	tree_add(tree, &(struct node){ .start = token->start,
			       .length = token->length,
			       .tag = TAG_TEXT,
			       .flags = token->flags });
}

uint32_t
tree_add_void(struct tree *tree, const struct token *token, enum tag tag)
{
	return tree_add(tree, &(struct node){ .start = token->start,
				      .length = token->length,
				      .attributes = token->attributes,
				      .attribute_count = token->attribute_count,
				      .names = token->names,
				      .tag = (uint16_t)tag,
				      .flags = token->flags });
}

uint32_t
tree_open(struct tree *tree, const struct token *token, enum tag tag)
{
	uint32_t node = tree_add_void(tree, token, tag);
	if (tag == TAG_TEMPLATE)
		tree->nodes[node].flags |= NODE_UNSEEN;
	if (tag == TAG_NOSCRIPT)
		tree->nodes[node].flags |= NODE_NOSCRIPT;
	tree_push(tree, node, tag, 0);
	return node;
}

uint32_t
tree_open_implied(struct tree *tree, enum tag tag)
{
	return tree_open(tree, &(struct token){ .kind = TOKEN_START }, tag);
}

void
tree_add_raw(struct tree *tree, const struct token *token)
{
	struct token raw;
	token_raw(&tree->tokenizer, token, &raw);
	tree_add(tree, &(struct node){ .start = raw.start,
			       .length = raw.length,
			       .attributes = token->attributes,
			       .attribute_count = token->attribute_count,
			       .names = token->names,
			       .tag = (uint16_t)token->tag,
			       .flags = (uint16_t)(raw.flags | NODE_RAW) });
}

void
tree_merge_attributes(struct tree *tree, uint32_t node, const struct token *token)
{
	struct node *n = &tree->nodes[node];
	if (n->attribute_count > 0)
		return;
	n->start = token->start;
	n->length = token->length;
	n->attributes = token->attributes;
	n->attribute_count = token->attribute_count;
	n->names = token->names;
}

/* The node after `n` in document order, by the links; 0 at the end. */
static uint32_t
following(const struct tree *tree, uint32_t n)
{
	if (tree->links[n].first != 0)
		return tree->links[n].first;
	while (n != 0 && tree->links[n].next == 0)
		n = tree->nodes[n].parent;
	return n != 0 ? tree->links[n].next : 0;
}

/* Copies the nodes in document order and renumbers what refers to them. */
static void
put_in_order(struct tree *tree)
{
	struct node *ordered = arena_alloc(tree->arena, tree->count * sizeof(*ordered));
	uint32_t *number = arena_zalloc(tree->arena, tree->count, sizeof(*number));
	uint32_t count = 0, n = 0;
	do {
		number[n] = count;
		ordered[count] = tree->nodes[n];
		ordered[count++].parent = number[tree->nodes[n].parent];
		n = following(tree, n);
	} while (n != 0);
	tree->nodes = ordered;
	tree->count = count;
	tree->head = number[tree->head];
	tree->body = number[tree->body];
}

void
tree_finish(struct tree *tree)
{
	if (tree->links != NULL)
		put_in_order(tree);
	else
		arena_shrink(tree->arena, tree->nodes, tree->capacity * sizeof(*tree->nodes),
			tree->count * sizeof(*tree->nodes));
	struct node *nodes = tree->nodes;
	for (uint32_t n = 1; n < tree->count; n++) {
		const struct node *parent = &nodes[nodes[n].parent];
		if (parent->depth >= PAGE_DEPTH_MAX) {
			nodes[n].parent = parent->parent;
			parent = &nodes[parent->parent];
		}
		nodes[n].depth = (uint16_t)(parent->depth + 1);
		nodes[n].flags |= parent->flags & FLAGS_INHERITED;
		nodes[n].end = n + 1;
	}
	nodes[0].end = (uint32_t)tree->count;
	for (uint32_t n = (uint32_t)tree->count - 1; n > 0; n--) {
		struct node *parent = &nodes[nodes[n].parent];
		parent->end = parent->end > nodes[n].end ? parent->end : nodes[n].end;
	}
}
