/* The fronts of words beyond ASCII. */
#include "base/words.h"

#include <string.h>

#include "base/text.h"

void
words_front(const char *bytes, size_t length, unsigned char front[WORDS_FRONT])
{
	const char *end = bytes + length;
	memset(front, 0, WORDS_FRONT);
	for (size_t made = 0; bytes < end && made < WORDS_FRONT;) {
		char lower[4];
		size_t count = text_encode(text_lower(text_decode(bytes, end, &bytes)), lower);
		for (size_t i = 0; i < count && made < WORDS_FRONT; i++)
			front[made++] = (unsigned char)lower[i];
	}
}
