/*
 * place.h - the places that stories are filed from, as words/places.txt lists them.
 */
#ifndef NEWSWIRED_EXTRACT_PLACE_H
#define NEWSWIRED_EXTRACT_PLACE_H

#include "base/slice.h"
#include "words/places.h"

/*
 * The group (PLACE_PLACE, PLACE_LABEL) that a whole text has in the list, in whatever case; 0 where
 * it is not there.
 */
int place_group(struct slice text);

#endif
