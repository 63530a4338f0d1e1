/* Figures: the image, the caption and the credit in one, in whichever elements they stand. */
#include "extract/photowork.h"

#include "base/text.h"
#include "extract/credit.h"
#include "extract/figcaption.h"
#include "extract/image.h"
#include "extract/line.h"
#include "extract/mark.h"

#define LABEL_MAX_WORDS 3 /* of a sign in a figure that has no image */
#define AFTER_NODES     3 /* a credit stands so many behind its figure */

/* Whether an element stands in a link that shows an image by itself. */
static bool
is_in_picture_link(const struct fields *fields, uint32_t node)
{
	const struct page *page = fields->page;
	for (int level = 0; level < PHOTO_COMMON_LEVELS && node != 0; level++) {
		node = page->nodes[node].parent;
		if (photo_tag(page, node) == TAG_A)
			break;
	}
	if (photo_tag(page, node) != TAG_A)
		return false;
	const char *href = page_attribute(page, fields->arena, node, ATTRIBUTE_HREF);
	return href != NULL && image_is_file(href);
}

bool
photo_is_caption(const struct album *album, uint32_t node, const char *text)
{
	const struct blocks *blocks = album->fields->blocks;
	uint32_t words = 0, links = 0;
	for (uint32_t b = blocks_at(blocks, node);
		b < blocks->count && blocks->all[b].first < album->fields->page->nodes[node].end;
		b++) {
		words += blocks->all[b].words;
		links += blocks->all[b].link_words;
	}
	if (links > 0 && is_in_picture_link(album->fields, node))
		links = 0;
	return text[0] != '\0' && words <= PHOTO_CAPTION_MAX_WORDS && links * 2 <= words + 1;
}

bool
photo_holds_image(struct album *album, uint32_t node)
{
	const struct page *page = album->fields->page;
	if (album->work >= PHOTO_WORK_MAX)
		return true;
	album->work += page->nodes[node].end - node;
	return page_find(page, node, TAG_IMG) != 0;
}

/* The element of a figure that holds its caption: figcaption, else one so named. */
static uint32_t
caption_in(struct album *album, uint32_t within)
{
	const struct page *page = album->fields->page;
	uint32_t found = page_find(page, within, TAG_FIGCAPTION);
	if (found != 0)
		return found;
	page_subtree(page, within, node) {
		album->work++;
		if (photo_tag(page, node) != TAG_TEXT &&
			(mark_of(album->fields, node) & MARK_CAPTION) != 0 &&
			!photo_holds_image(album, node))
			return node;
	}
	return 0;
}

/* Another caption in a figure, beside the one that is its credit; 0 where there is none. */
static uint32_t
caption_beside(struct album *album, uint32_t within, uint32_t caption)
{
	const struct page *page = album->fields->page;
	page_subtree(page, within, node) {
		album->work++;
		if (photo_tag(page, node) != TAG_TEXT && !photo_holds(page, node, caption) &&
			!photo_holds(page, caption, node) &&
			(photo_tag(page, node) == TAG_FIGCAPTION ||
				(mark_of(album->fields, node) & MARK_CAPTION) != 0) &&
			!photo_holds_image(album, node))
			return node;
	}
	return 0;
}

/*
 * A credit in the figure but not in its caption: an element so named, a footer, a second
 * figcaption, a labelled line.
 */
static const char *
credit_in(struct album *album, uint32_t within, uint32_t caption)
{
	const struct page *page = album->fields->page;
	for (uint32_t node = within + 1; node < page->nodes[within].end; node++) {
		album->work++;
		enum tag tag = photo_tag(page, node);
		if (node == caption ||
			(tag != TAG_TEXT && figcaption_is_unseen(album->fields, node))) {
			node = page->nodes[node].end - 1;
			continue;
		}
		const char *text = "", *credit = "";
		if (tag == TAG_TEXT) {
			text = text_fold(album->fields->arena, page_raw(page, node));
			/* Without a caption, words in a figure may be a button's. */
			if (text[0] != '\0' && (caption != 0 ? credit_is_tail(text, strlen(text))
							     : credit_is_sure(text)))
				return text;
			continue;
		}
		bool named = (mark_of(album->fields, node) & MARK_CREDIT) != 0 ||
			     tag == TAG_FOOTER || tag == TAG_CITE || tag == TAG_FIGCAPTION;
		if (!named || photo_holds_image(album, node))
			continue;
		figcaption_read(album->fields, node, &text, &credit);
		if (text[0] != '\0' || credit[0] != '\0')
			return text[0] != '\0' ? text : credit;
	}
	return "";
}

/* A credit on the line right behind a figure. */
static const char *
credit_after(const struct fields *fields, uint32_t figure)
{
	const struct blocks *blocks = fields->blocks;
	uint32_t end = fields->page->nodes[figure].end, b = blocks_at(blocks, end);
	if (b >= blocks->count || blocks->all[b].first - end > AFTER_NODES ||
		(blocks->all[b].marks &
			(BLOCK_HIDDEN | BLOCK_HEADING | BLOCK_BUTTON | BLOCK_CAPTION)) != 0)
		return "";
	const char *text = block_text(blocks, &blocks->all[b]).data;
	return credit_is_alone(text) ? text : "";
}

/* Where a figure's caption is a credit, another one in it says what the photo shows. */
static void
read_beside(struct album *album, uint32_t figure, uint32_t caption, const char **text,
	const char **credit)
{
	if ((*text)[0] == '\0' || (*credit)[0] != '\0' || !credit_is_alone(*text))
		return;
	const char *shown, *more;
	uint32_t other = caption_beside(album, figure, caption);
	if (other == 0)
		return;
	figcaption_read(album->fields, other, &shown, &more);
	if (!photo_is_caption(album, other, shown))
		return;
	*credit = *text;
	*text = shown;
}

void
photo_read_figure(struct album *album, uint32_t figure)
{
	const char *address, *text = "", *credit = "";
	uint32_t image = image_in(album->fields, figure, &address);
	uint32_t caption = caption_in(album, figure);
	if (caption != 0) {
		figcaption_read(album->fields, caption, &text, &credit);
		if (!photo_is_caption(album, caption, text) || photo_is_byline(text))
			text = "";
		read_beside(album, figure, caption, &text, &credit);
	}
	if (credit[0] == '\0')
		credit = credit_in(album, figure, caption);
	if (credit[0] == '\0' && text[0] != '\0')
		credit = credit_after(album->fields, figure);
	if (image == 0 && (text[0] == '\0' || (credit[0] == '\0' && line_tokens(slice_of(text)) <=
									    LABEL_MAX_WORDS)))
		return;
	/* What is said of it may stand after the figure. */
	if (text[0] == '\0' && credit[0] == '\0') {
		album->image = image;
	} else {
		photo_add(album, image, address, text, credit);
	}
}
