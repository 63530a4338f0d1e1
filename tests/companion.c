/* The companion as a program: what it says of its commands, and the manual with it; newswire title.
 */
#include <check.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/buffer.h"
#include "wire.h"

#define COUNT(array)     (sizeof(array) / sizeof((array)[0]))

#define OUTPUT_MAX_BYTES ((size_t)1 << 20)

static void
read_all(FILE *file, struct buffer *out)
{
	char bytes[4096];
	size_t n;
	buffer_init(out, OUTPUT_MAX_BYTES);
	buffer_add(out, "", 0);
	while ((n = fread(bytes, 1, sizeof(bytes), file)) > 0)
		ck_assert(buffer_add(out, bytes, n));
}

/*
 * Runs `SHELL_BEFORE newswire ARGUMENTS REDIRECTIONS` in a shell; what it prints is the caller's to
 * release. Gives its exit status.
 */
static int
run_shell(const char *before, const char *arguments, const char *redirections, struct buffer *out)
{
	char line[1000];
	const char *build = getenv("NEWSWIRED_BUILD");
	snprintf(line, sizeof(line), "%s %s/newswire %s %s", before,
		build != NULL ? build : "build", arguments, redirections);
	FILE *pipe = popen(line, "r");
	ck_assert_ptr_nonnull(pipe);
	read_all(pipe, out);
	int status = pclose(pipe);
	ck_assert(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* The same; what it says on stderr is dropped. */
static int
newswire(const char *before, const char *arguments, struct buffer *out)
{
	return run_shell(before, arguments, "2>/dev/null", out);
}

static const struct {
	const char *before, *arguments;
	int status;
	const char *output;
} runs[] = {
	{ "", "title 'BREAKING: Ferry runs aground in fog'", 0,
		"{\"title\":\"BREAKING: Ferry runs aground in fog\","
		"\"normalized\":\"ferry runs aground in fog\","
		"\"hash\":\"2236d9d87617e73304a04bea4a644666\"}\n" },
	{ "", "title Weather 'Fog'", 0,
		"{\"title\":\"Weather\",\"normalized\":\"\",\"hash\":null}\n"
		"{\"title\":\"Fog\",\"normalized\":\"\",\"hash\":null}\n" },
	{ "", "title 'Ferry runs aground in fog | World | Post' --outlet Post --section World", 0,
		"{\"title\":\"Ferry runs aground in fog | World | Post\","
		"\"normalized\":\"ferry runs aground in fog\","
		"\"hash\":\"2236d9d87617e73304a04bea4a644666\"}\n" },
	{ "printf 'Fog\\r\\n\\nA \"b\" \\377' |", "title", 0,
		"{\"title\":\"Fog\",\"normalized\":\"\",\"hash\":null}\n"
		"{\"title\":\"\",\"normalized\":\"\",\"hash\":null}\n"
		"{\"title\":\"A \\\"b\\\" \xEF\xBF\xBD\",\"normalized\":\"\",\"hash\":null}\n" },
	{ "", "title --outlets Post", 2, "" },
	{ "", "title --outlet", 2, "" },
	{ "", "extract --memory -", 2, "" },
	{ "", "extract --memory --jsonl -", 2, "" },
	{ "printf '\\n[]\\n' |", "extract --jsonl -", 1,
		"{\"file\":null,\"error\":\"-:2: no object\"}\n" },
	{ "printf '{\"file\": 7}\\n{\"url\": null}\\n{\"file\": \"a\", \"file\": \"b\"}\\n' |",
		"extract --jsonl -", 1,
		"{\"file\":null,\"error\":\"-:1: file: must be a string\"}\n"
		"{\"file\":null,\"error\":\"-:2: file: is missing\"}\n"
		"{\"file\":null,\"error\":\"-:3: no JSON: duplicate object key near '\\\"file\\\"'\"}\n" },
	{ "printf '{\"file\": \"a\", \"url\": \"nowhere\"}\\n"
	  "{\"file\": \"b\", \"timezone\": \"Mars/Base\"}\\n"
	  "{\"file\": \"c\", \"crawled\": \"2024-02-30T00:00:00Z\"}\\n' | gzip |",
		"extract --jsonl -", 1,
		"{\"file\":\"a\",\"error\":\"-:1: url: \\\"nowhere\\\" is no http address\"}\n"
		"{\"file\":\"b\",\"error\":\"-:2: timezone: \\\"Mars/Base\\\" is no time zone, "
		"as \\\"Europe/Paris\\\" is\"}\n"
		"{\"file\":\"c\",\"error\":\"-:3: crawled: \\\"2024-02-30T00:00:00Z\\\" is no time, "
		"as \\\"2015-09-30T01:20:00Z\\\" is\"}\n" },
	{ "printf '{\"file\": \"/nowhere/a.html\", \"crawled\": null, \"id\": 7}' |",
		"extract --jsonl -", 1,
		"{\"file\":\"/nowhere/a.html\",\"error\":\"No such file or directory\"}\n" },
	{ "", "split", 2, "" },
	{ "", "split nothing", 2, "" },
	{ "", "--store /nowhere/wire.db split 1", 1, "" },
	{ "", "--store / latest", 1, "" },
	{ "printf 'Cafe\\314\\201 closes its doors for good' |", "title", 0,
		"{\"title\":\"Caf\xC3\xA9 closes its doors for good\","
		"\"normalized\":\"cafe closes its doors for good\","
		"\"hash\":\"a290dd5e5b60510b0b40fd7653cfca35\"}\n" },
	{ "printf '\\357\\273\\277[]' |", "extract --jsonl -", 1,
		"{\"file\":null,\"error\":\"-:1: no object\"}\n" },
	{ "printf 'a\\1\\2\\3\\4b\\177ELF' |", "extract -", 1,
		"{\"file\":\"-\",\"error\":\"no page but binary data\"}\n" },
	{ "", "extract --url htps://a.example/ -", 2, "" },
	{ "", "extract --crawled 2024-02-30T00:00:00Z -", 2, "" },
	{ "", "feed --url nowhere -", 2, "" },
	{ "printf 'User-agent: *\\nDisallow: /a\\n' | gzip |", "robots --url /a/b -", 1,
		"disallowed\n" },
	{ "", "robots --url '' -", 2, "" },
	{ "", "gossip", 2, "" },
	{ "", "help split", 0,
		"usage: newswire split ARTICLE\n\n"
		"Undo a join: give an article a story of its own.\n\n"
		"ARTICLE is an article's number, as 'newswire show STORY' tells it.\n\n"
		"It stays apart when it is read again. The only command that changes the store: it\n"
		"needs the daemon's rights, and that the daemon is stopped meanwhile.\n" },
	{ "", "check --config /nowhere.json", 1,
		"/nowhere.json: No such file or directory\n"
		"1 mistake; newswired does not start with what is wrong in /nowhere.json\n" },
	{ "", "", 2, "" },
};

START_TEST(prints_and_ends_as_it_should)
{
	struct buffer out;
	int status = newswire(runs[_i].before, runs[_i].arguments, &out);
	ck_assert_str_eq(out.data != NULL ? out.data : "", runs[_i].output);
	ck_assert_int_eq(status, runs[_i].status);
	buffer_release(&out);
}
END_TEST

static const struct {
	const char *arguments, *said;
} misuses[] = {
	{ "gossip", "newswire: no command 'gossip'. Try 'newswire --help'.\n" },
	{ "lates",
		"newswire: no command 'lates'; did you mean 'latest'? Try 'newswire --help'.\n" },
	{ "help lates",
		"newswire: no command 'lates'; did you mean 'latest'? Try 'newswire --help'.\n" },
	{ "--json latest", "A command's options stand behind it: 'newswire latest --json ...'.\n"
			   "Try 'newswire --help'.\n" },
	{ "-n 5 latest", "A command's options stand behind it: 'newswire latest -n ...'.\n"
			 "Try 'newswire --help'.\n" },
	{ "latest --store=wire.db",
		"newswire latest: --store stands before the command: newswire --store FILE latest\n"
		"Try 'newswire latest --help'.\n" },
	{ "related",
		"newswire related: which STORY? Its number, the address of one of its articles, or its "
		"headline\nTry 'newswire related --help'.\n" },
};

START_TEST(misuse_is_told_how_to_do_it)
{
	struct buffer out;
	ck_assert_int_eq(run_shell("", misuses[_i].arguments, "2>&1 >/dev/null", &out), 2);
	ck_assert_msg(strstr(out.data, misuses[_i].said) != NULL, "%s", out.data);
	buffer_release(&out);
}
END_TEST

START_TEST(a_join_is_undone_while_no_daemon_runs)
{
	struct wire w;
	struct buffer out;
	char arguments[200];
	wire_init(&w);
	wire_open(&w);
	wire_outlets(&w);
	wire_read(&w, "gazette", GAZETTE_FEED, "https://gazette.example/a",
		"Bridge opens after long repair", NOON);
	wire_read(&w, "tribune", TRIBUNE_FEED, "https://tribune.example/1",
		"Bridge opens after long repair", NOON + 60);
	snprintf(arguments, sizeof(arguments), "--store %s split 2", w.path);
	ck_assert_int_eq(newswire("", arguments, &out), 1); /* this test is a daemon to it */
	buffer_release(&out);
	store_close(w.store);
	w.store = NULL;
	ck_assert_int_eq(newswire("", arguments, &out), 0);
	ck_assert_str_eq(out.data, "article 2 is story 2 now\n");
	buffer_release(&out);
	ck_assert_str_eq(wire_text(&w, "SELECT group_concat(articles) FROM story"), "1,1");
	ck_assert_int_eq(newswire("", arguments, &out), 1); /* nothing is left to undo */
	buffer_release(&out);
	wire_release(&w);
}
END_TEST

/* The page without the font requests, in which "--" is written "\-" behind "Fl". */
static void
read_manual(struct buffer *out)
{
	FILE *file = fopen("man/newswire.1", "r");
	ck_assert_ptr_nonnull(file);
	read_all(file, out);
	fclose(file);
}

static void
check_command(const char *name, const char *manual)
{
	char item[100];
	struct buffer help;
	snprintf(item, sizeof(item), "%s --help", name);
	ck_assert_int_eq(newswire("", item, &help), 0);
	snprintf(item, sizeof(item), "\n.It Cm %s", name);
	ck_assert_msg(
		strstr(manual, item) != NULL, "newswire.1 does not tell of the command %s", name);
	for (char *at = help.data; (at = strstr(at, "--")) != NULL; at += 2) {
		size_t length = 2;
		while (islower((unsigned char)at[length]) || at[length] == '-')
			length++;
		if (length == 2)
			continue;
		snprintf(item, sizeof(item), "Fl \\-%.*s", (int)length - 2, at + 2);
		ck_assert_msg(strstr(manual, item) != NULL, "newswire.1 does not tell of %s %.*s",
			name, (int)length, at);
	}
	buffer_release(&help);
}

START_TEST(the_manual_tells_of_every_command_and_option)
{
	struct buffer help, manual;
	ck_assert_int_eq(newswire("", "--help", &help), 0);
	read_manual(&manual);
	size_t commands = 0;
	for (char *line = strtok(help.data, "\n"); line != NULL; line = strtok(NULL, "\n")) {
		char name[30];
		if (strncmp(line, "  ", 2) != 0 || !islower((unsigned char)line[2]))
			continue;
		ck_assert_int_eq(sscanf(line, "%29s", name), 1);
		check_command(name, manual.data);
		commands++;
	}
	ck_assert_uint_gt(commands, 2);
	buffer_release(&help);
	buffer_release(&manual);
}
END_TEST

Suite *
companion_suite(void)
{
	Suite *suite = suite_create("companion");
	TCase *tc = tcase_create("companion");
	tcase_add_loop_test(tc, prints_and_ends_as_it_should, 0, COUNT(runs));
	tcase_add_loop_test(tc, misuse_is_told_how_to_do_it, 0, COUNT(misuses));
	tcase_add_test(tc, a_join_is_undone_while_no_daemon_runs);
	tcase_add_test(tc, the_manual_tells_of_every_command_and_option);
	suite_add_tcase(suite, tc);
	return suite;
}
