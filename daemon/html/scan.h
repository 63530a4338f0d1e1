/*
 * scan.h - classes of bytes, and runs of text passed over sixteen bytes at a time.
 *
 * For html/, and for JSON in pages.
 */
#ifndef NEWSWIRED_HTML_SCAN_H
#define NEWSWIRED_HTML_SCAN_H

#include <stdbool.h>
#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#if defined(__SSE2__)
/* A bit for each byte that is `byte`. */
static inline uint32_t
scan_equal(__m128i bytes, char byte)
{
	return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte)));
}

/* A bit for each byte that is '&' or NUL. */
static inline uint32_t
scan_marks(__m128i bytes)
{
	return (uint32_t)_mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('&')),
		_mm_cmpeq_epi8(bytes, _mm_setzero_si128())));
}
#endif

/* White space of the HTML standard: tab, LF, FF, CR, blank. One comparison tells most others. */
static inline bool
scan_is_space(char c)
{
	const uint64_t spaces =
		1U << '\t' | 1U << '\n' | 1U << '\f' | 1U << '\r' | UINT64_C(1) << ' ';
	return (unsigned char)c <= ' ' && (spaces >> c & 1) != 0;
}

static inline bool
scan_is_letter(char c)
{
	return ((unsigned)(unsigned char)c | 0x20) - 'a' < 26;
}

/* The first byte in at .. end that is no white space, or end. */
static inline const char *
scan_space(const char *at, const char *end)
{
#if defined(__SSE2__)
	if (at == end || !scan_is_space(*at))
		return at;
	for (; end - at >= 16; at += 16) {
		const __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
		__m128i lines = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')),
			_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')));
		__m128i blanks = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(' ')),
			_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t')));
		unsigned other = 0xFFFFU ^ (unsigned)_mm_movemask_epi8(_mm_or_si128(blanks, lines));
		if (other != 0) {
			at += __builtin_ctz(other); /* may be a form feed */
			break;
		}
	}
#endif
	while (at < end && scan_is_space(*at))
		at++;
	return at;
}

/* The first byte in at .. end that is not ASCII, or end. */
static inline const char *
scan_ascii(const char *at, const char *end)
{
#if defined(__SSE2__)
	const __m128i *words = (const __m128i *)(const void *)at;
	for (; end - (const char *)words >= 64; words += 4) {
		__m128i front = _mm_or_si128(_mm_loadu_si128(words), _mm_loadu_si128(words + 1));
		__m128i back = _mm_or_si128(_mm_loadu_si128(words + 2), _mm_loadu_si128(words + 3));
		if (_mm_movemask_epi8(_mm_or_si128(front, back)) != 0)
			break;
	}
	for (at = (const char *)words; end - at >= 16; at += 16) {
		unsigned high = (unsigned)_mm_movemask_epi8(
			_mm_loadu_si128((const __m128i *)(const void *)at));
		if (high != 0)
			return at + __builtin_ctz(high);
	}
#endif
	while (at < end && (*at & 0x80) == 0)
		at++;
	return at;
}

/*
 * The first `stop` in at .. end, or end. *marked is set where '&' or NUL lies before it: such text
 * must be decoded.
 */
static inline const char *
scan_text(const char *at, const char *end, char stop, bool *marked)
{
#if defined(__SSE2__)
	for (; end - at >= 32; at += 32) {
		const __m128i *words = (const __m128i *)(const void *)at;
		__m128i front = _mm_loadu_si128(words), back = _mm_loadu_si128(words + 1);
		uint32_t found = scan_equal(front, stop) | scan_equal(back, stop) << 16;
		uint32_t marks = scan_marks(front) | scan_marks(back) << 16;
		*marked |= (marks & (found - 1) & ~found) != 0;
		if (found != 0)
			return at + __builtin_ctz(found);
	}
#endif
	for (; at < end && *at != stop; at++)
		*marked |= *at == '&' || *at == '\0';
	return at;
}

/* The first byte in at .. end that is '"', '\\' or a control character, or end: of JSON strings. */
static inline const char *
scan_json(const char *at, const char *end)
{
#if defined(__SSE2__)
	const __m128i last = _mm_set1_epi8(0x1F);
	for (; end - at >= 16; at += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
		__m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, last), bytes);
		__m128i marks = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
			_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
		unsigned found = (unsigned)_mm_movemask_epi8(_mm_or_si128(control, marks));
		if (found != 0)
			return at + __builtin_ctz(found);
	}
#endif
	while (at < end && *at != '"' && *at != '\\' && (unsigned char)*at >= 0x20)
		at++;
	return at;
}

/*
 * The first byte in at .. end that does not stand in an address as it is, or end: what is not
 * ASCII, blanks, controls, quotes, brackets, back slashes; and the '.' in "/.".
 */
static inline const char *
scan_address(const char *at, const char *end)
{
	static const uint64_t plain[4] = { UINT64_C(0xAFFFFFFA00000000),
		UINT64_C(0x57FFFFFEEFFFFFFF) };
	unsigned slash = 0; /* 1 behind one */
#if defined(__SSE2__)
#define EQUAL(byte) _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte))
	for (; end - at >= 16; at += 16) {
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
		__m128i low = _mm_cmplt_epi8(bytes, _mm_set1_epi8(' ' + 1)); /* or not ASCII */
		__m128i quotes = _mm_or_si128(EQUAL('"'), EQUAL('`'));
		__m128i braces = _mm_or_si128(EQUAL('{'), EQUAL('}'));
		__m128i others = _mm_or_si128(EQUAL('\\'), EQUAL(0x7F));
		__m128i tags = _mm_or_si128(EQUAL('<'), EQUAL('>'));
		unsigned odd = (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(low, tags),
			_mm_or_si128(_mm_or_si128(quotes, braces), others)));
		unsigned slashes = (unsigned)_mm_movemask_epi8(EQUAL('/'));
		odd |= (unsigned)_mm_movemask_epi8(EQUAL('.')) & (slashes << 1 | slash);
		if (odd != 0)
			return at + __builtin_ctz(odd);
		slash = slashes >> 15;
	}
#undef EQUAL
#endif
	for (; at < end; at++) {
		unsigned char c = (unsigned char)*at;
		if ((plain[c / 64] >> c % 64 & 1) == 0 || (slash && c == '.'))
			break;
		slash = c == '/';
	}
	return at;
}

/* Whether a byte ends a name: white space, '/', '>', and for attributes '='. */
static inline bool
scan_ends_name(char c, bool is_attribute)
{
	return scan_is_space(c) || c == '/' || c == '>' || (is_attribute && c == '=');
}

/* The first byte in at .. end that ends a name, or end. */
static inline const char *
scan_name(const char *at, const char *end, bool is_attribute)
{
#if defined(__SSE2__)
	if (end - at >= 16) {
		const __m128i blank = _mm_set1_epi8(' ');
		__m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)at);
		__m128i low = _mm_cmpeq_epi8(_mm_min_epu8(bytes, blank), bytes);
		__m128i marks = _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('/')),
			_mm_cmpeq_epi8(bytes, _mm_set1_epi8('>')));
		if (is_attribute)
			marks = _mm_or_si128(marks, _mm_cmpeq_epi8(bytes, _mm_set1_epi8('=')));
		unsigned found = (unsigned)_mm_movemask_epi8(_mm_or_si128(low, marks));
		at += found != 0 ? __builtin_ctz(found) : 16; /* may be another control character */
	}
#endif
	while (at < end && !scan_ends_name(*at, is_attribute))
		at++;
	return at;
}

#endif
