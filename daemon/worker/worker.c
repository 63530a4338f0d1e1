/* The loop of a worker: a frame in, an extraction, a frame out, and the memory is reset. */
#include "worker/worker.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "worker/message.h"
#include "worker/sandbox.h"

/* An arena that one page blew up beyond this is given back. */
#define ARENA_KEEP_BYTES ((size_t)64 << 20)

struct worker {
	struct arena *arena;
	struct buffer in, out;
	struct title_names *names;
};

static bool
read_all(void *to, size_t length)
{
	for (size_t done = 0; done < length;) {
		ssize_t got = read(WORKER_SOCKET, (char *)to + done, length - done);
		if (got == 0 || (got < 0 && errno != EINTR))
			return false;
		done += got > 0 ? (size_t)got : 0;
	}
	return true;
}

static bool
write_all(const char *bytes, size_t length)
{
	for (size_t done = 0; done < length;) {
		ssize_t put = write(WORKER_SOCKET, bytes + done, length - done);
		if (put < 0 && errno != EINTR)
			return false;
		done += put > 0 ? (size_t)put : 0;
	}
	return true;
}

/* The next frame into worker->in; false at the end. */
static bool
receive(struct worker *worker)
{
	uint32_t length;
	if (!read_all(&length, sizeof(length)) || length > MESSAGE_DOCUMENT_MAX_BYTES)
		return false;
	buffer_clear(&worker->in);
	char *to = buffer_reserve(&worker->in, length);
	if (to == NULL || !read_all(to, length))
		return false;
	worker->in.length = length;
	to[length] = '\0';
	return true;
}

/* For an answer that the buffer would not take. */
static bool
too_long(struct err *err)
{
	return err_set(err, ERR_LIMIT, "answer over %u bytes", MESSAGE_ANSWER_MAX_BYTES);
}

static bool
answer_article(struct worker *worker, const struct extract_request *request, struct err *err)
{
	struct article article;
	return extract_article(worker->arena, request, &article, err) &&
	       (message_add_article(&worker->out, &article) || too_long(err));
}

static bool
answer_source(struct worker *worker, const struct extract_request *request, struct err *err)
{
	struct source_document source = { 0 };
	return extract_source(worker->arena, request, &source, err) &&
	       (message_add_source(&worker->out, &source) || too_long(err));
}

static bool
answer_outline(struct worker *worker, const struct extract_request *request, struct err *err)
{
	struct outline outline;
	return extract_outline(worker->arena, request, &outline, err) &&
	       (message_add_outline(&worker->out, &outline) || too_long(err));
}

/* Fills worker->out with the answer; nothing for a task that has none. */
static void
answer(struct worker *worker)
{
	enum message_task task = MESSAGE_NAMES;
	struct extract_request request;
	struct title_names *names = NULL;
	struct err err = { 0 };
	const struct slice payload = { worker->in.data, worker->in.length };
	bool done = message_read_request(worker->arena, payload, &task, &request, &names, &err);
	request.names = worker->names;
	if (done)
		switch (task) {
		case MESSAGE_NAMES:
			title_names_free(worker->names);
			worker->names = names;
			return;
		case MESSAGE_ARTICLE: done = answer_article(worker, &request, &err); break;
		case MESSAGE_SOURCE: done = answer_source(worker, &request, &err); break;
		case MESSAGE_OUTLINE: done = answer_outline(worker, &request, &err); break;
		}
	if (!done) {
		buffer_clear(&worker->out);
		message_add_error(&worker->out, &err);
	}
}

/*
 * What a worker needs of files it must have before the walls are up: ICU's and libxml2's data lie
 * in the libraries.
 */
static bool
prepare(const char *memory, struct err *err)
{
	char *end;
	unsigned long long bytes = strtoull(memory, &end, 10);
	if (*end != '\0' || bytes == 0)
		return err_set(err, ERR_SYSTEM, "'%s' is no number of bytes", memory);
	/*
	 * A desk that went away is seen by read and write. What a terminal, or a service manager,
	 * sends to all processes is the desk's to follow: it closes the socket. A page must not
	 * seem to have killed its worker.
	 */
	static const int ignored[] = { SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGQUIT };
	for (size_t i = 0; i < sizeof(ignored) / sizeof(ignored[0]); i++)
		signal(ignored[i], SIG_IGN);
	/*
	 * The deadline of a document is kept by the desk: without it nobody would end a page that
	 * takes for ever.
	 */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	return sandbox_limit(bytes, err) && sandbox_enter(err);
}

int
worker_main(const char *memory)
{
	struct err err = { 0 };
	if (!prepare(memory, &err)) {
		fprintf(stderr, "newswired: worker: %s\n", err.text);
		return EXIT_FAILURE;
	}
	struct worker worker = { .arena = arena_new() };
	buffer_init(&worker.in, MESSAGE_DOCUMENT_MAX_BYTES);
	buffer_init(&worker.out, MESSAGE_ANSWER_MAX_BYTES);
	while (receive(&worker)) {
		buffer_clear(&worker.out);
		answer(&worker);
		if (!write_all(worker.out.data, worker.out.length))
			break;
		arena_reset(worker.arena);
		if (arena_held(worker.arena) > ARENA_KEEP_BYTES) {
			arena_free(worker.arena);
			worker.arena = arena_new();
		}
	}
	title_names_free(worker.names);
	buffer_release(&worker.in);
	buffer_release(&worker.out);
	arena_free(worker.arena);
	return EXIT_SUCCESS;
}
