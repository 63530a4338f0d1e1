/* The configuration: reading, mistakes and their places, inheriting, comparing. */
#include "config/config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static struct arena *arena;
static struct config_mistakes mistakes;
static char folder[64];

static void
begin(void)
{
	arena = arena_new();
	config_mistakes_init(&mistakes);
	strcpy(folder, "/tmp/newswired-config-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void
end(void)
{
	char command[100];
	config_mistakes_release(&mistakes);
	arena_free(arena);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	ck_assert_int_eq(system(command), 0);
}

/* Writes folder/name; the folders on its way are made. Gives the path. */
static const char *
put_file(const char *name, const char *text)
{
	const char *path = arena_printf(arena, "%s/%s", folder, name);
	const char *slash = strchr(name, '/');
	if (slash != NULL)
		mkdir(arena_printf(arena, "%s/%.*s", folder, (int)(slash - name), name), 0777);
	FILE *file = fopen(path, "w");
	ck_assert_ptr_nonnull(file);
	ck_assert_int_ge(fputs(text, file), 0);
	ck_assert_int_eq(fclose(file), 0);
	return path;
}

/* An outlet with one source, and what else `more` says. */
static const char *
outlet_text(const char *id, const char *more)
{
	return arena_printf(arena,
		"{\n\"id\": \"%s\", \"name\": \"The %s\",\n"
		"\"sources\": [{ \"kind\": \"feed\", \"url\": \"https://www.%s.example/feed\" }]%s\n}\n",
		id, id, id, more);
}

static const char *
main_file(const char *text)
{
	mkdir(arena_printf(arena, "%s/outlets.d", folder), 0777);
	return put_file("newswired.json", text);
}

static struct config *
load(const char *text)
{
	return config_load(main_file(text), &mistakes);
}

/* All mistakes, printed, without the folder. */
static const char *
printed(void)
{
	char *text = NULL, *at;
	size_t size = 0;
	FILE *out = open_memstream(&text, &size);
	config_mistakes_print(&mistakes, out);
	fclose(out);
	size_t length = strlen(folder) + 1;
	while ((at = strstr(text, folder)) != NULL)
		memmove(at, at + length, strlen(at + length) + 1);
	const char *copy = arena_strdup(arena, text);
	free(text);
	return copy;
}

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
	ck_assert_uint_eq(config->unusable.count, 1);
	ck_assert_str_eq(config->unusable.items[0], "a");
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
	ck_assert_str_eq(config->unusable.items[0], "b.json");
	ck_assert_str_eq(config->unusable.items[1], "c");
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

static struct config *
load_named(const char *name)
{
	struct config *config = config_load(arena_printf(arena, "%s/%s", folder, name), &mistakes);
	ck_assert_msg(config != NULL, "%s", printed());
	return config;
}

static const char *
change_text(const struct config_change *changes, size_t count)
{
	static const char *const names[] = {
		[OUTLET_ADDED] = "added",
		[OUTLET_CHANGED] = "changed",
		[OUTLET_REMOVED] = "removed",
		[OUTLET_UNUSABLE] = "unusable",
	};
	const char *text = "";
	for (size_t i = 0; i < count; i++) {
		const struct config_change *c = &changes[i];
		text = arena_printf(arena, "%s%s %s%s%s\n", text, names[c->kind],
			c->before != NULL ? c->before->id : c->after->id,
			c->before != NULL ? "-" : "", c->after != NULL ? "+" : "");
	}
	return text;
}

START_TEST(comparing_tells_what_a_reload_brings)
{
	struct config_change *changes;
	put_file("one/same.json", outlet_text("same", ""));
	put_file("one/comment.json", outlet_text("comment", ""));
	put_file("one/changed.json", outlet_text("changed", ""));
	put_file("one/disabled.json", outlet_text("disabled", ""));
	put_file("one/enabled.json", outlet_text("enabled", ", \"enabled\": false"));
	put_file("one/gone.json", outlet_text("gone", ""));
	put_file("one/off.json", outlet_text("off", ", \"enabled\": false"));
	put_file("one/broken.json", outlet_text("broken", ""));
	put_file("one/wrong.json", outlet_text("wrong", ""));
	put_file("two/same.json", outlet_text("same", ""));
	put_file("two/comment.json",
		outlet_text("comment", ", \"# why\": 1, \"robots\": \"found\""));
	put_file("two/changed.json", outlet_text("changed", ", \"rules\": { \"body\": \"p\" }"));
	put_file("two/disabled.json", outlet_text("disabled", ", \"enabled\": false"));
	put_file("two/enabled.json", outlet_text("enabled", ""));
	put_file("two/new.json", outlet_text("new", ""));
	put_file("two/broken.json", "{");
	put_file("two/wrong.json", outlet_text("wrong", ", \"gap\": []"));
	put_file("one.json", "{ \"outlets\": \"one\" }");
	put_file("two.json", "{ \"outlets\": \"two\" }");
	struct config *one = load_named("one.json"), *two = load_named("two.json");
	size_t count = config_compare(arena, one, two, &changes);
	ck_assert_str_eq(change_text(changes, count), "changed changed-+\n"
						      "removed disabled-+\n"
						      "added enabled+\n"
						      "added new+\n"
						      "unusable broken-\n"
						      "removed gone-\n"
						      "unusable wrong-\n");
	ck_assert_uint_eq(config_compare(arena, one, one, &changes), 0);
	config_free(one);
	config_free(two);
}
END_TEST

START_TEST(a_default_that_changes_changes_who_inherits_it)
{
	struct config_change *changes;
	put_file("o/a.json", outlet_text("a", ""));
	put_file("o/b.json", outlet_text("b", ", \"gap\": \"9s\""));
	put_file("one.json", "{ \"outlets\": \"o\" }");
	put_file("two.json", "{ \"outlets\": \"o\", \"fetch\": { \"gap\": \"3s\" } }");
	struct config *one = load_named("one.json"), *two = load_named("two.json");
	size_t count = config_compare(arena, one, two, &changes);
	ck_assert_str_eq(change_text(changes, count), "changed a-+\n");
	config_free(one);
	config_free(two);
}
END_TEST

START_TEST(names_what_needs_a_restart)
{
	const char **keys;
	put_file("o/a.json", outlet_text("a", ""));
	put_file("one.json", "{ \"outlets\": \"o\" }");
	put_file("two.json",
		"{ \"outlets\": \"o\", \"store\": { \"path\": \"x.db\" }, \"log\": { \"level\": \"debug\" },\n"
		"\"extract\": { \"workers\": 3, \"time\": \"20s\" } }");
	struct config *one = load_named("one.json"), *two = load_named("two.json");
	ck_assert_uint_eq(config_restart_keys(arena, one, two, &keys), 2);
	ck_assert_str_eq(keys[0], "store.path");
	ck_assert_str_eq(keys[1], "extract.workers");
	ck_assert_uint_eq(config_restart_keys(arena, two, two, &keys), 0);
	config_free(one);
	config_free(two);
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
	tcase_add_checked_fixture(tc, begin, end);
	tcase_add_test(tc, an_empty_object_gives_all_defaults);
	tcase_add_test(tc, reads_all_kinds_of_values);
	tcase_add_test(tc, reads_a_whole_outlet);
	tcase_add_test(tc, an_outlet_inherits_what_it_does_not_say);
	tcase_add_test(tc, ten_mistakes_are_ten);
	tcase_add_loop_test(tc, names_what_is_wrong, 0, (int)COUNT(wrong));
	tcase_add_loop_test(tc, names_what_is_wrong_with_an_outlet, 0, (int)COUNT(outlets_wrong));
	tcase_add_test(tc, a_bad_outlet_costs_itself_alone);
	tcase_add_test(tc, only_json_files_are_read_by_byte_order);
	tcase_add_test(tc, ids_and_sources_are_unique);
	tcase_add_test(tc, a_file_that_is_none_is_named);
	tcase_add_test(tc, a_page_finds_its_outlet);
	tcase_add_test(tc, comparing_tells_what_a_reload_brings);
	tcase_add_test(tc, a_default_that_changes_changes_who_inherits_it);
	tcase_add_test(tc, names_what_needs_a_restart);
	tcase_add_test(tc, the_shipped_configuration_has_no_mistakes);
	suite_add_tcase(suite, tc);
	return suite;
}
