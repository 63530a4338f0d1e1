/* An article's photos: which images are its own, and what stands under them. */
#include "extract/photo.h"

#include <string.h>

#include "extract/credit.h"
#include "extract/figcaption.h"
#include "extract/image.h"
#include "extract/line.h"
#include "extract/mark.h"
#include "extract/photowork.h"

#define NODES_BEFORE 1500 /* the lead photo may stand so many nodes above the headline */
#define NODES_AFTER  60   /* and the last one so many below the text */
#define ABOVE_LEVELS 8    /* ancestors that may say that an image is a teaser's */
#define YEAR_DIGITS  4
#define IMAGES_MAX   2000 /* looked at: four times as many as are kept (article/limits.h) */

/* Where the text gets going, below a lede that stands apart; 0 where there is none. */
static uint32_t
text_node(const struct fields *fields)
{
	return fields->text_block < fields->blocks->count
		       ? fields->blocks->all[fields->text_block].first
		       : 0;
}

/* Whether an image stands in a teaser, a menu, a face beside a byline. */
static bool
is_foreign(const struct fields *fields, uint32_t node)
{
	const struct page *page = fields->page;
	uint32_t body = page->body;
	bool linked = false;
	bool over_text = fields->heading != 0 && node > fields->heading && node < fields->first;
	for (int level = 0; level < ABOVE_LEVELS && node != body && node != 0; level++) {
		/* What holds the text is no teaser, whatever its name. */
		if (photo_holds(page, node, fields->first) ||
			photo_holds(page, node, text_node(fields)))
			return false;
		enum tag tag = photo_tag(page, node);
		if (tag == TAG_NAV || tag == TAG_FOOTER || tag == TAG_LI)
			return tag != TAG_LI || level > 2;
		unsigned marks = mark_of(fields, node);
		linked |= tag == TAG_A;
		/* A gallery over the text is named as a row of teasers is, but leads nowhere. */
		if ((marks & MARK_RELATED) != 0 && level > 0 && (linked || !over_text))
			return true;
		if ((marks & MARK_BYLINE) != 0)
			return true;
		node = page->nodes[node].parent;
	}
	return false;
}

static void
take_caption(struct album *album, uint32_t node)
{
	const char *text, *credit;
	figcaption_read(album->fields, node, &text, &credit);
	if (!photo_is_caption(album, node, text) && credit[0] == '\0')
		return;
	if (credit[0] == '\0' && album->credit != NULL && !credit_is_alone(text))
		credit = album->credit;
	photo_add(album, album->image, image_address(album->fields, album->image), text, credit);
	album->image = 0;
	album->credit = NULL;
}

/* "© 2024 Valley Gazette" is the page's. */
static bool
has_year(const char *text)
{
	for (text += strcspn(text, "0123456789"); *text != '\0';
		text += strcspn(text, "0123456789")) {
		size_t digits = strspn(text, "0123456789");
		if (digits == YEAR_DIGITS)
			return true;
		text += digits;
	}
	return false;
}

/* An element named a credit: the caption may follow it. */
static void
note_credit(struct album *album, uint32_t node)
{
	const char *text, *credit;
	figcaption_read(album->fields, node, &text, &credit);
	if (album->credit == NULL && credit[0] == '\0' && !has_year(text) &&
		credit_is_tail(text, strlen(text)))
		album->credit = text;
}

static bool
is_in_body(const struct fields *fields, uint32_t node)
{
	return fields->first != 0 && node > fields->first && node < fields->last;
}

/* An image that nothing is said of: the article's own where it stands inside the text. */
static void
flush_image(struct album *album)
{
	const struct fields *fields = album->fields;
	uint32_t image = album->image;
	if (image != 0 && album->credit == NULL)
		photo_take_line(album, image);
	if (album->image == 0)
		return;
	const char *credit = album->credit == NULL ? "" : album->credit;
	album->image = 0;
	album->credit = NULL;
	if (credit[0] == '\0' && !is_in_body(fields, image))
		return;
	const char *address = image_address(album->fields, image);
	if (address != NULL)
		photo_add(album, image, address, "", credit);
}

static uint32_t
read_node(struct album *album, uint32_t node)
{
	const struct page *page = album->fields->page;
	const struct node *n = &page->nodes[node];
	switch ((enum tag)n->tag) {
	case TAG_TEXT: return node + 1;
	case TAG_FIGURE:
		if (page_find(page, node, TAG_FIGURE) != 0)
			return node + 1;
		album->images++;
		flush_image(album);
		if (!is_foreign(album->fields, node))
			photo_read_figure(album, node);
		return n->end;
	default: break;
	}
	if (image_is(page, node)) {
		album->images++;
		flush_image(album);
		if (image_is_icon(page, node) || is_foreign(album->fields, node))
			return node + 1;
		album->image = node;
		photo_take_line(album, node);
		return node + 1;
	}
	if (album->image == 0 || !photo_are_near(page, album->image, node, PHOTO_COMMON_LEVELS))
		return node + 1;
	unsigned marks = mark_of(album->fields, node) & (MARK_CAPTION | MARK_CREDIT);
	bool caption = n->tag == TAG_FIGCAPTION || (marks & MARK_CAPTION) != 0;
	if ((!caption && marks == 0) || photo_holds_image(album, node))
		return node + 1;
	if (caption)
		take_caption(album, node);
	else
		note_credit(album, node);
	return n->end;
}

void
photos_read(struct fields *fields, struct article *out)
{
	const struct page *page = fields->page;
	struct album album = { .fields = fields };
	uint32_t anchor = fields->heading != 0 ? fields->heading : fields->first;
	if (anchor == 0)
		return;
	if (fields->first != 0 && fields->first < anchor)
		anchor = fields->first;
	uint32_t node = anchor > NODES_BEFORE ? anchor - NODES_BEFORE : 1;
	uint32_t end = (fields->last != 0 ? fields->last : anchor) + NODES_AFTER;
	if (node < page->body)
		node = page->body + 1;
	while (node < page->count && node < end && album.work < PHOTO_WORK_MAX &&
		album.images < IMAGES_MAX)
		node = read_node(&album, node);
	flush_image(&album);
	if (album.count > 0)
		fields_explain(fields, "photos: %zu about the text", album.count);
	out->photos = album.photos;
	out->photo_count = album.count;
}
