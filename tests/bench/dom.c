/* The flat DOM against libxml2's, and against pages made to be slow. */
#include "dom.h"

#include <stdio.h>
#include <time.h>

#include <libxml/HTMLparser.h>

#include "base/memory.h"
#include "html/charset.h"
#include "html/page.h"
#include "hostile.h"

/* The best of so many rounds counts: the machine may have other work. */
#define ROUNDS_DOM     8
#define ROUNDS_LIBXML2 2

static double
seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/*
 * The best of some rounds over one page, which comes to the parser warm, from the survey of its
 * charset.
 */
static double
time_dom(struct slice html, int rounds, struct arena *arena, size_t *nodes)
{
	double best = 1e9;
	struct page page;
	for (int round = 0; round < rounds; round++) {
		double from = seconds();
		page_read(&page, arena, html.data, html.length);
		arena_reset(arena);
		double took = seconds() - from;
		best = took < best ? took : best;
	}
	*nodes += page.count;
	return best;
}

static double
time_libxml2(struct slice html)
{
	double best = 1e9;
	for (int round = 0; round < ROUNDS_LIBXML2; round++) {
		double from = seconds();
		xmlFreeDoc(htmlReadMemory(html.data, (int)html.length, NULL, "UTF-8",
			HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
				HTML_PARSE_NONET));
		double took = seconds() - from;
		best = took < best ? took : best;
	}
	return best;
}

static void
time_corpus(const struct slice *pages, size_t count)
{
	struct arena *arena = arena_new();
	double dom = 0, libxml2 = 0, bytes = 0;
	size_t nodes = 0;
	for (size_t i = 0; i < count; i++) {
		bytes += (double)pages[i].length;
		dom += time_dom(pages[i], ROUNDS_DOM, arena, &nodes);
		libxml2 += time_libxml2(pages[i]);
	}
	arena_free(arena);
	printf("dom        %7.0f pages/s %6.0f MB/s %5.1f ns a node    "
	       "libxml2 %6.0f pages/s %5.0f MB/s    ratio %.1f\n",
		(double)count / dom, bytes / 1e6 / dom, dom * 1e9 / (double)nodes,
		(double)count / libxml2, bytes / 1e6 / libxml2, libxml2 / dom);
}

static void
time_hostile(void)
{
	struct arena *arena = arena_new();
	char *bytes = mem_alloc(HOSTILE_BYTES);
	double worst = 0;
	size_t nodes = 0;
	printf("dom        ms a hostile megabyte:");
	for (size_t i = 0; i < hostile_count; i++) {
		struct slice page = hostile_page(i, bytes);
		double best = time_dom(page, ROUNDS_DOM, arena, &nodes);
		worst = best > worst ? best : worst;
		printf(" %s %.2f;", hostile_name(i), best * 1e3);
	}
	printf(" worst %.2f\n", worst * 1e3);
	mem_free(bytes);
	arena_free(arena);
}

static double
time_charset(const struct corpus *corpus, struct slice *pages)
{
	double from = seconds();
	for (size_t i = 0; i < corpus->article_count; i++)
		pages[i] = charset_html(corpus->arena, corpus->articles[i].html, NULL, NULL);
	return seconds() - from;
}

void
bench_dom(const struct corpus *corpus)
{
	size_t count = corpus->article_count;
	struct slice *pages = arena_zalloc(corpus->arena, count + 1, sizeof(*pages));
	double bytes = 0, took = time_charset(corpus, pages);
	for (size_t i = 0; i < count; i++)
		bytes += (double)corpus->articles[i].html.length;
	printf("charset    %6.0f MB/s\n", bytes / 1e6 / took);
	time_corpus(pages, count);
	time_hostile();
}
