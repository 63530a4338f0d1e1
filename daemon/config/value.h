/*
 * value.h - the values a configuration is written in: "15m", "8M", slugs, zones, proxies.
 *
 * Pure functions over strings. False where the text is none.
 */
#ifndef NEWSWIRED_CONFIG_VALUE_H
#define NEWSWIRED_CONFIG_VALUE_H

#include <stdbool.h>
#include <stdint.h>

/* "250ms", "30s", "15m", "6h", "7d", "2w", and sums of them, "1h30m"; "0". In milliseconds, at most
 * about 10,000 years. */
bool duration_read(const char *text, int64_t *ms);

/* "500K", "8M", "1G" (of 1,024), plain digits are bytes. */
bool size_read(const char *text, int64_t *bytes);

/* The reverse of both, in the largest unit that divides it: for messages. out: at least
 * VALUE_TEXT_BYTES. Give `out`. */
#define VALUE_TEXT_BYTES 32
const char *duration_text(int64_t ms, char out[VALUE_TEXT_BYTES]);
const char *size_text(int64_t bytes, char out[VALUE_TEXT_BYTES]);

/* a-z, 0-9 and single "-" between them, at most 64. */
bool slug_is_valid(const char *text);

/* The form of a BCP 47 tag (RFC 5646): "en", "pt-BR", "zh-Hans". Whether it is registered is not
 * looked up. */
bool language_is_valid(const char *text);

/* A zone of the IANA data base, as ICU knows it. */
bool zone_is_valid(const char *text);

/* A field name of RFC 9110 (a token) that is not newswired's own business, such as Host or
 * Accept-Encoding. */
bool header_name_is_valid(const char *text);

/* No control characters, no blanks at the ends. */
bool header_value_is_valid(const char *text);

/* "http://host:port", or https, socks5, socks5h, without user and password; "" stands for none. */
bool proxy_is_valid(const char *text);

/* Printable UTF-8 in one line, not blank. */
bool line_is_valid(const char *text);

#endif
