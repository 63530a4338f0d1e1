/*
 * language.h - the language of a text in the Latin script, told by its small words.
 *
 * For pages that do not say it. A text of another script is told by the script (identity.c).
 */
#ifndef NEWSWIRED_EXTRACT_LANGUAGE_H
#define NEWSWIRED_EXTRACT_LANGUAGE_H

#include "base/slice.h"

/*
 * BCP 47, a literal; NULL where too few small words are met, or those of two languages nearly alike
 * often. Looks at some thousand words at most.
 */
const char *language_guess(const struct slice *texts, size_t count);

#endif
