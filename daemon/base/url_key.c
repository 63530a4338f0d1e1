/* Addresses compared: the form they have in common, their host, its domain. */
#include <libpsl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/text.h"
#include "base/url.h"
#include "words/tracking.h"

#define KEY_PARAMETERS_MAX 64 /* more are compared as they stand */

/* "www." and the like in front of a name that still has a dot after them. */
static struct slice
bare_host(struct slice host)
{
	const struct slice prefixes[] = { SLICE("www."), SLICE("m."), SLICE("amp.") };
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
		struct slice p = prefixes[i];
		if (slice_starts(host, p) &&
			memchr(host.data + p.length, '.', host.length - p.length) != NULL)
			return (struct slice){ host.data + p.length, host.length - p.length };
	}
	return host;
}

static bool
is_tracking(struct slice parameter)
{
	const char *equals = memchr(parameter.data, '=', parameter.length);
	size_t length = equals != NULL ? (size_t)(equals - parameter.data) : parameter.length;
	char name[TRACKING_LONGEST + 1];
	if (length >= 4 && strncasecmp(parameter.data, "utm_", 4) == 0)
		return true;
	if (length == 0 || length > TRACKING_LONGEST)
		return length == 0;
	for (size_t i = 0; i < length; i++)
		name[i] = (char)text_lower((unsigned char)parameter.data[i]);
	return tracking_find(name, length) != NULL;
}

static int
by_bytes(const void *a, const void *b)
{
	const struct slice *x = a, *y = b;
	size_t shorter = x->length < y->length ? x->length : y->length;
	int order = memcmp(x->data, y->data, shorter);
	return order != 0 ? order : (x->length > y->length) - (x->length < y->length);
}

/* Appends "?a=1&b=2": sorted, without tracking parameters; nothing where none is left. */
static void
add_query_key(struct buffer *out, struct slice query)
{
	struct slice parameters[KEY_PARAMETERS_MAX];
	size_t count = 0;
	const char *at = query.data, *end = query.data + query.length;
	while (query.length > 0 && at < end && count < KEY_PARAMETERS_MAX) {
		const char *and = memchr(at, '&', (size_t)(end - at));
		struct slice parameter = { at, (size_t)((and != NULL ? and : end) - at) };
		if (count == KEY_PARAMETERS_MAX - 1)
			parameter.length = (size_t)(end - at);
		if (!is_tracking(parameter))
			parameters[count++] = parameter;
		at += parameter.length + 1;
	}
	qsort(parameters, count, sizeof(parameters[0]), by_bytes);
	for (size_t i = 0; i < count; i++) {
		buffer_add_char(out, i == 0 ? '?' : '&');
		buffer_add(out, parameters[i].data, parameters[i].length);
	}
}

const char *
url_query_key(struct arena *arena, struct slice query)
{
	struct buffer out;
	if (query.length == 0)
		return "";
	buffer_init(&out, URL_MAX_BYTES);
	add_query_key(&out, query);
	const char *key = out.overflowed ? "" : arena_strndup(arena, out.data, out.length);
	buffer_release(&out);
	return key;
}

const char *
url_key(struct arena *arena, const char *address)
{
	struct url url;
	if (!url_read(address, &url))
		return NULL;
	struct buffer out;
	buffer_init(&out, URL_MAX_BYTES);
	struct slice host = bare_host(url.host);
	buffer_add(&out, host.data, host.length);
	bool https = slice_equals_fold(url.scheme, SLICE("https"));
	if (url.port.length > 0 && !slice_equals(url.port, https ? SLICE("443") : SLICE("80"))) {
		buffer_add_char(&out, ':');
		buffer_add(&out, url.port.data, url.port.length);
	}
	while (url.path.length > 0 && url.path.data[url.path.length - 1] == '/')
		url.path.length--;
	buffer_add(&out, url.path.data, url.path.length);
	if (url.query.length > 0)
		add_query_key(&out, url.query);
	const char *key = out.overflowed ? NULL : arena_strndup(arena, out.data, out.length);
	buffer_release(&out);
	return key;
}

const char *
url_host(struct arena *arena, const char *address)
{
	struct url url;
	if (!url_read(address, &url))
		return NULL;
	struct slice host = url.host;
	if (slice_starts(host, SLICE("www.")) &&
		memchr(host.data + 4, '.', host.length - 4) != NULL)
		host = (struct slice){ host.data + 4, host.length - 4 };
	return arena_strndup(arena, host.data, host.length);
}

const char *
url_registrable(struct arena *arena, struct slice host)
{
	const char *name = arena_strndup(arena, host.data, host.length);
	/* An address ends in a digit or a bracket, which no top-level domain does. */
	if (host.length == 0 || !text_is_letter((unsigned char)host.data[host.length - 1]))
		return name;
	const psl_ctx_t *list = psl_builtin();
	const char *domain = list != NULL ? psl_registrable_domain(list, name) : NULL;
	return domain != NULL ? arena_strdup(arena, domain) : name;
}

const char *
url_origin(struct arena *arena, const char *address)
{
	struct url url;
	if (!url_read(address, &url))
		return NULL;
	return arena_printf(arena, "%s://%.*s%s%.*s",
		slice_equals_fold(url.scheme, SLICE("https")) ? "https" : "http",
		(int)url.host.length, url.host.data, url.port.length > 0 ? ":" : "",
		(int)url.port.length, url.port.length > 0 ? url.port.data : "");
}
