/*
 * guard.h - which addresses newswired connects to: those of the public Internet, and what an
 * outlet's allow_addresses opens.
 *
 * Feeds name hosts, and whoever owns a name decides on its address. So the address is judged, not
 * the name, and at connect: what is resolved beforehand may be another address later.
 *
 * Source: the IANA registries of special-purpose addresses (RFC 6890), and for IPv4 addresses
 * inside IPv6 ones RFC 4291 section 2.5.5 (mapped), RFC 6052 (NAT64), RFC 3056 (6to4).
 */
#ifndef NEWSWIRED_FETCH_GUARD_H
#define NEWSWIRED_FETCH_GUARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/address.h"

struct sockaddr;

/* The address of a socket; false for families other than IPv4 and IPv6. */
bool guard_address(const struct sockaddr *socket, struct address *out);

/*
 * A host written as a number in any of the forms getaddrinfo takes ("127.1", "0x7f000001",
 * "[::1]"). False where it is a name.
 */
bool guard_numeric(const char *host, struct address *out);

/*
 * NULL where the address may be connected to; else what it is, for people: "loopback". `allow`
 * lists ranges that are open although they are not public. An IPv6 address that wraps an IPv4 one
 * is judged by that.
 */
const char *guard_objects(
	const struct address *address, const struct address_range *allow, size_t allow_count);

/* Of the address as text, and the objection. */
#define GUARD_REFUSAL "address %s is not to be reached: %s; allow_addresses could allow it"

#endif
