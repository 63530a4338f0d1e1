/* The mode "in body": where nearly all of a page is read. Source: section 13.2.6.4.7. */
#include "html/tree.h"

#include <strings.h>

/* How many open elements with names of their own an end tag is compared with. */
#define UNKNOWN_MAX 8

void
tree_close_other(struct tree *tree, const struct token *token)
{
	uint32_t special = tree_top(tree)->scopes[SCOPE_SPECIAL];
	uint32_t index = tree->last[token->tag];
	if (token->tag == TAG_UNKNOWN) {
		const char *bytes = tree->tokenizer.bytes;
		for (int asked = 0; index >= special && index > 0;
			index = tree->stack[index].same) {
			const struct node *node = &tree->nodes[tree->stack[index].node];
			if (++asked > UNKNOWN_MAX)
				return;
			if (node->length == token->length &&
				strncasecmp(bytes + node->start, bytes + token->start,
					token->length) == 0)
				break;
		}
	}
	if (index > 0 && index >= special)
		tree_pop_to(tree, index);
}

static void
open_formatting(struct tree *tree, const struct token *token)
{
	if (token->tag == TAG_A) {
		uint32_t listed = tree_find_format(tree, TAG_A);
		if (listed > 0) {
			uint32_t node = tree->formats[listed - 1].node;
			tree_adopt(tree, token, TAG_A);
			tree_forget_format(tree, node);
			uint32_t open = tree_find_open(tree, node);
			if (open > 0)
				tree_remove(tree, open);
		}
	}
	tree_reopen_formats(tree);
	if (token->tag == TAG_NOBR && tree_in_scope(tree, TAG_NOBR, SCOPE_DEFAULT)) {
		tree_adopt(tree, token, TAG_NOBR);
		tree_reopen_formats(tree);
	}
	tree_push_format(tree, tree_open(tree, token, token->tag), token->tag);
}

/* li ends an open li, dd and dt an open dd or dt, if only looser elements lie between. */
static void
open_item(struct tree *tree, const struct token *token)
{
	uint32_t index = tree_top(tree)->scopes[SCOPE_ITEM];
	enum tag tag = tree->stack[index].tag;
	bool ends = token->tag == TAG_LI ? tag == TAG_LI : tag == TAG_DD || tag == TAG_DT;
	if (ends) {
		tree_imply_ends(tree, tag);
		tree_pop_to(tree, index);
	}
	tree_close_p(tree);
	tree_open(tree, token, token->tag);
}

static void
open_form(struct tree *tree, const struct token *token)
{
	bool in_template = tree->last[TAG_TEMPLATE] > 0;
	if (tree->form != 0 && !in_template)
		return;
	tree_close_p(tree);
	uint32_t form = tree_open(tree, token, TAG_FORM);
	if (!in_template)
		tree->form = form;
}

static void
open_select(struct tree *tree, const struct token *token)
{
	tree_reopen_formats(tree);
	tree_open(tree, token, TAG_SELECT);
	switch (tree->mode) {
	case MODE_IN_TABLE:
	case MODE_IN_CAPTION:
	case MODE_IN_TABLE_BODY:
	case MODE_IN_ROW:
	case MODE_IN_CELL: tree->mode = MODE_IN_SELECT_IN_TABLE; break;
	default: tree->mode = MODE_IN_SELECT;
	}
}

/* Text that is no markup but is shown: a text node, references left as they are. */
static void
open_literal(struct tree *tree, const struct token *token)
{
	struct token text;
	tree_close_p(tree);
	tree_reopen_formats(tree);
	tree_open(tree, token, token->tag);
	if (token->tag == TAG_XMP)
		token_raw(&tree->tokenizer, token, &text);
	else
		token_rest(&tree->tokenizer, &text);
	text.flags &= (uint16_t)~NODE_HAS_REFERENCES;
	tree_add_text(tree, &text);
	if (token->tag == TAG_XMP)
		tree_pop(tree);
}

static void
open_ruby_part(struct tree *tree, const struct token *token)
{
	bool is_base = token->tag == TAG_RB || token->tag == TAG_RTC;
	if (tree_in_scope(tree, TAG_RUBY, SCOPE_DEFAULT))
		tree_imply_ends(tree, is_base ? TAG_UNKNOWN : TAG_RTC);
	tree_open(tree, token, token->tag);
}

static void
open_table(struct tree *tree, const struct token *token)
{
	if (!tree->quirks)
		tree_close_p(tree);
	tree_open(tree, token, TAG_TABLE);
	tree->mode = MODE_IN_TABLE;
}

static void
open_button(struct tree *tree, const struct token *token)
{
	if (tree_in_scope(tree, TAG_BUTTON, SCOPE_DEFAULT)) {
		tree_imply_ends(tree, TAG_UNKNOWN);
		tree_pop_through(tree, TAG_BUTTON);
	}
	tree_reopen_formats(tree);
	tree_open(tree, token, TAG_BUTTON);
}

/* Elements that end an open p, headings and pre among them. */
static void
open_block(struct tree *tree, const struct token *token)
{
	tree_close_p(tree);
	if (tag_is(token->tag, TAG_IS_HEADING) && tag_is(tree_top(tree)->tag, TAG_IS_HEADING))
		tree_pop(tree);
	if (tag_is(token->tag, TAG_IS_VOID))
		tree_add_void(tree, token, token->tag);
	else
		tree_open(tree, token, token->tag);
	tree->skip_newline = token->tag == TAG_PRE || token->tag == TAG_LISTING;
}

static void
open_inline(struct tree *tree, const struct token *token)
{
	enum tag tag = token->tag == TAG_IMAGE ? TAG_IMG : token->tag;
	if ((tag == TAG_OPTION || tag == TAG_OPTGROUP) && tree_top(tree)->tag == TAG_OPTION)
		tree_pop(tree);
	tree_reopen_formats(tree);
	if (tag_is(tag, TAG_IS_VOID))
		tree_add_void(tree, token, tag);
	else
		tree_open(tree, token, tag);
	if (tag == TAG_APPLET || tag == TAG_MARQUEE || tag == TAG_OBJECT)
		tree_push_marker(tree);
}

static void
open_body_again(struct tree *tree, const struct token *token)
{
	if (tree->body != 0 && tree->last[TAG_TEMPLATE] == 0)
		tree_merge_attributes(tree, tree->body, token);
}

static void
start(struct tree *tree, const struct token *token)
{
	switch (token->tag) {
	case TAG_HTML: tree_merge_attributes(tree, tree->html, token); return;
	case TAG_BODY: open_body_again(tree, token); return;
	case TAG_LI:
	case TAG_DD:
	case TAG_DT: open_item(tree, token); return;
	case TAG_FORM: open_form(tree, token); return;
	case TAG_XMP:
	case TAG_PLAINTEXT: open_literal(tree, token); return;
	case TAG_BUTTON: open_button(tree, token); return;
	case TAG_TABLE: open_table(tree, token); return;
	case TAG_TEXTAREA:
	case TAG_IFRAME:
	case TAG_NOEMBED: tree_add_raw(tree, token); return;
	case TAG_SELECT: open_select(tree, token); return;
	case TAG_RB:
	case TAG_RTC:
	case TAG_RP:
	case TAG_RT: open_ruby_part(tree, token); return;
	case TAG_PARAM:
	case TAG_SOURCE:
	case TAG_TRACK: tree_add_void(tree, token, token->tag); return;
	case TAG_SVG:
	case TAG_MATH:
		tree_reopen_formats(tree);
		tree_open_foreign(tree, token);
		return;
	case TAG_FRAMESET:
	case TAG_CAPTION:
	case TAG_COL:
	case TAG_COLGROUP:
	case TAG_FRAME:
	case TAG_HEAD:
	case TAG_TBODY:
	case TAG_TD:
	case TAG_TFOOT:
	case TAG_TH:
	case TAG_THEAD:
	case TAG_TR: return;
	default: break;
	}
	if (tag_is(token->tag, TAG_IS_HEAD))
		tree_start_in_head(tree, token);
	else if (tag_is(token->tag, TAG_CLOSES_P))
		open_block(tree, token);
	else if (tag_is(token->tag, TAG_IS_FORMATTING))
		open_formatting(tree, token);
	else
		open_inline(tree, token);
}

static void
close_form(struct tree *tree)
{
	if (tree->last[TAG_TEMPLATE] > 0) {
		if (tree_in_scope(tree, TAG_FORM, SCOPE_DEFAULT)) {
			tree_imply_ends(tree, TAG_UNKNOWN);
			tree_pop_through(tree, TAG_FORM);
		}
		return;
	}
	uint32_t open = tree->form != 0 ? tree_find_open(tree, tree->form) : 0;
	tree->form = 0;
	if (open == 0 || open < tree_top(tree)->scopes[SCOPE_DEFAULT])
		return;
	tree_imply_ends(tree, TAG_UNKNOWN);
	open = tree->last[TAG_FORM];
	tree_remove(tree, open);
}

static void
close_heading(struct tree *tree)
{
	uint32_t found = 0;
	for (unsigned tag = TAG_H1; tag <= TAG_H6; tag++) {
		if (tree->last[tag] > found && tree_in_scope(tree, tag, SCOPE_DEFAULT))
			found = tree->last[tag];
	}
	if (found > 0)
		tree_pop_to(tree, found);
}

static void
close_in_scope(struct tree *tree, const struct token *token, enum scope scope)
{
	if (tree_in_scope(tree, token->tag, scope))
		tree_pop_through(tree, token->tag);
}

/* False where the token is to be processed again. */
static bool
close(struct tree *tree, const struct token *token)
{
	switch (token->tag) {
	case TAG_BODY:
	case TAG_HTML:
		if (!tree_in_scope(tree, TAG_BODY, SCOPE_DEFAULT))
			return true;
		tree->mode = MODE_AFTER_BODY;
		return token->tag == TAG_BODY;
	case TAG_TEMPLATE: tree_close_template(tree); return true;
	case TAG_FORM: close_form(tree); return true;
	case TAG_P:
		if (!tree_in_scope(tree, TAG_P, SCOPE_BUTTON))
			tree_open_implied(tree, TAG_P);
		tree_close_p(tree);
		return true;
	case TAG_LI: close_in_scope(tree, token, SCOPE_LIST); return true;
	case TAG_DD:
	case TAG_DT:
	case TAG_BUTTON: close_in_scope(tree, token, SCOPE_DEFAULT); return true;
	case TAG_APPLET:
	case TAG_MARQUEE:
	case TAG_OBJECT:
		if (tree_in_scope(tree, token->tag, SCOPE_DEFAULT)) {
			tree_pop_through(tree, token->tag);
			tree_clear_to_marker(tree);
		}
		return true;
	case TAG_BR:
		tree_reopen_formats(tree);
		tree_add_void(tree, &(struct token){ .kind = TOKEN_START }, TAG_BR);
		return true;
	default: break;
	}
	if (tag_is(token->tag, TAG_IS_HEADING))
		close_heading(tree);
	else if (tag_is(token->tag, TAG_IS_FORMATTING))
		tree_adopt(tree, token, token->tag);
	else if (tag_is(token->tag, TAG_CLOSES_P) && token->tag != TAG_TABLE)
		close_in_scope(tree, token, SCOPE_DEFAULT);
	else
		tree_close_other(tree, token);
	return true;
}

bool
tree_in_body(struct tree *tree, struct token *token)
{
	switch (token->kind) {
	case TOKEN_TEXT:
		tree_reopen_formats(tree);
		tree_add_text(tree, token);
		return true;
	case TOKEN_START: start(tree, token); return true;
	case TOKEN_CLOSE: return close(tree, token);
	case TOKEN_EOF: return tree->template_count > 0 ? tree_in_template(tree, token) : true;
	case TOKEN_DOCTYPE: break;
	}
	return true;
}
