/* The distance between two names, and the least of several. */
#include "base/nearest.h"

#include <stdint.h>
#include <string.h>

#define NAME_MAX_BYTES 64 /* no key is half as long */

/* Of ASCII: names are. */
static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t
name_distance(const char *a, const char *b)
{
	size_t rows = strlen(a), columns = strlen(b);
	if (rows > NAME_MAX_BYTES || columns > NAME_MAX_BYTES)
		return SIZE_MAX;
	size_t d[3][NAME_MAX_BYTES + 1]; /* this row and the two above it */
	for (size_t j = 0; j <= columns; j++)
		d[0][j] = j;
	for (size_t i = 1; i <= rows; i++) {
		size_t *row = d[i % 3], *above = d[(i + 2) % 3], *second = d[(i + 1) % 3];
		const char x = lower(a[i - 1]);
		row[0] = i;
		for (size_t j = 1; j <= columns; j++) {
			size_t change = above[j - 1] + (x != lower(b[j - 1]));
			row[j] = least(change, least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && x == lower(b[j - 2]) &&
				lower(a[i - 2]) == lower(b[j - 1]))
				row[j] = least(row[j], second[j - 2] + 1);
		}
	}
	return d[rows % 3][columns];
}

void
nearest_init(struct nearest *nearest, const char *name)
{
	size_t third = strlen(name) / 3;
	*nearest = (struct nearest){ name, NULL, (third > 0 ? third : 1) + 1 };
}

void
nearest_offer(struct nearest *nearest, const char *candidate)
{
	size_t distance = name_distance(nearest->name, candidate);
	if (distance < nearest->least) {
		nearest->least = distance;
		nearest->best = candidate;
	}
}
