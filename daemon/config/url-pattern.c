/* Globs over URLs. */
#include "config/url-pattern.h"

#include <string.h>

#include "base/slice.h"

struct url_pattern {
	struct slice *pieces; /* between the stars; the first and last may be empty */
	size_t count;         /* one more than there are stars */
	bool path_only;       /* held against the URL from its path on */
};

struct url_patterns {
	struct url_pattern *items;
	size_t count;
};

static const char *
without_scheme(const char *url)
{
	const char *colon = strstr(url, "://");
	return colon != NULL && strcspn(url, "/?*") > (size_t)(colon - url) ? colon + 3 : url;
}

bool
url_pattern_check(const char *pattern, struct err *err)
{
	const char *text = without_scheme(pattern);
	if (text[0] == '\0')
		return err_set(err, ERR_CONFIG, "a pattern must not be empty");
	if (strlen(text) > URL_PATTERN_MAX_BYTES)
		return err_set(
			err, ERR_CONFIG, "a pattern has at most %d bytes", URL_PATTERN_MAX_BYTES);
	for (const char *p = text; *p != '\0'; p++)
		if ((unsigned char)*p <= ' ' || *p == 0x7F)
			return err_set(
				err, ERR_CONFIG, "a pattern holds no blanks or control characters");
	if (strchr(text, '#') != NULL)
		return err_set(err, ERR_CONFIG, "a pattern holds no \"#\": fragments do not count");
	return true;
}

static void
lower_host(char *text)
{
	for (; *text != '\0' && *text != '/' && *text != '?'; text++)
		if (*text >= 'A' && *text <= 'Z')
			*text = (char)(*text - 'A' + 'a');
}

static void
compile(struct arena *arena, const char *text, struct url_pattern *out)
{
	char *copy = arena_strdup(arena, without_scheme(text));
	lower_host(copy);
	out->path_only = copy[0] == '/';
	out->count = 1;
	for (const char *p = copy; *p != '\0'; p++)
		out->count += *p == '*';
	out->pieces = arena_zalloc(arena, out->count, sizeof(*out->pieces));
	const char *at = copy;
	for (size_t i = 0; i < out->count; i++) {
		size_t length = strcspn(at, "*");
		out->pieces[i] = (struct slice){ at, length };
		at += length + 1;
	}
}

struct url_patterns *
url_patterns_new(struct arena *arena, const char *const *patterns, size_t count)
{
	struct url_patterns *set = arena_zalloc(arena, 1, sizeof(*set));
	set->items = arena_zalloc(arena, count, sizeof(*set->items));
	set->count = count;
	for (size_t i = 0; i < count; i++)
		compile(arena, patterns[i], &set->items[i]);
	return set;
}

/* First and last piece are held to the ends; each one between is found as early as it can be, which
 * never loses a match. */
static bool
matches(const struct url_pattern *pattern, struct slice text)
{
	struct slice first = pattern->pieces[0], last = pattern->pieces[pattern->count - 1];
	if (pattern->count == 1)
		return slice_equals(first, text);
	if (first.length + last.length > text.length || !slice_starts(text, first) ||
		memcmp(text.data + text.length - last.length, last.data, last.length) != 0)
		return false;
	const char *at = text.data + first.length, *end = text.data + text.length - last.length;
	for (size_t i = 1; i + 1 < pattern->count; i++) {
		struct slice piece = pattern->pieces[i];
		if (piece.length == 0)
			continue;
		at = memmem(at, (size_t)(end - at), piece.data, piece.length);
		if (at == NULL)
			return false;
		at += piece.length;
	}
	return true;
}

bool
url_patterns_match(const struct url_patterns *patterns, const char *url)
{
	const char *start = without_scheme(url);
	struct slice whole = { start, strcspn(start, "#") };
	size_t host = strcspn(start, "/?#");
	struct slice path = { start + host, whole.length - host };
	for (size_t i = 0; i < patterns->count; i++)
		if (matches(&patterns->items[i], patterns->items[i].path_only ? path : whole))
			return true;
	return false;
}
