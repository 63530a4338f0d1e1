/* Sections: names out of signals, and out of the links to the folders above an article. */
#include "extract/crumb.h"

#include "base/text.h"
#include "base/url.h"
#include "extract/headline.h"
#include "extract/line.h"
#include "extract/mark.h"
#include "words/section-words.h"

#define SECTION_MAX_BYTES 80 /* a longer one is a sentence, or a list */
#define LABEL_MAX_WORDS   4  /* of a link that names a section */
#define LABEL_LEAST_BYTES 2
#define CRUMBS_MAX        5 /* links in one line */
#define CRUMBS_UP         4 /* from a link to the element that is called crumbs */
#define CRUMBS_BELOW      3 /* blocks below the headline in which they may stand */
#define LINES_ABOVE       3 /* lines about the headline that may name it */
#define LINES_BELOW       2
#define MARK_LEVELS       2   /* ancestors of such a line whose class may say so */
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

/* What a link in a block shows, where that may name a section; else length 0. */
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

/* Whether a crumb names a section, and not everything, the front page or the article itself. */
static bool
is_crumb(const struct fields *fields, struct slice name)
{
	return name.length >= LABEL_LEAST_BYTES && name.length <= SECTION_MAX_BYTES &&
	       line_tokens(name) <= LABEL_MAX_WORDS && group_of(name) == 0 &&
	       !fields_is_outlet(fields, name, false) && !is_author(fields, name) &&
	       !headline_same(
		       fields->headline, arena_strndup(fields->arena, name.data, name.length));
}

/* Whether a sign that leads downwards stands behind a block's first link: "Home > World". */
static bool
leads_down(const struct blocks *blocks, const struct block *block)
{
	const struct block_link *link = &blocks->links[block->link];
	if (block->link_count < 2 || block->link_count > CRUMBS_MAX)
		return false;
	struct slice between =
		line_trim(line_part(block_text(blocks, block), link[0].to, link[1].from), "");
	static const char *const signs[] = { ">", "›", "»", "/", "→", ">>", "＞" };
	for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++)
		if (slice_equals(between, slice_of(signs[i])))
			return true;
	return false;
}

/* The first crumb that readers see about the headline; length 0 where there is none. */
static struct slice
label_of_crumbs(const struct fields *fields)
{
	const struct blocks *blocks = fields->blocks;
	for (uint32_t i = 0; i < blocks->link_count; i++) {
		const struct block_link *link = &blocks->links[i];
		if (link->block > fields->heading_block + CRUMBS_BELOW ||
			link->block >= blocks->count)
			break;
		struct slice href = page_attribute_raw(fields->page, link->node, ATTRIBUTE_HREF);
		struct slice label = label_of(fields, link);
		if (label.length == 0 || path_of(href).length == 0 ||
			(!leads_down(blocks, &blocks->all[link->block]) &&
				!(mark_above(fields, link->node, fields->page->body, CRUMBS_UP) &
					MARK_CRUMBS)))
			continue;
		if (is_crumb(fields, label))
			return label;
	}
	return (struct slice){ NULL, 0 };
}

/* The first crumb that JSON-LD tells; length 0 where it tells none. */
static struct slice
told_crumb(const struct fields *fields)
{
	for (size_t i = 0; i < fields->signals.crumb_count; i++) {
		struct slice name = line_trim(slice_of(fields->signals.crumbs[i]), "/>»›:|");
		if (is_crumb(fields, name))
			return name;
	}
	return (struct slice){ NULL, 0 };
}

/* What a line about the headline says whose element is named a section's: the first of its links. */
static struct slice
label_by_headline(const struct fields *fields)
{
	const struct blocks *blocks = fields->blocks;
	uint32_t heading = fields->heading_block;
	for (uint32_t b = heading > LINES_ABOVE ? heading - LINES_ABOVE : 0;
		b < blocks->count && b <= heading + LINES_BELOW; b++) {
		const struct block *block = &blocks->all[b];
		uint32_t parent = fields->page->nodes[block->first].parent;
		struct slice name = line_trim(block_text(blocks, block), "/>»›:|•·-–");
		if (b == heading || (block->marks & BLOCK_HIDDEN) != 0 ||
			block->words > LABEL_MAX_WORDS ||
			(mark_above(fields, parent, fields->page->body, MARK_LEVELS) &
				(MARK_SECTION | MARK_RELATED)) != MARK_SECTION)
			continue;
		if (block->link_count > 1)
			name = label_of(fields, &blocks->links[block->link]);
		if (is_crumb(fields, name) && !line_has_digit(name))
			return name;
	}
	return (struct slice){ NULL, 0 };
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
		const char *from = "JSON-LD BreadcrumbList";
		label = told_crumb(fields);
		if (label.length == 0) {
			label = label_of_crumbs(fields);
			from = "the crumbs";
		}
		if (label.length == 0) {
			label = label_of_folder(fields);
			from = "the page's link to its folder";
		}
		by = label.length > 0 ? from : by;
		name = label.length > 0 ? label : name;
	}
	if (name.length == 0) {
		name = label_by_headline(fields);
		by = "a line by the headline";
	}
	if (name.length == 0)
		return NULL;
	fields_explain(fields, "section: %s", by);
	return arena_strndup(fields->arena, name.data, name.length);
}
