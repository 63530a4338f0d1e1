/* The clock it goes by: the country's of its domain, else one that fits the offsets it writes. */
#include <string.h>
#include <strings.h>

#include "base/slice.h"
#include "base/url.h"
#include "extract/timezone.h"
#include "probe/internal.h"

/*
 * Zones in which news of a language is written, those with most outlets first. Where several have
 * the same clocks now (Hong Kong, Shanghai) the first stands for all.
 */
static const struct {
	const char *language; /* primary; "" for any other */
	const char *zones[16];
} likely[] = {
	{ "en", { "Europe/London", "America/New_York", "Asia/Kolkata", "America/Chicago",
			"America/Los_Angeles", "America/Denver", "Australia/Sydney",
			"Asia/Singapore", "Africa/Johannesburg", "Africa/Lagos", "Africa/Nairobi",
			"Pacific/Auckland", "Asia/Karachi", "Asia/Dhaka", "Asia/Dubai" } },
	{ "zh", { "Asia/Shanghai" } },
	{ "es", { "Europe/Madrid", "America/Mexico_City", "America/Argentina/Buenos_Aires",
			"America/Bogota", "America/Santiago", "America/Caracas",
			"America/Montevideo" } },
	{ "pt", { "America/Sao_Paulo", "Europe/Lisbon", "America/Manaus", "Africa/Luanda",
			"Africa/Maputo" } },
	{ "fr", { "Europe/Paris", "America/Montreal", "Africa/Casablanca" } },
	{ "de", { "Europe/Berlin" } },
	{ "ru", { "Europe/Moscow", "Asia/Yekaterinburg", "Asia/Almaty", "Asia/Novosibirsk",
			"Europe/Samara", "Europe/Kaliningrad", "Asia/Vladivostok",
			"Asia/Irkutsk" } },
	{ "ar", { "Asia/Riyadh", "Africa/Cairo", "Asia/Dubai", "Africa/Algiers" } },
	{ "id", { "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura" } },
	{ "hi", { "Asia/Kolkata" } },
	{ "bn", { "Asia/Dhaka", "Asia/Kolkata" } },
	{ "fa", { "Asia/Tehran", "Asia/Kabul" } },
	{ "ur", { "Asia/Karachi", "Asia/Kolkata" } },
	{ "sw", { "Africa/Nairobi" } },
	{ "ja", { "Asia/Tokyo" } },
	{ "ko", { "Asia/Seoul" } },
	{ "vi", { "Asia/Ho_Chi_Minh" } },
	{ "th", { "Asia/Bangkok" } },
	{ "tr", { "Europe/Istanbul" } },
	{ "it", { "Europe/Rome" } },
	{ "nl", { "Europe/Amsterdam" } },
	{ "pl", { "Europe/Warsaw" } },
	{ "uk", { "Europe/Kyiv" } },
	{ "el", { "Europe/Athens" } },
	{ "he", { "Asia/Jerusalem" } },
	{ "sv", { "Europe/Stockholm" } },
	{ "cs", { "Europe/Prague" } },
	{ "hu", { "Europe/Budapest" } },
	{ "ro", { "Europe/Bucharest" } },
	{ "fi", { "Europe/Helsinki" } },
	{ "ms", { "Asia/Kuala_Lumpur" } },
};

static bool
is_language(const char *tag, const char *primary)
{
	size_t length = strlen(primary);
	return strncasecmp(tag, primary, length) == 0 &&
	       (tag[length] == '\0' || tag[length] == '-');
}

const char *
zone_of_offset(int32_t offset_s, int64_t at, const char *language)
{
	for (size_t i = 0; language != NULL && i < sizeof(likely) / sizeof(likely[0]); i++) {
		if (!is_language(language, likely[i].language))
			continue;
		for (const char *const *zone = likely[i].zones; *zone != NULL; zone++)
			if (timezone_known(*zone) && timezone_offset_s(*zone, at) == offset_s)
				return *zone;
	}
	return NULL;
}

void
zone_find(struct probe *probe)
{
	struct probe_report *report = probe->report;
	struct url url;
	char zone[TIMEZONE_NAME_BYTES];
	report->offset_s = probe->offset_s;
	if (report->timezone != NULL)
		return;
	if (url_read(report->homepage, &url) && timezone_of_host(url.host, zone)) {
		report->timezone = arena_strdup(probe->arena, zone);
		report->timezone_from = "the country of its domain";
	} else if (probe->offset_s != 0) {
		report->timezone =
			zone_of_offset(probe->offset_s, probe->offset_at, report->language);
		if (report->timezone != NULL)
			report->timezone_from = "its language and the offset of its times";
	}
}
