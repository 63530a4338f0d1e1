/* The log: heads, quoting, ceilings, reopening, threads. */
#include "base/log.h"

#include <check.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static char folder[64], path[96], moved[96];
static char content[1 << 20];

static void
make_folder(void)
{
	strcpy(folder, "/tmp/newswired-log-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/newswired.log", folder);
	snprintf(moved, sizeof(moved), "%s/newswired.log.1", folder);
}

static void
remove_folder(void)
{
	log_close();
	unlink(path);
	unlink(moved);
	rmdir(folder);
}

static const char *
read_file(const char *name)
{
	int fd = open(name, O_RDONLY);
	ck_assert_msg(fd >= 0, "no %s", name);
	ssize_t n = read(fd, content, sizeof(content) - 1);
	ck_assert_int_ge(n, 0);
	content[n] = '\0';
	close(fd);
	return content;
}

static size_t
lines_of(const char *text)
{
	size_t n = 0;
	for (; *text != '\0'; text++)
		n += *text == '\n';
	return n;
}

static void
open_log(enum log_level level)
{
	struct err err;
	ck_assert_msg(log_open(path, level, &err), "%s", err.text);
}

static const struct {
	const char *text, *quoted;
} texts[] = {
	{ "Ferry strike ends", "\"Ferry strike ends\"" },
	{ "", "\"\"" },
	{ NULL, "-" },
	{ "He said \"no\" \\ twice", "\"He said \\\"no\\\" \\\\ twice\"" },
	{ "渡轮罢工结束", "\"渡轮罢工结束\"" },
};

START_TEST(quotes_text_from_outside)
{
	char buf[LOG_TEXT_BYTES];
	ck_assert_str_eq(log_text(buf, texts[_i].text), texts[_i].quoted);
}
END_TEST

static const char *const hostile[] = { "a\x1b[2Jb", "a\nb", "a\rb",
	"a\xc2\x9b"
	"2Jb",
	"a\xe2\x80\xa8"
	"b",
	"a\xe2\x80\xae"
	"b",
	"a\xff\xfe"
	"b",
	"a\x7f"
	"b" };

START_TEST(escapes_what_could_harm_a_terminal_or_a_line)
{
	char buf[LOG_TEXT_BYTES];
	log_text(buf, hostile[_i]);
	ck_assert_msg(strncmp(buf, "\"a\\", 3) == 0 && strcmp(buf + strlen(buf) - 2, "b\"") == 0,
		"%s", buf);
	for (const char *p = buf; *p != '\0'; p++)
		ck_assert_msg(*p >= ' ' && *p < 0x7f, "raw byte in %s", buf);
}
END_TEST

START_TEST(cuts_long_text_between_characters)
{
	static char text[30001];
	char buf[LOG_TEXT_BYTES];
	for (size_t i = 0; i < 10000; i++)
		memcpy(text + i * 3, "渡", 3);
	log_text(buf, text);
	size_t length = strlen(buf);
	ck_assert_uint_lt(length, LOG_TEXT_BYTES);
	ck_assert_uint_gt(length, LOG_TEXT_BYTES - 10);
	ck_assert_str_eq(buf + length - 7, "渡…\"");
}
END_TEST

START_TEST(cuts_between_escapes)
{
	static char text[2000];
	char buf[LOG_TEXT_BYTES];
	memset(text, 1, sizeof(text) - 1);
	log_text(buf, text);
	size_t length = strlen(buf);
	ck_assert_uint_lt(length, LOG_TEXT_BYTES);
	ck_assert_str_eq(buf + length - 8, "\\x01…\"");
}
END_TEST

START_TEST(writes_time_level_event_and_pairs)
{
	open_log(LOG_LEVEL_INFO);
	log_info("story.new", "outlet=%s listed=%d", "ferrypost", 6);
	const char *line = read_file(path);
	int y, mo, d, h, mi, s, ms, n = 0;
	ck_assert_int_eq(
		sscanf(line, "%4d-%2d-%2dT%2d:%2d:%2d.%3dZ%n", &y, &mo, &d, &h, &mi, &s, &ms, &n),
		7);
	ck_assert_int_eq(n, 24);
	ck_assert_str_eq(line + n, " info story.new outlet=ferrypost listed=6\n");
}
END_TEST

START_TEST(leaves_out_what_the_level_does_not_want)
{
	open_log(LOG_LEVEL_WARNING);
	log_debug("a", "x=1");
	log_info("b", "x=1");
	log_warning("c", "x=1");
	log_error("d", "x=1");
	read_file(path);
	ck_assert_uint_eq(lines_of(content), 2);
	ck_assert_ptr_nonnull(strstr(content, "Z warning c x=1\n"));
	ck_assert_ptr_nonnull(strstr(content, "Z error d x=1\n"));
}
END_TEST

START_TEST(a_line_stays_one_line_of_bounded_length)
{
	static char text[10000];
	open_log(LOG_LEVEL_INFO);
	memset(text, 'x', sizeof(text) - 1);
	text[10] = '\n';
	log_info("long", "a=%s", text);
	log_info("after", "b=1");
	read_file(path);
	ck_assert_uint_eq(lines_of(content), 2);
	const char *end = strchr(content, '\n');
	ck_assert_int_le(end + 1 - content, LOG_LINE_MAX_BYTES);
	ck_assert(strncmp(end - 4, "x…", 4) == 0);
}
END_TEST

START_TEST(the_file_is_for_owner_and_group)
{
	struct stat st;
	mode_t old = umask(0);
	open_log(LOG_LEVEL_INFO);
	umask(old);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0640);
}
END_TEST

START_TEST(a_moved_file_is_followed_by_a_new_one)
{
	struct err err;
	open_log(LOG_LEVEL_INFO);
	log_info("one", "x=1");
	ck_assert_int_eq(rename(path, moved), 0);
	log_info("two", "x=1");
	ck_assert(log_reopen(&err));
	log_info("three", "x=1");
	ck_assert_uint_eq(lines_of(read_file(moved)), 2);
	ck_assert_ptr_nonnull(strstr(read_file(path), "three"));
}
END_TEST

START_TEST(a_log_that_cannot_be_opened_leaves_the_old_one)
{
	struct err err = { 0 };
	open_log(LOG_LEVEL_INFO);
	ck_assert(!log_open("/nowhere/at/all.log", LOG_LEVEL_DEBUG, &err));
	ck_assert_int_eq(err.kind, ERR_SYSTEM);
	ck_assert_ptr_nonnull(strstr(err.text, "/nowhere/at/all.log"));
	log_info("still", "x=1");
	log_debug("no", "x=1");
	ck_assert_uint_eq(lines_of(read_file(path)), 1);
}
END_TEST

/* Runs in a child whose stderr is the file `path`; JOURNAL_STREAM names it or something else. */
static void
log_to_stderr(bool journal)
{
	pid_t child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0) {
		struct stat st;
		char stream[64];
		int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
		dup2(fd, STDERR_FILENO);
		fstat(STDERR_FILENO, &st);
		snprintf(stream, sizeof(stream), "%ju:%ju", (uintmax_t)st.st_dev,
			(uintmax_t)(journal ? st.st_ino : st.st_ino + 1));
		setenv("JOURNAL_STREAM", stream, 1);
		log_open(NULL, LOG_LEVEL_INFO, NULL);
		log_warning("poll.failed", "outlet=ferrypost");
		_exit(0);
	}
	int status;
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
	read_file(path);
}

START_TEST(under_journald_the_priority_stands_for_time_and_level)
{
	log_to_stderr(true);
	ck_assert_str_eq(content, "<4>poll.failed outlet=ferrypost\n");
}
END_TEST

START_TEST(a_redirected_stderr_is_no_journal)
{
	log_to_stderr(false);
	ck_assert_ptr_nonnull(strstr(content, "Z warning poll.failed outlet=ferrypost\n"));
}
END_TEST

START_TEST(lost_lines_are_counted)
{
	struct err err;
	ck_assert_msg(log_open("/dev/full", LOG_LEVEL_INFO, &err), "%s", err.text);
	for (int i = 0; i < 5; i++)
		log_info("lost", "i=%d", i);
	open_log(LOG_LEVEL_INFO);
	log_info("kept", "x=1");
	read_file(path);
	ck_assert_uint_eq(lines_of(content), 2);
	ck_assert_ptr_nonnull(strstr(content, "Z warning log.lost lines=5\n"));
}
END_TEST

#define THREADS      4
#define THREAD_LINES 300

static void *
log_many(void *arg)
{
	for (int i = 0; i < THREAD_LINES; i++)
		log_info("thread", "name=%s text=%0300d", (const char *)arg, i);
	return NULL;
}

START_TEST(lines_of_threads_do_not_mix_while_the_file_is_reopened)
{
	static char names[THREADS][2] = { "a", "b", "c", "d" };
	pthread_t threads[THREADS];
	open_log(LOG_LEVEL_INFO);
	for (size_t i = 0; i < THREADS; i++)
		pthread_create(&threads[i], NULL, log_many, names[i]);
	for (int i = 0; i < 50; i++)
		ck_assert(log_reopen(NULL));
	for (size_t i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	read_file(path);
	ck_assert_uint_eq(lines_of(content), THREADS * THREAD_LINES);
	for (char *line = strtok(content, "\n"); line != NULL; line = strtok(NULL, "\n")) {
		ck_assert_ptr_nonnull(strstr(line, "Z info thread name="));
		ck_assert_uint_eq(strlen(line), 24 + strlen(" info thread name=a text=") + 300);
	}
}
END_TEST

Suite *
log_suite(void)
{
	Suite *suite = suite_create("log");
	TCase *text = tcase_create("text");
	tcase_add_loop_test(text, quotes_text_from_outside, 0, (int)COUNT(texts));
	tcase_add_loop_test(
		text, escapes_what_could_harm_a_terminal_or_a_line, 0, (int)COUNT(hostile));
	tcase_add_test(text, cuts_long_text_between_characters);
	tcase_add_test(text, cuts_between_escapes);
	suite_add_tcase(suite, text);
	TCase *lines = tcase_create("lines");
	tcase_add_checked_fixture(lines, make_folder, remove_folder);
	tcase_add_test(lines, writes_time_level_event_and_pairs);
	tcase_add_test(lines, leaves_out_what_the_level_does_not_want);
	tcase_add_test(lines, a_line_stays_one_line_of_bounded_length);
	tcase_add_test(lines, the_file_is_for_owner_and_group);
	tcase_add_test(lines, a_moved_file_is_followed_by_a_new_one);
	tcase_add_test(lines, a_log_that_cannot_be_opened_leaves_the_old_one);
	tcase_add_test(lines, under_journald_the_priority_stands_for_time_and_level);
	tcase_add_test(lines, a_redirected_stderr_is_no_journal);
	tcase_add_test(lines, lost_lines_are_counted);
	tcase_add_test(lines, lines_of_threads_do_not_mix_while_the_file_is_reopened);
	suite_add_tcase(suite, lines);
	return suite;
}
