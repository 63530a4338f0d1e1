/*
 * memory.h - site memory: which lines and links stand on many pages of one outlet, and so are
 * furniture.
 *
 *      page 1   "Rain closed the pass."   "Send us your photos!"
 *      page 2   "The mayor resigned."     "Send us your photos!"       <- on two pages: known
 *
 * A line is a block of the page's text, or where a link leads, kept as a number alone. Whoever
 * reads pages of one outlet keeps the lines of the last of them (struct memory_page), asks
 * memory_learn what one more page adds, and hands what is known to the reading of the next (struct
 * memory_known). Pages of the same story do not count for each other, nor do pages that share much
 * of their text.
 *
 * Links need more than lines of text, since what is read most today stands on all pages of a day
 * too: they are furniture where they have stood on at least half of the pages for weeks.
 *
 * No I/O, no state. Cost: MEMORY_PAGES times MEMORY_PAGE_LINES_MAX steps a page learned, a binary
 * search a line read.
 */
#ifndef NEWSWIRED_EXTRACT_MEMORY_H
#define NEWSWIRED_EXTRACT_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/slice.h"

#define MEMORY_PAGES          48 /* pages of an outlet that a new one is compared with */
#define MEMORY_PAGE_TEXTS_MAX 64 /* of one page, remembered: its first and its last */
#define MEMORY_PAGE_LINKS_MAX 32 /* its first */
#define MEMORY_PAGE_LINES_MAX (MEMORY_PAGE_TEXTS_MAX + MEMORY_PAGE_LINKS_MAX)
#define MEMORY_TEXTS_MAX      256 /* known of one outlet */
#define MEMORY_LINKS_MAX      128 /* the same; so that neither crowds out the other */
#define MEMORY_LINES_MAX      (MEMORY_TEXTS_MAX + MEMORY_LINKS_MAX)

/*
 * The number of a line: a stable hash (base/table.h) with its words in the lowest byte, so that
 * what two pages share can be weighed without their text. text: as blocks have it, white space
 * folded, NFC. In what is no prose numbers do not count: "4 minutes to read" is the same line as
 * "7 minutes to read", while sentences of numbers are news.
 */
uint64_t memory_line(struct slice text, uint32_t words, bool prose);

/*
 * The number of a link, which has no words, so that it is no sign of kinship. key: what
 * base/url.h's url_key writes of the address.
 */
uint64_t memory_link(struct slice key);

/* Words of a line, 255 standing for more. */
static inline uint32_t
memory_words(uint64_t line)
{
	return line & 0xff;
}

static inline bool
memory_is_link(uint64_t line)
{
	return memory_words(line) == 0;
}

/* The day of a time in seconds since 1970; 0 where it is unknown. */
static inline uint32_t
memory_day(int64_t seconds)
{
	return seconds > 0 ? (uint32_t)(seconds / CLOCK_DAY_S) : 0;
}

/* Sorts the lines of a page and drops doubles; gives how many are left. */
size_t memory_sort(uint64_t *lines, size_t count);

/* Whether a text is one of the lines, whatever its words, prose or not. */
bool memory_holds(const uint64_t *lines, size_t count, struct slice text);

/* A line seen on at least two pages. */
struct memory_line {
	uint64_t line;
	uint32_t pages;               /* that had it */
	uint32_t first;               /* the number of the first of them */
	uint32_t first_day, last_day; /* when it was seen, days since 1970; 0: unknown */
};

/* What is known of an outlet. */
struct memory_known {
	const struct memory_line *lines; /* sorted by line */
	size_t count;
	uint32_t pages; /* read of the outlet so far: the number of the last one */
};

/*
 * What kind of line is asked about. The more it looks like the article's own text, the more pages
 * must have had it, since outlets repeat sentences ("The company did not comment.") and background
 * from story to story.
 */
enum memory_kind {
	MEMORY_SHORT,    /* no prose */
	MEMORY_PROSE,    /* prose that looks unlike the bulk of the page's text */
	MEMORY_SENTENCE, /* little prose that looks like it */
	MEMORY_TEXT,     /* a paragraph that looks like it */
	MEMORY_LINK,     /* a link that looks unlike a story */
	MEMORY_TEASER,   /* one that looks like a story, alone and under no heading */
	MEMORY_STORY,    /* one that looks like a story, in a list */
};

/* Whether a line is furniture by what is known; known may be NULL. */
bool memory_is_furniture(const struct memory_known *known, uint64_t line, enum memory_kind kind);

/* The lines of a page that was read. */
struct memory_page {
	uint32_t number;       /* of the outlet's pages, from 1 */
	int64_t story;         /* pages with the same one do not count for each other; 0: unknown */
	uint32_t day;          /* when it was read, days since 1970; 0: unknown */
	const uint64_t *lines; /* sorted, each once (memory_sort), at most MEMORY_PAGE_LINES_MAX */
	size_t count;
};

/*
 * What a page adds: the lines it has in common with former pages that are no kin of it, and that
 * none of its kin had. known: what is known already, which is no sign of kinship. out: room for
 * page->count lines, sorted; each with the counts of a line that was not known before (memory_merge
 * adds them up). Gives how many.
 */
size_t memory_learn(const struct memory_known *known, const struct memory_page *former,
	size_t former_count, const struct memory_page *page, struct memory_line *out);

/*
 * What is known once a page was learned: both are sorted; out: room for the lines of both. Gives
 * how many there are. What was learned stands in it with its new counts.
 */
size_t memory_merge(struct memory_line *out, const struct memory_line *known, size_t known_count,
	const struct memory_line *learned, size_t learned_count);

#endif
