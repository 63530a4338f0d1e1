/* The tokenizer: tags, attributes, and the ends of text, comments, scripts. */
#include "html/token.h"

#include <string.h>
#include <strings.h>

#include "base/slice.h"
#include "html/name.h"
#include "html/scan.h"

/* Room made at first: a news page has an attribute for some hundred bytes. */
#define BYTES_PER_ATTRIBUTE 64
#define ATTRIBUTES_MIN      64

void
tokenizer_init(struct tokenizer *t, struct arena *arena, const char *bytes, size_t length)
{
	*t = (struct tokenizer){
		.bytes = bytes, .at = bytes, .end = bytes + length, .arena = arena
	};
	t->attribute_capacity = length / BYTES_PER_ATTRIBUTE + ATTRIBUTES_MIN;
	t->attributes = arena_alloc(arena, t->attribute_capacity * sizeof(*t->attributes));
}

static uint32_t
offset(const struct tokenizer *t, const char *at)
{
	return (uint32_t)(at - t->bytes);
}

/* The byte after the next `c`, or the end of the page. */
static const char *
after(const struct tokenizer *t, const char *at, char c)
{
	const char *found = at < t->end ? memchr(at, c, (size_t)(t->end - at)) : NULL;
	return found != NULL ? found + 1 : t->end;
}

static bool
starts_with(const struct tokenizer *t, const char *at, struct slice word)
{
	return (size_t)(t->end - at) >= word.length && strncasecmp(at, word.data, word.length) == 0;
}

/*
 * `inside` is the byte after "<!--": the byte after the comment. "<!-->" is one, too: its dashes
 * count twice.
 */
static const char *
after_comment(const struct tokenizer *t, const char *inside)
{
	const char *mark = inside;
	for (; (mark = memchr(mark, '>', (size_t)(t->end - mark))) != NULL; mark++) {
		if (mark[-1] == '-' && mark[-2] == '-')
			return mark + 1;
		if (mark - inside >= 3 && mark[-1] == '!' && mark[-2] == '-' && mark[-3] == '-')
			return mark + 1;
	}
	return t->end;
}

static void
set_text(const struct tokenizer *t, struct token *token, const char *start, const char *end,
	bool marked)
{
	/* Behind most text stands a tag, no white space: sixteen bytes may be looked at. */
	bool blank = scan_space(start, t->end) >= end;
	*token = (struct token){
		.kind = TOKEN_TEXT,
		.tag = TAG_TEXT,
		.start = offset(t, start),
		.length = (uint32_t)(end - start),
		.flags = (uint16_t)((marked ? NODE_HAS_REFERENCES : 0) | (blank ? NODE_BLANK : 0)),
	};
}

/* "<![CDATA[" inside svg and math: text without references. `at` is the byte after it. */
static void
read_cdata(struct tokenizer *t, const char *at, struct token *token)
{
	const char *mark = at;
	for (; (mark = memchr(mark, '>', (size_t)(t->end - mark))) != NULL; mark++) {
		if (mark - at >= 2 && mark[-1] == ']' && mark[-2] == ']')
			break;
	}
	set_text(t, token, at, mark != NULL ? mark - 2 : t->end, false);
	t->at = mark != NULL ? mark + 1 : t->end;
}

/* "<!...", "<?...": a doctype or CDATA becomes a token, anything else is passed over. */
static bool
read_declaration(struct tokenizer *t, struct token *token)
{
	const char *at = t->at;
	if (starts_with(t, at, SLICE("<!--"))) {
		t->at = after_comment(t, at + 4);
		return false;
	}
	if (t->foreign && (size_t)(t->end - at) >= 9 && memcmp(at, "<![CDATA[", 9) == 0) {
		read_cdata(t, at + 9, token);
		return token->length > 0;
	}
	t->at = after(t, at, '>');
	if (!starts_with(t, at, SLICE("<!doctype")))
		return false;
	const char *close = t->at[-1] == '>' ? t->at - 1 : t->at;
	*token = (struct token){
		.kind = TOKEN_DOCTYPE,
		.start = offset(t, at + 9),
		.length = (uint32_t)(close - at - 9),
	};
	return true;
}

/* Keeps an attribute, if the element has not too many. */
static void
keep_attribute(struct tokenizer *t, struct token *token, struct attribute attribute)
{
	if (token->attribute_count >= PAGE_ATTRIBUTES_MAX ||
		t->attribute_count >= PAGE_ATTRIBUTES_ALL_MAX)
		return;
	if (t->attribute_count == t->attribute_capacity)
		t->attributes = arena_grow(t->arena, t->attributes, t->attribute_count,
			&t->attribute_capacity, sizeof(*t->attributes));
	t->attributes[t->attribute_count++] = attribute;
	token->attribute_count++;
	token->names |= page_name_bit((enum attribute_name)attribute.name);
}

/*
 * The value behind '=': `at` is the byte after it. Gives the byte after the value, NULL where the
 * page ends in it.
 */
static const char *
read_value(const struct tokenizer *t, const char *at, struct attribute *attribute)
{
	while (at < t->end && scan_is_space(*at))
		at++;
	if (at == t->end)
		return NULL;
	bool marked = false;
	const char *start = at, *close;
	if (*at == '"' || *at == '\'') {
		start = at + 1;
		close = scan_text(start, t->end, *at, &marked);
		if (close == t->end)
			return NULL;
		at = close + 1;
	} else {
		while (at < t->end && !scan_is_space(*at) && *at != '>')
			marked |= *at == '&' || *at == '\0', at++;
		close = at;
	}
	attribute->value_start = offset(t, start);
	attribute->value_length = (uint32_t)(close - start);
	attribute->has_references = marked;
	return at;
}

/*
 * The attribute at `at`, which is its name's first byte. Gives the byte after it, NULL where the
 * page ends in it.
 */
static const char *
read_attribute(struct tokenizer *t, const char *at, struct token *token)
{
	const char *name = at++; /* a '=' in front belongs to the name */
	at = scan_name(at, t->end, true);
	size_t length = (size_t)(at - name);
	struct attribute attribute = {
		.name_start = offset(t, name),
		.name_length = (uint16_t)(length < UINT16_MAX ? length : UINT16_MAX),
		.name = (uint8_t)attribute_of_key(
			name_key_within(name, length, t->end), name, length),
		.value_start = offset(t, at),
	};
	const char *next = at;
	while (next < t->end && scan_is_space(*next))
		next++;
	if (next < t->end && *next == '=')
		at = read_value(t, next + 1, &attribute);
	if (at != NULL && token->kind == TOKEN_START)
		keep_attribute(t, token, attribute);
	return at;
}

/*
 * A tag; `name` is the first byte of its name. False where the page ends inside it: then it is
 * none.
 */
static bool
read_tag(struct tokenizer *t, const char *name, struct token *token)
{
	const char *at = scan_name(name, t->end, false);
	token->start = offset(t, name);
	token->length = (uint32_t)(at - name);
	token->tag = tag_of_key(name_key_within(name, token->length, t->end), name, token->length);
	token->attributes = (uint32_t)t->attribute_count;
	token->attribute_count = 0;
	token->names = 0;
	token->self_closing = false;
	token->flags = 0;
	while (at != NULL && at < t->end) {
		if (*at == '>') {
			t->at = at + 1;
			return true;
		}
		if (*at == '/' || scan_is_space(*at)) {
			token->self_closing = *at == '/' && at + 1 < t->end && at[1] == '>';
			at++;
		} else {
			at = read_attribute(t, at, token);
		}
	}
	t->attribute_count = token->attributes;
	t->at = t->end;
	return false;
}

/* Whether markup begins at `at`, which is before the end. */
static bool
opens_markup(const struct tokenizer *t, const char *at)
{
	if (*at != '<' || t->end - at < 2)
		return false;
	if (at[1] == '/')
		return t->end - at > 2;
	return scan_is_letter(at[1]) || at[1] == '!' || at[1] == '?';
}

static void
read_text(struct tokenizer *t, struct token *token)
{
	bool marked = false;
	const char *at = t->at;
	do {
		while (at < t->end && *at == '<' && !opens_markup(t, at))
			at++;
		at = scan_text(at, t->end, '<', &marked);
	} while (at < t->end && !opens_markup(t, at));
	set_text(t, token, t->at, at, marked);
	t->at = at;
}

void
token_next(struct tokenizer *t, struct token *token)
{
	while (t->at < t->end) {
		const char *at = t->at;
		if (!opens_markup(t, at)) {
			read_text(t, token);
			return;
		}
		bool close = at[1] == '/';
		if (scan_is_letter(at[1 + close])) {
			token->kind = close ? TOKEN_CLOSE : TOKEN_START;
			if (read_tag(t, at + 1 + close, token))
				return;
		} else if (close) {
			t->at = after(t, at, '>');
		} else if (read_declaration(t, token)) {
			return;
		}
	}
	*token = (struct token){ .kind = TOKEN_EOF };
}

/* Whether the tag at `at` ("<" or "</" already passed) has that name. */
static bool
is_tag(const struct tokenizer *t, const char *at, struct slice name)
{
	return starts_with(t, at, name) && (size_t)(t->end - at) > name.length &&
	       scan_ends_name(at[name.length], false);
}

/*
 * A script holds a comment that may hold a script, whose end tag then ends the inner one only
 * (section 13.2.5.15 and on).
 */
enum script_state {
	SCRIPT_PLAIN,
	SCRIPT_ESCAPED,       /* after "<!--" */
	SCRIPT_ESCAPED_TWICE, /* after "<!--" and "<script" */
};

/* Whether "-->" lies between the two. */
static bool
comment_ends(const char *from, const char *to)
{
	for (; from < to && (from = memchr(from, '>', (size_t)(to - from))) != NULL; from++) {
		if (from[-1] == '-' && from[-2] == '-')
			return true;
	}
	return false;
}

/*
 * The '<' of the end tag of raw content that begins at `at`; the end of the page where there is
 * none.
 */
static const char *
raw_end(const struct tokenizer *t, const char *at, struct slice name, bool is_script)
{
	enum script_state state = SCRIPT_PLAIN;
	const char *seen = at; /* up to where the end of a comment was looked for */
	for (; (at = memchr(at, '<', (size_t)(t->end - at))) != NULL; at++) {
		if (state != SCRIPT_PLAIN && comment_ends(seen, at))
			state = SCRIPT_PLAIN;
		seen = at;
		if (t->end - at > 2 && at[1] == '/' && is_tag(t, at + 2, name)) {
			if (state != SCRIPT_ESCAPED_TWICE)
				return at;
			state = SCRIPT_ESCAPED;
		} else if (is_script && state == SCRIPT_PLAIN &&
			   starts_with(t, at, SLICE("<!--"))) {
			state = SCRIPT_ESCAPED;
			seen = at + 4;
		} else if (state == SCRIPT_ESCAPED && is_tag(t, at + 1, name)) {
			state = SCRIPT_ESCAPED_TWICE;
		}
	}
	return t->end;
}

void
token_raw(struct tokenizer *t, const struct token *start, struct token *raw)
{
	struct slice name = { t->bytes + start->start, start->length };
	const char *content = t->at;
	const char *close = raw_end(t, content, name, start->tag == TAG_SCRIPT);
	size_t length = (size_t)(close - content);
	bool marked =
		tag_is(start->tag, TAG_IS_RCDATA) &&
		(memchr(content, '&', length) != NULL || memchr(content, '\0', length) != NULL);
	set_text(t, raw, content, close, marked);
	t->at = close;
	struct token end = { .kind = TOKEN_CLOSE };
	if (close < t->end)
		read_tag(t, close + 2, &end);
}

void
token_rest(struct tokenizer *t, struct token *rest)
{
	set_text(t, rest, t->at, t->end, false);
	t->at = t->end;
}
