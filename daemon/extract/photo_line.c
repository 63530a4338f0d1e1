/* Images without figure or names: the lines after them that are caption and credit. */
#include "extract/photowork.h"

#include <string.h>

#include <unicode/uchar.h>

#include "extract/byline.h"
#include "extract/credit.h"
#include "extract/headline.h"
#include "extract/image.h"
#include "extract/line.h"

#define BYLINE_MAX_WORDS  20 /* a longer line that begins with "by" may be a caption */
#define COUNTER_MAX_WORDS 4  /* of "1 of 12 |" */
#define TOLD_MAX_WORDS    40 /* of a caption that stands in the text as its paragraphs do */
#define NEAR_NODES        60 /* a caption stands at most so many nodes after its image */
#define LINE_LEVELS       7  /* and a line's text one deeper, in elements of its own */
#define ALT_LEAST_BYTES   12 /* of an alt that proves a caption */

bool
photo_is_byline(const char *text)
{
	size_t next;
	/* Not "By six the square is empty." */
	return line_tokens(slice_of(text)) <= BYLINE_MAX_WORDS && byline_leads(slice_of(text)) &&
	       !u_islower((UChar32)line_at(byline_bare(slice_of(text)), 0, &next));
}

bool
photo_are_near(const struct page *page, uint32_t image, uint32_t caption, int levels)
{
	uint32_t node = caption;
	if (image == 0 || caption - image > NEAR_NODES)
		return false;
	for (int level = 0; level < levels && node != page->body; level++) {
		node = page->nodes[node].parent;
		if (node <= image)
			return true;
	}
	return false;
}

/* Whether a line says what the image's alt or title says. */
static bool
is_alternative(const struct fields *fields, uint32_t image, const char *text)
{
	static const enum attribute_name names[] = { ATTRIBUTE_ALT, ATTRIBUTE_TITLE };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = page_attribute(fields->page, fields->arena, image, names[i]);
		if (value != NULL && strlen(value) >= ALT_LEAST_BYTES && headline_same(value, text))
			return true;
	}
	return false;
}

/* The line number `b` where it may belong to the image; `unlike`: marks of those that do not. */
static const char *
line_of(const struct fields *fields, uint32_t image, uint32_t b, unsigned unlike)
{
	const struct blocks *blocks = fields->blocks;
	if (b >= blocks->count || blocks->all[b].words > PHOTO_CAPTION_MAX_WORDS ||
		blocks->all[b].length > FIELDS_LINE_MAX_BYTES ||
		(blocks->all[b].marks & unlike) != 0 ||
		!photo_are_near(fields->page, image, blocks->all[b].first, LINE_LEVELS))
		return NULL;
	return block_text(blocks, &blocks->all[b]).data;
}

/* The number of the line after an image, past one that counts it: "1 of 12". */
static uint32_t
line_after(const struct fields *fields, uint32_t image)
{
	const struct blocks *blocks = fields->blocks;
	uint32_t b = blocks_at(blocks, image);
	bool counts = b + 1 < blocks->count && blocks->all[b].words <= COUNTER_MAX_WORDS &&
		      line_has_digit(block_text(blocks, &blocks->all[b]));
	return b + counts;
}

/* The line after an image where it says what the image's alt says, whatever else it is. */
static const char *
told_line(const struct fields *fields, uint32_t image)
{
	uint32_t b = line_after(fields, image);
	const char *text = line_of(fields, image, b, BLOCK_HIDDEN | BLOCK_HEADING | BLOCK_BUTTON);
	return text != NULL && fields->blocks->all[b].link_words == 0 &&
			       fields->blocks->all[b].words <= TOLD_MAX_WORDS &&
			       is_alternative(fields, image, text)
		       ? text
		       : NULL;
}

void
photo_take_line(struct album *album, uint32_t image)
{
	const struct fields *fields = album->fields;
	const unsigned unlike = BLOCK_HIDDEN | BLOCK_HEADING | BLOCK_BODY | BLOCK_BUTTON;
	uint32_t b = line_after(fields, image);
	const char *caption = NULL, *credit = NULL, *below = NULL;
	const char *told = told_line(fields, image);
	const char *text = told != NULL ? told : line_of(fields, image, b, unlike);
	if (text == NULL || photo_is_byline(text))
		return;
	photo_split(fields->arena, text, &caption, &credit);
	/* A credit alone: its caption may follow. */
	if (caption == NULL && credit != NULL) {
		album->credit = text;
		return;
	}
	if (credit == NULL && (below = line_of(fields, image, b + 1, unlike)) != NULL &&
		(below == text || !credit_is_tail(below, strlen(below))))
		below = NULL;
	if (credit == NULL && told == NULL && (below == NULL || !credit_is_sure(below)))
		return;
	photo_add(album, image, image_address(album->fields, image), text,
		below == NULL ? "" : below);
	album->image = 0;
}
