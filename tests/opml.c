/* OPML: what other readers export becomes outlets, and outlets become OPML. */
#include "extract/opml.h"

#include <check.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "base/buffer.h"
#include "probe/exchange.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static struct arena *arena;
static struct config *config;
static char folder[] = "/tmp/newswired-opml-XXXXXX";

static void
set_up(void)
{
	arena = arena_new();
	config = config_default();
	strcpy(folder + sizeof(folder) - 7, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static int
remove_one(const char *path, const struct stat *status, int kind, struct FTW *ftw)
{
	(void)status, (void)kind, (void)ftw;
	return remove(path);
}

static void
tear_down(void)
{
	config_free(config);
	arena_free(arena);
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* ---- reading ---- */

static const struct {
	const char *text;
	const char *feeds; /* "GROUP/TEXT URL SITE", joined with "; " */
} files[] = {
	{ "<opml version='2.0'><head><title>x</title></head><body>"
	  "<outline text='The Gazette' type='rss' xmlUrl='http://gazette.example/rss' htmlUrl='http://gazette.example/'/>"
	  "</body></opml>",
		"-/The Gazette http://gazette.example/rss http://gazette.example/" },
	/* Names of attributes in any case, `title` before `text`, groups within groups. */
	{ "<?xml version='1.0'?><opml version='1.0'><body><outline text='World'><outline text='Papers'>"
	  "<outline TITLE='A &amp; B' text='x' xmlurl='HTTP://A.example:80/f#top'/></outline>"
	  "<outline text='C' xmlUrl='http://c.example/f'/></outline><outline xmlUrl='http://d.example/f'/></body></opml>",
		"Papers/A & B http://a.example/f -; World/C http://c.example/f -; -/- http://d.example/f -" },
	/* Addresses as browsers once had them; those of other schemes are counted alone. */
	{ "<opml><body><outline text='E' xmlUrl='feed://e.example/f'/><outline text='F' xmlUrl='feed:https://f.example/f'/>"
	  "<outline text='G' xmlUrl='ftp://g.example/f'/><outline text='H' xmlUrl=''/></body></opml>",
		"-/E http://e.example/f -; -/F https://f.example/f -; 2 unusable" },
	/* Broken as they come: a bare &, an element that is not closed, latin bytes. */
	{ "<opml><body><outline text='Caf\xE9 & Bar' xmlUrl='http://h.example/f?a=1&b=2'><outline text='I' "
	  "xmlUrl='http://i.example/f'/></body></opml>",
		"-/Café & Bar http://h.example/f?a=1&b=2 -; -/I http://i.example/f -" },
	{ "<opml><body><outline text='Empty group'></outline></body></opml>", "" },
	/* Nothing outside the file is opened, and no entity that is declared grows. */
	{ "<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml><body>"
	  "<outline text='J&x;' xmlUrl='http://j.example/f'/></body></opml>",
		"-/J http://j.example/f -" },
	{ "<rss><channel/></rss>", "no OPML" },
	{ "<opml><head/></opml>", "no OPML" },
};

static const char *
dash(const char *text)
{
	return text != NULL ? text : "-";
}

static const char *
feeds_of(const struct opml *opml)
{
	const char *joined = "";
	for (size_t i = 0; i < opml->count; i++) {
		const struct opml_feed *feed = &opml->feeds[i];
		joined = arena_printf(arena, "%s%s%s/%s %s %s", joined, i > 0 ? "; " : "",
			feed->group != NULL ? dash(feed->group->text) : "-", dash(feed->text),
			feed->url, dash(feed->site));
	}
	if (opml->unusable > 0)
		joined = arena_printf(arena, "%s; %zu unusable", joined, opml->unusable);
	return joined;
}

START_TEST(reads_feeds_and_their_groups)
{
	struct opml opml;
	struct err err = { 0 };
	bool read = opml_read(arena, slice_of(files[_i].text), &opml, &err);
	ck_assert_str_eq(read ? feeds_of(&opml) : err.text, files[_i].feeds);
}
END_TEST

START_TEST(nesting_beyond_any_sense_costs_nothing)
{
	struct buffer text;
	struct opml opml;
	struct err err = { 0 };
	buffer_init(&text, (size_t)4 << 20);
	buffer_add_string(&text, "<opml><body>");
	for (int i = 0; i < 20000; i++)
		buffer_add_string(&text, "<outline text='g'>");
	buffer_add_string(&text, "<outline xmlUrl='http://deep.example/f'/>");
	for (int i = 0; i < 20000; i++)
		buffer_add_string(&text, "</outline>");
	buffer_add_string(&text, "</body></opml>");
	if (opml_read(arena, (struct slice){ text.data, text.length }, &opml, &err))
		ck_assert_uint_le(opml.count, 1);
	buffer_release(&text);
}
END_TEST

/* ---- outlets ---- */

static const struct {
	const char *outlines;
	const char *outlets; /* "NAME HOMEPAGE FEEDS", joined with "; " */
} sites[] = {
	/* A site's feeds are one outlet, whatever their own hosts; its name is what theirs have in common. */
	{ "<outline text='The Gazette - World' xmlUrl='http://feeds.example/1' htmlUrl='http://www.gazette.example/world'/>"
	  "<outline text='Elbbote' xmlUrl='http://elbbote.example/f' htmlUrl='http://elbbote.example/'/>"
	  "<outline text='The Gazette - Sport' xmlUrl='http://gazette.example/2' htmlUrl='http://gazette.example/sport'/>",
		"The Gazette http://www.gazette.example/ 2; Elbbote http://elbbote.example/ 1" },
	/* A group of one site's feeds has its name. */
	{ "<outline text='Gazette'><outline text='World' xmlUrl='http://gazette.example/1'/>"
	  "<outline text='Sport' xmlUrl='http://gazette.example/2'/></outline>",
		"Gazette - 2" },
	/* A group of several sites' has not. */
	{ "<outline text='Papers'><outline text='World' xmlUrl='http://gazette.example/1'/>"
	  "<outline text='Sport' xmlUrl='http://gazette.example/2'/><outline text='Bote' xmlUrl='http://elbbote.example/1'/></outline>",
		"gazette.example - 2; Bote - 1" },
	/* The same feed twice, by the form addresses are compared in. */
	{ "<outline text='A' xmlUrl='http://a.example/f/'/><outline text='A' xmlUrl='https://www.a.example/f'/>",
		"A - 1; left out 1" },
	{ "<outline xmlUrl='http://a.example/f'/>", "a.example - 1" },
};

START_TEST(puts_feeds_of_a_site_together)
{
	struct opml opml;
	struct err err = { 0 };
	const char *joined = "";
	const char *text = arena_printf(arena, "<opml><body>%s</body></opml>", sites[_i].outlines);
	ck_assert(opml_read(arena, slice_of(text), &opml, &err));
	struct exchange found = exchange_read(arena, &opml, config);
	for (size_t i = 0; i < found.count; i++)
		joined = arena_printf(arena, "%s%s%s %s %zu", joined, i > 0 ? "; " : "",
			found.drafts[i].name, dash(found.drafts[i].homepage),
			found.drafts[i].source_count);
	if (found.skipped_count > 0)
		joined = arena_printf(arena, "%s; left out %zu", joined, found.skipped_count);
	ck_assert_str_eq(joined, sites[_i].outlets);
}
END_TEST

/* ---- the commands ---- */

static int
newswire(const char *arguments)
{
	const char *build = getenv("NEWSWIRED_BUILD");
	const char *line = arena_printf(arena, "%s/newswire %s >%s/out 2>%s/errors",
		build != NULL ? build : "build", arguments, folder, folder);
	int status = system(line);
	ck_assert(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static const char *
read_file(const char *name)
{
	char text[8192];
	const char *path = arena_printf(arena, "%s/%s", folder, name);
	FILE *file = fopen(path, "r");
	ck_assert_msg(file != NULL, "no %s", path);
	size_t got = fread(text, 1, sizeof(text), file);
	fclose(file);
	return arena_strndup(arena, text, got);
}

static void
write_file(const char *name, const char *text)
{
	FILE *file = fopen(arena_printf(arena, "%s/%s", folder, name), "w");
	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(fputs(text, file), 0);
	ck_assert_int_eq(fclose(file), 0);
}

static const char two[] =
	"<opml version='2.0'><body>"
	"<outline text='Ga\"zette &lt;1&gt; &amp; Sons'><outline text='World' xmlUrl='http://gazette.example/1?a=1&amp;b=2' "
	"htmlUrl='http://gazette.example/' language='en'/>"
	"<outline text='Sport' xmlUrl='http://gazette.example/2' htmlUrl='http://gazette.example/'/></outline>"
	"<outline text='Gazette' xmlUrl='http://gazette.other.example/f'/></body></opml>";

START_TEST(imports_and_exports)
{
	ck_assert_int_eq(mkdir(arena_printf(arena, "%s/outlets.d", folder), 0755), 0);
	ck_assert_int_eq(mkdir(arena_printf(arena, "%s/again", folder), 0755), 0);
	write_file("newswired.json", "{ \"outlets\": \"outlets.d\" }");
	write_file("two.opml", two);
	ck_assert_msg(
		newswire(arena_printf(arena, "import-opml --config %s/newswired.json %s/two.opml",
			folder, folder)) == 0,
		"%s", read_file("errors"));
	ck_assert_str_eq(read_file("out"),
		arena_printf(arena,
			"%s/outlets.d/gazette.json: Ga\"zette <1> & Sons, 2 feeds\n"
			"%s/outlets.d/other-gazette.json: Gazette, 1 feed\n",
			folder, folder));
	ck_assert_str_eq(read_file("outlets.d/gazette.json"),
		"{\n"
		"\t\"id\": \"gazette\",\n"
		"\t\"name\": \"Ga\\\"zette <1> & Sons\",\n"
		"\t\"homepage\": \"http://gazette.example/\",\n"
		"\t\"language\": \"en\",\n"
		"\t\"sources\": [\n"
		"\t\t{ \"kind\": \"feed\", \"url\": \"http://gazette.example/1?a=1&b=2\" },\n"
		"\t\t{ \"kind\": \"feed\", \"url\": \"http://gazette.example/2\" }\n"
		"\t]\n"
		"}\n");
	const char *check = arena_printf(arena, "check %s/newswired.json", folder);
	ck_assert_int_eq(newswire(check), 0);
	/* Once more: all are there already, nothing is written over. */
	ck_assert_int_eq(newswire(arena_printf(arena, "import-opml --into %s/outlets.d %s/two.opml",
				 folder, folder)),
		0);
	ck_assert_str_eq(read_file("out"), "");
	ck_assert_ptr_nonnull(strstr(read_file("errors"), "gazette has it already"));
	/* Out, and in again elsewhere. */
	ck_assert_int_eq(
		newswire(arena_printf(arena, "--config %s/newswired.json export-opml", folder)), 0);
	write_file("three.opml", read_file("out"));
	ck_assert_int_eq(newswire(arena_printf(arena, "import-opml --into %s/again %s/three.opml",
				 folder, folder)),
		0);
	ck_assert_str_eq(read_file("again/gazette.json"), read_file("outlets.d/gazette.json"));
	ck_assert_str_eq(
		read_file("again/other-gazette.json"), read_file("outlets.d/other-gazette.json"));
}
END_TEST

START_TEST(ids_that_are_taken_get_a_number)
{
	write_file("gazette.json", "not JSON at all");
	write_file("one.opml",
		"<opml><body><outline text='G' xmlUrl='http://gazette.example/f'/></body></opml>");
	ck_assert_int_eq(
		newswire(arena_printf(arena, "import-opml --into %s %s/one.opml", folder, folder)),
		0);
	ck_assert_str_eq(read_file("gazette.json"), "not JSON at all");
	ck_assert_ptr_nonnull(strstr(read_file("gazette-2.json"), "\"id\": \"gazette-2\""));
}
END_TEST

static const struct {
	const char *arguments;
	int status;
} wrong[] = {
	{ "import-opml", 2 },
	{ "import-opml --into /tmp", 2 },
	{ "import-opml README.md", 2 },
	{ "import-opml --into /nowhere/at/all README.md", 1 },
	{ "import-opml --into /tmp README.md", 1 },
	{ "export-opml x", 2 },
	{ "--config /nowhere.json export-opml", 1 },
};

START_TEST(wrong_usage_is_told)
{
	ck_assert_int_eq(newswire(wrong[_i].arguments), wrong[_i].status);
	ck_assert_str_ne(read_file("errors"), "");
}
END_TEST

Suite *
opml_suite(void)
{
	Suite *suite = suite_create("opml");
	TCase *tc = tcase_create("opml");
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_loop_test(tc, reads_feeds_and_their_groups, 0, (int)COUNT(files));
	tcase_add_test(tc, nesting_beyond_any_sense_costs_nothing);
	tcase_add_loop_test(tc, puts_feeds_of_a_site_together, 0, (int)COUNT(sites));
	tcase_add_test(tc, imports_and_exports);
	tcase_add_test(tc, ids_that_are_taken_get_a_number);
	tcase_add_loop_test(tc, wrong_usage_is_told, 0, (int)COUNT(wrong));
	suite_add_tcase(suite, tc);
	return suite;
}
