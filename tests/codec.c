/* The JSON of articles and source documents: round trips, order, foreign input, ceilings. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "article/limits.h"
#include "article/source.h"
#include "base/clock.h"
#include "base/text.h"
#include "base/url.h"
#include "fixture/arena.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char full_article[] =
	"{\"file\":\"a.html\",\"url\":\"https://a.example/1\",\"canonical_url\":\"https://a.example/one\","
	"\"outlet\":\"a\",\"article\":true,\"reason\":null,\"headline\":\"Ferry runs aground\","
	"\"kicker\":\"Shipping\",\"dek\":\"Nobody is hurt\",\"published\":\"2015-09-30T01:20:00Z\","
	"\"updated\":\"2015-09-30T02:00:00Z\",\"agency\":\"Xinhua\",\"byline\":[\"Ann Lee\",\"Bo Li\"],"
	"\"dateline\":\"OSLO, Sept 30\",\"language\":\"en\",\"section\":\"World\","
	"\"paragraphs\":[\"OSLO - One.\",\"Zwei: \xc3\xa4\"],"
	"\"photos\":[{\"url\":\"https://a.example/1.jpg\",\"caption\":\"The ferry\",\"credit\":\"Agencies\"},"
	"{\"url\":\"https://a.example/2.jpg\",\"caption\":null,\"credit\":null}],"
	"\"lists\":[{\"label\":\"Most Viewed\",\"kind\":\"popular\",\"items\":[{\"headline\":\"Rain ends\","
	"\"url\":\"https://a.example/2\"}]},{\"label\":\"\",\"kind\":\"neighbour\",\"items\":[]}],"
	"\"title_hash\":\"00112233445566778899aabbccddeeff\",\"truncated\":true}";

static const char empty_article[] =
	"{\"url\":null,\"canonical_url\":null,\"outlet\":null,\"article\":false,\"reason\":\"bot-check\","
	"\"headline\":null,\"kicker\":null,\"dek\":null,\"published\":null,\"updated\":null,\"agency\":null,"
	"\"byline\":[],\"dateline\":null,\"language\":null,\"section\":null,\"paragraphs\":[],\"photos\":[],"
	"\"lists\":[],\"title_hash\":null,\"truncated\":false}";

static const char full_source[] =
	"{\"file\":\"-\",\"kind\":\"section\",\"feed\":{\"title\":\"World\",\"link\":\"https://a.example/\","
	"\"language\":\"en\",\"alternates\":[\"https://a.example/rss\"]},\"entries\":["
	"{\"id\":\"i1\",\"title\":\"Ferry runs aground\",\"link\":\"https://a.example/1\","
	"\"published\":\"2015-09-30T01:20:00Z\",\"updated\":\"2015-09-30T02:00:00Z\",\"author\":\"Ann Lee\","
	"\"summary\":\"Nobody is hurt\",\"content\":\"All of it\",\"image\":\"https://a.example/1.jpg\","
	"\"label\":\"Top\",\"rank\":1},"
	"{\"id\":null,\"title\":null,\"link\":null,\"published\":null,\"updated\":null,\"author\":null,"
	"\"summary\":null,\"content\":null,\"image\":null,\"label\":null,\"rank\":null}]}";

static json_t *
parse(const char *text)
{
	json_error_t error;
	json_t *json = json_loads(text, 0, &error);
	ck_assert_msg(json != NULL, "%s in %s", error.text, text);
	return json;
}

static void
assert_dumps(json_t *json, const char *expected)
{
	char *text = json_dumps(json, JSON_COMPACT);
	ck_assert_str_eq(text, expected);
	free(text);
	json_decref(json);
}

static const struct {
	const char *json, *file;
} articles[] = {
	{ full_article, "a.html" },
	{ empty_article, NULL },
};

START_TEST(an_article_comes_back_byte_for_byte)
{
	json_t *json = parse(articles[_i].json);
	struct article article;
	struct err err = { 0 };
	ck_assert_msg(article_from_json(&article, arena, json, &err), "%s", err.text);
	json_decref(json);
	assert_dumps(article_to_json(&article, articles[_i].file), articles[_i].json);
}
END_TEST

START_TEST(a_source_document_comes_back_byte_for_byte)
{
	json_t *json = parse(full_source);
	struct source_document document;
	struct err err = { 0 };
	ck_assert_msg(source_from_json(&document, arena, json, &err), "%s", err.text);
	json_decref(json);
	assert_dumps(source_to_json(&document, "-"), full_source);
}
END_TEST

START_TEST(a_date_that_is_not_believed_comes_back)
{
	json_t *json = parse("{\"kind\":\"rss\",\"entries\":[{\"dated\":\"31 Feb 2015\"}]}");
	struct source_document document;
	struct err err = { 0 };
	ck_assert_msg(source_from_json(&document, arena, json, &err), "%s", err.text);
	json_decref(json);
	ck_assert_str_eq(document.entries[0].dated, "31 Feb 2015");
	json = source_to_json(&document, NULL);
	const json_t *entry = json_array_get(json_object_get(json, "entries"), 0);
	ck_assert_str_eq(json_string_value(json_object_get(entry, "dated")), "31 Feb 2015");
	json_decref(json);
}
END_TEST

START_TEST(every_kind_and_reason_has_a_name_that_comes_back)
{
	for (int kind = LIST_RELATED; kind <= LIST_NEIGHBOUR; kind++) {
		struct headline_list list = { .label = "", .kind = (enum list_kind)kind };
		struct article article, back;
		article_init(&article);
		article.lists = &list;
		article.list_count = 1;
		json_t *json = article_to_json(&article, NULL);
		ck_assert(article_from_json(&back, arena, json, NULL));
		ck_assert_int_eq(back.lists[0].kind, kind);
		json_decref(json);
	}
	for (int reason = REASON_NONE; reason <= REASON_EMPTY; reason++) {
		struct article article, back;
		article_init(&article);
		article.reason = (enum article_reason)reason;
		json_t *json = article_to_json(&article, NULL);
		ck_assert(article_from_json(&back, arena, json, NULL));
		ck_assert_int_eq(back.reason, reason);
		json_decref(json);
	}
	for (int kind = SOURCE_RSS; kind <= SOURCE_SECTION; kind++) {
		struct source_document document = { .kind = (enum source_kind)kind }, back;
		json_t *json = source_to_json(&document, NULL);
		ck_assert(source_from_json(&back, arena, json, NULL));
		ck_assert_int_eq(back.kind, kind);
		json_decref(json);
	}
}
END_TEST

static const char *const wrong_articles[] = {
	"[]",
	"{}",
	"{\"article\":1}",
	"{\"article\":false}",
	"{\"article\":true,\"reason\":\"section\"}",
	"{\"article\":false,\"reason\":\"boredom\"}",
	"{\"article\":false,\"reason\":7}",
	"{\"article\":true,\"url\":1}",
	"{\"article\":true,\"headline\":[]}",
	"{\"article\":true,\"published\":\"yesterday\"}",
	"{\"article\":true,\"published\":1443576000}",
	"{\"article\":true,\"byline\":\"Ann Lee\"}",
	"{\"article\":true,\"byline\":[null]}",
	"{\"article\":true,\"paragraphs\":{}}",
	"{\"article\":true,\"paragraphs\":[\"a\",1]}",
	"{\"article\":true,\"photos\":[\"https://a.example/1.jpg\"]}",
	"{\"article\":true,\"photos\":[{\"url\":\"https://a.example/1.jpg\",\"caption\":2}]}",
	"{\"article\":true,\"lists\":[{\"label\":\"x\",\"items\":[]}]}",
	"{\"article\":true,\"lists\":[{\"label\":\"x\",\"kind\":\"adverts\",\"items\":[]}]}",
	"{\"article\":true,\"lists\":[{\"kind\":\"more\",\"items\":[1]}]}",
	"{\"article\":true,\"title_hash\":\"0011\"}",
	"{\"article\":true,\"title_hash\":\"00112233445566778899AABBCCDDEEFF\"}",
	"{\"article\":true,\"title_hash\":\"00112233445566778899aabbccddeeff0\"}",
	"{\"article\":true,\"truncated\":\"no\"}",
};

START_TEST(an_article_of_wrong_types_is_refused)
{
	json_t *json = parse(wrong_articles[_i]);
	struct article article;
	struct err err = { 0 };
	ck_assert_msg(!article_from_json(&article, arena, json, &err), "%s", wrong_articles[_i]);
	ck_assert_int_eq(err.kind, ERR_FORMAT);
	ck_assert_str_ne(err.text, "");
	json_decref(json);
}
END_TEST

static const char *const wrong_sources[] = {
	"[]",
	"{}",
	"{\"kind\":\"gopher\"}",
	"{\"kind\":\"rss\",\"feed\":[]}",
	"{\"kind\":\"rss\",\"feed\":{\"title\":1}}",
	"{\"kind\":\"rss\",\"feed\":{\"alternates\":\"x\"}}",
	"{\"kind\":\"rss\",\"entries\":{}}",
	"{\"kind\":\"rss\",\"entries\":[null]}",
	"{\"kind\":\"rss\",\"entries\":[{\"link\":true}]}",
	"{\"kind\":\"rss\",\"entries\":[{\"updated\":\"2015\"}]}",
	"{\"kind\":\"section\",\"entries\":[{\"rank\":0}]}",
	"{\"kind\":\"section\",\"entries\":[{\"rank\":1.5}]}",
	"{\"kind\":\"section\",\"entries\":[{\"rank\":4294967297}]}",
};

START_TEST(a_source_document_of_wrong_types_is_refused)
{
	json_t *json = parse(wrong_sources[_i]);
	struct source_document document;
	struct err err = { 0 };
	ck_assert_msg(!source_from_json(&document, arena, json, &err), "%s", wrong_sources[_i]);
	ck_assert_int_eq(err.kind, ERR_FORMAT);
	json_decref(json);
}
END_TEST

START_TEST(the_first_mistake_is_the_one_told)
{
	json_t *json = parse("{\"article\":true,\"dek\":3,\"truncated\":3}");
	struct article article;
	struct err err = { 0 };
	ck_assert(!article_from_json(&article, arena, json, &err));
	ck_assert_str_eq(err.text, "member 'dek' is no text");
	json_decref(json);
}
END_TEST

START_TEST(members_not_known_are_not_looked_at)
{
	json_t *json = parse("{\"article\":true,\"headline\":\"a\",\"mood\":[{}],\"file\":3}");
	struct article article;
	ck_assert(article_from_json(&article, arena, json, NULL));
	ck_assert_str_eq(article.headline, "a");
	json_decref(json);
}
END_TEST

START_TEST(text_made_with_nul_or_broken_bytes_is_refused)
{
	static const struct {
		const char *bytes;
		size_t length;
	} texts[] = { { "a\0b", 3 }, { "\xff\xfe", 2 }, { "\xed\xa0\x80", 3 } };
	for (size_t i = 0; i < COUNT(texts); i++) {
		json_t *json = json_pack("{s:b}", "article", 1);
		json_object_set_new(
			json, "headline", json_stringn_nocheck(texts[i].bytes, texts[i].length));
		struct article article;
		ck_assert(!article_from_json(&article, arena, json, NULL));
		json_decref(json);
	}
}
END_TEST

START_TEST(broken_bytes_are_repaired_when_written)
{
	struct article article;
	article_init(&article);
	article.headline = "caf\xe9 open";
	json_t *json = article_to_json(&article, NULL);
	ck_assert_str_eq(
		json_string_value(json_object_get(json, "headline")), "caf\xef\xbf\xbd open");
	json_decref(json);
}
END_TEST

/* `count` times `unit`, in the arena. */
static const char *
repeat(const char *unit, size_t count)
{
	size_t length = strlen(unit);
	char *text = arena_alloc(arena, count * length + 1);
	for (size_t i = 0; i < count; i++)
		memcpy(text + i * length, unit, length);
	text[count * length] = '\0';
	return text;
}

START_TEST(long_text_is_cut_between_characters)
{
	json_t *json = json_pack("{s:b, s:s, s:s, s:[s]}", "article", 1, "headline",
		repeat("\xe4\xb8\xad", ARTICLE_HEADLINE_MAX_BYTES), "dek",
		repeat("d", ARTICLE_LINE_MAX_BYTES + 1), "paragraphs",
		repeat("p", ARTICLE_LINE_MAX_BYTES + 1));
	struct article article;
	ck_assert(article_from_json(&article, arena, json, NULL));
	ck_assert_uint_eq(strlen(article.headline),
		ARTICLE_HEADLINE_MAX_BYTES - ARTICLE_HEADLINE_MAX_BYTES % 3);
	ck_assert(text_is_valid(article.headline, strlen(article.headline)));
	ck_assert_uint_eq(strlen(article.dek), ARTICLE_LINE_MAX_BYTES);
	ck_assert_uint_eq(strlen(article.paragraphs[0]), ARTICLE_LINE_MAX_BYTES);
	json_decref(json);
}
END_TEST

static json_t *
array_of(json_t *element, size_t count)
{
	json_t *array = json_array();
	for (size_t i = 0; i < count; i++)
		json_array_append(array, element);
	json_decref(element);
	return array;
}

START_TEST(what_is_too_many_is_left_out)
{
	json_t *items =
		array_of(json_pack("{s:s, s:s}", "headline", "h", "url", "https://a.example/"),
			ARTICLE_LIST_ITEMS_MAX + 1);
	json_t *list = json_pack("{s:s, s:o}", "kind", "more", "items", items);
	json_t *json = json_pack("{s:b, s:o, s:o, s:o, s:o}", "article", 1, "byline",
		array_of(json_string("n"), ARTICLE_BYLINE_MAX + 1), "paragraphs",
		array_of(json_string("p"), ARTICLE_PARAGRAPHS_MAX + 1), "photos",
		array_of(json_pack("{s:s}", "url", "https://a.example/p"), ARTICLE_PHOTOS_MAX + 1),
		"lists", array_of(list, ARTICLE_LISTS_MAX + 1));
	struct article article;
	ck_assert(article_from_json(&article, arena, json, NULL));
	ck_assert_uint_eq(article.byline_count, ARTICLE_BYLINE_MAX);
	ck_assert_uint_eq(article.paragraph_count, ARTICLE_PARAGRAPHS_MAX);
	ck_assert_uint_eq(article.photo_count, ARTICLE_PHOTOS_MAX);
	ck_assert_uint_eq(article.list_count, ARTICLE_LISTS_MAX);
	ck_assert_uint_eq(article.lists[0].count, ARTICLE_LIST_ITEMS_MAX);
	json_decref(json);
}
END_TEST

START_TEST(all_paragraphs_together_have_a_ceiling)
{
	json_t *json = json_pack("{s:b, s:o}", "article", 1, "paragraphs",
		array_of(json_string(repeat("p", ARTICLE_LINE_MAX_BYTES)), 100));
	struct article article;
	ck_assert(article_from_json(&article, arena, json, NULL));
	ck_assert_uint_eq(article.paragraph_count, ARTICLE_TEXT_MAX_BYTES / ARTICLE_LINE_MAX_BYTES);
	json_decref(json);
}
END_TEST

START_TEST(what_has_no_usable_address_is_left_out)
{
	const char *long_url = repeat("u", URL_MAX_BYTES + 1);
	json_t *json = json_pack(
		"{s:b, s:s, s:[{s:s},{s:s}], s:[{s:s, s:[{s:s},{s:s},{s:s,s:s}]}]}", "article", 1,
		"url", long_url, "photos", "url", long_url, "caption", "no address", "lists",
		"kind", "more", "items", "headline", "no address", "url", "https://a.example/1",
		"headline", "h", "url", "https://a.example/2");
	struct article article;
	ck_assert(article_from_json(&article, arena, json, NULL));
	ck_assert_ptr_null(article.url);
	ck_assert_uint_eq(article.photo_count, 0);
	ck_assert_uint_eq(article.lists[0].count, 1);
	ck_assert_str_eq(article.lists[0].items[0].url, "https://a.example/2");
	json_decref(json);
}
END_TEST

START_TEST(a_source_document_has_ceilings)
{
	json_t *json = json_pack("{s:s, s:{s:o}, s:o}", "kind", "sitemap", "feed", "alternates",
		array_of(json_string("https://a.example/rss"), SOURCE_ALTERNATES_MAX + 1),
		"entries",
		array_of(
			json_pack("{s:s}", "link", "https://a.example/1"), SOURCE_ENTRIES_MAX + 1));
	struct source_document document;
	ck_assert(source_from_json(&document, arena, json, NULL));
	ck_assert_uint_eq(document.alternate_count, SOURCE_ALTERNATES_MAX);
	ck_assert_uint_eq(document.count, SOURCE_ENTRIES_MAX);
	json_decref(json);
}
END_TEST

Suite *
codec_suite(void)
{
	Suite *suite = suite_create("codec");
	TCase *tc = tcase_create("codec");
	tcase_add_checked_fixture(tc, arena_set_up, arena_tear_down);
	tcase_add_loop_test(tc, an_article_comes_back_byte_for_byte, 0, COUNT(articles));
	tcase_add_test(tc, a_source_document_comes_back_byte_for_byte);
	tcase_add_test(tc, a_date_that_is_not_believed_comes_back);
	tcase_add_test(tc, every_kind_and_reason_has_a_name_that_comes_back);
	tcase_add_loop_test(tc, an_article_of_wrong_types_is_refused, 0, COUNT(wrong_articles));
	tcase_add_loop_test(
		tc, a_source_document_of_wrong_types_is_refused, 0, COUNT(wrong_sources));
	tcase_add_test(tc, the_first_mistake_is_the_one_told);
	tcase_add_test(tc, members_not_known_are_not_looked_at);
	tcase_add_test(tc, text_made_with_nul_or_broken_bytes_is_refused);
	tcase_add_test(tc, broken_bytes_are_repaired_when_written);
	tcase_add_test(tc, long_text_is_cut_between_characters);
	tcase_add_test(tc, what_is_too_many_is_left_out);
	tcase_add_test(tc, all_paragraphs_together_have_a_ceiling);
	tcase_add_test(tc, what_has_no_usable_address_is_left_out);
	tcase_add_test(tc, a_source_document_has_ceilings);
	suite_add_tcase(suite, tc);
	return suite;
}
