/* Bylines: names of persons out of lines as outlets print them, without what stands around them. */
#include "extract/byline.h"

#include <check.h>
#include <string.h>

#include "base/clock.h"

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
	{ "By Ann Lee The Associated Press", "Ann Lee", "AP" },
	{ "By Ann Lee For Example.Com", "Ann Lee", NULL },
	{ "Valley Gazette (www.example.com)", "", NULL },
	{ "By Letters To The Editor", "", NULL },
	{ "BY ANN LEE AND BO CHEN", "ANN LEE; BO CHEN", NULL },
	{ "Ann E. Lee", "Ann E. Lee", NULL },
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
	{ "（责任编辑：张三）", "", NULL },
	{ "山田太郎 港町新聞", "山田太郎", NULL },
	{ "홍길동 기자", "홍길동", NULL },
	{ "김철수기자", "김철수", NULL },
	{ "بقلم: أحمد علي", "أحمد علي", NULL },
	{ "كتب: أحمد علي الثلاثاء 12 مارس 2024", "أحمد علي", NULL },
	{ "Photo: Ann Lee/AP", "", NULL },
	{ "Updated 30 September 2015", "", NULL },
	{ "By Ann Writer (Reuters)", "Ann Writer", "Reuters" },
	{ "By Ann Writer and Bob Pen", "Ann Writer; Bob Pen", NULL },
	{ "By Bob Pen and Ann Writer", "Bob Pen; Ann Writer", NULL },
	{ "By Mike Leiter in Berlin", "Mike Leiter", NULL },
	{ "By Staff Writer", "", NULL },
	{ "By Our Correspondent", "", NULL },
	{ "Ann Lee, Climate Editor", "Ann Lee", NULL },
	{ "Ann Lee, Correspondent Middle East", "Ann Lee", NULL },
	{ "By Political Editor Ann Lee", "Ann Lee", NULL },
	{ "By Ann Lee and Bo Chen Reuters", "Ann Lee; Bo Chen", "Reuters" },
	{ "Von Anna Groß und dpa", "Anna Groß", "dpa" },
	{ "Von Anna Groß (Text) und Bernd Klein (Fotos)", "Anna Groß", NULL },
	{ "Text: Anna Groß, Foto: Bernd Klein", "Anna Groß", NULL },
	{ "Text und Fotos: Anna Groß", "Anna Groß", NULL },
	{ "Von unserer Korrespondentin Anna Groß", "Anna Groß", NULL },
	{ "Von Karl-Theodor von und zu Hohenfels", "Karl-Theodor von und zu Hohenfels", NULL },
	{ "Eine Reportage von Anna Groß", "Anna Groß", NULL },
	{ "Texte : Anne Petit. Photos : Jean Grand", "Anne Petit", NULL },
	{ "Por Ana María Ruiz de la Fuente y Luis Gil Ortega",
		"Ana María Ruiz de la Fuente; Luis Gil Ortega", NULL },
	{ "Texto: Ana Ruiz Fotos: Luis Gil", "Ana Ruiz", NULL },
	{ "Por João dos Santos, da Reuters", "João dos Santos", "Reuters" },
	{ "dalla nostra inviata Anna Rossi", "Anna Rossi", NULL },
	{ "Door onze redacteur Anna de Boer", "Anna de Boer", NULL },
	{ "Kuvat: Aino Mäki", "", NULL },
	{ "Tekst: Jan Kowalski, zdjęcia: Anna Nowak", "Jan Kowalski", NULL },
	{ "Piše Petar Horvat", "Petar Horvat", NULL },
	{ "Текст: Анна Белова, фото: Иван Чернов", "Анна Белова", NULL },
	{ "Haber: Ayşe Kaya - Kamera: Ali Demir", "Ayşe Kaya", NULL },
	{ "Penulis : Budi Santoso Editor : Sri Wahyuni", "Budi Santoso", NULL },
	{ "By Im Yoona", "Im Yoona", NULL },
	{ "By George Best", "George Best", NULL },
	{ "By Ann Lee Published: 12 May 2024", "Ann Lee", NULL },
	{ "By Ann Lee May 12, 2024", "Ann Lee", NULL },
	{ "By Ann Lee on May 12, 2024", "Ann Lee", NULL },
	{ "By Ann Lee and agencies", "Ann Lee", NULL },
	{ "Reporting by Ann Lee; Editing by Bo Chen", "Ann Lee", NULL },
	{ "Special to the Valley Gazette by Ann Lee", "Ann Lee", NULL },
	{ "A story by Ann Lee", "Ann Lee", NULL },
	{ "Words: Ann Lee. Pictures: Bo Chen", "Ann Lee", NULL },
	{ "本报驻美国记者 张三丰", "张三丰", NULL },
	{ "新华社记者张三丰", "张三丰", "Xinhua" },
	{ "文/张三丰 图/李思", "张三丰", NULL },
	{ "作者:张三丰 编辑:李思", "张三丰", NULL },
	{ "記者王小明／台北報導", "王小明", NULL },
	{ "中央社記者王小明台北30日電", "王小明", "CNA" },
	{ "(서울=연합뉴스) 홍길동 기자", "홍길동", "Yonhap" },
	{ "글 홍길동 사진 김철수", "홍길동", NULL },
	{ "홍길동 선임기자", "홍길동", NULL },
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
	ck_assert_str_eq(names_of("社会部 山田太郎", &agency), "山田太郎");
	ck_assert_str_eq(names_of("文・山田太郎", &agency), "山田太郎");
	ck_assert_str_eq(names_of("共同通信 山田太郎", &agency), "山田太郎");
	ck_assert_str_eq(agency, "Kyodo");
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

/* Pages without a word for machines: what stands below the headline, and under the text. */
static const struct {
	const char *above, *below, *names;
} seen[] = {
	{ "<div>By Ann Lee</div>", "", "Ann Lee" },
	/* The word for "by" on a line of its own. */
	{ "<div>By</div><div>Ann Lee</div><div>Bo Chen</div><p>12 May 2024</p>", "",
		"Ann Lee; Bo Chen" },
	{ "<dl><dt>Von</dt><dd>Anna Groß</dd><div>,</div><dd>Bernd Klein</dd></dl>", "",
		"Anna Groß; Bernd Klein" },
	{ "<p class=hidden>Author of the article:</p><p>Ann Lee</p>", "", "Ann Lee" },
	{ "<p>By</p><p>the river, the mill stands since 1811.</p>", "", "" },
	/* Whom the text quotes. */
	{ "<p>By Ann Lee</p><blockquote><p>Never.</p><footer class=author>Ida Fjord</footer></blockquote>",
		"", "Ann Lee" },
	/* In a button that opens her biography. */
	{ "<button>By Ann Lee</button>", "", "Ann Lee" },
	/* Elements without a blank between them. */
	{ "<p>By <a href=/a>Ann Lee</a><span>Harbour reporter</span></p>", "", "Ann Lee" },
	{ "<p class=byline><span>Ann Lee</span><span>Bo Chen</span></p>", "", "Ann Lee; Bo Chen" },
	{ "<p class=byline><span>Ann</span> <span>Lee</span></p>", "", "Ann Lee" },
	{ "<p class=byline><span>Ann Lee</span> <span>Quay editor</span></p>", "", "Ann Lee" },
	/* A name alone: the date beside it tells, or what its bearer does. */
	{ "<div>Ann Lee</div><div>12 May 2024, 09:20</div>", "", "Ann Lee" },
	{ "<div>12 May 2024, 09:20</div><div>Ann Lee</div>", "", "Ann Lee" },
	{ "<div>Ann Lee</div><div>Freelance reporter</div>", "", "Ann Lee" },
	{ "<div>Ann Lee 12.05.2024 | 09:20</div>", "", "Ann Lee" },
	{ "<div><a href=/ann-lee>Ann Lee</a></div><div>12 May 2024</div>", "", "Ann Lee" },
	{ "<div><a href=/topics/7>Inner Harbour</a></div><div>12 May 2024</div>", "", "" },
	{ "<div>Inner Harbour</div><p>Wind from the west all day.</p>", "", "" },
	{ "<div>Ann Lee</div><div>Published 4 months ago</div>", "", "Ann Lee" },
	{ "<div>Ann Lee<span>|</span><span>Published <time>4 months ago</time></span></div>", "",
		"Ann Lee" },
	{ "<div><span>Ann Lee </span><span> 2 minutes read</span></div>", "", "Ann Lee" },
	{ "<div>Ann Lee / ANKARA, (QTN)</div><div>12 May 2024</div>", "", "Ann Lee" },
	{ "<div><a href=mailto:a@x.test>Ann Lee<span> – Journalist</span></a></div>"
	  "<div><a href=mailto:b@x.test>Bo Chen<span> – Journalist</span></a></div>",
		"", "Ann Lee; Bo Chen" },
	{ "<div><a href=/av/karin-akesson/>Karin Åkesson</a></div><p>12 May 2024</p>", "",
		"Karin Åkesson" },
	{ "<div><a href=/x/author-Ann-Lee-47.html>Ann Lee</a> / QUAY.TEST / 12 May 2024</div>", "",
		"Ann Lee" },
	/* What a field of work is called stands over headlines as well. */
	{ "<div>Harbour Watch</div><p>Opinion</p>", "", "" },
	/* The caption of the author's face. */
	{ "<figure><a href=/autoren/anna-gross/><img src=a.jpg></a><figcaption><address>Von "
	  "<a href=/autoren/anna-gross/>Anna Groß</a>, Redakteurin</address></figcaption></figure>",
		"", "Anna Groß" },
	{ "<div>By</div><div><a href=/authors/ann-lee/>Ann Lee</a><span>Travel News "
	  "Reporter</span></div>",
		"", "Ann Lee" },
	/* Whom the headline names is written about. */
	{ "<div>Ida Bridge</div><div>12 May 2024</div>", "", "" },
	/* Without capitals any short line looks like a name. */
	{ "<div>港の町</div><div>2024年5月12日</div>", "", "" },
	{ "<div>公開日：2024年5月12日 09:20</div>", "", "" },
	/* No person, but signed. */
	{ "<p>By QT staff</p>", "", "QT staff" },
	{ "<p>By QTN, in Harbour</p>", "", "QTN" },
	{ "<p>von Example Times 12. Mai 2024</p>", "", "Example Times" },
	{ "<p>By boat to the isles</p>", "", "" },
	/* Under the text. */
	{ "", "<p class=authors>Ann Lee</p>", "Ann Lee" },
	{ "", "<p class=authors>More from Ann Lee and all others who write here</p>", "" },
	{ "", "<p>By Ann Lee</p>", "Ann Lee" },
	{ "", "<p>Related Matters</p>", "" },
	{ "", "<p>— Ann Lee</p>", "Ann Lee" },
	/* Alone, and not spoken of. */
	{ "", "<p>Ann Lee</p>", "Ann Lee" },
	{ "", "<p><i>The keeper, Ida Fjord, shut the gate.</i></p><p>Ida Fjord</p>", "" },
	{ "", "<p>Your Ann</p>", "" },
	/* Somebody else's article. */
	{ "", "<article class=card><h3>Fog on the dam</h3><span itemprop=author>Ann Lee</span></article>",
		"" },
	/* A sentence, not a date and a byline. */
	{ "<p>Since the flood of 1911 by Bo Chen and his men had been forgotten by everyone on the quay "
	  "nobody looked at the chain any more. © zvg</p>",
		"", "" },
	/* Below the first lines of the text. */
	{ "<ul><li>The bridge will stay shut until the end of the week, the port office said.</li>"
	  "<li>Two more ferries shall carry what the bridge carried until Monday night.</li></ul>"
	  "<div>Von Anna Groß, Hafen</div>",
		"", "Anna Groß" },
	{ "<p>28.04.2021 - 07:18 | <span>Text vorlesen</span> <span>Stop</span> <span>Pause "
	  "Fortsetzen</span></p><p>Von Anna Groß</p>",
		"", "Anna Groß" },
	{ "<p>Auteur : Anne Petit</p>", "", "Anne Petit" },
	{ "", "<p>홍길동 기자 hong@x.test</p>", "홍길동" },
};

START_TEST(sees_the_names_that_readers_see)
{
	static const char text[] =
		"<p>Engineers closed the old bridge on Tuesday after a night of heavy rain, and "
		"said that it would stay shut until the end of the week, if not longer.</p>"
		"<p>The keeper heard a noise like a bell that somebody drops, he said, and then "
		"nothing moved any more, neither the wheels nor the chain.</p>"
		"<p>Shopkeepers on the west bank fear for their trade, while the ferry company "
		"has promised two more boats for the last warm weeks.</p>";
	struct err err = { .kind = ERR_NONE };
	char *html = arena_printf(arena,
		"<html><title>Old Swing Bridge closed</title><body><article>"
		"<h1>Old Swing Bridge closed</h1>%s<div>%s</div>%s</article>",
		seen[_i].above, text, seen[_i].below);
	request = (struct extract_request){ .bytes = slice_of(html),
		.url = "https://www.exampletimes.test/a.html",
		.crawled = clock_from_civil(2024, 5, 14, 12, 0, 0) };
	ck_assert(extract_article(arena, &request, &article, &err));
	char *all = arena_strdup(arena, "");
	for (size_t i = 0; i < article.byline_count; i++)
		all = arena_printf(arena, "%s%s%s", all, i > 0 ? "; " : "", article.byline[i]);
	ck_assert_msg(
		strcmp(all, seen[_i].names) == 0, "%s%s: %s", seen[_i].above, seen[_i].below, all);
}
END_TEST

Suite *
byline_suite(void)
{
	Suite *suite = suite_create("byline");
	TCase *tc = tcase_create("byline");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, names_persons_alone, 0, (int)(sizeof(lines) / sizeof(lines[0])));
	tcase_add_loop_test(
		tc, sees_the_names_that_readers_see, 0, (int)(sizeof(seen) / sizeof(seen[0])));
	tcase_add_test(tc, keeps_a_japanese_name_in_one);
	tcase_add_test(tc, names_each_person_once);
	suite_add_tcase(suite, tc);
	return suite;
}
