/*
 * language.h - the language of a text in the Latin script, told by its small words.
 *
 * For pages that do not say it, or say what their programs said before them. A text of another script is told by the script (identity.c).
 */
#ifndef NEWSWIRED_EXTRACT_LANGUAGE_H
#define NEWSWIRED_EXTRACT_LANGUAGE_H

#include "base/slice.h"

/*
 * BCP 47, a literal; NULL where too few small words are met, or those of two languages nearly alike
 * often. Looks at some thousand words at most.
 */
const char *language_guess(const struct slice *texts, size_t count);

/*
 * What a page declares (BCP 47), or the language that its text is in beyond doubt: "en-US" of a
 * page's template over a text in Swahili gives "sw". A declared language whose small words are not
 * known stays.
 */
const char *language_mend(const struct slice *texts, size_t count, const char *declared);

#endif
