/* An article's photos: which images are its own, and what stands under them. */
#include "extract/photo.h"

#include <string.h>

#include "article/limits.h"
#include "base/text.h"
#include "extract/byline.h"
#include "extract/figcaption.h"
#include "extract/credit.h"
#include "extract/headline.h"
#include "extract/image.h"
#include "extract/line.h"
#include "extract/mark.h"
#include "html/reference.h"

#define CAPTION_MAX_WORDS 120  /* a longer text beside an image is an article */
#define NODES_BEFORE      1500 /* the lead photo may stand so many nodes above the headline */
#define NODES_AFTER       60   /* and the last one so many below the text */
#define BYLINE_MAX_WORDS  20   /* a longer line that begins with "by" may be a caption */
#define COUNTER_MAX_WORDS 4    /* of "1 of 12 |" */
#define TOLD_MAX_WORDS    40   /* of a caption that stands in the text as its paragraphs do */
#define NEAR_NODES        60   /* a caption stands at most so many nodes after its image */
#define LINE_LEVELS       7    /* and a line's text one deeper, in elements of its own */
#define AFTER_NODES       3    /* a credit stands so many behind its figure */
#define COMMON_LEVELS     5    /* an image and its caption meet within so many ancestors */
#define ABOVE_LEVELS      8    /* ancestors that may say that an image is a teaser's */
#define WORK_MAX          400000 /* nodes looked at twice on a page: figures in figures are bounded by it */
#define IMAGES_MAX        2000 /* looked at: four times as many as are kept (article/limits.h) */
#define ALT_LEAST_BYTES   12   /* of an alt that proves a caption */

struct album {
	struct fields *fields;
	struct photo *photos;
	size_t count, capacity;
	uint32_t image;      /* the last image that waits for a caption; 0 where none does */
	bool image_kept;     /* it stands in photos already, as the last */
	size_t work, images; /* nodes looked at twice; images and figures looked at */
};

static enum tag
tag_of(const struct page *page, uint32_t node)
{
	return (enum tag)page->nodes[node].tag;
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
		if (fields->first != 0 && node <= fields->first &&
			fields->first < page->nodes[node].end)
			return false;
		enum tag tag = tag_of(page, node);
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

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Decoded once more: templates escape what is escaped. */
static const char *
decoded(struct arena *arena, const char *text)
{
	const char *mark = strchr(text, '&');
	if (mark == NULL || strchr(mark, ';') == NULL)
		return text;
	return text_fold(arena, slice_of(reference_text(arena, slice_of(text), false)));
}

static void
add(struct album *album, const char *address, const char *text, const char *credit_text)
{
	struct arena *arena = album->fields->arena;
	text = decoded(arena, text);
	credit_text = decoded(arena, credit_text);
	const char *caption = NULL, *credit = NULL, *more = NULL;
	if (album->count == ARTICLE_PHOTOS_MAX)
		return;
	if (credit_text[0] != '\0') {
		more = credit_clean(arena, credit_text);
		text = arena_strndup(arena, text, credit_cut_label(text));
	}
	photo_split(arena, text, &caption, &credit);
	if (more != NULL && credit != NULL && strstr(more, credit) == NULL &&
		strstr(credit, more) == NULL)
		credit = arena_printf(arena, "%s, %s", credit, more);
	else if (more != NULL && (credit == NULL || strlen(more) > strlen(credit)))
		credit = more;
	if (address == NULL && caption == NULL)
		return;
	for (size_t i = 0; i < album->count; i++) {
		struct photo *old = &album->photos[i];
		if (caption == NULL ? same(old->url, address) : same(old->caption, caption))
			return;
		if (old->caption == NULL && same(old->url, address)) {
			*old = (struct photo){ address, caption, credit };
			return;
		}
	}
	album->photos = arena_grow(
		arena, album->photos, album->count, &album->capacity, sizeof(*album->photos));
	album->photos[album->count++] = (struct photo){ address, caption, credit };
}

/* A caption's text where it is one: not too long, not mostly links. */
static bool
is_caption(const struct album *album, uint32_t node, const char *text)
{
	const struct blocks *blocks = album->fields->blocks;
	uint32_t words = 0, links = 0;
	for (uint32_t b = blocks_at(blocks, node);
		b < blocks->count && blocks->all[b].first < album->fields->page->nodes[node].end;
		b++) {
		words += blocks->all[b].words;
		links += blocks->all[b].link_words;
	}
	return text[0] != '\0' && words <= CAPTION_MAX_WORDS && links * 2 <= words + 1;
}

/*
 * Whether an image stands below an element. What is looked at counts, so that boxes in boxes cost
 * no more than the page.
 */
static bool
holds_image(struct album *album, uint32_t node)
{
	const struct page *page = album->fields->page;
	if (album->work >= WORK_MAX)
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
		if (tag_of(page, node) != TAG_TEXT &&
			(mark_of(album->fields, node) & MARK_CAPTION) != 0 &&
			!holds_image(album, node))
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
		enum tag tag = tag_of(page, node);
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
		if (!named || holds_image(album, node))
			continue;
		figcaption_read(album->fields, node, &text, &credit);
		if (text[0] != '\0' || credit[0] != '\0')
			return text[0] != '\0' ? text : credit;
	}
	return "";
}

/* A figure of the author's face has his byline for a caption. */
static bool
is_byline(const char *text)
{
	return line_tokens(slice_of(text)) <= BYLINE_MAX_WORDS && byline_leads(slice_of(text));
}

/* Whether two nodes meet within a few ancestors of the second. */
static bool
are_near(const struct page *page, uint32_t image, uint32_t caption, int levels)
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

static void
take_caption(struct album *album, uint32_t node)
{
	const char *text, *credit;
	figcaption_read(album->fields, node, &text, &credit);
	if (!is_caption(album, node, text) && credit[0] == '\0')
		return;
	add(album, image_address(album->fields, album->image), text, credit);
	album->image = 0;
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

/*
 * The line number `b` where it may belong to the image; `unlike`: marks of those that do not.
 */
static const char *
line_of(const struct fields *fields, uint32_t image, uint32_t b, unsigned unlike)
{
	const struct blocks *blocks = fields->blocks;
	if (b >= blocks->count || blocks->all[b].words > CAPTION_MAX_WORDS ||
		blocks->all[b].length > FIELDS_LINE_MAX_BYTES ||
		(blocks->all[b].marks & unlike) != 0 ||
		!are_near(fields->page, image, blocks->all[b].first, LINE_LEVELS))
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

/*
 * An image without figure or names: the line after it is its caption where it ends in a credit,
 * says what the image's alt says, or has a credit on the line below.
 */
static void
take_line(struct album *album, uint32_t image)
{
	const struct fields *fields = album->fields;
	const unsigned unlike = BLOCK_HIDDEN | BLOCK_HEADING | BLOCK_BODY | BLOCK_BUTTON;
	uint32_t b = line_after(fields, image);
	const char *caption = NULL, *credit = NULL, *below = NULL;
	const char *told = told_line(fields, image);
	const char *text = told != NULL ? told : line_of(fields, image, b, unlike);
	if (text == NULL || is_byline(text))
		return;
	photo_split(fields->arena, text, &caption, &credit);
	if (credit == NULL && (below = line_of(fields, image, b + 1, unlike)) != NULL &&
		(below == text || !credit_is_tail(below, strlen(below))))
		below = NULL;
	if (credit == NULL && told == NULL && (below == NULL || !credit_is_sure(below)))
		return;
	add(album, image_address(album->fields, image), text, below == NULL ? "" : below);
	album->image = 0;
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

static void
read_figure(struct album *album, uint32_t figure)
{
	const char *address, *text = "", *credit = "";
	uint32_t image = image_in(album->fields, figure, &address);
	uint32_t caption = caption_in(album, figure);
	if (caption != 0) {
		figcaption_read(album->fields, caption, &text, &credit);
		if (!is_caption(album, caption, text) || is_byline(text))
			text = "";
	}
	if (credit[0] == '\0')
		credit = credit_in(album, figure, caption);
	if (credit[0] == '\0' && text[0] != '\0')
		credit = credit_after(album->fields, figure);
	if (image == 0 && text[0] == '\0')
		return;
	/* What is said of it may stand after the figure. */
	if (text[0] == '\0' && credit[0] == '\0') {
		album->image = image;
	} else {
		add(album, address, text, credit);
	}
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
	if (image != 0)
		take_line(album, image);
	if (album->image == 0)
		return;
	album->image = 0;
	if (!is_in_body(fields, image))
		return;
	const char *address = image_address(album->fields, image);
	if (address != NULL)
		add(album, address, "", "");
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
			read_figure(album, node);
		return n->end;
	default: break;
	}
	if (image_is(page, node)) {
		album->images++;
		flush_image(album);
		if (image_is_icon(page, node) || is_foreign(album->fields, node))
			return node + 1;
		album->image = node;
		take_line(album, node);
		return node + 1;
	}
	if (album->image != 0 && are_near(page, album->image, node, COMMON_LEVELS) &&
		(n->tag == TAG_FIGCAPTION || (mark_of(album->fields, node) & MARK_CAPTION) != 0) &&
		!holds_image(album, node)) {
		take_caption(album, node);
		return n->end;
	}
	return node + 1;
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
	while (node < page->count && node < end && album.work < WORK_MAX &&
		album.images < IMAGES_MAX)
		node = read_node(&album, node);
	flush_image(&album);
	if (album.count > 0)
		fields_explain(fields, "photos: %zu about the text", album.count);
	out->photos = album.photos;
	out->photo_count = album.count;
}
