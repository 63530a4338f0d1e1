/* One walk over a name; the last token is kept for the pair. */
#include "extract/classname.h"

#include <string.h>

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool
is_lower(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool
class_name_is_state(struct slice name)
{
	static const struct slice states[] = { { "has-", 4 }, { "no-", 3 }, { "with-", 5 },
		{ "without-", 8 }, { "category-", 9 }, { "tag_", 4 }, { "tag-", 4 } };
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (name.data[0] == states[i].data[0] && slice_starts(name, states[i]))
			return true;
	return memchr(name.data, '[', name.length) != NULL;
}

void
class_tokens_begin(struct class_tokens *tokens, struct slice name)
{
	tokens->name = name;
	tokens->at = tokens->previous = 0;
}

/* The end of the token that begins at `at`. */
static size_t
token_end(struct slice name, size_t at)
{
	bool upper = is_upper(name.data[at++]);
	for (; at < name.length; at++) {
		bool next = is_upper(name.data[at]);
		if (next ? !upper : !is_lower(name.data[at]))
			break;
		upper = next;
	}
	return at;
}

bool
class_tokens_next(struct class_tokens *tokens)
{
	struct slice name = tokens->name;
	for (size_t from = tokens->at; from < name.length; from++) {
		if (!is_lower(name.data[from]) && !is_upper(name.data[from]))
			continue;
		size_t end = token_end(name, from), length = end - from, before = tokens->previous;
		tokens->previous = length <= CLASS_TOKEN_MAX_BYTES ? length : 0;
		if (tokens->previous == 0) {
			from = end - 1;
			continue;
		}
		char *token = tokens->bytes;
		if (before > 0) {
			/* The last token stands where it was read: move it to the front. */
			memmove(tokens->bytes, tokens->token, before);
			tokens->bytes[before] = '-';
			token = tokens->bytes + before + 1;
		}
		for (size_t i = 0; i < length; i++)
			token[i] = (char)(is_upper(name.data[from + i]) ? name.data[from + i] + 32
									: name.data[from + i]);
		tokens->at = end;
		tokens->token = token;
		tokens->length = length;
		tokens->pair = tokens->bytes;
		tokens->pair_length = before > 0 ? before + 1 + length : 0;
		return true;
	}
	return false;
}
