/* JSON of JSON-LD: what is taken and what is refused, measured against jansson. */
#include "extract/ldjson.h"
#include "fixture/arena.h"

#include <check.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* A string of jansson's with its NULs left out. */
static bool
same_text(struct slice ours, const json_t *theirs)
{
	const char *text = json_string_value(theirs);
	size_t at = 0;
	for (size_t i = 0; i < json_string_length(theirs); i++) {
		if (text[i] == '\0')
			continue;
		if (at == ours.length || ours.data[at++] != text[i])
			return false;
	}
	return at == ours.length;
}

static bool
same(const struct ld_value *ours, const json_t *theirs)
{
	size_t i = 0;
	const char *key;
	json_t *value;
	switch (json_typeof(theirs)) {
	case JSON_NULL: return ld_is(ours, LD_NULL);
	case JSON_TRUE: return ld_is(ours, LD_TRUE);
	case JSON_FALSE: return ld_is(ours, LD_FALSE);
	case JSON_INTEGER:
	case JSON_REAL: return ld_is(ours, LD_NUMBER);
	case JSON_STRING: return ld_is(ours, LD_STRING) && same_text(ours->text, theirs);
	case JSON_ARRAY:
		ld_items(ours, item)
		{
			if (!same(item, json_array_get(theirs, i++)))
				return false;
		}
		return ld_is(ours, LD_ARRAY) && i == json_array_size(theirs);
	case JSON_OBJECT:
		json_object_foreach((json_t *)theirs, key, value) {
			if (!same(ld_member(ours, key), value))
				return false;
		}
		return ld_is(ours, LD_OBJECT);
	}
	return false;
}

static void
compare(const char *text, size_t length)
{
	json_t *theirs = json_loadb(text, length, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, NULL);
	const struct ld_value *ours = ld_read(arena, (struct slice){ text, length });
	ck_assert_msg((ours != NULL) == (theirs != NULL), "%s: %.*s",
		theirs != NULL ? "refused" : "taken", (int)length, text);
	ck_assert_msg(
		theirs == NULL || same(ours, theirs), "read otherwise: %.*s", (int)length, text);
	json_decref(theirs);
	arena_reset(arena);
}

static const char *const texts[] = {
	"{}",
	"[]",
	" [ ] ",
	"",
	"1",
	"\"a\"",
	"{\"a\":1}",
	"{\"a\":1,}",
	"{\"a\" 1}",
	"{,}",
	"{\"a\":1,\"a\":[2]}",
	"{a:1}",
	"[1,]",
	"[,1]",
	"[1 2]",
	"[1]]",
	"[1",
	"[[[[1],{}],\"\"],[{\"\":{}}]] rest",
	"[0,-0,01,1]",
	"[-]",
	"[-1,0.5,1e5,1E+5,-1.5e-5]",
	"[1.]",
	"[.5]",
	"[1e]",
	"[1e+]",
	"[+1]",
	"[9223372036854775807]",
	"[9223372036854775808]",
	"[-9223372036854775808]",
	"[-9223372036854775809]",
	"[1e308]",
	"[1e309]",
	"[1e-400]",
	"[true,false,null]",
	"[True]",
	"[nul]",
	"[nullx]",
	"[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
	"[\"\\a\"]",
	"[\"\\",
	"[\"\\\"]",
	"[\"a\nb\"]",
	"[\"a\tb\"]",
	"[\"\\u00e9\\u4e2d x\\uD83D\\uDE00\"]",
	"[\"\\u00g9\"]",
	"[\"\\u00\"]",
	"[\"\\uD83D\"]",
	"[\"\\uDE00\"]",
	"[\"\\uD83D\\u0041\"]",
	"[\"a\\u0000b\"]",
	"{\"a\\u0000b\":1}",
	"{\"a\\\\u0000b\":1}",
	"{\"\\u0061\":1}",
	"[\"\xC3\xA9\xE4\xB8\xAD\"]",
	"{\"@graph\":[{\"@type\":[\"NewsArticle\"],\"author\":{\"name\":\"Ann Lee\"}}]}",
};

START_TEST(takes_and_refuses_what_jansson_does)
{
	compare(texts[_i], strlen(texts[_i]));
}
END_TEST

#define CHANGES      40000
#define LONGEST_TEXT 256

/* Each text with bytes changed, dropped and doubled, by numbers that are the same in every run. */
START_TEST(agrees_with_jansson_on_what_is_broken)
{
	static const char bytes[] = "{}[]\",:\\u0019eE+-.dD8aftrue nul\t\n";
	uint32_t number = 1;
	for (int change = 0; change < CHANGES; change++) {
		char text[LONGEST_TEXT];
		number = number * 1664525 + 1013904223;
		const char *from = texts[(number >> 8) % (sizeof(texts) / sizeof(texts[0]))];
		size_t length = strlen(from);
		memcpy(text, from, length);
		for (int i = 0; i < 3 && length > 0 && length + 1 < sizeof(text); i++) {
			number = number * 1664525 + 1013904223;
			size_t at = (number >> 8) % length;
			char byte = bytes[(number >> 20) % (sizeof(bytes) - 1)];
			if ((text[at] & 0x80) != 0)
				continue;
			if ((number & 0x30) == 0x10) {
				memmove(text + at, text + at + 1, length - at - 1);
				length--;
			} else if ((number & 0x30) == 0x20) {
				memmove(text + at + 1, text + at, length - at);
				length++;
				text[at] = byte;
			} else {
				text[at] = byte;
			}
		}
		compare(text, length);
	}
}
END_TEST

START_TEST(refuses_what_is_too_deep_and_too_long)
{
	size_t room = 3 * (LD_VALUES_MAX + LD_DEPTH_MAX);
	char *text = arena_alloc(arena, room);
	memset(text, '[', LD_DEPTH_MAX);
	memset(text + LD_DEPTH_MAX, ']', LD_DEPTH_MAX);
	ck_assert_ptr_nonnull(ld_read(arena, (struct slice){ text, 2 * LD_DEPTH_MAX }));
	memset(text, '[', LD_DEPTH_MAX + 1);
	memset(text + LD_DEPTH_MAX + 1, ']', LD_DEPTH_MAX + 1);
	ck_assert_ptr_null(ld_read(arena, (struct slice){ text, 2 * LD_DEPTH_MAX + 2 }));
	memset(text, '1', room);
	for (size_t i = 0; i < room; i += 2)
		text[i] = i == 0 ? '[' : ',';
	text[room - 1] = ']';
	ck_assert_ptr_null(ld_read(arena, (struct slice){ text, room }));
	text[1000] = ']';
	ck_assert_ptr_nonnull(ld_read(arena, (struct slice){ text, room }));
}
END_TEST

Suite *ldjson_suite(void);

Suite *
ldjson_suite(void)
{
	Suite *suite = suite_create("ldjson");
	TCase *tc = tcase_create("ldjson");
	tcase_add_checked_fixture(tc, arena_set_up, arena_tear_down);
	tcase_add_loop_test(
		tc, takes_and_refuses_what_jansson_does, 0, sizeof(texts) / sizeof(texts[0]));
	tcase_add_test(tc, agrees_with_jansson_on_what_is_broken);
	tcase_add_test(tc, refuses_what_is_too_deep_and_too_long);
	suite_add_tcase(suite, tc);
	return suite;
}
