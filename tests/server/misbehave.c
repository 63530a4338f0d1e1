/* Answers that go wrong, written to the connection by hand: evhttp keeps to the protocol. */
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>

#include "base/memory.h"
#include "server/internal.h"

#define BLOCK_BYTES      65536
#define ENDLESS_BYTES    ((uint64_t)10 << 30) /* so much an endless answer has */
#define DRIP_MS          50
#define BOMB_BLOCK_BYTES ((size_t)16 << 20) /* of zeros, in each gzip member of the bomb */
#define BOMB_MEMBERS     64

/* A connection taken over from evhttp. */
struct job {
	struct misbehaviours *all;
	struct evhttp_connection *connection;
	struct bufferevent *stream;
	struct event *timer; /* of a drip */
	const char *drip;    /* what it repeats, a byte at a time */
	size_t at;
	uint64_t left; /* bytes of an endless body */
	bool reset;    /* ends with a reset instead of a close */
	TAILQ_ENTRY(job) next;
};

struct misbehaviours {
	struct event_base *base;
	TAILQ_HEAD(job_list, job) jobs;
};

static const char block[BLOCK_BYTES] = { 0 };

struct misbehaviours *
misbehaviours_new(struct event_base *base)
{
	struct misbehaviours *all = mem_zalloc(1, sizeof(*all));
	all->base = base;
	TAILQ_INIT(&all->jobs);
	return all;
}

static void
job_end(struct job *job)
{
	TAILQ_REMOVE(&job->all->jobs, job, next);
	if (job->timer != NULL)
		event_free(job->timer);
	if (job->reset) {
		struct linger at_once = { .l_onoff = 1, .l_linger = 0 };
		setsockopt(bufferevent_getfd(job->stream), SOL_SOCKET, SO_LINGER, &at_once,
			sizeof(at_once));
	}
	evhttp_connection_free(job->connection);
	mem_free(job);
}

void
misbehaviours_free(struct misbehaviours *all)
{
	while (!TAILQ_EMPTY(&all->jobs))
		job_end(TAILQ_FIRST(&all->jobs));
	mem_free(all);
}

/* All that was to be written is written: more of it, or the end. */
static void
on_written(struct bufferevent *stream, void *arg)
{
	struct job *job = arg;
	if (job->timer != NULL || evbuffer_get_length(bufferevent_get_output(stream)) > 0)
		return;
	if (job->left == 0) {
		job_end(job);
		return;
	}
	uint64_t size = job->left < BLOCK_BYTES ? job->left : BLOCK_BYTES;
	job->left -= size;
	evbuffer_add_reference(bufferevent_get_output(stream), block, size, NULL, NULL);
}

static void
on_event(struct bufferevent *stream, short what, void *arg)
{
	(void)stream, (void)what;
	job_end(arg);
}

static void
on_drip(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what;
	struct job *job = arg;
	bufferevent_write(job->stream, &job->drip[job->at], 1);
	if (job->drip[job->at + 1] != '\0')
		job->at++;
}

/* Takes the connection over from evhttp. */
static struct job *
take_over(struct misbehaviours *all, struct evhttp_request *request)
{
	struct job *job = mem_zalloc(1, sizeof(*job));
	job->all = all;
	job->connection = evhttp_request_get_connection(request);
	job->stream = evhttp_connection_get_bufferevent(job->connection);
	TAILQ_INSERT_TAIL(&all->jobs, job, next);
	bufferevent_setcb(job->stream, NULL, on_written, on_event, job);
	bufferevent_enable(job->stream, EV_READ | EV_WRITE);
	return job;
}

static void
say(struct job *job, const char *text)
{
	bufferevent_write(job->stream, text, strlen(text));
}

static int
endless(struct job *job, const char *arg)
{
	(void)arg;
	job->left = ENDLESS_BYTES;
	say(job, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>");
	return 200;
}

static int
ten_gigabytes(struct job *job, const char *arg)
{
	(void)arg;
	job->left = ENDLESS_BYTES;
	say(job, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
		 "Content-Length: 10737418240\r\n\r\n");
	return 200;
}

static void
start_drip(struct job *job, const char *text)
{
	job->drip = text;
	job->timer = event_new(job->all->base, -1, EV_PERSIST, on_drip, job);
	event_add(job->timer, &(struct timeval){ .tv_usec = DRIP_MS * 1000 });
}

static int
drip(struct job *job, const char *arg)
{
	(void)arg;
	say(job, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n");
	start_drip(job, "<p>.");
	return 200;
}

static int
drip_header(struct job *job, const char *arg)
{
	(void)arg;
	say(job, "HTTP/1.1 200 OK\r\n");
	start_drip(job, "X-Slow: .");
	return 200;
}

static int
silent(struct job *job, const char *arg)
{
	(void)arg;
	start_drip(job, "");
	event_del(job->timer);
	return 0;
}

/* Promises more than comes. */
static int
broken_off(struct job *job, const char *arg)
{
	(void)arg;
	say(job, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 10000\r\n\r\n"
		 "<p>Half of a page");
	return 200;
}

static int
broken_chunks(struct job *job, const char *arg)
{
	(void)arg;
	say(job, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
		 "11\r\n<p>Half of a page\r\n");
	return 200;
}

/* More comes than is promised. */
static int
lying_length(struct job *job, const char *arg)
{
	(void)arg;
	say(job, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 10\r\n\r\n"
		 "<p>0123456789 and what nobody was told of</p>");
	return 200;
}

static int
wrong_charset(struct job *job, const char *arg)
{
	(void)arg;
	say(job, "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-16\r\n"
		 "Connection: close\r\n\r\n"
		 "<title>Caf\xC3\xA9</title>"
		 "<h1>Caf\xC3\xA9 opens</h1><p>It is UTF-8 after all.</p>");
	return 200;
}

static int
nuls(struct job *job, const char *arg)
{
	(void)arg;
	say(job, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 65536\r\n\r\n");
	bufferevent_write(job->stream, block, sizeof(block));
	return 200;
}

static int
huge_header(struct job *job, const char *arg)
{
	(void)arg;
	say(job, "HTTP/1.1 200 OK\r\n");
	for (int i = 0; i < 10000; i++)
		say(job, "X-Padding: 01234567890123456789012345678901234567890123456789\r\n");
	say(job, "\r\n<p>Nobody reads so far");
	return 200;
}

static int
long_line(struct job *job, const char *arg)
{
	(void)arg;
	say(job, "HTTP/1.1 200 OK\r\nX-Long: ");
	for (int i = 0; i < 10000; i++)
		say(job, "0123456789012345678901234567890123456789");
	say(job, "\r\n\r\n<p>Nobody reads so far");
	return 200;
}

/* A gibibyte of zeros, as gzip of a megabyte: the same member over and over. */
static int
gzip_bomb(struct job *job, const char *arg)
{
	(void)arg;
	char *zeros = mem_zalloc(1, BOMB_BLOCK_BYTES);
	struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(9);
	char *member = mem_alloc(BLOCK_BYTES);
	size_t length =
		libdeflate_gzip_compress(compressor, zeros, BOMB_BLOCK_BYTES, member, BLOCK_BYTES);
	say(job, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n"
		 "Connection: close\r\n\r\n");
	for (int i = 0; i < BOMB_MEMBERS; i++)
		bufferevent_write(job->stream, member, length);
	libdeflate_free_compressor(compressor);
	mem_free(member);
	mem_free(zeros);
	return 200;
}

static int
garbage(struct job *job, const char *arg)
{
	(void)arg;
	say(job, "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n");
	return 0;
}

static int
reset(struct job *job, const char *arg)
{
	(void)arg;
	job->reset = true;
	say(job, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<p>");
	return 200;
}

static int
hang_up(struct job *job, const char *arg)
{
	(void)arg;
	job->reset = true;
	say(job, "H");
	return 0;
}

static const struct {
	const char *name;
	int (*run)(struct job *job, const char *arg);
} behaviours[] = {
	{ "endless", endless },             /* ten gigabytes, unannounced */
	{ "ten-gigabytes", ten_gigabytes }, /* ten gigabytes, announced */
	{ "drip", drip },                   /* a byte now and then */
	{ "drip-header", drip_header },     /* the same before the body */
	{ "silent", silent },               /* nothing at all */
	{ "broken-off", broken_off },       /* half of what Content-Length says */
	{ "broken-chunks", broken_chunks }, /* no last chunk */
	{ "lying-length", lying_length },   /* more than Content-Length says */
	{ "wrong-charset", wrong_charset }, /* UTF-8 called UTF-16 */
	{ "nuls", nuls },                   /* a page of NULs */
	{ "huge-header", huge_header },     /* 700 KB of header lines */
	{ "long-line", long_line },         /* 400 KB in one of them */
	{ "gzip-bomb", gzip_bomb },         /* a megabyte that is a gigabyte */
	{ "garbage", garbage },             /* another protocol */
	{ "reset", reset },                 /* a reset in the middle */
	{ "hang-up", hang_up },             /* a reset at the start */
};

/* The ones evhttp can say itself. */
static int
reply(struct evhttp_request *request, int status, const char *name, const char *value)
{
	if (name != NULL)
		evhttp_add_header(evhttp_request_get_output_headers(request), name, value);
	struct evbuffer *body = evbuffer_new();
	evbuffer_add_printf(body, "<title>%d</title><p>This is not the page you want.</p>", status);
	evhttp_send_reply(request, status, NULL, body);
	evbuffer_free(body);
	return status;
}

static int
misbehave_politely(struct evhttp_request *request, const char *name, const char *arg)
{
	if (strcmp(name, "busy") == 0) /* 503, be back in so many seconds, or at a date */
		return reply(request, 503, arg[0] != '\0' ? "Retry-After" : NULL, arg);
	if (strcmp(name, "too-many") == 0)
		return reply(request, 429, arg[0] != '\0' ? "Retry-After" : NULL, arg);
	if (strcmp(name, "status") == 0 && atoi(arg) >= 200)
		return reply(request, atoi(arg), NULL, NULL);
	if (strcmp(name, "soft-404") == 0)
		return reply(request, 200, "Content-Type", "text/html");
	if (strcmp(name, "nowhere") == 0) /* a redirect without a target */
		return reply(request, 302, NULL, NULL);
	if (strcmp(name, "to-file") == 0)
		return reply(request, 302, "Location", "file:///etc/passwd");
	if (strcmp(name, "to-loopback") == 0)
		return reply(request, 302, "Location", "http://127.0.0.1/secret");
	if (strcmp(name, "loop") == 0)
		return reply(request, 302, "Location", strcmp(arg, "1") == 0 ? "2" : "1");
	if (strcmp(name, "hops") == 0 && atoi(arg) > 0) { /* so many redirects, then a page */
		char to[16];
		snprintf(to, sizeof(to), "%d", atoi(arg) - 1);
		return reply(request, 302, "Location", to);
	}
	if (strcmp(name, "hops") == 0)
		return reply(request, 200, "Content-Type", "text/html");
	return -1;
}

int
misbehave(struct misbehaviours *all, struct evhttp_request *request, const char *name)
{
	char word[32];
	size_t length = strcspn(name, "/?");
	snprintf(word, sizeof(word), "%.*s", (int)length, name);
	const char *arg = name[length] == '/' ? name + length + 1 : "";
	for (size_t i = 0; i < sizeof(behaviours) / sizeof(behaviours[0]); i++)
		if (strcmp(word, behaviours[i].name) == 0)
			return behaviours[i].run(take_over(all, request), arg);
	return misbehave_politely(request, word, arg);
}
