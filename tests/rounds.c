/* Rounds of the real daemon against real sockets: what is read and kept, outlets that misbehave, kills. */
#include "works.h"

START_TEST(a_round_reads_every_article_once)
{
	add_outlet("one", 0, 7);
	add_outlet("two", 10, 5);
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 12);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM story"), 12);
	ck_assert_int_eq(
		stage_count(&stage, "SELECT count(*) FROM link WHERE state = 'fetched'"), 12);
	ck_assert_int_eq(stage_logged(&stage, "story.new"), 12);
	/* The second round asks for the feeds alone, and gets a 304. */
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 12);
	ck_assert_int_eq(
		stage_count(&stage, "SELECT count(*) FROM poll WHERE status = 'not-modified'"), 2);
	ck_assert_uint_eq(
		server_count(stage.server, "one.example", "/news/northern-bridge-0.html"), 1);
	ck_assert_uint_eq(server_count(stage.server, "one.example", "/feed.xml"), 2);
}
END_TEST

/* Where the first run is killed: after so many requests. */
static const size_t kill_points[] = { 1, 4, 9, 20, 35 };

START_TEST(a_kill_loses_and_doubles_nothing)
{
	add_outlet("one", 0, 20);
	add_outlet("two", 20, 20);
	size_t requests = 0;
	stage_start(&stage, "--once");
	while (requests < kill_points[_i]) {
		stage_play(&stage, 1);
		server_requests(stage.server, &requests);
	}
	kill(stage.daemon, SIGKILL);
	ck_assert_int_eq(stage_wait(&stage), 128 + SIGKILL);
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 40);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(DISTINCT url) FROM article"), 40);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM story"), 40);
	ck_assert_int_eq(
		stage_count(&stage, "SELECT count(*) FROM link WHERE state = 'pending'"), 0);
	ck_assert_str_eq(stage_text(&stage, "PRAGMA integrity_check"), "ok");
}
END_TEST

START_TEST(a_changed_article_is_a_revision)
{
	add_outlet("one", 0, 2);
	ck_assert_int_eq(stage_once(&stage), 0);
	server_put(stage.server, "one.example", "/news/northern-bridge-0.html", 200,
		"Content-Type: text/html\n",
		"<html><body><h1>Bridge closed again after a day</h1><p>The bridge was closed again on Tuesday, "
		"a day after its keys had been handed over.</p><p>An engineer said that a bearing had moved by "
		"the width of a hand.</p></body></html>");
	server_put(stage.server, "one.example", "/feed.xml", 200,
		"Content-Type: application/rss+xml\n",
		"<rss version=\"2.0\"><channel><item><title>Bridge closed again after a day</title>"
		"<link>http://one.example/news/northern-bridge-0.html</link></item></channel></rss>");
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 2);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM revision"), 1);
	ck_assert_int_eq(stage_logged(&stage, "article.revised"), 1);
	ck_assert_str_eq(
		stage_text(&stage, "SELECT headline FROM article WHERE url LIKE '%bridge%'"),
		"Bridge closed again after a day");
}
END_TEST

/* Each of them: what its feed's address is, and the one line its failure is told in. */
static const struct {
	const char *url, *logged;
} bad_sources[] = {
	{ "http://bad.example/.bad/endless", "poll.failed outlet=bad" },
	{ "http://bad.example/missing.xml", "poll.failed outlet=bad" },
	{ "http://nowhere.invalid/feed.xml", "poll.failed outlet=bad" },
	{ "http://bad.example/page.html", "poll.failed outlet=bad" },
	{ "http://bad.example/.bad/loop", "poll.failed outlet=bad" },
	{ "http://bad.example/.bad/gzip-bomb", "poll.failed outlet=bad" },
	{ "http://bad.example/.bad/broken-off", "poll.failed outlet=bad" },
	{ "http://bad.example/.bad/busy/120", "poll.failed outlet=bad" },
};

START_TEST(a_bad_source_costs_itself_alone)
{
	server_put(stage.server, "bad.example", "/page.html", 200, "Content-Type: text/html\n",
		"<html><link rel=alternate type=application/rss+xml href=/feed.xml>"
		"<body><p>This is no feed.</p></body></html>");
	stage_outlet(&stage, "bad", bad_sources[_i].url);
	add_outlet("good", 0, 3);
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(stage_logged(&stage, bad_sources[_i].logged), 1);
	ck_assert_int_eq(stage_logged(&stage, "outlet=bad"), 1);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 3);
	ck_assert_int_eq(
		stage_count(&stage, "SELECT count(*) FROM poll WHERE error IS NOT NULL"), 1);
}
END_TEST

START_TEST(bad_pages_cost_themselves_alone)
{
	struct buffer page;
	buffer_init(&page, (size_t)8 << 20);
	buffer_add_string(&page, "<html><head><title>");
	for (int i = 0; i < 100000; i++)
		buffer_add_string(&page, "very long "); /* a title of a megabyte */
	buffer_add_string(&page,
		"</title></head><body><p>Under its title stands a text of one short sentence.</p>"
		"</body></html>");
	server_put(stage.server, "bad.example", "/long.html", 200, "Content-Type: text/html\n",
		page.data);
	server_put(stage.server, "bad.example", "/feed.xml", 200,
		"Content-Type: application/rss+xml\n",
		"<rss version=\"2.0\"><channel>"
		"<item><title>A page without an end was put on line</title><link>http://bad.example/.bad/endless</link></item>"
		"<item><title>A page of nothing but zeros was put on line</title><link>http://bad.example/.bad/nuls</link></item>"
		"<item><title>A page that is not there was put on line</title><link>http://bad.example/gone.html</link></item>"
		"<item><title>A page with a very long title was put on line</title><link>http://bad.example/long.html</link></item>"
		"</channel></rss>");
	buffer_release(&page);
	stage_outlet(&stage, "bad", "http://bad.example/feed.xml");
	add_outlet("good", 0, 3);
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(
		stage_count(&stage, "SELECT count(*) FROM article WHERE outlet = 'good'"), 3);
	ck_assert_int_eq(
		stage_count(&stage, "SELECT count(*) FROM link WHERE state = 'pending'"), 0);
	ck_assert_int_eq(stage_logged(&stage, ".bad/endless"), 1);
	ck_assert_int_eq(stage_logged(&stage, "gone.html"), 1);
	/* What could not be read is known by its source's own words. */
	ck_assert_int_eq(
		stage_count(&stage, "SELECT count(*) FROM story WHERE headline LIKE 'A page %'"),
		3);
	ck_assert_int_eq(
		stage_count(&stage, "SELECT max(length(headline)) < 1100 FROM article"), 1);
}
END_TEST

START_TEST(a_page_that_the_store_refuses_fails)
{
	stage_once(&stage); /* makes the store */
	stage_change(&stage,
		"CREATE TRIGGER refuse BEFORE INSERT ON article WHEN new.url LIKE '%bridge-0%' "
		"BEGIN SELECT raise(ABORT, 'not this one'); END");
	add_outlet("one", 0, 3);
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 2);
	ck_assert_int_eq(
		stage_count(&stage, "SELECT count(*) FROM link WHERE state = 'failed' AND "
				    "reason LIKE '%not this one%' AND url LIKE '%bridge-0%'"),
		1);
	ck_assert_int_eq(stage_logged(&stage, "page.failed outlet=one"), 1);
}
END_TEST

START_TEST(pages_of_a_host_that_is_held_wait_without_failing)
{
	add_outlet("one", 0, 5);
	for (int n = 0; n < 5; n++) {
		char *path = mem_printf("/news/northern-%s-%d.html", things[n], n);
		server_put(stage.server, "one.example", path, 503, "Retry-After: 3600\n", NULL);
		mem_free(path);
	}
	ck_assert_int_eq(stage_once(&stage), 0);
	/* feed, robots.txt and one page; the others heard of its answer. */
	ck_assert_uint_eq(server_count(stage.server, "one.example", NULL), 3);
	ck_assert_int_eq(
		stage_count(&stage, "SELECT count(*) FROM link WHERE state = 'pending'"), 5);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM link WHERE attempts = 0"), 4);
	ck_assert_int_eq(stage_logged(&stage, "page.retry"), 1);
	for (int n = 0; n < 5; n++)
		add_article("one.example", n);
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 4);
}
END_TEST

START_TEST(what_is_old_is_known_and_not_read)
{
	add_article("one.example", 1);
	add_feed("one.example", 1, 1);
	stage_outlet(&stage, "one", "http://one.example/feed.xml");
	ck_assert_int_eq(stage_once(&stage), 0);
	/* A link of long ago turns up in a feed that has been read before. */
	server_put(stage.server, "one.example", "/feed.xml", 200,
		"Content-Type: application/rss+xml\n",
		"<rss version=\"2.0\"><channel><item><title>Work on something that was done long ago</title>"
		"<link>http://one.example/old.html</link><pubDate>Mon, 05 Jan 2015 10:00:00 GMT</pubDate>"
		"</item></channel></rss>");
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_uint_eq(server_count(stage.server, "one.example", "/old.html"), 0);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM link WHERE reason = 'old'"), 1);
}
END_TEST

START_TEST(dates_that_are_not_believed_are_kept_as_printed)
{
	stage_outlet(&stage, "one", "http://one.example/feed.xml");
	server_put(stage.server, "one.example", "/feed.xml", 200,
		"Content-Type: application/rss+xml\n",
		"<rss version=\"2.0\"><channel>"
		"<item><link>http://one.example/1</link><pubDate>Sat, 01 Jan 2089 10:00 GMT</pubDate></item>"
		"<item><link>http://one.example/2</link><pubDate>the day after</pubDate></item>"
		"</channel></rss>");
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(
		stage_count(&stage, "SELECT count(*) FROM link WHERE published IS NULL"), 2);
	ck_assert_str_eq(
		stage_text(&stage, "SELECT group_concat(dated, '|') FROM (SELECT dated FROM link"
				   " ORDER BY url)"),
		"Sat, 01 Jan 2089 10:00 GMT|the day after");
}
END_TEST

START_TEST(all_of_a_long_feed_is_read_in_one_round)
{
	stage_configure(&stage,
		"\"poll\": { \"first_age\": \"0s\", \"entries\": 700, \"first_entries\": 700 }");
	add_outlet("one", 0, 450);
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 450);
	ck_assert_int_eq(stage_logged(&stage, "story.new"), 450);
}
END_TEST

START_TEST(listed_headlines_are_followed_one_step)
{
	static const char *const more[] = { "A second ferry is built for the western harbour",
		"A third ferry is planned for the eastern harbour",
		"A fourth ferry is wanted by the islands of the north" };
	struct buffer page;
	for (int n = 0; n < 3; n++) { /* each lists the next; only the first stands in the feed */
		buffer_init(&page, 10000);
		buffer_addf(&page,
			"<html lang=en><body><h1>%s</h1><article><p>The town has decided about the ferry, the mayor said on Monday.</p>"
			"<p>It will sail from the harbour at the end of the year, when the quay has been mended.</p></article>"
			"<div class=related><h2>Related stories</h2><ul><li><a href=/news/2026/11/24/%d.html>%s</a></li>"
			"<li><a href=http://stranger.example/news/2026/11/24/another-story-of-strangers-%d.html>A story that strangers tell of the ferry</a></li>"
			"</ul></div></body></html>",
			n == 0 ? "The ferry of the old harbour is sold" : more[n - 1], 4711 + n,
			more[n], n);
		char *path = mem_printf("/news/2026/11/24/%d.html", 4710 + n);
		server_put(stage.server, "one.example", path, 200, "Content-Type: text/html\n",
			page.data);
		mem_free(path);
		buffer_release(&page);
	}
	server_put(stage.server, "one.example", "/feed.xml", 200,
		"Content-Type: application/rss+xml\n",
		"<rss version=\"2.0\"><channel><item><title>The ferry of the old harbour is sold</title>"
		"<link>http://one.example/news/2026/11/24/4710.html</link></item></channel></rss>");
	stage_write(&stage, "outlets.d/one.json",
		"{ \"id\": \"one\", \"name\": \"One\", \"follow\": \"related\",\n"
		"  \"sources\": [ { \"kind\": \"feed\", \"url\": \"http://one.example/feed.xml\" } ] }\n");
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 2);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM link WHERE followed"), 1);
	ck_assert_uint_eq(server_count(stage.server, "stranger.example", NULL), 0);
	ck_assert_uint_eq(
		server_count(stage.server, "one.example", "/news/2026/11/24/4712.html"), 0);
	/* The listed headline and the article that was read for it are one story. */
	ck_assert_int_eq(
		stage_count(
			&stage, "SELECT count(*) FROM story WHERE headline LIKE 'A second ferry%'"),
		1);
	ck_assert_int_eq(
		stage_logged(&stage, "story.joined outlet=one story=2 known_by=list by=url"), 1);
	ck_assert_int_eq(
		stage_logged(&stage, "daemon.stop polls=1 stories=2 articles=2 revised=0"), 1);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM wire"), 2);
}
END_TEST

START_TEST(a_page_is_told_by_the_headline_that_is_kept)
{
	server_put(stage.server, "one.example", "/bare.html", 200, "Content-Type: text/html\n",
		"<html lang=en><body><article><p>The bridge over the upper lake was opened on Monday, "
		"four years later than the town had promised.</p><p>Nobody was there to see it but the "
		"mayor, two engineers and a dog, the engineers said.</p></article></body></html>");
	server_put(stage.server, "one.example", "/feed.xml", 200,
		"Content-Type: application/rss+xml\n",
		"<rss version=\"2.0\"><channel>"
		"<item><title>Bridge over the upper lake is open at last</title>"
		"<link>http://one.example/bare.html</link></item>"
		"<item><title>Ferry on the upper lake will be sold</title>"
		"<link>http://one.example/missing.html</link></item></channel></rss>");
	stage_outlet(&stage, "one", "http://one.example/feed.xml");
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(
		stage_logged(&stage, "headline=\"Bridge over the upper lake is open at last\""), 1);
	/* What could not be read is on the wire, too, by its source's headline. */
	ck_assert_int_eq(stage_logged(&stage, "daemon.stop polls=1 stories=2 articles=1"), 1);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM wire"), 2);
}
END_TEST

START_TEST(robots_txt_is_obeyed_and_told_once)
{
	add_outlet("one", 0, 3);
	server_put(stage.server, "one.example", "/robots.txt", 200, NULL,
		"User-agent: newswired\nDisallow: /news/\n");
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_uint_eq(
		server_count(stage.server, "one.example", "/news/northern-bridge-0.html"), 0);
	ck_assert_int_eq(
		stage_count(&stage, "SELECT count(*) FROM link WHERE state = 'refused'"), 3);
	ck_assert_int_eq(stage_logged(&stage, "robots.denied"), 1);
}
END_TEST

Suite *
rounds_suite(void)
{
	Suite *suite = suite_create("rounds");
	TCase *tc = tcase_create("rounds");
	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, works_begin, works_end);
	tcase_add_test(tc, a_round_reads_every_article_once);
	tcase_add_loop_test(tc, a_kill_loses_and_doubles_nothing, 0,
		(int)(sizeof(kill_points) / sizeof(kill_points[0])));
	tcase_add_test(tc, a_changed_article_is_a_revision);
	tcase_add_loop_test(tc, a_bad_source_costs_itself_alone, 0,
		(int)(sizeof(bad_sources) / sizeof(bad_sources[0])));
	tcase_add_test(tc, bad_pages_cost_themselves_alone);
	tcase_add_test(tc, a_page_that_the_store_refuses_fails);
	tcase_add_test(tc, pages_of_a_host_that_is_held_wait_without_failing);
	tcase_add_test(tc, what_is_old_is_known_and_not_read);
	tcase_add_test(tc, dates_that_are_not_believed_are_kept_as_printed);
	tcase_add_test(tc, all_of_a_long_feed_is_read_in_one_round);
	tcase_add_test(tc, listed_headlines_are_followed_one_step);
	tcase_add_test(tc, a_page_is_told_by_the_headline_that_is_kept);
	tcase_add_test(tc, robots_txt_is_obeyed_and_told_once);
	suite_add_tcase(suite, tc);
	return suite;
}
