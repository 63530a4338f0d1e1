/* Ranges of Internet addresses. */
#include "base/address.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#define MAPPED_BITS 96 /* an IPv4 address stands behind ::ffff: */

bool
address_read(const char *text, struct address *out)
{
	struct address mapped = { { [10] = 0xFF, [11] = 0xFF } };
	if (inet_pton(AF_INET, text, mapped.bytes + MAPPED_BITS / 8) == 1) {
		*out = mapped;
		return true;
	}
	return inet_pton(AF_INET6, text, out->bytes) == 1;
}

char *
address_format(const struct address *address, char out[ADDRESS_TEXT_BYTES])
{
	static const struct address_range mapped = { { { [10] = 0xFF, [11] = 0xFF } },
		MAPPED_BITS };
	if (address_range_holds(&mapped, address))
		inet_ntop(AF_INET, address->bytes + MAPPED_BITS / 8, out, ADDRESS_TEXT_BYTES);
	else
		inet_ntop(AF_INET6, address->bytes, out, ADDRESS_TEXT_BYTES);
	return out;
}

/* The prefix length behind the slash: one to three digits, at most `max`. -1 where it is something
 * else. */
static int
bits_read(const char *digits, int max)
{
	size_t length = strlen(digits);
	if (length == 0 || length > 3 || strspn(digits, "0123456789") != length)
		return -1;
	int bits = atoi(digits);
	return bits <= max ? bits : -1;
}

bool
address_range_holds(const struct address_range *range, const struct address *address)
{
	size_t whole = (size_t)range->bits / 8;
	if (memcmp(range->address.bytes, address->bytes, whole) != 0)
		return false;
	int rest = range->bits % 8;
	if (rest == 0)
		return true;
	int difference = range->address.bytes[whole] ^ address->bytes[whole];
	return difference >> (8 - rest) == 0;
}

/* Whether a bit is set beyond the prefix: "10.1.2.3/8" is more likely a slip than meant. */
static bool
has_host_bits(const struct address_range *range)
{
	for (int bit = range->bits; bit < 128; bit++)
		if ((range->address.bytes[bit / 8] >> (7 - bit % 8) & 1) != 0)
			return true;
	return false;
}

bool
address_range_read(const char *text, struct address_range *out)
{
	char address[ADDRESS_TEXT_BYTES];
	size_t length = strcspn(text, "/");
	if (length >= sizeof(address))
		return false;
	memcpy(address, text, length);
	address[length] = '\0';
	struct address_range range = { .bits = 128 };
	if (!address_read(address, &range.address))
		return false;
	if (text[length] == '/') {
		bool v6 = strchr(address, ':') != NULL;
		int bits = bits_read(text + length + 1, v6 ? 128 : 32);
		if (bits < 0)
			return false;
		range.bits = v6 ? bits : MAPPED_BITS + bits;
	}
	if (has_host_bits(&range))
		return false;
	*out = range;
	return true;
}
