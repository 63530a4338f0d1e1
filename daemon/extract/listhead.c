/* Headings over lists. */
#include "extract/byline.h"
#include "extract/label.h"
#include "extract/listwork.h"

#define MORE_BYTES 9 /* of a link over a list that names it "Headlines" */

/* Whether the block, or what stands directly around its text, is named a title. */
static bool
is_titled(struct list_work *work, const struct block *block)
{
	uint32_t inner = work->page->nodes[block->first].parent;
	uint32_t marks = list_marks_of(&work->marks, block->element);
	if (inner > block->element)
		marks |= list_marks_of(&work->marks, inner);
	return marks & LIST_MARK_TITLE;
}

bool
list_head_is_unseen(struct list_work *work, const struct block *block)
{
	return list_marks_of(&work->marks, block->element) & LIST_MARK_UNSEEN;
}

/* Whether a link opens something on the page, or nothing at all: a heading may be one. */
static bool
leads_nowhere(const struct page *page, uint32_t link)
{
	struct slice href = slice_trim(page_attribute_raw(page, link, ATTRIBUTE_HREF));
	return href.length == 0 || href.data[0] == '#' || slice_starts(href, SLICE("javascript:"));
}

bool
list_head_is_linked(const struct list_work *work, const struct block *block)
{
	const struct blocks *blocks = work->blocks;
	for (uint32_t l = block->link; l < block->link + block->link_count; l++)
		if (blocks->links[l].words > 0 && !leads_nowhere(work->page, blocks->links[l].node))
			return true;
	return false;
}

/* Whether a heading names who wrote what stands below it. */
static bool
names_author(struct list_work *work, const struct block *block)
{
	uint32_t marks = list_marks_of(&work->marks, block->element);
	if ((marks & LIST_MARK_META) && !(marks & LIST_MARK_TITLE))
		return true;
	return block->link_count > 0 && block->link_words == block->words &&
	       byline_is_author_link(work->page, work->blocks->links[block->link].node);
}

struct slice
list_head_text(const struct list_work *work, uint32_t b)
{
	const struct blocks *blocks = work->blocks;
	const struct block *block = &blocks->all[b];
	struct slice text = block_text(blocks, block);
	if (block->link_count != 1 || block->link_words == block->words)
		return text;
	const struct block_link *link = &blocks->links[block->link];
	struct slice last = { text.data + link->from, link->to - link->from };
	if (link->from > 0 && link->to == text.length && label_whole(last) == LABEL_SEE_ALL)
		text.length = link->from;
	return slice_trim(text);
}

/* Whether a line of a section page is but the short name of a section, as a link to it. */
static bool
names_section(const struct list_work *work, const struct block *block)
{
	return list_on_section(work) && block->link_count == 1 &&
	       block->link_words == block->words && block->words <= LIST_SECTION_WORDS;
}

/* What the address of the block's first link tells; NULL where it has none that leads anywhere. */
static const struct link_target *
target_of(const struct list_work *work, const struct block *block)
{
	if (block->link_count == 0)
		return NULL;
	uint32_t node = work->blocks->links[block->link].node;
	uint32_t at = list_link_at(work, node);
	bool found = at < work->links.count && work->links.all[at].node == node;
	return found ? &work->links.all[at].target : NULL;
}

/*
 * Whether a heading is the headline of a story that is no item: of a card that was refused, or of
 * one word.
 */
static bool
is_headline(const struct list_work *work, const struct block *block, uint32_t groups)
{
	if ((groups & LABEL_KINDS) || block->link_words == 0 || block->link_words < block->words)
		return false;
	const struct link_target *target = target_of(work, block);
	return target != NULL && target->points > 1 &&
	       !(target->signs & (LINK_HARD | LINK_SOFT | LINK_ROOT));
}

bool
list_names_hub(struct list_work *work, const struct block *block)
{
	if (block->link_count != 1 || block->link_words < block->words || block->words < 2 ||
		block->words > LIST_HEAD_WORDS_MAX || !is_titled(work, block))
		return false;
	uint32_t node = work->blocks->links[block->link].node;
	const struct link_target *target = target_of(work, block);
	return !(list_marks_of(&work->marks, node) & LIST_MARK_META) &&
	       (target == NULL || target->points == 0);
}

/* Whether the box that the block's link is has no other text. */
static bool
is_whole_box(const struct blocks *blocks, const struct block *block)
{
	uint32_t l = block->link;
	if (block->link_count != 1)
		return false;
	uint32_t node = blocks->links[l].node;
	return (l == 0 || blocks->links[l - 1].node != node) &&
	       (l + 1 == blocks->link_count || blocks->links[l + 1].node != node);
}

/* Whether a line counts what it names: "Recommendations: 6". */
static bool
ends_in_count(struct slice text)
{
	size_t digits = 0;
	while (digits < text.length && text.data[text.length - 1 - digits] >= '0' &&
		text.data[text.length - 1 - digits] <= '9')
		digits++;
	text.length -= digits;
	text = slice_trim(text);
	return digits > 0 && text.length > 0 && text.data[text.length - 1] == ':';
}

/* Whether a line with a link at its end says before that what the list is: "More from" Sport. */
static bool
leads_to_section(const struct list_work *work, const struct block *block, struct slice text)
{
	const struct block_link *link = &work->blocks->links[block->link];
	if (block->link_count != 1 || link->to != text.length || link->words > LIST_SECTION_WORDS)
		return false;
	return label_read((struct slice){ text.data, link->from }) & LABEL_KINDS;
}

static enum list_head
read_head(struct list_work *work, uint32_t b)
{
	const struct block *block = &work->blocks->all[b];
	bool tag = block->marks & BLOCK_HEADING;
	struct slice text = list_head_text(work, b);
	if ((block->marks & (BLOCK_BUTTON | BLOCK_BODY)) || b == work->heading_block ||
		block->letters == 0 || block->words > (tag ? LIST_TAG_WORDS_MAX : LABEL_WORDS_MAX))
		return HEAD_NONE;
	uint32_t groups = label_read(text);
	work->head_groups[b] = groups;
	bool kind = groups & LABEL_KINDS;
	bool passed = (groups & LABEL_BIT(LABEL_AD)) ||
		      ((groups & LABEL_BIT(LABEL_SEE_ALL)) && block->link_words > 0);
	if (passed && !kind)
		return HEAD_PASSED;
	if (tag && is_headline(work, block, groups))
		return HEAD_NONE;
	if (tag)
		return kind || !names_author(work, block) ? HEAD_TAG : HEAD_NONE;
	if ((block->marks & BLOCK_LINKED_BOX) && !is_whole_box(work->blocks, block))
		return HEAD_NONE;
	bool linked = text.length == block->length && list_head_is_linked(work, block);
	if ((block->link_words == 0 || names_section(work, block)) && is_titled(work, block))
		return HEAD_CLASS;
	if (block->words > LIST_HEAD_WORDS_MAX)
		return HEAD_NONE;
	uint32_t all = LABEL_KINDS | LABEL_BIT(LABEL_VETO) | LABEL_BIT(LABEL_NEGATIVE);
	if ((groups & all) && ends_in_count(text))
		return HEAD_NONE;
	if ((groups & all) && (!linked || leads_to_section(work, block, text)))
		return HEAD_WORDS;
	if (linked && ((groups & LABEL_KINDS & ~LABEL_BIT(LABEL_MORE)) ||
			      (text.length >= MORE_BYTES && label_whole(text) == LABEL_MORE)))
		return HEAD_LINKED;
	if (!linked && block->words > 0 && block->bold_words == block->words)
		return HEAD_BOLD;
	return HEAD_NONE;
}

enum list_head
list_head_of(struct list_work *work, uint32_t b)
{
	if (work->heads[b] == HEAD_UNKNOWN)
		work->heads[b] = (uint8_t)read_head(work, b);
	return (enum list_head)work->heads[b];
}
