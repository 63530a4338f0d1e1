/* Marks of elements, made from the top down as far as they are asked for. */
#include "extract/listmark.h"

#include "extract/classfact.h"

static uint32_t
marks_of_role(struct slice role)
{
	static const struct {
		struct slice role;
		uint32_t marks;
	} roles[] = {
		{ { "navigation", 10 }, LIST_MARK_NAV },
		{ { "menu", 4 }, LIST_MARK_NAV },
		{ { "menubar", 7 }, LIST_MARK_NAV },
		{ { "banner", 6 }, LIST_MARK_HEADER },
		{ { "contentinfo", 11 }, LIST_MARK_FOOTER },
		{ { "complementary", 13 }, LIST_MARK_ASIDE },
		{ { "tab", 3 }, LIST_MARK_TAB },
		{ { "tablist", 7 }, LIST_MARK_TAB },
		{ { "tabpanel", 8 }, LIST_MARK_PANEL },
	};
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if (slice_equals_fold(role, roles[i].role))
			return roles[i].marks;
	return 0;
}

/* above: the marks of what the element stands in. */
static uint32_t
marks_of_tag(enum tag tag, uint32_t above)
{
	bool in_card = above & LIST_MARK_CARD;
	switch (tag) {
	case TAG_NAV: return LIST_MARK_NAV;
	case TAG_MENU: return LIST_MARK_MENU;
	case TAG_HEADER: return in_card ? 0 : LIST_MARK_HEADER;
	case TAG_FOOTER: return in_card ? 0 : LIST_MARK_FOOTER;
	case TAG_ASIDE: return LIST_MARK_ASIDE;
	case TAG_ARTICLE: return LIST_MARK_CARD;
	case TAG_TIME: return LIST_MARK_META;
	default: return 0;
	}
}

static uint32_t
read_own(struct list_marks *marks, uint32_t node, uint32_t above)
{
	const struct node *n = &marks->page->nodes[node];
	uint32_t own = marks_of_tag(n->tag, above);
	for (uint32_t a = 0; a < n->attribute_count; a++) {
		const struct attribute *attribute = &marks->page->attributes[n->attributes + a];
		struct slice value = { marks->page->bytes + attribute->value_start,
			attribute->value_length };
		if (value.length == 0)
			continue;
		switch (attribute->name) {
		case ATTRIBUTE_CLASS:
		case ATTRIBUTE_ID: own |= class_facts_of(value).list_marks; break;
		case ATTRIBUTE_ROLE: own |= marks_of_role(value); break;
		default: break;
		}
	}
	/* What leads to the next article is called a navigation, and is none of the site. */
	if (own & LIST_MARK_NEIGHBOUR)
		own &= ~(uint32_t)(LIST_MARK_NAV | LIST_MARK_MENU);
	if (marks->guarded != NULL && marks->guarded[node])
		own &= ~(uint32_t)(LIST_MARKS_BELOW & ~LIST_MARK_CARD);
	return own;
}

void
list_marks_init(struct list_marks *marks, struct arena *arena, const struct blocks *blocks,
	uint8_t *guarded)
{
	*marks = (struct list_marks){
		.page = blocks->page,
		.all = arena_zalloc(arena, blocks->page->count, sizeof(*marks->all)),
		.guarded = guarded,
	};
	marks->all[0] = LIST_MARK_READ;
}

uint32_t
list_marks_of(struct list_marks *marks, uint32_t node)
{
	uint32_t path[PAGE_DEPTH_MAX + 16], depth = 0;
	const struct node *nodes = marks->page->nodes;
	uint32_t n = node;
	while (marks->all[n] == 0 && depth < sizeof(path) / sizeof(path[0])) {
		path[depth++] = n;
		n = nodes[n].parent;
	}
	while (depth-- > 0) {
		uint32_t above = marks->all[n] & LIST_MARKS_BELOW;
		n = path[depth];
		uint32_t own = read_own(marks, n, above);
		marks->panels |= (own & LIST_MARK_PANEL) != 0;
		marks->all[n] = above | own | LIST_MARK_READ;
	}
	return marks->all[node];
}
