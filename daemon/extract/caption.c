/* Captions among the paragraphs that no element marks as such: the text that follows a photo. */
#include "extract/bodywork.h"
#include "extract/credit.h"

#define CAPTION_WORDS_MAX 60
#define ICON_MAX_PX       90 /* an image said to be smaller is no photo */

/* Whether the image's width or height says that it is an icon, a bar, a blank. */
static bool
is_icon(const struct page *page, uint32_t image)
{
	static const enum attribute_name sides[] = { ATTRIBUTE_WIDTH, ATTRIBUTE_HEIGHT };
	for (size_t i = 0; i < sizeof(sides) / sizeof(sides[0]); i++) {
		struct slice side = page_attribute_raw(page, image, sides[i]);
		int pixels = 0;
		size_t at = 0;
		while (at < side.length && side.data[at] >= '0' && side.data[at] <= '9' &&
			pixels < ICON_MAX_PX)
			pixels = pixels * 10 + side.data[at++] - '0';
		if (at > 0 && pixels < ICON_MAX_PX)
			return true;
	}
	return false;
}

bool
body_has_photo(const struct page *page, uint32_t from, uint32_t to)
{
	for (uint32_t n = from; n < to; n++)
		if (page->nodes[n].tag == TAG_IMG && !is_icon(page, n))
			return true;
	return false;
}

void
body_drop_captions(struct body_work *work)
{
	const struct page *page = work->blocks->page;
	uint32_t before = work->body->from > 0 ? work->blocks->all[work->body->from - 1].last
					       : work->body->root.node;
	for (uint32_t b = work->body->from; b < work->body->to; b++) {
		const struct block *block = &work->blocks->all[b];
		uint32_t from = before + 1;
		before = block->last;
		if (work->body->reasons[b] != BODY_KEPT || block->words > CAPTION_WORDS_MAX ||
			(block->marks & BLOCK_HEADING) || !body_has_photo(page, from, block->first))
			continue;
		const char *caption, *credit;
		photo_split(work->arena, block_text(work->blocks, block).data, &caption, &credit);
		if (credit != NULL)
			work->body->reasons[b] = BODY_CAPTION;
	}
}
