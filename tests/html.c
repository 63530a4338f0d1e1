/* The flat DOM: what stands where, and that hostile pages stay small and quick. */
#include "html/page.h"

#include <check.h>

#include "base/memory.h"
#include "base/text.h"
#include "html/scan.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

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
	ck_assert_str_eq(page_attribute(&page, arena, link, ATTRIBUTE_CLASS), "one Two");
}
END_TEST

START_TEST(names_of_tags_and_attributes_are_found)
{
	for (unsigned tag = TAG_UNKNOWN + 1; tag < TAG_COUNT; tag++)
		ck_assert_uint_eq(tag_find(tag_name(tag), strlen(tag_name(tag))), tag);
	ck_assert_uint_eq(tag_find("DiV", 3), TAG_DIV);
	ck_assert_uint_eq(tag_find("BLOCKQUOTE", 10), TAG_BLOCKQUOTE);
	ck_assert_uint_eq(tag_find("blockquotf", 10), TAG_UNKNOWN);
	ck_assert_uint_eq(tag_find("divx", 4), TAG_UNKNOWN);
	ck_assert_uint_eq(tag_find("", 0), TAG_UNKNOWN);
	ck_assert_uint_eq(tag_find("#text", 5), TAG_UNKNOWN);
	ck_assert_uint_eq(attribute_find("HREF", 4), ATTRIBUTE_HREF);
	ck_assert_uint_eq(attribute_find("data-LAZY-src", 13), ATTRIBUTE_DATA_LAZY_SRC);
	ck_assert_uint_eq(attribute_find("data-lazy-srx", 13), ATTRIBUTE_OTHER);
	ck_assert_uint_eq(attribute_find("xml:lang", 8), ATTRIBUTE_XML_LANG);
	ck_assert_uint_eq(attribute_find("", 0), ATTRIBUTE_OTHER);
}
END_TEST

/* What shapes.txt's parser does not know, or does otherwise than browsers with scripts. */
static const struct {
	const char *markup, *text; /* the text of the first p */
	enum tag parent;           /* of that p */
} newer[] = {
	{ "<details><summary>a<p>one</details>", "one", TAG_SUMMARY },
	{ "<p>one<summary>two", "one", TAG_BODY },
	{ "<search><p>one</search>two", "one", TAG_SEARCH },
	{ "<p>one<search>two", "one", TAG_BODY },
	{ "<p>one<dialog>two", "one", TAG_BODY },
	{ "<select><option>a<hr><option>b</select><p>one", "one", TAG_BODY },
	{ "<p>one<svg></p>two", "one", TAG_BODY },
	{ "<template><div></template><p>one", "one", TAG_BODY },
	{ "<table><template><tr><td>a</template><tr><td><p>one", "one", TAG_TD },
	{ "<table><tr><template><td>a</td></template><td><p>one", "one", TAG_TD },
	{ "<head><template><p>one</template></head><div>", "one", TAG_TEMPLATE },
	{ "<template><template></template><p>one</template>", "one", TAG_TEMPLATE },
	{ "<template><p>one", "one", TAG_TEMPLATE },
	{ "<head><noscript><img src=x></noscript><title>t</title></head><p>one", "one", TAG_BODY },
	{ "<body><noscript><p>one</p></noscript>two", "one", TAG_NOSCRIPT },
	{ "<frameset><frame></frameset><noframes>a</noframes><p>one", "one", TAG_BODY },
};

START_TEST(an_address_ends_at_the_first_byte_that_needs_an_escape)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
				    "!#$%&'()*+,-./:;=?@[]^_|~";
	char address[40];
	for (size_t place = 0; place < sizeof(address); place++) {
		memset(address, 'a', sizeof(address));
		address[place] = (char)_i;
		const char *end = address + sizeof(address);
		bool stays = memchr(plain, _i, sizeof(plain) - 1) != NULL;
		ck_assert_ptr_eq(scan_address(address, end), stays ? end : address + place);
		if (place > 0)
			address[place - 1] = '/';
		stays &= _i != '.' || place == 0;
		ck_assert_ptr_eq(scan_address(address, end), stays ? end : address + place);
	}
}
END_TEST

START_TEST(newer_rules_hold)
{
	read_text(newer[_i].markup);
	uint32_t p = page_find(&page, 0, TAG_P);
	ck_assert_uint_ne(p, 0);
	ck_assert_str_eq(page_text_folded(&page, arena, p), newer[_i].text);
	ck_assert_uint_eq(page.nodes[page.nodes[p].parent].tag, newer[_i].parent);
}
END_TEST

START_TEST(an_image_in_the_heads_noscript_does_not_end_the_head)
{
	read_text("<head><noscript><img src=x></noscript><title>t</title><body class=c><p>one");
	ck_assert_uint_eq(page.nodes[page_find(&page, 0, TAG_TITLE)].parent, page.head);
	ck_assert_uint_eq(page_find(&page, 0, TAG_IMG), 0);
	ck_assert_str_eq(page_attribute(&page, arena, page.body, ATTRIBUTE_CLASS), "c");
}
END_TEST

START_TEST(attributes_of_html_and_body_are_kept_wherever_the_tags_stand)
{
	read_text("<p>one<html lang=de><body class=c><body class=d>two");
	ck_assert_str_eq(page_attribute(&page, arena, page.body, ATTRIBUTE_CLASS), "c");
	uint32_t html = page_find(&page, 0, TAG_HTML);
	ck_assert_str_eq(page_attribute(&page, arena, html, ATTRIBUTE_LANG), "de");
}
END_TEST

static const struct {
	const char *markup, *text;
} texts[] = {
	{ "<p>one<!-- c -->two<b> three</b>", "onetwo three" },
	{ "<div>one<p>two</p>three</div>", "one two three" },
	{ "<p>one<br>two", "one two" },
	{ "<p>w<b>or</b>d", "word" },
	{ "<div>one<span>two</span></div><div>three</div>", "onetwo three" },
	{ "<td>one</td><table><tr><td>two<td>three</table>four", "one two three four" },
	{ "<p>a &amp; b &lt;p&gt; &eacute;&nbsp;&#8217;", "a & b <p> \xC3\xA9 \xE2\x80\x99" },
	{ "<p>one<template>two</template>three<svg><text>four</text></svg>", "onethree" },
	{ "<p>one<script>two</script><style>three</style><noscript>four</noscript>", "one" },
	{ "<p>one<textarea>two</textarea><iframe>three</iframe><title>four</title>", "one" },
	{ "<p>one<math><mi>x</mi><annotation encoding=tex>\\x</annotation></math>", "onex" },
	{ "<p>one \n\t two\r\n three ", "one two three" },
	{ "<xmp>a &amp; <b></xmp>two", "a &amp; <b> two" },
	{ "<p>a\xC3\xA9", "a\xC3\xA9" },
	{ "<p>e\xCC\x81", "\xC3\xA9" },
	{ "<div><p>one</p> <p>two</p></div>", "one two" },
	{ "<p><b>one</b> <i>two</i>", "one two" },
};

START_TEST(text_is_what_a_reader_sees)
{
	read_text(texts[_i].markup);
	ck_assert_str_eq(page_text_folded(&page, arena, page.body), texts[_i].text);
}
END_TEST

START_TEST(text_of_hidden_parts_is_given_where_it_is_asked_for)
{
	read_text(
		"<template><p>one</template><body><noscript>two</noscript><textarea>\n&lt;</textarea>");
	uint32_t noscript = page_find(&page, 0, TAG_NOSCRIPT);
	ck_assert_str_eq(page_text_folded(&page, arena, page_find(&page, 0, TAG_TEMPLATE)), "one");
	ck_assert_str_eq(page_text_folded(&page, arena, noscript), "two");
	ck_assert_uint_eq(page.nodes[noscript + 1].flags & NODE_NOSCRIPT, NODE_NOSCRIPT);
	ck_assert_str_eq(page_text_folded(&page, arena, page_find(&page, 0, TAG_TEXTAREA)), "<");
	ck_assert_str_eq(page_text_folded(&page, arena, page.body), "");
}
END_TEST

START_TEST(white_space_stands_as_it_is)
{
	struct buffer text;
	buffer_init(&text, 1000);
	read_text("<pre>\n a\n  b\n</pre> <p> c  d </p>");
	page_text(&page, page.body, &text);
	ck_assert_str_eq(text.data, " a\n  b\n c  d ");
	buffer_release(&text);
}
END_TEST

START_TEST(a_clone_has_the_attributes_of_its_element)
{
	read_text("<p><a href=x>one<p>two</a>three");
	uint32_t first = page_find(&page, 0, TAG_A), second = 0;
	for (uint32_t n = first + 1; n < page.count; n++)
		second = page.nodes[n].tag == TAG_A ? n : second;
	ck_assert_uint_ne(second, 0);
	ck_assert_str_eq(page_attribute(&page, arena, second, ATTRIBUTE_HREF), "x");
	ck_assert_str_eq(page_text_folded(&page, arena, second), "two");
}
END_TEST

/* Whether a node lies inside its parent, one deeper, and inside the bytes and the ceilings. */
static bool
is_in_order(uint32_t n)
{
	const struct node *node = &page.nodes[n], *parent = &page.nodes[node->parent];
	return node->parent < n && node->end > n && node->end <= parent->end &&
	       node->depth == parent->depth + 1 && node->depth <= PAGE_DEPTH_MAX + 1 &&
	       (size_t)node->start + node->length <= page.length &&
	       node->attribute_count <= PAGE_ATTRIBUTES_MAX &&
	       (size_t)node->attributes + node->attribute_count <= page.attribute_count;
}

static void
check_order(void)
{
	ck_assert_uint_eq(page.nodes[0].end, page.count);
	uint32_t n = 1;
	while (n < page.count && is_in_order(n))
		n++;
	ck_assert_msg(n == page.count, "node %u lies wrong", n);
	ck_assert_uint_eq(page.nodes[page.head].tag, TAG_HEAD);
	ck_assert_uint_eq(page.nodes[page.body].tag, TAG_BODY);
}

/* A megabyte of each. */
static const struct {
	struct slice piece;
	const char *first;
} hostile[] = {
	{ { "<div>", 5 }, "" },
	{ { "<a", 2 }, "" },
	{ { "<a>", 3 }, "" },
	{ { "<a x", 4 }, "" },
	{ { "<a b=\"", 6 }, "" },
	{ { "<a b='x>", 8 }, "" },
	{ { "a ", 2 }, "<p " },
	{ { "a=b ", 4 }, "<p " },
	{ { "<p a b c d e f g h i j k l m n>", 31 }, "" },
	{ { "</p>", 4 }, "" },
	{ { "</x>", 4 }, "<div>" },
	{ { "<p>", 3 }, "" },
	{ { "<table>", 7 }, "" },
	{ { "<table><td>", 11 }, "" },
	{ { "<table>x", 8 }, "" },
	{ { "<table><b>x", 11 }, "" },
	{ { "<b>", 3 }, "" },
	{ { "<b><p>", 6 }, "" },
	{ { "<b><p></b>", 10 }, "" },
	{ { "<b><i><u><p></b>", 16 }, "" },
	{ { "<a><div></a>", 12 }, "" },
	{ { "<font size=1><p>", 16 }, "" },
	{ { "<p>x", 4 }, "<b a><b c><b d><i a><i c><i d><u a><u c><u d><s a><s c><s d>" },
	{ { "<form><b></form>", 16 }, "" },
	{ { "<ul><li>", 8 }, "" },
	{ { "<dd><a><dt>", 11 }, "" },
	{ { "<svg>", 5 }, "" },
	{ { "<svg><p>", 8 }, "" },
	{ { "<g></x>", 7 }, "<svg>" },
	{ { "<math><mi>", 10 }, "" },
	{ { "<select><option>", 16 }, "" },
	{ { "<template>", 10 }, "" },
	{ { "<template><td>", 14 }, "" },
	{ { "<x-y></z>", 9 }, "" },
	{ { "<object><p>", 11 }, "" },
	{ { "<button>", 8 }, "" },
	{ { "<h1>", 4 }, "" },
	{ { "<ruby><rt>", 10 }, "" },
	{ { "<nobr><div>", 11 }, "" },
	{ { "<script>", 8 }, "" },
	{ { "<script><!--<script", 19 }, "" },
	{ { "<title>", 7 }, "" },
	{ { "<!--", 4 }, "" },
	{ { "<!-- --", 7 }, "" },
	{ { "<![CDATA[", 9 }, "<svg>" },
	{ { "<", 1 }, "" },
	{ { "</", 2 }, "" },
	{ { "&", 1 }, "" },
	{ { "\0", 1 }, "" },
	{ { "a<br>", 5 }, "" },
	{ { "<html a=b>", 10 }, "" },
	{ { "<body><head>", 12 }, "" },
};

#define MEGABYTE 1000000

/* Nodes, attributes, a copy of both where they are put in order, and what growing leaves behind. */
#define HELD_MAX ((size_t)32 << 20)

START_TEST(a_hostile_megabyte_stays_within_the_ceilings)
{
	struct buffer bytes;
	buffer_init(&bytes, MEGABYTE);
	buffer_add_string(&bytes, hostile[_i].first);
	while (buffer_add(&bytes, hostile[_i].piece.data, hostile[_i].piece.length))
		continue;
	page_read(&page, arena, bytes.data, bytes.length);
	ck_assert_uint_le(page.count, PAGE_NODES_MAX);
	ck_assert_uint_le(page.attribute_count, PAGE_ATTRIBUTES_ALL_MAX);
	check_order();
#if !defined(__SANITIZE_ADDRESS__)
	ck_assert_uint_le(arena_held(arena), HELD_MAX);
#endif
	buffer_release(&bytes);
}
END_TEST

/*
 * Tags and text at random, but always the same: whatever comes, the array is a tree in order, and
 * its text is UTF-8.
 */
START_TEST(any_soup_of_tags_gives_a_tree_in_order)
{
	static const char *const pieces[] = { "<p>", "</p>", "<b>", "</b>", "<a href=x>", "</a>",
		"<table>", "</table>", "<tr>", "<td>", "</td>", "<caption>", "<col>", "<li>",
		"<ul>", "</ul>", "<div class='c'>", "</div>", "<svg>", "</svg>", "<foreignObject>",
		"<math>", "<mi>", "<select>", "<option>", "</select>", "<template>", "</template>",
		"<form>", "</form>", "<h1>", "</h2>", "<button>", "<object>", "</object>", "<body>",
		"</body>", "<head>", "</html>", "<noscript>", "</noscript>", "<script>",
		"</script>", "text", " ", "&eacute", "<!--c-->", "<i>", "</i>", "<font>", "<nobr>",
		"<x-y>", "</x-y>", "<pre>", "\n", "<tbody>", "</tbody>", "<frameset>", "<dd>",
		"<dt>", "<ruby>", "<rt>" };
	uint32_t seed = 2463534242U + (uint32_t)_i;
	struct buffer bytes;
	buffer_init(&bytes, 4000);
	bool more = true;
	while (more) {
		seed ^= seed << 13, seed ^= seed >> 17, seed ^= seed << 5;
		more = buffer_add_string(&bytes, pieces[seed % COUNT(pieces)]);
	}
	page_read(&page, arena, bytes.data, bytes.length);
	check_order();
	const char *text = page_text_folded(&page, arena, 0);
	ck_assert(text_is_valid(text, strlen(text)));
	buffer_release(&bytes);
}
END_TEST

START_TEST(a_page_cut_anywhere_is_read)
{
	static const char markup[] =
		"<!doctype html><html lang='en'><!-- c --><title>a &amp; b</title><script>1<!--<script>"
		"</script>--></script><p class=\"x y\" id=z>one &eacute;<svg><![CDATA[x]]></svg></p><br/>"
		"<table><tr><td>two</table><textarea>t</textarea><x-y data-a = 'b'>three</x-y></html>";
	for (size_t length = 0; length < sizeof(markup); length++) {
		char *bytes = mem_alloc(
			length + 1); /* to its last byte, so that a read beyond it is seen */
		memcpy(bytes, markup, length);
		page_read(&page, arena, bytes, length);
		check_order();
		page_text_folded(&page, arena, 0);
		mem_free(bytes);
		arena_reset(arena);
	}
}
END_TEST

#define SOUPS 200

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
	tcase_add_test(tc, names_of_tags_and_attributes_are_found);
	tcase_add_loop_test(tc, an_address_ends_at_the_first_byte_that_needs_an_escape, 0, 256);
	tcase_add_loop_test(tc, newer_rules_hold, 0, COUNT(newer));
	tcase_add_test(tc, an_image_in_the_heads_noscript_does_not_end_the_head);
	tcase_add_test(tc, attributes_of_html_and_body_are_kept_wherever_the_tags_stand);
	tcase_add_loop_test(tc, text_is_what_a_reader_sees, 0, COUNT(texts));
	tcase_add_test(tc, text_of_hidden_parts_is_given_where_it_is_asked_for);
	tcase_add_test(tc, white_space_stands_as_it_is);
	tcase_add_test(tc, a_clone_has_the_attributes_of_its_element);
	tcase_add_loop_test(tc, a_hostile_megabyte_stays_within_the_ceilings, 0, COUNT(hostile));
	tcase_add_loop_test(tc, any_soup_of_tags_gives_a_tree_in_order, 0, SOUPS);
	tcase_add_test(tc, a_page_cut_anywhere_is_read);
	suite_add_tcase(suite, tc);
	return suite;
}
