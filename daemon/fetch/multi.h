/*
 * multi.h - libcurl's multi handle on the event loop.
 *
 * Whoever has a transfer gives it an easy handle from here, and is called once when it has ended.
 */
#ifndef NEWSWIRED_FETCH_MULTI_H
#define NEWSWIRED_FETCH_MULTI_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/queue.h>

#include <curl/curl.h>

struct event_base;
struct multi;

/* One transfer of the multi handle; lies in its owner's struct. */
struct multi_transfer {
	CURL *easy;    /* NULL: not under way */
	CURLcode code; /* set when it has ended */
	void (*on_end)(struct multi_transfer
			*transfer); /* the handle is still there, for curl_easy_getinfo */
	bool ended;                 /* in the list of those to be told */
	TAILQ_ENTRY(multi_transfer) next;
};

/* NULL where libcurl will not start. */
struct multi *multi_new(struct event_base *base);

/* All transfers must have been stopped. NULL is ignored. */
void multi_free(struct multi *multi);

/* How many transfers there will be at once: bounds connections and handles that are kept. */
void multi_configure(struct multi *multi, size_t parallel);

/* An easy handle without any option set; NULL where libcurl has none. */
CURL *multi_take_easy(struct multi *multi);

/*
 * Starts the transfer whose easy handle and on_end are set. CURLOPT_PRIVATE is the multi's own.
 * on_end is called from the loop, never from in here. False: it was not started.
 */
bool multi_start(struct multi *multi, struct multi_transfer *transfer);

/* Ends a transfer, running or ended, and takes its handle back. on_end is not called any more. */
void multi_stop(struct multi *multi, struct multi_transfer *transfer);

#endif
