/*
 * pages.h - the pages a list names: a file of JSON lines, an object a page.
 *
 *      {"file": "a.html.gz", "url": "https://a.example/1", "timezone": "Europe/Paris", "crawled": "..."}
 */
#ifndef NEWSWIRED_COMMAND_PAGES_H
#define NEWSWIRED_COMMAND_PAGES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"

/* One page to read. */
struct page_file {
	const char *name;           /* as given; what `file` will be. NULL: the line names none */
	const char *path;           /* where it lies */
	const char *url, *timezone; /* NULL where none is given */
	int64_t crawled;
	size_t line; /* of the list, from 1 */
};

/* Takes the page of one line, or why there is none; `page->name` is set where it is known. */
typedef void pages_take_one(void *arg, const struct page_file *page, const struct err *err);

/*
 * Reads the list ("-": stdin; may be gzipped) and hands each line to `take`, in order; what is
 * handed over lives for the call. A line is handed over with `err` (ERR_FORMAT: "KEY: what is
 * wrong") where it is no object, has no "file", or a value that does not serve; null counts as
 * missing, members not known are not looked at. crawled: where a line names none. False and `err`
 * where the list itself cannot be read.
 */
bool pages_read(
	const char *list, int64_t crawled, pages_take_one *take, void *arg, struct err *err);

/* "2024-05-03T18:19:08Z", also with a blank for the T; without an offset it is UTC. */
bool pages_time_read(const char *text, int64_t *seconds);

#endif
