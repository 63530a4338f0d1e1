/* Pieces that trouble a tokenizer, a tree, or what reads the text of it. */
#include "hostile.h"

#include <string.h>

/* A page of one piece over and over. */
static const struct {
	const char *name, *first;
	struct slice piece;
} hostile[] = {
	{ "<div>", "", { "<div>", 5 } },
	{ "<a", "", { "<a", 2 } },
	{ "<a>", "", { "<a>", 3 } },
	{ "<b>", "", { "<b>", 3 } },
	{ "unclosed quotes", "", { "<a b=\"", 6 } },
	{ "attributes", "<a ", { "a ", 2 } },
	{ "attributes=", "<a ", { "a=b ", 4 } },
	{ "</p>", "", { "</p>", 4 } },
	{ "<p>", "", { "<p>", 3 } },
	{ "<table>", "", { "<table>", 7 } },
	{ "<table><td>", "", { "<table><td>", 11 } },
	{ "<table>x", "", { "<table>x", 8 } },
	{ "<b><p></b>", "", { "<b><p></b>", 10 } },
	{ "<a><div></a>", "", { "<a><div></a>", 12 } },
	{ "<font size=1><p>", "", { "<font size=1><p>", 16 } },
	{ "<form><b></form>", "", { "<form><b></form>", 16 } },
	{ "<li>", "", { "<ul><li>", 8 } },
	{ "<svg>", "", { "<svg>", 5 } },
	{ "<select>", "", { "<select><option>", 16 } },
	{ "<template>", "", { "<template>", 10 } },
	{ "<x-y></z>", "", { "<x-y></z>", 9 } },
	{ "<script><!--", "", { "<script><!--<script", 19 } },
	{ "<!--", "", { "<!-- --", 7 } },
	{ "<", "", { "<", 1 } },
	{ "&", "", { "&", 1 } },
	{ "NUL", "", { "\0", 1 } },
	{ "<p>text", "", { "<p>Some words, and more.", sizeof("<p>Some words, and more.") - 1 } },
	{ "links", "",
		{ "<a href=/a/b-c-d-e-1>Some words of it</a>",
			sizeof("<a href=/a/b-c-d-e-1>Some words of it</a>") - 1 } },
	{ "links in p", "<p>",
		{ "words <a href=/a/b?c=d&e=1>Some words of it</a>, ",
			sizeof("words <a href=/a/b?c=d&e=1>Some words of it</a>, ") - 1 } },
	{ "<figure>", "<h1>x</h1>", { "<figure>", sizeof("<figure>") - 1 } },
	{ "<figure><img>", "<h1>x</h1>",
		{ "<figure><img src=a>", sizeof("<figure><img src=a>") - 1 } },
	{ "<img>", "<h1>x</h1><p>Words of a text, and a point.",
		{ "<img src=a>b ", sizeof("<img src=a>b ") - 1 } },
	{ "<div class>", "<h1>x</h1>",
		{ "<div class=caption>", sizeof("<div class=caption>") - 1 } },
	{ "<div hidden>", "", { "<div hidden>a", sizeof("<div hidden>a") - 1 } },
	{ "<b>text", "", { "<b>word<br>", sizeof("<b>word<br>") - 1 } },
	{ "<br><br>", "", { "a<br><br>", sizeof("a<br><br>") - 1 } },
	{ "<time>", "", { "<time>12", sizeof("<time>12") - 1 } },
	{ "itemprop", "", { "<i itemprop=author>a", sizeof("<i itemprop=author>a") - 1 } },
	{ "<h2>", "", { "<h2>A heading", sizeof("<h2>A heading") - 1 } },
	{ "<article>", "",
		{ "<article><p>Words of a text, and a point.",
			sizeof("<article><p>Words of a text, and a point.") - 1 } },
	{ "by", "<h1>x</h1><p>", { "by Ann ", sizeof("by Ann ") - 1 } },
	{ "names", "<h1>x</h1><figure><figcaption>", { "Reuters ", sizeof("Reuters ") - 1 } },
	{ "digits", "<h1>x</h1><p>", { "12:1 ", sizeof("12:1 ") - 1 } },
	{ "brackets", "<h1>x</h1><figcaption>", { "(", sizeof("(") - 1 } },
	{ "class", "<p class='", { "a-b ", sizeof("a-b ") - 1 } },
	{ "classes", "", { "<p class=a-b-c>", sizeof("<p class=a-b-c>") - 1 } },
	{ "JSON-LD [", "<script type=application/ld+json>", { "[", sizeof("[") - 1 } },
	{ "JSON-LD {", "<script type=application/ld+json>", { "{\"a\":", sizeof("{\"a\":") - 1 } },
	{ "JSON-LD quotes", "<script type=application/ld+json>", { "\"\\", sizeof("\"\\") - 1 } },
	{ "accents", "<p>", { "\xCC\x81", sizeof("\xCC\x81") - 1 } },
	{ "Han", "<p>", { "\xE6\x96\xB0\xE3\x80\x82", sizeof("\xE6\x96\xB0\xE3\x80\x82") - 1 } },
	{ "bad UTF-8", "<p>", { "\xC3", sizeof("\xC3") - 1 } },
	{ "&amp;", "<p>", { "&amp;", sizeof("&amp;") - 1 } },
};

const size_t hostile_count = sizeof(hostile) / sizeof(hostile[0]);

const char *
hostile_name(size_t number)
{
	return hostile[number].name;
}

struct slice
hostile_page(size_t number, char *bytes)
{
	struct slice piece = hostile[number].piece;
	size_t length = strlen(hostile[number].first);
	memcpy(bytes, hostile[number].first, length);
	for (; length + piece.length <= HOSTILE_BYTES; length += piece.length)
		memcpy(bytes + length, piece.data, piece.length);
	return (struct slice){ bytes, length };
}
