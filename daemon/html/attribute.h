/*
 * attribute.h - the attributes that extraction asks for, as numbers.
 *
 * To add one: a row in ATTRIBUTE_LIST; see html/tag.h.
 */
#ifndef NEWSWIRED_HTML_ATTRIBUTE_H
#define NEWSWIRED_HTML_ATTRIBUTE_H

#include <stddef.h>
#include <stdint.h>

/* X(constant, name, (first eight letters)) */
#define ATTRIBUTE_LIST(X)                                                                   \
	X(CLASS, "class", ('c', 'l', 'a', 's', 's'))                                        \
	X(ID, "id", ('i', 'd'))                                                             \
	X(HREF, "href", ('h', 'r', 'e', 'f'))                                               \
	X(SRC, "src", ('s', 'r', 'c'))                                                      \
	X(SRCSET, "srcset", ('s', 'r', 'c', 's', 'e', 't'))                                 \
	X(SIZES, "sizes", ('s', 'i', 'z', 'e', 's'))                                        \
	X(ALT, "alt", ('a', 'l', 't'))                                                      \
	X(TITLE, "title", ('t', 'i', 't', 'l', 'e'))                                        \
	X(REL, "rel", ('r', 'e', 'l'))                                                      \
	X(TYPE, "type", ('t', 'y', 'p', 'e'))                                               \
	X(NAME, "name", ('n', 'a', 'm', 'e'))                                               \
	X(CONTENT, "content", ('c', 'o', 'n', 't', 'e', 'n', 't'))                          \
	X(PROPERTY, "property", ('p', 'r', 'o', 'p', 'e', 'r', 't', 'y'))                   \
	X(CHARSET, "charset", ('c', 'h', 'a', 'r', 's', 'e', 't'))                          \
	X(HTTP_EQUIV, "http-equiv", ('h', 't', 't', 'p', '-', 'e', 'q', 'u'))               \
	X(MEDIA, "media", ('m', 'e', 'd', 'i', 'a'))                                        \
	X(LANG, "lang", ('l', 'a', 'n', 'g'))                                               \
	X(XML_LANG, "xml:lang", ('x', 'm', 'l', ':', 'l', 'a', 'n', 'g'))                   \
	X(HREFLANG, "hreflang", ('h', 'r', 'e', 'f', 'l', 'a', 'n', 'g'))                   \
	X(DIR, "dir", ('d', 'i', 'r'))                                                      \
	X(STYLE, "style", ('s', 't', 'y', 'l', 'e'))                                        \
	X(HIDDEN, "hidden", ('h', 'i', 'd', 'd', 'e', 'n'))                                 \
	X(ROLE, "role", ('r', 'o', 'l', 'e'))                                               \
	X(VALUE, "value", ('v', 'a', 'l', 'u', 'e'))                                        \
	X(WIDTH, "width", ('w', 'i', 'd', 't', 'h'))                                        \
	X(HEIGHT, "height", ('h', 'e', 'i', 'g', 'h', 't'))                                 \
	X(ALIGN, "align", ('a', 'l', 'i', 'g', 'n'))                                        \
	X(COLOR, "color", ('c', 'o', 'l', 'o', 'r'))                                        \
	X(FACE, "face", ('f', 'a', 'c', 'e'))                                               \
	X(SIZE, "size", ('s', 'i', 'z', 'e'))                                               \
	X(BGCOLOR, "bgcolor", ('b', 'g', 'c', 'o', 'l', 'o', 'r'))                          \
	X(BACKGROUND, "background", ('b', 'a', 'c', 'k', 'g', 'r', 'o', 'u'))               \
	X(BORDER, "border", ('b', 'o', 'r', 'd', 'e', 'r'))                                 \
	X(TARGET, "target", ('t', 'a', 'r', 'g', 'e', 't'))                                 \
	X(ITEMPROP, "itemprop", ('i', 't', 'e', 'm', 'p', 'r', 'o', 'p'))                   \
	X(ITEMTYPE, "itemtype", ('i', 't', 'e', 'm', 't', 'y', 'p', 'e'))                   \
	X(ITEMSCOPE, "itemscope", ('i', 't', 'e', 'm', 's', 'c', 'o', 'p'))                 \
	X(ITEMID, "itemid", ('i', 't', 'e', 'm', 'i', 'd'))                                 \
	X(ITEMREF, "itemref", ('i', 't', 'e', 'm', 'r', 'e', 'f'))                          \
	X(DATETIME, "datetime", ('d', 'a', 't', 'e', 't', 'i', 'm', 'e'))                   \
	X(PUBDATE, "pubdate", ('p', 'u', 'b', 'd', 'a', 't', 'e'))                          \
	X(ARIA_HIDDEN, "aria-hidden", ('a', 'r', 'i', 'a', '-', 'h', 'i', 'd'))             \
	X(ARIA_LABEL, "aria-label", ('a', 'r', 'i', 'a', '-', 'l', 'a', 'b'))               \
	X(ARIA_LABELLEDBY, "aria-labelledby", ('a', 'r', 'i', 'a', '-', 'l', 'a', 'b'))     \
	X(ARIA_LEVEL, "aria-level", ('a', 'r', 'i', 'a', '-', 'l', 'e', 'v'))               \
	X(ARIA_EXPANDED, "aria-expanded", ('a', 'r', 'i', 'a', '-', 'e', 'x', 'p'))         \
	X(CITE, "cite", ('c', 'i', 't', 'e'))                                               \
	X(DATA, "data", ('d', 'a', 't', 'a'))                                               \
	X(ACTION, "action", ('a', 'c', 't', 'i', 'o', 'n'))                                 \
	X(METHOD, "method", ('m', 'e', 't', 'h', 'o', 'd'))                                 \
	X(FOR, "for", ('f', 'o', 'r'))                                                      \
	X(COLSPAN, "colspan", ('c', 'o', 'l', 's', 'p', 'a', 'n'))                          \
	X(ROWSPAN, "rowspan", ('r', 'o', 'w', 's', 'p', 'a', 'n'))                          \
	X(SPAN, "span", ('s', 'p', 'a', 'n'))                                               \
	X(START, "start", ('s', 't', 'a', 'r', 't'))                                        \
	X(OPEN, "open", ('o', 'p', 'e', 'n'))                                               \
	X(POSTER, "poster", ('p', 'o', 's', 't', 'e', 'r'))                                 \
	X(USEMAP, "usemap", ('u', 's', 'e', 'm', 'a', 'p'))                                 \
	X(CODE, "code", ('c', 'o', 'd', 'e'))                                               \
	X(ENCODING, "encoding", ('e', 'n', 'c', 'o', 'd', 'i', 'n', 'g'))                   \
	X(XLINK_HREF, "xlink:href", ('x', 'l', 'i', 'n', 'k', ':', 'h', 'r'))               \
	X(DATA_SRC, "data-src", ('d', 'a', 't', 'a', '-', 's', 'r', 'c'))                   \
	X(DATA_SRCSET, "data-srcset", ('d', 'a', 't', 'a', '-', 's', 'r', 'c'))             \
	X(DATA_ORIGINAL, "data-original", ('d', 'a', 't', 'a', '-', 'o', 'r', 'i'))         \
	X(DATA_LAZY_SRC, "data-lazy-src", ('d', 'a', 't', 'a', '-', 'l', 'a', 'z'))         \
	X(DATA_LAZY_SRCSET, "data-lazy-srcset", ('d', 'a', 't', 'a', '-', 'l', 'a', 'z'))   \
	X(DATA_ORIGINAL_SRC, "data-original-src", ('d', 'a', 't', 'a', '-', 'o', 'r', 'i')) \
	X(DATA_HREF, "data-href", ('d', 'a', 't', 'a', '-', 'h', 'r', 'e'))                 \
	X(DATA_URL, "data-url", ('d', 'a', 't', 'a', '-', 'u', 'r', 'l'))                   \
	X(DATA_LINK, "data-link", ('d', 'a', 't', 'a', '-', 'l', 'i', 'n'))                 \
	X(DATA_TITLE, "data-title", ('d', 'a', 't', 'a', '-', 't', 'i', 't'))               \
	X(DATA_HEADLINE, "data-headline", ('d', 'a', 't', 'a', '-', 'h', 'e', 'a'))         \
	X(DATA_DATE, "data-date", ('d', 'a', 't', 'a', '-', 'd', 'a', 't'))                 \
	X(DATA_TIME, "data-time", ('d', 'a', 't', 'a', '-', 't', 'i', 'm'))                 \
	X(DATA_DATETIME, "data-datetime", ('d', 'a', 't', 'a', '-', 'd', 'a', 't'))         \
	X(DATA_TIMESTAMP, "data-timestamp", ('d', 'a', 't', 'a', '-', 't', 'i', 'm'))       \
	X(DATA_PUBLISHED, "data-published", ('d', 'a', 't', 'a', '-', 'p', 'u', 'b'))       \
	X(DATA_UTC, "data-utc", ('d', 'a', 't', 'a', '-', 'u', 't', 'c'))                   \
	X(DATA_CAPTION, "data-caption", ('d', 'a', 't', 'a', '-', 'c', 'a', 'p'))           \
	X(DATA_CREDIT, "data-credit", ('d', 'a', 't', 'a', '-', 'c', 'r', 'e'))             \
	X(DATA_AUTHOR, "data-author", ('d', 'a', 't', 'a', '-', 'a', 'u', 't'))             \
	X(DATA_ID, "data-id", ('d', 'a', 't', 'a', '-', 'i', 'd'))                          \
	X(DATA_TYPE, "data-type", ('d', 'a', 't', 'a', '-', 't', 'y', 'p'))                 \
	X(DATA_NAME, "data-name", ('d', 'a', 't', 'a', '-', 'n', 'a', 'm'))                 \
	X(DATA_COMPONENT, "data-component", ('d', 'a', 't', 'a', '-', 'c', 'o', 'm'))       \
	X(DATA_TESTID, "data-testid", ('d', 'a', 't', 'a', '-', 't', 'e', 's'))             \
	X(DATA_TEST, "data-test", ('d', 'a', 't', 'a', '-', 't', 'e', 's'))                 \
	X(DATA_QA, "data-qa", ('d', 'a', 't', 'a', '-', 'q', 'a'))                          \
	X(DATA_MODULE, "data-module", ('d', 'a', 't', 'a', '-', 'm', 'o', 'd'))             \
	X(DATA_NOSNIPPET, "data-nosnippet", ('d', 'a', 't', 'a', '-', 'n', 'o', 's'))       \
	X(DATA_IMAGE, "data-image", ('d', 'a', 't', 'a', '-', 'i', 'm', 'a'))               \
	X(DATA_BG, "data-bg", ('d', 'a', 't', 'a', '-', 'b', 'g'))                          \
	X(DATA_SECTION, "data-section", ('d', 'a', 't', 'a', '-', 's', 'e', 'c'))           \
	X(DATA_DESCRIPTION, "data-description", ('d', 'a', 't', 'a', '-', 'd', 'e', 's'))   \
	X(DATA_REACTROOT, "data-reactroot", ('d', 'a', 't', 'a', '-', 'r', 'e', 'a'))       \
	X(ASYNC, "async", ('a', 's', 'y', 'n', 'c'))                                        \
	X(DEFER, "defer", ('d', 'e', 'f', 'e', 'r'))                                        \
	X(LOADING, "loading", ('l', 'o', 'a', 'd', 'i', 'n', 'g'))                          \
	X(ONCLICK, "onclick", ('o', 'n', 'c', 'l', 'i', 'c', 'k'))                          \
	X(SUMMARY, "summary", ('s', 'u', 'm', 'm', 'a', 'r', 'y'))                          \
	X(CHECKED, "checked", ('c', 'h', 'e', 'c', 'k', 'e', 'd'))                          \
	X(DISABLED, "disabled", ('d', 'i', 's', 'a', 'b', 'l', 'e', 'd'))                   \
	X(SELECTED, "selected", ('s', 'e', 'l', 'e', 'c', 't', 'e', 'd'))                   \
	X(PLACEHOLDER, "placeholder", ('p', 'l', 'a', 'c', 'e', 'h', 'o', 'l'))             \
	X(LABEL, "label", ('l', 'a', 'b', 'e', 'l'))                                        \
	X(ACCEPT, "accept", ('a', 'c', 'c', 'e', 'p', 't'))                                 \
	X(ABBR, "abbr", ('a', 'b', 'b', 'r'))                                               \
	X(HEADERS, "headers", ('h', 'e', 'a', 'd', 'e', 'r', 's'))                          \
	X(SCOPE, "scope", ('s', 'c', 'o', 'p', 'e'))                                        \
	X(TABINDEX, "tabindex", ('t', 'a', 'b', 'i', 'n', 'd', 'e', 'x'))                   \
	X(TYPEOF, "typeof", ('t', 'y', 'p', 'e', 'o', 'f'))                                 \
	X(VOCAB, "vocab", ('v', 'o', 'c', 'a', 'b'))                                        \
	X(RESOURCE, "resource", ('r', 'e', 's', 'o', 'u', 'r', 'c', 'e'))                   \
	X(ABOUT, "about", ('a', 'b', 'o', 'u', 't'))                                        \
	X(SLOT, "slot", ('s', 'l', 'o', 't'))                                               \
	X(AS, "as", ('a', 's'))                                                             \
	X(CROSSORIGIN, "crossorigin", ('c', 'r', 'o', 's', 's', 'o', 'r', 'i'))             \
	X(INTEGRITY, "integrity", ('i', 'n', 't', 'e', 'g', 'r', 'i', 't'))                 \
	X(FETCHPRIORITY, "fetchpriority", ('f', 'e', 't', 'c', 'h', 'p', 'r', 'i'))         \
	X(FRAMEBORDER, "frameborder", ('f', 'r', 'a', 'm', 'e', 'b', 'o', 'r'))             \
	X(ALLOW, "allow", ('a', 'l', 'l', 'o', 'w'))

enum attribute_name {
	ATTRIBUTE_OTHER,
#define ATTRIBUTE_CONSTANT(constant, name, letters) ATTRIBUTE_##constant,
	ATTRIBUTE_LIST(ATTRIBUTE_CONSTANT)
#undef ATTRIBUTE_CONSTANT
		ATTRIBUTE_COUNT /* at most 256: a struct attribute keeps it in a byte */
};

/* The number of a name, ASCII case folded; ATTRIBUTE_OTHER where it has none. */
enum attribute_name attribute_find(const char *name, size_t length);

#endif
