/*
 * dategrammar.h - which rows of numbers, words and marks are a date with its time.
 */
#ifndef NEWSWIRED_EXTRACT_DATEGRAMMAR_H
#define NEWSWIRED_EXTRACT_DATEGRAMMAR_H

#include "base/slice.h"
#include "extract/date.h"
#include "extract/datetoken.h"

struct date_grammar {
	const struct date_token *tokens; /* ended by DATE_TOKEN_END */
	struct slice text;               /* that they were cut from */
	enum date_order order;
	bool croatian; /* listopad is October there, November in Polish and Czech */
	bool yearless; /* dates without year count */
	bool machine;  /* a value, not running text: short years, months alone, bare offsets */
};

/*
 * Reads the date that begins at token `at` (with a time before or behind it). Gives the number of
 * the token behind it, 0 where none begins there; `out` is complete then, but for `start` and
 * `length`. Looks at a bounded number of tokens.
 */
size_t date_grammar_read(const struct date_grammar *grammar, size_t at, struct date *out);

/*
 * Reads a time of day, with its zone, at token `at`. `loose`: a date stands before it, so that
 * 10.23 and 9.20 are times, too.
 * Gives the number of the token behind it, or 0; fills hour, minute, second, zone and precision.
 */
size_t date_time_read(const struct date_grammar *grammar, size_t at, bool loose, struct date *out);

#endif
