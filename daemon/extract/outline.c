/* What a document tells of its outlet: the site's name, the feeds it names, its clock. */
#include "extract/outline.h"

#include <string.h>
#include <strings.h>

#include "article/limits.h"
#include "base/clock.h"
#include "base/table.h"
#include "base/url.h"
#include "extract/date.h"
#include "extract/extract.h"
#include "extract/inflate.h"
#include "extract/signals.h"
#include "html/charset.h"

#define COUNT(array)      (sizeof(array) / sizeof((array)[0]))

#define OFFSETS_MAX       500   /* times read in one document: the latest is among its first ones */
#define DATE_BEFORE_BYTES 32    /* how far before its clock time a date begins */
#define HEAD_MAX_BYTES    2048  /* how far in the root element of a feed may be */
#define TOMORROW_S        86400 /* what is dated further ahead of the crawl is no time of news */

/* ---- feeds ---- */

static const char *const feed_types[] = { "application/rss+xml", "application/atom+xml",
	"application/rdf+xml", "application/feed+json", "application/xml", "application/x-rss+xml",
	"text/xml", "text/rss+xml" };

/* Last parts of a feed's path, where a page only links to it. */
static const char *const feed_names[] = { "rss", "feed", "atom", "rss.xml", "feed.xml", "atom.xml",
	"feed.json", "rss.php", "index.rss" };
static const char *const feed_endings[] = { ".rss", ".atom", ".rdf" };

static bool
holds_word(struct slice words, const char *word)
{
	size_t length = strlen(word);
	for (size_t at = 0; at < words.length;) {
		size_t end = at;
		while (end < words.length && strchr(" \t\r\n\f", words.data[end]) == NULL)
			end++;
		if (end - at == length && strncasecmp(words.data + at, word, length) == 0)
			return true;
		at = end + 1;
	}
	return false;
}

/* A media type, its parameters left aside. */
static bool
is_feed_type(struct slice type)
{
	const char *semicolon = type.length > 0 ? memchr(type.data, ';', type.length) : NULL;
	if (semicolon != NULL)
		type.length = (size_t)(semicolon - type.data);
	for (size_t i = 0; i < COUNT(feed_types); i++)
		if (slice_equals_fold(slice_trim(type), slice_of(feed_types[i])))
			return true;
	return false;
}

static bool
declares_feed(const struct page *page, uint32_t node)
{
	struct slice rel = page_attribute_raw(page, node, ATTRIBUTE_REL);
	if (rel.data == NULL)
		return false;
	return holds_word(rel, "feed") ||
	       (holds_word(rel, "alternate") &&
		       is_feed_type(page_attribute_raw(page, node, ATTRIBUTE_TYPE)));
}

/* Whether the path ends as a feed's does: a whole last part, or its ending. */
static bool
looks_like_feed(const char *address)
{
	struct url url;
	if (!url_read(address, &url))
		return false;
	struct slice path = url.path;
	while (path.length > 1 && path.data[path.length - 1] == '/')
		path.length--;
	const char *slash = memrchr(path.data, '/', path.length);
	struct slice name = { slash + 1, path.length - (size_t)(slash + 1 - path.data) };
	for (size_t i = 0; i < COUNT(feed_names); i++)
		if (slice_equals_fold(name, slice_of(feed_names[i])))
			return true;
	for (size_t i = 0; i < COUNT(feed_endings); i++) {
		size_t length = strlen(feed_endings[i]);
		if (name.length > length &&
			strncasecmp(name.data + name.length - length, feed_endings[i], length) == 0)
			return true;
	}
	return false;
}

struct finding {
	const char **feeds;
	size_t count;
	struct arena *arena;
	const struct page *page;
	const char *base;
	struct table *seen;
};

/* The address of the node's href, if it is a new one; else NULL. */
static const char *
new_address(struct finding *finding, uint32_t node)
{
	const char *href = page_attribute(finding->page, finding->arena, node, ATTRIBUTE_HREF);
	const char *address =
		href != NULL ? url_resolve(finding->arena, finding->base, slice_of(href), false)
			     : NULL;
	if (address == NULL || table_get(finding->seen, address, strlen(address)) != NULL)
		return NULL;
	table_put(finding->seen, address, strlen(address), finding);
	return address;
}

static void
add_feed(struct finding *finding, const char *address)
{
	if (finding->count < SOURCE_ALTERNATES_MAX)
		finding->feeds[finding->count++] = address;
}

/* Whether an address is on the registrable domain of the page's. */
static bool
is_own(struct finding *finding, const char *address)
{
	const char *host = url_host(finding->arena, address);
	const char *own = url_host(finding->arena, finding->base);
	return host != NULL && own != NULL &&
	       strcmp(url_registrable(finding->arena, slice_of(host)),
		       url_registrable(finding->arena, slice_of(own))) == 0;
}

static void
find_declared(struct finding *finding)
{
	const struct page *page = finding->page;
	for (uint32_t n = 1; n < page->count; n++) {
		const char *address;
		if (page->nodes[n].tag == TAG_LINK && declares_feed(page, n) &&
			(address = new_address(finding, n)) != NULL)
			add_feed(finding, address);
	}
}

size_t
outline_declared_feeds(
	struct arena *arena, const struct page *page, const char *base, const char **feeds)
{
	struct finding finding = { feeds, 0, arena, page, base, table_new() };
	find_declared(&finding);
	table_free(finding.seen, NULL);
	return finding.count;
}

void
outline_feeds(struct outline *out, struct arena *arena, const struct page *page, const char *base)
{
	out->feeds = arena_alloc(arena, SOURCE_ALTERNATES_MAX * sizeof(*out->feeds));
	struct finding finding = { out->feeds, 0, arena, page, base, table_new() };
	find_declared(&finding);
	for (uint32_t n = 1; n < page->count; n++) {
		const char *address;
		if (page->nodes[n].tag == TAG_A && (address = new_address(&finding, n)) != NULL &&
			looks_like_feed(address) && is_own(&finding, address))
			add_feed(&finding, address);
	}
	table_free(finding.seen, NULL);
	out->feed_count = finding.count;
}

/* ---- the clock ---- */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
are_digits(const char *at, const char *end)
{
	return end - at >= 2 && is_digit(at[0]) && is_digit(at[1]);
}

/* Behind an offset in figures, "+08:00" or " +0800"; NULL where there is none. */
static const char *
behind_offset(const char *at, const char *end)
{
	if (at < end && *at == ' ')
		at++;
	if (at == end || (*at != '+' && *at != '-') || !are_digits(at + 1, end))
		return NULL;
	at += 3;
	if (at < end && *at == ':')
		at++;
	return are_digits(at, end) ? at + 2 : NULL;
}

/* Behind "20:05+0800", "20:05:09.123 +08:00", whose ":" is at `colon`; NULL for anything else. */
static const char *
behind_time(const char *start, const char *colon, const char *end)
{
	const char *at = colon + 3;
	if (colon - start < 2 || !are_digits(colon - 2, end) || !are_digits(colon + 1, end))
		return NULL;
	if (at < end && *at == ':' && are_digits(at + 1, end))
		at += 3;
	if (at < end && *at == '.')
		for (at++; at < end && is_digit(*at);)
			at++;
	return behind_offset(at, end);
}

/*
 * Where the date before the time begins: the last byte that is part of none, or some bytes before.
 */
static const char *
date_start(const char *start, const char *time)
{
	const char *at = time;
	while (at > start && time - at < DATE_BEFORE_BYTES &&
		(is_digit(at[-1]) || at[-1] == ' ' ||
			((at[-1] | 32) >= 'a' && (at[-1] | 32) <= 'z') || at[-1] == '-' ||
			at[-1] == ','))
		at--;
	return at;
}

void
outline_offset(struct outline *out, struct slice bytes, int64_t before)
{
	const char *at = bytes.data, *end = slice_end(bytes);
	size_t read = 0;
	out->offset_s = 0;
	out->offset_at = CLOCK_NEVER;
	while (at < end && read < OFFSETS_MAX &&
		(at = memchr(at, ':', (size_t)(end - at))) != NULL) {
		const char *stop = behind_time(bytes.data, at, end);
		struct date date;
		if (stop == NULL) {
			at++;
			continue;
		}
		const char *start = date_start(bytes.data, at - 2);
		const struct slice text = { start, (size_t)(stop - start) };
		at = stop;
		read++;
		if (!date_read(text, DATE_DAY_FIRST, &date) || !date.has_zone ||
			date.zone != NULL || date.offset_minutes == 0)
			continue;
		int64_t moment = date_seconds(&date, NULL);
		if (date.offset_minutes * 60 > OUTLINE_OFFSET_MAX_S ||
			date.offset_minutes * 60 < -OUTLINE_OFFSET_MAX_S ||
			(before != CLOCK_NEVER && moment > before) || moment <= out->offset_at)
			continue;
		out->offset_s = date.offset_minutes * 60;
		out->offset_at = moment;
	}
}

/* ---- the whole ---- */

/*
 * Whether the bytes had elements of a page at all: the tree gives every text html, head and body.
 */
static bool
is_page(const struct page *page)
{
	for (uint32_t n = 1; n < page->count; n++)
		if (page->nodes[n].tag == TAG_TITLE || page->nodes[n].tag == TAG_A ||
			page->nodes[n].tag == TAG_META)
			return true;
	return false;
}

/* What a document begins with that is XML or JSON, and no XHTML. */
static bool
is_data(struct slice bytes)
{
	static const char *const roots[] = { "<rss", "<feed", "<rdf:", "<urlset", "<sitemapindex" };
	struct slice text = slice_trim(bytes);
	if (text.length > 0 && (text.data[0] == '{' || text.data[0] == '['))
		return true;
	size_t head = text.length < HEAD_MAX_BYTES ? text.length : HEAD_MAX_BYTES;
	for (size_t i = 0; i < COUNT(roots); i++)
		if (head > 0 && memmem(text.data, head, roots[i], strlen(roots[i])) != NULL)
			return true;
	return false;
}

bool
extract_outline(struct arena *arena, const struct extract_request *request, struct outline *out,
	struct err *err)
{
	struct slice bytes;
	struct page page;
	struct signals signals;
	*out = (struct outline){ .offset_at = CLOCK_NEVER };
	if (!inflate_body(arena, request->bytes, request->content_encoding, EXTRACT_PAGE_MAX_BYTES,
		    &bytes, err))
		return false;
	outline_offset(out, bytes,
		request->crawled == CLOCK_NEVER ? CLOCK_NEVER : request->crawled + TOMORROW_S);
	if (is_data(bytes))
		return true;
	bytes = charset_html(arena, bytes, request->content_type, NULL);
	page_read(&page, arena, bytes.data, bytes.length);
	signals_read(&signals, arena, &page, request);
	out->page = is_page(&page);
	out->title = signals.title;
	out->site_name = signals.site_name != NULL ? signals.site_name : signals.publisher;
	const char *base = signals.base != NULL && request->url != NULL
				   ? url_resolve(arena, request->url, slice_of(signals.base), false)
				   : NULL;
	outline_feeds(out, arena, &page, base != NULL ? base : request->url);
	return true;
}
