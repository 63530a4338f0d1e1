/* The configuration: reading, inheriting, whose page is whose. */
#include "configured.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

START_TEST(an_empty_object_gives_all_defaults)
{
	struct config *config = load("{}");
	ck_assert_msg(config != NULL, "%s", printed());
	ck_assert_uint_eq(mistakes.count, 0);
	ck_assert_str_eq(config->store.path, "/var/lib/newswired/wire.db");
	ck_assert_int_eq(config->store.batch_items, 200);
	ck_assert_int_eq(config->store.batch_wait_ms, 250);
	ck_assert_int_eq(config->store.keep_articles_s, 0);
	ck_assert_int_eq(config->log.level, LOG_LEVEL_INFO);
	ck_assert_ptr_null(config->log.to);
	ck_assert_str_eq(config->fetch.user_agent, "newswired/1.0.0");
	ck_assert_str_eq(config->fetch.proxy, "");
	ck_assert_int_eq(config->fetch.gap_ms, 2000);
	ck_assert_int_eq(config->fetch.page_max_bytes, 4 << 20);
	ck_assert_int_eq(config->poll.every_s, 900);
	ck_assert_int_eq(config->poll.first_entries, 50);
	ck_assert_int_eq(config->poll.oldest_s, 30 * 86400);
	ck_assert_int_eq(config->poll.first_age_s, 7 * 86400);
	ck_assert_int_eq(config->extract.workers, 0);
	ck_assert_str_eq(config->outlets_path, arena_printf(arena, "%s/outlets.d", folder));
	ck_assert_uint_eq(config->outlet_count, 0);
	config_free(config);
}
END_TEST

START_TEST(reads_all_kinds_of_values)
{
	struct config *config =
		load("{ \"#\": 1, \"#\": [2], \"// note\": {},\n"
		     "\"store\": { \"path\": \"w.db\", \"keep_polls\": \"2w\" },\n"
		     "\"log\": { \"level\": \"debug\", \"to\": \"/var/log/n.log\" },\n"
		     "\"fetch\": { \"contact\": \"mailto:a@b.example\", \"gap\": 1,\n"
		     " \"source_max\": \"1M\", \"page_max\": 2048,\n"
		     " \"allow_addresses\": [\"127.0.0.0/8\", \"::1\"] },\n"
		     "\"poll\": { \"every\": \"1h30m\" } }");
	ck_assert_msg(config != NULL, "%s", printed());
	ck_assert_str_eq(config->store.path, arena_printf(arena, "%s/w.db", folder));
	ck_assert_int_eq(config->store.keep_polls_s, 14 * 86400);
	ck_assert_int_eq(config->log.level, LOG_LEVEL_DEBUG);
	ck_assert_str_eq(config->log.to, "/var/log/n.log");
	ck_assert_str_eq(config->fetch.user_agent, "newswired/1.0.0 (+mailto:a@b.example)");
	ck_assert_int_eq(config->fetch.gap_ms, 1000);
	ck_assert_int_eq(config->fetch.source_max_bytes, 1 << 20);
	ck_assert_int_eq(config->fetch.page_max_bytes, 2048);
	ck_assert_uint_eq(config->fetch.allow_addresses.count, 2);
	ck_assert_int_eq(config->poll.every_s, 5400);
	config_free(config);
}
END_TEST

static const struct {
	const char *written, *read; /* below the folder */
} paths[] = {
	{ "w.db", "etc/w.db" },
	{ "../var/w.db", "var/w.db" },
	{ ".././/var//../w.db", "w.db" },
	{ "link/../w.db", "etc/link/../w.db" },
	{ "missing/../w.db", "etc/missing/../w.db" },
};

START_TEST(a_path_goes_no_way_down_and_up)
{
	char *link = arena_printf(arena, "%s/etc/link", folder);
	put_file("var/there", "");
	put_file("etc/newswired.json",
		arena_printf(arena, "{ \"outlets\": \"../var\", \"store\": { \"path\": \"%s\" } }",
			paths[_i].written));
	ck_assert_int_eq(symlink("../var", link), 0);
	struct config *config = load_named("etc/newswired.json");
	ck_assert_str_eq(config->outlets_path, arena_printf(arena, "%s/var", folder));
	ck_assert_str_eq(config->store.path, arena_printf(arena, "%s/%s", folder, paths[_i].read));
	config_free(config);
}
END_TEST

START_TEST(reads_a_whole_outlet)
{
	put_file("outlets.d/ferry.json",
		"{ \"id\": \"ferry-post\", \"name\": \"Ferry Post\", \"aliases\": [\"FP\", \"Ferry\"],\n"
		"\"enabled\": false, \"homepage\": \"HTTPS://www.Ferry.example\", \"language\": \"en\",\n"
		"\"timezone\": \"Europe/Oslo\", \"sections\": [\"World\"],\n"
		"\"sources\": [{ \"kind\": \"sitemap\", \"url\": \"https://ferry.example/s.xml\", \"every\": \"1h\", \"plain\": true },\n"
		" { \"kind\": \"section\", \"url\": \"https://ferry.example/world\" }],\n"
		"\"rules\": { \"#\": \"their layout of 2019\", \"body\": \"div.text > p\", \"drop\": \".ad\" },\n"
		"\"take\": [\"*.ferry.example/*\"], \"leave\": [\"/video/*\"], \"robots\": \"all\",\n"
		"\"allow_addresses\": [\"10.0.0.0/8\"], \"gap\": \"500ms\",\n"
		"\"headers\": { \"#\": 1, \"Accept-Language\": \"en\" }, \"proxy\": \"\" }");
	struct config *config = load("{ \"fetch\": { \"proxy\": \"http://p.example:1\", "
				     "\"allow_addresses\": [\"127.0.0.1\"] } }");
	ck_assert_msg(config != NULL && mistakes.count == 0, "%s", printed());
	ck_assert_uint_eq(config->outlet_count, 1);
	const struct outlet_config *o = config_outlet(config, "ferry-post");
	ck_assert_str_eq(o->name, "Ferry Post");
	ck_assert_uint_eq(o->aliases.count, 2);
	ck_assert_str_eq(o->aliases.items[1], "Ferry");
	ck_assert(!o->enabled);
	ck_assert_str_eq(o->homepage, "https://www.ferry.example/");
	ck_assert_str_eq(o->language, "en");
	ck_assert_str_eq(o->timezone, "Europe/Oslo");
	ck_assert_str_eq(o->sections.items[0], "World");
	ck_assert_uint_eq(o->source_count, 2);
	ck_assert_int_eq(o->sources[0].kind, CONFIG_SITEMAP);
	ck_assert_int_eq(o->sources[0].every_s, 3600);
	ck_assert(o->sources[0].plain);
	ck_assert(!o->sources[1].plain);
	ck_assert_int_eq(o->sources[1].kind, CONFIG_SECTION);
	ck_assert_int_eq(o->sources[1].every_s, 900);
	ck_assert(o->has_rules);
	ck_assert_str_eq(o->rules.body, "div.text > p");
	ck_assert_ptr_null(o->rules.headline);
	ck_assert_int_eq(o->robots, CONFIG_ROBOTS_ALL);
	ck_assert_uint_eq(o->allow_count, 2);
	ck_assert_str_eq(o->allow_addresses.items[1], "10.0.0.0/8");
	ck_assert_int_eq(o->gap_ms, 500);
	ck_assert_str_eq(o->headers.items[0], "Accept-Language: en");
	ck_assert_uint_eq(o->headers.count, 1);
	ck_assert_str_eq(o->proxy, "");
	ck_assert(outlet_takes(o, "https://www.ferry.example/a"));
	ck_assert(!outlet_takes(o, "https://www.ferry.example/video/a"));
	ck_assert(!outlet_takes(o, "https://elsewhere.example/a"));
	config_free(config);
}
END_TEST

START_TEST(an_outlet_inherits_what_it_does_not_say)
{
	put_file("outlets.d/a.json", outlet_text("a", ""));
	struct config *config = load(
		"{ \"fetch\": { \"proxy\": \"http://p.example:1\", \"gap\": \"9s\" }, \"poll\": { \"every\": \"5m\" } }");
	ck_assert_msg(config != NULL && mistakes.count == 0, "%s", printed());
	const struct outlet_config *a = config_outlet(config, "a");
	ck_assert(a->enabled);
	ck_assert(!a->has_rules);
	ck_assert_str_eq(a->proxy, "http://p.example:1");
	ck_assert_int_eq(a->gap_ms, 9000);
	ck_assert_int_eq(a->sources[0].every_s, 300);
	ck_assert_int_eq(a->robots, CONFIG_ROBOTS_FOUND);
	ck_assert(outlet_takes(a, "https://anywhere.example/"));
	config_free(config);
}
END_TEST

START_TEST(only_json_files_are_read_by_byte_order)
{
	put_file("outlets.d/b.json", outlet_text("b", ""));
	put_file("outlets.d/B.json", outlet_text("big-b", ""));
	put_file("outlets.d/.hidden.json", "broken");
	put_file("outlets.d/b.json~", "broken");
	put_file("outlets.d/b.json.dpkg-new", "broken");
	put_file("outlets.d/README", "broken");
	put_file("outlets.d/json", "broken");
	struct config *config = load("{}");
	ck_assert_msg(config != NULL && mistakes.count == 0, "%s", printed());
	ck_assert_uint_eq(config->outlet_count, 2);
	ck_assert_str_eq(config->outlets[0].id, "big-b");
	config_free(config);
}
END_TEST

START_TEST(a_page_finds_its_outlet)
{
	put_file("outlets.d/a.json",
		"{ \"id\": \"a\", \"name\": \"A\", \"homepage\": \"https://www.a.co.uk/news\", \"sources\": [\n"
		"{ \"kind\": \"feed\", \"url\": \"https://feeds.burner.example/a\" }] }");
	put_file("outlets.d/b.json",
		"{ \"id\": \"b\", \"name\": \"B\", \"homepage\": \"https://sport.a.co.uk/\", \"sources\": [\n"
		"{ \"kind\": \"feed\", \"url\": \"https://sport.a.co.uk/feed\" }] }");
	put_file("outlets.d/c.json", outlet_text("c", ""));
	struct config *config = load("{}");
	ck_assert_msg(config != NULL && mistakes.count == 0, "%s", printed());
	ck_assert_str_eq(config_outlet_of(config, "http://a.co.uk/1")->id, "a");
	ck_assert_str_eq(config_outlet_of(config, "http://m.news.a.co.uk/1")->id, "a");
	ck_assert_str_eq(config_outlet_of(config, "https://sport.a.co.uk/1")->id, "b");
	ck_assert_str_eq(config_outlet_of(config, "https://www.c.example/1")->id, "c");
	ck_assert_ptr_null(config_outlet_of(config, "https://b.co.uk/1"));
	ck_assert_ptr_null(config_outlet_of(config, "https://other.burner.example/1"));
	ck_assert_ptr_null(config_outlet_of(config, "no address"));
	config_free(config);
}
END_TEST

START_TEST(the_shipped_configuration_has_no_mistakes)
{
	size_t languages = 0;
	const char *seen[100];
	struct config *config = config_load("conf/newswired.json", &mistakes);
	ck_assert_msg(config != NULL && mistakes.count == 0, "%s", printed());
	ck_assert_uint_ge(config->outlet_count, 25);
	ck_assert_ptr_nonnull(config_outlet(config, "chinadaily"));
	ck_assert_ptr_nonnull(config_outlet(config, "xinhua"));
	for (size_t i = 0; i < config->outlet_count; i++) {
		const struct outlet_config *o = &config->outlets[i];
		const char *file = arena_printf(arena, "conf/outlets.d/%s.json", o->id);
		bool known = false;
		ck_assert_str_eq(o->file, file);
		ck_assert_msg(o->homepage != NULL && o->timezone != NULL && o->language != NULL,
			"%s", o->id);
		for (size_t j = 0; j < languages; j++)
			known |= strncmp(seen[j], o->language, 2) == 0;
		if (!known && languages < COUNT(seen))
			seen[languages++] = o->language;
	}
	ck_assert_uint_ge(languages, 8);
	config_free(config);
}
END_TEST

Suite *
config_suite(void)
{
	Suite *suite = suite_create("config");
	TCase *tc = tcase_create("config");
	tcase_add_checked_fixture(tc, configured_begin, configured_end);
	tcase_add_test(tc, an_empty_object_gives_all_defaults);
	tcase_add_test(tc, reads_all_kinds_of_values);
	tcase_add_loop_test(tc, a_path_goes_no_way_down_and_up, 0, (int)COUNT(paths));
	tcase_add_test(tc, reads_a_whole_outlet);
	tcase_add_test(tc, an_outlet_inherits_what_it_does_not_say);
	tcase_add_test(tc, only_json_files_are_read_by_byte_order);
	tcase_add_test(tc, a_page_finds_its_outlet);
	tcase_add_test(tc, the_shipped_configuration_has_no_mistakes);
	suite_add_tcase(suite, tc);
	return suite;
}
