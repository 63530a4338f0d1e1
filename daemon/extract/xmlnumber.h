/*
 * xmlnumber.h - numeric character references, by what XML lets them name.
 */
#ifndef NEWSWIRED_EXTRACT_XMLNUMBER_H
#define NEWSWIRED_EXTRACT_XMLNUMBER_H

#include "base/slice.h"

enum xml_number {
	XML_NUMBER_NONE,      /* no number: text */
	XML_NUMBER_CHARACTER, /* a character of XML's */
	XML_NUMBER_CONTROL,   /* one that XML has not, and that shows nothing: &#29; */
	XML_NUMBER_OUTSIDE,   /* no character at all */
};

/* What "#8217" or "#x2019", the part between & and ;, names. Source: XML 1.0 section 2.2 (Char). */
enum xml_number xml_number_read(struct slice name);

#endif
