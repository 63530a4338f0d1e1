/*
 * lists.h - headline lists against related.jsonl, by the definitions of the corpus's README.
 */
#ifndef NEWSWIRED_TESTS_BENCH_LISTS_H
#define NEWSWIRED_TESTS_BENCH_LISTS_H

#include "article/article.h"
#include "base/arena.h"
#include "corpus.h"

/* Sums over pages. */
struct list_totals {
	double pages, precision, recall, f1;   /* sums of the pages' own */
	double found, ours, truth;             /* stories, over all pages */
	double headlines, labels, kinds;       /* of those found: right */
	double lists, list_labels, list_kinds; /* sums of the shares of the lists found */
};

/* Adds a page that has lists in the truth; others are passed over. */
void lists_add(struct list_totals *totals, struct arena *arena, const struct article *article,
	const struct corpus_page *page);

/* name: of the first line, "lists". */
void lists_print(const char *name, const struct list_totals *totals);

#endif
