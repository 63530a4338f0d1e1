/* The scores of one page. */
#include "score.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/text.h"
#include "shingle.h"

#define CAPTION_LETTERS_MIN 12  /* shorter captions must agree by their words */
#define CAPTION_WORDS_F1    0.8 /* of the sets of words */
#define DAY_SECONDS         86400
#define AUTHORS_MAX         64
#define JOINED_MAX_BYTES    ((size_t)64 << 20)

double
rates_f1(struct rates rates)
{
	double sum = rates.precision + rates.recall;
	return sum > 0 ? 2 * rates.precision * rates.recall / sum : 0;
}

static struct words
words_of_array(struct arena *arena, const json_t *first, const json_t *second)
{
	struct words words = { 0 };
	size_t i;
	json_t *text;
	json_array_foreach((json_t *)first, i, text)
		words_add(&words, arena, json_string_value(text));
	json_array_foreach((json_t *)second, i, text)
		words_add(&words, arena, json_string_value(text));
	return words;
}

static struct rates
rates_of(size_t common, size_t ours, size_t truth)
{
	if (ours == 0 && truth == 0)
		return (struct rates){ 1, 1 };
	return (struct rates){
		.precision = ours > 0 ? (double)common / (double)ours : 0,
		.recall = truth > 0 ? (double)common / (double)truth : 0,
	};
}

static struct body_score
compare_bodies(struct arena *arena, const struct words *ours, const struct words *truth)
{
	struct words a = words_shingles(ours, arena), b = words_shingles(truth, arena);
	return (struct body_score){
		.rates = rates_of(words_common(&a, &b), a.count, b.count),
		.exact = ours->count == truth->count &&
			 (ours->count == 0 || memcmp(ours->all, truth->all,
						      ours->count * sizeof(*ours->all)) == 0),
	};
}

struct body_score
score_body(struct arena *arena, const struct article *article, const json_t *truth)
{
	struct words ours = { 0 };
	for (size_t i = 0; i < article->paragraph_count; i++)
		words_add(&ours, arena, article->paragraphs[i]);
	json_t *paragraphs = json_object_get(truth, "paragraphs");
	struct words whole = words_of_array(arena, json_object_get(truth, "summary"), paragraphs);
	struct words bare = words_of_array(arena, NULL, paragraphs);
	struct body_score with = compare_bodies(arena, &ours, &whole);
	struct body_score without = compare_bodies(arena, &ours, &bare);
	if (with.exact || (!without.exact && rates_f1(with.rates) > rates_f1(without.rates)))
		return with;
	return without;
}

const char *
score_text(struct arena *arena, const struct article *article)
{
	struct buffer joined;
	buffer_init(&joined, JOINED_MAX_BYTES);
	buffer_add_string(&joined, "");
	for (size_t i = 0; i < article->paragraph_count; i++) {
		buffer_add_string(&joined, article->paragraphs[i]);
		buffer_add_char(&joined, '\n');
	}
	const char *text = arena_strdup(arena, joined.data);
	buffer_release(&joined);
	return text;
}

bool
score_holds(struct arena *arena, const char *text, const json_t *string)
{
	return strstr(text, text_fold(arena, slice_of(json_string_value(string)))) != NULL;
}

static size_t
count_found(struct arena *arena, const char *text, const json_t *strings)
{
	size_t found = 0, i;
	json_t *string;
	json_array_foreach((json_t *)strings, i, string)
		found += score_holds(arena, text, string);
	return found;
}

struct snippet_score
score_snippets(struct arena *arena, const char *text, const json_t *truth)
{
	return (struct snippet_score){
		.with = json_array_size(json_object_get(truth, "with")),
		.with_found = count_found(arena, text, json_object_get(truth, "with")),
		.without_found = count_found(arena, text, json_object_get(truth, "without")),
	};
}

struct rates
snippet_rates(const struct snippet_score *score)
{
	return rates_of(score->with_found, score->with_found + score->without_found, score->with);
}

static bool
equal_folded(struct arena *arena, const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return false;
	return strcmp(words_folded(arena, a), words_folded(arena, b)) == 0;
}

bool
score_headline(struct arena *arena, const struct article *article, const json_t *truth)
{
	static const char *const members[] = { "headline", "headline_shown" };
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++)
		if (equal_folded(arena, article->headline,
			    json_string_value(json_object_get(truth, members[i]))))
			return true;
	return false;
}

/* Adds a folded name to a set. */
static void
add_name(const char *names[AUTHORS_MAX], size_t *count, const char *name)
{
	for (size_t i = 0; i < *count; i++)
		if (strcmp(names[i], name) == 0)
			return;
	if (*count < AUTHORS_MAX && name[0] != '\0')
		names[(*count)++] = name;
}

static bool
has_name(const char *const names[], size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

bool
score_byline(
	struct arena *arena, const struct article *article, const json_t *truth, struct rates *out)
{
	const char *wanted[AUTHORS_MAX], *ours[AUTHORS_MAX];
	size_t wanted_count = 0, our_count = 0, common = 0, i;
	json_t *name;
	json_array_foreach(json_object_get(truth, "authors"), i, name)
		add_name(wanted, &wanted_count, words_folded(arena, json_string_value(name)));
	if (wanted_count == 0)
		return false;
	for (i = 0; i < article->byline_count; i++)
		add_name(ours, &our_count, words_folded(arena, article->byline[i]));
	if (article->agency != NULL) {
		const char *agency = words_folded(arena, article->agency);
		if (has_name(wanted, wanted_count, agency))
			add_name(ours, &our_count, agency);
	}
	for (i = 0; i < our_count; i++)
		common += has_name(wanted, wanted_count, ours[i]);
	*out = rates_of(common, our_count, wanted_count);
	return true;
}

/* "2024-05-03 15:47:42.389000+00:00" */
static bool
truth_time(const json_t *truth, int64_t *seconds)
{
	const char *text = json_string_value(json_object_get(truth, "published"));
	char copy[64];
	if (text == NULL || strlen(text) + 2 > sizeof(copy))
		return false;
	if (clock_read(slice_of(text), seconds))
		return true;
	/* Without an offset it counts as UTC. */
	strcpy(copy, text);
	strcat(copy, "Z");
	return clock_read(slice_of(copy), seconds);
}

bool
score_published(const struct article *article, const json_t *truth, bool *minute, bool *day)
{
	int64_t seconds;
	*minute = *day = false;
	if (!truth_time(truth, &seconds))
		return false;
	if (article->published == CLOCK_NEVER)
		return true;
	int64_t off = llabs(article->published - seconds);
	*minute = article->published / 60 == seconds / 60;
	*day = off <= DAY_SECONDS;
	return true;
}

/* F1 of the sets of words of two texts. */
static double
word_sets_f1(struct arena *arena, const char *a, const char *b)
{
	struct words x = { 0 }, y = { 0 };
	words_add(&x, arena, text_fold_lower(arena, slice_of(a)));
	words_add(&y, arena, text_fold_lower(arena, slice_of(b)));
	words_set(&x);
	words_set(&y);
	return rates_f1(rates_of(words_common(&x, &y), x.count, y.count));
}

static bool
captions_agree(struct arena *arena, const char *ours, const char *truth)
{
	const char *a = words_folded(arena, ours), *b = words_folded(arena, truth);
	size_t shorter = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
	if (strcmp(a, b) == 0)
		return true;
	if (shorter >= CAPTION_LETTERS_MIN && (strstr(a, b) != NULL || strstr(b, a) != NULL))
		return true;
	return word_sets_f1(arena, ours, truth) >= CAPTION_WORDS_F1;
}

/* Names of an array of credits, or of one string parted at ", ": folded, without order. */
static bool
credits_agree(struct arena *arena, const char *ours, const json_t *truth)
{
	struct buffer joined;
	size_t i;
	json_t *name;
	buffer_init(&joined, JOINED_MAX_BYTES);
	buffer_add_string(&joined, "");
	json_array_foreach((json_t *)truth, i, name)
		buffer_addf(&joined, "%s%s", i > 0 ? ", " : "", json_string_value(name));
	bool agree = equal_folded(arena, ours, joined.data);
	buffer_release(&joined);
	return agree;
}

struct photo_score
score_photos(struct arena *arena, const struct article *article, const json_t *truth)
{
	struct photo_score score = { 0 };
	json_t *photos = json_object_get(truth, "photos"), *photo;
	size_t i;
	if (json_array_size(photos) == 0)
		return score;
	bool *used = arena_zalloc(arena, article->photo_count + 1, sizeof(*used));
	for (i = 0; i < article->photo_count; i++)
		score.captions += article->photos[i].caption != NULL;
	json_array_foreach(photos, i, photo) {
		const char *caption = json_string_value(json_object_get(photo, "caption"));
		if (caption == NULL || caption[0] == '\0')
			continue;
		score.truth++;
		for (size_t p = 0; p < article->photo_count; p++) {
			const struct photo *ours = &article->photos[p];
			if (used[p] || ours->caption == NULL ||
				!captions_agree(arena, ours->caption, caption))
				continue;
			used[p] = true;
			score.found++;
			json_t *credit = json_object_get(photo, "credit");
			if (json_array_size(credit) > 0) {
				score.credits++;
				score.credits_right += credits_agree(arena, ours->credit, credit);
			}
			break;
		}
	}
	return score;
}

void
score_fields(struct field_totals *totals, struct arena *arena, const struct article *article,
	const json_t *truth)
{
	struct rates byline;
	bool minute, day;
	totals->pages++;
	totals->headlines += score_headline(arena, article, truth);
	if (score_byline(arena, article, truth, &byline)) {
		totals->byline_precision += byline.precision;
		totals->byline_recall += byline.recall;
		totals->bylines++;
	}
	if (score_published(article, truth, &minute, &day)) {
		totals->times++;
		totals->minutes += minute;
		totals->days += day;
	}
	struct photo_score photos = score_photos(arena, article, truth);
	totals->photos.captions += photos.captions;
	totals->photos.truth += photos.truth;
	totals->photos.found += photos.found;
	totals->photos.credits += photos.credits;
	totals->photos.credits_right += photos.credits_right;
}

struct rates
score_byline_rates(const struct field_totals *totals)
{
	return (struct rates){
		totals->byline_precision / totals->bylines,
		totals->byline_recall / totals->bylines,
	};
}

struct rates
score_caption_rates(const struct field_totals *totals)
{
	const struct photo_score *photos = &totals->photos;
	return (struct rates){
		photos->captions > 0 ? (double)photos->found / (double)photos->captions : 0,
		photos->truth > 0 ? (double)photos->found / (double)photos->truth : 0,
	};
}

double
score_credits(const struct field_totals *totals)
{
	const struct photo_score *photos = &totals->photos;
	return photos->credits > 0 ? (double)photos->credits_right / (double)photos->credits : 0;
}

double
score_paragraph(struct arena *arena, const char *paragraph, const char *const *others, size_t count)
{
	struct words own = { 0 }, all = { 0 };
	words_add(&own, arena, paragraph);
	for (size_t i = 0; i < count; i++)
		words_add(&all, arena, others[i]);
	struct words a = words_shingles(&own, arena), b = words_shingles(&all, arena);
	return a.count > 0 ? (double)words_common(&a, &b) / (double)a.count : 1;
}
