/* The cells of a table's row, told as one line. */
#include "article/limits.h"
#include "base/buffer.h"
#include "extract/bodywork.h"

#define CELL_WORDS_MAX 20 /* of a cell; one with more is a part of the page's layout */
#define CELLS_MAX      32 /* of a row */
#define BETWEEN_CELLS  " | "

uint32_t
body_row_end(const struct body_work *work, uint32_t b)
{
	const struct page *page = work->blocks->page;
	const struct block *all = work->blocks->all;
	uint32_t end = b, cell = 0, cells = 0;
	if (!(all[b].marks & BLOCK_CELL))
		return b + 1;
	uint32_t row = body_above(page, all[b].element, TAG_TR, TAG_TABLE);
	for (uint32_t i = b; i < work->body->to && all[i].element < page->nodes[row].end; i++) {
		if (work->body->reasons[i] != BODY_KEPT)
			continue;
		uint32_t own = body_above(page, all[i].element, TAG_TD, TAG_TH);
		if (own == cell || page->nodes[own].parent != row ||
			all[i].words > CELL_WORDS_MAX || ++cells > CELLS_MAX)
			return b + 1;
		cell = own;
		end = i + 1;
	}
	return end > b ? end : b + 1;
}

const char *
body_row_text(const struct body_work *work, uint32_t b, uint32_t end)
{
	const struct block *all = work->blocks->all;
	struct buffer line;
	buffer_init(&line, ARTICLE_LINE_MAX_BYTES);
	for (uint32_t i = b; i < end; i++) {
		struct slice text = block_text(work->blocks, &all[i]);
		if (work->body->reasons[i] != BODY_KEPT)
			continue;
		if (i > b)
			buffer_add_string(&line, BETWEEN_CELLS);
		buffer_add(&line, text.data, text.length);
	}
	const char *text = arena_strdup(work->arena, line.data);
	buffer_release(&line);
	return text;
}
