/*
 * photo.h - an article's photos: address, caption, credit.
 */
#ifndef NEWSWIRED_EXTRACT_PHOTO_H
#define NEWSWIRED_EXTRACT_PHOTO_H

#include "extract/fields.h"

/*
 * Fills out->photos: those of this article, in page order, teasers' and related pieces' left out.
 */
void photos_read(struct fields *fields, struct article *out);

#endif
