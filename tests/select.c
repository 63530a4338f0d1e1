/* Selectors: which elements they take, and what is none. */
#include "html/select.h"

#include <check.h>

#include "base/buffer.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Elements are told by their ids, which name them in document order. */
static const char markup[] =
	"<!doctype html><html id=html><body id=body class=page>"
	"<div id=a class='story Lead md:wide' data-kind='News-Item'>"
	"<h1 id=b>Head</h1>text"
	"<p id=c class=lede lang=en-GB>One <a id=d href='/world/1?x=1&amp;y=2' rel='nofollow  author'>l</a></p>"
	"<p id=e>Two <b id=f><a id=g href=http://b.example/2.PDF>l</a></b></p>"
	"<x-box id=h><p id=i title=''>Three</p></x-box>"
	"<p id=j class='lede last'>Four</p>"
	"</div>"
	"<ul id=k><li id=l>1<li id=m>2<li id=n class=lede>3<li id=o>4<li id=p>5</ul>"
	"<svg id=q><title id=r>t</title></svg>"
	"<div id='s.t'><div id=u><p id=v>Five</p></div></div>";

static const struct {
	const char *selector, *ids;
} good[] = {
	{ "p", "c e i j v" },
	{ "P", "c e i j v" },
	{ "x-box", "h" },
	{ "X-Box p", "i" },
	{ "#c", "c" },
	{ "#C", "" },
	{ ".lede", "c j n" },
	{ ".LEDE", "" },
	{ "p.lede.last", "j" },
	{ ".md\\:wide", "a" },
	{ "#s\\.t", "s.t" },
	{ "#s\\2e t", "s.t" },
	{ "div p", "c e i j v" },
	{ "div > p", "c e j v" },
	{ "div>p", "c e j v" },
	{ "body > div > p", "c e j" },
	{ "div div p", "v" },
	{ "h1 + p", "c" },
	{ "h1 ~ p", "c e j" },
	{ "p + p", "e" },
	{ "x-box + p", "j" },
	{ "b a, h1", "b g" },
	{ "h1, h1, #b", "b" },
	{ "*", "html body a b c d e f g h i j k l m n o p q r s.t u v" },
	{ "ul *", "l m n o p" },
	{ "li:first-child", "l" },
	{ "li:last-child", "p" },
	{ "p:first-of-type", "c i v" },
	{ "p:last-of-type", "i j v" },
	{ "li:nth-child(2)", "m" },
	{ "li:nth-child(odd)", "l n p" },
	{ "li:nth-child( EVEN )", "m o" },
	{ "li:nth-child(2n+1)", "l n p" },
	{ "li:nth-child(3n - 1)", "m p" },
	{ "li:nth-child(-n+2)", "l m" },
	{ "li:nth-child(n + 4)", "o p" },
	{ "li:nth-child(n)", "l m n o p" },
	{ "li:nth-child(+3)", "n" },
	{ "li:nth-child(0)", "" },
	{ "li:nth-child(-3)", "" },
	{ "p:nth-child(2)", "c" },
	{ "p:nth-of-type(2)", "e" },
	{ "div > :nth-of-type(1)", "b c h u v" },
	{ "li:not(.lede)", "l m o p" },
	{ "p:not(.lede, #e)", "i v" },
	{ "p:not(div > p)", "i" },
	{ "a:not(b a):not([href$=pdf])", "d" },
	{ "li:not(:first-child):not(:last-child)", "m n o" },
	{ "[lang]", "c" },
	{ "[LANG]", "c" },
	{ "[lang|=en]", "c" },
	{ "[lang|=e]", "" },
	{ "[lang='en-GB']", "c" },
	{ "[lang=en-gb]", "" },
	{ "[lang=en-gb i]", "c" },
	{ "[lang=\"en-gb\" I]", "c" },
	{ "[lang=en-gb s]", "" },
	{ "[rel~=author]", "d" },
	{ "[rel~='nofollow author']", "" },
	{ "a[href^='/world/']", "d" },
	{ "a[href^='http']", "g" },
	{ "a[href$='.pdf']", "" },
	{ "a[href$='.pdf' i]", "g" },
	{ "a[href*=example]", "g" },
	{ "a[href*='x=1&y=2']", "d" },
	{ "a[href*='amp;']", "" },
	{ "a[href*='EXAMPLE' i]", "g" },
	{ "[data-kind=News-Item]", "a" },
	{ "[data-kind^=news i]", "a" },
	{ "[title]", "i" },
	{ "[title='']", "i" },
	{ "[title^='']", "" },
	{ "[title*='']", "" },
	{ "[class~=lede][lang]", "c" },
	{ "svg title", "r" },
	{ "body .story > p.lede:not(:nth-of-type(1)) ", "j" },
	{ "  div  >  h1 ,  ul  >  li.lede  ", "b n" },
	{ "h1 ~ x-box > p", "i" },
	{ "h1 + p ~ p", "e j" },
	{ "html > body > ul > li + li + li", "n o p" },
	{ "div.none p, ul ~ div p", "v" },
	{ "div ~ div div > p", "v" },
	{ "body div > div > p", "v" },
};

START_TEST(takes_the_elements_it_names)
{
	struct arena *arena = arena_new();
	struct page page;
	struct buffer ids;
	struct err err = { 0 };
	buffer_init(&ids, 1000);
	page_read(&page, arena, markup, sizeof(markup) - 1);
	const struct selector *selector = selector_read(arena, good[_i].selector, &err);
	ck_assert_msg(selector != NULL, "%s: %s", good[_i].selector, err.text);
	for (uint32_t n = 0; (n = selector_next(selector, &page, 0, n)) != 0;) {
		const char *id = page_attribute(&page, arena, n, ATTRIBUTE_ID);
		if (id != NULL)
			buffer_addf(&ids, "%s%s", ids.length > 0 ? " " : "", id);
	}
	ck_assert_msg(strcmp(ids.length > 0 ? ids.data : "", good[_i].ids) == 0,
		"%s takes %s and not %s", good[_i].selector, ids.data, good[_i].ids);
	buffer_release(&ids);
	arena_free(arena);
}
END_TEST

static const struct {
	const char *selector, *error;
} bad[] = {
	{ "", "column 1: expected a selector" },
	{ "p,", "column 3: expected a selector" },
	{ ", p", "column 1: expected a selector" },
	{ "p >", "column 4: expected a selector" },
	{ "> p", "column 1: expected a selector" },
	{ "p > > p", "column 5: expected a selector" },
	{ "p..x", "column 3: expected a class" },
	{ "p#", "column 3: expected an id" },
	{ "p[", "column 3: expected an attribute's name" },
	{ "p[x", "column 4: expected an operator or ']'" },
	{ "p[x=", "column 5: expected a value" },
	{ "p[x!=y]", "column 4: expected an operator or ']'" },
	{ "p[x~y]", "column 5: expected '='" },
	{ "p[x='y]", "column 8: a string without its end" },
	{ "p[x=y z]", "column 7: expected ']'" },
	{ "p:hover", "column 3: no pseudo-class that is known here" },
	{ "p::before", "column 3: no pseudo-class that is known here" },
	{ "p:nth-child", "column 12: expected '('" },
	{ "p:nth-child()", "column 13: expected a number, odd, even or an+b" },
	{ "p:nth-child(2n+)", "column 16: expected a number" },
	{ "p:nth-child(2", "column 14: expected ')'" },
	{ "p:not()", "column 7: expected a selector" },
	{ "p:not(a", "column 8: expected ')'" },
	{ "p{}", "column 2: expected a combinator, ',' or the end" },
	{ "a|b", "column 2: expected a combinator, ',' or the end" },
	{ "p)", "column 2: expected a combinator, ',' or the end" },
	{ ":not(:not(:not(:not(:not(a)))))", "column 26: too many :not() inside each other" },
	{ "a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a",
		"column 65: too many parts" },
};

START_TEST(names_the_column_of_a_mistake)
{
	struct arena *arena = arena_new();
	struct err err = { 0 };
	ck_assert_ptr_null(selector_read(arena, bad[_i].selector, &err));
	ck_assert_int_eq(err.kind, ERR_FORMAT);
	ck_assert_msg(
		strstr(err.text, bad[_i].error) != NULL, "%s: %s", bad[_i].selector, err.text);
	ck_assert_ptr_null(selector_read(arena, bad[_i].selector, NULL));
	arena_free(arena);
}
END_TEST

START_TEST(looks_inside_the_given_element_only)
{
	struct arena *arena = arena_new();
	struct page page;
	page_read(&page, arena, markup, sizeof(markup) - 1);
	const struct selector *items = selector_read(arena, "body li", NULL);
	uint32_t list = page_find(&page, 0, TAG_UL), story = page_find(&page, 0, TAG_DIV);
	uint32_t first = selector_next(items, &page, list, list);
	ck_assert_uint_eq(first, list + 1);
	ck_assert_uint_eq(selector_next(items, &page, story, story), 0);
	ck_assert(selector_matches(items, &page, first));
	ck_assert(!selector_matches(items, &page, list));
	ck_assert(!selector_matches(items, &page, 0));
	arena_free(arena);
}
END_TEST

/* Each of these would take hours, were all siblings and ancestors tried for each part. */
static const struct {
	const char *piece, *selector;
} hostile[] = {
	{ "<p>", "h2 ~ p" },
	{ "<p>", "p ~ p ~ p ~ p ~ p ~ h2 ~ p" },
	{ "<div>", "b div div div div div div div div div div" },
	{ "<div>", "b > div div > div div > div div > div div" },
	{ "<p><b>", "h2 ~ p ~ p b" },
};

START_TEST(work_on_a_hostile_page_is_bounded)
{
	struct arena *arena = arena_new();
	struct buffer bytes;
	struct page page;
	buffer_init(&bytes, 1 << 20);
	while (buffer_add_string(&bytes, hostile[_i].piece))
		continue;
	page_read(&page, arena, bytes.data, bytes.length);
	const struct selector *selector = selector_read(arena, hostile[_i].selector, NULL);
	ck_assert_uint_eq(selector_next(selector, &page, 0, 0), 0);
	buffer_release(&bytes);
	arena_free(arena);
}
END_TEST

Suite *
select_suite(void)
{
	Suite *suite = suite_create("select");
	TCase *tc = tcase_create("select");
	tcase_add_loop_test(tc, takes_the_elements_it_names, 0, COUNT(good));
	tcase_add_loop_test(tc, names_the_column_of_a_mistake, 0, COUNT(bad));
	tcase_add_test(tc, looks_inside_the_given_element_only);
	tcase_add_loop_test(tc, work_on_a_hostile_page_is_bounded, 0, COUNT(hostile));
	suite_add_tcase(suite, tc);
	return suite;
}
