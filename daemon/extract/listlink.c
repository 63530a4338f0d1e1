/*
 * Which links may be listed headlines: not those in sentences, of menus by address, of
 * advertisements.
 */
#include <string.h>

#include "base/text.h"
#include "extract/label.h"
#include "extract/listwork.h"

#define STORY_WORDS      4 /* a link with as many words may be a headline, whatever its address */
#define ROOT_WORDS       6 /* the same to what may be a front page: "/bridge" */
#define PREFIX_WORDS_MAX 8 /* "Read more: " before a link */
#define PREFIX_AFTER_MAX 3 /* words behind the link then */
#define AROUND_WORDS_MAX 1 /* a link with more than these on a side stands in a sentence */
#define BEFORE_OUTSIDE   3 /* outside the body: a kicker before the link, */
#define AFTER_OUTSIDE    4 /* a count or time behind it */
#define TIME_WORDS_MAX   6
#define FIGURE_LEVELS    3 /* how far above its link a picture's figure may be */
#define CAPTIONS_MAX     8 /* blocks in a figure; a longer caption is none */

/* The text in a link's line before and after it. */
struct around {
	struct slice before, after;
	uint32_t from; /* of `before`, in the block's text */
	size_t before_words, after_words;
};

static void
read_around(const struct list_work *work, const struct block_link *link, struct around *out)
{
	const struct blocks *blocks = work->blocks;
	const struct block *block = &blocks->all[link->block];
	uint32_t from = 0, to = block->length;
	if (link->line > 0)
		from = blocks->breaks[block->line + link->line - 1];
	if (link->line < block->line_count)
		to = blocks->breaks[block->line + link->line];
	uint32_t l = (uint32_t)(link - blocks->links);
	if (l > block->link && link[-1].to > from && link[-1].to <= link->from)
		from = link[-1].to;
	if (l + 1 < block->link + block->link_count && link[1].from < to &&
		link[1].from >= link->to)
		to = link[1].from;
	const char *text = blocks->text + block->text;
	out->from = from;
	out->before = (struct slice){ text + from, link->from > from ? link->from - from : 0 };
	out->after = (struct slice){ text + link->to, to > link->to ? to - link->to : 0 };
	out->before_words = text_words(out->before);
	out->after_words = text_words(out->after);
}

/* Whether what stands before a link introduces it: "Read more: ", "Also |". */
static bool
is_prefix(struct slice before)
{
	static const char *const ends[] = { ":", "|", "\xEF\xBC\x9A", "\xC2\xBB", "\xE2\x86\x92",
		"\xE3\x80\x91", ">" };
	before = slice_trim(before);
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		struct slice end = slice_of(ends[i]);
		if (before.length > end.length &&
			slice_equals((struct slice){ before.data + before.length - end.length,
					     end.length },
				end))
			return true;
	}
	return label_read(before) & LABEL_KINDS;
}

/* Whether a line before a link asks or calls: "Too late?" */
static bool
ends_as_question(struct slice before)
{
	before = slice_trim(before);
	return before.length > 1 &&
	       (before.data[before.length - 1] == '?' || before.data[before.length - 1] == '!');
}

/* Whether the links of a block begin in its second line, under one that says what they are. */
static bool
read_line_above(const struct list_work *work, struct list_link *one, const struct block_link *link)
{
	const struct blocks *blocks = work->blocks;
	const struct block *block = &blocks->all[link->block];
	if (link->line != 1 || link != &blocks->links[block->link])
		return false;
	uint32_t length = blocks->breaks[block->line];
	struct slice line = { blocks->text + block->text, length };
	if (length > link->from || text_words(line) > PREFIX_WORDS_MAX ||
		!(label_read(line) & LABEL_KINDS))
		return false;
	one->prefix = length;
	return true;
}

/* Whether the link begins with what introduces it: "READ MORE: Ferry sinks". */
static void
read_own_prefix(const struct list_work *work, struct list_link *one, const struct block_link *link)
{
	const char *text = work->blocks->text + work->blocks->all[link->block].text;
	struct slice whole = { text + link->from, link->to - link->from };
	const char *colon = memchr(whole.data, ':', whole.length);
	if (colon == NULL || one->link->words < STORY_WORDS)
		return;
	struct slice first = { whole.data, (size_t)(colon - whole.data) };
	if (label_whole(first) != LABEL_RELATED)
		return;
	one->prefix_from = link->from;
	one->prefix = (uint32_t)first.length + 1;
}

/* Whether what stands before a link in its block is the kicker of a card. */
static bool
is_kicker(struct list_work *work, const struct block *block, const struct block_link *link)
{
	uint32_t inner = work->page->nodes[block->first].parent;
	if (link->line > 0 || inner == block->element || inner == link->node)
		return false;
	uint32_t marks = list_marks_of(&work->marks, inner);
	return (marks & LIST_MARK_KICKER) && work->page->nodes[inner].end <= link->node;
}

/* Whether a text link stands in a sentence; else, whether its line has a label before it. */
static bool
in_sentence(struct list_work *work, struct list_link *one, const struct block_link *link)
{
	const struct block *block = &work->blocks->all[link->block];
	struct around around;
	if (read_line_above(work, one, link))
		return false;
	if (block->words == block->link_words) {
		read_own_prefix(work, one, link);
		return false;
	}
	read_around(work, link, &around);
	bool inside = link->block > work->body_first && link->block < work->body_last;
	/* A kicker in bold may ask. */
	bool asks = block->bold_words == block->words - block->link_words &&
		    ends_as_question(around.before);
	if (around.before_words > 0 && around.before_words <= PREFIX_WORDS_MAX &&
		around.after_words <= PREFIX_AFTER_MAX && (asks || is_prefix(around.before))) {
		/* "Source: Gazette" introduces no headline; in a card's heading it is a kicker. */
		if (!(label_read(around.before) & LABEL_KINDS)) {
			if (link->words < STORY_WORDS)
				return around.before_words > AROUND_WORDS_MAX;
			if (block->marks & BLOCK_HEADING)
				return false;
		}
		one->prefix_from = around.from;
		one->prefix = (uint32_t)around.before.length;
		return false;
	}
	if (block->words <= block->link_words + AROUND_WORDS_MAX)
		return false;
	if (around.before_words > 0 && around.after_words <= AROUND_WORDS_MAX &&
		is_kicker(work, block, link))
		return false;
	if (around.before_words <= AROUND_WORDS_MAX && around.after_words <= AROUND_WORDS_MAX)
		return false;
	if (inside)
		return true;
	bool time_before = around.before_words <= TIME_WORDS_MAX && list_has_digit(around.before);
	bool time_after = around.after_words <= TIME_WORDS_MAX && list_has_digit(around.after);
	if ((around.before_words <= BEFORE_OUTSIDE || time_before) &&
		(around.after_words <= AFTER_OUTSIDE || time_after))
		return false;
	return !(around.before_words <= AROUND_WORDS_MAX && link->words >= STORY_WORDS);
}

/*
 * Whether a block that was taken for text is a teaser all the same: a few words, a colon or a
 * bar, and the link of a story to the end.
 */
static bool
is_teaser(const struct list_work *work, const struct block_link *link,
	const struct link_target *target)
{
	const struct block *block = &work->blocks->all[link->block];
	struct around around;
	if (link->words < STORY_WORDS || target->points == 0 || (block->marks & BLOCK_STOPPED) ||
		link->from == 0 || 2 * block->link_words < block->words)
		return false;
	read_around(work, link, &around);
	return around.before_words > 0 && around.before_words <= PREFIX_WORDS_MAX &&
	       around.after_words == 0 && around.from == 0 && is_prefix(around.before);
}

/* The part of a link with most text; NULL for an image's. */
static const struct block_link *
longest_part(const struct list_work *work, const struct link *link)
{
	const struct block_link *longest = NULL;
	for (uint32_t l = link->first; l < link->first + link->count; l++) {
		const struct block_link *part = &work->blocks->links[l];
		if (part->to == part->from)
			continue;
		if (longest == NULL || part->to - part->from > longest->to - longest->from)
			longest = part;
	}
	return longest;
}

static bool
is_refused(const struct list_work *work, const struct link *link)
{
	uint32_t signs = link->target.signs;
	if (signs & (LINK_PAID | LINK_AD | LINK_ABOUT))
		return true;
	if ((signs & LINK_SELF) && (signs & LINK_PLACE))
		return true;
	uint32_t heading = work->hints->heading;
	return heading > 0 && link->node >= heading &&
	       link->node < work->page->nodes[heading].end && (signs & LINK_SELF);
}

/*
 * Whether a link without text is around a picture of the article: in a figure, whose caption has
 * no link to a story.
 */
static bool
is_captioned(const struct list_work *work, const struct link *link)
{
	const struct page *page = work->page;
	uint32_t figure = page->nodes[link->node].parent;
	for (int levels = 1; levels < FIGURE_LEVELS && page->nodes[figure].tag != TAG_FIGURE;
		levels++)
		figure = page->nodes[figure].parent;
	if (page->nodes[figure].tag != TAG_FIGURE)
		return false;
	uint32_t from = blocks_at(work->blocks, figure), to = blocks_end(work->blocks, figure);
	if (to == from || to - from > CAPTIONS_MAX)
		return false;
	for (uint32_t b = from; b < to; b++) {
		const struct block *block = &work->blocks->all[b];
		if (!(block->marks & BLOCK_CAPTION) || block->link_words > 0 ||
			(block->marks & BLOCK_HEADING))
			return false;
	}
	return true;
}

/* What is paid for is passed over, and its heading is none of the list it stands in. */
static void
pass_paid(struct list_work *work, const struct link *link)
{
	const struct block_link *part = longest_part(work, link);
	if (!(link->target.signs & (LINK_PAID | LINK_AD)) || part == NULL)
		return;
	const struct block *block = &work->blocks->all[part->block];
	if (block->link_words == block->words)
		work->heads[part->block] = HEAD_PASSED;
}

/* Whether a link's text is a topic's name: "#harbour". */
static bool
is_hashtag(const struct list_work *work, const struct block_link *part)
{
	struct slice text = block_text(work->blocks, &work->blocks->all[part->block]);
	return part->to - part->from > 1 && text.data[part->from] == '#' &&
	       (unsigned char)text.data[part->from + 1] > '9';
}

static bool
is_strong(const struct list_link *one)
{
	const struct link_target *target = &one->link->target;
	if (target->signs & LINK_HARD)
		return false;
	if (target->signs & LINK_ROOT)
		return one->link->words >= ROOT_WORDS;
	return target->points > 0 || one->link->words >= STORY_WORDS ||
	       list_leads_on_short(one->link);
}

static void
add_link(struct list_work *work, const struct link *link)
{
	struct list_link *one = &work->all[work->count];
	*one = (struct list_link){ .link = link };
	if (is_refused(work, link)) {
		pass_paid(work, link);
		return;
	}
	const struct block_link *part = longest_part(work, link);
	if (part == NULL && is_captioned(work, link))
		return;
	if (part != NULL) {
		const struct block *block = &work->blocks->all[part->block];
		if ((block->marks & BLOCK_BODY) && !is_teaser(work, part, &link->target))
			return;
		if (in_sentence(work, one, part))
			return;
		one->heading = block->marks & BLOCK_HEADING;
	}
	one->strong = is_strong(one) && (part == NULL || !is_hashtag(work, part));
	if (part == NULL && !one->strong)
		return;
	work->count++;
}

/*
 * Where the page that is an article has but a short number for a name, "/news/12", others that are
 * named so are articles, too; a page of many is a link of few words.
 */
static void
trust_alike(struct list_work *work)
{
	for (uint32_t i = 0; i < work->links.count; i++) {
		struct link *link = &work->links.all[i];
		bool worded = link->words == 0 || link->words >= STORY_WORDS;
		if ((link->target.signs & LINK_ALIKE) && worded)
			link->target.points = 1;
	}
}

void
list_find_links(struct list_work *work)
{
	if (!list_on_section(work))
		trust_alike(work);
	work->all = arena_alloc(work->arena, (work->links.count + 1) * sizeof(*work->all));
	work->count = 0;
	for (uint32_t i = 0; i < work->links.count; i++)
		add_link(work, &work->links.all[i]);
}
