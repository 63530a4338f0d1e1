/*
 * Broken markup against an independent parser: each text of tests/html/shapes.txt stands in the
 * blocks it should.
 */
#include "html/page.h"

#include <check.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/text.h"

#define SHAPES         "tests/html/shapes.txt"
#define SHAPE_MAX      100000 /* bytes of a snippet's shape */
#define SNIPPETS_LEAST 150

/* A snippet's line, "\n", "\t", "\0" and "\\" unescaped, in place; gives its length. */
static size_t
unescape(char *line)
{
	size_t used = 0;
	for (size_t at = 0; line[at] != '\0'; at++) {
		char c = line[at];
		if (c == '\\') {
			c = line[++at];
			c = c == 'n' ? '\n' : c == 't' ? '\t' : c == '0' ? '\0' : c;
		}
		line[used++] = c;
	}
	return used;
}

static bool
is_counted(const struct node *node)
{
	return tag_is_block(node->tag) && node->tag != TAG_HTML && node->tag != TAG_BODY;
}

static void
add_chain(const struct page *page, uint32_t node, struct buffer *out)
{
	uint32_t chain[PAGE_DEPTH_MAX + 1], count = 0;
	for (uint32_t n = node; n != 0; n = page->nodes[n].parent) {
		if (is_counted(&page->nodes[n]))
			chain[count++] = n;
	}
	buffer_add_string(out, "> ");
	while (count-- > 0)
		buffer_addf(
			out, "%s%s", tag_name(page->nodes[chain[count]].tag), count > 0 ? ">" : "");
	buffer_add_string(out, ": ");
}

/* One line for each run of text in the same block, as make-shapes.py writes them. */
static void
add_shape(const struct page *page, struct arena *arena, struct buffer *out)
{
	struct buffer text;
	uint32_t block = 0;
	buffer_init(&text, SHAPE_MAX);
	for (uint32_t n = 1; n <= page->count; n++) {
		uint32_t own = 0;
		if (n < page->count && page->nodes[n].tag != TAG_TEXT)
			continue;
		if (n < page->count)
			own = page->nodes[n].parent;
		while (own != 0 && !is_counted(&page->nodes[own]))
			own = page->nodes[own].parent;
		if (own != block || n == page->count) {
			const char *folded =
				text_fold(arena, (struct slice){ text.data, text.length });
			if (folded[0] != '\0') {
				add_chain(page, block, out);
				buffer_addf(out, "%s\n", folded);
			}
			buffer_clear(&text);
			block = own;
		}
		if (n < page->count)
			page_text(page, n, &text);
	}
	buffer_release(&text);
}

static void
check_snippet(struct arena *arena, char *line, const char *expected)
{
	struct buffer shape;
	char *shown = arena_strdup(arena, line);
	struct page page;
	buffer_init(&shape, SHAPE_MAX);
	page_read(&page, arena, line, unescape(line));
	add_shape(&page, arena, &shape);
	const char *got = shape.data != NULL ? shape.data : "";
	ck_assert_msg(strcmp(got, expected) == 0, "%s\nis\n%sand not\n%s", shown, got, expected);
	buffer_release(&shape);
	arena_reset(arena);
}

START_TEST(text_stands_in_the_blocks_the_standard_puts_it_in)
{
	FILE *file = fopen(SHAPES, "r");
	ck_assert_msg(file != NULL, "run from the root of the tree: %s", SHAPES);
	struct arena *arena = arena_new();
	struct buffer expected;
	char line[4096], snippet[4096] = "";
	int snippets = 0;
	buffer_init(&expected, SHAPE_MAX);
	for (bool more = true; more;) {
		more = fgets(line, sizeof(line), file) != NULL;
		if (more && line[0] == '>') {
			buffer_add_string(&expected, line);
			continue;
		}
		if (snippet[0] != '\0')
			check_snippet(arena, snippet, expected.data != NULL ? expected.data : "");
		buffer_clear(&expected);
		snippet[0] = '\0';
		if (more && line[0] == '|') {
			line[strcspn(line, "\n")] = '\0';
			memcpy(snippet, line + 2, strlen(line + 2) + 1);
			snippets++;
		}
	}
	ck_assert_int_ge(snippets, SNIPPETS_LEAST);
	buffer_release(&expected);
	arena_free(arena);
	fclose(file);
}
END_TEST

Suite *
shapes_suite(void)
{
	Suite *suite = suite_create("shapes");
	TCase *tc = tcase_create("shapes");
	tcase_add_test(tc, text_stands_in_the_blocks_the_standard_puts_it_in);
	suite_add_tcase(suite, tc);
	return suite;
}
