/*
 * datetoken.h - text cut into numbers, words and marks, for the grammar of dates in date.c.
 */
#ifndef NEWSWIRED_EXTRACT_DATETOKEN_H
#define NEWSWIRED_EXTRACT_DATETOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

#define DATE_TOKENS_MAX 512 /* of one text; what follows is not looked at */
/* Of kind DATE_TOKEN_END behind them, so that looking ahead needs no care. */
#define DATE_TOKENS_PAD 8

enum date_token_kind {
	DATE_TOKEN_END, /* behind the last */
	DATE_TOKEN_NUMBER,
	DATE_TOKEN_WORD,
	DATE_TOKEN_MARK,
};

struct date_token {
	uint8_t kind;        /* enum date_token_kind */
	bool glued;          /* no white space before it */
	uint8_t digits;      /* of a number */
	uint8_t length;      /* of a word in bytes, 255 for longer ones */
	int32_t value;       /* number; group of a word (date-words.txt), 0 unknown; mark */
	uint32_t start, end; /* bytes in the text */
};

/*
 * Cuts `text`; gives the number of tokens, behind which DATE_TOKENS_PAD of kind DATE_TOKEN_END
 * stand. Digits of all scripts are numbers, full-width and typographic marks become their ASCII
 * likes (dashes '-', bullets and bars '|'), other marks '?'.
 * A CJK character is a word by itself unless the list has a longer one.
 */
size_t date_tokens_read(
	struct slice text, struct date_token tokens[DATE_TOKENS_MAX + DATE_TOKENS_PAD]);

#endif
