/* Step 1: a headline as feeds and pages have it, made plain text. */
#include "title/steps.h"

#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "html/reference.h"

/* Longer markup is no headline; what stands behind is not looked at. */
#define MARKUP_MAX_BYTES 65536

#define REFERENCE_ROUNDS 2 /* feeds escape what was escaped */

/* Printable ASCII, single blanks inside, nothing to decode: most headlines. */
static bool
is_plain(const char *text, size_t length)
{
	bool blank = true;
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)text[i];
		if (c < ' ' || c >= 0x7F || c == '&' || c == '<' || (c == ' ' && blank))
			return false;
		blank = c == ' ';
	}
	return !blank;
}

/* Elements at which a word ends, also where no blank is written. */
static bool
breaks_words(const char *name, size_t length)
{
	static const char *const names[] = { "br", "p", "div", "li", "td", "tr", "h1", "h2", "h3" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strlen(names[i]) == length && strncasecmp(names[i], name, length) == 0)
			return true;
	return false;
}

/*
 * Bytes of the tag at text[0], which is '<'; 0 where it is none: a tag has a letter behind '<' or
 * "</", and a '>'. *breaks: it ends a word. *close: the next '>', remembered, so that a headline of
 * "<a<a<a" is walked through once.
 */
static size_t
tag_length(const char *text, const char *end, const char **close, bool *breaks)
{
	const char *name = text + 1;
	if (name < end && *name == '/')
		name++;
	const char *at = name;
	while (at < end && ((*at | 0x20) >= 'a' && (*at | 0x20) <= 'z'))
		at++;
	if (at == name)
		return 0;
	if (*close < at) {
		*close = memchr(at, '>', (size_t)(end - at));
		if (*close == NULL)
			*close = end;
	}
	if (*close == end)
		return 0;
	while (at < end && *at >= '0' && *at <= '9')
		at++;
	*breaks = breaks_words(name, (size_t)(at - name));
	return (size_t)(*close - text) + 1;
}

static void
drop_tags(struct slice text, struct buffer *out)
{
	const char *at = text.data, *end = text.data + text.length, *close = text.data;
	while (at < end) {
		const char *less = memchr(at, '<', (size_t)(end - at));
		if (less == NULL)
			less = end;
		buffer_add(out, at, (size_t)(less - at));
		if (less == end)
			return;
		bool breaks = false;
		size_t length = tag_length(less, end, &close, &breaks);
		if (length == 0)
			buffer_add_char(out, '<');
		else if (breaks)
			buffer_add_char(out, ' ');
		at = less + (length > 0 ? length : 1);
	}
}

static struct slice
without_tags(struct arena *arena, struct slice text)
{
	if (memchr(text.data, '<', text.length) == NULL)
		return text;
	struct buffer buffer;
	buffer_init(&buffer, text.length);
	drop_tags(text, &buffer);
	struct slice plain = { arena_strndup(
				       arena, buffer.length > 0 ? buffer.data : "", buffer.length),
		buffer.length };
	buffer_release(&buffer);
	return plain;
}

struct slice
title_plain(struct arena *arena, const char *headline)
{
	struct slice text = { headline, strnlen(headline, MARKUP_MAX_BYTES) };
	if (!is_plain(text.data, text.length)) {
		for (int i = 0; i < REFERENCE_ROUNDS; i++)
			if (memchr(text.data, '&', text.length) != NULL)
				text = slice_of(reference_text(arena, text, false));
		text = slice_of(text_fold(arena, without_tags(arena, text)));
	}
	text.length = text_cut(text.data, text.length, TITLE_HEADLINE_MAX_BYTES);
	return text;
}
