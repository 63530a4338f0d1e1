/* The address guard: what is public, what is not, and in how many ways an address can be written.
 */
#include "fetch/guard.h"

#include <check.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
	const char *address, *what;
} judged[] = {
	/* public, and the neighbours of what is not */
	{ "8.8.8.8", NULL },
	{ "1.0.0.0", NULL },
	{ "9.255.255.255", NULL },
	{ "11.0.0.0", NULL },
	{ "100.63.255.255", NULL },
	{ "100.128.0.0", NULL },
	{ "126.255.255.255", NULL },
	{ "128.0.0.0", NULL },
	{ "169.253.255.255", NULL },
	{ "172.15.255.255", NULL },
	{ "172.32.0.0", NULL },
	{ "192.0.1.0", NULL },
	{ "192.167.255.255", NULL },
	{ "192.169.0.0", NULL },
	{ "198.17.255.255", NULL },
	{ "198.20.0.0", NULL },
	{ "223.255.255.255", NULL },
	{ "2600::1", NULL },
	{ "2a00:1450:4001:800::200e", NULL },
	{ "2001:4860:4860::8888", NULL },
	{ "2001:200::1", NULL },
	/* not public */
	{ "0.0.0.0", "this network" },
	{ "0.1.2.3", "this network" },
	{ "10.0.0.1", "private" },
	{ "10.255.255.255", "private" },
	{ "100.64.0.0", "carrier's private" },
	{ "100.127.255.255", "carrier's private" },
	{ "127.0.0.1", "loopback" },
	{ "127.255.255.254", "loopback" },
	{ "169.254.169.254", "link-local" },
	{ "172.16.0.1", "private" },
	{ "172.31.255.255", "private" },
	{ "192.0.0.8", "protocol assignments" },
	{ "192.0.2.1", "documentation" },
	{ "192.88.99.1", "6to4 relay" },
	{ "192.168.0.1", "private" },
	{ "198.18.0.1", "benchmarking" },
	{ "198.19.255.255", "benchmarking" },
	{ "198.51.100.1", "documentation" },
	{ "203.0.113.1", "documentation" },
	{ "224.0.0.1", "multicast" },
	{ "239.255.255.255", "multicast" },
	{ "240.0.0.1", "reserved" },
	{ "255.255.255.255", "reserved" },
	{ "::", "unspecified" },
	{ "::1", "loopback" },
	{ "100::1", "discard" },
	{ "64:ff9b:1::1", "local NAT64" },
	{ "2001::1", "protocol assignments" },
	{ "2001:0:7f00:1::", "protocol assignments" },
	{ "2001:1ff:ffff::1", "protocol assignments" },
	{ "2001:db8::1", "documentation" },
	{ "3fff::1", "documentation" },
	{ "fc00::1", "private" },
	{ "fd12:3456::1", "private" },
	{ "fe80::1", "link-local" },
	{ "febf::1", "link-local" },
	{ "fec0::1", "site-local" },
	{ "ff02::1", "multicast" },
	{ "4000::1", "not public" },
	{ "5f00::1", "not public" },
	{ "::8.8.8.8", "not public" },
	/* an IPv4 address inside */
	{ "::ffff:8.8.8.8", NULL },
	{ "::ffff:127.0.0.1", "loopback" },
	{ "::ffff:10.1.2.3", "private" },
	{ "::ffff:169.254.169.254", "link-local" },
	{ "64:ff9b::8.8.8.8", NULL },
	{ "64:ff9b::127.0.0.1", "loopback" },
	{ "64:ff9b::192.168.1.1", "private" },
	{ "2002:808:808::1", NULL },
	{ "2002:7f00:1::1", "loopback" },
	{ "2002:a00:1::1", "private" },
};

START_TEST(only_public_addresses_are_reached)
{
	struct address address;
	ck_assert(address_read(judged[_i].address, &address));
	const char *what = guard_objects(&address, NULL, 0);
	ck_assert_msg((what == NULL) == (judged[_i].what == NULL) &&
			      (what == NULL || strcmp(what, judged[_i].what) == 0),
		"%s: %s", judged[_i].address, what != NULL ? what : "public");
}
END_TEST

static const struct {
	const char *range, *address;
	bool open;
} opened[] = {
	{ "127.0.0.0/8", "127.0.0.1", true },
	{ "127.0.0.1", "127.0.0.1", true },
	{ "127.0.0.1", "127.0.0.2", false },
	{ "127.0.0.0/8", "::ffff:127.0.0.1", true },
	{ "127.0.0.0/8", "64:ff9b::127.0.0.1", true },
	{ "127.0.0.0/8", "2002:7f00:1::1", true },
	{ "127.0.0.0/8", "::1", false },
	{ "::1", "::1", true },
	{ "::1", "127.0.0.1", false },
	{ "10.0.0.0/8", "10.9.8.7", true },
	{ "10.0.0.0/8", "192.168.0.1", false },
	{ "10.64.0.0/10", "10.127.1.1", true },
	{ "10.64.0.0/10", "10.128.1.1", false },
	{ "fd00::/8", "fd00::1", true },
	{ "fd00::/8", "fe80::1", false },
	{ "0.0.0.0/0", "192.168.0.1", true },
	{ "::/0", "fe80::1", true },
};

START_TEST(an_outlet_may_open_ranges)
{
	struct address_range range;
	struct address address;
	ck_assert(address_range_read(opened[_i].range, &range));
	ck_assert(address_read(opened[_i].address, &address));
	ck_assert_msg((guard_objects(&address, &range, 1) == NULL) == opened[_i].open, "%s and %s",
		opened[_i].range, opened[_i].address);
}
END_TEST

static const char *const no_ranges[] = { "", "/", "a", "10", "10.0.0.0/", "10.0.0.0/33",
	"10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0.0/ 8", "10.0.0.1/8", "10.0.0/8", "::1/129", "::1/64",
	"[::1]", "fe80::1%eth0", "010.0.0.0/8", "localhost",
	"1111:2222:3333:4444:5555:6666:7777:8888:9999:1111:2222:3333:4444:5555" };

START_TEST(a_range_that_is_none_is_refused)
{
	struct address_range range;
	ck_assert_msg(!address_range_read(no_ranges[_i], &range), "%s", no_ranges[_i]);
}
END_TEST

static const struct {
	const char *host, *address; /* NULL: a name */
} hosts[] = {
	{ "127.0.0.1", "127.0.0.1" },
	{ "127.1", "127.0.0.1" },
	{ "0x7f.1", "127.0.0.1" },
	{ "2130706433", "127.0.0.1" },
	{ "017700000001", "127.0.0.1" },
	{ "0", "0.0.0.0" },
	{ "[::1]", "::1" },
	{ "[::ffff:10.0.0.1]", "10.0.0.1" },
	{ "a.example", NULL },
	{ "localhost", NULL },
	{ "1.example", NULL },
	{ "", NULL },
};

START_TEST(a_number_for_a_host_is_seen_in_every_form)
{
	struct address address, expected;
	bool numeric = guard_numeric(hosts[_i].host, &address);
	ck_assert_msg(numeric == (hosts[_i].address != NULL), "%s", hosts[_i].host);
	if (!numeric)
		return;
	ck_assert(address_read(hosts[_i].address, &expected));
	ck_assert_mem_eq(&address, &expected, sizeof(address));
}
END_TEST

START_TEST(only_internet_sockets_have_an_address)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET, .sin_addr = { htonl(0x7F000001) } };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT };
	struct sockaddr_un local = { .sun_family = AF_UNIX };
	struct address address;
	ck_assert(guard_address((const struct sockaddr *)&v4, &address));
	ck_assert_str_eq(guard_objects(&address, NULL, 0), "loopback");
	ck_assert(guard_address((const struct sockaddr *)&v6, &address));
	ck_assert_str_eq(guard_objects(&address, NULL, 0), "loopback");
	ck_assert(!guard_address((const struct sockaddr *)&local, &address));
}
END_TEST

Suite *
guard_suite(void)
{
	Suite *suite = suite_create("guard");
	TCase *tc = tcase_create("guard");
	tcase_add_loop_test(tc, only_public_addresses_are_reached, 0, COUNT(judged));
	tcase_add_loop_test(tc, an_outlet_may_open_ranges, 0, COUNT(opened));
	tcase_add_loop_test(tc, a_range_that_is_none_is_refused, 0, COUNT(no_ranges));
	tcase_add_loop_test(tc, a_number_for_a_host_is_seen_in_every_form, 0, COUNT(hosts));
	tcase_add_test(tc, only_internet_sockets_have_an_address);
	suite_add_tcase(suite, tc);
	return suite;
}
