/* Whole extraction against libxml2's parse. */
#include "speed.h"

#include <stdio.h>
#include <time.h>

#include <libxml/HTMLparser.h>

/* The corpus is read this often, and the best time counts: the machine may have other work. */
#define ROUNDS_EXTRACT 5
#define ROUNDS_LIBXML2 2

static double
seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void
extract_all(const struct corpus *corpus, struct arena *arena)
{
	for (size_t i = 0; i < corpus->article_count; i++) {
		struct extract_request request = corpus_request(&corpus->articles[i]);
		struct article article;
		struct err err;
		extract_article(arena, &request, &article, &err);
		arena_reset(arena);
	}
}

static void
parse_all(const struct corpus *corpus)
{
	for (size_t i = 0; i < corpus->article_count; i++) {
		struct slice html = corpus->articles[i].html;
		htmlDocPtr document = htmlReadMemory(html.data, (int)html.length, NULL, NULL,
			HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
				HTML_PARSE_NONET);
		xmlFreeDoc(document);
	}
}

void
bench_speed(const struct corpus *corpus)
{
	double best_extract = 1e9, best_libxml2 = 1e9, bytes = 0;
	struct arena *arena = arena_new();
	for (size_t i = 0; i < corpus->article_count; i++)
		bytes += (double)corpus->articles[i].html.length;
	for (int round = 0; round < ROUNDS_EXTRACT; round++) {
		double from = seconds();
		extract_all(corpus, arena);
		double took = seconds() - from;
		best_extract = took < best_extract ? took : best_extract;
	}
	size_t held = arena_held(arena);
	arena_free(arena);
	for (int round = 0; round < ROUNDS_LIBXML2; round++) {
		double from = seconds();
		parse_all(corpus);
		double took = seconds() - from;
		best_libxml2 = took < best_libxml2 ? took : best_libxml2;
	}
	double pages = (double)corpus->article_count, megabytes = bytes / 1e6;
	printf("speed      extract %7.0f pages/s %6.0f MB/s    libxml2's parse alone %6.0f pages/s "
	       "%5.0f MB/s    ratio %.1f    arena %.1f MiB\n",
		pages / best_extract, megabytes / best_extract, pages / best_libxml2,
		megabytes / best_libxml2, best_libxml2 / best_extract, (double)held / (1 << 20));
}
