/* An outlet's own rules: which elements are lists, which in them are items and headings. */
#include "extract/listwork.h"
#include "html/select.h"

/* The rules, compiled; NULL where the outlet has none, or one that is no selector. */
struct rules {
	const struct selector *list, *label, *item;
};

static const struct selector *
compile(struct arena *arena, const char *text)
{
	return text != NULL ? selector_read(arena, text, NULL) : NULL;
}

/* The matches of the rule for labels around the list that is read; 0: none. */
struct labels {
	uint32_t last, next; /* the last that ends before it, the first behind its start */
	const char *text;    /* of `last`; NULL until asked for */
};

/* Adds the links in an element, from *next on, with `root` as the root of each; 0: each its own. */
static void
add_links(struct list_work *work, uint32_t node, uint32_t root, uint32_t *next)
{
	uint32_t end = work->page->nodes[node].end;
	while (*next < work->links.count && work->links.all[*next].node < node)
		++*next;
	for (; *next < work->links.count && work->links.all[*next].node < end; ++*next) {
		const struct link *link = &work->links.all[*next];
		work->strong[work->strong_count++] = (struct list_link){
			.link = link,
			.root = root != 0 ? root : link->node,
			.marks = list_marks_of(&work->marks, link->node),
			.strong = true,
		};
		if (link->block < work->blocks->count)
			work->owner[link->block] = work->strong_count;
	}
}

/*
 * The heading's text by the rule: the first match in the list, else the last that ends before it.
 * NULL where there is none, so that it is looked for. Called for the lists in document order, with
 * one walk over the matches and each text made once.
 */
static const char *
read_label(
	struct list_work *work, const struct selector *rule, struct labels *labels, uint32_t list)
{
	const struct page *page = work->page;
	while (labels->next != 0 && labels->next <= list) {
		if (page->nodes[labels->next].end <= list) {
			labels->last = labels->next;
			labels->text = NULL;
		}
		labels->next = selector_next(rule, page, 0, labels->next);
	}
	if (labels->next != 0 && labels->next < page->nodes[list].end)
		return page_text_folded(page, work->arena, labels->next);
	if (labels->last != 0 && labels->text == NULL)
		labels->text = page_text_folded(page, work->arena, labels->last);
	return labels->text;
}

/* A list as a group of its own; one within another is part of it. */
static void
add_group(struct list_work *work, const struct rules *rules, struct labels *labels, uint32_t list,
	uint32_t *next)
{
	struct list_group *group = &work->groups[work->group_count];
	*group = (struct list_group){ .from = work->strong_count, .label = NO_LABEL };
	if (rules->item == NULL) {
		add_links(work, list, 0, next);
	} else {
		uint32_t item = selector_next(rules->item, work->page, list, list);
		while (item != 0) {
			add_links(work, item, item, next);
			item = selector_next(
				rules->item, work->page, list, work->page->nodes[item].end - 1);
		}
	}
	group->to = work->strong_count;
	if (rules->label != NULL)
		group->named = read_label(work, rules->label, labels, list);
	work->group_count += group->to > group->from;
}

bool
list_obey_rules(struct list_work *work)
{
	const struct extract_rules *given = work->hints->rules;
	if (given == NULL || given->list == NULL)
		return false;
	struct rules rules = {
		.list = compile(work->arena, given->list),
		.label = compile(work->arena, given->list_label),
		.item = compile(work->arena, given->list_item),
	};
	if (rules.list == NULL)
		return false;
	size_t room = work->links.count + 1;
	work->strong = arena_alloc(work->arena, room * sizeof(*work->strong));
	work->groups = arena_alloc(work->arena, room * sizeof(*work->groups));
	work->strong_count = work->group_count = 0;
	struct labels labels = { 0 };
	if (rules.label != NULL)
		labels.next = selector_next(rules.label, work->page, 0, 0);
	uint32_t next = 0;
	uint32_t list = selector_next(rules.list, work->page, 0, 0);
	while (list != 0 && work->strong_count < work->links.count) {
		add_group(work, &rules, &labels, list, &next);
		list = selector_next(rules.list, work->page, 0, work->page->nodes[list].end - 1);
	}
	return true;
}
