/*
 * scan.h - classes of bytes, and runs of text passed over sixteen bytes at a time.
 *
 * For html/ only.
 */
#ifndef NEWSWIRED_HTML_SCAN_H
#define NEWSWIRED_HTML_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

/* White space of the HTML standard: tab, LF, FF, CR, blank. */
static inline bool
scan_is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v');
}

static inline bool
scan_is_letter(char c)
{
	return ((unsigned)(unsigned char)c | 0x20) - 'a' < 26;
}

/*
 * The first `stop` in at .. end, or end. *marked is set where '&' or NUL lies before it: such text must be decoded.
 */
static inline const char *
scan_text(const char *at, const char *end, char stop, bool *marked)
{
#if defined(__SSE2__)
	const __m128i stops = _mm_set1_epi8(stop), ampersands = _mm_set1_epi8('&'),
		      nuls = _mm_setzero_si128();
	for (; end - at >= 16; at += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
		unsigned found = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, stops));
		unsigned marks = (unsigned)_mm_movemask_epi8(_mm_or_si128(
			_mm_cmpeq_epi8(bytes, ampersands), _mm_cmpeq_epi8(bytes, nuls)));
		if (found != 0) {
			*marked |= (marks & (found - 1) & ~found) != 0;
			return at + __builtin_ctz(found);
		}
		*marked |= marks != 0;
	}
#endif
	for (; at < end && *at != stop; at++)
		*marked |= *at == '&' || *at == '\0';
	return at;
}

#endif
