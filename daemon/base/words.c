/* The fronts of words beyond ASCII. */
#include "base/words.h"

uint32_t
words_front_lower(const char *bytes, size_t length)
{
	char lower[WORDS_FRONT + 4] = { 0 };
	const char *end = bytes + length;
	for (size_t made = 0; bytes < end && made < WORDS_FRONT;)
		made += text_encode(text_lower(text_decode(bytes, end, &bytes)), lower + made);
	return words_front(lower, WORDS_FRONT);
}
