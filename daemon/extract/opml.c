/* OPML: outlines with an xmlUrl, and the groups around them. */
#include "extract/opml.h"

#include <string.h>
#include <strings.h>

#include "article/limits.h"
#include "base/text.h"
#include "base/url.h"
#include "extract/feedcharset.h"
#include "extract/xml.h"

struct reading {
	struct arena *arena;
	struct opml *out;
	size_t capacity;
};

/* An attribute in one line, cut as headlines are; NULL where it is missing or empty. */
static const char *
line_of(struct reading *reading, const struct xml_node *node, const char *name)
{
	const char *value = xml_attribute(node, name);
	if (value == NULL)
		return NULL;
	const char *line = text_fold(reading->arena, slice_of(value));
	size_t length = text_cut(line, strlen(line), ARTICLE_HEADLINE_MAX_BYTES);
	return length > 0 ? arena_strndup(reading->arena, line, length) : NULL;
}

/* An address; "feed:" before it, as browsers once had it, is left aside. NULL where it is none. */
static const char *
address_of(struct reading *reading, const struct xml_node *node, const char *name)
{
	const char *value = xml_attribute(node, name);
	if (value == NULL)
		return NULL;
	struct slice text = slice_trim(slice_of(value));
	if (text.length > 7 && strncasecmp(text.data, "feed://", 7) == 0)
		text = slice_of(arena_printf(
			reading->arena, "http://%.*s", (int)text.length - 7, text.data + 7));
	else if (text.length > 5 && strncasecmp(text.data, "feed:", 5) == 0)
		text = (struct slice){ text.data + 5, text.length - 5 };
	return url_resolve(reading->arena, NULL, text, false);
}

static void
add_feed(struct reading *reading, const struct xml_node *node, struct opml_group *group)
{
	struct opml *out = reading->out;
	const char *url = address_of(reading, node, "xmlurl");
	if (url == NULL) {
		out->unusable++;
		return;
	}
	if (out->count == OPML_FEEDS_MAX)
		return;
	const char *title = line_of(reading, node, "title");
	out->feeds = arena_grow(
		reading->arena, out->feeds, out->count, &reading->capacity, sizeof(*out->feeds));
	out->feeds[out->count++] = (struct opml_feed){
		.url = url,
		.site = address_of(reading, node, "htmlurl"),
		.text = title != NULL ? title : line_of(reading, node, "text"),
		.language = line_of(reading, node, "language"),
		.group = group,
	};
	if (group != NULL)
		group->feeds++;
}

/* All outlines below `body`, as deep as XML_DEPTH_MAX lets them stand. */
static void
walk(struct reading *reading, const struct xml_node *body)
{
	struct opml_group *groups[XML_DEPTH_MAX + 2] = { NULL };
	const struct xml_node *node = body;
	size_t depth = 0;
	for (;;) {
		if (node->first != NULL && depth < XML_DEPTH_MAX) {
			struct opml_group *inner = groups[depth];
			if (node != body && node->name != NULL &&
				xml_attribute(node, "xmlurl") == NULL) {
				inner = arena_zalloc(reading->arena, 1, sizeof(*inner));
				inner->text = line_of(reading, node, "text");
			}
			groups[++depth] = inner;
			node = node->first;
		} else {
			while (node != body && node->next == NULL) {
				node = node->parent;
				depth--;
			}
			if (node == body)
				return;
			node = node->next;
		}
		if (node->name != NULL && strcmp(node->name, "outline") == 0 &&
			xml_attribute(node, "xmlurl") != NULL)
			add_feed(reading, node, groups[depth]);
	}
}

bool
opml_read(struct arena *arena, struct slice bytes, struct opml *out, struct err *err)
{
	struct reading reading = { arena, out, 0 };
	*out = (struct opml){ 0 };
	const struct xml_node *root = xml_read(arena, feed_charset(arena, bytes, NULL), NULL, err);
	if (root == NULL)
		return false;
	const struct xml_node *body = xml_child(root, XML_PLAIN, "body");
	if (strcmp(root->name, "opml") != 0 || body == NULL)
		return err_set(err, ERR_FORMAT, "no OPML");
	walk(&reading, body);
	return true;
}
