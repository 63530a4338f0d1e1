/* News agencies: their names. */
#include "extract/agency.h"

#include <string.h>

#include "extract/line.h"
#include "words/agencies.h"

#define NAME_MAX_BYTES 128 /* no agency's name is longer; longer texts name something else */
/* "agence télégraphique suisse" has three, 법신사 counts by the character. */
#define NAME_MAX_WORDS  8
#define LINE_MAX_BYTES  600 /* agencies are looked for in short lines; only so much of one is read */
#define SHORT_MAX_BYTES 4   /* names up to here are common words where they are not in capitals */

static const char *const short_names[] = {
	[AGENCY_AA] = "AA",
	[AGENCY_AAP] = "AAP",
	[AGENCY_ADNKRONOS] = "Adnkronos",
	[AGENCY_EFE] = "EFE",
	[AGENCY_AFP] = "AFP",
	[AGENCY_ANI] = "ANI",
	[AGENCY_ANP] = "ANP",
	[AGENCY_ANSA] = "ANSA",
	[AGENCY_ANTARA] = "Antara",
	[AGENCY_AP] = "AP",
	[AGENCY_APA] = "APA",
	[AGENCY_APP] = "APP",
	[AGENCY_ATS] = "Keystone-SDA",
	[AGENCY_AZERTAC] = "Azertac",
	[AGENCY_BELGA] = "Belga",
	[AGENCY_BERNAMA] = "Bernama",
	[AGENCY_BLOOMBERG] = "Bloomberg",
	[AGENCY_BNS] = "BNS",
	[AGENCY_BSS] = "BSS",
	[AGENCY_BTA] = "BTA",
	[AGENCY_CANADIAN_PRESS] = "Canadian Press",
	[AGENCY_CNA_TAIWAN] = "CNA",
	[AGENCY_CNS] = "CNS",
	[AGENCY_CTK] = "ČTK",
	[AGENCY_DPA] = "dpa",
	[AGENCY_EPD] = "epd",
	[AGENCY_EUROPA_PRESS] = "Europa Press",
	[AGENCY_FENA] = "FENA",
	[AGENCY_IANS] = "IANS",
	[AGENCY_INTERFAX] = "Interfax",
	[AGENCY_IRNA] = "IRNA",
	[AGENCY_ISNA] = "ISNA",
	[AGENCY_JIJI] = "Jiji",
	[AGENCY_KCNA] = "KCNA",
	[AGENCY_KNA] = "KNA",
	[AGENCY_KUNA] = "KUNA",
	[AGENCY_KYODO] = "Kyodo",
	[AGENCY_LUSA] = "Lusa",
	[AGENCY_MENA] = "MENA",
	[AGENCY_MTI] = "MTI",
	[AGENCY_NAN] = "NAN",
	[AGENCY_NEWSIS] = "Newsis",
	[AGENCY_NTB] = "NTB",
	[AGENCY_PA_MEDIA] = "PA",
	[AGENCY_PAP] = "PAP",
	[AGENCY_PNA] = "PNA",
	[AGENCY_PTI] = "PTI",
	[AGENCY_REUTERS] = "Reuters",
	[AGENCY_RIA_NOVOSTI] = "RIA Novosti",
	[AGENCY_RITZAU] = "Ritzau",
	[AGENCY_SANA] = "SANA",
	[AGENCY_SID] = "SID",
	[AGENCY_SPA] = "SPA",
	[AGENCY_SPUTNIK] = "Sputnik",
	[AGENCY_STT] = "STT",
	[AGENCY_TANJUG] = "Tanjug",
	[AGENCY_TASS] = "TASS",
	[AGENCY_TELAM] = "Télam",
	[AGENCY_TT] = "TT",
	[AGENCY_UKRINFORM] = "Ukrinform",
	[AGENCY_UNB] = "UNB",
	[AGENCY_UNI] = "UNI",
	[AGENCY_UPI] = "UPI",
	[AGENCY_VNA] = "VNA",
	[AGENCY_PR_NEWSWIRE] = "PR Newswire",
	[AGENCY_BUSINESS_WIRE] = "Business Wire",
	[AGENCY_GLOBE_NEWSWIRE] = "GlobeNewswire",
	[AGENCY_WAFA] = "WAFA",
	[AGENCY_WAM] = "WAM",
	[AGENCY_XINHUA] = "Xinhua",
	[AGENCY_AGENCIA_BRASIL] = "Agência Brasil",
	[AGENCY_AGERPRES] = "Agerpres",
	[AGENCY_BELTA] = "Belta",
	[AGENCY_ELTA] = "ELTA",
	[AGENCY_FARS] = "Fars",
	[AGENCY_FONET] = "FoNet",
	[AGENCY_GNA] = "GNA",
	[AGENCY_KAZINFORM] = "Kazinform",
	[AGENCY_LETA] = "LETA",
	[AGENCY_MEDIAFAX] = "Mediafax",
	[AGENCY_MEHR] = "Mehr",
	[AGENCY_NNA] = "NNA",
	[AGENCY_NOTIMEX] = "Notimex",
	[AGENCY_PETRA] = "Petra",
	[AGENCY_PRENSA_LATINA] = "Prensa Latina",
	[AGENCY_SRNA] = "SRNA",
	[AGENCY_STA] = "STA",
	[AGENCY_TASNIM] = "Tasnim",
	[AGENCY_TASR] = "TASR",
	[AGENCY_UNIAN] = "UNIAN",
	[AGENCY_YONHAP] = "Yonhap",
	[AGENCY_AP_WHOLE] = "AP",
	[AGENCY_BLOOMBERG_WHOLE] = "Bloomberg",
	[AGENCY_JIJI_WHOLE] = "Jiji",
	[AGENCY_KUNA_WHOLE] = "KUNA",
	[AGENCY_KYODO_WHOLE] = "Kyodo",
	[AGENCY_PTI_WHOLE] = "PTI",
	[AGENCY_QNA_WHOLE] = "QNA",
	[AGENCY_SANA_WHOLE] = "SANA",
	[AGENCY_SPA_WHOLE] = "SPA",
	[AGENCY_SPUTNIK_WHOLE] = "Sputnik",
	[AGENCY_TASS_WHOLE] = "TASS",
	[AGENCY_UNI_WHOLE] = "UNI",
	[AGENCY_WAFA_WHOLE] = "WAFA",
	[AGENCY_WAM_WHOLE] = "WAM",
	[AGENCY_XINHUA_WHOLE] = "Xinhua",
	[AGENCY_YONHAP_WHOLE] = "Yonhap",
	[AGENCY_AA_WHOLE] = "AA",
	[AGENCY_APP_WHOLE] = "APP",
	[AGENCY_NAN_WHOLE] = "NAN",
	[AGENCY_AGI_WHOLE] = "AGI",
	[AGENCY_PNA_WHOLE] = "PNA",
	[AGENCY_TT_WHOLE] = "TT",
	[AGENCY_PA_MEDIA_WHOLE] = "PA",
	[AGENCY_HINA_WHOLE] = "HINA",
	[AGENCY_BNS_WHOLE] = "BNS",
	[AGENCY_ATS_WHOLE] = "Keystone-SDA",
	[AGENCY_PETRA_WHOLE] = "Petra",
	[AGENCY_STA_WHOLE] = "STA",
	[AGENCY_MENA_WHOLE] = "MENA",
};

/* Groups of names that count only alone. */
static bool
is_whole_only(int group)
{
	switch (group) {
	case AGENCY_AP_WHOLE:
	case AGENCY_BLOOMBERG_WHOLE:
	case AGENCY_JIJI_WHOLE:
	case AGENCY_KUNA_WHOLE:
	case AGENCY_KYODO_WHOLE:
	case AGENCY_PTI_WHOLE:
	case AGENCY_QNA_WHOLE:
	case AGENCY_SANA_WHOLE:
	case AGENCY_SPA_WHOLE:
	case AGENCY_SPUTNIK_WHOLE:
	case AGENCY_TASS_WHOLE:
	case AGENCY_UNI_WHOLE:
	case AGENCY_WAFA_WHOLE:
	case AGENCY_WAM_WHOLE:
	case AGENCY_XINHUA_WHOLE:
	case AGENCY_YONHAP_WHOLE:
	case AGENCY_AA_WHOLE:
	case AGENCY_APP_WHOLE:
	case AGENCY_NAN_WHOLE:
	case AGENCY_AGI_WHOLE:
	case AGENCY_PNA_WHOLE:
	case AGENCY_TT_WHOLE:
	case AGENCY_PA_MEDIA_WHOLE:
	case AGENCY_HINA_WHOLE:
	case AGENCY_BNS_WHOLE:
	case AGENCY_ATS_WHOLE:
	case AGENCY_PETRA_WHOLE:
	case AGENCY_STA_WHOLE:
	case AGENCY_MENA_WHOLE: return true;
	default: return false;
	}
}

static const struct word *
find(struct slice name)
{
	char lower[NAME_MAX_BYTES];
	if (name.length == 0 || name.length >= NAME_MAX_BYTES ||
		!agencies_may_begin(name.data, name.length))
		return NULL;
	size_t length = line_lower(name, lower, sizeof(lower));
	return length > AGENCIES_LONGEST ? NULL : agencies_find(lower, length);
}

const char *
agency_of(struct slice text)
{
	text = line_trim(text, "()[]{}（）［］【】<>/.,:;'\"“”«»-–—©*|");
	const struct word *word = find(text);
	return word == NULL ? NULL : short_names[word->group];
}

/* A short name of Latin letters is an agency's where it is written as agencies write theirs. */
static bool
is_written_as_agency(struct slice name)
{
	if ((unsigned char)name.data[0] >= 0x80)
		return true;
	/* "bernama" is a word of Malay, "Bernama" an agency. */
	bool small = name.data[0] >= 'a' && name.data[0] <= 'z';
	if (name.length > SHORT_MAX_BYTES)
		return !small || memchr(name.data, ' ', name.length) != NULL;
	/* The German ones write themselves small. */
	return line_is_capitals(name) || slice_equals(name, SLICE("dpa")) ||
	       slice_equals(name, SLICE("epd"));
}

/* The longest name that begins at `at`; its end in *end. */
static const char *
name_at(struct slice text, size_t at, size_t *end)
{
	const char *found = NULL;
	size_t to = at, next;
	if (!agencies_may_begin(text.data + at, text.length - at))
		return NULL;
	for (int words = 0; words < NAME_MAX_WORDS && to < text.length; words++) {
		to = line_word_end(text, to);
		struct slice name = line_part(text, at, to);
		const struct word *word = find(name);
		if (word != NULL && !is_whole_only(word->group) && is_written_as_agency(name)) {
			found = short_names[word->group];
			*end = to;
		}
		/* Over a blank or a hyphen to the next word. */
		uint32_t point = line_at(text, to, &next);
		if (point == ' ' || point == '-')
			to = next;
		else if (words > 0 && line_is_word(line_before(text, to)) && line_is_word(point))
			break;
	}
	return found;
}

const char *
agency_in(struct slice text, size_t *at, size_t *length)
{
	if (text.length > LINE_MAX_BYTES)
		text.length = LINE_MAX_BYTES;
	for (size_t from = 0; from < text.length;) {
		size_t next, end;
		uint32_t point = line_at(text, from, &next);
		bool word = line_is_word(point);
		if (word || point >= 0x80) {
			const char *found = name_at(text, from, &end);
			if (found != NULL) {
				if (at != NULL)
					*at = from;
				if (length != NULL)
					*length = end - from;
				return found;
			}
			next = line_word_end(text, from);
		}
		from = next;
	}
	return NULL;
}
