/* Addresses: resolution as browsers do it, the form they are compared in. */
#include "base/url.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "fixture/arena.h"

static const struct {
	const char *base, *reference, *expected;
} resolutions[] = {
	{ NULL, "http://A.Example", "http://a.example/" },
	{ NULL, " https://a.example:443/x ", "https://a.example/x" },
	{ NULL, "http://a.example:8080/x", "http://a.example:8080/x" },
	{ NULL, "http://a.example:99999/", NULL },
	{ NULL, "/x", NULL },
	{ NULL, "mailto:a@b.example", NULL },
	{ NULL, "javascript:void(0)", NULL },
	{ "http://a.example/b/c?d=1#e", "", "http://a.example/b/c?d=1" },
	{ "http://a.example/b/c?d=1", "x", "http://a.example/b/x" },
	{ "http://a.example/b/c?d=1", "?y=2", "http://a.example/b/c?y=2" },
	{ "http://a.example/b/c", "/x/../y/./z", "http://a.example/y/z" },
	{ "http://a.example/b/c/d", "../../../g", "http://a.example/g" },
	{ "http://a.example/b/c/d", "..", "http://a.example/b/" },
	{ "http://a.example/b/c/d", ".", "http://a.example/b/c/" },
	{ "http://a.example/b", "%2e%2E/g", "http://a.example/g" },
	{ "https://a.example/b", "//c.example/d", "https://c.example/d" },
	{ "https://a.example/b", "\\\\c.example\\d", "https://c.example/d" },
	{ "https://a.example/b/", "ne\nws\t/1", "https://a.example/b/news/1" },
	{ "https://a.example/", "/a b?c d", "https://a.example/a%20b?c%20d" },
	{ "https://a.example/", "/caf\xC3\xA9", "https://a.example/caf%C3%A9" },
	{ "https://a.example/", "/100%", "https://a.example/100%25" },
	{ "https://a.example/", "/a%2fb", "https://a.example/a%2fb" },
	{ NULL, "http:///a.example/x", "http://a.example/x" },
	{ NULL,
		"http://b\xC3\xBC"
		"cher.example/",
		"http://xn--bcher-kva.example/" },
	{ NULL, "http://[::1]/x", "http://[::1]/x" },
	{ NULL, "http://[2001:DB8::192.0.2.7]:8080", "http://[2001:db8::192.0.2.7]:8080/" },
	{ NULL, "http://[::1/x", NULL },
	{ NULL, "http://[::1::http://a.example/", NULL },
	{ NULL, "http://[a.example]/", NULL },
	{ NULL, "http://[]/", NULL },
	{ NULL, "http://a b/", NULL },
	{ NULL, "http://user:pw@a.example/", "http://user:pw@a.example/" },
	{ "https://a.example/x/y", "z#part", "https://a.example/x/z" },
};

START_TEST(references_resolve_as_in_a_browser)
{
	const char *got = url_resolve(
		arena, resolutions[_i].base, slice_of(resolutions[_i].reference), false);
	ck_assert_pstr_eq(got, resolutions[_i].expected);
}
END_TEST

static const struct {
	const char *address, *key;
} keys[] = {
	{ "https://www.a.example/x/?utm_source=b&q=1#c", "a.example/x?q=1" },
	{ "http://a.example/x?q=1&a=2", "a.example/x?a=2&q=1" },
	{ "http://m.a.example/", "a.example" },
	{ "http://www.example/", "www.example" },
	{ "https://a.example:8443/x", "a.example:8443/x" },
	{ "https://a.example/x?fbclid=1&UTM_Medium=2", "a.example/x" },
	{ "https://a.example/x?id=7&&", "a.example/x?id=7" },
	{ "ftp://a.example/x", NULL },
};

START_TEST(equal_pages_have_equal_keys)
{
	ck_assert_pstr_eq(url_key(arena, keys[_i].address), keys[_i].key);
}
END_TEST

START_TEST(hosts_and_domains_are_found)
{
	ck_assert_str_eq(url_host(arena, "https://www.news.example/x"), "news.example");
	ck_assert_str_eq(url_registrable(arena, SLICE("news.a.co.uk")), "a.co.uk");
	ck_assert_str_eq(url_registrable(arena, SLICE("127.0.0.1")), "127.0.0.1");
	ck_assert_str_eq(url_origin(arena, "https://a.example:81/x?y"), "https://a.example:81");
}
END_TEST

START_TEST(long_addresses_are_refused)
{
	char *long_path = mem_alloc(URL_MAX_BYTES + 100);
	memset(long_path, 'a', URL_MAX_BYTES + 99);
	long_path[0] = '/';
	long_path[URL_MAX_BYTES + 99] = '\0';
	ck_assert_ptr_null(url_resolve(arena, "http://a.example/", slice_of(long_path), false));
	mem_free(long_path);
}
END_TEST

Suite *
url_suite(void)
{
	Suite *suite = suite_create("url");
	TCase *tc = tcase_create("url");
	tcase_add_checked_fixture(tc, arena_set_up, arena_tear_down);
	tcase_add_loop_test(tc, references_resolve_as_in_a_browser, 0,
		sizeof(resolutions) / sizeof(resolutions[0]));
	tcase_add_loop_test(tc, equal_pages_have_equal_keys, 0, sizeof(keys) / sizeof(keys[0]));
	tcase_add_test(tc, hosts_and_domains_are_found);
	tcase_add_test(tc, long_addresses_are_refused);
	suite_add_tcase(suite, tc);
	return suite;
}
