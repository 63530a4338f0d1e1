/* Rows of tabs, and the panels below them: each is a list by its tab's name. */
#include "base/text.h"
#include "extract/byline.h"
#include "extract/label.h"
#include "extract/listwork.h"

#define TAB_WORDS_MAX 7  /* of one tab's name */
#define TAB_LEVELS    3  /* how far above its text a tab's element may be */
#define TAB_NODES_MAX 16 /* in one tab: icons, spans */
#define TABS_MIN      2
#define TABS_MAX      8 /* panels of one row */
#define ROW_LEVELS    5 /* how far above a tab's text its row may be */
#define PANEL_RISE    3 /* how far above the row what stands beside the panels may be */
#define PANEL_DEPTH   2 /* how far below that they may stand */
#define PANEL_LEVELS  16
#define ROWS_MAX      16 /* of a page that are looked at */
#define PANELS_MAX    (ROWS_MAX * TABS_MAX)
#define PANEL_STORIES 2 /* a panel that nothing points to has as many: else it may be an item */

/* One tab of a row. */
struct tab {
	const char *name;
	struct slice target; /* the id of its panel; empty where it points to none */
};

struct row {
	struct tab tabs[TABS_MAX];
	uint32_t count;
	uint32_t node;
};

/* The id that an element points to: what it opens stands elsewhere in the page. */
static struct slice
target_of(const struct page *page, uint32_t node)
{
	static const char *const names[] = { "aria-controls", "data-target", "data-bs-target" };
	struct slice id = page_attribute_raw(page, node, ATTRIBUTE_HREF);
	if (id.length > 1 && id.data[0] == '#')
		return (struct slice){ id.data + 1, id.length - 1 };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		id = page_attribute_named(page, node, slice_of(names[i]));
		size_t skip = id.length > 0 && id.data[0] == '#';
		if (id.length > skip)
			return (struct slice){ id.data + skip, id.length - skip };
	}
	return (struct slice){ NULL, 0 };
}

bool
list_is_tab(struct list_work *work, uint32_t b)
{
	const struct block *block = &work->blocks->all[b];
	if (block->words > TAB_WORDS_MAX * TABS_MAX || block->letters == 0 ||
		(block->marks & BLOCK_BODY))
		return false;
	bool one = block->words <= TAB_WORDS_MAX;
	if (block->marks & BLOCK_BUTTON)
		return one && !byline_leads(block_text(work->blocks, block));
	uint32_t node = work->page->nodes[block->first].parent;
	for (int levels = 0; levels < TAB_LEVELS && node > work->page->body; levels++) {
		if ((one && (list_marks_of(&work->marks, node) & LIST_MARK_TAB)) ||
			target_of(work->page, node).length > 0)
			return !byline_leads(block_text(work->blocks, block));
		node = work->page->nodes[node].parent;
	}
	return false;
}

/* Whether a tab only says for which time its panel is: "1 week", "Yesterday". */
static bool
is_period(struct slice name)
{
	return list_has_digit(name) || label_whole(name) == LABEL_PERIOD;
}

bool
list_take_tabs(struct list_work *work, uint32_t last)
{
	uint32_t first = last + 1;
	uint16_t button = work->blocks->all[last].marks & BLOCK_BUTTON;
	/* A form's button before tabs that are none is not one of them. */
	while (first > 0 && last + 1 - first < TABS_MAX && work->owner[first - 1] == 0 &&
		(work->blocks->all[first - 1].marks & BLOCK_BUTTON) == button &&
		list_is_tab(work, first - 1))
		first--;
	const uint32_t others = LABEL_BIT(LABEL_NEGATIVE) | LABEL_BIT(LABEL_UTILITY);
	struct slice name = block_text(work->blocks, &work->blocks->all[first]);
	if (last + 1 - first < TABS_MIN || is_period(name) || (label_read(name) & others))
		return false;
	work->tabs = (struct list_tabs){ .first = first, .count = last + 1 - first };
	return true;
}

/* Reads a child of a row. False where it is no tab; marked: the row is named one. */
static bool
read_tab(struct list_work *work, uint32_t child, bool marked, struct tab *tab)
{
	const struct page *page = work->page;
	const uint32_t others = LABEL_BIT(LABEL_NEGATIVE) | LABEL_BIT(LABEL_UTILITY);
	uint32_t end = page->nodes[child].end;
	if (end - child > TAB_NODES_MAX)
		return false;
	*tab = (struct tab){ .name = page_text_folded(page, work->arena, child) };
	size_t words = text_words(slice_of(tab->name));
	if (words == 0 || words > TAB_WORDS_MAX || (label_read(slice_of(tab->name)) & others))
		return false;
	for (uint32_t n = child; n < end; n++) {
		if (page->nodes[n].tag == TAG_TEXT)
			continue;
		marked |= page->nodes[n].tag == TAG_BUTTON ||
			  (list_marks_of(&work->marks, n) & LIST_MARK_TAB);
		if (tab->target.length == 0)
			tab->target = target_of(page, n);
	}
	return marked || tab->target.length > 0;
}

/* Reads an element as a row: all that stands in it are tabs. */
static bool
read_row(struct list_work *work, uint32_t node, struct row *row)
{
	const struct page *page = work->page;
	bool marked = list_marks_of(&work->marks, node) & LIST_MARK_TAB;
	*row = (struct row){ .node = node };
	page_children(page, node, child) {
		if (page->nodes[child].tag == TAG_TEXT) {
			if (!(page->nodes[child].flags & NODE_BLANK))
				return false;
			continue;
		}
		if (row->count == TABS_MAX ||
			!read_tab(work, child, marked, &row->tabs[row->count]))
			return false;
		row->count++;
	}
	return row->count >= TABS_MIN;
}

static bool
find_row(struct list_work *work, uint32_t b, struct row *row)
{
	const struct node *nodes = work->page->nodes;
	uint32_t node = nodes[work->blocks->all[b].first].parent;
	for (int levels = 0; levels < ROW_LEVELS && node > work->page->body; levels++) {
		if (list_sum(work, work->words, node) > TAB_WORDS_MAX * TABS_MAX)
			return false;
		if (read_row(work, node, row))
			return true;
		node = nodes[node].parent;
	}
	return false;
}

/* How many stories an element's links lead to, as far as PANEL_STORIES. */
static uint32_t
stories_in(const struct list_work *work, uint32_t node)
{
	uint32_t low = 0, high = work->strong_count, stories = 0;
	uint32_t end = work->page->nodes[node].end;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (work->strong[middle].link->node < node)
			low = middle + 1;
		else
			high = middle;
	}
	uint64_t last = 0;
	for (; low < work->strong_count && work->strong[low].link->node < end; low++) {
		uint64_t key = work->strong[low].link->target.key;
		stories += key != last;
		last = key;
		if (stories == PANEL_STORIES)
			break;
	}
	return stories;
}

/* Takes an element of that name for the panel of the tabs that point to it. Gives their number. */
static uint32_t
take_named(const struct list_work *work, const struct row *row, uint32_t node, struct slice name,
	uint32_t panels[TABS_MAX])
{
	uint32_t found = 0;
	for (uint32_t t = 0; name.length > 0 && t < row->count; t++)
		if (panels[t] == 0 && slice_equals(row->tabs[t].target, name) &&
			stories_in(work, node) > 0) {
			panels[t] = node;
			found++;
		}
	return found;
}

/* The panels that tabs point to, by tab; 0 where it has none with stories. Whether there are two. */
static bool
find_by_id(const struct list_work *work, const struct row *row, uint32_t panels[TABS_MAX])
{
	/* What scripts look for elements by. */
	static const struct slice names[] = { { "id", 2 }, { "data-id", 7 }, { "data-tab", 8 },
		{ "data-panel", 10 }, { "data-content", 12 } };
	const struct page *page = work->page;
	uint32_t found = 0;
	for (uint32_t t = 0; t < row->count; t++)
		panels[t] = 0;
	for (uint32_t n = page->nodes[row->node].end; n < page->count; n++)
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			if (page->nodes[n].tag != TAG_TEXT && page->nodes[n].attribute_count > 0)
				found += take_named(work, row, n,
					page_attribute_named(page, n, names[i]), panels);
	return found >= TABS_MIN;
}

/*
 * The elements from `first` on, among its siblings up to `end`, that hold stories, at most `most`;
 * gives how many there are, as far as one more.
 */
static uint32_t
find_holders(const struct list_work *work, uint32_t first, uint32_t end, uint32_t most,
	uint32_t holders[TABS_MAX])
{
	uint32_t count = 0;
	for (uint32_t n = first; n < end && count <= most; n = work->page->nodes[n].end) {
		if (stories_in(work, n) == 0)
			continue;
		if (count < most)
			holders[count] = n;
		count++;
	}
	return count;
}

/* Panels that nothing points to: as many elements as tabs, in their order, right after the row. */
static bool
find_in_order(const struct list_work *work, const struct row *row, uint32_t panels[TABS_MAX])
{
	const struct node *nodes = work->page->nodes;
	uint32_t beside = row->node, count = 0;
	for (int rise = 0; rise <= PANEL_RISE && count == 0; rise++) {
		uint32_t up = nodes[beside].parent;
		if (up == 0 || beside <= work->page->body)
			return false;
		count = find_holders(work, nodes[beside].end, nodes[up].end, row->count, panels);
		beside = up;
	}
	for (int depth = 0; depth < PANEL_DEPTH && count == 1; depth++)
		count = find_holders(work, panels[0] + 1, nodes[panels[0]].end, row->count, panels);
	for (uint32_t p = 0; p < count && count == row->count; p++)
		if (stories_in(work, panels[p]) < PANEL_STORIES)
			return false;
	return count == row->count;
}

/* "Most read | Yesterday | This week": the first names them all. */
static const char *
name_of(const struct row *row, uint32_t t)
{
	bool same = is_period(slice_of(row->tabs[t].name)) &&
		    !is_period(slice_of(row->tabs[0].name)) &&
		    (label_read(slice_of(row->tabs[0].name)) & LABEL_KINDS);
	return row->tabs[same ? 0 : t].name;
}

bool
list_find_panels(struct list_work *work, uint32_t b)
{
	struct row row;
	uint32_t panels[TABS_MAX];
	if (work->panels == NULL)
		work->panels = arena_alloc(work->arena, PANELS_MAX * sizeof(*work->panels));
	if (work->rows++ >= ROWS_MAX || !find_row(work, b, &row) ||
		!(find_by_id(work, &row, panels) || find_in_order(work, &row, panels)))
		return false;
	for (uint32_t t = 0; t < row.count && work->panel_count < PANELS_MAX; t++) {
		if (panels[t] == 0)
			continue;
		list_marks_of(&work->marks, panels[t]);
		work->marks.all[panels[t]] |= LIST_MARK_PANEL;
		work->marks.panels = true;
		work->panels[work->panel_count++] = (struct list_panel){
			.node = panels[t],
			.name = name_of(&row, t),
			.varies = is_period(slice_of(row.tabs[0].name)),
			.row = blocks_at(work->blocks, row.node),
		};
	}
	return true;
}

const struct list_panel *
list_panel_of(const struct list_work *work, uint32_t node)
{
	for (int levels = 0; levels < PANEL_LEVELS && work->panel_count > 0 && node > 0; levels++) {
		bool marked = work->marks.all[node] & LIST_MARK_PANEL;
		for (uint32_t p = 0; marked && p < work->panel_count; p++)
			if (work->panels[p].node == node)
				return &work->panels[p];
		node = work->page->nodes[node].parent;
	}
	return NULL;
}
