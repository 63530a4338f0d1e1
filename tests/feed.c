/* Feeds: each fixture in tests/feed with what is read from it, and what no file can show. */
#include "extract/extract.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "sources.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* tests/feed/NAME is to give tests/feed/NAME.expected */
static const struct source_fixture fixtures[] = {
	{ .file = "rss-2.0.xml" },
	{ .file = "rss-0.91.xml" },
	{ .file = "rss-0.90.rdf" },
	{ .file = "rss-1.0.rdf" },
	{ .file = "atom-1.0.xml" },
	{ .file = "atom-0.3.xml" },
	{ .file = "json-1.0.jsonfeed" },
	{ .file = "json-1.1.jsonfeed" },
	{ .file = "prefixes.xml" },
	{ .file = "undeclared.xml" },
	{ .file = "broken.xml" },
	{ .file = "warning.xml" },
	{ .file = "bomb.xml" },
	{ .file = "utf-16le.xml" },
	{ .file = "utf-16be-bare.xml" },
	{ .file = "utf-32.xml" },
	{ .file = "utf-8-bom.xml" },
	{ .file = "says-utf-16.xml" },
	{ .file = "says-latin-is-utf-8.xml" },
	{ .file = "windows-1252.xml" },
	{ .file = "undeclared-1252.xml" },
	{ .file = "c1.xml" },
	{ .file = "gb2312.xml" },
	{ .file = "euc-jp.xml" },
	{ .file = "koi8-r.xml" },
	{ .file = "undeclared-koi8-r.xml" },
	{ .file = "mixed.xml" },
	{ .file = "http-charset.xml", .content_type = "text/xml; charset=windows-1251" },
	{ .file = "http-wrong.xml", .content_type = "text/xml; charset=utf-8" },
	{ .file = "ebcdic.xml" },
	{ .file = "ebcdic-turkish.xml" }, /* whose quotes stand elsewhere */
	{ .file = "clean.xml" },
	{ .file = "clean.xml", .html = true, .expected = "clean-html" },
	{ .file = "atom-1.0.xml", .html = true, .expected = "atom-html" },
};

START_TEST(reads_fixtures)
{
	source_fixture_check("feed", &fixtures[_i]);
}
END_TEST

/* One item's members, and what the entry then has; the member under test is named. */
static const struct {
	const char *item, *member, *value;
} items[] = {
	{ "<guid>urn:x</guid>", "id", "urn:x" },
	/* An ampersand in an attribute, in each of its ways. */
	{ "<a:link xmlns:a='http://www.w3.org/2005/Atom' href='http://a.example/f?a=1&amp;b=2&#38;c=3&#x26;d=4'/>",
		"link", "http://a.example/f?a=1&b=2&c=3&d=4" },
	{ "<enclosure type='image/jpeg' url='http://a.example/i?a=1&amp;b=2'/>", "image",
		"http://a.example/i?a=1&b=2" },
	{ "<guid></guid><link>http://a.example/1</link>", "id", NULL },
	{ "<guid isPermaLink='false'>http://a.example/g</guid>", "link", NULL },
	{ "<guid>http://a.example/g</guid>", "link", "http://a.example/g" },
	{ "<guid>http://a.example/g</guid><link>/l</link>", "link", "http://a.example/l" },
	{ "<link> \n http://A.example:80/x y \n</link>", "link", "http://a.example/x%20y" },
	{ "<link><![CDATA[http://a.example/?a=1&b=2]]></link>", "link",
		"http://a.example/?a=1&b=2" },
	{ "<link>javascript:evil()</link>", "link", NULL },
	{ "<link href='http://a.example/h'/>", "link", "http://a.example/h" },
	{ "<a:link xmlns:a='http://www.w3.org/2005/Atom' href='/a'/>", "link",
		"http://a.example/a" },
	{ "<link>http://feeds.feedburner.com/~r/1</link><feedburner:origLink xmlns:feedburner="
	  "'http://rssnamespace.org/feedburner/ext/1.0'>http://a.example/o</feedburner:origLink>",
		"link", "http://a.example/o" },
	{ "<title>A &lt;3 B</title>", "title", "A <3 B" },
	{ "<title>1 &lt; 2 &amp;gt; 0</title>", "title", "1 < 2 > 0" },
	{ "<title><![CDATA[Q&A: x &amp; y]]></title>", "title", "Q&A: x & y" },
	{ "<title>Two\n  lines</title>", "title", "Two lines" },
	{ "<title>With <em>markup</em> inside</title>", "title", "With markup inside" },
	{ "<title></title><title>Second</title>", "title", "Second" },
	{ "<TITLE>Loud</TITLE>", "title", "Loud" },
	{ "<title/>", "title", NULL },
	{ "<author>a@b.example (Ann)</author>", "author", "Ann" },
	{ "<author>Ann (a@b.example)</author>", "author", "Ann" },
	{ "<author>a@b.example</author>", "author", "a@b.example" },
	{ "<dc:creator>Ann</dc:creator><dc:creator>Bob</dc:creator>", "author", "Ann, Bob" },
	{ "<dc:creator>Ann</dc:creator><dc:creator>Ann</dc:creator>", "author", "Ann" },
	{ "<dc:date>2015-09-30T01:20:00Z</dc:date>", "published", "2015-09-30T01:20:00Z" },
	{ "<pubDate>bogus</pubDate><dc:date>2015-09-30T01:20:00Z</dc:date>", "published",
		"2015-09-30T01:20:00Z" },
	{ "<pubDate>not a date</pubDate>", "published", NULL },
	{ "<dcterms:modified xmlns:dcterms='http://purl.org/dc/terms/'>2015-09-30</dcterms:modified>",
		"updated", "2015-09-30T00:00:00Z" },
	{ "<description>a<br/>b</description>", "summary", "a\nb" },
	{ "<description>&lt;p>a&lt;/p> \n &lt;p>&lt;/p>&lt;div>b c&lt;/div></description>",
		"summary", "a\nb c" },
	{ "<description>line one\nline two</description>", "summary", "line one line two" },
	{ "<description>5 &amp;lt; 6 &amp;amp; 7</description>", "summary", "5 < 6 & 7" },
	{ "<description>It&amp;amp;#8217;s</description>", "summary", "It’s" },
	{ "<description>&lt;script>x&lt;/script>&lt;style>y&lt;/style></description>", "summary",
		NULL },
	{ "<body xmlns='http://www.w3.org/1999/xhtml'><p>In</p><p>line</p></body>", "content",
		"In\nline" },
	{ "<enclosure url='/e.mp3' type='audio/mpeg'/><enclosure url='/e.png' type='image/png'/>",
		"image", "http://a.example/e.png" },
	{ "<media:content url='/a.jpg' medium='image' width='10'/><media:content url='/b.jpg' "
	  "type='image/jpeg' width='20'/><media:thumbnail url='/t.jpg' width='900'/>",
		"image", "http://a.example/b.jpg" },
	{ "<media:content url='/v.mp4'><media:thumbnail url='/t.jpg'/></media:content>", "image",
		"http://a.example/t.jpg" },
	{ "<description>Open <b>bold<pubDate>Wed, 30 Sep 2015 09:20:00 GMT</pubDate>", "published",
		"2015-09-30T09:20:00Z" },
	{ "<description>Open <b>bold<guid>g</guid><title>T</title>", "summary", "Open bold" },
	{ "<image>http://a.example/i.jpg</image>", "image", "http://a.example/i.jpg" },
	{ "<image>Not an address</image>", "image", NULL },
	{ "<itunes:title>Long</itunes:title><title>Short</title>", "title", "Short" },
	{ "<itunes:title>Alone</itunes:title>", "title", "Alone" },
	{ "<itunes:subtitle>b</itunes:subtitle><itunes:summary>a</itunes:summary>", "summary",
		"a" },
	{ "<itunes:author>Ann</itunes:author>", "author", "Ann" },
	{ "<itunes:image href='/i.jpg'/>", "image", "http://a.example/i.jpg" },
	{ "<author>a@b.example Ann Lee</author>", "author", "Ann Lee" },
	{ "<author>Ann @ work</author>", "author", "Ann @ work" },
	{ "<author>mailto:a@b.example</author>", "author", "a@b.example" },
	{ "<fullitem>All of it</fullitem>", "content", "All of it" },
	{ "<title>It&#X2019;s</title>", "title", "It\xE2\x80\x99s" },
	{ "<description>Open <b>bold<link>http://a.example/1</link>", "link",
		"http://a.example/1" },
	{ "<description>Open <b>bold<link>http://a.example/1</link>", "summary", "Open bold" },
	{ "<description>Seen&lt;!-- not</description>", "summary", "Seen" },
	{ "<description>Seen &lt;a href=\"http://a.ex</description>", "summary", "Seen" },
	{ "<description>x &lt;y and y = z</description>", "summary", "x <y and y = z" },
	{ "<description>Seen&lt;?php echo ?></description>", "summary", "Seen" },
	{ "<enclosure url=\"/i.jpg\" type=\"image/jpeg/>\n<guid isPermaLink=\"false\">g</guid>",
		"id", "g" },
	{ "<author>&lt;a@b.example></author>", "author", "a@b.example" },
	{ "<itunes:image url='/i.jpg'/>", "image", "http://a.example/i.jpg" },
	{ "<summary>Short</summary><description>Long</description>", "summary", "Short" },
	{ "<summary>Short</summary><description>Long</description>", "content", "Long" },
	{ "<description>One</description><description>Two</description>", "content", NULL },
	{ "<description>&lt;img src='/c.gif' width=1 height=1>&lt;IMG alt='' src='p?a&amp;amp;b'>"
	  "</description>",
		"image", "http://a.example/p?a&b" },
	{ "<description>&lt;img src='data:image/gif;base64,R0'>x</description>", "image", NULL },
	{ "<description>&lt;img src='/d.jpg'></description><media:thumbnail url='/t.jpg'/>",
		"image", "http://a.example/t.jpg" },
	{ "<dc:creator xmlns:dc='http://purl.org/dc/elements/2.0/'>Ann</dc:creator>", "author",
		"Ann" },
	{ "<source url='http://b.example/'>Other</source><comments>http://c.example/</comments>",
		"link", NULL },
	{ "<title xml:lang='fr' xml:base='http://z.example/'>Base</title>", "title", "Base" },
};

/* The document's first entry has that value (NULL: null) in that member. */
static void
check_member(const char *text, const char *url, const char *member, const char *wanted)
{
	json_t *json = source_text_read(slice_of(text), url);
	ck_assert_ptr_nonnull(json);
	const json_t *entry = json_array_get(json_object_get(json, "entries"), 0);
	const char *value = json_string_value(json_object_get(entry, member));
	ck_assert_msg((value == NULL) == (wanted == NULL) &&
			      (value == NULL || strcmp(value, wanted) == 0),
		"%s of %s: %s", member, text, value != NULL ? value : "null");
	json_decref(json);
}

START_TEST(reads_members_of_items)
{
	char *text = mem_printf("<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "
				"xmlns:media='http://search.yahoo.com/mrss/' "
				"xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd'>"
				"<channel><item>%s</item></channel></rss>",
		items[_i].item);
	check_member(text, "http://a.example/feed", items[_i].member, items[_i].value);
	mem_free(text);
}
END_TEST

/* Other documents by a member of their first entry; their own address is unknown. */
static const struct {
	const char *text, *member, *value;
} documents[] = {
	{ "<feed xmlns:d='http://purl.org/dc/terms/'><entry><d:issued>2003-12-31</d:issued></entry>"
	  "</feed>",
		"published", "2003-12-31T00:00:00Z" },
	{ "<feed xmlns:d='http://purl.org/dc/terms/'><entry><d:modified>2004-01-31</d:modified>"
	  "<updated>2004-02-01</updated></entry></feed>",
		"updated", "2004-02-01T00:00:00Z" },
	{ "<feed xmlns:d='http://purl.org/dc/terms/'><entry><d:modified>2004-01-31</d:modified>"
	  "</entry></feed>",
		"updated", "2004-01-31T00:00:00Z" },
	{ "<feed xml:base='http://a.example/'><entry><content type='xhtml'><div xml:base='b/'>"
	  "<p xml:base='c/'><img src='d.png'/></p></div></content></entry></feed>",
		"image", "http://a.example/b/c/d.png" },
	{ "<rss xmlns:a='http://www.w3.org/2005/Atom'><item><a:title type='html'>&lt;b>T&lt;/b></a:title>"
	  "</item></rss>",
		"title", "T" },
	{ "<rss xmlns:a='http://www.w3.org/2005/Atom'><item><a:content>1 &lt; 2</a:content></item>"
	  "</rss>",
		"content", "1 < 2" },
	{ "<rss xmlns:a='http://www.w3.org/2005/Atom'><item><a:author><a:email>a@b.example</a:email>"
	  "</a:author></item></rss>",
		"author", "a@b.example" },
	{ "<rss><link>http://a.example/</link><item><guid isPermaLink='true'>/g</guid></item></rss>",
		"link", "http://a.example/g" },
	{ "<rss><link>http://a.example/</link><item><guid>/g</guid></item></rss>", "link", NULL },
	{ "<rss><item><description><![CDATA[Open</description><content:encoded><![CDATA[All]]>"
	  "</content:encoded></item></rss>",
		"content", "All" },
	{ "<rss><item><description><![CDATA[Open</description></item><item><description>"
	  "<![CDATA[Other]]></description></item></rss>",
		"summary", "Open" },
	{ "<rss><item><description><![CDATA[It ends in <![CDATA[ now]]></description></item></rss>",
		"summary", "It ends in <![CDATA[ now" },
	{ "<feed><entry><link rel=' alternate ' href='http://a.example/1'/></entry></feed>", "link",
		"http://a.example/1" },
	{ "{\"items\": [{\"authors\": [\"Ann\", {\"name\": \"Bo\"}]}]}", "author", "Ann, Bo" },
	{ "{\"items\": [{\"date_published\": 1443576000}]}", "published", "2015-09-30T01:20:00Z" },
	{ "<CHANNEL HREF='http://a.example/'><TITLE>C</TITLE><ITEM HREF='1.html'><TITLE>T</TITLE>"
	  "<ABSTRACT>Of it</ABSTRACT></ITEM></CHANNEL>",
		"link", "http://a.example/1.html" },
	{ "<CHANNEL><ITEM HREF='1.html'><ABSTRACT>Of it</ABSTRACT></ITEM></CHANNEL>", "summary",
		"Of it" },
	{ "<CHANNEL><ITEM LASTMOD='2003-12-31T10:14'/></CHANNEL>", "updated",
		"2003-12-31T10:14:00Z" },
	{ "<feed><entry><link>http://a.example/1</link></entry></feed>", "link",
		"http://a.example/1" },
	{ "<rss><channel/><channel><item><title>Second</title></item></channel></rss>", "title",
		"Second" },
	{ "{\"version\": \"https://jsonfeed.org/version/1.1\", "
	  "\"feed_url\": \"http://a.example/b/feed\", \"items\": [{\"url\": \"c\"}]}",
		"link", "http://a.example/b/c" },
	{ "{\"items\": [{\"content_html\": \"<img src='http://a.example/i.png'>\"}]}", "image",
		"http://a.example/i.png" },
};

/* Escaped more often than it should be, in a summary as clean markup. */
static const struct {
	const char *text, *value;
} escaped[] = {
	{ "&amp;lt;script>x&amp;lt;/script>y &amp;lt;b>z&amp;lt;/b>", "y <b>z</b>" },
	{ "&amp;lt;p>a&amp;lt;/p>", "<p>a</p>" },
	{ "&amp;lt;3 &amp;amp;lt;script>x", "&lt;3 &lt;script&gt;x" },
	{ "a &amp;lt;b>", "a &lt;b&gt;" },
	{ "&lt;form action='/f'>a &lt;input name='n'>b&lt;/form>", "a b" },
	{ "a&lt;!-- b", "a" },
	{ "&lt;a href='&#x26;#1; javascript:b()'>a&lt;/a>", "<a>a</a>" },
	{ "&lt;a href='`javascript:b()`'>a&lt;/a>", "<a>a</a>" },
	{ "&lt;a href='http://b.example/?c=a:b'>a&lt;/a>",
		"<a href=\"http://b.example/?c=a:b\">a</a>" },
	{ "&lt;a href='c/a:b'>a&lt;/a>", "<a href=\"http://a.example/c/a:b\">a</a>" },
};

START_TEST(cleans_what_was_escaped_twice)
{
	char *text = mem_printf(
		"<rss><item><description>%s</description></item></rss>", escaped[_i].text);
	struct extract_request request = {
		.bytes = slice_of(text),
		.url = "http://a.example/feed",
		.want_html = true,
		.crawled = CLOCK_NEVER,
	};
	json_t *json = source_read(&request);
	const json_t *entry = json_array_get(json_object_get(json, "entries"), 0);
	ck_assert_str_eq(json_string_value(json_object_get(entry, "summary")), escaped[_i].value);
	json_decref(json);
	mem_free(text);
}
END_TEST

START_TEST(reads_members_of_documents)
{
	check_member(documents[_i].text, NULL, documents[_i].member, documents[_i].value);
}
END_TEST

/* Items fetched on 30 September 2015, and what then stands in `dated`. */
static const struct {
	const char *item, *dated;
} doubtful[] = {
	{ "<pubDate> in\nautumn </pubDate>", "in autumn" },
	{ "<pubDate>Fri, 02 Oct 2015 09:00:00 GMT</pubDate>", "Fri, 02 Oct 2015 09:00:00 GMT" },
	{ "<pubDate>Mon, 01 Jan 1900 00:00:00 GMT</pubDate>", "Mon, 01 Jan 1900 00:00:00 GMT" },
	{ "<pubDate>2015-09-30</pubDate>", NULL },
	{ "<pubDate/>", NULL },
	{ "<title>No date</title>", NULL },
	{ "<pubDate>soon</pubDate><dc:date>2015-09-30</dc:date>", NULL },
	{ "<pubDate>soon</pubDate><lastBuildDate>2015-09-30</lastBuildDate>", "soon" },
	{ "<pubDate>2015-09-30</pubDate><lastBuildDate>2099-01-01</lastBuildDate>", "2099-01-01" },
};

START_TEST(a_date_that_is_not_believed_is_kept_as_printed)
{
	char *text = mem_printf("<rss><item>%s</item></rss>", doubtful[_i].item);
	struct extract_request request = { .bytes = slice_of(text),
		.crawled = clock_from_civil(2015, 9, 30, 12, 0, 0) };
	json_t *json = source_read(&request);
	const json_t *entry = json_array_get(json_object_get(json, "entries"), 0);
	ck_assert_pstr_eq(json_string_value(json_object_get(entry, "dated")), doubtful[_i].dated);
	json_decref(json);
	mem_free(text);
}
END_TEST

static const char *const no_sources[] = { "", " \n", "plain words", "http://a.example/\nand words",
	"{}", "[1, 2]", "{\"items\": 1}", "{", "<!-- nothing else -->", "\xFF\xFE" };

START_TEST(refuses_what_is_no_source)
{
	ck_assert_ptr_null(source_text_read(slice_of(no_sources[_i]), NULL));
}
END_TEST

static const char *const empty_sources[] = { "<rss/>", "<rss><channel/></rss>", "<feed/>",
	"<urlset></urlset>", "<rdf:RDF></rdf:RDF>", "{\"items\": []}", "{\"items\": [",
	"<rss><channel><item", "{\"version\": \"https://jsonfeed.org/version/1\"}",
	"<rss><channel></rss></channel></rss>", "<rss version='2.0'", "<rss>\xFF\xFF\x01</rss>" };

START_TEST(a_feeds_link_is_its_page)
{
	json_t *json =
		source_text_read(SLICE("<feed><link rel='self' href='http://a.example/f'/>"
				       "<link type='application/json' href='http://a.example/j'/>"
				       "<link type='text/html' href='http://a.example/h'/></feed>"),
			NULL);
	const json_t *feed = json_object_get(json, "feed");
	ck_assert_str_eq(json_string_value(json_object_get(feed, "link")), "http://a.example/h");
	json_decref(json);
}
END_TEST

/* Names of charsets that no standard has, what stands in them, and how it reads. */
static const struct {
	const char *label, *bytes, *text;
} charsets[] = {
	{ "1250", "\xB9\x80", "ą€" },
	{ "cp1251", "\xE6\x88", "ж€" },
	{ "csibm858", "\x82\xD5", "é€" },
	{ "cp_850", "\x82", "é" },
	{ "iso8859_16", "\xBA\xA4", "ș€" },
	{ "latin10", "\xBA", "ș" },
	{ "mac_greek", "\xE1", "α" },
	{ "MacTurkish", "\xDF", "ş" },
	{ "uhc", "\xBC\xAD", "서" },
	{ "936", "\xB1\xB1", "北" },
	{ "nobody's", "\xE9\x80", "é€" },
};

START_TEST(charsets_are_known_by_many_names)
{
	char *text = mem_printf(
		"<?xml version='1.0' encoding=\"%s\"?><rss><item><title>%s</title></item>"
		"</rss>",
		charsets[_i].label, charsets[_i].bytes);
	check_member(text, NULL, "title", charsets[_i].text);
	mem_free(text);
}
END_TEST

START_TEST(a_header_may_name_any_charset)
{
	struct extract_request request = {
		.bytes = SLICE("<?xml version='1.0' encoding='iso-8859-3'?><rss><item><title>"
			       "\xB5\xB5\xBC\xAD\xB0\xFC</title></item></rss>"),
		.content_type = "text/xml; charset=cp949",
		.crawled = CLOCK_NEVER,
	};
	json_t *json = source_read(&request);
	const json_t *entry = json_array_get(json_object_get(json, "entries"), 0);
	ck_assert_str_eq(json_string_value(json_object_get(entry, "title")),
		"\xEB\x8F\x84\xEC\x84\x9C\xEA\xB4\x80");
	json_decref(json);
}
END_TEST

START_TEST(json_may_be_utf_32)
{
	static const char text[] = "{\"items\":[]}";
	char wide[4 * sizeof(text)] = { 0 };
	for (size_t i = 0; i < sizeof(text) - 1; i++)
		wide[4 * i] = text[i];
	json_t *json = source_text_read((struct slice){ wide, 4 * (sizeof(text) - 1) }, NULL);
	ck_assert_ptr_nonnull(json);
	json_decref(json);
}
END_TEST

/* JSON that is none, and the title of the first item of it. */
static const struct {
	const char *text, *title;
} broken_json[] = {
	{ "{\"items\":[{\"title\":\"T\",},],}", "T" },
	{ "// a feed\n/* of\nours */{\"items\":[/* one */{\"title\":\"T\" // so\n}]}", "T" },
	{ "{\"items\":[{\"title\":\"Two\nlines\tof \001it\"}]}", "Two lines of it" },
	{ "{\"items\":[{\"title\":\"It\\'s a \\x sign \\ud83d\"}]}", "It's a x sign \xEF\xBF\xBD" },
	{ "{\"items\":[{\"title\":\"\\u00e4 \\ud83d\\ude00 \\\"q\\\"\"},]}",
		"\xC3\xA4 \xF0\x9F\x98\x80 \"q\"" },
	{ "{\"items\":[{\"title\":\"She said \"no\" to it\"}]}", "She said \"no\" to it" },
	{ "{\"items\":[{\"id\":\"1\"\n\"title\":\"T\"}]}", "T" },
	{ "{\"items\":[{\"id\":,\"title\":\"T\"}]}", "T" },
	{ "{items:[{title:T,\"id\":01}]}", "T" },
	{ "{\"items\":[{\"id\":12345678901234567890,\"title\":\"T\"}]}", "T" },
	{ "{\"items\":[{\"id\":NaN,\"n\":[1,-2,null,true],\"title\":\"T\"}]]}", "T" },
	{ "{\"items\":[{\"title\":\"T\"},{\"title\":\"cut sho", "T" },
	{ "{\"items\":[{\"title\":\"cut sho", "cut sho" },
	{ "{\"items\":[{\"title\":\"T\",\"author\":{\"name\":\"A},\"tags\":[\"a\",[1]]}]}", "T" },
	{ "{\"items\":[{\"title\":\"T\",\"url", "T" },
	{ "{\"items\":[{\"title\":\"T\",\"url\":\"a\\", "T" },
	{ "{{\"a\":1},\"items\":[{\"title\":\"T\"}],[2],\"b\":3}", "T" },
	{ "{\"items\":[{\"title\":\"T\",\"n\":{\"m\":{\"l\":1]]]}}}]}", "T" },
};

START_TEST(json_is_mended)
{
	check_member(broken_json[_i].text, NULL, "title", broken_json[_i].title);
}
END_TEST

START_TEST(reads_sources_without_entries)
{
	json_t *json = source_text_read(slice_of(empty_sources[_i]), NULL);
	ck_assert_ptr_nonnull(json);
	ck_assert_uint_le(json_array_size(json_object_get(json, "entries")), 1);
	json_decref(json);
}
END_TEST

START_TEST(ids_that_stand_on_several_entries_name_none)
{
	json_t *json = source_text_read(
		slice_of(
			"<rss><channel>"
			"<item><guid isPermaLink='false'>same</guid><link>http://a.example/1</link></item>"
			"<item><guid isPermaLink='false'>same</guid><link>http://a.example/2</link></item>"
			"<item><guid isPermaLink='false'>own</guid><link>http://a.example/3</link></item>"
			"<item><guid isPermaLink='false'>own</guid><link>http://a.example/3</link></item>"
			"</channel></rss>"),
		NULL);
	const json_t *entries = json_object_get(json, "entries");
	ck_assert(json_is_null(json_object_get(json_array_get(entries, 0), "id")));
	ck_assert(json_is_null(json_object_get(json_array_get(entries, 1), "id")));
	ck_assert_str_eq(
		json_string_value(json_object_get(json_array_get(entries, 2), "id")), "own");
	ck_assert_str_eq(
		json_string_value(json_object_get(json_array_get(entries, 3), "id")), "own");
	json_decref(json);
}
END_TEST

START_TEST(a_tag_with_endless_attributes_costs_little)
{
	struct buffer text;
	buffer_init(&text, (size_t)16 << 20);
	buffer_add_string(&text, "<rss><channel><item ");
	for (int i = 0; i < 500000; i++)
		buffer_addf(&text, "a%d='' ", i);
	buffer_add_string(&text, "><title>T</title></item></channel></rss>");
	json_t *json = source_text_read((struct slice){ text.data, text.length }, NULL);
	ck_assert_uint_eq(json_array_size(json_object_get(json, "entries")), 1);
	json_decref(json);
	buffer_release(&text);
}
END_TEST

/* `count` times `part` between two others; the caller's to free. */
static char *
repeat(const char *before, const char *part, size_t count, const char *after)
{
	struct buffer text;
	buffer_init(&text, (size_t)64 << 20);
	buffer_add_string(&text, before);
	for (size_t i = 0; i < count; i++)
		buffer_add_string(&text, part);
	buffer_add_string(&text, after);
	return buffer_take(&text);
}

static const struct {
	const char *before, *part;
	size_t count;
	const char *after;
} hostile[] = {
	/* one long entity used often: quadratic */
	{ "<!DOCTYPE r [<!ENTITY x '0123456789012345678901234567890123456789012345678901234567890"
	  "123456789'>]><rss><channel><title>",
		"&x;", 50000, "</title></channel></rss>" },
	{ "<rss><channel>", "<a>", 100000, "" },
	{ "<rss><channel>", "</a>", 200000, "" },
	{ "<rss><channel>", "</a", 200000, "" },
	{ "<rss><channel>", "<a b='", 100000, "" },
	{ "<rss><channel><a ", "b=\"1\" ", 100000, "/></channel></rss>" },
	{ "<rss><channel><title>", "&", 500000, "</title></channel></rss>" },
	{ "<rss><channel><title>", "<![CDATA[", 100000, "</title></channel></rss>" },
	{ "<rss><channel><title>", "<!--", 100000, "</title></channel></rss>" },
	{ "<!DOCTYPE x [", "]", 300000, "<rss/>" },
	{ "<rss><channel>", "<a><![CDATA[</a>", 100000, "" },
	{ "<rss><channel>", "<a b=\">", 100000, "" },
	{ "<rss><channel>", "<a b=\"> '", 100000, "'c" },
	{ "<rss><channel>", "<item><title>x</title>", 60000, "</channel></rss>" },
	{ "{\"items\":[", "[", 100000, "" },
	{ "{\"items\":", "{", 100000, "" },
	{ "{\"items\":[\"", "\"  ", 500000, "" },
	{ "{\"items\":[\"", "\\", 500000, "" },
	{ "{\"items\":[", "x,", 500000, "" },
	{ "{\"items\":[", "/*", 500000, "" },
	{ "{\"items\":[{},", "]", 500000, "" },
};

START_TEST(hostile_documents_cost_little)
{
	char *text =
		repeat(hostile[_i].before, hostile[_i].part, hostile[_i].count, hostile[_i].after);
	json_t *json = source_text_read(slice_of(text), NULL);
	if (json != NULL) {
		char *dump = json_dumps(json, JSON_COMPACT);
		ck_assert_uint_lt(strlen(dump), (size_t)12 << 20);
		free(dump); /* jansson's own */
	}
	json_decref(json);
	mem_free(text);
}
END_TEST

Suite *
feed_suite(void)
{
	Suite *suite = suite_create("feed");
	TCase *tc = tcase_create("feed");
	tcase_add_loop_test(tc, reads_fixtures, 0, COUNT(fixtures));
	tcase_add_loop_test(tc, reads_members_of_items, 0, COUNT(items));
	tcase_add_loop_test(tc, reads_members_of_documents, 0, COUNT(documents));
	tcase_add_loop_test(tc, cleans_what_was_escaped_twice, 0, COUNT(escaped));
	tcase_add_loop_test(tc, a_date_that_is_not_believed_is_kept_as_printed, 0, COUNT(doubtful));
	tcase_add_loop_test(tc, refuses_what_is_no_source, 0, COUNT(no_sources));
	tcase_add_test(tc, a_feeds_link_is_its_page);
	tcase_add_loop_test(tc, charsets_are_known_by_many_names, 0, COUNT(charsets));
	tcase_add_test(tc, a_header_may_name_any_charset);
	tcase_add_test(tc, json_may_be_utf_32);
	tcase_add_loop_test(tc, json_is_mended, 0, COUNT(broken_json));
	tcase_add_loop_test(tc, reads_sources_without_entries, 0, COUNT(empty_sources));
	tcase_add_test(tc, ids_that_stand_on_several_entries_name_none);
	tcase_add_test(tc, a_tag_with_endless_attributes_costs_little);
	tcase_add_loop_test(tc, hostile_documents_cost_little, 0, COUNT(hostile));
	suite_add_tcase(suite, tc);
	return suite;
}
