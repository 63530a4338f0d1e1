/* Landlock, seccomp and rlimits for the worker. */
#include "worker/sandbox.h"

#include <errno.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef __has_feature /* clang's; gcc has the macro */
#define __has_feature(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || \
	__has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define UNDER_SANITIZER true
#else
#define UNDER_SANITIZER false
#endif

#define OPEN_FILES_MAX 16 /* the socket, stderr, and what a library holds for a moment */

static bool
limit(int resource, rlim_t value, const char *name, struct err *err)
{
	const struct rlimit wanted = { value, value };
	if (setrlimit((__rlimit_resource_t)resource, &wanted) != 0)
		return err_set(err, ERR_SYSTEM, "limit of %s: %s", name, strerror(errno));
	return true;
}

bool
sandbox_limit(size_t memory_max_bytes, struct err *err)
{
	if (UNDER_SANITIZER)
		return true;
	return limit(RLIMIT_AS, memory_max_bytes, "memory", err) &&
	       limit(RLIMIT_CORE, 0, "core", err) && limit(RLIMIT_FSIZE, 0, "file size", err) &&
	       limit(RLIMIT_NOFILE, OPEN_FILES_MAX, "open files", err);
}

/* The rights of the first Landlock version; all are handled and none granted. */
#define LANDLOCK_ALL_RIGHTS ((UINT64_C(1) << 13) - 1)

static void
forbid_files(void)
{
	const struct landlock_ruleset_attr rules = { .handled_access_fs = LANDLOCK_ALL_RIGHTS };
	long ruleset = syscall(SYS_landlock_create_ruleset, &rules, sizeof(rules), 0);
	if (ruleset < 0)
		return; /* a kernel without it: seccomp still answers EPERM to open */
	syscall(SYS_landlock_restrict_self, ruleset, 0);
	close((int)ruleset);
}

static bool
add_rules(scmp_filter_ctx filter)
{
	static const int allowed[] = {
		SCMP_SYS(read),
		SCMP_SYS(write),
		SCMP_SYS(readv),
		SCMP_SYS(writev),
		SCMP_SYS(close),
		SCMP_SYS(brk),
		SCMP_SYS(munmap),
		SCMP_SYS(mremap),
		SCMP_SYS(madvise),
		SCMP_SYS(futex),
		SCMP_SYS(clock_gettime),
		SCMP_SYS(gettimeofday),
		SCMP_SYS(getrandom),
		SCMP_SYS(getpid),
		SCMP_SYS(gettid),
		SCMP_SYS(rt_sigreturn),
		SCMP_SYS(rt_sigprocmask),
		SCMP_SYS(rt_sigaction),
		SCMP_SYS(restart_syscall),
		SCMP_SYS(exit),
		SCMP_SYS(exit_group),
	};
	static const int deadly[] = { SCMP_SYS(execve), SCMP_SYS(execveat), SCMP_SYS(ptrace),
		SCMP_SYS(socket), SCMP_SYS(connect) };
	for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++)
		if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) != 0)
			return false;
	/* abort() signals itself; nobody else may be signalled: the desk has the same user. */
	const struct scmp_arg_cmp oneself = SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)getpid(), 0);
	if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, oneself) != 0)
		return false;
	/* Memory, but none that can be run. */
	const struct scmp_arg_cmp no_code = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
	if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, no_code) != 0 ||
		seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, no_code) != 0)
		return false;
	for (size_t i = 0; i < sizeof(deadly) / sizeof(deadly[0]); i++)
		if (seccomp_rule_add(filter, SCMP_ACT_KILL_PROCESS, deadly[i], 0) != 0)
			return false;
	return true;
}

bool
sandbox_enter(struct err *err)
{
	if (UNDER_SANITIZER)
		return true;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return err_set(err, ERR_SYSTEM, "no_new_privs: %s", strerror(errno));
	forbid_files();
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	bool entered = filter != NULL && add_rules(filter) && seccomp_load(filter) == 0;
	seccomp_release(filter);
	return entered || err_set(err, ERR_SYSTEM, "the system call filter cannot be loaded");
}
