/*
 * zonename.h - what the letters behind a time mean: EST, CET, МСК, IST.
 */
#ifndef NEWSWIRED_EXTRACT_ZONENAME_H
#define NEWSWIRED_EXTRACT_ZONENAME_H

#include <stdint.h>

#include "base/slice.h"

struct zone_name;

/* The zone of that name, any case; NULL for letters that are none. */
const struct zone_name *zone_name_find(struct slice letters);

/*
 * A moment from what the clocks of that zone show (`local`, as in extract/timezone.h). Where
 * several zones bear the name, the one whose offset `zone_of_outlet` (IANA, NULL unknown) has at
 * that time; else the most usual.
 */
int64_t zone_name_to_utc(const struct zone_name *zone, int64_t local, const char *zone_of_outlet);

#endif
