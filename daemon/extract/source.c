/* A source document: told apart by its content, then read by its format's reader. */
#include <string.h>

#include "article/source.h"
#include "extract/extract.h"
#include "extract/feed.h"
#include "extract/feedcharset.h"
#include "extract/inflate.h"
#include "extract/mend.h"
#include "extract/section.h"
#include "extract/xml.h"

#define HEAD_MAX_BYTES 8192 /* how far in a root element may be: warnings stand before some */

enum format {
	FORMAT_UNKNOWN,
	FORMAT_JSON,
	FORMAT_RSS,
	FORMAT_ATOM,
	FORMAT_SITEMAP,
	FORMAT_HTML,
};

/* Root elements by local name. */
static const struct {
	const char *name;
	enum format format;
} roots[] = {
	{ "rss", FORMAT_RSS },
	{ "rdf", FORMAT_RSS },
	{ "channel", FORMAT_RSS },
	{ "feed", FORMAT_ATOM },
	{ "entry", FORMAT_ATOM },
	{ "urlset", FORMAT_SITEMAP },
	{ "sitemapindex", FORMAT_SITEMAP },
	{ "html", FORMAT_HTML },
	{ "head", FORMAT_HTML },
	{ "body", FORMAT_HTML },
};

static bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       c == ':' || c == '_' || c == '-' || c == '.';
}

/* The format whose root element begins at `tag` ("<name"); FORMAT_UNKNOWN for another element. */
static enum format
format_of_tag(const char *tag, const char *end)
{
	const char *name = tag + 1, *stop = name;
	while (stop < end && is_name(*stop)) {
		if (*stop++ == ':')
			name = stop;
	}
	for (size_t i = 0; i < sizeof(roots) / sizeof(roots[0]); i++) {
		if (slice_equals_fold(
			    (struct slice){ name, (size_t)(stop - name) }, slice_of(roots[i].name)))
			return roots[i].format;
	}
	return FORMAT_UNKNOWN;
}

/* Behind a comment, an instruction or a declaration that begins at `at`. */
static const char *
behind_declaration(const char *at, const char *end)
{
	bool comment = end - at >= 4 && memcmp(at, "<!--", 4) == 0;
	const char *close = memmem(at, (size_t)(end - at), comment ? "-->" : ">", comment ? 3 : 1);
	return close != NULL ? close + (comment ? 3 : 1) : end;
}

/*
 * The format by the first element that is one's root; where other elements stand before it (a
 * server's warnings), the text is cut to begin with it.
 */
static enum format
format_of_markup(struct slice *text)
{
	const char *at = text->data;
	const char *end = at + (text->length < HEAD_MAX_BYTES ? text->length : HEAD_MAX_BYTES);
	bool element = false;
	while (at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL && at + 1 < end) {
		if (at[1] == '!' && end - at > 14 && strncasecmp(at, "<!doctype html", 14) == 0)
			return FORMAT_HTML;
		if (at[1] == '!' || at[1] == '?') {
			at = behind_declaration(at, end);
			continue;
		}
		enum format format = format_of_tag(at, end);
		if (format != FORMAT_UNKNOWN && element)
			*text = (struct slice){ at, text->length - (size_t)(at - text->data) };
		if (format != FORMAT_UNKNOWN)
			return format;
		element = true;
		at++;
	}
	return element ? FORMAT_HTML : FORMAT_UNKNOWN;
}

static enum format
format_of(struct slice *text)
{
	struct slice start = mend_json_start(*text);
	if (start.length > 0 && start.data[0] == '{') {
		*text = start;
		return FORMAT_JSON;
	}
	return format_of_markup(text);
}

static bool
read_xml(struct feed *feed, enum format format, struct slice text, struct err *err)
{
	const struct xml_node *root = xml_read(feed->arena, text, feed->base, err);
	if (root == NULL)
		return false;
	switch (format) {
	case FORMAT_RSS: rss_read(feed, root); return true;
	case FORMAT_ATOM: atom_read(feed, root); return true;
	case FORMAT_SITEMAP: sitemap_read(feed, root); return true;
	case FORMAT_JSON:
	case FORMAT_HTML:
	case FORMAT_UNKNOWN: break;
	}
	return err_set(err, ERR_FORMAT, "XML, no feed");
}

bool
extract_source(struct arena *arena, const struct extract_request *request,
	struct source_document *out, struct err *err)
{
	struct slice bytes;
	struct feed feed;
	feed_init(&feed, arena, request, out);
	if (!inflate_body(arena, request->bytes, request->content_encoding, EXTRACT_PAGE_MAX_BYTES,
		    &bytes, err))
		return false;
	struct slice text = feed_charset(arena, bytes, request->content_type);
	enum format format = format_of(&text);
	bool read = false;
	switch (format) {
	case FORMAT_JSON: read = jsonfeed_read(&feed, text, err); break;
	case FORMAT_RSS:
	case FORMAT_ATOM:
	case FORMAT_SITEMAP: read = read_xml(&feed, format, text, err); break;
	case FORMAT_HTML: read = section_read(&feed, request, bytes, err); break;
	case FORMAT_UNKNOWN:
		read = sitemap_text_read(&feed, text);
		if (!read)
			err_set(err, ERR_FORMAT,
				text.length == 0 ? "empty" : "no feed, no sitemap, no page");
		break;
	}
	if (!read)
		return false;
	feed_distrust_ids(&feed);
	feed_settle_dates(&feed);
	return true;
}
