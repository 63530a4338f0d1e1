/*
 * One walk over the body's nodes with a stack of the open elements that matter: blocks, links,
 * bold.
 */
#include "extract/block.h"

#include <string.h>

#include "base/text.h"
#include "extract/character.h"
#include "extract/hidden.h"
#include "extract/inline.h"

/* Deeper than any page (html/page.h flattens); what is beyond is not told apart from its parent. */
#define STACK_MAX (PAGE_DEPTH_MAX + 16)

/* Prose: words with punctuation, or words that end in a stop. */
#define PROSE_WORDS         12
#define PROSE_WORDS_STOPPED 5
#define SCRIPT_BYTES        64 /* of a block tell what script it is in */

#define NOTE_NODES_MAX      8 /* of a footnote's mark */

#define NO_LINK             UINT32_MAX

/* What role=heading counts as where no tag tells. */
#define ROLE_LEVEL 2

/* What the open elements say about text. */
struct context {
	uint32_t element; /* nearest block element */
	uint32_t link;    /* the open `a`, or NO_LINK */
	uint16_t marks;
	uint8_t level;
	bool bold, pre;
	bool leads; /* the link leads to another page, not to a place in this one */
};

struct frame {
	uint32_t end;
	bool flushes; /* its end ends a block */
	struct context outer;
};

struct walk {
	struct blocks *out;
	struct arena *arena;
	const struct page *page;
	struct inline_text text;
	struct context now;
	struct frame stack[STACK_MAX];
	uint32_t depth;
	uint8_t *holds_block; /* by node: whether a block element stands below */
	size_t block_room, link_room, break_room;
	uint32_t first_text, last_text;   /* of the block being made; 0: none yet */
	uint32_t first_link, first_break; /* of the block being made */
	bool link_open;                   /* the last link's text may still grow */
	uint32_t link_tenths_before;      /* counted in the block's earlier links */
	bool after_br;                    /* the block being made follows `br br` */
	bool br_pending;                  /* a br was seen, and nothing after it */
	struct hidden hidden;
};

static bool
is_block(enum tag tag)
{
	return tag == TAG_BUTTON || tag_is_block(tag);
}

bool
block_skips(enum tag tag)
{
	switch (tag) {
	case TAG_SCRIPT:
	case TAG_STYLE:
	case TAG_TEMPLATE:
	case TAG_TITLE:
	case TAG_SELECT:
	case TAG_OPTION:
	case TAG_DATALIST:
	case TAG_TEXTAREA:
	case TAG_IFRAME:
	case TAG_NOEMBED:
	case TAG_NOFRAMES:
	case TAG_OBJECT:
	case TAG_SVG:
	case TAG_AUDIO:
	case TAG_VIDEO:
	case TAG_CANVAS: return true;
	default: return false;
	}
}

/*
 * Looks over all nodes once, from the end of the page to its front, so that children come before
 * their parents: fills holds_block, and makes room for the text.
 */
static void
survey(struct walk *walk)
{
	const struct node *nodes = walk->page->nodes;
	size_t bytes = 0, texts = 0; /* each of them makes one block at most */
	walk->holds_block = arena_zalloc(walk->arena, walk->page->count, 1);
	for (uint32_t n = walk->page->count; n-- > 1;) {
		if (nodes[n].tag == TAG_TEXT) {
			bytes += nodes[n].length;
			texts++;
		} else if (walk->holds_block[n] || is_block(nodes[n].tag)) {
			walk->holds_block[nodes[n].parent] = 1;
		}
	}
	inline_init(&walk->text, walk->arena, walk->page->bytes + walk->page->length, bytes, texts);
}

/*
 * Whether a text's front has letters of a script without blanks: there a blank is what a comma or a
 * stop is elsewhere.
 */
static bool
is_unspaced(const char *text, size_t length)
{
	const char *end = text + text_cut(text, length, SCRIPT_BYTES), *next;
	for (; text < end; text = next)
		if (character_class(text_decode(text, end, &next)) == CHARACTER_UNSPACED)
			return true;
	return false;
}

static void
finish_marks(struct walk *walk, struct block *block)
{
	const char *text = walk->text.data + block->text;
	if (character_ends_sentence(text, block->length))
		block->marks |= BLOCK_STOPPED;
	if (walk->text.pointed)
		block->marks |= BLOCK_POINTED;
	bool linked = 2 * block->link_words >= block->words;
	bool sentence = block->words >= PROSE_WORDS_STOPPED && (block->marks & BLOCK_STOPPED);
	bool long_enough = block->words >= PROSE_WORDS &&
			   ((block->marks & BLOCK_POINTED) || is_unspaced(text, block->length));
	if (!linked && (sentence || long_enough) &&
		!(block->marks & (BLOCK_HEADING | BLOCK_BUTTON)))
		block->marks |= BLOCK_PROSE;
}

/* Ends the text of the link that is open, if one is. */
static void
end_link(struct walk *walk)
{
	if (!walk->link_open)
		return;
	walk->link_open = false;
	if (walk->text.first == SIZE_MAX)
		return;
	struct block_link *link = &walk->out->links[walk->out->link_count - 1];
	uint32_t words = inline_words(walk->text.link_tenths - walk->link_tenths_before);
	link->from = (uint32_t)(walk->text.first - walk->text.start);
	link->to = (uint32_t)(walk->text.length - walk->text.start);
	link->words = words < UINT16_MAX ? (uint16_t)words : UINT16_MAX;
}

/*
 * Has text that comes now counted to the link of the context: a new entry, or the last one where
 * that got no text.
 */
static void
begin_link(struct walk *walk, bool again)
{
	struct blocks *out = walk->out;
	struct block_link *last = out->link_count > 0 ? &out->links[out->link_count - 1] : NULL;
	if (!again || last == NULL || last->node != walk->now.link || last->to > last->from) {
		out->links = arena_grow(walk->arena, out->links, out->link_count, &walk->link_room,
			sizeof(*out->links));
		last = &out->links[out->link_count++];
		last->node = walk->now.link;
	}
	uint32_t at = (uint32_t)(walk->text.length - walk->text.start);
	uint32_t lines = out->break_count - walk->first_break;
	last->block = out->count;
	last->from = last->to = at;
	last->words = 0;
	last->line = lines < UINT16_MAX ? (uint16_t)lines : UINT16_MAX;
	walk->link_open = true;
	walk->link_tenths_before = walk->text.link_tenths;
	walk->text.first = SIZE_MAX;
}

/* Puts the block that has been made into the array. */
static void
add_block(struct walk *walk, uint32_t length)
{
	struct blocks *out = walk->out;
	out->all =
		arena_grow(walk->arena, out->all, out->count, &walk->block_room, sizeof(*out->all));
	struct block *block = &out->all[out->count++];
	*block = (struct block){
		.element = walk->now.element,
		.first = walk->first_text,
		.last = walk->last_text,
		.text = (uint32_t)walk->text.start,
		.length = length,
		.words = inline_words(walk->text.tenths),
		.link_words = inline_words(walk->text.link_tenths),
		.bold_words = inline_words(walk->text.bold_tenths),
		.letters = walk->text.letters,
		.link = walk->first_link,
		.link_count = out->link_count - walk->first_link,
		.line = walk->first_break,
		.line_count = out->break_count - walk->first_break,
		.tag = walk->page->nodes[walk->now.element].tag,
		.marks = walk->now.marks,
		.level = walk->now.level,
	};
	if (walk->after_br)
		block->marks |= BLOCK_AFTER_BR;
	finish_marks(walk, block);
	walk->first_link = out->link_count;
}

/* Ends the block being made; where it has no text, there is none. */
static void
flush(struct walk *walk)
{
	/* Elements that hold none but other elements: nothing was begun. */
	if (walk->first_text == 0 && !walk->link_open && !walk->after_br && !walk->br_pending) {
		inline_drop_blank(&walk->text);
		return;
	}
	end_link(walk);
	uint32_t length = inline_end(&walk->text);
	if (length > 0)
		add_block(walk, length);
	else
		walk->out->break_count = walk->first_break;
	walk->first_break = walk->out->break_count;
	walk->first_text = walk->last_text = 0;
	walk->after_br = walk->br_pending = false;
	inline_begin(&walk->text);
}

static void
enter(struct walk *walk, struct context now)
{
	walk->now = now;
	walk->text.in_link = now.leads;
	walk->text.in_bold = now.bold;
}

static void
push(struct walk *walk, uint32_t node, bool flushes, struct context inner)
{
	if (walk->depth == STACK_MAX)
		return;
	if (flushes)
		flush(walk);
	walk->stack[walk->depth++] = (struct frame){
		.end = walk->page->nodes[node].end,
		.flushes = flushes,
		.outer = walk->now,
	};
	enter(walk, inner);
}

/* Closes the elements that end before `node`. */
static void
pop_to(struct walk *walk, uint32_t node)
{
	while (walk->depth > 0 && walk->stack[walk->depth - 1].end <= node) {
		const struct frame *frame = &walk->stack[--walk->depth];
		if (frame->flushes)
			flush(walk);
		else if (frame->outer.link != walk->now.link)
			end_link(walk);
		enter(walk, frame->outer);
	}
}

static uint8_t
heading_level(const struct page *page, uint32_t node)
{
	enum tag tag = page->nodes[node].tag;
	if (tag >= TAG_H1 && tag <= TAG_H6)
		return (uint8_t)(tag - TAG_H1 + 1);
	if (page->nodes[node].attribute_count == 0)
		return 0;
	struct slice role = page_attribute_raw(page, node, ATTRIBUTE_ROLE);
	return role.data != NULL && slice_equals_fold(role, SLICE("heading")) ? ROLE_LEVEL : 0;
}

/* What a block element says about the text in it, on top of what stands around it. */
static struct context
block_context(const struct walk *walk, uint32_t node)
{
	struct context now = walk->now;
	now.element = node;
	switch (walk->page->nodes[node].tag) {
	case TAG_LI:
	case TAG_DT:
	case TAG_DD: now.marks |= BLOCK_ITEM; break;
	case TAG_TD:
	case TAG_TH: now.marks = (uint16_t)((now.marks | BLOCK_CELL) & ~BLOCK_ITEM); break;
	case TAG_BLOCKQUOTE: now.marks |= BLOCK_QUOTE; break;
	case TAG_BUTTON: now.marks |= BLOCK_BUTTON; break;
	case TAG_FIGCAPTION:
	case TAG_CAPTION: now.marks |= BLOCK_CAPTION; break;
	case TAG_PRE: now.pre = true; break;
	default: break;
	}
	uint8_t level = heading_level(walk->page, node);
	if (level > 0) {
		now.marks |= BLOCK_HEADING;
		now.level = level;
	}
	return now;
}

/* Whether an element is a link to a place in this page. */
static bool
leads_into_page(const struct page *page, uint32_t node)
{
	if (page->nodes[node].tag != TAG_A)
		return false;
	struct slice href = page_attribute_raw(page, node, ATTRIBUTE_HREF);
	return href.length > 0 && href.data[0] == '#';
}

static void
open_link(struct walk *walk, uint32_t node)
{
	struct context inner = walk->now;
	bool boxes = walk->holds_block[node];
	inner.link = node;
	inner.leads = !leads_into_page(walk->page, node);
	if (boxes)
		inner.marks |= BLOCK_LINKED_BOX;
	end_link(walk);
	push(walk, node, boxes, inner);
	if (walk->now.link == node)
		begin_link(walk, false);
}

static void
add_break(struct walk *walk)
{
	struct blocks *out = walk->out;
	if (walk->br_pending) {
		flush(walk);
		walk->after_br = true;
		return;
	}
	if (walk->first_text == 0)
		return;
	out->breaks = arena_grow(walk->arena, out->breaks, out->break_count, &walk->break_room,
		sizeof(*out->breaks));
	out->breaks[out->break_count++] = inline_blank(&walk->text);
	walk->br_pending = true;
}

static void
add_run(struct walk *walk, uint32_t node, struct slice bytes)
{
	if (walk->now.link != NO_LINK && !walk->link_open)
		begin_link(walk, true);
	size_t before = walk->text.length;
	inline_add(&walk->text, bytes, walk->page->nodes[node].flags & NODE_HAS_REFERENCES);
	if (walk->text.length == before)
		return;
	walk->br_pending = false;
	if (walk->first_text == 0)
		walk->first_text = node;
	walk->last_text = node;
}

/* In pre, an empty line ends a block. */
static void
add_lines(struct walk *walk, uint32_t node, struct slice bytes)
{
	const char *gap;
	while ((gap = memmem(bytes.data, bytes.length, "\n\n", 2)) != NULL) {
		size_t length = (size_t)(gap - bytes.data);
		add_run(walk, node, (struct slice){ bytes.data, length });
		flush(walk);
		bytes.data += length + 2;
		bytes.length -= length + 2;
	}
	add_run(walk, node, bytes);
}

static void
add_text(struct walk *walk, uint32_t node)
{
	if (walk->page->nodes[node].flags & NODE_BLANK)
		inline_blank(&walk->text);
	else if (walk->now.pre)
		add_lines(walk, node, page_raw(walk->page, node));
	else
		add_run(walk, node, page_raw(walk->page, node));
}

/* Whether a raised piece of a line is the mark of a footnote on the same page, "[3]". */
static bool
is_note_mark(const struct page *page, uint32_t node)
{
	const struct node *n = &page->nodes[node];
	if (n->end > node + NOTE_NODES_MAX)
		return false;
	return leads_into_page(page, n->parent) ||
	       (node + 1 < n->end && leads_into_page(page, node + 1));
}

/* Takes in one node. Gives the next one to look at: past the subtree where that is no text. */
static uint32_t
visit(struct walk *walk, uint32_t node)
{
	const struct node *n = &walk->page->nodes[node];
	enum tag tag = n->tag;
	if (tag == TAG_TEXT) {
		add_text(walk, node);
		return node + 1;
	}
	if (block_skips(tag) || (tag == TAG_SUP && is_note_mark(walk->page, node)))
		return n->end;
	bool block = is_block(tag);
	bool may_hide = n->attribute_count > 0 || tag == TAG_NOSCRIPT || tag == TAG_DIALOG;
	if (may_hide && hidden_is(walk->page, node)) {
		if (!block && !walk->holds_block[node])
			return n->end;
		hidden_add(&walk->hidden, walk->arena, node);
	}
	if (block) {
		push(walk, node, true, block_context(walk, node));
	} else if (tag == TAG_BR) {
		add_break(walk);
	} else if (tag == TAG_A &&
		   page_attribute_raw(walk->page, node, ATTRIBUTE_HREF).data != NULL) {
		open_link(walk, node);
	} else if ((tag == TAG_B || tag == TAG_STRONG) && !walk->now.bold) {
		struct context inner = walk->now;
		inner.bold = true;
		push(walk, node, walk->holds_block[node], inner);
	} else if (walk->holds_block[node]) {
		push(walk, node, true, walk->now);
	}
	return node + 1;
}

/* Fills in where the blocks of each node begin. */
static void
index_nodes(struct blocks *blocks, struct arena *arena)
{
	uint32_t count = blocks->page->count, node = 0;
	blocks->starts = arena_alloc(arena, (count + 1) * sizeof(*blocks->starts));
	for (uint32_t b = 0; b < blocks->count; b++)
		while (node <= blocks->all[b].first)
			blocks->starts[node++] = b;
	while (node <= count)
		blocks->starts[node++] = blocks->count;
}

void
blocks_read(struct blocks *out, struct arena *arena, const struct page *page)
{
	*out = (struct blocks){ .page = page };
	struct walk *walk = arena_zalloc(arena, 1, sizeof(*walk));
	walk->out = out;
	walk->arena = arena;
	walk->page = page;
	survey(walk);
	enter(walk, (struct context){ .element = page->body, .link = NO_LINK });
	uint32_t end = page->nodes[page->body].end;
	for (uint32_t n = page->body + 1; n < end && out->count < BLOCKS_ALL_MAX;) {
		pop_to(walk, n);
		n = visit(walk, n);
	}
	pop_to(walk, UINT32_MAX);
	flush(walk);
	out->text = walk->text.data;
	index_nodes(out, arena);
	hidden_settle(&walk->hidden, out, arena);
	for (uint32_t b = 0; b < out->count; b++) {
		const struct block *block = &out->all[b];
		if (block->marks & BLOCK_HIDDEN)
			continue;
		out->words += block->words;
		out->prose_words += block->marks & BLOCK_PROSE ? block->words : 0;
	}
}
