/* SVG and MathML inside a page. Source: section 13.2.6.5. */
#include "html/tree.h"

#include <strings.h>

/* How many open foreign elements an end tag is compared with. */
#define FOREIGN_MAX 24

static bool
value_is(const struct tree *tree, const struct attribute *attribute, struct slice value)
{
	return slice_equals_fold((struct slice){ tree->tokenizer.bytes + attribute->value_start,
					 attribute->value_length },
		value);
}

/* annotation-xml whose encoding is HTML holds HTML. */
static bool
holds_html(const struct tree *tree, const struct token *token)
{
	for (uint32_t i = 0; i < token->attribute_count; i++) {
		const struct attribute *a = &tree->tokenizer.attributes[token->attributes + i];
		if (a->name == ATTRIBUTE_ENCODING)
			return value_is(tree, a, SLICE("text/html")) ||
			       value_is(tree, a, SLICE("application/xhtml+xml"));
	}
	return false;
}

static unsigned
open_flags(const struct tree *tree, const struct token *token, bool is_svg)
{
	unsigned flags = OPEN_FOREIGN | (is_svg ? OPEN_SVG : 0);
	switch (token->tag) {
	case TAG_FOREIGNOBJECT:
	case TAG_DESC:
	case TAG_TITLE: return is_svg ? flags | OPEN_HTML_POINT : flags;
	case TAG_MI:
	case TAG_MO:
	case TAG_MN:
	case TAG_MS:
	case TAG_MTEXT: return is_svg ? flags : flags | OPEN_TEXT_POINT;
	case TAG_ANNOTATION_XML:
		if (is_svg)
			return flags;
		return flags | OPEN_ANNOTATION | (holds_html(tree, token) ? OPEN_HTML_POINT : 0);
	default: return flags;
	}
}

void
tree_open_foreign(struct tree *tree, const struct token *token)
{
	const struct open *top = tree_top(tree);
	bool inside = (top->flags & OPEN_FOREIGN) != 0;
	bool is_svg = token->tag == TAG_SVG || (inside && (top->flags & OPEN_SVG) != 0);
	if (token->tag == TAG_MATH && !inside)
		is_svg = false;
	bool is_root = token->tag == TAG_SVG || token->tag == TAG_MATH;
	unsigned flags = open_flags(tree, token, is_svg);
	bool is_note = !is_svg && ((flags & OPEN_ANNOTATION) != 0 ||
					  tree_name_is(tree, token->start, token->length,
						  SLICE("annotation")));
	enum tag tag = is_root ? token->tag : TAG_UNKNOWN;
	uint32_t node = tree_add_void(tree, token, tag);
	tree->nodes[node].flags |= NODE_FOREIGN | (is_svg || is_note ? NODE_UNSEEN : 0);
	if (!token->self_closing)
		tree_push(tree, node, tag, flags);
}

bool
tree_is_foreign(struct tree *tree, const struct token *token)
{
	unsigned flags = tree_top(tree)->flags;
	bool starts = token->kind == TOKEN_START;
	if ((flags & OPEN_TEXT_POINT) != 0 &&
		(token->kind == TOKEN_TEXT ||
			(starts && token->tag != TAG_MGLYPH && token->tag != TAG_MALIGNMARK)))
		return false;
	if ((flags & OPEN_ANNOTATION) != 0 && starts && token->tag == TAG_SVG)
		return false;
	if ((flags & OPEN_HTML_POINT) != 0 && (starts || token->kind == TOKEN_TEXT))
		return false;
	return token->kind != TOKEN_EOF;
}

/* Whether a tag ends all foreign content: those of HTML that no drawing has. */
static bool
breaks_out(const struct tree *tree, const struct token *token)
{
	if (token->kind == TOKEN_CLOSE)
		return token->tag == TAG_BR || token->tag == TAG_P;
	if (token->tag != TAG_FONT)
		return tag_is(token->tag, TAG_BREAKS_OUT);
	for (uint32_t i = 0; i < token->attribute_count; i++) {
		unsigned name = tree->tokenizer.attributes[token->attributes + i].name;
		if (name == ATTRIBUTE_COLOR || name == ATTRIBUTE_FACE || name == ATTRIBUTE_SIZE)
			return true;
	}
	return false;
}

static bool
break_out(struct tree *tree)
{
	const unsigned points = OPEN_TEXT_POINT | OPEN_HTML_POINT;
	while ((tree_top(tree)->flags & OPEN_FOREIGN) != 0 && (tree_top(tree)->flags & points) == 0)
		tree_pop(tree);
	return false;
}

static bool
close_foreign(struct tree *tree, struct token *token)
{
	const struct slice name = { tree->tokenizer.bytes + token->start, token->length };
	uint32_t asked = 0;
	for (uint32_t i = tree->depth - 1; i > 0; i--) {
		const struct node *node = &tree->nodes[tree->stack[i].node];
		if ((tree->stack[i].flags & OPEN_FOREIGN) == 0)
			return tree_process_html(tree, token);
		if (++asked > FOREIGN_MAX)
			return true;
		if (tree_name_is(tree, node->start, node->length, name)) {
			tree_pop_to(tree, i);
			return true;
		}
	}
	return true;
}

bool
tree_in_foreign(struct tree *tree, struct token *token)
{
	switch (token->kind) {
	case TOKEN_TEXT: tree_add_text(tree, token); return true;
	case TOKEN_START:
		if (breaks_out(tree, token))
			return break_out(tree);
		tree_open_foreign(tree, token);
		return true;
	case TOKEN_CLOSE:
		if (breaks_out(tree, token)) {
			break_out(tree);
			return tree_process_html(tree, token);
		}
		return close_foreign(tree, token);
	case TOKEN_DOCTYPE:
	case TOKEN_EOF: break;
	}
	return true;
}
