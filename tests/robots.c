/* robots.txt: RFC 9309's own examples, and what the world writes. */
#include "fetch/robots.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/buffer.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The RFC's example of section 5.1, with the groups of three crawlers. */
#define SIMPLE                           \
	"User-Agent: *\n"                \
	"Disallow: *.gif$\n"             \
	"Disallow: /example/\n"          \
	"Allow: /publications/\n"        \
	"\n"                             \
	"User-Agent: foobot\n"           \
	"Disallow:/\n"                   \
	"Allow:/example/page.html\n"     \
	"Allow:/example/allowed.gif\n"   \
	"\n"                             \
	"User-Agent: barbot\n"           \
	"User-Agent: bazbot\n"           \
	"Disallow: /example/page.html\n" \
	"\n"                             \
	"User-Agent: quxbot\n"

#define ALL(rules) "User-agent: *\n" rules

static const struct {
	const char *file, *agent, *url;
	bool allowed;
} verdicts[] = {
	/* section 5.1 */
	{ SIMPLE, "foobot", "/", false },
	{ SIMPLE, "foobot", "/example/page.html", true },
	{ SIMPLE, "foobot", "/example/allowed.gif", true },
	{ SIMPLE, "foobot", "/example/", false },
	{ SIMPLE, "barbot", "/example/page.html", false },
	{ SIMPLE, "bazbot", "/example/page.html", false },
	{ SIMPLE, "bazbot", "/example/page.gif", true },
	{ SIMPLE, "quxbot", "/example/page.html", true },
	{ SIMPLE, "quxbot", "/a.gif", true },
	{ SIMPLE, "newswired", "/a.gif", false },
	{ SIMPLE, "newswired", "/a.gif?", true },
	{ SIMPLE, "newswired", "/example/", false },
	{ SIMPLE, "newswired", "/publications/", true },
	{ SIMPLE, "newswired", "/publications/a.gif", true },
	/* section 5.2: the longest match */
	{ "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n",
		"foobot", "/example/page/disallowed.gif", false },
	{ "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n",
		"foobot", "/example/page/allowed.gif", true },
	/* section 2.2.1: who is meant */
	{ "user-agent: NewsWired\ndisallow: /\n", "newswired", "/a", false },
	{ "User-agent: newswired/1.0\nDisallow: /\n", "newswired", "/a", false },
	{ "User-agent: newswired\nDisallow: /\n", "Newswired/1.0 (+https://a.example)", "/a",
		false },
	{ "User-agent: news\nDisallow: /\n", "newswired", "/a", true },
	{ "User-agent: newswired-extra\nDisallow: /\n", "newswired", "/a", true },
	{ "User-agent: news\nDisallow: /\n", "news-wire", "/a", true },
	{ "User-agent: other\nDisallow: /a\nUser-agent: newswired\nDisallow: /b\n", "newswired",
		"/a", true },
	{ "User-agent: *\nDisallow: /a\nUser-agent: newswired\nDisallow: /b\n", "newswired", "/a",
		true },
	{ "User-agent: *\nDisallow: /a\nUser-agent: newswired\nDisallow: /b\n", "newswired", "/b",
		false },
	{ "User-agent: newswired\n\nUser-agent: *\nDisallow: /\n", "newswired", "/a", false },
	{ "User-agent: newswired\nDisallow:\n\nUser-agent: *\nDisallow: /\n", "newswired", "/a",
		true },
	{ "User-agent: newswired\nDisallow: /a\n\nUser-agent: x\nDisallow: /c\n\n"
	  "User-agent: NEWSWIRED\nDisallow: /b\n",
		"newswired", "/a", false },
	{ "User-agent: newswired\nDisallow: /a\n\nUser-agent: x\nDisallow: /c\n\n"
	  "User-agent: NEWSWIRED\nDisallow: /b\n",
		"newswired", "/b", false },
	{ "User-agent: newswired\nDisallow: /a\n\nUser-agent: x\nDisallow: /c\n\n"
	  "User-agent: NEWSWIRED\nDisallow: /b\n",
		"newswired", "/c", true },
	{ "User-agent: *\nDisallow: /a\nUser-agent: *\nDisallow: /b\n", "newswired", "/b", false },
	{ "User-agent: * \nDisallow: /a\n", "newswired", "/a", false },
	{ "User-agent: * everyone\nDisallow: /a\n", "newswired", "/a", false },
	{ "User-agent: *bot\nDisallow: /a\n", "newswired", "/a", true },
	{ "User-agent:\nDisallow: /\n", "newswired", "/a", true },
	{ "User-agent:\nDisallow: /\n", "", "/a", true },
	{ "Disallow: /\nUser-agent: other\nDisallow: /\n", "newswired", "/a", true },
	/* lines that belong to no group neither end nor spoil one */
	{ "User-agent: newswired\nSitemap: https://a.example/s.xml\nUser-agent: b\nDisallow: /x\n",
		"newswired", "/x", false },
	{ "User-agent: newswired\nCrawl-delay: 3\nUser-agent: b\nDisallow: /x\n", "newswired", "/x",
		false },
	{ "User-agent: newswired\nNoindex: /q\n\n\n# so\nUser-agent: b\nDisallow: /x\n",
		"newswired", "/x", false },
	{ "User-agent: newswired\nDisallow: /x\nSitemap: /s\nDisallow: /y\n", "newswired", "/y",
		false },
	{ "User-agent: newswired\nDisallow: /x\nHost: a.example\nUser-agent: b\nDisallow: /y\n",
		"newswired", "/y", true },
	/* section 2.2.2: what matches */
	{ ALL("Disallow: /fish\n"), "a", "/fish", false },
	{ ALL("Disallow: /fish\n"), "a", "/fish.html", false },
	{ ALL("Disallow: /fish\n"), "a", "/fishheads/yummy.html", false },
	{ ALL("Disallow: /fish\n"), "a", "/Fish.asp", true },
	{ ALL("Disallow: /fish\n"), "a", "/catfish", true },
	{ ALL("Disallow: /fish\n"), "a", "/?id=fish", true },
	{ ALL("Disallow: /fish*\n"), "a", "/fish", false },
	{ ALL("Disallow: /fish/\n"), "a", "/fish", true },
	{ ALL("Disallow: /fish/\n"), "a", "/fish/?id=1", false },
	{ ALL("Disallow: fish\n"), "a", "/fish", true },
	{ ALL("Disallow: /*.php\n"), "a", "/filename.php?parameters", false },
	{ ALL("Disallow: /*.php\n"), "a", "/folder/any.php.file.html", false },
	{ ALL("Disallow: /*.php\n"), "a", "/windows.PHP", true },
	{ ALL("Disallow: /*.php$\n"), "a", "/filename.php", false },
	{ ALL("Disallow: /*.php$\n"), "a", "/filename.php?parameters", true },
	{ ALL("Disallow: /*.php$\n"), "a", "/filename.php5", true },
	{ ALL("Disallow: /*.php$\n"), "a", "/a.php/b.php", false },
	{ ALL("Disallow: /fish*.php\n"), "a", "/fishheads/catfish.php?x", false },
	{ ALL("Disallow: /fish*.php\n"), "a", "/Fish.PHP", true },
	{ ALL("Disallow: /a*b*c$\n"), "a", "/aXbXbXc", false },
	{ ALL("Disallow: /a*b*c$\n"), "a", "/abcd", true },
	{ ALL("Disallow: /a*bc*bc$\n"), "a", "/abc", true },
	{ ALL("Disallow: /a*bc*bc$\n"), "a", "/abcbc", false },
	{ ALL("Disallow: /**a\n"), "a", "/xa", false },
	{ ALL("Disallow: *\n"), "a", "/x", false },
	{ ALL("Disallow: /$\n"), "a", "/", false },
	{ ALL("Disallow: /$\n"), "a", "/x", true },
	{ ALL("Disallow: $\n"), "a", "/x", true },
	{ ALL("Disallow: /a$b\n"), "a", "/a$b", false },
	{ ALL("Disallow: /a$b\n"), "a", "/a", true },
	{ ALL("Disallow:\n"), "a", "/x", true },
	{ ALL("Disallow: /\nAllow:\n"), "a", "/x", false },
	/* who wins */
	{ ALL("Allow: /p\nDisallow: /\n"), "a", "/page", true },
	{ ALL("Disallow: /\nAllow: /p\n"), "a", "/page", true },
	{ ALL("Allow: /folder\nDisallow: /folder\n"), "a", "/folder/page", true },
	{ ALL("Disallow: /folder\nAllow: /folder\n"), "a", "/folder/page", true },
	{ ALL("Allow: /page\nDisallow: /*.htm\n"), "a", "/page.htm", false },
	{ ALL("Allow: /$\nDisallow: /\n"), "a", "/", true },
	{ ALL("Allow: /$\nDisallow: /\n"), "a", "/page.htm", false },
	{ ALL("Allow: /page*\nDisallow: /page\n"), "a", "/page", true },
	/* escapes */
	{ ALL("Disallow: /foo/bar?baz=quz\n"), "a", "/foo/bar?baz=quz", false },
	{ ALL("Disallow: /foo/bar?baz=https://foo.bar\n"), "a",
		"/foo/bar?baz=https%3A%2F%2Ffoo.bar", false },
	{ ALL("Disallow: /foo/bar?baz=https%3A%2F%2Ffoo.bar\n"), "a",
		"/foo/bar?baz=https://foo.bar", false },
	{ ALL("Disallow: /foo/bar/\xE3\x83\x84\n"), "a", "/foo/bar/%E3%83%84", false },
	{ ALL("Disallow: /foo/bar/%E3%83%84\n"), "a", "/foo/bar/%e3%83%84", false },
	{ ALL("Disallow: /foo/bar/%e3%83%84\n"), "a", "/foo/bar/\xE3\x83\x84", false },
	{ ALL("Disallow: /foo/bar/%62%61%7A\n"), "a", "/foo/bar/baz", false },
	{ ALL("Disallow: /foo/bar/baz\n"), "a", "/foo/bar/%62%61%7a", false },
	{ ALL("Disallow: /a%2Fb\n"), "a", "/a/b", true },
	{ ALL("Disallow: /a/b\n"), "a", "/a%2Fb", true },
	{ ALL("Disallow: /a%2fb\n"), "a", "/a%2Fb", false },
	{ ALL("Disallow: /a%2A\n"), "a", "/a*", false },
	{ ALL("Disallow: /a%2A\n"), "a", "/a%2a", false },
	{ ALL("Disallow: /a%2A\n"), "a", "/ab", true },
	{ ALL("Disallow: /a%24\n"), "a", "/a$b", false },
	{ ALL("Disallow: /a%24\n"), "a", "/ab", true },
	{ ALL("Disallow: /100%\n"), "a", "/100%25", false },
	{ ALL("Disallow: /%zz\n"), "a", "/%zz", false },
	{ ALL("Disallow: /a b\n"), "a", "/a%20b", false },
	{ ALL("Disallow: /%7Eme\n"), "a", "/~me", false },
	/* what is asked about */
	{ ALL("Disallow: /\n"), "a", "https://a.example/robots.txt", true },
	{ ALL("Disallow: /\n"), "a", "https://a.example", false },
	{ ALL("Disallow: /x\n"), "a", "https://a.example/x?y#z", false },
	{ ALL("Disallow: /*z\n"), "a", "https://a.example/x?y#z", true },
	{ ALL("Disallow: /*?q\n"), "a", "https://a.example?q=1", false },
	{ ALL("Disallow: /a\n"), "a", "https://a.example/x://a.example/a", true },
	/* how it is written */
	{ "\xEF\xBB\xBFUser-agent: *\nDisallow: /\n", "a", "/x", false },
	{ "User-agent: *\rDisallow: /\r", "a", "/x", false },
	{ "User-agent: *\r\nDisallow: /\r\n", "a", "/x", false },
	{ "User-agent: *\n\n\nDisallow: /", "a", "/x", false },
	{ "  user-agent :\t* # all\n\t DISALLOW\t: /x # not this\n", "a", "/x", false },
	{ "User-agent: *\nDisallow: # nothing\n", "a", "/x", true },
	{ "User-agent *\nDisallow /\n", "a", "/x", true },
	{ "Useragent: *\nDissallow: /x\nDisalow: /y\n", "a", "/x", false },
	{ "Useragent: *\nDissallow: /x\nDisalow: /y\n", "a", "/y", false },
	{ "<html><body>User-agent: *</body></html>\n", "a", "/x", true },
	{ "", "a", "/x", true },
};

START_TEST(the_longest_rule_of_the_agents_groups_decides)
{
	struct robots *robots = robots_read(slice_of(verdicts[_i].file), verdicts[_i].agent);
	ck_assert_msg(robots_allows(robots, verdicts[_i].url) == verdicts[_i].allowed,
		"%s for %s should be %s by:\n%s", verdicts[_i].url, verdicts[_i].agent,
		verdicts[_i].allowed ? "allowed" : "disallowed", verdicts[_i].file);
	robots_free(robots);
}
END_TEST

static const struct {
	const char *file;
	double delay_s;
} delays[] = {
	{ ALL("Crawl-delay: 10\n"), 10 },
	{ ALL("Crawl-delay: 0.5\n"), 0.5 },
	{ ALL("Crawl-delay: 2.25 # so\n"), 2.25 },
	{ ALL("Crawl-delay: ten\n"), 0 },
	{ ALL("Crawl-delay: -1\n"), 0 },
	{ ALL("Crawl-delay: 1e9\n"), 0 },
	{ ALL("Crawl-delay: .\n"), 0 },
	{ ALL("Crawl-delay: 1.2.3\n"), 0 },
	{ ALL("Crawl-delay: 99999999999999999999\n"), 0 },
	{ ALL("Crawl-delay: 3\nCrawl-delay: 1\n"), 3 },
	{ "User-agent: b\nCrawl-delay: 10\nUser-agent: *\nDisallow: /p\n", 0 },
	{ "User-agent: newswired\nCrawl-delay: 4\nUser-agent: *\nCrawl-delay: 9\n", 4 },
	{ "User-agent: newswired\nDisallow: /a\nUser-agent: *\nCrawl-delay: 9\n", 0 },
	{ "User-agent: newswired\nUser-agent: *\nCrawl-delay: 9\n", 9 },
};

START_TEST(the_crawl_delay_is_the_agents_own)
{
	struct robots *robots = robots_read(slice_of(delays[_i].file), "newswired");
	ck_assert_double_eq_tol(robots_crawl_delay_s(robots), delays[_i].delay_s, 1e-9);
	robots_free(robots);
}
END_TEST

START_TEST(sitemaps_are_reported_whatever_the_group)
{
	struct robots *robots =
		robots_read(SLICE("Sitemap: https://a.example/1.xml\nUser-agent: other\n"
				  "Disallow: /\nsitemap:https://a.example/2.xml#x\nSitemap:\n"),
			"newswired");
	size_t count;
	const char *const *sitemaps = robots_sitemaps(robots, &count);
	ck_assert_uint_eq(count, 2);
	ck_assert_str_eq(sitemaps[0], "https://a.example/1.xml");
	ck_assert_str_eq(sitemaps[1], "https://a.example/2.xml");
	robots_free(robots);
}
END_TEST

/* A file of `unit` over and over, `bytes` long. */
static struct robots *
read_repeated(const char *head, const char *unit, size_t bytes)
{
	struct buffer file;
	buffer_init(&file, 4 * ROBOTS_MAX_BYTES);
	buffer_add_string(&file, head);
	while (file.length < bytes)
		buffer_add_string(&file, unit);
	struct robots *robots = robots_read((struct slice){ file.data, file.length }, "a");
	buffer_release(&file);
	return robots;
}

START_TEST(no_more_than_the_ceiling_is_read_and_no_half_line)
{
	struct robots *robots =
		read_repeated("User-agent: *\nDisallow: /first\n", "#23456789012345\n", 511950);
	robots_free(robots);
	struct buffer file;
	buffer_init(&file, 2 * ROBOTS_MAX_BYTES);
	buffer_add_string(&file, ALL("Disallow: /first\n"));
	while (file.length < ROBOTS_MAX_BYTES - 12)
		buffer_add_char(&file, '#');
	buffer_add_string(&file, "\nDisallow: /second\nDisallow: /third\n");
	robots = robots_read((struct slice){ file.data, file.length }, "a");
	ck_assert(!robots_allows(robots, "/first"));
	ck_assert(robots_allows(robots, "/second"));
	ck_assert(robots_allows(robots, "/"));
	robots_free(robots);
	buffer_release(&file);
}
END_TEST

START_TEST(rules_and_sitemaps_have_a_ceiling)
{
	struct buffer file;
	buffer_init(&file, ROBOTS_MAX_BYTES);
	buffer_add_string(&file, "User-agent: *\n");
	for (int i = 1; i <= ROBOTS_RULES_MAX + 1; i++)
		buffer_addf(&file, "Disallow: /%d/\nSitemap: /s\n", i);
	struct robots *robots = robots_read((struct slice){ file.data, file.length }, "a");
	buffer_release(&file);
	ck_assert(!robots_allows(robots, "/10000/"));
	ck_assert(robots_allows(robots, "/10001/"));
	size_t count;
	robots_sitemaps(robots, &count);
	ck_assert_uint_eq(count, ROBOTS_SITEMAPS_MAX);
	ck_assert_uint_lt(robots_held_bytes(robots), 2 * ROBOTS_MAX_BYTES);
	robots_free(robots);
}
END_TEST

START_TEST(a_pattern_of_stars_costs_no_time)
{
	struct buffer pattern, path;
	buffer_init(&pattern, ROBOTS_MAX_BYTES);
	buffer_init(&path, ROBOTS_MAX_BYTES);
	buffer_add_string(&pattern, ALL("Disallow: /"));
	buffer_add_string(&path, "/");
	for (int i = 0; i < 2000; i++) {
		buffer_add_string(&pattern, "*a");
		buffer_add_string(&path, "aa");
	}
	buffer_add_string(&pattern, "*b$\n");
	struct robots *robots = robots_read((struct slice){ pattern.data, pattern.length }, "a");
	ck_assert(robots_allows(robots, path.data));
	buffer_add_string(&path, "b");
	ck_assert(!robots_allows(robots, path.data));
	robots_free(robots);
	buffer_release(&pattern);
	buffer_release(&path);
}
END_TEST

START_TEST(a_file_of_stars_has_a_ceiling_on_its_work)
{
	struct robots *robots = read_repeated(
		"User-agent: *\n", "Disallow: /*aaaaaaaaaaaaaaaaaaaaaaab\n", ROBOTS_MAX_BYTES);
	char url[4096];
	memset(url, 'a', sizeof(url));
	url[0] = '/';
	url[sizeof(url) - 1] = '\0';
	ck_assert(!robots_allows(robots, url));
	ck_assert(robots_allows(robots, "/2026/11/24/an-address-as-long-as-they-are-mostly.html"));
	robots_free(robots);
}
END_TEST

/* The command, as people call it. */
static const struct {
	const char *arguments, *prints;
	int status;
} calls[] = {
	{ "--agent foobot --url https://a.example/example/page.html -", "allowed\n", 0 },
	{ "--agent foobot --url https://a.example/ -", "disallowed\n", 1 },
	{ "--url /example/ -", "disallowed\n", 1 },
	{ "--agent 'quxbot/2.0 (+https://q.example)' --url /x -", "allowed\n", 0 },
	{ "--url / /nonexistent 2>&1", "newswire robots: /nonexistent: No such file or directory\n",
		2 },
	{ "--url / . 2>&1", "newswire robots: .: Is a directory\n", 2 },
	{ "- 2>/dev/null", "", 2 },
	{ "--url / 2>/dev/null", "", 2 },
};

START_TEST(the_command_says_it_by_word_and_by_status)
{
	const char *build = getenv("NEWSWIRED_BUILD");
	char command[4096], printed[256] = "";
	snprintf(command, sizeof(command), "printf '%%s' '%s' | %s/newswire robots %s", SIMPLE,
		build != NULL ? build : "build", calls[_i].arguments);
	FILE *pipe = popen(command, "r");
	ck_assert_ptr_nonnull(pipe);
	printed[fread(printed, 1, sizeof(printed) - 1, pipe)] = '\0';
	int status = pclose(pipe);
	ck_assert_str_eq(printed, calls[_i].prints);
	ck_assert_int_eq(WEXITSTATUS(status), calls[_i].status);
}
END_TEST

Suite *
robots_suite(void)
{
	Suite *suite = suite_create("robots");
	TCase *tc = tcase_create("rules");
	tcase_add_loop_test(tc, the_longest_rule_of_the_agents_groups_decides, 0, COUNT(verdicts));
	tcase_add_loop_test(tc, the_crawl_delay_is_the_agents_own, 0, COUNT(delays));
	tcase_add_test(tc, sitemaps_are_reported_whatever_the_group);
	suite_add_tcase(suite, tc);
	TCase *limits = tcase_create("ceilings");
	tcase_add_test(limits, no_more_than_the_ceiling_is_read_and_no_half_line);
	tcase_add_test(limits, rules_and_sitemaps_have_a_ceiling);
	tcase_add_test(limits, a_pattern_of_stars_costs_no_time);
	tcase_add_test(limits, a_file_of_stars_has_a_ceiling_on_its_work);
	suite_add_tcase(suite, limits);
	TCase *command = tcase_create("command");
	tcase_add_loop_test(command, the_command_says_it_by_word_and_by_status, 0, COUNT(calls));
	suite_add_tcase(suite, command);
	return suite;
}
