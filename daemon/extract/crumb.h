/*
 * crumb.h - the section an article stands in: as the page's signals name it, or as the page's own
 * menus and crumbs name the folder that its address lies in.
 */
#ifndef NEWSWIRED_EXTRACT_CRUMB_H
#define NEWSWIRED_EXTRACT_CRUMB_H

#include "extract/fields.h"

/* The section's name as readers see it, in the arena; NULL where nothing names one. */
const char *crumb_section(const struct fields *fields);

#endif
