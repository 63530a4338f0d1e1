/* Headlines: what outlets append, what is glued to the front, which of several is shown. */
#include "extract/headline.h"

#include <check.h>
#include <string.h>

#include "base/clock.h"

static struct arena *arena;
static struct page page;
static struct blocks blocks;
static struct fields fields;
static struct article article;
static struct extract_request request;
static struct buffer explained;

static void
open_page(const char *html, const struct extract_rules *rules)
{
	article_init(&article);
	page_read(&page, arena, html, strlen(html));
	blocks_read(&blocks, arena, &page);
	request = (struct extract_request){ .url = "https://www.harbourpost.test/2015/a.html",
		.crawled = CLOCK_NEVER,
		.rules = rules,
		.explain = &explained };
	fields_begin(&fields, arena, &blocks, &request, &article);
}

static void
setup(void)
{
	arena = arena_new();
	buffer_init(&explained, 1 << 16);
}

static void
teardown(void)
{
	buffer_release(&explained);
	arena_free(arena);
}

static const struct {
	const char *written, *other, *cut;
} cuts[] = {
	{ "River rises again - Harbour Post", NULL, "River rises again" },
	{ "River rises again | Harbour Post", NULL, "River rises again" },
	{ "River rises again – The Harbour Post", NULL, "River rises again" },
	{ "River rises again · harbourpost.test", NULL, "River rises again" },
	{ "River rises again - Town - Harbour Post", "River rises again", "River rises again" },
	{ "River rises again | Somewhere", "River rises again", "River rises again" },
	{ "Harbour Post: River rises again", NULL, "River rises again" },
	{ "River rises again_Harbour Post", NULL, "River rises again" },
	{ "River - once dry - rises again", NULL, "River - once dry - rises again" },
	{ "River rises: what we know", NULL, "River rises: what we know" },
	{ "River rises again", "River rises again", "River rises again" },
	{ "Harbour Post", NULL, "Harbour Post" },
};

START_TEST(cuts_what_names_the_outlet)
{
	open_page("<meta property='og:site_name' content='Harbour Post'><title>x</title>", NULL);
	ck_assert_str_eq(headline_cut(&fields, cuts[_i].written, cuts[_i].other), cuts[_i].cut);
}
END_TEST

START_TEST(cuts_what_the_configuration_calls_an_outlet)
{
	static const char *const outlets[] = { "Evening Beacon" };
	struct title_names *names = title_names_new(outlets, 1, NULL, 0);
	open_page("<title>x</title>", NULL);
	const char *written = "River rises again - Evening  Beacon";
	ck_assert_str_eq(headline_cut(&fields, written, NULL), written);
	request.names = names;
	ck_assert_str_eq(headline_cut(&fields, written, NULL), "River rises again");
	title_names_free(names);
}
END_TEST

static const struct {
	const char *a, *b;
	bool same;
} pairs[] = {
	{ "River rises", "river  rises!", true },
	{ "“River” rises", "\"River\" rises", true },
	{ "Río crece", "RÍO CRECE", true },
	{ "River rises", "River rises again", false },
	{ "", "", true },
	{ NULL, "River", false },
};

START_TEST(compares_letters_and_digits_alone)
{
	ck_assert_int_eq(headline_same(pairs[_i].a, pairs[_i].b), pairs[_i].same);
}
END_TEST

static const struct {
	const char *html, *headline, *kicker;
} shown[] = {
	/* What a reader sees, before what machines are told. */
	{ "<meta property='og:title' content='Why the river rises, and what to do now'><h1>The river rises once more</h1>"
	  "<p>Text.</p>",
		"The river rises once more", NULL },
	/* The outlet's name in an h1 is no headline. */
	{ "<meta property='og:site_name' content='Harbour Post'><h1>Harbour Post</h1>"
	  "<title>The river rises once more - Harbour Post</title><h2>The river rises once more</h2>",
		"The river rises once more", NULL },
	/* No heading at all, as in 2005. */
	{ "<title>The river rises once more - Harbour Post</title><table><tr><td><b>The river rises once more</b>"
	  "</table>",
		"The river rises once more", NULL },
	/* Nothing shown: what machines are told. */
	{ "<meta property='og:title' content='The river rises once more'><p>Text.</p>",
		"The river rises once more", NULL },
	/* A kicker in the heading. */
	{ "<meta property='og:title' content='The river rises once more'><h1><span>Town</span> "
	  "The river rises once more</h1>",
		"The river rises once more", "Town" },
	{ "<meta property='og:title' content='The river rises once more'><h1><span>Town life</span>"
	  "<span>The river rises once more</span></h1>",
		"The river rises once more", "Town life" },
	/* A kicker above it, by its name; a date is none. */
	{ "<div class='kicker'>Town</div><h1>The river rises once more</h1>",
		"The river rises once more", "Town" },
	{ "<div class='kicker'>30 September 2015</div><h1>The river rises once more</h1>",
		"The river rises once more", NULL },
	/* The heading of a list that is hidden. */
	{ "<meta property='og:title' content='The river rises once more'><div hidden><h1>Menu of all sections</h1></div>"
	  "<h1>The river rises once more</h1>",
		"The river rises once more", NULL },
	{ "", NULL, NULL },
};

START_TEST(takes_the_headline_that_is_shown)
{
	open_page(shown[_i].html, NULL);
	ck_assert_pstr_eq(article.headline, shown[_i].headline);
	ck_assert_pstr_eq(article.kicker, shown[_i].kicker);
}
END_TEST

START_TEST(obeys_the_rules_of_an_outlet)
{
	const struct extract_rules rules = {
		.headline = ".big", .kicker = ".small", .dek = ".sub"
	};
	open_page(
		"<h1>Not this one at all</h1><p class='small'>Town</p><p class='big'>The river rises</p>"
		"<p class='sub'>And rises still.</p>",
		&rules);
	ck_assert_str_eq(article.headline, "The river rises");
	ck_assert_str_eq(article.kicker, "Town");
	ck_assert_str_eq(article.dek, "And rises still.");
	ck_assert_ptr_nonnull(strstr(explained.data, "headline: the outlet's rule .big"));
}
END_TEST

START_TEST(explains_where_the_headline_is_from)
{
	open_page("<meta property='og:title' content='The river rises'><h1>The river rises</h1>",
		NULL);
	ck_assert_ptr_nonnull(strstr(explained.data, "headline: h1, agrees with og:title"));
}
END_TEST

Suite *
headline_suite(void)
{
	Suite *suite = suite_create("headline");
	TCase *tc = tcase_create("headline");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(
		tc, cuts_what_names_the_outlet, 0, (int)(sizeof(cuts) / sizeof(cuts[0])));
	tcase_add_test(tc, cuts_what_the_configuration_calls_an_outlet);
	tcase_add_loop_test(
		tc, compares_letters_and_digits_alone, 0, (int)(sizeof(pairs) / sizeof(pairs[0])));
	tcase_add_loop_test(
		tc, takes_the_headline_that_is_shown, 0, (int)(sizeof(shown) / sizeof(shown[0])));
	tcase_add_test(tc, obeys_the_rules_of_an_outlet);
	tcase_add_test(tc, explains_where_the_headline_is_from);
	suite_add_tcase(suite, tc);
	return suite;
}
