/* The normalized title: each step of its rule, by language; word lists; what must not be joined. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "title/steps.h"
#include "title/title.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static struct arena *arena;
static struct title_names *names;

static void
setup(void)
{
	static const char *const outlets[] = { "The Harbour Post", "Harbour Post",
		"Café de la Côte", "Radio 4 - Today", "晨光网", "Q&A Daily", "!!" };
	static const char *const sections[] = { "World", "Business & Markets", "国际" };
	arena = arena_new();
	names = title_names_new(outlets, COUNT(outlets), sections, COUNT(sections));
}

static void
teardown(void)
{
	title_names_free(names);
	arena_free(arena);
}

static struct title
read_title(const char *headline)
{
	struct title title;
	title_read(&title, arena, headline, names);
	return title;
}

/* One row a case, in the order of the rule's steps. "" stands for an empty key. */
static const struct {
	const char *headline, *normalized;
} cases[] = {
	/* 1: references, tags, white space */
	{ "Ferry &amp; tug run aground", "ferry and tug run aground" },
	{ "Ferry &amp;amp; tug run aground", "ferry and tug run aground" },
	{ "Harbour&#8217;s ferry runs aground", "harbours ferry runs aground" },
	{ "Harbour&amp;#x2019;s ferry runs aground", "harbours ferry runs aground" },
	{ "Caf&eacute; owner wins harbour prize", "cafe owner wins harbour prize" },
	{ "Ferry <b>runs</b> aground in <i class=\"a\">fog</i>", "ferry runs aground in fog" },
	{ "Ferry runs aground<br/>in thick fog", "ferry runs aground in thick fog" },
	{ "Ferry &lt;em&gt;runs&lt;/em&gt; aground in fog", "ferry runs aground in fog" },
	{ "Ferries <em>re</em>turn to harbour", "ferries return to harbour" },
	{ "Why 5 < 6 puzzles harbour pupils", "why 5 6 puzzles harbour pupils" },
	{ "Ferry a<b and tug runs aground", "ferry a b and tug runs aground" },
	{ "  Ferry\truns\n aground\xC2\xA0in\xE3\x80\x80"
	  "fog ",
		"ferry runs aground in fog" },
	{ "Ferry runs aground in \xFF\xFE fog", "ferry runs aground in fog" },
	/* 2: outlets' names */
	{ "Ferry runs aground in fog - The Harbour Post", "ferry runs aground in fog" },
	{ "Ferry runs aground in fog \xE2\x80\x93 HARBOUR POST", "ferry runs aground in fog" },
	{ "Ferry runs aground in fog \xE2\x80\x94 Harbour Post", "ferry runs aground in fog" },
	{ "Ferry runs aground in fog | Cafe de la Cote", "ferry runs aground in fog" },
	{ "Ferry runs aground in fog \xC2\xB7 Q&amp;A Daily", "ferry runs aground in fog" },
	{ "Ferry runs aground in fog \xC2\xBB Harbour Post", "ferry runs aground in fog" },
	{ "Harbour Post | Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "Ferry runs aground in fog - Radio 4 - Today", "ferry runs aground in fog" },
	{ "Ferry runs aground in fog | World | Harbour Post", "ferry runs aground in fog" },
	{ "World - Ferry runs aground in fog - Harbour Post", "ferry runs aground in fog" },
	{ "Ferry runs aground in fog - business & markets | Harbour Post",
		"ferry runs aground in fog" },
	{ "Ferry runs aground in fog | World", "ferry runs aground in fog world" },
	{ "Ferry runs aground in fog - The Other Post",
		"ferry runs aground in fog the other post" },
	{ "Ferry runs aground at Harbour Post", "ferry runs aground at harbour post" },
	{ "Ferry runs aground-Harbour Post", "ferry runs agroundharbour post" },
	{ "渡轮在大雾中搁浅_晨光网", "渡轮在大雾中搁浅" },
	{ "渡轮在大雾中搁浅｜国际｜晨光网", "渡轮在大雾中搁浅" },
	{ "晨光网：渡轮在大雾中搁浅", "渡轮在大雾中搁浅" },
	{ "Harbour Post - Harbour Post", "" },
	{ "- The Harbour Post runs aground", "the harbour post runs aground" },
	/* 3: printing */
	{ "Gizmo™ maker® sues © Gadget℠ firm", "gizmo maker sues gadget firm" },
	{ "ＦＥＲＲＹ　ｒｕｎｓ　ａｇｒｏｕｎｄ　２", "ferry runs aground 2" },
	{ "Ｆｅｒｒｙ runs aground: ﬁve hurt", "ferry runs aground five hurt" },
	{ "Fer\xC2\xADry runs a\xE2\x80\x8Bground \xE2\x80\x8Ein fog",
		"ferry runs aground in fog" },
	{ "Große Fähre läuft auf Grund", "grosse fahre lauft auf grund" },
	{ "GROSSE FÄHRE LÄUFT AUF GRUND", "grosse fahre lauft auf grund" },
	{ "ΤΟ ΠΛΟΙΟ ΠΡΟΣΑΡΑΞΕ ΣΤΟΥΣ ΒΡΑΧΟΥΣ", "το πλοιο προσαραξε στουσ βραχουσ" },
	{ "Το πλοίο προσάραξε στους βράχους", "το πλοιο προσαραξε στουσ βραχουσ" },
	{ "ﾌｪﾘｰが霧の中で座礁", "フェリーが霧の中で座礁" },
	/* 4: accents, points, letters of two forms */
	{ "Café déjà vu à Besançon", "cafe deja vu a besancon" },
	{ "Cafe\xCC\x81 de\xCC\x81ja\xCC\x80 vu a\xCC\x80 Besanc\xCC\xA7on",
		"cafe deja vu a besancon" },
	{ "Phà mắc cạn trong sương mù dày", "pha mac can trong suong mu day" },
	{ "İstanbul'da vapur karaya oturdu", "istanbulda vapur karaya oturdu" },
	{ "ISPARTA'DA KIŞ IŞIĞI YANDI", "ispartada kis isigi yandi" },
	{ "Isparta'da kış ışığı yandı", "ispartada kis isigi yandi" },
	{ "Жёлтый паром сел на мель", "желтый паром сел на мель" },
	{ "Її йод і їжа: порада лікаря", "її йод і їжа порада лікаря" },
	{ "Ѓорѓи ќе патува со траект", "ѓорѓи ќе патува со траект" },
	{ "أَحْمَدُ يَصِلُ إلى الميناء", "احمد يصل الي الميناء" },
	{ "آخر العبّارات تصل إلى المينــاء", "اخر العبارات تصل الي الميناء" },
	{ "مسؤول يصل إلى الميناء", "مسؤول يصل الي الميناء" },
	{ "کشتی در بندر به گل نشست", "كشتي در بندر به گل نشست" },
	{ "שָׁלוֹם מַגִּיעַ לַנָּמֵל הַיּוֹם", "שלום מגיע לנמל היום" },
	{ "फेरी कोहरे में फँस गई है: यात्री सुरक्षित", "फेरी कोहरे में फँस गई है यात्री सुरक्षित" },
	{ "Hawaiʻi ferry runs aground", "hawaii ferry runs aground" },
	{ "Oʻzbekiston paromi sayozlikka urildi", "ozbekiston paromi sayozlikka urildi" },
	{ "が行き先を変更したフェリー", "が行き先を変更したフェリー" },
	{ "か\xE3\x82\x99行き先を変更したフェリー", "が行き先を変更したフェリー" },
	{ "Łódź i Gdańsk: dwa promy", "łodz i gdansk dwa promy" },
	/* 5: wire labels */
	{ "BREAKING: Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "Breaking News | Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "JUST IN - Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "URGENT \xE2\x80\x94 Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "\xF0\x9F\x94\xB4 BREAKING: Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "\xF0\x9F\x9A\xA8 Just in \xF0\x9F\x9A\xA8: Ferry runs aground in fog",
		"ferry runs aground in fog" },
	{ "[URGENT] Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "(EXCLUSIVE) Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "***EXCLUSIVE*** Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "Exclusive-Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "UPDATE 1-Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "UPDATE 12-Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "WRAPUP 3-UPDATE 2-RPT-Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "REFILE-CORRECTED-Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "BRIEF-Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "2nd LD: Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "1st LD-Writethru: Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "(LEAD) Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "(3rd LD) Ferry runs aground in fog", "ferry runs aground in fog" },
	{ "Ferry runs aground in fog (UPDATE 2)", "ferry runs aground in fog" },
	{ "Ferry runs aground in fog [Updated]", "ferry runs aground in fog" },
	{ "Ferry runs aground in fog - update", "ferry runs aground in fog" },
	{ "Is the ferry aground in fog? (UPDATE)", "is the ferry aground in fog?" },
	{ "EILMELDUNG: Fähre läuft im Nebel auf Grund", "fahre lauft im nebel auf grund" },
	{ "+++ EIL +++ Fähre läuft im Nebel auf Grund", "fahre lauft im nebel auf grund" },
	{ "WDH/ROUNDUP 2: Fähre läuft im Nebel auf Grund", "fahre lauft im nebel auf grund" },
	{ "Fähre läuft im Nebel auf Grund (Zusammenfassung)", "fahre lauft im nebel auf grund" },
	{ "ALERTE INFO. Le ferry s'échoue dans la brume", "le ferry sechoue dans la brume" },
	{ "Ferry runs aground in fog -- UPDATE 2", "ferry runs aground in fog" },
	{ "Alerte info : le ferry s'échoue dans la brume", "le ferry sechoue dans la brume" },
	{ "Dernière minute - Le ferry s'échoue dans la brume", "le ferry sechoue dans la brume" },
	{ "ÚLTIMA HORA | El transbordador encalla", "el transbordador encalla" },
	{ "(AMPLIACIÓN) El transbordador encalla", "el transbordador encalla" },
	{ "Urgente: balsa encalha no nevoeiro", "balsa encalha no nevoeiro" },
	{ "ULTIM'ORA - Il traghetto si incaglia nella nebbia",
		"il traghetto si incaglia nella nebbia" },
	{ "NET BINNEN: veerboot loopt vast in mist", "veerboot loopt vast in mist" },
	{ "Just nu: Färjan har gått på grund", "farjan har gatt pa grund" },
	{ "LIGE NU: Færgen er gået på grund", "færgen er gaet pa grund" },
	{ "Siste: Fergen har gått på grunn", "fergen har gatt pa grunn" },
	{ "JUURI NYT: Lautta ajoi karille sumussa", "lautta ajoi karille sumussa" },
	{ "PILNE! Prom osiadł na mieliźnie", "prom osiadł na mieliznie" },
	{ "Z ostatniej chwili: prom osiadł na mieliźnie", "prom osiadł na mieliznie" },
	{ "AKTUÁLNĚ: Trajekt najel na mělčinu", "trajekt najel na melcinu" },
	{ "RENDKÍVÜLI: zátonyra futott a komp", "zatonyra futott a komp" },
	{ "ULTIMA ORĂ: feribotul a eșuat în ceață", "feribotul a esuat in ceata" },
	{ "СРОЧНО: паром сел на мель в тумане", "паром сел на мель в тумане" },
	{ "Молния! Паром сел на мель в тумане", "паром сел на мель в тумане" },
	{ "ТЕРМІНОВО: пором сів на мілину", "пором сів на мілину" },
	{ "ИЗВЪНРЕДНО: Фериботът заседна в мъглата", "фериботът заседна в мъглата" },
	{ "ΕΚΤΑΚΤΟ: Το πλοίο προσάραξε στους βράχους", "το πλοιο προσαραξε στουσ βραχουσ" },
	{ "SON DAKİKA: Vapur siste karaya oturdu", "vapur siste karaya oturdu" },
	{ "Son dakika... Vapur siste karaya oturdu", "vapur siste karaya oturdu" },
	{ "عاجل | جنوح عبارة في الضباب", "جنوح عبارة في الضباب" },
	{ "#عاجل.. جنوح عبارة في الضباب", "جنوح عبارة في الضباب" },
	{ "فوری: کشتی در مه به گل نشست", "كشتي در مه به گل نشست" },
	{ "מבזק: המעבורת עלתה על שרטון", "המעבורת עלתה על שרטון" },
	{ "ब्रेकिंग न्यूज़: फेरी कोहरे में फँस गई यात्री सुरक्षित", "फेरी कोहरे में फँस गई यात्री सुरक्षित" },
	{ "ব্রেকিং: কুয়াশায় ফেরি আটকে গেছে চরে যাত্রী নিরাপদ",
		"কুয়াশায় ফেরি আটকে গেছে চরে যাত্রী নিরাপদ" },
	{ "BERITA TERKINI: Feri kandas dalam kabut", "feri kandas dalam kabut" },
	{ "Tin nóng: Phà mắc cạn trong sương mù", "pha mac can trong suong mu" },
	{ "ด่วน! เรือเฟอร์รี่เกยตื้นกลางหมอกหนา", "เรือเฟอร์รี่เกยตื้นกลางหมอกหนา" },
	{ "快讯：渡轮在大雾中搁浅", "渡轮在大雾中搁浅" },
	{ "【突发】渡轮在大雾中搁浅", "渡轮在大雾中搁浅" },
	{ "快訊／渡輪在大霧中擱淺", "渡輪在大霧中擱淺" },
	{ "【速報】フェリーが霧の中で座礁", "フェリーが霧の中で座礁" },
	{ "〈独自〉フェリーが霧の中で座礁", "フェリーが霧の中で座礁" },
	{ "[속보] 여객선 안개 속 좌초", "여객선 안개 속 좌초" },
	{ "여객선 안개 속 좌초(종합)", "여객선 안개 속 좌초" },
	{ "[단독] 여객선 안개 속 좌초 (종합2보)", "여객선 안개 속 좌초" },
	{ "HABARI MPYA: Kivuko chakwama katika ukungu", "kivuko chakwama katika ukungu" },
	/* 5: what is no label, or no separator */
	{ "ANALYSIS: Why ferries run aground", "analysis why ferries run aground" },
	{ "OPINION-Why ferries run aground", "opinionwhy ferries run aground" },
	{ "LIVE: Ferry runs aground in fog", "live ferry runs aground in fog" },
	{ "WATCH | Ferry runs aground in fog", "watch ferry runs aground in fog" },
	{ "EXPLAINER: Ferry runs aground in fog", "explainer ferry runs aground in fog" },
	{ "FACTBOX-Ferry runs aground in fog", "factboxferry runs aground in fog" },
	{ "Breaking waves sink ferry in fog", "breaking waves sink ferry in fog" },
	{ "Urgent-care ferry runs aground", "urgentcare ferry runs aground" },
	{ "Breaking the waves: a ferry's tale", "breaking the waves a ferrys tale" },
	{ "Update 2-1 wins the harbour cup", "update 2-1 wins the harbour cup" },
	{ "Ferry runs aground in fog (again)", "ferry runs aground in fog again" },
	{ "(Harbour) breaking: ferry runs aground", "harbour breaking ferry runs aground" },
	/* 6: digits and signs */
	{ "Ferry carries 10,000 to harbour", "ferry carries 10000 to harbour" },
	{ "Ferry carries 10.000 to harbour", "ferry carries 10000 to harbour" },
	{ "Ferry carries 1\xE2\x80\x99"
	  "000\xE2\x80\x99"
	  "000 to harbour",
		"ferry carries 1000000 to harbour" },
	{ "Ferry rises 1.5 metres in harbour", "ferry rises 1.5 metres in harbour" },
	{ "Ferry rises 1,5 metres in harbour", "ferry rises 1,5 metres in harbour" },
	{ "Harbour beats Hilltop 2-1 at home", "harbour beats hilltop 2-1 at home" },
	{ "Harbour beats Hilltop 2\xE2\x80\x93"
	  "1 at home",
		"harbour beats hilltop 2-1 at home" },
	{ "Harbour beats Hilltop 2 \xE2\x80\x93 1 at home", "harbour beats hilltop 2-1 at home" },
	{ "Harbour beats Hilltop 2:1 at home", "harbour beats hilltop 2:1 at home" },
	{ "Harbour remembers 9/11 with a ferry", "harbour remembers 9/11 with a ferry" },
	{ "Ferry costs 1,234.56 a day now", "ferry costs 1234.56 a day now" },
	{ "Ferry costs 1..5 a day in harbour", "ferry costs 1.5 a day in harbour" },
	{ "In 2015 \xE2\x80\x93 100 years on \xE2\x80\x93 ferry returns",
		"in 2015 100 years on ferry returns" },
	{ "Ferry costs 10,00`0 in harbour", "ferry costs 10,00 0 in harbour" },
	{ "In 2015, 10 ferries ran aground", "in 2015 10 ferries ran aground" },
	{ "العبارة تحمل ١٠٬٠٠٠ راكب", "العبارة تحمل 10000 راكب" },
	{ "العبارة تحمل ١٫٥ طن من القمح", "العبارة تحمل 1.5 طن من القمح" },
	{ "फेरी में २०२६ यात्री सवार थे और सब सुरक्षित", "फेरी में 2026 यात्री सवार थे और सब सुरक्षित" },
	{ "Harbour fees rise 5% to $3 a ferry", "harbour fees rise 5% to $3 a ferry" },
	{ "Harbour fees: €3 or £3, says mayor", "harbour fees €3 or £3 says mayor" },
	{ "Will the ferry run again?", "will the ferry run again?" },
	{ "Will the ferry run again ?!", "will the ferry run again?" },
	{ "\xE2\x80\x9CWill the ferry run again?\xE2\x80\x9D", "will the ferry run again?" },
	{ "Will it run? The ferry, that is", "will it run the ferry that is" },
	{ "هل تعود العبارة إلى الميناء؟", "هل تعود العبارة الي الميناء?" },
	{ "¿Volverá el transbordador al puerto?", "volvera el transbordador al puerto?" },
	{ "Θα ξαναπλεύσει το πλοίο σήμερα;", "θα ξαναπλευσει το πλοιο σημερα?" },
	{ "渡轮会不会再次起航？", "渡轮会不会再次起航?" },
	{ "Ferry & tug run aground", "ferry and tug run aground" },
	{ "AT&T ferry runs aground", "att ferry runs aground" },
	{ "\xE2\x80\x98"
	  "Ferry\xE2\x80\x99 runs \xE2\x80\x9C"
	  "aground\xE2\x80\x9D \xE2\x80\xA6 in fog!",
		"ferry runs aground in fog" },
	{ "Don\xE2\x80\x99t run the ferry, U.S. says", "dont run the ferry us says" },
	{ "Ferry \xF0\x9F\x9A\xA2 runs aground \xE2\x9A\xA1", "ferry runs aground" },
	{ "Harbour/Hilltop ferry: (fog) stops", "harbour hilltop ferry fog stops" },
	{ "ドナルド・フェリーが霧の中で座礁", "ドナルドフェリーが霧の中で座礁" },
	{ "二〇二六年渡轮在大雾中搁浅", "二〇二六年渡轮在大雾中搁浅" },
	/* 7: too little, and standing headings */
	{ "", "" },
	{ "???", "" },
	{ "Ferry aground", "" },
	{ "It is a go", "" },
	{ "渡轮搁浅了", "" },
	{ "渡轮搁浅雾中", "渡轮搁浅雾中" },
	{ "여객선 좌초", "" },
	{ "Breaking news", "" },
	{ "Z ostatniej chwili", "" },
	{ "Letters to the editor", "" },
	{ "LETTERS TO THE EDITOR!", "" },
	{ "Letters to the Editor, Nov. 24, 2026", "" },
	{ "Tuesday, 24th November: letters to the editor", "" },
	{ "Letters to the editor praise the ferry", "letters to the editor praise the ferry" },
	{ "Weather forecast for Tuesday", "" },
	{ "Your morning briefing", "" },
	{ "Photos of the day: November 24", "" },
	{ "Corrections and clarifications", "" },
	{ "Attention Required! | Cloudflare", "" },
	{ "Leserbriefe vom 24. November 2026", "" },
	{ "Das Wetter am Samstag, 24. November", "" },
	{ "Le courrier des lecteurs", "" },
	{ "Cartas al director", "" },
	{ "Previsão do tempo para hoje", "" },
	{ "Le prime pagine dei giornali di oggi", "" },
	{ "Het belangrijkste nieuws van vandaag", "" },
	{ "Rättelser och förtydliganden", "" },
	{ "Nyheder i korte træk", "" },
	{ "Oslo Børs i dag kl 10", "" },
	{ "Loton oikeat numerot", "" },
	{ "Listy do redakcji", "" },
	{ "Počasí na víkend", "" },
	{ "Olvasói levelek", "" },
	{ "Cele mai importante știri ale zilei", "" },
	{ "Гороскоп на сегодня, 24 ноября", "" },
	{ "Графік відключень світла на 24 листопада", "" },
	{ "Времето днес, 24 ноември", "" },
	{ "Τα πρωτοσέλιδα των εφημερίδων σήμερα", "" },
	{ "Günlük burç yorumları 24 Kasım 2026", "" },
	{ "أبرز عناوين الصحف اليوم", "" },
	{ "مهم‌ترین اخبار روز", "" },
	{ "תחזית מזג האוויר להיום", "" },
	{ "आज का राशिफल 24 नवंबर 2026", "" },
	{ "Prakiraan cuaca hari ini", "" },
	{ "Kết quả xổ số miền Bắc hôm nay", "" },
	{ "พยากรณ์อากาศวันนี้", "" },
	{ "天气预报11月24日", "" },
	{ "11月24日天气预报", "" },
	{ "統一發票中獎號碼", "" },
	{ "きょうの主なニュース", "" },
	{ "오늘의 주요 일정 (24일)", "" },
	{ "Tuesday, November 24, 2026", "" },
};

START_TEST(is_spelled_by_the_rule)
{
	struct title title = read_title(cases[_i].headline);
	ck_assert_msg(strcmp(title.normalized, cases[_i].normalized) == 0,
		"%s\n  gives \"%s\"\n  not   \"%s\"", cases[_i].headline, title.normalized,
		cases[_i].normalized);
	ck_assert_uint_eq(strlen(title.hash), title.normalized[0] == '\0' ? 0 : 32);
}
END_TEST

START_TEST(normalizing_the_normalized_changes_nothing)
{
	struct title title = read_title(cases[_i].headline);
	struct title again = read_title(title.normalized);
	ck_assert_str_eq(again.normalized, title.normalized);
	ck_assert_str_eq(again.hash, title.hash);
}
END_TEST

/* Made with `printf %s TEXT | sha256sum | cut -c1-32`. */
static const struct {
	const char *headline, *hash;
} hashes[] = {
	{ "Ferry runs aground in fog",
		"2236d9d87617e73304a04bea4a644666" },                /* ferryrunsagroundinfog */
	{ "渡轮在大雾中 搁浅", "a593660cfb69fa158d76b8d475083dfa" }, /* 渡轮在大雾中搁浅 */
	{ "Will fees rise 1.5%, to $3?",
		"e517f51090ec62833eaf7e24f7191774" }, /* willfeesrise1.5%to$3? */
};

START_TEST(hashes_as_anyone_can_compute)
{
	ck_assert_str_eq(read_title(hashes[_i].headline).hash, hashes[_i].hash);
}
END_TEST

static const struct {
	const char *one, *other;
	bool joined;
} pairs[] = {
	{ "Ferry runs aground in fog", "FERRY RUNS AGROUND IN FOG", true },
	{ "COVID-19 closes the harbour", "Covid 19 closes the harbour", true },
	{ "Ferry carries 10 000 to harbour", "Ferry carries 10,000 to harbour", true },
	{ "Harbour fees rise 5 %, mayor says", "Harbour fees rise 5%, mayor says", true },
	{ "U.S. ferry runs aground", "US ferry runs aground", true },
	{ "El niño llegó al puerto", "El nino llego al puerto", true },
	{ "Паром идёт в порт", "Паром идет в порт", true },
	{ "여객선 안개속 좌초", "여객선 안개 속 좌초", true },
	{ "Ferry runs aground again", "Ferry runs aground again?", false },
	{ "Fees rise 1.5 points today", "Fees rise 15 points today", false },
	{ "Harbour wins 2-1 at home", "Harbour wins 21 at home", false },
	{ "Harbour fees rise 5 percent", "Harbour fees rise 5%", false },
	{ "Harbour fee of $5 a ferry", "Harbour fee of 5 a ferry", false },
	{ "Ferry runs aground in fog", "WATCH: Ferry runs aground in fog", false },
	{ "Мой край и мои люди", "Мои край и мои люди", false },
	{ "Їжа для моряків порту", "Іжа для моряків порту", false },
	{ "Ferry colour is changed", "Ferry color is changed", false },
	{ "渡轮在大雾中搁浅", "渡輪在大霧中擱淺", false },
};

START_TEST(joins_only_what_is_the_same)
{
	struct title one = read_title(pairs[_i].one), other = read_title(pairs[_i].other);
	ck_assert_str_ne(one.hash, "");
	ck_assert_str_ne(other.hash, "");
	ck_assert_msg((strcmp(one.hash, other.hash) == 0) == pairs[_i].joined, "%s / %s",
		pairs[_i].one, pairs[_i].other);
}
END_TEST

START_TEST(names_may_be_left_out)
{
	struct title title;
	title_read(&title, arena, "Ferry runs aground in fog - Harbour Post", NULL);
	ck_assert_str_eq(title.normalized, "ferry runs aground in fog harbour post");
	struct title_names *none = title_names_new(NULL, 0, NULL, 0);
	title_read(&title, arena, "Ferry runs aground in fog - Harbour Post", none);
	ck_assert_str_eq(title.normalized, "ferry runs aground in fog harbour post");
	title_names_free(none);
	title_names_free(NULL);
}
END_TEST

/* Headlines that are nothing but one unit, a megabyte of it. */
static const char *const hostile[] = {
	"a",
	" ",
	"<a",
	"<a>",
	"<",
	"&amp;",
	"&",
	" - ",
	"_",
	"Harbour Post | ",
	"BREAKING: ",
	"(",
	"[breaking] ",
	"(breaking",
	"update 1-",
	"1,",
	"1-",
	"?",
	"e\xCC\x81",
	"\xCC\x81",
	"\xEF\xB7\xBA",
	"\xFF",
	"\xF0\x9F\x94\xB4",
	"가",
	"\xE1\x84\x80\xE1\x85\xA1",
	"nov ",
	"11月",
	"| new ",
};

START_TEST(a_megabyte_is_read_in_no_time)
{
	size_t unit = strlen(hostile[_i]), length = 1 << 20;
	char *text = arena_alloc(arena, length + 1);
	for (size_t i = 0; i < length; i++)
		text[i] = hostile[_i][i % unit];
	text[length] = '\0';
	clock_t start = clock();
	struct title title = read_title(text);
	struct title again = read_title(title.normalized);
	ck_assert(strlen(title.normalized) > TITLE_HEADLINE_MAX_BYTES ||
		  strcmp(again.normalized, title.normalized) == 0);
	/* It takes a few milliseconds; a quadratic walk would take minutes. */
	ck_assert_msg((double)(clock() - start) / CLOCKS_PER_SEC < 2, "slow: %s", hostile[_i]);
	ck_assert_uint_le(strlen(title.normalized), (size_t)TITLE_POINTS_MAX * 4);
}
END_TEST

/* Lists are matched as they stand, so an entry that is spelled otherwise would never be found. */
static const char *const lists[] = { "wire-labels", "standing-germanic", "standing-romance",
	"standing-latin", "standing-other", "standing-dates" };

static void
spell(const char *line, bool label, char *out, size_t size)
{
	struct title_points points;
	struct title_key key;
	char text[512];
	snprintf(text, sizeof(text), "%s", line);
	for (char *c = text; label && *c != '\0'; c++)
		*c = *c == 'N' ? '7' : *c;
	title_fold(slice_of(text), &points);
	title_spell(arena, &points, &key);
	for (char *c = key.text; label && *c != '\0'; c++)
		*c = *c == '7' ? 'N' : *c;
	snprintf(out, size, "%s", key.text);
}

START_TEST(every_entry_of_a_list_is_spelled_as_it_is_matched)
{
	char path[128], line[512], spelled[512];
	snprintf(path, sizeof(path), "daemon/title/words/%s.txt", lists[_i]);
	FILE *file = fopen(path, "r");
	ck_assert_msg(file != NULL, "%s", path);
	int entries = 0;
	while (fgets(line, sizeof(line), file) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || line[0] == '[' || line[0] == '\0')
			continue;
		spell(line, _i == 0, spelled, sizeof(spelled));
		ck_assert_msg(
			strcmp(spelled, line) == 0, "%s: '%s' should be '%s'", path, line, spelled);
		entries++;
	}
	fclose(file);
	ck_assert_int_gt(entries, 100);
}
END_TEST

Suite *
title_suite(void)
{
	Suite *suite = suite_create("title");
	TCase *tc = tcase_create("title");
	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_loop_test(tc, is_spelled_by_the_rule, 0, COUNT(cases));
	tcase_add_loop_test(tc, normalizing_the_normalized_changes_nothing, 0, COUNT(cases));
	tcase_add_loop_test(tc, hashes_as_anyone_can_compute, 0, COUNT(hashes));
	tcase_add_loop_test(tc, joins_only_what_is_the_same, 0, COUNT(pairs));
	tcase_add_test(tc, names_may_be_left_out);
	tcase_add_loop_test(tc, a_megabyte_is_read_in_no_time, 0, COUNT(hostile));
	tcase_add_loop_test(tc, every_entry_of_a_list_is_spelled_as_it_is_matched, 0, COUNT(lists));
	suite_add_tcase(suite, tc);
	return suite;
}
