/* JSON as templates write it by mistake, byte by byte. */
#include "extract/ldmend.h"

#include <string.h>

/*
 * Copies an escape sequence that starts at `at` (a back slash) in a form JSON allows; gives the
 * bytes read.
 */
static size_t
mend_escape(struct slice in, size_t at, char *out, size_t *length)
{
	char c = at + 1 < in.length ? in.data[at + 1] : '\0';
	if (c == 'u' && at + 6 <= in.length) {
		unsigned value = 0, digits = 0;
		for (; digits < 4; digits++) {
			char d = in.data[at + 2 + digits];
			if (d >= '0' && d <= '9')
				value = value * 16 + (unsigned)(d - '0');
			else if ((d | 32) >= 'a' && (d | 32) <= 'f')
				value = value * 16 + (unsigned)((d | 32) - 'a' + 10);
			else
				break;
		}
		bool pair = value >= 0xD800 && value < 0xDC00 && at + 12 <= in.length &&
			    in.data[at + 6] == '\\' && in.data[at + 7] == 'u';
		if (digits == 4 && (value < 0xD800 || value > 0xDFFF) && value != 0) {
			memcpy(out + *length, in.data + at, 6);
			*length += 6;
			return 6;
		}
		if (digits == 4 && pair) {
			memcpy(out + *length, in.data + at, 12);
			*length += 12;
			return 12;
		}
		out[(*length)++] = '?';
		return digits == 4 ? 6 : 2;
	}
	if (c != '\0' && strchr("\"\\/bfnrt", c) != NULL) {
		out[(*length)++] = '\\';
		out[(*length)++] = c;
		return 2;
	}
	/* \' and the like: the back slash is the mistake. */
	return 1;
}

/* Whether what follows a quote is what follows a string: the others stand in it unescaped. */
static bool
ends_string(struct slice in, size_t at)
{
	while (at < in.length && slice_is_space(in.data[at]))
		at++;
	return at == in.length || strchr(",:}]", in.data[at]) != NULL;
}

/* Takes a comma, and blanks behind it, off the end: none stands before a closing bracket. */
static size_t
without_comma(const char *out, size_t length)
{
	while (length > 0 && slice_is_space(out[length - 1]))
		length--;
	return length > 0 && out[length - 1] == ',' ? length - 1 : length;
}

struct slice
ld_mend(struct arena *arena, struct slice in)
{
	char *out = arena_alloc(arena, in.length * 2 + 1);
	size_t length = 0;
	char quote = '\0'; /* that the string began with; NUL outside */
	for (size_t at = 0; at < in.length;) {
		char c = in.data[at];
		if (quote != '\0' && c == '\\') {
			at += mend_escape(in, at, out, &length);
			continue;
		}
		at++;
		if (quote == '\0' && (c == '"' || c == '\'')) {
			quote = c;
			c = '"';
		} else if (quote != '\0' && c == quote && ends_string(in, at)) {
			quote = '\0';
			c = '"';
		} else if (quote != '\0' && c == '"') {
			out[length++] = '\\';
		} else if (quote != '\0' && (unsigned char)c < 0x20) {
			c = ' ';
		} else if (quote == '\0' && (c == '}' || c == ']')) {
			length = without_comma(out, length);
		}
		out[length++] = c;
	}
	out[length] = '\0';
	return (struct slice){ out, length };
}
