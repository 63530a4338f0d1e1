/* What is wrong with a configuration: each mistake and its place, and what follows. */
#include "configured.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Ten mistakes of ten kinds in two files: each is named, none twice. */
START_TEST(ten_mistakes_are_ten)
{
	put_file("outlets.d/a.json",
		"{\n"
		"\"id\": \"A\",\n"
		"\"timezone\": \"Asia/Peking\",\n"
		"\"sources\": [\n"
		" { \"kind\": \"rss\", \"url\": \"https://a.example/1\" },\n"
		" { \"kind\": \"feed\", \"url\": \"ftp://a.example/2\" },\n"
		" { \"kind\": \"feed\", \"url\": \"https://a.example/3\", \"evry\": \"5m\" }\n"
		"],\n"
		"\"leave\": \"/video/*\"\n"
		"}\n");
	ck_assert_ptr_null(load("{\n"
				"\"log\": { \"level\": \"loud\" },\n"
				"\"poll\": { \"every\": \"15 minutes\",\n"
				"  \"first_age\": true }\n"
				"}\n"));
	ck_assert_str_eq(printed(),
		"newswired.json:2:10: log.level: must be one of \"error\", \"warning\", \"info\", \"debug\", "
		"not \"loud\"\n"
		"newswired.json:3:11: poll.every: must be a duration such as \"15m\", not \"15 minutes\"\n"
		"newswired.json:4:3: poll.first_age: must be a duration such as \"15m\", not true or false\n"
		"outlets.d/a.json:1:1: \"name\" is missing\n"
		"outlets.d/a.json:2:1: id: must be an id such as \"china-daily\", not \"A\"\n"
		"outlets.d/a.json:3:1: timezone: must be a time zone such as \"Asia/Shanghai\", not "
		"\"Asia/Peking\"\n"
		"outlets.d/a.json:5:4: sources[0].kind: must be one of \"feed\", \"sitemap\", \"section\", not "
		"\"rss\"\n"
		"outlets.d/a.json:6:20: sources[1].url: must be an http or https address, not "
		"\"ftp://a.example/2\"\n"
		"outlets.d/a.json:7:50: sources[2].evry: no such key; did you mean \"every\"?\n"
		"outlets.d/a.json:9:1: leave: must be an array of strings, not a string\n");
}
END_TEST

/* A member of newswired.json and what is wrong with it. */
static const struct {
	const char *text, *mistake;
} wrong[] = {
	{ "[]", "1:1: must be an object, not an array" },
	{ "{ \"store\": 5 }", "1:3: store: must be an object, not a number" },
	{ "{ \"store\": { \"path\": null } }", "1:14: store.path: must be a path, not null" },
	{ "{ \"fetch\": { \"parallel\": 0 } }",
		"1:14: fetch.parallel: must be between 1 and 1000, not 0" },
	{ "{ \"fetch\": { \"parallel\": \"8\" } }",
		"1:14: fetch.parallel: must be a whole number, not a string" },
	{ "{ \"fetch\": { \"parallel\": 1.5 } }",
		"1:14: fetch.parallel: must be a whole number, not a fraction" },
	{ "{ \"fetch\": { \"gap\": \"2h\" } }",
		"1:14: fetch.gap: must be between 0 and 1h, not 2h" },
	{ "{ \"fetch\": { \"gap\": -9223372036854775807 } }",
		"1:14: fetch.gap: must be between 0 and 1h, not -9223372036854775s" },
	{ "{ \"fetch\": { \"page_max\": \"1Q\" } }",
		"1:14: fetch.page_max: must be a size such as \"8M\", not \"1Q\"" },
	{ "{ \"fetch\": { \"page_max\": \"2G\" } }",
		"1:14: fetch.page_max: must be between 1K and 64M, not 2G" },
	{ "{ \"fetch\": { \"proxy\": \"http://u:secret@p:1\" } }",
		"1:14: fetch.proxy: must name no user and password: secrets have no place here" },
	{ "{ \"fetch\": { \"proxy\": \"p:1\" } }",
		"1:14: fetch.proxy: must be a proxy such as \"http://host:3128\", not \"p:1\"" },
	{ "{ \"fetch\": { \"allow_addresses\": [\"127.0.0.1\", \"10.0.0.1/8\"] } }",
		"1:47: fetch.allow_addresses[1]: must be addresses such as \"10.0.0.0/8\", not \"10.0.0.1/8\"" },
	{ "{ \"poll\": { \"every\": \"1m500ms\" } }", "1:13: poll.every: must be whole seconds" },
	{ "{ \"poll\": { \"every\": \"5s\" } }",
		"1:13: poll.every: must be between 1m and 30d, not 5s" },
	{ "{ \"poll\": {}, \"poll\": {} }", "1:15: poll: is there twice" },
	{ "{ \"log\": { \"level\": 5 } }",
		"1:12: log.level: must be one of \"error\", \"warning\", \"info\", \"debug\", not a number" },
	{ "{ \"weather\": 1 }", "1:3: weather: no such key" },
	{ "{ \"outlets\": \"nowhere\" }", NULL },
	{ "{ \"a\x1b[2J\": 1 }", "1:4: control character 0x1b near '\"a'" },
	{ "{ \"a\": 1, }", "1:11: string or '}' expected near '}'" },
	{ "", "1:0: '[' or '{' expected near end of file" },
};

START_TEST(names_what_is_wrong)
{
	ck_assert_ptr_null(load(wrong[_i].text));
	if (wrong[_i].mistake != NULL)
		ck_assert_str_eq(
			printed(), arena_printf(arena, "newswired.json:%s\n", wrong[_i].mistake));
	else
		ck_assert_msg(strstr(printed(), "No such file") != NULL, "%s", printed());
	ck_assert_uint_eq(mistakes.count, 1);
}
END_TEST

/* Members of an outlet and what is wrong with them. */
static const struct {
	const char *more, *mistake;
} outlets_wrong[] = {
	{ ",\n\"rules\": { \"body\": \"\" }", "4:12: rules.body: " },
	{ ",\n\"rules\": { \"boddy\": \"p\" }",
		"4:12: rules.boddy: no such key; did you mean \"body\"?" },
	{ ",\n\"take\": [\"a b\"]",
		"4:10: take[0]: a pattern holds no blanks or control characters" },
	{ ",\n\"headers\": { \"Host\": \"x\" }",
		"4:14: headers.Host: must not be set: no header name, or newswired's own" },
	{ ",\n\"headers\": { \"X\": 1 }", "4:14: headers.X: must be a string, not a number" },
	{ ",\n\"headers\": { \"X\": \"a\\r\\nY: b\" }",
		"4:14: headers.X: must be one line without blanks at its ends" },
	{ ",\n\"homepage\": \"https://user:word@a.example/\"",
		"4:1: homepage: must not hold a user or a password" },
	{ ",\n\"language\": \"English\"",
		"4:1: language: must be a language such as \"en\" or \"pt-BR\", not \"English\"" },
	{ ",\n\"name\": \"\\u001b[2J\"", "4:1: name: is there twice" },
	{ ",\n\"aliases\": [\"ok\", \"\\u001b[2J\"]",
		"4:19: aliases[1]: must be a line of text, not \"\\x1b[2J\"" },
	{ ",\n\"enabled\": \"yes\"", "4:1: enabled: must be true or false, not a string" },
	{ ",\n\"sources\": []", "4:1: sources: is there twice" },
};

START_TEST(names_what_is_wrong_with_an_outlet)
{
	put_file("outlets.d/a.json", outlet_text("a", outlets_wrong[_i].more));
	struct config *config = load("{}");
	ck_assert_ptr_nonnull(config);
	ck_assert_uint_eq(config->outlet_count, 0);
	ck_assert_uint_eq(config->unusable_count, 1);
	ck_assert_str_eq(config->unusable[0].name, "a");
	const char *want = arena_printf(arena, "outlets.d/a.json:%s", outlets_wrong[_i].mistake);
	ck_assert_msg(strstr(printed(), want) != NULL, "%s\n%s", printed(), want);
	config_free(config);
}
END_TEST

START_TEST(a_bad_outlet_costs_itself_alone)
{
	put_file("outlets.d/a.json", outlet_text("a", ""));
	put_file("outlets.d/b.json", "{ \"id\": ");
	put_file("outlets.d/c.json", outlet_text("c", ", \"enabled\": 5"));
	put_file("outlets.d/d.json", outlet_text("d", ""));
	struct config *config = load("{}");
	ck_assert_ptr_nonnull(config);
	ck_assert_uint_eq(mistakes.count, 2);
	ck_assert_uint_eq(config->outlet_count, 2);
	ck_assert_str_eq(config->outlets[0].id, "a");
	ck_assert_str_eq(config->outlets[1].id, "d");
	ck_assert_uint_eq(config->unusable_count, 2);
	const struct config_unusable *b = &config->unusable[0], *c = &config->unusable[1];
	ck_assert_str_eq(b->name, "b.json");
	ck_assert_str_eq(b->key, "");
	ck_assert_str_eq(c->name, "c");
	ck_assert_str_eq(c->key, "enabled");
	ck_assert_str_eq(c->file, arena_printf(arena, "%s/outlets.d/c.json", folder));
	ck_assert_int_eq(c->line, 3);
	ck_assert_uint_eq(c->mistakes, 1);
	config_free(config);
}
END_TEST

/* More than are kept and told: none of their outlets is taken for a good one. */
START_TEST(a_thousand_mistakes_do_not_hide_the_next)
{
	for (int i = 0; i < 1003; i++)
		put_file(arena_printf(arena, "outlets.d/%04d.json", i), "{ \"id\": \"x\", }");
	put_file("outlets.d/good.json", outlet_text("good", ""));
	struct config *config = load("{}");
	ck_assert_ptr_nonnull(config);
	ck_assert_uint_eq(mistakes.count, 1000);
	ck_assert_uint_eq(mistakes.found, 1003);
	ck_assert_uint_eq(config->unusable_count, 1003);
	ck_assert_uint_eq(config->outlet_count, 1);
	config_free(config);
}
END_TEST

static const struct {
	const char *main, *outlet;
	enum config_verdict verdict;
	const char *said; /* at the end */
} checks[] = {
	{ "{}", "{ \"name\": 5 }", CONFIG_PARTLY,
		"3 mistakes; newswired starts without 1 of 2 outlets, whose files have mistakes: b.json\n" },
	{ "{ \"log\": 5 }", "{}", CONFIG_UNUSABLE,
		"; newswired does not start with what is wrong in " },
	{ "{}", NULL, CONFIG_SOUND, "" },
};

START_TEST(a_check_tells_what_stops_a_start)
{
	char *text = NULL;
	size_t size = 0;
	put_file("outlets.d/a.json", outlet_text("a", ""));
	if (checks[_i].outlet != NULL)
		put_file("outlets.d/b.json", checks[_i].outlet);
	FILE *out = open_memstream(&text, &size);
	ck_assert_int_eq(config_check(main_file(checks[_i].main), true, out), checks[_i].verdict);
	fclose(out);
	ck_assert_msg(strstr(text, checks[_i].said) != NULL, "%s", text);
	free(text);
}
END_TEST

START_TEST(ids_and_sources_are_unique)
{
	put_file("outlets.d/a.json", outlet_text("a", ""));
	put_file("outlets.d/b.json", outlet_text("a", ""));
	put_file("outlets.d/c.json",
		"{ \"id\": \"c\", \"name\": \"C\", \"sources\": [\n"
		"{ \"kind\": \"feed\", \"url\": \"https://c.example/feed\" },\n"
		"{ \"kind\": \"feed\", \"url\": \"http://www.c.example/feed/?utm_source=x\" }] }");
	struct config *config = load("{}");
	ck_assert_ptr_nonnull(config);
	ck_assert_str_eq(printed(),
		"outlets.d/b.json:2:1: id: \"a\" is the id in outlets.d/a.json already\n"
		"outlets.d/b.json:3:31: sources[0].url: is a source of a already\n"
		"outlets.d/c.json:3:19: sources[1].url: is a source of c already\n");
	ck_assert_uint_eq(config->outlet_count, 1);
	config_free(config);
}
END_TEST

START_TEST(a_file_that_is_none_is_named)
{
	ck_assert_ptr_null(config_load("/nowhere/newswired.json", &mistakes));
	ck_assert_ptr_null(config_load("/tmp", &mistakes));
	ck_assert_ptr_null(config_load("/dev/zero", &mistakes));
	ck_assert_str_eq(printed(), "/nowhere/newswired.json: No such file or directory\n"
				    "/tmp: not a file\n"
				    "/dev/zero: not a file\n");
}
END_TEST

Suite *
mistakes_suite(void)
{
	Suite *suite = suite_create("mistakes");
	TCase *tc = tcase_create("mistakes");
	tcase_add_checked_fixture(tc, configured_begin, configured_end);
	tcase_add_test(tc, ten_mistakes_are_ten);
	tcase_add_loop_test(tc, names_what_is_wrong, 0, (int)COUNT(wrong));
	tcase_add_loop_test(tc, names_what_is_wrong_with_an_outlet, 0, (int)COUNT(outlets_wrong));
	tcase_add_test(tc, a_bad_outlet_costs_itself_alone);
	tcase_add_test(tc, a_thousand_mistakes_do_not_hide_the_next);
	tcase_add_loop_test(tc, a_check_tells_what_stops_a_start, 0, (int)COUNT(checks));
	tcase_add_test(tc, ids_and_sources_are_unique);
	tcase_add_test(tc, a_file_that_is_none_is_named);
	suite_add_tcase(suite, tc);
	return suite;
}
