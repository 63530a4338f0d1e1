/* Labels of encodings, and conversion to UTF-8 by ICU. */
#include "html/charset.h"

#include <stdint.h>
#include <string.h>
#include <unicode/ucnv.h>

#include "base/text.h"
#include "html/scan.h"
#include "words/charsets.h"

/* No byte of any of these encodings becomes more than three of UTF-8. */
#define GROWTH_MAX 3

#define HIGH_BYTES 128 /* of those that are no ASCII */
#define ROOM_SPARE 4   /* the table's characters are copied as four bytes */

/* What the standard calls an encoding, and what ICU calls it. */
static const struct encoding {
	const char *name, *icu;
} encodings[] = {
	[CHARSET_UTF_8] = { "UTF-8", "UTF-8" },
	[CHARSET_IBM866] = { "IBM866", "IBM866" },
	[CHARSET_ISO_8859_2] = { "ISO-8859-2", "ISO-8859-2" },
	[CHARSET_ISO_8859_3] = { "ISO-8859-3", "ISO-8859-3" },
	[CHARSET_ISO_8859_4] = { "ISO-8859-4", "ISO-8859-4" },
	[CHARSET_ISO_8859_5] = { "ISO-8859-5", "ISO-8859-5" },
	[CHARSET_ISO_8859_6] = { "ISO-8859-6", "ISO-8859-6" },
	[CHARSET_ISO_8859_7] = { "ISO-8859-7", "ISO-8859-7" },
	[CHARSET_ISO_8859_8] = { "ISO-8859-8", "ISO-8859-8" },
	[CHARSET_ISO_8859_8_I] = { "ISO-8859-8-I", "ISO-8859-8" },
	[CHARSET_ISO_8859_10] = { "ISO-8859-10", "ISO-8859-10" },
	[CHARSET_ISO_8859_13] = { "ISO-8859-13", "ISO-8859-13" },
	[CHARSET_ISO_8859_14] = { "ISO-8859-14", "ISO-8859-14" },
	[CHARSET_ISO_8859_15] = { "ISO-8859-15", "ISO-8859-15" },
	/* ICU has none: its upper half is put in the place of this one's. */
	[CHARSET_ISO_8859_16] = { "ISO-8859-16", "ISO-8859-2" },
	[CHARSET_KOI8_R] = { "KOI8-R", "KOI8-R" },
	[CHARSET_KOI8_U] = { "KOI8-U", "KOI8-U" },
	[CHARSET_MACINTOSH] = { "macintosh", "macintosh" },
	[CHARSET_WINDOWS_874] = { "windows-874", "windows-874-2000" },
	[CHARSET_WINDOWS_1250] = { "windows-1250", "windows-1250" },
	[CHARSET_WINDOWS_1251] = { "windows-1251", "windows-1251" },
	[CHARSET_WINDOWS_1252] = { "windows-1252", "windows-1252" },
	[CHARSET_WINDOWS_1253] = { "windows-1253", "windows-1253" },
	[CHARSET_WINDOWS_1254] = { "windows-1254", "windows-1254" },
	[CHARSET_WINDOWS_1255] = { "windows-1255", "windows-1255" },
	[CHARSET_WINDOWS_1256] = { "windows-1256", "windows-1256" },
	[CHARSET_WINDOWS_1257] = { "windows-1257", "windows-1257" },
	[CHARSET_WINDOWS_1258] = { "windows-1258", "windows-1258" },
	[CHARSET_X_MAC_CYRILLIC] = { "x-mac-cyrillic", "x-mac-cyrillic" },
	[CHARSET_GBK] = { "GBK", "gb18030" },
	[CHARSET_GB18030] = { "gb18030", "gb18030" },
	[CHARSET_BIG5] = { "Big5", "Big5-HKSCS" },
	[CHARSET_EUC_JP] = { "EUC-JP", "EUC-JP" },
	[CHARSET_ISO_2022_JP] = { "ISO-2022-JP", "ISO-2022-JP" },
	[CHARSET_SHIFT_JIS] = { "Shift_JIS", "windows-31j" },
	[CHARSET_EUC_KR] = { "EUC-KR", "windows-949" },
	[CHARSET_UTF_16BE] = { "UTF-16BE", "UTF-16BE" },
	[CHARSET_UTF_16LE] = { "UTF-16LE", "UTF-16LE" },
	/* The standard maps its upper half to private characters, which say nothing. */
	[CHARSET_X_USER_DEFINED] = { "x-user-defined", "windows-1252" },
	[CHARSET_HZ_GB_2312] = { "HZ-GB-2312", "HZ" },
	[CHARSET_ISO_2022_KR] = { "ISO-2022-KR", "ISO-2022-KR" },
	[CHARSET_ISO_2022_CN] = { "ISO-2022-CN", "ISO-2022-CN" },
};

/* WHATWG Encoding, index iso-8859-16, 0xA0 to 0xFF. */
static const UChar iso_8859_16[0x100 - 0xA0] = { 0xA0, 0x104, 0x105, 0x141, 0x20AC, 0x201E, 0x160,
	0xA7, 0x161, 0xA9, 0x218, 0xAB, 0x179, 0xAD, 0x17A, 0x17B, 0xB0, 0xB1, 0x10C, 0x142, 0x17D,
	0x201D, 0xB6, 0xB7, 0x17E, 0x10D, 0x219, 0xBB, 0x152, 0x153, 0x178, 0x17C, 0xC0, 0xC1, 0xC2,
	0x102, 0xC4, 0x106, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xCF, 0x110,
	0x143, 0xD2, 0xD3, 0xD4, 0x150, 0xD6, 0x15A, 0x170, 0xD9, 0xDA, 0xDB, 0xDC, 0x118, 0x21A,
	0xDF, 0xE0, 0xE1, 0xE2, 0x103, 0xE4, 0x107, 0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xEB, 0xEC, 0xED,
	0xEE, 0xEF, 0x111, 0x144, 0xF2, 0xF3, 0xF4, 0x151, 0xF6, 0x15B, 0x171, 0xF9, 0xFA, 0xFB,
	0xFC, 0x119, 0x21B, 0xFF };

static const struct encoding *
find_encoding(struct slice label)
{
	char lower[CHARSETS_LONGEST];
	label = slice_trim(label);
	if (label.length > sizeof(lower))
		return NULL;
	for (size_t i = 0; i < label.length; i++) {
		char c = label.data[i];
		lower[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	}
	const struct word *word = charsets_find(lower, label.length);
	return word != NULL ? &encodings[word->group] : NULL;
}

const char *
charset_of_label(struct slice label)
{
	const struct encoding *encoding = find_encoding(label);
	return encoding != NULL ? encoding->name : NULL;
}

/* Section 2.4.6 of the HTML standard, "extracting a character encoding from a meta element". */
struct slice
charset_of_content_type(const char *content_type)
{
	static const char word[] = "charset";
	struct slice none = { NULL, 0 };
	for (const char *at = content_type; at != NULL && (at = strcasestr(at, word)) != NULL;) {
		at += sizeof(word) - 1;
		at += strspn(at, " \t\n\r\f");
		if (*at != '=')
			continue;
		at++;
		at += strspn(at, " \t\n\r\f");
		if (*at == '"' || *at == '\'') {
			const char *close = strchr(at + 1, *at);
			return close != NULL ? (struct slice){ at + 1, (size_t)(close - at) - 1 }
					     : none;
		}
		size_t length = strcspn(at, " \t\n\r\f;,");
		return length > 0 ? (struct slice){ at, length } : none;
	}
	return none;
}

/* Each byte from 0x80 on as UTF-8, and its length. */
struct high_bytes {
	char utf8[HIGH_BYTES][4];
	uint8_t length[HIGH_BYTES];
};

/* Fills the table of an encoding of single bytes; false where it is of another kind. */
static bool
read_high_bytes(struct high_bytes *out, UConverter *converter, const struct encoding *encoding)
{
	UErrorCode error = U_ZERO_ERROR;
	char bytes[HIGH_BYTES];
	UChar points[HIGH_BYTES];
	UConverterType type = ucnv_getType(converter);
	if (type != UCNV_SBCS && type != UCNV_LATIN_1)
		return false;
	for (size_t i = 0; i < HIGH_BYTES; i++)
		bytes[i] = (char)(0x80 + i);
	int32_t count = ucnv_toUChars(converter, points, HIGH_BYTES, bytes, HIGH_BYTES, &error);
	if (U_FAILURE(error) || count != HIGH_BYTES)
		return false;
	if (encoding == &encodings[CHARSET_ISO_8859_16])
		memcpy(&points[0xA0 - 0x80], iso_8859_16, sizeof(iso_8859_16));
	for (size_t i = 0; i < HIGH_BYTES; i++)
		out->length[i] = (uint8_t)text_encode(points[i], out->utf8[i]);
	return true;
}

/* Of an encoding of single bytes, whose ASCII is ASCII. */
static size_t
convert_single(const struct high_bytes *table, struct slice bytes, char *out)
{
	const char *at = bytes.data, *end = at + bytes.length;
	size_t length = 0;
	while (at < end) {
		const char *from = at;
		at = scan_ascii(at, end);
		memcpy(out + length, from, (size_t)(at - from));
		length += (size_t)(at - from);
		for (; at < end && (*at & 0x80) != 0; at++) {
			size_t high = (unsigned char)*at & 0x7F;
			memcpy(out + length, table->utf8[high], sizeof(table->utf8[high]));
			length += table->length[high];
		}
	}
	return length;
}

struct slice
charset_convert(struct arena *arena, struct slice bytes, const char *name)
{
	const struct encoding *encoding = find_encoding(slice_of(name));
	if (encoding == NULL)
		encoding = &encodings[CHARSET_WINDOWS_1252];
	if (bytes.length > (INT32_MAX - ROOM_SPARE) / GROWTH_MAX)
		bytes.length = (INT32_MAX - ROOM_SPARE) / GROWTH_MAX;
	UErrorCode error = U_ZERO_ERROR;
	UConverter *converter = ucnv_open(encoding->icu, &error);
	int32_t room = (int32_t)bytes.length * GROWTH_MAX + ROOM_SPARE;
	char *converted = arena_alloc(arena, (size_t)room);
	struct high_bytes table;
	if (U_SUCCESS(error) && read_high_bytes(&table, converter, encoding)) {
		ucnv_close(converter);
		return (struct slice){ converted, convert_single(&table, bytes, converted) };
	}
	int32_t length = ucnv_toAlgorithmic(
		UCNV_UTF8, converter, converted, room, bytes.data, (int32_t)bytes.length, &error);
	ucnv_close(converter);
	if (U_FAILURE(error))
		length = 0;
	return (struct slice){ converted, (size_t)length };
}
