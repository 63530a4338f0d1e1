/*
 * seam.h - a line of a page with its parts apart: "Ann Lee | Editor" for <b>Ann Lee</b><i>Editor</i>.
 *
 * Pages put into one line what belongs to different things, parted by elements and nothing else.
 */
#ifndef NEWSWIRED_EXTRACT_SEAM_H
#define NEWSWIRED_EXTRACT_SEAM_H

#include "extract/fields.h"

/*
 * The text of a block no longer than FIELDS_LINE_MAX_BYTES, folded, with " | " at each br, where an
 * element of several words ends before a capital, and where "Ann LeeEditor", "Ann Lee12 May" or
 * "20159:20" meet between elements. In the arena, or the block's own.
 */
const char *seam_text(const struct fields *fields, const struct block *block);

#endif
