/* News agencies: their names, and where a page names one. */
#include "extract/agency.h"

#include <string.h>

#include "extract/dateline.h"
#include "extract/line.h"
#include "words/agencies.h"

#define NAME_MAX_BYTES 128 /* no agency's name is longer; longer texts name something else */
#define NAME_MAX_WORDS \
	8 /* "agence télégraphique suisse" has three, 법신사 counts by the character */
#define LINE_MAX_BYTES  600 /* agencies are looked for in short lines; only so much of one is read */
#define SHORT_MAX_BYTES 4   /* names up to here are common words where they are not in capitals */

static const char *const short_names[] = {
	[AGENCY_AA] = "AA",
	[AGENCY_AAP] = "AAP",
	[AGENCY_ADNKRONOS] = "Adnkronos",
	[AGENCY_EFE] = "EFE",
	[AGENCY_AFP] = "AFP",
	[AGENCY_AGI] = "AGI",
	[AGENCY_ANI] = "ANI",
	[AGENCY_ANP] = "ANP",
	[AGENCY_ANSA] = "ANSA",
	[AGENCY_ANTARA] = "Antara",
	[AGENCY_AP] = "AP",
	[AGENCY_AP_WHOLE] = "AP",
	[AGENCY_APA] = "APA",
	[AGENCY_APP] = "APP",
	[AGENCY_ATS] = "Keystone-SDA",
	[AGENCY_AZERTAC] = "Azertac",
	[AGENCY_BELGA] = "Belga",
	[AGENCY_BERNAMA] = "Bernama",
	[AGENCY_BLOOMBERG] = "Bloomberg",
	[AGENCY_BLOOMBERG_WHOLE] = "Bloomberg",
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
	[AGENCY_HINA] = "HINA",
	[AGENCY_INTERFAX] = "Interfax",
	[AGENCY_IRNA] = "IRNA",
	[AGENCY_ISNA] = "ISNA",
	[AGENCY_JIJI] = "Jiji",
	[AGENCY_JIJI_WHOLE] = "Jiji",
	[AGENCY_KCNA] = "KCNA",
	[AGENCY_KNA] = "KNA",
	[AGENCY_KUNA] = "KUNA",
	[AGENCY_KUNA_WHOLE] = "KUNA",
	[AGENCY_KYODO] = "Kyodo",
	[AGENCY_KYODO_WHOLE] = "Kyodo",
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
	[AGENCY_PTI_WHOLE] = "PTI",
	[AGENCY_QNA] = "QNA",
	[AGENCY_QNA_WHOLE] = "QNA",
	[AGENCY_REUTERS] = "Reuters",
	[AGENCY_RIA_NOVOSTI] = "RIA Novosti",
	[AGENCY_RITZAU] = "Ritzau",
	[AGENCY_SANA] = "SANA",
	[AGENCY_SANA_WHOLE] = "SANA",
	[AGENCY_SID] = "SID",
	[AGENCY_SPA] = "SPA",
	[AGENCY_SPA_WHOLE] = "SPA",
	[AGENCY_SPUTNIK] = "Sputnik",
	[AGENCY_SPUTNIK_WHOLE] = "Sputnik",
	[AGENCY_STT] = "STT",
	[AGENCY_TANJUG] = "Tanjug",
	[AGENCY_TASS] = "TASS",
	[AGENCY_TASS_WHOLE] = "TASS",
	[AGENCY_TELAM] = "Télam",
	[AGENCY_TT] = "TT",
	[AGENCY_UKRINFORM] = "Ukrinform",
	[AGENCY_UNB] = "UNB",
	[AGENCY_UNI] = "UNI",
	[AGENCY_UNI_WHOLE] = "UNI",
	[AGENCY_UPI] = "UPI",
	[AGENCY_VNA] = "VNA",
	[AGENCY_WAFA] = "WAFA",
	[AGENCY_WAFA_WHOLE] = "WAFA",
	[AGENCY_WAM] = "WAM",
	[AGENCY_WAM_WHOLE] = "WAM",
	[AGENCY_XINHUA] = "Xinhua",
	[AGENCY_XINHUA_WHOLE] = "Xinhua",
	[AGENCY_YONHAP] = "Yonhap",
	[AGENCY_YONHAP_WHOLE] = "Yonhap",
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
	case AGENCY_YONHAP_WHOLE: return true;
	default: return false;
	}
}

static const struct word *
find(struct slice name)
{
	char lower[NAME_MAX_BYTES];
	if (name.length == 0 || name.length >= NAME_MAX_BYTES)
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
	if (name.length > SHORT_MAX_BYTES || (unsigned char)name.data[0] >= 0x80)
		return true;
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

#define INITIALS_BYTES  2
#define AFTER_BLOCKS    5  /* and below the text */
#define AROUND_WORDS    15 /* of such a line; a longer one is text */
#define COPYRIGHT_WORDS 60
#define CREDIT_WORDS    12 /* of a last paragraph that is a credit line */
#define TAIL_BYTES      60 /* of the last paragraph, in which the agency's bracket stands */

/* "(Xinhua)", "/TASS/", "— AFP" at the end of a paragraph. */
static const char *
agency_at_end(struct slice text)
{
	static const char *const opens[] = { "(", "（", "[", "/", " — ", " – ", " - ", "。", ". " };
	struct slice line = line_trim(text, ".");
	size_t from = line.length > TAIL_BYTES ? line.length - TAIL_BYTES : 0;
	for (size_t i = 0; i < sizeof(opens) / sizeof(opens[0]); i++) {
		size_t last = LINE_NONE;
		for (size_t at = line_find(line, from, slice_of(opens[i])); at != LINE_NONE;
			at = line_find(line, at + 1, slice_of(opens[i])))
			if (at + strlen(opens[i]) + 1 < line.length)
				last = at;
		if (last == LINE_NONE)
			continue;
		struct slice tail = line_part(line, last + strlen(opens[i]), line.length);
		const char *agency = agency_of(tail);
		/* "(With inputs from PTI)", "(dpa/lno)": but no sentence. */
		if (agency == NULL && (opens[i][0] == '(' || opens[i][0] == '[') &&
			line_tokens(tail) <= 5)
			agency = agency_in(tail, NULL, NULL);
		if (agency != NULL)
			return agency;
	}
	return NULL;
}

static bool
is_copyright(struct slice text)
{
	static const char *const signs[] = { "©", "Copyright", "copyright", "COPYRIGHT", "(c)",
		"(C)", "All rights reserved", "Alle Rechte", "版权", "版權", "無断転載", "저작권" };
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (line_find(text, 0, slice_of(signs[i])) != LINE_NONE)
			return true;
	return false;
}

/* The lines about the headline: brackets, credit lines, sources. */
static const char *
agency_of_lines(const struct fields *fields)
{
	const struct blocks *blocks = fields->blocks;
	for (uint32_t b = fields_line_first(fields); b < blocks->count;
		b = fields_line_next(fields, b)) {
		const struct block *block = &blocks->all[b];
		struct slice text = block_text(blocks, block);
		if ((block->marks &
			    (BLOCK_HIDDEN | BLOCK_BUTTON | BLOCK_HEADING | BLOCK_CAPTION)) != 0 ||
			block->element == fields->dek || block->words > AROUND_WORDS)
			continue;
		/* A face's initials beside an author are no agency. */
		const char *agency = text.length <= INITIALS_BYTES ? NULL : agency_of(text);
		if (agency == NULL && b > fields->heading_block &&
			(block->marks & BLOCK_STOPPED) == 0)
			agency = agency_in(text, NULL, NULL);
		if (agency != NULL)
			return agency;
	}
	return NULL;
}

/* What follows the text: its own last line, a credit line, a copyright line. */
static const char *
agency_after(const struct fields *fields, const struct article *out)
{
	const struct blocks *blocks = fields->blocks;
	if (out->paragraph_count > 0) {
		struct slice last = slice_of(out->paragraphs[out->paragraph_count - 1]);
		const char *agency = agency_at_end(last);
		if (agency == NULL && line_tokens(last) <= CREDIT_WORDS && !line_is_caseless(last))
			agency = agency_in(last, NULL, NULL);
		if (agency == NULL)
			agency = agency_of(last);
		if (agency != NULL)
			return agency;
	}
	if (fields->last == 0)
		return NULL;
	uint32_t end = blocks_at(blocks, fields->last + 1);
	for (uint32_t b = end; b < blocks->count && b < end + AFTER_BLOCKS; b++) {
		const struct block *block = &blocks->all[b];
		struct slice text = block_text(blocks, block);
		if ((block->marks & BLOCK_HIDDEN) != 0 || block->words > COPYRIGHT_WORDS ||
			block->link_words * 2 > block->words)
			continue;
		const char *agency = agency_of(text);
		if (agency == NULL && is_copyright(text))
			agency = agency_in(text, NULL, NULL);
		if (agency != NULL)
			return agency;
	}
	return NULL;
}

static const char *
agency_of_signals(const struct fields *fields)
{
	const struct signals *signals = &fields->signals;
	for (size_t i = 0; i < signals->name_count; i++) {
		const char *agency = agency_in(slice_of(signals->names[i].text), NULL, NULL);
		if (agency != NULL)
			return agency;
	}
	return NULL;
}

void
agency_read(struct fields *fields, struct article *out)
{
	const struct extract_rules *rules = fields->request->rules;
	const char *ruled = rules == NULL ? NULL : fields_ruled(fields, rules->agency, NULL);
	const char *by = "the outlet's rule";
	struct dateline dateline;
	bool dated = out->paragraph_count > 0 &&
		     dateline_read(fields->arena, out->paragraphs[0], &dateline);
	/* A lede set apart may stand before the paragraph that has it. */
	if (!dated && out->paragraph_count > 1)
		dated = dateline_read(fields->arena, out->paragraphs[1], &dateline);
	const char *agency = NULL;
	if (dated)
		out->dateline = dateline.place;
	if (ruled != NULL) {
		agency = agency_in(slice_of(ruled), NULL, NULL);
		agency = agency == NULL ? ruled : agency;
	}
	if (agency == NULL && dated) {
		agency = dateline.agency;
		by = "dateline";
	}
	if (agency == NULL && out->agency != NULL) {
		agency = out->agency;
		by = "byline";
	}
	if (agency == NULL) {
		agency = agency_of_signals(fields);
		by = "the authors named";
	}
	if (agency == NULL) {
		agency = agency_of_lines(fields);
		by = "a line by the headline";
	}
	if (agency == NULL) {
		agency = agency_after(fields, out);
		by = "the end of the text";
	}
	out->agency = agency;
	if (agency != NULL)
		fields_explain(fields, "agency: %s", by);
}
