/*
 * photo.h - an article's photos: address, caption, credit.
 */
#ifndef NEWSWIRED_EXTRACT_PHOTO_H
#define NEWSWIRED_EXTRACT_PHOTO_H

#include "extract/fields.h"

/*
 * Parts a caption from the credit in it: "A tank. [Photo/Agencies]", "A tank (Photo by Ann Lee/AP)", "A tank. REUTERS/Bo Chen",
 * "Ein Panzer. Foto: dpa", "坦克 图/新华社".
 * text: folded. *caption and *credit get strings in the arena, or NULL for what is not there.
 */
void photo_split(struct arena *arena, const char *text, const char **caption, const char **credit);

/* Fills out->photos: those of this article, in page order, teasers' and related pieces' left out. */
void photos_read(struct fields *fields, struct article *out);

#endif
