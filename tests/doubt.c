/* What blocks have in common with the bulk of the text, and which go for having too little. */
#include "extract/doubt.h"

#include <check.h>
#include <string.h>

#include "extract/body.h"
#include "fixture/arena.h"
#include "html/page.h"

/* Each paragraph in a box of its own, as page builders set them. */
#define P1                                                                                          \
	"<div class=k7><p class=t>The orchestra of the lower town will open its season in the old " \
	"customs house, its director told the members on Sunday, and not in the theatre.</p></div>"
#define P2                                                                                          \
	"<div class=k7><p class=t>The theatre's roof has leaked since the storm in March, and the " \
	"builders who came to mend it found that three of the beams are rotten.</p></div>"
#define P3                                                                                       \
	"<div class=k7><p class=t>Until they are replaced, at a cost that nobody would name on " \
	"Sunday, the customs house will lend its hall and two rooms for the singers.</p></div>"
#define P4                                                                                         \
	"<div class=k7><p class=t>Tickets that were sold for the theatre stay good. Those who do " \
	"not like the hard chairs, the director said, may bring a cushion of their own.</p></div>"

/* The features of the block that begins with `front`. */
struct noted {
	const char *front;
	float features[DOUBT_FEATURES];
	int times;
};

static void
note(void *arg, const struct blocks *blocks, const struct block *block, const float *features)
{
	struct noted *noted = arg;
	if (!slice_starts(block_text(blocks, block), slice_of(noted->front)))
		return;
	memcpy(noted->features, features, sizeof(noted->features));
	noted->times++;
}

static void
read_body(struct body *body, const char *html, const struct doubt_study *study)
{
	struct page page;
	struct blocks *blocks = arena_alloc(arena, sizeof(*blocks));
	struct flags flags;
	struct body_hints hints = { .study = study };
	page_read(&page, arena, html, strlen(html));
	blocks_read(blocks, arena, &page);
	flags_read(&flags, arena, blocks, 0);
	body_read(body, arena, blocks, &flags, &hints);
}

static struct noted
features_of(const char *html, const char *front)
{
	struct noted noted = { .front = front };
	struct doubt_study study = { .note = note, .arg = &noted };
	struct body body;
	read_body(&body, html, &study);
	return noted;
}

/* Unlike the text, in boxes without a name. */
static const struct {
	const char *html, *front; /* of what goes; NULL: all stays */
	size_t count;             /* of paragraphs */
} cases[] = {
	{ "<main>" P1 P2 P3 P4 "</main>", NULL, 4 },
	{ "<main><span itemprop=articleBody>The customs house has no stage, and none will be built "
	  "for one season, the director said." P1 P2 P3 P4 "</span></main>",
		NULL, 5 },
	{ "<main>" P1 P2
	  "<div class=q1><div><div><span>Your turn</span></div><div><span>Was the director right "
	  "</span></div></div></div>" P3 P4 "</main>",
		"Your turn", 4 },
	{ "<main>" P1 P2 P3 P4
	  "<div class=q1><div><div><span>Anton Birk</span></div><div><span>Plays the horn and "
	  "writes</span></div></div></div></main>",
		"Anton Birk", 4 },
	/* Tables and lists are made unlike the text and stay. */
	{ "<main>" P1 P2
	  "<div class=q1><div><table><tr><td>Row one<td>4 marks</table></div></div>" P3 P4
	  "</main>",
		NULL, 5 },
	{ "<main>" P1 P2 "<div class=q1><ul><li>the horn<li>the drum</ul></div>" P3 P4 "</main>",
		NULL, 6 },
	{ "<main>" P1 P2 "<div class=q1><div>the horn</div><div>the drum</div><div>the harp</div>"
	  "<div>the lute</div><div>the flute</div><div>the viol</div></div>" P3 P4 "</main>",
		NULL, 10 },
};

START_TEST(drops_what_is_unlike)
{
	struct body body;
	read_body(&body, cases[_i].html, NULL);
	for (size_t i = 0; i < body.count && cases[_i].front != NULL; i++)
		ck_assert_msg(
			!slice_starts(slice_of(body.paragraphs[i]), slice_of(cases[_i].front)),
			"kept: %s", body.paragraphs[i]);
	ck_assert_uint_eq(body.count, cases[_i].count);
}
END_TEST

START_TEST(describes_a_paragraph)
{
	struct noted noted = features_of("<main>" P1 P2 P3 P4 "</main>", "The theatre");
	ck_assert_int_eq(noted.times, 1);
	ck_assert(noted.features[DOUBT_PARAGRAPH] == 1);
	ck_assert(noted.features[DOUBT_BETWEEN] == 1);
	ck_assert(noted.features[DOUBT_KIND] > 0.7F && noted.features[DOUBT_KIND] < 0.8F);
	ck_assert(noted.features[DOUBT_PARENT] == 0);
	ck_assert(noted.features[DOUBT_CORE] == 1);
}
END_TEST

START_TEST(describes_a_line_in_a_box)
{
	struct noted noted = features_of(
		"<main>" P1 P2 "<div class=related><section><p>2 of 3</p></section></div>" P3 P4
		"</main>",
		"2 of 3");
	/* The name is believed, and nobody asks. */
	ck_assert_int_eq(noted.times, 0);
	noted = features_of(
		"<main>" P1 P2 "<div><section>2 of 3</section></div>" P3 P4 "</main>", "2 of 3");
	ck_assert_int_eq(noted.times, 1);
	ck_assert(noted.features[DOUBT_FEW_WORDS] == 1);
	ck_assert(noted.features[DOUBT_KIND] == 0);
	ck_assert(noted.features[DOUBT_BOXES] == 2);
	ck_assert(noted.features[DOUBT_BETWEEN] == 1);
	ck_assert(noted.features[DOUBT_DIGITS] > 0.3F);
}
END_TEST

/* Where most of the text would go, it is rather the rest that is unlike. */
START_TEST(keeps_all_where_much_would_go)
{
	float weights[DOUBT_FEATURES] = { [DOUBT_BIAS] = -10 };
	struct doubt_study study = { .weights = weights };
	struct body body;
	read_body(&body, "<main>" P1 P2 P3 P4 "</main>", &study);
	ck_assert_uint_eq(body.count, 4);
}
END_TEST

/* A text of two sentences keeps both, whatever the second stands in. */
START_TEST(spares_none_of_a_few_words)
{
	float weights[DOUBT_FEATURES] = { [DOUBT_DIV] = -10 };
	struct doubt_study study = { .weights = weights };
	struct body body;
	const char *few = "<main>" P1 "<div><div>The hall holds four hundred.</div></div></main>";
	const char *many =
		"<main>" P1 P2 P3 P4 "<div><div>The hall holds four hundred.</div></div></main>";
	read_body(&body, few, &study);
	ck_assert_uint_eq(body.count, 2);
	read_body(&body, many, &study);
	ck_assert_uint_eq(body.count, 4);
}
END_TEST

Suite *
doubt_suite(void)
{
	Suite *suite = suite_create("doubt");
	TCase *tc = tcase_create("doubt");
	tcase_add_checked_fixture(tc, arena_set_up, arena_tear_down);
	tcase_add_loop_test(tc, drops_what_is_unlike, 0, sizeof(cases) / sizeof(cases[0]));
	tcase_add_test(tc, describes_a_paragraph);
	tcase_add_test(tc, describes_a_line_in_a_box);
	tcase_add_test(tc, keeps_all_where_much_would_go);
	tcase_add_test(tc, spares_none_of_a_few_words);
	suite_add_tcase(suite, tc);
	return suite;
}
