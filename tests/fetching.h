/*
 * fetching.h - what the suites of the fetcher share: an outlet server, a fetcher that has it for a
 * proxy, and what came of each fetch.
 */
#ifndef NEWSWIRED_TESTS_FETCHING_H
#define NEWSWIRED_TESTS_FETCHING_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include <event2/event.h>

#include "base/clock.h"
#include "base/memory.h"
#include "fetch/fetch.h"
#include "server/server.h"

#define PATIENCE_S    20
#define ANSWERS_MAX   64
#define LOOPBACK_ONLY "127.0.0.0/8"

/* What came of one fetch, kept after it. */
struct answer {
	bool done;
	enum fetch_outcome outcome;
	struct err err;
	int status, redirects;
	char *final_url, *permanent_url, *etag, *last_modified, *content_type, *content_encoding;
	char *body;
	size_t length;
	int64_t retry_after_s, max_age_s, wire_bytes, ended_ms;
	bool first_refusal;
	size_t order; /* among those that ended, from 1 */
};

static struct event_base *base;
static struct server *server;
static struct fetcher *fetcher;
static struct fetch_options options;
static char proxy[64];
static struct answer answers[ANSWERS_MAX];
static size_t asked, ended;
static struct address_range loopback;

static inline char *
copy_or_null(const char *text)
{
	return text != NULL ? mem_strdup(text) : NULL;
}

static inline void
on_done(struct fetch_result *result, void *arg)
{
	struct answer *a = arg;
	ck_assert(!a->done);
	*a = (struct answer){
		.done = true,
		.outcome = result->outcome,
		.err = result->err,
		.status = result->status,
		.redirects = result->redirects,
		.final_url = copy_or_null(result->final_url),
		.permanent_url = copy_or_null(result->permanent_url),
		.etag = copy_or_null(result->etag),
		.last_modified = copy_or_null(result->last_modified),
		.content_type = copy_or_null(result->content_type),
		.content_encoding = copy_or_null(result->content_encoding),
		.length = result->body.length,
		.retry_after_s = result->retry_after_s,
		.max_age_s = result->max_age_s,
		.wire_bytes = result->wire_bytes,
		.ended_ms = clock_monotonic_ms(),
		.first_refusal = result->first_refusal,
		.order = ++ended,
	};
	a->body = buffer_take(&result->body);
	if (ended == asked)
		event_base_loopbreak(base);
}

/* Starts a fetch; its answer is answers[the number given]. */
static inline size_t
ask(const struct fetch_request *request)
{
	struct fetch_request own = *request;
	ck_assert_uint_lt(asked, ANSWERS_MAX);
	own.done = on_done;
	own.arg = &answers[asked];
	fetch_start(fetcher, &own);
	return asked++;
}

/* A plain one, for which robots.txt is not asked. */
static inline size_t
ask_for(const char *url)
{
	return ask(&(struct fetch_request){ .url = url, .operators_word = true });
}

/* Turns the loop until all that was asked has ended. */
static inline void
wait_for_all(void)
{
	struct timeval patience = { .tv_sec = PATIENCE_S };
	event_base_loopexit(base, &patience);
	if (ended < asked)
		event_base_dispatch(base);
	ck_assert_uint_eq(ended, asked);
}

static inline const struct answer *
answer_to(const char *url)
{
	size_t i = ask_for(url);
	wait_for_all();
	return &answers[i];
}

static inline void
fetching_begin(void)
{
	struct err err;
	base = event_base_new();
	server = server_new(base, &(struct server_options){ 0 }, &err);
	ck_assert_msg(server != NULL, "%s", err.text);
	snprintf(proxy, sizeof(proxy), "http://127.0.0.1:%d", server_port(server));
	options = (struct fetch_options){ .proxy = proxy,
		.user_agent = "newswired/1.0 (+https://newswired.example)",
		.total_timeout_ms = 500 };
	fetcher = fetcher_new(base, &options, &err);
	ck_assert_msg(fetcher != NULL, "%s", err.text);
	ck_assert(address_range_read(LOOPBACK_ONLY, &loopback));
	asked = ended = 0;
}

static inline void
fetching_end(void)
{
	fetcher_free(fetcher);
	server_free(server);
	event_base_free(base);
	for (size_t i = 0; i < asked; i++) {
		struct answer *a = &answers[i];
		char *texts[] = { a->final_url, a->permanent_url, a->etag, a->last_modified,
			a->content_type, a->content_encoding, a->body };
		for (size_t t = 0; t < sizeof(texts) / sizeof(texts[0]); t++)
			mem_free(texts[t]);
		*a = (struct answer){ 0 };
	}
}

static inline void
reconfigure(void)
{
	struct err err;
	ck_assert_msg(fetcher_reconfigure(fetcher, &options, &err), "%s", err.text);
}

/* A case whose tests have each a server and a fetcher of their own. */
static inline TCase *
fetching_case(Suite *suite, const char *name)
{
	TCase *tc = tcase_create(name);
	tcase_add_checked_fixture(tc, fetching_begin, fetching_end);
	tcase_set_timeout(tc, PATIENCE_S + 5);
	suite_add_tcase(suite, tc);
	return tc;
}

#endif
