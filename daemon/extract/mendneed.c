/* What libxml2 would take as it stands, and should not. */
#include "extract/mend.h"

#include <string.h>

/* Of one tag, before it is mended: a root with all namespaces there are has 30. */
#define ATTRIBUTES_MAX 1000

/*
 * Whether a tag may have so many attributes that libxml2's search for doubles, which compares each
 * with each, would take long. Mending keeps few of them, and is told by no more than a count of
 * signs, since it does no harm.
 */
static bool
is_crowded(struct slice text)
{
	size_t equals = 0;
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];
		if (c == '<' || c == '>')
			equals = 0;
		else if (c == '=' && ++equals > ATTRIBUTES_MAX)
			return true;
	}
	return false;
}

/* Whether the tag whose name begins at `name`, before `limit`, is closed within from .. to. */
static bool
closes(const char *name, const char *limit, const char *from, const char *to)
{
	size_t length = 0;
	while (name + length < limit && memchr(" \t\r\n/>", name[length], 6) == NULL)
		length++;
	while ((from = memmem(from, (size_t)(to - from), "</", 2)) != NULL) {
		from += 2;
		if ((size_t)(to - from) > length && memcmp(from, name, length) == 0)
			return true;
	}
	return false;
}

/*
 * Whether a CDATA section's end was forgotten: the next one begins before it ends, and behind the
 * end of its element. To XML that is in order.
 */
static bool
has_endless_cdata(struct slice text)
{
	static const char begin[] = "<![CDATA[";
	const char *at = text.data, *end = slice_end(text);
	while ((at = memmem(at, (size_t)(end - at), begin, sizeof(begin) - 1)) != NULL) {
		const char *tag = memrchr(text.data, '<', (size_t)(at - text.data));
		const char *start = at + sizeof(begin) - 1;
		const char *stop = memmem(start, (size_t)(end - start), "]]>", 3);
		size_t length = (size_t)((stop != NULL ? stop : end) - start);
		const char *next = memmem(start, length, begin, sizeof(begin) - 1);
		if (next != NULL && tag != NULL && closes(tag + 1, at, start, next))
			return true;
		at = start + length;
	}
	return false;
}

bool
mend_is_needed(struct slice text)
{
	return is_crowded(text) || has_endless_cdata(text);
}
