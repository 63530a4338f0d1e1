/* Encodings: what a page says, what it is, and what becomes of its bytes. */
#include "html/charset.h"

#include <check.h>
#include <stdio.h>

#include "base/text.h"
#include "fixture/arena.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
	const char *label, *name;
} labels[] = {
	{ "utf-8", "UTF-8" },
	{ " UTF8\n", "UTF-8" },
	{ "latin1", "windows-1252" },
	{ "ISO-8859-1", "windows-1252" },
	{ "us-ascii", "windows-1252" },
	{ "ISO_8859-2:1987", "ISO-8859-2" },
	{ "iso-8859-9", "windows-1254" },
	{ "gb2312", "GBK" },
	{ "GB18030", "gb18030" },
	{ "big5-hkscs", "Big5" },
	{ "x-sjis", "Shift_JIS" },
	{ "ks_c_5601-1987", "EUC-KR" },
	{ "cp1251", "windows-1251" },
	{ "koi8-ru", "KOI8-U" },
	{ "tis-620", "windows-874" },
	{ "utf-16", "UTF-16LE" },
	{ "utf-7", NULL },
	{ "", NULL },
	{ "utf-8 utf-8 utf-8 utf-8 utf-8 utf-8 utf-8", NULL },
};

START_TEST(labels_are_read_as_browsers_read_them)
{
	ck_assert_pstr_eq(charset_of_label(slice_of(labels[_i].label)), labels[_i].name);
}
END_TEST

static const struct {
	const char *value, *label;
} content_types[] = {
	{ "text/html; charset=gb2312", "gb2312" },
	{ "text/html;charset=\"utf-8\"", "utf-8" },
	{ "text/html; Charset = 'x y' ; q=1", "x y" },
	{ "text/html; charset=utf-8;boundary=x", "utf-8" },
	{ "text/html; charset; charset=koi8-r", "koi8-r" },
	{ "text/html; charset=\"utf-8", NULL },
	{ "text/html; charset=", NULL },
	{ "text/html", NULL },
	{ NULL, NULL },
};

START_TEST(a_content_type_names_its_charset)
{
	struct slice label = charset_of_content_type(content_types[_i].value);
	if (content_types[_i].label == NULL)
		ck_assert_ptr_null(label.data);
	else
		ck_assert(slice_equals(label, slice_of(content_types[_i].label)));
}
END_TEST

static const struct {
	const char *name, *bytes, *text;
} conversions[] = {
	{ "windows-1252",
		"\x93"
		"caf\xE9\x94 \x80",
		"\xE2\x80\x9C"
		"caf\xC3\xA9\xE2\x80\x9D \xE2\x82\xAC" },
	{ "windows-1251", "\xCC\xEE\xF1\xEA\xE2\xE0", "Москва" },
	{ "KOI8-R", "\xED\xCF\xD3\xCB\xD7\xC1", "Москва" },
	{ "ISO-8859-2", "\xA3\xF3\x64\xBC", "Łódź" },
	{ "ISO-8859-16", "\xC3\xE3 \xBA\xFE \xA4", "Ăă șț €" },
	{ "GBK", "\xB1\xB1\xBE\xA9", "北京" },
	{ "gb18030", "\xB1\xB1\x81\x30\x84\x36\xBE\xA9", "北¥京" },
	{ "Big5", "\xA5\x5F\xA8\xCA", "北京" },
	{ "Shift_JIS", "\x93\x8C\x8B\x9E \xB1 \x87\x40", "東京 ｱ ①" },
	{ "EUC-JP", "\xC5\xEC\xB5\xFE", "東京" },
	{ "ISO-2022-JP", "\x1B$B\x45\x6C\x35\x7E\x1B(B", "東京" },
	{ "EUC-KR", "\xBC\xAD\xBF\xEF", "서울" },
	{ "windows-874", "\xA1\xC3\xD8\xA7", "กรุง" },
	{ "windows-1256", "\xCE\xC8\xD1", "خبر" },
	{ "HZ-GB-2312", "~{1\x31>)~}", "北京" },
	{ "UTF-8",
		"a\xFF"
		"b\xE2\x82"
		"c",
		"a\xEF\xBF\xBD"
		"b\xEF\xBF\xBD"
		"c" },
	{ "GBK", "a\xB1<p>", "a\xEF\xBF\xBD<p>" },
};

START_TEST(bytes_are_converted_and_bad_ones_cost_themselves)
{
	struct slice text =
		charset_convert(arena, slice_of(conversions[_i].bytes), conversions[_i].name);
	ck_assert_msg(slice_equals(text, slice_of(conversions[_i].text)), "%s gives %.*s",
		conversions[_i].name, (int)text.length, text.data);
}
END_TEST

#define RUSSIAN_1251                                                                                \
	"<p>\xCF\xF0\xE0\xE2\xE8\xF2\xE5\xEB\xFC\xF1\xF2\xE2\xEE \xEE\xE1\xFA\xFF\xE2\xE8\xEB\xEE " \
	"\xEE \xED\xEE\xE2\xFB\xF5 \xEC\xE5\xF0\xE0\xF5 \xEF\xEE\xE4\xE4\xE5\xF0\xE6\xEA\xE8 "      \
	"\xE4\xEB\xFF \xF2\xE5\xF5, \xEA\xF2\xEE \xF0\xE0\xE1\xEE\xF2\xE0\xE5\xF2 \xED\xE0 \xF1\xE5\xEB\xE5</p>"

/* `text` must be found in the result; with no text, only the name counts. */
static const struct {
	const char *bytes, *content_type, *name, *text;
} pages[] = {
	{ "plain", NULL, "UTF-8", "plain" },
	{ "caf\xC3\xA9", NULL, "UTF-8", "café" },
	{ "\xEF\xBB\xBF<p>caf\xC3\xA9", "text/html; charset=latin1", "UTF-8", "<p>café" },
	{ "<p>caf\xE9", "text/html; charset=iso-8859-1", "windows-1252", "café" },
	{ "<meta charset=utf-8><p>caf\xE9", "text/html; charset=iso-8859-1", "windows-1252",
		"café" },
	{ "<meta charset=\"windows-1251\"><p>\xCC\xE8\xF0", NULL, "windows-1251", "Мир" },
	{ "<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=gb2312'>\xB1\xB1\xBE\xA9",
		"text/html", "GBK", "北京" },
	{ "<meta content='text/html; charset=koi8-r' http-equiv=content-type>\xCD\xC9\xD2", NULL,
		"KOI8-R", "мир" },
	{ "<!-- <meta charset=koi8-r> --><meta charset=windows-1251>\xCC\xE8\xF0", NULL,
		"windows-1251", "Мир" },
	{ "<script>'<meta charset=koi8-r>'</script><meta charset=windows-1251>\xCC\xE8\xF0", NULL,
		"windows-1251", "Мир" },
	{ "<meta name=x content='charset=koi8-r'><meta charset=windows-1251>\xCC\xE8\xF0", NULL,
		"windows-1251", "Мир" },
	{ "<meta charset=nonsense><meta charset=windows-1251>\xCC\xE8\xF0", NULL, "windows-1251",
		"Мир" },
	{ "<?xml version='1.0' encoding='windows-1251'?><p>\xCC\xE8\xF0", NULL, "windows-1251",
		"Мир" },
	{ "<meta charset=utf-16><p>caf\xC3\xA9", NULL, "UTF-8", "café" },
	{ "<p>caf\xC3\xA9", "text/html; charset=utf-16", "UTF-8", "café" },
	/* The server is wrong where so much can only be UTF-8. */
	{ "<p>éàèüöäß «ça»", "text/html; charset=iso-8859-1", "UTF-8", "éàèüöäß «ça»" },
	{ "<p>caf\xC3\xA9", "text/html; charset=iso-8859-1", "windows-1252", "cafÃ©" },
	/* One bad byte in much UTF-8 costs itself. */
	{ "<p>éàèüöäß «ça» \xE9", NULL, "UTF-8", "éàèüöäß «ça» \xEF\xBF\xBD" },
	{ "<p>éàèüöäß «ça» \xE9", "text/html; charset=utf-8", "UTF-8",
		"éàèüöäß «ça» \xEF\xBF\xBD" },
	/* The page is wrong where there is no UTF-8. */
	{ "<meta charset=utf-8>" RUSSIAN_1251, NULL, "windows-1251", "Правительство" },
	{ RUSSIAN_1251, NULL, "windows-1251", "Правительство" },
	{ "<p>\x1B$B\x45\x6C\x35\x7E\x1B(B", "text/html; charset=iso-2022-jp", "ISO-2022-JP",
		"東京" },
};

START_TEST(a_page_is_read_in_the_encoding_it_is_in)
{
	const char *name = NULL;
	struct slice text =
		charset_html(arena, slice_of(pages[_i].bytes), pages[_i].content_type, &name);
	ck_assert_str_eq(name, pages[_i].name);
	ck_assert_msg(
		memmem(text.data, text.length, pages[_i].text, strlen(pages[_i].text)) != NULL,
		"%.*s", (int)text.length, text.data);
	ck_assert(text_is_valid(text.data, text.length));
}
END_TEST

START_TEST(a_page_that_begins_badly_is_read_to_its_end)
{
	char bytes[400];
	const char *name;
	memset(bytes, '\xFF', 20);
	for (size_t i = 20; i < sizeof(bytes); i += 2)
		memcpy(bytes + i, "\xC3\xA9", 2);
	charset_html(arena, (struct slice){ bytes, sizeof(bytes) }, NULL, &name);
	ck_assert_str_eq(name, "UTF-8");
	memset(bytes, '\xFF', sizeof(bytes) / 2);
	charset_html(arena, (struct slice){ bytes, sizeof(bytes) }, NULL, &name);
	ck_assert_str_ne(name, "UTF-8");
}
END_TEST

START_TEST(utf16_is_read_by_its_mark)
{
	static const char little[] = "\xFF\xFE<\0p\0>\0\xE9\0", big[] = "\xFE\xFF\0<\0p\0>\0\xE9";
	const char *name;
	struct slice text = charset_html(
		arena, (struct slice){ little, sizeof(little) - 1 }, "text/html", &name);
	ck_assert_str_eq(name, "UTF-16LE");
	ck_assert(slice_equals(text, SLICE("<p>é")));
	text = charset_html(arena, (struct slice){ big, sizeof(big) - 1 }, NULL, &name);
	ck_assert_str_eq(name, "UTF-16BE");
	ck_assert(slice_equals(text, SLICE("<p>é")));
}
END_TEST

START_TEST(what_is_utf8_is_not_copied)
{
	struct slice bytes = SLICE("\xEF\xBB\xBF<p>é");
	ck_assert_ptr_eq(charset_html(arena, bytes, NULL, NULL).data, bytes.data + 3);
	struct slice ascii = SLICE("<p>e");
	ck_assert_ptr_eq(
		charset_html(arena, ascii, "text/html; charset=gbk", NULL).data, ascii.data);
	ck_assert_uint_eq(charset_html(arena, (struct slice){ "", 0 }, NULL, NULL).length, 0);
}
END_TEST

/* Sequences that are not, or may seem not to be, well-formed. */
static const char *const doubtful[] = {
	"",
	"\xC3",
	"\x80",
	"\xC1\xA9",
	"\xE0\x9F\xBF",
	"\xE0\xA0\x80",
	"\xE6\x96",
	"\xE6\xC3\xA9",
	"\xED\x9F\xBF",
	"\xED\xA0\x80",
	"\xEF\xBF\xBD",
	"\xF0\x9F\x98\x80",
	"\xF0\x8F\xBF\xBF",
	"\xF4\x8F\xBF\xBF",
	"\xF4\x90\x80\x80",
	"\xF5\x80\x80\x80",
	"\xFF",
};

/* They stand at each place of the sixteen bytes that are looked at together. */
START_TEST(one_bad_sequence_costs_itself_wherever_it_stands)
{
	static const char around[] = "жeж\xE6\x96\xB0\xE6\x96\xB0жжeжжeжeeжeжжeж";
	for (size_t front = 0; front < sizeof(around); front++) {
		char bytes[3 * sizeof(around)], expected[3 * sizeof(bytes)];
		if ((around[front] & 0xC0) == 0x80)
			continue;
		int length = snprintf(
			bytes, sizeof(bytes), "%.*s%s%s", (int)front, around, doubtful[_i], around);
		size_t written = 0;
		for (const char *at = bytes; at < bytes + length;)
			written += text_encode(
				text_decode(at, bytes + length, &at), expected + written);
		struct slice html = { bytes, (size_t)length };
		struct slice text = charset_html(arena, html, "text/html; charset=utf-8", NULL);
		ck_assert(slice_equals(text, (struct slice){ expected, written }));
	}
}
END_TEST

START_TEST(every_byte_in_every_encoding_gives_utf8)
{
	char bytes[256 * 3];
	for (int i = 0; i < 256; i++)
		bytes[i * 3] = (char)i, bytes[i * 3 + 1] = (char)(i * 7), bytes[i * 3 + 2] = ' ';
	for (size_t i = 0; i < COUNT(labels); i++) {
		struct slice label = slice_of(labels[i].label);
		if (charset_of_label(label) == NULL)
			continue;
		struct slice text = charset_convert(
			arena, (struct slice){ bytes, sizeof(bytes) }, charset_of_label(label));
		ck_assert(text.length > 0);
		ck_assert(text_is_valid(text.data, text.length));
	}
}
END_TEST

Suite *
charset_suite(void)
{
	Suite *suite = suite_create("charset");
	TCase *tc = tcase_create("charset");
	tcase_add_checked_fixture(tc, arena_set_up, arena_tear_down);
	tcase_add_loop_test(tc, labels_are_read_as_browsers_read_them, 0, COUNT(labels));
	tcase_add_loop_test(tc, a_content_type_names_its_charset, 0, COUNT(content_types));
	tcase_add_loop_test(
		tc, bytes_are_converted_and_bad_ones_cost_themselves, 0, COUNT(conversions));
	tcase_add_loop_test(tc, a_page_is_read_in_the_encoding_it_is_in, 0, COUNT(pages));
	tcase_add_test(tc, a_page_that_begins_badly_is_read_to_its_end);
	tcase_add_test(tc, utf16_is_read_by_its_mark);
	tcase_add_test(tc, what_is_utf8_is_not_copied);
	tcase_add_loop_test(
		tc, one_bad_sequence_costs_itself_wherever_it_stands, 0, COUNT(doubtful));
	tcase_add_test(tc, every_byte_in_every_encoding_gives_utf8);
	suite_add_tcase(suite, tc);
	return suite;
}
