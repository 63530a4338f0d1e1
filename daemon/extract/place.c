/* A look into the list of places. */
#include "extract/place.h"

#include "extract/line.h"

#define SLACK_BYTES 8 /* letters may grow when they are made small */

int
place_group(struct slice text)
{
	char lower[PLACES_LONGEST + SLACK_BYTES];
	if (text.length >= sizeof(lower))
		return 0;
	const struct word *word = places_find(lower, line_lower(text, lower, sizeof(lower)));
	return word == NULL ? 0 : word->group;
}
