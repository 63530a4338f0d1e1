/*
 * timezone.h - from an outlet's clock to UTC and back, by IANA zone names.
 *
 * The rules are ICU's, whose data lies in the library: no file is opened, so it works in a worker
 * that may open none.
 * They are the rules ICU was built with; Debian 12's ICU 72 has those of 2022. What changed since
 * is in a table beside them. Zones that were opened stay cached, a few a thread.
 */
#ifndef NEWSWIRED_EXTRACT_TIMEZONE_H
#define NEWSWIRED_EXTRACT_TIMEZONE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

#define TIMEZONE_NAME_BYTES 64 /* room for a name and NUL; the longest of 2022 has 32 characters */

/* Whether `name` is a zone of the IANA database, aliases included. NULL is none. */
bool timezone_known(const char *name);

/*
 * A moment (seconds since 1970 UTC) from what the zone's clocks show (`local`: the same count, made
 * of year, month, day and time as if they were UTC). A time that the change to summer time skips is
 * read with the offset before the change; one that comes twice is its first. An unknown zone is
 * UTC.
 */
int64_t timezone_to_utc(const char *name, int64_t local);

/* Seconds east of UTC that the zone's clocks show at the moment `utc`; 0 for an unknown zone. */
int32_t timezone_offset_s(const char *name, int64_t utc);

/*
 * The zone of the country whose top-level domain the host has ("www.example.de" -> "Europe/Berlin"),
 * where all clocks of the country go alike; of Spain, Portugal, China, Chile, Ecuador, New Zealand
 * and a few more the mainland's, by which their outlets write; of Brazil, Indonesia, Kazakhstan,
 * Mexico and Russia that in which most people live. False for other countries of several zones, for
 * other domains, and for those of countries that the whole world uses as a brand (.tv, .io, .me).
 * `zone`: NUL-terminated, left alone on false.
 */
bool timezone_of_host(struct slice host, char zone[TIMEZONE_NAME_BYTES]);

/*
 * The same by the country in a language's name: "de_AT", "es-UY". False for those that stand on pages
 * of any country because programs come with them (en_US, es_ES, fr_FR).
 */
bool timezone_of_locale(const char *locale, char zone[TIMEZONE_NAME_BYTES]);

#endif
