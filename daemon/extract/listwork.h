/*
 * listwork.h - what the steps of the list reader share: for list*.c and section.c alone.
 */
#ifndef NEWSWIRED_EXTRACT_LISTWORK_H
#define NEWSWIRED_EXTRACT_LISTWORK_H

#include "extract/list.h"
#include "extract/link.h"
#include "extract/listmark.h"

/* A link that may be a listed headline. */
struct list_link {
	const struct link *link;
	uint32_t root;   /* the largest element around it that has no other story's link */
	uint32_t marks;  /* of the link's element: enum list_mark */
	uint32_t prefix; /* bytes of its line that are the label: "Read more: "; 0 where none */
	uint32_t prefix_from;
	bool heading; /* in h1 to h6, or there is one in it */
	bool strong;  /* may be a story by itself; the weak ones count against a list */
	bool kept;    /* an item of a list that was accepted */
};

/* Links that stand together: links[from] .. links[to - 1]. */
struct list_group {
	uint32_t from, to;
	uint32_t weak;  /* weak links among them */
	uint32_t label; /* the block with the heading over it; NO_LABEL where none */
	const char
		*named;  /* the heading as an outlet's rule or a tab gives it; NULL: look for it */
	uint32_t groups; /* what the label says: LABEL_BIT of each */
};

#define NO_LABEL UINT32_MAX

/* A row of tabs: blocks first .. first + count - 1, each the name of one panel below. */
struct list_tabs {
	uint32_t first, count;
	uint32_t used; /* panels that have been named */
};

/* What a tab shows. */
struct list_panel {
	uint32_t node;
	const char *name; /* the tab's */
	bool varies;      /* it only varies what the heading over the tabs says: "1 week" */
	uint32_t row;     /* the first block of the row of tabs */
};

struct list_work {
	struct arena *arena;
	struct blocks *blocks;
	const struct page *page;
	const struct list_hints *hints;
	struct list_marks marks;
	struct links links;
	uint32_t *words;        /* by block, one more: words in the blocks before it */
	uint32_t *body_words;   /* the same for the blocks of the body */
	uint32_t *walls;        /* the same, how many headings without a story's link */
	uint8_t *guarded;       /* by node: holds the headline or the bulk of the body */
	uint32_t *owner;        /* by block: 1 + the list_link in whose root it stands; 0: none */
	uint8_t *heads;         /* by block: enum list_head, as far as asked for */
	uint32_t *head_groups;  /* by block: label_read, where `heads` is known */
	uint32_t heading_block; /* where the headline stands; blocks->count where unknown */
	uint32_t body_first,
		body_last; /* the body's first and last block; count and 0 where there is none */
	struct list_link *all; /* strong and weak, in document order */
	uint32_t count;
	struct list_link *strong; /* those that lists are made of */
	uint32_t strong_count;
	struct list_group *groups;
	uint32_t group_count;
	struct list_tabs tabs;     /* the row of tabs whose panels are being read */
	struct list_panel *panels; /* of rows of which it is known what each tab shows */
	uint32_t panel_count;
	struct text_uses *uses; /* listsame.c; NULL until asked for */
	size_t uses_mask;
	uint32_t rows;  /* of tabs that were looked at */
	uint64_t *told; /* numbers of the links that the outlet's memory was asked about */
	uint32_t told_count;
};

/* Whether the page is no article: neither a headline nor a body is known of it. */
static inline bool
list_on_section(const struct list_work *work)
{
	return work->hints->heading == 0 && work->body_words[work->blocks->count] == 0;
}

#define NEXT_WORDS 3

/* Whether a link says that it leads to the next story or the last; of fewer words it is a page's. */
static inline bool
list_leads_on(const struct link *link)
{
	return (link->target.signs & LINK_NEXT) && link->words >= NEXT_WORDS;
}

/* The same of a short headline, whose address has words of it: neither is a page of many. */
static inline bool
list_leads_on_short(const struct link *link)
{
	return (link->target.signs & LINK_NEXT) && link->words > 1 && link->target.slug > 1;
}

/* What a block is to the lists after it. */
enum list_head {
	HEAD_UNKNOWN,
	HEAD_NONE,
	HEAD_TAG,    /* a heading by its tag or role */
	HEAD_CLASS,  /* by its class */
	HEAD_WORDS,  /* by its words */
	HEAD_BOLD,   /* a short bold line */
	HEAD_LINKED, /* by its words, but a link: over a list, never between its items */
	HEAD_PASSED, /* an advertisement's mark, "see all": stepped over */
};

/* listlink.c: which links are candidates. Fills work->all. */
void list_find_links(struct list_work *work);

/*
 * listgroup.c: what stands before a group's first link and is its label; empty where nothing is, or
 * where each link has a kicker of its own.
 */
struct slice list_group_prefix(const struct list_work *work, const struct list_group *group);

/* listgroup.c: item roots and groups of work->strong. Fills work->groups, and `owner`. */
void list_find_groups(struct list_work *work);

/*
 * Whether a block stands in a card beside an item's root, built as that is: one that was passed
 * over, so that its headline is no heading of a list.
 */
bool list_is_passed_item(const struct list_work *work, uint32_t b, uint32_t root);

/* listhead.c */
#define LIST_HEAD_WORDS_MAX 7  /* of a line that is a heading by its words alone */
#define LIST_TAG_WORDS_MAX  12 /* of one by its tag */
#define LIST_SECTION_WORDS  3  /* most of a section's name */
enum list_head list_head_of(struct list_work *work, uint32_t b);
/* The text of a block as a heading: without a link "See all" at its end. */
struct slice list_head_text(const struct list_work *work, uint32_t b);
/* Whether a heading is there for no eye: "New section". */
bool list_head_is_unseen(struct list_work *work, const struct block *block);
/* Whether the block has a link that leads somewhere. */
bool list_head_is_linked(const struct list_work *work, const struct block *block);
/* Whether a line that is named a title is but a link to what is no story: "The harbour's weeks". */
bool list_names_hub(struct list_work *work, const struct block *block);

/* listlabel.c: finds the heading over a group; sets label and groups. */
void list_find_label(struct list_work *work, struct list_group *group);

/* listtab.c */
/* Whether a block is the name of a tab, or a row of them in one line. */
bool list_is_tab(struct list_work *work, uint32_t b);
/*
 * Takes the row of tabs that ends with block `last` for the lists that follow, each a tab's; false
 * where it is none.
 */
bool list_take_tabs(struct list_work *work, uint32_t last);
/* Finds out what the tabs show in whose row block b stands; false where that is not to be seen. */
bool list_find_panels(struct list_work *work, uint32_t b);
/* The panel that an element stands in; NULL where in none. */
const struct list_panel *list_panel_of(const struct list_work *work, uint32_t node);

/* listscore.c: whether a group is a headline list. */
bool list_is_one(struct list_work *work, const struct list_group *group);

/* listitem.c: which links of an accepted group are its items: sets `kept`. */
void list_keep_items(struct list_work *work, const struct list_group *group);

/*
 * listmemory.c: whether the outlet's memory knows a group's items as furniture, all or nearly all.
 */
bool list_is_standing(struct list_work *work, const struct list_group *group);
/* Whether it knows the item's link, strong[i], as furniture of the kind. */
bool list_stands(struct list_work *work, uint32_t i, enum memory_kind kind);

/*
 * listrule.c: fills `strong` and `groups` by the outlet's rules; false where it has none for
 * lists.
 */
bool list_obey_rules(struct list_work *work);

/*
 * listtitle.c: the headline of an item whose links are strong[from] .. strong[to - 1]; NULL where
 * none can be read.
 */
const char *list_title(struct list_work *work, uint32_t from, uint32_t to);

/* What stands before a link in its line and is the label: "Read more: "; empty where nothing. */
static inline struct slice
list_prefix(const struct list_work *work, const struct list_link *one)
{
	const struct blocks *blocks = work->blocks;
	if (one->prefix == 0)
		return (struct slice){ "", 0 };
	const char *text = block_text(blocks, &blocks->all[one->link->block]).data;
	return (struct slice){ text + one->prefix_from, one->prefix };
}

/* listsame.c: whether links to several stories have this short text, so that it names none. */
bool list_says_the_same(struct list_work *work, const char *text);

/* The end of the item that begins with strong[from], in a group that ends at `to`. */
static inline uint32_t
list_item_end(const struct list_work *work, uint32_t from, uint32_t to)
{
	uint32_t end = from + 1;
	while (end < to && work->strong[end].root == work->strong[from].root)
		end++;
	return end;
}

/* Whether a line tells a time or a number. */
static inline bool
list_has_digit(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (text.data[i] >= '0' && text.data[i] <= '9')
			return true;
	return false;
}

/* The first of the page's links that stands at `node` or behind. */
static inline uint32_t
list_link_at(const struct list_work *work, uint32_t node)
{
	uint32_t low = 0, high = work->links.count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (work->links.all[middle].node < node)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether a link stands in the element. */
static inline bool
list_has_link(const struct list_work *work, uint32_t node)
{
	uint32_t at = list_link_at(work, node);
	return at < work->links.count && work->links.all[at].node < work->page->nodes[node].end;
}

/* A difference of one of the sums by block, over the blocks in an element. */
static inline uint32_t
list_sum(const struct list_work *work, const uint32_t *sums, uint32_t node)
{
	return sums[blocks_end(work->blocks, node)] - sums[blocks_at(work->blocks, node)];
}

/* Words of the longest link of an item; where it has images alone, of all that stands in it. */
static inline uint32_t
list_item_words(const struct list_work *work, uint32_t from, uint32_t to)
{
	uint32_t words = 0;
	for (uint32_t i = from; i < to; i++)
		if (work->strong[i].link->words > words)
			words = work->strong[i].link->words;
	return words > 0 ? words : list_sum(work, work->words, work->strong[from].root);
}

#endif
