/* Credits: told from captions in the forms of many desks and languages, freed of their labels. */
#include "extract/credit.h"
#include "fixture/arena.h"

#include <check.h>
#include <string.h>

static const struct {
	const char *text, *caption, *credit;
} captions[] = {
	{ "A bridge in the fog. [Photo/Agencies]", "A bridge in the fog.", "Agencies" },
	{ "A bridge in the fog [Photo by Ann Lee/Example Daily]", "A bridge in the fog",
		"Ann Lee/Example Daily" },
	{ "A bridge in the fog. (Photo by Ann Lee/AP)", "A bridge in the fog.", "Ann Lee/AP" },
	{ "A bridge in the fog. (AP Photo/Ann Lee)", "A bridge in the fog.", "AP Photo/Ann Lee" },
	{ "A bridge in the fog. (AP Photo/Ann Lee, File)", "A bridge in the fog.",
		"AP Photo/Ann Lee, File" },
	{ "A bridge in the fog. REUTERS/Bo Chen", "A bridge in the fog.", "REUTERS/Bo Chen" },
	{ "A bridge in the fog. Ann Lee / AFP", "A bridge in the fog.", "Ann Lee / AFP" },
	{ "A bridge in the fog. (Ann Lee/Example)", "A bridge in the fog.", "Ann Lee/Example" },
	{ "A bridge in the fog. (Getty Images)", "A bridge in the fog.", "Getty Images" },
	{ "A bridge in the fog. Credit: Ann Lee", "A bridge in the fog.", "Ann Lee" },
	{ "A bridge in the fog. Photograph: Ann Lee/AP", "A bridge in the fog.", "Ann Lee/AP" },
	{ "A bridge in the fog. Photo: Ann Lee", "A bridge in the fog.", "Ann Lee" },
	{ "A bridge in the fog. © Ann Lee", "A bridge in the fog.", "Ann Lee" },
	{ "A bridge in the fog © Ann Lee / AP", "A bridge in the fog", "Ann Lee / AP" },
	{ "Eine Brücke im Nebel. Foto: dpa", "Eine Brücke im Nebel.", "dpa" },
	{ "Eine Brücke im Nebel | Foto: Ann Lee", "Eine Brücke im Nebel", "Ann Lee" },
	{ "Eine Brücke im Nebel. Foto: Ann Lee (AP)", "Eine Brücke im Nebel.", "Ann Lee (AP)" },
	{ "Eine Brücke im Nebel. Quelle: Ann Lee/dpa", "Eine Brücke im Nebel.", "Ann Lee/dpa" },
	{ "Un pont dans la brume. Crédit photo : Ann Lee", "Un pont dans la brume.", "Ann Lee" },
	{ "Un puente en la niebla. Foto: Ana Ruiz (EFE)", "Un puente en la niebla.",
		"Ana Ruiz (EFE)" },
	{ "Мост в тумане. Фото: РИА Новости", "Мост в тумане.", "РИА Новости" },
	{ "雾中的桥。图/新华社", "雾中的桥。", "新华社" },
	{ "雾中的桥。新华社记者 张三 摄", "雾中的桥。", "新华社记者 张三" },
	{ "霧の橋＝ＡＰ", "霧の橋", "ＡＰ" },
	{ "霧の橋（山田太郎撮影）", "霧の橋", "山田太郎" },
	{ "안개 속의 다리 [사진 출처 = 연합뉴스]", "안개 속의 다리", "연합뉴스" },
	{ "안개 속의 다리. 사진=연합뉴스", "안개 속의 다리.", "연합뉴스" },
	{ "霧の橋＝山田太郎撮影", "霧の橋", "山田太郎" },
	{ "霧の橋＝１２日、港町市（共同）", "霧の橋＝１２日、港町市", "共同" },
	{ "Un ponte nella nebbia (foto Anna Rossi / Ansa)", "Un ponte nella nebbia",
		"Anna Rossi / Ansa" },
	{ "Most we mgle. Fot. Jan Kowalski / PAP", "Most we mgle.", "Jan Kowalski / PAP" },
	{ "Most we mgle (fot. Jan Kowalski)", "Most we mgle", "Jan Kowalski" },
	{ "Un pont dans la brume. © Crédit photo : Anne Petit", "Un pont dans la brume.",
		"Anne Petit" },
	{ "Tiltas rūke / J. Stankus / Example nuotr.", "Tiltas rūke",
		"J. Stankus / Example nuotr" },
	{ "FILE PHOTO: A bridge in the fog. REUTERS/Bo Chen", "FILE PHOTO: A bridge in the fog.",
		"REUTERS/Bo Chen" },
	{ "A bridge in the fog. Supplied", "A bridge in the fog.", "Supplied" },
	{ "2/14 A bridge in the fog. (Photo by Ann Lee)", "A bridge in the fog.", "Ann Lee" },
	{ "▲ 안개 속의 다리. ⓒ홍길동", "안개 속의 다리.", "홍길동" },
	{ "A bridge in the fog / Bo Chen / AFP", "A bridge in the fog", "Bo Chen / AFP" },
	{ "A bridge in the fog / Ann Lee", "A bridge in the fog / Ann Lee", NULL },
	{ "A bridge in the fog. Photo via Fog Bridge Trust", "A bridge in the fog.",
		"Fog Bridge Trust" },
	{ "Eine Brücke im Nebel. Foto: Ann Lee ann.lee@example.org", "Eine Brücke im Nebel.",
		"Ann Lee" },
	{ "Eine Brücke im Nebel. (Archivbild)", "Eine Brücke im Nebel. (Archivbild)", NULL },
	{ "Die schönsten Fotos von der Brücke", "Die schönsten Fotos von der Brücke", NULL },
	{ "1/3 of a bridge", "1/3 of a bridge", NULL },
	{ "Foto: dpa", NULL, "dpa" },
	{ "© Ann Lee", NULL, "Ann Lee" },
	{ "A bridge in the fog.", "A bridge in the fog.", NULL },
	{ "A bridge (left) and a tower (right)", "A bridge (left) and a tower (right)", NULL },
	{ "A bridge in the fog (2015)", "A bridge in the fog (2015)", NULL },
	{ "Ann Lee, 41, on the bridge", "Ann Lee, 41, on the bridge", NULL },
	{ "", NULL, NULL },
};

START_TEST(parts_caption_and_credit)
{
	const char *caption, *credit;
	photo_split(arena, captions[_i].text, &caption, &credit);
	ck_assert_pstr_eq(caption, captions[_i].caption);
	ck_assert_pstr_eq(credit, captions[_i].credit);
}
END_TEST

static const struct {
	const char *text, *credit;
} credits[] = {
	{ "Foto: Ann Lee / AP", "Ann Lee / AP" },
	{ "Image: © Ann Lee", "Ann Lee" },
	{ "[Photo/Agencies]", "Agencies" },
	{ "© dpa", "dpa" },
	{ "Ann Lee | AP", "Ann Lee, AP" },
	{ "AP Photo/Ann Lee", "AP Photo/Ann Lee" },
	{ "Photo by Ann Lee /AFP via Getty Images", "Ann Lee /AFP via Getty Images" },
	{ "Photo iStock", "iStock" },
	{ "Ann Lee ann.lee@example.org", "Ann Lee" },
	{ "Das neue Haus auf dem alten Damm", "Das neue Haus auf dem alten Damm" },
	{ "Photo", NULL },
	{ "", NULL },
};

START_TEST(cleans_credits)
{
	ck_assert_pstr_eq(credit_clean(arena, credits[_i].text), credits[_i].credit);
}
END_TEST

static const struct {
	const char *caption, *name;
} named[] = {
	{ "The keeper on the quay at noon / Ann Lee", "Ann Lee" },
	{ "The keeper / Ann Lee", NULL },
	{ "The keeper on the quay at noon / a sketch", NULL },
	{ "The keeper on the quay at noon", NULL },
};

START_TEST(finds_a_name_behind_a_slash)
{
	size_t at = credit_slash_name(slice_of(named[_i].caption));
	ck_assert_pstr_eq(at == 0 ? NULL : named[_i].caption + at, named[_i].name);
}
END_TEST

START_TEST(finds_the_last_sentence_behind_a_stop_at_the_front)
{
	static const char caption[] = "... a bridge in the fog. Ann Lee";
	ck_assert_str_eq(caption + credit_last_sentence(slice_of(caption)), "Ann Lee");
}
END_TEST

Suite *
credit_suite(void)
{
	Suite *suite = suite_create("credit");
	TCase *tc = tcase_create("credit");
	tcase_add_checked_fixture(tc, arena_set_up, arena_tear_down);
	tcase_add_loop_test(
		tc, parts_caption_and_credit, 0, (int)(sizeof(captions) / sizeof(captions[0])));
	tcase_add_loop_test(tc, cleans_credits, 0, (int)(sizeof(credits) / sizeof(credits[0])));
	tcase_add_loop_test(
		tc, finds_a_name_behind_a_slash, 0, (int)(sizeof(named) / sizeof(named[0])));
	tcase_add_test(tc, finds_the_last_sentence_behind_a_stop_at_the_front);
	suite_add_tcase(suite, tc);
	return suite;
}
