/* What a page tells machines: one pass over its elements. */
#include "extract/signals.h"

#include <string.h>

#include "base/text.h"
#include "extract/credit.h"
#include "extract/jsonld.h"
#include "extract/line.h"
#include "html/reference.h"
#include "words/meta-names.h"

#define TIMES_MAX       40 /* of the dates, from <time>: the article's own stand early in the page */
#define ITEMS_MAX       96  /* elements with itemprop that are read; each may cost its text */
#define ITEM_NAME_BYTES 400 /* a longer text under itemprop=author is a box about him */
#define VALUE_MAX_BYTES \
	8192 /* of a meta's content, or an element's text; longer ones are no field of ours */
#define VALUE_NODES_MAX 256 /* an element that holds more is no value but a part of the page */

struct gather {
	struct signals *out;
	struct arena *arena;
	const struct page *page;
	struct jsonld jsonld;
	size_t times, items;
};

const char *
signal_name(enum signal signal)
{
	switch (signal) {
	case SIGNAL_NONE: return "nothing";
	case SIGNAL_RULE: return "the outlet's rule";
	case SIGNAL_LD: return "JSON-LD";
	case SIGNAL_META: return "meta";
	case SIGNAL_PAGE: return "JSON-LD WebPage";
	case SIGNAL_ITEM: return "microdata";
	case SIGNAL_WEAK: return "other meta";
	case SIGNAL_REL: return "rel";
	case SIGNAL_TIME: return "time element";
	case SIGNAL_TEXT: return "visible text";
	}
	return "";
}

/* An attribute's value decoded and folded; NULL where it is missing or empty. */
static const char *
value_of(const struct gather *gather, uint32_t node, enum attribute_name name)
{
	struct slice raw = slice_trim(page_attribute_raw(gather->page, node, name));
	if (raw.data == NULL || raw.length == 0 || raw.length > VALUE_MAX_BYTES)
		return NULL;
	/* Decoded twice: templates escape what is escaped. */
	if (memchr(raw.data, '&', raw.length) != NULL)
		raw = slice_of(reference_text(gather->arena, raw, true));
	if (memchr(raw.data, '&', raw.length) != NULL)
		raw = slice_of(reference_text(gather->arena, raw, false));
	const char *folded = text_fold(gather->arena, raw);
	return folded[0] == '\0' ? NULL : folded;
}

/* The first value of a signal stays. */
static void
set(const char **field, const char *value)
{
	if (*field == NULL)
		*field = value;
}

/* The text of an element that may be a value; "" where it holds too much. */
static const char *
text_value(const struct gather *gather, uint32_t node)
{
	const struct node *nodes = gather->page->nodes;
	size_t bytes = 0;
	if (nodes[node].end - node > VALUE_NODES_MAX)
		return "";
	page_subtree(gather->page, node, inner)
		bytes += nodes[inner].tag == TAG_TEXT ? nodes[inner].length : 0;
	return bytes > VALUE_MAX_BYTES ? "" : page_text_folded(gather->page, gather->arena, node);
}

static void
add_name(struct gather *gather, const char *text, enum signal signal, uint32_t node)
{
	struct signals *out = gather->out;
	if (text != NULL && text[0] != '\0' && strncmp(text, "http", 4) != 0 && text[0] != '/' &&
		out->name_count < SIGNAL_NAMES_MAX)
		out->names[out->name_count++] =
			(struct signal_name){ .text = text, .signal = signal, .node = node };
}

static void
add_date(struct gather *gather, const char *text, enum signal signal, bool updated, uint32_t node)
{
	struct signals *out = gather->out;
	if (text != NULL && text[0] != '\0' && out->date_count < SIGNAL_DATES_MAX)
		out->dates[out->date_count++] = (struct signal_date){ text, signal, updated, node };
}

static void
take_meta(struct gather *gather, int group, const char *value, uint32_t node)
{
	struct signals *out = gather->out;
	switch (group) {
	case META_HEADLINE_OG: set(&out->headline_og, value); break;
	case META_HEADLINE_TWITTER: set(&out->headline_twitter, value); break;
	case META_HEADLINE: set(&out->headline_meta, value); break;
	case META_TYPE: set(&out->type, value); break;
	case META_DESCRIPTION_OG: out->description = value; break;
	case META_DESCRIPTION: set(&out->description, value); break;
	case META_SITE: out->site_name = value; break;
	case META_SITE_WEAK: set(&out->site_name, value); break;
	case META_AUTHOR: add_name(gather, value, SIGNAL_META, 0); break;
	case META_AUTHOR_WEAK: add_name(gather, value, SIGNAL_WEAK, 0); break;
	case META_PUBLISHED: add_date(gather, value, SIGNAL_META, false, node); break;
	case META_PUBLISHED_WEAK: add_date(gather, value, SIGNAL_WEAK, false, node); break;
	case META_UPDATED: add_date(gather, value, SIGNAL_META, true, node); break;
	case META_UPDATED_WEAK: add_date(gather, value, SIGNAL_WEAK, true, node); break;
	case META_SECTION: out->section_meta = value; break;
	case META_SECTION_WEAK: set(&out->section_meta, value); break;
	case META_LANGUAGE: set(&out->language_meta, value); break;
	case META_LOCALE: set(&out->language_og, value); break;
	case META_URL: set(&out->canonical_og, value); break;
	case META_IMAGE: out->image = value; break;
	case META_IMAGE_WEAK: set(&out->image, value); break;
	}
}

static void
read_meta(struct gather *gather, uint32_t node)
{
	static const enum attribute_name keys[] = { ATTRIBUTE_PROPERTY, ATTRIBUTE_NAME,
		ATTRIBUTE_HTTP_EQUIV };
	char lower[META_NAMES_LONGEST + 8];
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		struct slice key = slice_trim(page_attribute_raw(gather->page, node, keys[i]));
		if (key.data == NULL || key.length == 0 || key.length > META_NAMES_LONGEST)
			continue;
		size_t length = line_lower(key, lower, sizeof(lower));
		const struct word *word = meta_names_find(lower, length);
		if (word == NULL)
			continue;
		const char *value = value_of(gather, node, ATTRIBUTE_CONTENT);
		if (value != NULL)
			take_meta(gather, word->group, value, node);
		return;
	}
}

/* Whether a blank-separated list of tokens has one. */
static bool
has_token(struct slice list, struct slice token)
{
	for (size_t at = 0; at + token.length <= list.length; at++) {
		bool starts = at == 0 || slice_is_space(list.data[at - 1]);
		size_t end = at + token.length;
		bool ends = end == list.length || slice_is_space(list.data[end]);
		if (starts && ends && strncasecmp(list.data + at, token.data, token.length) == 0)
			return true;
	}
	return false;
}

static void
read_link(struct gather *gather, uint32_t node)
{
	struct slice rel = page_attribute_raw(gather->page, node, ATTRIBUTE_REL);
	if (rel.data != NULL && has_token(rel, SLICE("canonical")))
		set(&gather->out->canonical_link, value_of(gather, node, ATTRIBUTE_HREF));
}

/* What an element with itemprop says: content, datetime, or its text. */
static const char *
item_value(struct gather *gather, uint32_t node)
{
	const char *value = value_of(gather, node, ATTRIBUTE_CONTENT);
	if (value == NULL)
		value = value_of(gather, node, ATTRIBUTE_DATETIME);
	if (value != NULL || gather->page->nodes[node].tag == TAG_META)
		return value;
	value = text_value(gather, node);
	return value[0] == '\0' ? NULL : value;
}

/* The moment that an element shows; some have it in the title: <abbr title="2024-05-03T16:47:00Z">. */
static const char *
item_date(struct gather *gather, uint32_t node)
{
	bool told = value_of(gather, node, ATTRIBUTE_CONTENT) != NULL ||
		    value_of(gather, node, ATTRIBUTE_DATETIME) != NULL;
	const char *title = told ? NULL : value_of(gather, node, ATTRIBUTE_TITLE);
	return title != NULL && line_has_digit(slice_of(title)) ? title : item_value(gather, node);
}

static void
read_item_author(struct gather *gather, uint32_t node)
{
	/* Its name, where it is an object of its own. */
	bool named = false;
	page_subtree(gather->page, node, inner) {
		struct slice prop = page_attribute_raw(gather->page, inner, ATTRIBUTE_ITEMPROP);
		if (prop.data != NULL && has_token(prop, SLICE("name"))) {
			add_name(gather, item_value(gather, inner), SIGNAL_ITEM, node);
			named = true;
		}
	}
	const char *value = named ? NULL : item_value(gather, node);
	/* Photos have authors, too: "(Image: Ann Lee)". */
	if (value != NULL && strlen(value) <= ITEM_NAME_BYTES && !credit_is_photo(value))
		add_name(gather, value, SIGNAL_ITEM, node);
}

static void
read_item(struct gather *gather, uint32_t node, struct slice prop)
{
	struct signals *out = gather->out;
	if (has_token(prop, SLICE("headline")))
		set(&out->headline_item, item_value(gather, node));
	else if (has_token(prop, SLICE("datePublished")))
		add_date(gather, item_date(gather, node), SIGNAL_ITEM, false, node);
	else if (has_token(prop, SLICE("dateModified")))
		add_date(gather, item_date(gather, node), SIGNAL_ITEM, true, node);
	else if (has_token(prop, SLICE("author")))
		read_item_author(gather, node);
	else if (has_token(prop, SLICE("articleSection")))
		set(&out->section_meta, item_value(gather, node));
}

static void
read_time(struct gather *gather, uint32_t node)
{
	if (gather->times == TIMES_MAX)
		return;
	const char *value = value_of(gather, node, ATTRIBUTE_DATETIME);
	if (value == NULL)
		value = text_value(gather, node);
	gather->times += value[0] != '\0';
	add_date(gather, value, SIGNAL_TIME, false, node);
}

/* Whether an element may tell something; few do. */
static bool
may_tell(const struct node *n)
{
	const uint32_t names = page_name_bit(ATTRIBUTE_ITEMPROP);
	switch ((enum tag)n->tag) {
	case TAG_TEXT: return false;
	case TAG_HTML:
	case TAG_META:
	case TAG_LINK:
	case TAG_BASE:
	case TAG_SCRIPT:
	case TAG_TITLE:
	case TAG_TIME: return true;
	case TAG_A: return (n->names & (names | page_name_bit(ATTRIBUTE_REL))) != 0;
	case TAG_ABBR: return (n->names & (names | page_name_bit(ATTRIBUTE_TITLE))) != 0;
	default: return (n->names & names) != 0;
	}
}

/* `<abbr class="published" title="2015-09-30T09:20Z">`, as pages told dates before there was `time`. */
static void
read_abbreviation(struct gather *gather, uint32_t node)
{
	struct slice name = page_attribute_raw(gather->page, node, ATTRIBUTE_CLASS);
	bool updated = has_token(name, SLICE("updated"));
	if (gather->times < TIMES_MAX && (updated || has_token(name, SLICE("published")) ||
						 has_token(name, SLICE("date")))) {
		gather->times++;
		add_date(gather, value_of(gather, node, ATTRIBUTE_TITLE), SIGNAL_TIME,
			updated && !has_token(name, SLICE("published")), node);
	}
}

static void
read_element(struct gather *gather, uint32_t node)
{
	const struct page *page = gather->page;
	struct slice value;
	switch ((enum tag)page->nodes[node].tag) {
	case TAG_HTML:
		set(&gather->out->language_html, value_of(gather, node, ATTRIBUTE_LANG));
		set(&gather->out->language_html, value_of(gather, node, ATTRIBUTE_XML_LANG));
		break;
	case TAG_META: read_meta(gather, node); break;
	case TAG_LINK: read_link(gather, node); break;
	case TAG_BASE: set(&gather->out->base, value_of(gather, node, ATTRIBUTE_HREF)); break;
	case TAG_SCRIPT:
		value = page_attribute_raw(page, node, ATTRIBUTE_TYPE);
		if (value.data != NULL && value.length >= 19 &&
			slice_equals_fold(line_part(slice_trim(value), 0, 19),
				SLICE("application/ld+json"))) {
			jsonld_add(&gather->jsonld, page_raw(page, node));
			if (gather->out->ld_first == 0)
				gather->out->ld_first = node;
			gather->out->ld_end = node + 1;
		}
		break;
	case TAG_TITLE:
		/* An SVG's titles come later than the page's. */
		if (gather->out->title == NULL) {
			value = page_raw(page, node);
			value = slice_of(reference_text(gather->arena, value, false));
			gather->out->title = text_fold(gather->arena, value);
		}
		break;
	case TAG_A:
		value = page_attribute_raw(page, node, ATTRIBUTE_REL);
		if (value.data != NULL && has_token(value, SLICE("author")) &&
			gather->out->name_count < SIGNAL_NAMES_MAX)
			add_name(gather, page_text_folded(page, gather->arena, node), SIGNAL_REL,
				node);
		break;
	case TAG_TIME:
		if (page_attribute_raw(page, node, ATTRIBUTE_ITEMPROP).data == NULL)
			read_time(gather, node);
		break;
	case TAG_ABBR: read_abbreviation(gather, node); break;
	default: break;
	}
}

void
signals_read(struct signals *out, struct arena *arena, const struct page *page,
	const struct extract_request *request)
{
	memset(out, 0, sizeof(*out));
	struct gather gather = { .out = out, .arena = arena, .page = page };
	uint32_t items_until = 0;
	for (uint32_t node = 1; node < page->count; node++) {
		const struct node *n = &page->nodes[node];
		if (!may_tell(n))
			continue;
		struct slice prop = page_attribute_raw(page, node, ATTRIBUTE_ITEMPROP);
		/* No author within an author: each node of the page is looked at once more at most. */
		if (prop.data != NULL && node >= items_until && gather.items < ITEMS_MAX) {
			gather.items++;
			read_item(&gather, node, prop);
			if (has_token(prop, SLICE("author")))
				items_until = n->end;
		}
		read_element(&gather, node);
	}
	if (out->title != NULL && out->title[0] == '\0')
		out->title = NULL;
	jsonld_read(&gather.jsonld, arena, request->url, out);
}
