/*
 * article.h - what a page says: the struct that extraction fills, the store keeps and export
 * prints.
 *
 * Strings are UTF-8, NFC, white space folded, and live in the arena the article was made in; NULL
 * is "missing". Times are seconds since 1970 UTC; CLOCK_NEVER (base/clock.h) is "missing".
 */
#ifndef NEWSWIRED_ARTICLE_ARTICLE_H
#define NEWSWIRED_ARTICLE_ARTICLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/err.h"

enum list_kind {
	LIST_RELATED = 1,
	LIST_POPULAR,
	LIST_PICKS,
	LIST_LATEST,
	LIST_MORE,
	LIST_NEIGHBOUR,
};

struct listed_headline {
	const char *headline; /* as shown, without kicker, rank, time, author */
	const char *url;      /* absolute */
};

struct headline_list {
	const char *label; /* the heading over it as written; "" where none */
	enum list_kind kind;
	struct listed_headline *items;
	size_t count;
};

struct photo {
	const char *url;     /* absolute */
	const char *caption; /* without its credit; NULL where none */
	const char *credit;  /* several joined with ", "; NULL where none */
};

/* Why a page is no article. */
enum article_reason {
	REASON_NONE, /* it is one */
	REASON_SECTION,
	REASON_GALLERY,
	REASON_VIDEO,
	REASON_CONSENT,
	REASON_BOT_CHECK,
	REASON_LOGIN,
	REASON_ERROR_PAGE,
	REASON_EMPTY,
};

struct article {
	const char *url;           /* as fetched */
	const char *canonical_url; /* as the page names itself */
	const char *outlet;        /* id in the configuration */
	enum article_reason reason;
	const char *headline, *kicker, *dek;
	int64_t published, updated;
	const char *agency;  /* short name: "Xinhua" */
	const char **byline; /* names of persons */
	size_t byline_count;
	const char *dateline; /* "MOSCOW, Sept 30" */
	const char *language; /* BCP 47, "en", "pt-BR" */
	const char *section;
	const char **paragraphs; /* a row of a table is one: "1921 | Ann Lee | 14" */
	size_t paragraph_count;
	struct photo *photos;
	size_t photo_count;
	struct headline_list *lists; /* in page order */
	size_t list_count;
	char title_hash[33]; /* hex; "" where the headline names nothing */
	bool truncated;      /* a paywall's stub */
	/* Numbers of the lines around the body (extract/memory.h); no part of the JSON. */
	uint64_t *lines;
	size_t line_count;
};

/* An article with nothing in it: times at CLOCK_NEVER, the rest zero. */
void article_init(struct article *article);

const char *list_kind_name(enum list_kind kind);
const char *article_reason_name(enum article_reason reason); /* NULL for REASON_NONE */

/*
 * The JSON object of the design, new reference; all its members, in the design's order, `file`
 * first where it is not NULL. A list without a label has the label "", all else that is missing is
 * null or an empty array. The three users of it are `newswire extract`, `newswire export` and the
 * message from a worker.
 */
json_t *article_to_json(const struct article *article, const char *file);

/*
 * The reverse; checks everything, since a worker's answer is foreign input. False and `err`
 * (ERR_FORMAT) where a member has a wrong type or no known value. What is over the ceilings of
 * article/limits.h is cut, photos without a URL and listed headlines without text or URL are left
 * out, members not known are not looked at. Copies into the arena.
 */
bool article_from_json(
	struct article *article, struct arena *arena, const json_t *json, struct err *err);

#endif
