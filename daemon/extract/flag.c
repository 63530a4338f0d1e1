/* Flags of the elements above the blocks, and the guard. */
#include "extract/flag.h"

#include <string.h>

#include "extract/classfact.h"

/* A flag is not believed of an element with more of the page's prose than this. */
#define GUARD_HARD    0.50F
#define GUARD_SOFT    0.12F
#define GUARD_COMMENT 0.75F

/* A figure with more nodes than this is no photo's. */
#define FIGURE_NODES_MAX 60

/* All elements with the same tag and class attribute. */
struct alike {
	uint64_t hash; /* 0: the slot is free */
	uint32_t prose;
};

struct reader {
	struct flags *out;
	const struct page *page;
	uint32_t heading; /* the element that shows the headline, or 0 */
	struct alike *alike;
	size_t alike_mask;
	uint32_t *group; /* by place in out->elements: its slot in alike, or UINT32_MAX */
};

/* Whether a figure holds a photo or a film alone, no table, quote, code or post: then all text in it is a caption. */
static bool
is_photo_figure(const struct page *page, uint32_t figure)
{
	uint32_t end = page->nodes[figure].end;
	if (end > figure + FIGURE_NODES_MAX)
		return false;
	for (uint32_t n = figure + 1; n < end; n++) {
		switch ((enum tag)page->nodes[n].tag) {
		case TAG_TABLE:
		case TAG_BLOCKQUOTE:
		case TAG_PRE:
		case TAG_UL:
		case TAG_OL:
		case TAG_FIGURE: return false;
		default: break;
		}
	}
	return true;
}

static uint8_t
flags_of_tag(const struct page *page, uint32_t node)
{
	switch (page->nodes[node].tag) {
	case TAG_NAV:
	case TAG_ASIDE:
	case TAG_FOOTER:
	case TAG_HEADER:
	case TAG_FIGCAPTION:
	case TAG_CAPTION:
	case TAG_ADDRESS:
	case TAG_FORM:
	case TAG_FIELDSET:
	case TAG_DIALOG:
	case TAG_MENU: return FLAG_TAG;
	case TAG_FIGURE: return is_photo_figure(page, node) ? FLAG_TAG : 0;
	default: return 0;
	}
}

static uint8_t
flags_of_role(struct slice role)
{
	static const struct slice roles[] = { { "navigation", 10 }, { "complementary", 13 },
		{ "contentinfo", 11 }, { "banner", 6 }, { "search", 6 }, { "dialog", 6 },
		{ "alertdialog", 11 }, { "menu", 4 }, { "menubar", 7 }, { "toolbar", 7 },
		{ "tablist", 7 }, { "form", 4 } };
	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if (slice_equals_fold(role, roles[i]))
			return FLAG_TAG;
	return 0;
}

/* The slot of an element's tag and class. */
static uint32_t
find_alike(struct reader *reader, enum tag tag, uint64_t class)
{
	uint64_t hash = (class ^ (uint64_t)tag * 0x9E3779B97F4A7C15U) | 1;
	size_t at = hash & reader->alike_mask;
	while (reader->alike[at].hash != 0 && reader->alike[at].hash != hash)
		at = (at + 1) & reader->alike_mask;
	reader->alike[at].hash = hash;
	return (uint32_t)at;
}

static void
read_element(struct reader *reader, uint32_t place)
{
	uint32_t node = reader->out->elements[place];
	const struct page *page = reader->page;
	enum tag tag = page->nodes[node].tag;
	bool heading = tag >= TAG_H1 && tag <= TAG_H6;
	uint8_t own = flags_of_tag(page, node);
	reader->group[place] = UINT32_MAX;
	if (page->nodes[node].attribute_count > 0) {
		struct slice role = page_attribute_raw(page, node, ATTRIBUTE_ROLE);
		struct slice id = page_attribute_raw(page, node, ATTRIBUTE_ID);
		struct slice class = page_attribute_raw(page, node, ATTRIBUTE_CLASS);
		struct slice item = page_attribute_raw(page, node, ATTRIBUTE_ITEMPROP);
		if (role.data != NULL)
			own |= flags_of_role(role);
		/* A heading's id is made of its words, to be linked to. */
		if (id.data != NULL && !heading)
			own |= class_facts_of(id).flags;
		if (item.data != NULL && slice_equals_fold(item, SLICE("articleBody")))
			own |= FLAG_BODY;
		if (class.data != NULL && class.length > 0) {
			struct class_facts facts = class_facts_of(class);
			uint32_t at = find_alike(reader, tag, facts.hash);
			reader->alike[at].prose += reader->out->prose[node];
			reader->group[place] = at;
			own |= facts.flags;
		}
	}
	/* What holds text alone is named for its looks. */
	if (heading || tag == TAG_P)
		own &= (uint8_t)~FLAG_SOFT;
	reader->out->own[node] = own;
}

/*
 * Puts an element and those above it to the list, as far as they do not stand there: parents before
 * their children, and all behind those of the blocks before.
 */
static void
list_path(struct reader *reader, uint8_t *seen, uint32_t element)
{
	const struct node *nodes = reader->page->nodes;
	uint32_t *elements = reader->out->elements, count = reader->out->count, depth = 0;
	for (uint32_t n = element; !seen[n]; n = nodes[n].parent) {
		seen[n] = 1;
		depth++;
	}
	for (uint32_t i = depth; i-- > 0; element = nodes[element].parent)
		elements[count + i] = element;
	reader->out->count += depth;
}

/* Lists the elements above the blocks, and sums up their prose. */
static void
collect(struct reader *reader, struct arena *arena, const struct blocks *blocks)
{
	const struct node *nodes = reader->page->nodes;
	struct flags *out = reader->out;
	uint8_t *seen = arena_zalloc(arena, reader->page->count, 1);
	out->elements = arena_alloc(arena, reader->page->count * sizeof(*out->elements));
	for (uint32_t b = 0; b < blocks->count; b++) {
		const struct block *block = &blocks->all[b];
		uint32_t element = nodes[block->first].parent;
		/* A block of several inline elements belongs to what holds them all. */
		if (block->first != block->last)
			element = block->element;
		bool prose = (block->marks & BLOCK_PROSE) && !(block->marks & BLOCK_HIDDEN);
		out->prose[element] += prose ? block->words : 0;
		list_path(reader, seen, element);
	}
	reader->group = arena_alloc(arena, out->count * sizeof(*reader->group));
	for (uint32_t i = out->count; i-- > 1;) {
		uint32_t n = out->elements[i];
		out->prose[nodes[n].parent] += out->prose[n];
	}
	out->prose_words = out->prose[0];
}

/* Words of prose in the element, or in all that are like it, where these are more. */
static float
prose_of(const struct reader *reader, uint32_t place)
{
	uint32_t prose = reader->out->prose[reader->out->elements[place]];
	uint32_t group = reader->group[place];
	if (group != UINT32_MAX && reader->alike[group].prose > prose)
		prose = reader->alike[group].prose;
	return (float)prose;
}

/* Whether the headline stands in the element. */
static bool
holds_heading(const struct reader *reader, uint32_t node)
{
	return reader->heading > node && reader->heading < reader->page->nodes[node].end;
}

static bool
is_comments(const struct reader *reader, uint32_t place)
{
	uint32_t node = reader->out->elements[place];
	return (reader->out->own[node] & FLAG_COMMENT) && !holds_heading(reader, node) &&
	       prose_of(reader, place) <= GUARD_COMMENT * (float)reader->out->prose_words;
}

/* Whether an element is beside the article by its tag, and has the smaller part of the page's prose. */
static bool
is_beside(const struct reader *reader, uint32_t place)
{
	uint32_t node = reader->out->elements[place];
	enum tag tag = reader->page->nodes[node].tag;
	return (tag == TAG_NAV || tag == TAG_ASIDE || tag == TAG_FOOTER) &&
	       !holds_heading(reader, node) &&
	       prose_of(reader, place) <= GUARD_HARD * (float)reader->out->prose_words;
}

/* Words of prose that are neither readers' comments nor beside the article. */
static float
prose_of_page(const struct reader *reader)
{
	uint32_t words = reader->out->prose_words, end = 0;
	for (uint32_t i = 0; i < reader->out->count; i++) {
		uint32_t node = reader->out->elements[i];
		if (node < end || !(is_comments(reader, i) || is_beside(reader, i)))
			continue;
		words -= reader->out->prose[node];
		end = reader->page->nodes[node].end;
	}
	return (float)words;
}

/* What is left of an element's own flags under the guard. all: words of prose on the page without comments. */
static uint8_t
believed(const struct reader *reader, uint32_t place, float all)
{
	uint32_t node = reader->out->elements[place];
	uint8_t own = reader->out->own[node] & (FLAG_ANY | FLAG_KEEP);
	if (own == 0)
		return 0;
	float part = prose_of(reader, place);
	bool header = reader->page->nodes[node].tag == TAG_HEADER && part <= GUARD_HARD * all;
	if (holds_heading(reader, node))
		return own & (header ? FLAG_TAG | FLAG_KEEP : FLAG_KEEP);
	if (part > GUARD_HARD * all && !is_beside(reader, place))
		own &= (uint8_t) ~(FLAG_HARD | FLAG_TAG);
	if (part > GUARD_SOFT * all)
		own &= (uint8_t)~FLAG_SOFT;
	if (!is_comments(reader, place))
		own &= (uint8_t)~FLAG_COMMENT;
	return own;
}

void
flags_read(struct flags *out, struct arena *arena, const struct blocks *blocks, uint32_t heading)
{
	const struct page *page = blocks->page;
	struct reader reader = { .out = out, .page = page, .heading = heading };
	*out = (struct flags){
		.own = arena_zalloc(arena, page->count, sizeof(*out->own)),
		.all = arena_zalloc(arena, page->count, sizeof(*out->all)),
		.prose = arena_zalloc(arena, page->count, sizeof(*out->prose)),
	};
	if (blocks->count == 0)
		return;
	collect(&reader, arena, blocks);
	size_t slots = 16;
	while (slots < 2 * (size_t)out->count)
		slots *= 2;
	reader.alike_mask = slots - 1;
	reader.alike = arena_zalloc(arena, slots, sizeof(*reader.alike));
	for (uint32_t i = 0; i < out->count; i++)
		read_element(&reader, i);
	float all = prose_of_page(&reader);
	for (uint32_t i = 0; i < out->count; i++) {
		uint32_t node = out->elements[i];
		uint8_t above = node > 0 ? out->all[page->nodes[node].parent] : 0;
		out->all[node] = above | believed(&reader, i, all);
	}
}
