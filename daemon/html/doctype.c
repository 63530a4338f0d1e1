/* Whether a doctype asks for quirks. Source: html.spec.whatwg.org, section 13.2.6.4.1. */
#include "html/tree.h"

#include <strings.h>

#include "base/slice.h"
#include "html/scan.h"

/* Public identifiers that begin like this mean quirks. */
static const char *const quirky_prefixes[] = {
	"+//Silmaril//dtd html Pro v0r11 19970101//",
	"-//AS//DTD HTML 3.0 asWedit + extensions//",
	"-//AdvaSoft Ltd//DTD HTML 3.0 asWedit + extensions//",
	"-//IETF//DTD HTML ",
	"-//IETF//DTD HTML//",
	"-//Metrius//DTD Metrius Presentational//",
	"-//Microsoft//DTD Internet Explorer ",
	"-//Netscape Comm. Corp.//DTD ",
	"-//O'Reilly and Associates//DTD HTML ",
	"-//SQ//DTD HTML 2.0 HoTMetaL + extensions//",
	"-//SoftQuad Software//DTD HoTMetaL PRO 6.0::19990601::extensions to HTML 4.0//",
	"-//SoftQuad//DTD HoTMetaL PRO 4.0::19971010::extensions to HTML 4.0//",
	"-//Spyglass//DTD HTML 2.0 Extended//",
	"-//Sun Microsystems Corp.//DTD HotJava ",
	"-//W3C//DTD HTML 3 1995-03-24//",
	"-//W3C//DTD HTML 3.2",
	"-//W3C//DTD HTML 4.0 Frameset//",
	"-//W3C//DTD HTML 4.0 Transitional//",
	"-//W3C//DTD HTML Experimental ",
	"-//W3C//DTD W3 HTML//",
	"-//W3O//DTD W3 HTML 3.0//",
	"-//WebTechs//DTD Mozilla HTML ",
};

static const char *const quirky_names[] = {
	"-//W3O//DTD W3 HTML Strict 3.0//EN//",
	"-/W3C/DTD HTML 4.0 Transitional/EN",
	"HTML",
};

/* These do where no system identifier follows. */
static const char *const quirky_alone[] = {
	"-//W3C//DTD HTML 4.01 Frameset//",
	"-//W3C//DTD HTML 4.01 Transitional//",
};

#define QUIRKY_SYSTEM "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd"

#define COUNT(array)  (sizeof(array) / sizeof((array)[0]))

static bool
starts_fold(struct slice s, const char *const *prefixes, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(prefixes[i]);
		if (s.length >= length && strncasecmp(s.data, prefixes[i], length) == 0)
			return true;
	}
	return false;
}

/* The next word, or what stands between quotes; data NULL at the end. */
static struct slice
next_part(struct slice *rest)
{
	*rest = slice_trim(*rest);
	if (rest->length == 0)
		return (struct slice){ NULL, 0 };
	char quote = rest->data[0];
	bool quoted = quote == '"' || quote == '\'';
	size_t start = quoted ? 1 : 0, end = start;
	while (end < rest->length &&
		(quoted ? rest->data[end] != quote
			: !scan_is_space(rest->data[end]) && rest->data[end] != '"' &&
					rest->data[end] != '\''))
		end++;
	struct slice part = { rest->data + start, end - start };
	size_t taken = quoted && end < rest->length ? end + 1 : end;
	*rest = (struct slice){ rest->data + taken, rest->length - taken };
	return part;
}

bool
tree_is_quirky(struct slice doctype)
{
	if (!slice_equals_fold(next_part(&doctype), SLICE("html")))
		return true;
	struct slice keyword = next_part(&doctype);
	if (slice_equals_fold(keyword, SLICE("system")))
		return slice_equals_fold(next_part(&doctype), SLICE(QUIRKY_SYSTEM));
	if (!slice_equals_fold(keyword, SLICE("public")))
		return keyword.data != NULL;
	struct slice public_id = next_part(&doctype), system_id = next_part(&doctype);
	if (public_id.data == NULL)
		return true;
	for (size_t i = 0; i < COUNT(quirky_names); i++) {
		if (slice_equals_fold(public_id, slice_of(quirky_names[i])))
			return true;
	}
	return starts_fold(public_id, quirky_prefixes, COUNT(quirky_prefixes)) ||
	       slice_equals_fold(system_id, SLICE(QUIRKY_SYSTEM)) ||
	       (system_id.data == NULL &&
		       starts_fold(public_id, quirky_alone, COUNT(quirky_alone)));
}
