/* Reads all pages twice, as they are and blind, and notes the features of their blocks. */
#include "bodyfit.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/table.h"
#include "base/url.h"
#include "blind.h"
#include "label.h"
#include "logistic.h"
#include "score.h"

#define FOLDS          15
#define ALL_FOLDS      FOLDS /* the fold that no sample is of */
#define SNIPPET_WEIGHT 0.2   /* of a block that holds a snippet */
#define WEIGHT_WORDS   9.0   /* a block of so many words weighs as much as a block */

/* The blocks of one page. */
struct notes {
	struct arena *arena;
	struct sample *samples;
	const char **texts;
	size_t count, sample_room, text_room;
};

/* Pages, as they are or blind. */
struct pages {
	const struct corpus_page *all;
	struct slice *blind; /* copies of theirs */
	size_t count;
	bool snippets;
};

struct study {
	struct arena *arena;
	struct pages articles, snippets;
	struct sample *samples;
	size_t count, room;
};

/* Pages of one outlet are in one fold: it is told by the end of the host, "news.example". */
static unsigned
fold_of(const char *url)
{
	const char *host = strstr(url, "://");
	host = host != NULL ? host + 3 : url;
	const char *end = host + strcspn(host, "/:?");
	const char *from = end;
	for (int dots = 0; from > host; from--)
		if (from[-1] == '.' && ++dots == 2 && end - from > 7)
			break;
	return (unsigned)(hash_stable(from, (size_t)(end - from)) % FOLDS);
}

static void
note(void *arg, const struct blocks *blocks, const struct block *block, const float *features)
{
	struct notes *notes = arg;
	notes->samples = arena_grow(notes->arena, notes->samples, notes->count, &notes->sample_room,
		sizeof(*notes->samples));
	notes->texts = arena_grow(
		notes->arena, notes->texts, notes->count, &notes->text_room, sizeof(*notes->texts));
	struct sample *sample = &notes->samples[notes->count];
	memcpy(sample->features, features, sizeof(sample->features));
	sample->weight = sqrt(fmax(block->words, 1) / WEIGHT_WORDS);
	notes->texts[notes->count++] = arena_strdup(notes->arena, block_text(blocks, block).data);
}

static void
read_page(struct arena *arena, const struct corpus_page *page, struct slice html,
	const struct doubt_study *doubt, struct article *article)
{
	struct extract_request request = corpus_request(page);
	struct err err;
	request.bytes = html;
	request.body_study = doubt;
	if (!extract_article(arena, &request, article, &err))
		article_init(article);
}

static void
add_page(struct study *study, struct arena *arena, const struct pages *pages, size_t number,
	struct slice html)
{
	const struct corpus_page *page = &pages->all[number];
	struct notes notes = { .arena = arena };
	struct doubt_study doubt = { .note = note, .arg = &notes };
	struct article article;
	read_page(arena, page, html, &doubt, &article);
	enum label *labels = arena_zalloc(arena, notes.count + 1, sizeof(*labels));
	(pages->snippets ? label_snippets : label_texts)(
		arena, notes.texts, notes.count, page->truth, labels);
	for (size_t i = 0; i < notes.count; i++) {
		if (labels[i] == LABEL_UNKNOWN)
			continue;
		study->samples = arena_grow(study->arena, study->samples, study->count,
			&study->room, sizeof(*study->samples));
		struct sample *sample = &study->samples[study->count++];
		*sample = notes.samples[i];
		sample->is_text = labels[i] == LABEL_TEXT;
		sample->fold = fold_of(page->url);
		if (pages->snippets)
			sample->weight = SNIPPET_WEIGHT;
	}
}

static void
add_pages(struct study *study, struct pages *pages)
{
	struct arena *arena = arena_new();
	pages->blind = arena_alloc(study->arena, (pages->count + 1) * sizeof(*pages->blind));
	for (size_t i = 0; i < pages->count; i++) {
		pages->blind[i] = blind_page(study->arena, pages->all[i].html);
		add_page(study, arena, pages, i, pages->all[i].html);
		add_page(study, arena, pages, i, pages->blind[i]);
		arena_reset(arena);
	}
	arena_free(arena);
}

static void
study_read(struct study *study, const struct corpus *corpus)
{
	*study = (struct study){
		.arena = arena_new(),
		.articles = { .all = corpus->articles, .count = corpus->article_count },
		.snippets = {
			.all = corpus->snippets,
			.count = corpus->snippet_count,
			.snippets = true,
		},
	};
	add_pages(study, &study->articles);
	add_pages(study, &study->snippets);
}

/* A page read with the weights of the fold that it is in. */
static void
read_left_out(struct arena *arena, const struct pages *pages, size_t number, bool blind,
	float (*weights)[DOUBT_FEATURES], struct article *article)
{
	const struct corpus_page *page = &pages->all[number];
	struct doubt_study doubt = { .weights = weights[fold_of(page->url)] };
	read_page(arena, page, blind ? pages->blind[number] : page->html, &doubt, article);
}

static void
print_fields(const struct field_totals *fields)
{
	printf("blind      headline %.4f byline F1 %.4f published minute %.4f day %.4f captions F1 "
	       "%.4f credits %.4f\n",
		fields->headlines / fields->pages, rates_f1(score_byline_rates(fields)),
		fields->minutes / fields->times, fields->days / fields->times,
		rates_f1(score_caption_rates(fields)), score_credits(fields));
}

static void
print_scores(
	const struct study *study, const char *before, bool blind, float (*weights)[DOUBT_FEATURES])
{
	struct arena *arena = arena_new();
	struct article article;
	struct rates sum = { 0 };
	struct snippet_score snippets = { 0 };
	struct field_totals fields = { 0 };
	double exact = 0, pages = (double)study->articles.count;
	for (size_t i = 0; i < study->articles.count; i++) {
		read_left_out(arena, &study->articles, i, blind, weights, &article);
		struct body_score score = score_body(arena, &article, study->articles.all[i].truth);
		sum.precision += score.rates.precision / pages;
		sum.recall += score.rates.recall / pages;
		exact += score.exact;
		score_fields(&fields, arena, &article, study->articles.all[i].truth);
		arena_reset(arena);
	}
	for (size_t i = 0; i < study->snippets.count; i++) {
		read_left_out(arena, &study->snippets, i, blind, weights, &article);
		struct snippet_score score = score_snippets(
			arena, score_text(arena, &article), study->snippets.all[i].truth);
		snippets.with += score.with;
		snippets.with_found += score.with_found;
		snippets.without_found += score.without_found;
		arena_reset(arena);
	}
	printf("precision %.4f recall %.4f F1 %.4f accuracy %.3f snippets F1 %.4f\n", sum.precision,
		sum.recall, rates_f1(sum), exact / pages, rates_f1(snippet_rates(&snippets)));
	/* Not where they are written into the head of the weights, which are the body's. */
	if (blind && before[0] == '\0')
		print_fields(&fields);
	arena_free(arena);
}

/* Both, each behind `before`. */
static void
print_left_out(const struct study *study, const char *before)
{
	float weights[FOLDS][DOUBT_FEATURES];
	for (unsigned fold = 0; fold < FOLDS; fold++)
		logistic_fit(study->arena, study->samples, study->count, fold, weights[fold]);
	printf("%sleft out   body ", before);
	print_scores(study, before, false, weights);
	printf("%sblind      body ", before);
	print_scores(study, before, true, weights);
}

void
bench_body_left_out(const struct corpus *corpus)
{
	struct study study;
	if (corpus->article_count == 0)
		return;
	study_read(&study, corpus);
	print_left_out(&study, "");
	arena_free(study.arena);
}

void
bench_body_fit(const struct corpus *corpus)
{
	struct study study;
	float weights[DOUBT_FEATURES];
	study_read(&study, corpus);
	logistic_fit(study.arena, study.samples, study.count, ALL_FOLDS, weights);
	printf("/*\n * doubt_weights.h - the table of doubt.h, in the order of enum doubt_feature.\n *\n"
	       " * Made by `bench CORPUS --fit-body` of %zu blocks. What it does to the body of outlets left\n"
	       " * out, on pages as they are and on pages whose classes and ids say nothing:\n *\n",
		study.count);
	print_left_out(&study, " *      ");
	printf(" */\n#ifndef NEWSWIRED_EXTRACT_DOUBT_WEIGHTS_H\n"
	       "#define NEWSWIRED_EXTRACT_DOUBT_WEIGHTS_H\n\n#include \"extract/doubt.h\"\n\n");
	printf("static const float doubt_weights[DOUBT_FEATURES] = {");
	for (int f = 0; f < DOUBT_FEATURES; f++)
		printf("\n\t%.3fF,", (double)weights[f]);
	printf("\n};\n\n#endif\n");
	arena_free(study.arena);
}
