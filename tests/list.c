/* Headline lists: each page of tests/lists against the lists beside it, and what one page costs. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "article/article.h"
#include "base/clock.h"
#include "extract/label.h"
#include "extract/linkpath.h"
#include "extract/link.h"
#include "extract/listscore.h"
#include "fixture/arena.h"
#include "fixture/pairs.h"

static struct pairs pairs;
START_TEST(lists_come_out_exactly)
{
	struct buffer page;
	struct extract_request request;
	struct extract_rules rules;
	struct article article;
	struct err err = { 0 };
	json_t *expected;
	pairs_read(&pairs, _i, &page, &expected, &request, &rules);
	ck_assert_msg(extract_article(arena, &request, &article, &err), "%s", err.text);
	json_t *read = article_to_json(&article, NULL);
	pairs_compare(pairs.names[_i], json_object_get(read, "lists"),
		json_object_get(expected, "lists"));
	json_t *fronts = json_object_get(expected, "paragraphs");
	if (fronts != NULL)
		pairs_compare(pairs.names[_i], json_object_get(read, "paragraphs"), fronts);
	json_decref(read);
	json_decref(expected);
	buffer_release(&page);
}
END_TEST

static const struct {
	const char *line;
	int kind; /* 0: none */
} labels[] = {
	{ "Most Viewed", LABEL_POPULAR },
	{ "Most E-Mailed", LABEL_POPULAR },
	{ "Most emailed", LABEL_POPULAR },
	{ "Most mailed", LABEL_POPULAR },
	{ "Editor's Picks", LABEL_PICKS },
	{ "Editor\xE2\x80\x99s choice", LABEL_PICKS },
	{ "Meistgelesen", LABEL_POPULAR },
	{ "Mehr zum Thema", LABEL_RELATED },
	{ "À lire aussi", LABEL_RELATED },
	{ "相关新闻", LABEL_RELATED },
	{ "热门排行", LABEL_POPULAR },
	{ "アクセスランキング", LABEL_POPULAR },
	{ "Related Stories", LABEL_RELATED },
	{ "Lo más leído en Sociedad", LABEL_POPULAR },
	{ "Post navigation", LABEL_NEIGHBOUR },
	{ "Top Stories", LABEL_MORE },
	{ "Najčitanije vijesti", LABEL_POPULAR },
	{ "Най-четени", LABEL_POPULAR },
	{ "Читайте також:", LABEL_RELATED },
	{ "Loe lisaks", LABEL_RELATED },
	{ "Lasi vairāk", LABEL_RELATED },
	{ "Mohlo by vás zajímat", LABEL_PICKS },
	{ "Może cię zainteresować", LABEL_PICKS },
	{ "Ajánlott cikkek", LABEL_PICKS },
	{ "Τα πιο διαβασμένα", LABEL_POPULAR },
	{ "İlginizi çekebilir", LABEL_PICKS },
	{ "الأكثر قراءة", LABEL_POPULAR },
	{ "اخترنا لكم", LABEL_PICKS },
	{ "اقرأ أيضًا:", LABEL_RELATED },
	{ "پربازدیدترین‌ها", LABEL_POPULAR },
	{ "הנקראים ביותר", LABEL_POPULAR },
	{ "ज़रूर पढ़ें", LABEL_PICKS },
	{ "সর্বাধিক পঠিত", LABEL_POPULAR },
	{ "தொடர்புடைய செய்திகள்", LABEL_RELATED },
	{ "ข่าวที่เกี่ยวข้อง", LABEL_RELATED },
	{ "Đọc nhiều nhất", LABEL_POPULAR },
	{ "Baca juga:", LABEL_RELATED },
	{ "熱門排行", LABEL_POPULAR },
	{ "延伸閱讀", LABEL_RELATED },
	{ "많이 본 뉴스", LABEL_POPULAR },
	{ "Habari za hivi karibuni", LABEL_LATEST },
	{ "Naujausios žinios", LABEL_LATEST },
	{ "Aktualności", LABEL_LATEST },
	{ "Neue Beiträge", LABEL_LATEST },
	{ "Las + leídas", LABEL_POPULAR },
	{ "Meistgeteilt", LABEL_POPULAR },
	{ "Our readers read next", LABEL_PICKS },
	{ "No dejes de leer", LABEL_PICKS },
	{ "Topmeldungen", LABEL_MORE },
	{ "Bu haberi paylaşın", 0 },
	{ "New York", 0 },
	{ "Neu-Isenburg", 0 },
	{ "US Weekly", 0 },
	{ "Sports", 0 },
};

START_TEST(a_heading_tells_the_kind)
{
	int kind = label_kind(label_read(slice_of(labels[_i].line)));
	ck_assert_msg(kind == labels[_i].kind, "%s: %d", labels[_i].line, kind);
}
END_TEST

static const struct {
	const char *path, *query;
	unsigned points;
	uint32_t signs; /* of HARD, SOFT, AD, ROOT, NONE */
} paths[] = {
	{ "/", "", 0, LINK_ROOT },
	{ "/world/", "", 0, LINK_ROOT },
	{ "/world/europe", "", 0, 0 },
	{ "/world/2015-09/30/content_22014563.htm", "", 2, 0 },
	{ "/2026/11/20/ferry-sinks-at-its-pier", "", 3, 0 },
	{ "/news/ferry-sinks-at-its-pier-10421", "", 3, 0 },
	{ "/news/article.php", "id=48213", 1, 0 },
	{ "/", "p=48213", 1, 0 },
	{ "/a/c4ngkzz9lzmo", "", 1, 0 },
	{ "/20150930/x", "", 1, 0 },
	{ "/tag/harbour", "", 0, LINK_HARD },
	{ "/tag/how-the-harbour-town-got-its-bridge", "", 2, 0 },
	{ "/news/how-the-harbour-town-got-its-bridge/comments/", "", 2, LINK_HARD },
	{ "/newsletters/sign-up-for-the-morning-letter-of-the-gazette", "", 2, LINK_HARD },
	{ "/weather/today", "", 0, LINK_SOFT },
	{ "/sponsored/ten-reasons-to-buy", "", 2, LINK_AD },
	{ "/files/plan.pdf", "", 0, LINK_NONE },
	{ "/about.html", "", 0, LINK_HARD | LINK_ROOT },
};

START_TEST(a_path_tells_whether_a_story_is_behind_it)
{
	struct link_path read;
	link_path_read(slice_of(paths[_i].path), slice_of(paths[_i].query), &read);
	ck_assert_msg(read.points == paths[_i].points, "%s: %u points", paths[_i].path,
		(unsigned)read.points);
	ck_assert_msg(read.signs == paths[_i].signs, "%s: signs %x", paths[_i].path,
		(unsigned)read.signs);
}
END_TEST

/* A page with one list and one menu. */
static const char studied[] =
	"<nav><a href=/harbour>Harbour</a><a href=/town>Town</a><a href=/sport>Sport</a></nav>"
	"<h1>Town to build a bridge</h1><p>The council of the town said so on Monday evening, after"
	" a long debate about the old ferry and its crew.</p><h2>Most read</h2><ul>"
	"<li><a href=/news/ferry-sinks-at-its-pier-10421>Ferry sinks at its pier</a>"
	"<li><a href=/news/gulls-steal-lunch-of-mayor-10422>Gulls steal lunch of mayor</a>"
	"<li><a href=/news/old-bell-rings-by-itself-10423>Old bell rings by itself</a></ul>";

static void
see(void *context, const struct list_sample *sample)
{
	float *three = context;
	if (sample->url_count == 3 && sample->features[LIST_STORY] >= 1)
		*three += sample->features[LIST_LABEL];
}

START_TEST(a_study_sees_the_groups_and_weighs_them_otherwise)
{
	struct extract_request request = {
		.bytes = slice_of(studied),
		.url = "https://gazette.example/news/town-to-build-a-bridge-10420",
	};
	struct article article;
	struct err err = { 0 };
	float three = 0, none[LIST_FEATURES] = { [LIST_BIAS] = -1 };
	struct list_study study = { .see = see, .context = &three };
	request.study = &study;
	ck_assert(extract_article(arena, &request, &article, &err));
	ck_assert_uint_eq(article.list_count, 1);
	ck_assert(three > 0);
	study = (struct list_study){ .weights = none };
	ck_assert(extract_article(arena, &request, &article, &err));
	ck_assert_uint_eq(article.list_count, 0);
}
END_TEST

Suite *
list_suite(void)
{
	Suite *suite = suite_create("list");
	TCase *tc = tcase_create("list");
	tcase_add_checked_fixture(tc, arena_set_up, arena_tear_down);
	pairs_find(&pairs, "tests/lists");
	tcase_add_loop_test(tc, lists_come_out_exactly, 0, pairs.count);
	tcase_add_loop_test(tc, a_heading_tells_the_kind, 0, sizeof(labels) / sizeof(labels[0]));
	tcase_add_loop_test(
		tc, a_path_tells_whether_a_story_is_behind_it, 0, sizeof(paths) / sizeof(paths[0]));
	tcase_add_test(tc, a_study_sees_the_groups_and_weighs_them_otherwise);
	suite_add_tcase(suite, tc);
	return suite;
}
