/* The text of a page's nodes, decoded. */
#include "html/page.h"

#include "base/text.h"
#include "html/reference.h"

static void
add_text(const struct page *page, const struct node *node, struct buffer *out)
{
	struct slice text = { page->bytes + node->start, node->length };
	if ((node->flags & NODE_HAS_REFERENCES) != 0)
		reference_decode(text, false, out);
	else
		buffer_add(out, text.data, text.length);
}

/*
 * Adds the text below `node`; with `parted`, a blank where a block begins or ends, and for br.
 * Templates, drawings and what stands for readers without scripts count only where the text of one
 * of these is asked for.
 */
static void
collect(const struct page *page, uint32_t node, bool parted, struct buffer *out)
{
	const unsigned hidden = NODE_UNSEEN | NODE_NOSCRIPT;
	const struct node *nodes = page->nodes;
	unsigned skipped = hidden & ~nodes[node].flags;
	uint32_t last = nodes[node].end, block_end = last;
	if (nodes[node].tag == TAG_TEXT || (nodes[node].flags & NODE_RAW) != 0)
		add_text(page, &nodes[node], out);
	for (uint32_t n = node + 1; n < last; n++) {
		if ((nodes[n].flags & skipped) != 0) {
			n = nodes[n].end - 1;
			continue;
		}
		if (nodes[n].tag == TAG_TEXT) {
			if (parted && n >= block_end)
				buffer_add_char(out, ' ');
			add_text(page, &nodes[n], out);
		} else if (parted && (tag_is_block(nodes[n].tag) || nodes[n].tag == TAG_BR)) {
			buffer_add_char(out, ' ');
			block_end = nodes[n].end;
		}
	}
}

void
page_text(const struct page *page, uint32_t node, struct buffer *out)
{
	collect(page, node, false, out);
}

const char *
page_text_folded(const struct page *page, struct arena *arena, uint32_t node)
{
	struct buffer text;
	/* References grow by a fifth at most, and each node adds two blanks at most. */
	buffer_init(&text, page->length * 2 + (size_t)page->count * 2);
	collect(page, node, true, &text);
	const char *folded = text_fold(arena, (struct slice){ text.data, text.length });
	buffer_release(&text);
	return folded;
}
