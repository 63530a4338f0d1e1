/*
 * A tokenizer for tag soup that calls itself XML, with a stack of open elements, writing XML in
 * order.
 */
#include "extract/mend.h"

#include <string.h>

#include "extract/xml.h"
#include "extract/xmlnumber.h"
#include "html/reference.h"

#define NAME_MAX_BYTES 128 /* longer names are no names */
#define ATTRIBUTES_MAX 64  /* of one element; a root with all namespaces there are has 20 */
#define REFERENCE_MAX  40  /* bytes between & and ; */

enum role {
	ROLE_OTHER,
	ROLE_ENTRY, /* stands in no other */
	ROLE_BODY,  /* holds markup */
	ROLE_LINE,  /* holds a line of text, no member of an entry */
};

struct mender {
	const char *at, *end;
	struct buffer *out;
	mend_entity_fn *entity;
	void *context;
	bool declares;         /* the DOCTYPE declares entities: unknown references yield nothing */
	bool rooted;           /* the root element has been opened */
	const char *cdata_end; /* behind the first "]]>" ahead: looked for once for all before it */
	size_t depth;
	struct slice open[XML_DEPTH_MAX];
	enum role roles[XML_DEPTH_MAX]; /* of the elements that are open */
};

static bool
is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
	       (unsigned char)c >= 0x80;
}

static bool
is_name(char c)
{
	return is_name_start(c) || (c >= '0' && c <= '9') || c == ':' || c == '-' || c == '.';
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* A qualified name at `at`: at most one colon inside; length 0 where there is none. */
static struct slice
read_name(const char *at, const char *end)
{
	const char *start = at;
	if (at < end && is_name_start(*at))
		while (at < end && is_name(*at))
			at++;
	size_t length = (size_t)(at - start);
	const char *colon = length > 0 ? memchr(start, ':', length) : NULL;
	if (length > NAME_MAX_BYTES ||
		(colon != NULL &&
			(colon + 1 == at || !is_name_start(colon[1]) ||
				memchr(colon + 1, ':', (size_t)(at - colon - 1)) != NULL)))
		return (struct slice){ start, 0 };
	return (struct slice){ start, length };
}

static void
add(struct mender *m, struct slice text)
{
	buffer_add(m->out, text.data, text.length);
}

/* Text with what XML minds escaped; short pieces only, as references stand for. */
static void
add_escaped(struct mender *m, struct slice text)
{
	for (size_t i = 0; i < text.length; i++) {
		switch (text.data[i]) {
		case '&': add(m, SLICE("&amp;")); break;
		case '<': add(m, SLICE("&lt;")); break;
		case '>': add(m, SLICE("&gt;")); break;
		case '"': add(m, SLICE("&quot;")); break;
		default: buffer_add_char(m->out, text.data[i]); break;
		}
	}
}

/* Writes the reference "#8217", "#x2019" or, which XML has not, "#X2019". */
static void
mend_number(struct mender *m, struct slice name)
{
	bool hex = (name.data[1] | 0x20) == 'x';
	size_t skip = hex ? 2 : 1;
	add(m, hex ? SLICE("&#x") : SLICE("&#"));
	add(m, (struct slice){ name.data + skip, name.length - skip });
	add(m, SLICE(";"));
}

/* Writes what "&NAME;" stands for; false where it stands for itself. */
static bool
mend_named(struct mender *m, struct slice whole)
{
	struct slice name = { whole.data + 1, whole.length - 2 }, value;
	char utf8[8];
	size_t length;
	if (name.data[0] == '#') {
		enum xml_number number = xml_number_read(name);
		if (number == XML_NUMBER_CHARACTER)
			mend_number(m, name);
		else if (number == XML_NUMBER_OUTSIDE)
			add(m, SLICE("\xEF\xBF\xBD")); /* U+FFFD, as HTML has it */
		return number != XML_NUMBER_NONE;
	}
	if (reference_read(whole, false, utf8, &length) == whole.length) {
		add_escaped(m, (struct slice){ utf8, length });
		return true;
	}
	if (read_name(name.data, name.data + name.length).length != name.length)
		return false;
	if (m->entity == NULL || !m->entity(m->context, name, &value))
		return m->declares;
	add_escaped(m, value);
	return true;
}

/* A reference at `m->at` ('&'), as what XML has for it. */
static void
mend_reference(struct mender *m)
{
	size_t left = (size_t)(m->end - m->at - 1);
	size_t span = left < REFERENCE_MAX ? left : REFERENCE_MAX;
	const char *semicolon = memchr(m->at + 1, ';', span);
	if (semicolon != NULL && semicolon > m->at + 1 &&
		mend_named(m, (struct slice){ m->at, (size_t)(semicolon + 1 - m->at) })) {
		m->at = semicolon + 1;
		return;
	}
	add(m, SLICE("&amp;"));
	m->at++;
}

/* Text or an attribute's value up to `stop`: references mended, control characters dropped. */
static void
mend_text(struct mender *m, const char *stop, bool attribute)
{
	const char *end = m->end;
	m->end = stop;
	const char *run = m->at;
	while (m->at < stop) {
		unsigned char c = (unsigned char)*m->at;
		bool control = c < 0x20 && !is_blank((char)c);
		if (c != '&' && c != '<' && !control && c != '\f' && !(attribute && c == '"') &&
			c != '>') {
			m->at++;
			continue;
		}
		add(m, (struct slice){ run, (size_t)(m->at - run) });
		if (c == '&') {
			mend_reference(m);
		} else {
			if (!control && c != '\f')
				add_escaped(m, (struct slice){ m->at, 1 });
			m->at++;
		}
		run = m->at;
	}
	add(m, (struct slice){ run, (size_t)(m->at - run) });
	m->end = end;
}

/* Behind the first `needle` from `from` on, or the end. */
static const char *
behind(const char *from, const char *end, const char *needle)
{
	const char *found = memmem(from, (size_t)(end - from), needle, strlen(needle));
	return found != NULL ? found + strlen(needle) : end;
}

/* Where the element that is open ends, between `from` and `stop`; else `stop`. */
static const char *
end_of_element(const struct mender *m, const char *from, const char *stop)
{
	if (m->depth == 0)
		return stop;
	struct slice name = m->open[m->depth - 1];
	while (from < stop) {
		const char *tag = memmem(from, (size_t)(stop - from), "</", 2);
		if (tag == NULL)
			break;
		from = tag + 2;
		if ((size_t)(stop - from) > name.length &&
			strncasecmp(from, name.data, name.length) == 0 &&
			!is_name(from[name.length]))
			return tag;
	}
	return stop;
}

static void
mend_cdata(struct mender *m)
{
	const char *start = m->at + strlen("<![CDATA[");
	if (m->cdata_end < start)
		m->cdata_end = behind(start, m->end, "]]>");
	const char *next = m->cdata_end;
	bool closed = next - start >= 3 && memcmp(next - 3, "]]>", 3) == 0;
	const char *stop = closed ? next - 3 : next;
	if (!closed || memmem(start, (size_t)(stop - start), "<![CDATA[", 9) != NULL) {
		/* its end was forgotten: it goes as far as the element it stands in */
		stop = end_of_element(m, start, stop);
		next = stop;
	}
	if (m->depth > 0) {
		add(m, SLICE("<![CDATA["));
		const char *run = start;
		for (const char *c = start; c < stop; c++) {
			if ((unsigned char)*c >= 0x20 || (is_blank(*c) && *c != '\f'))
				continue;
			add(m, (struct slice){ run, (size_t)(c - run) });
			run = c + 1;
		}
		add(m, (struct slice){ run, (size_t)(stop - run) });
		add(m, SLICE("]]>"));
	}
	m->at = next;
}

/* Past a DOCTYPE, its internal subset included. */
static void
skip_doctype(struct mender *m)
{
	const char *at = m->at;
	while (at < m->end && *at != '[' && *at != '>')
		at++;
	const char *subset = at;
	if (at < m->end && *at == '[') {
		bool ended = false;
		while (!ended && at < m->end) {
			at = behind(at, m->end, "]");
			while (at < m->end && is_blank(*at))
				at++;
			ended = at < m->end && *at == '>';
		}
		m->declares = memmem(subset, (size_t)(at - subset), "<!ENTITY", 8) != NULL;
	}
	m->at = at < m->end ? at + 1 : at;
}

static void
close_top(struct mender *m)
{
	struct slice name = m->open[--m->depth];
	add(m, SLICE("</"));
	add(m, name);
	add(m, SLICE(">"));
}

static void
mend_end_tag(struct mender *m)
{
	struct slice name = read_name(m->at + 2, m->end);
	const char *close = name.data + name.length;
	while (close < m->end && *close != '>' && *close != '<')
		close++;
	if (close < m->end && *close == '>')
		m->at = close + 1;
	else
		m->at = name.data + name.length; /* "</title" without its end */
	for (size_t i = m->depth; i-- > 0;) {
		if (!slice_equals_fold(m->open[i], name))
			continue;
		if (i == 0 && memchr(m->at, '<', (size_t)(m->end - m->at)) != NULL && m->depth == 1)
			return; /* the root ends last: what follows still belongs to it */
		while (m->depth > i)
			close_top(m);
		return;
	}
}

/*
 * Where a value ends that a quote began; NULL where that was forgotten: the next one begins another
 * value then, in another tag.
 */
static const char *
end_of_quoted(const char *at, const char *end, char quote)
{
	const char *stop = memchr(at, quote, (size_t)(end - at));
	if (stop == NULL || stop + 1 == end || is_blank(stop[1]) ||
		memchr("/>?", stop[1], 3) != NULL)
		return stop;
	return memchr(at, '>', (size_t)(stop - at)) != NULL ? NULL : stop;
}

/*
 * The value behind an attribute's name, quoted or not; m->at goes behind it. Length 0 where there
 * is none.
 */
static struct slice
attribute_value(struct mender *m)
{
	const char *equals = m->at;
	while (equals < m->end && is_blank(*equals))
		equals++;
	if (equals == m->end || *equals != '=')
		return (struct slice){ m->at, 0 };
	m->at = equals + 1;
	while (m->at < m->end && is_blank(*m->at))
		m->at++;
	char quote = m->at < m->end ? *m->at : '\0';
	const char *stop = NULL;
	if (quote == '"' || quote == '\'') {
		m->at++;
		stop = end_of_quoted(m->at, m->end, quote);
	}
	if (stop == NULL) {
		stop = m->at;
		while (stop < m->end && !is_blank(*stop) && *stop != '>' &&
			!(*stop == '/' && stop + 1 < m->end && stop[1] == '>'))
			stop++;
	}
	struct slice value = { m->at, (size_t)(stop - m->at) };
	m->at = stop < m->end && (*stop == '"' || *stop == '\'') ? stop + 1 : stop;
	return value;
}

/* One attribute at m->at (a name); written unless its name stands in `seen` already. */
static void
mend_attribute(struct mender *m, struct slice seen[], size_t *count)
{
	struct slice name = read_name(m->at, m->end);
	if (name.length == 0) {
		m->at++;
		return;
	}
	m->at += name.length;
	bool write = *count < ATTRIBUTES_MAX;
	for (size_t i = 0; i < *count && write; i++)
		write = !slice_equals(seen[i], name);
	struct slice value = attribute_value(m);
	if (!write)
		return;
	seen[(*count)++] = name;
	const char *behind_value = m->at;
	add(m, SLICE(" "));
	add(m, name);
	add(m, SLICE("=\""));
	m->at = value.data;
	mend_text(m, value.data + value.length, true);
	add(m, SLICE("\""));
	m->at = behind_value;
}

static bool
is_one_of(struct slice name, const char *const names[])
{
	for (size_t i = 0; names[i] != NULL; i++) {
		if (slice_equals_fold(name, slice_of(names[i])))
			return true;
	}
	return false;
}

/* What an element is to a feed, by its name. */
static enum role
role_of(struct slice name)
{
	static const char *const entries[] = { "item", "entry", NULL };
	static const char *const bodies[] = { "description", "summary", "content",
		"content:encoded", NULL };
	static const char *const lines[] = { "title", "link", "guid", "pubDate", "category",
		"comments", "id", "updated", "published", "dc:date", "dc:creator", NULL };
	return is_one_of(name, entries)  ? ROLE_ENTRY
	       : is_one_of(name, bodies) ? ROLE_BODY
	       : is_one_of(name, lines)  ? ROLE_LINE
					 : ROLE_OTHER;
}

/* Closes the innermost open element of that role, and all within it. */
static void
close_innermost(struct mender *m, enum role role)
{
	for (size_t i = m->depth; i-- > 0;) {
		if (m->roles[i] != role)
			continue;
		while (m->depth > i)
			close_top(m);
		return;
	}
}

/*
 * Closes what must have ended where `name` begins: an entry inside an entry, a link inside a title,
 * a date inside a description.
 */
static void
close_forgotten(struct mender *m, struct slice name, enum role role)
{
	static const char *const never_markup[] = { "guid", "pubDate", "dc:date", "dc:creator",
		"enclosure", "comments", "description", "content:encoded", "updated", "published",
		"category", "author", NULL };
	if (role == ROLE_ENTRY) {
		close_innermost(m, ROLE_ENTRY);
		return;
	}
	bool member = role != ROLE_OTHER || slice_equals_fold(name, SLICE("author")) ||
		      slice_equals_fold(name, SLICE("enclosure"));
	if (m->depth > 0 && m->roles[m->depth - 1] == ROLE_LINE && member)
		close_top(m);
	/* HTML's <link> has attributes. */
	bool bare = slice_end(name) < m->end && *slice_end(name) == '>';
	if (member &&
		(is_one_of(name, never_markup) || (bare && slice_equals_fold(name, SLICE("link")))))
		close_innermost(m, ROLE_BODY);
}

static void
mend_start_tag(struct mender *m, struct slice name)
{
	static const char *const voids[] = { "br", "hr", "img", "wbr", "input", NULL };
	struct slice seen[ATTRIBUTES_MAX];
	size_t count = 0;
	enum role role = role_of(name);
	close_forgotten(m, name, role);
	bool write = m->depth < XML_DEPTH_MAX && (m->depth > 0 || !m->rooted);
	bool empty = is_one_of(name, voids);
	size_t mark = m->out->length;
	m->at += 1 + name.length;
	add(m, SLICE("<"));
	add(m, name);
	while (m->at < m->end && *m->at != '>' && *m->at != '<') {
		if (*m->at == '/' && m->at + 1 < m->end && m->at[1] == '>')
			empty = true;
		if (is_blank(*m->at) || *m->at == '/')
			m->at++;
		else
			mend_attribute(m, seen, &count);
	}
	if (m->at < m->end && *m->at == '>')
		m->at++;
	if (!write) {
		m->out->length = mark;
		return;
	}
	m->rooted = true;
	add(m, empty ? SLICE("/>") : SLICE(">"));
	if (empty)
		return;
	m->roles[m->depth] = role;
	m->open[m->depth++] = name;
}

/* Whether `m->at` begins with the word, case folded. */
static bool
stands(const struct mender *m, struct slice word)
{
	return (size_t)(m->end - m->at) >= word.length &&
	       strncasecmp(m->at, word.data, word.length) == 0;
}

static void
mend_tag(struct mender *m)
{
	struct slice name;
	if (stands(m, SLICE("<![CDATA["))) {
		mend_cdata(m);
	} else if (stands(m, SLICE("<!--"))) {
		m->at = behind(m->at + 4, m->end, "-->");
	} else if (stands(m, SLICE("<!DOCTYPE"))) {
		skip_doctype(m);
	} else if (stands(m, SLICE("<?")) || stands(m, SLICE("<!"))) {
		m->at = behind(m->at, m->end, ">");
	} else if (stands(m, SLICE("</"))) {
		mend_end_tag(m);
	} else if ((name = read_name(m->at + 1, m->end)).length > 0) {
		mend_start_tag(m, name);
	} else {
		if (m->depth > 0)
			add(m, SLICE("&lt;"));
		m->at++;
	}
}

void
mend_xml(struct slice text, mend_entity_fn *entity, void *context, struct buffer *out)
{
	struct mender m = { .at = text.data,
		.end = text.data + text.length,
		.cdata_end = text.data,
		.out = out,
		.entity = entity,
		.context = context };
	while (m.at < m.end && !out->overflowed) {
		const char *tag = memchr(m.at, '<', (size_t)(m.end - m.at));
		const char *stop = tag != NULL ? tag : m.end;
		if (m.depth > 0)
			mend_text(&m, stop, false);
		m.at = stop;
		if (tag != NULL)
			mend_tag(&m);
	}
	while (m.depth > 0)
		close_top(&m);
}
