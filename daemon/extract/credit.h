/*
 * credit.h - who is named for a photo: credits told from captions, and cleaned of their labels.
 */
#ifndef NEWSWIRED_EXTRACT_CREDIT_H
#define NEWSWIRED_EXTRACT_CREDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"

#define CREDIT_MAX_BYTES 160 /* a longer one is a sentence */

/*
 * A credit without labels and signs: "Foto: Ann Lee / AP" gives "Ann Lee / AP", "© dpa" gives
 * "dpa", "[Photo/Agencies]" gives "Agencies". Several, parted by " | ", are joined with ", ". NULL
 * where nothing is left. In the arena.
 */
const char *credit_clean(struct arena *arena, const char *text);

/*
 * Parts a caption from the credit in it: "A tank. [Photo/Agencies]", "A tank (Photo by Ann
 * Lee/AP)", "A tank. REUTERS/Bo Chen", "Ein Panzer. Foto: dpa", "坦克 图/新华社". text: folded. *caption
 * and *credit get strings in the arena, or NULL for what is not there.
 */
void photo_split(struct arena *arena, const char *text, const char **caption, const char **credit);

/* Where the last sentence of a caption begins, or what a slash parts from it; 0: it has but one. */
size_t credit_last_sentence(struct slice text);

/*
 * Where a name behind a slash begins: "The keeper on the quay / Ann Lee"; 0 where there is none. In a
 * caption it is the credit, but it makes no caption of a line.
 */
size_t credit_slash_name(struct slice caption);

/*
 * Whether a part that stands by itself at the end of a caption, in an element of its own, looks
 * like a credit.
 */
bool credit_is_tail(const char *text, size_t length);

/* Whether a line is a credit beyond doubt: it has a label, a sign, or names an agency. */
bool credit_is_sure(const char *text);

/* Whether a line is a short credit beyond doubt, and no sentence: it may stand under a caption. */
bool credit_is_alone(const char *text);

/* Whether a line opens with a label that only photos have: "Photo: AFP", but not "Source: AFP". */
bool credit_is_photo(const char *text);

/* Whether a text is a label of photos and nothing else: "Fotos", "Kuvat". */
bool credit_is_label(struct slice text);

/*
 * The bytes of a caption without a label that its last words are ("... Photo by"); all of them
 * where they are none.
 */
size_t credit_cut_label(const char *text);

#endif
