/* Lines that are the page's controls, set as text: "Share", "Facebook X E-mail", "3 comments". */
#include "extract/bodywork.h"
#include "extract/phrase.h"
#include "words/controls.h"

#define CONTROL_WORDS_MAX 10

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Whether the line is made of what controls say and of numbers, and not of numbers alone. */
static bool
is_made_of_controls(const struct phrase *line)
{
	bool any = false;
	size_t at = 0, length;
	while (at < line->length) {
		if (line->text[at] == ' ' || is_digit(line->text[at])) {
			at++;
			continue;
		}
		if (phrase_at(line, at, controls_find, CONTROLS_LONGEST, &length) == NULL)
			return false;
		any = true;
		at += length;
	}
	return any && line->whole;
}

/* Whether such a line may begin so. */
static bool
may_begin(const char *bytes, size_t length)
{
	return is_digit(bytes[0]) || controls_may_begin(bytes, length);
}

bool
body_is_control(const struct body_work *work, const struct block *block)
{
	struct phrase line;
	struct slice text = block_text(work->blocks, block);
	if (block->words > CONTROL_WORDS_MAX || (block->marks & (BLOCK_CELL | BLOCK_QUOTE)) ||
		!phrase_may_begin(text, may_begin))
		return false;
	phrase_fold(&line, text);
	return is_made_of_controls(&line);
}

void
body_drop_controls(struct body_work *work)
{
	struct body *body = work->body;
	bool before = false, here = false;
	if (body->from < body->to)
		here = body_is_control(work, &work->blocks->all[body->from]);
	for (uint32_t b = body->from; b < body->to; b++) {
		bool behind = b + 1 < body->to && body_is_control(work, &work->blocks->all[b + 1]);
		/* An item alone may be one of a list of things that are called so. */
		bool alone = (work->blocks->all[b].marks & BLOCK_ITEM) && !before && !behind;
		if (here && !alone)
			body_drop(work, b, b + 1, BODY_BUTTON);
		before = here;
		here = behind;
	}
}
