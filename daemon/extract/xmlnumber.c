/* Digits to a code point, and whether XML has it. */
#include "extract/xmlnumber.h"

enum xml_number
xml_number_read(struct slice name)
{
	unsigned long point = 0;
	bool hex = name.length > 1 && (name.data[1] | 0x20) == 'x';
	size_t i = hex ? 2 : 1;
	if (i >= name.length)
		return XML_NUMBER_NONE;
	for (; i < name.length; i++) {
		char c = name.data[i];
		unsigned digit = c >= '0' && c <= '9' ? (unsigned)(c - '0')
				 : hex && (c | 0x20) >= 'a' && (c | 0x20) <= 'f'
					 ? (unsigned)((c | 0x20) - 'a') + 10
					 : 99;
		if (digit == 99)
			return XML_NUMBER_NONE;
		if (point <= 0x10FFFF)
			point = point * (hex ? 16 : 10) + digit;
	}
	if ((point >= 0x20 && point <= 0xD7FF) || (point >= 0xE000 && point <= 0xFFFD) ||
		(point >= 0x10000 && point <= 0x10FFFF) || point == 9 || point == 10 || point == 13)
		return XML_NUMBER_CHARACTER;
	return point < 0x20 ? XML_NUMBER_CONTROL : XML_NUMBER_OUTSIDE;
}
