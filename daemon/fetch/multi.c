/* curl_multi_socket_action on libevent. */
#include "fetch/multi.h"

#include <signal.h>

#include <event2/event.h>

#include "base/memory.h"

struct multi {
	struct event_base *base;
	CURLM *curl;
	struct event *timer;
	CURL **idle; /* easy handles for the next transfers */
	size_t idle_count;
	size_t idle_capacity;
	size_t keep; /* so many of them */
	TAILQ_HEAD(ended_list, multi_transfer) ended;
};

/* Hands over what has ended. A transfer may be stopped by what another's end sets off. */
static void
deliver(struct multi *multi)
{
	for (struct multi_transfer *t; (t = TAILQ_FIRST(&multi->ended)) != NULL;) {
		TAILQ_REMOVE(&multi->ended, t, next);
		t->ended = false;
		t->on_end(t);
	}
}

/* The only place where libcurl gets to work. */
static void
drive(struct multi *multi, curl_socket_t socket, int events)
{
	int running, left;
	curl_multi_socket_action(multi->curl, socket, events, &running);
	for (CURLMsg *message; (message = curl_multi_info_read(multi->curl, &left)) != NULL;) {
		struct multi_transfer *transfer = NULL;
		if (message->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&transfer);
		transfer->code = message->data.result;
		transfer->ended = true;
		TAILQ_INSERT_TAIL(&multi->ended, transfer, next);
	}
	deliver(multi);
}

static void
on_timer(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what;
	drive(arg, CURL_SOCKET_TIMEOUT, 0);
}

static void
on_socket(evutil_socket_t fd, short what, void *arg)
{
	int events =
		(what & EV_READ ? CURL_CSELECT_IN : 0) | (what & EV_WRITE ? CURL_CSELECT_OUT : 0);
	drive(arg, fd, events);
}

/* libcurl: call me at the latest in so many ms; -1: no more. */
static int
want_timer(CURLM *curl, long wait_ms, void *arg)
{
	(void)curl;
	struct multi *multi = arg;
	if (wait_ms < 0)
		event_del(multi->timer);
	else
		event_add(multi->timer, &(struct timeval){ .tv_sec = wait_ms / 1000,
						.tv_usec = wait_ms % 1000 * 1000 });
	return 0;
}

/* libcurl: watch this socket. The event hangs on the socket by curl_multi_assign. */
static int
want_socket(CURL *easy, curl_socket_t socket, int what, void *arg, void *assigned)
{
	(void)easy;
	struct multi *multi = arg;
	struct event *event = assigned;
	if (event != NULL)
		event_free(event);
	event = NULL;
	if (what != CURL_POLL_REMOVE) {
		short events = (short)((what & CURL_POLL_IN ? EV_READ : 0) |
				       (what & CURL_POLL_OUT ? EV_WRITE : 0) | EV_PERSIST);
		event = event_new(multi->base, socket, events, on_socket, multi);
		if (event == NULL)
			mem_exhausted();
		event_add(event, NULL);
	}
	curl_multi_assign(multi->curl, socket, event);
	return 0;
}

struct multi *
multi_new(struct event_base *base)
{
	if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
		return NULL;
	/* OpenSSL writes to sockets that may be closed; with NOSIGNAL libcurl leaves that to us. */
	signal(SIGPIPE, SIG_IGN);
	struct multi *multi = mem_zalloc(1, sizeof(*multi));
	multi->base = base;
	multi->timer = evtimer_new(base, on_timer, multi);
	multi->curl = curl_multi_init();
	if (multi->timer == NULL || multi->curl == NULL)
		mem_exhausted();
	TAILQ_INIT(&multi->ended);
	curl_multi_setopt(multi->curl, CURLMOPT_TIMERFUNCTION, want_timer);
	curl_multi_setopt(multi->curl, CURLMOPT_TIMERDATA, multi);
	curl_multi_setopt(multi->curl, CURLMOPT_SOCKETFUNCTION, want_socket);
	curl_multi_setopt(multi->curl, CURLMOPT_SOCKETDATA, multi);
	return multi;
}

void
multi_free(struct multi *multi)
{
	if (multi == NULL)
		return;
	for (size_t i = 0; i < multi->idle_count; i++)
		curl_easy_cleanup(multi->idle[i]);
	mem_free(multi->idle);
	curl_multi_cleanup(multi->curl);
	event_free(multi->timer);
	mem_free(multi);
	curl_global_cleanup();
}

void
multi_configure(struct multi *multi, size_t parallel)
{
	multi->keep = parallel;
	/* Our own queues see to it that libcurl's are not used: ceilings behind ours. */
	curl_multi_setopt(multi->curl, CURLMOPT_MAXCONNECTS, (long)parallel);
	curl_multi_setopt(multi->curl, CURLMOPT_MAX_TOTAL_CONNECTIONS, (long)(2 * parallel));
}

CURL *
multi_take_easy(struct multi *multi)
{
	return multi->idle_count > 0 ? multi->idle[--multi->idle_count] : curl_easy_init();
}

static void
give_easy(struct multi *multi, CURL *easy)
{
	if (multi->idle_count >= multi->keep) {
		curl_easy_cleanup(easy);
		return;
	}
	curl_easy_reset(easy);
	multi->idle = mem_grow(
		multi->idle, multi->idle_count, &multi->idle_capacity, sizeof(*multi->idle));
	multi->idle[multi->idle_count++] = easy;
}

bool
multi_start(struct multi *multi, struct multi_transfer *transfer)
{
	curl_easy_setopt(transfer->easy, CURLOPT_PRIVATE, transfer);
	if (curl_multi_add_handle(multi->curl, transfer->easy) == CURLM_OK)
		return true;
	give_easy(multi, transfer->easy);
	transfer->easy = NULL;
	return false;
}

void
multi_stop(struct multi *multi, struct multi_transfer *transfer)
{
	if (transfer->easy == NULL)
		return;
	if (transfer->ended)
		TAILQ_REMOVE(&multi->ended, transfer, next);
	transfer->ended = false;
	curl_multi_remove_handle(multi->curl, transfer->easy);
	give_easy(multi, transfer->easy);
	transfer->easy = NULL;
}
