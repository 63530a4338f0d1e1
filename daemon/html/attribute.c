/* The perfect hash from an attribute's name to its number. */
#include "html/attribute.h"

#include "html/name.h"

/* Odd, and found by trial: it puts each name of ATTRIBUTE_LIST into a slot of its own. */
#define ATTRIBUTE_MULTIPLIER UINT64_C(0x3672D6AE12B80AED)

struct name {
	uint64_t key;
	const char *name;
	size_t length;
};

static const struct name names[ATTRIBUTE_COUNT] = {
#define ATTRIBUTE_NAME(constant, name, letters) \
	[ATTRIBUTE_##constant] = { NAME_KEY letters, name, sizeof(name) - 1 },
	ATTRIBUTE_LIST(ATTRIBUTE_NAME)
};

static const uint8_t slots[NAME_SLOTS] = {
#define ATTRIBUTE_SLOT(constant, name, letters)                                 \
	[NAME_SLOT(NAME_KEY letters, sizeof(name) - 1, ATTRIBUTE_MULTIPLIER)] = \
		ATTRIBUTE_##constant,
	ATTRIBUTE_LIST(ATTRIBUTE_SLOT)
};

_Static_assert(ATTRIBUTE_COUNT <= 256, "a struct attribute keeps the name in a byte");

enum attribute_name
attribute_find(const char *name, size_t length)
{
	uint64_t key = name_key(name, length);
	enum attribute_name found = slots[NAME_SLOT(key, length, ATTRIBUTE_MULTIPLIER)];
	const struct name *known = &names[found];
	if (known->key == key && known->length == length && length > 0 &&
		name_rest_equals(name, known->name, length))
		return found;
	return ATTRIBUTE_OTHER;
}
