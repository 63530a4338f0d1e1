/* Classes of characters by ranges, those of one part of Unicode together. */
#include "extract/character.h"

#include <stddef.h>

#include "base/text.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define X            CHARACTER_OTHER
#define L            CHARACTER_LETTER
#define S            CHARACTER_SPACE
#define P            CHARACTER_POINT
#define E            CHARACTER_STOP
#define N            CHARACTER_NOTHING

const uint8_t character_ascii[128] = {
	N, N, N, N, N, N, N, N, N, S, S, S, S, S, N, N, /* controls */
	N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, /* */
	S, E, X, X, X, X, X, X, X, X, X, X, P, X, E, X, /* space to slash */
	L, L, L, L, L, L, L, L, L, L, P, P, X, X, X, E, /* digits */
	X, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* @ A to O */
	L, L, L, L, L, L, L, L, L, L, L, X, X, X, X, L, /* P to Z, and _ as a letter */
	X, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L, /* ` a to o */
	L, L, L, L, L, L, L, L, L, L, L, X, X, X, X, N, /* p to z */
};

#undef X
#undef L
#undef S
#undef P
#undef E
#undef N

struct range {
	uint32_t first, last;
	enum character is;
};

/* Each of these is sorted. What lies in none of them is told where they are searched. */
static const struct range latin[] = {
	{ 0x80, 0x9F, CHARACTER_NOTHING },
	{ 0xA0, 0xA0, CHARACTER_SPACE },
	{ 0xA1, 0xA9, CHARACTER_OTHER },
	{ 0xAB, 0xAC, CHARACTER_OTHER },
	{ 0xAD, 0xAD, CHARACTER_LETTER }, /* soft hyphen: inside its word */
	{ 0xAE, 0xB1, CHARACTER_OTHER },
	{ 0xB4, 0xB4, CHARACTER_OTHER },
	{ 0xB6, 0xB8, CHARACTER_OTHER },
	{ 0xBB, 0xBB, CHARACTER_OTHER },
	{ 0xBF, 0xBF, CHARACTER_OTHER },
};

static const struct range scripts[] = {
	{ 0x55A, 0x55F, CHARACTER_POINT },      /* Armenian */
	{ 0x589, 0x589, CHARACTER_STOP },       /* Armenian full stop */
	{ 0x5BE, 0x5BE, CHARACTER_OTHER },      /* maqaf */
	{ 0x5F3, 0x5F4, CHARACTER_OTHER },      /* geresh */
	{ 0x60C, 0x60D, CHARACTER_POINT },      /* Arabic comma */
	{ 0x61B, 0x61B, CHARACTER_POINT },      /* Arabic semicolon */
	{ 0x61F, 0x61F, CHARACTER_STOP },       /* Arabic question mark */
	{ 0x6D4, 0x6D4, CHARACTER_STOP },       /* Urdu full stop */
	{ 0x964, 0x965, CHARACTER_STOP },       /* danda */
	{ 0xE00, 0xEFF, CHARACTER_UNSPACED },   /* Thai, Lao */
	{ 0x1000, 0x1049, CHARACTER_UNSPACED }, /* Burmese */
	{ 0x104A, 0x104B, CHARACTER_STOP },
	{ 0x104C, 0x109F, CHARACTER_UNSPACED },
	{ 0x1100, 0x11FF, CHARACTER_IDEOGRAPH }, /* Hangul jamo */
	{ 0x1362, 0x1362, CHARACTER_STOP },      /* Ethiopic */
	{ 0x1363, 0x1366, CHARACTER_POINT },
	{ 0x1367, 0x1368, CHARACTER_STOP },
	{ 0x1680, 0x1680, CHARACTER_SPACE },
	{ 0x1780, 0x17D3, CHARACTER_UNSPACED }, /* Khmer */
	{ 0x17D4, 0x17D5, CHARACTER_STOP },
	{ 0x17D6, 0x17FF, CHARACTER_UNSPACED },
};

static const struct range signs[] = {
	{ 0x2000, 0x200A, CHARACTER_SPACE },
	{ 0x200B, 0x200B, CHARACTER_NOTHING },
	{ 0x200C, 0x200F,
		CHARACTER_LETTER }, /* joiners and marks of direction belong to their word */
	{ 0x2026, 0x2026, CHARACTER_STOP },
	{ 0x2028, 0x2029, CHARACTER_SPACE },
	{ 0x202A, 0x202E, CHARACTER_OTHER },
	{ 0x202F, 0x202F, CHARACTER_SPACE },
	{ 0x203C, 0x203D, CHARACTER_STOP },
	{ 0x2047, 0x2049, CHARACTER_STOP },
	{ 0x205F, 0x205F, CHARACTER_SPACE },
	{ 0x2060, 0x206F, CHARACTER_OTHER },
	{ 0x2C00, 0x2DFF, CHARACTER_LETTER },
	{ 0x2E80, 0x2FFF, CHARACTER_IDEOGRAPH },
};

static const struct range eastern[] = {
	{ 0x3000, 0x3000, CHARACTER_SPACE },
	{ 0x3001, 0x3001, CHARACTER_POINT },
	{ 0x3002, 0x3002, CHARACTER_STOP },
	{ 0x3005, 0x3007, CHARACTER_IDEOGRAPH },
	{ 0x3400, 0x4DBF, CHARACTER_IDEOGRAPH },
};

static const struct range rest[] = {
	{ 0xAA60, 0xAA7F, CHARACTER_UNSPACED },
	{ 0xE000, 0xF8FF, CHARACTER_OTHER }, /* private: icon fonts */
	{ 0xF900, 0xFAFF, CHARACTER_IDEOGRAPH },
	{ 0xFE00, 0xFE0F, CHARACTER_OTHER },
	{ 0xFEFF, 0xFEFF, CHARACTER_NOTHING },
};

static const struct range wide[] = {
	{ 0xFF01, 0xFF01, CHARACTER_STOP },
	{ 0xFF02, 0xFF0B, CHARACTER_OTHER },
	{ 0xFF0C, 0xFF0C, CHARACTER_POINT },
	{ 0xFF0D, 0xFF0D, CHARACTER_OTHER },
	{ 0xFF0E, 0xFF0E, CHARACTER_STOP },
	{ 0xFF0F, 0xFF0F, CHARACTER_OTHER },
	{ 0xFF1A, 0xFF1B, CHARACTER_POINT },
	{ 0xFF1C, 0xFF1E, CHARACTER_OTHER },
	{ 0xFF1F, 0xFF1F, CHARACTER_STOP },
	{ 0xFF20, 0xFF20, CHARACTER_OTHER },
	{ 0xFF3B, 0xFF40, CHARACTER_OTHER },
	{ 0xFF5B, 0xFF60, CHARACTER_OTHER },
	{ 0xFF61, 0xFF61, CHARACTER_STOP },
	{ 0xFF62, 0xFF65, CHARACTER_OTHER },
	{ 0xFFE0, 0xFFFF, CHARACTER_OTHER },
	{ 0x1F000, 0x1FAFF, CHARACTER_OTHER }, /* pictures */
	{ 0x20000, 0x3FFFF, CHARACTER_IDEOGRAPH },
	{ 0xE0000, 0x10FFFF, CHARACTER_OTHER },
};

static enum character
search(const struct range *ranges, size_t count, uint32_t point, enum character otherwise)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (ranges[middle].last < point)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && point >= ranges[low].first ? ranges[low].is : otherwise;
}

enum character
character_class_rare(uint32_t point)
{
	if (point < 0xC0)
		return search(latin, COUNT(latin), point, CHARACTER_LETTER);
	if (point == 0xD7 || point == 0xF7)
		return CHARACTER_OTHER;
	if (point == 0x37E) /* Greek question mark */
		return CHARACTER_STOP;
	if (point < 0x2000)
		return search(scripts, COUNT(scripts), point, CHARACTER_LETTER);
	if (point < 0x3000)
		return search(signs, COUNT(signs), point, CHARACTER_OTHER);
	if (point < 0xA000)
		return search(eastern, COUNT(eastern), point, CHARACTER_OTHER);
	if (point >= 0xFF66 && point <= 0xFFDC) /* half-width kana and Hangul */
		return CHARACTER_IDEOGRAPH;
	if (point >= 0xFF00)
		return search(wide, COUNT(wide), point, CHARACTER_LETTER);
	return search(rest, COUNT(rest), point, CHARACTER_LETTER);
}

bool
character_may_compose(uint32_t point)
{
	if (point < 0x300)
		return false;
	if (point <= 0x36F)
		return true;
	if (point < 0x590) /* Greek and Cyrillic: the few that decompose, and marks */
		return point == 0x374 || point == 0x37E || point == 0x387 ||
		       (point >= 0x483 && point <= 0x487);
	if (point < 0x700) /* Hebrew and Arabic: the points */
		return point < 0x5D0 || (point >= 0x610 && point <= 0x61A) ||
		       (point >= 0x64B && point <= 0x65F) || point == 0x670 ||
		       (point >= 0x6D6 && point <= 0x6ED);
	if (point < 0x2000)
		return true;
	if (point < 0x2126)
		return point <= 0x2001 || (point >= 0x20D0 && point <= 0x20FF);
	if (point < 0x3000)
		return point <= 0x212B || point == 0x2329 || point == 0x232A ||
		       (point >= 0x2ADC && point < 0x2E00);
	if (point < 0x4E00)
		return (point >= 0x302A && point <= 0x302F) || point == 0x3099 || point == 0x309A;
	if (point < 0xF900) /* marks of small scripts */
		return point >= 0xA66F && point < 0xAC00;
	if (point < 0x1F000)
		return point < 0xFF00 || point > 0xFFFF;
	return point >= 0x2F800;
}

bool
character_is_closing(uint32_t point)
{
	switch (point) {
	case '"':
	case '\'':
	case ')':
	case ']':
	case '*':
	case 0xBB:
	case 0xAB:
	case 0x2018:
	case 0x2019:
	case 0x201C:
	case 0x201D:
	case 0x201E:
	case 0x203A:
	case 0x3009:
	case 0x300B:
	case 0x300D:
	case 0x300F:
	case 0x3011:
	case 0xFF09:
	case 0xFF3D: return true;
	default: return false;
	}
}

bool
character_ends_sentence(const char *text, uint32_t length)
{
	const char *end = text + length;
	while (end > text) {
		const char *at = end - 1, *next;
		while (at > text && ((unsigned char)*at & 0xC0) == 0x80)
			at--;
		uint32_t point = text_decode(at, end, &next);
		enum character is = character_class(point);
		if (is == CHARACTER_STOP)
			return true;
		if (is != CHARACTER_SPACE && !character_is_closing(point))
			return false;
		end = at;
	}
	return false;
}
