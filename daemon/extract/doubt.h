/*
 * doubt.h - how likely a block of the root is the article's text, told by what it has in common
 * with the bulk of it rather than by names.
 *
 * Paragraphs of one article are made alike: same tag, class and parent, as deep in the page. Each
 * block gets some thirty numbers about that, about its own text and its neighbours; a table of
 * weights makes one number of them. The table is fitted to pages with the truth beside them by
 * logistic regression (tests/bench/bodyfit.c, which also tells what it is worth on outlets left out)
 * and compiled in (doubt_weights.h).
 *
 * No I/O. Linear in the page.
 */
#ifndef NEWSWIRED_EXTRACT_DOUBT_H
#define NEWSWIRED_EXTRACT_DOUBT_H

#include <stdint.h>

#include "extract/block.h"

/* What is asked of a block. Shares are of the words of prose that are kept, without its own. */
enum doubt_feature {
	DOUBT_BIAS,        /* 1 */
	DOUBT_FEW_WORDS,   /* fewer than 4 */
	DOUBT_MANY_WORDS,  /* 25 or more */
	DOUBT_LINK_SHARE,  /* link words by words */
	DOUBT_LINKED,      /* it has a link */
	DOUBT_STOPPED,     /* it ends as a sentence does */
	DOUBT_POINTED,     /* it has punctuation inside */
	DOUBT_HEADING,     /* it is one */
	DOUBT_QUOTE,       /* in a blockquote */
	DOUBT_DIV,         /* right in a div or section */
	DOUBT_FIRST_PROSE, /* prose before the first paragraph */
	DOUBT_TAIL,        /* behind the last paragraph */
	DOUBT_BEFORE,      /* 1 by the blocks since the last paragraph */
	DOUBT_BEHIND,      /* 1 by the blocks to the next one */
	DOUBT_BETWEEN,     /* paragraphs right before and behind it */
	DOUBT_PARAGRAPH,   /* it is one: prose made as a good part of the prose is */
	DOUBT_KIND,        /* share of prose with the same tag and class, in the same */
	DOUBT_KIND_WORDS,  /* that share times its words, leveling off */
	DOUBT_PATH,        /* share of prose under the same tags */
	DOUBT_PARENT,      /* share of prose in the same element */
	DOUBT_DEPTH,       /* share of prose as deep in the page */
	DOUBT_TAG,         /* share of prose in elements of the same tag */
	DOUBT_CORE,        /* in the smallest element with most of the prose */
	DOUBT_CHILD_PROSE, /* share of prose in the words of the core's child it stands in */
	DOUBT_BOXES,       /* boxes (div, section ...) between it and the core */
	DOUBT_HARD_NAME, /* something around it below the core is named as furniture, believed or not */
	DOUBT_SOFT_NAME,      /* the same with the weaker names */
	DOUBT_LEDE_NAME,      /* the same with names of a lede */
	DOUBT_BEFORE_HEADING, /* a heading follows */
	DOUBT_NEAR_LINKS,     /* mean link share of the three blocks before and the three behind */
	DOUBT_DIGITS,         /* share of digits in its bytes */
	DOUBT_QUOTED,         /* it begins with a quotation mark */
	DOUBT_PHOTO,          /* a photo stands right before it */
	DOUBT_FURNITURE,      /* its words are those of lines under an article */
	DOUBT_FEATURES
};

/*
 * For those who fit the table: other weights than those compiled in (NULL: the same), and a
 * function (NULL: none) that is told each block's features before they are weighed.
 */
struct doubt_study {
	const float *weights;
	void (*note)(void *arg, const struct blocks *blocks, const struct block *block,
		const float *features);
	void *arg;
};

#endif
