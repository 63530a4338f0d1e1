/*
 * refusal.h - pages that are no article, told where that is certain: nothing on them, an error, a check for robots, a
 * consent or a login.
 */
#ifndef NEWSWIRED_EXTRACT_REFUSAL_H
#define NEWSWIRED_EXTRACT_REFUSAL_H

#include "article/article.h"
#include "extract/block.h"

/*
 * Why the page is no article, or REASON_NONE. title: its title tag, NULL where it has none; heading: its first heading, likewise.
 * body_words: of the text that was read. A page with some text is an article, whatever it is called.
 */
enum article_reason refusal_read(
	const struct blocks *blocks, const char *title, const char *heading, uint32_t body_words);

#endif
