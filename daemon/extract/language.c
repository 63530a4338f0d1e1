/* Counts the small words of each language; the most must be clearly the most. */
#include "extract/language.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "words/function-words.h"

#define WORDS_ENOUGH 400 /* words looked at */
#define HITS_LEAST   5   /* small words of the language that must be met */
#define LEAD_OF      2   /* and so many times as often as those of the second */
#define HITS_SURE    8   /* that contradict what a page declares; */
#define LEAD_SURE    6   /* so many times as often as those of the declared language */

static const char *const languages[] = {
	[SPOKEN_EN] = "en",
	[SPOKEN_DE] = "de",
	[SPOKEN_FR] = "fr",
	[SPOKEN_ES] = "es",
	[SPOKEN_PT] = "pt",
	[SPOKEN_IT] = "it",
	[SPOKEN_NL] = "nl",
	[SPOKEN_SV] = "sv",
	[SPOKEN_NO] = "no",
	[SPOKEN_DA] = "da",
	[SPOKEN_FI] = "fi",
	[SPOKEN_PL] = "pl",
	[SPOKEN_CS] = "cs",
	[SPOKEN_HU] = "hu",
	[SPOKEN_RO] = "ro",
	[SPOKEN_TR] = "tr",
	[SPOKEN_ID] = "id",
	[SPOKEN_VI] = "vi",
	[SPOKEN_CA] = "ca",
	[SPOKEN_HR] = "hr",
	[SPOKEN_LT] = "lt",
	[SPOKEN_LV] = "lv",
	[SPOKEN_ET] = "et",
	[SPOKEN_SK] = "sk",
	[SPOKEN_SL] = "sl",
	[SPOKEN_IS] = "is",
	[SPOKEN_SW] = "sw",
	[SPOKEN_AF] = "af",
	[SPOKEN_SQ] = "sq",
	[SPOKEN_TL] = "tl",
	[SPOKEN_AZ] = "az",
	[SPOKEN_EU] = "eu",
	[SPOKEN_ZU] = "zu",
	[SPOKEN_XH] = "xh",
};

#define LANGUAGES (sizeof(languages) / sizeof(languages[0]))

/*
 * The next run of letters in lower case; its bytes, 0 at the end. A longer one than any small word
 * is cut.
 */
static size_t
next_word(const char **at, const char *end, char word[FUNCTION_WORDS_LONGEST + 8])
{
	size_t length = 0;
	while (*at < end) {
		uint32_t point = text_decode(*at, end, at);
		if (text_is_letter(point)) {
			if (length > FUNCTION_WORDS_LONGEST)
				continue;
			if (point < 0x80)
				word[length++] = (char)text_lower(point);
			else
				length += text_encode(text_lower(point), word + length);
		} else if (length > 0) {
			break;
		}
	}
	return length;
}

/* Counts the small words of each language into hits, which has a place for each. */
static void
count_hits(const struct slice *texts, size_t count, int hits[])
{
	char word[FUNCTION_WORDS_LONGEST + 8];
	size_t words = 0;
	for (size_t i = 0; i < count && words < WORDS_ENOUGH; i++) {
		const char *at = texts[i].data, *end = at + texts[i].length;
		for (size_t length;
			words < WORDS_ENOUGH && (length = next_word(&at, end, word)) > 0; words++) {
			const struct word *found = length > FUNCTION_WORDS_LONGEST
							   ? NULL
							   : function_words_find(word, length);
			if (found != NULL)
				hits[found->group]++;
		}
	}
}

/* The language met most, 0 where none is; *second gets the hits of the next. */
static size_t
most_met(const int hits[], int *second)
{
	size_t best = 0; /* 0 is no language */
	*second = 0;
	for (size_t i = 1; i < LANGUAGES; i++) {
		if (hits[i] > hits[best]) {
			*second = hits[best];
			best = i;
		} else if (hits[i] > *second) {
			*second = hits[i];
		}
	}
	return best;
}

const char *
language_guess(const struct slice *texts, size_t count)
{
	int hits[LANGUAGES] = { 0 }, second;
	count_hits(texts, count, hits);
	size_t best = most_met(hits, &second);
	return hits[best] >= HITS_LEAST && hits[best] >= LEAD_OF * second ? languages[best] : NULL;
}

/* The number of a declared language; 0 where its small words are not known. */
static size_t
number_of(const char *tag)
{
	size_t length = strcspn(tag, "-");
	struct slice primary = { tag, length };
	if (slice_equals(primary, SLICE("nb")) || slice_equals(primary, SLICE("nn")))
		return SPOKEN_NO;
	for (size_t i = 1; i < LANGUAGES; i++)
		if (slice_equals(primary, slice_of(languages[i])))
			return i;
	return 0;
}

const char *
language_mend(const struct slice *texts, size_t count, const char *declared)
{
	int hits[LANGUAGES] = { 0 }, second;
	size_t own = number_of(declared);
	if (own == 0)
		return declared;
	count_hits(texts, count, hits);
	size_t best = most_met(hits, &second);
	return hits[best] >= HITS_SURE && hits[best] >= LEAD_SURE * hits[own] ? languages[best]
									      : declared;
}
