/* A group's score: one linear table. */
#include "extract/label.h"
#include "extract/listscore.h"
#include "extract/listwork.h"

#define FEW_WORDS  3 /* a median of no more: names of sections or topics */
#define SOME_WORDS 4
#define MANY_WORDS 6
#define ITEMS_MANY 3
#define WEAK_MANY  0.5F /* of the links: no list of headlines with others between them */
#define MEDIAN_MAX 63   /* longer links count as this long */

/* What a group loses whose items are known as furniture of the outlet. */
#define STANDING 3.0F

const struct list_weight list_weights[LIST_FEATURES] = {
#define WEIGHT(feature, weight) [LIST_##feature] = { #feature, weight },
#include "extract/listweights.h"
#undef WEIGHT
};

/* Counts over a group's items. */
struct counts {
	float items, story, strong, shape, sister, foreign, topic, heading;
	uint32_t by_words[MEDIAN_MAX + 1];
	uint32_t marks; /* of the first item */
	bool before;
};

/* Adds the item whose links are strong[from] .. strong[to - 1]. */
static void
add_item(const struct list_work *work, struct counts *counts, uint32_t from, uint32_t to)
{
	const struct link_target *target = &work->strong[from].link->target;
	uint32_t words = list_item_words(work, from, to);
	bool heading = false;
	for (uint32_t i = from; i < to; i++)
		heading |= work->strong[i].heading;
	counts->items++;
	counts->story += target->points > 0;
	counts->strong += target->points > 1;
	counts->shape += (target->signs & LINK_SHAPE) != 0;
	counts->sister += (target->signs & LINK_SISTER) != 0;
	counts->foreign += (target->signs & LINK_FOREIGN) != 0;
	counts->topic += (target->signs & (LINK_HARD | LINK_SOFT)) != 0;
	counts->heading += heading;
	counts->by_words[words < MEDIAN_MAX ? words : MEDIAN_MAX]++;
}

static void
count(const struct list_work *work, const struct list_group *group, struct counts *counts)
{
	*counts = (struct counts){ .marks = work->strong[group->from].marks };
	for (uint32_t i = group->from; i < group->to;) {
		uint32_t to = list_item_end(work, i, group->to);
		add_item(work, counts, i, to);
		i = to;
	}
	uint32_t last = work->strong[group->to - 1].link->block;
	counts->before = work->heading_block < work->blocks->count && last < work->heading_block;
}

static uint32_t
median_words(const struct counts *counts)
{
	float seen = 0;
	for (uint32_t words = 0; words <= MEDIAN_MAX; words++) {
		seen += (float)counts->by_words[words];
		if (2 * seen >= counts->items)
			return words;
	}
	return MEDIAN_MAX;
}

static void
fill(const struct list_work *work, const struct list_group *group, float *features)
{
	struct counts counts;
	count(work, group, &counts);
	float n = counts.items;
	uint32_t median = median_words(&counts);
	uint32_t marks = counts.marks;
	enum list_head head =
		group->label == NO_LABEL ? HEAD_NONE : (enum list_head)work->heads[group->label];
	bool prefix = list_group_prefix(work, group).length > 0;
	const uint32_t kinds = LIST_MARK_RELATED | LIST_MARK_POPULAR | LIST_MARK_PICKS |
			       LIST_MARK_LATEST | LIST_MARK_NEIGHBOUR;
	features[LIST_BIAS] = 1;
	features[LIST_WORDS_SOME] = median >= SOME_WORDS;
	features[LIST_WORDS_MANY] = median >= MANY_WORDS;
	features[LIST_STORY] = counts.story / n;
	features[LIST_STRONG] = counts.strong / n;
	features[LIST_SHAPE] = counts.shape / n;
	features[LIST_ITEMS] = n >= ITEMS_MANY;
	bool named = (group->groups & LABEL_KINDS) != 0;
	features[LIST_WEAK] = (float)group->weak / ((float)group->weak + n);
	/* Headlines under "Most read" are stories, whatever their addresses are like. */
	bool told = named && n >= ITEMS_MANY && median >= SOME_WORDS &&
		    features[LIST_WEAK] < WEAK_MANY && !counts.before;
	features[LIST_NO_SIGN] = told ? 0 : 1 - counts.story / n;
	features[LIST_ALONE] = n <= 1 && !named && !prefix && (marks & kinds) == 0;
	bool alone = features[LIST_ALONE] > 0;
	uint32_t first = work->strong[group->from].link->block;
	features[LIST_ALONE_WEAK] = alone && counts.strong == 0;
	features[LIST_ALONE_BODY] = alone && first > work->body_first && first < work->body_last;
	features[LIST_PREFIX] = prefix;
	features[LIST_LABEL] = named && !prefix;
	features[LIST_LABEL_TAG] = head == HEAD_TAG || 2 * counts.heading >= n;
	bool bare = features[LIST_ALONE_BODY] + features[LIST_LABEL_TAG] == 0;
	features[LIST_ALONE_BARE] = alone && bare && !counts.before && !list_on_section(work);
	features[LIST_ALONE_FEW] = alone && median < MANY_WORDS;
	features[LIST_TOKEN] = (marks & kinds) != 0;
	features[LIST_SISTER] = counts.sister / n;
	features[LIST_FOREIGN] = counts.foreign / n;
	features[LIST_TOPIC] = counts.topic / n;
	/* On a section page headlines may be short, if every address is a story's. */
	features[LIST_SHORT] = median <= FEW_WORDS && n >= ITEMS_MANY &&
			       !(list_on_section(work) && counts.story == n);
	/* What leads on from story to story is navigation by right. */
	bool neighbour = list_leads_on(work->strong[group->from].link) ||
			 (group->groups & LABEL_KINDS) == LABEL_BIT(LABEL_NEIGHBOUR);
	features[LIST_NAV] = !neighbour && (marks & LIST_MARK_NAV) != 0;
	features[LIST_MENU] = !neighbour && (marks & LIST_MARK_MENU) != 0;
	features[LIST_HEADER] = (marks & LIST_MARK_HEADER) != 0;
	features[LIST_FOOTER] = (marks & LIST_MARK_FOOTER) != 0;
	features[LIST_FOOT] = (marks & LIST_MARK_FOOT) != 0;
	features[LIST_AD] = (marks & LIST_MARK_AD) != 0;
	features[LIST_MISC] = (marks & LIST_MARK_MISC) != 0;
	features[LIST_COMMENT] = (marks & LIST_MARK_COMMENT) != 0;
	features[LIST_BEFORE] = counts.before;
	features[LIST_NEGATIVE] =
		(group->groups & LABEL_BIT(LABEL_NEGATIVE)) && !(group->groups & LABEL_KINDS);
}

/* Shows a group to the study. */
static void
show(struct list_work *work, const struct list_group *group, struct list_sample *sample)
{
	const struct list_study *study = work->hints->study;
	const char **urls = arena_alloc(work->arena, (group->to - group->from) * sizeof(*urls));
	for (uint32_t i = group->from; i < group->to; i = list_item_end(work, i, group->to)) {
		const char *url = link_address(
			work->arena, work->page, work->strong[i].link->node, work->hints->base);
		if (url != NULL)
			urls[sample->url_count++] = url;
	}
	sample->urls = urls;
	study->see(study->context, sample);
}

static float
score_of(struct list_work *work, const struct list_group *group, const struct list_sample *sample)
{
	const struct list_study *study = work->hints->study;
	const float *other = study != NULL ? study->weights : NULL;
	float score = 0;
	for (int f = 0; f < LIST_FEATURES; f++)
		score += (other != NULL ? other[f] : list_weights[f].weight) * sample->features[f];
	/*
	 * Memory is told of a group that fails, too: the same links may pass on other pages. What
	 * is named a list stays one, however long it shows the same: outlets that write little
	 * have the same "most read" for months.
	 */
	bool named = sample->features[LIST_LABEL] + sample->features[LIST_PREFIX] +
			     sample->features[LIST_TOKEN] >
		     0;
	if (!named && score > -STANDING && score < STANDING && list_is_standing(work, group))
		score -= STANDING;
	return score;
}

bool
list_is_one(struct list_work *work, const struct list_group *group)
{
	struct list_sample sample = { 0 };
	uint32_t veto = LABEL_BIT(LABEL_VETO);
	if (group->groups & veto)
		return false;
	fill(work, group, sample.features);
	if (work->hints->study != NULL && work->hints->study->see != NULL)
		show(work, group, &sample);
	return score_of(work, group, &sample) >= 0;
}
