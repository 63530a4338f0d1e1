/* The language of a text, told by its small words. */
#include "extract/language.h"

#include <check.h>

static const struct {
	const char *text, *language;
} texts[] = {
	{ "The bridge was opened on Monday, and those who had built it were among the first that walked over it with their children.",
		"en" },
	{ "Die Brücke ist am Montag eröffnet worden, und wer sie gebaut hat, durfte mit der Familie auch als Erster nach drüben gehen. Das Wetter ist nicht gut gewesen.",
		"de" },
	{ "Le pont a été ouvert lundi, et les ouvriers qui sont venus avec leur famille ont pu passer les premiers dans la foule, mais sous la pluie.",
		"fr" },
	{ "El puente fue inaugurado el lunes con una fiesta, pero los vecinos de las dos orillas también pidieron más barcos desde el puerto.",
		"es" },
	{ "A ponte foi aberta na segunda-feira, mas os moradores das duas margens não são os únicos; há mais pessoas que pedem uma balsa também.",
		"pt" },
	{ "Il ponte è stato aperto lunedì: gli abitanti delle due rive sono passati per primi, anche nel buio, e più tardi alla festa della città.",
		"it" },
	{ "De brug is maandag geopend voor het verkeer, maar een deel van de weg naar het zuiden wordt nog gebouwd en is niet klaar voor zijn doel.",
		"nl" },
	{ "Most został otwarty w poniedziałek, ale nie dla ciężarówek, które są za ciężkie, jak mówi się w mieście, oraz także przez zimę.",
		"pl" },
	{ "Köprü pazartesi günü açıldı ve ilk geçenler onu yapanlar oldu, ancak kamyonlar için daha sonra bir karar verilecek, dedi belediye.",
		"tr" },
	{ "Jembatan itu dibuka pada hari Senin dan warga yang datang dengan keluarga tidak akan membayar untuk hari ini, kata wali kota.",
		"id" },
	{ "Cầu được mở vào thứ hai và những người đã xây cầu là những người đầu tiên đi qua với gia đình của họ.",
		"vi" },
	{ "Bridge. Ferry. Harbour.", NULL },
	{ "", NULL },
};

START_TEST(small_words_tell_the_language)
{
	struct slice text = slice_of(texts[_i].text);
	ck_assert_pstr_eq(language_guess(&text, 1), texts[_i].language);
}
END_TEST

static const struct {
	const char *text, *declared, *language;
} mended[] = {
	{ "Daraja la zamani katika mji wa bandari limefungwa kwa wiki mbili, amesema meya wa mji huo. Magari ya abiria yatapita kwa njia ya kusini hadi kazi ya kukarabati iishe.",
		"en-US", "sw" },
	{ "Die Brücke ist am Montag eröffnet worden, und wer sie gebaut hat, durfte mit der Familie auch als Erster nach drüben gehen. Das Wetter ist nicht gut gewesen, und es wird auch nicht besser.",
		"en-US", "de" },
	{ "The bridge was opened on Monday, and those who had built it were among the first that walked over it with their children.",
		"en-GB", "en-GB" },
	/* Too few words to contradict. */
	{ "Die Brücke ist zu.", "en", "en" },
	/* Nobody here knows its small words. */
	{ "Die Brücke ist am Montag eröffnet worden, und wer sie gebaut hat, durfte mit der Familie auch als Erster nach drüben gehen. Das Wetter ist nicht gut gewesen.",
		"lb", "lb" },
};

START_TEST(a_text_contradicts_its_page)
{
	struct slice text = slice_of(mended[_i].text);
	ck_assert_str_eq(language_mend(&text, 1, mended[_i].declared), mended[_i].language);
}
END_TEST

Suite *
language_suite(void)
{
	Suite *suite = suite_create("language");
	TCase *tc = tcase_create("language");
	tcase_add_loop_test(
		tc, small_words_tell_the_language, 0, (int)(sizeof(texts) / sizeof(texts[0])));
	tcase_add_loop_test(
		tc, a_text_contradicts_its_page, 0, (int)(sizeof(mended) / sizeof(mended[0])));
	suite_add_tcase(suite, tc);
	return suite;
}
