/* Reads all articles, learns of each host, and reads those again whose host has several. */
#include "memory.h"

#include <stdio.h>

#include "command/sites.h"
#include "score.h"

struct sums {
	double precision, recall, exact;
};

static void
add(struct sums *sums, struct body_score score)
{
	sums->precision += score.rates.precision;
	sums->recall += score.rates.recall;
	sums->exact += score.exact;
}

static struct body_score
read_page(struct arena *arena, const struct corpus_page *page, const struct memory_known *known,
	struct article *article)
{
	struct extract_request request = corpus_request(page);
	struct err err;
	request.memory = known;
	if (!extract_article(arena, &request, article, &err))
		article_init(article);
	return score_body(arena, article, page->truth);
}

static void
print_sums(const char *word, const struct sums *sums, double pages)
{
	struct rates rates = { sums->precision / pages, sums->recall / pages };
	printf(" %s F1 %.4f accuracy %.3f", word, rates_f1(rates), sums->exact / pages);
}

void
bench_memory(const struct corpus *corpus)
{
	const struct memory_known nothing = { 0 };
	struct arena *arena = arena_new();
	struct sites *sites = sites_new();
	struct sums without = { 0 }, with = { 0 };
	struct article article;
	size_t pages = 0, changed = 0;
	for (size_t i = 0; i < corpus->article_count; i++) {
		read_page(arena, &corpus->articles[i], &nothing, &article);
		sites_add(sites, corpus->articles[i].url, &article);
		arena_reset(arena);
	}
	sites_learn(sites);
	for (size_t i = 0; i < corpus->article_count; i++) {
		const struct corpus_page *page = &corpus->articles[i];
		struct memory_known known = sites_known(sites, page->url);
		if (known.pages > 1) {
			add(&without, read_page(arena, page, NULL, &article));
			size_t before = article.paragraph_count;
			add(&with, read_page(arena, page, &known, &article));
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
