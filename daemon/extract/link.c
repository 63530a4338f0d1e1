/*
 * Addresses are keyed by parts, so that most need no memory; those that are odd go through
 * base/url.h.
 */
#include "extract/link.h"

#include <stddef.h>
#include <string.h>

#include "base/table.h"
#include "base/text.h"
#include "base/url.h"
#include "extract/linkpath.h"
#include "html/scan.h"

#define OWN_DIGITS_MIN     5  /* a number with as many names one page */
#define DATE_DIGITS        8  /* but not one that is a date: 20150930 */
#define OWN_SLUG_MIN_BYTES 16 /* a last segment as long names one page */
#define NAME_BYTES_MIN     3  /* of a name that two domains have in common by no chance */
#define ENDING_BYTES_MAX   7  /* ".co.uk", ".com.tr" */

/* An address as written, and what it tells. */
struct known {
	struct slice href;
	struct link_target target;
};

struct reader {
	struct arena *arena;
	const struct page *page;
	const char *base;
	struct url base_url; /* all slices empty where there is no base */
	struct slice origin; /* the base's front, as far as its host */
	struct slice bare;   /* that host without "www." */
	struct slice host;   /* the page's own, without "www." */
	uint64_t host_hash;
	struct slice domain;      /* its registrable domain; empty where unknown */
	uint64_t self, canonical; /* keys, 0 where unknown */
	uint64_t shape;
	struct slice path, query; /* of the page's own address */
	bool numbered;            /* one of them has a number */
	uint32_t own_signs;       /* of the page's own path */
	struct slice name;        /* what names the page in its own address; may be empty */
	struct known *known;      /* by hash: picture and headline, menu and foot share addresses */
	size_t known_slots; /* a power of two; of two addresses for one slot the later stays */
};

static struct slice
bare_host(struct slice host)
{
	static const char *const prefixes[] = { "www.", "m.", "amp." };
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		struct slice p = slice_of(prefixes[i]);
		if (slice_starts(host, p) &&
			memchr(host.data + p.length, '.', host.length - p.length) != NULL)
			return (struct slice){ host.data + p.length, host.length - p.length };
	}
	return host;
}

/* Whether a host is the page's own domain or stands under it. */
static bool
is_under(struct slice host, struct slice domain)
{
	if (host.length < domain.length ||
		memcmp(slice_end(host) - domain.length, domain.data, domain.length) != 0)
		return false;
	return host.length == domain.length ||
	       slice_end(host)[-(ptrdiff_t)domain.length - 1] == '.';
}

/*
 * Whether a host is the outlet's in another country: the name that it registered, "example.com",
 * with another ending, "www.example.co.uk".
 */
static bool
is_abroad(struct slice host, struct slice domain)
{
	const char *dot = memchr(domain.data, '.', domain.length);
	size_t name = dot != NULL ? (size_t)(dot - domain.data) : 0;
	if (name < NAME_BYTES_MIN)
		return false;
	while (host.length > name) {
		const char *end = memchr(host.data, '.', host.length);
		size_t label = end != NULL ? (size_t)(end - host.data) : host.length;
		if (label == name && memcmp(host.data, domain.data, name) == 0)
			return host.length - name <= ENDING_BYTES_MAX;
		if (end == NULL)
			return false;
		host = (struct slice){ end + 1, host.length - label - 1 };
	}
	return false;
}

static uint32_t
signs_of_host(const struct reader *reader, struct slice host)
{
	if (slice_equals(host, reader->host))
		return 0;
	bool sister = reader->domain.length > 0 &&
		      (is_under(host, reader->domain) || is_abroad(host, reader->domain));
	return sister ? LINK_SISTER : LINK_FOREIGN;
}

/* Without slashes at its end. */
static struct slice
bare_path(struct slice path)
{
	while (path.length > 0 && path.data[path.length - 1] == '/')
		path.length--;
	return path;
}

/* One number for what url_key would write. */
static uint64_t
key_of(const struct reader *reader, const struct url *url, struct slice host)
{
	struct slice path = bare_path(url->path);
	/* Nearly all links lead to one host, whose hash need not be made again. */
	bool own = slice_equals(host, reader->host);
	uint64_t of_host = own ? reader->host_hash : hash_bytes(host.data, host.length);
	uint64_t key = of_host * 3 + hash_bytes(path.data, path.length);
	if (url->query.length > 0) {
		/* Parameters are sorted and weeded by the one who knows how. */
		const char *query = url_query_key(reader->arena, url->query);
		size_t length = strlen(query);
		if (length > 0)
			key = key * 3 + hash_bytes(query, length);
	}
	return key | 1;
}

/*
 * The part of an address that names the page alone: the number or code with most digits, five or
 * more, else its last segment if that is long. Empty where there is neither.
 */
static struct slice
own_name(const struct url *url)
{
	struct slice longest = { url->path.data, 0 };
	struct slice path = bare_path(url->path);
	size_t most = 0, run = 0, digits = 0;
	for (size_t i = 0; i <= path.length; i++) {
		char c = i < path.length ? path.data[i] : '/';
		bool digit = c >= '0' && c <= '9';
		if (digit || ((c | 32) >= 'a' && (c | 32) <= 'z')) {
			run++;
			digits += digit;
			continue;
		}
		bool date = digits == DATE_DIGITS && run == digits;
		if (digits >= most && digits > 0 && !date) {
			most = digits;
			longest = (struct slice){ path.data + i - run, run };
		}
		run = digits = 0;
	}
	if (most >= OWN_DIGITS_MIN)
		return longest;
	const char *slash = path.length > 0 ? memrchr(path.data, '/', path.length) : NULL;
	if (slash == NULL || (size_t)(slice_end(path) - slash - 1) < OWN_SLUG_MIN_BYTES)
		return (struct slice){ url->path.data, 0 };
	return (struct slice){ slash + 1, (size_t)(slice_end(path) - slash - 1) };
}

static bool
names_own(const struct reader *reader, const struct url *url)
{
	struct slice name = reader->name;
	return name.length > 0 &&
	       (slice_find(url->path, name) != NULL || slice_find(url->query, name) != NULL);
}

static void
target_of_url(struct reader *reader, const struct url *url, struct link_target *out)
{
	struct link_path path;
	bool at_home = url->host.data == reader->base_url.host.data;
	struct slice host = at_home ? reader->bare : bare_host(url->host);
	link_path_read(url->path, url->query, &path);
	*out = (struct link_target){
		.key = key_of(reader, url, host),
		.signs = path.signs | signs_of_host(reader, host),
		.points = path.points,
		.slug = path.slug,
	};
	if (out->key == reader->self || out->key == reader->canonical)
		out->signs |= LINK_SELF;
	else if (names_own(reader, url))
		out->signs |= LINK_ABOUT;
	if (path.shape == reader->shape && reader->shape != 0 && !(out->signs & LINK_FOREIGN)) {
		out->signs |= LINK_SHAPE;
		/* Where the page itself stands under its author's name, so may others. */
		out->signs &= ~(reader->own_signs & (LINK_HARD | LINK_SOFT));
	}
	const uint32_t others = LINK_SELF | LINK_FOREIGN | LINK_HARD | LINK_SOFT | LINK_AD;
	if (reader->numbered && path.points == 0 && !(out->signs & others) &&
		link_path_alike(bare_path(url->path), reader->path) &&
		link_path_alike(url->query, reader->query)) {
		out->signs |= LINK_ALIKE;
		out->signs &= ~(uint32_t)LINK_ROOT;
	}
	if (url->fragment.length > 0 && url->fragment.data[0] != '!')
		out->signs |= LINK_PLACE;
}

/*
 * Takes the scheme and host off the front of an address. False for one that needs cleaning, and
 * where there is no host.
 */
static bool
take_host(const struct reader *reader, struct slice *href, struct slice *host)
{
	static const struct slice schemes[] = { { "https://", 8 }, { "http://", 7 }, { "//", 2 } };
	size_t from = 0, end = 0;
	*host = reader->base_url.host;
	if (reader->origin.length > 0 && slice_starts(*href, reader->origin) &&
		href->length > reader->origin.length && href->data[reader->origin.length] == '/') {
		end = reader->origin.length;
	} else {
		for (size_t i = 0; i < sizeof(schemes) / sizeof(schemes[0]) && from == 0; i++)
			from = slice_starts(*href, schemes[i]) ? schemes[i].length : 0;
		for (end = from; from > 0 && end < href->length; end++) {
			char c = href->data[end];
			if (c == '/' || c == '?' || c == '#')
				break;
			if ((c >= 'A' && c <= 'Z') || c == ':' || c == '@' || c == '%')
				return false;
		}
		if (from > 0)
			*host = (struct slice){ href->data + from, end - from };
	}
	*href = (struct slice){ href->data + end, href->length - end };
	return host->length > 0;
}

/*
 * Takes an address apart that needs no cleaning: "/path", "//host/path", "http(s)://host/path",
 * none of it in need of escapes, without dot segments. False for all others.
 */
static bool
take_apart(const struct reader *reader, struct slice href, struct url *out)
{
	*out = (struct url){ 0 };
	if (scan_address(href.data, slice_end(href)) != slice_end(href) ||
		!take_host(reader, &href, &out->host) || (href.length > 0 && href.data[0] != '/'))
		return false;
	const char *p = href.data, *end = href.data + href.length;
	const char *hash = memchr(p, '#', (size_t)(end - p));
	if (hash != NULL) {
		out->fragment = (struct slice){ hash + 1, (size_t)(end - hash - 1) };
		end = hash;
	}
	const char *question = memchr(p, '?', (size_t)(end - p));
	if (question != NULL) {
		out->query = (struct slice){ question + 1, (size_t)(end - question - 1) };
		end = question;
	}
	out->path = (struct slice){ p, (size_t)(end - p) };
	return true;
}

/* Whether an address leads to no page: within this one, by another scheme, nowhere. */
static bool
leads_nowhere(struct slice href)
{
	if (href.length == 0 || href.data[0] == '#')
		return true;
	for (size_t i = 0; i < href.length; i++) {
		char c = href.data[i];
		if (c == ':')
			return !slice_equals_fold((struct slice){ href.data, i }, SLICE("http")) &&
			       !slice_equals_fold((struct slice){ href.data, i }, SLICE("https"));
		if (!((c | 32) >= 'a' && (c | 32) <= 'z'))
			return false;
	}
	return false;
}

static void
read_href(struct reader *reader, uint32_t node, struct slice raw, struct link_target *out)
{
	struct url url;
	struct slice href = slice_trim(raw);
	out->signs = LINK_NONE;
	if (memchr(href.data, '&', href.length) != NULL) {
		const char *decoded =
			page_attribute(reader->page, reader->arena, node, ATTRIBUTE_HREF);
		href = slice_trim(slice_of(decoded));
	}
	if (leads_nowhere(href))
		return;
	if (!take_apart(reader, href, &url)) {
		const char *address = url_resolve(reader->arena, reader->base, href, true);
		if (address == NULL || !url_read(address, &url))
			return;
	}
	target_of_url(reader, &url, out);
}

/* What the address of an `a` tells. */
static struct link_target
target_of(struct reader *reader, uint32_t node)
{
	struct slice href = page_attribute_raw(reader->page, node, ATTRIBUTE_HREF);
	if (href.length == 0)
		return (struct link_target){ .signs = LINK_NONE };
	size_t slot = hash_bytes(href.data, href.length) & (reader->known_slots - 1);
	struct known *known = &reader->known[slot];
	if (slice_equals(href, known->href))
		return known->target;
	*known = (struct known){ .href = href, .target = { .signs = LINK_NONE } };
	read_href(reader, node, href, &known->target);
	return known->target;
}

static uint64_t
key_of_address(struct reader *reader, const char *address, struct link_path *own)
{
	struct url url;
	struct link_path path;
	if (address == NULL || !url_read(address, &url))
		return 0;
	link_path_read(url.path, url.query, &path);
	if (own != NULL)
		*own = path;
	return key_of(reader, &url, bare_host(url.host));
}

/* What the link itself says of where it leads. */
static uint32_t
signs_of_rel(const struct page *page, uint32_t node)
{
	struct slice rel = page_attribute_raw(page, node, ATTRIBUTE_REL);
	if (slice_find(rel, SLICE("sponsored")) != NULL)
		return LINK_PAID;
	bool beside =
		slice_equals_fold(rel, SLICE("prev")) || slice_equals_fold(rel, SLICE("next"));
	return beside ? LINK_NEXT : 0;
}

static void
init(struct reader *reader, struct arena *arena, const struct blocks *blocks, const char *base,
	const char *url, const char *canonical)
{
	*reader = (struct reader){ .arena = arena, .page = blocks->page, .base = base };
	struct url own;
	if (base != NULL && url_read(base, &reader->base_url)) {
		reader->origin =
			(struct slice){ base, (size_t)(slice_end(reader->base_url.host) - base) };
		reader->bare = bare_host(reader->base_url.host);
	}
	if (url_read(url != NULL ? url : base, &own)) {
		reader->host = bare_host(own.host);
		reader->host_hash = hash_bytes(reader->host.data, reader->host.length);
		reader->domain = slice_of(url_registrable(arena, own.host));
	}
	if (url_read(url, &own)) {
		reader->name = own_name(&own);
		reader->path = bare_path(own.path);
		reader->query = own.query;
		reader->numbered =
			link_path_has_number(own.path) || link_path_has_number(own.query);
	}
	struct link_path path = { 0 };
	reader->self = key_of_address(reader, url, &path);
	reader->shape = path.points > 0 ? path.shape : 0;
	reader->own_signs = path.signs;
	reader->canonical = key_of_address(reader, canonical, NULL);
	for (reader->known_slots = 1; reader->known_slots < blocks->link_count;)
		reader->known_slots *= 2;
	reader->known = arena_zalloc(arena, reader->known_slots, sizeof(*reader->known));
}

void
links_read(struct links *out, struct arena *arena, const struct blocks *blocks, const char *base,
	const char *url, const char *canonical)
{
	struct reader *reader = arena_alloc(arena, sizeof(*reader));
	init(reader, arena, blocks, base, url, canonical);
	out->all = arena_alloc(arena, (blocks->link_count + 1) * sizeof(*out->all));
	out->count = 0;
	for (uint32_t l = 0; l < blocks->link_count;) {
		const struct block_link *first = &blocks->links[l];
		struct link link = { .node = first->node, .first = l, .block = first->block };
		bool text = false;
		for (; l < blocks->link_count && blocks->links[l].node == link.node; l++) {
			const struct block_link *part = &blocks->links[l];
			link.words += part->words;
			if (!text && part->to > part->from)
				link.block = part->block;
			text |= part->to > part->from;
		}
		link.count = l - link.first;
		link.target = target_of(reader, link.node);
		if (link.target.signs & LINK_NONE)
			continue;
		link.target.signs |= signs_of_rel(blocks->page, link.node);
		out->all[out->count++] = link;
	}
}

const char *
link_address(struct arena *arena, const struct page *page, uint32_t node, const char *base)
{
	const char *href = page_attribute(page, arena, node, ATTRIBUTE_HREF);
	return href != NULL ? url_resolve(arena, base, slice_of(href), false) : NULL;
}
