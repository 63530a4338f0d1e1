/* A country's zones as ICU knows them, compared by what their clocks show. */
#include "extract/country.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <unicode/ucal.h>
#include <unicode/uenum.h>
#include <unicode/ustring.h>

#include "base/slice.h"
#include "base/url.h"

#define ZONE_NAME_MAX 64

/* Moments at which two zones of one country must agree to count as one: winter and summer of a few recent years. */
static const int64_t moments[] = {
	1420113600, /* 2015-01-01 */
	1435752000, /* 2015-07-01 */
	1577880000, /* 2020-01-01 */
	1593604800, /* 2020-07-01 */
	1704110400, /* 2024-01-01 */
	1719835200, /* 2024-07-01 */
};

/* Country domains that are sold to the whole world. */
static const char generic[][3] = { "ai", "am", "be", "cc", "co", "fm", "io", "is", "la", "ly", "me",
	"nu", "sh", "st", "tk", "to", "tv", "vc", "ws" };

/* Countries with one time by law, whatever clocks some part of them shows. */
static const struct {
	char country[3];
	const char *zone;
} by_law[] = {
	{ "CN", "Asia/Shanghai" },
	{ "UA", "Europe/Kiev" },
};

static bool
is_generic(const char *domain)
{
	for (size_t i = 0; i < sizeof(generic) / sizeof(generic[0]); i++)
		if (strcmp(generic[i], domain) == 0)
			return true;
	return false;
}

/* Offsets from UTC at the moments, in milliseconds. */
static bool
read_offsets(const UChar *zone, int32_t offsets[])
{
	UErrorCode status = U_ZERO_ERROR;
	UCalendar *calendar = ucal_open(zone, -1, "en", UCAL_GREGORIAN, &status);
	if (U_FAILURE(status))
		return false;
	for (size_t i = 0; i < sizeof(moments) / sizeof(moments[0]); i++) {
		ucal_setMillis(calendar, (UDate)moments[i] * 1000, &status);
		offsets[i] = ucal_get(calendar, UCAL_ZONE_OFFSET, &status) +
			     ucal_get(calendar, UCAL_DST_OFFSET, &status);
	}
	ucal_close(calendar);
	return U_SUCCESS(status);
}

/* The first canonical zone of the list whose clocks all the others' agree with; "" in `name` where they do not. */
static void
only_zone(UEnumeration *zones, char name[ZONE_NAME_MAX])
{
	int32_t first[sizeof(moments) / sizeof(moments[0])];
	int32_t other[sizeof(moments) / sizeof(moments[0])];
	UErrorCode status = U_ZERO_ERROR;
	int32_t length;
	const UChar *zone;
	name[0] = '\0';
	while ((zone = uenum_unext(zones, &length, &status)) != NULL && U_SUCCESS(status)) {
		int32_t *offsets = name[0] == '\0' ? first : other;
		if (length >= ZONE_NAME_MAX || !read_offsets(zone, offsets))
			continue;
		if (name[0] == '\0') {
			u_UCharsToChars(zone, name, length + 1);
		} else if (memcmp(first, other, sizeof(first)) != 0) {
			name[0] = '\0';
			return;
		}
	}
}

const char *
country_timezone(struct arena *arena, const char *address)
{
	const char *host = url_host(arena, address);
	const char *dot = host != NULL ? strrchr(host, '.') : NULL;
	if (dot == NULL || strlen(dot + 1) != 2 || is_generic(dot + 1))
		return NULL;
	char country[3] = { (char)toupper((unsigned char)dot[1]),
		(char)toupper((unsigned char)dot[2]), '\0' };
	if (strcmp(country, "UK") == 0)
		strcpy(country, "GB");
	for (size_t i = 0; i < sizeof(by_law) / sizeof(by_law[0]); i++)
		if (strcmp(by_law[i].country, country) == 0)
			return by_law[i].zone;
	UErrorCode status = U_ZERO_ERROR;
	UEnumeration *zones = ucal_openTimeZoneIDEnumeration(
		UCAL_ZONE_TYPE_CANONICAL_LOCATION, country, NULL, &status);
	if (U_FAILURE(status))
		return NULL;
	char name[ZONE_NAME_MAX];
	only_zone(zones, name);
	uenum_close(zones);
	return name[0] != '\0' ? arena_strdup(arena, name) : NULL;
}
