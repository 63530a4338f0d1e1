/* The pool: a queue of jobs, a bufferevent to each worker, a deadline on each job. */
#include "worker/pool.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/queue.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <event2/buffer.h>
#include <event2/bufferevent.h>

#include "base/log.h"
#include "base/memory.h"
#include "worker/worker.h"

#define DOCUMENTS_PER_WORKER 5000 /* then it is replaced: whatever a library leaks stays small */
/* After a worker that died without a document, so that a broken one does not spin. */
#define RESTART_DELAY_S 1

struct job {
	TAILQ_ENTRY(job) entry;
	enum message_task task;
	struct buffer message;
	pool_done *done;
	void *arg;
};
TAILQ_HEAD(job_queue, job);

enum worker_state {
	WORKER_DOWN, /* no process; `timer` restarts it */
	WORKER_IDLE,
	WORKER_BUSY, /* `job` is with it; `timer` is its deadline */
};

struct pooled_worker {
	struct pool *pool;
	enum worker_state state;
	pid_t pid;
	struct bufferevent *socket;
	struct event *timer;
	struct job *job;
	unsigned documents;
};

struct pool {
	struct event_base *base;
	struct pool_options options;
	struct job_queue waiting;
	size_t backlog_bytes;
	struct buffer names; /* the message every new worker gets first */
	struct event *dispatch;
	struct pooled_worker *workers;
};

static void
finish_job(struct pool *pool, struct job *job, struct answer *answer)
{
	pool->backlog_bytes -= job->message.length;
	buffer_release(&job->message);
	job->done(answer, job->arg);
	mem_free(job);
}

/* Ends a job without an answer. */
static void
fail_job(struct pool *pool, struct job *job, enum err_kind kind, const char *text)
{
	struct answer answer = { .arena = arena_new() };
	err_set(&answer.err, kind, "%s", text);
	finish_job(pool, job, &answer);
}

static bool
spawn(struct pooled_worker *worker, struct err *err)
{
	int pair[2];
	char memory[32];
	snprintf(memory, sizeof(memory), "%zu", worker->pool->options.memory_max_bytes);
	char *argv[] = { (char[]){ "newswired" }, (char[]){ WORKER_OPTION }, memory, NULL };
	char *environment[] = { (char[]){ "LC_ALL=C.UTF-8" }, NULL };
	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		return err_set(err, ERR_SYSTEM, "socketpair: %s", strerror(errno));
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t none;
	sigemptyset(&none);
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, pair[1], WORKER_SOCKET);
	posix_spawn_file_actions_addclose(&actions, STDOUT_FILENO);
	posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
	posix_spawnattr_init(&attributes);
	posix_spawnattr_setsigmask(&attributes, &none);
	posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
	int failed = posix_spawn(&worker->pid, worker->pool->options.program, &actions, &attributes,
		argv, environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	close(pair[1]);
	if (failed != 0) {
		close(pair[0]);
		return err_set(
			err, ERR_SYSTEM, "%s: %s", worker->pool->options.program, strerror(failed));
	}
	evutil_make_socket_nonblocking(pair[0]);
	worker->socket = bufferevent_socket_new(worker->pool->base, pair[0], BEV_OPT_CLOSE_ON_FREE);
	return true;
}

static void on_readable(struct bufferevent *socket, void *arg);
static void on_closed(struct bufferevent *socket, short what, void *arg);

static bool
start_worker(struct pooled_worker *worker, struct err *err)
{
	if (!spawn(worker, err))
		return false;
	bufferevent_setcb(worker->socket, on_readable, NULL, on_closed, worker);
	bufferevent_enable(worker->socket, EV_READ | EV_WRITE);
	if (worker->pool->names.length > 0)
		bufferevent_write(
			worker->socket, worker->pool->names.data, worker->pool->names.length);
	worker->state = WORKER_IDLE;
	worker->documents = 0;
	return true;
}

/* Kills and reaps; gives wait's status. */
static int
end_worker(struct pooled_worker *worker)
{
	int status = 0;
	event_del(worker->timer);
	bufferevent_free(worker->socket);
	worker->socket = NULL;
	kill(worker->pid, SIGKILL);
	while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
		;
	worker->state = WORKER_DOWN;
	return status;
}

static void
restart_later(struct pooled_worker *worker)
{
	const struct timeval delay = { RESTART_DELAY_S, 0 };
	event_add(worker->timer, &delay);
}

static void
restart(struct pooled_worker *worker)
{
	struct err err;
	if (start_worker(worker, &err)) {
		event_active(worker->pool->dispatch, EV_TIMEOUT, 0);
		return;
	}
	log_error("worker.start", "error=%s", err.text);
	restart_later(worker);
}

/* Takes the job from a worker that is lost, says why, and brings a new one. */
static void
lose_worker(struct pooled_worker *worker, enum err_kind kind, const char *reason)
{
	struct job *job = worker->job;
	worker->job = NULL;
	end_worker(worker);
	if (job != NULL) {
		restart(worker);
		fail_job(worker->pool, job, kind, reason);
	} else {
		log_warning("worker.dead", "pid=%d reason=\"%s\"", (int)worker->pid, reason);
		restart_later(worker);
	}
}

static void
on_closed(struct bufferevent *socket, short what, void *arg)
{
	struct pooled_worker *worker = arg;
	char reason[100];
	int status = 0;
	(void)socket;
	(void)what;
	/*
	 * The process may live a moment longer than its socket; the kill in end_worker must not
	 * hide how it died.
	 */
	siginfo_t info = { 0 };
	for (int tries = 0; tries < 50 && info.si_pid == 0; tries++) {
		waitid(P_PID, (id_t)worker->pid, &info, WEXITED | WNOHANG | WNOWAIT);
		if (info.si_pid == 0)
			usleep(1000);
	}
	status = info.si_status;
	if (info.si_pid != 0 && info.si_code != CLD_EXITED)
		snprintf(reason, sizeof(reason), "the worker died of signal %d (%s)", status,
			strsignal(status));
	else
		snprintf(reason, sizeof(reason), "the worker ended with status %d", status);
	lose_worker(worker, ERR_LIMIT, reason);
}

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	struct pooled_worker *worker = arg;
	(void)fd;
	(void)what;
	if (worker->state == WORKER_DOWN)
		restart(worker);
	else
		lose_worker(worker, ERR_LIMIT, "the worker took too long");
}

/* Gives waiting jobs to idle workers. */
static void
dispatch(struct pool *pool)
{
	for (unsigned i = 0; i < pool->options.workers; i++) {
		struct pooled_worker *worker = &pool->workers[i];
		struct job *job = TAILQ_FIRST(&pool->waiting);
		if (job == NULL)
			return;
		if (worker->state != WORKER_IDLE)
			continue;
		const struct timeval deadline = { pool->options.time_limit_ms / 1000,
			pool->options.time_limit_ms % 1000 * 1000 };
		TAILQ_REMOVE(&pool->waiting, job, entry);
		worker->job = job;
		worker->state = WORKER_BUSY;
		bufferevent_write(worker->socket, job->message.data, job->message.length);
		event_add(worker->timer, &deadline);
	}
}

static void
on_dispatch(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	dispatch(arg);
}

/* A whole frame has come: ends the job with it. */
static void
take_answer(struct pooled_worker *worker, struct slice payload)
{
	struct pool *pool = worker->pool;
	struct job *job = worker->job;
	struct answer answer = { .arena = arena_new() };
	struct err err = { 0 };
	if (!message_read_answer(&answer, payload, &err))
		answer.err = err;
	else if (answer.err.kind == ERR_NONE && answer.task != job->task)
		err_set(&answer.err, ERR_FORMAT, "the worker answered what it was not asked");
	worker->job = NULL;
	worker->state = WORKER_IDLE;
	event_del(worker->timer);
	if (++worker->documents >= DOCUMENTS_PER_WORKER) {
		end_worker(worker);
		restart(worker);
	}
	dispatch(pool);
	finish_job(pool, job, &answer);
}

static void
on_readable(struct bufferevent *socket, void *arg)
{
	struct pooled_worker *worker = arg;
	struct evbuffer *input = bufferevent_get_input(socket);
	uint32_t length;
	if (evbuffer_copyout(input, &length, sizeof(length)) < (ssize_t)sizeof(length))
		return;
	if (worker->state != WORKER_BUSY || length > MESSAGE_ANSWER_MAX_BYTES) {
		lose_worker(worker, ERR_FORMAT, "the worker said what it was not asked");
		return;
	}
	if (evbuffer_get_length(input) < sizeof(length) + length)
		return;
	/* The frame leaves the socket's buffer first: ending the job may end the worker. */
	struct buffer frame;
	buffer_init(&frame, MESSAGE_ANSWER_MAX_BYTES);
	char *to = buffer_reserve(&frame, length);
	evbuffer_drain(input, sizeof(length));
	evbuffer_remove(input, to, length);
	take_answer(worker, (struct slice){ to, length });
	buffer_release(&frame);
}

struct pool *
pool_new(struct event_base *base, const struct pool_options *options, struct err *err)
{
	struct pool *pool = mem_zalloc(1, sizeof(*pool));
	pool->base = base;
	pool->options = *options;
	TAILQ_INIT(&pool->waiting);
	buffer_init(&pool->names, MESSAGE_DOCUMENT_MAX_BYTES);
	pool->dispatch = event_new(base, -1, 0, on_dispatch, pool);
	pool->workers = mem_zalloc(options->workers, sizeof(*pool->workers));
	for (unsigned i = 0; i < options->workers; i++) {
		struct pooled_worker *worker = &pool->workers[i];
		worker->pool = pool;
		worker->timer = evtimer_new(base, on_timer, worker);
		if (!start_worker(worker, err)) {
			pool_free(pool);
			return NULL;
		}
	}
	return pool;
}

void
pool_free(struct pool *pool)
{
	if (pool == NULL)
		return;
	for (unsigned i = 0; i < pool->options.workers; i++) {
		struct pooled_worker *worker = &pool->workers[i];
		if (worker->socket != NULL)
			end_worker(worker);
		if (worker->job != NULL)
			fail_job(pool, worker->job, ERR_REFUSED, "newswired is ending");
		if (worker->timer != NULL)
			event_free(worker->timer);
	}
	for (struct job *job; (job = TAILQ_FIRST(&pool->waiting)) != NULL;) {
		TAILQ_REMOVE(&pool->waiting, job, entry);
		fail_job(pool, job, ERR_REFUSED, "newswired is ending");
	}
	event_free(pool->dispatch);
	buffer_release(&pool->names);
	mem_free(pool->workers);
	mem_free(pool);
}

void
pool_set_names(struct pool *pool, const char *const *outlets, size_t outlet_count,
	const char *const *sections, size_t section_count)
{
	buffer_clear(&pool->names);
	message_add_names(&pool->names, outlets, outlet_count, sections, section_count);
	for (unsigned i = 0; i < pool->options.workers; i++)
		if (pool->workers[i].socket != NULL)
			bufferevent_write(
				pool->workers[i].socket, pool->names.data, pool->names.length);
}

void
pool_submit(struct pool *pool, enum message_task task, const struct extract_request *request,
	pool_done *done, void *arg)
{
	struct job *job = mem_zalloc(1, sizeof(*job));
	job->task = task;
	job->done = done;
	job->arg = arg;
	buffer_init(&job->message, MESSAGE_DOCUMENT_MAX_BYTES);
	/* Over the frame's ceiling a document becomes an empty one: its answer is an error. */
	if (!message_add_request(&job->message, task, request)) {
		struct extract_request empty = *request;
		empty.bytes = (struct slice){ "", 0 };
		buffer_clear(&job->message);
		message_add_request(&job->message, task, &empty);
	}
	pool->backlog_bytes += job->message.length;
	TAILQ_INSERT_TAIL(&pool->waiting, job, entry);
	event_active(pool->dispatch, EV_TIMEOUT, 0);
}

size_t
pool_backlog_bytes(const struct pool *pool)
{
	return pool->backlog_bytes;
}
