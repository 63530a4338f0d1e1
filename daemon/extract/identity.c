/* What a page says it is: its own address, its language, its section. */
#include "extract/identity.h"

#include <string.h>

#include <unicode/uscript.h>

#include "base/text.h"
#include "base/url.h"
#include "extract/crumb.h"
#include "extract/line.h"

#define LANGUAGE_MAX_BYTES 35  /* RFC 5646, section 4.4.1 */
#define LETTERS_FOR_SCRIPT 400 /* code points that are looked at to tell the script */

/*
 * Scripts that tell a language, or a few: what is taken where none is declared, and which declared
 * ones fit.
 */
static const struct {
	UScriptCode script;
	const char *language;
	const char *fits; /* primary languages, with blanks around */
} scripts[] = {
	{ USCRIPT_HAN, "zh", " zh ja yue wuu lzh ko " },
	{ USCRIPT_HIRAGANA, "ja", " ja " },
	{ USCRIPT_KATAKANA, "ja", " ja " },
	{ USCRIPT_HANGUL, "ko", " ko " },
	{ USCRIPT_CYRILLIC, "ru", " ru uk be bg mk sr kk ky tg mn tt ba cv os uz az sh bs " },
	{ USCRIPT_GREEK, "el", " el " },
	{ USCRIPT_ARABIC, "ar", " ar fa ur ps ku ckb ug sd az pnb dv " },
	{ USCRIPT_HEBREW, "he", " he iw yi " },
	{ USCRIPT_DEVANAGARI, "hi", " hi mr ne sa bho mai kok " },
	{ USCRIPT_BENGALI, "bn", " bn as " },
	{ USCRIPT_GURMUKHI, "pa", " pa " },
	{ USCRIPT_GUJARATI, "gu", " gu " },
	{ USCRIPT_ORIYA, "or", " or " },
	{ USCRIPT_TAMIL, "ta", " ta " },
	{ USCRIPT_TELUGU, "te", " te " },
	{ USCRIPT_KANNADA, "kn", " kn " },
	{ USCRIPT_MALAYALAM, "ml", " ml " },
	{ USCRIPT_SINHALA, "si", " si " },
	{ USCRIPT_THAI, "th", " th " },
	{ USCRIPT_LAO, "lo", " lo " },
	{ USCRIPT_KHMER, "km", " km " },
	{ USCRIPT_MYANMAR, "my", " my shn mnw " },
	{ USCRIPT_GEORGIAN, "ka", " ka " },
	{ USCRIPT_ARMENIAN, "hy", " hy " },
	{ USCRIPT_ETHIOPIC, "am", " am ti " },
	{ USCRIPT_TIBETAN, "bo", " bo dz " },
};

/* Where the page's own address may be taken from. */
static const char *
canonical(const struct fields *fields, const char *written)
{
	if (written == NULL)
		return NULL;
	struct arena *arena = fields->arena;
	const char *address = url_resolve(arena, fields->base, slice_of(written), false);
	struct url url, page;
	if (address == NULL || !url_read(address, &url))
		return NULL;
	if (fields->request->url == NULL)
		return address;
	const char *fetched = url_resolve(arena, NULL, slice_of(fields->request->url), false);
	if (fetched == NULL || !url_read(fetched, &page))
		return address;
	if (!slice_equals(url.host, page.host) &&
		strcmp(url_registrable(arena, url.host), url_registrable(arena, page.host)) != 0)
		return NULL;
	/* Templates that name the front page everywhere. */
	if (url.path.length <= 1 && url.query.length == 0 &&
		(page.path.length > 1 || page.query.length > 0))
		return NULL;
	return address;
}

/* "pt_br" as "pt-BR"; NULL where it is no tag of a language. */
static const char *
tag_of(struct arena *arena, const char *written)
{
	struct slice text = slice_trim(slice_of(written));
	if (text.length < 2 || text.length > LANGUAGE_MAX_BYTES)
		return NULL;
	char *tag = arena_strndup(arena, text.data, text.length);
	size_t part = 0, start = 0;
	for (size_t i = 0; i <= text.length; i++) {
		char c = tag[i];
		if (c == '_')
			c = tag[i] = '-';
		if (c != '-' && c != '\0') {
			if (!((c | 32) >= 'a' && (c | 32) <= 'z') &&
				!(c >= '0' && c <= '9' && part > 0)) {
				tag[i] = '\0'; /* "en, fr" and the like: the first */
				c = '\0';
			} else if (part == 0 && c < 'a') {
				tag[i] = (char)(c | 32);
			} else if (part > 0 && c >= 'A' && c <= 'Z') {
				tag[i] = (char)(c | 32);
			}
		}
		if (c != '-' && c != '\0')
			continue;
		size_t length = i - start;
		if (part == 0 && (length < 2 || length > 3))
			return NULL;
		if (part > 0 && length == 2) {
			for (size_t j = start; j < i; j++)
				if (tag[j] >= 'a' && tag[j] <= 'z')
					tag[j] = (char)(tag[j] - 32);
		} else if (part > 0 && length == 4 && tag[start] >= 'a') {
			tag[start] = (char)(tag[start] - 32);
		}
		if (c == '\0')
			break;
		part++;
		start = i + 1;
	}
	return tag;
}

/* Which row of scripts[] most letters are in; -1 for Latin and all others. */
static int
script_of(const struct fields *fields, const struct article *out)
{
	size_t counts[sizeof(scripts) / sizeof(scripts[0])] = { 0 }, latin = 0, seen = 0;
	struct slice text = slice_of(out->headline != NULL ? out->headline : fields->signals.title);
	for (size_t at = 0; at < text.length && seen < LETTERS_FOR_SCRIPT; seen++) {
		uint32_t point = line_at(text, at, &at);
		if (point < 0x250) {
			latin += line_is_word(point);
			continue;
		}
		UErrorCode status = U_ZERO_ERROR;
		UScriptCode script = uscript_getScript((UChar32)point, &status);
		for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++)
			counts[i] += scripts[i].script == script;
	}
	/* Kana decide against Han however few they are. */
	if (counts[1] + counts[2] > 0 && counts[0] + counts[1] + counts[2] > latin / 2)
		return 1;
	int best = -1;
	size_t most = latin / 2;
	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++)
		if (counts[i] > most) {
			most = counts[i];
			best = (int)i;
		}
	return best;
}

static bool
fits(int script, const char *tag)
{
	char wanted[8];
	size_t length = strcspn(tag, "-");
	if (length > 3)
		return false;
	wanted[0] = ' ';
	memcpy(wanted + 1, tag, length);
	wanted[length + 1] = ' ';
	wanted[length + 2] = '\0';
	if (script >= 0)
		return strstr(scripts[script].fits, wanted) != NULL;
	/*
	 * A Latin headline under a tag of a language that has a script of its own: only Serbian and
	 * its like are written in both.
	 */
	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++)
		if (strstr(scripts[i].fits, wanted) != NULL &&
			strstr(" sr uz az ku tt mn sh bs ", wanted) == NULL)
			return false;
	return true;
}

static const char *
find_language(const struct fields *fields, const struct article *out)
{
	const struct signals *signals = &fields->signals;
	const char *declared[] = { signals->language_html, signals->language_ld,
		signals->language_og, signals->language_meta, fields->request->outlet_language };
	static const char *const names[] = { "html lang", "JSON-LD inLanguage", "og:locale", "meta",
		"the outlet's" };
	int script = script_of(fields, out);
	for (size_t i = 0; i < sizeof(declared) / sizeof(declared[0]); i++) {
		const char *tag = declared[i] == NULL ? NULL : tag_of(fields->arena, declared[i]);
		if (tag != NULL && fits(script, tag)) {
			fields_explain(fields, "language: %s", names[i]);
			return tag;
		}
	}
	if (script >= 0)
		fields_explain(fields, "language: by the headline's script");
	return script < 0 ? NULL : scripts[script].language;
}

static const char *
find_section(const struct fields *fields)
{
	const struct extract_rules *rules = fields->request->rules;
	const char *ruled = rules == NULL ? NULL : fields_ruled(fields, rules->section, NULL);
	if (ruled != NULL) {
		fields_explain(fields, "section: the outlet's rule %s", rules->section);
		return ruled;
	}
	return crumb_section(fields);
}

void
identity_read(struct fields *fields, struct article *out)
{
	const struct signals *signals = &fields->signals;
	const char *written[] = { signals->canonical_link, signals->canonical_og,
		signals->canonical_ld };
	static const char *const names[] = { "link rel=canonical", "og:url", "JSON-LD url" };
	for (size_t i = 0; i < 3 && out->canonical_url == NULL; i++) {
		out->canonical_url = canonical(fields, written[i]);
		if (out->canonical_url != NULL)
			fields_explain(fields, "canonical_url: %s", names[i]);
	}
	out->language = find_language(fields, out);
	out->section = find_section(fields);
}
