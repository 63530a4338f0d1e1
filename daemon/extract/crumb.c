/* Sections: names out of signals, and out of the links to the folders above an article. */
#include "extract/crumb.h"

#include "base/text.h"
#include "base/url.h"
#include "extract/line.h"
#include "words/section-words.h"

#define SECTION_MAX_BYTES 80 /* a longer one is a sentence, or a list */
#define LABEL_MAX_WORDS   4  /* of a link that names a section */
#define LABEL_LEAST_BYTES 2
#define FOLDER_LEAST      3   /* bytes of a folder; shorter ones name languages */
#define FOLDER_MAX        120 /* of all of them together */

static int
group_of(struct slice name)
{
	char lower[SECTION_WORDS_LONGEST + 8];
	if (name.length > SECTION_WORDS_LONGEST)
		return 0;
	const struct word *word = section_words_find(lower, line_lower(name, lower, sizeof(lower)));
	return word == NULL ? 0 : word->group;
}

/* The path of an address, without its host, query and last slash; of a relative one all of it. */
static struct slice
path_of(struct slice address)
{
	size_t scheme = line_find(address, 0, SLICE("//"));
	if (scheme == 0 || (scheme != LINE_NONE && address.data[scheme - 1] == ':')) {
		size_t slash = line_find(address, scheme + 2, SLICE("/"));
		address = line_part(
			address, slash == LINE_NONE ? address.length : slash, address.length);
	}
	size_t query = line_find(address, 0, SLICE("?"));
	if (query != LINE_NONE)
		address.length = query;
	size_t place = line_find(address, 0, SLICE("#"));
	if (place != LINE_NONE)
		address.length = place;
	while (address.length > 0 && address.data[address.length - 1] == '/')
		address.length--;
	return address;
}

static struct slice
last_segment(struct slice path)
{
	const char *slash = path.length == 0 ? NULL : memrchr(path.data, '/', path.length);
	return slash == NULL ? path : line_part(path, (size_t)(slash - path.data) + 1, path.length);
}

/* Whether two words meet in it without a blank, as a menu's hidden label and its name do. */
static bool
is_glued(struct slice label)
{
	for (size_t i = 1; i < label.length; i++)
		if (label.data[i] >= 'A' && label.data[i] <= 'Z' && label.data[i - 1] >= 'a' &&
			label.data[i - 1] <= 'z')
			return true;
	return false;
}

/* Columnists have folders of their own. */
static bool
is_author(const struct fields *fields, struct slice label)
{
	for (size_t i = 0; i < fields->signals.name_count; i++)
		if (slice_equals_fold(slice_of(fields->signals.names[i].text), label))
			return true;
	return false;
}

/* Whether a link shows as much as the name of a section has. */
static bool
may_be_label(const struct fields *fields, const struct block_link *link)
{
	return link->block < fields->blocks->count && link->words <= LABEL_MAX_WORDS &&
	       link->to >= link->from + LABEL_LEAST_BYTES &&
	       link->to - link->from <= SECTION_MAX_BYTES;
}

/* What such a link shows, where it may name a section; else length 0. */
static struct slice
label_of(const struct fields *fields, const struct block_link *link)
{
	const struct blocks *blocks = fields->blocks;
	struct slice text = block_text(blocks, &blocks->all[link->block]);
	struct slice label = line_trim(line_part(text, link->from, link->to), "/>»›:|");
	size_t next, bracket = line_find(label, 0, SLICE(" ("));
	if (bracket != LINE_NONE)
		label.length = bracket;
	if (!text_is_letter(line_at(label, 0, &next)) || fields_is_outlet(fields, label, false) ||
		is_glued(label) || is_author(fields, label))
		label.length = 0;
	return label;
}

/* A name as programs write it: "deutschland-welt", "world_news". */
static bool
is_slug(struct slice name)
{
	for (size_t i = 0; i < name.length; i++)
		if ((name.data[i] < 'a' || name.data[i] > 'z') && name.data[i] != '-' &&
			name.data[i] != '_')
			return false;
	return name.length > 0;
}

/* The label of the first link to a folder of that name; length 0 where there is none. */
static struct slice
label_of_slug(const struct fields *fields, struct slice slug)
{
	const struct blocks *blocks = fields->blocks;
	for (uint32_t i = 0; i < blocks->link_count; i++) {
		if (!may_be_label(fields, &blocks->links[i]))
			continue;
		struct slice href =
			page_attribute_raw(fields->page, blocks->links[i].node, ATTRIBUTE_HREF);
		if (!slice_equals_fold(last_segment(path_of(href)), slug))
			continue;
		struct slice label = label_of(fields, &blocks->links[i]);
		if (label.length > 0)
			return label;
	}
	return (struct slice){ NULL, 0 };
}

/* Whether a link's path is a folder above the article's. */
static bool
is_above(struct slice folder, struct slice path)
{
	return folder.length > 0 && folder.length < path.length && folder.length <= FOLDER_MAX &&
	       path.data[folder.length] == '/' && folder.data[0] == '/' &&
	       last_segment(folder).length >= FOLDER_LEAST &&
	       strncasecmp(folder.data, path.data, folder.length) == 0;
}

/*
 * The label of the link to the highest folder above the article whose name says something; length 0
 * where the page links none.
 */
static struct slice
label_of_folder(const struct fields *fields)
{
	const struct blocks *blocks = fields->blocks;
	struct slice best = { NULL, 0 };
	struct slice path = path_of(slice_of(fields->request->url));
	size_t shortest = path.length;
	for (uint32_t i = 0; i < blocks->link_count; i++) {
		if (!may_be_label(fields, &blocks->links[i]))
			continue;
		struct slice folder = path_of(
			page_attribute_raw(fields->page, blocks->links[i].node, ATTRIBUTE_HREF));
		if (folder.length >= shortest || !is_above(folder, path))
			continue;
		struct slice label = label_of(fields, &blocks->links[i]);
		if (label.length == 0 || group_of(label) != 0)
			continue;
		best = label;
		shortest = folder.length;
	}
	return best;
}

/* The first name of a signal's list: "World, Asia" gives "World". */
static struct slice
told(const char *written)
{
	struct slice name = slice_of(written);
	if (name.length == 0 || strncmp(name.data, "http", 4) == 0)
		return (struct slice){ NULL, 0 };
	name.length = strcspn(name.data, ",;|>");
	name = line_trim(name, "/");
	if (name.length > SECTION_MAX_BYTES || group_of(name) == SECTION_NONE)
		name.length = 0;
	return name;
}

const char *
crumb_section(const struct fields *fields)
{
	const char *by = "JSON-LD articleSection";
	struct slice name = told(fields->signals.section_ld), label = { NULL, 0 };
	if (name.length == 0) {
		name = told(fields->signals.section_meta);
		by = "meta or microdata";
	}
	if (is_slug(name))
		label = label_of_slug(fields, name);
	if (label.length > 0)
		name = label;
	if (name.length == 0 || group_of(name) == SECTION_ANY) {
		label = label_of_folder(fields);
		by = label.length > 0 ? "the page's link to its folder" : by;
		name = label.length > 0 ? label : name;
	}
	if (name.length == 0)
		return NULL;
	fields_explain(fields, "section: %s", by);
	return arena_strndup(fields->arena, name.data, name.length);
}
