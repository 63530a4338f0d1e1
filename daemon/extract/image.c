/* Images: where their addresses are, and which are no photos. */
#include "extract/image.h"

#include <string.h>

#include "base/url.h"
#include "extract/line.h"

#define ICON_MAX_PX 90 /* width and height up to here are icons, faces and bars */

static enum tag
tag_of(const struct page *page, uint32_t node)
{
	return (enum tag)page->nodes[node].tag;
}

bool
image_is_file(const char *address)
{
	static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif" };
	size_t length = strcspn(address, "?#");
	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t ending = strlen(endings[i]);
		if (length > ending &&
			strncasecmp(address + length - ending, endings[i], ending) == 0)
			return true;
	}
	return false;
}

/* img, and what AMP pages have in its place. */
bool
image_is(const struct page *page, uint32_t node)
{
	enum tag tag = tag_of(page, node);
	return tag == TAG_IMG || (tag == TAG_UNKNOWN && slice_equals_fold(page_tag_name(page, node),
								SLICE("amp-img")));
}

/* The first address in a srcset with the largest width, as written. */
static struct slice
largest_of(struct slice srcset)
{
	struct slice best = { NULL, 0 };
	long most = -1;
	for (size_t at = 0; at < srcset.length;) {
		while (at < srcset.length &&
			(slice_is_space(srcset.data[at]) || srcset.data[at] == ','))
			at++;
		size_t from = at;
		while (at < srcset.length && !slice_is_space(srcset.data[at]))
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

/*
 * An image's address, absolute; lazy loaders keep it in other places than src. NULL where there is
 * none.
 */
const char *
image_address(const struct fields *fields, uint32_t node)
{
	static const enum attribute_name names[] = { ATTRIBUTE_DATA_ORIGINAL, ATTRIBUTE_DATA_SRC,
		ATTRIBUTE_DATA_LAZY_SRC, ATTRIBUTE_DATA_ORIGINAL_SRC, ATTRIBUTE_SRC };
	static const enum attribute_name sets[] = { ATTRIBUTE_SRCSET, ATTRIBUTE_DATA_SRCSET,
		ATTRIBUTE_DATA_LAZY_SRCSET };
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

/* Whether an image is a drawing of lines: logos and signs are, photos never. */
static bool
is_drawing(const struct page *page, uint32_t node)
{
	struct slice source = page_attribute_raw(page, node, ATTRIBUTE_SRC), end = SLICE(".svg");
	for (size_t i = 0; i < source.length; i++)
		if (source.data[i] == '?' || source.data[i] == '#')
			source.length = i;
	return source.length > end.length &&
	       slice_equals_fold(line_part(source, source.length - end.length, source.length), end);
}

/* Icons, faces, bars and pixels that count visits. */
bool
image_is_icon(const struct page *page, uint32_t node)
{
	long width = pixels(page, node, ATTRIBUTE_WIDTH),
	     height = pixels(page, node, ATTRIBUTE_HEIGHT);
	return (width >= 0 && width <= ICON_MAX_PX && height <= ICON_MAX_PX) ||
	       (height >= 0 && height <= ICON_MAX_PX) || is_drawing(page, node);
}

/*
 * The image of a figure: its img, whose own address is the best, or else a source of its picture.
 */
uint32_t
image_in(const struct fields *fields, uint32_t within, const char **address)
{
	const struct page *page = fields->page;
	uint32_t found = 0;
	*address = NULL;
	page_subtree(page, within, node) {
		bool drawn = image_is(page, node);
		if ((!drawn && tag_of(page, node) != TAG_SOURCE) ||
			(drawn && image_is_icon(page, node)))
			continue;
		const char *one = drawn || *address == NULL ? image_address(fields, node) : NULL;
		if (one != NULL)
			*address = one;
		if (found == 0 || one != NULL)
			found = node;
		if (drawn && one != NULL)
			break;
	}
	return found;
}
