/* Which encoding a page is in: what it says, checked against what it is. */
#include "html/charset.h"

#include <stdint.h>
#include <unicode/ucsdet.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/text.h"
#include "html/page.h"
#include "html/scan.h"
#include "html/token.h"

/* How far a <meta charset> is looked for; the second where nothing else helps. */
#define META_WITHIN     4096
#define META_WITHIN_FAR 65536

/*
 * Text around bytes that are not ASCII, handed to ICU's detector, which looks at no more than this.
 */
#define SAMPLE_MAX 8000

/*
 * So many sequences of UTF-8, and not one bad byte, are UTF-8 whatever the page says: servers that
 * say "iso-8859-1" of all they send are common, and the chance that other text looks so is nil.
 */
#define SEQUENCES_SURE 8

/* UTF-8 with one bad sequence in so many good ones is UTF-8 still. */
#define SEQUENCES_PER_BAD 8

struct survey {
	size_t sequences; /* of two bytes and more, well-formed */
	size_t bad;       /* ill-formed parts */
};

static bool
is_trail(char c)
{
	return ((unsigned char)c & 0xC0) == 0x80;
}

/* The bytes of the well-formed sequence at `at`, which is no ASCII; 0 where it is none. */
static size_t
sequence(const char *at, const char *end)
{
	unsigned char lead = (unsigned char)at[0];
	if (lead < 0xE0)
		return lead >= 0xC2 && end - at >= 2 && is_trail(at[1]) ? 2 : 0;
	if (lead > 0xE0 && lead < 0xED && end - at >= 3)
		return is_trail(at[1]) && is_trail(at[2]) ? 3 : 0;
	const char *next;
	uint32_t point = text_decode(at, end, &next);
	size_t length = (size_t)(next - at);
	bool is_itself = length == 3 && memcmp(at, "\xEF\xBF\xBD", 3) == 0;
	return point != TEXT_REPLACEMENT || is_itself ? length : 0;
}

#if defined(__SSE2__)
static inline __m128i
each(unsigned char byte)
{
	return _mm_set1_epi8((char)byte);
}

/* All ones for each byte that is `least` or more. */
static inline __m128i
at_least(__m128i bytes, unsigned char least)
{
	return _mm_cmpeq_epi8(_mm_max_epu8(bytes, each(least)), bytes);
}

/*
 * The bytes of the sixteen that are whole sequences of one to three bytes; 0 where there is another
 * among them, or nothing but ASCII. The first byte begins a sequence. *count gets a number in each
 * half: both together are the sequences of two and three that begin there.
 */
static inline unsigned
whole_sequences(__m128i c, __m128i *count)
{
	if (_mm_movemask_epi8(c) == 0)
		return 0;
	__m128i lead = at_least(c, 0xC0), lead_of_three = at_least(c, 0xE0);
	__m128i trail = _mm_cmplt_epi8(c, each(0xC0)); /* as signed numbers */
	__m128i due = _mm_or_si128(_mm_slli_si128(lead, 1), _mm_slli_si128(lead_of_three, 2));
	/* Overlong forms and surrogates, by the byte before. */
	__m128i high = at_least(c, 0xA0), before = _mm_slli_si128(c, 1);
	__m128i overlong = _mm_andnot_si128(high, _mm_cmpeq_epi8(before, each(0xE0)));
	__m128i surrogate = _mm_and_si128(high, _mm_cmpeq_epi8(before, each(0xED)));
	__m128i other = _mm_or_si128(
		at_least(c, 0xF0), _mm_cmpeq_epi8(_mm_and_si128(c, each(0xFE)), each(0xC0)));
	__m128i odd = _mm_or_si128(
		_mm_or_si128(_mm_xor_si128(trail, due), other), _mm_or_si128(overlong, surrogate));
	if (_mm_movemask_epi8(odd) != 0)
		return 0;
	*count = _mm_sad_epu8(_mm_and_si128(lead, each(1)), _mm_setzero_si128());
	/* A sequence that the end cuts is left to the next step. */
	return 16 - ((unsigned)_mm_movemask_epi8(lead) >> 15) -
	       ((unsigned)_mm_movemask_epi8(lead_of_three) >> 13 & 2);
}

/*
 * Passes over well-formed text that is not all ASCII, as far as that goes sixteen bytes at a time.
 * `at` begins a sequence, as does the byte that it gives.
 */
static const char *
pass_sequences(const char *at, const char *end, size_t *sequences)
{
	__m128i counts = _mm_setzero_si128(), count;
	uint64_t sums[2];
	size_t cut = 0; /* sequences that were counted twice */
	for (unsigned whole; end - at >= 16; at += whole) {
		whole = whole_sequences(_mm_loadu_si128((const __m128i *)(const void *)at), &count);
		if (whole == 0)
			break;
		counts = _mm_add_epi64(counts, count);
		cut += whole < 16;
	}
	_mm_storeu_si128((__m128i *)(void *)sums, counts);
	*sequences += (size_t)(sums[0] + sums[1]) - cut;
	return at;
}
#else
static const char *
pass_sequences(const char *at, const char *end, size_t *sequences)
{
	(void)end, (void)sequences;
	return at;
}
#endif

/* The first ill-formed byte at or after `at`, or the end. */
static const char *
well_formed(const char *at, const char *end, size_t *sequences)
{
	while (at < end) {
		at = scan_ascii(at, end);
		if (at == end)
			break;
		size_t length = sequence(at, end);
		if (length == 0)
			return at;
		++*sequences;
		at = pass_sequences(at + length, end, sequences);
	}
	return end;
}

/*
 * Counts until the end, or until so much is bad that there would be more of it than of sequences if
 * nothing but sequences came.
 */
static struct survey
survey(struct slice bytes)
{
	struct survey found = { 0, 0 };
	const char *at = bytes.data, *end = at + bytes.length;
	while ((at = well_formed(at, end, &found.sequences)) < end &&
		found.bad <= found.sequences + (size_t)(end - at) / 2) {
		found.bad++;
		text_decode(at, end, &at);
	}
	return found;
}

/* UTF-8 with each ill-formed part as U+FFFD. */
static struct slice
mend(struct arena *arena, struct slice bytes)
{
	char *mended = arena_alloc(arena, bytes.length * 3 + 1);
	size_t length = 0, sequences = 0;
	for (const char *at = bytes.data, *end = at + bytes.length; at < end;) {
		const char *stop = well_formed(at, end, &sequences);
		memcpy(mended + length, at, (size_t)(stop - at));
		length += (size_t)(stop - at);
		at = stop;
		if (at < end) {
			text_decode(at, end, &at);
			length += text_encode(TEXT_REPLACEMENT, mended + length);
		}
	}
	return (struct slice){ mended, length };
}

/* "<?xml ... encoding='...'": what it names; NULL where there is none. */
static const char *
of_xml_declaration(struct slice bytes)
{
	static const char word[] = "encoding";
	if (!slice_starts(bytes, SLICE("<?xml")))
		return NULL;
	const char *close = memchr(bytes.data, '>', bytes.length);
	size_t length = close != NULL ? (size_t)(close - bytes.data) : 0;
	const char *at = memmem(bytes.data, length, word, sizeof(word) - 1);
	if (at == NULL)
		return NULL;
	at += sizeof(word) - 1;
	while (at < close && (*at == '=' || slice_trim((struct slice){ at, 1 }).length == 0))
		at++;
	if (*at != '"' && *at != '\'')
		return NULL;
	const char *end = memchr(at + 1, *at, (size_t)(close - at) - 1);
	return end == NULL ? NULL
			   : charset_of_label((struct slice){ at + 1, (size_t)(end - at) - 1 });
}

/* What one meta element names; NULL where it names none. */
static const char *
of_meta(struct arena *arena, const struct tokenizer *tokenizer, const struct token *token)
{
	struct slice charset = { NULL, 0 }, content = { NULL, 0 };
	bool is_content_type = false;
	for (uint32_t i = 0; i < token->attribute_count; i++) {
		const struct attribute *a = &tokenizer->attributes[token->attributes + i];
		struct slice value = { tokenizer->bytes + a->value_start, a->value_length };
		if (a->name == ATTRIBUTE_CHARSET)
			charset = value;
		else if (a->name == ATTRIBUTE_CONTENT)
			content = value;
		else if (a->name == ATTRIBUTE_HTTP_EQUIV)
			is_content_type = slice_equals_fold(value, SLICE("content-type"));
	}
	if (charset.data == NULL && is_content_type && content.data != NULL)
		charset =
			charset_of_content_type(arena_strndup(arena, content.data, content.length));
	return charset.data != NULL ? charset_of_label(charset) : NULL;
}

/* What a page's first bytes say of its encoding; NULL where nothing. */
static const char *
of_markup(struct arena *arena, struct slice bytes, size_t within)
{
	const char *name = of_xml_declaration(bytes);
	struct tokenizer tokenizer;
	struct token token, raw;
	tokenizer_init(
		&tokenizer, arena, bytes.data, bytes.length < within ? bytes.length : within);
	for (token_next(&tokenizer, &token); name == NULL && token.kind != TOKEN_EOF;
		token_next(&tokenizer, &token)) {
		if (token.kind != TOKEN_START)
			continue;
		if (token.tag == TAG_META)
			name = of_meta(arena, &tokenizer, &token);
		else if (tag_is(token.tag, TAG_IS_RAWTEXT | TAG_IS_RCDATA))
			token_raw(&tokenizer, &token, &raw);
	}
	if (name == NULL)
		return NULL;
	/* It could be read as ASCII, so it is not what these say. */
	if (strncmp(name, "UTF-16", 6) == 0)
		return "UTF-8";
	return strcmp(name, "x-user-defined") == 0 ? "windows-1252" : name;
}

/* Text between tags that is not all ASCII. */
static size_t
take_sample(struct slice bytes, char *sample)
{
	size_t length = 0;
	const char *at = bytes.data, *end = at + bytes.length;
	while (at < end && length < SAMPLE_MAX) {
		const char *stop = memchr(at, '<', (size_t)(end - at));
		if (stop == NULL)
			stop = end;
		size_t run = (size_t)(stop - at);
		bool is_ascii = true;
		for (size_t i = 0; i < run && is_ascii; i++)
			is_ascii = (at[i] & 0x80) == 0;
		if (!is_ascii) {
			size_t part = run < SAMPLE_MAX - length ? run : SAMPLE_MAX - length;
			memcpy(sample + length, at, part);
			length += part;
		}
		at = stop < end ? memchr(stop, '>', (size_t)(end - stop)) : NULL;
		at = at != NULL ? at + 1 : end;
	}
	return length;
}

const char *
charset_guess(struct arena *arena, struct slice bytes)
{
	UErrorCode error = U_ZERO_ERROR;
	UCharsetDetector *detector = ucsdet_open(&error);
	char *sample = arena_alloc(arena, SAMPLE_MAX);
	const char *name = NULL;
	int32_t count = 0;
	ucsdet_setText(detector, sample, (int32_t)take_sample(bytes, sample), &error);
	const UCharsetMatch **matches = ucsdet_detectAll(detector, &count, &error);
	for (int32_t i = 0; U_SUCCESS(error) && i < count && name == NULL; i++) {
		name = charset_of_label(slice_of(ucsdet_getName(matches[i], &error)));
		if (name != NULL && (strncmp(name, "UTF", 3) == 0 || strncmp(name, "IBM", 3) == 0))
			name = NULL;
	}
	ucsdet_close(detector);
	return name;
}

static const char *
of_mark(struct slice *bytes)
{
	static const struct {
		struct slice mark;
		const char *name;
	} marks[] = {
		{ { "\xEF\xBB\xBF", 3 }, "UTF-8" },
		{ { "\xFE\xFF", 2 }, "UTF-16BE" },
		{ { "\xFF\xFE", 2 }, "UTF-16LE" },
	};
	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		size_t length = marks[i].mark.length;
		if (!slice_starts(*bytes, marks[i].mark))
			continue;
		*bytes = (struct slice){ bytes->data + length, bytes->length - length };
		return marks[i].name;
	}
	return NULL;
}

static bool
is_utf16(const char *name)
{
	return name != NULL && strncmp(name, "UTF-16", 6) == 0;
}

/* The encoding of bytes that have no mark; `found` is their survey as UTF-8. */
static const char *
decide(struct arena *arena, struct slice bytes, const char *content_type, struct survey found)
{
	const char *name = charset_of_label(charset_of_content_type(content_type));
	if (is_utf16(name) && memchr(bytes.data, '\0', bytes.length) != NULL)
		return name; /* markup in UTF-16 is half NULs; without one the header is wrong */
	if (is_utf16(name))
		name = NULL;
	if (found.bad == 0 && found.sequences >= SEQUENCES_SURE)
		return "UTF-8";
	if (name == NULL)
		name = of_markup(arena, bytes, META_WITHIN);
	bool is_utf8 = found.bad * SEQUENCES_PER_BAD <= found.sequences;
	bool refuted = name != NULL && strcmp(name, "UTF-8") == 0 && found.sequences < found.bad;
	if (name != NULL && !refuted)
		return name;
	if (is_utf8)
		return "UTF-8";
	if (name == NULL)
		name = of_markup(arena, bytes, META_WITHIN_FAR);
	if (name == NULL || refuted)
		name = charset_guess(arena, bytes);
	return name != NULL ? name : "windows-1252";
}

struct slice
charset_html(struct arena *arena, struct slice bytes, const char *content_type, const char **name)
{
	struct survey found = { 0, 0 };
	const char *encoding = of_mark(&bytes);
	if (!is_utf16(encoding))
		found = survey(bytes);
	if (encoding == NULL)
		encoding = decide(arena, bytes, content_type, found);
	if (name != NULL)
		*name = encoding;
	bool is_utf8 = strcmp(encoding, "UTF-8") == 0;
	/*
	 * What is all ASCII needs no conversion, but from those encodings that shift by ASCII
	 * bytes.
	 */
	bool is_ascii = found.bad == 0 && found.sequences == 0 && !is_utf16(encoding) &&
			strncmp(encoding, "ISO-2022", 8) != 0 && strncmp(encoding, "HZ", 2) != 0;
	if (is_ascii || (is_utf8 && found.bad == 0))
		return bytes;
	return is_utf8 ? mend(arena, bytes) : charset_convert(arena, bytes, encoding);
}
