/* Drops the blocks that have too little in common with the bulk of the text. */
#include "extract/doubt.h"

#include "base/text.h"
#include "extract/bodywork.h"
#include "extract/doubt_weights.h"

#define DROP_BELOW      (-1.7F) /* logit of a probability of 0.15: below, a block goes */
#define DROPPED_MAX     0.35F   /* of the words; where more would go, the text is unlike others */
#define CORE_SHARE      0.75F   /* of the prose stands in the core */
#define PARAGRAPH_SHARE 0.2F    /* of the prose is made as a paragraph is */
#define PROSE_FEW       80      /* words of prose in all: none of it can be spared */
#define FEW_WORDS       4
#define MANY_WORDS      25
#define LINES_MIN       6  /* in one element make a list */
#define DISTANCE_MAX    20 /* blocks */
#define BOXES_MAX       6
#define WORDS_HALF      10.0F                        /* a block of so many words counts half */
#define NEAR            3                            /* blocks before and behind */
#define FACTOR          UINT64_C(0x9E3779B97F4A7C15) /* odd, its bits well mixed */

/* An element of the root. */
struct place {
	uint64_t path;         /* its tag and those above it */
	uint32_t prose;        /* words of kept prose in it */
	uint32_t words;        /* of all that is kept in it */
	uint32_t child;        /* the core's child it stands in, or 0 */
	uint32_t depth, boxes; /* boxes: those between it and the core */
	uint8_t names;         /* own flags of all between it and the core */
};

/* In what blocks may be alike. */
enum look { LOOK_KIND, LOOK_PATH, LOOK_PARENT, LOOK_DEPTH, LOOK_TAG, LOOKS };

/* Blocks that are alike in one look. */
struct alike {
	uint64_t key;    /* 0: the slot is free */
	uint32_t prose;  /* their words of prose */
	uint32_t others; /* those that are no prose */
};

/* A kept block. */
struct looked {
	uint32_t block;
	struct alike *alike[LOOKS];
	bool paragraph;
	uint32_t before, behind; /* blocks to the nearest paragraphs, or DISTANCE_MAX */
};

struct survey {
	const struct body_work *work;
	const struct page *page;
	uint32_t root, core;
	struct place *places; /* by node from the root on; told of elements above blocks alone */
	const uint32_t *elements; /* those below the root, parents before their children */
	uint32_t element_count;
	struct looked *kept;
	uint32_t count;
	struct alike *alike;
	size_t mask;
	uint32_t prose; /* words of kept prose */
};

static const struct block *
block_of(const struct survey *survey, uint32_t i)
{
	return &survey->work->blocks->all[survey->kept[i].block];
}

/* A root may be inline, a span: what stands in it by itself has a block element above it. */
static struct place *
place_of(const struct survey *survey, uint32_t node)
{
	return &survey->places[node > survey->root ? node - survey->root : 0];
}

static bool
is_prose(const struct block *block)
{
	return block->marks & BLOCK_PROSE;
}

static bool
in_core(const struct survey *survey, uint32_t node)
{
	return node >= survey->core && node < survey->page->nodes[survey->core].end;
}

/* Lists the elements below the root. */
static void
find_places(struct survey *survey)
{
	const struct flags *flags = survey->work->flags;
	uint32_t root = survey->root, end = survey->page->nodes[root].end, from = 0;
	while (from < flags->count && flags->elements[from] <= root)
		from++;
	uint32_t to = from;
	survey->places = arena_alloc(survey->work->arena, (end - root) * sizeof(*survey->places));
	survey->places[0] = (struct place){ 0 };
	for (; to < flags->count && flags->elements[to] < end; to++)
		*place_of(survey, flags->elements[to]) = (struct place){ 0 };
	survey->element_count = to - from;
	if (survey->element_count > 0)
		survey->elements = flags->elements + from;
}

/*
 * Sums the words up to the root, and finds the core: the last element with most of the prose. Where
 * there is none, the core is the last node, in which nothing stands.
 */
static void
sum_words(struct survey *survey)
{
	const struct node *nodes = survey->page->nodes;
	for (uint32_t i = 0; i < survey->count; i++) {
		const struct block *block = block_of(survey, i);
		struct place *place = place_of(survey, block->element);
		place->words += block->words;
		place->prose += is_prose(block) ? block->words : 0;
		survey->prose += is_prose(block) ? block->words : 0;
	}
	survey->core = survey->prose == 0 ? nodes[survey->root].end - 1 : 0;
	for (uint32_t i = survey->element_count; i-- > 0;) {
		uint32_t n = survey->elements[i];
		struct place *above = place_of(survey, nodes[n].parent);
		above->words += place_of(survey, n)->words;
		above->prose += place_of(survey, n)->prose;
		if (survey->core == 0 &&
			(float)place_of(survey, n)->prose >= CORE_SHARE * (float)survey->prose)
			survey->core = n;
	}
	if (survey->core == 0)
		survey->core = survey->root;
}

/* What each element inherits. */
static void
describe_places(struct survey *survey)
{
	const struct node *nodes = survey->page->nodes;
	for (uint32_t i = 0; i < survey->element_count; i++) {
		uint32_t n = survey->elements[i];
		struct place *place = place_of(survey, n);
		const struct place *above = place_of(survey, nodes[n].parent);
		place->path = (above->path ^ nodes[n].tag) * FACTOR;
		place->depth = above->depth + 1;
		place->child = nodes[n].parent == survey->core ? n : above->child;
		if (n == survey->core)
			continue;
		place->names = above->names | survey->work->flags->own[n];
		place->boxes = above->boxes + body_is_box(nodes[n].tag);
	}
}

/* The slot of a look's value. */
static struct alike *
find_alike(struct survey *survey, enum look look, uint64_t value)
{
	uint64_t key = ((value ^ (uint64_t)(look + 1)) * FACTOR) | 1;
	size_t at = (key >> 20) & survey->mask;
	while (survey->alike[at].key != 0 && survey->alike[at].key != key)
		at = (at + 1) & survey->mask;
	survey->alike[at].key = key;
	return &survey->alike[at];
}

static void
compare(struct survey *survey)
{
	const struct node *nodes = survey->page->nodes;
	size_t slots = 16;
	while (slots < 2 * LOOKS * (size_t)survey->count)
		slots *= 2;
	survey->mask = slots - 1;
	survey->alike = arena_zalloc(survey->work->arena, slots, sizeof(*survey->alike));
	for (uint32_t i = 0; i < survey->count; i++) {
		const struct block *block = block_of(survey, i);
		const struct place *place = place_of(survey, block->element);
		const uint64_t values[LOOKS] = {
			[LOOK_KIND] = body_kind(survey->page, block->element),
			[LOOK_PATH] = place->path,
			[LOOK_PARENT] = nodes[block->element].parent,
			[LOOK_DEPTH] = place->depth,
			[LOOK_TAG] = block->tag,
		};
		for (enum look look = 0; look < LOOKS; look++) {
			struct alike *alike = find_alike(survey, look, values[look]);
			alike->prose += is_prose(block) ? block->words : 0;
			alike->others += !is_prose(block);
			survey->kept[i].alike[look] = alike;
		}
	}
}

/* Marks the paragraphs, and how far each block is from one; where none are, all prose is. */
static void
measure(struct survey *survey)
{
	bool any = false;
	for (int loose = 0; loose < 2 && !any; loose++)
		for (uint32_t i = 0; i < survey->count; i++) {
			const struct alike *kind = survey->kept[i].alike[LOOK_KIND];
			bool common = (float)kind->prose >= PARAGRAPH_SHARE * (float)survey->prose;
			survey->kept[i].paragraph =
				is_prose(block_of(survey, i)) && (common || loose);
			any = any || survey->kept[i].paragraph;
		}
	uint32_t far = DISTANCE_MAX;
	for (uint32_t i = 0; i < survey->count; i++) {
		survey->kept[i].before = far;
		far = survey->kept[i].paragraph ? 1 : far + (far < DISTANCE_MAX);
	}
	far = DISTANCE_MAX;
	for (uint32_t i = survey->count; i-- > 0;) {
		survey->kept[i].behind = far;
		far = survey->kept[i].paragraph ? 1 : far + (far < DISTANCE_MAX);
	}
}

static void
survey_read(struct survey *survey, const struct body_work *work)
{
	const struct body *body = work->body;
	const struct page *page = work->blocks->page;
	*survey = (struct survey){ .work = work, .page = page, .root = body->root.node };
	survey->kept =
		arena_alloc(work->arena, (body->to - body->from + 1) * sizeof(*survey->kept));
	for (uint32_t b = body->from; b < body->to; b++)
		if (body->reasons[b] == BODY_KEPT)
			survey->kept[survey->count++].block = b;
	find_places(survey);
	sum_words(survey);
	describe_places(survey);
	compare(survey);
	measure(survey);
}

/* The share of prose that is like a block in one look, without its own. */
static float
share_of(const struct survey *survey, uint32_t i, enum look look)
{
	const struct block *block = block_of(survey, i);
	uint32_t prose = survey->kept[i].alike[look]->prose - (is_prose(block) ? block->words : 0);
	return survey->prose > 0 ? (float)prose / (float)survey->prose : 0;
}

static float
near_links(const struct survey *survey, uint32_t i)
{
	uint32_t from = i > NEAR ? i - NEAR : 0, others = 0;
	float sum = 0;
	for (uint32_t near = from; near < survey->count && near <= i + NEAR; near++) {
		if (near == i)
			continue;
		sum += block_link_share(block_of(survey, near));
		others++;
	}
	return others > 0 ? sum / (float)others : 0;
}

static float
digit_share(struct slice text)
{
	size_t digits = 0;
	for (size_t i = 0; i < text.length; i++)
		digits += text.data[i] >= '0' && text.data[i] <= '9';
	return (float)digits / (float)text.length;
}

/* Whether a text begins with a quotation mark. */
static bool
is_quoted(struct slice text)
{
	const char *next;
	switch (text_decode(text.data, text.data + text.length, &next)) {
	case '"':
	case '\'':
	case 0xAB:
	case 0xBB:
	case 0x2018:
	case 0x2019:
	case 0x201C:
	case 0x201D:
	case 0x201E:
	case 0x300C:
	case 0x300E: return true;
	default: return false;
	}
}

/* What the block says by itself. */
static void
describe_text(const struct survey *survey, uint32_t i, float *out)
{
	const struct block *block = block_of(survey, i);
	struct slice text = block_text(survey->work->blocks, block);
	uint32_t number = survey->kept[i].block;
	uint32_t before = number > 0 ? survey->work->blocks->all[number - 1].last : survey->root;
	out[DOUBT_BIAS] = 1;
	out[DOUBT_FEW_WORDS] = block->words < FEW_WORDS;
	out[DOUBT_MANY_WORDS] = block->words >= MANY_WORDS;
	out[DOUBT_LINK_SHARE] = block_link_share(block);
	out[DOUBT_LINKED] = block->link_words > 0;
	out[DOUBT_STOPPED] = (block->marks & BLOCK_STOPPED) != 0;
	out[DOUBT_POINTED] = (block->marks & BLOCK_POINTED) != 0;
	out[DOUBT_HEADING] = (block->marks & BLOCK_HEADING) != 0;
	out[DOUBT_QUOTE] = (block->marks & BLOCK_QUOTE) != 0;
	out[DOUBT_DIV] = block->tag == TAG_DIV || block->tag == TAG_SECTION;
	out[DOUBT_DIGITS] = digit_share(text);
	out[DOUBT_QUOTED] = is_quoted(text);
	out[DOUBT_PHOTO] = body_has_photo(survey->page, before + 1, block->first);
	out[DOUBT_FURNITURE] = !survey->kept[i].paragraph && body_is_furniture(survey->work, block);
}

/* Where it stands among the others. */
static void
describe_order(const struct survey *survey, uint32_t i, float *out)
{
	const struct looked *kept = &survey->kept[i];
	bool follows = i + 1 < survey->count;
	out[DOUBT_FIRST_PROSE] = is_prose(block_of(survey, i)) && kept->before == DISTANCE_MAX;
	out[DOUBT_TAIL] = kept->behind == DISTANCE_MAX;
	out[DOUBT_BEFORE] = 1 / (float)kept->before;
	out[DOUBT_BEHIND] = 1 / (float)kept->behind;
	out[DOUBT_BETWEEN] = kept->before == 1 && kept->behind == 1;
	out[DOUBT_PARAGRAPH] = kept->paragraph;
	out[DOUBT_BEFORE_HEADING] =
		follows && (block_of(survey, i + 1)->marks & BLOCK_HEADING) != 0;
	out[DOUBT_NEAR_LINKS] = near_links(survey, i);
}

/* What it has in common with the bulk of the text. */
static void
describe_looks(const struct survey *survey, uint32_t i, float *out)
{
	const struct block *block = block_of(survey, i);
	const struct place *place = place_of(survey, block->element);
	out[DOUBT_KIND] = share_of(survey, i, LOOK_KIND);
	float words = (float)block->words;
	out[DOUBT_KIND_WORDS] = out[DOUBT_KIND] * words / (words + WORDS_HALF);
	out[DOUBT_PATH] = share_of(survey, i, LOOK_PATH);
	out[DOUBT_PARENT] = share_of(survey, i, LOOK_PARENT);
	out[DOUBT_DEPTH] = share_of(survey, i, LOOK_DEPTH);
	out[DOUBT_TAG] = share_of(survey, i, LOOK_TAG);
	out[DOUBT_CORE] = in_core(survey, block->element);
	out[DOUBT_CHILD_PROSE] = is_prose(block);
	out[DOUBT_BOXES] = (float)(place->boxes < BOXES_MAX ? place->boxes : BOXES_MAX);
	if (place->child != 0) {
		const struct place *child = place_of(survey, place->child);
		out[DOUBT_CHILD_PROSE] =
			child->words > 0 ? (float)child->prose / (float)child->words : 0;
	}
	out[DOUBT_HARD_NAME] = (place->names & FLAG_HARD) != 0;
	out[DOUBT_SOFT_NAME] = (place->names & FLAG_SOFT) != 0;
	out[DOUBT_LEDE_NAME] = (place->names & FLAG_LEDE) != 0;
}

/*
 * Whether a block is asked at all: tables and lists, among them lines set one under the other, are
 * made unlike the text and are text all the same, and so is what stands in no box.
 */
static bool
is_asked(const struct survey *survey, uint32_t i)
{
	const struct block *block = block_of(survey, i);
	if (is_prose(block) && survey->prose < PROSE_FEW)
		return false;
	return !(block->marks & (BLOCK_CELL | BLOCK_ITEM)) &&
	       survey->kept[i].alike[LOOK_PARENT]->others < LINES_MIN &&
	       place_of(survey, block->element)->boxes > 0;
}

static float
weigh(const float *weights, const float *features)
{
	float sum = 0;
	for (int f = 0; f < DOUBT_FEATURES; f++)
		sum += weights[f] * features[f];
	return sum;
}

void
body_drop_doubtful(struct body_work *work)
{
	const struct doubt_study *study = work->hints->study;
	const float *weights =
		study != NULL && study->weights != NULL ? study->weights : doubt_weights;
	struct survey survey;
	float features[DOUBT_FEATURES];
	uint32_t doubtful = 0, words = 0, dropped = 0;
	survey_read(&survey, work);
	for (uint32_t i = 0; i < survey.count; i++) {
		const struct block *block = block_of(&survey, i);
		words += block->words;
		if (!is_asked(&survey, i))
			continue;
		describe_text(&survey, i, features);
		describe_order(&survey, i, features);
		describe_looks(&survey, i, features);
		if (study != NULL && study->note != NULL)
			study->note(study->arg, work->blocks, block, features);
		if (weigh(weights, features) >= DROP_BELOW)
			continue;
		dropped += block->words;
		survey.kept[doubtful++].block = survey.kept[i].block;
	}
	if ((float)dropped > DROPPED_MAX * (float)words)
		return;
	for (uint32_t i = 0; i < doubtful; i++)
		work->body->reasons[survey.kept[i].block] = BODY_DOUBT;
}
