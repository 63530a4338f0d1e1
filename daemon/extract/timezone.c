/* Time zones by ICU's calendars, a few of them kept open a thread. */
#include "extract/timezone.h"

#include <ctype.h>
#include <string.h>
#include <unicode/ucal.h>
#include <unicode/uenum.h>
#include <unicode/ustring.h>

#include "base/clock.h"
#include "base/memory.h"

#define CACHED        8 /* zones kept open a thread: an outlet has one, its date lines name a few */
#define MS            1000.0
#define COUNTRY_ZONES 32 /* more than any country has but Russia and the United States */
#define LETTERS       26
#define SAMPLE_STEP_S (91 * CLOCK_DAY_S)
/* 2015-01-01: since then the clocks of a country must agree. */
#define SAMPLE_FIRST_S  INT64_C(1420070400)
#define SAMPLES         32 /* quarters: until the end of 2022 */
#define LABEL_BYTES_MAX 2
#define LOCALE_BYTES    5 /* "de_AT" */
#define DAYS_OF_WEEK    7
#define THURSDAY        4 /* days after a Sunday */

struct cached_zone {
	char name[TIMEZONE_NAME_BYTES];
	UCalendar *calendar; /* NULL: no such zone */
};

static _Thread_local struct cached_zone cache[CACHED];
static _Thread_local unsigned cache_next;

static UCalendar *
open_zone(const char *name)
{
	UChar wide[TIMEZONE_NAME_BYTES], canonical[TIMEZONE_NAME_BYTES];
	UErrorCode status = U_ZERO_ERROR;
	UBool is_system = 0;
	u_charsToUChars(name, wide, (int32_t)strlen(name) + 1);
	ucal_getCanonicalTimeZoneID(wide, -1, canonical, TIMEZONE_NAME_BYTES, &is_system, &status);
	if (U_FAILURE(status) || !is_system)
		return NULL;
	UCalendar *calendar = ucal_open(wide, -1, "en", UCAL_GREGORIAN, &status);
	return U_SUCCESS(status) ? calendar : NULL;
}

static bool
is_name(const char *name)
{
	if (name == NULL || strlen(name) >= TIMEZONE_NAME_BYTES || !isalpha((unsigned char)name[0]))
		return false;
	return strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/_+-") ==
	       strlen(name);
}

/*
 * Rules that came after ICU 72's data: from then on a zone goes as another one does. By the tz
 * database 2025b, file NEWS.
 */
static const struct later {
	const char *zone;
	int64_t since; /* seconds since 1970 UTC */
	const char *as;
	bool summer; /* from the last Friday of April to the last Thursday of October alone */
} later[] = {
	{ "America/Mexico_City", 1667116800, "Etc/GMT+6", false },
	{ "America/Merida", 1667116800, "Etc/GMT+6", false },
	{ "America/Monterrey", 1667116800, "Etc/GMT+6", false },
	{ "America/Bahia_Banderas", 1667116800, "Etc/GMT+6", false },
	{ "America/Chihuahua", 1667116800, "Etc/GMT+6", false },
	{ "America/Mazatlan", 1667116800, "Etc/GMT+7", false },
	{ "America/Ojinaga", 1669788000, "America/Chicago", false },
	{ "America/Ciudad_Juarez", 0, "America/Denver", false },
	{ "America/Asuncion", 1728961200, "Etc/GMT+3", false },
	{ "America/Coyhaique", 0, "Etc/GMT+3", false },
	{ "Africa/Cairo", 1682632800, "Etc/GMT-3", true },
	{ "Asia/Almaty", 1709229600, "Etc/GMT-5", false },
	{ "Asia/Qostanay", 1709229600, "Etc/GMT-5", false },
	{ "Pacific/Fiji", 1640995200, "Etc/GMT-12", false },
};

/*
 * The last day of a month of `days` that is so many days after a Sunday, as the seconds of its
 * midnight.
 */
static int64_t
last_weekday(int64_t year, int month, int days, int weekday)
{
	int64_t day = clock_from_civil(year, month, days, 0, 0, 0) / CLOCK_DAY_S;
	/* 1970-01-01 was a Thursday. */
	return (day - (day + THURSDAY - weekday) % DAYS_OF_WEEK) * CLOCK_DAY_S;
}

static bool
is_summer(int64_t local)
{
	int64_t year;
	clock_to_civil(local, &year, NULL, NULL, NULL, NULL, NULL);
	return local >= last_weekday(year, 4, 30, THURSDAY + 1) &&
	       local < last_weekday(year, 10, 31, THURSDAY) + CLOCK_DAY_S;
}

/* The zone by whose rules another one goes at a moment of its clocks. */
static const char *
ruled_by(const char *name, int64_t local)
{
	for (size_t i = 0; name != NULL && i < sizeof(later) / sizeof(later[0]); i++)
		if (strcmp(later[i].zone, name) == 0 && local >= later[i].since &&
			(!later[i].summer || is_summer(local)))
			return later[i].as;
	return name;
}

/* The zone's calendar, lent; NULL where there is no such zone. */
static UCalendar *
zone_calendar(const char *name)
{
	if (!is_name(name))
		return NULL;
	for (size_t i = 0; i < CACHED; i++) {
		if (strcmp(cache[i].name, name) == 0)
			return cache[i].calendar;
	}
	struct cached_zone *slot = &cache[cache_next++ % CACHED];
	if (slot->calendar != NULL)
		ucal_close(slot->calendar);
	strcpy(slot->name, name);
	slot->calendar = open_zone(name);
	return slot->calendar;
}

bool
timezone_known(const char *name)
{
	return zone_calendar(ruled_by(name, 0)) != NULL;
}

int64_t
timezone_to_utc(const char *name, int64_t local)
{
	UCalendar *calendar = zone_calendar(ruled_by(name, local));
	if (calendar == NULL)
		return local;
	UErrorCode status = U_ZERO_ERROR;
	int32_t raw_ms = 0, saving_ms = 0;
	ucal_setMillis(calendar, (double)local * MS, &status);
	ucal_getTimeZoneOffsetFromLocal(
		calendar, UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, &raw_ms, &saving_ms, &status);
	return U_FAILURE(status) ? local : local - (raw_ms + saving_ms) / 1000;
}

static int32_t
offset_s(UCalendar *calendar, int64_t utc)
{
	UErrorCode status = U_ZERO_ERROR;
	ucal_setMillis(calendar, (double)utc * MS, &status);
	int32_t ms = ucal_get(calendar, UCAL_ZONE_OFFSET, &status) +
		     ucal_get(calendar, UCAL_DST_OFFSET, &status);
	return U_FAILURE(status) ? 0 : ms / 1000;
}

int32_t
timezone_offset_s(const char *name, int64_t utc)
{
	UCalendar *calendar = zone_calendar(ruled_by(name, utc));
	return calendar != NULL ? offset_s(calendar, utc) : 0;
}

/* Domains that stand for a country in name only: most of their hosts are elsewhere. */
static const char brands[][LABEL_BYTES_MAX + 1] = { "ac", "ai", "am", "as", "bz", "cc", "cd", "cf",
	"co", "dj", "eu", "fm", "ga", "gd", "gg", "gl", "gq", "gs", "im", "io", "je", "la", "li",
	"ly", "me", "ml", "ms", "mu", "nu", "pw", "sc", "sh", "st", "su", "tc", "tk", "to", "tv",
	"vc", "vg", "vu", "ws" };

/*
 * Countries with islands or claims on another clock, by whose mainland their outlets write; and those
 * of several zones where most people live in one, and most outlets are.
 */
static const struct {
	char country[LABEL_BYTES_MAX + 1];
	const char *zone;
} mainlands[] = {
	{ "br", "America/Sao_Paulo" },
	{ "cl", "America/Santiago" },
	{ "cn", "Asia/Shanghai" },
	{ "cy", "Asia/Nicosia" },
	{ "ec", "America/Guayaquil" },
	{ "es", "Europe/Madrid" },
	{ "id", "Asia/Jakarta" },
	{ "il", "Asia/Jerusalem" },
	{ "kz", "Asia/Almaty" },
	{ "mx", "America/Mexico_City" },
	{ "nz", "Pacific/Auckland" },
	{ "pt", "Europe/Lisbon" },
	{ "ru", "Europe/Moscow" },
	{ "ua", "Europe/Kiev" },
};

/*
 * The last label of the host, lower case; false where it is no country's, or a brand under which a
 * bare name stands.
 */
static bool
country_of_host(struct slice host, char country[LABEL_BYTES_MAX + 1])
{
	if (host.length > 0 && host.data[host.length - 1] == '.')
		host.length--;
	if (host.length <= LABEL_BYTES_MAX + 1 || host.data[host.length - 3] != '.')
		return false;
	for (size_t i = 0; i < LABEL_BYTES_MAX; i++) {
		country[i] = (char)(host.data[host.length - LABEL_BYTES_MAX + i] | 32);
		if (country[i] < 'a' || country[i] > 'z')
			return false;
	}
	country[LABEL_BYTES_MAX] = '\0';
	if (strcmp(country, "uk") == 0)
		memcpy(country, "gb", LABEL_BYTES_MAX);
	size_t before = host.length - LABEL_BYTES_MAX - 1;
	bool registry = before >= 4 && (memcmp(host.data + before - 4, ".com", 4) == 0 ||
					       memcmp(host.data + before - 4, ".org", 4) == 0 ||
					       memcmp(host.data + before - 4, ".gov", 4) == 0 ||
					       memcmp(host.data + before - 4, ".net", 4) == 0);
	for (size_t i = 0; i < sizeof(brands) / sizeof(brands[0]) && !registry; i++) {
		if (strcmp(country, brands[i]) == 0)
			return false;
	}
	return true;
}

/* Whether two zones have shown the same time since SAMPLE_FIRST_S. */
static bool
clocks_agree(const char *a, const char *b)
{
	for (int i = 0; i < SAMPLES; i++) {
		int64_t at = SAMPLE_FIRST_S + i * SAMPLE_STEP_S;
		if (timezone_offset_s(a, at) != timezone_offset_s(b, at))
			return false;
	}
	return true;
}

/* The only zone of a country (ISO 3166, lower case), by ICU's list. */
static bool
only_zone(const char *country, char zone[TIMEZONE_NAME_BYTES])
{
	UErrorCode status = U_ZERO_ERROR;
	char region[LABEL_BYTES_MAX + 1] = { (char)toupper((unsigned char)country[0]),
		(char)toupper((unsigned char)country[1]), '\0' };
	UEnumeration *zones = ucal_openTimeZoneIDEnumeration(
		UCAL_ZONE_TYPE_CANONICAL_LOCATION, region, NULL, &status);
	char first[TIMEZONE_NAME_BYTES] = "";
	bool agree = U_SUCCESS(status);
	for (int i = 0; agree && i < COUNTRY_ZONES; i++) {
		const char *name = uenum_next(zones, NULL, &status);
		if (U_FAILURE(status) || name == NULL)
			break;
		agree = is_name(name) && (first[0] == '\0' || clocks_agree(first, name));
		if (agree && first[0] == '\0')
			strcpy(first, name);
	}
	uenum_close(zones);
	if (!agree || first[0] == '\0')
		return false;
	strcpy(zone, first);
	return true;
}

/* The zone of a country's mainland, where it has one of its own. */
static bool
mainland_zone(const char *country, char zone[TIMEZONE_NAME_BYTES])
{
	for (size_t i = 0; i < sizeof(mainlands) / sizeof(mainlands[0]); i++) {
		if (strcmp(country, mainlands[i].country) != 0)
			continue;
		strcpy(zone, mainlands[i].zone);
		return true;
	}
	return false;
}

/* The zone of a country (ISO 3166, lower case). */
static bool
zone_of_country(const char *country, char zone[TIMEZONE_NAME_BYTES])
{
	static _Thread_local struct zone {
		bool known;
		char zone[TIMEZONE_NAME_BYTES]; /* "": it has no only one */
	} countries[LETTERS][LETTERS];          /* asking ICU takes as long as several pages */
	struct zone *of = &countries[country[0] - 'a'][country[1] - 'a'];
	if (!of->known) {
		of->known = true;
		if (!mainland_zone(country, of->zone))
			only_zone(country, of->zone);
	}
	if (of->zone[0] == '\0')
		return false;
	strcpy(zone, of->zone);
	return true;
}

bool
timezone_of_host(struct slice host, char zone[TIMEZONE_NAME_BYTES])
{
	char country[LABEL_BYTES_MAX + 1];
	return country_of_host(host, country) && zone_of_country(country, zone);
}

bool
timezone_of_locale(const char *locale, char zone[TIMEZONE_NAME_BYTES])
{
	/* What programs write before anybody sets them up. */
	static const char *const defaults[] = { "en_us", "en_gb", "es_es", "es_la", "fr_fr",
		"pt_pt", "pt_br", "ar_ar", "zh_cn" };
	char lower[LOCALE_BYTES + 1];
	if (locale == NULL || strlen(locale) != LOCALE_BYTES ||
		(locale[2] != '_' && locale[2] != '-'))
		return false;
	for (size_t i = 0; i < LOCALE_BYTES; i++) {
		lower[i] = i == 2 ? '_' : (char)(locale[i] | 32);
		if (i != 2 && (lower[i] < 'a' || lower[i] > 'z'))
			return false;
	}
	lower[LOCALE_BYTES] = '\0';
	for (size_t i = 0; i < sizeof(defaults) / sizeof(defaults[0]); i++)
		if (strcmp(lower, defaults[i]) == 0)
			return false;
	return zone_of_country(lower + 3, zone);
}
