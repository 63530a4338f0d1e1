/* The words of bylines: those that lead to names, end them, or are no part of one. */
#include "extract/bylinework.h"

#include <string.h>

#include <unicode/uchar.h>

#include "base/text.h"
#include "extract/credit.h"
#include "extract/line.h"

#define LEAD_MAX_WORDS   5
#define LABEL_SLACK      4 /* bytes of a label's colon, and of the blank before it */
#define HANDLE_MAX_BYTES 5 /* of a shorthand */
#define ELISION_BYTES    4 /* at the front of a name, with its mark: "al-", "d'" */

int
byline_word_group(struct slice token)
{
	char lower[BYLINE_WORDS_LONGEST + 8];
	token = line_trim(token, ".,:;");
	if (token.length == 0 || token.length > BYLINE_WORDS_LONGEST)
		return 0;
	const struct word *word = byline_words_find(lower, line_lower(token, lower, sizeof(lower)));
	return word == NULL ? 0 : word->group;
}

static int
lead_group(struct slice text)
{
	char lower[BYLINE_LEADS_LONGEST + 8];
	if (text.length == 0 || text.length > BYLINE_LEADS_LONGEST)
		return 0;
	const struct word *word = byline_leads_find(lower, line_lower(text, lower, sizeof(lower)));
	return word == NULL ? 0 : word->group;
}

bool
byline_is_work(int group)
{
	return group == BYLINE_ROLE || group == BYLINE_TOPIC;
}

size_t
byline_lead_length(struct slice part, int *group)
{
	size_t best = 0, end = 0, next;
	struct slice bare = line_trim(part, ":：/");
	if (!byline_leads_may_begin(bare.data, bare.length))
		return 0;
	for (int words = 0; words < LEAD_MAX_WORDS && end < part.length; words++) {
		end = end + byline_token(part, end, &next).length;
		struct slice head = line_trim(line_part(part, 0, end), ":：/");
		if (head.length > BYLINE_LEADS_LONGEST)
			break;
		int found = lead_group(head);
		if (found != 0) {
			best = end;
			*group = found;
		}
		end = next;
	}
	/* Scripts without blanks: 记者张三, 文/李四. */
	for (size_t at = 0, i = 0; best == 0 && i < LEAD_MAX_WORDS && at < part.length; i++) {
		if (!text_is_cjk(line_at(part, at, &at)))
			break;
		int found = lead_group(line_part(part, 0, at));
		if (found != 0) {
			best = at;
			*group = found;
		}
	}
	*group = *group == LEAD_THROUGH ? LEAD_BY : *group;
	return best;
}

size_t
byline_label_length(struct slice text, int *group)
{
	struct slice head = text;
	head.length = text_cut(text.data, text.length, BYLINE_LEADS_LONGEST + LABEL_SLACK);
	size_t colon = line_find(head, 0, SLICE(":")), wide = line_find(head, 0, SLICE("："));
	size_t end = colon < wide ? colon : wide;
	if (end == LINE_NONE)
		return 0;
	head = line_trim(line_part(head, 0, end), "");
	*group = lead_group(head);
	if (*group == 0 && credit_is_label(head))
		*group = LEAD_STOP;
	*group = *group == LEAD_THROUGH ? LEAD_BY : *group;
	return *group == 0 ? 0 : end + (colon < wide ? strlen(":") : strlen("："));
}

bool
byline_is_through(struct slice token)
{
	return lead_group(token) == LEAD_THROUGH;
}

struct slice
byline_token(struct slice part, size_t at, size_t *next)
{
	size_t blank = line_find(part, at, SLICE(" "));
	size_t end = blank == LINE_NONE ? part.length : blank;
	*next = blank == LINE_NONE ? part.length : blank + 1;
	return line_part(part, at, end);
}

bool
byline_has_word(struct slice part, int group)
{
	for (size_t at = 0; at < part.length;)
		if (byline_word_group(byline_token(part, at, &at)) == group)
			return true;
	return false;
}

bool
byline_is_address(struct slice token)
{
	return memchr(token.data, '@', token.length) != NULL || line_has_digit(token) ||
	       line_find(token, 0, SLICE("://")) != LINE_NONE ||
	       line_find(token, 0, SLICE("www.")) != LINE_NONE ||
	       line_find(token, 0, SLICE(".com/")) != LINE_NONE;
}

bool
byline_begins_name(struct slice token)
{
	size_t next;
	struct slice bare = line_trim(token, "\"“”'’‘(");
	uint32_t first = line_at(bare, 0, &next);
	/* d'Angelo, O’Regan, al-Sabah. */
	if (!u_isupper((UChar32)first) && bare.length >= ELISION_BYTES) {
		size_t mark = 0;
		while (mark < ELISION_BYTES && bare.data[mark] != '\'' && bare.data[mark] != '-')
			mark++;
		if (mark < ELISION_BYTES && mark + 1 < bare.length)
			first = line_at(bare, mark + 1, &next);
	}
	return u_isupper((UChar32)first) || u_istitle((UChar32)first) ||
	       u_charType((UChar32)first) == U_OTHER_LETTER;
}

bool
byline_leads(struct slice text)
{
	int group = 0;
	return byline_lead_length(line_trim(text, ":|-–—·•(（[【"), &group) > 0 && group == LEAD_BY;
}

bool
byline_is_lead(struct slice text)
{
	int group = 0;
	text = line_trim(text, ":：");
	return text.length > 0 && byline_lead_length(text, &group) == text.length &&
	       group == LEAD_BY;
}

bool
byline_has_role(struct slice text)
{
	return byline_has_word(text, BYLINE_ROLE);
}

struct slice
byline_bare(struct slice text)
{
	int group = 0;
	size_t lead = byline_lead_length(text, &group);
	if (lead > 0 && group == LEAD_BY && lead < text.length)
		text = line_trim(line_part(text, lead, text.length), ":");
	return text;
}

bool
byline_is_handle(struct slice name)
{
	return line_tokens(name) == 1 && name.length <= HANDLE_MAX_BYTES &&
	       !byline_begins_name(name);
}

bool
byline_ends_as_role(struct slice text)
{
	const char *blank = text.length == 0 ? NULL : memrchr(text.data, ' ', text.length);
	size_t from = blank == NULL ? 0 : (size_t)(blank - text.data) + 1;
	return byline_word_group(line_part(text, from, text.length)) == BYLINE_ROLE;
}

bool
byline_is_desk(struct slice text)
{
	return byline_has_word(text, BYLINE_DESK);
}

bool
byline_is_nobody(struct slice text)
{
	return byline_word_group(text) == BYLINE_NOBODY;
}
