/*
 * identity.h - what a page says it is: canonical URL, language, section.
 */
#ifndef NEWSWIRED_EXTRACT_IDENTITY_H
#define NEWSWIRED_EXTRACT_IDENTITY_H

#include "extract/fields.h"

/*
 * Fills out->canonical_url (absolute; one on another registrable domain than the page's is not
 * believed, nor one that is a site's front page), language (BCP 47: html lang, og:locale, JSON-LD,
 * the request's, else by the script of the headline; fields_finish asks language.h for the Latin
 * one) and section.
 */
void identity_read(struct fields *fields, struct article *out);

#endif
