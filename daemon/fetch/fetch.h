/*
 * fetch.h - brings documents over HTTP: politely, within ceilings, and from no address it must not
 * reach.
 *
 *      fetcher = fetcher_new(base, &(struct fetch_options){ .user_agent = agent }, &err);
 *      fetch_start(fetcher, &(struct fetch_request){ .url = url, .done = on_page, .arg = page });
 *
 * What a caller can rely on:
 *  - A host (the key is its name alone) is asked one thing at a time, with a gap between starts;
 *    sources come before pages. Its Crawl-delay, Retry-After and 429s hold for all that wait.
 *  - A redirect is a step of its own: through the queue, robots.txt and the address guard again,
 *    five at most.
 *  - Bytes are counted as they arrive. The body comes as it was sent: compressed, if the server
 *    compressed it.
 *  - The address guard looks at resolved addresses, at connect. Behind a proxy it would see the
 *    proxy alone, so there the guard is the proxy's, and only numeric addresses are refused here.
 *  - Nothing is logged but the steps of a fetch, at debug level: failures are the caller's to log.
 *
 * One thread: all functions belong to the thread that runs the event base. fetch knows nothing of
 * feeds or articles.
 */
#ifndef NEWSWIRED_FETCH_FETCH_H
#define NEWSWIRED_FETCH_FETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/address.h"
#include "base/buffer.h"
#include "base/err.h"

struct event_base;
struct fetcher;
struct fetch;

#define FETCH_REDIRECTS_MAX     5     /* as robots.txt has it (RFC 9309 section 2.3.1.2), for all */
#define FETCH_RETRY_AFTER_MAX_S 86400 /* a day: a longer Retry-After is cut to it */
#define FETCH_UNKNOWN           (-1)  /* a number of seconds that the answer did not name */

/* What the caller may want to know of a robots.txt that was just read, or could not be. */
struct fetch_robots {
	const char *origin;          /* "https://a.example" */
	int status;                  /* HTTP status; 0 where there was no answer */
	double crawl_delay_s;        /* as written, for our agent; 0 where it names none */
	bool crawl_delay_cut;        /* it was longer than this program waits */
	const char *const *sitemaps; /* the Sitemap lines, as written; borrowed for the call */
	size_t sitemap_count;
};

/*
 * Settings of a fetcher. A member that is 0 or NULL stands for the default named with it, but for
 * the gap.
 */
struct fetch_options {
	size_t parallel;         /* transfers at once, over all hosts: 32 */
	int gap_ms;              /* between two starts on one host; 0: none */
	int connect_timeout_ms;  /* name, connection and TLS: 10000 */
	int total_timeout_ms;    /* one transfer: 60000 */
	int slow_bytes_per_s;    /* a transfer slower than this ... : 100 */
	int slow_for_s;          /* ... for so long is ended: 20 */
	int hold_wait_max_ms;    /* of a fetch for a held host; else FETCH_HELD: 60000 */
	size_t header_max_bytes; /* all header lines of one answer: 64 KiB */
	const char *user_agent;  /* "newswired/1.0"; should name a contact */
	const char *agent_token; /* what robots.txt calls us: "newswired" */
	const char *proxy;       /* as libcurl takes it; none (the environment is never asked) */
	const char *ca_file;     /* trusted certificates, PEM; the system's bundle */
	void (*on_robots)(const struct fetch_robots *report, void *arg); /* may be NULL */
	void *arg;
};

/* An outlet's own word on how it is fetched, in the place of the fetcher's options. */
struct fetch_policy {
	int gap_ms;                        /* between two starts on one host; 0: none */
	const struct address_range *allow; /* private ones that the guard lets through */
	size_t allow_count;
	const char *const *headers; /* "Name: value"; for the host of the request's URL alone */
	size_t header_count;
	const char *proxy; /* NULL: the fetcher's; "": none */
};

enum fetch_priority {
	FETCH_PAGE,
	FETCH_SOURCE, /* before all pages that wait for the host */
};

/* How a fetch ended. Each has an err_kind that fits; this is finer. */
enum fetch_outcome {
	FETCH_OK,            /* a 2xx with its body */
	FETCH_NOT_MODIFIED,  /* a 304: what the validators name still stands */
	FETCH_NO_NAME,       /* network: the host's name is not known */
	FETCH_NO_CONNECTION, /* network: nobody answers, or TLS fails */
	FETCH_TIMED_OUT,     /* network: too slow, or silent */
	FETCH_BROKEN_OFF,    /* network: the answer ended in its middle, or was no HTTP */
	FETCH_STATUS,        /* http: any other status; the result has it */
	FETCH_BAD_REDIRECT,  /* http: in a circle, too many, or to no address */
	FETCH_HELD,          /* http: not asked; the host is held for longer than a fetch waits */
	FETCH_ROBOTS_DENIED, /* refused: robots.txt disallows it */
	FETCH_ROBOTS_SILENT, /* network or http: no robots.txt, so nothing is allowed for now */
	FETCH_ADDRESS,       /* refused: an address that must not be reached */
	FETCH_BAD_URL,       /* refused: no http or https URL */
	FETCH_TOO_LARGE,     /* limit: the body or the header */
	FETCH_OUTCOMES,      /* how many there are */
};

/*
 * What came of it. Lent for the call of `done`; the body may be taken (buffer_take, or copied and
 * re-initialized).
 */
struct fetch_result {
	enum fetch_outcome outcome;
	struct err err;            /* ERR_NONE where outcome is FETCH_OK or FETCH_NOT_MODIFIED */
	int status;                /* HTTP status of the last answer; 0 where there was none */
	const char *url;           /* as asked for */
	const char *final_url;     /* of the last answer; never NULL */
	const char *permanent_url; /* where 301 and 308 alone led; NULL where nowhere */
	const char *content_type;  /* header lines as sent; NULL where missing */
	const char *content_encoding;
	const char *etag;
	const char *last_modified;
	/* The soonest next try, by the header or what is left of a hold; or FETCH_UNKNOWN. */
	int64_t retry_after_s;
	int64_t max_age_s;  /* Cache-Control max-age (less Age), else Expires; or FETCH_UNKNOWN */
	struct buffer body; /* as sent, content coding and all; empty but for FETCH_OK */
	int64_t wire_bytes; /* body bytes that came, those thrown away included */
	int64_t ms;         /* the transfers took; waiting for the host does not count */
	int redirects;
	bool first_refusal; /* FETCH_ROBOTS_DENIED: the first by this robots.txt; log it */
};

/* One document wanted. All that it points to is copied. */
struct fetch_request {
	const char *url;  /* absolute */
	const char *etag; /* validators as the server sent them, or NULL; it prefers the ETag */
	const char *last_modified;
	const char *accept;    /* the Accept header; NULL: anything */
	size_t body_max_bytes; /* 0: 4 MiB; a Content-Length over it is refused unread */
	const struct fetch_policy *policy; /* NULL: none of its own */
	/*
	 * The operator wrote this URL down: robots.txt is not asked for it, nor for redirects
	 * within its host.
	 */
	bool operators_word;
	enum fetch_priority priority;
	/*
	 * Called once, from the loop, never from inside fetch_start; may start and cancel fetches.
	 * The fetch is gone when it returns.
	 */
	void (*done)(struct fetch_result *result, void *arg);
	void *arg;
};

/*
 * A fetcher on the loop. `options` is copied. NULL with `err` where libcurl will not start or
 * `options` are wrong.
 */
struct fetcher *fetcher_new(
	struct event_base *base, const struct fetch_options *options, struct err *err);

/* Cancels all fetches (their `done` is not called) and frees everything. NULL is ignored. */
void fetcher_free(struct fetcher *fetcher);

/*
 * Changes the options on the run; transfers that run keep their old ones, and the agent_token stays
 * what it was. False with `err` where they are wrong: nothing changes.
 */
bool fetcher_reconfigure(
	struct fetcher *fetcher, const struct fetch_options *options, struct err *err);

/*
 * Begins a fetch. Never NULL, never fails at once: what is wrong with the request is told to
 * `done`.
 */
struct fetch *fetch_start(struct fetcher *fetcher, const struct fetch_request *request);

/* Ends a fetch whose `done` has not been called yet; it will not be. */
void fetch_cancel(struct fetch *fetch);

/* While paused, no transfer begins: who takes the documents has enough. Those that run go on. */
void fetcher_pause(struct fetcher *fetcher, bool paused);

/* The outcome as a word for logs and the store: "ok", "not-modified", "timed-out", "robots" ... */
const char *fetch_outcome_name(enum fetch_outcome outcome);

/*
 * When to try a page again, in seconds from now, or FETCH_UNKNOWN: give it up.
 * failures: how often it has failed by now, this time included; 1 after the first.
 * random: any number; spreads the answer by up to a quarter.
 * Network troubles, 5xx, 408, 425 and 429 are tried three times more, after growing waits and never
 * before Retry-After; 401 and 403 once, a robots.txt that cannot be read three times; everything
 * else is final. A hold is the host's matter: it never ends a page.
 */
int64_t fetch_retry_s(enum fetch_outcome outcome, int status, int failures, int64_t retry_after_s,
	uint64_t random);

#endif
