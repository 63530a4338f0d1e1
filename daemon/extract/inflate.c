/* Content codings undone into a growing, bounded run of memory. */
#include "extract/inflate.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include <brotli/decode.h>
#include <libdeflate.h>
#include <zstd.h>

#include "base/memory.h"

/* More codings on one body than this are no one's honest work. */
#define CODINGS_MAX 4

/* First guess at what a byte inflates to. */
#define GUESS_RATIO 6
#define GUESS_LEAST 4096

/* RFC 9659: a decoder of the content coding zstd need not take windows over 8 MiB. */
#define ZSTD_WINDOW_LOG_MAX 23

enum coding {
	CODING_IDENTITY,
	CODING_GZIP,
	CODING_DEFLATE,
	CODING_BROTLI,
	CODING_ZSTD,
};

/* What comes out. */
struct output {
	struct arena *arena;
	char *data;
	size_t length, room;
	size_t max;
};

static void
output_init(struct output *out, struct arena *arena, size_t in_length, size_t guess, size_t max)
{
	size_t ratio_max =
		in_length > SIZE_MAX / INFLATE_RATIO_MAX ? SIZE_MAX : in_length * INFLATE_RATIO_MAX;
	if (ratio_max < INFLATE_FREE_BYTES)
		ratio_max = INFLATE_FREE_BYTES;
	*out = (struct output){ .arena = arena, .max = max < ratio_max ? max : ratio_max };
	out->room = guess < out->max ? guess : out->max;
	out->data = arena_alloc(arena, out->room);
}

/* Twice the room. False where the ceiling is reached. */
static bool
output_grow(struct output *out, struct err *err)
{
	if (out->room >= out->max)
		return err_set(err, ERR_LIMIT, "body inflates to over %zu bytes", out->max);
	size_t room = out->room > out->max / 2 ? out->max : out->room * 2;
	if (room < GUESS_LEAST)
		room = GUESS_LEAST < out->max ? GUESS_LEAST : out->max;
	char *data = arena_alloc(out->arena, room);
	memcpy(data, out->data, out->length);
	out->data = data;
	out->room = room;
	return true;
}

static bool
is_gzip(struct slice bytes)
{
	return bytes.length > 2 && memcmp(bytes.data, "\x1f\x8b\x08", 3) == 0;
}

/* RFC 1950 section 2.2: the method is 8, and the two bytes together are a multiple of 31. */
static bool
is_zlib(struct slice bytes)
{
	if (bytes.length < 2)
		return false;
	unsigned first = (unsigned char)bytes.data[0], second = (unsigned char)bytes.data[1];
	return (first & 15) == 8 && (first << 8 | second) % 31 == 0;
}

typedef enum libdeflate_result deflate_reader(
	struct libdeflate_decompressor *, const void *, size_t, void *, size_t, size_t *, size_t *);

/*
 * One stream of deflate in some wrapper, put behind what there is; *taken: bytes of `in` it took
 * up.
 */
static bool
read_stream(struct output *out, struct libdeflate_decompressor *machine, deflate_reader *reader,
	struct slice in, size_t *taken, struct err *err)
{
	for (;;) {
		size_t made = 0;
		switch (reader(machine, in.data, in.length, out->data + out->length,
			out->room - out->length, taken, &made)) {
		case LIBDEFLATE_SUCCESS: out->length += made; return true;
		case LIBDEFLATE_INSUFFICIENT_SPACE:
			if (!output_grow(out, err))
				return false;
			break;
		case LIBDEFLATE_BAD_DATA:
		case LIBDEFLATE_SHORT_OUTPUT:
			return err_set(err, ERR_FORMAT, "body is broken or cut deflate data");
		}
	}
}

/*
 * The size a gzip file claims in its last four bytes, plus one so that an exact one is seen to end;
 * 0 where absurd.
 */
static size_t
gzip_claim(struct slice in)
{
	if (in.length < 8)
		return 0;
	const unsigned char *p = (const unsigned char *)in.data + in.length - 4;
	size_t claim = p[0] | (size_t)p[1] << 8 | (size_t)p[2] << 16 | (size_t)p[3] << 24;
	return claim / INFLATE_RATIO_MAX <= in.length ? claim + 1 : 0;
}

static bool
read_gzip(struct output *out, struct libdeflate_decompressor *machine, struct slice in,
	struct err *err)
{
	bool any = false;
	while (is_gzip(in)) {
		size_t taken = 0;
		struct err problem = { 0 };
		if (!read_stream(
			    out, machine, libdeflate_gzip_decompress_ex, in, &taken, &problem)) {
			/* Bytes behind a whole member may be anything. */
			if (any && problem.kind == ERR_FORMAT)
				return true;
			return err_set(err, problem.kind, "%s", problem.text);
		}
		any = true;
		in.data += taken;
		in.length -= taken;
	}
	return any || err_set(err, ERR_FORMAT, "body is no gzip data");
}

static bool
read_deflate(struct output *out, struct libdeflate_decompressor *machine, struct slice in,
	struct err *err)
{
	size_t taken;
	struct err problem = { 0 };
	if (is_zlib(in)) {
		if (read_stream(out, machine, libdeflate_zlib_decompress_ex, in, &taken, &problem))
			return true;
		if (problem.kind == ERR_LIMIT)
			return err_set(err, problem.kind, "%s", problem.text);
	}
	out->length = 0;
	return read_stream(out, machine, libdeflate_deflate_decompress_ex, in, &taken, err);
}

static bool
with_deflate(struct output *out, enum coding coding, struct slice in, struct err *err)
{
	struct libdeflate_decompressor *machine = libdeflate_alloc_decompressor();
	if (machine == NULL)
		mem_exhausted();
	bool good = coding == CODING_GZIP ? read_gzip(out, machine, in, err)
					  : read_deflate(out, machine, in, err);
	libdeflate_free_decompressor(machine);
	return good;
}

static bool
run_brotli(struct output *out, BrotliDecoderState *state, struct slice in, struct err *err)
{
	const uint8_t *next_in = (const uint8_t *)in.data;
	size_t left = in.length;
	for (;;) {
		uint8_t *next_out = (uint8_t *)out->data + out->length;
		size_t room = out->room - out->length;
		BrotliDecoderResult result = BrotliDecoderDecompressStream(
			state, &left, &next_in, &room, &next_out, NULL);
		out->length = out->room - room;
		switch (result) {
		case BROTLI_DECODER_RESULT_SUCCESS: return true;
		case BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT:
			if (!output_grow(out, err))
				return false;
			break;
		case BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT:
		case BROTLI_DECODER_RESULT_ERROR:
			return err_set(err, ERR_FORMAT, "body is broken or cut brotli data");
		}
	}
}

static bool
with_brotli(struct output *out, struct slice in, struct err *err)
{
	BrotliDecoderState *state = BrotliDecoderCreateInstance(NULL, NULL, NULL);
	if (state == NULL)
		mem_exhausted();
	bool good = run_brotli(out, state, in, err);
	BrotliDecoderDestroyInstance(state);
	return good;
}

static bool
run_zstd(struct output *out, ZSTD_DStream *stream, struct slice in, struct err *err)
{
	ZSTD_inBuffer from = { in.data, in.length, 0 };
	for (;;) {
		ZSTD_outBuffer to = { out->data, out->room, out->length };
		size_t before = from.pos;
		size_t hint = ZSTD_decompressStream(stream, &to, &from);
		bool moved = from.pos > before || to.pos > out->length;
		out->length = to.pos;
		if (ZSTD_isError(hint))
			return err_set(err, ERR_FORMAT, "body is broken zstd data: %s",
				ZSTD_getErrorName(hint));
		if (hint == 0 && from.pos == from.size)
			return true;
		if (to.pos == to.size) {
			if (!output_grow(out, err))
				return false;
		} else if (!moved || from.pos == from.size) {
			return err_set(err, ERR_FORMAT, "body is cut zstd data");
		}
	}
}

static bool
with_zstd(struct output *out, struct slice in, struct err *err)
{
	ZSTD_DStream *stream = ZSTD_createDStream();
	if (stream == NULL)
		mem_exhausted();
	ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, ZSTD_WINDOW_LOG_MAX);
	bool good = run_zstd(out, stream, in, err);
	ZSTD_freeDStream(stream);
	return good;
}

static bool
undo(struct arena *arena, enum coding coding, struct slice in, size_t max_bytes,
	struct slice *result, struct err *err)
{
	size_t guess = coding == CODING_GZIP ? gzip_claim(in) : 0;
	if (guess == 0)
		guess = in.length < SIZE_MAX / GUESS_RATIO ? in.length * GUESS_RATIO : in.length;
	if (guess < GUESS_LEAST)
		guess = GUESS_LEAST;
	struct output out;
	output_init(&out, arena, in.length, guess, max_bytes);
	bool good = false;
	switch (coding) {
	case CODING_IDENTITY: *result = in; return true;
	case CODING_GZIP:
	case CODING_DEFLATE: good = with_deflate(&out, coding, in, err); break;
	case CODING_BROTLI: good = with_brotli(&out, in, err); break;
	case CODING_ZSTD: good = with_zstd(&out, in, err); break;
	}
	*result = (struct slice){ out.data, out.length };
	return good;
}

static enum coding
coding_of(struct slice name)
{
	if (slice_equals_fold(name, SLICE("gzip")) || slice_equals_fold(name, SLICE("x-gzip")))
		return CODING_GZIP;
	if (slice_equals_fold(name, SLICE("deflate")))
		return CODING_DEFLATE;
	if (slice_equals_fold(name, SLICE("br")))
		return CODING_BROTLI;
	if (slice_equals_fold(name, SLICE("zstd")))
		return CODING_ZSTD;
	return CODING_IDENTITY;
}

/*
 * The codings a header names, in order of application, without identity; -1 where there are too
 * many.
 */
static int
read_codings(const char *header, enum coding codings[CODINGS_MAX])
{
	int count = 0;
	while (header != NULL && *header != '\0') {
		size_t length = strcspn(header, ",");
		enum coding coding = coding_of(slice_trim((struct slice){ header, length }));
		if (coding != CODING_IDENTITY) {
			if (count == CODINGS_MAX)
				return -1;
			codings[count++] = coding;
		}
		header += length;
		header += *header == ',';
	}
	return count;
}

/* Markup or JSON in plain sight: a header that calls it compressed is wrong. */
static bool
is_plain(struct slice bytes)
{
	if (bytes.length >= 3 && memcmp(bytes.data, "\xEF\xBB\xBF", 3) == 0) {
		bytes.data += 3;
		bytes.length -= 3;
	}
	bytes = slice_trim(bytes);
	return bytes.length > 1 && (bytes.data[0] == '<' || bytes.data[0] == '{');
}

bool
inflate_body(struct arena *arena, struct slice bytes, const char *content_encoding,
	size_t max_bytes, struct slice *out, struct err *err)
{
	enum coding codings[CODINGS_MAX];
	int count = read_codings(content_encoding, codings);
	if (count < 0)
		return err_set(err, ERR_LIMIT, "more than %d content codings", CODINGS_MAX);
	*out = bytes;
	int undone = 0;
	for (int i = count; i-- > 0 && out->length > 0;) {
		struct slice in = *out;
		if (codings[i] == CODING_GZIP && !is_gzip(in))
			continue;
		struct err problem = { 0 };
		undone++;
		if (undo(arena, codings[i], in, max_bytes, out, &problem))
			continue;
		if (problem.kind != ERR_FORMAT || !is_plain(in))
			return err_set(err, problem.kind, "%s", problem.text);
		*out = in;
	}
	for (; is_gzip(*out); undone++) {
		if (undone == CODINGS_MAX)
			return err_set(err, ERR_LIMIT, "more than %d content codings", CODINGS_MAX);
		if (!undo(arena, CODING_GZIP, *out, max_bytes, out, err))
			return false;
	}
	if (out->length > max_bytes)
		return err_set(err, ERR_LIMIT, "body over %zu bytes", max_bytes);
	return true;
}
