/*
 * refusal.h - pages that are no article, told where that is certain: section fronts, galleries and videos without text, consent and bot
 * checks, logins, errors, shells that a script should fill.
 *
 * An article must never be refused: text of its own, an unlinked headline over prose, or JSON-LD that describes it speak for it.
 */
#ifndef NEWSWIRED_EXTRACT_REFUSAL_H
#define NEWSWIRED_EXTRACT_REFUSAL_H

#include "article/article.h"
#include "extract/body.h"
#include "extract/fields.h"

/* Why the page is no article, or REASON_NONE. `article` has its photos; after fields_finish. Linear in the page. */
enum article_reason refusal_read(
	const struct fields *fields, const struct body *body, const struct article *article);

#endif
