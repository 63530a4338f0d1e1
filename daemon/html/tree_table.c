/* The modes inside tables, select and template. Source: sections 13.2.6.4.9 to 13.2.6.4.18. */
#include "html/tree.h"

#include "html/scan.h"

static bool
is_row_group(unsigned tag)
{
	return tag == TAG_TBODY || tag == TAG_THEAD || tag == TAG_TFOOT;
}

static bool
is_cell(unsigned tag)
{
	return tag == TAG_TD || tag == TAG_TH;
}

/* caption, col, colgroup, row groups, rows and cells. */
static bool
is_part(unsigned tag)
{
	return is_row_group(tag) || is_cell(tag) || tag == TAG_TR || tag == TAG_CAPTION ||
	       tag == TAG_COL || tag == TAG_COLGROUP;
}

/* Pops up to an element of these; html and template always are among them. */
static void
clear_to(struct tree *tree, bool (*is_context)(unsigned))
{
	while (tree->depth > 1 && !is_context(tree_top(tree)->tag) &&
		tree_top(tree)->tag != TAG_TEMPLATE)
		tree_pop(tree);
}

static bool
is_table(unsigned tag)
{
	return tag == TAG_TABLE;
}

static bool
is_row(unsigned tag)
{
	return tag == TAG_TR;
}

/* "Anything else": what does not belong into a table is put before it. */
static bool
foster(struct tree *tree, struct token *token)
{
	tree->fostering = true;
	bool done = tree_in_body(tree, token);
	tree->fostering = false;
	return done;
}

static void
open_implied(struct tree *tree, enum tag tag, enum insertion_mode mode)
{
	tree_open_implied(tree, tag);
	tree->mode = mode;
}

static bool
start_in_table(struct tree *tree, struct token *token)
{
	switch (token->tag) {
	case TAG_CAPTION:
		clear_to(tree, is_table);
		tree_push_marker(tree);
		tree_open(tree, token, TAG_CAPTION);
		tree->mode = MODE_IN_CAPTION;
		return true;
	case TAG_COLGROUP:
		clear_to(tree, is_table);
		tree_open(tree, token, TAG_COLGROUP);
		tree->mode = MODE_IN_COLGROUP;
		return true;
	case TAG_COL:
		clear_to(tree, is_table);
		open_implied(tree, TAG_COLGROUP, MODE_IN_COLGROUP);
		return false;
	case TAG_TBODY:
	case TAG_TFOOT:
	case TAG_THEAD:
		clear_to(tree, is_table);
		tree_open(tree, token, token->tag);
		tree->mode = MODE_IN_TABLE_BODY;
		return true;
	case TAG_TD:
	case TAG_TH:
	case TAG_TR:
		clear_to(tree, is_table);
		open_implied(tree, TAG_TBODY, MODE_IN_TABLE_BODY);
		return false;
	case TAG_TABLE:
		if (!tree_in_scope(tree, TAG_TABLE, SCOPE_TABLE))
			return true;
		tree_pop_through(tree, TAG_TABLE);
		tree_reset_mode(tree);
		return false;
	case TAG_STYLE:
	case TAG_SCRIPT:
	case TAG_TEMPLATE: tree_start_in_head(tree, token); return true;
	case TAG_FORM:
		if (tree->form == 0 && tree->last[TAG_TEMPLATE] == 0)
			tree->form = tree_add_void(tree, token, TAG_FORM);
		return true;
	default: return foster(tree, token);
	}
}

/* A hidden input may stay in the table; it is nothing to see either way. */
bool
tree_in_table(struct tree *tree, struct token *token)
{
	switch (token->kind) {
	case TOKEN_TEXT:
		if ((token->flags & NODE_BLANK) != 0) {
			tree_add_text(tree, token);
			return true;
		}
		return foster(tree, token);
	case TOKEN_START: return start_in_table(tree, token);
	case TOKEN_CLOSE:
		if (token->tag == TAG_TABLE) {
			if (tree_in_scope(tree, TAG_TABLE, SCOPE_TABLE)) {
				tree_pop_through(tree, TAG_TABLE);
				tree_reset_mode(tree);
			}
			return true;
		}
		if (is_part(token->tag) || token->tag == TAG_BODY || token->tag == TAG_HTML)
			return true;
		if (token->tag == TAG_TEMPLATE) {
			tree_close_template(tree);
			return true;
		}
		return foster(tree, token);
	case TOKEN_EOF: return tree_in_body(tree, token);
	case TOKEN_DOCTYPE: break;
	}
	return true;
}

static bool
close_caption(struct tree *tree)
{
	if (!tree_in_scope(tree, TAG_CAPTION, SCOPE_TABLE))
		return false;
	tree_pop_through(tree, TAG_CAPTION);
	tree_clear_to_marker(tree);
	tree->mode = MODE_IN_TABLE;
	return true;
}

bool
tree_in_caption(struct tree *tree, struct token *token)
{
	bool starts = token->kind == TOKEN_START, closes = token->kind == TOKEN_CLOSE;
	if (closes && token->tag == TAG_CAPTION) {
		close_caption(tree);
		return true;
	}
	if ((starts && is_part(token->tag)) || (closes && token->tag == TAG_TABLE))
		return !close_caption(tree);
	if (closes && (is_part(token->tag) || token->tag == TAG_BODY || token->tag == TAG_HTML))
		return true;
	return tree_in_body(tree, token);
}

bool
tree_in_colgroup(struct tree *tree, struct token *token)
{
	bool starts = token->kind == TOKEN_START, closes = token->kind == TOKEN_CLOSE;
	if (token->kind == TOKEN_DOCTYPE)
		return true;
	struct token space;
	if (token->kind == TOKEN_TEXT && tree_split_space(tree, token, &space)) {
		tree_add_text(tree, &space);
		if (token->length == 0)
			return true;
	}
	if (token->kind == TOKEN_EOF)
		return tree_in_body(tree, token);
	if (starts && token->tag == TAG_COL) {
		tree_add_void(tree, token, TAG_COL);
		return true;
	}
	if (closes && token->tag == TAG_COL)
		return true;
	if (token->tag == TAG_TEMPLATE || (starts && token->tag == TAG_HTML))
		return closes ? (tree_close_template(tree), true) : tree_in_body(tree, token);
	if (tree_top(tree)->tag != TAG_COLGROUP)
		return true;
	tree_pop(tree);
	tree->mode = MODE_IN_TABLE;
	return closes && token->tag == TAG_COLGROUP;
}

/* Ends the row group that is open. False where none is. */
static bool
close_row_group(struct tree *tree)
{
	if (!tree_in_scope(tree, TAG_TBODY, SCOPE_TABLE) &&
		!tree_in_scope(tree, TAG_THEAD, SCOPE_TABLE) &&
		!tree_in_scope(tree, TAG_TFOOT, SCOPE_TABLE))
		return false;
	clear_to(tree, is_row_group);
	tree_pop(tree);
	tree->mode = MODE_IN_TABLE;
	return true;
}

bool
tree_in_table_body(struct tree *tree, struct token *token)
{
	if (token->kind == TOKEN_START) {
		if (token->tag == TAG_TR) {
			clear_to(tree, is_row_group);
			tree_open(tree, token, TAG_TR);
			tree->mode = MODE_IN_ROW;
			return true;
		}
		if (is_cell(token->tag)) {
			clear_to(tree, is_row_group);
			open_implied(tree, TAG_TR, MODE_IN_ROW);
			return false;
		}
		if (is_part(token->tag))
			return !close_row_group(tree);
	} else if (token->kind == TOKEN_CLOSE) {
		if (is_row_group(token->tag)) {
			if (tree_in_scope(tree, token->tag, SCOPE_TABLE))
				close_row_group(tree);
			return true;
		}
		if (token->tag == TAG_TABLE)
			return !close_row_group(tree);
		if (is_part(token->tag) || token->tag == TAG_BODY || token->tag == TAG_HTML)
			return true;
	}
	return tree_in_table(tree, token);
}

/* Ends the row that is open. False where none is. */
static bool
close_row(struct tree *tree)
{
	if (!tree_in_scope(tree, TAG_TR, SCOPE_TABLE))
		return false;
	clear_to(tree, is_row);
	tree_pop(tree);
	tree->mode = MODE_IN_TABLE_BODY;
	return true;
}

bool
tree_in_row(struct tree *tree, struct token *token)
{
	if (token->kind == TOKEN_START) {
		if (is_cell(token->tag)) {
			clear_to(tree, is_row);
			tree_open(tree, token, token->tag);
			tree->mode = MODE_IN_CELL;
			tree_push_marker(tree);
			return true;
		}
		if (is_part(token->tag))
			return !close_row(tree);
	} else if (token->kind == TOKEN_CLOSE) {
		if (token->tag == TAG_TR) {
			close_row(tree);
			return true;
		}
		if (token->tag == TAG_TABLE)
			return !close_row(tree);
		if (is_row_group(token->tag))
			return !tree_in_scope(tree, token->tag, SCOPE_TABLE) || !close_row(tree);
		if (is_part(token->tag) || token->tag == TAG_BODY || token->tag == TAG_HTML)
			return true;
	}
	return tree_in_table(tree, token);
}

/* Ends the cell that is open. False where none is. */
static bool
close_cell(struct tree *tree)
{
	enum tag tag = tree->last[TAG_TD] > tree->last[TAG_TH] ? TAG_TD : TAG_TH;
	if (!tree_in_scope(tree, tag, SCOPE_TABLE))
		return false;
	tree_pop_through(tree, tag);
	tree_clear_to_marker(tree);
	tree->mode = MODE_IN_ROW;
	return true;
}

bool
tree_in_cell(struct tree *tree, struct token *token)
{
	if (token->kind == TOKEN_START && is_part(token->tag))
		return !close_cell(tree);
	if (token->kind == TOKEN_CLOSE) {
		if (is_cell(token->tag)) {
			if (tree_in_scope(tree, token->tag, SCOPE_TABLE)) {
				tree_pop_through(tree, token->tag);
				tree_clear_to_marker(tree);
				tree->mode = MODE_IN_ROW;
			}
			return true;
		}
		if (token->tag == TAG_TABLE || token->tag == TAG_TR || is_row_group(token->tag))
			return !tree_in_scope(tree, token->tag, SCOPE_TABLE) || !close_cell(tree);
		if (is_part(token->tag) || token->tag == TAG_BODY || token->tag == TAG_HTML)
			return true;
	}
	return tree_in_body(tree, token);
}

/* select's scope: nothing but option and optgroup may lie above it. */
static bool
close_select(struct tree *tree)
{
	if (tree->last[TAG_SELECT] == 0)
		return false;
	tree_pop_through(tree, TAG_SELECT);
	tree_reset_mode(tree);
	return true;
}

static bool
start_in_select(struct tree *tree, struct token *token)
{
	unsigned top = tree_top(tree)->tag;
	switch (token->tag) {
	case TAG_HTML: return tree_in_body(tree, token);
	case TAG_OPTGROUP:
	case TAG_OPTION:
	case TAG_HR:
		if (top == TAG_OPTION)
			tree_pop(tree);
		if (token->tag != TAG_OPTION && tree_top(tree)->tag == TAG_OPTGROUP)
			tree_pop(tree);
		if (token->tag == TAG_HR)
			tree_add_void(tree, token, TAG_HR);
		else
			tree_open(tree, token, token->tag);
		return true;
	case TAG_SELECT: close_select(tree); return true;
	case TAG_INPUT:
	case TAG_KEYGEN:
	case TAG_TEXTAREA: return !close_select(tree);
	case TAG_SCRIPT:
	case TAG_TEMPLATE: tree_start_in_head(tree, token); return true;
	default: return true;
	}
}

static void
close_in_select(struct tree *tree, const struct token *token)
{
	switch (token->tag) {
	case TAG_OPTGROUP:
		if (tree_top(tree)->tag == TAG_OPTION && tree->depth > 2 &&
			tree_top(tree)[-1].tag == TAG_OPTGROUP)
			tree_pop(tree);
		if (tree_top(tree)->tag == TAG_OPTGROUP)
			tree_pop(tree);
		break;
	case TAG_OPTION:
		if (tree_top(tree)->tag == TAG_OPTION)
			tree_pop(tree);
		break;
	case TAG_SELECT: close_select(tree); break;
	case TAG_TEMPLATE: tree_close_template(tree); break;
	default: break;
	}
}

bool
tree_in_select(struct tree *tree, struct token *token)
{
	bool is_table_tag = is_part(token->tag) || token->tag == TAG_TABLE;
	if (token->tag == TAG_COL || token->tag == TAG_COLGROUP)
		is_table_tag = false;
	if (tree->mode == MODE_IN_SELECT_IN_TABLE && is_table_tag) {
		if (token->kind == TOKEN_CLOSE && !tree_in_scope(tree, token->tag, SCOPE_TABLE))
			return true;
		return !close_select(tree);
	}
	switch (token->kind) {
	case TOKEN_TEXT: tree_add_text(tree, token); return true;
	case TOKEN_START: return start_in_select(tree, token);
	case TOKEN_CLOSE: close_in_select(tree, token); return true;
	case TOKEN_EOF: return tree_in_body(tree, token);
	case TOKEN_DOCTYPE: break;
	}
	return true;
}

static enum insertion_mode
template_mode(enum tag tag)
{
	switch (tag) {
	case TAG_CAPTION:
	case TAG_COLGROUP:
	case TAG_TBODY:
	case TAG_TFOOT:
	case TAG_THEAD: return MODE_IN_TABLE;
	case TAG_COL: return MODE_IN_COLGROUP;
	case TAG_TR: return MODE_IN_TABLE_BODY;
	case TAG_TD:
	case TAG_TH: return MODE_IN_ROW;
	default: return MODE_IN_BODY;
	}
}

bool
tree_in_template(struct tree *tree, struct token *token)
{
	switch (token->kind) {
	case TOKEN_TEXT: return tree_in_body(tree, token);
	case TOKEN_START:
		if (tag_is(token->tag, TAG_IS_HEAD)) {
			tree_start_in_head(tree, token);
			return true;
		}
		tree->mode = template_mode(token->tag);
		tree->template_modes[tree->template_count - 1] = tree->mode;
		return false;
	case TOKEN_CLOSE:
		if (token->tag == TAG_TEMPLATE)
			tree_close_template(tree);
		return true;
	case TOKEN_EOF:
		if (tree->last[TAG_TEMPLATE] == 0)
			return true;
		tree_close_template(tree);
		return false;
	case TOKEN_DOCTYPE: break;
	}
	return true;
}
