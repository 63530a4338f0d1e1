/* Readers of the store: who may read what, questions, and what the companion's commands print. */
#include "store/query.h"

#include <fcntl.h>
#include <getopt.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "command/command.h"
#include "base/text.h"
#include "store/database.h"
#include "store/questions.h"
#include "wire.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct wire w;
static struct query *query;

static struct listed_headline related_items[] = {
	{ "Harbour strike enters third week", "https://gazette.example/strike" },
	{ "Ferry prices to rise in spring", "https://gazette.example/ferry" },
};
static struct listed_headline popular_items[] = {
	{ "Lighthouse keeper retires after forty years", "https://gazette.example/lighthouse" },
};
static struct headline_list lists[] = {
	{ "Related Stories", LIST_RELATED, related_items, 2 },
	{ "Most Viewed", LIST_POPULAR, popular_items, 1 },
};
static struct photo photos[] = {
	{ "https://gazette.example/bridge.jpg", "The bridge at dawn.", "Agencies" },
};
static const char *byline[] = { "Jane Roe", "J\xc3\xbcrgen Doe" };
static const char *paragraphs[] = {
	"HARBOURTOWN - The old bridge opened on Tuesday after eleven years of repair.",
	"Crowds \x1b[31mcheered\x1b[0m as the as the first tram rolled.",
};

/* A story of two outlets with all a page can have, a Chinese one, one only listed. */
static void
fill(void)
{
	struct article article = wire_article(
		&w, "https://gazette.example/bridge", "Bridge opens after long repair", "");
	article.canonical_url = "https://gazette.example/bridge";
	article.kicker = "Transport";
	article.dek = "Eleven years late";
	article.agency = "Xinhua";
	article.dateline = "HARBOURTOWN";
	article.language = "en";
	article.section = "City";
	article.published = NOON - HOUR;
	article.updated = NOON - 60;
	article.byline = byline;
	article.byline_count = 2;
	article.paragraphs = paragraphs;
	article.paragraph_count = 2;
	article.photos = photos;
	article.photo_count = 1;
	article.lists = lists;
	article.list_count = 2;
	wire_page(&w, wire_link(&w, "gazette", GAZETTE_FEED, article.url, "Bridge opens", NOON),
		&article, NOON);
	wire_read(&w, "tribune", TRIBUNE_FEED, "https://tribune.example/1",
		"Bridge opens after long repair", NOON + 60);
	struct article chinese = wire_article(&w, "https://tribune.example/2",
		"北京举行国际马拉松比赛", "三万名跑者参加了比赛。");
	wire_page(&w, wire_link(&w, "tribune", TRIBUNE_FEED, chinese.url, "x", NOON), &chinese,
		NOON + 120);
	int64_t link = wire_link(&w, "gazette", GAZETTE_FEED, "https://gazette.example/wall",
		"Mayor speaks behind a wall", NOON);
	struct store_page_result result;
	wire_begin(&w);
	store_failure(w.store,
		&(struct store_failure){ .link = link,
			.reason = "HTTP 403",
			.at = NOON + 180,
			.next_try = CLOCK_NEVER },
		&result);
	wire_commit(&w);
}

static void
setup(void)
{
	wire_init(&w);
	wire_open(&w);
	wire_outlets(&w);
	fill();
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
	ck_assert_str_eq(article.paragraphs[0], paragraphs[0]);
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
static const enum question scanning[] = { QUERY_OUTLETS, QUERY_SOURCES, QUERY_BROKEN,
	QUERY_STATUS };

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

/* ---- commands ---- */

static char output[65536];

/* Runs a command in a child with stdout and stderr in `output`; gives its exit status. */
static int
run_command(const struct command *command, const char *const *arguments)
{
	char file[128], *argv[16];
	int argc = 0;
	snprintf(file, sizeof(file), "%s/output", w.folder);
	argv[argc++] = (char *)(uintptr_t)command->name;
	for (; *arguments != NULL; arguments++)
		argv[argc++] = (char *)(uintptr_t)*arguments;
	argv[argc] = NULL;
	pid_t child = fork();
	if (child == 0) {
		const struct command_globals globals = { w.path, NULL };
		int fd = open(file, O_RDWR | O_CREAT | O_TRUNC, 0600);
		dup2(fd, STDOUT_FILENO);
		dup2(fd, STDERR_FILENO);
		optind = 0;
		int status = command->run(command, &globals, argc, argv);
		fflush(stdout);
		_exit(status);
	}
	int status;
	waitpid(child, &status, 0);
	FILE *in = fopen(file, "r");
	size_t length = fread(output, 1, sizeof(output) - 1, in);
	output[length] = '\0';
	fclose(in);
	ck_assert_msg(WIFEXITED(status), "killed: %s", output);
	return WEXITSTATUS(status);
}

/* RUN(&command_show, "1") */
#define RUN(...) run_arguments((const void *const[]){ __VA_ARGS__, NULL })

static int
run_arguments(const void *const *arguments)
{
	return run_command(arguments[0], (const char *const *)(arguments + 1));
}

START_TEST(latest_prints_a_table)
{
	unsetenv("COLUMNS");
	ck_assert_int_eq(RUN(&command_latest), 0);
	ck_assert_str_eq(output,
		"arrived (UTC)     outlet   headline                        agency  articles  story\n"
		"2015-11-24 12:03  gazette  Mayor speaks behind a wall                     0      6\n"
		"2015-11-24 12:02  tribune  北京举行国际马拉松比赛                         1      5\n"
		"2015-11-24 12:00  gazette  Bridge opens after long repair  Xinhua         2      1\n");
	ck_assert_int_eq(RUN(&command_latest, "--agency", "xinhua", "--json"), 0);
	ck_assert_msg(
		strncmp(output, "{\"arrived\":\"2015-11-24T12:00:00Z\",", 34) == 0, "%s", output);
	ck_assert_int_eq(RUN(&command_latest, "--outlet=tribune", "-n1"), 0);
	ck_assert_msg(
		strstr(output, "马拉松") != NULL && strstr(output, "Bridge") == NULL, "%s", output);
}
END_TEST

START_TEST(a_table_fits_the_width_it_is_given)
{
	setenv("COLUMNS", "54", 1);
	ck_assert_int_eq(RUN(&command_latest), 0);
	ck_assert_msg(strstr(output, "Bridge opens after\xe2\x80\xa6") != NULL, "%s", output);
	ck_assert_msg(strstr(output, "北京举行国际马拉松\xe2\x80\xa6") != NULL, "%s", output);
	for (char *line = strtok(output, "\n"); line != NULL; line = strtok(NULL, "\n"))
		ck_assert_uint_le(text_columns(slice_of(line)), 54);
}
END_TEST

START_TEST(show_tells_all_and_escapes_what_is_foreign)
{
	unsetenv("COLUMNS");
	ck_assert_int_eq(RUN(&command_show, "1"), 0);
	static const char *const parts[] = {
		"Bridge opens after long repair\nstory #1, first seen 2015-11-24 12:00 UTC, known by its article\n",
		"gazette  2015-11-24 11:00  Xinhua  new ",
		"tribune  ",
		" title ",
		"Transport\n",
		"by:        Jane Roe, J\xc3\xbcrgen Doe\n",
		"Crowds \\x1b[31mcheered\\x1b[0m as",
		"photo: The bridge at dawn. [Agencies]",
		"address:   https://gazette.example/bridge\n",
	};
	for (size_t i = 0; i < COUNT(parts); i++)
		ck_assert_msg(
			strstr(output, parts[i]) != NULL, "no '%s' in:\n%s", parts[i], output);
	ck_assert_ptr_null(strchr(output, '\033'));
	ck_assert_int_eq(RUN(&command_show, "--json", "https://gazette.example/bridge"), 0);
	json_t *json = json_loads(output, 0, NULL);
	ck_assert_ptr_nonnull(json);
	json_t *articles = json_object_get(json, "articles");
	ck_assert_uint_eq(json_array_size(articles), 2);
	ck_assert_str_eq(
		json_string_value(json_object_get(json_array_get(articles, 1), "joined_by")),
		"title");
	json_decref(json);
	ck_assert_int_eq(RUN(&command_show, "https://gazette.example/wall"), 0);
	ck_assert_msg(strstr(output, "known by its source\n") != NULL &&
			      strstr(output, "failed HTTP 403\n") != NULL,
		"%s", output);
	ck_assert_int_eq(RUN(&command_show, "99"), 1);
	ck_assert_str_eq(output, "newswire show: no story '99' in the store\n");
	ck_assert_int_eq(RUN(&command_show), 2);
}
END_TEST

START_TEST(related_prints_lists)
{
	unsetenv("COLUMNS");
	ck_assert_int_eq(RUN(&command_related, "#1"), 0);
	ck_assert_msg(
		strncmp(output, "Bridge opens after long repair\nstory #1, first seen ", 52) == 0,
		"%s", output);
	ck_assert_msg(strstr(output, "\n\ngazette  Related Stories  related\n"
				     "   1 Harbour strike enters third week  #2\n"
				     "   2 Ferry prices to rise in spring  #3\n") != NULL,
		"%s", output);
	ck_assert_ptr_null(strstr(output, "Listed beside"));
	ck_assert_int_eq(RUN(&command_related, "2"), 0);
	ck_assert_msg(strstr(output, "\nListed beside:\n\n"
				     "outlet   under            rank  story  headline\n"
				     "gazette  Related Stories     1      1  Bridge opens") != NULL,
		"%s", output);
	ck_assert_msg(strstr(output, "\nListed itself:\n\nseen at") != NULL, "%s", output);
	ck_assert_int_eq(RUN(&command_related, "--all", "1"), 0);
	ck_assert_msg(strstr(output, "\ngazette  Most Viewed  popular\n   1 Lighthouse") != NULL,
		"%s", output);
	ck_assert_int_eq(RUN(&command_related, "--json", "1"), 0);
	ck_assert_msg(
		strstr(output,
			"\"rank\":2,\"listed_headline\":\"Ferry prices to rise in spring\"") !=
			NULL,
		"%s", output);
}
END_TEST

START_TEST(search_prints_what_it_found)
{
	unsetenv("COLUMNS");
	ck_assert_int_eq(RUN(&command_search, "tram"), 0);
	ck_assert_msg(
		strstr(output, "gazette (Xinhua)  #1\n  Bridge opens after long repair\n") != NULL,
		"%s", output);
	ck_assert_msg(strstr(output, "as the first tram rolled") != NULL, "%s", output);
	ck_assert_int_eq(RUN(&command_search, "马拉松"), 0);
	ck_assert_msg(strstr(output, "北京举行国际马拉松比赛") != NULL, "%s", output);
	ck_assert_int_eq(RUN(&command_search, "--since", "2015-11-25", "bridge"), 0);
	ck_assert_str_eq(output, "newswire search: nothing found\n");
	ck_assert_int_eq(RUN(&command_search, "--since", "2015-11-24", "--outlet", "tribune",
				 "--newest", "bridge"),
		0);
	ck_assert_msg(strstr(output, "tribune") != NULL && strstr(output, "gazette") == NULL, "%s",
		output);
	ck_assert_int_eq(RUN(&command_search, "--since", "yesterday", "bridge"), 2);
	ck_assert_int_eq(RUN(&command_search, "--", "bridge", "-tram"), 0);
	ck_assert_msg(strstr(output, "tribune") != NULL && strstr(output, "gazette") == NULL, "%s",
		output);
	ck_assert_int_eq(RUN(&command_search), 2);
	ck_assert_int_eq(RUN(&command_search, "!!!"), 2);
}
END_TEST

START_TEST(outlets_and_status_tell_how_it_goes)
{
	unsetenv("COLUMNS");
	ck_assert_int_eq(RUN(&command_outlets), 0);
	ck_assert_msg(
		strstr(output,
			"gazette  The Gazette        2        0     0         1  2015-11-24 12:00\n") !=
			NULL,
		"%s", output);
	wire_begin(&w);
	struct store_poll_result result;
	store_poll(w.store, w.arena,
		&(struct store_poll){ .outlet = "tribune",
			.source_url = TRIBUNE_FEED,
			.started = NOON,
			.status = "failed",
			.error = "no answer\x1b[2J",
			.state = { .failures = 4, .next_due = NOON } },
		&result);
	wire_commit(&w);
	ck_assert_int_eq(RUN(&command_outlets, "tribune"), 0);
	ck_assert_msg(strstr(output, "https://tribune.example/rss\n  no answer\\x1b[2J\n") != NULL,
		"%s", output);
	ck_assert_int_eq(RUN(&command_outlets, "nobody"), 1);
	ck_assert_int_eq(RUN(&command_status), 0);
	ck_assert_msg(strstr(output, "articles  3, revisions 0\n") != NULL, "%s", output);
	ck_assert_msg(strstr(output, "sources 3, failing 1") != NULL, "%s", output);
	ck_assert_msg(
		strstr(output,
			"tribune  2015-11-24 12:00      4  no answer\\x1b[2J  https://tribune.example/rss") !=
			NULL,
		"%s", output);
	ck_assert_int_eq(RUN(&command_status, "--json"), 0);
	json_t *json = json_loads(output, 0, NULL);
	ck_assert_int_eq(json_integer_value(json_object_get(json, "stories")), 3);
	ck_assert_uint_eq(json_array_size(json_object_get(json, "broken_sources")), 1);
	json_decref(json);
}
END_TEST

/* The lines of `output`, each read as JSON; gives how many, and the last one's change. */
static size_t
exported(int64_t *last)
{
	size_t lines = 0;
	for (char *line = strtok(output, "\n"); line != NULL; line = strtok(NULL, "\n")) {
		json_t *json = json_loads(line, 0, NULL);
		ck_assert_msg(json != NULL, "%s", line);
		*last = json_integer_value(json_object_get(json, "change"));
		ck_assert_int_gt(*last, 0);
		json_decref(json);
		lines++;
	}
	return lines;
}

START_TEST(export_goes_on_where_it_stopped)
{
	int64_t last = 0;
	char since[32];
	ck_assert_int_eq(RUN(&command_export), 0);
	ck_assert_uint_eq(exported(&last), 3);
	ck_assert_int_eq(RUN(&command_export, "--limit", "2"), 0);
	ck_assert_uint_eq(exported(&last), 2);
	snprintf(since, sizeof(since), "%lld", (long long)last);
	ck_assert_int_eq(RUN(&command_export, "--since", since), 0);
	ck_assert_uint_eq(exported(&last), 1);
	snprintf(since, sizeof(since), "%lld", (long long)last);
	ck_assert_int_eq(RUN(&command_export, "--since", since), 0);
	ck_assert_uint_eq(exported(&last), 0);
	/* More than one piece, none lost between them; and what changed comes again. */
	for (int i = 0; i < 450; i++)
		wire_read(&w, "gazette", GAZETTE_FEED,
			arena_printf(w.arena, "https://gazette.example/n%d", i),
			arena_printf(w.arena, "Number %d of many small pieces", i), NOON + 300);
	struct article changed = wire_article(
		&w, "https://tribune.example/1", "Bridge opens after long repair", "More of it.");
	wire_page(&w,
		wire_number(&w, "SELECT id FROM link WHERE url = 'https://tribune.example/1'"),
		&changed, NOON + 400);
	ck_assert_int_eq(run_command(&command_export,
				 (const char *const[]){ "--since", since, "--limit", "60", NULL }),
		0);
	ck_assert_uint_eq(exported(&last), 60);
	ck_assert_int_eq(
		wire_number(&w, arena_printf(w.arena,
					"SELECT count(*) FROM article WHERE change > %s", since)),
		451);
}
END_TEST

START_TEST(a_missing_store_is_reported_by_every_command)
{
	static const struct command *const commands[] = { &command_latest, &command_search,
		&command_show, &command_related, &command_outlets, &command_status,
		&command_export };
	snprintf(w.path, sizeof(w.path), "%s/none.db", w.folder);
	for (size_t i = 0; i < COUNT(commands); i++) {
		ck_assert_int_eq(
			run_command(commands[i], i == 1 || i == 2 || i == 3
							 ? (const char *const[]){ "1", NULL }
							 : (const char *const[]){ NULL }),
			1);
		ck_assert_msg(strstr(output, "no store here; name it with --store FILE") != NULL,
			"%s", output);
		ck_assert_int_eq(
			run_command(commands[i], (const char *const[]){ "--help", NULL }), 0);
		ck_assert_msg(strncmp(output, "usage: newswire ", 16) == 0, "%s", output);
		ck_assert_int_eq(
			run_command(commands[i], (const char *const[]){ "--nonsense", NULL }), 2);
	}
}
END_TEST

/*
 * What a terminal of 60 columns shows. False where the system gives none, as in a folder that is a
 * root without /dev/pts.
 */
static bool
run_on_terminal(void)
{
	int terminal;
	struct winsize size = { .ws_row = 24, .ws_col = 60 };
	pid_t child = forkpty(&terminal, NULL, NULL, &size);
	if (child < 0)
		return false;
	if (child == 0) {
		const struct command_globals globals = { w.path, NULL };
		char *argv[] = { (char[]){ "latest" }, NULL };
		optind = 0;
		int status = command_latest.run(&command_latest, &globals, 1, argv);
		fflush(stdout);
		_exit(status);
	}
	size_t length = 0;
	for (ssize_t got; (got = read(terminal, output + length, sizeof(output) - 1 - length)) > 0;)
		length += (size_t)got;
	output[length] = '\0';
	close(terminal);
	int status;
	waitpid(child, &status, 0);
	ck_assert_int_eq(status, 0);
	return true;
}

START_TEST(colour_is_for_terminals_that_want_it)
{
	setenv("TERM", "xterm", 1);
	unsetenv("NO_COLOR");
	if (!run_on_terminal()) {
		puts("query: no pseudo-terminal here, so none is tried");
		return;
	}
	ck_assert_msg(strstr(output, "\033[36mgazette\033[0m") != NULL, "%s", output);
	setenv("NO_COLOR", "1", 1);
	run_on_terminal();
	ck_assert_ptr_null(strchr(output, '\033'));
	for (char *line = strtok(output, "\r\n"); line != NULL; line = strtok(NULL, "\r\n"))
		ck_assert_uint_le(text_columns(slice_of(line)), 60);
	unsetenv("NO_COLOR");
	setenv("TERM", "dumb", 1);
	run_on_terminal();
	ck_assert_ptr_null(strchr(output, '\033'));
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
	tcase_add_test(tc, latest_prints_a_table);
	tcase_add_test(tc, a_table_fits_the_width_it_is_given);
	tcase_add_test(tc, show_tells_all_and_escapes_what_is_foreign);
	tcase_add_test(tc, related_prints_lists);
	tcase_add_test(tc, search_prints_what_it_found);
	tcase_add_test(tc, outlets_and_status_tell_how_it_goes);
	tcase_add_test(tc, export_goes_on_where_it_stopped);
	tcase_add_test(tc, a_missing_store_is_reported_by_every_command);
	tcase_add_test(tc, colour_is_for_terminals_that_want_it);
	suite_add_tcase(suite, tc);
	return suite;
}
