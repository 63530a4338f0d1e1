/* Pages that stand where an article should. */
#include "extract/refusal.h"

#include "extract/phrase.h"
#include "words/page-titles.h"

#define BODY_WORDS_MAX 80 /* with more text than this it is an article */

static enum article_reason
reason_of(const char *title)
{
	struct phrase line;
	if (title == NULL)
		return REASON_NONE;
	phrase_fold(&line, slice_of(title));
	const struct word *word = phrase_at(&line, 0, page_titles_find, PAGE_TITLES_LONGEST, NULL);
	if (word == NULL)
		return REASON_NONE;
	switch ((enum page_titles_group)word->group) {
	case PAGE_TITLE_ERROR_PAGE: return REASON_ERROR_PAGE;
	case PAGE_TITLE_BOT_CHECK: return REASON_BOT_CHECK;
	case PAGE_TITLE_CONSENT: return REASON_CONSENT;
	case PAGE_TITLE_LOGIN: return REASON_LOGIN;
	}
	return REASON_NONE;
}

enum article_reason
refusal_read(
	const struct blocks *blocks, const char *title, const char *heading, uint32_t body_words)
{
	if (blocks->words == 0 && body_words == 0)
		return REASON_EMPTY;
	if (body_words > BODY_WORDS_MAX)
		return REASON_NONE;
	enum article_reason reason = reason_of(title);
	return reason != REASON_NONE ? reason : reason_of(heading);
}
