/*
 * datelinework.h - what the readers of datelines share: for dateline.c, dateline_place.c and
 * dateline_cjk.c alone.
 */
#ifndef NEWSWIRED_EXTRACT_DATELINEWORK_H
#define NEWSWIRED_EXTRACT_DATELINEWORK_H

#include <stdint.h>

#include "base/slice.h"
#include "extract/dateline.h"

#define DATELINE_PLACE_MAX_BYTES   120 /* place, date; "WASHINGTON/KUALA LUMPUR, Sept 30" has 32 */
#define DATELINE_BRACKET_MAX_BYTES 120 /* what stands between brackets: agencies, a reporter */

/* What is known of the text before the dash. */
struct dateline_place {
	struct slice place; /* of the first part, without a date */
	bool dated;         /* a date stands there, parted by a comma */
	bool parted;        /* the date is all there is beside the place: "Nendeln, 27.6.2015" */
	bool valid;
};

/* Reads place and date; out.valid is false where the text is something else. */
struct dateline_place dateline_read_place(struct slice text);

/* Whether a place is believed without agency or date. colon: it ends in one, not in a dash. */
bool dateline_is_sure(const struct dateline_place *reading, bool colon);

/* Whether a place that nobody knows is in capitals, and too long for a firm: "HOLMDEN". */
bool dateline_is_capitals(struct slice place);

/* A stop between two parts; not the one of "Sept. 30" or of "St. Louis". LINE_NONE: none. */
size_t dateline_find_stop(struct slice text, size_t from);

bool dateline_is_dash(uint32_t point);

/*
 * The dash (or what stands for one) at `at`, blanks around it included: the offset after it, or
 * `at` where there is none.
 */
size_t dateline_skip_dash(struct slice text, size_t at, bool *dash);

/*
 * The end of a bracket that opens at `at`; LINE_NONE where it is not closed soon. *inside: what
 * stands in it.
 */
size_t dateline_read_bracket(struct slice text, size_t at, struct slice *inside);

/* The agency that a bracket names, alone or beside others; NULL: none. */
const char *dateline_bracket_agency(struct slice inside);

/* Fills `out` in the arena; false where there is neither a place nor an agency. */
bool dateline_fill(struct dateline *out, struct arena *arena, struct slice place,
	const char *agency, size_t length);

/* "(서울=연합뉴스) ... 기자 = ", "【北京=...】", "【ワシントン共同】". */
bool dateline_read_bracketed(struct arena *arena, struct slice text, struct dateline *out);

/* "新华社北京9月30日电（记者张三丰）...", "（中央社記者王小明台北30日電）...". */
bool dateline_read_chinese(struct arena *arena, struct slice text, struct dateline *out);

#endif
