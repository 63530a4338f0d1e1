/* Pieces that trouble a tokenizer, a tree, or what reads the text of it. */
#include "hostile.h"

#include <string.h>

#define PIECE(text)                      \
	{                                \
		(text), sizeof(text) - 1 \
	}

/* A page of one piece over and over. */
static const struct {
	const char *name, *first;
	struct slice piece;
} hostile[] = {
	{ "<div>", "", PIECE("<div>") },
	{ "<a", "", PIECE("<a") },
	{ "<a>", "", PIECE("<a>") },
	{ "<b>", "", PIECE("<b>") },
	{ "unclosed quotes", "", PIECE("<a b=\"") },
	{ "attributes", "<a ", PIECE("a ") },
	{ "attributes=", "<a ", PIECE("a=b ") },
	{ "</p>", "", PIECE("</p>") },
	{ "<p>", "", PIECE("<p>") },
	{ "<table>", "", PIECE("<table>") },
	{ "<table><td>", "", PIECE("<table><td>") },
	{ "<table>x", "", PIECE("<table>x") },
	{ "<b><p></b>", "", PIECE("<b><p></b>") },
	{ "<a><div></a>", "", PIECE("<a><div></a>") },
	{ "<font size=1><p>", "", PIECE("<font size=1><p>") },
	{ "<form><b></form>", "", PIECE("<form><b></form>") },
	{ "<li>", "", PIECE("<ul><li>") },
	{ "<svg>", "", PIECE("<svg>") },
	{ "<select>", "", PIECE("<select><option>") },
	{ "<template>", "", PIECE("<template>") },
	{ "<x-y></z>", "", PIECE("<x-y></z>") },
	{ "<script><!--", "", PIECE("<script><!--<script") },
	{ "<!--", "", PIECE("<!-- --") },
	{ "<", "", PIECE("<") },
	{ "&", "", PIECE("&") },
	{ "NUL", "", PIECE("\0") },
	{ "<p>text", "", PIECE("<p>Some words, and more.") },
	{ "links", "", PIECE("<a href=/a/b-c-d-e-1>Some words of it</a>") },
	{ "links in p", "<p>", PIECE("words <a href=/a/b?c=d&e=1>Some words of it</a>, ") },
	{ "<figure>", "<h1>x</h1>", PIECE("<figure>") },
	{ "<figure><img>", "<h1>x</h1>", PIECE("<figure><img src=a>") },
	{ "<img>", "<h1>x</h1><p>Words of a text, and a point.", PIECE("<img src=a>b ") },
	{ "<div class>", "<h1>x</h1>", PIECE("<div class=caption>") },
	{ "<div hidden>", "", PIECE("<div hidden>a") },
	{ "<b>text", "", PIECE("<b>word<br>") },
	{ "<br><br>", "", PIECE("a<br><br>") },
	{ "<time>", "", PIECE("<time>12") },
	{ "itemprop", "", PIECE("<i itemprop=author>a") },
	{ "<h2>", "", PIECE("<h2>A heading") },
	{ "<article>", "", PIECE("<article><p>Words of a text, and a point.") },
	{ "by", "<h1>x</h1><p>", PIECE("by Ann ") },
	{ "names", "<h1>x</h1><figure><figcaption>", PIECE("Reuters ") },
	{ "digits", "<h1>x</h1><p>", PIECE("12:1 ") },
	{ "brackets", "<h1>x</h1><figcaption>", PIECE("(") },
	{ "class", "<p class='", PIECE("a-b ") },
	{ "classes", "", PIECE("<p class=a-b-c>") },
	{ "JSON-LD [", "<script type=application/ld+json>", PIECE("[") },
	{ "JSON-LD {", "<script type=application/ld+json>", PIECE("{\"a\":") },
	{ "JSON-LD quotes", "<script type=application/ld+json>", PIECE("\"\\") },
	{ "accents", "<p>", PIECE("\xCC\x81") },
	{ "Han", "<p>", PIECE("\xE6\x96\xB0\xE3\x80\x82") },
	{ "bad UTF-8", "<p>", PIECE("\xC3") },
	{ "&amp;", "<p>", PIECE("&amp;") },
	{ "ld+json scripts", "", PIECE("<script type=application/ld+json>{}</script>") },
	{ "meta", "", PIECE("<meta name=author content=a>") },
	{ "<time> apart", "<h1>x</h1>", PIECE("<time>1 May 2015</time> ") },
	{ "srcset", "<h1>x</h1><p>Words of a text, and a point.<img srcset='", PIECE("a 1w, ") },
	{ "data:", "<h1>x</h1><p>Words of a text, and a point.<img src='data:image/png;base64,",
		PIECE("AAAA") },
	{ "long links", "",
		PIECE("<a href=/a/b-c-d-e-f-g-h-i-j-k-l-m-n-o-p-q-r-s-t-1>Some words</a>") },
	{ "labels", "",
		PIECE("<h2>More of it</h2><ul><li><a href=/a/b-c-d-e-1>Some words of it</a></ul>") },
	{ "comments", "", PIECE("<!--a--><p>b") },
	{ "CDATA", "", PIECE("<![CDATA[a]]>") },
	{ "&amp", "<p>", PIECE("&amp") },
	{ "&nbsp;", "<p>", PIECE("&nbsp;") },
	{ "&shy;", "<p>", PIECE("a&shy;") },
	{ "marks in p", "",
		PIECE("<p>e\xCC\x81"
		      "e\xCC\x81"
		      "e\xCC\x81"
		      "e\xCC\x81 e\xCC\x81"
		      "e\xCC\x81"
		      "e\xCC\x81"
		      "e\xCC\x81") },
	{ "Han in p", "",
		PIECE("<p>\xE6\x96\xB0\xE6\x96\xB0\xE3\x80\x82\xE6\x96\xB0\xE6\x96\xB0\xE3\x80\x82") },
	{ "bad UTF-8 in p", "",
		PIECE("<p>\xC3\xC3\xC3 \xC3\xC3\xC3\xC3\xC3 \xC3\xC3\xC3 \xC3\xC3\xC3\xC3") },
	{ "RTL marks", "<p>", PIECE("\xE2\x80\x8F\xD7\x90") },
	{ "<td>dates", "<h1>x</h1><table>", PIECE("<tr><td>1 May 2015") },
	{ "quotes", "<h1>x</h1>",
		PIECE("<p>\xE2\x80\x9C"
		      "By Ann\xE2\x80\x9D (Reuters) ") },
	{ "JSON-LD arrays", "<script type=application/ld+json>[", PIECE("[1],") },
	{ "mixed", "", PIECE("<div><ul><li><table><tr><td><b>x") },
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
