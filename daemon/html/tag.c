/* The names and traits of elements, and the perfect hash from name to tag. */
#include "html/tag.h"

#include "html/name.h"

const uint16_t tag_traits[TAG_COUNT] = {
#define TAG_TRAITS(constant, name, letters, traits) [TAG_##constant] = (traits),
	TAG_LIST(TAG_TRAITS)
};

const struct name tag_names[TAG_COUNT] = { [TAG_DOCUMENT] = { 0, "#document",
						   sizeof("#document") - 1 },
	[TAG_TEXT] = { 0, "#text", sizeof("#text") - 1 },
	[TAG_UNKNOWN] = { 0, "", 0 },
#define TAG_NAME(constant, name, letters, traits) \
	[TAG_##constant] = { NAME_KEY letters, name, sizeof(name) - 1 },
	TAG_LIST(TAG_NAME) };

const uint8_t tag_slots[NAME_SLOTS] = {
#define TAG_SLOT(constant, name, letters, traits) \
	[NAME_SLOT(NAME_KEY letters, sizeof(name) - 1, TAG_MULTIPLIER)] = TAG_##constant,
	TAG_LIST(TAG_SLOT)
};

_Static_assert(TAG_COUNT <= 256, "a slot keeps the tag in a byte");

enum tag
tag_find(const char *name, size_t length)
{
	return tag_of_key(name_key(name, length), name, length);
}

const char *
tag_name(enum tag tag)
{
	return tag_names[tag].text;
}
