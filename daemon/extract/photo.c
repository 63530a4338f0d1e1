/* An article's photos: which images are its own, and what stands under them. */
#include "extract/photo.h"

#include <string.h>

#include "article/limits.h"
#include "base/buffer.h"
#include "base/text.h"
#include "base/url.h"
#include "extract/agency.h"
#include "extract/byline.h"
#include "extract/credit.h"
#include "extract/headline.h"
#include "extract/line.h"
#include "extract/mark.h"
#include "html/reference.h"

#define CAPTION_MAX_WORDS   120  /* a longer text beside an image is an article */
#define NODES_BEFORE        1500 /* the lead photo may stand so many nodes above the headline */
#define NODES_AFTER         60   /* and the last one so many below the text */
#define NEAR_NODES          60   /* a caption stands at most so many nodes after its image */
#define COMMON_LEVELS       5    /* an image and its caption meet within so many ancestors */
#define ABOVE_LEVELS        8    /* ancestors that may say that an image is a teaser's */
#define ICON_MAX_PX         90   /* width and height up to here are icons, faces and bars */
#define WORK_MAX            400000 /* nodes looked at twice on a page: figures in figures are bounded by it */
#define CAPTION_LEAST_BYTES 12   /* of a caption before a credit of its own */
#define TEXT_MAX_BYTES      8192 /* of one caption's markup */

struct album {
	struct fields *fields;
	struct photo *photos;
	size_t count, capacity;
	uint32_t image;  /* the last image that waits for a caption; 0 where none does */
	bool image_kept; /* it stands in photos already, as the last */
	size_t work;
};

static enum tag
tag_of(const struct page *page, uint32_t node)
{
	return (enum tag)page->nodes[node].tag;
}

/* img, and what AMP pages have in its place. */
static bool
is_image(const struct page *page, uint32_t node)
{
	enum tag tag = tag_of(page, node);
	return tag == TAG_IMG || (tag == TAG_UNKNOWN && slice_equals_fold(page_tag_name(page, node),
								SLICE("amp-img")));
}

static bool
is_unseen(const struct page *page, uint32_t node)
{
	switch (tag_of(page, node)) {
	case TAG_BUTTON:
	case TAG_SCRIPT:
	case TAG_STYLE:
	case TAG_NOSCRIPT:
	case TAG_SVG: return true;
	default: break;
	}
	return page_attribute_raw(page, node, ATTRIBUTE_HIDDEN).data != NULL ||
	       (mark_of(page, node) & MARK_UNSEEN) != 0;
}

/* What a caption's element says: the caption, and apart from it what its markup says is the credit. */
struct reader {
	struct album *album;
	struct buffer caption, credits;
	size_t segment;    /* where the last part in an element of its own begins in the caption */
	uint32_t part_end; /* the node after that element */
	uint32_t credit_end;
};

static bool
is_emphasis(enum tag tag)
{
	switch (tag) {
	case TAG_A:
	case TAG_B:
	case TAG_I:
	case TAG_EM:
	case TAG_STRONG:
	case TAG_U:
	case TAG_FONT:
	case TAG_SUP:
	case TAG_SUB: return true;
	default: return false;
	}
}

static bool
is_blank(struct slice text)
{
	for (size_t i = 0; i < text.length; i++)
		if (strchr(" \t\r\n", text.data[i]) == NULL)
			return false;
	return true;
}

static void
begin_part(struct reader *reader, uint32_t end)
{
	buffer_add_char(&reader->caption, ' ');
	reader->segment = reader->caption.length;
	reader->part_end = end;
}

/* The words in the caption so far, roughly: a credit that opens after a few goes on to the end. */
static bool
has_caption(const struct reader *reader)
{
	size_t letters = 0;
	for (size_t i = 0; i < reader->caption.length; i++)
		letters += strchr(" \t\r\n", reader->caption.data[i]) == NULL;
	return letters >= CAPTION_LEAST_BYTES;
}

static void
read_text_node(struct reader *reader, uint32_t node)
{
	const struct page *page = reader->album->fields->page;
	struct slice raw = page_raw(page, node);
	if (node < reader->credit_end) {
		reference_decode(raw, false, &reader->credits);
		return;
	}
	if (reader->part_end != 0 && node >= reader->part_end && !is_blank(raw))
		begin_part(reader, 0);
	reference_decode(raw, false, &reader->caption);
}

static void
read_element(struct reader *reader, uint32_t within, uint32_t node)
{
	const struct page *page = reader->album->fields->page;
	enum tag tag = tag_of(page, node);
	uint32_t end = page->nodes[node].end;
	bool block = tag_is_block(tag) || tag == TAG_BR;
	if (node != within && node >= reader->credit_end &&
		(mark_of(page, node) & (MARK_CREDIT | MARK_CAPTION)) == MARK_CREDIT) {
		reader->credit_end = has_caption(reader) ? page->nodes[within].end : end;
		if (reader->credits.length > 0)
			buffer_add_string(&reader->credits, " | ");
	} else if (node < reader->credit_end) {
		if (block)
			buffer_add_char(&reader->credits, ' ');
	} else if (node != within && !is_emphasis(tag)) {
		begin_part(reader, tag == TAG_BR ? 0 : end);
	}
}

/* Folded copy of a buffer; "" where it is empty. */
static const char *
folded(const struct album *album, const char *data, size_t length)
{
	return length == 0 ? "" : text_fold(album->fields->arena, (struct slice){ data, length });
}

static void
read_text(struct album *album, uint32_t within, const char **text, const char **credit)
{
	const struct page *page = album->fields->page;
	struct reader reader = { .album = album };
	buffer_init(&reader.caption, TEXT_MAX_BYTES);
	buffer_init(&reader.credits, TEXT_MAX_BYTES);
	for (uint32_t node = within; node < page->nodes[within].end; node++) {
		album->work++;
		if (tag_of(page, node) == TAG_TEXT)
			read_text_node(&reader, node);
		else if (node != within && is_unseen(page, node))
			node = page->nodes[node].end - 1;
		else
			read_element(&reader, within, node);
	}
	*text = folded(album, reader.caption.data, reader.caption.length);
	*credit = folded(album, reader.credits.data, reader.credits.length);
	/* No element is named a credit: the last part that stands by itself may be one. */
	if ((*credit)[0] == '\0' && reader.segment > 0) {
		const char *tail = folded(album, reader.caption.data + reader.segment,
			reader.caption.length - reader.segment);
		const char *front = folded(album, reader.caption.data, reader.segment);
		if (strlen(front) >= CAPTION_LEAST_BYTES && credit_is_tail(tail, strlen(tail))) {
			*text = front;
			*credit = tail;
		}
	}
	buffer_release(&reader.caption);
	buffer_release(&reader.credits);
}

/* The first address in a srcset with the largest width, as written. */
static struct slice
largest_of(struct slice srcset)
{
	struct slice best = { NULL, 0 };
	long most = -1;
	for (size_t at = 0; at < srcset.length;) {
		while (at < srcset.length && strchr(" \t\r\n,", srcset.data[at]) != NULL)
			at++;
		size_t from = at;
		while (at < srcset.length && strchr(" \t\r\n", srcset.data[at]) == NULL)
			at++;
		struct slice address = line_part(srcset, from, at);
		bool ends = address.length > 0 && address.data[address.length - 1] == ',';
		address.length -= ends;
		long width = 0;
		if (!ends) {
			while (at < srcset.length && srcset.data[at] != ',') {
				if (srcset.data[at] >= '0' && srcset.data[at] <= '9' &&
					width < 100000)
					width = width * 10 + (srcset.data[at] - '0');
				at++;
			}
		}
		if (address.length > 0 && width > most) {
			most = width;
			best = address;
		}
	}
	return best;
}

/* An image's address, absolute; lazy loaders keep it in other places than src. NULL where there is none. */
static const char *
address_of(const struct album *album, uint32_t node)
{
	static const enum attribute_name names[] = { ATTRIBUTE_DATA_ORIGINAL, ATTRIBUTE_DATA_SRC,
		ATTRIBUTE_DATA_LAZY_SRC, ATTRIBUTE_DATA_ORIGINAL_SRC, ATTRIBUTE_SRC };
	static const enum attribute_name sets[] = { ATTRIBUTE_SRCSET, ATTRIBUTE_DATA_SRCSET,
		ATTRIBUTE_DATA_LAZY_SRCSET };
	const struct fields *fields = album->fields;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = page_attribute(fields->page, fields->arena, node, names[i]);
		if (value == NULL || value[0] == '\0' || strncmp(value, "data:", 5) == 0)
			continue;
		const char *address =
			url_resolve(fields->arena, fields->base, slice_of(value), false);
		if (address != NULL)
			return address;
	}
	for (size_t i = 0; i < sizeof(sets) / sizeof(sets[0]); i++) {
		const char *value = page_attribute(fields->page, fields->arena, node, sets[i]);
		struct slice best =
			value == NULL ? (struct slice){ NULL, 0 } : largest_of(slice_of(value));
		if (best.length > 0 && !slice_starts(best, SLICE("data:")))
			return url_resolve(fields->arena, fields->base, best, false);
	}
	return NULL;
}

static long
pixels(const struct page *page, uint32_t node, enum attribute_name name)
{
	struct slice value = page_attribute_raw(page, node, name);
	long number = 0;
	for (size_t i = 0;
		i < value.length && value.data[i] >= '0' && value.data[i] <= '9' && number < 100000;
		i++)
		number = number * 10 + (value.data[i] - '0');
	return value.data == NULL ? -1 : number;
}

/* Icons, faces, bars and pixels that count visits. */
static bool
is_icon(const struct page *page, uint32_t node)
{
	long width = pixels(page, node, ATTRIBUTE_WIDTH),
	     height = pixels(page, node, ATTRIBUTE_HEIGHT);
	return (width >= 0 && width <= ICON_MAX_PX && height <= ICON_MAX_PX) ||
	       (height >= 0 && height <= ICON_MAX_PX);
}

/* The image of a figure: its img, or a source of its picture. */
static uint32_t
image_in(struct album *album, uint32_t within, const char **address)
{
	const struct page *page = album->fields->page;
	uint32_t found = 0;
	*address = NULL;
	page_subtree(page, within, node) {
		album->work++;
		enum tag tag = tag_of(page, node);
		bool drawn = is_image(page, node);
		if (!drawn && tag != TAG_SOURCE)
			continue;
		if (drawn && is_icon(page, node))
			continue;
		const char *one = address_of(album, node);
		if (found == 0 || (one != NULL && *address == NULL))
			found = node;
		if (*address == NULL)
			*address = one;
		if (drawn && *address != NULL)
			break;
	}
	return found;
}

/* Whether an image stands in a teaser, a menu, a face beside a byline. */
static bool
is_foreign(const struct fields *fields, uint32_t node)
{
	const struct page *page = fields->page;
	uint32_t body = page->body;
	for (int level = 0; level < ABOVE_LEVELS && node != body && node != 0; level++) {
		/* What holds the text is no teaser, whatever its name. */
		if (fields->first != 0 && node <= fields->first &&
			fields->first < page->nodes[node].end)
			return false;
		enum tag tag = tag_of(page, node);
		if (tag == TAG_NAV || tag == TAG_FOOTER || tag == TAG_LI)
			return tag != TAG_LI || level > 2;
		unsigned marks = mark_of(page, node);
		if ((marks & MARK_RELATED) != 0 && level > 0)
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

static void
add(struct album *album, const char *address, const char *text, const char *credit_text)
{
	struct arena *arena = album->fields->arena;
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
		if (tag_of(page, node) != TAG_TEXT && (mark_of(page, node) & MARK_CAPTION) != 0 &&
			page_find(page, node, TAG_IMG) == 0)
			return node;
	}
	return 0;
}

/* A credit in the figure but not in its caption: an element so named, a footer, a second figcaption, a labelled line. */
static const char *
credit_in(struct album *album, uint32_t within, uint32_t caption)
{
	const struct page *page = album->fields->page;
	for (uint32_t node = within + 1; node < page->nodes[within].end; node++) {
		album->work++;
		enum tag tag = tag_of(page, node);
		if (node == caption || (tag != TAG_TEXT && is_unseen(page, node))) {
			node = page->nodes[node].end - 1;
			continue;
		}
		const char *text = "", *credit = "";
		if (tag == TAG_TEXT) {
			text = folded(
				album, page_raw(page, node).data, page_raw(page, node).length);
			if (text[0] != '\0' && credit_is_tail(text, strlen(text)))
				return text;
			continue;
		}
		bool named = (mark_of(page, node) & MARK_CREDIT) != 0 || tag == TAG_FOOTER ||
			     tag == TAG_CITE || tag == TAG_FIGCAPTION;
		if (!named || page_find(page, node, TAG_IMG) != 0)
			continue;
		read_text(album, node, &text, &credit);
		if (text[0] != '\0' || credit[0] != '\0')
			return text[0] != '\0' ? text : credit;
	}
	return "";
}

static void
read_figure(struct album *album, uint32_t figure)
{
	const char *address, *text = "", *credit = "";
	uint32_t image = image_in(album, figure, &address);
	uint32_t caption = caption_in(album, figure);
	if (caption != 0) {
		read_text(album, caption, &text, &credit);
		if (!is_caption(album, caption, text) || byline_leads(text))
			text = "";
	}
	if (credit[0] == '\0')
		credit = credit_in(album, figure, caption);
	if (image == 0 && text[0] == '\0')
		return;
	/* What is said of it may stand after the figure. */
	if (text[0] == '\0' && credit[0] == '\0')
		album->image = image;
	else
		add(album, address, text, credit);
}

/* Whether two nodes meet within a few ancestors of the second. */
static bool
are_near(const struct page *page, uint32_t image, uint32_t caption)
{
	uint32_t node = caption;
	if (image == 0 || caption - image > NEAR_NODES)
		return false;
	for (int level = 0; level < COMMON_LEVELS && node != page->body; level++) {
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
	read_text(album, node, &text, &credit);
	if (!is_caption(album, node, text) && credit[0] == '\0')
		return;
	add(album, address_of(album, album->image), text, credit);
	album->image = 0;
}

/* Whether a line says what the image's alt or title says. */
static bool
is_alternative(const struct fields *fields, uint32_t image, const char *text)
{
	static const enum attribute_name names[] = { ATTRIBUTE_ALT, ATTRIBUTE_TITLE };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const char *value = page_attribute(fields->page, fields->arena, image, names[i]);
		if (value != NULL && strlen(value) >= CAPTION_LEAST_BYTES &&
			headline_same(value, text))
			return true;
	}
	return false;
}

/* The line number `b` where it may belong to the image. */
static const char *
line_of(const struct fields *fields, uint32_t image, uint32_t b)
{
	const struct blocks *blocks = fields->blocks;
	if (b >= blocks->count || blocks->all[b].words > CAPTION_MAX_WORDS ||
		(blocks->all[b].marks &
			(BLOCK_HIDDEN | BLOCK_HEADING | BLOCK_BODY | BLOCK_BUTTON)) != 0 ||
		!are_near(fields->page, image, blocks->all[b].first))
		return NULL;
	return block_text(blocks, &blocks->all[b]).data;
}

/*
 * An image without figure or names: the line after it is its caption where it ends in a credit, says what the
 * image's alt says, or has a credit on the line below.
 */
static void
take_line(struct album *album, uint32_t image)
{
	const struct fields *fields = album->fields;
	uint32_t b = blocks_at(fields->blocks, image);
	const char *caption = NULL, *credit = NULL, *below = NULL;
	const char *text = line_of(fields, image, b);
	if (text == NULL)
		return;
	photo_split(fields->arena, text, &caption, &credit);
	if (credit == NULL && (below = line_of(fields, image, b + 1)) != NULL &&
		!credit_is_tail(below, strlen(below)))
		below = NULL;
	bool told = is_alternative(fields, image, text);
	if (credit == NULL && !told && (below == NULL || !credit_is_sure(below)))
		return;
	add(album, address_of(album, image), text, below == NULL ? "" : below);
	album->image = 0;
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
	album->image = 0;
	if (image == 0 || !is_in_body(fields, image))
		return;
	const char *address = address_of(album, image);
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
		flush_image(album);
		if (!is_foreign(album->fields, node))
			read_figure(album, node);
		return n->end;
	default: break;
	}
	if (is_image(page, node)) {
		flush_image(album);
		if (is_icon(page, node) || is_foreign(album->fields, node))
			return node + 1;
		album->image = node;
		take_line(album, node);
		return node + 1;
	}
	if (album->image != 0 && n->attribute_count > 0 &&
		(mark_of(page, node) & MARK_CAPTION) != 0 && are_near(page, album->image, node) &&
		page_find(page, node, TAG_IMG) == 0) {
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
	while (node < page->count && node < end && album.work < WORK_MAX)
		node = read_node(&album, node);
	flush_image(&album);
	out->photos = album.photos;
	out->photo_count = album.count;
}
