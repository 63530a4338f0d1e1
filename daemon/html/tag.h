/*
 * tag.h - the names of elements as numbers, and what the HTML standard says of each.
 *
 * To add one: a row in TAG_LIST. Its letters are what the lookup hashes; two names that fall into
 * one slot are reported by the compiler (an initializer overridden), and then TAG_MULTIPLIER must
 * become another odd number. Source: html.spec.whatwg.org, sections 13.2.4.2 (special, formatting,
 * scopes), 13.2.6.5 (breakout), 15.3 (blocks).
 */
#ifndef NEWSWIRED_HTML_TAG_H
#define NEWSWIRED_HTML_TAG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum tag_trait {
	TAG_IS_BLOCK = 1 << 0,      /* starts a line of its own, table parts included */
	TAG_IS_SPECIAL = 1 << 1,    /* the standard's category "special" */
	TAG_IS_SCOPE = 1 << 2,      /* ends the search for an open element */
	TAG_IS_LIST = 1 << 3,       /* ends it for li, too */
	TAG_IS_FORMATTING = 1 << 4, /* reopened after misnesting */
	TAG_IS_VOID = 1 << 5,       /* has no content and no end tag */
	TAG_IS_RAWTEXT = 1 << 6,    /* its content is no markup, and holds no references */
	TAG_IS_RCDATA = 1 << 7,     /* its content is no markup, and holds references */
	TAG_IS_HEAD = 1 << 8,       /* belongs into the head */
	TAG_IS_HEADING = 1 << 9,    /* h1 to h6 */
	TAG_CLOSES_P = 1 << 10,     /* its start tag ends an open p */
	TAG_END_IMPLIED = 1 << 11,  /* its end tag may be left out */
	TAG_BREAKS_OUT = 1 << 12,   /* ends svg and math */
};

/* X(constant, name, (first eight letters), traits) */
#define TAG_LIST(X)                                                                                \
	X(HTML, "html", ('h', 't', 'm', 'l'), TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_IS_SCOPE)        \
	X(HEAD, "head", ('h', 'e', 'a', 'd'), TAG_IS_SPECIAL | TAG_BREAKS_OUT)                     \
	X(BODY, "body", ('b', 'o', 'd', 'y'), TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_BREAKS_OUT)      \
	X(TITLE, "title", ('t', 'i', 't', 'l', 'e'), TAG_IS_SPECIAL | TAG_IS_HEAD | TAG_IS_RCDATA) \
	X(BASE, "base", ('b', 'a', 's', 'e'), TAG_IS_SPECIAL | TAG_IS_HEAD | TAG_IS_VOID)          \
	X(LINK, "link", ('l', 'i', 'n', 'k'), TAG_IS_SPECIAL | TAG_IS_HEAD | TAG_IS_VOID)          \
	X(META, "meta", ('m', 'e', 't', 'a'),                                                      \
		TAG_IS_SPECIAL | TAG_IS_HEAD | TAG_IS_VOID | TAG_BREAKS_OUT)                       \
	X(STYLE, "style", ('s', 't', 'y', 'l', 'e'),                                               \
		TAG_IS_SPECIAL | TAG_IS_HEAD | TAG_IS_RAWTEXT)                                     \
	X(SCRIPT, "script", ('s', 'c', 'r', 'i', 'p', 't'),                                        \
		TAG_IS_SPECIAL | TAG_IS_HEAD | TAG_IS_RAWTEXT)                                     \
	X(NOSCRIPT, "noscript", ('n', 'o', 's', 'c', 'r', 'i', 'p', 't'), TAG_IS_SPECIAL)          \
	X(TEMPLATE, "template", ('t', 'e', 'm', 'p', 'l', 'a', 't', 'e'),                          \
		TAG_IS_SPECIAL | TAG_IS_HEAD | TAG_IS_SCOPE)                                       \
	X(ARTICLE, "article", ('a', 'r', 't', 'i', 'c', 'l', 'e'),                                 \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P)                                      \
	X(SECTION, "section", ('s', 'e', 'c', 't', 'i', 'o', 'n'),                                 \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P)                                      \
	X(NAV, "nav", ('n', 'a', 'v'), TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P)               \
	X(ASIDE, "aside", ('a', 's', 'i', 'd', 'e'), TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P) \
	X(H1, "h1", ('h', '1'),                                                                    \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P | TAG_IS_HEADING | TAG_BREAKS_OUT)    \
	X(H2, "h2", ('h', '2'),                                                                    \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P | TAG_IS_HEADING | TAG_BREAKS_OUT)    \
	X(H3, "h3", ('h', '3'),                                                                    \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P | TAG_IS_HEADING | TAG_BREAKS_OUT)    \
	X(H4, "h4", ('h', '4'),                                                                    \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P | TAG_IS_HEADING | TAG_BREAKS_OUT)    \
	X(H5, "h5", ('h', '5'),                                                                    \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P | TAG_IS_HEADING | TAG_BREAKS_OUT)    \
	X(H6, "h6", ('h', '6'),                                                                    \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P | TAG_IS_HEADING | TAG_BREAKS_OUT)    \
	X(HGROUP, "hgroup", ('h', 'g', 'r', 'o', 'u', 'p'),                                        \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P)                                      \
	X(HEADER, "header", ('h', 'e', 'a', 'd', 'e', 'r'),                                        \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P)                                      \
	X(FOOTER, "footer", ('f', 'o', 'o', 't', 'e', 'r'),                                        \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P)                                      \
	X(ADDRESS, "address", ('a', 'd', 'd', 'r', 'e', 's', 's'),                                 \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P)                                      \
	X(MAIN, "main", ('m', 'a', 'i', 'n'), TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P)        \
	X(SEARCH, "search", ('s', 'e', 'a', 'r', 'c', 'h'),                                        \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P)                                      \
	X(P, "p", ('p'),                                                                           \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P | TAG_END_IMPLIED | TAG_BREAKS_OUT)   \
	X(HR, "hr", ('h', 'r'),                                                                    \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P | TAG_IS_VOID | TAG_BREAKS_OUT)       \
	X(PRE, "pre", ('p', 'r', 'e'),                                                             \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P | TAG_BREAKS_OUT)                     \
	X(LISTING, "listing", ('l', 'i', 's', 't', 'i', 'n', 'g'),                                 \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P | TAG_BREAKS_OUT)                     \
	X(XMP, "xmp", ('x', 'm', 'p'), TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P)               \
	X(PLAINTEXT, "plaintext", ('p', 'l', 'a', 'i', 'n', 't', 'e', 'x'),                        \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P)                                      \
	X(BLOCKQUOTE, "blockquote", ('b', 'l', 'o', 'c', 'k', 'q', 'u', 'o'),                      \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P | TAG_BREAKS_OUT)                     \
	X(OL, "ol", ('o', 'l'),                                                                    \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P | TAG_BREAKS_OUT | TAG_IS_LIST)       \
	X(UL, "ul", ('u', 'l'),                                                                    \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P | TAG_BREAKS_OUT | TAG_IS_LIST)       \
	X(MENU, "menu", ('m', 'e', 'n', 'u'),                                                      \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P | TAG_BREAKS_OUT)                     \
	X(DIR, "dir", ('d', 'i', 'r'), TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P)               \
	X(LI, "li", ('l', 'i'), TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_END_IMPLIED | TAG_BREAKS_OUT)  \
	X(DL, "dl", ('d', 'l'), TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P | TAG_BREAKS_OUT)     \
	X(DT, "dt", ('d', 't'), TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_END_IMPLIED | TAG_BREAKS_OUT)  \
	X(DD, "dd", ('d', 'd'), TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_END_IMPLIED | TAG_BREAKS_OUT)  \
	X(FIGURE, "figure", ('f', 'i', 'g', 'u', 'r', 'e'),                                        \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P)                                      \
	X(FIGCAPTION, "figcaption", ('f', 'i', 'g', 'c', 'a', 'p', 't', 'i'),                      \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P)                                      \
	X(DIV, "div", ('d', 'i', 'v'),                                                             \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P | TAG_BREAKS_OUT)                     \
	X(CENTER, "center", ('c', 'e', 'n', 't', 'e', 'r'),                                        \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P | TAG_BREAKS_OUT)                     \
	X(DETAILS, "details", ('d', 'e', 't', 'a', 'i', 'l', 's'),                                 \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P)                                      \
	X(SUMMARY, "summary", ('s', 'u', 'm', 'm', 'a', 'r', 'y'),                                 \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P)                                      \
	X(DIALOG, "dialog", ('d', 'i', 'a', 'l', 'o', 'g'), TAG_IS_BLOCK | TAG_CLOSES_P)           \
	X(FIELDSET, "fieldset", ('f', 'i', 'e', 'l', 'd', 's', 'e', 't'),                          \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_CLOSES_P)                                      \
	X(LEGEND, "legend", ('l', 'e', 'g', 'e', 'n', 'd'), TAG_IS_BLOCK)                          \
	X(FORM, "form", ('f', 'o', 'r', 'm'), TAG_IS_BLOCK | TAG_IS_SPECIAL)                       \
	X(TABLE, "table", ('t', 'a', 'b', 'l', 'e'),                                               \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_IS_SCOPE | TAG_BREAKS_OUT)                     \
	X(CAPTION, "caption", ('c', 'a', 'p', 't', 'i', 'o', 'n'),                                 \
		TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_IS_SCOPE)                                      \
	X(COLGROUP, "colgroup", ('c', 'o', 'l', 'g', 'r', 'o', 'u', 'p'),                          \
		TAG_IS_BLOCK | TAG_IS_SPECIAL)                                                     \
	X(COL, "col", ('c', 'o', 'l'), TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_IS_VOID)                \
	X(TBODY, "tbody", ('t', 'b', 'o', 'd', 'y'), TAG_IS_BLOCK | TAG_IS_SPECIAL)                \
	X(THEAD, "thead", ('t', 'h', 'e', 'a', 'd'), TAG_IS_BLOCK | TAG_IS_SPECIAL)                \
	X(TFOOT, "tfoot", ('t', 'f', 'o', 'o', 't'), TAG_IS_BLOCK | TAG_IS_SPECIAL)                \
	X(TR, "tr", ('t', 'r'), TAG_IS_BLOCK | TAG_IS_SPECIAL)                                     \
	X(TD, "td", ('t', 'd'), TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_IS_SCOPE)                      \
	X(TH, "th", ('t', 'h'), TAG_IS_BLOCK | TAG_IS_SPECIAL | TAG_IS_SCOPE)                      \
	X(A, "a", ('a'), TAG_IS_FORMATTING)                                                        \
	X(B, "b", ('b'), TAG_IS_FORMATTING | TAG_BREAKS_OUT)                                       \
	X(BIG, "big", ('b', 'i', 'g'), TAG_IS_FORMATTING | TAG_BREAKS_OUT)                         \
	X(CODE, "code", ('c', 'o', 'd', 'e'), TAG_IS_FORMATTING | TAG_BREAKS_OUT)                  \
	X(EM, "em", ('e', 'm'), TAG_IS_FORMATTING | TAG_BREAKS_OUT)                                \
	X(FONT, "font", ('f', 'o', 'n', 't'), TAG_IS_FORMATTING)                                   \
	X(I, "i", ('i'), TAG_IS_FORMATTING | TAG_BREAKS_OUT)                                       \
	X(NOBR, "nobr", ('n', 'o', 'b', 'r'), TAG_IS_FORMATTING | TAG_BREAKS_OUT)                  \
	X(S, "s", ('s'), TAG_IS_FORMATTING | TAG_BREAKS_OUT)                                       \
	X(SMALL, "small", ('s', 'm', 'a', 'l', 'l'), TAG_IS_FORMATTING | TAG_BREAKS_OUT)           \
	X(STRIKE, "strike", ('s', 't', 'r', 'i', 'k', 'e'), TAG_IS_FORMATTING | TAG_BREAKS_OUT)    \
	X(STRONG, "strong", ('s', 't', 'r', 'o', 'n', 'g'), TAG_IS_FORMATTING | TAG_BREAKS_OUT)    \
	X(TT, "tt", ('t', 't'), TAG_IS_FORMATTING | TAG_BREAKS_OUT)                                \
	X(U, "u", ('u'), TAG_IS_FORMATTING | TAG_BREAKS_OUT)                                       \
	X(ABBR, "abbr", ('a', 'b', 'b', 'r'), 0)                                                   \
	X(ACRONYM, "acronym", ('a', 'c', 'r', 'o', 'n', 'y', 'm'), 0)                              \
	X(BDI, "bdi", ('b', 'd', 'i'), 0)                                                          \
	X(BDO, "bdo", ('b', 'd', 'o'), 0)                                                          \
	X(CITE, "cite", ('c', 'i', 't', 'e'), 0)                                                   \
	X(DATA, "data", ('d', 'a', 't', 'a'), 0)                                                   \
	X(DEL, "del", ('d', 'e', 'l'), 0)                                                          \
	X(DFN, "dfn", ('d', 'f', 'n'), 0)                                                          \
	X(INS, "ins", ('i', 'n', 's'), 0)                                                          \
	X(KBD, "kbd", ('k', 'b', 'd'), 0)                                                          \
	X(LABEL, "label", ('l', 'a', 'b', 'e', 'l'), 0)                                            \
	X(MAP, "map", ('m', 'a', 'p'), 0)                                                          \
	X(MARK, "mark", ('m', 'a', 'r', 'k'), 0)                                                   \
	X(METER, "meter", ('m', 'e', 't', 'e', 'r'), 0)                                            \
	X(OUTPUT, "output", ('o', 'u', 't', 'p', 'u', 't'), 0)                                     \
	X(PICTURE, "picture", ('p', 'i', 'c', 't', 'u', 'r', 'e'), 0)                              \
	X(PROGRESS, "progress", ('p', 'r', 'o', 'g', 'r', 'e', 's', 's'), 0)                       \
	X(Q, "q", ('q'), 0)                                                                        \
	X(SAMP, "samp", ('s', 'a', 'm', 'p'), 0)                                                   \
	X(SPAN, "span", ('s', 'p', 'a', 'n'), TAG_BREAKS_OUT)                                      \
	X(SUB, "sub", ('s', 'u', 'b'), TAG_BREAKS_OUT)                                             \
	X(SUP, "sup", ('s', 'u', 'p'), TAG_BREAKS_OUT)                                             \
	X(TIME, "time", ('t', 'i', 'm', 'e'), 0)                                                   \
	X(VAR, "var", ('v', 'a', 'r'), TAG_BREAKS_OUT)                                             \
	X(RUBY, "ruby", ('r', 'u', 'b', 'y'), TAG_BREAKS_OUT)                                      \
	X(RB, "rb", ('r', 'b'), TAG_END_IMPLIED)                                                   \
	X(RP, "rp", ('r', 'p'), TAG_END_IMPLIED)                                                   \
	X(RT, "rt", ('r', 't'), TAG_END_IMPLIED)                                                   \
	X(RTC, "rtc", ('r', 't', 'c'), TAG_END_IMPLIED)                                            \
	X(BUTTON, "button", ('b', 'u', 't', 't', 'o', 'n'), TAG_IS_SPECIAL)                        \
	X(SELECT, "select", ('s', 'e', 'l', 'e', 'c', 't'), TAG_IS_SPECIAL)                        \
	X(OPTION, "option", ('o', 'p', 't', 'i', 'o', 'n'), TAG_IS_BLOCK | TAG_END_IMPLIED)        \
	X(OPTGROUP, "optgroup", ('o', 'p', 't', 'g', 'r', 'o', 'u', 'p'),                          \
		TAG_IS_BLOCK | TAG_END_IMPLIED)                                                    \
	X(DATALIST, "datalist", ('d', 'a', 't', 'a', 'l', 'i', 's', 't'), 0)                       \
	X(INPUT, "input", ('i', 'n', 'p', 'u', 't'), TAG_IS_SPECIAL | TAG_IS_VOID)                 \
	X(TEXTAREA, "textarea", ('t', 'e', 'x', 't', 'a', 'r', 'e', 'a'),                          \
		TAG_IS_SPECIAL | TAG_IS_RCDATA)                                                    \
	X(KEYGEN, "keygen", ('k', 'e', 'y', 'g', 'e', 'n'), TAG_IS_SPECIAL | TAG_IS_VOID)          \
	X(ISINDEX, "isindex", ('i', 's', 'i', 'n', 'd', 'e', 'x'), TAG_IS_SPECIAL)                 \
	X(AUDIO, "audio", ('a', 'u', 'd', 'i', 'o'), 0)                                            \
	X(VIDEO, "video", ('v', 'i', 'd', 'e', 'o'), 0)                                            \
	X(CANVAS, "canvas", ('c', 'a', 'n', 'v', 'a', 's'), 0)                                     \
	X(OBJECT, "object", ('o', 'b', 'j', 'e', 'c', 't'), TAG_IS_SPECIAL | TAG_IS_SCOPE)         \
	X(APPLET, "applet", ('a', 'p', 'p', 'l', 'e', 't'), TAG_IS_SPECIAL | TAG_IS_SCOPE)         \
	X(MARQUEE, "marquee", ('m', 'a', 'r', 'q', 'u', 'e', 'e'), TAG_IS_SPECIAL | TAG_IS_SCOPE)  \
	X(PARAM, "param", ('p', 'a', 'r', 'a', 'm'), TAG_IS_SPECIAL | TAG_IS_VOID)                 \
	X(SOURCE, "source", ('s', 'o', 'u', 'r', 'c', 'e'), TAG_IS_SPECIAL | TAG_IS_VOID)          \
	X(TRACK, "track", ('t', 'r', 'a', 'c', 'k'), TAG_IS_SPECIAL | TAG_IS_VOID)                 \
	X(EMBED, "embed", ('e', 'm', 'b', 'e', 'd'),                                               \
		TAG_IS_SPECIAL | TAG_IS_VOID | TAG_BREAKS_OUT)                                     \
	X(IMG, "img", ('i', 'm', 'g'), TAG_IS_SPECIAL | TAG_IS_VOID | TAG_BREAKS_OUT)              \
	X(IMAGE, "image", ('i', 'm', 'a', 'g', 'e'), 0)                                            \
	X(AREA, "area", ('a', 'r', 'e', 'a'), TAG_IS_SPECIAL | TAG_IS_VOID)                        \
	X(IFRAME, "iframe", ('i', 'f', 'r', 'a', 'm', 'e'), TAG_IS_SPECIAL | TAG_IS_RAWTEXT)       \
	X(NOEMBED, "noembed", ('n', 'o', 'e', 'm', 'b', 'e', 'd'),                                 \
		TAG_IS_SPECIAL | TAG_IS_RAWTEXT)                                                   \
	X(NOFRAMES, "noframes", ('n', 'o', 'f', 'r', 'a', 'm', 'e', 's'),                          \
		TAG_IS_SPECIAL | TAG_IS_HEAD | TAG_IS_RAWTEXT)                                     \
	X(BR, "br", ('b', 'r'), TAG_IS_SPECIAL | TAG_IS_VOID | TAG_BREAKS_OUT)                     \
	X(WBR, "wbr", ('w', 'b', 'r'), TAG_IS_SPECIAL | TAG_IS_VOID)                               \
	X(BASEFONT, "basefont", ('b', 'a', 's', 'e', 'f', 'o', 'n', 't'),                          \
		TAG_IS_SPECIAL | TAG_IS_HEAD | TAG_IS_VOID)                                        \
	X(BGSOUND, "bgsound", ('b', 'g', 's', 'o', 'u', 'n', 'd'),                                 \
		TAG_IS_SPECIAL | TAG_IS_HEAD | TAG_IS_VOID)                                        \
	X(FRAME, "frame", ('f', 'r', 'a', 'm', 'e'), TAG_IS_SPECIAL | TAG_IS_VOID)                 \
	X(FRAMESET, "frameset", ('f', 'r', 'a', 'm', 'e', 's', 'e', 't'), TAG_IS_SPECIAL)          \
	X(SLOT, "slot", ('s', 'l', 'o', 't'), 0)                                                   \
	X(PORTAL, "portal", ('p', 'o', 'r', 't', 'a', 'l'), 0)                                     \
	X(SVG, "svg", ('s', 'v', 'g'), 0)                                                          \
	X(MATH, "math", ('m', 'a', 't', 'h'), 0)                                                   \
	X(FOREIGNOBJECT, "foreignobject", ('f', 'o', 'r', 'e', 'i', 'g', 'n', 'o'), 0)             \
	X(DESC, "desc", ('d', 'e', 's', 'c'), 0)                                                   \
	X(MI, "mi", ('m', 'i'), 0)                                                                 \
	X(MO, "mo", ('m', 'o'), 0)                                                                 \
	X(MN, "mn", ('m', 'n'), 0)                                                                 \
	X(MS, "ms", ('m', 's'), 0)                                                                 \
	X(MTEXT, "mtext", ('m', 't', 'e', 'x', 't'), 0)                                            \
	X(ANNOTATION_XML, "annotation-xml", ('a', 'n', 'n', 'o', 't', 'a', 't', 'i'), 0)           \
	X(MGLYPH, "mglyph", ('m', 'g', 'l', 'y', 'p', 'h'), 0)                                     \
	X(MALIGNMARK, "malignmark", ('m', 'a', 'l', 'i', 'g', 'n', 'm', 'a'), 0)

enum tag {
	TAG_DOCUMENT,
	TAG_TEXT,
	TAG_UNKNOWN, /* an element with another name, or one inside svg or math */
#define TAG_CONSTANT(constant, name, letters, traits) TAG_##constant,
	TAG_LIST(TAG_CONSTANT)
#undef TAG_CONSTANT
		TAG_COUNT /* how many there are */
};

/* Bits of enum tag_trait, by tag. */
extern const uint16_t tag_traits[TAG_COUNT];

static inline bool
tag_is(unsigned tag, unsigned traits)
{
	return (tag_traits[tag] & traits) != 0;
}

/*
 * Whether an element of that tag is a block: starts a line of its own by the standard's rendering
 * section (15.3).
 */
static inline bool
tag_is_block(unsigned tag)
{
	return tag_is(tag, TAG_IS_BLOCK);
}

/* The tag of a name, ASCII case folded; TAG_UNKNOWN where there is none. */
enum tag tag_find(const char *name, size_t length);

/* The tag's name in lower case; "#text", "#document" and "" for the first three. */
const char *tag_name(enum tag tag);

#endif
