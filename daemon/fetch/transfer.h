/*
 * transfer.h - one question to one host and its answer: no redirect, no queue, no robots.txt.
 *
 * Ceilings and the address guard are kept here, where the bytes and the sockets are.
 */
#ifndef NEWSWIRED_FETCH_TRANSFER_H
#define NEWSWIRED_FETCH_TRANSFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/err.h"
#include "fetch/fetch.h"
#include "fetch/multi.h"
#include "fetch/response.h"

/* Of an answer that is no document (a redirect, an error) so much is read, then it is left. */
#define TRANSFER_DISCARD_MAX_BYTES 65536

/*
 * All borrowed: the strings for the call of transfer_start, the ranges until the transfer is
 * stopped.
 */
struct transfer_request {
	const char *url;
	const char *proxy; /* "" for none */
	const char *user_agent;
	const char *accept;
	const char *etag; /* validators; NULL where there are none */
	const char *last_modified;
	const char *const *headers; /* further lines */
	size_t header_count;
	const struct address_range *allow;
	size_t allow_count;
	const char *ca_file; /* NULL: the system's */
	int connect_timeout_ms, total_timeout_ms;
	int slow_bytes_per_s, slow_for_s;
	size_t header_max_bytes;
	size_t body_max_bytes;
	bool whole_or_part; /* the body's first body_max_bytes are as good as all of it */
	bool plain;         /* wanted without compression, and undone where it comes with one */
};

struct transfer {
	struct multi_transfer under_way;
	struct multi *multi;
	struct transfer_request request; /* its strings are not looked at again */
	bool proxied;
	struct response response;
	struct buffer body;
	struct curl_slist *lines;
	int64_t wire_bytes;
	int64_t started_ms;
	enum fetch_outcome stopped; /* why we cut it short; FETCH_OK: we did not */
	bool enough;                /* we cut it short, having what we want */
	struct err stopped_err;
	bool connected; /* a socket was opened */
	char curl_error[CURL_ERROR_SIZE];
	void *owner; /* the caller's, untouched */
	/* Whether the connection should be kept for another question to the host; asked late. */
	bool (*keeps_connection)(struct transfer *transfer);
	void (*on_end)(struct transfer *transfer); /* from the loop */
};

/*
 * Starts a transfer; owner, keeps_connection and on_end are set beforehand, all else is made anew.
 * False with err where it cannot even begin: then on_end is not called.
 */
bool transfer_start(struct multi *multi, struct transfer *transfer,
	const struct transfer_request *request, struct err *err);

/*
 * How it ended, after on_end: FETCH_OK where there is an answer with a status, whatever status it
 * is; else what went wrong, and `err`.
 */
enum fetch_outcome transfer_outcome(const struct transfer *transfer, struct err *err);

/* Ends it if it is under way, and gives back everything but `response` and `body`. */
void transfer_stop(struct transfer *transfer);

/* As transfer_stop, and gives back these, too. Nothing for one that was never started (zeroed). */
void transfer_release(struct transfer *transfer);

#endif
