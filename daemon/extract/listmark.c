/* Marks of elements, made from the top down as far as they are asked for. */
#include "extract/listmark.h"

#include "base/table.h"
#include "extract/classname.h"
#include "words/list-tokens.h"

/* Attributes that differ are kept until there are as many; a page with more has each read anew. */
#define CACHE_SLOTS 4096

struct list_mark_cached {
	uint64_t hash; /* 0: the slot is free */
	uint32_t marks;
};

static const uint32_t marks_of_group[] = {
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

static uint32_t
look_up(const char *bytes, size_t length)
{
	if (length < 2 || length > LIST_TOKENS_LONGEST ||
		(length > 2 && !list_tokens_may_begin(bytes, length)))
		return 0;
	const struct word *word = list_tokens_find(bytes, length);
	return word != NULL ? marks_of_group[word->group] : 0;
}

static uint32_t
marks_of_value(struct slice value)
{
	struct class_tokens tokens;
	uint32_t marks = 0;
	class_tokens_begin(&tokens, value);
	while (class_tokens_next(&tokens))
		marks |= look_up(tokens.token, tokens.length) |
			 look_up(tokens.pair, tokens.pair_length);
	/* "post-navigation" is one name, though it holds "navigation". */
	return marks & LIST_MARK_NEIGHBOUR ? marks & ~(uint32_t)LIST_MARK_MENU : marks;
}

static uint32_t
cached_marks(struct list_marks *marks, struct slice value)
{
	uint64_t hash = hash_bytes(value.data, value.length) | 1;
	size_t at = hash & (CACHE_SLOTS - 1);
	while (marks->cache[at].hash != 0 && marks->cache[at].hash != hash)
		at = (at + 1) & (CACHE_SLOTS - 1);
	if (marks->cache[at].hash == hash)
		return marks->cache[at].marks;
	uint32_t read = marks_of_value(value);
	if (marks->cache_count < CACHE_SLOTS / 2) {
		marks->cache[at] = (struct list_mark_cached){ .hash = hash, .marks = read };
		marks->cache_count++;
	}
	return read;
}

static uint32_t
marks_of_role(struct slice role)
{
	static const struct {
		const char *role;
		uint32_t marks;
	} roles[] = {
		{ "navigation", LIST_MARK_NAV },
		{ "menu", LIST_MARK_NAV },
		{ "menubar", LIST_MARK_NAV },
		{ "banner", LIST_MARK_HEADER },
		{ "contentinfo", LIST_MARK_FOOTER },
		{ "complementary", LIST_MARK_ASIDE },
		{ "tab", LIST_MARK_TAB },
		{ "tablist", LIST_MARK_TAB },
		{ "tabpanel", LIST_MARK_PANEL },
	};
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if (slice_equals_fold(role, slice_of(roles[i].role)))
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
		case ATTRIBUTE_ID: own |= cached_marks(marks, value); break;
		case ATTRIBUTE_ROLE: own |= marks_of_role(value); break;
		default: break;
		}
	}
	/* What leads to the next article is called a navigation, and is none of the site. */
	if (own & LIST_MARK_NEIGHBOUR)
		own &= ~(uint32_t)(LIST_MARK_NAV | LIST_MARK_MENU);
	if (marks->guarded != NULL && marks->guarded[node])
		own &= ~(uint32_t)LIST_MARKS_BELOW;
	return own;
}

void
list_marks_init(
	struct list_marks *marks, struct arena *arena, const struct page *page, uint8_t *guarded)
{
	*marks = (struct list_marks){
		.arena = arena,
		.page = page,
		.all = arena_zalloc(arena, page->count, sizeof(*marks->all)),
		.guarded = guarded,
		.cache = arena_zalloc(arena, CACHE_SLOTS, sizeof(*marks->cache)),
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
