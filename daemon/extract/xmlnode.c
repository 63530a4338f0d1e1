/* Ways from one element of the tree to another. */
#include "extract/xml.h"

#include <string.h>

static const struct xml_node *
element_from(const struct xml_node *node)
{
	while (node != NULL && node->name == NULL)
		node = node->next;
	return node;
}

const struct xml_node *
xml_next(const struct xml_node *node)
{
	return element_from(node->next);
}

const struct xml_node *
xml_first(const struct xml_node *node)
{
	return node != NULL ? element_from(node->first) : NULL;
}

const struct xml_node *
xml_child(const struct xml_node *node, enum xml_space space, const char *name)
{
	for (const struct xml_node *n = xml_first(node); n != NULL; n = xml_next(n)) {
		if (xml_is(n, space, name))
			return n;
	}
	return NULL;
}

const char *
xml_attribute(const struct xml_node *node, const char *name)
{
	for (const struct xml_attribute *a = node->attributes; a != NULL; a = a->next) {
		if (a->space == XML_PLAIN && strcmp(a->name, name) == 0)
			return a->value;
	}
	return NULL;
}

bool
xml_has_elements(const struct xml_node *node)
{
	return xml_first(node) != NULL;
}
