/* Steps 3 and 4: letters that differ only in how they are printed become the same. */
#include "title/steps.h"

#include <assert.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/utf16.h>

#include "base/text.h"

/* UTF-16 for ICU: a point is one unit or two, and those of two come from four bytes of UTF-8. */
#define UNITS_MAX      TITLE_POINTS_MAX

#define DIAERESIS      0x0308
#define ARABIC_ALEF    0x0627
#define ARABIC_KAF     0x0643
#define ARABIC_YEH     0x064A
#define ARABIC_TATWEEL 0x0640
#define CYRILLIC_IE    0x0435

/*
 * Signs of ordinary typography that NFKC_Casefold leaves alone. A headline with nothing but these
 * and ASCII (none of which compose) needs no ICU.
 */
static bool
is_unchanged_by_folding(uint32_t point)
{
	switch (point) {
	case 0x00A3: /* pound */
	case 0x00AB:
	case 0x00BB: /* « » */
	case 0x2013:
	case 0x2014: /* dashes */
	case 0x2018:
	case 0x2019:
	case 0x201C:
	case 0x201D:
	case 0x201E:              /* quotation marks */
	case 0x20AC: return true; /* euro */
	default: return false;
	}
}

static bool
fold_simple(struct slice text, struct title_points *out)
{
	const char *at = text.data, *end = text.data + text.length;
	size_t count = 0;
	while (at < end) {
		unsigned char c = (unsigned char)*at;
		if (c < 0x80) {
			out->data[count++] = c >= 'A' && c <= 'Z' ? c + 32U : c;
			at++;
			continue;
		}
		uint32_t point = text_decode(at, end, &at);
		if (!is_unchanged_by_folding(point))
			return false;
		out->data[count++] = point;
	}
	out->end = count;
	return true;
}

/* Trade marks go first: NFKC would make letters of them ("TM"). */
static bool
is_trade_mark(uint32_t point)
{
	return point == 0x00A9 || point == 0x00AE || point == 0x2120 || point == 0x2122;
}

static int32_t
to_utf16(struct slice text, UChar *units)
{
	const char *at = text.data, *end = text.data + text.length;
	int32_t length = 0;
	while (at < end) {
		uint32_t point = text_decode(at, end, &at);
		if (!is_trade_mark(point))
			U16_APPEND_UNSAFE(units, length, (UChar32)point);
	}
	return length;
}

static bool
is_hebrew_point(uint32_t point)
{
	return (point >= 0x0591 && point <= 0x05C7 &&
		       u_charType((UChar32)point) == U_NON_SPACING_MARK) ||
	       point == 0xFB1E;
}

/* Vowels and marks of recitation; not hamza and madda (U+0653 to U+0655), which make other letters.
 */
static bool
is_arabic_point(uint32_t point)
{
	return (point >= 0x0610 && point <= 0x061A) || (point >= 0x064B && point <= 0x0652) ||
	       (point >= 0x0656 && point <= 0x065F) || point == 0x0670 ||
	       (point >= 0x06D6 && point <= 0x06ED &&
		       u_charType((UChar32)point) == U_NON_SPACING_MARK) ||
	       (point >= 0x08D3 && point <= 0x08FF &&
		       u_charType((UChar32)point) == U_NON_SPACING_MARK);
}

/* A mark that is dropped behind this base letter. point: in NFD. */
static bool
is_dropped_mark(uint32_t point, uint32_t base)
{
	if (is_hebrew_point(point) || is_arabic_point(point))
		return true;
	if (base == ARABIC_ALEF)
		return point >= 0x0653 && point <= 0x0655;
	if (base == CYRILLIC_IE)
		return point == DIAERESIS;
	if (base < 0x80)
		return true;
	UErrorCode status = U_ZERO_ERROR;
	UScriptCode script = uscript_getScript((UChar32)base, &status);
	return script == USCRIPT_LATIN || script == USCRIPT_GREEK;
}

/* Letters that are written in two ways; 0 for those that are dropped. */
static uint32_t
one_letter(uint32_t point)
{
	switch (point) {
	case 0x0131: return 'i'; /* dotless */
	case 0x0671:             /* alef wasla */
	case 0x0672:
	case 0x0673: return ARABIC_ALEF;
	case 0x0649:                    /* alef maksura */
	case 0x06CC: return ARABIC_YEH; /* Persian yeh */
	case 0x06A9: return ARABIC_KAF; /* Persian kaf */
	case ARABIC_TATWEEL:
	case 0x02BB:           /* okina */
	case 0x02BC: return 0; /* letter apostrophe */
	default: return point;
	}
}

/* The code point at units[*at], in well-formed UTF-16, and *at the place behind it. */
static uint32_t
next_point(const UChar *units, int32_t *at)
{
	uint32_t unit = units[(*at)++];
	if ((unit & 0xFC00) != 0xD800)
		return unit;
	return 0x10000 + ((unit & 0x3FF) << 10) + (units[(*at)++] & 0x3FFU);
}

/* Step 4 over NFD text, in place; gives the new length. */
static int32_t
fold_letters(UChar *units, int32_t length)
{
	int32_t read = 0, written = 0;
	uint32_t base = 0;
	while (read < length) {
		uint32_t point = one_letter(next_point(units, &read));
		if (point == 0)
			continue;
		if ((U_GET_GC_MASK((UChar32)point) & U_GC_M_MASK) == 0)
			base = point;
		else if (is_dropped_mark(point, base))
			continue;
		U16_APPEND_UNSAFE(units, written, (UChar32)point);
	}
	return written;
}

static int32_t
normalize(const UNormalizer2 *form, const UChar *units, int32_t length, UChar *out)
{
	UErrorCode status = U_ZERO_ERROR;
	length = unorm2_normalize(form, units, length, out, UNITS_MAX, &status);
	assert(U_SUCCESS(status));
	return length;
}

static void
fold_unicode(struct slice text, struct title_points *out)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar one[UNITS_MAX], other[UNITS_MAX];
	const UNormalizer2 *casefold = unorm2_getNFKCCasefoldInstance(&status);
	const UNormalizer2 *apart = unorm2_getNFDInstance(&status);
	const UNormalizer2 *together = unorm2_getNFCInstance(&status);
	assert(U_SUCCESS(status));
	int32_t length = normalize(casefold, one, to_utf16(text, one), other);
	length = normalize(apart, other, length, one);
	length = normalize(together, one, fold_letters(one, length), other);
	size_t count = 0;
	for (int32_t i = 0; i < length;)
		out->data[count++] = next_point(other, &i);
	out->end = count;
}

void
title_fold(struct slice text, struct title_points *out)
{
	text.length = text_cut(text.data, text.length, TITLE_HEADLINE_MAX_BYTES);
	out->start = 0;
	if (!fold_simple(text, out))
		fold_unicode(text, out);
}
