/*
 * message.h - what desk and worker say to each other over their socket.
 *
 *      to the worker    u32 bytes that follow | u32 bytes of JSON | JSON: the request | lines known | the document as it came
 *      and back         u32 bytes that follow | JSON: the answer
 *
 * Lines known are those of the outlet (struct memory_line, as many as the request says; see
 * extract/memory.h). An article's answer has its page's own lines beside it: {"article": ...,
 * "lines": [numbers]}.
 *
 * Numbers are in the machine's order: both ends are one program on one machine. The first message
 * to a worker is of the task "names" and is not answered. An answer is {"article": ...}, {"source":
 * ...} (the objects `newswire extract` and `newswire feed` print), {"outline": ...} or {"error":
 * text, "kind": name}; it is checked as foreign input, since the worker read hostile bytes.
 */
#ifndef NEWSWIRED_WORKER_MESSAGE_H
#define NEWSWIRED_WORKER_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/err.h"
#include "extract/extract.h"

/* Over the largest body ceiling that may be configured, with room for the JSON. */
#define MESSAGE_DOCUMENT_MAX_BYTES ((uint32_t)72 << 20)
#define MESSAGE_ANSWER_MAX_BYTES   ((uint32_t)64 << 20) /* a sitemap of 50,000 entries has 20 MB */

enum message_task {
	MESSAGE_NAMES = 1, /* outlet and section names for titles; kept by the worker */
	MESSAGE_ARTICLE,
	MESSAGE_SOURCE,
	MESSAGE_OUTLINE, /* of a page or a feed */
};

/* Appends a message for the task about `request` (want_html and explain do not travel). */
bool message_add_request(
	struct buffer *out, enum message_task task, const struct extract_request *request);

/* Appends the "names" message; names as title_names_new takes them. */
bool message_add_names(struct buffer *out, const char *const *outlets, size_t outlet_count,
	const char *const *sections, size_t section_count);

/*
 * Takes a request (without its leading length) apart. Strings live in the arena; request->bytes is
 * a slice of `payload`. For MESSAGE_NAMES *names is a new object that is the caller's, else
 * untouched.
 */
bool message_read_request(struct arena *arena, struct slice payload, enum message_task *task,
	struct extract_request *request, struct title_names **names, struct err *err);

/* What came of one document. */
struct answer {
	struct arena *arena; /* owns all below; whoever is handed the answer frees it */
	struct err err;      /* kind ERR_NONE where there is a result */
	enum message_task task;
	struct article article;
	struct source_document source;
	struct outline outline;
};

/* Appends a whole answer. */
bool message_add_article(struct buffer *out, const struct article *article);
bool message_add_source(struct buffer *out, const struct source_document *document);
bool message_add_outline(struct buffer *out, const struct outline *outline);
bool message_add_error(struct buffer *out, const struct err *err);

/*
 * Reads an answer (without its leading length) into `out`, whose arena is set. False (ERR_FORMAT)
 * where it is none.
 */
bool message_read_answer(struct answer *out, struct slice payload, struct err *err);

#endif
