/*
 * address.h - ranges of Internet addresses, as configurations write them.
 *
 *      "10.0.0.0/8"   "192.168.1.5"   "fd00::/8"   "::1"
 *
 * IPv4 stands as its v4-mapped form, ::ffff:a.b.c.d, so that one comparison serves both families.
 * No I/O.
 */
#ifndef NEWSWIRED_BASE_ADDRESS_H
#define NEWSWIRED_BASE_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ADDRESS_TEXT_BYTES 46 /* the longest text of one, and NUL */

/* An address: 16 bytes in network order. */
struct address {
	uint8_t bytes[16];
};

struct address_range {
	struct address address; /* the bits beyond `bits` are 0 */
	int bits;               /* of the 128; an IPv4 /8 has 104 */
};

/* Reads one address, without brackets, zone or prefix length. False where the text is none. */
bool address_read(const char *text, struct address *out);

/* Writes it in its usual form (RFC 5952), a v4-mapped one as IPv4. Gives `out`. */
char *address_format(const struct address *address, char out[ADDRESS_TEXT_BYTES]);

/* Reads "ADDRESS" or "ADDRESS/BITS" (RFC 4632, RFC 4291). False where it is none, or bits are set
 * beyond the prefix. */
bool address_range_read(const char *text, struct address_range *out);

/* Whether the range holds the address. */
bool address_range_holds(const struct address_range *range, const struct address *address);

#endif
