/*
 * reference_names.h - the table behind reference.c, made by the build from references.txt.
 */
#ifndef NEWSWIRED_HTML_REFERENCE_NAMES_H
#define NEWSWIRED_HTML_REFERENCE_NAMES_H

#include <stddef.h>

struct reference_name {
	const char *name; /* without '&' and ';' */
	char text[7];     /* UTF-8 */
	char legacy;      /* 1: known without its semicolon, too */
};

#define REFERENCE_LONGEST        31 /* bytes of the longest name */
#define REFERENCE_LEGACY_LONGEST 6  /* of the longest legacy one */

/* The reference of just that name, or NULL. */
const struct reference_name *reference_find(const char *bytes, size_t length);

#endif
