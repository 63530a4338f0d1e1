/* Atom 1.0 (RFC 4287) and 0.3. */
#include <string.h>

#include "article/limits.h"
#include "base/clock.h"
#include "base/text.h"
#include "extract/feed.h"
#include "extract/markup.h"

static struct slice
text_of(struct feed *feed, const struct xml_node *node)
{
	return node != NULL ? slice_trim(xml_text(feed->arena, node)) : (struct slice){ "", 0 };
}

static int
base64_digit(char c)
{
	return c >= 'A' && c <= 'Z'   ? c - 'A'
	       : c >= 'a' && c <= 'z' ? c - 'a' + 26
	       : c >= '0' && c <= '9' ? c - '0' + 52
	       : c == '+' || c == '-' ? 62
	       : c == '/' || c == '_' ? 63
				      : -1;
}

/* Base64 (RFC 4648) as text; length 0 where it is none, or its bytes are no UTF-8. */
static struct slice
decode_base64(struct arena *arena, struct slice text)
{
	char *out = arena_alloc(arena, text.length / 4 * 3 + 4);
	size_t length = 0;
	uint32_t bits = 0;
	int count = 0;
	for (size_t i = 0; i < text.length && text.data[i] != '='; i++) {
		int digit = base64_digit(text.data[i]);
		if (digit < 0 && memchr(" \t\r\n", text.data[i], 4) != NULL)
			continue;
		if (digit < 0)
			return SLICE("");
		bits = bits << 6 | (uint32_t)digit;
		count += 6;
		if (count >= 8) {
			count -= 8;
			out[length++] = (char)(bits >> count & 0xFF);
		}
	}
	out[length] = '\0';
	bool readable = text_is_valid(out, length) && memchr(out, '\0', length) == NULL;
	return (struct slice){ out, readable ? length : 0 };
}

/* How a text construct's bytes are to be read. */
enum construct {
	CONSTRUCT_TEXT,
	CONSTRUCT_HTML,
	CONSTRUCT_XHTML,
	CONSTRUCT_BASE64,
};

static bool
ends_with(const char *text, const char *ending)
{
	size_t length = strlen(text), wanted = strlen(ending);
	return length >= wanted && strcasecmp(text + length - wanted, ending) == 0;
}

/* By `type` (and 0.3's `mode`): RFC 4287, sections 3.1.1 and 4.1.3. */
static enum construct
construct_of(const struct xml_node *node)
{
	const char *type = xml_attribute(node, "type"), *mode = xml_attribute(node, "mode");
	if (mode != NULL && strcasecmp(mode, "base64") == 0)
		return CONSTRUCT_BASE64;
	if (xml_has_elements(node))
		return CONSTRUCT_XHTML;
	if (type == NULL)
		return mode != NULL && strcasecmp(mode, "escaped") == 0 ? CONSTRUCT_HTML
									: CONSTRUCT_TEXT;
	if (strcasecmp(type, "html") == 0 || strcasecmp(type, "xhtml") == 0 ||
		strncasecmp(type, "text/html", 9) == 0 || ends_with(type, "+xml") ||
		ends_with(type, "/xml"))
		return CONSTRUCT_HTML;
	if (strcasecmp(type, "text") == 0 || strncasecmp(type, "text/", 5) == 0 ||
		strchr(type, '/') == NULL)
		return CONSTRUCT_TEXT;
	return CONSTRUCT_BASE64;
}

/* The bytes of a text construct and how they are written. */
static struct slice
construct_read(struct feed *feed, const struct xml_node *node, enum feed_text *kind)
{
	struct slice text;
	*kind = FEED_MARKUP;
	switch (construct_of(node)) {
	case CONSTRUCT_TEXT: *kind = FEED_PLAIN; return xml_text(feed->arena, node);
	case CONSTRUCT_HTML: return xml_text(feed->arena, node);
	case CONSTRUCT_XHTML: return xml_markup(feed->arena, node);
	case CONSTRUCT_BASE64:
		text = decode_base64(feed->arena, slice_trim(xml_text(feed->arena, node)));
		if (!markup_has_tags(text))
			*kind = FEED_PLAIN;
		return text;
	}
	return SLICE("");
}

void
atom_title(struct feed *feed, const struct xml_node *node, const char **title)
{
	enum feed_text kind;
	struct slice text = construct_read(feed, node, &kind);
	if (*title == NULL && kind == FEED_MARKUP) {
		*title = markup_line(feed->arena, text);
		if (*title != NULL)
			*title = feed_title(feed, slice_of(*title), FEED_PLAIN);
	} else if (*title == NULL) {
		*title = feed_title(feed, text, kind);
	}
}

void
atom_body(struct feed *feed, const struct xml_node *node, const char **body, size_t max)
{
	enum feed_text kind;
	struct slice text = construct_read(feed, node, &kind);
	if (*body == NULL)
		*body = feed_body(feed, text, kind, node->base, max);
}

const char *
atom_person(struct feed *feed, const struct xml_node *node)
{
	const char *name = feed_person(feed, text_of(feed, xml_child(node, node->space, "name")));
	if (name == NULL)
		name = feed_word(feed, text_of(feed, xml_child(node, node->space, "email")));
	return name == NULL && !xml_has_elements(node) ? feed_person(feed, text_of(feed, node))
						       : name;
}

/* The links of a feed or an entry, the first of each kind; NULL where there is none. */
struct links {
	const struct xml_node *alternate; /* one that is said to be HTML before others */
	bool html;                        /* it is said to be, or nothing is said */
	const struct xml_node *related, *self;
	const struct xml_node *enclosure; /* an image */
	const struct xml_node *written;   /* a link without href, as RSS has it */
};

/* What a link is to its entry: rel, of a URI its last part; "alternate" where it says nothing. */
static struct slice
relation_of(const struct xml_node *link)
{
	const char *rel = xml_attribute(link, "rel");
	struct slice relation = slice_trim(slice_of(rel != NULL ? rel : ""));
	const char *slash = memrchr(relation.data, '/', relation.length);
	if (slash != NULL)
		relation = (struct slice){ slash + 1, (size_t)(slice_end(relation) - slash - 1) };
	return relation.length > 0 ? relation : SLICE("alternate");
}

static bool
is_page(const char *type)
{
	return type == NULL || strncasecmp(type, "text/html", 9) == 0 ||
	       strncasecmp(type, "application/xhtml", 17) == 0;
}

static void
keep_first(const struct xml_node **first, const struct xml_node *node)
{
	if (*first == NULL)
		*first = node;
}

static void
see_link(struct links *links, const struct xml_node *node)
{
	const char *type = xml_attribute(node, "type"), *href = xml_attribute(node, "href");
	struct slice relation = relation_of(node);
	if (href == NULL) {
		keep_first(&links->written, node);
	} else if (slice_equals_fold(relation, SLICE("alternate"))) {
		if (is_page(type) && !links->html)
			links->alternate = NULL;
		links->html |= is_page(type);
		keep_first(&links->alternate, node);
	} else if (slice_equals_fold(relation, SLICE("enclosure"))) {
		if (feed_is_image(type, href))
			keep_first(&links->enclosure, node);
	} else if (slice_equals_fold(relation, SLICE("related"))) {
		keep_first(&links->related, node);
	} else if (slice_equals_fold(relation, SLICE("self"))) {
		keep_first(&links->self, node);
	}
}

/* The address of a link that may be missing. */
static const char *
address_of(struct feed *feed, const struct xml_node *link)
{
	return link != NULL ? feed_link(feed, link->base, slice_of(xml_attribute(link, "href")))
			    : NULL;
}

/* What an entry says in several ways, until the best is chosen. */
struct entry {
	struct source_entry *entry;
	struct links links;
	const struct xml_node *source; /* content src */
	const char *origin;
	const char *source_author;         /* of the feed an entry was taken from */
	int64_t created, issued, modified; /* Atom 0.3's and Dublin Core's */
};

static void
set_time(struct feed *feed, const struct xml_node *node, int64_t *time)
{
	if (*time == CLOCK_NEVER)
		*time = feed_time(feed, text_of(feed, node));
}

static void
read_atom(struct feed *feed, const struct xml_node *node, struct entry *e)
{
	struct source_entry *entry = e->entry;
	const char *name = node->name;
	if (strcmp(name, "title") == 0)
		atom_title(feed, node, &entry->title);
	else if (strcmp(name, "link") == 0)
		see_link(&e->links, node);
	else if (strcmp(name, "id") == 0)
		entry->id = feed_word(feed, text_of(feed, node));
	else if (strcmp(name, "published") == 0)
		set_time(feed, node, &entry->published);
	else if (strcmp(name, "issued") == 0)
		set_time(feed, node, &e->issued);
	else if (strcmp(name, "created") == 0)
		set_time(feed, node, &e->created);
	else if (strcmp(name, "updated") == 0 || strcmp(name, "modified") == 0)
		set_time(feed, node, &entry->updated);
	else if (strcmp(name, "summary") == 0)
		atom_body(feed, node, &entry->summary, ARTICLE_LINE_MAX_BYTES);
	else if (strcmp(name, "author") == 0)
		entry->author = feed_join(feed, entry->author, atom_person(feed, node));
	else if (strcmp(name, "source") == 0 && xml_child(node, node->space, "author") != NULL)
		e->source_author = atom_person(feed, xml_child(node, node->space, "author"));
	else if (strcmp(name, "content") == 0 && xml_attribute(node, "src") != NULL)
		e->source = node;
	else if (strcmp(name, "content") == 0)
		atom_body(feed, node, &entry->content, ARTICLE_TEXT_MAX_BYTES);
}

/* What other vocabularies say, where Atom's own is missing. */
static void
read_foreign(struct feed *feed, const struct xml_node *node, struct entry *e)
{
	if (node->space == XML_DC && strcmp(node->name, "creator") == 0)
		e->source_author =
			feed_join(feed, e->source_author, feed_person(feed, text_of(feed, node)));
	else if (node->space == XML_DC &&
		 (strcmp(node->name, "date") == 0 || strcmp(node->name, "issued") == 0))
		set_time(feed, node, &e->issued);
	else if (node->space == XML_DC && strcmp(node->name, "created") == 0)
		set_time(feed, node, &e->created);
	else if (node->space == XML_DC && strcmp(node->name, "modified") == 0)
		set_time(feed, node, &e->modified);
	else if (node->space == XML_FEEDBURNER && strcmp(node->name, "origlink") == 0)
		e->origin = feed_link(feed, node->base, text_of(feed, node));
}

static const char *
link_of(struct feed *feed, const struct entry *e)
{
	const struct links *links = &e->links;
	const char *link =
		address_of(feed, links->alternate != NULL ? links->alternate : links->related);
	if (link == NULL && links->written != NULL)
		link = feed_link(feed, links->written->base, text_of(feed, links->written));
	if (link == NULL && e->source != NULL)
		link = feed_link(feed, e->source->base, slice_of(xml_attribute(e->source, "src")));
	if (link == NULL && e->entry->id != NULL && strncasecmp(e->entry->id, "http", 4) == 0)
		link = feed_link(feed, NULL, slice_of(e->entry->id));
	bool proxy = link != NULL && (strstr(link, "//feedproxy.google.com/") != NULL ||
					     strstr(link, "//feeds.feedburner.com/") != NULL);
	return e->origin != NULL && (link == NULL || proxy) ? e->origin : link;
}

static void
read_entry(struct feed *feed, const struct xml_node *node, const char *feed_author)
{
	struct entry e = { .entry = feed_add(feed),
		.created = CLOCK_NEVER,
		.issued = CLOCK_NEVER,
		.modified = CLOCK_NEVER };
	if (e.entry == NULL)
		return;
	for (const struct xml_node *n = xml_first(node); n != NULL; n = xml_next(n)) {
		if (n->space == node->space)
			read_atom(feed, n, &e);
		else
			read_foreign(feed, n, &e);
	}
	struct source_entry *entry = e.entry;
	entry->link = link_of(feed, &e);
	if (entry->published == CLOCK_NEVER)
		entry->published = e.issued != CLOCK_NEVER ? e.issued : e.created;
	if (entry->updated == CLOCK_NEVER)
		entry->updated = e.modified;
	if (entry->author == NULL)
		entry->author = e.source_author != NULL ? e.source_author : feed_author;
	entry->image = feed_media_image(feed, node);
	if (entry->image == NULL)
		entry->image = address_of(feed, e.links.enclosure);
	if (entry->image == NULL)
		entry->image = feed->picture;
}

/* The feed's own title, link and language; gives its author, or NULL. */
static const char *
read_head(struct feed *feed, const struct xml_node *root)
{
	const char *author = NULL;
	struct links links = { 0 };
	for (const struct xml_node *n = xml_first(root); n != NULL; n = xml_next(n)) {
		if (n->space != root->space)
			continue;
		if (strcmp(n->name, "title") == 0)
			atom_title(feed, n, &feed->out->title);
		else if (strcmp(n->name, "author") == 0)
			author = feed_join(feed, author, atom_person(feed, n));
		else if (strcmp(n->name, "link") == 0)
			see_link(&links, n);
	}
	if (links.alternate != NULL)
		feed_set_link(feed, links.alternate->base,
			slice_of(xml_attribute(links.alternate, "href")));
	if (feed->base == NULL)
		feed->base = address_of(feed, links.self);
	if (root->language != NULL)
		feed_set_language(feed, slice_of(root->language));
	return author;
}

void
atom_read(struct feed *feed, const struct xml_node *root)
{
	feed->out->kind = SOURCE_ATOM;
	if (strcmp(root->name, "entry") == 0) { /* a document of one entry: RFC 4287, section 2 */
		read_entry(feed, root, NULL);
		return;
	}
	const char *author = read_head(feed, root);
	for (const struct xml_node *n = xml_first(root); n != NULL; n = xml_next(n)) {
		if (strcmp(n->name, "entry") == 0)
			read_entry(feed, n, author);
	}
}
