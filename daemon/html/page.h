/*
 * page.h - the flat DOM: an HTML page as one array of nodes in document order.
 *
 *      struct page page;
 *      page_read(&page, arena, bytes, length);                 bytes are UTF-8, see html/charset.h
 *      for (uint32_t n = 1; n < page.count; n++)               every node, in document order
 *              if (page.nodes[n].tag == TAG_P) ...
 *
 * Node 0 is the document; its subtree is the whole array. A node's subtree is nodes[n] ..
 * nodes[nodes[n].end - 1], so its first child is n + 1 where n + 1 < nodes[n].end, and a child's
 * next sibling is nodes[child].end where that is < nodes[n].end.
 *
 * Nothing is copied: text and attributes are slices of the page's bytes, character references still
 * in them, and are decoded when text is taken out (page_text, page_attribute). Text that comments
 * or stray tags lie in is several nodes.
 *
 * Tags are implied, closed and moved as the HTML standard's tree construction has it
 * (html.spec.whatwg.org, section 13.2), as far as that changes which text stands in which block:
 * implied p, li, dd/dt, option, table parts; head and body; foster parenting out of tables;
 * formatting elements reopened after misnesting. Scripts and styles are skipped with memchr, and
 * stand as elements without children whose text is `raw` (JSON-LD is read from there). Comments are
 * not kept, nor is white space next to a block's edge, which neither shows nor parts words (but in
 * pre).
 *
 * Linear in the page: nesting beyond PAGE_DEPTH_MAX is flattened, and there are ceilings on nodes
 * and attributes. No input fails.
 */
#ifndef NEWSWIRED_HTML_PAGE_H
#define NEWSWIRED_HTML_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/slice.h"
#include "html/attribute.h" /* enum attribute_name: ATTRIBUTE_CLASS, ATTRIBUTE_HREF, ... */
#include "html/tag.h"       /* enum tag: TAG_TEXT, TAG_DOCUMENT, TAG_UNKNOWN, TAG_A, TAG_P, ... */

#define PAGE_DEPTH_MAX          512    /* what would stand deeper becomes siblings at this depth */
#define PAGE_NODES_MAX          100000 /* a page is cut where it has more; large ones have 30 000 */
#define PAGE_ATTRIBUTES_MAX     256    /* of one element; those behind are dropped */
#define PAGE_ATTRIBUTES_ALL_MAX 262144 /* of a page; those behind are dropped */

struct node {
	uint32_t parent;     /* 0 for the document itself, too */
	uint32_t end;        /* one past the last node of the subtree */
	uint32_t start;      /* of a text's bytes, NODE_RAW's content, else the tag's name */
	uint32_t length;     /* bytes there */
	uint32_t attributes; /* index of the first attribute in page.attributes */
	uint16_t attribute_count;
	uint16_t tag;   /* enum tag; TAG_TEXT is a text node */
	uint16_t depth; /* 0 for the document */
	uint16_t flags; /* enum node_flag */
	uint32_t names; /* a bit for each name among its attributes: page_name_bit */
};

enum node_flag {
	NODE_HAS_REFERENCES = 1, /* text or raw content: holds '&' or NUL, so must be decoded */
	NODE_BLANK = 2,          /* text or raw content: nothing but ASCII white space */
	NODE_UNSEEN = 4,         /* below template or svg: no text of the page's */
	NODE_NOSCRIPT = 8,       /* below noscript in the body: for readers without scripts only */
	NODE_RAW = 16,     /* a leaf with its content: script, style, title, textarea, iframe ... */
	NODE_FOREIGN = 32, /* of SVG or MathML: the tag is TAG_SVG, TAG_MATH or TAG_UNKNOWN */
};

struct attribute {
	uint32_t name_start, value_start; /* offsets */
	uint32_t value_length;
	uint16_t name_length; /* longer names are cut */
	uint8_t name;         /* enum attribute_name; ATTRIBUTE_OTHER: compare the bytes */
	uint8_t has_references;
};

struct page {
	const char *bytes; /* borrowed; must outlive the page */
	size_t length;
	struct node *nodes; /* in the arena, as are the attributes */
	uint32_t count;
	struct attribute *attributes;
	uint32_t attribute_count;
	uint32_t head, body;      /* node numbers; always there */
	struct page_order *order; /* for html/select.c */
};

/* Reads a page of at most 4 GB - 1 bytes (longer: cut). All of it lives in the arena. */
void page_read(struct page *page, struct arena *arena, const char *bytes, size_t length);

/*
 * The bit in node.names that tells that an attribute of that name may be there. Names share bits:
 * where it is not set, the node has none of them. Those asked for most share theirs with rare ones.
 */
static inline uint32_t
page_name_bit(enum attribute_name name)
{
	unsigned number = (unsigned)name;
	return UINT32_C(1) << ((number + number / 32 * 7) % 32);
}

/* The value of an attribute, looked for one by one; see page_attribute_raw. */
struct slice page_attribute_seek(const struct page *page, uint32_t node, enum attribute_name name);

/*
 * The value of an attribute as it stands in the page, references not decoded; data NULL where the
 * node has none.
 */
static inline struct slice
page_attribute_raw(const struct page *page, uint32_t node, enum attribute_name name)
{
	if ((page->nodes[node].names & page_name_bit(name)) == 0)
		return (struct slice){ NULL, 0 };
	return page_attribute_seek(page, node, name);
}

/* The same by name, for attributes without a constant ("data-role"); ASCII case folded. */
struct slice page_attribute_named(const struct page *page, uint32_t node, struct slice name);

/*
 * The value decoded, terminated in the arena, white space as it stands. NULL where the node has
 * none.
 */
const char *page_attribute(
	const struct page *page, struct arena *arena, uint32_t node, enum attribute_name name);

/*
 * Bytes of a text node, or the raw content of script, style, title, textarea; references not
 * decoded.
 */
struct slice page_raw(const struct page *page, uint32_t node);

/*
 * Appends the text of a subtree: text nodes in order, references decoded, nothing put between them,
 * white space as it stands; scripts, styles, templates left out.
 */
void page_text(const struct page *page, uint32_t node, struct buffer *out);

/*
 * The same, white space folded and in NFC (base/text.h), with a blank where a block element begins
 * or ends, or at br. In the arena.
 */
const char *page_text_folded(const struct page *page, struct arena *arena, uint32_t node);

/* The tag's name as written in the page, for unknown tags. */
struct slice page_tag_name(const struct page *page, uint32_t node);

/* The first node of that tag in the subtree of `within`, or 0. */
uint32_t page_find(const struct page *page, uint32_t within, enum tag tag);

/* Children of `n` as `child`: for (uint32_t child ...) in document order. */
#define page_children(page, n, child)                                \
	for (uint32_t child = (n) + 1; child < (page)->nodes[n].end; \
		child = (page)->nodes[child].end)

/* All nodes below `n`, in document order. */
#define page_subtree(page, n, node) \
	for (uint32_t node = (n) + 1; node < (page)->nodes[n].end; node++)

#endif
