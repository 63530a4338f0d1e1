/*
 * server.h - the outlet server: plays good and bad outlets over HTTP, for the tests, the demo and
 * the replay.
 *
 * One server plays many hosts, told apart by the Host line; it is also an HTTP proxy for them ("GET
 * http://a.example/x"), so that a daemon whose proxy it is reaches them all under their own names.
 * It knows nothing of the Internet: a host it does not play has no documents.
 *
 * Where a document comes from, the first that has it:
 *  - server_put(), for tests;
 *  - DIR/HOST/PATH; for "/" at the end, "index.html" there. DIR/HOST/PATH@2 takes its place from
 * the second round on, PATH@3 from the third. PATH.answer (PATH@2.answer) may stand beside it:
 * lines that set its status ("404"), header ("Retry-After: 120", "Content-Type:" for none) or
 * behaviour ("@endless");
 *  - a replay: pages of a list in JSON lines, with a feed of each host's pages at
 * /newswired-replay.xml.
 *
 * Under each host there are also:
 *  - /.round             the round, as text; /.round?n=2 sets it
 *  - /.bad/BEHAVIOUR     answers that go wrong, see behaviours[] in misbehave.c: /.bad/endless,
 * /.bad/busy/120
 *
 * Documents have an ETag and a Last-Modified made from their content, conditional requests are
 * answered with 304, and text is compressed with gzip where the client takes it.
 */
#ifndef NEWSWIRED_TESTS_SERVER_H
#define NEWSWIRED_TESTS_SERVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct event_base;
struct server;

struct server_options {
	int port;         /* 0: any that is free; always on 127.0.0.1 */
	const char *dir;  /* NULL: none */
	const char *list; /* NULL: none; else the replay's JSON lines */
	const char *log;  /* NULL: none; else a file that gets a line a request */
};

/* One request that was answered, or to which the answer began. */
struct server_request {
	int64_t ms;          /* monotonic, when it came */
	char *host;          /* without port */
	char *path;          /* with query */
	int status;          /* 0: something that is no HTTP */
	char *if_none_match; /* header lines; NULL where missing */
	char *if_modified_since;
	char *accept_encoding;
	char *user_agent;
	char *cookie;
	int peer_port; /* tells connections apart */
	bool proxied;  /* asked for in the form of a proxy */
};

/* A server on the loop, listening. NULL with err where it cannot. */
struct server *server_new(
	struct event_base *base, const struct server_options *options, struct err *err);
void server_free(struct server *server);

int server_port(const struct server *server);

/*
 * Puts a document: status 0 for 200; header lines ("Name: value\n..."), NULL for none; body NULL
 * for an empty one, text that is compressed where the path ends in ".gz": then it is a file at
 * rest, without a Content-Encoding of its own. All are copied. Replaces what stood there.
 */
void server_put(struct server *server, const char *host, const char *path, int status,
	const char *header, const char *body);

/* All requests so far, in order. Valid until the next one. */
const struct server_request *server_requests(const struct server *server, size_t *count);

/* How many of them were for the host, and the path unless it is NULL. */
size_t server_count(const struct server *server, const char *host, const char *path);

void server_set_round(struct server *server, int round);

/* The hosts of the replay, by name. NULL-terminated; lent. */
const char *const *server_hosts(const struct server *server);

#endif
