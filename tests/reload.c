/* The daemon while its configuration changes: what is in hand, what is kept, what waits. */
#include <check.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "server/stage.h"

static struct stage stage;

static void
set_up(void)
{
	stage_open(&stage);
	stage_configure(&stage,
		"\"poll\": { \"first_age\": \"0s\", \"spread\": \"0s\", \"every\": \"1m\" }");
}

static void
tear_down(void)
{
	stage_close(&stage);
}

static void
add_page(const char *host, int number)
{
	char *path = mem_printf("/%d.html", number);
	char *page = mem_printf(
		"<!doctype html><html lang=en><body><h1>Ferry number %d of %s is back at sea</h1>"
		"<p>The ferry, number %d in the books of %s, left the yard on Monday with a new engine.</p>"
		"<p>It had lain there for %d weeks, since no part of the old one could be had any more.</p>"
		"</body></html>",
		number, host, number, host, number + 2);
	server_put(stage.server, host, path, 200, "Content-Type: text/html\n", page);
	mem_free(page);
	mem_free(path);
}

/* A feed of pages, and the pages. */
static void
add_feed(const char *host, int count)
{
	struct buffer feed;
	buffer_init(&feed, (size_t)1 << 20);
	buffer_add_string(&feed, "<rss version=\"2.0\"><channel><title>t</title>");
	for (int n = 0; n < count; n++) {
		buffer_addf(&feed,
			"<item><title>Ferry number %d of %s is back at sea</title>"
			"<link>http://%s/%d.html</link></item>",
			n, host, host, n);
		add_page(host, n);
	}
	buffer_add_string(&feed, "</channel></rss>");
	server_put(stage.server, host, "/feed.xml", 200, "Content-Type: application/rss+xml\n",
		feed.data);
	buffer_release(&feed);
}

/* `name` is what changes. */
static void
write_outlet(const char *id, const char *name)
{
	char *path = mem_printf("outlets.d/%s.json", id);
	char *text = mem_printf(
		"{ \"id\": \"%s\", \"name\": \"%s\", \"gap\": \"%zums\", \"sources\": [ { \"kind\": \"feed\","
		" \"url\": \"http://%s.example/feed.xml\" } ] }\n",
		id, name, strlen(name), id);
	stage_write(&stage, path, text);
	mem_free(path);
	mem_free(text);
}

static void
remove_outlet(const char *id)
{
	char *path = mem_printf("%s/outlets.d/%s.json", stage.folder, id);
	ck_assert_int_eq(unlink(path), 0);
	mem_free(path);
}

static void
reload(const char *said)
{
	kill(stage.daemon, SIGHUP);
	stage_until(&stage, said);
}

static void
end_daemon(void)
{
	kill(stage.daemon, SIGTERM);
	ck_assert_int_eq(stage_wait(&stage), 0);
	ck_assert_int_eq(stage_logged(&stage, "daemon.stop "), 1);
}

/* What the writer's thread holds is its own: seen by the address sanitizer alone. */
START_TEST(a_source_may_go_while_its_poll_waits_for_the_store)
{
	write_outlet("one", "One");
	add_feed("one.example", 1);
	add_feed("two.example", 2);
	stage_start(&stage, NULL);
	stage_until(&stage, "story.new outlet=one");
	sqlite3 *lock = stage_lock(&stage);
	write_outlet("two", "Two");
	reload("outlet.added outlet=two");
	while (server_count(stage.server, "two.example", "/feed.xml") == 0)
		stage_play(&stage, 20);
	stage_play(&stage, 500);
	write_outlet("two", "Second");
	reload("outlet.changed outlet=two");
	remove_outlet("two");
	reload("outlet.removed outlet=two");
	sqlite3_close(lock);
	stage_until(&stage, "poll outlet=two");
	end_daemon();
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM link WHERE outlet = 'two'"), 2);
	ck_assert_int_eq(stage_count(&stage,
				 "SELECT count(*) FROM source WHERE outlet = 'two' AND etag <> ''"),
		1);
}
END_TEST

START_TEST(an_outlet_kept_with_mistakes_is_changed_when_they_are_gone)
{
	write_outlet("one", "One");
	write_outlet("two", "Two");
	add_feed("one.example", 1);
	add_feed("two.example", 1);
	stage_start(&stage, NULL);
	stage_until(&stage, "story.new outlet=two");
	stage_write(&stage, "outlets.d/two.json", "{ \"id\": \"two\", \"nam\": 1 }");
	reload("outlet.kept outlet=two");
	write_outlet("two", "Two again");
	reload("outlet.changed outlet=two");
	ck_assert_int_eq(stage_logged(&stage, "outlet.added"), 0);
	/* Its source keeps its time: it is not polled again at once. */
	stage_play(&stage, 300);
	ck_assert_uint_eq(server_count(stage.server, "two.example", "/feed.xml"), 1);
	end_daemon();
}
END_TEST

START_TEST(an_outlet_with_mistakes_is_left_out_and_told)
{
	stage_configure(&stage, "\"poll\": { \"every\": \"10m\" }");
	stage_write(&stage, "outlets.d/bad.json",
		"{\n\"id\": \"bad\", \"name\": \"Bad\", \"sources\": [],\n\"gap\": \"soon\" }\n");
	stage_start(&stage, "--check");
	ck_assert_int_eq(stage_wait(&stage), 1);
	ck_assert_int_eq(
		stage_logged(&stage, "2 mistakes; newswired starts without 1 of 1 outlets"), 1);
	stage_start(&stage, NULL);
	stage_until(&stage, "daemon.start");
	ck_assert_int_eq(stage_logged(&stage, "outlet.unusable outlet=bad at="), 1);
	ck_assert_int_eq(
		stage_logged(&stage, "outlets.d/bad.json:2:29 key=\"sources\" mistakes=2"), 1);
	ck_assert_int_eq(stage_logged(&stage, "outlets=0 sources=0 unusable=1"), 1);
	/* A reload tells the keys that changed. */
	stage_configure(&stage, "\"poll\": { \"every\": \"20m\" }");
	kill(stage.daemon, SIGHUP);
	stage_until(&stage, "config.reloaded outlets=0 unusable=1");
	ck_assert_int_eq(stage_logged(&stage, "config.changed"), 1);
	ck_assert_int_eq(stage_logged(&stage, "config.changed key=poll.every"), 1);
	kill(stage.daemon, SIGTERM);
	ck_assert_int_eq(stage_wait(&stage), 0);
	/* A file that is no JSON has no key to name. */
	stage_write(&stage, "newswired.json", "{ nonsense");
	stage_start(&stage, "--check");
	ck_assert_int_eq(stage_wait(&stage), 78);
	ck_assert_int_eq(stage_once(&stage), 78);
	ck_assert_int_eq(stage_logged(&stage, "key=\"\""), 0);
}
END_TEST

START_TEST(an_outlet_kept_with_mistakes_goes_when_its_file_goes)
{
	write_outlet("one", "One");
	write_outlet("two", "Two");
	add_feed("one.example", 1);
	add_feed("two.example", 1);
	stage_start(&stage, NULL);
	stage_until(&stage, "story.new outlet=two");
	stage_write(&stage, "outlets.d/two.json", "{ \"id\": \"two\", \"nam\": 1 }");
	reload("outlet.kept outlet=two");
	reload("config.reloaded"); /* the store has taken the reload before it */
	ck_assert_int_eq(stage_count(&stage, "SELECT enabled FROM outlet WHERE id = 'two'"), 1);
	remove_outlet("two");
	reload("outlet.removed outlet=two");
	end_daemon();
	ck_assert_int_eq(stage_count(&stage, "SELECT enabled FROM outlet WHERE id = 'two'"), 0);
}
END_TEST

START_TEST(what_waits_of_an_outlet_is_read_when_it_is_back)
{
	write_outlet("one", "One");
	add_feed("one.example", 4);
	for (int n = 0; n < 4; n++) {
		char *path = mem_printf("/%d.html", n);
		server_put(stage.server, "one.example", path, 503, "Retry-After: 3600\n", NULL);
		mem_free(path);
	}
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(
		stage_count(&stage, "SELECT count(*) FROM link WHERE state = 'pending'"), 4);
	for (int n = 0; n < 4; n++)
		add_page("one.example", n);
	stage_write(&stage, "log", "");
	write_outlet("two", "Two");
	add_feed("two.example", 1);
	remove_outlet("one");
	stage_start(&stage, NULL);
	stage_until(&stage, "story.new outlet=two");
	write_outlet("one", "One");
	reload("outlet.added outlet=one");
	/* One failed and waits for its time; the others were only put off. */
	for (int tries = 0; tries < 500 && stage_logged(&stage, "story.new outlet=one") < 3;
		tries++)
		stage_play(&stage, 10);
	ck_assert_int_eq(stage_logged(&stage, "story.new outlet=one"), 3);
	end_daemon();
}
END_TEST

static void
put_sitemap(const char *path, const char *const *urls, const char *item, const char *list)
{
	struct buffer map;
	buffer_init(&map, (size_t)1 << 20);
	buffer_addf(&map,
		"<?xml version=\"1.0\"?><%s xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">",
		list);
	for (; *urls != NULL; urls++)
		buffer_addf(&map, "<%s><loc>http://one.example%s</loc></%s>", item, *urls, item);
	buffer_addf(&map, "</%s>", list);
	server_put(stage.server, "one.example", path, 200, "Content-Type: text/xml\n", map.data);
	buffer_release(&map);
}

/* One outlet whose only source is an index; keys: of the source, with a comma before each. */
static void
write_index_outlet(const char *keys)
{
	char *text = mem_printf(
		"{ \"id\": \"one\", \"name\": \"One\", \"sources\": [ { \"kind\": \"sitemap\","
		" \"url\": \"http://one.example/index.xml\"%s } ] }\n",
		keys);
	stage_write(&stage, "outlets.d/one.json", text);
	mem_free(text);
}

START_TEST(a_sitemap_changes_behind_an_index_that_does_not)
{
	const char *const maps[] = { "/map.xml", NULL };
	const char *const first[] = { "/0.html", NULL }, *const both[] = { "/0.html", "/1.html",
		NULL };
	write_index_outlet(", \"plain\": true");
	add_page("one.example", 0);
	add_page("one.example", 1);
	put_sitemap("/index.xml", maps, "sitemap", "sitemapindex");
	put_sitemap("/map.xml", first, "url", "urlset");
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 1);
	put_sitemap("/map.xml", both, "url", "urlset");
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 2);
}
END_TEST

START_TEST(a_compressed_sitemap_behind_an_index_is_read)
{
	const char *const maps[] = { "/map.xml.gz", NULL }, *const pages[] = { "/0.html", NULL };
	write_index_outlet(", \"plain\": true");
	add_page("one.example", 0);
	put_sitemap("/index.xml", maps, "sitemap", "sitemapindex");
	put_sitemap("/map.xml.gz", pages, "url", "urlset");
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(stage_logged(&stage, "sitemap.failed"), 0);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 1);
}
END_TEST

START_TEST(a_plain_sitemap_named_by_the_source_is_read)
{
	const char *const pages[] = { "/0.html", NULL };
	write_index_outlet("");
	add_page("one.example", 0);
	put_sitemap("/index.xml", pages, "url", "urlset");
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 1);
}
END_TEST

START_TEST(a_plain_sitemap_behind_an_index_is_read_where_the_source_says_so)
{
	const char *const maps[] = { "/map.xml", NULL }, *const pages[] = { "/0.html", NULL };
	write_index_outlet("");
	add_page("one.example", 0);
	put_sitemap("/index.xml", maps, "sitemap", "sitemapindex");
	put_sitemap("/map.xml", pages, "url", "urlset");
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 0);
	write_index_outlet(", \"plain\": true");
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 1);
}
END_TEST

Suite *
reload_suite(void)
{
	Suite *suite = suite_create("reload");
	TCase *tc = tcase_create("reload");
	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, a_source_may_go_while_its_poll_waits_for_the_store);
	tcase_add_test(tc, an_outlet_kept_with_mistakes_is_changed_when_they_are_gone);
	tcase_add_test(tc, an_outlet_with_mistakes_is_left_out_and_told);
	tcase_add_test(tc, an_outlet_kept_with_mistakes_goes_when_its_file_goes);
	tcase_add_test(tc, what_waits_of_an_outlet_is_read_when_it_is_back);
	tcase_add_test(tc, a_sitemap_changes_behind_an_index_that_does_not);
	tcase_add_test(tc, a_compressed_sitemap_behind_an_index_is_read);
	tcase_add_test(tc, a_plain_sitemap_named_by_the_source_is_read);
	tcase_add_test(tc, a_plain_sitemap_behind_an_index_is_read_where_the_source_says_so);
	suite_add_tcase(suite, tc);
	return suite;
}
