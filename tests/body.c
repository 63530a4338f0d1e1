/* Which blocks of a page are the article's text: what is dropped and why, rule by rule. */
#include "extract/body.h"

#include <check.h>
#include <string.h>

#include "article/limits.h"
#include "base/buffer.h"
#include "fixture/arena.h"

/* Paragraphs to put the cases between: the body must have some bulk for shares to mean anything. */
#define P1                                                                                                                     \
	"<p>The council of the harbour town met on Monday evening and agreed, after three hours of talk, on the plan for the " \
	"new bridge over the river mouth, its speaker said.</p>"
#define P2                                                                                                                      \
	"<p>\"We have waited for this bridge for thirty years, and our children should not wait any longer,\" said the mayor, " \
	"who had walked to the meeting across the old one.</p>"
#define P3                                                                                                                          \
	"<p>Work is to begin in spring, when the ice has gone, and will take two summers; the ferry will run until the first cars " \
	"can cross, the ferry company said.</p>"
#define P4                                                                                                                     \
	"<p>Fishermen fear that the piers will change the currents. The council promised to have the river bed measured each " \
	"year, and to pay for nets that are lost.</p>"
#define POST(number, text) "<div><div id=post_message_" #number "><div>" text "</div></div></div>"
#define BODY_HTML          P1 P2 P3 P4
#define TEASER(link, words)                                         \
	"<div class=c><img src=a.jpg><div><a href=/" link ">" words \
	"</a></div><div>The boat that had "                         \
	"lain idle since spring came home low in the water.</div><div>2 hours ago</div></div>"
#define BODY_TEXT "The council|We have|Work is|Fishermen fear"

/* The first two words of each paragraph, letters alone, with bars between. */
static const char *
fronts(const struct body *body)
{
	struct buffer out;
	buffer_init(&out, 1 << 20);
	buffer_add_string(&out, "");
	for (size_t i = 0; i < body->count; i++) {
		const char *at = body->paragraphs[i];
		int blanks = 0;
		buffer_add_string(&out, i > 0 ? "|" : "");
		for (; *at != '\0' && (*at != ' ' || ++blanks < 2); at++)
			if (strchr("\",.:!", *at) == NULL)
				buffer_add_char(&out, *at);
	}
	const char *copy = arena_strdup(arena, out.data);
	buffer_release(&out);
	return copy;
}

static const char *
read_fronts(const char *html, const struct body_hints *given)
{
	struct page page;
	struct blocks blocks;
	struct flags flags;
	struct body body;
	struct body_hints hints = { 0 };
	if (given != NULL)
		hints = *given;
	page_read(&page, arena, html, strlen(html));
	if (hints.heading == 0)
		hints.heading = page_find(&page, page.body, TAG_H1);
	blocks_read(&blocks, arena, &page);
	flags_read(&flags, arena, &blocks, hints.heading);
	body_read(&body, arena, &blocks, &flags, &hints);
	return fronts(&body);
}

/* What stands around the four paragraphs must not change them, or stand among them as told. */
static const struct {
	const char *name, *html, *fronts;
} cases[] = {
	{ "nothing", "", "" },
	{ "the text alone", BODY_HTML, BODY_TEXT },
	{ "no element at all",
		"The council met on Monday evening and agreed on the plan, its speaker said.<br><br>"
		"Work is to begin in spring, when the ice has gone, and will take two summers.",
		"The council|Work is" },
	{ "menus and footers",
		"<nav><ul><li><a href=/a>World</a><li><a href=/b>Sport</a></ul></nav><div>" BODY_HTML
		"</div><footer><p>All rights reserved. The Harbour Times is published by the Harbour Press.</footer>",
		BODY_TEXT },
	{ "a table of 2005",
		"<table><tr><td><a href=/>Home</a><td>" BODY_HTML
		"<td><a href=/x>Another story, quite long</a></table>",
		BODY_TEXT },
	{ "sub-headings, lists and quotes stay",
		"<div>" P1 "<h2>Thirty years</h2>" P2
		"<ul><li>two lanes<li>a path for bicycles</ul>"
		"<blockquote><p>It is late, but it is right.</p></blockquote>" P3 P4 "</div>",
		"The council|Thirty years|We have|two lanes|a path|It is|Work is|Fishermen fear" },
	{ "headline, byline and date before the text",
		"<div><h1>Town to build bridge</h1><p>By Ann Lee</p><p>Updated: 2015-09-30 09:20</p>"
		"<p>3 min read</p>" BODY_HTML "</div>",
		BODY_TEXT },
	{ "classes tell share bars, bylines and related stories",
		"<div>" P1
		"<div class='share-bar'>Share this story with your friends, please.</div>" P2
		"<div class='relatedPosts'><p>The old ferry has sunk at last, and nobody misses it.</p></div>" P3
		"<p class='author_bio'>Ann Lee writes about rivers, and has done so since 1999.</p>" P4
		"</div>",
		BODY_TEXT },
	{ "the guard: a class is not believed that holds the text",
		"<div class='sidebar related'>" BODY_HTML "</div>", BODY_TEXT },
	{ "the guard holds for all of one class together",
		"<div><div class=promo>" P1 "</div><div class=promo>" P2
		"</div><div class=promo>" P3 "</div><div class=promo>" P4 "</div></div>",
		BODY_TEXT },
	{ "states are no names",
		"<div><p class='has-sidebar no-comments'>The pier was closed in the storm, the harbour master said.</p>" BODY_HTML
		"</div>",
		"The pier|" BODY_TEXT },
	{ "captions",
		"<div>" P1
		"<figure><img src=a><figcaption>The old bridge at low tide, seen from the quay.</figcaption></figure>" P2
		"<table><tr><td><img src=b width=500><tr><td>The mayor crosses the bridge. [Photo/Agencies]</table>" P3
			P4 "</div>",
		BODY_TEXT },
	{ "a card of another story",
		"<div>" P1 P2 P3 P4 P1 P2 P3 P4
		"<div><h3><a href=/s>Ferry sinks at its pier</a></h3><p>Nobody was on board when "
		"the ferry went down in the night, the company said.</p></div></div>",
		BODY_TEXT "|" BODY_TEXT },
	{ "a list of links",
		"<div>" BODY_HTML
		"<ul><li><a href=/1>Ferry sinks at its pier</a> yesterday<li><a href=/2>Storm closes the "
		"old pier</a> at noon<li><a href=/3>Harbour master retires in June</a> they say</ul></div>",
		BODY_TEXT },
	{ "a paragraph that is one link, and a promo",
		"<div>" P1 "<p><a href=/1>Ferry sinks at its pier in the night</a></p>" P2
		"<p>Read more: <a href=/2>Storm closes the pier</a></p>" P3 P4 "</div>",
		BODY_TEXT },
	{ "a heading that ends the text",
		"<div>" BODY_HTML
		"<h3>You may also like</h3><ul><li>The ferry sank in the night, and nobody was hurt, "
		"the company said.</ul></div>",
		BODY_TEXT },
	{ "a heading that does not, since the text goes on",
		"<div>" P1 P2 "<h3>Related</h3>" P3 P4 "</div>", BODY_TEXT },
	{ "another article behind it",
		"<main><article>" BODY_HTML "</article><article><h1>Ferry sinks</h1>" P1 P2
		"</article></main>",
		BODY_TEXT },
	{ "lines under the text",
		"<div>" BODY_HTML
		"<p>Ann Lee is a reporter for the paper. Follow her on <a href=/t>Chirp</a>.</p>"
		"<p>Sign up for our newsletter here.</p><p>\xC2\xA9 2015 Harbour Times</p></div>",
		BODY_TEXT },
	{ "hidden text",
		"<div>" P1 P2
		"<div style='display:none'><p>This is for machines alone, and not for readers.</p></div>" P3
			P4 "</div>",
		BODY_TEXT },
	{ "a lede outside the element of the text",
		"<article><header><h1>Town to build bridge</h1><p class=standfirst>After thirty years of talk the harbour "
		"town is to have its bridge.</p></header><div>" BODY_HTML "</div></article>",
		"After thirty|" BODY_TEXT },
	{ "comments",
		"<article>" BODY_HTML
		"</article><div class=comments><p>I do not believe a word of it, and my neighbour does "
		"not either.</p><p>It will never be built, as it never was built before, you will see.</p></div>",
		BODY_TEXT },
	{ "fields whose labels are hidden",
		"<div><div class='lead-text label-hidden'>" P1
		"</div><div class='one label-hidden'>" P2 "</div><div class='two label-hidden'>" P3
		"</div><div class='three label-hidden'>" P4 "</div></div>",
		BODY_TEXT },
	{ "widgets of a page builder",
		"<div><div class='one elementor-widget'>" P1
		"</div><div class='two elementor-widget'>" P2
		"</div><div class='three elementor-widget'>" P3
		"</div><div class='four elementor-widget'>" P4 "</div></div>",
		BODY_TEXT },
	{ "a photo's figure is caption whole",
		"<div>" P1 P2
		"<figure><img src=a.jpg><p>The old bridge in winter</p></figure>" P3 P4 "</div>",
		BODY_TEXT },
	{ "a table's figure is none",
		"<div>" P1 P2 "<figure><table><tr><td>Ice gone</td></tr></table></figure>" P3 P4
		"</div>",
		"The council|We have|Ice gone|Work is|Fishermen fear" },
	{ "a signature at the end", "<div>" BODY_HTML "<p>jl/Harbour Post</p></div>", BODY_TEXT },
	{ "a short sentence at the end is none", "<div>" BODY_HTML "<p>Nobody laughed.</p></div>",
		BODY_TEXT "|Nobody laughed" },
	{ "a heading that goes on after a stop heading's words",
		"<div>" BODY_HTML "<h3>More stories from the river</h3><p>Swans are back at the "
		"mill.</p></div>",
		BODY_TEXT },
	{ "a post headed by the name of its writer is no card",
		"<div><div>" P1 "</div><div>" P2 "</div><div><h4><a href=/u>Heron</a></h4><p>They "
		"never asked us who live there, and they never will.</p></div><div>" P3
		"</div><div>" P4 "</div></div>",
		"The council|We have|They never|Work is|Fishermen fear" },
	{ "a long notice of consent",
		"<div>" P1 P2 "</div><div class=cookie-notice><p>We keep small files, so that this "
		"page knows you when you come again, and so that it can count, for a year, how "
		"often you come, from where, with what, and what you read there.</p><p>Some of "
		"these files are set by others, who count as well, and who may, if you let them, "
		"show you what you looked for in their shops, on this page and on many others, "
		"too.</p><p>You may forbid it at any time, here, now or later, and the page will "
		"still work, but for the maps and the films.</p></div>",
		"The council|We have" },
	{ "a form that holds the text, between a column and a foot with more of it",
		"<aside>" P3 "</aside><form action=/basket><div>" P1 P2 "</div></form><footer>" P4
		"<p>The harbour office opens at eight, and closes when the last ship has been "
		"written into its book.</p></footer>",
		"The council|We have" },
	{ "a long last paragraph that speaks of a shop, with a link",
		"<div>" BODY_HTML BODY_HTML
		"<p>Whoever wants to know when the ferry runs will find its times on "
		"<a href=/g>Google Play</a>, the company said, in a small program that its captain "
		"wrote himself in two winters, that has been fetched by more people than the town "
		"has houses, and that shows, besides the hours of the tide, how full the deck is, "
		"whether the kitchen is open, and who steers.</p></div>",
		BODY_TEXT "|" BODY_TEXT "|Whoever wants" },
	{ "words of the text set large",
		"<div>" P1 "<blockquote class=k3><p>We have waited for this bridge for thirty "
		"years</p></blockquote>" P2 P3 P4 "</div>",
		BODY_TEXT },
	{ "a quotation of its own, and a sub-heading of the text's words, stay",
		"<div>" P1 "<h3>Work is to begin in spring, when the ice has gone</h3>" P3
		"<blockquote class=k3><p>We have waited for this bridge and for a school as well, "
		"said the baker</p></blockquote>" P4 "</div>",
		"The council|Work is|Work is|We have|Fishermen fear" },
	{ "a list between the lede and the text",
		"<h1>Bridge cake</h1><div><div class=intro><p>A cake for those who wait for a "
		"bridge, and who have an oven, eggs and time.</p></div><div class=parts>"
		"<div>2 cups flour</div><div>1 cup sugar</div><div>3 eggs</div><div>1 cup "
		"milk</div><div>2 lemons</div><div>1 spoon salt</div><div>1 pinch pepper</div>"
		"<div>2 plums</div><div>1 spoon rum</div></div><div>" BODY_HTML "</div></div>",
		"A cake|2 cups|1 cup|3 eggs|1 cup|2 lemons|1 spoon|1 pinch|2 plums|1 "
		"spoon|" BODY_TEXT },
	{ "a table of names and years before the text",
		"<h1>Rowing</h1><div><table><tr><td>Lea Holm 1993<td>Mona Berg 1992<tr><td>Ida "
		"Dahl 1994<td>Eva Lund 1991<tr><td>Ann Vik 1990<td>Siri Moe 1995<tr><td>Liv Aas "
		"1996<td>Tone Eik 1989<tr><td>Kari Lie 1990</table>" P1 "</div>",
		"Lea Holm|Ida Dahl|Ann Vik|Liv Aas|Kari Lie|The council" },
	{ "a sentence set as a heading under the headline",
		"<h1>Town to build bridge</h1><div><h3>First cars may cross the river mouth in two "
		"years</h3><p>Ann Lee</p>" BODY_HTML "</div>",
		"First cars|" BODY_TEXT },
	{ "the second headline of a group is none",
		"<h1>Town to build bridge</h1><div><hgroup><p>Traffic</p><h2>Thirty years of talk "
		"end with a plan for a bridge</h2></hgroup><div>" BODY_HTML "</div></div>",
		BODY_TEXT },
	{ "captions that are the text",
		"<h1>Four ways</h1><div><figure class=way><img src=1><figcaption class=way-text>" P1
		"</figcaption></figure><figure class=way><img src=2><figcaption class=way-text>" P2
		"</figcaption></figure><figure class=way><img src=3><figcaption class=way-text>" P3
		"</figcaption></figure><figure class=way><img src=4><figcaption class=way-text>" P4
		"</figcaption></figure></div>",
		BODY_TEXT },
	{ "cards that are the text",
		"<h1>Six ways</h1><div><div><h2><a href=/1>By the old bridge</a></h2>" P1
		"</div><div><h2><a href=/2>By the slow ferry</a></h2>" P2
		"</div><div><h2><a href=/3>By a rowing boat</a></h2>" P3
		"</div><div><h2><a href=/4>Across the winter ice</a></h2>" P4
		"</div><div><h2><a href=/5>Round the whole lake</a></h2>" P1
		"</div><div><h2><a href=/6>Not at all today</a></h2>" P2 "</div></div>",
		BODY_TEXT "|The council|We have" },
	{ "pages of one text, of which a script shows the first",
		"<div><div>" P1 "</div><div hidden>" P2 "</div><div hidden>" P3
		"</div><div hidden>" P4 "</div></div>",
		BODY_TEXT },
	{ "hidden boxes of little text stay hidden",
		"<div>" P1 P2 P3 P4 "<div hidden><p>The page could not be sent, so try again, "
		"please.</p></div><div hidden><p>The page has been sent to your friend, thank you.</p>"
		"</div></div>",
		BODY_TEXT },
	{ "names of sizes and gaps, and of what is going on, are none of furniture",
		"<div><div class=a>" P1 P2
		"</div><div class='row margin-bottom'><p>Nobody spoke against it.</p></div>"
		"<div class=live-report><p>Three swans watched from the quay.</p></div><div class=b>" P3
			P4
		"<p class=font-size-small>The ferry has been late since June.</p></div></div>",
		"The council|We have|Nobody spoke|Three swans|Work is|Fishermen fear|The ferry" },
	{ "a paragraph under the headline, outside the element of the text",
		"<div><div><h1>Town to build bridge</h1><p>After thirty years of talk the harbour town "
		"is to have its bridge, and the ferry a rest.</p></div></div><div><article>" BODY_HTML
		"</article></div>",
		"After thirty|" BODY_TEXT },
	{ "posts of a forum",
		"<div>" POST(11, P1) POST(12, P2) POST(13, P3) POST(14, P4) POST(15, P1)
			POST(16, P2) POST(17, P3) POST(18, P4) POST(19, P1) POST(20, P2) "</div>",
		BODY_TEXT "|" BODY_TEXT "|The council|We have" },
	{ "an offer to those who do not pay, at the end",
		"<div>" BODY_HTML "<p>To view the full story, please <a href=/s>subscribe</a>.</p>"
		"<p>First-time subscribers also get a towel of the rowing club.</p><p>If you are "
		"already a subscriber, say so at the door of the office.</p></div>",
		BODY_TEXT },
	{ "a button over a recipe, and who answers for it",
		"<div>" P1
		"<p>(Alle Angaben ohne Gew\xC3\xA4hr)</p><p>Rezept drucken <a href=/p>A4</a> oder A5</p>" P2
			P3 P4 "</div>",
		BODY_TEXT },
	{ "an address among the paragraphs, under the first",
		"<h1>Ferry office</h1><div class=lead><p>The ferry office has moved to the quay, where "
		"it sells tickets, maps and soup.</p><p>Quay Road 14, Harbour Town</p>" BODY_HTML
		"</div>",
		"The ferry|Quay Road|" BODY_TEXT },
	{ "what controls say, where it stands as text",
		"<div><h1>Town to build bridge</h1><div>Share</div><div>Facebook</div><div>Copy link</div>" P1
		"<div>Article content</div>" P2 "<p>(3) Kommentare</p>" P3
		"<div>Link copied to clipboard!</div>" P4
		"<div>\xE5\x88\x86\xE4\xBA\xAB\xE5\x88\xB0 "
		"\xE5\xBE\xAE\xE4\xBF\xA1</div></div>",
		BODY_TEXT },
	{ "one thing of a list may be called as a control is",
		"<div>" P1 "<ul><li>two rowing boats<li>Print<li>a path</ul>" P2 P3 P4 "</div>",
		"The council|two rowing|Print|a path|We have|Work is|Fishermen fear" },
	{ "a photo and a line that share a box",
		"<div>" P1
		"<div class=k3><img src=a.jpg width=600><p>The old bridge at low tide, as it "
		"was in March.</p></div>" P2 P3 P4 "</div>",
		BODY_TEXT },
	{ "photos that are told about",
		"<div><div class=k3><img src=a.jpg><p>The old bridge at low tide, seen from the quay in "
		"March of the year of the great ice.</p></div><div class=k3><img src=b.jpg><p>Children "
		"of the lower town cross it on the last day before the storm came.</p></div>" P1
		"</div>",
		"The old|Children of|The council" },
	{ "a caption there for two widths of screen",
		"<div><div class=w><span><img src=a.jpg></span><span>x</span><div class=c>The old bridge at low tide, "
		"as it was in March of this year</div></div><div class=n><div class=c>The old bridge at "
		"low tide, as it was in March of this year</div></div>" BODY_HTML "</div>",
		BODY_TEXT },
	{ "a machine's summary in a box over the text",
		"<div><div class=k><h2>In short</h2><ul><li>The town is to have a bridge at last.<li>Work begins in the "
		"spring of next year.</ul><p>This AI-generated summary was checked by an editor.</p></div>" P1
			P2 P3 P4 "</div>",
		BODY_TEXT },
	{ "a summary by a machine that the text tells of",
		"<div>" P1
		"<p>The clerk read out an AI-generated summary of the talks, at which the "
		"whole hall laughed.</p>" P2 P3 P4 "</div>",
		"The council|The clerk|We have|Work is|Fishermen fear" },
	{ "notices of a page about itself",
		"<div>" P1
		"<p>This post contains affiliate links, and the house earns by them.</p>" P2
		"<p>Nur angemeldete Nutzer k\xC3\xB6nnen hier etwas sagen.</p>" P3 P4
		"<p>This is a developing story, and the page is written anew each hour.</p></div>",
		BODY_TEXT },
	{ "lines under the text, over one that is unlike it",
		"<div><div class=t>" P1 "</div><div class=t>" P2 "</div><div class=t>" P3
		"</div><div class=t>" P4
		"</div><p>Ann Lee is a reporter for the paper. Follow her on "
		"<a href=/t>Chirp</a>.</p><div><div><span>Tell us what you think of the bridge, here or "
		"by <a href=/m>letter</a> to 5 Quay Road, 1000</span></div></div></div>",
		BODY_TEXT },
	{ "a field for an address, and what is offered for it",
		"<div>" P1 P2
		"<div class=k><h3>The tide, each morning</h3><p>Our letter tells you what the sea does today, and "
		"why.</p><span><input type=email placeholder=you></span></div>" P3 P4
		"<div class=k><div>Be told when the bridge opens, and what it costs to cross.</div><div>Enter your "
		"email</div></div></div>",
		BODY_TEXT },
	{ "a place and a name over the text, under a long date",
		"<div><h1>Town to build bridge</h1><div>Published on Tuesday, 3 March 2015 at 18:00, updated on "
		"Tuesday, 3 March 2015 at 18:30</div><p>Harbour Town - Ida Holm</p>" P1 P2 "</div>",
		"The council|We have" },
	{ "the next article, in a box of the same make",
		"<main><div class=k><h1>Town to build bridge</h1>" BODY_HTML
		"</div><div class=k><h1>Ferry sinks</h1><p>4 March 2015, 9:00</p>" P1 P2
		"</div></main>",
		BODY_TEXT },
	{ "headings of the same level in boxes that have no date",
		"<main><div class=k><h1>Town to build bridge</h1>" P1 P2
		"</div><div class=k><h1>Thirty years</h1>" P3 P4 "</div></main>",
		"The council|We have|Thirty years|Work is|Fishermen fear" },
	{ "a long date between the lede and the text",
		"<div><h1>Town to build bridge</h1><p class=k>After thirty years of talk the harbour town "
		"is to have its bridge, if the ice allows.</p><div>Published on 3 March 2015 at 18:00, "
		"updated on 3 March 2015 at 18:30</div><div>" BODY_HTML "</div></div>",
		"After thirty|" BODY_TEXT },
	{ "an offer of letters that nothing names",
		"<div>" P1 P2 "<section class=k><p>Newsletter \"The Tide\"</p><p>Each week we tell "
		"you what the sea keeps, and what it gives back.</p></section>" P3 P4 "</div>",
		BODY_TEXT },
	{ "a short text over many teasers, whose words are more",
		"<div class=t><h1>Town to build bridge</h1>" P1
		"</div><div>" TEASER("1", "Herring are back, say crews") TEASER(
			"2", "Storm takes the customs house roof") TEASER("3",
			"Baker's cat elected to the library board") TEASER("4",
			"Ferry to sail on Sundays too") TEASER("5", "School gets a boat of its own")
			TEASER("6", "Road to the north shore closed") "</div>",
		"The council" },
	{ "lines that point to something",
		"<div>" P1
		"<p>>> Here you find <a href=/t>all tides of the year</a> at a glance.</p>" P2
		"<p>\xE2\x96\xB6 The storm, <a href=/s>in pictures</a></p>" P3 P4
		"<p>Placeholder image-2</p></div>",
		BODY_TEXT },
	{ "what is told with bars between, over the text",
		"<div><h1>Town to build bridge</h1><div>Town, Bridges, Top Story | Published: 5 hours ago | Last "
		"updated: 2 hours ago | Written by Ida Holm</div>" BODY_HTML "</div>",
		BODY_TEXT },
	{ "a list that sums the text up is no lede",
		"<article><header><h1>Town to build bridge</h1><ul><li>The harbour town is to have its bridge at "
		"last, it says.<li>Work begins in the spring of next year, it says.</ul></header><div>" BODY_HTML
		"</div></article>",
		BODY_TEXT },
	{ "bars drawn with signs, and the address of what a script would show",
		"<div>" P1 "<p>* * *</p>" P2
		"<p>https://pictures.example/p/aQ3x/</p><p>_____</p>" P3 "<p>+++</p>" P4 "</div>",
		BODY_TEXT },
	{ "what a line at the end leads to is not there",
		"<div>" BODY_HTML
		"<p>Further notes from the harbour:</p><ul><li><a href=/a>The ferry of our "
		"grandfathers</a><li><a href=/b>What the ice took with it</a><li><a href=/c>A bridge for "
		"the north shore</a></ul></div>",
		BODY_TEXT },
	{ "the first paragraph in the page's head once more",
		"<main><header class=head><h1>Town to build bridge</h1><div class=teaser>" P1
		"</div></header><article><div>" BODY_HTML "</div></article></main>",
		BODY_TEXT },
	{ "films, credits and other stories on lines of their own",
		"<div>" P1 "<p>VIDEO: The ferry in the ice</p>" P2
		"<p>Nota relacionada: <a href=/f>The ferry "
		"of our grandfathers</a></p>" P3 P4 "<p>Featured image by Ida Holm</p></div>",
		BODY_TEXT },
	{ "a life of the author, in two paragraphs under a heading",
		"<div>" BODY_HTML
		"<h3>About the writer</h3><p>She keeps two boats and one goat.</p>"
		"<p>Her songs are sung at weddings.</p></div>",
		BODY_TEXT },
	{ "a plea for money, a paragraph at a time",
		"<div>" BODY_HTML
		"<p>Gefällt dir unser Hafenblatt? Wir erscheinen ohne Paywall und "
		"wollen, dass es so bleibt.</p><p>Bereits mit drei Talern kannst du unsere Arbeit "
		"unterstützen.</p></div>",
		BODY_TEXT },
	{ "what those who pay get, behind the line that the rest is theirs",
		"<div>" P1 P2 P3 P4 P1 P2 P3 P4
		"<p>To read this article to its end, please choose one of "
		"our subscriptions, by the week or by the year.</p><p>With it come the tides, a week "
		"ahead, and the harbour's own songs.</p><p>Join the crew by noon to get all that.</p></div>",
		BODY_TEXT "|" BODY_TEXT },
	{ "pictures elsewhere, and when the text came out first",
		"<div>" P1 "<p>Gallery: The storm of the year around the harbour</p>" P2 P3 P4
		"<p>* Cet article, initialement publi\xC3\xA9 en avril, a \xC3\xA9t\xC3\xA9 revu.</p></div>",
		BODY_TEXT },
	{ "a label over a line that is gone, and one over text",
		"<div>" P1
		"<p>More on the harbour:</p><p><a href=/f>The ferry of our grandfathers</a></p>" P2
		"<p>What the plan says:</p>" P3 P4 "</div>",
		"The council|We have|What the|Work is|Fishermen fear" },
	{ "a sub-heading that begins as a credit does",
		"<div>" P1 P2 "<h2>Video from the river bed</h2>" P3 P4 "</div>",
		"The council|We have|Video from|Work is|Fishermen fear" },
	{ "who wrote it, in the words of those who name both",
		"<div>" BODY_HTML "<p><b>Zu den Autor*innen:</b></p><p>Ida Holm fährt zur "
		"See.</p></div>",
		BODY_TEXT },
	{ "a sub-heading that begins as an offer does",
		"<div>" P1 P2 "<h2>Join the queue at dawn</h2>" P3 P4 "</div>",
		"The council|We have|Join the|Work is|Fishermen fear" },
	{ "a hidden field says nothing of what stands beside it",
		"<main><div class=t>" P1 "</div><div class=t>" P2
		"</div><div class=t><h2>The old ferry</h2><div "
		"style='display:none'><p>Be told by letter.</p><input type=email></div></div><div class=t>" P3
		"</div><div class=t>" P4 "</div></main>",
		"The council|We have|The old|Work is|Fishermen fear" },
};

START_TEST(the_text_and_nothing_else)
{
	const char *read = read_fronts(cases[_i].html, NULL);
	ck_assert_msg(strcmp(read, cases[_i].fronts) == 0, "%s:\nread     %s\nexpected %s",
		cases[_i].name, read, cases[_i].fronts);
}
END_TEST

START_TEST(json_ld_tells_where_the_text_ends)
{
	struct body_hints hints = {
		.text = "The council of the harbour town met on Monday evening and agreed, after three hours of talk, on the "
			"plan for the new bridge over the river mouth, its speaker said. \"We have waited for this bridge for "
			"thirty years, and our children should not wait any longer,\" said the mayor, who had walked to the "
			"meeting across the old one.",
	};
	const char *html =
		"<div>" P1 P2
		"<p>Whoever has seen the ferry sink may call the harbour master at noon.</p></div>";
	ck_assert_str_eq(read_fronts(html, NULL), "The council|We have|Whoever has");
	ck_assert_str_eq(read_fronts(html, &hints), "The council|We have");
	/* A text that is no more than the page's first words tells nothing. */
	hints.text = "The council of the harbour town met on Monday evening";
	ck_assert_str_eq(read_fronts(html, &hints), "The council|We have|Whoever has");
}
END_TEST

START_TEST(the_headline_is_no_text)
{
	struct body_hints hints = { .headline = "Town to build the long-awaited bridge" };
	ck_assert_str_eq(
		read_fronts("<div><h1>The harbour: Town to build the long-awaited bridge over "
			    "the river at last, all agree</h1>" BODY_HTML "</div>",
			&hints),
		BODY_TEXT);
	ck_assert_str_eq(read_fronts("<h1>Town to build the long-awaited bridge</h1>", &hints), "");
	/* The last of the crumbs for machines, and below it in other words for readers. */
	ck_assert_str_eq(
		read_fronts("<ul><li><a href=/>Home</a><li><h1>Town to build the long-awaited "
			    "bridge</h1></ul><article><header><h2>After thirty years of talk "
			    "the ferry has had its day</h2></header>" BODY_HTML "</article>",
			&hints),
		BODY_TEXT);
	/* Nor where the description begins with it. */
	hints.headline = "Town to build the long-awaited bridge over its river";
	hints.description = "Town to build the long-awaited bridge over its river. After thirty "
			    "years of talk the ferry has had its day.";
	ck_assert_str_eq(
		read_fronts("<main><div><h1>Town to build the long-awaited bridge over its "
			    "river</h1></div><article>" BODY_HTML "</article></main>",
			&hints),
		BODY_TEXT);
}
END_TEST

START_TEST(who_wrote_it_is_told_under_the_text)
{
	static const char *const names[] = { "Bo Chen", "Ida Holm" };
	struct body_hints hints = { .names = names, .name_count = 2 };
	ck_assert_str_eq(
		read_fronts("<div>" BODY_HTML "<p>Ida Holm, born on the north shore, has sailed "
			    "with the ferry since she was nine.</p></div>",
			&hints),
		BODY_TEXT);
	/* But not where the text goes on. */
	ck_assert_str_eq(read_fronts("<div><p>Ida Holm has sailed with the ferry since she was "
				     "nine.</p>" BODY_HTML "</div>",
				 &hints),
		"Ida Holm|" BODY_TEXT);
}
END_TEST

START_TEST(a_caption_that_is_the_description_is_no_lede)
{
	struct body_hints hints = {
		.headline = "Town to build bridge",
		.description = "The mayor of the harbour town crosses the old bridge at low tide.",
	};
	ck_assert_str_eq(
		read_fronts(
			"<main><h1>Town to build bridge</h1><div class=image-widget><img src=a.jpg>"
			"<p>The mayor of the harbour town crosses the old bridge at low "
			"tide.</p></div><div>" BODY_HTML "</div></main>",
			&hints),
		BODY_TEXT);
}
END_TEST

START_TEST(a_span_around_a_box_ends_a_block)
{
	struct body_hints hints = { .headline = "Town to build bridge" };
	ck_assert_str_eq(
		read_fronts(
			"<div><h1>Town to build bridge</h1><span class=k><div><img src=a.jpg></div>"
			"<em>The old bridge. Ida Holm</em></span>The council of the harbour town met "
			"on Monday, and agreed on the plan for the new bridge.<br><br>Work is to begin "
			"in spring, when the ice has gone, and will take two summers.<br><br>The "
			"ferry will run until the first cars can cross, the ferry company "
			"said.</div>",
			&hints),
		"The council|Work is|The ferry");
}
END_TEST

START_TEST(a_paragraph_that_is_too_long_is_cut_in_a_copy)
{
	struct page page;
	struct blocks blocks;
	struct flags flags;
	struct body body;
	struct body_hints hints = { 0 };
	struct buffer html;
	buffer_init(&html, 1 << 20);
	buffer_add_string(&html, "<p>");
	for (int i = 0; i < 4000; i++)
		buffer_add_string(&html, "The bridge is long. ");
	page_read(&page, arena, html.data, html.length);
	blocks_read(&blocks, arena, &page);
	flags_read(&flags, arena, &blocks, hints.heading);
	body_read(&body, arena, &blocks, &flags, &hints);
	ck_assert_uint_eq(body.count, 1);
	ck_assert_uint_le(strlen(body.paragraphs[0]), ARTICLE_LINE_MAX_BYTES);
	struct slice text = block_text(&blocks, &blocks.all[0]);
	ck_assert_uint_gt(text.length, ARTICLE_LINE_MAX_BYTES);
	ck_assert_uint_eq(strlen(text.data), text.length);
	buffer_release(&html);
}
END_TEST

START_TEST(the_body_knows_its_place)
{
	struct page page;
	struct blocks blocks;
	struct flags flags;
	struct body body;
	struct body_hints hints = { 0 };
	const char *html =
		"<nav><a href=/>Home</a></nav><div id=text>" BODY_HTML "</div><p>End</p>";
	page_read(&page, arena, html, strlen(html));
	blocks_read(&blocks, arena, &page);
	flags_read(&flags, arena, &blocks, hints.heading);
	body_read(&body, arena, &blocks, &flags, &hints);
	ck_assert_uint_eq(body.root.node, page_find(&page, page.body, TAG_DIV));
	ck_assert_uint_eq(body.from, 1);
	ck_assert_uint_eq(body.to, 5);
	ck_assert_uint_eq(body.first, blocks.all[1].first);
	ck_assert_uint_eq(body.last, blocks.all[4].last);
	ck_assert_uint_eq(body.reasons[0], BODY_OUTSIDE);
	for (uint32_t b = 1; b < 5; b++)
		ck_assert(blocks.all[b].marks & BLOCK_BODY);
}
END_TEST

Suite *
body_suite(void)
{
	Suite *suite = suite_create("body");
	TCase *tc = tcase_create("body");
	tcase_add_checked_fixture(tc, arena_set_up, arena_tear_down);
	tcase_add_loop_test(tc, the_text_and_nothing_else, 0, sizeof(cases) / sizeof(cases[0]));
	tcase_add_test(tc, json_ld_tells_where_the_text_ends);
	tcase_add_test(tc, the_headline_is_no_text);
	tcase_add_test(tc, who_wrote_it_is_told_under_the_text);
	tcase_add_test(tc, a_caption_that_is_the_description_is_no_lede);
	tcase_add_test(tc, a_span_around_a_box_ends_a_block);
	tcase_add_test(tc, a_paragraph_that_is_too_long_is_cut_in_a_copy);
	tcase_add_test(tc, the_body_knows_its_place);
	suite_add_tcase(suite, tc);
	return suite;
}
