/*
 * dateline.h - where a story was filed, as its first words say it.
 *
 *      "MOSCOW - Russia on Wednesday..."                 dateline "MOSCOW"
 *      "MOSCOW, Sept 30 (Reuters) - Russia..."           dateline "MOSCOW, Sept 30", agency "Reuters"
 *      "BEIJING (Xinhua) -- China on Tuesday..."         dateline "BEIJING", agency "Xinhua"
 *      "新华社北京9月30日电 ..."                           dateline "北京9月30日", agency "Xinhua"
 *      "【北京=...】", "(서울=연합뉴스) ..."               dateline "北京"; "서울", agency "Yonhap"
 *
 * No I/O, no clock, no state: a paragraph in, a struct out. Linear, and only the paragraph's first
 * DATELINE_MAX_BYTES are looked at.
 */
#ifndef NEWSWIRED_EXTRACT_DATELINE_H
#define NEWSWIRED_EXTRACT_DATELINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#define DATELINE_MAX_BYTES 240 /* the longest seen, two places and a date in Devanagari, has 150 */

struct dateline {
	const char *
		place; /* place and date as printed, without agency and dash; NULL where only an agency stands there */
	const char *agency; /* short name as agency.h has it; NULL where none is named */
	size_t length; /* bytes of the paragraph it takes up, the dash and the blanks after it included */
};

/*
 * Reads the dateline off the front of a story's first paragraph.
 * paragraph: UTF-8, white space folded, borrowed for the call.
 * out: its strings live in `arena`; left alone when the answer is false.
 * False where the paragraph opens without one: common, and no error.
 * Source: AP Stylebook, "datelines"; the agencies' own copy; variants in tests/dateline.c.
 */
bool dateline_read(struct arena *arena, const char *paragraph, struct dateline *out);

#endif
