/* Datelines: place and date told from agency and text, in the forms of many agencies. */
#include "extract/dateline.h"
#include "fixture/arena.h"

#include <check.h>
#include <string.h>

static const struct {
	const char *paragraph, *place, *agency;
} good[] = {
	{ "MOSCOW - The river rose on Wednesday.", "MOSCOW", NULL },
	{ "MOSCOW — The river rose on Wednesday.", "MOSCOW", NULL },
	{ "MOSCOW, Sept 30 (Reuters) - The river rose.", "MOSCOW, Sept 30", "Reuters" },
	{ "BEIRUT/THE HAGUE, March 7 (Reuters) - A bridge fell.", "BEIRUT/THE HAGUE, March 7",
		"Reuters" },
	{ "LA PAZ, Bol. (AP) — The bridge fell.", "LA PAZ, Bol.", "AP" },
	{ "BEIJING (Xinhua) -- The bridge fell.", "BEIJING", "Xinhua" },
	{ "BEIJING, Sept. 30 (Xinhua) -- The bridge fell.", "BEIJING, Sept. 30", "Xinhua" },
	{ "PARIS (AFP) — The bridge fell.", "PARIS", "AFP" },
	{ "Paris (AFP) – Le pont est tombé.", "Paris", "AFP" },
	{ "Paris, le 30 sept (AFP) - Le pont est tombé.", "Paris, le 30 sept", "AFP" },
	{ "Berlin (dpa) - Die Brücke fiel.", "Berlin", "dpa" },
	{ "Berlin (dpa/lno) - Die Brücke fiel.", "Berlin", "dpa" },
	{ "Berlin – Die Brücke fiel.", "Berlin", NULL },
	{ "Berlin. Die Brücke fiel.", "Berlin", NULL },
	{ "HOLMDEN. Die Brücke fiel.", "HOLMDEN", NULL },
	{ "BAD ULMINGEN. Die Brücke fiel.", "BAD ULMINGEN", NULL },
	{ "ST. LOUIS – The bridge fell.", "ST. LOUIS", NULL },
	{ "ST. LOUIS (AP) — The bridge fell.", "ST. LOUIS", "AP" },
	{ "BERLIN hfb | Die Brücke fiel.", "BERLIN", NULL },
	{ "MÜHLBACH dpa | Die Brücke fiel.", "MÜHLBACH", "dpa" },
	{ "Rom (hafen.example.net/ale) Die Brücke fiel.", "Rom", NULL },
	{ "Frankfurt/Main (dpa) - Die Brücke fiel.", "Frankfurt/Main", "dpa" },
	{ "Nendeln, 27.6.2015 – Die Brücke fiel.", "Nendeln, 27.6.2015", NULL },
	{ "ROMA, 30 SET - Il ponte è caduto.", "ROMA, 30 SET", NULL },
	{ "(ANSA) - ROMA, 30 SET - Il ponte è caduto.", "ROMA, 30 SET", "ANSA" },
	{ "Madrid, 30 sep (EFE).- El puente cayó.", "Madrid, 30 sep", "EFE" },
	{ "Madrid (EFE).- El puente cayó.", "Madrid", "EFE" },
	{ "SÃO PAULO, 30 set (Reuters) - A ponte caiu.", "SÃO PAULO, 30 set", "Reuters" },
	{ "PUTRAJAYA, Nov 22 — The bridge fell.", "PUTRAJAYA, Nov 22", NULL },
	{ "KUALA LUMPUR, Sept 30 (Bernama) -- The bridge fell.", "KUALA LUMPUR, Sept 30",
		"Bernama" },
	{ "FAIRPORT, Oct. 1, 2024 /PRNewswire/ -- The bridge fell.", "FAIRPORT, Oct. 1, 2024",
		"PR Newswire" },
	{ "ISLAMABAD: The bridge fell.", "ISLAMABAD", NULL },
	{ "NEW DELHI: The bridge fell.", "NEW DELHI", NULL },
	{ "New Delhi, Sep 30 (PTI) The bridge fell.", "New Delhi, Sep 30", "PTI" },
	{ "New Delhi [India], September 30 (ANI): The bridge fell.",
		"New Delhi [India], September 30", "ANI" },
	{ "Jakarta (ANTARA) - Jembatan itu runtuh.", "Jakarta", "Antara" },
	{ "ANKARA (AA) - Köprü çöktü.", "ANKARA", "AA" },
	{ "МОСКВА, 30 сен — РИА Новости. Мост упал.", "МОСКВА, 30 сен", "RIA Novosti" },
	{ "МОСКВА, 30 сентября. /ТАСС/. Мост упал.", "МОСКВА, 30 сентября", "TASS" },
	{ "Москва. 30 сентября. ИНТЕРФАКС - Мост упал.", "Москва. 30 сентября", "Interfax" },
	{ "新华社北京9月30日电 大桥倒塌。", "北京9月30日", "Xinhua" },
	{ "新华社北京9月30日电（记者 张三）大桥倒塌。", "北京9月30日", "Xinhua" },
	{ "中新社上海9月30日电 大桥倒塌。", "上海9月30日", "CNS" },
	{ "（中央社記者王小明台北30日電）大橋倒塌。", "台北30日", "CNA" },
	{ "(北京=新华社) 大桥倒塌。", "北京", "Xinhua" },
	{ "【北京=山田太郎】橋が落ちた。", "北京", NULL },
	{ "【ワシントン共同】橋が落ちた。", "ワシントン", "Kyodo" },
	{ "【ロンドン時事】橋が落ちた。", "ロンドン", "Jiji" },
	{ "【9月30日 AFP】橋が落ちた。", "9月30日", "AFP" },
	{ "(서울=연합뉴스) 홍길동 기자 = 다리가 무너졌다.", "서울", "Yonhap" },
	{ "[서울=뉴시스] 다리가 무너졌다.", "서울", "Newsis" },
	{ "دبي (رويترز) - سقط الجسر.", "دبي", "Reuters" },
	{ "موسكو 30 سبتمبر (رويترز) - سقط الجسر.", "موسكو 30 سبتمبر", "Reuters" },
	{ "القاهرة - سقط الجسر.", "القاهرة", NULL },
	{ "नई दिल्ली, 30 सितंबर (भाषा) पुल गिर गया।", "नई दिल्ली, 30 सितंबर", "PTI" },
	{ "(Reuters) - The bridge fell.", NULL, "Reuters" },
	{ "Sept 30 (Reuters) - The bridge fell.", "Sept 30", "Reuters" },
	{ "WASHINGTON (CNN) — The bridge fell.", "WASHINGTON", NULL },
};

START_TEST(reads_place_and_agency)
{
	struct dateline d;
	ck_assert_msg(
		dateline_read(arena, good[_i].paragraph, &d), "none in: %s", good[_i].paragraph);
	ck_assert_pstr_eq(d.place, good[_i].place);
	ck_assert_pstr_eq(d.agency, good[_i].agency);
	ck_assert_uint_lt(d.length, strlen(good[_i].paragraph));
}
END_TEST

static const char *const none[] = {
	"",
	"-",
	"(",
	"The river rose on Wednesday - twice.",
	"IBM - the company - said so.",
	"WATCH: The bridge falls.",
	"UPDATE: The bridge fell.",
	"EXCLUSIVE - The bridge fell.",
	"Maria - the engineer - said so.",
	"Nobody (not even Ann Lee) saw it - they said.",
	"Q: Did it fall? A: It did.",
	"NATO. The bridge fell.",
	"ANZEIGE. Die Brücke fiel.",
	"UPDATES. the bridge fell.",
	"Maria was | the engineer.",
	"Maria (28) - the engineer - said so.",
	"大桥在9月30日倒塌。",
	"다리가 무너졌다.",
	"سقط الجسر يوم الأربعاء - قال.",
	"In Berlin. The bridge fell.",
	"2015 - a year",
};

START_TEST(leaves_other_text_alone)
{
	struct dateline d = { .place = "untouched" };
	ck_assert_msg(!dateline_read(arena, none[_i], &d), "'%s' in: %s",
		d.place == NULL ? "" : d.place, none[_i]);
	ck_assert_str_eq(d.place, "untouched");
}
END_TEST

static const struct {
	const char *paragraph, *rest;
} rests[] = {
	{ "MOSCOW - The river rose.", "The river rose." },
	{ "BEIJING (Xinhua) -- The bridge fell.", "The bridge fell." },
	{ "МОСКВА, 30 сен — РИА Новости. Мост упал.", "Мост упал." },
	{ "新华社北京9月30日电 大桥倒塌。", "大桥倒塌。" },
	{ "(서울=연합뉴스) 홍길동 기자 = 다리가 무너졌다.", "다리가 무너졌다." },
};

START_TEST(tells_where_the_text_begins)
{
	struct dateline d;
	ck_assert(dateline_read(arena, rests[_i].paragraph, &d));
	ck_assert_str_eq(rests[_i].paragraph + d.length, rests[_i].rest);
}
END_TEST

Suite *
dateline_suite(void)
{
	Suite *suite = suite_create("dateline");
	TCase *tc = tcase_create("dateline");
	tcase_add_checked_fixture(tc, arena_set_up, arena_tear_down);
	tcase_add_loop_test(tc, reads_place_and_agency, 0, (int)(sizeof(good) / sizeof(good[0])));
	tcase_add_loop_test(tc, leaves_other_text_alone, 0, (int)(sizeof(none) / sizeof(none[0])));
	tcase_add_loop_test(
		tc, tells_where_the_text_begins, 0, (int)(sizeof(rests) / sizeof(rests[0])));
	suite_add_tcase(suite, tc);
	return suite;
}
