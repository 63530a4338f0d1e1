/*
 * Signals: JSON-LD in its broken forms, metas, microdata, and that none of them is taken from
 * elsewhere on the page.
 */
#include "extract/signals.h"

#include <check.h>
#include <stdio.h>
#include <string.h>

static struct arena *arena;
static struct signals signals;

static void
read_page(const char *html)
{
	static struct page page;
	static const struct extract_request request = {
		.url = "https://www.harbourpost.test/river"
	};
	page_read(&page, arena, html, strlen(html));
	signals_read(&signals, arena, &page, &request);
}

static void
read_jsonld(const char *json)
{
	read_page(arena_printf(arena, "<script type='application/ld+json'>%s</script>", json));
}

static void
setup(void)
{
	arena = arena_new();
}

static void
teardown(void)
{
	arena_free(arena);
}

static const char *const forms[] = {
	"{\"@type\":\"NewsArticle\",\"headline\":\"River rises\",\"author\":{\"@type\":\"Person\",\"name\":\"Ann Lee\"}}",
	"{\"@type\":[\"Thing\",\"ReportageNewsArticle\"],\"headline\":\"River rises\",\"author\":\"Ann Lee\"}",
	"[{\"@type\":\"BreadcrumbList\"},{\"@type\":\"Article\",\"headline\":\"River rises\",\"author\":[\"Ann Lee\"]}]",
	"{\"@graph\":[{\"@type\":\"Article\",\"headline\":\"River rises\",\"author\":{\"@id\":\"#a\"}},{\"@id\":\"#a\","
	"\"name\":\"Ann Lee\"}]}",
	"{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":\"Article\",\"headline\":\"River rises\",\"author\":{\"givenName\":"
	"\"Ann\",\"familyName\":\"Lee\"}}}",
	/* Mended: trailing commas, raw line ends, escapes, half pairs, wrappings, references. */
	"{\"@type\":\"Article\",\"headline\":\"River rises\",\"author\":[\"Ann Lee\",],}",
	"{\"@type\":\"Article\",\"headline\":\"River\nrises\",\"author\":\"Ann\tLee\"}",
	"{\"@type\":\"Article\",\"headline\":\"River rises\",\"author\":\"Ann Lee\",\"description\":\"It\\'s \\ud83d up\"}",
	"<!-- {\"@type\":\"Article\",\"headline\":\"River rises\",\"author\":\"Ann Lee\",} -->",
	"//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"River rises\",\"author\":\"Ann Lee\"}\n//]]>",
	"{&quot;@type&quot;:&quot;Article&quot;,&quot;headline&quot;:&quot;River rises&quot;,&quot;author&quot;:&quot;Ann "
	"Lee&quot;}",
	"{\"@type\":\"Article\",\"headline\":\"River rises\",\"author\":\"Ann Lee\"};",
	"{\"@type\": 'Article', 'headline': 'River rises', \"author\": [ 'Ann Lee', ], \"about\": 'Lee\\'s "
	"\"river\"'}",
	"{\"@type\":\"Article\",\"headline\":\"River rises\",\"about\":\"A \"wet\" day\",\"author\":\"Ann Lee\"}",
};

START_TEST(reads_an_article_in_any_form)
{
	read_jsonld(forms[_i]);
	ck_assert_pstr_eq(signals.headline_ld, "River rises");
	ck_assert_uint_eq(signals.name_count, 1);
	ck_assert_str_eq(signals.names[0].text, "Ann Lee");
	ck_assert_int_eq(signals.names[0].signal, SIGNAL_LD);
}
END_TEST

START_TEST(takes_the_article_of_the_page_among_several)
{
	read_jsonld(
		"[{\"@type\":\"Article\",\"headline\":\"Another story\",\"url\":\"https://www.harbourpost.test/x\"},"
		"{\"@type\":\"Article\",\"headline\":\"River rises\",\"url\":\"https://harbourpost.test/river/\"}]");
	ck_assert_pstr_eq(signals.headline_ld, "River rises");
}
END_TEST

START_TEST(unescapes_what_templates_escape_twice)
{
	read_page(
		"<meta property='og:title' content='Tom &amp;amp; Jerry &amp;quot;rise&amp;quot;'>");
	ck_assert_pstr_eq(signals.headline_og, "Tom & Jerry \"rise\"");
}
END_TEST

START_TEST(leaves_out_what_cannot_be_mended)
{
	read_jsonld("{\"@type\":\"Article\",\"headline\":River rises \"author\" }}}{{{");
	ck_assert_ptr_null(signals.headline_ld);
	read_jsonld("{\"headline\":");
	ck_assert_ptr_null(signals.headline_ld);
	read_jsonld("");
	ck_assert_ptr_null(signals.headline_ld);
}
END_TEST

START_TEST(stands_nesting_without_end)
{
	size_t depth = 100000;
	char *json = arena_alloc(arena, depth + 16);
	memset(json, '[', depth);
	strcpy(json + depth, "\"headline\"");
	read_jsonld(json);
	ck_assert_ptr_null(signals.headline_ld);
}
END_TEST

START_TEST(keeps_ceilings_on_names_and_dates)
{
	struct buffer html;
	buffer_init(&html, 1 << 20);
	for (int i = 0; i < 1000; i++)
		buffer_add_string(&html,
			"<meta name=author content='Ann Lee'><time datetime=2015-09-30>x</time>");
	read_page(html.data);
	ck_assert_uint_le(signals.name_count, SIGNAL_NAMES_MAX);
	ck_assert_uint_le(signals.date_count, SIGNAL_DATES_MAX);
	buffer_release(&html);
}
END_TEST

START_TEST(takes_no_part_of_the_page_for_a_value)
{
	struct buffer html;
	buffer_init(&html, 1 << 20);
	buffer_add_string(&html, "<p itemprop=headline>");
	for (int i = 0; i < 400; i++)
		buffer_add_string(&html, "<i>river</i>");
	buffer_add_string(&html, "</p><time>");
	for (int i = 0; i < 4000; i++)
		buffer_add_string(&html, "12 ");
	buffer_add_string(&html, "</time><time>30 September 2015</time><p itemprop=headline>Short");
	read_page(html.data);
	ck_assert_pstr_eq(signals.headline_item, "Short");
	ck_assert_uint_eq(signals.date_count, 1);
	ck_assert_str_eq(signals.dates[0].text, "30 September 2015");
	buffer_release(&html);
}
END_TEST

START_TEST(reads_metas_links_and_microdata)
{
	read_page(
		"<html lang=de><base href='/x/'><title> A  title </title><link rel='alternate canonical' href='/c'>"
		"<meta name=DATE content=2015-09-30><meta property=article:modified_time content=2015-10-01>"
		"<body><a rel='author nofollow'>Ann Lee</a><time datetime='2015-09-29'>x</time>"
		"<span itemprop=datePublished content=2015-09-28></span><svg><title>Icon</title></svg>");
	ck_assert_pstr_eq(signals.title, "A title");
	ck_assert_pstr_eq(signals.language_html, "de");
	ck_assert_pstr_eq(signals.canonical_link, "/c");
	ck_assert_pstr_eq(signals.base, "/x/");
	ck_assert_uint_eq(signals.date_count, 4);
	ck_assert_int_eq(signals.dates[0].signal, SIGNAL_WEAK);
	ck_assert(signals.dates[1].updated);
	ck_assert_int_eq(signals.dates[2].signal, SIGNAL_TIME);
	ck_assert_int_eq(signals.dates[3].signal, SIGNAL_ITEM);
	ck_assert_int_eq(signals.names[0].signal, SIGNAL_REL);
}
END_TEST

Suite *
signals_suite(void)
{
	Suite *suite = suite_create("signals");
	TCase *tc = tcase_create("signals");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(
		tc, reads_an_article_in_any_form, 0, (int)(sizeof(forms) / sizeof(forms[0])));
	tcase_add_test(tc, takes_the_article_of_the_page_among_several);
	tcase_add_test(tc, unescapes_what_templates_escape_twice);
	tcase_add_test(tc, leaves_out_what_cannot_be_mended);
	tcase_add_test(tc, stands_nesting_without_end);
	tcase_add_test(tc, keeps_ceilings_on_names_and_dates);
	tcase_add_test(tc, takes_no_part_of_the_page_for_a_value);
	tcase_add_test(tc, reads_metas_links_and_microdata);
	suite_add_tcase(suite, tc);
	return suite;
}
