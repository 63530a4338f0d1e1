/* Lines as numbers, what pages share, and how often is often enough. */
#include "extract/memory.h"

#include <stdlib.h>

#include "base/table.h"

#define WORDS_MAX 0xff

/* A line of more bytes that is no prose is a table rather, whose numbers tell it from others. */
#define SHORT_MAX_BYTES 512

/*
 * Pages that share this part of the smaller one's words tell the same story: another address of
 * it, or an update.
 */
#define KIN_SHARE 0.30F

/*
 * A line on so many of the pages compared is no sign of kinship: else the furniture of short
 * pieces would make kin of them all.
 */
#define COMMON_PAGES 4

/* An outlet of which fewer pages are known is asked for less. */
#define FEW_PAGES 12

/*
 * How many pages must have had a line, on what share of the pages since it was first seen it must
 * stand: 1 / spread, and how many days must lie between the first of them and the last; where
 * nobody tells when pages were read, how many of them do for these days.
 */
static const struct {
	uint32_t of_few, of_many, spread, days, undated;
} needs[] = {
	[MEMORY_SHORT] = { 2, 3, UINT32_MAX, 0, 0 },
	[MEMORY_PROSE] = { 2, 4, UINT32_MAX, 0, 0 },
	[MEMORY_SENTENCE] = { 2, 4, 6, 0, 0 },
	[MEMORY_TEXT] = { 3, 5, 6, 0, 0 },
	[MEMORY_LINK] = { 2, 4, 2, 14, 4 },
	[MEMORY_TEASER] = { 3, 6, 2, 30, 6 },
	[MEMORY_STORY] = { UINT32_MAX, 12, 2, 30, 12 },
};

/* The text with each run of digits as one 0; one that is too long for a line stays as it is. */
static struct slice
fold_numbers(struct slice text, char out[SHORT_MAX_BYTES])
{
	size_t length = 0;
	if (text.length > SHORT_MAX_BYTES)
		return text;
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];
		bool digit = c >= '0' && c <= '9';
		if (!digit)
			out[length++] = c;
		else if (length == 0 || out[length - 1] != '0')
			out[length++] = '0';
	}
	return (struct slice){ out, length };
}

uint64_t
memory_line(struct slice text, uint32_t words, bool prose)
{
	char folded[SHORT_MAX_BYTES];
	if (!prose)
		text = fold_numbers(text, folded);
	uint64_t hash = hash_stable(text.data, text.length) & ~(uint64_t)WORDS_MAX;
	return hash | (words < WORDS_MAX ? words + (words == 0) : WORDS_MAX);
}

uint64_t
memory_link(struct slice key)
{
	return hash_stable(key.data, key.length) & ~(uint64_t)WORDS_MAX;
}

static int
by_line(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return x < y ? -1 : x > y;
}

size_t
memory_sort(uint64_t *lines, size_t count)
{
	size_t kept = 0;
	if (count > 1)
		qsort(lines, count, sizeof(*lines), by_line);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || lines[kept - 1] != lines[i])
			lines[kept++] = lines[i];
	return kept;
}

bool
memory_holds(const uint64_t *lines, size_t count, struct slice text)
{
	uint64_t prose = memory_line(text, WORDS_MAX, true);
	uint64_t others = memory_line(text, WORDS_MAX, false);
	for (size_t i = 0; i < count; i++) {
		uint64_t line = lines[i] | WORDS_MAX;
		if (line == prose || line == others)
			return true;
	}
	return false;
}

static const struct memory_line *
find(const struct memory_known *known, uint64_t line)
{
	size_t low = 0, high = known != NULL ? known->count : 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (known->lines[middle].line < line)
			low = middle + 1;
		else
			high = middle;
	}
	return known != NULL && low < known->count && known->lines[low].line == line
		       ? &known->lines[low]
		       : NULL;
}

static bool
is_long_enough(const struct memory_line *line, enum memory_kind kind)
{
	if (line->first_day == 0)
		return line->pages >= needs[kind].undated;
	return line->last_day - line->first_day >= needs[kind].days;
}

bool
memory_is_furniture(const struct memory_known *known, uint64_t line, enum memory_kind kind)
{
	const struct memory_line *found = find(known, line);
	if (found == NULL)
		return false;
	bool few = known->pages < FEW_PAGES;
	uint32_t since = known->pages >= found->first ? known->pages - found->first + 1 : 1;
	return found->pages >= (few ? needs[kind].of_few : needs[kind].of_many) &&
	       (uint64_t)found->pages * needs[kind].spread >= since && is_long_enough(found, kind);
}

/* A walk over the lines that two pages share. */
struct shared {
	const struct memory_page *page, *other;
	size_t at, other_at;
};

static bool
next_shared(struct shared *s, size_t *place)
{
	while (s->at < s->page->count && s->other_at < s->other->count) {
		uint64_t a = s->page->lines[s->at], b = s->other->lines[s->other_at];
		if (a == b) {
			*place = s->at++;
			s->other_at++;
			return true;
		}
		if (a < b)
			s->at++;
		else
			s->other_at++;
	}
	return false;
}

static uint32_t
count_words(const struct memory_page *page)
{
	uint32_t words = 0;
	for (size_t i = 0; i < page->count; i++)
		words += memory_words(page->lines[i]);
	return words;
}

/* What of a page has been seen where. */
struct sightings {
	uint32_t pages[MEMORY_PAGE_LINES_MAX]; /* by line: former pages that have it */
	bool common[MEMORY_PAGE_LINES_MAX];    /* no sign of kinship */
	/* The first former page that has it and is no kin; NULL: none. */
	const struct memory_page *first[MEMORY_PAGE_LINES_MAX];
	bool kin[MEMORY_PAGE_LINES_MAX]; /* one that is kin has it */
};

/* Whether two pages tell the same story, judged by the lines that are not on many pages. */
static bool
is_kin(const struct memory_page *page, const struct memory_page *other,
	const struct sightings *seen)
{
	struct shared walk = { .page = page, .other = other };
	uint32_t own = 0, theirs = count_words(other), shared = 0;
	if (page->story != 0 && page->story == other->story)
		return true;
	for (size_t i = 0; i < page->count; i++)
		own += seen->common[i] ? 0 : memory_words(page->lines[i]);
	for (size_t place; next_shared(&walk, &place);) {
		uint32_t words = memory_words(page->lines[place]);
		if (seen->common[place])
			theirs -= words;
		else
			shared += words;
	}
	uint32_t smaller = own < theirs ? own : theirs;
	return shared > 0 && (float)shared >= KIN_SHARE * (float)smaller;
}

static void
compare(const struct memory_page *page, const struct memory_page *other, struct sightings *seen)
{
	struct shared walk = { .page = page, .other = other };
	bool kin = is_kin(page, other, seen);
	for (size_t place; next_shared(&walk, &place);) {
		if (kin)
			seen->kin[place] = true;
		else if (seen->first[place] == NULL || other->number < seen->first[place]->number)
			seen->first[place] = other;
	}
}

/* Takes in a day that a line was seen on. */
static void
widen(struct memory_line *line, uint32_t day)
{
	if (day == 0)
		return;
	if (line->first_day == 0 || day < line->first_day)
		line->first_day = day;
	if (day > line->last_day)
		line->last_day = day;
}

static struct memory_line
learned_line(const struct memory_page *page, uint64_t line, const struct memory_page *first)
{
	struct memory_line learned = { .line = line, .pages = 2, .first = first->number };
	widen(&learned, first->day);
	widen(&learned, page->day);
	return learned;
}

size_t
memory_learn(const struct memory_known *known, const struct memory_page *former,
	size_t former_count, const struct memory_page *page, struct memory_line *out)
{
	struct sightings seen = { .pages = { 0 } };
	size_t count = 0;
	for (size_t i = 0; i < former_count; i++) {
		struct shared walk = { .page = page, .other = &former[i] };
		for (size_t place; next_shared(&walk, &place);)
			seen.pages[place]++;
	}
	for (size_t i = 0; i < page->count; i++)
		seen.common[i] = seen.pages[i] >= COMMON_PAGES || find(known, page->lines[i]);
	for (size_t i = 0; i < former_count; i++)
		compare(page, &former[i], &seen);
	for (size_t i = 0; i < page->count; i++)
		if (seen.first[i] != NULL && !seen.kin[i])
			out[count++] = learned_line(page, page->lines[i], seen.first[i]);
	return count;
}

size_t
memory_merge(struct memory_line *out, const struct memory_line *known, size_t known_count,
	const struct memory_line *learned, size_t learned_count)
{
	size_t count = 0, k = 0, l = 0;
	while (k < known_count || l < learned_count) {
		if (l == learned_count || (k < known_count && known[k].line < learned[l].line)) {
			out[count++] = known[k++];
		} else if (k == known_count || learned[l].line < known[k].line) {
			out[count++] = learned[l++];
		} else {
			out[count] = known[k++];
			widen(&out[count], learned[l++].last_day);
			out[count++].pages++;
		}
	}
	return count;
}
