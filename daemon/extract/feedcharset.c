/* Which charset, and out of it. */
#include "extract/feedcharset.h"

#include <stdint.h>
#include <unicode/ucnv.h>

#include "base/text.h"
#include "html/charset.h"

#define GROWTH_MAX            4  /* UTF-8 bytes a byte may become: fewer in every charset ICU has */
#define GUESS_MIN_BYTES       32 /* beyond ASCII; in fewer, any charset is as likely */
#define LABEL_MAX_BYTES       40 /* the longest name ICU knows has fewer */
#define LETTERS_MAX           8  /* before the number of a code page: "windows-" has as many */
#define DECLARATION_MAX_BYTES 1024 /* of the document's head in which `encoding=` is looked for */

/* WHATWG Encoding, index windows-1252, 0x80 to 0x9F. */
static const uint16_t windows_1252[32] = { 0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020,
	0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019,
	0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
	0x017E, 0x0178 };

static bool
starts(struct slice bytes, const char *with, size_t length)
{
	return bytes.length >= length && memcmp(bytes.data, with, length) == 0;
}

/* The charset of a BOM, which is cut off; NULL where there is none. */
static const char *
by_bom(struct slice *bytes)
{
	static const struct {
		const char *bytes;
		size_t length;
		const char *name;
	} boms[] = {
		{ "\xFF\xFE\0\0", 4, "UTF-32LE" },
		{ "\0\0\xFE\xFF", 4, "UTF-32BE" },
		{ "\xEF\xBB\xBF", 3, "UTF-8" },
		{ "\xFF\xFE", 2, "UTF-16LE" },
		{ "\xFE\xFF", 2, "UTF-16BE" },
	};
	for (size_t i = 0; i < sizeof(boms) / sizeof(boms[0]); i++) {
		if (!starts(*bytes, boms[i].bytes, boms[i].length))
			continue;
		bytes->data += boms[i].length;
		bytes->length -= boms[i].length;
		return boms[i].name;
	}
	return NULL;
}

/*
 * The charset by where the zero bytes of an ASCII character (the first one) lie; NULL where there
 * are none.
 */
static const char *
by_zeros(struct slice bytes)
{
	if (bytes.length < 4)
		return NULL;
	const char *b = bytes.data;
	if (b[0] == 0 && b[1] == 0 && b[2] == 0 && b[3] != 0)
		return "UTF-32BE";
	if (b[0] != 0 && b[1] == 0 && b[2] == 0 && b[3] == 0)
		return "UTF-32LE";
	if (b[0] == 0 && b[1] != 0 && b[2] == 0)
		return "UTF-16BE";
	if (b[0] != 0 && b[1] == 0 && b[3] == 0)
		return "UTF-16LE";
	return NULL;
}

static bool
is_label(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == '-' || c == '_' || c == '.' || c == ':' || c == '+';
}

/* The label in `<?xml ... encoding="x"?>`; data NULL where there is none. */
static struct slice
declared_label(struct slice bytes)
{
	struct slice none = { NULL, 0 };
	struct slice head = { bytes.data,
		bytes.length < DECLARATION_MAX_BYTES ? bytes.length : DECLARATION_MAX_BYTES };
	const char *start = memmem(head.data, head.length, "<?xml", 5);
	if (start == NULL)
		return none;
	const char *end = memchr(start, '>', head.length - (size_t)(start - head.data));
	const char *at = end != NULL ? memmem(start, (size_t)(end - start), "encoding", 8) : NULL;
	if (at == NULL)
		return none;
	/* Quotes are not looked at: EBCDIC's code pages do not have them in one place. */
	for (at += 8; at < end && !is_label(*at);)
		at++;
	size_t length = 0;
	while (at + length < end && is_label(at[length]))
		length++;
	return length > 0 ? (struct slice){ at, length } : none;
}

uint32_t
feed_charset_control(uint32_t point)
{
	return point >= 0x80 && point <= 0x9F ? windows_1252[point - 0x80] : point;
}

static struct slice
from_windows_1252(struct arena *arena, struct slice bytes)
{
	char *copy = arena_alloc(arena, bytes.length * 3 + 1);
	size_t length = 0;
	for (size_t i = 0; i < bytes.length; i++)
		length += text_encode(
			feed_charset_control((unsigned char)bytes.data[i]), copy + length);
	copy[length] = '\0';
	return (struct slice){ copy, length };
}

/* What says nothing of its charset, or nothing true: a guess where there is enough to go by. */
static struct slice
from_unknown(struct arena *arena, struct slice bytes, size_t high)
{
	const char *name = high >= GUESS_MIN_BYTES ? charset_guess(arena, bytes) : NULL;
	if (name == NULL || strcasecmp(name, "windows-1252") == 0)
		return from_windows_1252(arena, bytes);
	return charset_convert(arena, bytes, name);
}

/*
 * UTF-8 with other bytes in it: each of those is a character of windows-1252. Where there are more
 * of them than of UTF-8's, it is no UTF-8.
 */
static struct slice
mend_utf8(struct arena *arena, struct slice bytes)
{
	char *copy = arena_alloc(arena, bytes.length * 3 + 1);
	size_t length = 0, well = 0, ill = 0;
	const char *end = bytes.data + bytes.length;
	for (const char *at = bytes.data; at < end;) {
		const char *next;
		uint32_t point = text_decode(at, end, &next);
		if (point == TEXT_REPLACEMENT &&
			!(next - at == 3 && memcmp(at, "\xEF\xBF\xBD", 3) == 0)) {
			point = (unsigned char)*at;
			next = at + 1;
			ill++;
		} else if (point >= 0x80) {
			well++;
		}
		length += text_encode(feed_charset_control(point), copy + length);
		at = next;
	}
	copy[length] = '\0';
	return ill > well ? from_unknown(arena, bytes, ill) : (struct slice){ copy, length };
}

/* Whether a C1 control character stands in the UTF-8. */
static bool
has_controls(struct slice text)
{
	const char *at = text.data, *end = text.data + text.length;
	while ((at = memchr(at, '\xC2', (size_t)(end - at))) != NULL) {
		if (at + 1 < end && (unsigned char)at[1] >= 0x80 && (unsigned char)at[1] <= 0x9F)
			return true;
		at++;
	}
	return false;
}

/* Names that neither browsers nor ICU have, with "-" for "_", and what comes nearest. */
static const struct {
	const char *label, *name;
} nicknames[] = {
	{ "uhc", "EUC-KR" },
	{ "ks-x-1001", "EUC-KR" },
	{ "ksx1001", "EUC-KR" },
	{ "x-mac-korean", "EUC-KR" },
	{ "big5-tw", "Big5" },
	{ "x-mac-trad-chinese", "Big5" },
	{ "eucgb2312-cn", "gb18030" },
	{ "gb2312-1980", "gb18030" },
	{ "gb2312-80", "gb18030" },
	{ "gb18030-2000", "gb18030" },
	{ "936", "gb18030" },
	{ "x-mac-simp-chinese", "gb18030" },
	{ "hz-gb", "HZ-GB-2312" },
	{ "hzgb", "HZ-GB-2312" },
	{ "shift-jis-2004", "Shift_JIS" },
	{ "shiftjis2004", "Shift_JIS" },
	{ "sjis-2004", "Shift_JIS" },
	{ "s-jis-2004", "Shift_JIS" },
	{ "x-mac-japanese", "Shift_JIS" },
	{ "euc-jis-2004", "EUC-JP" },
	{ "eucjis2004", "EUC-JP" },
	{ "thai", "windows-874" },
	{ "iso-ir-166", "windows-874" },
	{ "tis-620-0", "windows-874" },
	{ "tis-620-2529-0", "windows-874" },
	{ "tis-620-2529-1", "windows-874" },
	{ "l7", "ISO-8859-13" },
	{ "latin7", "ISO-8859-13" },
	{ "l10", "ISO-8859-16" },
	{ "latin10", "ISO-8859-16" },
	{ "iso-ir-226", "ISO-8859-16" },
	{ "koi8-t", "KOI8-U" },
	{ "kz-1048", "windows-1251" },
	{ "kz1048", "windows-1251" },
	{ "rk1048", "windows-1251" },
	{ "strk1048-2002", "windows-1251" },
	{ "cyrillic-asian", "windows-1251" },
	{ "pt154", "windows-1251" },
	{ "ptcp154", "windows-1251" },
	{ "mac-latin2", "x-mac-centraleurroman" },
	{ "maclatin2", "x-mac-centraleurroman" },
	{ "mac-centeuro", "x-mac-centraleurroman" },
	{ "mac-iceland", "macintosh" },
	{ "maciceland", "macintosh" },
	{ "cp866u", "ibm-1125" },
	{ "ruscii", "ibm-1125" },
};

static const char *
by_nickname(const char *label)
{
	for (size_t i = 0; i < sizeof(nicknames) / sizeof(nicknames[0]); i++) {
		if (strcasecmp(label, nicknames[i].label) == 0)
			return nicknames[i].name;
	}
	return NULL;
}

static bool
is_icus(const char *name)
{
	UErrorCode error = U_ZERO_ERROR;
	return ucnv_countAliases(name, &error) > 0 && U_SUCCESS(error);
}

/* The number that a label is but for a few letters before it, "cp1250": its begin, or NULL. */
static const char *
number_in(const char *label)
{
	const char *number = label + strcspn(label, "0123456789");
	size_t digits = strspn(number, "0123456789");
	return digits > 0 && number[digits] == '\0' && number - label <= LETTERS_MAX ? number
										     : NULL;
}

/*
 * A label that browsers do not know: what other programs call by it. Numbers are code pages,
 * of Windows before IBM's; after "mac" stands a script.
 */
static const char *
other_label(struct arena *arena, struct slice label)
{
	if (label.length == 0 || label.length > LABEL_MAX_BYTES)
		return NULL;
	char *name = arena_strndup(arena, label.data, label.length);
	for (char *c = name; (c = strchr(c, '_')) != NULL;)
		*c = '-';
	const char *number = number_in(name),
		   *script = strncasecmp(name, "mac", 3) == 0 ? name + 3 : NULL;
	const char *standard = charset_of_label(slice_of(name));
	if (standard == NULL && number != NULL)
		standard = charset_of_label(slice_of(arena_printf(arena, "windows-%s", number)));
	if (standard == NULL && strncasecmp(name, "iso8859-", 8) == 0)
		standard = charset_of_label(slice_of(arena_printf(arena, "iso-8859-%s", name + 8)));
	if (standard == NULL)
		standard = by_nickname(name);
	if (standard != NULL || is_icus(name))
		return standard != NULL ? standard : name;
	if (number != NULL)
		name = arena_printf(arena, "ibm-%s", number);
	else if (script != NULL)
		name = arena_printf(arena, "x-mac-%s", script + (*script == '-'));
	return is_icus(name) ? name : NULL;
}

/*
 * From a charset by ICU's name, for those the browsers do not have; length 0 where it gives no
 * markup.
 */
static struct slice
convert_other(struct arena *arena, struct slice bytes, const char *name)
{
	UErrorCode error = U_ZERO_ERROR;
	if (bytes.length > INT32_MAX / GROWTH_MAX)
		bytes.length = INT32_MAX / GROWTH_MAX;
	int32_t room = (int32_t)bytes.length * GROWTH_MAX + 1;
	char *text = arena_alloc(arena, (size_t)room);
	UConverter *converter = ucnv_open(name, &error);
	int32_t length = ucnv_toAlgorithmic(
		UCNV_UTF8, converter, text, room, bytes.data, (int32_t)bytes.length, &error);
	ucnv_close(converter);
	bool readable = U_SUCCESS(error) && (memchr(text, '<', (size_t)length) != NULL ||
						    memchr(text, '{', (size_t)length) != NULL);
	return (struct slice){ text, readable ? (size_t)length : 0 };
}

/* The name of what a label means (WHATWG's, else ICU's); NULL where it means nothing. */
static const char *
name_of_label(struct arena *arena, struct slice label)
{
	const char *name = label.data != NULL ? charset_of_label(label) : NULL;
	return name != NULL || label.data == NULL ? name : other_label(arena, label);
}

/* The name of what the document says it is in, NULL where it says nothing that can be. */
static const char *
by_label(struct arena *arena, struct slice bytes, const char *content_type)
{
	const char *name = NULL;
	if (content_type != NULL)
		name = name_of_label(arena, charset_of_content_type(content_type));
	if (name == NULL)
		name = name_of_label(arena, declared_label(bytes));
	/* That the label could be read says that it is none of these. */
	if (name != NULL &&
		(strncasecmp(name, "UTF-16", 6) == 0 || strncasecmp(name, "UTF-32", 6) == 0))
		return NULL;
	return name;
}

/*
 * EBCDIC, by how "<?xm" reads in it (XML 1.0, appendix F.1): its code page as declared, in
 * characters that all of them share, else the commonest. NULL where it is none.
 */
static const char *
by_ebcdic(struct arena *arena, struct slice bytes)
{
	static const char usual[] = "ibm-37";
	if (!starts(bytes, "\x4C\x6F\xA7\x94", 4))
		return NULL;
	if (bytes.length > DECLARATION_MAX_BYTES)
		bytes.length = DECLARATION_MAX_BYTES;
	const char *name = other_label(arena, declared_label(convert_other(arena, bytes, usual)));
	return name != NULL ? name : usual;
}

struct slice
feed_charset(struct arena *arena, struct slice bytes, const char *content_type)
{
	const char *name = by_bom(&bytes);
	while (starts(bytes, "\xEF\xBB\xBF", 3)) /* put before one that was there already */
		bytes = (struct slice){ bytes.data + 3, bytes.length - 3 };
	if (name == NULL)
		name = by_zeros(bytes);
	if (name == NULL)
		name = by_ebcdic(arena, bytes);
	if (name == NULL)
		name = by_label(arena, bytes, content_type);
	bool valid = text_is_valid(bytes.data, bytes.length);
	/* What the server says may be its guess; the writer knows better. */
	if (!valid && content_type != NULL && name != NULL && strcasecmp(name, "UTF-8") == 0)
		name = by_label(arena, bytes, NULL);
	bool western = name != NULL && strcasecmp(name, "windows-1252") == 0;
	if (name == NULL || strcasecmp(name, "UTF-8") == 0 || (western && valid)) {
		if (valid && !has_controls(bytes))
			return bytes;
		return mend_utf8(arena, bytes);
	}
	if (western)
		return from_windows_1252(arena, bytes);
	struct slice text = charset_of_label(slice_of(name)) != NULL
				    ? charset_convert(arena, bytes, name)
				    : convert_other(arena, bytes, name);
	if (text.length == 0)
		return valid ? bytes : mend_utf8(arena, bytes);
	return has_controls(text) ? mend_utf8(arena, text) : text;
}
