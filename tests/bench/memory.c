/* Reads all articles, learns of each host, and reads those again whose host has several. */
#include "memory.h"

#include <stdio.h>

#include "command/sites.h"
#include "lists.h"
#include "score.h"

struct sums {
	double precision, recall, exact;
	size_t listed;
	struct list_totals lists; /* of pages whose lists are known */
};

static void
add(struct sums *sums, struct body_score score)
{
	sums->precision += score.rates.precision;
	sums->recall += score.rates.recall;
	sums->exact += score.exact;
}

/* Reads a page and adds its scores. */
static void
read_page(struct arena *arena, const struct corpus_page *page, const struct memory_known *known,
	struct article *article, struct sums *sums)
{
	struct extract_request request = corpus_request(page);
	struct err err;
	request.memory = known;
	if (!extract_article(arena, &request, article, &err))
		article_init(article);
	add(sums, score_body(arena, article, page->truth));
	lists_add(&sums->lists, arena, article, page);
	for (size_t l = 0; l < article->list_count; l++)
		sums->listed += article->lists[l].count;
}

static void
print_sums(const char *word, const struct sums *sums, double pages)
{
	struct rates rates = { sums->precision / pages, sums->recall / pages };
	printf(" %s F1 %.4f accuracy %.3f", word, rates_f1(rates), sums->exact / pages);
	printf(" listed %zu", sums->listed);
	if (sums->lists.pages > 0)
		printf(" lists F1 %.4f", sums->lists.f1 / sums->lists.pages);
}

void
bench_memory(const struct corpus *corpus)
{
	const struct memory_known nothing = { 0 };
	struct arena *arena = arena_new();
	struct sites *sites = sites_new();
	struct sums first = { 0 }, without = { 0 }, with = { 0 };
	struct article article;
	size_t pages = 0, changed = 0;
	for (size_t i = 0; i < corpus->article_count; i++) {
		read_page(arena, &corpus->articles[i], &nothing, &article, &first);
		sites_add(sites, corpus->articles[i].url, corpus->articles[i].crawled, &article);
		arena_reset(arena);
	}
	sites_learn(sites);
	for (size_t i = 0; i < corpus->article_count; i++) {
		const struct corpus_page *page = &corpus->articles[i];
		struct memory_known known = sites_known(sites, page->url);
		if (known.pages > 1) {
			read_page(arena, page, NULL, &article, &without);
			size_t before = article.paragraph_count;
			read_page(arena, page, &known, &article, &with);
			changed += article.paragraph_count != before;
			pages++;
		}
		arena_reset(arena);
	}
	sites_free(sites);
	arena_free(arena);
	if (pages == 0)
		return;
	printf("memory    ");
	print_sums("without", &without, (double)pages);
	print_sums("with", &with, (double)pages);
	printf(" (%zu pages of hosts with several; %zu changed)\n", pages, changed);
}
