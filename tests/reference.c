/* Character references: names, numbers, and what is none. */
#include "html/reference.h"

#include <check.h>

static const struct {
	const char *text, *decoded;
	bool in_attribute;
} cases[] = {
	{ "a &amp; b", "a & b", false },
	{ "&lt;&gt;&quot;&apos;&nbsp;", "<>\"'\xC2\xA0", false },
	{ "&eacute;&Eacute", "\xC3\xA9\xC3\x89", false },
	{ "&amp", "&", false },
	{ "&ampx", "&x", false },
	{ "&ampx", "&ampx", true },
	{ "?a=1&amp=2", "?a=1&amp=2", true },
	{ "?a=1&copy=2", "?a=1&copy=2", true },
	{ "?a=1&copy=2", "?a=1\xC2\xA9=2", false },
	{ "?a=1&copy;=2", "?a=1\xC2\xA9=2", true },
	{ "&notit;", "\xC2\xACit;", false },
	{ "&notin;", "\xE2\x88\x89", false },
	{ "&noti", "\xC2\xACi", false },
	{ "&hellip", "&hellip", false },
	{ "&nosuch;", "&nosuch;", false },
	{ "&;& &&", "&;& &&", false },
	{ "&AMP;&Amp;", "&&Amp;", false },
	{ "&CounterClockwiseContourIntegral;", "\xE2\x88\xB3", false },
	{ "&nGt;", "\xE2\x89\xAB\xE2\x83\x92", false },
	{ "&#8217;&#x2019;&#X2019", "\xE2\x80\x99\xE2\x80\x99\xE2\x80\x99", false },
	{ "&#146;&#x80;", "\xE2\x80\x99\xE2\x82\xAC", false },
	{ "&#129;", "\xC2\x81", false },
	{ "&#65&#66", "AB", false },
	{ "&#x1F600;", "\xF0\x9F\x98\x80", false },
	{ "&#0;&#xD800;&#x110000;", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", false },
	{ "&#99999999999999999999;", "\xEF\xBF\xBD", false },
	{ "&#;&#x;&#xg;&#", "&#;&#x;&#xg;&#", false },
};

START_TEST(decodes_as_the_standard_says)
{
	struct arena *arena = arena_new();
	struct slice text = slice_of(cases[_i].text);
	ck_assert_str_eq(reference_text(arena, text, cases[_i].in_attribute), cases[_i].decoded);
	struct buffer out;
	buffer_init(&out, 1000);
	reference_decode(text, cases[_i].in_attribute, &out);
	ck_assert_str_eq(out.data, cases[_i].decoded);
	buffer_release(&out);
	arena_free(arena);
}
END_TEST

START_TEST(drops_nuls)
{
	struct arena *arena = arena_new();
	ck_assert_str_eq(reference_text(arena, SLICE("a\0b&amp\0;"), true), "ab&;");
	ck_assert_str_eq(reference_text(arena, SLICE(""), false), "");
	arena_free(arena);
}
END_TEST

Suite *
reference_suite(void)
{
	Suite *suite = suite_create("reference");
	TCase *tc = tcase_create("reference");
	tcase_add_loop_test(tc, decodes_as_the_standard_says, 0, sizeof(cases) / sizeof(cases[0]));
	tcase_add_test(tc, drops_nuls);
	suite_add_tcase(suite, tc);
	return suite;
}
