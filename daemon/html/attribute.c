/* The perfect hash from an attribute's name to its number. */
#include "html/attribute.h"

#include "html/name.h"

const struct name attribute_names[ATTRIBUTE_COUNT] = { [ATTRIBUTE_OTHER] = { 0, "#other",
							       sizeof("#other") - 1 },
#define ATTRIBUTE_NAME(constant, name, letters) \
	[ATTRIBUTE_##constant] = { NAME_KEY letters, name, sizeof(name) - 1 },
	ATTRIBUTE_LIST(ATTRIBUTE_NAME) };

const uint8_t attribute_slots[NAME_SLOTS] = {
#define ATTRIBUTE_SLOT(constant, name, letters)                                 \
	[NAME_SLOT(NAME_KEY letters, sizeof(name) - 1, ATTRIBUTE_MULTIPLIER)] = \
		ATTRIBUTE_##constant,
	ATTRIBUTE_LIST(ATTRIBUTE_SLOT)
};

_Static_assert(ATTRIBUTE_COUNT <= 256, "a struct attribute keeps the name in a byte");

enum attribute_name
attribute_find(const char *name, size_t length)
{
	return attribute_of_key(name_key(name, length), name, length);
}
