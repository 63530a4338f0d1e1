/* Headline lists in the store: what is listed, what is kept once, what finds its article. */
#include "wired.h"

static struct listed_headline related_items[] = {
	{ "Harbour strike enters third week", "https://gazette.example/strike" },
	{ "Ferry prices to rise in spring", "https://gazette.example/ferry?ref=rel" },
	{ "Weather", "https://gazette.example/weather" },
};
static struct headline_list related_lists[] = {
	{ "Related Stories", LIST_RELATED, related_items, 3 },
	{ "", LIST_MORE, related_items, 1 },
};

static struct store_page_result
read_with_lists(const char *url, const char *headline, size_t lists, int64_t now)
{
	struct article article = wire_article(&w, url, headline, "Text.");
	article.lists = related_lists;
	article.list_count = lists;
	return wire_page(
		&w, wire_link(&w, "gazette", GAZETTE_FEED, url, headline, now), &article, now);
}

START_TEST(listed_headlines_are_stories_and_find_their_article)
{
	struct store_page_result result = read_with_lists(
		"https://gazette.example/a", "Bridge opens after long repair", 2, NOON);
	ck_assert_uint_eq(result.listed, 4);
	ck_assert_uint_eq(result.listed_new, 4);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM story"), 4);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM wire"), 1);
	ck_assert_str_eq(wire_text(&w, "SELECT group_concat(listed_headline, '|') FROM related"),
		"Harbour strike enters third week|Ferry prices to rise in spring|Weather");
	int64_t story = wire_number(&w, "SELECT listed_story_id FROM related WHERE rank = 2");
	/* By address, though the page words it differently. */
	result = wire_read(&w, "gazette", GAZETTE_FEED, "https://gazette.example/ferry?ref=rel",
		"Ferry prices will rise by a tenth in spring", NOON + 60);
	ck_assert_int_eq(result.outcome, STORE_JOINED);
	ck_assert_str_eq(result.reason, "url");
	ck_assert_str_eq(result.known_by, "list");
	ck_assert(result.arrived);
	ck_assert_int_eq(result.story, story);
	/* By title, at another outlet. */
	story = wire_number(&w, "SELECT listed_story_id FROM related WHERE rank = 1");
	result = wire_read(&w, "tribune", TRIBUNE_FEED, "https://tribune.example/9",
		"Harbour strike enters third week", NOON + 60);
	ck_assert_int_eq(result.story, story);
	ck_assert_str_eq(
		wire_text(&w,
			"SELECT known_by || articles FROM story WHERE headline LIKE 'Harbour%'"),
		"article1");
}
END_TEST

START_TEST(a_page_lists_a_thousand_headlines_at_most)
{
	struct listed_headline *items = arena_zalloc(w.arena, 400, sizeof(*items));
	struct headline_list *many = arena_zalloc(w.arena, 9, sizeof(*many));
	for (int i = 0; i < 400; i++)
		items[i] = (struct listed_headline){ arena_printf(w.arena,
							     "Headline number %d of many", i),
			arena_printf(w.arena, "https://gazette.example/h/%d", i) };
	for (int i = 0; i < 9; i++)
		many[i] = (struct headline_list){ arena_printf(w.arena, "List %d", i), LIST_MORE,
			items, 400 };
	struct article article = wire_article(
		&w, "https://gazette.example/a", "Bridge opens after long repair", "Text.");
	article.lists = many;
	article.list_count = 9;
	struct store_page_result result = wire_page(
		&w, wire_link(&w, "gazette", GAZETTE_FEED, article.url, "x", NOON), &article, NOON);
	ck_assert_uint_eq(result.listed, 800);
}
END_TEST

START_TEST(a_list_alone_gives_way_to_the_story_its_page_names)
{
	read_with_lists("https://gazette.example/a", "Bridge opens after long repair", 1, NOON);
	struct store_page_result other = wire_read(&w, "tribune", TRIBUNE_FEED,
		"https://tribune.example/9", "Ferry prices will rise by a tenth", NOON + 30);
	struct store_page_result own =
		wire_read(&w, "gazette", GAZETTE_FEED, "https://gazette.example/ferry?ref=rel",
			"Ferry prices will rise by a tenth", NOON + 60);
	ck_assert_int_eq(own.story, other.story);
	ck_assert_str_eq(own.reason, "title");
	ck_assert_int_eq(
		wire_number(&w, "SELECT listed_story_id FROM related WHERE rank = 2"), own.story);
	ck_assert_int_eq(
		wire_number(&w, "SELECT story_id FROM changes WHERE what = 'merged'"), own.story);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM story"), 4);
}
END_TEST

START_TEST(a_list_that_stands_the_same_is_kept_once)
{
	read_with_lists("https://gazette.example/a", "Bridge opens after long repair", 1, NOON);
	struct store_page_result result = read_with_lists(
		"https://gazette.example/b", "Mayor apologises for the bridge", 1, NOON + 60);
	ck_assert_uint_eq(result.listed, 3);
	ck_assert_uint_eq(result.listed_new, 0);
	ck_assert_str_eq(
		wire_text(&w,
			"SELECT count(*) || ' ' || pages || ' ' || last_seen FROM headline_list"),
		"1 2 2015-11-24T12:01:00Z");
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM listed_headline"), 3);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM article_list"), 2);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM related"), 6);
	ck_assert_str_eq(
		wire_text(&w,
			"SELECT times_seen || last_seen || rank FROM sighting WHERE url LIKE '%strike'"),
		"22015-11-24T12:01:00Z1");
	ck_assert_str_eq(
		wire_text(&w,
			"SELECT outlets || ' ' || places || ' ' || times_seen || ' ' || headline FROM most_listed WHERE headline LIKE 'Ferry%'"),
		"1 1 2 Ferry prices to rise in spring");
}
END_TEST

/* An article's page with one list of what is read most. */
static void
read_with_popular(const char *url, const char *headline, struct listed_headline *items, int64_t now)
{
	struct headline_list list = { "Most read", LIST_POPULAR, items, 2 };
	struct article article = wire_article(&w, url, headline, "Text.");
	article.lists = &list;
	article.list_count = 1;
	wire_page(&w, wire_link(&w, "gazette", GAZETTE_FEED, url, headline, now), &article, now);
}

START_TEST(a_story_that_climbs_in_a_popular_list_rises)
{
	struct listed_headline items[] = {
		{ "Harbour strike enters third week", "https://gazette.example/strike" },
		{ "Ferry prices to rise in spring", "https://gazette.example/ferry" },
	};
	read_with_popular(
		"https://gazette.example/a", "Bridge opens after long repair", items, NOON);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM rising"), 0);
	struct listed_headline first = items[0];
	items[0] = items[1];
	items[1] = first;
	read_with_popular(
		"https://gazette.example/b", "Mayor apologises for the bridge", items, NOON + 3600);
	ck_assert_str_eq(
		wire_text(&w,
			"SELECT headline || former_rank || rank || climbed || moved FROM rising"),
		"Ferry prices to rise in spring2112015-11-24T13:00:00Z");
}
END_TEST

START_TEST(sightings_at_a_source_count_polls)
{
	const char *url = "https://gazette.example/a";
	wire_read(&w, "gazette", GAZETTE_FEED, url, "Bridge opens after long repair", NOON);
	struct source_entry entry = wire_entry(NULL, url, "Bridge opens after long repair");
	wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON + 60);
	wire_poll(&w, "gazette", GAZETTE_NEWS, &entry, 1, NOON + 90);
	ck_assert_str_eq(
		wire_text(&w,
			"SELECT group_concat(times_seen || last_seen) FROM (SELECT * FROM sighting ORDER BY place_id)"),
		"22015-11-24T12:01:00Z,12015-11-24T12:01:30Z");
}
END_TEST

START_TEST(who_ran_an_agencys_copy)
{
	struct article article = wire_article(
		&w, "https://gazette.example/a", "Bridge opens after long repair", "Text.");
	article.agency = "Xinhua";
	article.published = NOON - HOUR;
	wire_page(
		&w, wire_link(&w, "gazette", GAZETTE_FEED, article.url, "x", NOON), &article, NOON);
	article = wire_article(
		&w, "https://tribune.example/1", "Bridge opens after long repair", "Text.");
	article.published = NOON - HOUR / 2;
	wire_page(
		&w, wire_link(&w, "tribune", TRIBUNE_FEED, article.url, "x", NOON), &article, NOON);
	ck_assert_str_eq(
		wire_text(&w,
			"SELECT group_concat(agency || outlet || credited || minutes_later, ' ') FROM agency_copies"),
		"Xinhuagazette10 Xinhuatribune030");
}
END_TEST

Suite *
listed_suite(void)
{
	Suite *suite = suite_create("listed");
	TCase *tc = tcase_create("listed");
	tcase_add_checked_fixture(tc, wired_begin, wired_end);
	tcase_add_test(tc, listed_headlines_are_stories_and_find_their_article);
	tcase_add_test(tc, a_page_lists_a_thousand_headlines_at_most);
	tcase_add_test(tc, a_list_alone_gives_way_to_the_story_its_page_names);
	tcase_add_test(tc, a_list_that_stands_the_same_is_kept_once);
	tcase_add_test(tc, a_story_that_climbs_in_a_popular_list_rises);
	tcase_add_test(tc, sightings_at_a_source_count_polls);
	tcase_add_test(tc, who_ran_an_agencys_copy);
	suite_add_tcase(suite, tc);
	return suite;
}
