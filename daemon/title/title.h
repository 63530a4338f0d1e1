/*
 * title.h - the normalized title of a headline, and the hash that names its story.
 *
 * What printing, wires and outlets add to a headline is taken off, what distinguishes two pieces
 * of news stays. The rule has a version (TITLE_RULE_VERSION), kept in the store: a change of the
 * rule re-keys it. It is this, in this order:
 *
 *  1. Plain text. Character references (HTML) are decoded twice, then tags dropped: `<` or
 *     `</`, a letter, all up to `>`; br, p, div, li, td, tr, h1 to h3 leave a blank. Control
 *     characters go, white space becomes single blanks. What stands behind the first 1,024
 *     bytes of UTF-8 does not count.
 *  2. Outlets' names. Parts end at ` - ` ` – ` ` — ` ` | ` ` · ` ` » ` and at `_` `：` `｜`. The
 *     last part, else the first, is cut with its separator if it is the name or alias of a
 *     configured outlet, again and again; once one was cut, names of sections are cut too. (A
 *     name may hold up to two separators itself.) Two names are the same if steps 3, 4 and 6
 *     make them the same, blanks apart.
 *  3. Printing. ™ ® © ℠ are dropped; then NFKC_Casefold (Unicode 15).
 *  4. Accents. On NFD text: marks on Latin and Greek letters, Arabic vowel points (U+0610-061A,
 *     064B-0652, 0656-065F, 0670, and the marks of 06D6-06ED and 08D3-08FF) and Hebrew points
 *     are dropped, and the dots of ё; all other marks stay. ı becomes i; hamza and madda on
 *     alef are dropped and ٱ becomes ا; ى and ی become ي, ک becomes ك; tatweel, U+02BB and
 *     U+02BC are dropped. Then NFC.
 *  5. Wire labels (words/wire-labels.txt: BREAKING, UPDATE n, RPT, EILMELDUNG, 速報), again and
 *     again: in front, behind any other signs, with a separator (: | ! * > · • » ・ .. ++, a
 *     full stop before a blank, a dash with a blank beside it) or in brackets; behind, in
 *     brackets or after ` - ` or `|`. A [slug] of the list is also cut before a tight hyphen or
 *     slash. A sign between two digits separates nothing. Genre words (ANALYSIS, OPINION, LIVE)
 *     stay: they mark another piece.
 *  6. Signs. Letters, marks behind letters, decimal digits (as 0 to 9), % and currency signs
 *     stay. Between digits a run of . , ' / : - + × (all dashes and ~ are -) stays as its first
 *     sign, and is dropped before exactly three digits; a dash, colon or slash there may have
 *     blanks around it. A free-standing & reads "and". A question mark (also ؟, and a
 *     ; behind a Greek letter at the very end) with none of these behind it stays, as ?. All
 *     else is dropped; apostrophe, hyphen and full stop join what
 *     they stand between (but digits), other signs leave a blank. Runs of blanks become one,
 *     none at the ends.
 *  7. The key is empty with fewer than three words or ten letters, unless it has six letters of
 *     CJK (ideographs, syllables) or fifteen of a script without blanks between words (Thai,
 *     Lao, Burmese, Khmer). It is empty too for a standing heading (words/standing-*.txt), also
 *     with a date before or behind it (words/standing-dates.txt), and for a wire label alone.
 *
 * The hash is taken over the UTF-8 of what is left, without the blanks.
 */
#ifndef NEWSWIRED_TITLE_TITLE_H
#define NEWSWIRED_TITLE_TITLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/slice.h"

#define TITLE_RULE_VERSION       1
#define TITLE_HEADLINE_MAX_BYTES 1024 /* of plain text: as ARTICLE_HEADLINE_MAX_BYTES */
#define TITLE_NAME_MAX_BYTES     256  /* a longer part is no outlet's name */
#define TITLE_HASH_BYTES         33   /* 32 hex digits and NUL */

/* Names that outlets append to their headlines, folded; see title_names_new. */
struct title_names;

/*
 * outlets: names and aliases of all configured outlets; sections: names of their sections, cut only
 * after an outlet's name was. Copies. The caller owns the result; it may be shared by threads.
 */
struct title_names *title_names_new(const char *const *outlets, size_t outlet_count,
	const char *const *sections, size_t section_count);

/* Whether a text is the name of an outlet, however it is spelled. The arena is for the moment only. */
bool title_names_has(struct arena *arena, const struct title_names *names, struct slice text);

/* NULL is ignored. */
void title_names_free(struct title_names *names);

struct title {
	/* Single blanks between words, in the arena; "" where the headline names nothing. */
	const char *normalized;
	/* 16 bytes of the SHA-256 of `normalized` without blanks, in hex; "" with an empty key. */
	char hash[TITLE_HASH_BYTES];
};

/*
 * headline: UTF-8, as printed or as a feed has it (character references and tags are taken care
 * of). names may be NULL. Never fails; linear in the headline. Normalizing `normalized` changes
 * nothing (unless letters that stand for many made it longer than TITLE_HEADLINE_MAX_BYTES).
 */
void title_read(struct title *out, struct arena *arena, const char *headline,
	const struct title_names *names);

#endif
