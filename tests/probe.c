/*
 * Outlets found from their address alone: five sites of different build, played by the outlet
 * server, asked by the real program, and read by the real daemon afterwards.
 *
 * The sites lie in tests/probe/sites; times in their files are marks (fixture/marks.h).
 */
#include "probe/probe.h"

#include <check.h>
#include <ctype.h>
#include <fcntl.h>
#include <ftw.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/memory.h"
#include "fixture/marks.h"
#include "server/stage.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define SITES    "tests/probe/sites"

extern char **environ;

static struct stage stage;
static struct arena *arena;

/* ---- the sites ---- */

static const char *
type_of(const char *path)
{
	return strstr(path, "xml") != NULL ? "Content-Type: text/xml\n"
					   : "Content-Type: text/html\n";
}

static int
put_file(const char *path, const struct stat *status, int kind, struct FTW *ftw)
{
	char host[100], *bytes;
	(void)ftw;
	if (kind != FTW_F)
		return 0;
	FILE *file = fopen(path, "rb");
	ck_assert_ptr_nonnull(file);
	size_t size = (size_t)status->st_size;
	bytes = mem_zalloc(size + 1, 1);
	ck_assert_uint_eq(fread(bytes, 1, size, file), size);
	fclose(file);
	const char *rest = path + strlen(SITES) + 1;
	snprintf(host, sizeof(host), "%.*s", (int)strcspn(rest, "/"), rest);
	const char *place = strchr(rest, '/');
	bool front = strcmp(place, "/index.html") == 0;
	marks_put(stage.server, host, front ? "/" : place, 0, type_of(place), bytes);
	mem_free(bytes);
	return 0;
}

static void
set_up(void)
{
	stage_open(&stage);
	arena = arena_new();
	ck_assert_int_eq(nftw(SITES, put_file, 16, FTW_PHYS), 0);
}

static void
tear_down(void)
{
	stage_close(&stage);
	arena_free(arena);
}

/* ---- the program ---- */

static const char *
in_folder(const char *name)
{
	return arena_printf(arena, "%s/%s", stage.folder, name);
}

static char *
read_file(const char *path)
{
	struct buffer text;
	char block[4096];
	FILE *file = fopen(path, "r");
	ck_assert_msg(file != NULL, "no %s", path);
	buffer_init(&text, (size_t)1 << 20);
	for (size_t got; (got = fread(block, 1, sizeof(block), file)) > 0;)
		buffer_add(&text, block, got);
	fclose(file);
	char *copy = arena_strdup(arena, text.data != NULL ? text.data : "");
	buffer_release(&text);
	return copy;
}

/* `newswire --config ... ARGUMENTS`; its output goes to FOLDER/out and /errors. */
static int
newswire(const char *const arguments[])
{
	const char *build = getenv("NEWSWIRED_BUILD");
	char *argv[12];
	int argc = 0;
	argv[argc++] = arena_printf(arena, "%s/newswire", build != NULL ? build : "build");
	argv[argc++] = arena_strdup(arena, "--config");
	argv[argc++] = arena_strdup(arena, in_folder("newswired.json"));
	for (; *arguments != NULL; arguments++)
		argv[argc++] = arena_strdup(arena, *arguments);
	argv[argc] = NULL;
	posix_spawn_file_actions_t actions;
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(
		&actions, STDOUT_FILENO, in_folder("out"), O_WRONLY | O_CREAT | O_TRUNC, 0644);
	posix_spawn_file_actions_addopen(
		&actions, STDERR_FILENO, in_folder("errors"), O_WRONLY | O_CREAT | O_TRUNC, 0644);
	ck_assert_int_eq(posix_spawn(&stage.daemon, argv[0], &actions, NULL, argv, environ), 0);
	posix_spawn_file_actions_destroy(&actions);
	return stage_wait(&stage);
}

static const struct {
	const char *host, *id, *name, *language, *timezone;
	const char *sources; /* kind and path, joined with blanks */
	int articles;        /* a round of the daemon then has */
} sites[] = {
	{ "fenpost.example", "fenpost", "The Fen Post", "en-IN", "Asia/Kolkata",
		"feed /rss/news.xml", 5 },
	{ "elbkurier.example", "elbkurier", "Elbkurier", "de", NULL, "feed /feed", 4 },
	{ "nordbladet.example", "nordbladet", "Nordbladet", "sv", NULL, "sitemap /karta/nytt.xml",
		4 },
	{ "gazetadaserra.example", "gazetadaserra", "Gazeta da Serra", "pt-BR", "America/Sao_Paulo",
		"section /", 8 },
	{ "vestnikzaliva.example", "vestnikzaliva", "Вестник залива", "ru", "Europe/Moscow",
		"feed /data/feed.json sitemap /sitemap_index.xml", 5 },
};

static json_t *
load(const char *path)
{
	json_error_t error;
	json_t *json = json_load_file(path, 0, &error);
	ck_assert_msg(json != NULL, "%s: %s\n%s", path, error.text, read_file(path));
	return json;
}

/* The sources of an outlet's file as in the table above. */
static const char *
sources_of(const json_t *outlet, const char *host)
{
	const char *joined = "";
	const json_t *sources = json_object_get(outlet, "sources");
	for (size_t i = 0; i < json_array_size(sources); i++) {
		const json_t *source = json_array_get(sources, i);
		const char *url = json_string_value(json_object_get(source, "url"));
		const char *path = strstr(url, host);
		ck_assert_msg(path != NULL, "%s", url);
		ck_assert_ptr_nonnull(json_object_get(source, "every"));
		joined = arena_printf(arena, "%s%s%s %s", joined, i > 0 ? " " : "",
			json_string_value(json_object_get(source, "kind")), path + strlen(host));
	}
	return joined;
}

START_TEST(finds_the_sources_of_every_build)
{
	const char *host = sites[_i].host;
	const char *file = in_folder(arena_printf(arena, "outlets.d/%s.json", sites[_i].id));
	const char *address = arena_printf(arena, "http://%s", host);
	int status = newswire((const char *const[]){ "probe", "--write", file, address, NULL });
	ck_assert_msg(
		status == 0, "%s%s", read_file(in_folder("out")), read_file(in_folder("errors")));
	json_t *outlet = load(file);
	const char *out = read_file(in_folder("out"));
	ck_assert_msg(strcmp(sources_of(outlet, host), sites[_i].sources) == 0, "%s\n%s",
		sources_of(outlet, host), out);
	ck_assert_pstr_eq(json_string_value(json_object_get(outlet, "id")), sites[_i].id);
	ck_assert_pstr_eq(json_string_value(json_object_get(outlet, "name")), sites[_i].name);
	ck_assert_pstr_eq(
		json_string_value(json_object_get(outlet, "language")), sites[_i].language);
	ck_assert_pstr_eq(
		json_string_value(json_object_get(outlet, "timezone")), sites[_i].timezone);
	ck_assert_str_eq(json_string_value(json_object_get(outlet, "homepage")),
		arena_printf(arena, "http://%s/", host));
	json_decref(outlet);
	ck_assert_msg(strstr(out, "\n  + http://") != NULL, "no article page was read: %s", out);
	ck_assert_msg(strstr(out, "no article") == NULL, "%s", out);
	/* What was written is a configuration, and the daemon reads articles by it. */
	ck_assert_int_eq(newswire((const char *const[]){ "check", NULL }), 0);
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(
		stage_count(&stage, "SELECT count(*) FROM article WHERE headline IS NOT NULL"),
		sites[_i].articles);
}
END_TEST

START_TEST(asks_politely)
{
	size_t count;
	ck_assert_int_eq(newswire((const char *const[]){
				 "probe", "--json", "http://nordbladet.example/", NULL }),
		0);
	const struct server_request *requests = server_requests(stage.server, &count);
	ck_assert_uint_gt(count, 3);
	ck_assert_uint_lt(count, 30);
	ck_assert_str_eq(requests[0].path, "/robots.txt");
	for (size_t i = 0; i < count; i++) {
		ck_assert_str_eq(requests[i].host, "nordbladet.example");
		ck_assert_msg(strncmp(requests[i].user_agent, "newswired/", 10) == 0, "%s",
			requests[i].user_agent);
	}
	json_t *found = load(in_folder("out"));
	ck_assert_str_eq(json_string_value(json_object_get(json_object_get(found, "outlet"), "id")),
		"nordbladet");
	ck_assert_uint_eq(json_array_size(json_object_get(found, "articles")), PROBE_PAGES);
	json_decref(found);
}
END_TEST

#define RSS(items) "<rss version='2.0'><channel>" items "</channel></rss>"
#define ITEM(link, hours)                                                                         \
	"<item><title>A headline of some words</title><link>" link "</link><pubDate>{{rfc:" hours \
	":GMT}}</pubDate></item>"
#define NEWS(urls)                                                     \
	"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' " \
	"xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>" urls "</urlset>"
#define NEWS_URL(link, hours)                                                               \
	"<url><loc>" link                                                                   \
	"</loc><n:news><n:title>Another headline</n:title><n:publication_date>{{iso:" hours \
	":Z}}</n:publication_date></n:news></url>"
#define FRONT(head) \
	"<html><head><title>Marsh</title>" head "</head><body><p>Marsh</p></body></html>"
#define NAMED(path) "<link rel=alternate type='application/rss+xml' href='" path "'>"
#define MARSH       "http://marsh.example"

struct served {
	const char *path;
	int status;
	const char *header, *body;
};

static const struct {
	const char *sources; /* NULL: none, which is exit status 1 */
	struct served documents[6];
} cases[] = {
	/* A feed that died is left, where there is something better; else it is better than nothing. */
	{ "sitemap /n.xml", { { "/", 0, NULL, FRONT(NAMED("/old.xml")) },
				    { "/old.xml", 0, NULL, RSS(ITEM(MARSH "/1", "9000")) },
				    { "/robots.txt", 0, NULL, "Sitemap: " MARSH "/n.xml\n" },
				    { "/n.xml", 0, NULL, NEWS(NEWS_URL(MARSH "/2", "3")) } } },
	{ "feed /old.xml", { { "/", 0, NULL, FRONT(NAMED("/old.xml")) },
				   { "/old.xml", 0, NULL, RSS(ITEM(MARSH "/1", "9000")) } } },
	/* Of an index, the sitemap of news alone, where its name will stay. */
	{ "sitemap /map/news.xml",
		{ { "/", 0, NULL, FRONT("") },
			{ "/sitemap.xml", 0, NULL,
				"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><sitemap><loc>" MARSH
				"/map/pages.xml</loc></sitemap><sitemap><loc>" MARSH
				"/map/news.xml</loc></sitemap></sitemapindex>" },
			{ "/map/news.xml", 0, NULL, NEWS(NEWS_URL(MARSH "/2", "3")) } } },
	/* Where the server sends us for good is what is written. */
	{ "feed /feed/all.xml",
		{ { "/", 0, NULL, FRONT("") }, { "/feed", 301, "Location: /feed/all.xml\n", "" },
			{ "/feed/all.xml", 0, NULL, RSS(ITEM(MARSH "/1", "3")) } } },
	/* Readers' comments are no news; the usual places are looked at all the same. */
	{ "feed /rss.xml", { { "/", 0, NULL, FRONT(NAMED("/comments/feed/")) },
				   { "/comments/feed/", 0, NULL, RSS(ITEM(MARSH "/1#c1", "1")) },
				   { "/rss.xml", 0, NULL, RSS(ITEM(MARSH "/1", "3")) } } },
	/* A feed of other sites' news is not the outlet's. */
	{ NULL, { { "/", 0, NULL, FRONT(NAMED("/press.xml")) },
			{ "/press.xml", 0, NULL,
				RSS(ITEM("http://other.example/1", "3")
						ITEM("http://other.example/2", "4")) } } },
	/* A compressed sitemap is one, too. */
	{ "sitemap /n.xml.gz", { { "/", 0, NULL, FRONT("") },
				       { "/robots.txt", 0, NULL, "Sitemap: " MARSH "/n.xml.gz\n" },
				       { "/n.xml.gz", 0, "Content-Type: application/gzip\n",
					       NEWS(NEWS_URL(MARSH "/2", "3")) } } },
	/* What robots.txt forbids is not asked for. */
	{ "feed /b.xml", { { "/", 0, NULL, FRONT(NAMED("/private/a.xml") NAMED("/b.xml")) },
				 { "/robots.txt", 0, NULL, "User-agent: *\nDisallow: /private/\n" },
				 { "/private/a.xml", 0, NULL, RSS(ITEM(MARSH "/1", "3")) },
				 { "/b.xml", 0, NULL, RSS(ITEM(MARSH "/2", "3")) } } },
};

START_TEST(weighs_what_it_finds)
{
	for (const struct served *d = cases[_i].documents; d->path != NULL; d++)
		marks_put(stage.server, "marsh.example", d->path, d->status,
			d->header != NULL ? d->header : type_of(d->path), d->body);
	int status = newswire((const char *const[]){ "probe", "--json", MARSH "/", NULL });
	json_t *found = load(in_folder("out"));
	const char *sources = sources_of(json_object_get(found, "outlet"), "marsh.example");
	ck_assert_str_eq(sources, cases[_i].sources != NULL ? cases[_i].sources : "");
	ck_assert_int_eq(status, cases[_i].sources != NULL ? 0 : 1);
	ck_assert_uint_eq(server_count(stage.server, "marsh.example", "/private/a.xml"), 0);
	ck_assert_uint_eq(server_count(stage.server, "other.example", NULL), 0);
	json_decref(found);
}
END_TEST

static const struct {
	int status;
	const char *header;
	const char *address;
	const char *told; /* of the front page */
} fronts[] = {
	{ 403, NULL, MARSH "/", "403: it turns programs away" },
	{ 404, NULL, MARSH "/en/", "404" },
	{ 500, NULL, MARSH "/", "500" },
	{ 302, "Location: /\n", MARSH "/", "redirect" },
};

START_TEST(goes_on_without_a_front_page)
{
	const char *file = in_folder("outlets.d/marsh.json");
	marks_put(stage.server, "marsh.example", "/", fronts[_i].status, fronts[_i].header, "No");
	marks_put(stage.server, "marsh.example", "/robots.txt", 0, NULL,
		"Sitemap: " MARSH "/maps/news.xml\n");
	marks_put(stage.server, "marsh.example", "/maps/news.xml", 0, "Content-Type: text/xml\n",
		NEWS(NEWS_URL(MARSH "/2", "3")));
	marks_put(stage.server, "marsh.example", "/rss.xml", 0, "Content-Type: text/xml\n",
		RSS(ITEM(MARSH "/1", "2")));
	int status = newswire(
		(const char *const[]){ "probe", "--write", file, fronts[_i].address, NULL });
	const char *out = read_file(in_folder("out"));
	ck_assert_msg(status == 0, "%s", out);
	ck_assert_msg(strstr(out, fronts[_i].told) != NULL, "%s", out);
	json_t *outlet = load(file);
	ck_assert_str_eq(
		sources_of(outlet, "marsh.example"), "sitemap /maps/news.xml feed /rss.xml");
	ck_assert_str_eq(json_string_value(json_object_get(outlet, "homepage")), MARSH "/");
	json_decref(outlet);
}
END_TEST

static const struct {
	const char *site_name, *title, *feed, *name;
} names[] = {
	{ "Marsh Times", "Latest news", "Feed", "Marsh Times" },
	/* Of a title in its place, the part that the host is made of. */
	{ "Breaking news and headlines - Marsh", "Front", "Feed", "Marsh" },
	{ "marshtimes", "News from the fens | Marsh Times", "Feed", "Marsh Times" },
	{ "Headlines--Marsh", "Front", "Feed", "Marsh" },
	{ "https://marsh.example", "News | Marsh", "Feed", "Feed" },
	{ "", "News | Marsh", "Marsh: all of it", "Marsh: all of it" },
	{ "", "", "", "marsh.example" },
};

START_TEST(finds_the_name)
{
	marks_put(stage.server, "marsh.example", "/", 0, type_of("/"),
		arena_printf(arena,
			"<title>%s</title><meta property=og:site_name content='%s'>" NAMED(
				"/f.xml"),
			names[_i].title, names[_i].site_name));
	marks_put(stage.server, "marsh.example", "/f.xml", 0, type_of("/f.xml"),
		arena_printf(arena,
			"<rss><channel><title>%s</title>" ITEM(MARSH "/1", "1") "</channel></rss>",
			names[_i].feed));
	ck_assert_int_eq(newswire((const char *const[]){ "probe", "--json", MARSH, NULL }), 0);
	json_t *found = load(in_folder("out"));
	ck_assert_str_eq(
		json_string_value(json_object_get(json_object_get(found, "outlet"), "name")),
		names[_i].name);
	json_decref(found);
}
END_TEST

START_TEST(takes_a_feed_for_an_address)
{
	ck_assert_int_eq(newswire((const char *const[]){
				 "probe", "--json", "http://fenpost.example/rss/news.xml", NULL }),
		0);
	json_t *found = load(in_folder("out")), *outlet = json_object_get(found, "outlet");
	ck_assert_str_eq(sources_of(outlet, "fenpost.example"), "feed /rss/news.xml");
	ck_assert_str_eq(
		json_string_value(json_object_get(outlet, "homepage")), "http://fenpost.example/");
	json_decref(found);
}
END_TEST

START_TEST(names_what_is_an_outlet_already)
{
	stage_outlet(&stage, "fenpost", "http://fenpost.example/rss/news.xml");
	const char *file = in_folder("fenpost.json");
	ck_assert_int_eq(newswire((const char *const[]){
				 "probe", "--write", file, "http://fenpost.example/", NULL }),
		0);
	json_t *outlet = load(file);
	ck_assert_str_eq(json_string_value(json_object_get(outlet, "id")), "fenpost-2");
	/* The other feed, since no source may be two outlets'. */
	ck_assert_str_eq(sources_of(outlet, "fenpost.example"), "feed /rss/news.atom");
	json_decref(outlet);
	const char *out = read_file(in_folder("out"));
	ck_assert_msg(strstr(out, "fenpost reads this site already") != NULL, "%s", out);
	ck_assert_msg(strstr(out, "fenpost has it already") != NULL, "%s", out);
}
END_TEST

START_TEST(never_overwrites)
{
	size_t count;
	const char *file = in_folder("mine.json");
	stage_write(&stage, "mine.json", "my own");
	ck_assert_int_eq(newswire((const char *const[]){
				 "probe", "--write", file, "http://fenpost.example/", NULL }),
		1);
	ck_assert_str_eq(read_file(file), "my own");
	const char *errors = read_file(in_folder("errors"));
	ck_assert_msg(strstr(errors, "is there already") != NULL, "%s", errors);
	ck_assert_int_eq(newswire((const char *const[]){ "probe", "--write",
				 in_folder("nowhere/mine.json"), "http://fenpost.example/", NULL }),
		1);
	errors = read_file(in_folder("errors"));
	ck_assert_msg(strstr(errors, "No such file or directory") != NULL, "%s", errors);
	server_requests(stage.server, &count);
	ck_assert_uint_eq(count, 0);
}
END_TEST

static const struct {
	const char *host, *path;
	int status;
	const char *body; /* NULL: nothing is put there */
	const char *address;
	const char *error;
} failures[] = {
	{ "closed.example", "/robots.txt", 200, "User-agent: *\nDisallow: /\n",
		"http://closed.example/", "robots.txt does not allow" },
	{ "away.example", "/", 403, "Go away", "http://away.example/", "turns programs away" },
	{ "text.example", "/", 200, "Nothing but a line of text", "http://text.example/",
		"no page and no feed" },
	{ "bare.example", "/", 200, "<title>Bare</title><p>Nothing here but a line.</p>",
		"http://bare.example/", "no source that newswired could read" },
	{ "away.example", "/robots.txt", 200,
		"User-agent: *\nDisallow: /\nSitemap: http://away.example/map.xml\n",
		"http://away.example/", "no source that newswired could read" },
	{ "gone.example", "/x", 404, NULL, "http://gone.example/", "404" },
	{ "", "", 0, NULL, "ftp://files.example/", "no http or https address" },
};

START_TEST(says_why_there_is_nothing)
{
	if (failures[_i].body != NULL)
		server_put(stage.server, failures[_i].host, failures[_i].path, failures[_i].status,
			"Content-Type: text/html\n", failures[_i].body);
	ck_assert_int_eq(newswire((const char *const[]){ "probe", failures[_i].address, NULL }), 1);
	const char *errors = read_file(in_folder("errors"));
	ck_assert_msg(strstr(errors, failures[_i].error) != NULL, "%s", errors);
}
END_TEST

static const struct {
	int status;
	const char *told;
	size_t requests; /* at most */
} refusers[] = {
	{ 403, "403: it turns programs away", 5 },
	{ 503, "503", 3 },
};

START_TEST(gives_up_a_site_that_refuses_all)
{
	static const char *const paths[] = { "/", "/feed", "/rss", "/rss.xml", "/feed.xml",
		"/atom.xml", "/news-sitemap.xml", "/sitemap.xml" };
	for (size_t i = 0; i < COUNT(paths); i++)
		server_put(stage.server, "away.example", paths[i], refusers[_i].status, NULL, "No");
	int64_t before = clock_monotonic_ms();
	ck_assert_int_eq(
		newswire((const char *const[]){ "probe", "http://away.example/", NULL }), 1);
	const char *errors = read_file(in_folder("errors"));
	ck_assert_msg(strstr(errors, refusers[_i].told) != NULL, "%s", errors);
	ck_assert_int_lt(clock_monotonic_ms() - before, 30000);
	ck_assert_uint_le(server_count(stage.server, "away.example", NULL), refusers[_i].requests);
}
END_TEST

Suite *
probe_suite(void)
{
	Suite *suite = suite_create("probe");
	TCase *tc = tcase_create("probe");
	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_loop_test(tc, finds_the_sources_of_every_build, 0, (int)COUNT(sites));
	tcase_add_test(tc, asks_politely);
	tcase_add_loop_test(tc, weighs_what_it_finds, 0, (int)COUNT(cases));
	tcase_add_loop_test(tc, goes_on_without_a_front_page, 0, (int)COUNT(fronts));
	tcase_add_loop_test(tc, finds_the_name, 0, (int)COUNT(names));
	tcase_add_test(tc, takes_a_feed_for_an_address);
	tcase_add_test(tc, names_what_is_an_outlet_already);
	tcase_add_test(tc, never_overwrites);
	tcase_add_loop_test(tc, gives_up_a_site_that_refuses_all, 0, (int)COUNT(refusers));
	tcase_add_loop_test(tc, says_why_there_is_nothing, 0, (int)COUNT(failures));
	suite_add_tcase(suite, tc);
	return suite;
}
