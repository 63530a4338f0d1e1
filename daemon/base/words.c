/* The fronts of words beyond ASCII. */
#include "base/words.h"

#include "base/text.h"

void
words_front(const char *bytes, size_t length, unsigned char front[3])
{
	const char *end = bytes + length;
	front[0] = front[1] = front[2] = 0;
	for (size_t made = 0; bytes < end && made < 3;) {
		char lower[4];
		size_t count = text_encode(text_lower(text_decode(bytes, end, &bytes)), lower);
		for (size_t i = 0; i < count && made < 3; i++)
			front[made++] = (unsigned char)lower[i];
	}
}
