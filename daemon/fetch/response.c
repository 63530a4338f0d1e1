/* Header lines to fields. */
#include "fetch/response.h"

#include <string.h>

#include <curl/curl.h>

#include "base/memory.h"

/* A header field kept is no longer; a longer one is as if it were missing. */
#define FIELD_MAX_BYTES 8192
/* Digits of a number of seconds or bytes that are looked at. */
#define DIGITS_MAX 15

void
response_release(struct response *response)
{
	char *fields[] = { response->location, response->content_type, response->content_encoding,
		response->etag, response->last_modified, response->retry_after,
		response->cache_control, response->expires, response->date };
	for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		mem_free(fields[i]);
	*response = (struct response){ .content_length = RESPONSE_UNKNOWN };
}

/* A run of digits, and nothing else. RESPONSE_UNKNOWN where the text is something else. */
static int64_t
number(struct slice text)
{
	if (text.length == 0 || text.length > DIGITS_MAX)
		return RESPONSE_UNKNOWN;
	int64_t value = 0;
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] < '0' || text.data[i] > '9')
			return RESPONSE_UNKNOWN;
		value = value * 10 + (text.data[i] - '0');
	}
	return value;
}

/* "HTTP/1.1 200 OK", "HTTP/2 200": the three digits behind the first blank. */
static int
status_of(struct slice line)
{
	const char *blank = memchr(line.data, ' ', line.length);
	if (blank == NULL || line.data + line.length - blank < 4)
		return 0;
	int64_t status = number((struct slice){ blank + 1, 3 });
	return status < 0 ? 0 : (int)status;
}

/* The last line of a name counts, as for Location in browsers. */
static void
keep(char **field, struct slice value)
{
	mem_free(*field);
	*field = value.length <= FIELD_MAX_BYTES && memchr(value.data, '\0', value.length) == NULL
			 ? mem_strndup(value.data, value.length)
			 : NULL;
}

/* Cache-Control may come in several lines, which count as one. */
static void
join(char **field, struct slice value)
{
	if (*field == NULL) {
		keep(field, value);
		return;
	}
	if (strlen(*field) + value.length > FIELD_MAX_BYTES)
		return;
	char *joined = mem_printf("%s, %.*s", *field, (int)value.length, value.data);
	mem_free(*field);
	*field = joined;
}

static void
field_line(struct response *response, struct slice name, struct slice value)
{
	const struct {
		const char *name;
		char **field;
	} kept[] = {
		{ "Location", &response->location },
		{ "Content-Type", &response->content_type },
		{ "Content-Encoding", &response->content_encoding },
		{ "ETag", &response->etag },
		{ "Last-Modified", &response->last_modified },
		{ "Retry-After", &response->retry_after },
		{ "Expires", &response->expires },
		{ "Date", &response->date },
	};
	for (size_t i = 0; i < sizeof(kept) / sizeof(kept[0]); i++)
		if (slice_equals_fold(name, slice_of(kept[i].name)))
			keep(kept[i].field, value);
	if (slice_equals_fold(name, SLICE("Cache-Control")))
		join(&response->cache_control, value);
	if (slice_equals_fold(name, SLICE("Content-Length")))
		response->content_length = number(value);
	if (slice_equals_fold(name, SLICE("CF-Mitigated")))
		response->is_bot_check = slice_equals_fold(value, SLICE("challenge"));
	if (slice_equals_fold(name, SLICE("Age")))
		response->age_s = number(value) > 0 ? number(value) : 0;
}

void
response_line(struct response *response, struct slice line)
{
	size_t bytes = response->bytes + line.length;
	line = slice_trim(line);
	if (!response->complete && slice_starts(line, SLICE("HTTP/"))) {
		response_release(response);
		response->status = status_of(line);
	} else if (!response->complete && line.length == 0) {
		response->complete = response->status >= 200;
	} else if (!response->complete) {
		const char *colon = memchr(line.data, ':', line.length);
		if (colon != NULL) {
			size_t length = (size_t)(colon - line.data);
			field_line(response, (struct slice){ line.data, length },
				slice_trim((struct slice){ colon + 1, line.length - length - 1 }));
		}
	}
	response->bytes = bytes;
}

/* Seconds from the server's own Date, else `now`, to a date; RESPONSE_UNKNOWN where it is none. */
static int64_t
seconds_until(const struct response *response, const char *date, int64_t now)
{
	int64_t then = curl_getdate(date, NULL);
	if (then < 0)
		return RESPONSE_UNKNOWN;
	int64_t from = response->date != NULL ? curl_getdate(response->date, NULL) : -1;
	int64_t left = then - (from >= 0 ? from : now);
	return left > 0 ? left : 0;
}

int64_t
response_retry_after_s(const struct response *response, int64_t now)
{
	if (response->retry_after == NULL)
		return RESPONSE_UNKNOWN;
	int64_t seconds = number(slice_of(response->retry_after));
	return seconds >= 0 ? seconds : seconds_until(response, response->retry_after, now);
}

/* What a directive of Cache-Control says: false where it does not stand there. */
static bool
directive(const char *cache_control, const char *name, struct slice *value)
{
	for (const char *at = cache_control; *at != '\0';) {
		size_t length = strcspn(at, ",");
		struct slice part = slice_trim((struct slice){ at, length });
		const char *equals = memchr(part.data, '=', part.length);
		struct slice key = { part.data,
			equals != NULL ? (size_t)(equals - part.data) : part.length };
		if (slice_equals_fold(slice_trim(key), slice_of(name))) {
			*value = (struct slice){ 0 };
			if (equals != NULL)
				*value = slice_trim(
					(struct slice){ equals + 1, part.length - key.length - 1 });
			return true;
		}
		at += length + (at[length] == ',');
	}
	return false;
}

int64_t
response_max_age_s(const struct response *response, int64_t now)
{
	struct slice value;
	if (response->cache_control != NULL) {
		if (directive(response->cache_control, "no-cache", &value) ||
			directive(response->cache_control, "no-store", &value))
			return 0;
		if (directive(response->cache_control, "max-age", &value)) {
			if (value.length >= 2 && value.data[0] == '"') {
				value.data++;
				value.length -= 2;
			}
			int64_t max_age_s = number(value);
			if (max_age_s >= 0)
				return max_age_s > response->age_s ? max_age_s - response->age_s
								   : 0;
		}
	}
	if (response->expires == NULL)
		return RESPONSE_UNKNOWN;
	/* "Expires: 0" and other dates that are none mean: already stale (RFC 9111 section 5.3). */
	int64_t left = seconds_until(response, response->expires, now);
	return left >= 0 ? left : 0;
}
