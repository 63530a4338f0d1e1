/*
 * bench [CORPUS [--pages | --speed | --fit | --fit-body | --page FILE]]: scores of extraction over a
 * corpus, and its speed; without one, the scores of the section pages in tests/sections and of site
 * memory on the outlets in tests/memory alone.
 *
 * --pages prints a line a page, the worst body first, with the paragraphs or strings that are too
 * many (+) and those that are missing (-); --page does so for one file alone. --speed leaves the
 * scores out. --fit prints the weights of lists fitted anew (daemon/extract/listweights.h),
 * --fit-body the table of the body (daemon/extract/doubt_weights.h), nothing else.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bodyfit.h"
#include "corpus.h"
#include "dom.h"
#include "fit.h"
#include "memory.h"
#include "lists.h"
#include "score.h"
#include "sections.h"
#include "speed.h"

/* A paragraph is shown as wrong where less than this share of it is in the other text. */
#define SHOWN_BELOW 0.9
#define SHOWN_BYTES 150

#define SECTIONS    "tests/sections"
#define MEMORY      "tests/memory"

/* Sums over all pages. */
struct totals {
	double precision, recall, pages, exact;
	struct field_totals fields;
	struct snippet_score snippets;
	struct list_totals lists;
};

struct page_result {
	const struct corpus_page *page;
	struct body_score score;
};

static bool
extract_page(struct arena *arena, const struct corpus_page *page, struct article *article)
{
	struct extract_request request = corpus_request(page);
	struct err err = { 0 };
	if (extract_article(arena, &request, article, &err))
		return true;
	fprintf(stderr, "%s: %s\n", page->file, err.text);
	article_init(article);
	return false;
}

static struct body_score
read_article(struct totals *totals, struct arena *arena, const struct corpus_page *page)
{
	struct article article;
	extract_page(arena, page, &article);
	struct body_score score = score_body(arena, &article, page->truth);
	totals->pages++;
	totals->precision += score.rates.precision;
	totals->recall += score.rates.recall;
	totals->exact += score.exact;
	score_fields(&totals->fields, arena, &article, page->truth);
	lists_add(&totals->lists, arena, &article, page);
	return score;
}

/* The strings of one kind that were found, or that were not, each behind `sign`. */
static void
print_strings(struct arena *arena, char sign, const char *text, const json_t *strings, bool found)
{
	size_t i;
	json_t *string;
	json_array_foreach((json_t *)strings, i, string)
		if (score_holds(arena, text, string) == found)
			printf("    %c %.*s\n", sign, SHOWN_BYTES, json_string_value(string));
}

static void
read_snippets(
	struct totals *totals, struct arena *arena, const struct corpus_page *page, bool shown)
{
	struct article article;
	extract_page(arena, page, &article);
	const char *text = score_text(arena, &article);
	struct snippet_score score = score_snippets(arena, text, page->truth);
	if (shown && (score.with_found < score.with || score.without_found > 0)) {
		printf("snippets %s with %zu of %zu, without %zu; %zu paragraphs\n", page->file,
			score.with_found, score.with, score.without_found, article.paragraph_count);
		print_strings(arena, '-', text, json_object_get(page->truth, "with"), false);
		print_strings(arena, '+', text, json_object_get(page->truth, "without"), true);
	}
	totals->snippets.with += score.with;
	totals->snippets.with_found += score.with_found;
	totals->snippets.without_found += score.without_found;
}

static void
print_totals(const struct totals *t)
{
	struct rates body = { t->precision / t->pages, t->recall / t->pages };
	const struct field_totals *f = &t->fields;
	struct rates byline = score_byline_rates(f), captions = score_caption_rates(f);
	struct rates snippets = snippet_rates(&t->snippets);
	printf("body       precision %.4f recall %.4f F1 %.4f accuracy %.3f (%.0f pages)\n",
		body.precision, body.recall, rates_f1(body), t->exact / t->pages, t->pages);
	printf("snippets   precision %.4f recall %.4f F1 %.4f\n", snippets.precision,
		snippets.recall, rates_f1(snippets));
	printf("headline   %.4f\n", f->headlines / f->pages);
	printf("byline     precision %.4f recall %.4f F1 %.4f\n", byline.precision, byline.recall,
		rates_f1(byline));
	printf("published  minute %.4f day %.4f (of %.0f)\n", f->minutes / f->times,
		f->days / f->times, f->times);
	printf("captions   precision %.4f recall %.4f F1 %.4f (of %zu)\n", captions.precision,
		captions.recall, rates_f1(captions), f->photos.truth);
	printf("credits    %.4f (of %zu)\n", score_credits(f), f->photos.credits);
	lists_print("lists", &t->lists);
}

static int
worst_first(const void *a, const void *b)
{
	double x = rates_f1(((const struct page_result *)a)->score.rates);
	double y = rates_f1(((const struct page_result *)b)->score.rates);
	return x < y ? -1 : x > y;
}

/* Those of `ours` that `truth` does not have, each behind `sign`. */
static void
print_difference(struct arena *arena, char sign, const char *const *ours, size_t count,
	const char *const *truth, size_t truth_count)
{
	for (size_t i = 0; i < count; i++) {
		double share = score_paragraph(arena, ours[i], truth, truth_count);
		if (share < SHOWN_BELOW)
			printf("    %c %.2f [%zu] %.*s\n", sign, share, i, SHOWN_BYTES, ours[i]);
	}
}

static void
print_page(struct arena *arena, const struct page_result *result)
{
	struct article article;
	const char **truth = NULL;
	size_t count = 0, room = 0, i;
	json_t *text;
	extract_page(arena, result->page, &article);
	json_t *summary = json_object_get(result->page->truth, "summary");
	json_t *paragraphs = json_object_get(result->page->truth, "paragraphs");
	size_t summaries = json_array_size(summary);
	json_array_foreach(summary, i, text) {
		truth = arena_grow(arena, truth, count, &room, sizeof(*truth));
		truth[count++] = json_string_value(text);
	}
	json_array_foreach(paragraphs, i, text) {
		truth = arena_grow(arena, truth, count, &room, sizeof(*truth));
		truth[count++] = json_string_value(text);
	}
	printf("%.3f P %.3f R %.3f %s %s\n", rates_f1(result->score.rates),
		result->score.rates.precision, result->score.rates.recall,
		result->score.exact ? "exact" : "", result->page->file);
	print_difference(arena, '+', article.paragraphs, article.paragraph_count, truth, count);
	print_difference(arena, '-', truth + summaries, count - summaries, article.paragraphs,
		article.paragraph_count);
}

static void
run(const struct corpus *corpus, bool pages, const char *only)
{
	struct totals totals = { 0 };
	struct arena *arena = arena_new();
	struct page_result *results =
		arena_zalloc(corpus->arena, corpus->article_count + 1, sizeof(*results));
	for (size_t i = 0; i < corpus->article_count; i++) {
		results[i].page = &corpus->articles[i];
		results[i].score = read_article(&totals, arena, results[i].page);
		arena_reset(arena);
	}
	for (size_t i = 0; i < corpus->snippet_count; i++) {
		read_snippets(&totals, arena, &corpus->snippets[i], pages);
		arena_reset(arena);
	}
	qsort(results, corpus->article_count, sizeof(*results), worst_first);
	for (size_t i = 0; i < corpus->article_count; i++) {
		if (only != NULL ? strstr(results[i].page->file, only) != NULL : pages)
			print_page(arena, &results[i]);
		arena_reset(arena);
	}
	arena_free(arena);
	print_totals(&totals);
}

int
main(int argc, char **argv)
{
	bool pages = argc > 2 && strcmp(argv[2], "--pages") == 0;
	bool speed = argc > 2 && strcmp(argv[2], "--speed") == 0;
	bool fit_lists = argc > 2 && strcmp(argv[2], "--fit") == 0;
	bool fit_body = argc > 2 && strcmp(argv[2], "--fit-body") == 0;
	bool fit = fit_lists || fit_body;
	const char *only = argc > 3 && strcmp(argv[2], "--page") == 0 ? argv[3] : NULL;
	struct corpus corpus;
	if (argc > 2 && !pages && !speed && !fit && only == NULL) {
		fputs("usage: bench [CORPUS [--pages | --speed | --fit | --fit-body | --page FILE]]\n",
			stderr);
		return 2;
	}
	if (!pages && !speed && !fit && only == NULL) {
		bench_sections(SECTIONS);
		if (!corpus_read(&corpus, MEMORY))
			return EXIT_FAILURE;
		bench_memory(&corpus);
		corpus_release(&corpus);
	}
	if (argc < 2)
		return EXIT_SUCCESS;
	if (!corpus_read(&corpus, argv[1]))
		return EXIT_FAILURE;
	if (!speed && !fit)
		run(&corpus, pages, only);
	if (!pages && !speed && !fit_body && only == NULL)
		bench_fit(&corpus, fit);
	if (fit_body)
		bench_body_fit(&corpus);
	else if (!pages && !speed && !fit && only == NULL)
		bench_body_left_out(&corpus);
	if (!pages && !fit && only == NULL) {
		bench_memory(&corpus);
		bench_speed(&corpus);
		bench_dom(&corpus);
	}
	corpus_release(&corpus);
	return EXIT_SUCCESS;
}
