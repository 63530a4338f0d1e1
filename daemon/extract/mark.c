/* Marks of elements, kept by node. */
#include "extract/mark.h"

#include "extract/classfact.h"

#define MARK_KNOWN 0x8000U /* in fields->marks: the element was looked at */

unsigned
mark_of(const struct fields *fields, uint32_t node)
{
	const struct page *page = fields->page;
	static const enum attribute_name names[] = { ATTRIBUTE_CLASS, ATTRIBUTE_ID,
		ATTRIBUTE_DATA_COMPONENT, ATTRIBUTE_DATA_TESTID };
	unsigned marks = 0;
	const uint32_t bits = page_name_bit(ATTRIBUTE_CLASS) | page_name_bit(ATTRIBUTE_ID) |
			      page_name_bit(ATTRIBUTE_DATA_COMPONENT) |
			      page_name_bit(ATTRIBUTE_DATA_TESTID);
	if ((page->nodes[node].names & bits) == 0)
		return 0;
	if ((fields->marks[node] & MARK_KNOWN) != 0)
		return fields->marks[node] & ~MARK_KNOWN;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct slice value = page_attribute_raw(page, node, names[i]);
		if (value.length > 0)
			marks |= class_facts_of(value).marks;
	}
	fields->marks[node] = (uint16_t)(marks | MARK_KNOWN);
	return marks;
}

unsigned
mark_above(const struct fields *fields, uint32_t node, uint32_t within, int levels)
{
	unsigned marks = 0;
	for (; levels > 0 && node != within && node != fields->page->body && node != 0; levels--) {
		marks |= mark_of(fields, node);
		node = fields->page->nodes[node].parent;
	}
	return marks;
}
