/*
 * worker.h - the worker process: reads documents from its socket until the socket closes.
 */
#ifndef NEWSWIRED_WORKER_WORKER_H
#define NEWSWIRED_WORKER_WORKER_H

#include <stddef.h>

/* How the program is told to be one: newswired --worker MEMORY_BYTES. */
#define WORKER_OPTION "--worker"
#define WORKER_SOCKET 0 /* the descriptor of the socket: standard input, the only one but stderr */

/*
 * Limits itself, raises the walls, and answers requests; the process's exit status. memory: bytes
 * of address space, in decimal.
 */
int worker_main(const char *memory);

#endif
