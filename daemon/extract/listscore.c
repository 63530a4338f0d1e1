/* A group's score: one linear table. */
#include "extract/label.h"
#include "extract/listwork.h"

#define FEW_WORDS  3 /* a median of no more: names of sections or topics */
#define SOME_WORDS 4
#define MANY_WORDS 6
#define LIST_ITEMS 3
#define MEDIAN_MAX 63 /* longer links count as this long */

/* What a group loses whose items are known as furniture of the outlet. */
#define STANDING 3.0F

enum feature {
	FEATURE_BIAS,
	FEATURE_WORDS_SOME, /* median words of the items at least 4 */
	FEATURE_WORDS_MANY, /* at least 6 */
	FEATURE_STORY,      /* share of items whose address is a story's */
	FEATURE_STRONG,     /* the same with two signs of it */
	FEATURE_NO_SIGN,    /* share without any */
	FEATURE_SHAPE,      /* share with the page's own kind of path */
	FEATURE_ITEMS,      /* three or more */
	FEATURE_ALONE,      /* one item that nothing names: no label, no prefix, no class */
	FEATURE_PREFIX,     /* "Read more: " before the link */
	FEATURE_LABEL,      /* the heading names a kind of list */
	FEATURE_LABEL_TAG,  /* the heading is one by its tag, or the items stand in headings */
	FEATURE_TOKEN,      /* the class names a kind of list */
	FEATURE_SISTER,     /* share to other hosts of the same domain */
	FEATURE_FOREIGN,    /* share to other domains */
	FEATURE_TOPIC,      /* share of tag, author, soft paths */
	FEATURE_SHORT,      /* many items, of few words */
	FEATURE_WEAK,       /* share of links among them that are no stories */
	FEATURE_NAV,
	FEATURE_MENU,
	FEATURE_HEADER,
	FEATURE_FOOTER,
	FEATURE_FOOT,
	FEATURE_AD,
	FEATURE_MISC,
	FEATURE_COMMENT,
	FEATURE_BEFORE,   /* before the headline */
	FEATURE_NEGATIVE, /* the heading names what is no list */
	FEATURE_COUNT,
};

static const float weights[FEATURE_COUNT] = {
	[FEATURE_BIAS] = -1.5F,
	[FEATURE_WORDS_SOME] = 0.4F,
	[FEATURE_WORDS_MANY] = 1.0F,
	[FEATURE_STORY] = 1.0F,
	[FEATURE_STRONG] = 1.2F,
	[FEATURE_NO_SIGN] = -3.0F,
	[FEATURE_SHAPE] = 1.2F,
	[FEATURE_ITEMS] = 0.4F,
	[FEATURE_ALONE] = -0.6F,
	[FEATURE_PREFIX] = 2.0F,
	[FEATURE_LABEL] = 1.6F,
	[FEATURE_LABEL_TAG] = 0.4F,
	[FEATURE_TOKEN] = 1.0F,
	[FEATURE_SISTER] = -0.5F,
	[FEATURE_FOREIGN] = -2.0F,
	[FEATURE_TOPIC] = -1.6F,
	[FEATURE_SHORT] = -2.5F,
	[FEATURE_WEAK] = -1.2F,
	[FEATURE_NAV] = -2.3F,
	[FEATURE_MENU] = -1.3F,
	[FEATURE_HEADER] = -2.0F,
	[FEATURE_FOOTER] = -1.9F,
	[FEATURE_FOOT] = -1.3F,
	[FEATURE_AD] = -1.8F,
	[FEATURE_MISC] = -0.8F,
	[FEATURE_COMMENT] = -0.6F,
	[FEATURE_BEFORE] = -1.0F,
	[FEATURE_NEGATIVE] = -2.5F,
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
	bool prefix = work->strong[group->from].prefix > 0;
	const uint32_t kinds = LIST_MARK_RELATED | LIST_MARK_POPULAR | LIST_MARK_PICKS |
			       LIST_MARK_LATEST | LIST_MARK_NEIGHBOUR;
	features[FEATURE_BIAS] = 1;
	features[FEATURE_WORDS_SOME] = median >= SOME_WORDS;
	features[FEATURE_WORDS_MANY] = median >= MANY_WORDS;
	features[FEATURE_STORY] = counts.story / n;
	features[FEATURE_STRONG] = counts.strong / n;
	features[FEATURE_NO_SIGN] = 1 - counts.story / n;
	features[FEATURE_SHAPE] = counts.shape / n;
	features[FEATURE_ITEMS] = n >= LIST_ITEMS;
	bool named = (group->groups & LABEL_KINDS) != 0;
	features[FEATURE_ALONE] = n <= 1 && !named && !prefix && (marks & kinds) == 0;
	features[FEATURE_PREFIX] = prefix;
	features[FEATURE_LABEL] = named && !prefix;
	features[FEATURE_LABEL_TAG] = head == HEAD_TAG || 2 * counts.heading >= n;
	features[FEATURE_TOKEN] = (marks & kinds) != 0;
	features[FEATURE_SISTER] = counts.sister / n;
	features[FEATURE_FOREIGN] = counts.foreign / n;
	features[FEATURE_TOPIC] = counts.topic / n;
	/* On a section page headlines may be short, if every address is a story's. */
	bool section = work->hints->heading == 0 && work->body_words[work->blocks->count] == 0;
	features[FEATURE_SHORT] =
		median <= FEW_WORDS && n >= LIST_ITEMS && !(section && counts.story == n);
	features[FEATURE_WEAK] = (float)group->weak / ((float)group->weak + n);
	features[FEATURE_NAV] = (marks & LIST_MARK_NAV) != 0;
	features[FEATURE_MENU] = (marks & LIST_MARK_MENU) != 0;
	features[FEATURE_HEADER] = (marks & LIST_MARK_HEADER) != 0;
	features[FEATURE_FOOTER] = (marks & LIST_MARK_FOOTER) != 0;
	features[FEATURE_FOOT] = (marks & LIST_MARK_FOOT) != 0;
	features[FEATURE_AD] = (marks & LIST_MARK_AD) != 0;
	features[FEATURE_MISC] = (marks & LIST_MARK_MISC) != 0;
	features[FEATURE_COMMENT] = (marks & LIST_MARK_COMMENT) != 0;
	features[FEATURE_BEFORE] = counts.before;
	features[FEATURE_NEGATIVE] =
		(group->groups & LABEL_BIT(LABEL_NEGATIVE)) && !(group->groups & LABEL_KINDS);
}

bool
list_is_one(struct list_work *work, const struct list_group *group)
{
	float features[FEATURE_COUNT], score = 0;
	uint32_t veto = LABEL_BIT(LABEL_VETO);
	if (group->groups & veto)
		return false;
	fill(work, group, features);
	for (int f = 0; f < FEATURE_COUNT; f++)
		score += weights[f] * features[f];
	/* Also of a group that fails memory is told: the same links may pass on other pages. */
	if (score > -STANDING && score < STANDING)
		score -= list_is_standing(work, group, features[FEATURE_ALONE] > 0) ? STANDING : 0;
	return score >= 0;
}
