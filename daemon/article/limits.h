/*
 * limits.h - ceilings on what one page may bring. Beyond them nothing is kept, and nothing fails.
 */
#ifndef NEWSWIRED_ARTICLE_LIMITS_H
#define NEWSWIRED_ARTICLE_LIMITS_H

#define ARTICLE_PARAGRAPHS_MAX 5000    /* a book of a live blog has 2,000 */
#define ARTICLE_TEXT_MAX_BYTES 2097152 /* all paragraphs together */
#define ARTICLE_LINE_MAX_BYTES 65536   /* one paragraph; caption, dek */
/* Headlines, labels, names, credits: longer ones are cut between characters. */
#define ARTICLE_HEADLINE_MAX_BYTES 1024
#define ARTICLE_BYLINE_MAX         50
#define ARTICLE_PHOTOS_MAX         500
#define ARTICLE_LISTS_MAX          200
#define ARTICLE_LIST_ITEMS_MAX     500
#define SOURCE_ENTRIES_MAX         50000 /* a sitemap's own limit (sitemaps.org) */
#define SOURCE_ALTERNATES_MAX      50    /* feeds a page names: a portal names one a section */

#endif
