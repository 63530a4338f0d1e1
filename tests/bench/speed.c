/* Whole extraction against libxml2's parse. */
#include "speed.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <libxml/HTMLparser.h>

#include "base/clock.h"
#include "base/memory.h"
#include "hostile.h"

/* The corpus is read this often, and the best time counts: the machine may have other work. */
#define ROUNDS_EXTRACT 5
#define ROUNDS_LIBXML2 2
#define ROUNDS_HOSTILE 3

static double
seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Of one page, the best of all rounds. */
struct times {
	double extract, write;
};

static void
time_page(const struct extract_request *request, struct arena *arena, struct times *out)
{
	struct article article;
	struct err err;
	double from = seconds();
	extract_article(arena, request, &article, &err);
	double read = seconds();
	json_t *json = article_to_json(&article, NULL);
	free(json_dumps(json, JSON_COMPACT));
	json_decref(json);
	double written = seconds();
	arena_reset(arena);
	*out = (struct times){ read - from + (seconds() - written), written - read };
}

/* One round over all pages: adds up what each took, and keeps each page's best. */
static struct times
extract_all(const struct corpus *corpus, struct arena *arena, struct times *best)
{
	struct times sum = { 0, 0 };
	for (size_t i = 0; i < corpus->article_count; i++) {
		struct extract_request request = corpus_request(&corpus->articles[i]);
		struct times took;
		time_page(&request, arena, &took);
		sum.extract += took.extract;
		sum.write += took.write;
		if (best[i].extract == 0 || took.extract < best[i].extract)
			best[i] = took;
	}
	return sum;
}

/* The page that took most for its size. */
static void
print_worst(const struct corpus *corpus, const struct times *best)
{
	size_t worst = 0;
	double most = 0;
	for (size_t i = 0; i < corpus->article_count; i++) {
		double slowness = best[i].extract / (double)corpus->articles[i].html.length;
		if (slowness > most) {
			most = slowness;
			worst = i;
		}
	}
	printf("worst      %.2f ms a megabyte: %s, %.0f KB\n", most * 1e9,
		corpus->articles[worst].file, (double)corpus->articles[worst].html.length / 1e3);
}

/* Whole extraction of pages that are made to be slow. */
static void
time_hostile(struct arena *arena)
{
	char *bytes = mem_alloc(HOSTILE_BYTES);
	double worst = 0;
	printf("extract    ms a hostile megabyte:");
	for (size_t i = 0; i < hostile_count; i++) {
		struct extract_request request = {
			.bytes = hostile_page(i, bytes),
			.url = "https://a.example/b/c-d-e-f-12345",
			.crawled = CLOCK_NEVER,
		};
		double best = 1e9;
		for (int round = 0; round < ROUNDS_HOSTILE; round++) {
			struct times took;
			time_page(&request, arena, &took);
			best = took.extract < best ? took.extract : best;
		}
		worst = best > worst ? best : worst;
		printf(" %s %.2f;", hostile_name(i), best * 1e3);
	}
	printf(" worst %.2f\n", worst * 1e3);
	mem_free(bytes);
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
	double best_extract = 1e9, best_write = 1e9, best_libxml2 = 1e9, bytes = 0;
	struct arena *arena = arena_new();
	struct times *best = arena_zalloc(corpus->arena, corpus->article_count + 1, sizeof(*best));
	for (size_t i = 0; i < corpus->article_count; i++)
		bytes += (double)corpus->articles[i].html.length;
	for (int round = 0; round < ROUNDS_EXTRACT; round++) {
		struct times took = extract_all(corpus, arena, best);
		best_extract = took.extract < best_extract ? took.extract : best_extract;
		best_write = took.write < best_write ? took.write : best_write;
	}
	size_t held = arena_held(arena);
	for (int round = 0; round < ROUNDS_LIBXML2; round++) {
		double from = seconds();
		parse_all(corpus);
		double took = seconds() - from;
		best_libxml2 = took < best_libxml2 ? took : best_libxml2;
	}
	double pages = (double)corpus->article_count, megabytes = bytes / 1e6;
	printf("speed      extract %7.0f pages/s %6.0f MB/s    libxml2's parse alone %6.0f pages/s "
	       "%5.0f MB/s    ratio %.1f    JSON besides %.0f us a page    arena %.1f MiB\n",
		pages / best_extract, megabytes / best_extract, pages / best_libxml2,
		megabytes / best_libxml2, best_libxml2 / best_extract, best_write * 1e6 / pages,
		(double)held / (1 << 20));
	print_worst(corpus, best);
	time_hostile(arena);
	arena_free(arena);
}
