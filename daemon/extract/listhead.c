/* Headings over lists. */
#include "extract/label.h"
#include "extract/listwork.h"

#define HEAD_WORDS_MAX 7  /* of a line that is a heading by its words alone */
#define TAG_WORDS_MAX  12 /* of one by its tag */
#define BLOCKS_BACK    6  /* how many blocks before the list are looked at */
#define NEAR_BLOCKS    2  /* how near an unmarked line must stand */

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

static enum list_head
read_head(struct list_work *work, uint32_t b)
{
	const struct block *block = &work->blocks->all[b];
	bool tag = block->marks & BLOCK_HEADING;
	if ((block->marks & (BLOCK_BUTTON | BLOCK_BODY)) || b == work->heading_block ||
		block->letters == 0 || block->words > (tag ? TAG_WORDS_MAX : LABEL_WORDS_MAX))
		return HEAD_NONE;
	uint32_t groups = label_read(block_text(work->blocks, block));
	work->head_groups[b] = groups;
	bool kind = groups & LABEL_KINDS;
	if ((groups & (LABEL_BIT(LABEL_AD) | LABEL_BIT(LABEL_SEE_ALL))) && !kind)
		return HEAD_PASSED;
	if (tag)
		return HEAD_TAG;
	if (block->marks & BLOCK_LINKED_BOX)
		return HEAD_NONE;
	bool linked = block->link_words > 0;
	if (!linked && is_titled(work, block))
		return HEAD_CLASS;
	if (block->words > HEAD_WORDS_MAX)
		return HEAD_NONE;
	uint32_t all = LABEL_KINDS | LABEL_BIT(LABEL_VETO) | LABEL_BIT(LABEL_NEGATIVE);
	if ((groups & all) && !linked)
		return HEAD_WORDS;
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

/* Whether a block may be the label of a list of one though it stands in the item's root: only where it is a heading beyond doubt. */
static bool
labels_alone(const struct list_work *work, uint32_t b, enum list_head head)
{
	if (head != HEAD_TAG && head != HEAD_WORDS && head != HEAD_CLASS)
		return false;
	return head == HEAD_TAG || (work->head_groups[b] & LABEL_KINDS);
}

void
list_find_label(struct list_work *work, struct list_group *group)
{
	const struct list_link *first = &work->strong[group->from];
	const struct blocks *blocks = work->blocks;
	bool alone = true;
	for (uint32_t i = group->from + 1; i < group->to && alone; i++)
		alone = work->strong[i].root == first->root;
	uint32_t from = work->block_of[first->root];
	if (alone && first->link->block > from && first->link->words > 0)
		from = first->link->block;
	uint32_t crossed = 0, line = NO_LABEL;
	group->label = NO_LABEL;
	group->groups = 0;
	for (uint32_t back = 1; back <= BLOCKS_BACK && back <= from; back++) {
		uint32_t b = from - back;
		const struct block *block = &blocks->all[b];
		if (block->marks & BLOCK_BODY)
			break;
		bool own = alone && work->owner[b] == group->from + 1;
		if (work->owner[b] != 0 && !own)
			break;
		enum list_head head = list_head_of(work, b);
		if (head == HEAD_PASSED)
			continue;
		bool found = own ? labels_alone(work, b, head)
				 : head == HEAD_TAG || (crossed == 0 && head != HEAD_NONE);
		if (found) {
			group->label = b;
			break;
		}
		bool short_line = block->link_words == 0 && block->words <= HEAD_WORDS_MAX &&
				  block->letters > 0 && !(block->marks & BLOCK_BUTTON);
		if (!own && line == NO_LABEL && short_line && back <= NEAR_BLOCKS && crossed == 0)
			line = b;
		crossed += block->link_words > 0;
	}
	if (group->label == NO_LABEL)
		group->label = line;
	if (group->label != NO_LABEL) {
		list_head_of(work, group->label);
		group->groups = work->head_groups[group->label];
	}
}
