/*
 * tree.h - the tree construction: tokens to nodes.
 *
 * For html/ only. The stack of open elements answers "is such an element open in that scope" at
 * once, without a walk: each entry knows the next below of its own tag, and where each kind of
 * scope begins. Source: html.spec.whatwg.org, section 13.2.6. Left out: framesets, scripting,
 * document.write.
 */
#ifndef NEWSWIRED_HTML_TREE_H
#define NEWSWIRED_HTML_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "html/page.h"
#include "html/tag.h"
#include "html/token.h"

enum insertion_mode {
	MODE_BEFORE_HEAD, /* and all before it */
	MODE_IN_HEAD,
	MODE_AFTER_HEAD,
	MODE_IN_BODY,
	MODE_IN_TABLE,
	MODE_IN_CAPTION,
	MODE_IN_COLGROUP,
	MODE_IN_TABLE_BODY,
	MODE_IN_ROW,
	MODE_IN_CELL,
	MODE_IN_SELECT,
	MODE_IN_SELECT_IN_TABLE,
	MODE_IN_TEMPLATE,
	MODE_AFTER_BODY, /* and all after it */
};

/* Which elements end a search down the stack, by section 13.2.4.2. */
enum scope {
	SCOPE_DEFAULT,
	SCOPE_LIST,    /* and ol, ul */
	SCOPE_BUTTON,  /* and button */
	SCOPE_TABLE,   /* html, table, template only */
	SCOPE_SPECIAL, /* all special ones */
	SCOPE_ITEM,    /* all special ones but address, div, p */
	SCOPE_MODE,    /* ours: the elements that tell the insertion mode */
	SCOPE_COUNT,
	SCOPE_ROOM = 8 /* sixteen bytes, copied at once */
};

enum open_flag {
	OPEN_FOREIGN = 1,    /* an element of SVG or MathML */
	OPEN_TEXT_POINT = 2, /* a MathML text integration point */
	OPEN_HTML_POINT = 4, /* an HTML integration point */
	OPEN_ANNOTATION = 8, /* MathML's annotation-xml */
	OPEN_SVG = 16,       /* foreign: of SVG, else of MathML */
};

struct open {
	uint32_t node;
	uint16_t tag;   /* TAG_UNKNOWN where foreign, but for svg and math */
	uint16_t flags; /* enum open_flag */
	uint16_t same;  /* index of the next below with the same tag; 0 where none */
	/* By kind of search, the index of the nearest that ends it, this one included. */
	uint16_t scopes[SCOPE_ROOM];
};

/* The list of active formatting elements is bounded: the oldest is forgotten where it is full. */
#define FORMATS_MAX 24

struct format {
	uint32_t node; /* 0: a marker, which cell, caption, template, object set */
	uint16_t tag;
};

struct link {
	uint32_t previous, next; /* siblings; 0 where none */
	uint32_t first, last;    /* children */
};

struct tree {
	struct page *page;
	struct arena *arena;
	struct tokenizer tokenizer;
	struct node *nodes;
	size_t count, capacity;
	/*
	 * Siblings and children of each node, once one was put elsewhere than at the end of the
	 * page; NULL before.
	 */
	struct link *links;
	size_t link_capacity;
	struct open stack[PAGE_DEPTH_MAX];
	uint32_t depth;           /* of the stack; its first entry is html */
	uint16_t last[TAG_COUNT]; /* index of the topmost open element of a tag; 0 where none */
	uint8_t ends[TAG_COUNT];  /* the kinds of search that a tag ends; for tree_stack.c */
	struct format formats[FORMATS_MAX];
	uint32_t format_count;
	size_t clones; /* formatting elements reopened so far */
	enum insertion_mode mode, original_mode;
	enum insertion_mode template_modes[PAGE_DEPTH_MAX];
	uint32_t template_count;
	uint32_t html, head, body, form; /* nodes; 0 where not yet there */
	bool quirks;                     /* by the doctype: a table may stand in a p */
	bool fostering;                  /* what would stand in a table is put before it */
	bool skip_newline;               /* the one after <pre> */
	uint16_t latest;                 /* tag of what was opened, closed or added last */
};

/* Reads the tokenizer to its end. */
void tree_build(struct tree *tree);

/* --- the stack: tree_stack.c --- */

static inline struct open *
tree_top(struct tree *tree)
{
	return &tree->stack[tree->depth - 1];
}

void tree_push(struct tree *tree, uint32_t node, enum tag tag, unsigned flags);
void tree_pop(struct tree *tree);

/* Pops the entry at `index` and all above it. */
void tree_pop_to(struct tree *tree, uint32_t index);

/* Takes out or puts in an entry amid the stack. */
void tree_remove(struct tree *tree, uint32_t index);
void tree_insert(struct tree *tree, uint32_t index, uint32_t node, enum tag tag);

/*
 * The index of a node's entry; 0 where it is not open (html, the first entry, is not asked for).
 * Until the tree is finished, a node's `end` holds it.
 */
static inline uint32_t
tree_find_open(const struct tree *tree, uint32_t node)
{
	return tree->nodes[node].end;
}

/* Whether an element of that tag is open inside the innermost scope of that kind. */
bool tree_in_scope(const struct tree *tree, enum tag tag, enum scope scope);

/* Pops up to and with the topmost element of that tag, which is open. */
void tree_pop_through(struct tree *tree, enum tag tag);

/* Pops elements whose end tags may be left out, but for `except`. */
void tree_imply_ends(struct tree *tree, enum tag except);

/* Ends the p in button scope, if there is one. */
void tree_close_p(struct tree *tree);

/* --- nodes: tree_node.c --- */

/* The first three nodes: the document, html (which is open from then on) and head. */
void tree_add_root(struct tree *tree);

/* A new node, at the standard's "appropriate place" for it. */
uint32_t tree_add(struct tree *tree, const struct node *node);
void tree_add_text(struct tree *tree, const struct token *token);

/* An element for a start tag, pushed onto the stack. */
uint32_t tree_open(struct tree *tree, const struct token *token, enum tag tag);

/* The same, not pushed: for elements without content. */
uint32_t tree_add_void(struct tree *tree, const struct token *token, enum tag tag);

/* An element that no tag stands for in the page. */
uint32_t tree_open_implied(struct tree *tree, enum tag tag);

/* An element whose content is no markup, as a leaf with that content. */
void tree_add_raw(struct tree *tree, const struct token *token);

/* A second html or body tag: its attributes, if the first one had none. */
void tree_merge_attributes(struct tree *tree, uint32_t node, const struct token *token);

/* Keeps links from here on; see struct tree. */
void tree_link(struct tree *tree);

/* Takes `node` out of its parent and puts it at the end of `parent`, or before `before` in it. */
void tree_move(struct tree *tree, uint32_t node, uint32_t parent, uint32_t before);

void tree_move_children(struct tree *tree, uint32_t from, uint32_t to);

/*
 * A copy of an element without its children, which stands nowhere until it is moved. Keeps links
 * from here on.
 */
uint32_t tree_clone(struct tree *tree, uint32_t node);

/*
 * The node to insert into instead of `target`, and before which child (0: at the end), fostering
 * included.
 */
uint32_t tree_place(struct tree *tree, uint32_t target, uint32_t *before);

/*
 * Puts all nodes into document order, if they are not, and sets `end`, `depth` and inherited flags.
 */
void tree_finish(struct tree *tree);

/* --- formatting elements: tree_format.c --- */

void tree_push_format(struct tree *tree, uint32_t node, enum tag tag);
void tree_push_marker(struct tree *tree);
void tree_clear_to_marker(struct tree *tree);

/* Reopens the formatting elements that a block's end closed, if the last one is not open. */
void tree_reopen_closed(struct tree *tree);

static inline void
tree_reopen_formats(struct tree *tree)
{
	if (tree->format_count == 0)
		return;
	uint32_t last = tree->formats[tree->format_count - 1].node;
	if (last != 0 && tree_find_open(tree, last) == 0)
		tree_reopen_closed(tree);
}

/* The list's index + 1 of the last entry of that tag after the last marker; 0 where none. */
uint32_t tree_find_format(const struct tree *tree, enum tag tag);
void tree_forget_format(struct tree *tree, uint32_t node);

/* The adoption agency algorithm for an end tag. */
void tree_adopt(struct tree *tree, const struct token *token, enum tag tag);

/*
 * --- insertion modes: each gives false where the token is to be processed again, in a mode it has
 * set ---
 */

bool tree_before_head(struct tree *tree, struct token *token);
bool tree_in_head(struct tree *tree, struct token *token);
bool tree_after_head(struct tree *tree, struct token *token);
bool tree_in_body(struct tree *tree, struct token *token);
bool tree_in_table(struct tree *tree, struct token *token);
bool tree_in_caption(struct tree *tree, struct token *token);
bool tree_in_colgroup(struct tree *tree, struct token *token);
bool tree_in_table_body(struct tree *tree, struct token *token);
bool tree_in_row(struct tree *tree, struct token *token);
bool tree_in_cell(struct tree *tree, struct token *token);
bool tree_in_select(struct tree *tree, struct token *token);
bool tree_in_template(struct tree *tree, struct token *token);
bool tree_after_body(struct tree *tree, struct token *token);
bool tree_in_foreign(struct tree *tree, struct token *token);

/*
 * Whether the token belongs to the rules of foreign content where the stack stands now, amid
 * foreign elements.
 */
bool tree_is_foreign(struct tree *tree, const struct token *token);

/* By the insertion mode, whatever is open. */
bool tree_process_html(struct tree *tree, struct token *token);

/* Start tags that belong into the head, wherever they stand. */
void tree_start_in_head(struct tree *tree, const struct token *token);
void tree_close_template(struct tree *tree);

/* An element of SVG or MathML. */
void tree_open_foreign(struct tree *tree, const struct token *token);

/*
 * Cuts the white space off the front of a text token into one of its own. False where there is
 * none.
 */
bool tree_split_space(const struct tree *tree, struct token *token, struct token *space);

/* Whether the bytes at `start` of the page are `name`, ASCII case folded. */
bool tree_name_is(const struct tree *tree, uint32_t start, uint32_t length, struct slice name);

/* The mode by what is open. */
void tree_reset_mode(struct tree *tree);

/* "Any other end tag" of the body. */
void tree_close_other(struct tree *tree, const struct token *token);

/* Whether a doctype, the text behind "<!doctype", means quirks. */
bool tree_is_quirky(struct slice doctype);

#endif
