/* Addresses: one pass that takes apart and cleans, then dot segments, then the host. */
#include "base/url.h"

#include <arpa/inet.h>
#include <stdint.h>
#include <string.h>
#include <unicode/uidna.h>

#include "base/buffer.h"
#include "base/text.h"

#define HOST_MAX_BYTES 256 /* a name has 253 at most (RFC 1035) */

/* Splits `s` into parts, whatever its scheme; scheme.data is NULL for a relative reference. */
static void
split(struct slice s, struct url *out)
{
	*out = (struct url){ 0 };
	const char *hash = memchr(s.data, '#', s.length);
	if (hash != NULL) {
		out->fragment = (struct slice){ hash + 1, (size_t)(s.data + s.length - hash - 1) };
		s.length = (size_t)(hash - s.data);
	}
	size_t i = 0;
	while (i < s.length &&
		(text_is_letter((unsigned char)s.data[i]) ||
			(i > 0 && s.data[i] != '\0' && strchr("0123456789+-.", s.data[i]) != NULL)))
		i++;
	if (i > 0 && i < s.length && s.data[i] == ':') {
		out->scheme = (struct slice){ s.data, i };
		s.data += i + 1;
		s.length -= i + 1;
	}
	const char *question = memchr(s.data, '?', s.length);
	if (question != NULL) {
		out->query =
			(struct slice){ question + 1, (size_t)(s.data + s.length - question - 1) };
		s.length = (size_t)(question - s.data);
	}
	if (s.length >= 2 && s.data[0] == '/' && s.data[1] == '/') {
		const char *at = s.data + 2, *end = s.data + s.length;
		const char *slash = memchr(at, '/', (size_t)(end - at));
		const char *authority_end = slash != NULL ? slash : end;
		const char *user_end = memrchr(at, '@', (size_t)(authority_end - at));
		if (user_end != NULL) {
			out->userinfo = (struct slice){ at, (size_t)(user_end - at) };
			at = user_end + 1;
		}
		const char *colon = memrchr(at, ':', (size_t)(authority_end - at));
		if (colon != NULL && memchr(colon, ']', (size_t)(authority_end - colon)) == NULL) {
			out->port =
				(struct slice){ colon + 1, (size_t)(authority_end - colon - 1) };
			authority_end = colon;
		}
		out->host = (struct slice){ at, (size_t)(authority_end - at) };
		s.length = (size_t)(end - (slash != NULL ? slash : end));
		s.data = slash != NULL ? slash : end;
	}
	out->path = s;
}

bool
url_read(const char *address, struct url *out)
{
	if (address == NULL)
		return false;
	split(slice_of(address), out);
	bool http = slice_equals_fold(out->scheme, SLICE("http")) ||
		    slice_equals_fold(out->scheme, SLICE("https"));
	return http && out->host.length > 0 && out->path.length > 0 && out->path.data[0] == '/';
}

static bool
is_hex(char c)
{
	return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
}

/* Appends a component, %-encoding what may not stand in it; an existing escape stays as it is. */
static void
add_encoded(struct buffer *out, struct slice part, const char *unsafe)
{
	static const char digits[] = "0123456789ABCDEF";
	for (size_t i = 0; i < part.length; i++) {
		unsigned char c = (unsigned char)part.data[i];
		bool stray = c == '%' && !(i + 2 < part.length && is_hex(part.data[i + 1]) &&
						 is_hex(part.data[i + 2]));
		if (c <= 0x20 || c >= 0x7F || stray || strchr(unsafe, c) != NULL) {
			char escape[3] = { '%', digits[c >> 4], digits[c & 15] };
			buffer_add(out, escape, 3);
		} else {
			buffer_add_char(out, (char)c);
		}
	}
}

/*
 * RFC 3986 section 5.2.4 on the path that begins at `from` in the buffer; linear: the segment ends
 * lie on a stack in the buffer itself.
 */
static void
remove_dot_segments(struct buffer *buffer, size_t from)
{
	char *path = buffer->data + from;
	size_t length = buffer->length - from, in = 0, out = 0;
	while (in < length) {
		size_t end = in + 1; /* path[in] is '/' */
		while (end < length && path[end] != '/')
			end++;
		struct slice segment = { path + in + 1, end - in - 1 };
		bool last = end == length;
		bool one = slice_equals(segment, SLICE(".")) ||
			   slice_equals_fold(segment, SLICE("%2e"));
		bool two = slice_equals(segment, SLICE("..")) ||
			   slice_equals_fold(segment, SLICE(".%2e")) ||
			   slice_equals_fold(segment, SLICE("%2e.")) ||
			   slice_equals_fold(segment, SLICE("%2e%2e"));
		if (two)
			while (out > 0 && path[--out] != '/')
				;
		if (one || two) {
			if (last)
				path[out++] = '/';
		} else {
			memmove(path + out, path + in, end - in);
			out += end - in;
		}
		in = end;
	}
	buffer->length = from + out;
	path[out] = '\0';
}

/* "[2001:db8::7]" */
static bool
is_v6(struct slice host)
{
	char text[INET6_ADDRSTRLEN];
	struct in6_addr address;
	if (host.length < 2 || host.length - 2 >= sizeof(text) || host.data[0] != '[' ||
		host.data[host.length - 1] != ']')
		return false;
	memcpy(text, host.data + 1, host.length - 2);
	text[host.length - 2] = '\0';
	return inet_pton(AF_INET6, text, &address) == 1;
}

/* Lower case; names beyond ASCII to their xn-- form. False where it is no host. */
static bool
add_host(struct buffer *out, struct slice host)
{
	char ascii[HOST_MAX_BYTES];
	bool plain = true;
	if (host.length == 0 || host.length >= sizeof(ascii))
		return false;
	for (size_t i = 0; i < host.length; i++)
		plain &= (unsigned char)host.data[i] < 0x80 && host.data[i] != '%';
	if (!plain) {
		UErrorCode status = U_ZERO_ERROR;
		UIDNAInfo info = UIDNA_INFO_INITIALIZER;
		UIDNA *idna = uidna_openUTS46(UIDNA_NONTRANSITIONAL_TO_ASCII, &status);
		int32_t length = U_FAILURE(status) ? 0
						   : uidna_nameToASCII_UTF8(idna, host.data,
							     (int32_t)host.length, ascii,
							     sizeof(ascii) - 1, &info, &status);
		uidna_close(idna);
		if (U_FAILURE(status) || info.errors != 0 || length <= 0 ||
			length >= (int32_t)sizeof(ascii))
			return false;
		host = (struct slice){ ascii, (size_t)length };
	}
	bool v6 = is_v6(host);
	for (size_t i = 0; i < host.length; i++) {
		unsigned char c = (unsigned char)host.data[i];
		bool fine = text_is_letter(c) || text_is_digit(c) || c == '.' || c == '-' ||
			    c == '_' || (v6 && (c == ':' || c == '[' || c == ']'));
		if (!fine)
			return false;
		buffer_add_char(out, (char)text_lower(c));
	}
	return true;
}

static bool
add_port(struct buffer *out, struct slice port, bool https)
{
	while (port.length > 1 && port.data[0] == '0') {
		port.data++;
		port.length--;
	}
	if (port.length == 0 || slice_equals(port, https ? SLICE("443") : SLICE("80")))
		return true;
	unsigned number = 0;
	for (size_t i = 0; i < port.length; i++) {
		if (!text_is_digit((unsigned char)port.data[i]) || number > 65535)
			return false;
		number = number * 10 + (unsigned)(port.data[i] - '0');
	}
	return number > 0 && number <= 65535 && buffer_addf(out, ":%u", number);
}

/* The reference without tabs and line ends within; / for \ before the query. */
static struct slice
clean(struct arena *arena, struct slice reference)
{
	bool needs = false;
	for (size_t i = 0; i < reference.length && !needs; i++)
		needs = reference.data[i] == '\\' || reference.data[i] == '\t' ||
			reference.data[i] == '\n' || reference.data[i] == '\r' ||
			reference.data[i] == '\0';
	if (!needs)
		return reference;
	char *copy = arena_alloc(arena, reference.length + 1);
	size_t length = 0;
	bool in_path = true;
	for (size_t i = 0; i < reference.length; i++) {
		char c = reference.data[i];
		if (c == '\t' || c == '\n' || c == '\r' || c == '\0')
			continue;
		in_path &= c != '?' && c != '#';
		copy[length++] = c == '\\' && in_path ? '/' : c;
	}
	return (struct slice){ copy, length };
}

/*
 * Fills what a relative reference lacks from its base (RFC 3986 section 5.2.2); *merged gets a base
 * path to put in front.
 */
static bool
inherit(struct url *r, const char *base, struct slice *merged)
{
	struct url b;
	bool same_scheme = false;
	*merged = (struct slice){ NULL, 0 };
	if (base == NULL || !url_read(base, &b))
		return r->scheme.data != NULL && r->host.length > 0;
	same_scheme = r->scheme.data == NULL || slice_equals_fold(r->scheme, b.scheme);
	if (!same_scheme || r->host.data != NULL) {
		if (r->scheme.data == NULL)
			r->scheme = b.scheme;
		return r->host.length > 0;
	}
	r->scheme = b.scheme;
	r->userinfo = b.userinfo;
	r->host = b.host;
	r->port = b.port;
	if (r->path.length == 0) {
		r->path = b.path;
		if (r->query.data == NULL)
			r->query = b.query;
	} else if (r->path.data[0] != '/') {
		const char *slash = memrchr(b.path.data, '/', b.path.length);
		*merged = (struct slice){ b.path.data, (size_t)(slash - b.path.data) + 1 };
	}
	return true;
}

/* What may stand in path, query and fragment as it is: letters, digits and -_.~/?#=&+,;:@!$()* */
static bool
is_plain(char c)
{
	static const uint64_t plain[4] = { UINT64_C(0xAFFFFF5A00000000),
		UINT64_C(0x47FFFFFE87FFFFFF) };
	return (plain[(unsigned char)c / 64] >> (unsigned char)c % 64 & 1) != 0;
}

/* Bytes of a host in the form that add_host gives, at the front of `s`. */
static size_t
plain_host(struct slice s)
{
	size_t i = 0;
	while (i < s.length &&
		((s.data[i] >= 'a' && s.data[i] <= 'z') || (s.data[i] >= '0' && s.data[i] <= '9') ||
			s.data[i] == '.' || s.data[i] == '-'))
		i++;
	return i;
}

/*
 * Scheme and host of a base in the form that url_resolve gives, without user and port:
 * "https://a.example"; empty where it has another.
 */
static struct slice
plain_origin(const char *base)
{
	struct slice none = { NULL, 0 }, all = slice_of(base);
	size_t scheme = slice_starts(all, SLICE("https://"))  ? 8
			: slice_starts(all, SLICE("http://")) ? 7
							      : 0;
	if (scheme == 0)
		return none;
	size_t host = plain_host((struct slice){ all.data + scheme, all.length - scheme });
	char after = all.data[scheme + host]; /* the NUL at the end, at most */
	return host > 0 && host < HOST_MAX_BYTES && after == '/'
		       ? (struct slice){ all.data, scheme + host }
		       : none;
}

/*
 * The quick way, for most links there are: "https://host/path", "//host/path" and "/path" that need
 * no cleaning. NULL for all others, which may be good all the same.
 */
static const char *
resolve_plain(struct arena *arena, const char *base, struct slice reference, bool keep_fragment)
{
	struct slice origin = plain_origin(base), front = { "", 0 };
	size_t at = 0;
	for (size_t i = 0; i < reference.length; i++) {
		if (!is_plain(reference.data[i]))
			return NULL;
		if (reference.data[i] == '/' && i + 1 < reference.length &&
			reference.data[i + 1] == '.')
			return NULL;
	}
	if (slice_starts(reference, SLICE("https://")))
		at = 8;
	else if (slice_starts(reference, SLICE("http://")))
		at = 7;
	else if (origin.length > 0 && slice_starts(reference, SLICE("//")))
		at = 2, front = (struct slice){ origin.data, origin.data[4] == 's' ? 6 : 5 };
	else if (origin.length > 0 && slice_starts(reference, SLICE("/")))
		front = origin;
	else
		return NULL;
	size_t host =
		at > 0 ? plain_host((struct slice){ reference.data + at, reference.length - at })
		       : 0;
	if (at > 0 && (host == 0 || host >= HOST_MAX_BYTES || at + host >= reference.length ||
			      reference.data[at + host] != '/'))
		return NULL;
	const char *hash = memchr(reference.data, '#', reference.length);
	if (hash != NULL && !keep_fragment)
		reference.length = (size_t)(hash - reference.data);
	if (front.length + reference.length > URL_MAX_BYTES)
		return NULL;
	char *out = arena_alloc(arena, front.length + reference.length + 1);
	memcpy(out, front.data, front.length);
	memcpy(out + front.length, reference.data, reference.length);
	out[front.length + reference.length] = '\0';
	return out;
}

/* Browsers read "http:///a" and "http:/a" as "http://a" (WHATWG URL, authority slashes). */
static void
mend_authority(struct url *r)
{
	if (r->scheme.data == NULL || r->host.length > 0 || r->path.length == 0 ||
		r->path.data[0] != '/')
		return;
	struct slice rest = r->path;
	while (rest.length > 0 && rest.data[0] == '/') {
		rest.data++;
		rest.length--;
	}
	const char *slash = memchr(rest.data, '/', rest.length);
	size_t host = slash != NULL ? (size_t)(slash - rest.data) : rest.length;
	r->host = (struct slice){ rest.data, host };
	r->path = (struct slice){ rest.data + host, rest.length - host };
}

/* The whole address, `folder` before its path; NULL: its host or port is none, or it is too long. */
static const char *
write_out(struct arena *arena, const struct url *r, struct slice folder, bool keep_fragment)
{
	bool https = slice_equals_fold(r->scheme, SLICE("https"));
	const char *result = NULL;
	struct buffer out;
	buffer_init(&out, URL_MAX_BYTES);
	buffer_add_string(&out, https ? "https://" : "http://");
	if (r->userinfo.length > 0) {
		add_encoded(&out, r->userinfo, "\"<>`{}|\\^");
		buffer_add_char(&out, '@');
	}
	if (add_host(&out, r->host) && add_port(&out, r->port, https)) {
		size_t path_from = out.length;
		add_encoded(&out, folder, "\"<>`{}");
		if (folder.data == NULL && (r->path.length == 0 || r->path.data[0] != '/'))
			buffer_add_char(&out, '/');
		add_encoded(&out, r->path, "\"<>`{}");
		if (!out.overflowed)
			remove_dot_segments(&out, path_from);
		if (r->query.data != NULL && buffer_add_char(&out, '?'))
			add_encoded(&out, r->query, "\"<>'");
		if (keep_fragment && r->fragment.data != NULL && buffer_add_char(&out, '#'))
			add_encoded(&out, r->fragment, "\"<>`");
		if (!out.overflowed)
			result = arena_strndup(arena, out.data, out.length);
	}
	buffer_release(&out);
	return result;
}

const char *
url_resolve(struct arena *arena, const char *base, struct slice reference, bool keep_fragment)
{
	reference = slice_trim(reference);
	if (reference.data == NULL || reference.length > URL_MAX_BYTES)
		return NULL;
	const char *plain = resolve_plain(arena, base, reference, keep_fragment);
	if (plain != NULL)
		return plain;
	struct url r;
	struct slice folder;
	split(clean(arena, reference), &r);
	if (r.scheme.data != NULL && !slice_equals_fold(r.scheme, SLICE("http")) &&
		!slice_equals_fold(r.scheme, SLICE("https")))
		return NULL;
	mend_authority(&r);
	return inherit(&r, base, &folder) ? write_out(arena, &r, folder, keep_fragment) : NULL;
}
