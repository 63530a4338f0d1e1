/* One walk over an attribute's value; the last token is kept for the pair. */
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

/* The byte from which on names are read: past those that tell a state, not what the element is. */
static size_t
skip_states(struct slice value, size_t at)
{
	static const struct slice states[] = { { "has-", 4 }, { "no-", 3 }, { "with-", 5 },
		{ "without-", 8 }, { "category-", 9 }, { "tag_", 4 }, { "tag-", 4 } };
	while (at < value.length) {
		struct slice rest = { value.data + at, 0 };
		bool skips = false;
		for (; at + rest.length < value.length && rest.data[rest.length] != ' ';
			rest.length++)
			skips |= rest.data[rest.length] == '[';
		for (size_t i = 0; !skips && i < sizeof(states) / sizeof(states[0]); i++)
			skips = rest.length > 0 && rest.data[0] == states[i].data[0] &&
				slice_starts(rest, states[i]);
		if (!skips)
			break;
		at += rest.length;
		at += at < value.length;
	}
	return at;
}

void
class_tokens_begin(struct class_tokens *tokens, struct slice value)
{
	tokens->value = value;
	tokens->at = skip_states(value, 0);
	tokens->previous = 0;
	tokens->left = CLASS_TOKENS_MAX;
}

/* Goes to the next byte that may begin a token; false at the end. */
static bool
skip_between(struct class_tokens *tokens)
{
	struct slice value = tokens->value;
	while (tokens->at < value.length && !is_lower(value.data[tokens->at]) &&
		!is_upper(value.data[tokens->at])) {
		if (value.data[tokens->at++] != ' ')
			continue;
		tokens->previous = 0;
		tokens->at = skip_states(value, tokens->at);
	}
	return tokens->at < value.length;
}

bool
class_tokens_next(struct class_tokens *tokens)
{
	struct slice value = tokens->value;
	while (tokens->left-- > 0 && skip_between(tokens)) {
		size_t from = tokens->at++;
		while (tokens->at < value.length &&
			(is_lower(value.data[tokens->at]) ||
				(is_upper(value.data[tokens->at]) &&
					is_upper(value.data[tokens->at - 1]))))
			tokens->at++;
		size_t length = tokens->at - from;
		if (length > CLASS_TOKEN_MAX_BYTES) {
			tokens->previous = 0;
			continue;
		}
		char *token = tokens->bytes;
		size_t before = tokens->previous;
		if (before > 0) {
			/* The last token stands where it was read: move it to the front. */
			memmove(tokens->bytes, tokens->token, before);
			tokens->bytes[before] = '-';
			token = tokens->bytes + before + 1;
		}
		for (size_t i = 0; i < length; i++)
			token[i] = (char)(is_upper(value.data[from + i]) ? value.data[from + i] + 32
									 : value.data[from + i]);
		tokens->token = token;
		tokens->length = tokens->previous = length;
		tokens->pair = tokens->bytes;
		tokens->pair_length = before > 0 ? before + 1 + length : 0;
		return true;
	}
	return false;
}
