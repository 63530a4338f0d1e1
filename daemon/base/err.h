/*
 * err.h - what the world got wrong, handed upwards until someone logs it, once.
 *
 *      if (body->length > f->body_max_bytes)
 *              return err_set(err, ERR_LIMIT, "body over %zu bytes", f->body_max_bytes);
 */
#ifndef NEWSWIRED_BASE_ERR_H
#define NEWSWIRED_BASE_ERR_H

#include <stdbool.h>

enum err_kind {
	ERR_NONE,
	ERR_SYSTEM,  /* the operating system said no: files, sockets, processes */
	ERR_CONFIG,  /* a configuration is wrong */
	ERR_STORE,   /* the store cannot be used, or refused a change */
	ERR_NETWORK, /* no answer: name, connection, TLS, timeout */
	ERR_HTTP,    /* an answer that is no document: 4xx, 5xx, a redirect to nowhere */
	ERR_REFUSED, /* newswired refuses: robots.txt, the address guard, a scheme */
	ERR_LIMIT,   /* over a ceiling of ours: bytes, time, nesting, redirects */
	ERR_FORMAT,  /* bytes that are not what they should be */
};

struct err {
	enum err_kind kind;
	char text[200]; /* one line of UTF-8, no full stop; cut where longer */
};

/* Fills `err` (NULL is ignored). Always false, so that a function can return it. */
bool err_set(struct err *err, enum err_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The kind as one lower-case word, for logs and the store: "network", "limit" ... */
const char *err_kind_name(enum err_kind kind);

#endif
