/* What an element holds, as text and as markup again. */
#include "extract/xml.h"

#include "base/buffer.h"
#include "base/url.h"

#define MARKUP_MAX_BYTES ((size_t)64 << 20) /* of one element: four times the largest document */

/* The node behind `node` in document order within `top`, not entering `node` itself. */
static const struct xml_node *
behind_subtree(const struct xml_node *node, const struct xml_node *top, struct buffer *closing)
{
	while (node != top && node->next == NULL) {
		node = node->parent;
		if (node != top && closing != NULL)
			buffer_addf(closing, "</%s>", node->name);
	}
	return node == top ? NULL : node->next;
}

struct slice
xml_text(struct arena *arena, const struct xml_node *node)
{
	if (node->first == NULL)
		return SLICE("");
	if (node->first == node->last && node->first->name == NULL)
		return node->first->text;
	struct buffer text;
	buffer_init(&text, MARKUP_MAX_BYTES);
	for (const struct xml_node *n = node->first; n != NULL;) {
		if (n->name == NULL)
			buffer_add(&text, n->text.data, n->text.length);
		n = n->name != NULL && n->first != NULL ? n->first : behind_subtree(n, node, NULL);
	}
	struct slice copy = { arena_strndup(arena, text.data, text.length), text.length };
	buffer_release(&text);
	return copy;
}

static void
add_escaped(struct buffer *out, struct slice text)
{
	size_t run = 0;
	for (size_t i = 0; i < text.length; i++) {
		const char *escape = text.data[i] == '&'   ? "&amp;"
				     : text.data[i] == '<' ? "&lt;"
				     : text.data[i] == '"' ? "&quot;"
							   : NULL;
		if (escape == NULL)
			continue;
		buffer_add(out, text.data + run, i - run);
		buffer_add_string(out, escape);
		run = i + 1;
	}
	buffer_add(out, text.data + run, text.length - run);
}

static bool
is_address(const struct xml_attribute *attribute)
{
	return strcmp(attribute->name, "href") == 0 || strcmp(attribute->name, "src") == 0;
}

/*
 * A start tag. Where an element within `top` has an xml:base of its own, its addresses are made
 * absolute: markup has no xml:base.
 */
static void
add_tag(struct buffer *out, struct arena *arena, const struct xml_node *node,
	const struct xml_node *top)
{
	buffer_addf(out, "<%s", node->name);
	for (const struct xml_attribute *a = node->attributes; a != NULL; a = a->next) {
		if (a->space != XML_PLAIN)
			continue;
		const char *value = a->value, *absolute = NULL;
		if (node->base != top->base && is_address(a))
			absolute = url_resolve(arena, node->base, slice_of(value), true);
		buffer_addf(out, " %s=\"", a->name);
		add_escaped(out, slice_of(absolute != NULL ? absolute : value));
		buffer_add_char(out, '"');
	}
	buffer_add_char(out, '>');
}

/* Elements of HTML without content: an end tag would be read as another of them. */
static bool
is_void(const struct xml_node *node)
{
	static const char *const names[] = { "br", "hr", "img", "wbr", "input", "source", "col" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(node->name, names[i]) == 0)
			return true;
	}
	return false;
}

struct slice
xml_markup(struct arena *arena, const struct xml_node *node)
{
	struct buffer out;
	buffer_init(&out, MARKUP_MAX_BYTES);
	for (const struct xml_node *n = node->first; n != NULL;) {
		if (n->name == NULL) {
			add_escaped(&out, n->text);
		} else {
			add_tag(&out, arena, n, node);
			if (n->first != NULL) {
				n = n->first;
				continue;
			}
			if (!is_void(n))
				buffer_addf(&out, "</%s>", n->name);
		}
		n = behind_subtree(n, node, &out);
	}
	struct slice copy = { arena_strndup(arena, out.data != NULL ? out.data : "", out.length),
		out.length };
	buffer_release(&out);
	return copy;
}
