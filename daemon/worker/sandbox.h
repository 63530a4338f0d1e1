/*
 * sandbox.h - the walls around a worker: no files, no network, no new processes; bounded memory and
 * time.
 *
 * Landlock (where the kernel has it) grants no path at all, seccomp lets through what parsing needs
 * and answers EPERM to the rest; execve, ptrace, socket and connect kill. Both are best effort on
 * kernels without them; the limits always hold. Sources: Documentation/userspace-api/landlock.rst,
 * seccomp(2), setrlimit(2).
 */
#ifndef NEWSWIRED_WORKER_SANDBOX_H
#define NEWSWIRED_WORKER_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

/*
 * Sets the limits of the process: `memory_max_bytes` of address space, no core, no files written.
 * Not under a sanitizer, which needs terabytes.
 */
bool sandbox_limit(size_t memory_max_bytes, struct err *err);

/* Raises the walls; afterwards no file can be opened. Under a sanitizer it does nothing. */
bool sandbox_enter(struct err *err);

#endif
