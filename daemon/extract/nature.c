/* What kind of page a page says it is. */
#include "extract/nature.h"

#include <string.h>

#include "base/url.h"
#include "extract/line.h"
#include "extract/phrase.h"
#include "words/page-lines.h"
#include "words/page-paths.h"

#define TYPES_MAX      256 /* of JSON-LD are looked at */
#define SAME_LEAST     8   /* bytes of two headlines, folded, that must agree where one is cut */
#define NAME_MAX_BYTES 300 /* of a class, an id or an address that may hold a word */

/* Types of JSON-LD by how they end: NewsArticle, LiveBlogPosting. */
static const struct {
	const char *end;
	unsigned nature;
} types[] = {
	{ "Article", NATURE_TYPED },
	{ "Posting", NATURE_TYPED },
	{ "Report", NATURE_TYPED },
	{ "CollectionPage", NATURE_COLLECTION },
	{ "SearchResultsPage", NATURE_COLLECTION },
	{ "ItemList", NATURE_COLLECTION },
	{ "VideoObject", NATURE_VIDEO },
	{ "ImageGallery", NATURE_GALLERY },
	{ "MediaGallery", NATURE_GALLERY },
	{ "VideoGallery", NATURE_VIDEO },
};

static unsigned
nature_of_type(struct slice type)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		size_t length = strlen(types[i].end);
		if (type.length >= length &&
			memcmp(slice_end(type) - length, types[i].end, length) == 0)
			return types[i].nature;
	}
	return 0;
}

/* Skips bytes of `set` from `at` on. */
static const char *
skip(const char *at, const char *end, const char *set)
{
	while (at < end && *at != '\0' && strchr(set, *at) != NULL)
		at++;
	return at;
}

/* What stands behind one "@type": a string, or an array of them. *at moves behind it. */
static unsigned
nature_of_value(const char **at, const char *end)
{
	unsigned nature = 0;
	const char *from = skip(*at, end, " \t\r\n:");
	bool array = from < end && *from == '[';
	from = skip(from, end, "[ \t\r\n");
	while (from < end && *from == '"') {
		const char *close = memchr(from + 1, '"', (size_t)(end - from - 1));
		if (close == NULL)
			break;
		nature |= nature_of_type((struct slice){ from + 1, (size_t)(close - from - 1) });
		from = close + 1;
		if (!array)
			break;
		from = skip(from, end, " \t\r\n,");
	}
	*at = from;
	return nature;
}

static unsigned
nature_of_script(struct slice script)
{
	unsigned nature = 0;
	const char *end = slice_end(script), *at = script.data;
	for (int i = 0; i < TYPES_MAX && at != NULL; i++) {
		at = memmem(at, (size_t)(end - at), "\"@type\"", 7);
		if (at == NULL)
			break;
		at += 7;
		nature |= nature_of_value(&at, end);
	}
	return nature;
}

/* Whether one of two headlines is the other, or begins with it. */
static bool
same_headline(const char *a, const char *b)
{
	struct phrase x, y;
	if (a == NULL || b == NULL)
		return false;
	phrase_fold(&x, slice_of(a));
	phrase_fold(&y, slice_of(b));
	size_t least = x.length < y.length ? x.length : y.length;
	return (x.length == y.length || least >= SAME_LEAST) && least > 0 &&
	       memcmp(x.text, y.text, least) == 0;
}

static unsigned
nature_of_part(struct slice part)
{
	char lower[PAGE_PATHS_LONGEST + 8];
	if (part.length == 0 || part.length > PAGE_PATHS_LONGEST)
		return 0;
	size_t length = line_lower(part, lower, sizeof(lower));
	for (size_t i = 0; i < length; i++)
		if (lower[i] == '_')
			lower[i] = '-';
	const struct word *word = page_paths_find(lower, length);
	if (word == NULL)
		return 0;
	switch ((enum page_paths_group)word->group) {
	case PAGE_PATH_GALLERY: return NATURE_GALLERY_PATH;
	case PAGE_PATH_VIDEO: return NATURE_VIDEO_PATH;
	case PAGE_PATH_LISTED: return NATURE_COLLECTION;
	}
	return 0;
}

static unsigned
nature_of_address(const char *address)
{
	struct url url;
	unsigned nature = 0;
	if (address == NULL || !url_read(address, &url))
		return 0;
	if (url.path.length <= 1 && url.query.data == NULL)
		return NATURE_FRONT;
	unsigned before = 0;
	while (url.path.length > 0 && url.path.data[url.path.length - 1] == '/')
		url.path.length--;
	for (size_t from = 0, at = 0; at <= url.path.length; at++) {
		if (at < url.path.length && url.path.data[at] != '/')
			continue;
		/* "/author/ann-lee" lists her articles, "/author/ann-lee/river-rises" is one. */
		if (at == url.path.length)
			nature |= before & NATURE_COLLECTION;
		before = nature_of_part(line_part(url.path, from, at));
		nature |= before & ~(unsigned)NATURE_COLLECTION;
		from = at + 1;
	}
	return nature;
}

unsigned
nature_of_head(const struct fields *fields)
{
	const struct signals *signals = &fields->signals;
	const struct page *page = fields->page;
	unsigned nature = nature_of_address(fields->request->url);
	for (uint32_t n = signals->ld_first; n < signals->ld_end; n++) {
		if (page->nodes[n].tag != TAG_SCRIPT || page->nodes[n].attribute_count == 0)
			continue;
		struct slice type = slice_trim(page_attribute_raw(page, n, ATTRIBUTE_TYPE));
		if (slice_equals_fold(type, SLICE("application/ld+json")))
			nature |= nature_of_script(page_raw(page, n));
	}
	if (same_headline(signals->headline_ld, fields->headline) ||
		same_headline(signals->headline_ld, signals->headline_og) ||
		same_headline(signals->headline_ld, signals->title))
		nature |= NATURE_ARTICLE;
	if (signals->type == NULL)
		return nature;
	if (strncasecmp(signals->type, "video", 5) == 0)
		nature |= NATURE_VIDEO;
	else if (strcasecmp(signals->type, "article") == 0)
		nature |= NATURE_TYPED;
	return nature;
}

/* Whether an attribute's value holds a word, in ASCII of any case; long values are not looked at. */
static bool
holds(const struct page *page, uint32_t node, enum attribute_name name, const char *word)
{
	struct slice value = page_attribute_raw(page, node, name);
	size_t length = strlen(word);
	if (value.length > NAME_MAX_BYTES)
		return false;
	for (size_t at = 0; at + length <= value.length; at++)
		if (strncasecmp(value.data + at, word, length) == 0)
			return true;
	return false;
}

static unsigned
nature_of_input(const struct page *page, uint32_t node)
{
	struct phrase line;
	struct slice type = page_attribute_raw(page, node, ATTRIBUTE_TYPE);
	if (slice_equals_fold(type, SLICE("password")))
		return NATURE_PASSWORD;
	if (!slice_equals_fold(type, SLICE("submit")) && !slice_equals_fold(type, SLICE("button")))
		return 0;
	phrase_fold(&line, page_attribute_raw(page, node, ATTRIBUTE_VALUE));
	const struct word *word = phrase_whole(&line, page_lines_find, PAGE_LINES_LONGEST);
	return word != NULL && word->group == PAGE_LINE_AGREE ? NATURE_AGREE : 0;
}

unsigned
nature_of_elements(const struct page *page)
{
	static const enum attribute_name names[] = { ATTRIBUTE_ID, ATTRIBUTE_CLASS, ATTRIBUTE_SRC };
	static const char *const players[] = { "player", "embed", "video" };
	unsigned nature = 0;
	const uint32_t named = page_name_bit(ATTRIBUTE_ID) | page_name_bit(ATTRIBUTE_CLASS) |
			       page_name_bit(ATTRIBUTE_SRC);
	for (uint32_t n = 1; n < page->count; n++) {
		if (page->nodes[n].tag == TAG_INPUT)
			nature |= nature_of_input(page, n);
		if (page->nodes[n].tag == TAG_VIDEO)
			nature |= NATURE_PLAYER;
		if ((page->nodes[n].names & named) == 0)
			continue;
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
			if (holds(page, n, names[i], "captcha"))
				nature |= NATURE_CAPTCHA;
			for (size_t k = 0; k < sizeof(players) / sizeof(players[0]); k++)
				if (page->nodes[n].tag == TAG_IFRAME &&
					holds(page, n, names[i], players[k]))
					nature |= NATURE_PLAYER;
		}
	}
	return nature;
}
