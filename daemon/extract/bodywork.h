/*
 * bodywork.h - what the rules of the body share while they work: for the files that hold them alone.
 */
#ifndef NEWSWIRED_EXTRACT_BODYWORK_H
#define NEWSWIRED_EXTRACT_BODYWORK_H

#include "extract/body.h"
#include "extract/gram.h"
#include "extract/phrase.h"

struct body_work {
	struct arena *arena;
	struct blocks *blocks;
	const struct flags *flags;
	const struct body_hints *hints;
	struct body *body;
	struct phrase headline, description; /* of the hints, folded; empty where there is none */
	const struct block *shown;           /* see body_find_shown; NULL: none */
	/* By block from body->from on: words in the kept blocks before it; see body_sum. */
	uint32_t *words;
	/* The same: what prose looks like, 0 for other blocks; see body_find_kinds. */
	uint64_t *kinds;
	uint64_t main_kind;      /* of the bulk of the text */
	struct gram_words grams; /* see body_words */
	uint32_t *gram_from;
	uint32_t total; /* words in all kept blocks, as of the last body_sum */
};

/* Counts the words that are kept now. */
void body_sum(struct body_work *work);

/*
 * What an element looks like: its tag and first class, and those of what it stands in. Never 0.
 */
uint64_t body_kind(const struct page *page, uint32_t element);

/* Finds out what the bulk of the text looks like: the kind with the most words of prose. */
void body_find_kinds(struct body_work *work);

/* Drops what is still kept of from .. to - 1. */
void body_drop(struct body_work *work, uint32_t from, uint32_t to, enum body_reason reason);

/* Whether a line says that the rest is for those who pay. */
bool body_is_paid(const struct phrase *line);

/* The nearest element of one of two tags at or above `node`, or 0. */
uint32_t body_above(const struct page *page, uint32_t node, enum tag one, enum tag other);

/* card.c: cards of other stories, and lists whose items begin with links. */
void body_drop_cards(struct body_work *work);
void body_drop_link_lists(struct body_work *work);

/*
 * row.c: the end of the blocks from kept block b on that are the short cells of one row of a table;
 * b + 1 where it is none. Their texts as one line, "1921 | Ann Lee | 14".
 */
uint32_t body_row_end(const struct body_work *work, uint32_t b);
const char *body_row_text(const struct body_work *work, uint32_t b, uint32_t end);

/*
 * ldtext.c: the words of block b, hashed; none where it was not kept when they were first asked
 * for.
 */
struct gram_words body_words(struct body_work *work, uint32_t b);

/* repeat.c: what the paragraphs say as well. */
void body_drop_repeated(struct body_work *work);

/*
 * Drops both of two blocks that say the same and are made otherwise than the bulk of the text: the
 * caption of a photo that is there for two widths of screen, a notice under each of two buttons.
 */
void body_drop_twins(struct body_work *work);

/* doubt.c: what has too little in common with the bulk of the text. */
void body_drop_doubtful(struct body_work *work);

/* caption.c: captions that no element marks. */
void body_drop_captions(struct body_work *work);

/* The same, told by the boxes they share with nothing but a photo; after body_find_kinds. */
void body_drop_boxed_captions(struct body_work *work);

/* Whether a block shares a box with a photo before it, and nothing else but a line. */
bool body_shares_photo_box(const struct body_work *work, uint32_t b);

/* Whether an image that is no icon stands in nodes from .. to - 1. */
bool body_has_photo(const struct page *page, uint32_t from, uint32_t to);

/* known.c: lines that stand on other pages of the outlet too; and the lines of this one. */
void body_drop_known(struct body_work *work);

/* ldtext.c: what stands behind the end of the text in JSON-LD. */
void body_trim_to_ld(struct body_work *work);

/* box.c: boxes among the paragraphs. */
void body_drop_boxes(struct body_work *work);

/* Whether a tag is that of a box: div, section, article, aside, details. */
bool body_is_box(uint16_t tag);

/* toldbox.c: boxes that say what they are: a machine's summary, a field for an address. */
void body_drop_told_boxes(struct body_work *work);

/* control.c: what the page's controls say, where it stands among the paragraphs. */
bool body_is_control(const struct body_work *work, const struct block *block);
void body_drop_controls(struct body_work *work);

/* second.c: what belongs to another article, behind this one. */
void body_drop_second(struct body_work *work);

/* lede.c: the sentence set apart over the text, which may stand outside the root. */
void body_add_lede(struct body_work *work);

/*
 * Whether a block is that sentence: by the meta description, or by the name of what it stands in.
 */
bool body_is_lede(const struct body_work *work, const struct block *block);

/* Whether a block is the headline: has its text, holds it with a kicker, or is shown as such. */
bool body_is_headline(const struct body_work *work, const struct block *block);

/*
 * Finds the headline that readers see, where the page's own is the last of the crumbs: some print
 * it twice, in other words, and only the one for machines as h1.
 */
void body_find_shown(struct body_work *work);

/* The first kept block from b on that is prose, or body->to. */
uint32_t body_next_prose(const struct body_work *work, uint32_t b);

/* Whether a text is a folded one but for case and punctuation; of long ones, their fronts. */
bool body_same_text(struct slice a, const struct phrase *y);

/*
 * Whether a short line holds a year and a time of day, or one of them and ends no sentence: it
 * tells when the article was written.
 */
bool body_is_date(const struct body_work *work, const struct block *block);

/* Whether a line speaks of something else than the text: its writer, a newsletter, rights. */
bool body_is_furniture(const struct body_work *work, const struct block *block);

/* trim.c: drops what stands before the first prose, and from a heading such as "Related" on. */
void body_trim_lead(struct body_work *work);
void body_stop(struct body_work *work);

/* tail.c: drops what stands behind the text. */
void body_trim_tail(struct body_work *work);

/* Drops the lines over other stories that are gone: "More on the harbour:" */
void body_drop_labels(struct body_work *work);

#endif
