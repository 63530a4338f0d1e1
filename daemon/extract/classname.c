/* One walk over a name; the last token is kept for the pair. */
#include "extract/classname.h"

#include <string.h>

#define SMALL 0x20 /* the bit that parts small letters from capitals; digits have it */

/* Whether a byte stands in tokens: a letter or digit. */
static bool
is_kept(char c)
{
	unsigned byte = (unsigned char)c;
	return (byte | SMALL) - 'a' < 26 || byte - '0' < 10;
}

/* Whether a byte that stands in tokens is a capital. */
static bool
is_upper(char c)
{
	return (c & SMALL) == 0;
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
	tokens->at = tokens->length = 0;
	tokens->token = tokens->bytes;
}

/*
 * Where the next token is written: behind the last one and a '-', so that both are the pair. Where
 * no room is left, the last one moves to the front.
 */
static char *
room_for_token(struct class_tokens *tokens)
{
	char *end = tokens->bytes + sizeof(tokens->bytes);
	if (tokens->length == 0)
		return tokens->bytes;
	if (end - (tokens->token + tokens->length) < CLASS_TOKEN_MAX_BYTES + 1) {
		memmove(tokens->bytes, tokens->token, tokens->length);
		tokens->token = tokens->bytes;
	}
	tokens->token[tokens->length] = '-';
	return tokens->token + tokens->length + 1;
}

bool
class_tokens_next(struct class_tokens *tokens)
{
	const char *at = tokens->name.data + tokens->at, *end = slice_end(tokens->name);
	while (at < end) {
		if (!is_kept(*at)) {
			at++;
			continue;
		}
		char *token = room_for_token(tokens);
		size_t length = 0;
		bool upper;
		do {
			upper = is_upper(*at);
			if (length < CLASS_TOKEN_MAX_BYTES)
				token[length] = (char)(*at | SMALL);
			length++;
			at++;
		} while (at < end && is_kept(*at) && (upper || !is_upper(*at)));
		size_t front = tokens->length > 0 ? tokens->length + 1 : 0;
		tokens->token = token;
		tokens->length = length <= CLASS_TOKEN_MAX_BYTES ? length : 0;
		if (tokens->length == 0)
			continue;
		tokens->at = (size_t)(at - tokens->name.data);
		tokens->pair = token - front;
		tokens->pair_length = front > 0 ? front + length : 0;
		return true;
	}
	return false;
}
