/* The flat DOM: read, and asked for attributes and elements. */
#include "html/page.h"

#include <string.h>

#include "html/reference.h"
#include "html/scan.h"
#include "html/siblings.h"
#include "html/tree.h"

void
page_read(struct page *page, struct arena *arena, const char *bytes, size_t length)
{
	if (length > UINT32_MAX - 1)
		length = UINT32_MAX - 1;
	struct tree *tree = arena_zalloc(arena, 1, sizeof(*tree));
	tree->arena = arena;
	tokenizer_init(&tree->tokenizer, arena, bytes, length);
	tree_build(tree);
	struct page_order *order = arena_zalloc(arena, 1, sizeof(*order));
	order->arena = arena;
	*page = (struct page){
		.bytes = bytes,
		.length = length,
		.nodes = tree->nodes,
		.count = (uint32_t)tree->count,
		.attributes = tree->tokenizer.attributes,
		.attribute_count = (uint32_t)tree->tokenizer.attribute_count,
		.head = tree->head,
		.body = tree->body,
		.order = order,
	};
}

static const struct attribute *
find_attribute(const struct page *page, uint32_t node, enum attribute_name name)
{
	const struct node *n = &page->nodes[node];
	if ((n->names & page_name_bit(name)) == 0)
		return NULL;
	for (uint32_t i = 0; i < n->attribute_count; i++) {
		const struct attribute *attribute = &page->attributes[n->attributes + i];
		if (attribute->name == name)
			return attribute;
	}
	return NULL;
}

static struct slice
value_of(const struct page *page, const struct attribute *attribute)
{
	return (struct slice){ page->bytes + attribute->value_start, attribute->value_length };
}

struct slice
page_attribute_seek(const struct page *page, uint32_t node, enum attribute_name name)
{
	const struct attribute *attribute = find_attribute(page, node, name);
	return attribute != NULL ? value_of(page, attribute) : (struct slice){ NULL, 0 };
}

struct slice
page_attribute_named(const struct page *page, uint32_t node, struct slice name)
{
	const struct node *n = &page->nodes[node];
	for (uint32_t i = 0; i < n->attribute_count; i++) {
		const struct attribute *attribute = &page->attributes[n->attributes + i];
		struct slice own = { page->bytes + attribute->name_start, attribute->name_length };
		if (slice_equals_fold(own, name))
			return value_of(page, attribute);
	}
	return (struct slice){ NULL, 0 };
}

const char *
page_attribute(
	const struct page *page, struct arena *arena, uint32_t node, enum attribute_name name)
{
	const struct attribute *attribute = find_attribute(page, node, name);
	if (attribute == NULL)
		return NULL;
	struct slice value = value_of(page, attribute);
	return attribute->has_references ? reference_text(arena, value, true)
					 : arena_strndup(arena, value.data, value.length);
}

struct slice
page_raw(const struct page *page, uint32_t node)
{
	const struct node *n = &page->nodes[node];
	if (n->tag != TAG_TEXT && (n->flags & NODE_RAW) == 0)
		return (struct slice){ "", 0 };
	return (struct slice){ page->bytes + n->start, n->length };
}

struct slice
page_tag_name(const struct page *page, uint32_t node)
{
	const struct node *n = &page->nodes[node];
	if (n->tag != TAG_UNKNOWN)
		return slice_of(tag_name(n->tag));
	return (struct slice){ page->bytes + n->start, n->length };
}

uint32_t
page_find(const struct page *page, uint32_t within, enum tag tag)
{
	page_subtree(page, within, node) {
		if (page->nodes[node].tag == tag)
			return node;
	}
	return 0;
}
