/* Zone abbreviations: their letters from a word list, their meanings from a table. */
#include "extract/zonename.h"

#include <stddef.h>

#include "extract/timezone.h"
#include "words/zone-names.h"

#define MEANINGS 3

struct zone_name {
	int minutes[MEANINGS]; /* east of UTC, the most usual first; 0 behind the last */
	const char *rules;     /* IANA zone whose rules give the offset, NULL where it is fixed */
};

/* By group of words/zone-names.txt. */
static const struct zone_name zones[] = {
	[ZONE_NAME_UTC] = { { 0 }, NULL },
	[ZONE_NAME_EASTERN] = { { -300 }, "America/New_York" },
	[ZONE_NAME_CENTRAL] = { { -360 }, "America/Chicago" },
	[ZONE_NAME_MOUNTAIN] = { { -420 }, "America/Denver" },
	[ZONE_NAME_PACIFIC] = { { -480 }, "America/Los_Angeles" },
	[ZONE_NAME_NEW_ZEALAND] = { { 720 }, "Pacific/Auckland" },
	[ZONE_NAME_AUSTRALIAN_EASTERN] = { { 600 }, "Australia/Sydney" },
	[ZONE_NAME_EST] = { { -300, 600 }, NULL },      /* also Australia */
	[ZONE_NAME_EDT] = { { -240, 660 }, NULL },      /* also Australia */
	[ZONE_NAME_CST] = { { -360, 480, 570 }, NULL }, /* also China, Australia */
	[ZONE_NAME_CDT] = { { -300 }, NULL },
	[ZONE_NAME_MST] = { { -420, 480 }, NULL }, /* also Malaysia */
	[ZONE_NAME_MDT] = { { -360 }, NULL },
	[ZONE_NAME_PST] = { { -480, 480, 300 }, NULL }, /* also Philippines, Pakistan */
	[ZONE_NAME_PDT] = { { -420 }, NULL },
	[ZONE_NAME_AKST] = { { -540 }, NULL },
	[ZONE_NAME_AKDT] = { { -480 }, NULL },
	[ZONE_NAME_HST] = { { -600 }, NULL },
	[ZONE_NAME_AST] = { { -240, 180 }, NULL }, /* also Arabia */
	[ZONE_NAME_ADT] = { { -180 }, NULL },
	[ZONE_NAME_NST] = { { -210, 345 }, NULL }, /* also Nepal */
	[ZONE_NAME_NDT] = { { -150 }, NULL },
	[ZONE_NAME_BST] = { { 60, 360 }, NULL },      /* also Bangladesh */
	[ZONE_NAME_IST] = { { 330, 120, 60 }, NULL }, /* also Israel, Ireland */
	[ZONE_NAME_WEST] = { { 60 }, NULL },
	[ZONE_NAME_CET] = { { 60 }, NULL },
	[ZONE_NAME_CEST] = { { 120 }, NULL },
	[ZONE_NAME_EET] = { { 120 }, NULL },
	[ZONE_NAME_EEST] = { { 180 }, NULL },
	[ZONE_NAME_MSK] = { { 180 }, NULL },
	[ZONE_NAME_GST] = { { 240 }, NULL },
	[ZONE_NAME_IRST] = { { 210 }, NULL },
	[ZONE_NAME_PKT] = { { 300 }, NULL },
	[ZONE_NAME_NPT] = { { 345 }, NULL },
	[ZONE_NAME_BDT] = { { 360, 480 }, NULL }, /* also Brunei */
	[ZONE_NAME_MMT] = { { 390 }, NULL },
	[ZONE_NAME_ICT] = { { 420 }, NULL },
	[ZONE_NAME_HKT] = { { 480 }, NULL },
	[ZONE_NAME_JST] = { { 540 }, NULL },
	[ZONE_NAME_ACST] = { { 570 }, NULL },
	[ZONE_NAME_ACDT] = { { 630 }, NULL },
	[ZONE_NAME_AEST] = { { 600 }, NULL },
	[ZONE_NAME_AEDT] = { { 660 }, NULL },
	[ZONE_NAME_NZST] = { { 720 }, NULL },
	[ZONE_NAME_NZDT] = { { 780 }, NULL },
	[ZONE_NAME_BRT] = { { -180 }, NULL },
	[ZONE_NAME_BRST] = { { -120 }, NULL },
	[ZONE_NAME_CLT] = { { -240, 240 }, NULL }, /* amt: also Armenia */
	[ZONE_NAME_COT] = { { -300 }, NULL },
};

const struct zone_name *
zone_name_find(struct slice letters)
{
	char lower[ZONE_NAMES_LONGEST];
	if (slice_equals(letters, SLICE("МСК")) || slice_equals(letters, SLICE("мск")))
		return &zones[ZONE_NAME_MSK];
	if (letters.length == 0 || letters.length > sizeof(lower))
		return NULL;
	for (size_t i = 0; i < letters.length; i++) {
		char c = letters.data[i];
		lower[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	}
	const struct word *word = zone_names_find(lower, letters.length);
	return word != NULL ? &zones[word->group] : NULL;
}

int64_t
zone_name_to_utc(const struct zone_name *zone, int64_t local, const char *zone_of_outlet)
{
	if (zone->rules != NULL)
		return timezone_to_utc(zone->rules, local);
	if (zone->minutes[1] != 0 && zone_of_outlet != NULL) {
		int64_t there = timezone_to_utc(zone_of_outlet, local);
		for (size_t i = 0; i < MEANINGS; i++) {
			if (zone->minutes[i] != 0 && local - there == zone->minutes[i] * 60)
				return there;
		}
	}
	return local - zone->minutes[0] * 60;
}
