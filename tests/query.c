/* Readers of the store: who may read what, and questions. */
#include "store/query.h"

#include <sys/stat.h>

#include "fixture/filled.h"
#include "store/database.h"
#include "store/questions.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct wire w;
static struct query *query;

static void
setup(void)
{
	filled_open(&w);
	query = query_open(w.path, &w.err);
	ck_assert_msg(query != NULL, "%s", w.err.text);
}

static void
teardown(void)
{
	query_close(query);
	wire_release(&w);
}

/* ---- opening ---- */

START_TEST(what_cannot_be_read_is_said_clearly)
{
	char path[128];
	struct err err;
	snprintf(path, sizeof(path), "%s/missing.db", w.folder);
	ck_assert_ptr_null(query_open(path, &err));
	ck_assert_msg(strstr(err.text, "no store here") != NULL, "%s", err.text);
	snprintf(path, sizeof(path), "%s/notes", w.folder);
	FILE *file = fopen(path, "w");
	fputs("Just some notes of someone, long enough to be read as a header of a hundred bytes or so, or more.\n",
		file);
	fclose(file);
	ck_assert_ptr_null(query_open(path, &err));
	ck_assert_msg(strstr(err.text, "no newswired store") != NULL, "%s", err.text);
	sqlite3_exec(w.store->db, "PRAGMA user_version = 999", NULL, NULL, NULL);
	ck_assert_ptr_null(query_open(w.path, &err));
	ck_assert_msg(strstr(err.text, "newer") != NULL, "%s", err.text);
	sqlite3_exec(w.store->db, "PRAGMA user_version = 0", NULL, NULL, NULL);
	ck_assert_ptr_null(query_open(w.path, &err));
	ck_assert_msg(strstr(err.text, "older") != NULL, "%s", err.text);
}
END_TEST

START_TEST(a_name_with_any_signs_is_opened)
{
	char path[128];
	struct err err;
	snprintf(path, sizeof(path), "%s/a b?mode=rwc#%%41.db", w.folder);
	struct store *store = store_open(path, &err);
	ck_assert_msg(store != NULL, "%s", err.text);
	struct query *other = query_open(path, &err);
	ck_assert_msg(other != NULL, "%s", err.text);
	query_close(other);
	store_close(store);
}
END_TEST

START_TEST(a_stopped_store_is_read_and_left_as_it_is)
{
	store_close(w.store);
	w.store = NULL;
	query_close(query);
	ck_assert_int_eq(chmod(w.path, 0440), 0);
	query = query_open(w.path, &w.err);
	ck_assert_msg(query != NULL, "%s", w.err.text);
	ck_assert_int_eq(query_story(query, "1", &w.err), 1);
	chmod(w.path, 0640);
}
END_TEST

START_TEST(a_reader_does_not_hold_up_the_writer)
{
	struct query_rows rows;
	query_hold(query);
	ck_assert(query_ask(query, w.arena, QUERY_STATUS, NULL, 0, &rows, &w.err));
	int64_t before = query_value(&rows, 0, "articles")->number;
	wire_read(&w, "gazette", GAZETTE_FEED, "https://gazette.example/z",
		"Something new has happened again", NOON);
	ck_assert(query_ask(query, w.arena, QUERY_STATUS, NULL, 0, &rows, &w.err));
	ck_assert_int_eq(query_value(&rows, 0, "articles")->number, before);
	query_let_go(query);
	ck_assert(query_ask(query, w.arena, QUERY_STATUS, NULL, 0, &rows, &w.err));
	ck_assert_int_eq(query_value(&rows, 0, "articles")->number, before + 1);
}
END_TEST

/* ---- questions ---- */

START_TEST(an_article_comes_back_as_it_was)
{
	struct article article;
	ck_assert_msg(query_article(query, w.arena, 1, &article, &w.err), "%s", w.err.text);
	json_t *json = article_to_json(&article, NULL);
	char *text = json_dumps(json, JSON_COMPACT);
	ck_assert_msg(strstr(text, "\"byline\":[\"Jane Roe\",\"J\xc3\xbcrgen Doe\"]") != NULL, "%s",
		text);
	ck_assert_msg(strstr(text, "\"published\":\"2015-11-24T11:00:00Z\"") != NULL, "%s", text);
	ck_assert_msg(
		strstr(text,
			"\"photos\":[{\"url\":\"https://gazette.example/bridge.jpg\",\"caption\":\"The bridge at dawn.\",\"credit\":\"Agencies\"}]") !=
			NULL,
		"%s", text);
	ck_assert_msg(
		strstr(text, "\"label\":\"Most Viewed\",\"kind\":\"popular\"") != NULL, "%s", text);
	ck_assert_msg(strstr(text, "\"article\":true") != NULL, "%s", text);
	ck_assert_uint_eq(article.paragraph_count, 2);
	ck_assert_str_eq(article.paragraphs[0], filled_paragraphs[0]);
	ck_assert_uint_eq(article.list_count, 2);
	ck_assert_uint_eq(article.lists[0].count, 2);
	free(text);
	json_decref(json);
	ck_assert(!query_article(query, w.arena, 99, &article, &w.err));
	ck_assert_int_eq(w.err.kind, ERR_NONE);
}
END_TEST

static const struct {
	const char *typed, *words;
} questions[] = {
	{ "bridge", "\"bridge\"" },
	{ "bridge opens", "\"bridge\" AND \"opens\"" },
	{ "  \"old bridge\"  tram ", "\"old bridge\" AND \"tram\"" },
	{ "brid*", "\"brid\"*" },
	{ "bridge -tram -\"old ferry\"", "(\"bridge\") NOT (\"tram\" OR \"old ferry\")" },
	{ "bridge - tram", "\"bridge\" AND \"tram\"" },
	{ "OR AND NOT", "\"OR\" AND \"AND\" AND \"NOT\"" },
	{ "headline:x (a) ^b", "\"headline:x\" AND \"(a)\" AND \"^b\"" },
	{ "\"unclosed quote", "\"unclosed quote\"" },
	{ "马拉松", "\" 马  拉  松 \"" },
	{ "GDP增长", "\"GDP 增  长 \"" },
	{ "", NULL },
	{ "- \" * !!!", NULL },
	{ "-tram", NULL },
};

START_TEST(what_people_type_becomes_a_question)
{
	const char *words = query_words(w.arena, questions[_i].typed);
	ck_assert_pstr_eq(words, questions[_i].words);
	struct query_rows rows;
	const struct query_parameter parameters[] = { { ":words", words, 0 },
		{ ":limit", NULL, 10 } };
	if (words != NULL)
		ck_assert_msg(query_ask(query, w.arena, QUERY_SEARCH, parameters, 2, &rows, &w.err),
			"%s", w.err.text);
}
END_TEST

static const struct {
	const char *typed;
	size_t hits;
} searches[] = {
	{ "bridge", 2 },
	{ "BRIDGE tram", 1 },
	{ "bridge -tram", 1 },
	{ "\"eleven years\"", 1 },
	{ "\"years eleven\"", 0 },
	{ "jurgen", 0 },
	{ "马拉", 1 },
	{ "跑者参加", 1 },
	{ "参跑", 0 },
	{ "repai*", 2 },
};

START_TEST(articles_are_found_by_their_words)
{
	struct query_rows rows;
	const struct query_parameter parameters[] = {
		{ ":words", query_words(w.arena, searches[_i].typed), 0 },
		{ ":limit", NULL, 10 },
	};
	ck_assert(query_ask(query, w.arena, QUERY_SEARCH, parameters, 2, &rows, &w.err));
	ck_assert_uint_eq(rows.count, searches[_i].hits);
}
END_TEST

static const struct {
	const char *name;
	int64_t story;
} names[] = {
	{ "1", 1 },
	{ "#1", 1 },
	{ "https://gazette.example/bridge", 1 },
	{ "http://www.gazette.example/bridge/?utm_source=x", 1 },
	{ "tribune.example/1", 1 },
	{ "https://gazette.example/strike", 2 },
	{ "BREAKING: Bridge opens after long repair", 1 },
	{ "Bridge opens", 0 },
	{ "99", 0 },
	{ "#", 0 },
	{ "", 0 },
	{ "https://gazette.example/", 0 },
	{ "99999999999999999999999", 0 },
};

START_TEST(a_story_has_many_names)
{
	ck_assert_int_eq(query_story(query, names[_i].name, &w.err), names[_i].story);
}
END_TEST

/* Runs what stands between ```sql and ```; gives how many statements, `rows` how many gave some. */
static size_t
run_examples(const char *text, size_t *rows)
{
	size_t statements = 0;
	for (const char *at = text; (at = strstr(at, "```sql\n")) != NULL;) {
		at += strlen("```sql\n");
		char *block = arena_strndup(w.arena, at, (size_t)(strstr(at, "```") - at));
		for (const char *rest = block; *rest != '\0';) {
			sqlite3_stmt *statement = NULL;
			ck_assert_msg(sqlite3_prepare_v2(w.store->db, rest, -1, &statement,
					      &rest) == SQLITE_OK,
				"%s: %s", rest, sqlite3_errmsg(w.store->db));
			if (statement == NULL)
				break;
			*rows += sqlite3_step(statement) == SQLITE_ROW;
			ck_assert_int_eq(sqlite3_reset(statement), SQLITE_OK);
			sqlite3_finalize(statement);
			statements++;
		}
		at += strlen(block);
	}
	return statements;
}

START_TEST(the_examples_of_the_schema_work)
{
	static char text[65536];
	size_t rows = 0;
	FILE *file = fopen("schema/README.md", "r");
	ck_assert_ptr_nonnull(file);
	text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
	fclose(file);
	ck_assert_uint_ge(run_examples(text, &rows), 15);
	ck_assert_uint_ge(rows, 10);
	ck_assert_int_eq(
		wire_number(&w, "SELECT url_hash FROM article WHERE id = 1"), -6683366474754103090);
}
END_TEST

/* The questions that walk a table: outlets and sources are few, and counting needs it. */
static const enum question scanning[] = { QUERY_OUTLETS, QUERY_SOURCES, QUERY_BROKEN, QUERY_STATUS,
	QUERY_OUTLET_NAMES, QUERY_AGENCY_NAMES };

START_TEST(questions_use_indexes)
{
	bool may_scan = false;
	for (size_t i = 0; i < COUNT(scanning); i++)
		may_scan |= (int)scanning[i] == _i;
	sqlite3_stmt *statement = NULL;
	char *explain = mem_printf("EXPLAIN QUERY PLAN %s", question_texts[_i]);
	ck_assert_int_eq(sqlite3_prepare_v2(w.store->db, explain, -1, &statement, NULL), SQLITE_OK);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		const char *step = (const char *)sqlite3_column_text(statement, 3);
		bool table = strncmp(step, "SCAN ", 5) == 0 && strncmp(step, "SCAN (", 6) != 0 &&
			     strstr(step, "CONSTANT ROW") == NULL &&
			     strstr(step, "VIRTUAL TABLE") == NULL;
		ck_assert_msg(may_scan || !table, "%s: %s", question_texts[_i], step);
	}
	sqlite3_finalize(statement);
	mem_free(explain);
}
END_TEST

/* Views over sightings walk these alone: never places or stories once for each other. */
static const char *const walking[] = { "SELECT * FROM most_listed",
	"SELECT * FROM most_listed WHERE day = '2026-11-24' AND kind = 'popular'",
	"SELECT * FROM rising LIMIT 10" };

START_TEST(views_of_sightings_pair_nothing_with_everything)
{
	sqlite3_stmt *statement = NULL;
	char *explain = mem_printf("EXPLAIN QUERY PLAN %s", walking[_i]);
	ck_assert_int_eq(sqlite3_prepare_v2(w.store->db, explain, -1, &statement, NULL), SQLITE_OK);
	while (sqlite3_step(statement) == SQLITE_ROW) {
		const char *step = (const char *)sqlite3_column_text(statement, 3);
		ck_assert_msg(strncmp(step, "SCAN story", 10) != 0 &&
				      strncmp(step, "SCAN place", 10) != 0,
			"%s: %s", walking[_i], step);
	}
	sqlite3_finalize(statement);
	mem_free(explain);
}
END_TEST

Suite *
query_suite(void)
{
	Suite *suite = suite_create("query");
	TCase *tc = tcase_create("query");
	tcase_set_timeout(tc, 30);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, what_cannot_be_read_is_said_clearly);
	tcase_add_test(tc, a_name_with_any_signs_is_opened);
	tcase_add_test(tc, a_stopped_store_is_read_and_left_as_it_is);
	tcase_add_test(tc, a_reader_does_not_hold_up_the_writer);
	tcase_add_test(tc, an_article_comes_back_as_it_was);
	tcase_add_loop_test(tc, what_people_type_becomes_a_question, 0, COUNT(questions));
	tcase_add_loop_test(tc, articles_are_found_by_their_words, 0, COUNT(searches));
	tcase_add_loop_test(tc, a_story_has_many_names, 0, COUNT(names));
	tcase_add_test(tc, the_examples_of_the_schema_work);
	tcase_add_loop_test(tc, questions_use_indexes, 0, QUERY_COUNT);
	tcase_add_loop_test(tc, views_of_sightings_pair_nothing_with_everything, 0, COUNT(walking));
	suite_add_tcase(suite, tc);
	return suite;
}
