/* Newton's method on the penalized likelihood; one fit for each outlet that is left out. */
#include "fit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/source.h"
#include "base/clock.h"
#include "base/url.h"
#include "cholesky.h"
#include "extract/listscore.h"
#include "lists.h"
#include "pairs.h"

#define PULL           30.0 /* how strongly a weight is drawn to the one in use */
#define STEPS          12
#define SMALL_PAGE     0.5 /* stories that a page counts for besides those it has */
#define PAGE_WEIGHT    20  /* of all groups of a page together, roughly */
#define FIXTURE_WEIGHT 5   /* of the groups of a fixture: it shows one thing, a page has several */
#define FIXTURES       "tests/lists"
#define SECTIONS       "tests/sections"
#define NO_OUTLET      SIZE_MAX /* a fixture's; also to leave out none */

/* A group of links: its features, the share of its items that are listed stories. */
struct sample {
	double features[LIST_FEATURES], share, weight;
	size_t outlet;
};

struct fit {
	struct arena *arena;
	struct sample *samples;
	size_t count, room;
	const char **outlets;
	size_t outlet_count;
	/* The page that is being read. */
	const char **truth;
	size_t truth_count, outlet;
	double page_weight;
};

/* The number of the outlet whose page it is: by host. */
static size_t
outlet_of(struct fit *fit, const struct corpus_page *page)
{
	const char *host = url_host(fit->arena, page->url);
	size_t i = 0;
	while (i < fit->outlet_count && strcmp(fit->outlets[i], host) != 0)
		i++;
	if (i == fit->outlet_count)
		fit->outlets[fit->outlet_count++] = host;
	return i;
}

static void
read_truth(struct fit *fit, const json_t *truth)
{
	json_t *list, *item;
	size_t l, i, room = 0;
	fit->truth = NULL;
	fit->truth_count = 0;
	json_array_foreach(json_object_get(truth, "lists"), l, list) {
		json_array_foreach(json_object_get(list, "items"), i, item) {
			const char *url = json_string_value(json_object_get(item, "url"));
			fit->truth = arena_grow(fit->arena, fit->truth, fit->truth_count, &room,
				sizeof(*fit->truth));
			fit->truth[fit->truth_count++] = url_key(fit->arena, url);
		}
	}
}

/* The stories of a section page, which are one list. */
static void
read_entries(struct fit *fit, const json_t *truth)
{
	json_t *entry;
	size_t i, room = fit->truth_count;
	json_array_foreach(json_object_get(truth, "entries"), i, entry) {
		const char *url = json_string_value(json_object_get(entry, "link"));
		fit->truth = arena_grow(
			fit->arena, fit->truth, fit->truth_count, &room, sizeof(*fit->truth));
		fit->truth[fit->truth_count++] = url_key(fit->arena, url);
	}
}

static bool
is_listed(const struct fit *fit, const char *url)
{
	const char *key = url_key(fit->arena, url);
	for (size_t i = 0; key != NULL && i < fit->truth_count; i++)
		if (fit->truth[i] != NULL && strcmp(fit->truth[i], key) == 0)
			return true;
	return false;
}

static void
see(void *context, const struct list_sample *seen)
{
	struct fit *fit = context;
	if (seen->url_count == 0)
		return;
	fit->samples =
		arena_grow(fit->arena, fit->samples, fit->count, &fit->room, sizeof(*fit->samples));
	struct sample *sample = &fit->samples[fit->count++];
	double listed = 0, items = (double)seen->url_count;
	for (size_t i = 0; i < seen->url_count; i++)
		listed += is_listed(fit, seen->urls[i]);
	*sample = (struct sample){
		.share = listed / items,
		.weight = fit->page_weight * items / ((double)fit->truth_count + SMALL_PAGE),
		.outlet = fit->outlet,
	};
	for (int f = 0; f < LIST_FEATURES; f++)
		sample->features[f] = (double)seen->features[f];
}

/* Reads the lists of a page under a study. */
static void
read_page(struct arena *arena, const struct corpus_page *page, const struct list_study *study,
	struct article *out)
{
	struct extract_request request = corpus_request(page);
	struct err err = { 0 };
	request.study = study;
	if (!extract_article(arena, &request, out, &err))
		article_init(out);
}

static void
collect(struct fit *fit, const struct corpus *corpus)
{
	struct arena *arena = arena_new();
	struct list_study study = { .see = see, .context = fit };
	fit->page_weight = PAGE_WEIGHT;
	fit->outlets = arena_alloc(fit->arena, corpus->article_count * sizeof(*fit->outlets));
	for (size_t i = 0; i < corpus->article_count; i++) {
		struct article article;
		if (corpus->articles[i].lists == NULL)
			continue;
		fit->outlet = outlet_of(fit, &corpus->articles[i]);
		read_truth(fit, corpus->articles[i].lists);
		read_page(arena, &corpus->articles[i], &study, &article);
		arena_reset(arena);
	}
	arena_free(arena);
}

/* A fixture is an example as a page is. */
static void
collect_fixture(void *context, struct slice bytes, json_t *truth)
{
	struct fit *fit = context;
	struct list_study study = { .see = see, .context = fit };
	struct corpus_page page = {
		.url = json_string_value(json_object_get(truth, "#url")),
		.html = bytes,
		.crawled = CLOCK_NEVER,
	};
	struct article article;
	/* What an outlet's rules say is no example of what weights find. */
	if (json_object_get(truth, "#rules") != NULL)
		return;
	struct arena *arena = arena_new();
	read_truth(fit, truth);
	read_page(arena, &page, &study, &article);
	arena_free(arena);
}

/* The same of a section page. */
static void
collect_section(void *context, struct slice bytes, json_t *truth)
{
	struct fit *fit = context;
	struct list_study study = { .see = see, .context = fit };
	struct extract_request request = {
		.bytes = bytes,
		.url = json_string_value(json_object_get(truth, "#url")),
		.crawled = CLOCK_NEVER,
		.study = &study,
	};
	struct source_document document;
	struct err err = { 0 };
	struct arena *arena = arena_new();
	fit->truth = NULL;
	fit->truth_count = 0;
	read_entries(fit, truth);
	extract_source(arena, &request, &document, &err);
	arena_free(arena);
}

static void
collect_fixtures(struct fit *fit)
{
	fit->page_weight = FIXTURE_WEIGHT;
	fit->outlet = NO_OUTLET;
	pairs_read(FIXTURES, collect_fixture, fit);
	fit->page_weight = PAGE_WEIGHT;
	pairs_read(SECTIONS, collect_section, fit);
}

/* One step of the fit on all outlets but one. */
static void
step(const struct fit *fit, size_t left_out, double weights[LIST_FEATURES])
{
	double curve[LIST_FEATURES][LIST_FEATURES] = { 0 }, slope[LIST_FEATURES];
	for (int f = 0; f < LIST_FEATURES; f++) {
		curve[f][f] = PULL;
		slope[f] = PULL * (weights[f] - (double)list_weights[f].weight);
	}
	for (size_t i = 0; i < fit->count; i++) {
		const struct sample *sample = &fit->samples[i];
		double score = 0;
		if (sample->outlet == left_out && left_out != NO_OUTLET)
			continue;
		for (int f = 0; f < LIST_FEATURES; f++)
			score += weights[f] * sample->features[f];
		double chance = 1 / (1 + exp(-score));
		for (int f = 0; f < LIST_FEATURES; f++) {
			double value = sample->weight * sample->features[f];
			slope[f] += value * (chance - sample->share);
			for (int g = 0; g <= f; g++)
				curve[f][g] += value * sample->features[g] * chance * (1 - chance);
		}
	}
	cholesky_solve(LIST_FEATURES, curve, slope);
	for (int f = 0; f < LIST_FEATURES; f++)
		weights[f] -= slope[f];
}

static void
fit_weights(const struct fit *fit, size_t left_out, float out[LIST_FEATURES])
{
	double weights[LIST_FEATURES];
	for (int f = 0; f < LIST_FEATURES; f++)
		weights[f] = (double)list_weights[f].weight;
	for (int i = 0; i < STEPS; i++)
		step(fit, left_out, weights);
	for (int f = 0; f < LIST_FEATURES; f++)
		out[f] = (float)weights[f];
}

static void
print_table(const struct fit *fit)
{
	float weights[LIST_FEATURES];
	fit_weights(fit, NO_OUTLET, weights);
	for (int f = 0; f < LIST_FEATURES; f++)
		printf("WEIGHT(%s, %.2fF)\n", list_weights[f].name, (double)weights[f]);
}

static void
score_left_out(struct fit *fit, const struct corpus *corpus)
{
	struct arena *arena = arena_new();
	struct list_totals totals = { 0 };
	for (size_t i = 0; i < corpus->article_count; i++) {
		const struct corpus_page *page = &corpus->articles[i];
		float weights[LIST_FEATURES];
		struct list_study study = { .weights = weights };
		struct article article;
		if (page->lists == NULL)
			continue;
		fit_weights(fit, outlet_of(fit, page), weights);
		read_page(arena, page, &study, &article);
		lists_add(&totals, arena, &article, page);
		arena_reset(arena);
	}
	arena_free(arena);
	lists_print("lists out", &totals);
}

void
bench_fit(const struct corpus *corpus, bool table)
{
	struct fit fit = { .arena = arena_new() };
	collect(&fit, corpus);
	collect_fixtures(&fit);
	if (fit.count > 0 && table)
		print_table(&fit);
	if (fit.count > 0)
		score_left_out(&fit, corpus);
	arena_free(fit.arena);
}
