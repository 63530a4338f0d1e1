/*
 * country.h - the time zone of a host's country, where the country has only one.
 */
#ifndef NEWSWIRED_EXTRACT_COUNTRY_H
#define NEWSWIRED_EXTRACT_COUNTRY_H

#include "base/arena.h"

/*
 * The IANA name of the only zone of the country whose top-level domain (IANA root zone, ISO 3166 but for .uk) the address's host has:
 * "https://www.example.de/" gives "Europe/Berlin". NULL for other domains, for those that the world uses as generic ones (.tv, .io, .co ...),
 * and for countries that keep several times. In the arena.
 * Source: the zones' rules and their countries are ICU's; no file is opened.
 */
const char *country_timezone(struct arena *arena, const char *address);

#endif
