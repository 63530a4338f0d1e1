/*
 * score.h - what was read against the truth, by the definitions of the corpus's README.
 */
#ifndef NEWSWIRED_TESTS_BENCH_SCORE_H
#define NEWSWIRED_TESTS_BENCH_SCORE_H

#include <stdbool.h>
#include <stddef.h>

#include "article/article.h"
#include "base/arena.h"
#include "corpus.h"

/* Precision and recall, 0 to 1. */
struct rates {
	double precision, recall;
};

double rates_f1(struct rates rates);

struct body_score {
	struct rates rates; /* over 4-word shingles */
	bool exact;         /* every word right, in order */
};

/* The paragraphs against the truth with and without its summary, whichever suits better. */
struct body_score score_body(
	struct arena *arena, const struct article *article, const json_t *truth);

/* The paragraphs as one text, a line each; in the arena. */
const char *score_text(struct arena *arena, const struct article *article);

/* Whether a string of a snippets page is in that text; blanks of either kind are equal. */
bool score_holds(struct arena *arena, const char *text, const json_t *string);

/* How many strings of a snippets page were found, and how many there are. */
struct snippet_score {
	size_t with_found, with, without_found;
};
struct snippet_score score_snippets(struct arena *arena, const char *text, const json_t *truth);
struct rates snippet_rates(const struct snippet_score *score);

bool score_headline(struct arena *arena, const struct article *article, const json_t *truth);

/* False where the truth names nobody: the page does not count. */
bool score_byline(
	struct arena *arena, const struct article *article, const json_t *truth, struct rates *out);

/* False where the truth has no time. minute: the same one in UTC; day: at most 24 hours off. */
bool score_published(const struct article *article, const json_t *truth, bool *minute, bool *day);

/* Of one page whose truth has photos. */
struct photo_score {
	size_t captions, truth, found; /* ours, the truth's, and those that agree */
	size_t credits,
		credits_right; /* of the found: the truth has a credit; ours names the same */
};
struct photo_score score_photos(
	struct arena *arena, const struct article *article, const json_t *truth);

/* Sums over pages of all fields but the body. */
struct field_totals {
	double pages, headlines, byline_precision, byline_recall, bylines, minutes, days, times;
	struct photo_score photos;
};
struct rates score_byline_rates(const struct field_totals *totals);
struct rates score_caption_rates(const struct field_totals *totals);
double score_credits(const struct field_totals *totals);
void score_fields(struct field_totals *totals, struct arena *arena, const struct article *article,
	const json_t *truth);

/* Shares of the paragraph's shingles that the truth has, 0 to 1; for showing what went wrong. */
double score_paragraph(
	struct arena *arena, const char *paragraph, const char *const *others, size_t count);

#endif
