/* The names and traits of elements, and the perfect hash from name to tag. */
#include "html/tag.h"

#include "html/name.h"

/* Odd, and found by trial: it puts each name of TAG_LIST into a slot of its own. */
#define TAG_MULTIPLIER UINT64_C(0xD3AF912C3AE0769B)

const uint16_t tag_traits[TAG_COUNT] = {
#define TAG_TRAITS(constant, name, letters, traits) [TAG_##constant] = (traits),
	TAG_LIST(TAG_TRAITS)
};

struct name {
	uint64_t key;
	const char *name;
	size_t length;
};

static const struct name names[TAG_COUNT] = { [TAG_DOCUMENT] = { 0, "#document", 0 },
	[TAG_TEXT] = { 0, "#text", 0 },
	[TAG_UNKNOWN] = { 0, "", 0 },
#define TAG_NAME(constant, name, letters, traits) \
	[TAG_##constant] = { NAME_KEY letters, name, sizeof(name) - 1 },
	TAG_LIST(TAG_NAME) };

static const uint8_t slots[NAME_SLOTS] = {
#define TAG_SLOT(constant, name, letters, traits) \
	[NAME_SLOT(NAME_KEY letters, sizeof(name) - 1, TAG_MULTIPLIER)] = TAG_##constant,
	TAG_LIST(TAG_SLOT)
};

enum tag
tag_find(const char *name, size_t length)
{
	uint64_t key = name_key(name, length);
	enum tag tag = slots[NAME_SLOT(key, length, TAG_MULTIPLIER)];
	const struct name *known = &names[tag];
	if (known->key == key && known->length == length && length > 0 &&
		name_rest_equals(name, known->name, length))
		return tag;
	return TAG_UNKNOWN;
}

const char *
tag_name(enum tag tag)
{
	return names[tag].name;
}
