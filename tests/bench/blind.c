/* Copies a page tag by tag and renames what stands in class and id. */
#include "blind.h"

#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/table.h"

#define PAGE_MAX_BYTES ((size_t)256 << 20)
#define NAME_LETTERS   9

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* A word of consonants, made of the token's hash. */
static void
add_name(struct buffer *out, const char *token, size_t length)
{
	static const char letters[] = "bcdfghjklmnpqrstvwxz";
	uint64_t hash = hash_stable(token, length);
	buffer_add_char(out, 'x');
	for (int i = 0; i < NAME_LETTERS; i++, hash /= sizeof(letters) - 1)
		buffer_add_char(out, letters[hash % (sizeof(letters) - 1)]);
}

static void
add_names(struct buffer *out, const char *at, const char *end)
{
	while (at < end) {
		const char *from = at;
		while (at < end && !is_blank(*at))
			at++;
		if (at > from)
			add_name(out, from, (size_t)(at - from));
		while (at < end && is_blank(*at))
			buffer_add_char(out, *at++);
	}
}

static bool
names(const char *from, size_t length)
{
	return (length == 5 && strncasecmp(from, "class", 5) == 0) ||
	       (length == 2 && strncasecmp(from, "id", 2) == 0);
}

/* Copies an attribute from its name on; gives where it ends. */
static const char *
copy_attribute(struct buffer *out, const char *at, const char *end)
{
	const char *from = at;
	while (at < end && !is_blank(*at) && *at != '=' && *at != '>' && *at != '/')
		at++;
	bool renamed = names(from, (size_t)(at - from));
	while (at < end && is_blank(*at))
		at++;
	if (at < end && *at == '=') {
		at++;
		while (at < end && is_blank(*at))
			at++;
		buffer_add(out, from, (size_t)(at - from));
		char quote = at < end && (*at == '"' || *at == '\'') ? *at++ : '\0';
		if (quote != '\0')
			buffer_add_char(out, quote);
		from = at;
		while (at < end && (quote != '\0' ? *at != quote : !is_blank(*at) && *at != '>'))
			at++;
		if (renamed) {
			add_names(out, from, at);
			from = at;
		}
		at += quote != '\0' && at < end;
	}
	if (at == from && at < end && *at != '>')
		at++;
	buffer_add(out, from, (size_t)(at - from));
	return at;
}

/* Where what begins at `at` ends and no tag is read: a comment, a script, a stylesheet. */
static const char *
end_of_raw(const char *at, const char *end)
{
	static const struct {
		const char *start, *stop;
	} raws[] = { { "<!--", "-->" }, { "<script", "</script" }, { "<style", "</style" } };
	for (size_t i = 0; i < sizeof(raws) / sizeof(raws[0]); i++) {
		size_t length = strlen(raws[i].stop);
		if ((size_t)(end - at) < strlen(raws[i].start) ||
			strncasecmp(at, raws[i].start, strlen(raws[i].start)) != 0)
			continue;
		for (; at + length <= end; at++)
			if (strncasecmp(at, raws[i].stop, length) == 0)
				return at + length;
		return end;
	}
	return NULL;
}

struct slice
blind_page(struct arena *arena, struct slice html)
{
	struct buffer out;
	const char *at = html.data, *end = html.data + html.length;
	buffer_init(&out, PAGE_MAX_BYTES);
	while (at < end) {
		const char *raw = *at == '<' ? end_of_raw(at, end) : NULL;
		if (raw != NULL) {
			buffer_add(&out, at, (size_t)(raw - at));
			at = raw;
			continue;
		}
		char c = *at++;
		buffer_add_char(&out, c);
		if (c != '<' || at == end || !((*at | 0x20) >= 'a' && (*at | 0x20) <= 'z'))
			continue;
		while (at < end && !is_blank(*at) && *at != '>')
			buffer_add_char(&out, *at++);
		while (at < end && *at != '>')
			if (is_blank(*at) || *at == '/')
				buffer_add_char(&out, *at++);
			else
				at = copy_attribute(&out, at, end);
	}
	struct slice copy = { arena_strndup(arena, out.data, out.length), out.length };
	buffer_release(&out);
	return copy;
}
