/* Agencies: found by all their names, and not where a word only looks like one. */
#include "extract/agency.h"

#include <check.h>

#include "base/slice.h"

static const struct {
	const char *text, *agency;
} whole[] = {
	{ "Xinhua", "Xinhua" },
	{ "(Xinhua)", "Xinhua" },
	{ "XINHUA NEWS AGENCY", "Xinhua" },
	{ "新华社", "Xinhua" },
	{ "（新华社）", "Xinhua" },
	{ "Синьхуа", "Xinhua" },
	{ "شينخوا", "Xinhua" },
	{ "The Associated Press", "AP" },
	{ "ap", "AP" },
	{ "美联社", "AP" },
	{ "AP通信", "AP" },
	{ "reuters", "Reuters" },
	{ "ロイター", "Reuters" },
	{ "رويترز", "Reuters" },
	{ "Рейтер", "Reuters" },
	{ "(dpa)", "dpa" },
	{ "DPA", "dpa" },
	{ "Deutsche Presse-Agentur", "dpa" },
	{ "Agence France-Presse", "AFP" },
	{ "法新社", "AFP" },
	{ "ТАСС", "TASS" },
	{ "/ТАСС/", "TASS" },
	{ "РИА Новости", "RIA Novosti" },
	{ "EFE", "EFE" },
	{ "ANSA", "ANSA" },
	{ "Agência Brasil", "Agência Brasil" },
	{ "Agerpres", "Agerpres" },
	{ "УНИАН", "UNIAN" },
	{ "Белта", "Belta" },
	{ "د ب أ", "dpa" },
	{ "بترا", "Petra" },
	{ "تسنیم", "Tasnim" },
	{ "Press Trust of India", "PTI" },
	{ "भाषा", "PTI" },
	{ "共同通信", "Kyodo" },
	{ "(共同)", "Kyodo" },
	{ "時事", "Jiji" },
	{ "연합뉴스", "Yonhap" },
	{ "Bernama", "Bernama" },
	{ "AAP", "AAP" },
	{ "Anadolu Ajansı", "AA" },
	{ "中央社", "CNA" },
	{ "Ann Lee", NULL },
	{ "", NULL },
	{ "Reuters and more", NULL },
};

START_TEST(knows_a_name_standing_alone)
{
	ck_assert_pstr_eq(agency_of(slice_of(whole[_i].text)), whole[_i].agency);
}
END_TEST

static const struct {
	const char *text, *agency;
} inside[] = {
	{ "By Ann Lee, Reuters", "Reuters" },
	{ "Source: Xinhua | Updated 3 pm", "Xinhua" },
	{ "来源：新华社 2015-09-30", "Xinhua" },
	{ "Copyright 2015 The Associated Press. All rights reserved.", "AP" },
	{ "© 2015 AFP", "AFP" },
	{ "Mit Material von dpa", "dpa" },
	{ "With inputs from PTI", "PTI" },
	{ "출처 : 연합뉴스", "Yonhap" },
	{ "Источник: ТАСС", "TASS" },
	{ "an ap for the phone", NULL },
	{ "Pa said so", NULL },
	{ "in unison", NULL },
	{ "大家共同努力", NULL },
	{ "", NULL },
};

START_TEST(finds_a_name_in_a_line)
{
	ck_assert_pstr_eq(agency_in(slice_of(inside[_i].text), NULL, NULL), inside[_i].agency);
}
END_TEST

START_TEST(tells_where_the_name_stands)
{
	size_t at, length;
	struct slice text = slice_of("From Agence France-Presse, Paris");
	ck_assert_pstr_eq(agency_in(text, &at, &length), "AFP");
	ck_assert_uint_eq(at, 5);
	ck_assert_uint_eq(length, 20);
}
END_TEST

Suite *
agency_suite(void)
{
	Suite *suite = suite_create("agency");
	TCase *tc = tcase_create("agency");
	tcase_add_loop_test(
		tc, knows_a_name_standing_alone, 0, (int)(sizeof(whole) / sizeof(whole[0])));
	tcase_add_loop_test(
		tc, finds_a_name_in_a_line, 0, (int)(sizeof(inside) / sizeof(inside[0])));
	tcase_add_test(tc, tells_where_the_name_stands);
	suite_add_tcase(suite, tc);
	return suite;
}
