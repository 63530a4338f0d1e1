/* `newswire extract` as people and scripts run it: files, lists, stdin, what cannot be read. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <jansson.h>

#define OUTPUT_MAX 65536

static char output[OUTPUT_MAX];

/* Runs `newswire extract ARGUMENTS`; its stdout is in `output`. Gives the exit status. */
static int
run(const char *arguments)
{
	char command[2048];
	const char *build = getenv("NEWSWIRED_BUILD");
	snprintf(command, sizeof(command), "%s/newswire extract %s",
		build != NULL ? build : "build", arguments);
	FILE *pipe = popen(command, "r");
	ck_assert_ptr_nonnull(pipe);
	size_t length = fread(output, 1, sizeof(output) - 1, pipe);
	output[length] = '\0';
	return WEXITSTATUS(pclose(pipe));
}

/* The n-th line of the output, from 0, as JSON. */
static json_t *
line(int n)
{
	const char *at = output;
	for (; n > 0; n--) {
		at = strchr(at, '\n');
		ck_assert_ptr_nonnull(at);
		at++;
	}
	json_t *json = json_loadb(at, strcspn(at, "\n"), 0, NULL);
	ck_assert_msg(json != NULL, "no JSON: %.200s", at);
	return json;
}

static void
check_line(int n, const char *file, const char *member, const char *value)
{
	json_t *json = line(n);
	json_t *name = json_object_get(json, "file");
	if (file == NULL)
		ck_assert(json_is_null(name));
	else
		ck_assert_str_eq(json_string_value(name), file);
	const char *found = json_string_value(json_object_get(json, member));
	ck_assert_msg(found != NULL, "%s is missing", member);
	if (value != NULL)
		ck_assert_str_eq(found, value);
	json_decref(json);
}

#define PAGE     "tests/pages/model.html"
#define HEADLINE "Northern fleet opens relief route across the frozen strait"

START_TEST(a_line_a_file_in_order_and_errors_among_them)
{
	ck_assert_int_eq(run(PAGE " tests/no-such-page " PAGE), 1);
	check_line(0, PAGE, "headline", HEADLINE);
	check_line(1, "tests/no-such-page", "error", NULL);
	check_line(2, PAGE, "headline", HEADLINE);
	ck_assert_int_eq(run(PAGE), 0);
}
END_TEST

START_TEST(stdin_may_be_gzipped)
{
	ck_assert_int_eq(run("- < " PAGE), 0);
	check_line(0, "-", "headline", HEADLINE);
	ck_assert_int_eq(run("--url http://a.example.de/x.html tests/extract/bridge.html.gz"), 0);
	check_line(0, "tests/extract/bridge.html.gz", "headline", "Town builds its bridge");
	/* Nine in the evening in Berlin, the only zone of the host's country. */
	check_line(0, "tests/extract/bridge.html.gz", "published", "2019-05-05T19:00:00Z");
}
END_TEST

START_TEST(a_list_names_files_relative_to_its_folder)
{
	ck_assert_int_eq(run("--jsonl tests/extract/list.jsonl"), 1);
	check_line(0, "bridge.html.gz", "url", "http://a.example.de/x.html");
	check_line(1, "bridge.html.gz", "published", "2019-05-05T12:00:00Z");
	check_line(2, NULL, "error", NULL);
	check_line(3, "missing.html", "error", NULL);
	check_line(4, "bridge.html.gz", "error", NULL);
}
END_TEST

START_TEST(wrong_usage_is_told)
{
	ck_assert_int_eq(run("2> /dev/null"), 2);
	ck_assert_int_eq(run("--timezone Nowhere/Land " PAGE " 2> /dev/null"), 2);
	ck_assert_int_eq(run("--crawled yesterday " PAGE " 2> /dev/null"), 2);
	ck_assert_int_eq(run("--jsonl tests/extract/list.jsonl " PAGE " 2> /dev/null"), 2);
	ck_assert_int_eq(run("--jsonl tests/no-such-list 2> /dev/null"), 1);
	ck_assert_int_eq(run("--help"), 0);
}
END_TEST

START_TEST(explain_tells_which_signal_gave_what)
{
	ck_assert_int_eq(run("--explain " PAGE " 2>&1 > /dev/null"), 0);
	ck_assert_ptr_nonnull(strstr(output, PAGE ": headline: "));
	ck_assert_ptr_nonnull(strstr(output, PAGE ": body: <td"));
}
END_TEST

Suite *
extract_suite(void)
{
	Suite *suite = suite_create("extract");
	TCase *tc = tcase_create("extract");
	tcase_add_test(tc, a_line_a_file_in_order_and_errors_among_them);
	tcase_add_test(tc, stdin_may_be_gzipped);
	tcase_add_test(tc, a_list_names_files_relative_to_its_folder);
	tcase_add_test(tc, wrong_usage_is_told);
	tcase_add_test(tc, explain_tells_which_signal_gave_what);
	suite_add_tcase(suite, tc);
	return suite;
}
