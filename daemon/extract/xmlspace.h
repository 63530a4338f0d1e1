/*
 * xmlspace.h - which vocabulary an element is of.
 *
 * Sources: the vocabularies' own pages, and what feeds write in their place: other schemes, hosts
 * with and without "www.", slashes at the end.
 */
#ifndef NEWSWIRED_EXTRACT_XMLSPACE_H
#define NEWSWIRED_EXTRACT_XMLSPACE_H

#include "extract/xml.h"

/* What a prefix means that nobody declared; XML_OTHER for one that nobody uses. */
enum xml_space xml_space_of_prefix(const char *prefix);

/*
 * What a namespace's address means; where it is unknown but on the host of what `prefix` (NULL:
 * none) usually stands for, it is taken for that.
 */
enum xml_space xml_space_of(const char *prefix, const char *uri);

#endif
