/* Folds text nodes into one run of memory: a fast way for ASCII, another for the rest. */
#include "extract/inline.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/text.h"
#include "extract/character.h"
#include "html/reference.h"
#include "html/scan.h"

/* Bytes one step may add at most: a blank, and a reference's two characters. */
#define BLANK_AND_POINT 8

void
inline_init(struct inline_text *text, struct arena *arena, const char *limit, size_t bytes,
	size_t blocks)
{
	*text = (struct inline_text){ .arena = arena, .limit = limit };
	/*
	 * Decoding shortens, but for a few references; NFC may lengthen, seldom. What does not fit
	 * is dropped.
	 */
	text->room = bytes + bytes / 4 + 2 * blocks + 4 * BLANK_AND_POINT;
	text->data = arena_alloc(arena, text->room);
	inline_begin(text);
}

void
inline_begin(struct inline_text *text)
{
	text->start = text->node = text->length;
	text->blank = text->in_word = text->composes = text->pointed = false;
	text->tenths = text->link_tenths = text->bold_tenths = text->letters = 0;
	text->first = SIZE_MAX;
}

static void
count(struct inline_text *text, uint32_t tenths)
{
	text->tenths += tenths;
	if (text->in_link)
		text->link_tenths += tenths;
	if (text->in_bold)
		text->bold_tenths += tenths;
}

/* Counts a character of a class that is kept. */
static void
count_character(struct inline_text *text, enum character is)
{
	if (is == CHARACTER_LETTER) {
		if (!text->in_word)
			count(text, INLINE_WORD);
		text->in_word = true;
		text->letters++;
		return;
	}
	text->in_word = false;
	if (is == CHARACTER_IDEOGRAPH || is == CHARACTER_UNSPACED) {
		count(text, is == CHARACTER_IDEOGRAPH ? INLINE_IDEOGRAPH : INLINE_UNSPACED);
		text->letters++;
	} else if (is == CHARACTER_POINT || is == CHARACTER_STOP) {
		text->pointed = true;
	}
}

/* Writes the blank that is due, and notes where text begins. False where the room is used up. */
static bool
make_room(struct inline_text *text)
{
	if (text->room - text->length < 2 * BLANK_AND_POINT)
		return false;
	if (text->blank && text->length > text->start)
		text->data[text->length++] = ' ';
	text->blank = false;
	if (text->first == SIZE_MAX)
		text->first = text->length;
	return true;
}

static void
add_character(struct inline_text *text, uint32_t point, const char *bytes, size_t length)
{
	enum character is = character_class(point);
	if (is == CHARACTER_SPACE) {
		text->blank = true;
		text->in_word = false;
		return;
	}
	if (is == CHARACTER_NOTHING || !make_room(text))
		return;
	memcpy(text->data + text->length, bytes, length);
	text->length += length;
	text->composes |= character_may_compose(point);
	count_character(text, is);
}

/* Adds the code point at `at`, well-formed or not; gives the byte after it. */
static const char *
add_point(struct inline_text *text, const char *at, const char *end)
{
	const char *next;
	uint32_t point = text_decode(at, end, &next);
	if (point == TEXT_REPLACEMENT)
		add_character(text, point, "\xEF\xBF\xBD", 3);
	else
		add_character(text, point, at, (size_t)(next - at));
	return next;
}

static const char *
add_reference(struct inline_text *text, const char *at, const char *end)
{
	char out[8];
	size_t length = 0;
	size_t taken =
		reference_read((struct slice){ at, (size_t)(end - at) }, false, out, &length);
	if (taken == 0) {
		add_character(text, '&', "&", 1);
		return at + 1;
	}
	for (const char *p = out; p < out + length;)
		p = add_point(text, p, out + length);
	return at + taken;
}

/* ASCII as it is copied. */
struct words {
	char *out;
	uint32_t count, letters;
	bool in_word, pointed;
};

#if defined(__SSE2__)
_Static_assert(sizeof(__m128i) <= 2 * BLANK_AND_POINT, "add_some sees to the room of a last step");

/* A bit for each byte of first .. first + count - 1. Bytes are compared as signed numbers. */
static inline unsigned
in_range(__m128i bytes, char first, int count)
{
	__m128i from_least = _mm_sub_epi8(bytes, _mm_set1_epi8((char)(first ^ 0x80)));
	__m128i past = _mm_set1_epi8((char)(count ^ 0x80));
	return (unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(from_least, past));
}

/* The bits set in either half, which the processor itself may not count. */
static inline uint32_t
count_halves(uint32_t bits)
{
	bits -= bits >> 1 & 0x55555555;
	bits = (bits & 0x33333333) + (bits >> 2 & 0x33333333);
	bits = (bits + (bits >> 4)) & 0x0F0F0F0F;
	return (bits + (bits >> 8)) & 0x001F001F;
}

/* The bytes from `at` on, as far as there are any before `limit`. */
static inline __m128i
sixteen(const char *at, const char *limit)
{
	char bytes[16] = { 0 };
	if (limit - at >= 16)
		return _mm_loadu_si128((const __m128i *)(const void *)at);
	memcpy(bytes, at, (size_t)(limit - at));
	return _mm_loadu_si128((const __m128i *)(const void *)bytes);
}

/*
 * Copies words with single blanks between them, sixteen bytes at a time; `at` is no blank. All of
 * them are told at once to be what character_ascii says. Stops where a byte is not copied as it is,
 * and at a blank behind which not all is seen. There is room for all up to `end` and sixteen bytes
 * more: each step writes as many, and keeps those it took.
 */
static const char *
copy_words(struct words *words, const char *at, const char *end, const char *limit)
{
	for (unsigned taken = 16; taken >= 15 && at < end; at += taken) {
		unsigned left = end - at < 16 ? (unsigned)(end - at) : 16;
		__m128i c = sixteen(at, limit);
		__m128i small = _mm_or_si128(c, _mm_set1_epi8('a' ^ 'A'));
		__m128i stop = _mm_or_si128(c, _mm_set1_epi8(',' ^ '.'));
		unsigned letters =
			in_range(small, 'a', 26) | in_range(c, '0', 10) | scan_equal(c, '_');
		unsigned points = scan_equal(stop, '.') | in_range(c, ':', 2) | scan_equal(c, '!') |
				  scan_equal(c, '?');
		unsigned blanks = scan_equal(c, ' ');
		unsigned odd =
			~in_range(c, ' ', 0x7F - ' ') | scan_equal(c, '&') | (blanks & blanks << 1);
		taken = (unsigned)__builtin_ctz(odd | 1U << left);
		if (taken > 0)
			taken -= blanks >> (taken - 1) & 1;
		_mm_storeu_si128((__m128i *)(void *)words->out, c);
		unsigned all = (1U << taken) - 1;
		unsigned begun = letters << 1 | words->in_word; /* the byte before is a letter */
		letters &= all;
		uint32_t counts = count_halves(letters << 16 | (letters & ~begun));
		words->count += counts & 0xFFFF;
		words->letters += counts >> 16;
		words->pointed |= (points & all) != 0;
		if (taken > 0)
			words->in_word = letters >> (taken - 1) & 1;
		words->out += taken;
	}
	return at;
}
#else
static const char *
copy_words(struct words *words, const char *at, const char *end, const char *limit)
{
	(void)words, (void)end, (void)limit;
	return at;
}
#endif

/*
 * Adds ASCII from `at` on up to a byte beyond it, or an '&' that begins a reference. There is room
 * for all of it, a blank and the sixteen bytes of copy_words. Gives the byte after it.
 */
static const char *
add_ascii(struct inline_text *text, const char *at, const char *end, bool has_references)
{
	char *begin = text->data + text->start, *first = NULL;
	struct words words = {
		.out = text->data + text->length,
		.in_word = text->in_word,
		.pointed = text->pointed,
	};
	bool blank = text->blank;
	while (at < end && (unsigned char)*at < 128) {
		enum character is = (enum character)character_ascii[(unsigned char)*at];
		if (is == CHARACTER_SPACE) {
			blank = true;
			words.in_word = false;
			at = scan_space(at + 1, end);
			continue;
		}
		if (is == CHARACTER_NOTHING) {
			at++;
			continue;
		}
		if (*at == '&' && has_references)
			break;
		if (blank && words.out > begin)
			*words.out++ = ' ';
		blank = false;
		if (first == NULL)
			first = words.out;
		const char *after = copy_words(&words, at, end, text->limit);
		if (after > at) {
			at = after;
			continue;
		}
		words.count += is == CHARACTER_LETTER && !words.in_word;
		words.letters += is == CHARACTER_LETTER;
		words.in_word = is == CHARACTER_LETTER;
		words.pointed |= is == CHARACTER_POINT || is == CHARACTER_STOP;
		*words.out++ = *at++;
	}
	if (text->first == SIZE_MAX && first != NULL)
		text->first = (size_t)(first - text->data);
	text->length = (size_t)(words.out - text->data);
	text->blank = blank;
	text->in_word = words.in_word;
	text->pointed = words.pointed;
	text->letters += words.letters;
	count(text, words.count * INLINE_WORD);
	return at;
}

/* Whether an ASCII letter stands at `at` alone, with what is beyond ASCII right behind it. */
static inline bool
is_lone_letter(const char *at, const char *end)
{
	return (unsigned char)*at < 128 &&
	       character_ascii[(unsigned char)*at] == CHARACTER_LETTER && end - at > 1 &&
	       (unsigned char)at[1] >= 128;
}

/*
 * The same for characters beyond ASCII and single letters among them, up to one that is other ASCII
 * or ill-formed. Gives the byte after the last one added.
 */
static const char *
add_wide(struct inline_text *text, const char *at, const char *end)
{
	char *begin = text->data + text->start, *out = text->data + text->length, *first = NULL;
	bool blank = text->blank, in_word = text->in_word, composes = text->composes;
	uint32_t tenths = 0, letters = 0;
	while (at < end) {
		if (is_lone_letter(at, end) && !blank && first != NULL) {
			*out++ = *at++;
			tenths += in_word ? 0 : INLINE_WORD;
			in_word = true;
			letters++;
			continue;
		}
		if ((unsigned char)*at < 128)
			break;
		const char *next;
		uint32_t point = text_decode_wide(at, end, &next);
		if (point == TEXT_REPLACEMENT)
			break;
		enum character is = character_class_wide(point);
		size_t length = (size_t)(next - at);
		const char *from = at;
		at = next;
		if (is == CHARACTER_SPACE) {
			blank = true;
			in_word = false;
			continue;
		}
		if (is == CHARACTER_NOTHING)
			continue;
		if (blank && out > begin)
			*out++ = ' ';
		blank = false;
		if (first == NULL)
			first = out;
		/* Twice as quick as memcpy of so few. */
		out[0] = from[0];
		out[1] = from[1];
		if (length > 2)
			out[2] = from[2];
		if (length > 3)
			out[3] = from[3];
		out += length;
		composes |= character_may_compose(point);
		if (is == CHARACTER_LETTER && !in_word)
			tenths += INLINE_WORD;
		else if (is == CHARACTER_IDEOGRAPH)
			tenths += INLINE_IDEOGRAPH;
		else if (is == CHARACTER_UNSPACED)
			tenths += INLINE_UNSPACED;
		in_word = is == CHARACTER_LETTER;
		letters += is == CHARACTER_LETTER || is == CHARACTER_IDEOGRAPH ||
			   is == CHARACTER_UNSPACED;
		text->pointed |= is == CHARACTER_POINT || is == CHARACTER_STOP;
	}
	if (text->first == SIZE_MAX && first != NULL)
		text->first = (size_t)(first - text->data);
	text->length = (size_t)(out - text->data);
	text->blank = blank;
	text->in_word = in_word;
	text->composes = composes;
	text->letters += letters;
	count(text, tenths);
	return at;
}

/*
 * Puts the node's text into NFC where it may not be; where the result does not fit, it stays as it
 * is.
 */
static void
compose(struct inline_text *text)
{
	struct slice made = { text->data + text->node, text->length - text->node };
	struct slice composed = slice_of(text_nfc(text->arena, made));
	if (composed.length > text->room - text->node - 2 * BLANK_AND_POINT)
		return;
	memcpy(text->data + text->node, composed.data, composed.length);
	text->length = text->node + composed.length;
}

/* Adds what begins at `at`, up to `stop` at most but for a reference. Gives the byte after it. */
static const char *
add_some(struct inline_text *text, const char *at, const char *stop, const char *end,
	bool has_references)
{
	bool fits = text->room - text->length > (size_t)(stop - at) + 2 * BLANK_AND_POINT;
	unsigned char c = (unsigned char)*at;
	if (c == '&' && has_references)
		return add_reference(text, at, end);
	if (c < 128 && fits)
		return add_ascii(text, at, stop, has_references);
	const char *after = c >= 128 && fits ? add_wide(text, at, stop) : at;
	return after > at ? after : add_point(text, at, end);
}

void
inline_add(struct inline_text *text, struct slice bytes, bool has_references)
{
	const char *at = bytes.data, *end = slice_end(bytes);
	text->node = text->length;
	text->composes = false;
	while (at < end && text->length - text->start < INLINE_BLOCK_MAX_BYTES) {
		size_t left = INLINE_BLOCK_MAX_BYTES - (text->length - text->start);
		size_t some = text_cut(at, (size_t)(end - at), left);
		if (some == 0)
			break;
		at = add_some(text, at, at + some, end, has_references);
	}
	if (text->composes)
		compose(text);
}

uint32_t
inline_blank(struct inline_text *text)
{
	text->blank = true;
	text->in_word = false;
	return (uint32_t)(text->length - text->start);
}

uint32_t
inline_end(struct inline_text *text)
{
	size_t length = text->length - text->start;
	if (length > 0)
		text->data[text->length++] = '\0';
	return (uint32_t)length;
}
