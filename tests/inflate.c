/* Content codings: each, several, broken, cut, mislabelled, and bombs. */
#include "extract/inflate.h"
#include "fixture/arena.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include <libdeflate.h>
#include <zstd.h>

#define PAGE      "<p>Rain fell on the harbour.</p>"
#define MAX_BYTES ((size_t)16 << 20)
#define BOMB      ((size_t)64 << 20)

enum wrapper { GZIP, ZLIB, RAW };

static struct slice
deflated(enum wrapper wrapper, struct slice plain)
{
	struct libdeflate_compressor *machine = libdeflate_alloc_compressor(6);
	size_t room = plain.length + 1024;
	char *out = arena_alloc(arena, room);
	size_t length = 0;
	switch (wrapper) {
	case GZIP:
		length = libdeflate_gzip_compress(machine, plain.data, plain.length, out, room);
		break;
	case ZLIB:
		length = libdeflate_zlib_compress(machine, plain.data, plain.length, out, room);
		break;
	case RAW:
		length = libdeflate_deflate_compress(machine, plain.data, plain.length, out, room);
		break;
	}
	libdeflate_free_compressor(machine);
	ck_assert_uint_gt(length, 0);
	return (struct slice){ out, length };
}

static struct slice
zstandard(struct slice plain)
{
	size_t room = ZSTD_compressBound(plain.length);
	char *out = arena_alloc(arena, room);
	return (struct slice){ out, ZSTD_compress(out, room, plain.data, plain.length, 3) };
}

static struct slice
joined(struct slice a, struct slice b)
{
	char *out = arena_alloc(arena, a.length + b.length);
	memcpy(out, a.data, a.length);
	memcpy(out + a.length, b.data, b.length);
	return (struct slice){ out, a.length + b.length };
}

static void
check_gives(struct slice bytes, const char *coding, const char *expected)
{
	struct slice out;
	struct err err = { 0 };
	ck_assert_msg(inflate_body(arena, bytes, coding, MAX_BYTES, &out, &err), "%s", err.text);
	ck_assert_uint_eq(out.length, strlen(expected));
	ck_assert(memcmp(out.data, expected, out.length) == 0);
}

static void
check_fails(struct slice bytes, const char *coding, enum err_kind kind)
{
	struct slice out;
	struct err err = { 0 };
	ck_assert(!inflate_body(arena, bytes, coding, MAX_BYTES, &out, &err));
	ck_assert_int_eq(err.kind, kind);
	ck_assert(err.text[0] != '\0');
}

START_TEST(each_coding_is_undone)
{
	struct slice page = SLICE(PAGE);
	check_gives(page, NULL, PAGE);
	check_gives(page, "identity", PAGE);
	check_gives(page, "", PAGE);
	check_gives(deflated(GZIP, page), "gzip", PAGE);
	check_gives(deflated(GZIP, page), "X-GZIP", PAGE);
	check_gives(deflated(ZLIB, page), "deflate", PAGE);
	check_gives(deflated(RAW, page), "deflate", PAGE);
	check_gives(zstandard(page), "zstd", PAGE);
	check_gives(SLICE("\x0b\x02\x80hello\x03"), "br", "hello");
}
END_TEST

START_TEST(several_codings_are_undone_from_the_last_to_the_first)
{
	struct slice page = SLICE(PAGE);
	check_gives(zstandard(deflated(ZLIB, page)), "deflate, zstd", PAGE);
	check_gives(deflated(GZIP, deflated(GZIP, page)), "gzip,gzip", PAGE);
	check_gives(deflated(GZIP, page), "identity , gzip", PAGE);
	check_fails(page, "gzip,br,gzip,br,gzip", ERR_LIMIT);
}
END_TEST

START_TEST(gzip_may_have_members_and_garbage_behind)
{
	struct slice page = SLICE(PAGE);
	struct slice twice = joined(deflated(GZIP, page), deflated(GZIP, page));
	check_gives(twice, "gzip", PAGE PAGE);
	check_gives(joined(twice, SLICE("\0\0\0\0")), "gzip", PAGE PAGE);
	check_gives(joined(twice, SLICE("\x1f\x8b\x08 no member")), "gzip", PAGE PAGE);
	struct slice frames = joined(zstandard(page), zstandard(page));
	check_gives(frames, "zstd", PAGE PAGE);
}
END_TEST

START_TEST(bytes_tell_more_than_headers)
{
	struct slice page = SLICE(PAGE);
	check_gives(deflated(GZIP, page), NULL, PAGE);
	check_gives(deflated(GZIP, page), "utf-8", PAGE);
	check_gives(page, "gzip", PAGE);
	check_gives(page, "br", PAGE);
	check_gives(page, "zstd", PAGE);
	check_gives(page, "deflate", PAGE);
	check_gives(SLICE(""), "br", "");
}
END_TEST

START_TEST(broken_and_cut_bytes_are_an_error)
{
	struct slice zipped = deflated(GZIP, SLICE(PAGE));
	zipped.length -= 9;
	check_fails(zipped, "gzip", ERR_FORMAT);
	struct slice frame = zstandard(SLICE(PAGE));
	frame.length -= 3;
	check_fails(frame, "zstd", ERR_FORMAT);
	check_fails(SLICE("\x0b\x02\x80he"), "br", ERR_FORMAT);
	check_fails(SLICE("no such thing"), "deflate", ERR_FORMAT);
	check_fails(SLICE("no such thing"), "zstd", ERR_FORMAT);
}
END_TEST

START_TEST(bombs_burst_at_the_ceiling)
{
	char *zeros = calloc(1, BOMB);
	ck_assert_ptr_nonnull(zeros);
	struct slice plain = { zeros, BOMB };
	check_fails(deflated(GZIP, plain), "gzip", ERR_LIMIT);
	check_fails(deflated(GZIP, plain), NULL, ERR_LIMIT);
	check_fails(deflated(ZLIB, plain), "deflate", ERR_LIMIT);
	check_fails(zstandard(plain), "zstd", ERR_LIMIT);
	plain.length = MAX_BYTES / 2; /* under the ceiling, but no page is that repetitive */
	check_fails(deflated(GZIP, plain), "gzip", ERR_LIMIT);
	struct slice many = SLICE("");
	struct slice member = deflated(GZIP, (struct slice){ zeros, INFLATE_FREE_BYTES / 4 });
	for (int i = 0; i < 8; i++)
		many = joined(many, member);
	check_fails(many, "gzip", ERR_LIMIT);
	free(zeros);
	struct slice out;
	struct err err = { 0 };
	ck_assert(!inflate_body(arena, SLICE("\x0b\x02\x80hello\x03"), "br", 3, &out, &err));
	ck_assert_int_eq(err.kind, ERR_LIMIT);
	ck_assert(!inflate_body(arena, SLICE(PAGE), NULL, 3, &out, &err));
}
END_TEST

Suite *
inflate_suite(void)
{
	Suite *suite = suite_create("inflate");
	TCase *tc = tcase_create("inflate");
	tcase_add_checked_fixture(tc, arena_set_up, arena_tear_down);
	tcase_add_test(tc, each_coding_is_undone);
	tcase_add_test(tc, several_codings_are_undone_from_the_last_to_the_first);
	tcase_add_test(tc, gzip_may_have_members_and_garbage_behind);
	tcase_add_test(tc, bytes_tell_more_than_headers);
	tcase_add_test(tc, broken_and_cut_bytes_are_an_error);
	tcase_add_test(tc, bombs_burst_at_the_ceiling);
	suite_add_tcase(suite, tc);
	return suite;
}
