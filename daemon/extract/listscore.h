/*
 * listscore.h - what tells a headline list from other groups of links, and what each of it weighs.
 *
 * The weights are a linear table (listweights.h). A study looks at the groups of a page as they are
 * scored, or scores them by other weights: so the bench, which fits weights on pages whose lists are
 * known, reads the very features that the program weighs.
 */
#ifndef NEWSWIRED_EXTRACT_LISTSCORE_H
#define NEWSWIRED_EXTRACT_LISTSCORE_H

#include <stddef.h>
#include <stdint.h>

enum list_feature {
	LIST_BIAS,
	LIST_WORDS_SOME, /* median words of the items at least 4 */
	LIST_WORDS_MANY, /* at least 6 */
	LIST_STORY,      /* share of items whose address is a story's */
	LIST_STRONG,     /* the same with two signs of it */
	LIST_NO_SIGN,    /* share without any */
	LIST_SHAPE,      /* share with the page's own kind of path */
	LIST_ITEMS,      /* three or more */
	LIST_ALONE,      /* one item that nothing names: no label, no prefix, no class */
	LIST_ALONE_WEAK, /* the same, with one sign of a story in its address, or none */
	LIST_ALONE_BODY, /* the same, between two paragraphs */
	LIST_ALONE_BARE, /* the same, behind the headline, not between paragraphs nor in headings */
	LIST_ALONE_FEW,  /* the same, of less than 6 words */
	LIST_PREFIX,     /* "Read more: " before the link */
	LIST_LABEL,      /* the heading names a kind of list */
	LIST_LABEL_TAG,  /* the heading is one by its tag, or the items stand in headings */
	LIST_TOKEN,      /* the class names a kind of list */
	LIST_SISTER,     /* share to other hosts of the same domain */
	LIST_FOREIGN,    /* share to other domains */
	LIST_TOPIC,      /* share of tag, author, soft paths */
	LIST_SHORT,      /* many items, of few words */
	LIST_WEAK,       /* share of links among them that are no stories */
	LIST_NAV,
	LIST_MENU,
	LIST_HEADER,
	LIST_FOOTER,
	LIST_FOOT,
	LIST_AD,
	LIST_MISC,
	LIST_COMMENT,
	LIST_BEFORE,   /* before the headline */
	LIST_NEGATIVE, /* the heading names what is no list */
	LIST_FEATURES,
};

/* A feature as the table has it. */
struct list_weight {
	const char *name; /* "WORDS_SOME" */
	float weight;
};

/* By feature. */
extern const struct list_weight list_weights[LIST_FEATURES];

/* A group of links as it is scored. */
struct list_sample {
	float features[LIST_FEATURES];
	const char *const *urls; /* absolute, one an item */
	size_t url_count;
};

/* The weights are by feature; NULL: those of the table. `see` may be NULL. */
struct list_study {
	const float *weights;
	void (*see)(void *context, const struct list_sample *sample);
	void *context;
};

#endif
