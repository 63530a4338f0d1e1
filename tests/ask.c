/* What the companion's commands on the store print. */
#include "command/ask.h"

#include <fcntl.h>
#include <getopt.h>
#include <pty.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>

#include "base/text.h"
#include "fixture/filled.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct wire w;

static void
setup(void)
{
	filled_open(&w);
}

static void
teardown(void)
{
	wire_release(&w);
}

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
	ck_assert_int_eq(RUN(&command_show, "Bridge", "opens after", "long repair"), 0);
	ck_assert_msg(strstr(output, "\nstory #1, first seen") != NULL, "%s", output);
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

/* A story around which there are only lists of other kinds. */
START_TEST(related_tells_of_other_lists)
{
	struct listed_headline items[] = {
		{ "Goat wins the harvest race", "https://gazette.example/goat" },
		{ "Choir looks for a second bass", "https://gazette.example/choir" },
	};
	struct headline_list lists[] = {
		{ "Most Viewed", LIST_POPULAR, items, 2 },
		{ "Latest", LIST_LATEST, items, 1 },
	};
	struct article article =
		wire_article(&w, "https://gazette.example/mill", "Mill stands still for a day", "");
	article.lists = lists;
	article.list_count = 2;
	wire_page(&w, wire_link(&w, "gazette", GAZETTE_FEED, article.url, "Mill", NOON), &article,
		NOON + 240);
	ck_assert_int_eq(RUN(&command_related, article.url), 0);
	ck_assert_msg(
		strstr(output, " as related; --all shows 2 other lists\n") != NULL, "%s", output);
	ck_assert_int_eq(RUN(&command_related, "--json", article.url), 0);
	ck_assert_str_eq(output, "");
	ck_assert_int_eq(RUN(&command_related, "--all", article.url), 0);
	ck_assert_ptr_null(strstr(output, "other lists"));
	ck_assert_int_eq(RUN(&command_related, "1"), 0);
	ck_assert_ptr_null(strstr(output, "other list"));
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

static const struct {
	const struct command *command;
	const char *arguments[5];
	int status;
	const char *said;
} unknown[] = {
	{ &command_latest, { "--outlet", "gazete" }, 1,
		"newswire latest: no outlet 'gazete' in the store; did you mean 'gazette'? "
		"'newswire outlets' lists them\n" },
	{ &command_latest, { "--outlet", "nobody", "--json" }, 1,
		"newswire latest: no outlet 'nobody' in the store; 'newswire outlets' lists them\n" },
	{ &command_latest, { "--agency", "Xinuha" }, 1,
		"newswire latest: no article credits the agency 'Xinuha'; did you mean 'Xinhua'?\n" },
	{ &command_search, { "--outlet", "nobody", "bridge" }, 1,
		"newswire search: no outlet 'nobody' in the store; 'newswire outlets' lists them\n" },
	{ &command_outlets, { "tribun" }, 1,
		"newswire outlets: no outlet 'tribun' in the store; did you mean 'tribune'? "
		"'newswire outlets' lists them\n" },
	{ &command_show, { "99" }, 1, "newswire show: no story '99' in the store\n" },
	{ &command_show, { "gazette.example/none" }, 1,
		"newswire show: no story in the store has, or is listed with, the address "
		"'gazette.example/none'\n" },
	{ &command_related, { "Bridge", "opens", "again" }, 1,
		"newswire related: no story with the headline 'Bridge opens again'; "
		"'newswire search' finds stories by some words\n" },
	{ &command_export, { "--since", "4711" }, 1,
		"newswire export: --since 4711: the last change of this store is 10\n" },
};

START_TEST(names_that_there_are_none_of_are_told)
{
	ck_assert_int_eq(
		run_command(unknown[_i].command, unknown[_i].arguments), unknown[_i].status);
	ck_assert_str_eq(output, unknown[_i].said);
}
END_TEST

Suite *
ask_suite(void)
{
	Suite *suite = suite_create("ask");
	TCase *tc = tcase_create("ask");
	tcase_set_timeout(tc, 30);
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, latest_prints_a_table);
	tcase_add_test(tc, a_table_fits_the_width_it_is_given);
	tcase_add_test(tc, show_tells_all_and_escapes_what_is_foreign);
	tcase_add_test(tc, related_prints_lists);
	tcase_add_test(tc, related_tells_of_other_lists);
	tcase_add_test(tc, search_prints_what_it_found);
	tcase_add_test(tc, outlets_and_status_tell_how_it_goes);
	tcase_add_test(tc, export_goes_on_where_it_stopped);
	tcase_add_test(tc, a_missing_store_is_reported_by_every_command);
	tcase_add_test(tc, colour_is_for_terminals_that_want_it);
	tcase_add_loop_test(tc, names_that_there_are_none_of_are_told, 0, COUNT(unknown));
	suite_add_tcase(suite, tc);
	return suite;
}
