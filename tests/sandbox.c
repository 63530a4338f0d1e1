/*
 * The walls around a worker, from inside: each thing a page might make it do is tried in a process
 * that has raised them.
 */
#include "worker/sandbox.h"

#include <check.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef __has_feature
#define __has_feature(feature) 0
#endif
/* Under a sanitizer there are no walls: it needs files and terabytes itself. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || \
	__has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAS_WALLS 0
#else
#define HAS_WALLS 1
#endif

#define MEMORY_MAX_BYTES ((size_t)256 << 20)

/* Exit statuses of the process behind the walls. */
enum { DONE, REFUSED, NO_WALLS };

/* What was done, as a system call's answer tells. */
static int
answer(long result)
{
	return result >= 0 ? DONE : errno == EPERM || errno == EACCES ? REFUSED : NO_WALLS;
}

static int
allocate_and_free(void)
{
	char *bytes = malloc((size_t)100 << 20);
	if (bytes == NULL)
		return REFUSED;
	memset(bytes, 1, (size_t)100 << 20);
	int last = bytes[((size_t)100 << 20) - 1];
	free(bytes);
	return last == 1 ? DONE : NO_WALLS;
}

static int
open_to_read(void)
{
	return answer(open("/etc/passwd", O_RDONLY));
}

static int
open_to_write(void)
{
	return answer(open("/tmp/newswired-sandbox-test", O_WRONLY | O_CREAT, 0600));
}

static int
open_by_the_old_call(void)
{
#ifdef SYS_open
	return answer(syscall(SYS_open, "/etc/passwd", O_RDONLY));
#else
	return REFUSED;
#endif
}

static int
look_for_a_file(void)
{
	struct stat status;
	return answer(stat("/etc/passwd", &status));
}

static int
remove_a_file(void)
{
	return answer(unlink("/tmp/newswired-sandbox-test"));
}

static int
make_a_process(void)
{
	return answer(syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL));
}

static int
kill_the_desk(void)
{
	return answer(kill(getppid(), 0));
}

static int
signal_a_thread_of_the_desk(void)
{
	return answer(syscall(SYS_tgkill, getppid(), getppid(), 0));
}

static int
lift_a_limit(void)
{
	return answer(syscall(SYS_prlimit64, 0, 0, NULL, NULL));
}

static int
make_memory_to_run(void)
{
	void *page = mmap(
		NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return answer(page == MAP_FAILED ? -1 : 0);
}

static int
make_memory_run_later(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return page == MAP_FAILED ? NO_WALLS : answer(mprotect(page, 4096, PROT_READ | PROT_EXEC));
}

static int
take_too_much_memory(void)
{
	return malloc(MEMORY_MAX_BYTES + 1) == NULL ? REFUSED : DONE;
}

static int
open_a_socket(void)
{
	return answer(socket(AF_INET, SOCK_STREAM, 0));
}

static int
connect_what_is_open(void)
{
	const struct sockaddr address = { .sa_family = AF_UNSPEC };
	return answer(connect(STDIN_FILENO, &address, sizeof(address)));
}

static int
run_a_program(void)
{
	return answer(execl("/bin/true", "true", (char *)NULL));
}

static int
trace_the_desk(void)
{
	return answer(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL));
}

static int
end_by_abort(void)
{
	signal(SIGABRT, SIG_DFL);
	abort();
}

static const struct {
	const char *name;
	int (*try)(void);
	int status; /* of exit, or 128 + the signal it dies of */
} tries[] = {
	{ "memory", allocate_and_free, DONE },
	{ "abort", end_by_abort, 128 + SIGABRT },
	{ "open to read", open_to_read, REFUSED },
	{ "open to write", open_to_write, REFUSED },
	{ "open(2) itself", open_by_the_old_call, REFUSED },
	{ "stat", look_for_a_file, REFUSED },
	{ "unlink", remove_a_file, REFUSED },
	{ "clone", make_a_process, REFUSED },
	{ "kill", kill_the_desk, REFUSED },
	{ "tgkill", signal_a_thread_of_the_desk, REFUSED },
	{ "prlimit", lift_a_limit, REFUSED },
	{ "mmap to run", make_memory_to_run, REFUSED },
	{ "mprotect to run", make_memory_run_later, REFUSED },
	{ "memory over the limit", take_too_much_memory, REFUSED },
	{ "socket", open_a_socket, 128 + SIGSYS },
	{ "connect", connect_what_is_open, 128 + SIGSYS },
	{ "execve", run_a_program, 128 + SIGSYS },
	{ "ptrace", trace_the_desk, 128 + SIGSYS },
};

START_TEST(a_worker_can_parse_and_nothing_else)
{
	int status;
	fflush(NULL);
	pid_t child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0) {
		struct err err;
		if (!sandbox_limit(MEMORY_MAX_BYTES, &err) || !sandbox_enter(&err))
			_exit(NO_WALLS);
		_exit(tries[_i].try());
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	int ended = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
	ck_assert_msg(ended == tries[_i].status, "%s: %d in the place of %d", tries[_i].name, ended,
		tries[_i].status);
}
END_TEST

Suite *
sandbox_suite(void)
{
	Suite *suite = suite_create("sandbox");
	TCase *tc = tcase_create("sandbox");
	tcase_add_loop_test(tc, a_worker_can_parse_and_nothing_else, 0,
		HAS_WALLS ? (int)(sizeof(tries) / sizeof(tries[0])) : 0);
	suite_add_tcase(suite, tc);
	return suite;
}
