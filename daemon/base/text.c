/* UTF-8: decoded by a small state walk, ASCII before all else, ICU for what only Unicode knows. */
#include "base/text.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

uint32_t
text_decode_rare(const char *at, const char *end, const char **next)
{
	const unsigned char *s = (const unsigned char *)at;
	size_t left = (size_t)(end - at);
	unsigned char lead = s[0];
	size_t length = lead >= 0xC2 && lead <= 0xDF   ? 2
			: lead >= 0xE0 && lead <= 0xEF ? 3
			: lead >= 0xF0 && lead <= 0xF4 ? 4
						       : 1;
	/*
	 * The second byte's range is narrower behind some leads: no overlong forms, surrogates or
	 * beyond U+10FFFF.
	 */
	unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
	unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
	uint32_t point = lead & (0x7FU >> length);
	size_t i = 1;
	for (; i < length && i < left && s[i] >= low && s[i] <= high; i++) {
		point = point << 6 | (s[i] & 0x3FU);
		low = 0x80;
		high = 0xBF;
	}
	*next = at + i;
	return length > 1 && i == length ? point : TEXT_REPLACEMENT;
}

size_t
text_encode(uint32_t point, char out[4])
{
	if (point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
		point = TEXT_REPLACEMENT;
	if (point < 0x80) {
		out[0] = (char)point;
		return 1;
	}
	if (point < 0x800) {
		out[0] = (char)(0xC0 | point >> 6);
		out[1] = (char)(0x80 | (point & 0x3F));
		return 2;
	}
	if (point < 0x10000) {
		out[0] = (char)(0xE0 | point >> 12);
		out[1] = (char)(0x80 | (point >> 6 & 0x3F));
		out[2] = (char)(0x80 | (point & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | point >> 18);
	out[1] = (char)(0x80 | (point >> 12 & 0x3F));
	out[2] = (char)(0x80 | (point >> 6 & 0x3F));
	out[3] = (char)(0x80 | (point & 0x3F));
	return 4;
}

/* Bytes of ASCII at the front, eight at a time. */
static size_t
ascii_run(const char *bytes, size_t length)
{
	size_t i = 0;
	for (; i + 8 <= length; i += 8) {
		uint64_t word;
		memcpy(&word, bytes + i, 8);
		if (word & UINT64_C(0x8080808080808080))
			break;
	}
	while (i < length && (unsigned char)bytes[i] < 0x80)
		i++;
	return i;
}

bool
text_is_valid(const char *bytes, size_t length)
{
	const char *at = bytes, *end = bytes + length;
	while (at < end) {
		at += ascii_run(at, (size_t)(end - at));
		if (at == end)
			break;
		const char *next;
		uint32_t point = text_decode(at, end, &next);
		if (point == TEXT_REPLACEMENT &&
			(next - at != 3 || memcmp(at, "\xEF\xBF\xBD", 3) != 0))
			return false;
		at = next;
	}
	return true;
}

bool
text_is_cjk(uint32_t point)
{
	return point >= 0x1100 && (point <= 0x11FF || (point >= 0x2E80 && point <= 0x2FDF) ||
					  (point >= 0x3005 && point <= 0x3007) ||
					  (point >= 0x3021 && point <= 0x3029) ||
					  (point >= 0x3041 && point <= 0x318F) ||
					  (point >= 0x31A0 && point <= 0x31BF) ||
					  (point >= 0x31F0 && point <= 0x31FF) ||
					  (point >= 0x3400 && point <= 0x4DBF) ||
					  (point >= 0x4E00 && point <= 0x9FFF) ||
					  (point >= 0xA960 && point <= 0xA97F) ||
					  (point >= 0xAC00 && point <= 0xD7FF) ||
					  (point >= 0xF900 && point <= 0xFAFF) ||
					  (point >= 0xFF66 && point <= 0xFFDC) ||
					  (point >= 0x1B000 && point <= 0x1B16F) ||
					  (point >= 0x20000 && point <= 0x3FFFF));
}

bool
text_is_space(uint32_t point)
{
	if (point < 0x80)
		return point == ' ' || (point >= '\t' && point <= '\r');
	return point == 0x85 || point == 0xA0 || point == 0x1680 ||
	       (point >= 0x2000 && point <= 0x200A) || point == 0x2028 || point == 0x2029 ||
	       point == 0x202F || point == 0x205F || point == 0x3000;
}

bool
text_is_letter_wide(uint32_t point)
{
	return u_isUAlphabetic((UChar32)point);
}

bool
text_is_digit_wide(uint32_t point)
{
	return u_isdigit((UChar32)point);
}

uint32_t
text_lower_wide(uint32_t point)
{
	/* Most letters beyond ASCII are of Latin-1 or Russian, where capitals stand in one row. */
	if (point < 0x100)
		return point >= 0xC0 && point <= 0xDE && point != 0xD7 ? point + 32 : point;
	if (point >= 0x410 && point <= 0x44F)
		return point < 0x430 ? point + 32 : point;
	/* Most other scripts have no case, nor have marks and signs: nothing to look up. */
	bool caseless = (point >= 0x2E80 && point < 0xA640) ||
			(point >= 0xAC00 && point < 0xFF21) || (point >= 0x590 && point < 0x10A0) ||
			(point >= 0x2000 && point < 0x2126) ||
			(point >= 0xFF3B && point < 0x10400) || (point >= 0x300 && point < 0x370);
	return caseless ? point : (uint32_t)u_tolower((UChar32)point);
}

/*
 * Marks that may compose with what is before them, and the few precomposed letters that NFC takes
 * apart, lie from here on.
 */
#define NFC_SAFE_BELOW 0x300

/* True where NFC never changes a code point, nor joins it to the one before it. */
static bool
is_nfc_safe(uint32_t point)
{
	return point < NFC_SAFE_BELOW || (point >= 0x2010 && point <= 0x2027) ||
	       (point >= 0x4E00 && point <= 0x9FFF) || (point >= 0x3041 && point <= 0x3096) ||
	       (point >= 0x30A1 && point <= 0x30FA) || (point >= 0x3001 && point <= 0x3029) ||
	       (point >= 0xAC00 && point <= 0xD7A3) || (point >= 0xFF01 && point <= 0xFF9D) ||
	       (point >= 0x400 && point <= 0x47F);
}

/* True where no code point can be changed by NFC: a quick answer for nearly all text. */
static bool
is_plainly_nfc(const char *bytes, size_t length)
{
	const char *at = bytes, *end = bytes + length;
	while (at < end) {
		at += ascii_run(at, (size_t)(end - at));
		if (at < end && !is_nfc_safe(text_decode_wide(at, end, &at)))
			return false;
	}
	return true;
}

/* Marks of European scripts, but for those that are other marks themselves. */
static bool
is_plain_mark(uint32_t point)
{
	return point >= 0x300 && point <= 0x36F && !(point >= 0x340 && point <= 0x344);
}

/*
 * NFC of text in which marks stand alone behind ASCII, as decomposed letters of Western languages
 * do; NULL where that is not all. A second mark, or one behind a letter that has its own, may have
 * to change places with it (Unicode Annex 15), which is left to ICU.
 */
static const char *
compose_pairs(const UNormalizer2 *nfc, struct arena *arena, const char *bytes, size_t length)
{
	char *out = arena_alloc(arena, length + 1), *to = out;
	uint32_t base = 0; /* where it is ASCII */
	for (const char *at = bytes, *end = bytes + length; at < end;) {
		const char *from = at;
		uint32_t point = text_decode(at, end, &at);
		if (is_nfc_safe(point)) {
			memcpy(to, from, (size_t)(at - from));
			to += at - from;
			base = point < 0x80 ? point : 0;
			continue;
		}
		if (base == 0 || !is_plain_mark(point))
			return NULL;
		UChar32 pair = unorm2_composePair(nfc, (UChar32)base, (UChar32)point);
		to = pair >= 0 ? to - 1 : to;
		to += text_encode(pair >= 0 ? (uint32_t)pair : point, to);
		base = 0;
	}
	*to = '\0';
	return out;
}

/* NFC of well-formed UTF-8, by ICU. */
static const char *
normalize(struct arena *arena, const char *bytes, size_t length)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	const char *pairs = compose_pairs(nfc, arena, bytes, length);
	if (pairs != NULL)
		return pairs;
	UChar *wide = arena_alloc(arena, (length + 1) * sizeof(UChar));
	int32_t wide_length = 0;
	u_strFromUTF8WithSub(wide, (int32_t)length, &wide_length, bytes, (int32_t)length,
		TEXT_REPLACEMENT, NULL, &status);
	if (U_FAILURE(status))
		return arena_strndup(arena, bytes, length);
	UBool is = unorm2_isNormalized(nfc, wide, wide_length, &status);
	if (U_SUCCESS(status) && is)
		return arena_strndup(arena, bytes, length);
	int32_t room = wide_length * 3 + 16; /* NFC grows UTF-16 threefold at most (UAX 15) */
	UChar *composed = arena_alloc(arena, (size_t)room * sizeof(UChar));
	status = U_ZERO_ERROR;
	int32_t count = unorm2_normalize(nfc, wide, wide_length, composed, room, &status);
	if (U_FAILURE(status))
		return arena_strndup(arena, bytes, length);
	int32_t size = count * 3;
	char *out = arena_alloc(arena, (size_t)size + 1);
	int32_t out_length = 0;
	u_strToUTF8WithSub(
		out, size, &out_length, composed, count, TEXT_REPLACEMENT, NULL, &status);
	out[out_length] = '\0';
	return out;
}

const char *
text_nfc(struct arena *arena, struct slice text)
{
	if (text.length == 0)
		return arena_strndup(arena, "", 0);
	bool valid = text_is_valid(text.data, text.length);
	if (valid && is_plainly_nfc(text.data, text.length))
		return arena_strndup(arena, text.data, text.length);
	if (valid)
		return normalize(arena, text.data, text.length);
	char *mended = arena_alloc(arena, text.length * 3 + 1);
	size_t length = 0;
	for (const char *at = text.data, *end = slice_end(text); at < end;)
		length += text_encode(text_decode(at, end, &at), mended + length);
	return normalize(arena, mended, length);
}

/* Invisible signs that say nothing in a line of text. */
static bool
is_dropped(uint32_t point)
{
	return point < 0x20 || (point >= 0x7F && point <= 0x9F) || point == 0x200B ||
	       point == 0xFEFF;
}

/* The bytes from `at` on, which is no blank, that are visible ASCII with single blanks between. */
static size_t
plain_run(const char *at, const char *end)
{
	const char *from = at;
	for (uint64_t bytes; end - at >= 8 && (at == from || *at != ' ' || at[-1] != ' ');
		at += 8) {
		memcpy(&bytes, at, sizeof(bytes));
		/* The highest bit of each byte tells. */
		uint64_t low = bytes & TEXT_EACH(0x7F);
		uint64_t blanks = ~((low ^ TEXT_EACH(' ')) + TEXT_EACH(0x7F)) & TEXT_EACH(0x80);
		uint64_t odd = bytes | ~(low + TEXT_EACH(0x80 - ' ')) | (low + TEXT_EACH(1));
		if ((odd & TEXT_EACH(0x80)) != 0 || (blanks & blanks << 8) != 0)
			break;
	}
	while (at < end && (unsigned char)*at >= ' ' && (unsigned char)*at < 0x7F &&
		(at == from || *at != ' ' || at[-1] != ' '))
		at++;
	return (size_t)(at - from) - (at[-1] == ' ');
}

static const char *
fold(struct arena *arena, struct slice text, bool lower)
{
	/* An ill-formed byte becomes three, a lower-case form is at most half again as long. */
	char *out = arena_alloc(arena, text.length * 3 + 5);
	size_t length = 0;
	bool pending = false, ascii = true;
	for (const char *at = text.data, *end = slice_end(text); at < end;) {
		if ((unsigned char)*at > ' ' && (unsigned char)*at < 0x7F) {
			if (pending)
				out[length++] = ' ';
			pending = false;
			size_t run = plain_run(at, end);
			memcpy(out + length, at, run);
			for (size_t i = 0; lower && i < run; i++)
				out[length + i] = (char)text_lower((unsigned char)at[i]);
			length += run;
			at += run;
			continue;
		}
		uint32_t point = text_decode(at, end, &at);
		if (text_is_space(point)) {
			pending = length > 0;
			continue;
		}
		if (is_dropped(point))
			continue;
		if (pending)
			out[length++] = ' ';
		pending = false;
		ascii &= point < 0x80;
		length += text_encode(lower ? text_lower(point) : point, out + length);
	}
	out[length] = '\0';
	if (ascii || is_plainly_nfc(out, length))
		return out;
	return normalize(arena, out, length);
}

const char *
text_fold(struct arena *arena, struct slice text)
{
	return fold(arena, text, false);
}

const char *
text_fold_lower(struct arena *arena, struct slice text)
{
	return fold(arena, text, true);
}

size_t
text_words(struct slice text)
{
	size_t words = 0, cjk = 0;
	bool inside = false;
	for (const char *at = text.data, *end = slice_end(text); at < end;) {
		unsigned char c = (unsigned char)*at;
		if (c < 0x80) {
			bool part = text_is_letter(c) || text_is_digit(c) || (inside && c == '\'');
			words += part && !inside;
			inside = part;
			at++;
			continue;
		}
		uint32_t point = text_decode_wide(at, end, &at);
		bool is_cjk = text_is_cjk(point);
		cjk += is_cjk;
		/* Apostrophes and marks do not end a word; they do not begin one either. */
		bool joins = point == 0x2019;
		bool part = !is_cjk &&
			    (text_is_letter(point) || text_is_digit(point) || (inside && joins));
		words += part && !inside;
		inside = part;
	}
	return words + (cjk + 1) / 2;
}

size_t
text_cut(const char *bytes, size_t length, size_t max)
{
	if (length <= max)
		return length;
	while (max > 0 && ((unsigned char)bytes[max] & 0xC0) == 0x80)
		max--;
	return max;
}

size_t
text_columns(struct slice text)
{
	size_t columns = 0;
	for (const char *at = text.data, *end = slice_end(text); at < end;) {
		uint32_t point = text_decode(at, end, &at);
		if (point < 0x300) {
			columns += point >= 0x20;
			continue;
		}
		int8_t type = u_charType((UChar32)point);
		if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR)
			continue;
		int32_t width = u_getIntPropertyValue((UChar32)point, UCHAR_EAST_ASIAN_WIDTH);
		columns += width == U_EA_FULLWIDTH || width == U_EA_WIDE ? 2 : 1;
	}
	return columns;
}

static bool
is_unsafe(uint32_t point)
{
	return point < 0x20 || (point >= 0x7F && point <= 0x9F) || point == 0x2028 ||
	       point == 0x2029 || point == 0x200E || point == 0x200F || point == 0x61C ||
	       (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

bool
text_escape(struct buffer *out, struct slice text)
{
	for (const char *at = text.data, *end = slice_end(text); at < end;) {
		const char *next;
		uint32_t point = text_decode(at, end, &next);
		bool broken = point == TEXT_REPLACEMENT &&
			      (next - at != 3 || memcmp(at, "\xEF\xBF\xBD", 3) != 0);
		if (broken) {
			for (; at < next; at++)
				buffer_addf(out, "\\x%02x", (unsigned)(unsigned char)*at);
		} else if (point == '\n' || point == '\t' || point == '\r') {
			buffer_add_string(out, point == '\n'   ? "\\n"
					       : point == '\t' ? "\\t"
							       : "\\r");
		} else if (is_unsafe(point)) {
			buffer_addf(out, point < 0x100 ? "\\x%02x" : "\\u{%04x}", point);
		} else {
			buffer_add(out, at, (size_t)(next - at));
		}
		at = next;
	}
	return !out->overflowed;
}
