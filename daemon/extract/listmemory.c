/* Site memory in lists: links that stand on an outlet's pages for weeks are no news. */
#include "base/url.h"
#include "extract/listwork.h"

#define LIST_ITEMS  3
#define STORY_WORDS 4

/* A group of which so many items stand is one of furniture. */
#define STANDING_SHARE 0.8F

static void
tell(struct list_work *work, uint64_t line)
{
	for (uint32_t i = 0; i < work->told_count; i++)
		if (work->told[i] == line)
			return;
	if (work->told == NULL)
		work->told = arena_alloc(work->arena, MEMORY_PAGE_LINKS_MAX * sizeof(*work->told));
	if (work->told_count < MEMORY_PAGE_LINKS_MAX)
		work->told[work->told_count++] = line;
}

bool
list_stands(struct list_work *work, uint32_t i, enum memory_kind kind)
{
	if (work->hints->memory == NULL)
		return false;
	const char *url = link_address(
		work->arena, work->page, work->strong[i].link->node, work->hints->base);
	const char *key = url != NULL ? url_key(work->arena, url) : NULL;
	if (key == NULL)
		return false;
	uint64_t line = memory_link(slice_of(key));
	tell(work, line);
	return memory_is_furniture(work->hints->memory, line, kind);
}

/*
 * What the items of a group look like: among several, an address that may be a story's is enough to
 * be taken for one.
 */
static enum memory_kind
kind_of_item(const struct list_work *work, uint32_t from, uint32_t to, uint32_t items)
{
	if (work->strong[from].link->target.points == 0)
		return MEMORY_LINK;
	if (items < LIST_ITEMS && list_item_words(work, from, to) < STORY_WORDS)
		return MEMORY_LINK;
	return items == 1 ? MEMORY_TEASER : MEMORY_STORY;
}

bool
list_is_standing(struct list_work *work, const struct list_group *group)
{
	uint32_t items = 0, standing = 0;
	if (work->hints->memory == NULL)
		return false;
	for (uint32_t i = group->from; i < group->to; i = list_item_end(work, i, group->to))
		items++;
	for (uint32_t i = group->from; i < group->to;) {
		uint32_t to = list_item_end(work, i, group->to);
		standing += list_stands(work, i, kind_of_item(work, i, to, items));
		i = to;
	}
	return (float)standing >= STANDING_SHARE * (float)items;
}
