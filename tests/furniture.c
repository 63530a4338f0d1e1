/*
 * Site memory through the real daemon: what earlier pages taught leaves the text and the lists of
 * later ones.
 */
#include <check.h>
#include <signal.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "server/stage.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define HOST         "gazette.example"
#define ADDRESS      "Letters reach the editors at the green door behind the mill."

static struct stage stage;

static void
set_up(void)
{
	stage_open(&stage);
	stage_outlet(&stage, "gazette", "http://" HOST "/feed.xml");
}

static void
tear_down(void)
{
	stage_close(&stage);
}

static const struct {
	const char *headline, *first, *second;
} stories[] = {
	{ "Baker wins the rowing race in a tub",
		"A baker from the upper town won the rowing race on Sunday, although his boat had been a tub for dough until the evening before.",
		"The judges looked for a rule against it for an hour, found none, and gave him the cup and a towel." },
	{ "Snow closes the mountain school for a week",
		"The school on the mountain will stay closed for a week, because the snow in front of its door is higher than the door itself.",
		"The teacher sends the lessons down by radio each morning at nine, and parents say that they learn a lot." },
	{ "Museum returns a bell to its village",
		"After ninety years the museum has returned a bell to the village that had lent it for one summer and then forgotten to ask.",
		"It rang on Friday for the first time, a little lower than the old people remembered, but just as loudly." },
	{ "Heron nests on the roof of the post office",
		"A heron has built its nest on the roof of the post office, and the counter below is closed until its young have flown.",
		"Stamps are sold from a cart on the square meanwhile, and the letter box has been moved to the chemist's." },
	{ "Tunnel under the hill is older than thought",
		"The tunnel under the castle hill was dug a century earlier than anyone had thought, two students found out from its soot.",
		"They read the layers like the rings of a tree, and counted four hundred winters of torches down to the rock." },
	{ "Orchard lends its trees to the town",
		"Whoever wants to pick apples this autumn can borrow a tree from the orchard for a day, with a ladder and two baskets.",
		"Half of what is picked goes to the kitchen of the hospital, which has asked for pears as well, if there are any." },
};

/* A page that ends with `after`, outside its text. */
static void
put_page_with(int n, const char *after)
{
	char *path = mem_printf("/news/%d.html", n);
	char *page = mem_printf("<!doctype html><html lang=en><head><title>%s</title></head>"
				"<body><h1>%s</h1><article><p>%s</p><p>%s</p><p>" ADDRESS
				"</p></article>%s</body></html>",
		stories[n].headline, stories[n].headline, stories[n].first, stories[n].second,
		after);
	server_put(stage.server, HOST, path, 200, "Content-Type: text/html; charset=utf-8\n", page);
	mem_free(page);
	mem_free(path);
}

static void
put_page(int n)
{
	put_page_with(n, "");
}

/* A feed of the first `count` pages; `mark` stands behind their titles. */
static void
put_feed(int count, const char *mark)
{
	struct buffer feed;
	buffer_init(&feed, (size_t)1 << 20);
	buffer_add_string(&feed, "<rss version=\"2.0\"><channel><title>t</title>");
	for (int n = 0; n < count; n++)
		buffer_addf(&feed,
			"<item><title>%s%s</title><link>http://" HOST "/news/%d.html</link></item>",
			stories[n].headline, mark, n);
	buffer_add_string(&feed, "</channel></rss>");
	server_put(stage.server, HOST, "/feed.xml", 200, "Content-Type: application/rss+xml\n",
		feed.data);
	buffer_release(&feed);
}

static void
expect_body(int n, bool furnished)
{
	char *sql = mem_printf("SELECT body FROM article WHERE url LIKE '%%/%d.html'", n);
	char *body = mem_printf(
		"%s\n\n%s%s", stories[n].first, stories[n].second, furnished ? "\n\n" ADDRESS : "");
	ck_assert_str_eq(stage_text(&stage, sql), body);
	mem_free(body);
	mem_free(sql);
}

START_TEST(lines_of_earlier_rounds_leave_the_text)
{
	for (int n = 0; n < (int)COUNT(stories); n++)
		put_page(n);
	put_feed(2, "");
	ck_assert_int_eq(stage_once(&stage), 0);
	expect_body(0, true);
	expect_body(1, true);
	put_feed((int)COUNT(stories), "");
	ck_assert_int_eq(stage_once(&stage), 0);
	for (int n = 2; n < (int)COUNT(stories); n++)
		expect_body(n, false);
	ck_assert_int_eq(
		stage_count(&stage, "SELECT count(*) FROM known_line WHERE outlet = 'gazette'"), 1);
	ck_assert_int_eq(stage_count(&stage, "SELECT pages FROM known_line"), (int)COUNT(stories));
	/* What was read with the line is read again without it: nothing has changed. */
	put_feed((int)COUNT(stories), " today");
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_uint_eq(server_count(stage.server, HOST, "/news/0.html"), 2);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM revision"), 0);
	ck_assert_int_eq(stage_count(&stage, "SELECT pages FROM known_line"), (int)COUNT(stories));
}
END_TEST

#define HOUSE "Why the Gazette is printed on green paper"

static int
count_listed(const char *what, int from)
{
	char *sql = mem_printf("SELECT count(*) FROM listed WHERE listed_headline LIKE '%s%%'"
			       " AND article_id > %d",
		what, from);
	int count = (int)stage_count(&stage, sql);
	mem_free(sql);
	return count;
}

START_TEST(links_that_stand_for_weeks_leave_the_lists)
{
	for (int n = 0; n < (int)COUNT(stories); n++)
		put_page_with(n,
			"<aside><h3>Most read</h3><ol>"
			"<li><a href='/n/71-hen-rides-tram-again'>Hen rides tram again</a></li>"
			"<li><a href='/n/72-clock-strikes-thirteen-twice'>Clock strikes "
			"thirteen twice</a></li></ol></aside>"
			"<h3><a href='/house/8-why-the-gazette-is-green'>" HOUSE "</a></h3>");
	put_feed(3, "");
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(count_listed(HOUSE, 0), 3);
	/* Known at once, but furniture only when weeks have gone by. */
	ck_assert_int_eq(
		stage_count(&stage, "SELECT count(*) FROM known_line WHERE line & 255 = 0"), 1);
	put_feed(4, "");
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(count_listed(HOUSE, 0), 4);
	stage_change(&stage, "UPDATE known_line SET first_seen = '2020-01-01T00:00:00Z'");
	put_feed((int)COUNT(stories), "");
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(count_listed(HOUSE, 4), 0);
	ck_assert_int_eq(count_listed("Hen rides", 4), 2);
}
END_TEST

START_TEST(a_line_of_two_addresses_of_one_story_stays)
{
	put_page(0);
	put_page(1);
	char *page = mem_printf("<!doctype html><html lang=en><head><title>%s</title></head>"
				"<body><h1>%s</h1><article><p>%s</p><p>%s</p><p>" ADDRESS
				"</p></article></body></html>",
		stories[0].headline, stories[0].headline, stories[0].first, stories[0].second);
	server_put(stage.server, HOST, "/news/1.html", 200, "Content-Type: text/html\n", page);
	mem_free(page);
	put_feed(2, "");
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM article"), 2);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM page_lines"), 2);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM known_line"), 0);
}
END_TEST

START_TEST(a_killed_daemon_has_learned_what_it_has_kept)
{
	for (int n = 0; n < (int)COUNT(stories); n++)
		put_page(n);
	put_feed((int)COUNT(stories), "");
	stage_start(&stage, "--once");
	size_t requests = 0;
	while (requests < 4) {
		stage_play(&stage, 1);
		server_requests(stage.server, &requests);
	}
	kill(stage.daemon, SIGKILL);
	ck_assert_int_eq(stage_wait(&stage), 128 + SIGKILL);
	ck_assert_int_eq(stage_count(&stage, "SELECT count(*) FROM page_lines"),
		(int)stage_count(&stage, "SELECT count(*) FROM article"));
	ck_assert_int_eq(stage_once(&stage), 0);
	ck_assert_int_eq(
		stage_count(&stage, "SELECT count(*) FROM page_lines"), (int)COUNT(stories));
	ck_assert_int_eq(stage_count(&stage, "SELECT pages FROM known_line"), (int)COUNT(stories));
}
END_TEST

Suite *furniture_suite(void);

Suite *
furniture_suite(void)
{
	Suite *s = suite_create("furniture");
	TCase *tc = tcase_create("daemon");
	tcase_set_timeout(tc, 60);
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, lines_of_earlier_rounds_leave_the_text);
	tcase_add_test(tc, links_that_stand_for_weeks_leave_the_lists);
	tcase_add_test(tc, a_line_of_two_addresses_of_one_story_stays);
	tcase_add_test(tc, a_killed_daemon_has_learned_what_it_has_kept);
	suite_add_tcase(s, tc);
	return s;
}
