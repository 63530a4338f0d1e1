/* The tree construction's dispatcher, and the modes around the body. */
#include "html/tree.h"

#include "html/scan.h"

/*
 * The most nodes that one token makes: itself, implied table parts or body, and each formatting
 * element again.
 */
#define NODES_PER_TOKEN (2 * FORMATS_MAX + 16)

bool
tree_split_space(const struct tree *tree, struct token *token, struct token *space)
{
	const char *bytes = tree->tokenizer.bytes + token->start;
	uint32_t length = 0;
	while (length < token->length && scan_is_space(bytes[length]))
		length++;
	*space = *token;
	space->length = length;
	space->flags = NODE_BLANK;
	token->start += length;
	token->length -= length;
	return length > 0;
}

bool
tree_before_head(struct tree *tree, struct token *token)
{
	struct token space;
	switch (token->kind) {
	case TOKEN_TEXT:
		tree_split_space(tree, token, &space);
		if (token->length == 0)
			return true;
		break;
	case TOKEN_DOCTYPE:
		tree->quirks = tree_is_quirky(
			(struct slice){ tree->tokenizer.bytes + token->start, token->length });
		return true;
	case TOKEN_START:
		if (token->tag == TAG_HTML) {
			tree_merge_attributes(tree, tree->html, token);
			return true;
		}
		if (token->tag == TAG_HEAD)
			tree_merge_attributes(tree, tree->head, token);
		break;
	case TOKEN_CLOSE:
		if (token->tag != TAG_HEAD && token->tag != TAG_BODY && token->tag != TAG_HTML &&
			token->tag != TAG_BR)
			return true;
		break;
	case TOKEN_EOF: break;
	}
	tree_push(tree, tree->head, TAG_HEAD, 0);
	tree->mode = MODE_IN_HEAD;
	return token->kind == TOKEN_START && token->tag == TAG_HEAD;
}

static void
open_template(struct tree *tree, const struct token *token)
{
	tree_open(tree, token, TAG_TEMPLATE);
	tree_push_marker(tree);
	tree->mode = MODE_IN_TEMPLATE;
	tree->template_modes[tree->template_count++] = MODE_IN_TEMPLATE;
}

void
tree_close_template(struct tree *tree)
{
	if (tree->last[TAG_TEMPLATE] == 0)
		return;
	tree_pop_through(tree, TAG_TEMPLATE);
	tree_clear_to_marker(tree);
	tree->template_count--;
	tree_reset_mode(tree);
}

void
tree_start_in_head(struct tree *tree, const struct token *token)
{
	if (token->tag == TAG_TEMPLATE)
		open_template(tree, token);
	else if (tag_is(token->tag, TAG_IS_RAWTEXT | TAG_IS_RCDATA))
		tree_add_raw(tree, token);
	else
		tree_add_void(tree, token, token->tag);
}

bool
tree_in_head(struct tree *tree, struct token *token)
{
	struct token space;
	switch (token->kind) {
	case TOKEN_TEXT:
		tree_split_space(tree, token, &space);
		if (token->length == 0)
			return true;
		break;
	case TOKEN_DOCTYPE: return true;
	case TOKEN_START:
		if (token->tag == TAG_HTML) {
			tree_merge_attributes(tree, tree->html, token);
			return true;
		}
		if (token->tag == TAG_HEAD)
			return true;
		if (tag_is(token->tag, TAG_IS_HEAD)) {
			tree_start_in_head(tree, token);
			return true;
		}
		/* Read as a browser with scripts does, lest an image in it end the head. */
		if (token->tag == TAG_NOSCRIPT) {
			tree_add_raw(tree, token);
			return true;
		}
		break;
	case TOKEN_CLOSE:
		if (token->tag == TAG_TEMPLATE)
			tree_close_template(tree);
		if (token->tag == TAG_HEAD)
			break;
		if (token->tag != TAG_BODY && token->tag != TAG_HTML && token->tag != TAG_BR)
			return true;
		break;
	case TOKEN_EOF: break;
	}
	tree_pop_through(tree, TAG_HEAD);
	tree->mode = MODE_AFTER_HEAD;
	return token->kind == TOKEN_CLOSE && token->tag == TAG_HEAD;
}

bool
tree_after_head(struct tree *tree, struct token *token)
{
	struct token space;
	switch (token->kind) {
	case TOKEN_TEXT:
		tree_split_space(tree, token, &space);
		if (token->length == 0)
			return true;
		break;
	case TOKEN_DOCTYPE: return true;
	case TOKEN_START:
		if (token->tag == TAG_HTML) {
			tree_merge_attributes(tree, tree->html, token);
			return true;
		}
		if (token->tag == TAG_HEAD)
			return true;
		if (tag_is(token->tag, TAG_IS_HEAD)) {
			tree_push(tree, tree->head, TAG_HEAD, 0);
			tree_start_in_head(tree, token);
			uint32_t head = tree_find_open(tree, tree->head);
			if (head > 0)
				tree_remove(tree, head);
			return true;
		}
		break;
	case TOKEN_CLOSE:
		if (token->tag == TAG_TEMPLATE)
			tree_close_template(tree);
		if (token->tag != TAG_BODY && token->tag != TAG_HTML && token->tag != TAG_BR)
			return true;
		break;
	case TOKEN_EOF: break;
	}
	bool is_body = token->kind == TOKEN_START && token->tag == TAG_BODY;
	tree->body = is_body ? tree_open(tree, token, TAG_BODY) : tree_open_implied(tree, TAG_BODY);
	tree->mode = MODE_IN_BODY;
	return is_body;
}

bool
tree_after_body(struct tree *tree, struct token *token)
{
	switch (token->kind) {
	case TOKEN_TEXT:
		if ((token->flags & NODE_BLANK) != 0)
			return tree_in_body(tree, token);
		break;
	case TOKEN_DOCTYPE:
	case TOKEN_EOF: return true;
	case TOKEN_START:
		if (token->tag == TAG_HTML)
			return tree_in_body(tree, token);
		break;
	case TOKEN_CLOSE:
		if (token->tag == TAG_HTML)
			return true;
		break;
	}
	tree->mode = MODE_IN_BODY;
	return false;
}

void
tree_reset_mode(struct tree *tree)
{
	uint32_t index = tree_top(tree)->scopes[SCOPE_MODE];
	uint32_t table = tree->last[TAG_TABLE], template = tree->last[TAG_TEMPLATE];
	switch (tree->stack[index].tag) {
	case TAG_SELECT:
		tree->mode = table > template && table < index ? MODE_IN_SELECT_IN_TABLE
							       : MODE_IN_SELECT;
		break;
	case TAG_TD:
	case TAG_TH: tree->mode = MODE_IN_CELL; break;
	case TAG_TR: tree->mode = MODE_IN_ROW; break;
	case TAG_TBODY:
	case TAG_THEAD:
	case TAG_TFOOT: tree->mode = MODE_IN_TABLE_BODY; break;
	case TAG_CAPTION: tree->mode = MODE_IN_CAPTION; break;
	case TAG_COLGROUP: tree->mode = MODE_IN_COLGROUP; break;
	case TAG_TABLE: tree->mode = MODE_IN_TABLE; break;
	case TAG_TEMPLATE: tree->mode = tree->template_modes[tree->template_count - 1]; break;
	case TAG_HEAD: tree->mode = MODE_IN_HEAD; break;
	case TAG_BODY: tree->mode = MODE_IN_BODY; break;
	default: tree->mode = tree->body == 0 ? MODE_AFTER_HEAD : MODE_IN_BODY; break;
	}
}

bool
tree_name_is(const struct tree *tree, uint32_t start, uint32_t length, struct slice name)
{
	return slice_equals_fold((struct slice){ tree->tokenizer.bytes + start, length }, name);
}

bool
tree_process_html(struct tree *tree, struct token *token)
{
	switch (tree->mode) {
	case MODE_BEFORE_HEAD: return tree_before_head(tree, token);
	case MODE_IN_HEAD: return tree_in_head(tree, token);
	case MODE_AFTER_HEAD: return tree_after_head(tree, token);
	case MODE_IN_BODY: return tree_in_body(tree, token);
	case MODE_IN_TABLE: return tree_in_table(tree, token);
	case MODE_IN_CAPTION: return tree_in_caption(tree, token);
	case MODE_IN_COLGROUP: return tree_in_colgroup(tree, token);
	case MODE_IN_TABLE_BODY: return tree_in_table_body(tree, token);
	case MODE_IN_ROW: return tree_in_row(tree, token);
	case MODE_IN_CELL: return tree_in_cell(tree, token);
	case MODE_IN_SELECT:
	case MODE_IN_SELECT_IN_TABLE: return tree_in_select(tree, token);
	case MODE_IN_TEMPLATE: return tree_in_template(tree, token);
	case MODE_AFTER_BODY: return tree_after_body(tree, token);
	}
	return true;
}

static bool
process(struct tree *tree, struct token *token)
{
	if ((tree_top(tree)->flags & OPEN_FOREIGN) != 0 && tree_is_foreign(tree, token))
		return tree_in_foreign(tree, token);
	if (tree->mode == MODE_IN_BODY)
		return tree_in_body(tree, token);
	return tree_process_html(tree, token);
}

/* The newline right after <pre> and <listing> is none of the text. */
static void
drop_newline(struct tree *tree, struct token *token)
{
	const char *text = tree->tokenizer.bytes + token->start;
	uint32_t drop = text[0] == '\n'                                           ? 1
			: text[0] == '\r' && token->length > 1 && text[1] == '\n' ? 2
										  : 0;
	token->start += drop;
	token->length -= drop;
}

void
tree_build(struct tree *tree)
{
	struct token token;
	tree->quirks = true; /* until a doctype says otherwise */
	tree_add_root(tree);
	do {
		tree->tokenizer.foreign = (tree_top(tree)->flags & OPEN_FOREIGN) != 0;
		if (tree->count >= PAGE_NODES_MAX - NODES_PER_TOKEN)
			tree->tokenizer.at = tree->tokenizer.end;
		token_next(&tree->tokenizer, &token);
		if (tree->skip_newline && token.kind == TOKEN_TEXT)
			drop_newline(tree, &token);
		tree->skip_newline = false;
		if (token.kind == TOKEN_TEXT && token.length == 0)
			continue;
		while (!process(tree, &token))
			continue;
	} while (token.kind != TOKEN_EOF);
	if (tree->body == 0) {
		tree_pop_to(tree, 1);
		tree->body = tree_open_implied(tree, TAG_BODY);
	}
	tree_finish(tree);
}
