/* An item's headline: its parts, and which of them it is. */
#include <string.h>

#include "article/limits.h"
#include "base/text.h"
#include "extract/label.h"
#include "extract/listwork.h"

#define PARTS_MAX        24 /* of one item; a card has a handful */
#define TOLD_NODES_MAX   96 /* of an item that are looked at for the headline's copy */
#define HEADLINE_WORDS   4  /* a part with as many words is one, if nothing else tells */

#define LINES_MAX        8 /* elements of a heading that are one headline */

#define KICKER_BYTES_MAX 60 /* of one that touches its headline */
#define KICKER_LETTERS   2  /* a single one is an initial */

/* "Next article": a line of more words that holds such a one may be a headline. */
#define NEIGHBOUR_WORDS 2

/* Marks of what is no headline: kicker, time, author, excerpt, rank. */
#define PART_OTHERS (LIST_MARK_KICKER | LIST_MARK_META | LIST_MARK_RANK | LIST_MARK_UNSEEN)

struct part {
	const char *text;
	uint32_t words;
	bool heading, titled, dropped;
	bool other;     /* a heading, but named a kicker or a standfirst */
	bool link;      /* the whole text of a link */
	uint32_t node;  /* the element whose text it is; 0 where it is a link's */
	uint32_t lines; /* added to it */
};

struct parts {
	struct list_work *work;
	struct part all[PARTS_MAX];
	uint32_t count;
	struct buffer buffer;
};

static uint32_t
words_of(const char *text)
{
	return (uint32_t)text_words(slice_of(text));
}

/* Whether what an element is named says that it is no headline, and nothing that it is one. */
static bool
is_dropped(uint32_t marks, bool heading)
{
	return (marks & PART_OTHERS) && !(marks & LIST_MARK_TITLE) && !heading;
}

/* Whether two elements of a heading are built alike, and so lines of one headline. */
static bool
are_lines(const struct page *page, uint32_t first, uint32_t second)
{
	struct slice class = page_attribute_raw(page, second, ATTRIBUTE_CLASS);
	return first != 0 && page->nodes[first].parent == page->nodes[second].parent &&
	       page->nodes[first].tag == page->nodes[second].tag && class.length > 0 &&
	       slice_equals(page_attribute_raw(page, first, ATTRIBUTE_CLASS), class);
}

/* Own marks of an element. */
static uint32_t
own_marks(const struct parts *parts, uint32_t node)
{
	return list_marks_of(&parts->work->marks, node) & ~(uint32_t)LIST_MARKS_BELOW;
}

/* Adds the text of an element. */
static void
add_part(struct parts *parts, struct slice raw, uint32_t node, bool heading, uint32_t marks)
{
	struct arena *arena = parts->work->arena;
	if (parts->count == PARTS_MAX)
		return;
	const char *text = text_fold(arena, raw);
	if (text[0] == '\0')
		return;
	struct part *last = parts->count > 0 ? &parts->all[parts->count - 1] : NULL;
	if (last != NULL && last->heading && heading &&
		are_lines(parts->work->page, last->node, node)) {
		if (++last->lines > LINES_MAX)
			return;
		last->words += words_of(text);
		last->text = arena_printf(arena, "%s %s", last->text, text);
		return;
	}
	struct part *part = &parts->all[parts->count++];
	*part = (struct part){
		.text = text,
		.words = words_of(text),
		.heading = heading,
		.titled = marks & LIST_MARK_TITLE,
		.node = node,
	};
	part->dropped = is_dropped(marks, heading);
	part->other = heading && is_dropped(own_marks(parts, node), false);
}

/*
 * Whether the link is one run of text and nothing else, which the blocks have folded already;
 * adds it.
 */
static bool
read_plain(struct parts *parts, const struct link *link, bool heading, uint32_t marks)
{
	const struct blocks *blocks = parts->work->blocks;
	const struct node *nodes = parts->work->page->nodes;
	const struct block_link *only = &blocks->links[link->first];
	if (link->count != 1 || nodes[link->node].end != link->node + 2 ||
		parts->count == PARTS_MAX)
		return false;
	parts->all[parts->count++] = (struct part){
		.text = arena_strndup(parts->work->arena,
			blocks->text + blocks->all[only->block].text + only->from,
			only->to - only->from),
		.words = only->words,
		.heading = heading,
		.titled = marks & LIST_MARK_TITLE,
		.dropped = is_dropped(marks, heading),
	};
	return true;
}

static bool
is_element(const struct page *page, uint32_t n)
{
	return page->nodes[n].tag != TAG_TEXT;
}

static bool
has_own_text(const struct page *page, uint32_t node)
{
	page_children(page, node, child)
		if (page->nodes[child].tag == TAG_TEXT && !(page->nodes[child].flags & NODE_BLANK))
			return true;
	return false;
}

static bool
is_heading(const struct page *page, uint32_t node)
{
	enum tag tag = page->nodes[node].tag;
	return tag >= TAG_H1 && tag <= TAG_H6;
}

static bool
is_left_out(const struct page *page, uint32_t node)
{
	switch (page->nodes[node].tag) {
	case TAG_SVG:
	case TAG_SCRIPT:
	case TAG_STYLE:
	case TAG_NOSCRIPT:
	case TAG_BUTTON:
	case TAG_TEMPLATE: return true;
	default: return false;
	}
}

/*
 * Whether two runs of text touch as words of one line never do: "Harbour" and "Ferry sinks". The
 * page's style parts them, so the first is a kicker.
 */
static bool
is_glued(struct slice first, struct slice second)
{
	static const char *const quotes[] = { "\"", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E",
		"\xC2\xAB", "\xC2\xBB" };
	const char *at = first.data, *end = slice_end(first);
	uint32_t letters = 0, last = 0, next;
	if (first.length > KICKER_BYTES_MAX || second.length == 0)
		return false;
	while (at < end) {
		last = text_decode(at, end, &at);
		letters += text_is_letter(last);
	}
	if (letters < KICKER_LETTERS || !text_is_letter(last))
		return false;
	for (size_t i = 0; i < sizeof(quotes) / sizeof(quotes[0]); i++)
		if (slice_starts(second, slice_of(quotes[i])))
			return true;
	next = text_decode(second.data, slice_end(second), &at);
	return text_is_letter(next) && text_lower(next) != next;
}

/*
 * Adds a run of text to the part that is being gathered. lead_end: the node behind an element that
 * the part began with; 0 where it began with text.
 */
static void
gather(struct parts *parts, uint32_t n, uint32_t lead_end)
{
	struct buffer *buffer = &parts->buffer;
	size_t before = buffer->length;
	struct slice first = { buffer->data, before };
	if (lead_end == 0 && before > 0 && label_whole(first) == LABEL_NEIGHBOUR) {
		buffer_clear(buffer);
		before = 0;
	}
	page_text(parts->work->page, n, buffer);
	if (lead_end == 0 || n != lead_end || buffer->length == 0)
		return;
	first = (struct slice){ buffer->data, before };
	struct slice second = { buffer->data + before, buffer->length - before };
	if (is_glued(first, second)) {
		buffer_clear(buffer);
		page_text(parts->work->page, n, buffer);
	}
}

/*
 * Reads the text below `node` up to `end`: an element with text of its own is one part, but for
 * what in it is named otherwise; of one without, each child is. Gives the node behind.
 */
static void
read_parts(struct parts *parts, uint32_t top, bool heading, uint32_t marks)
{
	const struct page *page = parts->work->page;
	uint32_t end = page->nodes[top].end;
	uint32_t part_node = 0;
	uint32_t part_end = 0; /* of the element whose text is being gathered */
	uint32_t lead_end = 0; /* of the element that it begins with */
	bool part_heading = false;
	uint32_t part_marks = 0;
	buffer_clear(&parts->buffer);
	for (uint32_t n = top; n < end;) {
		if (part_end > 0 && n >= part_end) {
			add_part(parts, (struct slice){ parts->buffer.data, parts->buffer.length },
				part_node, part_heading, part_marks);
			buffer_clear(&parts->buffer);
			part_end = 0;
		}
		if (!is_element(page, n)) {
			if (part_end > 0)
				gather(parts, n, lead_end);
			n++;
			continue;
		}
		if (is_left_out(page, n)) {
			n = page->nodes[n].end;
			continue;
		}
		uint32_t own = n == top ? marks : own_marks(parts, n);
		if (part_end > 0 && n != top && (own & PART_OTHERS)) {
			n = page->nodes[n].end;
			buffer_add_char(&parts->buffer, ' ');
			continue;
		}
		if (part_end > 0 && parts->buffer.length == 0)
			lead_end = page->nodes[n].end;
		if (part_end > 0 &&
			(page->nodes[n].tag == TAG_BR || tag_is_block(page->nodes[n].tag)))
			buffer_add_char(&parts->buffer, ' ');
		if (part_end == 0 && has_own_text(page, n)) {
			part_node = n;
			part_end = page->nodes[n].end;
			lead_end = 0;
			part_heading = heading || is_heading(page, n);
			part_marks = own;
			for (uint32_t up = page->nodes[n].parent; n != top && up > top;
				up = page->nodes[up].parent) {
				part_heading |= is_heading(page, up);
				part_marks |= own_marks(parts, up);
			}
			if (n != top)
				part_marks |= marks;
		}
		n++;
	}
	if (part_end > 0)
		add_part(parts, (struct slice){ parts->buffer.data, parts->buffer.length },
			part_node, part_heading, part_marks);
}

/*
 * Marks of what stands between a link and its item's root; *heading: whether one of them is a
 * heading.
 */
static uint32_t
marks_above(const struct parts *parts, uint32_t node, uint32_t root, bool *heading)
{
	const struct page *page = parts->work->page;
	uint32_t marks = 0;
	*heading = false;
	while (node >= root && node != 0) {
		*heading |= is_heading(page, node);
		if (page->nodes[node].tag != TAG_A || node == root)
			marks |= own_marks(parts, node) & LIST_MARK_TITLE;
		if (node == root)
			break;
		node = page->nodes[node].parent;
	}
	return marks;
}

/* Whether a line says what to do ("Read more"), or which neighbour it is, and so is no headline. */
static bool
is_utility(const char *text, uint32_t words)
{
	uint32_t useless = LABEL_BIT(LABEL_UTILITY) | LABEL_BIT(LABEL_SEE_ALL);
	if (words > HEADLINE_WORDS)
		return false;
	if (words <= NEIGHBOUR_WORDS)
		useless |= LABEL_BIT(LABEL_NEIGHBOUR);
	return (label_read(slice_of(text)) & useless) ||
	       label_whole(slice_of(text)) == LABEL_RELATED;
}

/* Whether a heading is likelier the headline than another, which stands before it. */
static bool
is_better(const struct part *part, const struct part *than)
{
	if (part->other != than->other)
		return than->other;
	/* A kicker stands before its headline. */
	if (part->titled && !than->titled && part->words > 1)
		return true;
	return part->words > than->words ||
	       (part->words == than->words && strlen(part->text) > strlen(than->text));
}

/* The part that an element's attribute has the text of; NULL where none has. */
static const struct part *
part_named(const struct parts *parts, uint32_t node, enum attribute_name attribute)
{
	struct arena *arena = parts->work->arena;
	const char *text = page_attribute(parts->work->page, arena, node, attribute);
	if (text == NULL)
		return NULL;
	text = text_fold(arena, slice_of(text));
	for (uint32_t p = 0; p < parts->count; p++) {
		const struct part *part = &parts->all[p];
		bool worded = part->words > 1 || part->heading;
		if (worded && !is_utility(part->text, part->words) && strcmp(part->text, text) == 0)
			return part;
	}
	return NULL;
}

/*
 * The part that is told to be the headline: the title of the item's link or the text of its picture
 * is the very same; NULL where none is.
 */
static const struct part *
find_told(const struct parts *parts, uint32_t root)
{
	const struct page *page = parts->work->page;
	const struct part *part = NULL;
	if (parts->count < 2)
		return NULL;
	uint32_t end = page->nodes[root].end;
	if (end - root > TOLD_NODES_MAX)
		end = root + TOLD_NODES_MAX;
	for (uint32_t n = root; n < end && part == NULL; n++) {
		enum tag tag = page->nodes[n].tag;
		if (tag == TAG_IMG)
			part = part_named(parts, n, ATTRIBUTE_ALT);
		if (tag == TAG_A)
			part = part_named(parts, n, ATTRIBUTE_TITLE);
		if (tag == TAG_A && part == NULL)
			part = part_named(parts, n, ATTRIBUTE_ARIA_LABEL);
	}
	return part;
}

/* The part that is the headline; NULL where none is. */
static const struct part *
choose(const struct parts *parts, uint32_t root)
{
	const struct part *heading = NULL, *titled = NULL, *first = NULL, *longest = NULL;
	for (uint32_t p = 0; p < parts->count; p++) {
		const struct part *part = &parts->all[p];
		if (part->dropped || is_utility(part->text, part->words) ||
			(part->link && list_says_the_same(parts->work, part->text)))
			continue;
		if (part->heading && (heading == NULL || is_better(part, heading)))
			heading = part;
		if (part->titled && (titled == NULL || part->words > titled->words))
			titled = part;
		if (first == NULL && part->words >= HEADLINE_WORDS)
			first = part;
		if (longest == NULL || part->words > longest->words)
			longest = part;
	}
	bool sure = heading != NULL && heading->words > 1 && !heading->other;
	const struct part *told = sure ? NULL : find_told(parts, root);
	if (told != NULL)
		return told;
	if (heading != NULL && heading->words > 1)
		return heading;
	if (titled != NULL && titled->words > 1)
		return titled;
	return first != NULL ? first : longest;
}

/* How much a block beside links without text looks like the headline: 1 to 4. */
static int
rank_beside(const struct parts *parts, const struct block *block)
{
	uint32_t own = own_marks(parts, block->element);
	if (block->marks & BLOCK_HEADING)
		return 4;
	if (own & LIST_MARK_TITLE)
		return 3;
	return is_dropped(own, false) ? 1 : 2;
}

/* The headline of an item whose links have no text: a heading beside them, an image's text. */
static const char *
title_beside(struct parts *parts, uint32_t root)
{
	struct list_work *work = parts->work;
	const struct blocks *blocks = work->blocks;
	const struct page *page = work->page;
	const struct block *best = NULL;
	int best_rank = 0;
	uint32_t to = blocks_end(work->blocks, root);
	for (uint32_t b = blocks_at(work->blocks, root); b < to; b++) {
		const struct block *block = &blocks->all[b];
		const char *text = block_text(blocks, block).data;
		int rank = rank_beside(parts, block);
		if (block->words > 1 && rank > best_rank && !is_utility(text, words_of(text)) &&
			!list_says_the_same(parts->work, text)) {
			best = block;
			best_rank = rank;
		}
	}
	if (best != NULL)
		return block_text(blocks, best).data;
	for (uint32_t p = 0; p < parts->count; p++)
		if (parts->all[p].words >= HEADLINE_WORDS && !parts->all[p].dropped &&
			!is_utility(parts->all[p].text, parts->all[p].words))
			return parts->all[p].text;
	for (uint32_t n = root; n < page->nodes[root].end; n++) {
		if (page->nodes[n].tag != TAG_IMG && page->nodes[n].tag != TAG_A)
			continue;
		const char *text = page_attribute(page, work->arena, n,
			page->nodes[n].tag == TAG_IMG ? ATTRIBUTE_ALT : ATTRIBUTE_ARIA_LABEL);
		if (text == NULL)
			continue;
		text = text_fold(work->arena, slice_of(text));
		if (words_of(text) >= HEADLINE_WORDS)
			return text;
	}
	return NULL;
}

/* Arrows around a headline only say which way it leads. */
static const char *
without_arrows(struct arena *arena, const char *headline)
{
	const struct slice left = SLICE("\xE2\x86\x90"), right = SLICE("\xE2\x86\x92");
	struct slice text = slice_of(headline);
	if (slice_starts(text, left))
		text = (struct slice){ text.data + left.length, text.length - left.length };
	if (text.length > right.length &&
		memcmp(text.data + text.length - right.length, right.data, right.length) == 0)
		text.length -= right.length;
	if (text.length == strlen(headline))
		return headline;
	text = slice_trim(text);
	return arena_strndup(arena, text.data, text.length);
}

const char *
list_title(struct list_work *work, uint32_t from, uint32_t to)
{
	struct parts parts = { .work = work };
	uint32_t root = work->strong[from].root;
	/* What a link among others of one story is for. */
	const uint32_t named =
		to - from > 1 ? LIST_MARK_TITLE | LIST_MARK_META | LIST_MARK_KICKER : 0;
	buffer_init(&parts.buffer, ARTICLE_HEADLINE_MAX_BYTES * 4);
	for (uint32_t i = from; i < to; i++) {
		const struct list_link *one = &work->strong[i];
		if (one->link->words == 0)
			continue;
		bool heading;
		uint32_t marks = marks_above(&parts, one->link->node, root, &heading);
		uint32_t own = own_marks(&parts, one->link->node) & named;
		if (own != 0 && one->link->words >= HEADLINE_WORDS)
			marks = own;
		uint32_t before = parts.count;
		if (!read_plain(&parts, one->link, heading, marks))
			read_parts(&parts, one->link->node, heading, marks);
		if (parts.count == before + 1)
			parts.all[before].link = true;
	}
	const struct part *part = choose(&parts, root);
	buffer_release(&parts.buffer);
	const char *text = part != NULL ? part->text : title_beside(&parts, root);
	return text != NULL ? without_arrows(work->arena, text) : NULL;
}
