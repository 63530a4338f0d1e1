/* Bylines: names of persons out of lines as outlets print them, without what stands around them. */
#include "extract/byline.h"

#include <check.h>
#include <string.h>

static struct arena *arena;
static struct page page;
static struct blocks blocks;
static struct fields fields;
static struct article article;
static struct extract_request request;

/* An outlet that calls itself Example Times. */
static void
open_page(const char *html)
{
	page_read(&page, arena, html, strlen(html));
	blocks_read(&blocks, arena, &page);
	request = (struct extract_request){ .url = "https://www.exampletimes.test/2015/a.html" };
	fields_begin(&fields, arena, &blocks, &request, &article);
}

static void
setup(void)
{
	arena = arena_new();
	article_init(&article);
}

static void
teardown(void)
{
	arena_free(arena);
}

/* The names joined with "; ". */
static const char *
names_of(const char *text, const char **agency)
{
	struct byline byline = { .count = 0 };
	byline_split(&fields, text, false, &byline);
	char *all = arena_strdup(arena, "");
	for (size_t i = 0; i < byline.count; i++)
		all = arena_printf(arena, "%s%s%s", all, i > 0 ? "; " : "", byline.names[i]);
	*agency = byline.agency;
	return all;
}

static const struct {
	const char *text, *names, *agency;
} lines[] = {
	{ "By Ann Lee", "Ann Lee", NULL },
	{ "BY ANN LEE", "ANN LEE", NULL },
	{ "Ann Lee", "Ann Lee", NULL },
	{ "By Ann Lee and Bo Chen", "Ann Lee; Bo Chen", NULL },
	{ "By Ann Lee, Bo Chen and Cy Diaz", "Ann Lee; Bo Chen; Cy Diaz", NULL },
	{ "By Ann Lee, Reuters", "Ann Lee", "Reuters" },
	{ "By Ann Lee in Moscow", "Ann Lee", NULL },
	{ "By Ann Lee, Senior Correspondent", "Ann Lee", NULL },
	{ "Ann Lee Political Editor", "Ann Lee", NULL },
	{ "By Dr. Ann Lee", "Ann Lee", NULL },
	{ "By Ann Lee @annlee", "Ann Lee", NULL },
	{ "By Ann Lee (ann.lee@example.test)", "Ann Lee", NULL },
	{ "By Ann Lee | Updated 30 September 2015", "Ann Lee", NULL },
	{ "By Ann Lee • Published 3 hours ago", "Ann Lee", NULL },
	{ "By ANN LEE, Associated Press", "ANN LEE", "AP" },
	{ "By The Associated Press", "", "AP" },
	{ "By Example Times staff", "", NULL },
	{ "Example Times", "", NULL },
	{ "Ann Lee, Example Times", "Ann Lee", NULL },
	{ "By News Desk", "", NULL },
	{ "By Ludwig van der Berg", "Ludwig van der Berg", NULL },
	{ "By Seán O’Regan", "Seán O’Regan", NULL },
	{ "Von Anna Groß und Bernd Klein", "Anna Groß; Bernd Klein", NULL },
	{ "Von Anna Groß, Berlin", "Anna Groß", NULL },
	{ "Ein Kommentar von Anna Groß", "Anna Groß", NULL },
	{ "Par Anne Petit et Jean Grand", "Anne Petit; Jean Grand", NULL },
	{ "Par Anne Petit, envoyée spéciale à Rome", "Anne Petit", NULL },
	{ "Por Ana Ruiz y Luis Gil", "Ana Ruiz; Luis Gil", NULL },
	{ "di Anna Rossi", "Anna Rossi", NULL },
	{ "Door Anna de Boer", "Anna de Boer", NULL },
	{ "Tekst: Anna Berg", "Anna Berg", NULL },
	{ "Автор: Анна Белова", "Анна Белова", NULL },
	{ "Анна Белова, Иван Чернов", "Анна Белова; Иван Чернов", NULL },
	{ "Του Νίκου Παππά", "Νίκου Παππά", NULL },
	{ "Yazar: Ayşe Kaya", "Ayşe Kaya", NULL },
	{ "Oleh: Budi Santoso", "Budi Santoso", NULL },
	{ "Tác giả: Nguyễn Văn An", "Nguyễn Văn An", NULL },
	{ "记者 张三 李四", "张三; 李四", NULL },
	{ "文/张三", "张三", NULL },
	{ "홍길동 기자", "홍길동", NULL },
	{ "김철수기자", "김철수", NULL },
	{ "بقلم: أحمد علي", "أحمد علي", NULL },
	{ "Photo: Ann Lee/AP", "", NULL },
	{ "Updated 30 September 2015", "", NULL },
	{ "", "", NULL },
	{ "the river rose", "", NULL },
};

START_TEST(names_persons_alone)
{
	const char *agency;
	open_page("<html lang=en><title>River rises - Example Times</title><h1>River rises</h1>");
	ck_assert_str_eq(names_of(lines[_i].text, &agency), lines[_i].names);
	ck_assert_pstr_eq(agency, lines[_i].agency);
}
END_TEST

START_TEST(keeps_a_japanese_name_in_one)
{
	const char *agency;
	open_page("<html lang=ja><title>橋が落ちた</title><h1>橋が落ちた日の朝のこと</h1>");
	ck_assert_str_eq(names_of("山田 太郎", &agency), "山田 太郎");
}
END_TEST

START_TEST(names_each_person_once)
{
	struct byline byline = { .count = 0 };
	open_page("<h1>River rises</h1>");
	byline_split(&fields, "By Ann Lee", false, &byline);
	byline_split(&fields, "ANN LEE", false, &byline);
	ck_assert_uint_eq(byline.count, 1);
}
END_TEST

Suite *
byline_suite(void)
{
	Suite *suite = suite_create("byline");
	TCase *tc = tcase_create("byline");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, names_persons_alone, 0, (int)(sizeof(lines) / sizeof(lines[0])));
	tcase_add_test(tc, keeps_a_japanese_name_in_one);
	tcase_add_test(tc, names_each_person_once);
	suite_add_tcase(suite, tc);
	return suite;
}
