/*
 * Lists in two passes: groups of all links that may be stories, scored (listscore.c) and weeded
 * (listitem.c); then groups of the items that are left, whose headings and headlines are read.
 */
#include "extract/list.h"

#include <string.h>

#include "article/limits.h"
#include "base/table.h"
#include "base/text.h"
#include "extract/label.h"
#include "extract/listwork.h"

/* Headlines that begin with their rank: so many, and such a share of the list. */
#define RANKED_MIN      3
#define RANKED_SHARE    0.6F
#define RANK_DIGITS_MAX 3

/* What holds more of the body's words than this holds the article. */
#define GUARD_SHARE 0.3F

/* The block array's sums. */
static void
index_blocks(struct list_work *work)
{
	const struct blocks *blocks = work->blocks;
	size_t bytes = (blocks->count + 1) * sizeof(*work->words);
	work->words = arena_alloc(work->arena, bytes);
	work->body_words = arena_alloc(work->arena, bytes);
	work->walls = arena_zalloc(work->arena, blocks->count + 1, sizeof(uint32_t));
	work->owner = arena_zalloc(work->arena, blocks->count + 1, sizeof(uint32_t));
	work->head_groups = arena_zalloc(work->arena, blocks->count + 1, sizeof(uint32_t));
	work->heads = arena_zalloc(work->arena, blocks->count + 1, 1);
	uint32_t words = 0, body = 0;
	work->body_first = blocks->count;
	work->body_last = 0;
	for (uint32_t b = 0; b <= blocks->count; b++) {
		work->words[b] = words;
		work->body_words[b] = body;
		if (b == blocks->count)
			break;
		words += blocks->all[b].words;
		if (!(blocks->all[b].marks & BLOCK_BODY))
			continue;
		body += blocks->all[b].words;
		if (work->body_first == blocks->count)
			work->body_first = b;
		work->body_last = b;
	}
}

/* Finds what holds the article: the headline, or the bulk of the body. */
static void
guard(struct list_work *work)
{
	const struct node *nodes = work->page->nodes;
	uint32_t all = work->body_words[work->blocks->count];
	work->guarded = arena_zalloc(work->arena, work->page->count, 1);
	work->guarded[0] = work->guarded[work->page->body] = 1;
	for (uint32_t n = work->hints->heading; n != 0; n = nodes[n].parent)
		work->guarded[n] = 1;
	work->heading_block = work->blocks->count;
	if (work->hints->heading != 0)
		work->heading_block = blocks_at(work->blocks, work->hints->heading);
	if (all == 0)
		return;
	for (uint32_t b = work->body_first; b <= work->body_last; b++) {
		if (!(work->blocks->all[b].marks & BLOCK_BODY))
			continue;
		uint32_t n = work->blocks->all[b].element;
		while (n != 0 && !work->guarded[n] &&
			(float)list_sum(work, work->body_words, n) <= GUARD_SHARE * (float)all)
			n = nodes[n].parent;
		for (; n != 0 && !work->guarded[n]; n = nodes[n].parent)
			work->guarded[n] = 1;
	}
}

/* Counts headings that no story's link stands in: no item's root goes over one. */
static void
count_walls(struct list_work *work)
{
	const struct blocks *blocks = work->blocks;
	uint8_t *linked = arena_zalloc(work->arena, blocks->count + 1, 1);
	for (uint32_t i = 0; i < work->strong_count; i++) {
		const struct link *link = work->strong[i].link;
		for (uint32_t l = link->first; l < link->first + link->count; l++)
			if (blocks->links[l].to > blocks->links[l].from)
				linked[blocks->links[l].block] = 1;
	}
	uint32_t walls = 0;
	for (uint32_t b = 0; b <= blocks->count; b++) {
		work->walls[b] = walls;
		if (b == blocks->count)
			break;
		walls += (blocks->all[b].marks & BLOCK_HEADING) && !linked[b] &&
			 !(blocks->all[b].marks & BLOCK_LINKED_BOX);
	}
}

/* Takes the strong links, or of them the kept ones, for the next pass. */
static void
take_strong(struct list_work *work)
{
	work->strong = arena_alloc(work->arena, (work->count + 1) * sizeof(*work->strong));
	work->strong_count = 0;
	for (uint32_t i = 0; i < work->count; i++)
		if (work->all[i].strong)
			work->strong[work->strong_count++] = work->all[i];
	for (uint32_t i = 0; i < work->strong_count; i++) {
		const struct link *link = work->strong[i].link;
		work->strong[i].marks =
			list_marks_of(&work->marks, work->page->nodes[link->node].parent);
		if (list_leads_on(link))
			work->strong[i].marks |= LIST_MARK_NEIGHBOUR;
	}
}

static void
take_kept(struct list_work *work)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < work->strong_count; i++)
		if (work->strong[i].kept)
			work->strong[count++] = work->strong[i];
	work->strong_count = count;
}

/* Counts the weak links that stand among the items of each group. */
static void
count_weak(struct list_work *work)
{
	uint32_t w = 0;
	for (uint32_t g = 0; g < work->group_count; g++) {
		struct list_group *group = &work->groups[g];
		uint32_t first = work->strong[group->from].link->node;
		uint32_t last = work->strong[group->to - 1].link->node;
		for (; w < work->count && work->all[w].link->node < first; w++)
			;
		for (; w < work->count && work->all[w].link->node <= last; w++)
			group->weak += !work->all[w].strong && work->all[w].link->words > 0;
	}
}

static void
first_pass(struct list_work *work)
{
	take_strong(work);
	count_walls(work);
	list_find_groups(work);
	count_weak(work);
	for (uint32_t g = 0; g < work->group_count; g++) {
		list_find_label(work, &work->groups[g]);
		if (list_is_one(work, &work->groups[g]))
			list_keep_items(work, &work->groups[g]);
	}
}

static enum list_kind
kind_of_groups(uint32_t groups)
{
	switch (label_kind(groups)) {
	case LABEL_RELATED: return LIST_RELATED;
	case LABEL_POPULAR: return LIST_POPULAR;
	case LABEL_PICKS: return LIST_PICKS;
	case LABEL_LATEST: return LIST_LATEST;
	case LABEL_NEIGHBOUR: return LIST_NEIGHBOUR;
	default: return LIST_MORE;
	}
}

static enum list_kind
kind_of(struct list_work *work, const struct list_group *group, const char *label, uint32_t groups)
{
	uint32_t marks = work->strong[group->from].marks;
	if (marks & LIST_MARK_NEIGHBOUR)
		return LIST_NEIGHBOUR;
	if (label[0] != '\0') {
		enum list_kind kind = kind_of_groups(groups);
		/* "You may also like: " before a link in the text is but a teaser's prefix. */
		return kind == LIST_PICKS && work->strong[group->from].prefix > 0 ? LIST_RELATED
										  : kind;
	}
	if (marks & LIST_MARK_POPULAR)
		return LIST_POPULAR;
	if (marks & LIST_MARK_PICKS)
		return LIST_PICKS;
	if (marks & LIST_MARK_LATEST)
		return LIST_LATEST;
	bool before = work->heading_block < work->blocks->count &&
		      work->strong[group->from].link->block < work->heading_block;
	return before ? LIST_MORE : LIST_RELATED;
}

/* Whether the line before a list is about something else: "Newsletter", "Leave a reply". */
static bool
is_foreign_label(uint32_t groups)
{
	const uint32_t others = LABEL_BIT(LABEL_NEGATIVE) | LABEL_BIT(LABEL_UTILITY);
	return (groups & others) && !(groups & LABEL_KINDS);
}

/* "Read more: " without what is said behind it to readers of screens alone: "for subscribers". */
static struct slice
without_unseen(struct slice prefix)
{
	const char *colon = memchr(prefix.data, ':', prefix.length);
	size_t length = colon != NULL ? (size_t)(colon - prefix.data) : 0;
	if (length > 0 && label_whole((struct slice){ prefix.data, length }) == LABEL_RELATED)
		prefix.length = length + 1;
	return prefix;
}

static const char *
label_of(struct list_work *work, const struct list_group *group, uint32_t *groups)
{
	const struct list_link *first = &work->strong[group->from];
	struct slice text = { "", 0 }, prefix = list_group_prefix(work, group);
	/* "Previous article: " says so of the one, not of the next. */
	bool several = list_item_end(work, group->from, group->to) < group->to;
	bool beside = several && (first->marks & LIST_MARK_NEIGHBOUR);
	*groups = group->groups;
	if (group->named != NULL) {
		text = slice_of(group->named);
		*groups = label_read(text);
	} else if (prefix.length > 0 && !beside) {
		text = without_unseen(prefix);
		*groups = label_read(text);
		/* What introduces a teaser says that it is one. */
		if (!(*groups & LABEL_KINDS))
			*groups |= LABEL_BIT(LABEL_RELATED);
	} else if (group->label != NO_LABEL && !is_foreign_label(group->groups) &&
		   !(beside && work->heads[group->label] != HEAD_TAG)) {
		text = list_head_text(work, group->label);
	}
	size_t length = text_cut(text.data, text.length, ARTICLE_HEADLINE_MAX_BYTES);
	return text_fold(work->arena, (struct slice){ text.data, length });
}

/* Keys of the stories a list has so far. */
struct seen {
	uint64_t *keys;
	size_t mask;
};

static bool
see(struct seen *seen, uint64_t key)
{
	size_t at = key & seen->mask;
	while (seen->keys[at] != 0 && seen->keys[at] != key)
		at = (at + 1) & seen->mask;
	if (seen->keys[at] == key)
		return false;
	seen->keys[at] = key;
	return true;
}

/* A headline without the "READ MORE:" that its link begins with. */
static const char *
without_prefix(const struct list_work *work, const struct list_link *one, const char *headline)
{
	struct slice prefix = list_prefix(work, one);
	if (prefix.length == 0 || !slice_starts(slice_of(headline), prefix))
		return headline;
	headline += prefix.length;
	return headline + strspn(headline, " ");
}

static void
add_item(struct list_work *work, struct list_found *found, uint32_t from, uint32_t to)
{
	const struct list_link *one = &work->strong[from];
	const char *headline = list_title(work, from, to);
	const char *url = link_address(work->arena, work->page, one->link->node, work->hints->base);
	if (headline == NULL || url == NULL)
		return;
	headline = without_prefix(work, one, headline);
	if (headline[0] == '\0')
		return;
	size_t length = text_cut(headline, strlen(headline), ARTICLE_HEADLINE_MAX_BYTES);
	found->roots[found->list.count] = one->root;
	found->list.items[found->list.count++] = (struct listed_headline){
		.headline = arena_strndup(work->arena, headline, length),
		.url = url,
	};
	uint32_t end = blocks_end(work->blocks, one->root);
	for (uint32_t b = blocks_at(work->blocks, one->root); b < end; b++)
		work->blocks->all[b].marks |= BLOCK_LIST;
	if (one->link->words > 0)
		work->blocks->all[one->link->block].marks |= BLOCK_LIST;
}

/*
 * The bytes of a headline that are its rank: "3. ", "3 ", "3) "; 0 where they are not that
 * number.
 */
static size_t
rank_length(const char *headline, size_t rank)
{
	size_t at = 0, number = 0;
	while (headline[at] >= '0' && headline[at] <= '9' && at < RANK_DIGITS_MAX)
		number = number * 10 + (size_t)(headline[at++] - '0');
	if (at == 0 || number != rank)
		return 0;
	size_t digits = at;
	while (headline[at] == '.' || headline[at] == ')' || headline[at] == ' ')
		at++;
	return at > digits && headline[at] != '\0' ? at : 0;
}

/* Takes the ranks off the headlines where most of them have theirs: "11 ways to ..." stays. */
static void
drop_ranks(struct headline_list *list)
{
	size_t ranked = 0;
	for (size_t i = 0; i < list->count; i++)
		ranked += rank_length(list->items[i].headline, i + 1) > 0;
	if (ranked < RANKED_MIN || (float)ranked < RANKED_SHARE * (float)list->count)
		return;
	for (size_t i = 0; i < list->count; i++)
		list->items[i].headline += rank_length(list->items[i].headline, i + 1);
}

/* Fills in a list from its group. False where nothing of it is left. */
static bool
make_list(struct list_work *work, struct list_group *group, struct list_found *found, uint64_t *sum)
{
	size_t slots = 4, most = group->to - group->from;
	if (most > ARTICLE_LIST_ITEMS_MAX)
		most = ARTICLE_LIST_ITEMS_MAX;
	while (slots < 2 * most)
		slots *= 2;
	struct seen seen = { arena_zalloc(work->arena, slots, sizeof(uint64_t)), slots - 1 };
	*found = (struct list_found){
		.list.items = arena_alloc(work->arena, most * sizeof(*found->list.items)),
		.roots = arena_alloc(work->arena, most * sizeof(*found->roots)),
	};
	*sum = 0;
	for (uint32_t i = group->from; i < group->to && found->list.count < most;) {
		uint32_t to = list_item_end(work, i, group->to);
		uint64_t key = work->strong[i].link->target.key;
		if (see(&seen, key)) {
			add_item(work, found, i, to);
			*sum += key;
		}
		i = to;
	}
	if (found->list.count == 0)
		return false;
	drop_ranks(&found->list);
	uint32_t groups;
	if (group->named == NULL)
		list_find_label(work, group);
	found->list.label = label_of(work, group, &groups);
	if (group->label != NO_LABEL && found->list.label[0] != '\0')
		work->blocks->all[group->label].marks |= BLOCK_LIST;
	found->list.kind = kind_of(work, group, found->list.label, groups);
	return true;
}

/* Whether the list is the copy of one that stands already, for other screens. */
static bool
is_copy(const struct lists *out, const uint64_t *sums, const struct list_found *found, uint64_t sum)
{
	for (uint32_t l = 0; l < out->count; l++)
		if (sums[l] == sum && out->all[l].list.count == found->list.count)
			return true;
	return false;
}

/* Groups of the items that are left, whose roots may be larger now. */
static void
second_pass(struct list_work *work)
{
	take_kept(work);
	count_walls(work);
	list_find_groups(work);
}

static void
make_lists(struct list_work *work, struct lists *out)
{
	uint64_t *sums = arena_alloc(work->arena, ARTICLE_LISTS_MAX * sizeof(*sums));
	out->all = arena_alloc(work->arena, ARTICLE_LISTS_MAX * sizeof(*out->all));
	for (uint32_t g = 0; g < work->group_count && out->count < ARTICLE_LISTS_MAX; g++) {
		struct list_found *found = &out->all[out->count];
		uint64_t sum;
		if (!make_list(work, &work->groups[g], found, &sum) ||
			is_copy(out, sums, found, sum))
			continue;
		sums[out->count++] = sum;
	}
}

void
lists_read(struct lists *out, struct arena *arena, struct blocks *blocks,
	const struct list_hints *hints)
{
	*out = (struct lists){ 0 };
	if (blocks->count == 0 || blocks->link_count == 0)
		return;
	struct list_work *work = arena_zalloc(arena, 1, sizeof(*work));
	work->arena = arena;
	work->blocks = blocks;
	work->page = blocks->page;
	work->hints = hints;
	index_blocks(work);
	guard(work);
	list_marks_init(&work->marks, arena, blocks, work->guarded);
	links_read(&work->links, arena, blocks, hints->base, hints->url, hints->canonical);
	if (!list_obey_rules(work)) {
		list_find_links(work);
		first_pass(work);
		second_pass(work);
	}
	make_lists(work, out);
	out->lines = work->told;
	out->line_count = work->told_count;
}
