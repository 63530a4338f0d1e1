/* What is new, what joins what and why, and what a page that changed becomes. */
#include "store/database.h"
#include "wired.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- links ---- */

START_TEST(a_link_is_handed_out_once)
{
	const struct source_entry entries[] = {
		wire_entry("1", "https://gazette.example/a?utm_source=feed",
			"A headline of four words"),
		wire_entry("2", "http://www.gazette.example/a/", "A headline of four words"),
		wire_entry("3", "https://gazette.example/", "The front page itself"),
		wire_entry("4", "mailto:desk@gazette.example", "No page at all there"),
		wire_entry("5", NULL, "No link at all there"),
	};
	struct store_poll_result result =
		wire_poll(&w, "gazette", GAZETTE_FEED, entries, COUNT(entries), NOON);
	ck_assert_uint_eq(result.count, 1);
	ck_assert_uint_eq(result.fresh, 1);
	ck_assert_str_eq(result.links[0].url, "https://gazette.example/a?utm_source=feed");
	ck_assert_str_eq(result.links[0].outlet, "gazette");
	result = wire_poll(&w, "gazette", GAZETTE_FEED, entries, COUNT(entries), NOON + HOUR);
	ck_assert_uint_eq(result.count, 0);
	result = wire_poll(&w, "tribune", TRIBUNE_FEED, entries, COUNT(entries), NOON + HOUR);
	ck_assert_uint_eq(result.count, 0);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM link"), 1);
}
END_TEST

START_TEST(refused_entries_are_known_and_not_read)
{
	struct source_entry entry =
		wire_entry(NULL, "https://gazette.example/old", "A headline of four words");
	struct store_entry old = { .entry = &entry, .refused = "old" };
	struct store_poll_result result;
	wire_begin(&w);
	store_poll(w.store, w.arena,
		&(struct store_poll){ .outlet = "gazette",
			.source_url = GAZETTE_FEED,
			.started = NOON,
			.status = "ok",
			.entries = &old,
			.count = 1 },
		&result);
	wire_commit(&w);
	ck_assert_uint_eq(result.count, 0);
	ck_assert_int_eq(wire_link(&w, "gazette", GAZETTE_FEED, "https://gazette.example/old",
				 "A headline of four words", NOON + HOUR),
		0);
	ck_assert_str_eq(wire_text(&w, "SELECT state || reason FROM link"), "refusedold");
}
END_TEST

START_TEST(a_date_that_is_not_believed_is_kept_as_printed)
{
	struct source_entry entry =
		wire_entry(NULL, "https://gazette.example/a", "A headline of four words");
	entry.published = NOON + 48 * HOUR;
	entry.dated = "Thu, 26 Nov 2015 12:00:00 GMT";
	wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON);
	ck_assert_ptr_null(wire_text(&w, "SELECT published FROM link"));
	ck_assert_str_eq(wire_text(&w, "SELECT dated FROM link"), "Thu, 26 Nov 2015 12:00:00 GMT");
	/* The source mends it, and says that the page changed. */
	struct article article = wire_article(&w, entry.link, entry.title, "The text of it.");
	wire_page(&w, wire_number(&w, "SELECT id FROM link"), &article, NOON + HOUR);
	entry.published = NOON + 2 * HOUR;
	entry.dated = NULL;
	wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON + 3 * HOUR);
	ck_assert_str_eq(wire_text(&w, "SELECT published FROM link"), "2015-11-24T14:00:00Z");
	ck_assert_ptr_null(wire_text(&w, "SELECT dated FROM link"));
}
END_TEST

START_TEST(what_is_pending_is_found_after_a_restart)
{
	int64_t a = wire_link(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a",
		"A headline of four words", NOON);
	wire_link(&w, "gazette", GAZETTE_FEED, "https://gazette.example/b",
		"Another headline of five words", NOON);
	wire_begin(&w);
	struct store_page_result result;
	store_failure(w.store,
		&(struct store_failure){
			.link = a, .reason = "no answer", .at = NOON, .next_try = NOON + 60 },
		&result);
	wire_commit(&w);
	store_close(w.store);
	wire_open(&w);
	struct store_link *links;
	size_t count;
	ck_assert(store_pending_links(w.store, w.arena, "gazette", 0, 10, &links, &count, &w.err));
	ck_assert_uint_eq(count, 2);
	ck_assert_int_eq(links[0].id, a);
	ck_assert_int_eq(links[0].attempts, 1);
	ck_assert_int_eq(links[0].next_try, NOON + 60);
	ck_assert(links[1].next_try == CLOCK_NEVER);
	ck_assert(store_pending_links(w.store, w.arena, "gazette", a, 10, &links, &count, &w.err));
	ck_assert_uint_eq(count, 1);
}
END_TEST

START_TEST(a_source_that_names_a_change_has_the_page_read_again)
{
	const char *url = "https://gazette.example/a";
	wire_read(&w, "gazette", GAZETTE_FEED, url, "A headline of four words", NOON);
	struct source_entry entry = wire_entry(NULL, url, "A headline of four words");
	ck_assert_uint_eq(wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON + 60).count, 0);
	entry.updated = NOON + 90;
	struct store_poll_result result =
		wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON + 120);
	ck_assert_uint_eq(result.count, 1);
	ck_assert(result.links[0].reread);
	ck_assert_uint_eq(result.changed, 1);
	struct article same = wire_article(&w, url, "A headline of four words", "The text of it.");
	ck_assert_int_eq(
		wire_page(&w, result.links[0].id, &same, NOON + 121).outcome, STORE_UNCHANGED);
	/* Said so before, and it was not so: the next time is later. */
	entry.updated = NOON + 150;
	ck_assert_uint_eq(wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON + 180).count, 0);
	ck_assert_uint_eq(
		wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON + 121 + 600).count, 1);
}
END_TEST

START_TEST(another_title_counts_only_from_who_named_it_first)
{
	const char *url = "https://gazette.example/a";
	wire_read(&w, "gazette", GAZETTE_FEED, url, "A headline of four words", NOON);
	struct source_entry entry = wire_entry(NULL, url, "A headline of rather more words");
	ck_assert_uint_eq(wire_poll(&w, "gazette", GAZETTE_NEWS, &entry, 1, NOON + 60).count, 0);
	ck_assert_uint_eq(wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON + 60).count, 1);
}
END_TEST

START_TEST(a_page_given_up_leaves_its_headline_on_the_wire)
{
	int64_t link = wire_link(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a",
		"A headline of four words", NOON);
	struct store_page_result result;
	wire_begin(&w);
	store_failure(w.store,
		&(struct store_failure){
			.link = link, .reason = "HTTP 403", .at = NOON, .next_try = CLOCK_NEVER },
		&result);
	wire_commit(&w);
	ck_assert_int_eq(result.outcome, STORE_REFUSED);
	ck_assert_int_gt(result.story, 0);
	ck_assert_str_eq(
		wire_text(&w, "SELECT headline || ' ' || url || ' ' || articles FROM wire"),
		"A headline of four words https://gazette.example/a 0");
	ck_assert_str_eq(wire_text(&w, "SELECT state || reason FROM link"), "failedHTTP 403");
	/* Another outlet's page of it joins. */
	result = wire_read(&w, "tribune", TRIBUNE_FEED, "https://tribune.example/1",
		"A headline of four words", NOON + HOUR);
	ck_assert_int_eq(result.outcome, STORE_JOINED);
	ck_assert_str_eq(result.reason, "title");
}
END_TEST

START_TEST(a_page_that_is_no_article_is_refused_with_its_reason)
{
	int64_t link = wire_link(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a",
		"A headline of four words", NOON);
	struct article wall =
		wire_article(&w, "https://gazette.example/a", "Please log in first of all", "");
	wall.reason = REASON_LOGIN;
	struct store_page_result result = wire_page(&w, link, &wall, NOON);
	ck_assert_int_eq(result.outcome, STORE_REFUSED);
	ck_assert_str_eq(result.reason, "login");
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM article"), 0);
	ck_assert_str_eq(wire_text(&w, "SELECT headline FROM wire"), "A headline of four words");
}
END_TEST

/* ---- joins ---- */

START_TEST(equal_titles_join_within_the_window)
{
	static const struct {
		int64_t later;
		enum store_outcome outcome;
	} cases[] = {
		{ 60, STORE_JOINED },
		{ STORE_WINDOW_S - 1, STORE_JOINED },
		{ STORE_WINDOW_S + 1, STORE_NEW },
	};
	wire_read(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a",
		"Bridge opens after long repair", NOON);
	struct store_page_result result =
		wire_read(&w, "tribune", TRIBUNE_FEED, "https://tribune.example/1",
			"BRIDGE OPENS after long repair!", NOON + cases[_i].later);
	ck_assert_int_eq(result.outcome, cases[_i].outcome);
	if (result.outcome == STORE_JOINED) {
		ck_assert_str_eq(result.reason, "title");
		ck_assert_int_eq(wire_number(&w, "SELECT articles FROM story"), 2);
		ck_assert_str_eq(
			wire_text(&w, "SELECT group_concat(joined_by) FROM article"), "new,title");
	}
}
END_TEST

START_TEST(equal_titles_of_far_dates_do_not_join)
{
	struct article article =
		wire_article(&w, "https://gazette.example/a", "The week in ten charts", "One.");
	article.published = NOON - 6 * 86400;
	wire_page(
		&w, wire_link(&w, "gazette", GAZETTE_FEED, article.url, "x", NOON), &article, NOON);
	article = wire_article(&w, "https://gazette.example/b", "The week in ten charts", "Two.");
	article.published = NOON - 60;
	ck_assert_int_eq(
		wire_page(&w, wire_link(&w, "gazette", GAZETTE_FEED, article.url, "y", NOON),
			&article, NOON)
			.outcome,
		STORE_NEW);
}
END_TEST

static const char *const filed[] = {
	"The old bridge over the harbour opened on Tuesday after eleven years of repair.",
	"Crowds cheered as the first tram rolled across it, an hour behind its time.",
	"Nobody knows yet who will pay.",
	"The mayor said that the last of the scaffolds would be gone before the winter.",
};

START_TEST(an_agreeing_body_joins_outside_the_window)
{
	const char *title = "Bridge opens after long repair";
	struct article article = wire_article(&w, "https://gazette.example/a", title, "");
	article.paragraphs = (const char **)(uintptr_t)filed;
	article.paragraph_count = COUNT(filed);
	wire_page(&w, wire_link(&w, "gazette", GAZETTE_FEED, article.url, title, NOON), &article,
		NOON);
	/* Other words under the same title. */
	struct article other = wire_article(&w, "https://tribune.example/1", title,
		"Quite another bridge, and quite another repair, years later and elsewhere.");
	int64_t later = NOON + 30 * 86400;
	ck_assert_int_eq(
		wire_page(&w, wire_link(&w, "tribune", TRIBUNE_FEED, other.url, title, later),
			&other, later)
			.outcome,
		STORE_NEW);
	/* The same words, shortened. */
	article.url = "https://tribune.example/2";
	article.paragraph_count = 2;
	struct store_page_result result = wire_page(&w,
		wire_link(&w, "tribune", TRIBUNE_FEED, article.url, title, later + 80 * HOUR),
		&article, later + 80 * HOUR);
	ck_assert_int_eq(result.outcome, STORE_JOINED);
	ck_assert_str_eq(result.reason, "body");
	ck_assert_int_eq(result.story, 1);
}
END_TEST

START_TEST(titles_that_name_nothing_do_not_join)
{
	wire_read(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a", "Weather", NOON);
	ck_assert_int_eq(
		wire_read(&w, "tribune", TRIBUNE_FEED, "https://tribune.example/1", "Weather", NOON)
			.outcome,
		STORE_NEW);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM story WHERE title_hash IS NULL"), 2);
}
END_TEST

START_TEST(where_redirects_end_is_one_article)
{
	wire_read(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a",
		"Bridge opens after long repair", NOON);
	int64_t link = wire_link(
		&w, "gazette", GAZETTE_NEWS, "https://go.example/xyz", "Bridge opens", NOON + 60);
	struct article article = wire_article(&w, "https://www.gazette.example/a?utm_medium=rss",
		"Bridge opens after long repair", "The text of it.");
	ck_assert_int_eq(wire_page(&w, link, &article, NOON + 60).outcome, STORE_UNCHANGED);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM article"), 1);
	/* And a source that names the end itself has nothing fetched. */
	ck_assert_int_eq(wire_link(&w, "gazette", GAZETTE_NEWS, "https://gazette.example/a/",
				 "Bridge", NOON + 90),
		0);
}
END_TEST

START_TEST(canonical_addresses_name_one_article_of_an_outlet)
{
	struct article article = wire_article(&w, "https://gazette.example/a?page=full",
		"Bridge opens after long repair", "Text.");
	article.canonical_url = "https://gazette.example/a";
	wire_page(
		&w, wire_link(&w, "gazette", GAZETTE_FEED, article.url, "x", NOON), &article, NOON);
	/* The same page, its headline edited. */
	article = wire_article(&w, "https://gazette.example/world/a",
		"Bridge opens after very long repair", "Text, more.");
	article.canonical_url = "https://gazette.example/a";
	struct store_page_result result = wire_page(
		&w, wire_link(&w, "gazette", GAZETTE_FEED, article.url, "x", NOON), &article, NOON);
	ck_assert_int_eq(result.outcome, STORE_REVISION);
	/* A site that calls all its pages the same hides no news. */
	article = wire_article(&w, "https://gazette.example/c",
		"Minister resigns over ferry contract", "Other text.");
	article.canonical_url = "https://gazette.example/a";
	result = wire_page(
		&w, wire_link(&w, "gazette", GAZETTE_FEED, article.url, "x", NOON), &article, NOON);
	ck_assert_int_ne(result.outcome, STORE_REVISION);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM article"), 2);
}
END_TEST

START_TEST(feed_ids_of_an_outlet_join)
{
	struct source_entry entry = wire_entry("tag:gazette,2015:77",
		"https://gazette.example/a-old-slug", "Bridge opens after long repair");
	struct store_poll_result polled = wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON);
	struct article article = wire_article(&w, entry.link, entry.title, "Text.");
	wire_page(&w, polled.links[0].id, &article, NOON);
	entry = wire_entry("tag:gazette,2015:77", "https://gazette.example/a-new-slug",
		"Bridge open at last, mayor says");
	polled = wire_poll(&w, "gazette", GAZETTE_FEED, &entry, 1, NOON + 100 * HOUR);
	ck_assert_uint_eq(polled.count, 1);
	article = wire_article(&w, entry.link, entry.title, "Text, newer.");
	struct store_page_result result =
		wire_page(&w, polled.links[0].id, &article, NOON + 100 * HOUR);
	ck_assert_int_eq(result.outcome, STORE_JOINED);
	ck_assert_str_eq(result.reason, "feed-id");
}
END_TEST

START_TEST(feed_ids_that_several_entries_bear_name_nothing)
{
	const struct source_entry entries[] = {
		wire_entry("latest-news", "https://gazette.example/a",
			"Bridge opens after long repair"),
		wire_entry("latest-news", "https://gazette.example/b",
			"Minister resigns over ferry contract"),
	};
	struct store_poll_result polled = wire_poll(&w, "gazette", GAZETTE_FEED, entries, 2, NOON);
	ck_assert_uint_eq(polled.count, 2);
	for (int i = 0; i < 2; i++) {
		struct article article =
			wire_article(&w, entries[i].link, entries[i].title, "Text.");
		ck_assert_int_eq(
			wire_page(&w, polled.links[i].id, &article, NOON).outcome, STORE_NEW);
	}
}
END_TEST

START_TEST(a_join_can_be_undone)
{
	wire_read(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a",
		"Bridge opens after long repair", NOON);
	struct store_page_result joined = wire_read(&w, "tribune", TRIBUNE_FEED,
		"https://tribune.example/1", "Bridge opens after long repair", NOON + 60);
	wire_begin(&w);
	int64_t split = store_split(w.store, joined.article, NOON + 120);
	wire_commit(&w);
	ck_assert_int_ne(split, joined.story);
	ck_assert_str_eq(wire_text(&w, "SELECT group_concat(articles) FROM story"), "1,1");
	ck_assert_str_eq(wire_text(&w, "SELECT group_concat(joined_by) FROM article"), "new,split");
	/* Read again, it stays apart; a third copy joins the first. */
	struct article changed = wire_article(
		&w, "https://tribune.example/1", "Bridge opens after long repair", "Changed.");
	int64_t link = wire_number(&w, "SELECT id FROM link WHERE outlet = 'tribune'");
	struct store_page_result again = wire_page(&w, link, &changed, NOON + 180);
	ck_assert_int_eq(again.story, split);
	ck_assert_int_eq(wire_read(&w, "gazette", GAZETTE_NEWS, "https://gazette.example/c",
				 "Bridge opens after long repair", NOON + 200)
				 .story,
		joined.story);
	wire_begin(&w);
	ck_assert_int_eq(store_split(w.store, joined.article, NOON + 240), 0);
	wire_commit(&w);
}
END_TEST

/* ---- revisions ---- */

START_TEST(a_changed_page_is_a_revision)
{
	const char *url = "https://gazette.example/a";
	struct store_page_result first =
		wire_read(&w, "gazette", GAZETTE_FEED, url, "Bridge opens after long repair", NOON);
	struct article article = wire_article(
		&w, url, "Bridge opens after repair, then closes", "A crack was found.");
	int64_t link = wire_number(&w, "SELECT id FROM link");
	struct store_page_result again = wire_page(&w, link, &article, NOON + HOUR);
	ck_assert_int_eq(again.outcome, STORE_REVISION);
	ck_assert_int_eq(again.article, first.article);
	ck_assert_str_eq(
		wire_text(
			&w, "SELECT number || headline || body || read || replaced FROM revision"),
		"1Bridge opens after long repairThe text of it.2015-11-24T12:00:00Z2015-11-24T13:00:00Z");
	ck_assert_str_eq(wire_text(&w, "SELECT headline || body || revisions FROM article"),
		"Bridge opens after repair, then closesA crack was found.1");
	ck_assert_str_eq(wire_text(&w, "SELECT headline FROM story"),
		"Bridge opens after repair, then closes");
	ck_assert_int_eq(
		wire_number(&w, "SELECT count(*) FROM search WHERE search MATCH 'crack'"), 1);
	ck_assert_int_eq(
		wire_number(&w, "SELECT count(*) FROM search WHERE search MATCH 'text'"), 0);
	/* A reading that lost the text takes none away. */
	article.paragraph_count = 0;
	ck_assert_int_eq(wire_page(&w, link, &article, NOON + 2 * HOUR).outcome, STORE_UNCHANGED);
	ck_assert_str_eq(wire_text(&w, "SELECT body FROM article"), "A crack was found.");
}
END_TEST

/* Korean in its parts: the row keeps the syllables they make. */
START_TEST(what_is_composed_on_the_way_in_leaves_the_index_again)
{
	const char *url = "https://gazette.example/a";
	wire_read(&w, "gazette", GAZETTE_FEED, url,
		"\u1103\u1161\u1105\u1175 bridge opens after repair", NOON);
	ck_assert_int_eq(
		wire_number(
			&w, "SELECT count(*) FROM search WHERE search MATCH '\"\uB2E4 \uB9AC\"'"),
		1);
	struct article article = wire_article(&w, url, "Another headline altogether", "More text.");
	wire_page(&w, wire_number(&w, "SELECT id FROM link"), &article, NOON + HOUR);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM revision"), 1);
	ck_assert_int_eq(
		sqlite3_exec(w.store->db, "INSERT INTO search (search) VALUES ('integrity-check')",
			NULL, NULL, NULL),
		SQLITE_OK);
}
END_TEST

START_TEST(an_address_given_to_another_piece_changes_no_article)
{
	const char *url = "https://gazette.example/today";
	struct store_page_result first =
		wire_read(&w, "gazette", GAZETTE_FEED, url, "Bridge opens after long repair", NOON);
	int64_t link = wire_number(&w, "SELECT id FROM link");
	struct article other = wire_article(&w, "https://gazette.example/tomorrow",
		"Minister resigns over ferry contract", "Other.");
	struct store_page_result second = wire_page(&w, link, &other, NOON + HOUR);
	ck_assert_int_eq(second.outcome, STORE_NEW);
	ck_assert_int_ne(second.article, first.article);
	ck_assert_int_eq(wire_number(&w, "SELECT count(*) FROM revision"), 0);
	/* The same piece at another address is still the same. */
	struct article moved = wire_article(&w, "https://gazette.example/moved",
		"Minister resigns over the ferry contract", "Other, moved.");
	ck_assert_int_eq(wire_page(&w, link, &moved, NOON + 2 * HOUR).outcome, STORE_REVISION);
}
END_TEST

Suite *
joins_suite(void)
{
	Suite *suite = suite_create("joins");
	TCase *tc = tcase_create("joins");
	tcase_add_checked_fixture(tc, wired_begin, wired_end);
	tcase_add_test(tc, a_link_is_handed_out_once);
	tcase_add_test(tc, refused_entries_are_known_and_not_read);
	tcase_add_test(tc, a_date_that_is_not_believed_is_kept_as_printed);
	tcase_add_test(tc, what_is_pending_is_found_after_a_restart);
	tcase_add_test(tc, a_source_that_names_a_change_has_the_page_read_again);
	tcase_add_test(tc, another_title_counts_only_from_who_named_it_first);
	tcase_add_test(tc, a_page_given_up_leaves_its_headline_on_the_wire);
	tcase_add_test(tc, a_page_that_is_no_article_is_refused_with_its_reason);
	tcase_add_loop_test(tc, equal_titles_join_within_the_window, 0, 3);
	tcase_add_test(tc, equal_titles_of_far_dates_do_not_join);
	tcase_add_test(tc, an_agreeing_body_joins_outside_the_window);
	tcase_add_test(tc, titles_that_name_nothing_do_not_join);
	tcase_add_test(tc, where_redirects_end_is_one_article);
	tcase_add_test(tc, canonical_addresses_name_one_article_of_an_outlet);
	tcase_add_test(tc, feed_ids_of_an_outlet_join);
	tcase_add_test(tc, feed_ids_that_several_entries_bear_name_nothing);
	tcase_add_test(tc, a_join_can_be_undone);
	tcase_add_test(tc, a_changed_page_is_a_revision);
	tcase_add_test(tc, what_is_composed_on_the_way_in_leaves_the_index_again);
	tcase_add_test(tc, an_address_given_to_another_piece_changes_no_article);
	suite_add_tcase(suite, tc);
	return suite;
}
