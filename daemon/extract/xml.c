/* libxml2's SAX events to a tree in the arena; what libxml2 refuses is mended and read again. */
#include "extract/xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "base/buffer.h"
#include "base/text.h"
#include "base/url.h"
#include "extract/feedcharset.h"
#include "extract/mend.h"
#include "extract/xmlspace.h"

#define ENTITIES_MAX           64    /* declared in a document that are remembered */
#define ENTITY_VALUE_MAX_BYTES 256   /* text of one: a name, a sign; longer ones are no text */
#define ENTITIES_MAX_BYTES     65536 /* that all references to them may give together */
#define MENDED_GROWTH          6     /* "&" becomes "&amp;", and a little more */
#define SPACES_CACHED          8

struct declared {
	const char *name, *value;
};

struct reader {
	struct arena *arena;
	struct xml_node *root, *open;
	struct buffer text; /* of the text node that is being read */
	size_t nodes;
	const char *base;
	struct declared entities[ENTITIES_MAX];
	size_t entity_count, entity_bytes;
	xmlEntity entity;  /* the last answer of get_entity */
	char character[8]; /* what it stands for, where HTML names it */
	struct {
		const xmlChar *prefix, *uri; /* interned by the parser: their pointers tell them */
		enum xml_space space;
	} spaces[SPACES_CACHED];
	size_t space_count;
};

static enum xml_space
space_of(struct reader *r, const xmlChar *prefix, const xmlChar *uri)
{
	if (uri == NULL)
		return prefix != NULL ? xml_space_of_prefix((const char *)prefix) : XML_PLAIN;
	for (size_t i = 0; i < r->space_count; i++) {
		if (r->spaces[i].uri == uri && r->spaces[i].prefix == prefix)
			return r->spaces[i].space;
	}
	enum xml_space space = xml_space_of((const char *)prefix, (const char *)uri);
	if (r->space_count < SPACES_CACHED) {
		r->spaces[r->space_count].prefix = prefix;
		r->spaces[r->space_count].uri = uri;
		r->spaces[r->space_count++].space = space;
	}
	return space;
}

static const char *
lower_name(struct arena *arena, const xmlChar *name)
{
	char *copy = arena_strdup(arena, (const char *)name);
	for (char *c = copy; *c != '\0'; c++) {
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c | 0x20);
	}
	return copy;
}

/* A new last child of the open element; NULL where the tree is full. */
static struct xml_node *
add_node(struct reader *r)
{
	if (r->nodes == XML_NODES_MAX)
		return NULL;
	r->nodes++;
	struct xml_node *node = arena_zalloc(r->arena, 1, sizeof(*node));
	struct xml_node *parent = r->open;
	node->parent = parent;
	node->base = parent != NULL ? parent->base : r->base;
	node->language = parent != NULL ? parent->language : NULL;
	if (parent == NULL)
		r->root = node;
	else if (parent->last == NULL)
		parent->first = node;
	else
		parent->last->next = node;
	if (parent != NULL)
		parent->last = node;
	return node;
}

/*
 * What was read of text since the last tag becomes a node; blanks between elements share one blank.
 */
static void
flush_text(struct reader *r)
{
	if (r->text.length == 0)
		return;
	struct slice text = { r->text.data, r->text.length };
	bool blank = slice_trim(text).length == 0;
	struct xml_node *node = r->open != NULL ? add_node(r) : NULL;
	if (node != NULL)
		node->text =
			blank ? SLICE(" ")
			      : (struct slice){ arena_strndup(r->arena, text.data, text.length),
					text.length };
	buffer_clear(&r->text);
}

/*
 * An attribute's value. libxml2 has decoded it but for the ampersand, which it leaves as "&#38;"
 * where entities are not to be replaced, for whoever makes text nodes of it.
 */
static const char *
attribute_text(struct arena *arena, const char *at, const char *end)
{
	static const char ampersand[] = "&#38;";
	char *text = arena_alloc(arena, (size_t)(end - at) + 1), *to = text;
	while (at < end) {
		const char *next = memmem(at, (size_t)(end - at), ampersand, sizeof(ampersand) - 1);
		size_t plain = (size_t)((next != NULL ? next : end) - at);
		memcpy(to, at, plain);
		to += plain;
		at += plain;
		if (next == NULL)
			break;
		*to++ = '&';
		at += sizeof(ampersand) - 1;
	}
	*to = '\0';
	return text;
}

static void
set_attribute(struct reader *r, struct xml_node *node, const struct xml_attribute *attribute)
{
	if (attribute->space == XML_XML && strcmp(attribute->name, "base") == 0) {
		const char *base =
			url_resolve(r->arena, node->base, slice_of(attribute->value), false);
		if (base != NULL)
			node->base = base;
	} else if (attribute->space == XML_XML && strcmp(attribute->name, "lang") == 0) {
		node->language = attribute->value[0] != '\0' ? attribute->value : NULL;
	}
}

static void
on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
	int namespace_count, const xmlChar **namespaces, int attribute_count, int defaulted,
	const xmlChar **attributes)
{
	struct reader *r = ((xmlParserCtxtPtr)context)->_private;
	(void)namespace_count;
	(void)namespaces;
	(void)defaulted;
	flush_text(r);
	struct xml_node *node = r->root == NULL || r->open != NULL ? add_node(r) : NULL;
	if (node == NULL) {
		xmlStopParser(context);
		return;
	}
	node->name = lower_name(r->arena, name);
	node->space = space_of(r, prefix, uri);
	struct xml_attribute **last = &node->attributes;
	for (int i = 0; i < attribute_count; i++, attributes += 5) {
		struct xml_attribute *attribute = arena_zalloc(r->arena, 1, sizeof(*attribute));
		attribute->name = lower_name(r->arena, attributes[0]);
		attribute->space = space_of(r, attributes[1], attributes[2]);
		attribute->value = attribute_text(
			r->arena, (const char *)attributes[3], (const char *)attributes[4]);
		set_attribute(r, node, attribute);
		*last = attribute;
		last = &attribute->next;
	}
	r->open = node;
}

static void
on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct reader *r = ((xmlParserCtxtPtr)context)->_private;
	(void)name;
	(void)prefix;
	(void)uri;
	flush_text(r);
	if (r->open != NULL)
		r->open = r->open->parent;
}

static void
on_text(void *context, const xmlChar *text, int length)
{
	struct reader *r = ((xmlParserCtxtPtr)context)->_private;
	if (length == 2 && text[0] == 0xC2 && text[1] < 0xA0) { /* &#146; comes by itself */
		char character[4];
		size_t bytes = text_encode(feed_charset_control(text[1]), character);
		buffer_add(&r->text, character, bytes);
		return;
	}
	buffer_add(&r->text, text, (size_t)length);
}

static bool
entity_value(void *context, struct slice name, struct slice *value)
{
	struct reader *r = context;
	for (size_t i = 0; i < r->entity_count; i++) {
		if (!slice_equals(name, slice_of(r->entities[i].name)))
			continue;
		*value = slice_of(r->entities[i].value);
		r->entity_bytes += value->length;
		return r->entity_bytes <= ENTITIES_MAX_BYTES;
	}
	return false;
}

/*
 * HTML's names, then the document's own; libxml2 takes the answer for a predefined one, so it is
 * text and nothing else.
 */
static xmlEntityPtr
get_entity(void *context, const xmlChar *name)
{
	struct reader *r = ((xmlParserCtxtPtr)context)->_private;
	const htmlEntityDesc *html = htmlEntityLookup(name);
	struct slice value = { r->character, 0 };
	if (html != NULL)
		value.length = text_encode(html->value, r->character);
	else if (!entity_value(r, slice_of((const char *)name), &value))
		return NULL;
	r->character[html != NULL ? value.length : 0] = '\0';
	memset(&r->entity, 0, sizeof(r->entity));
	r->entity.type = XML_ENTITY_DECL;
	r->entity.etype = XML_INTERNAL_PREDEFINED_ENTITY;
	r->entity.name = name;
	r->entity.content = (xmlChar *)(uintptr_t)value.data;
	r->entity.length = (int)value.length;
	r->entity.orig = r->entity.content; /* else libxml2 hangs a copy of its own there */
	return &r->entity;
}

/* Only general entities that are short plain text are remembered. */
static void
on_entity(void *context, const xmlChar *name, int type, const xmlChar *public_id,
	const xmlChar *system_id, xmlChar *content)
{
	struct reader *r = ((xmlParserCtxtPtr)context)->_private;
	(void)public_id;
	(void)system_id;
	if (type != XML_INTERNAL_GENERAL_ENTITY || content == NULL ||
		r->entity_count == ENTITIES_MAX)
		return;
	struct slice value = slice_of((const char *)content);
	if (value.length > ENTITY_VALUE_MAX_BYTES || strpbrk(value.data, "&<%") != NULL)
		return;
	r->entities[r->entity_count++] =
		(struct declared){ arena_strdup(r->arena, (const char *)name),
			arena_strndup(r->arena, value.data, value.length) };
}

static void
on_error(void *context, xmlErrorPtr error)
{
	(void)context;
	(void)error; /* that the document is not in order is all that counts */
}

/* One run of libxml2 over the text; true where it was in order to the end. */
static bool
parse(struct reader *r, struct slice text, bool recover)
{
	xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC,
		.startElementNs = on_start,
		.endElementNs = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_text,
		.getEntity = get_entity,
		.entityDecl = on_entity,
		.serror = on_error };
	r->root = r->open = NULL;
	r->nodes = r->space_count = 0;
	buffer_clear(&r->text);
	xmlParserCtxtPtr context = xmlCreateMemoryParserCtxt(text.data, (int)text.length);
	if (context == NULL)
		return false;
	xmlSAXHandlerPtr usual = context->sax;
	context->sax = &handler;
	context->_private = r;
	xmlCtxtUseOptions(context, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
					   XML_PARSE_IGNORE_ENC |
					   (recover ? XML_PARSE_RECOVER : 0));
	xmlParseDocument(context);
	bool in_order = context->wellFormed;
	context->sax = usual;
	if (context->myDoc != NULL)
		xmlFreeDoc(context->myDoc);
	xmlFreeParserCtxt(context);
	return in_order && r->root != NULL;
}

/* The text without blanks and without what stands before the first tag. */
static struct slice
from_first_tag(struct slice text)
{
	const char *tag = memchr(text.data, '<', text.length);
	return tag != NULL ? (struct slice){ tag, text.length - (size_t)(tag - text.data) }
			   : (struct slice){ text.data, 0 };
}

const struct xml_node *
xml_read(struct arena *arena, struct slice text, const char *base, struct err *err)
{
	static bool initialized;
	if (!initialized)
		xmlInitParser();
	initialized = true;
	text = from_first_tag(text);
	struct reader r = { .arena = arena, .base = base };
	if (text.length == 0 || text.length > INT32_MAX) {
		err_set(err, ERR_FORMAT, "no XML");
		return NULL;
	}
	buffer_init(&r.text, text.length);
	if ((mend_is_needed(text) || !parse(&r, text, false)) && r.nodes < XML_NODES_MAX) {
		struct buffer mended;
		buffer_init(&mended, text.length * MENDED_GROWTH + XML_DEPTH_MAX);
		mend_xml(text, entity_value, &r, &mended);
		r.text.max = mended.length;
		r.entity_bytes = 0;
		if (mended.length > 0)
			parse(&r, (struct slice){ mended.data, mended.length }, true);
		buffer_release(&mended);
	}
	flush_text(&r);
	buffer_release(&r.text);
	if (r.root == NULL)
		err_set(err, ERR_FORMAT, "no XML element");
	return r.root;
}
