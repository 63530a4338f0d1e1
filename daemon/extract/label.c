/* Phrases in a line, and where in it they count. */
#include "extract/label.h"

#include <string.h>

#include "extract/phrase.h"

/* "newsletter", "subscription": a phrase this long counts wherever it stands. */
#define LONG_BYTES  9
#define SHORT_BYTES 4    /* "new", "next", "neu": no longer, such a word is one of any line */
#define CJK_LEAD    0xE3 /* first byte of kana, ideographs, hangul: "PR" says all beside them */
#define WHOLE_WORDS 3 /* "Sponsored", "Our partners": a line this short is what a word in it says */

static uint32_t
words_of(const struct phrase *line)
{
	uint32_t words = line->length > 0;
	for (size_t i = 0; i < line->length; i++)
		words += line->text[i] == ' ';
	return words;
}

/* Whether the line is in a script without blanks. */
static bool
is_unspaced(const struct phrase *line)
{
	for (size_t i = 0; i < line->length; i++)
		if ((unsigned char)line->text[i] >= CJK_LEAD)
			return true;
	return false;
}

/* Whether a group's phrase counts that stands at `at`, `length` bytes of the line. */
static bool
counts(const struct phrase *line, int group, size_t at, size_t length, uint32_t words)
{
	bool whole = at == 0 && length == line->length;
	if (!whole && length <= SHORT_BYTES && (line->text[at] & 0x80) == 0)
		return group == LABEL_VETO && is_unspaced(line);
	switch ((enum list_labels_group)group) {
	case LABEL_RELATED:
	case LABEL_POPULAR:
	case LABEL_PICKS:
	case LABEL_LATEST:
	case LABEL_MORE:
	case LABEL_NEIGHBOUR: return true;
	case LABEL_VETO:
		return whole || ((at == 0 || at + length == line->length) && words <= WHOLE_WORDS);
	case LABEL_NEGATIVE:
		return whole || length >= LONG_BYTES ||
		       ((at == 0 || at + length == line->length) && words <= WHOLE_WORDS);
	case LABEL_SEE_ALL: return whole || (at == 0 && words <= WHOLE_WORDS + 1);
	case LABEL_AD: return whole || (at == 0 && words <= WHOLE_WORDS);
	case LABEL_UTILITY:
	case LABEL_PERIOD: return whole;
	}
	return false;
}

uint32_t
label_read(struct slice text)
{
	struct phrase line;
	uint32_t found = 0;
	phrase_fold(&line, text);
	uint32_t words = words_of(&line);
	for (size_t at = 0; at < line.length;) {
		const struct word *word =
			phrase_inside(&line, at, PHRASE_LIST(list_labels, LIST_LABELS), &at);
		if (word == NULL)
			break;
		size_t length = strlen(word->name);
		if (counts(&line, word->group, at, length, words))
			found |= LABEL_BIT(word->group);
		at += length;
	}
	return found;
}

int
label_whole(struct slice text)
{
	struct phrase line;
	phrase_fold(&line, text);
	const struct word *word = phrase_whole(&line, list_labels_find, LIST_LABELS_LONGEST);
	return word != NULL ? word->group : 0;
}

int
label_kind(uint32_t groups)
{
	static const int order[] = { LABEL_POPULAR, LABEL_PICKS, LABEL_LATEST, LABEL_NEIGHBOUR,
		LABEL_RELATED, LABEL_MORE };
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (groups & LABEL_BIT(order[i]))
			return order[i];
	return 0;
}
