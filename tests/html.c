/* The flat DOM: what stands where, and that hostile pages stay small and quick. */
#include "html/page.h"

#include <check.h>

static struct arena *arena;
static struct page page;

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

static void
read_text(const char *bytes)
{
	page_read(&page, arena, bytes, strlen(bytes));
}

START_TEST(an_empty_page_has_a_head_and_a_body)
{
	read_text("");
	ck_assert_uint_eq(page.nodes[page.head].tag, TAG_HEAD);
	ck_assert_uint_eq(page.nodes[page.body].tag, TAG_BODY);
	ck_assert_uint_eq(page.nodes[0].end, page.count);
}
END_TEST

START_TEST(nodes_lie_in_document_order_with_their_subtrees)
{
	read_text("<ul><li>one<li>two <b>bold</b></ul><p>three");
	uint32_t list = page_find(&page, 0, TAG_UL), items = 0;
	page_children(&page, list, item) {
		ck_assert_uint_eq(page.nodes[item].tag, TAG_LI);
		ck_assert_uint_eq(page.nodes[item].parent, list);
		items++;
	}
	ck_assert_uint_eq(items, 2);
	ck_assert_str_eq(page_text_folded(&page, arena, list), "one two bold");
	ck_assert_str_eq(page_text_folded(&page, arena, 0), "one two bold three");
}
END_TEST

START_TEST(scripts_and_titles_are_leaves_with_their_content)
{
	read_text("<title>A &amp; B</title><script>if (a<b) c('</p>')</script><p>text");
	uint32_t script = page_find(&page, 0, TAG_SCRIPT), title = page_find(&page, 0, TAG_TITLE);
	ck_assert(slice_equals(page_raw(&page, script), SLICE("if (a<b) c('</p>')")));
	ck_assert_uint_eq(page.nodes[script].end, script + 1);
	ck_assert_str_eq(page_text_folded(&page, arena, title), "A & B");
	ck_assert_str_eq(page_text_folded(&page, arena, 0), "text");
}
END_TEST

START_TEST(attributes_are_found_by_constant_and_by_name)
{
	read_text("<a HREF='?a=1&amp;b=2' Data-Odd=x class=\"one Two\" href=second>link</a>");
	uint32_t link = page_find(&page, 0, TAG_A);
	ck_assert_str_eq(page_attribute(&page, arena, link, ATTRIBUTE_HREF), "?a=1&b=2");
	ck_assert(slice_equals(page_attribute_named(&page, link, SLICE("data-odd")), SLICE("x")));
	ck_assert_ptr_null(page_attribute(&page, arena, link, ATTRIBUTE_ID));
	ck_assert(page_has_class(&page, link, SLICE("two")));
	ck_assert(!page_has_class(&page, link, SLICE("tw")));
}
END_TEST

Suite *
html_suite(void)
{
	Suite *suite = suite_create("html");
	TCase *tc = tcase_create("page");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, an_empty_page_has_a_head_and_a_body);
	tcase_add_test(tc, nodes_lie_in_document_order_with_their_subtrees);
	tcase_add_test(tc, scripts_and_titles_are_leaves_with_their_content);
	tcase_add_test(tc, attributes_are_found_by_constant_and_by_name);
	suite_add_tcase(suite, tc);
	return suite;
}
