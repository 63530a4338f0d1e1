/*
 * corpus.h - pages with the truth beside them, read into memory once.
 *
 * A corpus is a folder with articles.jsonl, related.jsonl and snippets.jsonl (each may be missing),
 * an object a line with `file` (relative to the folder, gzipped or not) and `url`.
 */
#ifndef NEWSWIRED_TESTS_BENCH_CORPUS_H
#define NEWSWIRED_TESTS_BENCH_CORPUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/slice.h"
#include "extract/extract.h"

struct corpus_page {
	const char *file;
	const char *url;
	const char *timezone; /* the only one of the host's country, or NULL */
	int64_t crawled;      /* CLOCK_NEVER where unknown */
	struct slice html;    /* inflated */
	json_t *truth;        /* the line; owned by the corpus */
	json_t *lists;        /* the line of related.jsonl for the same page, or NULL */
};

struct corpus {
	struct arena *arena;
	struct corpus_page *articles, *snippets;
	size_t article_count, snippet_count;
};

/* Reads a folder. False, and a line on stderr, where a page or a line cannot be read. */
bool corpus_read(struct corpus *corpus, const char *folder);
void corpus_release(struct corpus *corpus);

/* The request for a page, as the daemon would make it for an outlet it knows nothing of. */
struct extract_request corpus_request(const struct corpus_page *page);

#endif
