/* The table of addresses that are not to be reached, and the IPv4 addresses inside IPv6 ones. */
#include "fetch/guard.h"

#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

#define V4(a, b, c, d, bits)                                                               \
	{                                                                                  \
		{ { [10] = 0xFF, [11] = 0xFF, [12] = (a), [13] = (b), [14] = (c), (d) } }, \
			96 + (bits)                                                        \
	}
#define V6(bits, ...)                       \
	{                                   \
		{ { __VA_ARGS__ } }, (bits) \
	}

/* The longest host name (RFC 1035); a number is never longer. */
#define HOST_MAX_BYTES 256

static const struct {
	struct address_range range;
	const char *what;
} special[] = {
	{ V4(0, 0, 0, 0, 8), "this network" },                /* RFC 791 */
	{ V4(10, 0, 0, 0, 8), "private" },                    /* RFC 1918 */
	{ V4(100, 64, 0, 0, 10), "carrier's private" },       /* RFC 6598 */
	{ V4(127, 0, 0, 0, 8), "loopback" },                  /* RFC 1122 */
	{ V4(169, 254, 0, 0, 16), "link-local" },             /* RFC 3927 */
	{ V4(172, 16, 0, 0, 12), "private" },                 /* RFC 1918 */
	{ V4(192, 0, 0, 0, 24), "protocol assignments" },     /* RFC 6890 */
	{ V4(192, 0, 2, 0, 24), "documentation" },            /* RFC 5737 */
	{ V4(192, 88, 99, 0, 24), "6to4 relay" },             /* RFC 7526 */
	{ V4(192, 168, 0, 0, 16), "private" },                /* RFC 1918 */
	{ V4(198, 18, 0, 0, 15), "benchmarking" },            /* RFC 2544 */
	{ V4(198, 51, 100, 0, 24), "documentation" },         /* RFC 5737 */
	{ V4(203, 0, 113, 0, 24), "documentation" },          /* RFC 5737 */
	{ V4(224, 0, 0, 0, 4), "multicast" },                 /* RFC 5771 */
	{ V4(240, 0, 0, 0, 4), "reserved" },                  /* RFC 1112; broadcast: RFC 919 */
	{ V6(128, 0), "unspecified" },                        /* RFC 4291 */
	{ V6(128, [15] = 1), "loopback" },                    /* RFC 4291 */
	{ V6(48, 0, 0x64, 0xFF, 0x9B, 0, 1), "local NAT64" }, /* RFC 8215 */
	{ V6(64, 1), "discard" },                             /* RFC 6666 */
	{ V6(23, 0x20, 1), "protocol assignments" },          /* RFC 2928; Teredo: RFC 4380 */
	{ V6(32, 0x20, 1, 0x0D, 0xB8), "documentation" },     /* RFC 3849 */
	{ V6(20, 0x3F, 0xFF), "documentation" },              /* RFC 9637 */
	{ V6(7, 0xFC), "private" },                           /* RFC 4193 */
	{ V6(10, 0xFE, 0x80), "link-local" },                 /* RFC 4291 */
	{ V6(10, 0xFE, 0xC0), "site-local" },                 /* RFC 3879 */
	{ V6(8, 0xFF), "multicast" },                         /* RFC 4291 */
};

/* Where an IPv6 range carries an IPv4 address. */
static const struct {
	struct address_range range;
	size_t at; /* byte */
} wrappers[] = {
	{ V6(96, 0, 0x64, 0xFF, 0x9B), 12 }, /* NAT64, RFC 6052 */
	{ V6(16, 0x20, 2), 2 },              /* 6to4, RFC 3056 */
};

static const struct address_range mapped = V4(0, 0, 0, 0, 0);
static const struct address_range global = V6(3, 0x20); /* RFC 4291: what is handed out */

bool
guard_address(const struct sockaddr *socket, struct address *out)
{
	if (socket->sa_family == AF_INET) {
		const struct sockaddr_in *v4 = (const void *)socket;
		*out = mapped.address;
		memcpy(out->bytes + 12, &v4->sin_addr, 4);
		return true;
	}
	if (socket->sa_family == AF_INET6) {
		const struct sockaddr_in6 *v6 = (const void *)socket;
		memcpy(out->bytes, &v6->sin6_addr, 16);
		return true;
	}
	return false;
}

bool
guard_numeric(const char *host, struct address *out)
{
	char bare[HOST_MAX_BYTES];
	size_t length = strlen(host);
	if (length > 2 && host[0] == '[' && host[length - 1] == ']') {
		host++;
		length -= 2;
	}
	if (length >= sizeof(bare))
		return false;
	memcpy(bare, host, length);
	bare[length] = '\0';
	struct addrinfo hints = { .ai_flags = AI_NUMERICHOST, .ai_socktype = SOCK_STREAM };
	struct addrinfo *found = NULL;
	if (getaddrinfo(bare, NULL, &hints, &found) != 0)
		return false;
	bool is_address = guard_address(found->ai_addr, out);
	freeaddrinfo(found);
	return is_address;
}

static bool
any_holds(const struct address_range *ranges, size_t count, const struct address *address)
{
	for (size_t i = 0; i < count; i++)
		if (address_range_holds(&ranges[i], address))
			return true;
	return false;
}

/* The IPv4 address inside, or the address itself. */
static struct address
unwrap(const struct address *address)
{
	struct address inside = mapped.address;
	for (size_t i = 0; i < sizeof(wrappers) / sizeof(wrappers[0]); i++)
		if (address_range_holds(&wrappers[i].range, address)) {
			memcpy(inside.bytes + 12, address->bytes + wrappers[i].at, 4);
			return inside;
		}
	return *address;
}

const char *
guard_objects(const struct address *address, const struct address_range *allow, size_t allow_count)
{
	struct address inside = unwrap(address);
	if (any_holds(allow, allow_count, address) || any_holds(allow, allow_count, &inside))
		return NULL;
	for (size_t i = 0; i < sizeof(special) / sizeof(special[0]); i++)
		if (address_range_holds(&special[i].range, &inside))
			return special[i].what;
	bool public =
		address_range_holds(&mapped, &inside) || address_range_holds(&global, &inside);
	return public ? NULL : "not public";
}
