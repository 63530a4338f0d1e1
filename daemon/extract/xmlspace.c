/* Namespaces by their addresses, and by the prefixes that everybody uses. */
#include "extract/xmlspace.h"

#include <string.h>

#include "base/slice.h"

static const struct {
	const char *uri; /* without scheme, "www." and trailing slash */
	enum xml_space space;
} uris[] = {
	{ "w3.org/2005/atom", XML_ATOM },
	{ "purl.org/atom/ns#", XML_ATOM },
	{ "purl.org/dc/elements/1.1", XML_DC },
	{ "purl.org/dc/elements/1.0", XML_DC },
	{ "purl.org/dc/terms", XML_DC },
	{ "purl.org/rss/1.0/modules/dcterms", XML_DC },
	{ "purl.org/rss/1.0/modules/content", XML_CONTENT },
	{ "purl.org/rss/1.0", XML_PLAIN },
	{ "my.netscape.com/rdf/simple/0.9", XML_PLAIN },
	{ "my.netscape.com/publish/formats/rss-0.91.dtd", XML_PLAIN },
	{ "channel.netscape.com/rdf/simple/0.9", XML_PLAIN },
	{ "purl.org/net/rss1.1#", XML_PLAIN },
	{ "purl.org/rss/2.0", XML_PLAIN },
	{ "backend.userland.com/rss", XML_PLAIN },
	{ "backend.userland.com/rss2", XML_PLAIN },
	{ "backend.userland.com/rss091", XML_PLAIN },
	{ "backend.userland.com/rss092", XML_PLAIN },
	{ "blogs.law.harvard.edu/tech/rss", XML_PLAIN },
	{ "cyber.law.harvard.edu/rss", XML_PLAIN },
	{ "cyber.law.harvard.edu/rss/rss.html", XML_PLAIN },
	{ "rssnamespace.org/feedburner/ext/1.0", XML_FEEDBURNER },
	{ "itunes.com/dtds/podcast-1.0.dtd", XML_ITUNES },
	{ "example.com/dtds/podcast-1.0.dtd", XML_ITUNES }, /* of its first draft */
	{ "search.yahoo.com/mrss", XML_MEDIA },
	{ "video.search.yahoo.com/mrss", XML_MEDIA },
	{ "tools.search.yahoo.com/mrss", XML_MEDIA },
	{ "w3.org/1999/02/22-rdf-syntax-ns#", XML_RDF },
	{ "w3.org/1999/xhtml", XML_XHTML },
	{ "w3.org/xml/1998/namespace", XML_XML },
	{ "sitemaps.org/schemas/sitemap/0.9", XML_SITEMAP },
	{ "google.com/schemas/sitemap/0.84", XML_SITEMAP },
	{ "google.com/schemas/sitemap/0.9", XML_SITEMAP },
	{ "google.com/schemas/sitemap-news/0.9", XML_NEWS },
	{ "google.com/schemas/sitemap-image/1.1", XML_IMAGE },
	{ "google.com/schemas/sitemap-image/1.0", XML_IMAGE },
};

/* What a prefix means that nobody declared, or that was bound to an address misspelt. */
static const struct {
	const char *prefix;
	enum xml_space space;
} prefixes[] = {
	{ "atom", XML_ATOM },
	{ "atom10", XML_ATOM },
	{ "a10", XML_ATOM },
	{ "content", XML_CONTENT },
	{ "dc", XML_DC },
	{ "dcterms", XML_DC },
	{ "feedburner", XML_FEEDBURNER },
	{ "image", XML_IMAGE },
	{ "itunes", XML_ITUNES },
	{ "media", XML_MEDIA },
	{ "news", XML_NEWS },
	{ "rdf", XML_RDF },
	{ "rss", XML_PLAIN },
	{ "xhtml", XML_XHTML },
	{ "xml", XML_XML },
};

/* A URI without what nobody minds: its scheme, "www." and trailing slashes. */
static struct slice
bare_uri(const char *uri)
{
	const char *slashes = strstr(uri, "://");
	struct slice rest = slice_trim(slice_of(slashes != NULL ? slashes + 3 : uri));
	if (rest.length >= 4 && strncasecmp(rest.data, "www.", 4) == 0)
		rest = (struct slice){ rest.data + 4, rest.length - 4 };
	while (rest.length > 0 && rest.data[rest.length - 1] == '/')
		rest.length--;
	return rest;
}

/* What stands before the first slash. */
static struct slice
host_of(struct slice bare)
{
	const char *slash = memchr(bare.data, '/', bare.length);
	return (struct slice){ bare.data,
		slash != NULL ? (size_t)(slash - bare.data) : bare.length };
}

/* Whether a vocabulary's address has the host of this one, which is then a slip of the pen. */
static bool
is_near(struct slice bare, enum xml_space space)
{
	for (size_t i = 0; i < sizeof(uris) / sizeof(uris[0]); i++) {
		if (uris[i].space == space &&
			slice_equals_fold(host_of(bare), host_of(slice_of(uris[i].uri))))
			return true;
	}
	return false;
}

enum xml_space
xml_space_of_prefix(const char *prefix)
{
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		if (strcasecmp(prefix, prefixes[i].prefix) == 0)
			return prefixes[i].space;
	}
	return XML_OTHER;
}

enum xml_space
xml_space_of(const char *prefix, const char *uri)
{
	struct slice bare = bare_uri(uri);
	for (size_t i = 0; i < sizeof(uris) / sizeof(uris[0]); i++) {
		if (slice_equals_fold(bare, slice_of(uris[i].uri)))
			return uris[i].space;
	}
	enum xml_space usual = prefix != NULL ? xml_space_of_prefix(prefix) : XML_OTHER;
	return is_near(bare, usual) ? usual : XML_OTHER;
}
