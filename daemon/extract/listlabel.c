/* Which heading is the label of a list. */
#include "extract/byline.h"
#include "extract/label.h"
#include "extract/listwork.h"

#define BLOCKS_BACK    6  /* how many blocks before the list are looked at */
#define CROSSED_MAX    3  /* blocks with links that may stand between it and the list */
#define LAST_WORDS_MAX 5  /* of the body's last line, where it is a list's heading */
#define DATE_DIGITS    6  /* 30.9.2015, 09:20 */
#define NEAR_BLOCKS    2  /* how near an unmarked line must stand */
#define ROW_MAX        16 /* names of sections in a row */

/*
 * Whether a block may be the label of a list of one though it stands in the item's root: only
 * where it is a heading beyond doubt. pictured: the link has no text, so that the headline is one
 * of the blocks.
 */
static bool
labels_alone(const struct list_work *work, uint32_t b, enum list_head head, bool pictured)
{
	if (head != HEAD_TAG && head != HEAD_WORDS && head != HEAD_CLASS)
		return false;
	if (pictured)
		return work->head_groups[b] & LABEL_KINDS & ~LABEL_BIT(LABEL_MORE);
	/* A linked line over a headline is its kicker. */
	bool linked = work->blocks->all[b].link_words > 0;
	return (head == HEAD_TAG && !linked) || (work->head_groups[b] & LABEL_KINDS);
}

/*
 * Whether a heading by its tag is the label of a list that it is parted from by links, which are
 * no stories.
 */
static bool
is_label_across(const struct list_work *work, uint32_t b, uint32_t crossed)
{
	const uint32_t refused = LABEL_BIT(LABEL_VETO) | LABEL_BIT(LABEL_NEGATIVE);
	return crossed <= CROSSED_MAX && !(work->head_groups[b] & refused);
}

/* A look back from a list's first block. */
struct look {
	uint32_t label;   /* what was found, or NO_LABEL */
	uint32_t line;    /* a short line right before the list, or NO_LABEL */
	uint32_t crossed; /* blocks with links passed */
	bool tabs;        /* the label is the first of a row of tabs */
	bool panels;      /* ended at a row of tabs whose panels are known */
	bool met_list;    /* ended at another list's item */
	bool pictured;    /* the list's first link has no text */
	uint32_t root;    /* of the list's first item; 0 where it is the only one */
};

/* Whether the body's last block is no text but the heading of the list that follows it. */
static bool
ends_body(const struct list_work *work, uint32_t b)
{
	const struct block *block = &work->blocks->all[b];
	return b == work->body_last && b > work->body_first && block->link_words == 0 &&
	       block->words <= LAST_WORDS_MAX && block->letters > 0 &&
	       !(block->marks & (BLOCK_STOPPED | BLOCK_PROSE | BLOCK_POINTED));
}

/* Whether a line is a writer's shorthand under a text: "ale". */
static bool
is_signature(const struct list_work *work, const struct block *block)
{
	struct slice text = block_text(work->blocks, block);
	return text.length > 0 && text.data[0] >= 'a' && text.data[0] <= 'z' &&
	       byline_is_handle(text);
}

/* Whether a line tells a time, as those do under a headline. */
static bool
is_dated(const struct list_work *work, const struct block *block)
{
	struct slice text = block_text(work->blocks, block);
	int digits = 0;
	for (size_t i = 0; i < text.length; i++)
		digits += text.data[i] >= '0' && text.data[i] <= '9';
	return digits >= DATE_DIGITS;
}

/* Whether a block is a heading beside which "More articles" is but a link: "From the harbour". */
static bool
is_heading_beside(struct list_work *work, uint32_t b)
{
	const struct block *block = &work->blocks->all[b];
	if (work->owner[b] != 0 || block->link_words > 0 || (block->marks & BLOCK_BODY))
		return false;
	enum list_head head = list_head_of(work, b);
	return head == HEAD_TAG || head == HEAD_CLASS || head == HEAD_WORDS;
}

/* Looks at the article's last block before the list, which may be its heading, or the line over it. */
static void
look_at_body(const struct list_work *work, struct look *look, uint32_t b, uint32_t back)
{
	const struct block *block = &work->blocks->all[b];
	if ((block->marks & BLOCK_HEADING) && back == 1 && block->words <= LIST_TAG_WORDS_MAX)
		look->label = b;
	if (ends_body(work, b) && look->crossed == 0 && back <= NEAR_BLOCKS)
		look->line = b;
}

/* Whether a block that is no heading may all the same say what the list is. */
static bool
is_line_over(struct list_work *work, const struct block *block, enum list_head head)
{
	if (head == HEAD_NONE && list_names_hub(work, block))
		return true;
	return block->link_words == 0 && block->words <= LIST_HEAD_WORDS_MAX &&
	       block->letters > 0 && !(block->marks & BLOCK_BUTTON) && !is_dated(work, block) &&
	       !is_signature(work, block) && !byline_leads(block_text(work->blocks, block));
}

/* Looks at one block before the list. False at the end of what may be over it. */
static bool
look_at(struct list_work *work, struct look *look, uint32_t b, bool own, uint32_t back)
{
	const struct block *block = &work->blocks->all[b];
	if (block->marks & BLOCK_BODY) {
		look_at_body(work, look, b, back);
		return false;
	}
	if (work->owner[b] != 0 && !own) {
		look->met_list = true;
		return false;
	}
	if (!own && look->crossed == 0 && list_is_tab(work, b)) {
		look->panels = list_find_panels(work, b);
		look->tabs = !look->panels && list_take_tabs(work, b);
		if (look->panels || look->tabs)
			return false;
	}
	enum list_head head = list_head_of(work, b);
	if (head == HEAD_PASSED || (look->root != 0 && list_is_passed_item(work, b, look->root)))
		return true;
	bool found = head == HEAD_TAG || (look->crossed == 0 && head != HEAD_NONE);
	if (own)
		found = labels_alone(work, b, head, look->pictured);
	bool period = work->head_groups[b] & LABEL_BIT(LABEL_PERIOD);
	if (found && look->label == NO_LABEL && look->crossed == 0 && period) {
		/* It only says of which time the list is: "1 week". */
		look->label = b;
		return true;
	}
	if (found && list_head_is_unseen(work, block) && !(work->head_groups[b] & LABEL_KINDS))
		return false;
	if (found && head == HEAD_LINKED && b > 0 && is_heading_beside(work, b - 1))
		return true;
	if (found) {
		/* What is said of links between is not said of these. */
		if (look->crossed == 0 || is_label_across(work, b, look->crossed))
			look->label = b;
		return false;
	}
	if (look->label != NO_LABEL)
		return false;
	if (!own && look->line == NO_LABEL && back <= NEAR_BLOCKS && look->crossed == 0 &&
		is_line_over(work, block, head))
		look->line = b;
	look->crossed += list_head_is_linked(work, block);
	return true;
}

/* Looks back from block `from` over the blocks before it, as far as `to`. */
static void
look_back(struct list_work *work, const struct list_group *group, uint32_t from, uint32_t to,
	bool alone, struct look *look)
{
	*look = (struct look){ .label = NO_LABEL, .line = NO_LABEL };
	look->pictured = work->strong[group->from].link->words == 0;
	look->root = alone ? 0 : work->strong[group->from].root;
	for (uint32_t back = 1; back <= BLOCKS_BACK && to + back <= from; back++) {
		bool own = alone && work->owner[from - back] == group->from + 1;
		if (!look_at(work, look, from - back, own, back))
			break;
	}
}

/*
 * The heading by its tag that is parted from a list, which begins with block `from`, by a row of
 * sections' names alone: "Sport: football, tennis, rowing"; NO_LABEL where there is none. marks:
 * the list's.
 */
static uint32_t
label_over_row(struct list_work *work, uint32_t from, uint32_t marks)
{
	uint32_t b = from;
	for (; b > 0 && from - b < ROW_MAX; b--) {
		const struct block *block = &work->blocks->all[b - 1];
		if (block->link_count == 0 || block->link_words != block->words ||
			block->words > LIST_SECTION_WORDS * block->link_count ||
			work->owner[b - 1] != 0)
			break;
	}
	if (b == from || b == 0 || list_head_of(work, b - 1) != HEAD_TAG)
		return NO_LABEL;
	uint32_t over = list_marks_of(&work->marks, work->blocks->all[b - 1].element);
	const uint32_t ends = LIST_MARK_HEADER | LIST_MARK_FOOTER | LIST_MARK_FOOT | LIST_MARK_AD;
	bool apart = ((over ^ marks) & ends) != 0;
	return !apart && work->owner[b - 1] == 0 && is_label_across(work, b - 1, 1) ? b - 1
										    : NO_LABEL;
}

static void
set_label(struct list_work *work, struct list_group *group, uint32_t label)
{
	group->label = label;
	group->groups = 0;
	if (label == NO_LABEL)
		return;
	list_head_of(work, label);
	group->groups = work->head_groups[label];
	if (work->heads[label] == HEAD_NONE)
		group->groups = label_read(list_head_text(work, label));
}

/*
 * The block of a card's link that says what the card is, before its headline: "Read more"; NO_LABEL
 * where none does.
 */
static uint32_t
label_in_link(const struct list_work *work, const struct list_group *group)
{
	const struct link *link = work->strong[group->from].link;
	const struct blocks *blocks = work->blocks;
	if (link->count < 2 || link->words == 0 || link->block >= blocks->count)
		return NO_LABEL;
	const struct block *block = &blocks->all[link->block];
	bool whole = block->link_words == block->words && block->words < link->words;
	return whole && label_whole(block_text(blocks, block)) == LABEL_RELATED ? link->block
										: NO_LABEL;
}

/*
 * The label of a group in a panel: its tab's name, or where tabs only vary it ("1 week", the towns
 * of a county), the heading over them.
 */
static void
label_by_tab(struct list_work *work, struct list_group *group, const struct list_panel *panel)
{
	struct look look;
	uint32_t groups = label_read(slice_of(panel->name));
	if (panel->varies || !(groups & LABEL_KINDS)) {
		look_back(work, group, panel->row, 0, false, &look);
		uint32_t over = look.label != NO_LABEL ? look.label : look.line;
		uint32_t around = work->page->nodes[panel->node].parent;
		const struct list_panel *outer = list_panel_of(work, around);
		if (panel->varies && over == NO_LABEL && outer != NULL && !outer->varies) {
			set_label(work, group, NO_LABEL);
			group->named = outer->name;
			group->groups = label_read(slice_of(outer->name));
			return;
		}
		set_label(work, group, look.crossed == 0 ? over : NO_LABEL);
		if (group->label != NO_LABEL && (panel->varies || (group->groups & LABEL_KINDS)))
			return;
	}
	set_label(work, group, NO_LABEL);
	group->named = panel->name;
	group->groups = groups;
}

/*
 * The block in which an only item's text begins: that of its first link with text, else what stands
 * behind its picture.
 */
static uint32_t
first_text(const struct list_work *work, const struct list_group *group)
{
	const struct list_link *first = &work->strong[group->from];
	const struct link *link = first->link;
	for (uint32_t i = group->from + 1; i < group->to && link->words == 0; i++)
		link = work->strong[i].link;
	uint32_t from = blocks_at(work->blocks, first->root);
	uint32_t to = blocks_end(work->blocks, first->root);
	return link->block > from && link->block < to ? link->block : from;
}

/* The block in which a list begins: also one that opens with a bullet or a rank. */
static uint32_t
first_block(const struct list_work *work, const struct list_link *first)
{
	const struct link *link = first->link;
	uint32_t from = blocks_at(work->blocks, first->root);
	bool opens = link->block < from && work->blocks->all[link->block].link == link->first;
	return opens ? link->block : from;
}

void
list_find_label(struct list_work *work, struct list_group *group)
{
	const struct list_link *first = &work->strong[group->from];
	const struct list_panel *panel = list_panel_of(work, first->link->node);
	struct list_tabs *tabs = &work->tabs;
	struct look look;
	bool alone = list_item_end(work, group->from, group->to) == group->to;
	uint32_t inside = label_in_link(work, group);
	if (inside != NO_LABEL) {
		set_label(work, group, inside);
		return;
	}
	uint32_t from = alone ? first_text(work, group) : first_block(work, first);
	look_back(work, group, from, panel != NULL ? blocks_at(work->blocks, panel->node) : 0,
		alone, &look);
	if (look.panels)
		panel = list_panel_of(work, first->link->node);
	if (panel != NULL && look.label == NO_LABEL) {
		label_by_tab(work, group, panel);
		return;
	}
	if (!alone && panel == NULL && look.label == NO_LABEL && look.line == NO_LABEL &&
		!look.tabs)
		look.label = label_over_row(work, from, first->marks);
	bool next_panel = look.met_list && look.label == NO_LABEL && look.line == NO_LABEL;
	uint32_t label = look.label != NO_LABEL ? look.label : look.line;
	if (look.tabs || (next_panel && tabs->used < tabs->count))
		label = tabs->first + tabs->used++;
	else
		tabs->count = tabs->used = 0;
	set_label(work, group, label);
}
