/*
 * Fuzz target: a page in any charset into the flat DOM, which must be a tree in order; its text;
 * selectors over it.
 */
#include "html/page.h"

#include <stdint.h>

#include "html/charset.h"
#include "html/select.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static const char *const selectors[] = {
	"div > p:first-child, h1 ~ p",
	"ul li:nth-child(2n+1):not(.a, [href*='x' i])",
	"a[href^=h] + *, table td:last-of-type, x-y *",
};

static void
check(const struct page *page)
{
	for (uint32_t n = 1; n < page->count; n++) {
		const struct node *node = &page->nodes[n], *parent = &page->nodes[node->parent];
		if (node->parent >= n || node->end <= n || node->end > parent->end ||
			node->depth != parent->depth + 1 || node->depth > PAGE_DEPTH_MAX + 1 ||
			(size_t)node->start + node->length > page->length)
			__builtin_trap();
	}
	if (page->nodes[page->head].tag != TAG_HEAD || page->nodes[page->body].tag != TAG_BODY)
		__builtin_trap();
}

/* The bytes as a selector, too: most are none. */
static void
select_all(struct arena *arena, const struct page *page, const char *text)
{
	const struct selector *selector = selector_read(arena, text, NULL);
	for (uint32_t n = 0; selector != NULL && (n = selector_next(selector, page, 0, n)) != 0;)
		page_attribute(page, arena, n, ATTRIBUTE_HREF);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
	static struct arena *arena;
	if (arena == NULL)
		arena = arena_new();
	struct page page;
	struct slice html =
		charset_html(arena, (struct slice){ (const char *)bytes, length }, NULL, NULL);
	page_read(&page, arena, html.data, html.length);
	check(&page);
	page_text_folded(&page, arena, 0);
	for (size_t i = 0; i < sizeof(selectors) / sizeof(selectors[0]); i++)
		select_all(arena, &page, selectors[i]);
	select_all(arena, &page, arena_strndup(arena, (const char *)bytes, length));
	arena_reset(arena);
	return 0;
}
