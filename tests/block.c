/* Pages cut into blocks: where blocks begin and end, what is counted, which links stand where. */
#include "extract/block.h"

#include <check.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "base/buffer.h"
#include "base/text.h"
#include "extract/character.h"
#include "extract/inline.h"

static struct arena *arena;
static struct page page;
static struct blocks blocks;

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
cut(const char *html)
{
	page_read(&page, arena, html, strlen(html));
	blocks_read(&blocks, arena, &page);
}

/* The texts of all blocks with a bar between. */
static const char *
texts(void)
{
	struct buffer out;
	buffer_init(&out, 1 << 20);
	buffer_add_string(&out, "");
	for (uint32_t b = 0; b < blocks.count; b++) {
		struct slice text = block_text(&blocks, &blocks.all[b]);
		ck_assert_uint_eq(strlen(text.data), text.length);
		buffer_addf(&out, "%s%s", b > 0 ? "|" : "", text.data);
	}
	const char *copy = arena_strdup(arena, out.data);
	buffer_release(&out);
	return copy;
}

static const struct {
	const char *html, *texts;
} cuts[] = {
	{ "", "" },
	{ "<p>One</p><p>Two", "One|Two" },
	{ "No block at all", "No block at all" },
	{ "Before<div>in</div>after", "Before|in|after" },
	{ "<p>a <b>bold</b> and <i>slanted</i>\n word</p>", "a bold and slanted word" },
	{ "<p>  much \n\t space&nbsp; </p>", "much space" },
	{ "<p>one<br>two<br>\n<br>three</p>", "one two|three" },
	{ "<p><br><br>one<br /><br/><br><br>two<br></p>", "one|two" },
	{ "<h2>Most read</h2><a href=a><div>Card</div></a>", "Most read|Card" },
	{ "<div>Label <a href=a>front <div>card</div> back</a> rest</div>",
		"Label|front|card|back|rest" },
	{ "<p>Save <button>Share</button> more</p>", "Save|Share|more" },
	{ "<script>var a</script><style>p{}</style><p>text</p><select><option>no</select>",
		"text" },
	{ "<textarea>no</textarea><iframe>no</iframe><svg><text>no</text></svg>yes", "yes" },
	{ "<template><p>no</p></template><p>yes", "yes" },
	{ "<p>see <noscript>no <img src=a></noscript> this</p>", "see this" },
	{ "<p>see <span style='Display : NONE'>not</span> <i hidden>nor</i> this", "see this" },
	{ "<p>caf&eacute; &amp; co &#x2014; &bogus; &</p>", "café & co — &bogus; &" },
	{ "<p>e\xCC\x81t\xC3\xA9</p>", "\xC3\xA9t\xC3\xA9" },
	{ "<p>zero\xE2\x80\x8Bwidth soft&shy;hyphen</p>", "zerowidth soft\xC2\xADhyphen" },
	{ "<pre>one\ntwo\n\nthree</pre>", "one two|three" },
	{ "<table><tr><td>a<td>b</table>", "a|b" },
	{ "<p>said<sup><a href=#n1>[1]</a></sup> so<a href=#n2><sup>2</sup></a>.</p>", "said so." },
	{ "<p>10<sup>3</sup> tons<sup><a href=/law>*</a></sup></p>", "103 tons*" },
	{ "<ruby>\xE6\xBC\xA2<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "\xE6\xBC\xA2(kan)" },
};

START_TEST(blocks_begin_and_end_where_a_reader_sees_it)
{
	cut(cuts[_i].html);
	ck_assert_str_eq(texts(), cuts[_i].texts);
}
END_TEST

static const struct {
	const char *html;
	unsigned words, link_words, bold_words;
} counts[] = {
	{ "<p>One two, three-four it's 5.", 7, 0, 0 },
	{ "<p>W<b>ord</b> <b>two</b>", 2, 0, 1 },
	{ "<p>go <a href=x>to the page</a> now", 5, 3, 0 },
	{ "<p>up <a href='#top'>to the top</a>", 4, 0, 0 },
	{ "<p>an <a name=x>anchor is no link</a>", 5, 0, 0 },
	{ "<p>\xE5\x8C\x97\xE4\xBA\xAC\xE5\xB8\x82", 2, 0, 0 },
	{ "<p>\xE0\xB8\x81\xE0\xB8\xA3\xE0\xB8\xB8\xE0\xB8\x87\xE0\xB9\x80\xE0\xB8\x97\xE0\xB8\x9E",
		2, 0, 0 },
	{ "<p>\xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0 2015", 2, 0, 0 },
	{ "<p>\xC3\xA9t\xC3\xA9 \xC3\xA0 N\xC3\xAEmes, o\xC3\xB9 e\xC3\xA9, \xC3\xA9.\xC3\xA9", 7,
		0, 0 },
	{ "<p>\xC3\xA9<b>t\xC3\xA9</b>\xE5\x8C\x97t\xE5\x8C\x97", 3, 0, 0 },
	{ "<p>...", 0, 0, 0 },
};

START_TEST(words_are_counted_by_script)
{
	cut(counts[_i].html);
	ck_assert_uint_eq(blocks.count, 1);
	ck_assert_uint_eq(blocks.all[0].words, counts[_i].words);
	ck_assert_uint_eq(blocks.all[0].link_words, counts[_i].link_words);
	ck_assert_uint_eq(blocks.all[0].bold_words, counts[_i].bold_words);
}
END_TEST

static const struct {
	const char *html;
	unsigned marks, not_marks;
} marked[] = {
	{ "<p>The ministry said so on Monday.", BLOCK_PROSE | BLOCK_STOPPED | BLOCK_POINTED,
		BLOCK_ITEM },
	{ "<p>\xE2\x80\x9CThat is what we want to know.\xE2\x80\x9D", BLOCK_PROSE | BLOCK_STOPPED,
		0 },
	{ "<p>\xE4\xBB\x96\xE8\xAF\xB4\xEF\xBC\x8C\xE8\xBF\x99\xE6\x98\xAF\xE6\x98\x8E\xE5\xA4\xA9"
	  "\xE7\x9A\x84\xE4\xBA\x8B\xE4\xBA\x8B\xE4\xBA\x8B\xE3\x80\x82",
		BLOCK_PROSE | BLOCK_STOPPED | BLOCK_POINTED, 0 },
	{ "<p>Too short.", BLOCK_STOPPED, BLOCK_PROSE },
	{ "<p><a href=x>All of it is a link to somewhere else.</a>", BLOCK_STOPPED, BLOCK_PROSE },
	{ "<h2>A heading is never prose, however long it is.</h2>", BLOCK_HEADING, BLOCK_PROSE },
	{ "<div role=heading>Also one</div>", BLOCK_HEADING, 0 },
	{ "<ul><li><p>item</p></ul>", BLOCK_ITEM, BLOCK_CELL },
	{ "<ul><li><table><td>cell</table></ul>", BLOCK_CELL, BLOCK_ITEM },
	{ "<blockquote><p>quoted</blockquote>", BLOCK_QUOTE, 0 },
	{ "<figure><img src=a><figcaption>A tank</figcaption></figure>", BLOCK_CAPTION, 0 },
	{ "<button>Share</button>", BLOCK_BUTTON, BLOCK_PROSE },
	{ "<a href=x><div>boxed</div></a>", BLOCK_LINKED_BOX, 0 },
};

START_TEST(blocks_know_what_they_stand_in)
{
	cut(marked[_i].html);
	ck_assert_uint_eq(blocks.count, 1);
	ck_assert_uint_eq(blocks.all[0].marks & marked[_i].marks, marked[_i].marks);
	ck_assert_uint_eq(blocks.all[0].marks & marked[_i].not_marks, 0);
}
END_TEST

static struct slice
link_text(uint32_t l)
{
	const struct block_link *link = &blocks.links[l];
	ck_assert_uint_lt(link->block, blocks.count);
	const struct block *block = &blocks.all[link->block];
	ck_assert_uint_le(link->to, block->length);
	return (struct slice){ blocks.text + block->text + link->from, link->to - link->from };
}

static void
check_link(uint32_t l, uint32_t block, uint32_t line, const char *text)
{
	ck_assert_uint_lt(l, blocks.link_count);
	ck_assert_uint_eq(blocks.links[l].block, block);
	ck_assert_uint_eq(blocks.links[l].line, line);
	struct slice found = link_text(l);
	ck_assert_uint_eq(found.length, strlen(text));
	ck_assert(memcmp(found.data, text, found.length) == 0);
}

START_TEST(links_know_their_text_and_their_line)
{
	cut("<p>See <a href=a> the <b>first</b> </a>,<br><a href=b>second</a> <a href=c><img></a></p>");
	ck_assert_str_eq(texts(), "See the first , second");
	ck_assert_uint_eq(blocks.link_count, 3);
	check_link(0, 0, 0, "the first");
	ck_assert_uint_eq(blocks.links[0].words, 2);
	check_link(1, 0, 1, "second");
	check_link(2, 0, 1, "");
	ck_assert_uint_eq(blocks.all[0].link_count, 3);
	ck_assert_uint_eq(blocks.all[0].line_count, 1);
	ck_assert_uint_eq(blocks.breaks[blocks.all[0].line], strlen("See the first ,"));
}
END_TEST

START_TEST(a_link_around_blocks_stands_in_each_of_them)
{
	cut("<div><a href=a><img></a><a href=b><h3>Head</h3><p>Text</p></a></div><a href=c><img></a>");
	ck_assert_str_eq(texts(), "Head|Text");
	ck_assert_uint_eq(blocks.link_count, 4);
	ck_assert_uint_eq(blocks.links[0].block, 0);
	check_link(1, 0, 0, "Head");
	check_link(2, 1, 0, "Text");
	ck_assert_uint_eq(blocks.links[1].node, blocks.links[2].node);
	ck_assert_uint_eq(blocks.links[3].block, blocks.count);
}
END_TEST

START_TEST(blocks_are_found_by_node)
{
	cut("<div><p>one</p><p><a href=x>two</a></p></div><p>three</p>"
	    "<p>4<p>5<p>6<p>7<p>8<p>9");
	uint32_t div = page_find(&page, page.body, TAG_DIV);
	ck_assert_uint_eq(blocks_at(&blocks, div), 0);
	ck_assert_uint_eq(blocks_at(&blocks, page.nodes[div].end), 2);
	ck_assert_uint_eq(blocks_at(&blocks, page.count), 9);
	for (uint32_t node = 0; node <= page.count; node++) {
		uint32_t b = blocks_at(&blocks, node);
		ck_assert(b == 0 || blocks.all[b - 1].first < node);
		ck_assert(b == blocks.count || blocks.all[b].first >= node);
	}
}
END_TEST

#define PROSE "<p>The council met on Monday and agreed on the plan, its speaker said.</p>"

START_TEST(hidden_blocks_are_marked)
{
	cut(PROSE
		"<div style='color:red;display:none'><p>Hidden words here.</p></div>"
		"<div aria-hidden=true><p>Hidden too.</p></div><dialog><p>Closed.</p></dialog>" PROSE);
	ck_assert_uint_eq(blocks.count, 5);
	for (uint32_t b = 0; b < 5; b++)
		ck_assert_int_eq((blocks.all[b].marks & BLOCK_HIDDEN) != 0, b > 0 && b < 4);
}
END_TEST

START_TEST(what_holds_most_of_the_prose_is_not_hidden)
{
	cut("<div style='display:none'>" PROSE PROSE "<p hidden>Not this.</p></div>" PROSE);
	ck_assert_uint_eq(blocks.all[0].marks & BLOCK_HIDDEN, 0);
	ck_assert_uint_eq(blocks.all[1].marks & BLOCK_HIDDEN, 0);
	ck_assert_uint_ne(blocks.all[2].marks & BLOCK_HIDDEN, 0);
	cut("<div hidden id='S:0'>" PROSE "</div>" PROSE PROSE);
	ck_assert_uint_eq(blocks.all[0].marks & BLOCK_HIDDEN, 0);
}
END_TEST

/* Pieces of which a block is too long. */
static const char *const pieces[] = { "word ", "\xE6\x96\xB0", "\xD8\xA3 ", "&amp;", "e\xCC\x81 ",
	"x&#160;" };

START_TEST(a_block_that_is_too_long_is_cut)
{
	struct buffer html;
	buffer_init(&html, 1 << 20);
	buffer_add_string(&html, "<p>");
	while (html.length < 6 * INLINE_BLOCK_MAX_BYTES)
		buffer_add_string(&html, pieces[_i]);
	buffer_add_string(&html, "<b>more</b><p>Behind it.");
	cut(html.data);
	ck_assert_uint_eq(blocks.count, 2);
	struct slice text = block_text(&blocks, &blocks.all[0]);
	ck_assert_uint_lt(
		text.length, INLINE_BLOCK_MAX_BYTES + 8); /* a character and its blank more */
	ck_assert_uint_ge(text.length, INLINE_BLOCK_MAX_BYTES / 2);
	ck_assert(text_is_valid(text.data, text.length));
	ck_assert_str_eq(block_text(&blocks, &blocks.all[1]).data, "Behind it.");
	buffer_release(&html);
}
END_TEST

START_TEST(blocks_without_end_are_cut)
{
	struct buffer html;
	buffer_init(&html, 1 << 20);
	for (int i = 0; i < 2 * BLOCKS_ALL_MAX; i++)
		buffer_add_string(&html, "<p>a<br><br>b");
	cut(html.data);
	ck_assert_uint_ge(blocks.count, BLOCKS_ALL_MAX);
	ck_assert_uint_le(blocks.count, BLOCKS_ALL_MAX + 2); /* what ends with it */
	buffer_release(&html);
}
END_TEST

static bool
is_stable(UChar32 point)
{
	return u_getCombiningClass(point) == 0 &&
	       u_getIntPropertyValue(point, UCHAR_NFC_QUICK_CHECK) == UNORM_YES;
}

START_TEST(what_nfc_may_change_is_told)
{
	UChar32 point = 0x80;
	while (point <= 0x10FFFF && (is_stable(point) || character_may_compose((uint32_t)point)))
		point++;
	ck_assert_msg(point > 0x10FFFF, "U+%04X", (unsigned)point);
	ck_assert(!character_may_compose(0x3001) && !character_may_compose(0x3002));
	ck_assert(!character_may_compose(0x42F) && !character_may_compose(0xFF0C));
}
END_TEST

/* The lowest of each class, and what is beside it. */
static const struct {
	uint32_t point;
	enum character is;
} classes[] = {
	{ 0x80, CHARACTER_NOTHING },
	{ 0xA0, CHARACTER_SPACE },
	{ 0xAA, CHARACTER_LETTER },
	{ 0xBF, CHARACTER_OTHER },
	{ 0xC0, CHARACTER_LETTER },
	{ 0xD7, CHARACTER_OTHER },
	{ 0xF7, CHARACTER_OTHER },
	{ 0x37E, CHARACTER_STOP },
	{ 0x437, CHARACTER_LETTER },
	{ 0x559, CHARACTER_LETTER },
	{ 0x55A, CHARACTER_POINT },
	{ 0x61F, CHARACTER_STOP },
	{ 0x620, CHARACTER_LETTER },
	{ 0x6D4, CHARACTER_STOP },
	{ 0x963, CHARACTER_LETTER },
	{ 0x965, CHARACTER_STOP },
	{ 0xE01, CHARACTER_UNSPACED },
	{ 0x1FFF, CHARACTER_LETTER },
	{ 0x2009, CHARACTER_SPACE },
	{ 0x2014, CHARACTER_OTHER },
	{ 0x2026, CHARACTER_STOP },
	{ 0x2E80, CHARACTER_IDEOGRAPH },
	{ 0x3000, CHARACTER_SPACE },
	{ 0x3002, CHARACTER_STOP },
	{ 0x3042, CHARACTER_IDEOGRAPH },
	{ 0x318F, CHARACTER_IDEOGRAPH },
	{ 0x3190, CHARACTER_OTHER },
	{ 0x4E00, CHARACTER_IDEOGRAPH },
	{ 0x9FFF, CHARACTER_IDEOGRAPH },
	{ 0xA000, CHARACTER_LETTER },
	{ 0xAC00, CHARACTER_IDEOGRAPH },
	{ 0xFEFF, CHARACTER_NOTHING },
	{ 0xFF0C, CHARACTER_POINT },
	{ 0xFF21, CHARACTER_LETTER },
	{ 0x1F600, CHARACTER_OTHER },
	{ 0x20000, CHARACTER_IDEOGRAPH },
};

START_TEST(characters_have_their_class)
{
	ck_assert_uint_eq(character_class(classes[_i].point), classes[_i].is);
}
END_TEST

/* What the classes of its bytes make of an ASCII text. */
static struct inline_text
counted_by_the_byte(const char *bytes, size_t length, char *out)
{
	struct inline_text text = { .data = out };
	uint32_t words = 0;
	for (size_t i = 0; i < length; i++) {
		enum character is = character_class((unsigned char)bytes[i]);
		if (is == CHARACTER_NOTHING)
			continue;
		words += is == CHARACTER_LETTER && !text.in_word;
		text.in_word = is == CHARACTER_LETTER;
		text.letters += is == CHARACTER_LETTER;
		text.pointed |= is == CHARACTER_POINT || is == CHARACTER_STOP;
		if (is == CHARACTER_SPACE) {
			text.blank = true;
			continue;
		}
		if (text.blank && text.length > 0)
			out[text.length++] = ' ';
		text.blank = false;
		out[text.length++] = bytes[i];
	}
	text.tenths = words * INLINE_WORD;
	return text;
}

START_TEST(text_is_the_same_however_many_bytes_are_taken_at_once)
{
	char bytes[64], out[sizeof(bytes)];
	for (size_t place = 0; place < 48; place++) {
		memcpy(bytes, " some words, of_it and  more 12 signs: (as if) x and what is behind",
			sizeof(bytes));
		bytes[place] = (char)_i;
		size_t length = 48 - place % 2, behind = place % 32 / 2;
		struct inline_text told = counted_by_the_byte(bytes, length, out), made;
		inline_init(&made, arena, bytes + length + behind, length, 1);
		inline_add(&made, (struct slice){ bytes, length }, false);
		ck_assert_mem_eq(made.data, told.data, told.length);
		ck_assert_uint_eq(made.length, told.length);
		ck_assert_uint_eq(made.tenths, told.tenths);
		ck_assert_uint_eq(made.letters, told.letters);
		ck_assert(made.pointed == told.pointed);
		ck_assert(made.in_word == told.in_word && made.blank == told.blank);
	}
}
END_TEST

START_TEST(letters_in_a_row_are_counted_as_their_classes_say)
{
	char bytes[12];
	for (size_t place = 0; place < sizeof(bytes); place++) {
		memset(bytes, 'a', sizeof(bytes));
		bytes[place] = (char)_i;
		bool letter = _i < 128 && character_ascii[_i] == CHARACTER_LETTER;
		for (size_t length = 0; length <= sizeof(bytes); length++) {
			size_t run = letter || length < place ? length : place;
			ck_assert_uint_eq(character_run(bytes, bytes + length), run < 8 ? run : 8);
		}
	}
}
END_TEST

START_TEST(hostile_pages_are_cut_in_one_go)
{
	struct buffer html;
	static const char *const parts[] = { "<a href=x>", "<div>", "<a href=x><div>", "<br>",
		"<b>", "<div hidden>", "<a href=x><object>", "<td>x", "&nGt;", "e\xCC\x81", "\xFF",
		"<ul><li>x" };
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		buffer_init(&html, 1 << 20);
		while (html.length < (1 << 18))
			buffer_add_string(&html, parts[i]);
		cut(html.data);
		buffer_release(&html);
		arena_reset(arena);
	}
}
END_TEST

Suite *
block_suite(void)
{
	Suite *suite = suite_create("block");
	TCase *tc = tcase_create("block");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(
		tc, blocks_begin_and_end_where_a_reader_sees_it, 0, sizeof(cuts) / sizeof(cuts[0]));
	tcase_add_loop_test(tc, words_are_counted_by_script, 0, sizeof(counts) / sizeof(counts[0]));
	tcase_add_loop_test(
		tc, blocks_know_what_they_stand_in, 0, sizeof(marked) / sizeof(marked[0]));
	tcase_add_test(tc, links_know_their_text_and_their_line);
	tcase_add_test(tc, a_link_around_blocks_stands_in_each_of_them);
	tcase_add_test(tc, blocks_are_found_by_node);
	tcase_add_test(tc, hidden_blocks_are_marked);
	tcase_add_test(tc, what_holds_most_of_the_prose_is_not_hidden);
	tcase_add_loop_test(
		tc, a_block_that_is_too_long_is_cut, 0, sizeof(pieces) / sizeof(pieces[0]));
	tcase_add_test(tc, blocks_without_end_are_cut);
	tcase_add_test(tc, what_nfc_may_change_is_told);
	tcase_add_loop_test(
		tc, characters_have_their_class, 0, sizeof(classes) / sizeof(classes[0]));
	tcase_add_loop_test(tc, text_is_the_same_however_many_bytes_are_taken_at_once, 0, 128);
	tcase_add_loop_test(tc, letters_in_a_row_are_counted_as_their_classes_say, 0, 256);
	tcase_add_test(tc, hostile_pages_are_cut_in_one_go);
	suite_add_tcase(suite, tc);
	return suite;
}
