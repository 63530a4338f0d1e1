/* One HTTP exchange by libcurl: its options, its ceilings, its guard. */
#include "fetch/transfer.h"

#include <stdarg.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "fetch/guard.h"

/* What the workers can inflate. A plain header, so that libcurl passes on the bytes as they come.
 */
#define ACCEPT_ENCODING "Accept-Encoding: gzip, deflate, br, zstd"

/* Ends the transfer from inside a callback, which then gives libcurl a failure. */
static void stop(struct transfer *t, enum fetch_outcome outcome, enum err_kind kind,
	const char *format, ...) __attribute__((format(printf, 4, 5)));

static void
stop(struct transfer *t, enum fetch_outcome outcome, enum err_kind kind, const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	t->stopped = outcome;
	t->stopped_err.kind = kind;
	vsnprintf(t->stopped_err.text, sizeof(t->stopped_err.text), format, ap);
	va_end(ap);
}

static bool
is_document(const struct transfer *t)
{
	return t->response.status >= 200 && t->response.status < 300;
}

/* The header is whole: is its body wanted, and may the connection live on? */
static void
judge_header(struct transfer *t)
{
	const struct transfer_request *request = &t->request;
	bool keep = t->keeps_connection != NULL && t->keeps_connection(t);
	curl_easy_setopt(t->under_way.easy, CURLOPT_FORBID_REUSE, keep ? 0L : 1L);
	if (is_document(t) && !request->whole_or_part &&
		t->response.content_length > (int64_t)request->body_max_bytes)
		stop(t, FETCH_TOO_LARGE, ERR_LIMIT, "body of %jd bytes is over %zu",
			(intmax_t)t->response.content_length, request->body_max_bytes);
}

/* libcurl: a header line has come. */
static size_t
on_header(char *line, size_t size, size_t count, void *arg)
{
	struct transfer *t = arg;
	size_t length = size * count;
	bool was_complete = t->response.complete;
	response_line(&t->response, (struct slice){ line, length });
	if (t->response.bytes > t->request.header_max_bytes)
		stop(t, FETCH_TOO_LARGE, ERR_LIMIT, "header over %zu bytes",
			t->request.header_max_bytes);
	else if (t->response.complete && !was_complete)
		judge_header(t);
	return t->stopped != FETCH_OK ? 0 : length;
}

/* libcurl: bytes of the body have come. */
static size_t
on_body(char *bytes, size_t size, size_t count, void *arg)
{
	struct transfer *t = arg;
	size_t length = size * count;
	t->wire_bytes += (int64_t)length;
	if (!is_document(t)) {
		t->enough = t->wire_bytes > TRANSFER_DISCARD_MAX_BYTES;
		return t->enough ? 0 : length;
	}
	size_t room = t->request.body_max_bytes - t->body.length;
	if (length <= room)
		return buffer_add(&t->body, bytes, length) ? length : 0;
	if (t->request.whole_or_part) {
		buffer_add(&t->body, bytes, room);
		t->enough = true;
	} else {
		stop(t, FETCH_TOO_LARGE, ERR_LIMIT, "body over %zu bytes",
			t->request.body_max_bytes);
	}
	return 0;
}

/* False, and why, where the guard objects to the address. */
static bool
guard_passes(struct transfer *t, const struct address *address, const char *text)
{
	const char *objection = guard_objects(address, t->request.allow, t->request.allow_count);
	if (objection == NULL)
		return true;
	stop(t, FETCH_ADDRESS, ERR_REFUSED, GUARD_REFUSAL, text, objection);
	return false;
}

/*
 * libcurl: open a socket to this address. Of several addresses the host has, those that are not to
 * be reached are passed over; `stopped` is only looked at where no other was connected to.
 */
static curl_socket_t
on_open(void *arg, curlsocktype purpose, struct curl_sockaddr *to)
{
	(void)purpose;
	struct transfer *t = arg;
	struct address address;
	char text[ADDRESS_TEXT_BYTES];
	if (!guard_address(&to->addr, &address))
		return CURL_SOCKET_BAD;
	if (!t->proxied && !guard_passes(t, &address, address_format(&address, text)))
		return CURL_SOCKET_BAD;
	t->connected = true;
	return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

/* libcurl: about to ask over this connection, a new one or one that was kept. */
static int
on_connected(void *arg, char *ip, char *own_ip, int port, int own_port)
{
	(void)own_ip, (void)port, (void)own_port;
	struct transfer *t = arg;
	struct address address;
	/* Objections to other addresses of the host are no matter now. */
	t->stopped = FETCH_OK;
	if (t->proxied)
		return CURL_PREREQFUNC_OK;
	if (address_read(ip, &address) && guard_passes(t, &address, ip))
		return CURL_PREREQFUNC_OK;
	if (t->stopped == FETCH_OK)
		stop(t, FETCH_ADDRESS, ERR_REFUSED, "no address: %s", ip);
	return CURL_PREREQFUNC_ABORT;
}

/* A header line of ours, unless text from outside would make two of it. */
static void
add_line(struct transfer *t, const char *name, const char *value)
{
	if (value == NULL || value[0] == '\0' || strpbrk(value, "\r\n") != NULL)
		return;
	char *line = name != NULL ? mem_printf("%s: %s", name, value) : mem_strdup(value);
	struct curl_slist *lines = curl_slist_append(t->lines, line);
	if (lines == NULL)
		mem_exhausted();
	t->lines = lines;
	mem_free(line);
}

static void
set_lines(struct transfer *t, CURL *easy)
{
	const struct transfer_request *r = &t->request;
	add_line(t, "Accept", r->accept);
	if (!r->plain)
		add_line(t, NULL, ACCEPT_ENCODING);
	/* The server's own words; the ETag is the stronger (RFC 9110 section 13.1). */
	if (r->etag != NULL && r->etag[0] != '\0')
		add_line(t, "If-None-Match", r->etag);
	else
		add_line(t, "If-Modified-Since", r->last_modified);
	for (size_t i = 0; i < r->header_count; i++)
		add_line(t, NULL, r->headers[i]);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, t->lines);
}

static void
set_limits(const struct transfer *t, CURL *easy)
{
	const struct transfer_request *r = &t->request;
	curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)r->connect_timeout_ms);
	curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)r->total_timeout_ms);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)r->slow_bytes_per_s);
	curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, (long)r->slow_for_s);
	curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
}

/* What libcurl 7.88 does at the cost of the loop unless it is told not to. */
static void
set_economy(CURL *easy)
{
	/* A CApath switches its cache of certificates off: 23 ms a connection. */
	curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
	/* After each transfer it walks the whole cache of names. */
	curl_easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, 0L);
	/* It keeps an entry for ever for each host whose connection it kept; see judge_header. */
	curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
	/* Handles go from host to host: sessions of another are of no use. */
	curl_easy_setopt(easy, CURLOPT_SSL_SESSIONID_CACHE, 0L);
	/* A name that hangs in the resolver must not hold up the loop in the end. */
	curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
	curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
}

static void
set_callbacks(struct transfer *t, CURL *easy)
{
	curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, t->curl_error);
	curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header);
	curl_easy_setopt(easy, CURLOPT_HEADERDATA, t);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, t);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open);
	curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, t);
	curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, on_connected);
	curl_easy_setopt(easy, CURLOPT_PREREQDATA, t);
}

static void
on_multi_end(struct multi_transfer *under_way)
{
	struct transfer *t =
		(struct transfer *)((char *)under_way - offsetof(struct transfer, under_way));
	t->on_end(t);
}

bool
transfer_start(struct multi *multi, struct transfer *t, const struct transfer_request *request,
	struct err *err)
{
	t->multi = multi;
	t->request = *request;
	t->proxied = request->proxy[0] != '\0';
	t->stopped = FETCH_OK;
	t->enough = t->connected = false;
	t->wire_bytes = 0;
	t->curl_error[0] = '\0';
	response_release(&t->response);
	buffer_release(&t->body);
	buffer_init(&t->body, request->body_max_bytes);
	CURL *easy = multi_take_easy(multi);
	if (easy == NULL)
		return err_set(err, ERR_SYSTEM, "libcurl has no handle");
	set_lines(t, easy);
	set_limits(t, easy);
	set_economy(easy);
	set_callbacks(t, easy);
	curl_easy_setopt(easy, CURLOPT_URL, request->url);
	/* The path was judged by robots.txt as it stands: it is asked for as it stands. */
	curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
	curl_easy_setopt(easy, CURLOPT_USERAGENT, request->user_agent);
	/* "" is none: the environment's proxies are for whoever typed a command. */
	curl_easy_setopt(easy, CURLOPT_PROXY, request->proxy);
	curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
	curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
	if (request->ca_file != NULL)
		curl_easy_setopt(easy, CURLOPT_CAINFO, request->ca_file);
	if (request->plain)
		curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "identity");
	t->under_way = (struct multi_transfer){ .easy = easy, .on_end = on_multi_end };
	t->started_ms = clock_monotonic_ms();
	if (!multi_start(multi, &t->under_way))
		return err_set(err, ERR_SYSTEM, "libcurl does not take the transfer");
	return true;
}

/* libcurl's codes, in the words of fetch.h. */
static enum fetch_outcome
outcome_of(CURLcode code)
{
	switch (code) {
	case CURLE_OK: return FETCH_OK;
	case CURLE_URL_MALFORMAT: return FETCH_BAD_URL;
	case CURLE_COULDNT_RESOLVE_HOST:
	case CURLE_COULDNT_RESOLVE_PROXY: return FETCH_NO_NAME;
	case CURLE_COULDNT_CONNECT:
	case CURLE_PROXY:
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_SSL_CERTPROBLEM:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_INVALIDCERTSTATUS:
	case CURLE_PEER_FAILED_VERIFICATION: return FETCH_NO_CONNECTION;
	case CURLE_OPERATION_TIMEDOUT: return FETCH_TIMED_OUT;
	case CURLE_FILESIZE_EXCEEDED:
	/* What 7.88 says of a header line over its own ceiling. */
	case CURLE_OUT_OF_MEMORY: return FETCH_TOO_LARGE;
	default: return FETCH_BROKEN_OFF;
	}
}

static enum err_kind
err_kind_of(enum fetch_outcome outcome)
{
	return outcome == FETCH_BAD_URL     ? ERR_REFUSED
	       : outcome == FETCH_TOO_LARGE ? ERR_LIMIT
					    : ERR_NETWORK;
}

enum fetch_outcome
transfer_outcome(const struct transfer *t, struct err *err)
{
	CURLcode code = t->under_way.code;
	if (code == CURLE_OK || t->enough)
		return FETCH_OK;
	if (t->stopped != FETCH_OK && (t->stopped != FETCH_ADDRESS || !t->connected ||
					      code == CURLE_ABORTED_BY_CALLBACK)) {
		*err = t->stopped_err;
		return t->stopped;
	}
	enum fetch_outcome outcome = outcome_of(code);
	err_set(err, err_kind_of(outcome), "%s",
		t->curl_error[0] != '\0' ? t->curl_error : curl_easy_strerror(code));
	return outcome;
}

void
transfer_stop(struct transfer *t)
{
	if (t->multi != NULL)
		multi_stop(t->multi, &t->under_way);
	curl_slist_free_all(t->lines);
	t->lines = NULL;
}

void
transfer_release(struct transfer *t)
{
	transfer_stop(t);
	response_release(&t->response);
	buffer_release(&t->body);
}
