/* The outlet server: requests to documents, and what is known of each request. */
#include "server/server.h"

#include <errno.h>
#include <libdeflate.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include <event2/buffer.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/slice.h"
#include "server/internal.h"

#define HEADER_MAX_BYTES 65536
#define GZIP_FROM_BYTES  256 /* shorter bodies are sent plain */
#define HTTP_DATE_BYTES  32
#define PUT_MODIFIED_S   1763856000 /* when what was put says it changed: 2025-11-23 */

struct put {
	int status;
	char *header, *body;
};

struct server {
	struct evhttp *http;
	int port;
	int round;
	char *dir;
	struct replay *replay;
	struct table *puts; /* "host/path?query" to struct put */
	struct misbehaviours *misbehaviours;
	FILE *log;
	struct server_request *requests;
	size_t count, capacity;
};

static void
put_free(void *pointer)
{
	struct put *put = pointer;
	mem_free(put->header);
	mem_free(put->body);
	mem_free(put);
}

static char *
copy_or_null(const char *text)
{
	return text != NULL ? mem_strdup(text) : NULL;
}

void
server_put(struct server *server, const char *host, const char *path, int status,
	const char *header, const char *body)
{
	struct put *put = mem_zalloc(1, sizeof(*put));
	put->status = status != 0 ? status : 200;
	put->header = mem_strdup(header != NULL ? header : "");
	put->body = mem_strdup(body != NULL ? body : "");
	char *key = mem_printf("%s%s", host, path);
	void *old = table_put(server->puts, key, strlen(key), put);
	if (old != NULL)
		put_free(old);
	mem_free(key);
}

/* Compresses the body. */
static void
gzip(struct document *document)
{
	struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(6);
	size_t bound = libdeflate_gzip_compress_bound(compressor, document->body.length);
	struct buffer packed;
	buffer_init(&packed, bound);
	char *to = buffer_reserve(&packed, bound);
	packed.length = libdeflate_gzip_compress(
		compressor, document->body.data, document->body.length, to, bound);
	libdeflate_free_compressor(compressor);
	buffer_release(&document->body);
	document->body = packed;
}

static bool
ends_in(const char *path, const char *end)
{
	size_t length = strlen(path), end_length = strlen(end);
	return length >= end_length && strcmp(path + length - end_length, end) == 0;
}

static bool
find_put(const struct server *server, const char *host, const char *path, struct document *out)
{
	char *key = mem_printf("%s%s", host, path);
	const struct put *put = table_get(server->puts, key, strlen(key));
	mem_free(key);
	if (put == NULL)
		return false;
	*out = (struct document){ .status = put->status, .modified_s = PUT_MODIFIED_S };
	document_read_lines(out, put->header);
	buffer_init(&out->body, DOCUMENT_MAX_BYTES);
	buffer_add_string(&out->body, put->body);
	if (ends_in(path, ".gz"))
		gzip(out);
	return true;
}

static bool
find_document(
	const struct server *server, const char *host, const char *target, struct document *out)
{
	if (find_put(server, host, target, out))
		return true;
	char *path = mem_strndup(target, strcspn(target, "?"));
	char *decoded = evhttp_decode_uri(path);
	bool found = server->dir != NULL &&
		     document_from_dir(out, server->dir, host, decoded, server->round);
	free(decoded);
	mem_free(path);
	return found || (server->replay != NULL && replay_find(server->replay, host, target, out));
}

/* RFC 9110 section 5.6.7, whatever the locale. */
static void
http_date(int64_t seconds, char out[HTTP_DATE_BYTES])
{
	static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
		"Aug", "Sep", "Oct", "Nov", "Dec" };
	struct tm tm;
	time_t time = (time_t)seconds;
	gmtime_r(&time, &tm);
	snprintf(out, HTTP_DATE_BYTES, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[tm.tm_wday],
		tm.tm_mday, months[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static const char *
content_type(const char *path, const struct document *document)
{
	static const struct {
		const char *ending, *type;
	} by_ending[] = {
		{ ".rss", "application/rss+xml" },
		{ ".atom", "application/atom+xml" },
		{ ".xml", "application/xml" },
		{ ".json", "application/json" },
		{ ".txt", "text/plain" },
		{ ".jpg", "image/jpeg" },
		{ ".gz", "application/gzip" },
	};
	size_t length = strcspn(path, "?");
	for (size_t i = 0; i < sizeof(by_ending) / sizeof(by_ending[0]); i++) {
		size_t ending = strlen(by_ending[i].ending);
		if (length > ending &&
			memcmp(path + length - ending, by_ending[i].ending, ending) == 0)
			return by_ending[i].type;
	}
	struct slice body = { document->body.data, document->body.length };
	if (body.length > 5 && memcmp(body.data, "<?xml", 5) == 0)
		return "application/xml";
	return "text/html";
}

static bool
has_header(const struct evkeyvalq *headers, const char *name)
{
	return evhttp_find_header(headers, name) != NULL;
}

/* The document's own lines; one without a value stands for a line that is not to be sent. */
static void
add_lines(struct evkeyvalq *headers, const struct buffer *lines)
{
	for (const char *at = lines->data != NULL ? lines->data : ""; *at != '\0';) {
		size_t length = strcspn(at, "\n"), name = strcspn(at, ":\n");
		char *key = mem_strndup(at, name);
		struct slice rest = { at + name, length - name };
		if (rest.length > 0) {
			rest.data++;
			rest.length--;
		}
		rest = slice_trim(rest);
		char *value = mem_strndup(rest.data, rest.length);
		evhttp_add_header(headers, key, value);
		mem_free(value);
		mem_free(key);
		at += length + 1;
	}
}

static bool
matches_validators(struct evhttp_request *request, const char *etag, const char *modified)
{
	const struct evkeyvalq *in = evhttp_request_get_input_headers(request);
	const char *none_match = evhttp_find_header(in, "If-None-Match");
	if (none_match != NULL)
		return strcmp(none_match, etag) == 0;
	const char *since = evhttp_find_header(in, "If-Modified-Since");
	return since != NULL && strcmp(since, modified) == 0;
}

static void
gunzip(struct document *document)
{
	struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
	char *plain = mem_alloc(DOCUMENT_MAX_BYTES);
	size_t length = 0;
	libdeflate_gzip_decompress(decompressor, document->body.data, document->body.length, plain,
		DOCUMENT_MAX_BYTES, &length);
	libdeflate_free_decompressor(decompressor);
	buffer_clear(&document->body);
	document->body.max = DOCUMENT_MAX_BYTES;
	buffer_add(&document->body, plain, length);
	mem_free(plain);
	document->is_gzip = false;
}

/* Brings the body into a coding that the client takes. */
static void
encode(struct evhttp_request *request, struct document *document)
{
	struct evkeyvalq *out = evhttp_request_get_output_headers(request);
	const char *accepts =
		evhttp_find_header(evhttp_request_get_input_headers(request), "Accept-Encoding");
	bool takes_gzip = accepts != NULL && strstr(accepts, "gzip") != NULL;
	const char *type = evhttp_find_header(out, "Content-Type");
	bool is_text = type == NULL || strncmp(type, "image/", 6) != 0;
	if (document->is_gzip && !takes_gzip)
		gunzip(document);
	else if (takes_gzip && !document->is_gzip && is_text &&
		 !has_header(out, "Content-Encoding") && document->body.length >= GZIP_FROM_BYTES) {
		gzip(document);
		document->is_gzip = true;
	}
	if (document->is_gzip)
		evhttp_add_header(out, "Content-Encoding", "gzip");
}

static int
send_document(struct evhttp_request *request, const char *path, struct document *document)
{
	struct evkeyvalq *out = evhttp_request_get_output_headers(request);
	char etag[24], modified[HTTP_DATE_BYTES];
	snprintf(etag, sizeof(etag), "\"%016jx\"",
		(uintmax_t)hash_stable(document->body.data, document->body.length));
	http_date(document->modified_s, modified);
	add_lines(out, &document->header);
	if (!has_header(out, "Content-Type"))
		evhttp_add_header(out, "Content-Type", content_type(path, document));
	bool is_ok = document->status == 200;
	if (is_ok && !has_header(out, "ETag"))
		evhttp_add_header(out, "ETag", etag);
	if (is_ok && !has_header(out, "Last-Modified"))
		evhttp_add_header(out, "Last-Modified", modified);
	if (is_ok && matches_validators(request, evhttp_find_header(out, "ETag"),
			     evhttp_find_header(out, "Last-Modified"))) {
		evhttp_send_reply(request, 304, "Not Modified", NULL);
		return 304;
	}
	encode(request, document);
	struct evbuffer *body = evbuffer_new();
	evbuffer_add(body, document->body.data, document->body.length);
	evhttp_send_reply(request, document->status, NULL, body);
	evbuffer_free(body);
	return document->status;
}

static int
send_text(struct evhttp_request *request, int status, const char *text)
{
	struct evbuffer *body = evbuffer_new();
	evbuffer_add(body, text, strlen(text));
	evhttp_add_header(evhttp_request_get_output_headers(request), "Content-Type", "text/plain");
	evhttp_send_reply(request, status, NULL, body);
	evbuffer_free(body);
	return status;
}

/* The round asked about or set. */
static int
answer_round(struct server *server, struct evhttp_request *request, const char *path)
{
	const char *number = strstr(path, "n=");
	if (number != NULL && atoi(number + 2) > 0)
		server->round = atoi(number + 2);
	char text[16];
	snprintf(text, sizeof(text), "%d\n", server->round);
	return send_text(request, 200, text);
}

static int
answer(struct server *server, struct evhttp_request *request, const char *host, const char *path)
{
	if (strncmp(path, "/.round", 7) == 0)
		return answer_round(server, request, path);
	if (strncmp(path, "/.bad/", 6) == 0) {
		int status = misbehave(server->misbehaviours, request, path + 6);
		return status >= 0 ? status : send_text(request, 404, "No such behaviour.\n");
	}
	struct document document;
	if (!find_document(server, host, path, &document))
		return send_text(request, 404, "Not found.\n");
	int status = document.behaviour[0] != '\0'
			     ? misbehave(server->misbehaviours, request, document.behaviour)
			     : -1;
	if (status < 0)
		status = send_document(request, path, &document);
	document_release(&document);
	return status;
}

static void
log_request(struct server *server, const struct server_request *r)
{
	if (server->log == NULL)
		return;
	fprintf(server->log, "%jd %s %s status=%d if-none-match=%s if-modified-since=%s agent=%s\n",
		(intmax_t)r->ms, r->host, r->path, r->status,
		r->if_none_match != NULL ? r->if_none_match : "-",
		r->if_modified_since != NULL ? r->if_modified_since : "-",
		r->user_agent != NULL ? r->user_agent : "-");
	fflush(server->log);
}

/* Path and query of "http://a.example/x?y" or "/x?y". */
static const char *
target_of(const char *uri, bool *proxied)
{
	const char *scheme_end = uri[0] != '/' ? strstr(uri, "://") : NULL;
	*proxied = scheme_end != NULL;
	if (scheme_end == NULL)
		return uri[0] == '/' ? uri : "/";
	const char *path = strchr(scheme_end + 3, '/');
	return path != NULL ? path : "/";
}

static void
on_request(struct evhttp_request *request, void *arg)
{
	struct server *server = arg;
	const struct evkeyvalq *in = evhttp_request_get_input_headers(request);
	const char *host = evhttp_request_get_host(request);
	struct server_request seen = {
		.ms = clock_monotonic_ms(),
		.host = mem_strdup(host != NULL ? host : ""),
		.if_none_match = copy_or_null(evhttp_find_header(in, "If-None-Match")),
		.if_modified_since = copy_or_null(evhttp_find_header(in, "If-Modified-Since")),
		.accept_encoding = copy_or_null(evhttp_find_header(in, "Accept-Encoding")),
		.user_agent = copy_or_null(evhttp_find_header(in, "User-Agent")),
		.cookie = copy_or_null(evhttp_find_header(in, "Cookie")),
	};
	char *peer = NULL;
	ev_uint16_t peer_port = 0;
	evhttp_connection_get_peer(evhttp_request_get_connection(request), &peer, &peer_port);
	seen.peer_port = peer_port;
	const char *target = target_of(evhttp_request_get_uri(request), &seen.proxied);
	seen.path = mem_strdup(target);
	seen.status = answer(server, request, seen.host, seen.path);
	log_request(server, &seen);
	server->requests = mem_grow(
		server->requests, server->count, &server->capacity, sizeof(*server->requests));
	server->requests[server->count++] = seen;
}

static bool
start_listening(struct server *server, int port, struct err *err)
{
	struct evhttp_bound_socket *bound =
		evhttp_bind_socket_with_handle(server->http, "127.0.0.1", (ev_uint16_t)port);
	if (bound == NULL)
		return err_set(err, ERR_SYSTEM, "port %d: %s", port, strerror(errno));
	struct sockaddr_in address;
	socklen_t length = sizeof(address);
	getsockname(evhttp_bound_socket_get_fd(bound), (struct sockaddr *)&address, &length);
	server->port = ntohs(address.sin_port);
	return true;
}

struct server *
server_new(struct event_base *base, const struct server_options *options, struct err *err)
{
	struct server *server = mem_zalloc(1, sizeof(*server));
	signal(SIGPIPE, SIG_IGN);
	server->round = 1;
	server->dir = copy_or_null(options->dir);
	server->puts = table_new();
	server->misbehaviours = misbehaviours_new(base);
	server->http = evhttp_new(base);
	evhttp_set_gencb(server->http, on_request, server);
	evhttp_set_max_headers_size(server->http, HEADER_MAX_BYTES);
	evhttp_set_allowed_methods(server->http, EVHTTP_REQ_GET | EVHTTP_REQ_HEAD);
	bool ready = true;
	if (options->list != NULL)
		ready = (server->replay = replay_read(options->list, err)) != NULL;
	if (ready && options->log != NULL && (server->log = fopen(options->log, "a")) == NULL)
		ready = err_set(err, ERR_SYSTEM, "%s: %s", options->log, strerror(errno));
	if (ready && start_listening(server, options->port, err))
		return server;
	server_free(server);
	return NULL;
}

void
server_free(struct server *server)
{
	if (server == NULL)
		return;
	misbehaviours_free(server->misbehaviours);
	evhttp_free(server->http);
	for (size_t i = 0; i < server->count; i++) {
		struct server_request *r = &server->requests[i];
		char *texts[] = { r->host, r->path, r->if_none_match, r->if_modified_since,
			r->accept_encoding, r->user_agent, r->cookie };
		for (size_t t = 0; t < sizeof(texts) / sizeof(texts[0]); t++)
			mem_free(texts[t]);
	}
	mem_free(server->requests);
	table_free(server->puts, put_free);
	replay_free(server->replay);
	if (server->log != NULL)
		fclose(server->log);
	mem_free(server->dir);
	mem_free(server);
}

int
server_port(const struct server *server)
{
	return server->port;
}

const struct server_request *
server_requests(const struct server *server, size_t *count)
{
	*count = server->count;
	return server->requests;
}

size_t
server_count(const struct server *server, const char *host, const char *path)
{
	size_t count = 0;
	for (size_t i = 0; i < server->count; i++)
		count += strcmp(server->requests[i].host, host) == 0 &&
			 (path == NULL || strcmp(server->requests[i].path, path) == 0);
	return count;
}

void
server_set_round(struct server *server, int round)
{
	server->round = round;
}

const char *const *
server_hosts(const struct server *server)
{
	static const char *const none[] = { NULL };
	return server->replay != NULL ? replay_hosts(server->replay) : none;
}
