/* What each code point is to a title: kept, joined, dropped, or only kept between digits. */
#include "title/steps.h"

#include <unicode/uchar.h>

#define B SIGN_BREAK
#define J SIGN_JOIN
#define S SIGN_BLANK
#define L SIGN_LETTER
#define D SIGN_DIGIT
#define K SIGN_KEPT
#define Q SIGN_QUESTION
#define A SIGN_AND

/* clang-format off */
const unsigned char title_ascii_signs[128] = {
	B,B,B,B,B,B,B,B,B,S,S,S,S,S,B,B, B,B,B,B,B,B,B,B,B,B,B,B,B,B,B,B,
	S,B,B,B,K,K,A,J,B,B,B,B,B,J,J,B, D,D,D,D,D,D,D,D,D,D,B,B,B,B,B,Q, /*  !"#$%&'()*+,-./ 0-9 :;<=>? */
	B,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L, L,L,L,L,L,L,L,L,L,L,L,B,B,B,B,B, /* @ A-Z [\]^_ */
	J,L,L,L,L,L,L,L,L,L,L,L,L,L,L,L, L,L,L,L,L,L,L,L,L,L,L,B,B,B,B,B, /* ` a-z {|}~ */
};
/* clang-format on */

/*
 * The vowels and finals of Hangul written as single letters: they join the letter before them as a
 * mark does, so that dropping a sign in between cannot make a new syllable.
 */
static bool
is_joining_jamo(uint32_t point)
{
	return (point >= 0x1160 && point <= 0x11FF) || (point >= 0xD7B0 && point <= 0xD7FF);
}

static enum sign
sign_by_category(uint32_t point)
{
	switch (u_charType((UChar32)point)) {
	case U_UPPERCASE_LETTER:
	case U_LOWERCASE_LETTER:
	case U_TITLECASE_LETTER:
	case U_MODIFIER_LETTER:
	case U_LETTER_NUMBER: return SIGN_LETTER;
	case U_OTHER_LETTER: return is_joining_jamo(point) ? SIGN_MARK : SIGN_LETTER;
	case U_NON_SPACING_MARK:
	case U_COMBINING_SPACING_MARK: return SIGN_MARK;
	case U_DECIMAL_DIGIT_NUMBER: return SIGN_DIGIT;
	case U_CURRENCY_SYMBOL: return SIGN_KEPT;
	case U_SPACE_SEPARATOR:
	case U_LINE_SEPARATOR:
	case U_PARAGRAPH_SEPARATOR: return SIGN_BLANK;
	default: return SIGN_BREAK;
	}
}

enum sign
title_other_sign(uint32_t point)
{
	switch (point) {
	case 0x00B7:                   /* middle dot: Catalan l·l */
	case 0x2010:                   /* hyphen */
	case 0x2018:                   /* quotation marks used as apostrophes */
	case 0x2019:                   /* and the apostrophe itself */
	case 0x201B:                   /* reversed */
	case 0x2032:                   /* prime */
	case 0x05F3:                   /* geresh */
	case 0x05F4:                   /* gershayim */
	case 0x30FB: return SIGN_JOIN; /* between the parts of a foreign name in katakana */
	case 0x066A: return SIGN_KEPT; /* Arabic percent sign, which is spelled % */
	case 0x061F: return SIGN_QUESTION;
	default: return sign_by_category(point);
	}
}

uint32_t
title_separator(uint32_t point)
{
	switch (point) {
	case '.':
	case 0x00B7:             /* middle dot */
	case 0x066B: return '.'; /* Arabic decimal separator */
	case ',':
	case 0x060C:             /* Arabic comma */
	case 0x066C:             /* Arabic thousands separator */
	case 0x3001: return ','; /* ideographic comma */
	case '\'':
	case 0x2018:
	case 0x2019: return '\''; /* apostrophe */
	case '/':
	case 0x2044:             /* fraction slash, which ½ is folded to */
	case 0x2215: return '/'; /* division slash */
	case ':':
	case 0x2236: return ':'; /* ratio */
	case '-':
	case '~':
	case 0x2010:
	case 0x2011:
	case 0x2012:
	case 0x2013:
	case 0x2014:
	case 0x2015:
	case 0x2212:             /* minus */
	case 0x301C: return '-'; /* wave dash */
	case '+':
	case 0x00D7: return point; /* multiplication sign */
	default: return 0;
	}
}
