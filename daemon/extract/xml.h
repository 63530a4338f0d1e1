/*
 * xml.h - an XML document of a feed or a sitemap as a tree, whatever was done to it.
 *
 * A document in order goes through libxml2's SAX parser once. One that libxml2 refuses is mended
 * first (extract/mend.h) and read again, so that broken feeds still give their entries. Entities a
 * document declares count only where they are short text, and only so many of them: bombs yield
 * nothing. Nothing outside the document is ever opened.
 *
 * Namespaces are told by URI, whatever the prefix; a prefix that is undeclared, or bound to a URI
 * like the usual one, is taken by its usual meaning. Names are in lower case.
 */
#ifndef NEWSWIRED_EXTRACT_XML_H
#define NEWSWIRED_EXTRACT_XML_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/slice.h"

/* Below the 256 at which libxml2 stops; mending flattens what is deeper. */
#define XML_DEPTH_MAX 250
/* A sitemap of 50,000 addresses with all its tags has a third of that. */
#define XML_NODES_MAX 1500000

enum xml_space {
	XML_PLAIN, /* no namespace, or one of the RSS versions' own */
	XML_OTHER,
	XML_ATOM, /* 1.0 and 0.3 */
	XML_CONTENT,
	XML_DC, /* Dublin Core, elements and terms */
	XML_FEEDBURNER,
	XML_IMAGE, /* Google's sitemap extension */
	XML_ITUNES,
	XML_MEDIA,
	XML_NEWS, /* Google's sitemap extension */
	XML_RDF,
	XML_SITEMAP,
	XML_XHTML,
	XML_XML, /* xml:base, xml:lang */
};

struct xml_attribute {
	struct xml_attribute *next;
	const char *name, *value; /* name: local, lower case */
	enum xml_space space;
};

struct xml_node {
	struct xml_node *parent, *first, *last, *next; /* NULL where none */
	struct xml_attribute *attributes;
	const char *name;  /* local, lower case; NULL: text */
	struct slice text; /* of a text node */
	enum xml_space space;
	const char *base;     /* in whose light its addresses are read (xml:base); NULL unknown */
	const char *language; /* xml:lang in force; NULL unknown */
};

/*
 * Reads well-formed UTF-8 (see extract/feedcharset.h) into the arena. `base`: the document's
 * address, or NULL. NULL and `err` (ERR_FORMAT) where not even one element can be made out.
 */
const struct xml_node *xml_read(
	struct arena *arena, struct slice text, const char *base, struct err *err);

/* The first child element of that name, or NULL; `node` may be NULL. */
const struct xml_node *xml_child(
	const struct xml_node *node, enum xml_space space, const char *name);

/* The next element behind `node` among its siblings, or NULL. */
const struct xml_node *xml_next(const struct xml_node *node);

/* The first child element, or NULL. */
const struct xml_node *xml_first(const struct xml_node *node);

static inline bool
xml_is(const struct xml_node *node, enum xml_space space, const char *name)
{
	return node->name != NULL && node->space == space && strcmp(node->name, name) == 0;
}

/* An attribute without namespace, or NULL. */
const char *xml_attribute(const struct xml_node *node, const char *name);

/* All text within the element, one after the other; length 0 where there is none. */
struct slice xml_text(struct arena *arena, const struct xml_node *node);

/* Whether the element holds others. */
bool xml_has_elements(const struct xml_node *node);

/*
 * What the element holds as markup, tags in lower case and without prefixes, text escaped. Its
 * addresses are relative to the element's base.
 */
struct slice xml_markup(struct arena *arena, const struct xml_node *node);

#endif
