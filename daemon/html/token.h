/*
 * token.h - a page's bytes as tags and runs of text.
 *
 * For html/ only. Comments, processing instructions and end tags without a name are passed over.
 * Nothing is copied: tokens are offsets into the page. Each byte is looked at a bounded number of
 * times. Source: html.spec.whatwg.org, section 13.2.5.
 */
#ifndef NEWSWIRED_HTML_TOKEN_H
#define NEWSWIRED_HTML_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "html/attribute.h"
#include "html/page.h"
#include "html/tag.h"

enum token_kind {
	TOKEN_TEXT,
	TOKEN_START,
	TOKEN_CLOSE, /* an end tag */
	TOKEN_DOCTYPE,
	TOKEN_EOF,
};

struct token {
	enum token_kind kind;
	enum tag tag;
	uint32_t start, length; /* text, or the tag's name, or what follows "<!doctype" */
	uint32_t attributes;    /* as in a struct node */
	uint32_t names;
	uint16_t attribute_count;
	uint16_t flags;    /* text: enum node_flag */
	bool self_closing; /* start tag: ended in "/>" */
};

struct tokenizer {
	const char *bytes, *at, *end;
	struct arena *arena;
	struct attribute *attributes;
	size_t attribute_count, attribute_capacity;
	bool foreign; /* set by the tree inside svg and math, where "<![CDATA[" opens text */
};

void tokenizer_init(
	struct tokenizer *tokenizer, struct arena *arena, const char *bytes, size_t length);

/* The next token; TOKEN_EOF for ever at the end. */
void token_next(struct tokenizer *tokenizer, struct token *token);

/*
 * To be called right after the start tag of script, style, title, textarea and their like: passes
 * over their content and end tag, and gives the content as a text token.
 */
void token_raw(struct tokenizer *tokenizer, const struct token *start, struct token *raw);

/* All that is left of the page as one text token, no markup in it: what follows <plaintext>. */
void token_rest(struct tokenizer *tokenizer, struct token *rest);

#endif
