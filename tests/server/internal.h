/*
 * internal.h - between the files of the outlet server.
 */
#ifndef NEWSWIRED_TESTS_SERVER_INTERNAL_H
#define NEWSWIRED_TESTS_SERVER_INTERNAL_H

#include <stdio.h>
#include <sys/queue.h>

#include <event2/http.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/table.h"
#include "server/server.h"

#define DOCUMENT_MAX_BYTES ((size_t)64 << 20)

/* A document about to be served. */
struct document {
	int status;
	struct buffer header; /* lines */
	struct buffer body;
	bool is_gzip;       /* the body is stored so */
	char behaviour[32]; /* "" for none */
	int64_t modified_s;
};

void document_release(struct document *document);

/* Reads a sidecar's, or server_put's, lines into a document. */
void document_read_lines(struct document *document, const char *lines);

/* Finds DIR/HOST/PATH for the round. False where there is none. `path` without query. */
bool document_from_dir(
	struct document *out, const char *dir, const char *host, const char *path, int round);

/* Reads a whole file. */
bool document_read_file(struct buffer *out, const char *name);

/* A replay: see replay.c. */
struct replay;
struct replay *replay_read(const char *list, struct err *err);
void replay_free(struct replay *replay);
bool replay_find(const struct replay *replay, const char *host, const char *path_query,
	struct document *out);
const char *const *replay_hosts(const struct replay *replay);

/* Answers that go wrong. */
struct misbehaviours;
struct misbehaviours *misbehaviours_new(struct event_base *base);
void misbehaviours_free(struct misbehaviours *all);

/*
 * Answers `request` in the way `name` ("endless", "busy/120") says. Gives the status it sends, 0
 * for none, -1 where there is no such behaviour and nothing was sent.
 */
int misbehave(struct misbehaviours *all, struct evhttp_request *request, const char *name);

#endif
