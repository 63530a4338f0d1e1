/* Reads the values a configuration is written in. */
#include "config/value.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/ucal.h>
#include <unicode/ustring.h>

#include "base/text.h"

#define SLUG_MAX_BYTES     64
#define LANGUAGE_MAX_BYTES 35 /* RFC 5646, section 4.4.1 */
#define ZONE_MAX_BYTES     64
#define PROXY_MAX_BYTES    256
#define VALUE_MAX          INT64_C(315360000000000) /* 10,000 years in ms; sizes: 286 TiB */

struct unit {
	const char *name;
	int64_t factor;
};

/* Largest first; with equal beginnings the longer name stands first. */
static const struct unit duration_units[] = {
	{ "w", 7 * 86400 * INT64_C(1000) },
	{ "d", 86400 * INT64_C(1000) },
	{ "h", 3600 * 1000 },
	{ "ms", 1 },
	{ "m", 60 * 1000 },
	{ "s", 1000 },
	{ NULL, 0 },
};
static const struct unit size_units[] = {
	{ "G", 1 << 30 },
	{ "M", 1 << 20 },
	{ "K", 1 << 10 },
	{ NULL, 0 },
};

/* Digits at *at, moved past them. */
static bool
read_digits(const char **at, int64_t *out)
{
	int64_t value = 0;
	const char *p = *at;
	for (; *p >= '0' && *p <= '9'; p++) {
		value = value * 10 + (*p - '0');
		if (value > VALUE_MAX)
			return false;
	}
	bool any = p > *at;
	*at = p;
	*out = value;
	return any;
}

static const struct unit *
read_unit(const char **at, const struct unit *units)
{
	for (const struct unit *u = units; u->name != NULL; u++) {
		size_t length = strlen(u->name);
		if (strncmp(*at, u->name, length) == 0) {
			*at += length;
			return u;
		}
	}
	return NULL;
}

bool
duration_read(const char *text, int64_t *ms)
{
	int64_t sum = 0;
	const char *at = text;
	if (strcmp(text, "0") == 0) {
		*ms = 0;
		return true;
	}
	do {
		int64_t value;
		if (!read_digits(&at, &value))
			return false;
		const struct unit *unit = read_unit(&at, duration_units);
		if (unit == NULL || value > (VALUE_MAX - sum) / unit->factor)
			return false;
		sum += value * unit->factor;
	} while (*at != '\0');
	*ms = sum;
	return true;
}

bool
size_read(const char *text, int64_t *bytes)
{
	const char *at = text;
	int64_t value;
	if (!read_digits(&at, &value))
		return false;
	const struct unit *unit = read_unit(&at, size_units);
	int64_t factor = unit != NULL ? unit->factor : 1;
	if (*at != '\0' || value > VALUE_MAX / factor)
		return false;
	*bytes = value * factor;
	return true;
}

/* value in the largest unit that leaves no rest. */
static const char *
value_text(int64_t value, const struct unit *units, char out[VALUE_TEXT_BYTES])
{
	const struct unit *best = NULL;
	for (const struct unit *u = units; u->name != NULL; u++)
		if (value != 0 && value % u->factor == 0 &&
			(best == NULL || u->factor > best->factor))
			best = u;
	snprintf(out, VALUE_TEXT_BYTES, "%" PRId64 "%s",
		best != NULL ? value / best->factor : value, best != NULL ? best->name : "");
	return out;
}

const char *
duration_text(int64_t ms, char out[VALUE_TEXT_BYTES])
{
	return value_text(ms, duration_units + 1, out); /* weeks read worse than days */
}

const char *
size_text(int64_t bytes, char out[VALUE_TEXT_BYTES])
{
	return value_text(bytes, size_units, out);
}

static bool
is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
slug_is_valid(const char *text)
{
	size_t length = strlen(text);
	if (length == 0 || length > SLUG_MAX_BYTES || text[0] == '-' || text[length - 1] == '-')
		return false;
	for (const char *p = text; *p != '\0'; p++)
		if (!is_digit(*p) && !(*p >= 'a' && *p <= 'z') && !(*p == '-' && p[1] != '-'))
			return false;
	return true;
}

bool
language_is_valid(const char *text)
{
	if (strlen(text) > LANGUAGE_MAX_BYTES)
		return false;
	size_t first = 0;
	while (is_alpha(text[first]))
		first++;
	if (first < 2 || first > 3)
		return false;
	const char *at = text + first;
	while (*at == '-') {
		size_t length = 0;
		for (at++; is_alpha(at[length]) || is_digit(at[length]); length++)
			;
		if (length == 0 || length > 8)
			return false;
		at += length;
	}
	return *at == '\0';
}

bool
zone_is_valid(const char *text)
{
	size_t length = strlen(text);
	UChar id[ZONE_MAX_BYTES + 1], canonical[ZONE_MAX_BYTES + 1];
	UErrorCode status = U_ZERO_ERROR;
	UBool system = false;
	if (length == 0 || length > ZONE_MAX_BYTES)
		return false;
	u_strFromUTF8(id, ZONE_MAX_BYTES + 1, NULL, text, (int32_t)length, &status);
	ucal_getCanonicalTimeZoneID(id, -1, canonical, ZONE_MAX_BYTES + 1, &system, &status);
	return U_SUCCESS(status) && system;
}

bool
header_name_is_valid(const char *text)
{
	/* RFC 9110, section 7.6.1; and what conditional requests and compression rest on. */
	static const char *const own[] = { "Host", "Connection", "Content-Length",
		"Transfer-Encoding", "Upgrade", "TE", "Trailer", "Expect", "Range",
		"Accept-Encoding", "If-None-Match", "If-Modified-Since", "Proxy-Connection",
		"Proxy-Authorization" };
	for (size_t i = 0; i < sizeof(own) / sizeof(own[0]); i++)
		if (strcasecmp(text, own[i]) == 0)
			return false;
	for (const char *p = text; *p != '\0'; p++)
		if (!is_alpha(*p) && !is_digit(*p) && strchr("!#$%&'*+-.^_`|~", *p) == NULL)
			return false;
	return text[0] != '\0';
}

bool
header_value_is_valid(const char *text)
{
	size_t length = strlen(text);
	for (size_t i = 0; i < length; i++)
		if (((unsigned char)text[i] < ' ' && text[i] != '\t') || text[i] == 0x7F)
			return false;
	return length > 0 && strchr(" \t", text[0]) == NULL &&
	       strchr(" \t", text[length - 1]) == NULL;
}

bool
proxy_is_valid(const char *text)
{
	static const char *const schemes[] = { "http://", "https://", "socks5://", "socks5h://" };
	if (text[0] == '\0')
		return true;
	if (strlen(text) > PROXY_MAX_BYTES)
		return false;
	for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]); i++) {
		size_t length = strlen(schemes[i]);
		if (strncasecmp(text, schemes[i], length) != 0)
			continue;
		const char *host = text + length;
		size_t host_length = strcspn(host, "/");
		return host_length > 0 && host[host_length + (host[host_length] == '/')] == '\0' &&
		       strpbrk(host, "@?# \t\r\n\\\"<>") == NULL && header_value_is_valid(host);
	}
	return false;
}

bool
line_is_valid(const char *text)
{
	const char *end = text + strlen(text);
	bool any = false;
	for (const char *at = text; at < end;) {
		uint32_t point = text_decode(at, end, &at);
		if (point < ' ' || (point >= 0x7F && point < 0xA0) || point == 0x2028 ||
			point == 0x2029)
			return false;
		any |= !text_is_space(point);
	}
	return any;
}
